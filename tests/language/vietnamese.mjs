// Whether src/po/vi.po says in Vietnamese what the messages say: node vietnamese.mjs vi.po
// Prints what is wrong, an entry a line; nothing when all is well. msgfmt checks printf's conversions.
//
// Columns of a listing must be as many; commands, options and files that a message names must stand in
// the translation too; spaces and line ends around must be the same, since messages are joined; and the
// scanner page must call the same thing by the same words.

import { readFileSync } from 'node:fs'
import page from '../../src/web/i18n/vi.js'

// [{context, id, text}]
function read (path) {
  const entries = []
  let field
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, key, quoted] = line.match(/^(msgctxt|msgid|msgid_plural|msgstr(?:\[0\])?)? ?"(.*)"$/) ?? []
    if (quoted === undefined) continue
    if (key === 'msgctxt' || (key === 'msgid' && field !== 'msgctxt')) entries.push({})
    if (key) field = key.replace('[0]', '')
    const entry = entries[entries.length - 1]
    entry[field] = (entry[field] ?? '') + quoted.replace(/\\(.)/g, (_, letter) => ({ n: '\n', t: '\t' })[letter] ?? letter)
  }
  return entries.filter(entry => entry.msgid)
    .map(({ msgctxt, msgid, msgstr }) => ({ context: msgctxt ?? '', id: msgid, text: msgstr }))
}

const edges = text => text.match(/^\s*/)[0] + '|' + text.match(/\s*$/)[0]

// What stays as it is in every language: commands, options, files, variables, addresses.
const names = id => [...id.matchAll(
  /'khoa( [a-z-]+)+|(?<![\w-])--[a-z][a-z-]+|\b[a-z][\w-]*\.(key|pub|ini|db|md|pdf)\b|\bKHOA_\w+/g)].map(m => m[0])

function faultsOf ({ id, text }) {
  if (!text) return ['not translated']
  const faults = names(id).filter(name => !text.includes(name)).map(name => `lacks ${name}`)
  if (edges(id) !== edges(text)) faults.push('other spaces or line ends around')
  if (columns.has(id) && id.split(' ').length !== text.split(' ').length) faults.push('other number of columns')
  if (text === id && !id.startsWith('  ') && /[a-z]{3,} [a-z]{3,}/.test(id)) faults.push('is the English')
  if (text.normalize('NFC') !== text) faults.push('not in composed letters (NFC)')
  if (/(?<!q)(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![a-zà-ỹ])/i.test(text)) faults.push('a tone on the other letter than elsewhere (hòa, hủy)')
  return faults
}

// Messages' words and the page's keys for the same thing.
const SAME = {
  '': {
    verdict: ['genuine', 'specimen', 'forged', 'altered', 'revoked', 'lost', 'spoiled', 'replaced', 'unknown',
      'outdated', 'unissued', 'not-a-tag', 'registered', 'unregistered'],
    status: ['printed', 'in use', 'replaced', 'lost', 'revoked', 'spoiled'],
    kind: ['keychain', 'lock-tag', 'specimen'],
    signature: ['good', 'bad'],
    address: ['none', 'ours', 'foreign'],
  },
  found: { found: ['present', 'damaged', 'unreadable', 'missing', 'wrong-place', 'refused', 'nobody-home'] },
  copy: { verdict: ['forged', 'altered'] },
}

function * differences (entries) {
  for (const [context, groups] of Object.entries(SAME)) {
    for (const [group, words] of Object.entries(groups)) {
      for (const word of words) {
        const text = entries.find(entry => entry.context === context && entry.id === word)?.text
        const other = page[`${group}.${word}`]
        if (text?.toLowerCase() !== other?.toLowerCase()) yield `${word}: '${text}', and on the page '${other}'`
      }
    }
  }
}

const [, , path, ...sources] = process.argv
// The listings' columns as the sources name them.
const columns = new Set(sources.flatMap(file =>
  [...readFileSync(file, 'utf8').matchAll(/khoa_listing_start\([^;]*;|#define(?:.*\\\n)*.*/g)].flatMap(([part]) =>
    [...part.matchAll(/N_\(\s*((?:"[a-z_0-9 ]+"[\s\\]*)+)\)/g)]
      .map(m => m[1].replace(/"[\s\\]*"/g, '').replace(/^"|"[\s\\]*$/g, '')))))
const entries = read(path)
const wrong = entries.flatMap(entry => faultsOf(entry).map(fault => `${entry.id.slice(0, 60).trim()}: ${fault}`))
wrong.push(...differences(entries))
for (const line of wrong) console.log(line.replaceAll('\n', ' '))
process.exit(wrong.length || entries.length < 100 ? 1 : 0)
