// What hasn't come home yet: made into a file, handed to an app or saved, and sent again where needed.

import { el } from './dom.js'
import { formatDay, formatNumber, t } from './i18n.js'
import { bar, redraw, shows } from './shell.js'
import { StoreError } from './store.js'
import { canShare, download, fileName, makeFile, share } from './surveyfile.js'
import { loadSurveyor, surveyor } from './surveyor.js'

/** @returns {import('./shell.js').View} */
export function outboxView() {
  const state = { said: null, working: false }
  return { name: 'outbox', render: () => render(state) }
}

function render(state) {
  const { unsent, files } = surveyor()
  return el('main', { class: 'page' }, bar(t('outbox.title')),
    state.said && el('p', { class: `said ${state.said.colour}`, role: 'status' }, state.said.text),
    el('section', { class: 'card outbox-count' }, el('p', { class: 'count' }, formatNumber(unsent)), el('p', {}, t('outbox.records'))),
    unsent > 0 && el('button', { class: 'big', disabled: state.working, onclick: () => run(state, makeAndSend) }, t('outbox.send')),
    el('p', { class: 'hint' }, t('outbox.hint')),
    files.length > 0 && el('h2', {}, t('outbox.files')),
    el('ul', { class: 'files' }, [...files].reverse().map((file) => row(state, file))))
}

function row(state, file) {
  const { identity } = surveyor()
  const send = (how) => () => run(state, () => how(identity, file))
  return el('li', { class: `card file ${file.sent ? '' : 'waiting'}` },
    el('p', {}, el('strong', {}, fileName(identity, file)), el('br'),
      t('outbox.file', { count: formatNumber(file.records), date: formatDay(new Date(file.made * 1000)) }), el('br'),
      t(file.sent ? 'outbox.sent' : 'outbox.not-sent')),
    el('div', { class: 'pair' },
      canShare(identity, file) && el('button', { class: 'plain', onclick: send(share) }, t('outbox.share')),
      el('button', { class: 'plain', onclick: send(download) }, t('outbox.download'))))
}

async function makeAndSend() {
  const { identity } = surveyor()
  const file = await makeFile(identity)
  if (!file) return false
  if (canShare(identity, file)) return share(identity, file)
  await download(identity, file)
  return true
}

/* work resolves to false if nothing was handed over. */
async function run(state, work) {
  state.working = true
  try {
    state.said = (await work()) === false ? { text: t('outbox.kept'), colour: 'grey' } : { text: t('outbox.given'), colour: 'green' }
  } catch (error) {
    state.said = { text: t(error instanceof StoreError ? `store.${error.reason}` : 'outbox.failed'), colour: 'red' }
  }
  state.working = false
  await look()
}

/* Looks at the store again, and shows it if this view is still open. */
async function look() {
  await loadSurveyor()
  if (shows('outbox')) redraw()
}
