// Enrolment: makes the phone's key, and shows it to the office as a QR code, a text and a fingerprint.

import { currentBundle } from './bundle.js'
import { el, svg } from './dom.js'
import { t } from './i18n.js'
import { enrolmentText, makeIdentity, readable } from './identity.js'
import { qrcode } from './qr-encoder.js'
import { back, bar, redraw } from './shell.js'
import { StoreError } from './store.js'
import { loadSurveyor, surveyor } from './surveyor.js'

const QUIET = 4 // modules

/** @returns {import('./shell.js').View} */
export function enrolView() {
  const choice = { unit: null, fault: null, former: null }
  return { name: 'enrol', render: () => (surveyor().identity && !choice.former ? shown(surveyor().identity, choice) : asked(choice)) }
}

/* Whose key signed nothing yet may still change the unit. */
function isUnused() {
  return surveyor().unsent === 0 && surveyor().files.length === 0
}

function asked(choice) {
  const { units } = currentBundle()
  if (units.length === 1) choice.unit = units[0]
  return el('main', { class: 'page' }, bar(t('enrol.title')),
    choice.fault && el('p', { class: 'warning', role: 'alert' }, choice.fault),
    el('p', {}, t(choice.former ? 'enrol.renew-what' : 'enrol.what')),
    el('fieldset', { class: 'choices' }, el('legend', {}, t('enrol.unit')), units.map((unit) =>
      el('label', { class: 'option' }, el('input', { type: 'radio', name: 'unit', checked: choice.unit === unit, onchange: () => { choice.unit = unit; choice.fault = null; redraw() } }),
        el('span', {}, unit.name)))),
    el('button', { class: 'big', onclick: () => make(choice) }, t('enrol.make')),
    el('p', { class: 'hint' }, t('enrol.hint')))
}

async function make(choice) {
  if (!choice.unit) choice.fault = t('enrol.no-unit')
  else
    try {
      await makeIdentity(choice.unit, choice.former)
      await loadSurveyor()
      choice.former = null
    } catch (error) {
      choice.fault = t(error instanceof StoreError ? `store.${error.reason}` : 'enrol.failed')
    }
  redraw()
}

function shown(identity, choice) {
  const text = enrolmentText(identity)
  return el('main', { class: 'page' }, bar(t('enrol.title')),
    el('p', {}, t('enrol.give')),
    code(text),
    el('section', { class: 'card' }, el('h2', {}, t('enrol.fingerprint')),
      el('p', { class: 'fingerprint' }, readable(identity.fingerprint)), el('p', { class: 'hint' }, t('enrol.fingerprint-hint'))),
    el('section', { class: 'card' }, el('h2', {}, `${t('enrol.unit')}: ${identity.unitName}`),
      el('p', { class: 'enrolment' }, text)),
    el('button', { class: 'plain', onclick: (event) => copy(event.target, text) }, t('enrol.copy')),
    el('button', { class: 'big', onclick: back }, t('enrol.done')),
    isUnused() && el('button', { class: 'quiet', onclick: () => { choice.former = identity; redraw() } }, t('enrol.renew')),
    el('p', { class: 'hint' }, t('enrol.keep')))
}

async function copy(button, text) {
  const done = await navigator.clipboard.writeText(text).then(() => true, () => false)
  button.textContent = t(done ? 'enrol.copied' : 'enrol.not-copied')
}

function code(text) {
  const qr = qrcode(0, 'M')
  qr.addData(text, 'Byte')
  qr.make()
  const size = qr.getModuleCount()
  const dark = []
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (qr.isDark(y, x)) dark.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`)
  const whole = size + 2 * QUIET
  return svg('svg', { class: 'enrol-code', viewBox: `0 0 ${whole} ${whole}`, role: 'img', 'aria-label': t('enrol.code'), 'shape-rendering': 'crispEdges' },
    svg('rect', { width: whole, height: whole, fill: '#fff' }), svg('path', { d: dark.join(''), fill: '#000' }))
}
