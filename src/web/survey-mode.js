// The two modes of a surveyor: to survey locks, and to hand over tags. They add to the first view and
// to each verdict.

import { currentBundle } from './bundle.js'
import { el } from './dom.js'
import { enrolView } from './enrol.js'
import { currentForm, rosterForm, updateAll } from './form.js'
import { handoverView, mayHandOver } from './handover.js'
import { formatNumber, t } from './i18n.js'
import { openDraft, unsavedDraft } from './look.js'
import { outboxView } from './outbox.js'
import { lockRoster, openRoster } from './roster.js'
import { open, redraw } from './shell.js'
import { chooseRound, currentRound, isLate, loadSurveyor, openRounds, surveyor, waitingFiles } from './surveyor.js'
import { unlockView } from './unlock.js'

/** @type {import('./modes.js').Mode} */
export const surveyMode = {
  name: 'survey',
  start,
  actions: (reading, app) => canSurvey() && reading.answer.verdict !== 'specimen' && reading.answer.verdict !== 'not-a-tag'
    ? [{ label: t('survey.record'), run: () => openDraft(app, reading) }] : [],
  home: (app) => home(app, surveyNodes),
  isBusy: () => unsavedDraft() !== null || openRoster() !== null,
}

/** @type {import('./modes.js').Mode} */
export const handoverMode = {
  name: 'hand-over',
  start,
  view: (reading, app) => (surveyor().identity && mayHandOver(reading) ? handoverView(app, reading) : null),
  home: (app) => home(app, () => []),
}

function canSurvey() {
  return surveyor().identity !== null && currentRound() !== null
}

async function start() {
  if (!surveyor().loaded) await loadSurveyor().then(redraw)
  // No network, or a host without a form: what is here goes on being used.
  if (navigator.onLine && !currentForm()) await updateAll().then((isNew) => isNew && redraw()).catch(() => {})
}

/* What must be done before anything else, one thing at a time. */
function home(app, more) {
  const { fault, identity, loaded, persisted } = surveyor()
  if (fault) return [el('p', { class: 'warning', role: 'alert' }, t(fault.reason === 'unavailable' ? 'survey.no-store' : 'store.failed'))]
  if (!loaded) return []
  if (!currentBundle()) return [step(t('survey.no-bundle'), t('home.data'), app.data)]
  if (!identity) return [step(t('survey.not-enrolled'), t('enrol.title'), () => open(enrolView()))]
  return [
    more(app), rosterButton(), outboxButton(),
    !persisted && el('p', { class: 'hint' }, t('survey.not-kept')),
    el('button', { class: 'quiet', onclick: () => open(enrolView()) }, t('enrol.show')),
  ]
}

function step(text, label, run) {
  return el('section', { class: 'card step' }, el('p', {}, text), el('button', { class: 'big', onclick: run }, label))
}

function surveyNodes(app) {
  if (!currentForm()) return [step(t('survey.no-form'), t('home.data'), app.data)]
  if (!currentRound()) return [step(t('survey.no-round', { unit: surveyor().identity.unitName }), t('home.data'), app.data)]
  const draft = unsavedDraft()
  return [
    roundLine(),
    draft && el('button', { class: 'big draft', onclick: () => openDraft(app, draft.reading, draft) }, t('survey.draft')),
    el('button', { class: 'plain', onclick: () => openDraft(app, null) }, t('survey.no-tag')),
  ]
}

function roundLine() {
  const rounds = openRounds()
  const label = t('survey.round')
  const unit = surveyor().identity.unitName
  if (rounds.length === 1) return el('p', { class: 'round' }, `${label} ${rounds[0]} · ${unit}`)
  return el('label', { class: 'round' }, label, ' ', el('select', { onchange: (event) => chooseRound(event.target.value) },
    rounds.map((name) => el('option', { value: name, selected: name === currentRound() }, name))), ` · ${unit}`)
}

function rosterButton() {
  const open_ = openRoster()
  if (open_) return el('button', { class: 'plain roster open', onclick: lockRoster }, t('roster.lock', { count: formatNumber(open_.households) }))
  return rosterForm() && el('button', { class: 'plain roster', onclick: () => open(unlockView()) }, t('roster.unlock'))
}

function outboxButton() {
  const { unsent } = surveyor()
  const files = waitingFiles().length
  return el('button', { class: `bundle-state outbox ${isLate() ? 'bad' : ''}`, onclick: () => open(outboxView()) },
    el('span', {}, t(unsent === 0 && files === 0 ? 'outbox.none' : 'outbox.waiting', { records: formatNumber(unsent), files: formatNumber(files) })),
    el('span', { class: 'more' }, t('outbox.open')))
}
