// Strings of src/ that people read and that nobody marked for translation: node unmarked.mjs FILE...
// Prints "file:line: text" for each; nothing when all is well.
//
// A C string is suspect where it goes to people by a known call, where it is an option's or command's
// description or in a table of words, and wherever it reads like prose. Marked is what stands in _(),
// N_(), C_(), NC_(), ngettext() or gettext_noop(). What is stored, parsed or compared is told apart by
// the call that it is in, below.

import { readFileSync } from 'node:fs'

const MARKS = new Set(['_', 'N_', 'C_', 'NC_', 'ngettext', 'gettext_noop'])

// Calls that speak to people, and the places of their arguments that do.
const SPEAKERS = {
  g_set_error: [3], g_set_error_literal: [3], g_prefix_error: [1], g_propagate_prefixed_error: [2],
  khoa_cli_tell: [0], printf: [0], puts: [0], fputs: [0], fprintf: [1],
  khoa_finding: [2, 3, 4], khoa_finding_error: [2, 3], khoa_replay_complain: [2], blame: [1, 2, 3],
  khoa_faults_add: [3], khoa_list_fault: [3], khoa_svg_fault: [2], khoa_layout_fault: [3],
  khoa_proof_add: [3], khoa_proof_add_tag: [3], khoa_file_fail: [1], khoa_archive_damaged: [1],
  khoa_reader_fail: [1], khoa_listing_start: [2], khoa_imported_tell: [3], refuse: [0, 1], fail: [1],
}

// Calls whose strings are stored, parsed, compared or names of things.
const SILENT = new RegExp('^(' + [
  'khoa_db_\\w+', 'khoa_json_\\w+', 'json_\\w+', 'khoa_office_log\\w*', 'khoa_writer_put', 'khoa_digest_\\w+',
  'hash_text\\w*', 'add_text', 'append_number', 'number_after', 'put', 'skip', 'sscanf', 'TAKES_ALL', 'snprintf',
  'g_snprintf', 'sprintf', 'str\\w+', 'mem\\w+', 'g_str_\\w+', 'g_strv_contains', 'g_regex_\\w+', 'g_ascii_\\w+',
  'g_date_time_format', 'g_error', '_Static_assert', 'khoa_archive_(prepare|execute)', 'pragma_int', 'get_int',
  'khoa_cairo_pdf_\\w+', 'khoa_register_\\w+', 'khoa_log_\\w+', 'fopen', 'g_getenv', 'khoa_check_reserved',
  'khoa_lines_\\w+', 'khoa_document_\\w+',
].join('|') + ')$')

// Prose that is no message, by file: what is stored or drawn, in Vietnamese or for machines.
const STORED = [
  ['src/art/', /^(q 1 0 0|<< |\/| +\]|trailer|%PDF|\[ \/Separation|BI |<rect id='qr'>|number$|label$|Trang |page=)/],
  ['src/office/', /^(khoa |batch |bundle |file % of |surveyor |household |patrol |printer |the desk|face=|cut$|, of |, each |, roster |[ %]*(s|of|to|tags|units|records,?|members) |%u? ?files|any % of|authority % |batches to|pin %|\s*authority |[% ]*(units, |start=)|% (added|retired))/],
  ['src/office/acts.h', /./],
  ['src/office/figure.c', /./], // what figures mean, for JSON; their labels are marked
  ['src/cli/', /^(\.TH |\[printer %\]|khoa[: ]*%?\s*$|% in %$)/],
  ['src/list/table.c', /^(stt|tt|sothutu|no)$/],
  ['src/tag/', /^(khoa |minisign |signature from|(un)?trusted comment)/],
]

const TOKEN = new RegExp([
  '(?<skip>\\s+|/\\*[\\s\\S]*?\\*/|//[^\\n]*|\\\\\\n)',
  '(?<include>#\\s*include[^\\n]*)',
  '(?<text>"(?:[^"\\\\\\n]|\\\\.)*")',
  "(?<letter>'(?:[^'\\\\\\n]|\\\\.)+')",
  '(?<name>[A-Za-z_]\\w*)',
  '(?<sign>[\\s\\S])',
].join('|'), 'g')

