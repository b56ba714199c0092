// Whether the scanner page speaks both its languages whole: node page.mjs MODULE.js...
// Prints what is wrong, a line each: a key in one dictionary alone, holes that differ, an empty text, a
// key that a module asks for and that there isn't, words that a module shows without asking for a key.

import { readFileSync } from 'node:fs'
import en from '../../src/web/i18n/en.js'
import vi from '../../src/web/i18n/vi.js'

const wrong = []
const holes = text => [...text.matchAll(/\{\w+\}/g)].map(m => m[0]).sort().join()

for (const key of new Set([...Object.keys(en), ...Object.keys(vi)])) {
  if (!(key in en) || !(key in vi)) wrong.push(`${key}: in one language alone`)
  else if (!en[key].trim() || !vi[key].trim()) wrong.push(`${key}: empty`)
  else if (holes(en[key]) !== holes(vi[key])) wrong.push(`${key}: other holes`)
  else if (vi[key].normalize('NFC') !== vi[key]) wrong.push(`${key}: not in composed letters (NFC)`)
}

// What stands before a string that nobody reads: a class, a selector, an error for programmers.
const UNSEEN = /(\.put\(\{[^}]*\}, |\b(class|type|role|name|rel|href|src): |Error\(|console\.\w+\(|querySelector\w*\(|includes\(|[=!]== ?|\/\/[^\n]*|import [^\n]*|\bfrom )$/
const SEEN = /(\},|textContent =|innerHTML =|\b(title|alt|placeholder|'aria-label'):) ?$/
const STRING = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g

const readsLikeText = text => /[\u00c0-\u1eff]|[a-z]{2,} [a-z]{2,} [a-z]{2,}/i.test(text)

for (const path of process.argv.slice(2)) {
  const source = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  for (const [, key] of source.matchAll(/\bt\('([\w.-]+)'/g)) if (!(key in vi)) wrong.push(`${path}: no words for ${key}`)
  for (const found of source.matchAll(STRING)) {
    const before = source.slice(Math.max(0, found.index - 80), found.index)
    const text = found[0].slice(1, -1).replace(/\$\{[^}]*\}/g, '')
    if (UNSEEN.test(before)) continue
    if (readsLikeText(text) || (SEEN.test(before) && /[a-z]{2,}/i.test(text))) wrong.push(`${path}: ${found[0]}`)
  }
}
for (const line of wrong) console.log(line)
process.exit(wrong.length ? 1 : 0)
