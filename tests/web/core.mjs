// The WebAssembly module through tag.js, in Node.js: the same answers as the command's.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

globalThis.fetch = async (name) => ({ ok: true, arrayBuffer: async () => readFileSync(join('core', name)) })
const { ask, closeBundle, openBundle, openCore } = await import(join(process.cwd(), 'core', 'tag.js'))
const vector = (name) => readFileSync(join(process.env.VECTORS, name))
const NOW = Date.parse('2026-12-01T00:00:00Z') / 1000

let count = 0
function check(name, good, ...more) {
  count++
  console.log(`${good ? 'ok' : 'not ok'} core ${count} - ${name}`)
  if (!good) for (const line of more) console.log(`# ${JSON.stringify(line)}`)
}

const [vi, en] = await Promise.all(['vi', 'en'].map(async (name) => (await import(join(process.cwd(), 'core', 'i18n', `${name}.js`))).default))
const holes = (text) => (text ?? '').match(/\{\w+\}/g)?.sort().join() ?? ''
const apart = [...new Set([...Object.keys(vi), ...Object.keys(en)])].filter((key) => !vi[key] || !en[key] || holes(vi[key]) !== holes(en[key]))
check('the same words in both languages', Object.keys(vi).length > 200 && apart.length === 0, apart)

const module = await WebAssembly.compile(readFileSync('core/khoa.wasm'))
check('the module imports nothing', WebAssembly.Module.imports(module).length === 0, WebAssembly.Module.imports(module))
await openCore()

const text = vector('example.khoa')
const signature = vector('example.khoa.minisig')
const authority = vector('example-authority.pub').toString().trim().split('\n').pop()
const head = openBundle(text, signature, authority)
check('the example bundle', head.sequence > 0 && !head.fault, head)

const cases = vector('example-cases.jsonl').toString().trim().split('\n').map((line) => JSON.parse(line))
const wrong = cases.filter(({ input, verdict }) => {
  const found = ask(head.bundle, input, NOW).verdict
  return verdict === null ? !['forged', 'not-a-tag'].includes(found) : found !== verdict
})
check(`${cases.length} texts and their verdicts`, cases.length > 100 && wrong.length === 0, wrong)

const genuine = cases.find(({ verdict }) => verdict === 'genuine').input
const answer = ask(head.bundle, genuine, NOW)
check('what a genuine tag must show', answer.hotlines.length >= 3 && answer.hotlines.every(({ printed }) => /^0?[\d ]+$/.test(printed)), answer)
check('without a bundle all is unknown', ['verdict', 'signature', 'status', 'freshness'].every((axis) => [null, 'unknown'].includes(ask(0, genuine, NOW)[axis])))
check('a clock before the bundle', ask(head.bundle, genuine, 0).freshness === 'clock wrong')
check('a stale bundle', ask(head.bundle, genuine, NOW + 1000 * 86400).freshness === 'stale')
check('a typed code proves nothing', ['registered', null].join() === [ask(head.bundle, answer.code, NOW).verdict, ask(head.bundle, answer.code, NOW).signature].join())
check('of a forged tag nothing is told', ['code', 'kind', 'unit', 'hotlines', 'batch'].every((field) =>
  !(field in ask(head.bundle, cases.find(({ verdict }) => verdict === 'forged').input, NOW))))

const faultOf = (...files) => openBundle(...files).fault
const damaged = Buffer.from(text)
damaged[text.indexOf('number') + 12] ^= 1
check('a changed bundle', ['signature', 'format'].includes(faultOf(damaged, signature, authority)))
check('an empty one', faultOf(Buffer.alloc(0), signature, authority) === 'format')
check('an empty signature', faultOf(text, Buffer.alloc(0), authority) === 'signature')
check('another authority', faultOf(text, signature, 'RWTwYIhTGp4WfzI9T+ywuMWMLiRrMxAPu/hZW/tKwulcG9JMki31/MEk') === 'authority')
check('no authority', faultOf(text, signature, 'RWQ') === 'pin')
for (let cut = 0; cut < text.length; cut += 97)
  if (!faultOf(text.subarray(0, cut), signature, authority)) check('a cut bundle', false, cut)
for (const odd of ['', '#', '\0', '1'.repeat(173), '9'.repeat(173), 'x'.repeat(100000), '\u{1f512}'])
  if (!ask(head.bundle, odd, NOW).verdict) check('an odd text', false, odd)
check('cut bundles and odd texts', true)
closeBundle(head.bundle)
