// Unlocking the roster with the passphrase that the office told its surveyors.

import { el } from './dom.js'
import { rosterForm } from './form.js'
import { formatDay, t } from './i18n.js'
import { unlockRoster } from './roster.js'
import { back, bar, redraw, shows } from './shell.js'

/** @returns {import('./shell.js').View} */
export function unlockView() {
  const state = { working: false, failed: false }
  return { name: 'unlock', render: () => render(state) }
}

function render(state) {
  const input = el('input', { type: 'password', id: 'passphrase', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', required: true, disabled: state.working })
  return el('main', { class: 'page' }, bar(t('roster.title')),
    el('p', {}, t('roster.what', { date: formatDay(new Date(rosterForm().created * 1000)) })),
    state.failed && el('p', { class: 'warning', role: 'alert' }, t('roster.wrong')),
    el('form', { class: 'stack', onsubmit: (event) => { event.preventDefault(); unlock(state, input.value) } },
      el('label', { for: 'passphrase' }, t('roster.passphrase')), input,
      el('label', { class: 'option' }, el('input', { type: 'checkbox', onchange: (event) => { input.type = event.target.checked ? 'text' : 'password' } }), el('span', {}, t('roster.show'))),
      el('button', { class: 'big', disabled: state.working }, t(state.working ? 'roster.working' : 'roster.open'))),
    el('p', { class: 'hint' }, t('roster.hint')))
}

async function unlock(state, passphrase) {
  Object.assign(state, { working: true, failed: false })
  redraw()
  const opened = await unlockRoster(rosterForm(), passphrase, redraw)
  Object.assign(state, { working: false, failed: !opened })
  if (!shows('unlock')) return
  if (opened) return back()
  redraw()
  document.getElementById('passphrase').focus()
}