const FORMATS = /^(PRI\w+|G_G\w+_FORMAT)$/

// The strings of a C source: {line, text, calls: [{name, argument}] from the outermost}.
function * stringsOf (source) {
  const tokens = [...source.matchAll(TOKEN)].filter(t => !t.groups.skip && !t.groups.include)
  const stack = []
  for (let i = 0; i < tokens.length; i++) {
    const [word] = tokens[i]
    if (tokens[i].groups.text) {
      let text = word.slice(1, -1)
      const line = source.slice(0, tokens[i].index).split('\n').length
      while (tokens[i + 1]?.groups.text || FORMATS.test(tokens[i + 1]?.[0])) {
        i++
        text += tokens[i].groups.text ? tokens[i][0].slice(1, -1) : 'd'
      }
      yield { line, text, calls: stack.map(call => ({ ...call })) }
    } else if ('([{'.includes(word)) {
      stack.push({ name: nameBefore(tokens, i, word), argument: 0 })
    } else if (')]}'.includes(word)) {
      stack.pop()
    } else if (stack.length && word === ',') {
      stack[stack.length - 1].argument++
    } else if (stack.length && word === ';') {
      stack[stack.length - 1].argument = 0
    }
  }
}

// A call's name; an initialiser's declaration, as "= name type".
function nameBefore (tokens, i, bracket) {
  if (bracket === '(') return tokens[i - 1]?.groups.name ?? ''
  if (bracket !== '{' || tokens[i - 1]?.[0] !== '=') return ''
  const words = []
  for (let k = i - 2; k >= 0 && !';{}'.includes(tokens[k][0]); k--) words.push(tokens[k][0])
  return '= ' + words.join(' ')
}

// Without escapes, and each of printf's conversions as "%".
const plain = text => text.replace(/\\x[0-9a-f]{2}|\\[0-7]{1,3}|\\./gi, ' ')
  .replace(/%[-+ #0']*(\*|\d+)?(\.(\*|\d+))?(hh|h|ll|l|z)?[a-zA-Z%]/g, '%')
const hasWord = text => /[A-Za-z]{2,}/.test(plain(text))
const isProse = text => /[a-z]{2,}('[a-z]+)?[,:;]? [a-z]{2,}|%\S* [a-z]{2,}|[a-z]{2,} %/.test(plain(text)) &&
  !/\b(SELECT|WHERE|INSERT|UPDATE|PRAGMA|CREATE|FROM|DELETE|VALUES|CASE)\b/.test(text) &&
  !/[\u00c0-\u1eff]/.test(text)

function isSuspect ({ text, calls }) {
  const call = calls[calls.length - 1] ?? { name: '', argument: 0 }
  const table = [...calls].reverse().find(c => c.name.startsWith('= '))?.name ?? ''
  if (calls.some(c => MARKS.has(c.name)) || !hasWord(text)) return false
  if (SPEAKERS[call.name]?.includes(call.argument)) return !/^[A-Z_]+(_FILE)?$|^[a-z]+\.(key|pub|ini|db)$/.test(text)
  if (/\bGOptionEntry\b/.test(table)) return call.argument >= 5 && !/^(N|\d{4}-Q4|URL)$/.test(text)
  if (/khoa_commands/.test(table)) return [1, 5, 6].includes(call.argument)
  if (/\b(\w*_)?words\b|\bnotes\b/.test(table) && /\bchar\b/.test(table)) return true
  return isProse(text) && !calls.some(c => SILENT.test(c.name))
}

let found = 0
for (const file of process.argv.slice(2)) {
  for (const string of stringsOf(readFileSync(file, 'utf8'))) {
    const stored = STORED.some(([place, begins]) => file.includes(place) && begins.test(plain(string.text)))
    if (!isSuspect(string) || stored) continue
    console.log(`${file}:${string.line}: ${string.text}`)
    found++
  }
}
process.exit(found ? 1 : 0)
