// The verdict: full-screen, in colour, word, symbol and sound; what the tag must show; what to do.

import { el } from './dom.js'
import { formatDay, formatNumber, has, t } from './i18n.js'
import { signal } from './signal.js'
import { symbol } from './symbols.js'

/**
 * @typedef {Object} Reading
 * @property {Uint8Array|string} text  as scanned or typed
 * @property {'camera'|'photo'|'typed'|'visit'} source
 * @property {number} time             seconds since 1970
 * @property {import('./tag.js').Answer} answer
 *
 * @typedef {{label: string, run: () => void}} Action
 */

/**
 * @param {Reading} reading
 * @param {() => Action[]} actions  below the verdict, the first one largest; asked at each drawing
 * @returns {import('./shell.js').View}
 */
export function verdictView(reading, actions) {
  return {
    name: `verdict-${reading.answer.colour}`,
    render: () => render(reading, actions),
    enter: () => signal(reading.answer.colour),
  }
}

function render({ answer }, actions) {
  return el('main', { class: `verdict ${answer.colour}`, 'data-verdict': answer.verdict },
    el('div', { class: 'verdict-head', role: 'alert' },
      symbol(answer.colour),
      el('h1', {}, t(`verdict.${answer.verdict}`)),
      el('p', {}, meaning(answer))),
    el('div', { class: 'verdict-body' },
      clockWarning(answer),
      el('section', { class: 'card do' }, el('h2', {}, t('verdict.do')), el('p', {}, t(answer.misread ? 'do.misread' : `do.${answer.verdict}`)), emergency(answer)),
      numbers(answer),
      identity(answer),
      axes(answer)),
    el('nav', { class: 'verdict-actions' }, actions().map(({ label, run }, i) =>
      el('button', { class: i === 0 ? 'big' : 'plain', onclick: run }, label))))
}

function meaning(answer) {
  if (answer.misread) return t('verdict.misread')
  if (answer.newer) return t('verdict.newer')
  if (answer.verdict === 'unknown' && answer.freshness === null) return t('mean.no-bundle')
  if (answer.verdict === 'registered') return t('mean.registered', { status: t(`status.${answer.status ?? 'null'}`) })
  return t(`mean.${answer.verdict}`)
}

function clockWarning(answer) {
  return answer.freshness === 'clock wrong' &&
    el('p', { class: 'warning', role: 'alert' }, t('freshness.clock-long'))
}

function dial(number, printed, label) {
  return el('a', { class: 'call', href: `tel:${number}` },
    el('span', { class: 'call-number' }, printed),
    el('span', { class: 'call-label' }, label),
    el('span', { class: 'call-do' }, t('call')))
}

/* Where no number of ours may be named, the police's can. */
function emergency({ verdict }) {
  return (verdict === 'forged' || verdict === 'altered') && dial('113', '113', t('call.113'))
}

function identity(answer) {
  if (!answer.code) return null
  const rows = [
    ['kind', answer.kind && t(`kind.${answer.kind}`)],
    ['unit', answer.unitName],
    ['issued', answer.issued && formatDay(answer.issued)],
    ['code', answer.code],
  ]
  return el('section', { class: 'card' }, el('h2', {}, t('verdict.tag')), table(rows))
}

function table(rows) {
  return el('dl', {}, rows.filter(([, value]) => value).map(([key, value]) =>
    [el('dt', {}, t(`field.${key}`)), el('dd', { class: `field-${key}` }, value)]))
}

function list(title, set) {
  return el('section', { class: 'card numbers' }, el('h2', {}, title),
    el('ul', {}, set.map(({ number, printed, label }) => el('li', {}, dial(number, printed, label)))))
}

function sameNumbers(a, b) {
  return a.length === b.length && a.every((one, i) => one.number === b[i].number)
}

/* One that isn't answered any more is struck out. */
function formerNumber({ number, printed, label }, current) {
  const ended = !current.some((one) => one.number === number)
  return el('li', {}, el(ended ? 's' : 'span', { class: 'call-number' }, printed), ' ', label)
}

/* A tag with old numbers must show the old ones, and the new ones are to be called. */
function numbers(answer) {
  if (!answer.hotlines) return null
  if (sameNumbers(answer.hotlines, answer.current)) return list(t('verdict.numbers'), answer.hotlines)
  return [
    answer.current.length > 0 && list(t('verdict.current'), answer.current),
    el('section', { class: 'card old' }, el('h2', {}, t('verdict.printed')),
      el('ul', {}, answer.hotlines.map((one) => formerNumber(one, answer.current)))),
  ]
}

/* Each in words, the unknown ones too; of a forged tag only why it is one. */
function axes(answer) {
  const only = answer.verdict === 'forged' ? ['signature'] : ['signature', 'address', 'status']
  const shown = answer.verdict === 'not-a-tag' ? [] : only
  const rows = shown.map((axis) => [axis, axisWords(axis, answer[axis])])
  rows.push(['bundle', bundleWords(answer)])
  return el('section', { class: 'card axes' }, el('h2', {}, t('verdict.checked')), table(rows))
}

function axisWords(axis, value) {
  return t(`${axis}.${value ?? 'null'}`)
}

/** How old the bundle is, in words. */
export function bundleWords({ freshness, age, sequence }) {
  if (!freshness) return t('freshness.null')
  const key = `freshness.${freshness}`
  return t(has(`${key}.today`) && age === 0 ? `${key}.today` : key,
    { age: formatNumber(age), sequence: formatNumber(sequence) })
}
