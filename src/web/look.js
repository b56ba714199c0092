// The survey form at a gate: what was found, the lock's grade, its weaknesses, the household, a note.

import { currentBundle } from './bundle.js'
import { el } from './dom.js'
import { currentForm } from './form.js'
import { formatNumber, t } from './i18n.js'
import { householdSection } from './household.js'
import { findPosition, knownPosition } from './position.js'
import { isClosedDoor, noteBytes, noteFits, sealNote, tagOf, verdictLine } from './records.js'
import { findHousehold, openRoster } from './roster.js'
import { saveAndGoOn } from './saved.js'
import { choose, setting } from './settings.js'
import { bar, redraw, replace } from './shell.js'
import { currentRound, surveyor } from './surveyor.js'

/**
 * What was put in so far; in memory alone until it is saved.
 * @typedef {Object} Draft
 * @property {import('./verdict.js').Reading|null} reading  null: there is no tag
 * @property {string|null} tag
 * @property {import('./roster.js').Household|null} owner   whose tag it is, by the roster
 * @property {number|null} household                        where it was seen
 * @property {string} householdName                         shown while the roster is unlocked
 * @property {string|null} found @property {number|null} grade @property {Set<number>} weaknesses
 * @property {string} village @property {string} note
 * @property {string|null} missing  what must still be answered
 */

const WITH_TAG = ['present', 'damaged', 'unreadable', 'wrong-place', 'refused', 'nobody-home']
const WITHOUT = ['missing', 'unreadable', 'damaged', 'refused', 'nobody-home']

/** @type {Draft|null} */
let kept = null

/* Most tags hang where they should; a typed one was perhaps typed because it can't be read. */
function foundAtFirst(reading) {
  return reading && !reading.answer.typed ? 'present' : null
}

function isBegun({ reading, found, grade, weaknesses, household, note }) {
  return found !== foundAtFirst(reading) || grade !== null || weaknesses.size > 0 || household !== null || note.trim() !== ''
}

/** The form that was begun and left before it was saved, or null. */
export function unsavedDraft() {
  return kept && isBegun(kept) ? kept : null
}

/** Opens the form for a tag, or for a household without one. */
export async function openDraft(app, reading, draft = null) {
  findPosition().then(showPosition)
  replace(lookView(app, draft ?? await newDraft(reading)))
}

async function newDraft(reading) {
  const tag = reading && tagOf(reading)
  return {
    reading, tag, owner: tag ? await findHousehold(tag) : null, household: null, householdName: '',
    found: foundAtFirst(reading),
    grade: null, weaknesses: new Set(), village: reading ? '' : setting('village'), note: '', missing: null,
  }
}

/** @returns {import('./shell.js').View} */
function lookView(app, draft) {
  return {
    name: 'look',
    render: () => render(app, draft),
    enter: () => { kept = draft },
  }
}

function render(app, draft) {
  const closed = isClosedDoor(draft.found)
  return el('main', { class: 'page look' }, bar(t(draft.tag ? 'look.tag' : 'look.no-tag')),
    draft.reading && el('p', { class: `strip ${draft.reading.answer.colour}` },
      el('strong', {}, t(`verdict.${draft.reading.answer.verdict}`)), ' ', el('span', { class: 'field-code' }, draft.tag ?? '')),
    householdSection(draft),
    choices('found', t('look.found'), (draft.tag ? WITH_TAG : WITHOUT).map((name) => [name, t(`found.${name}`)]),
      draft.found, (name) => { draft.found = name; draft.missing = null }),
    !closed && choices('grade', t('look.grade'), currentForm().grades.map((words, i) => [i + 1, `${i + 1}. ${words}`]),
      draft.grade, (grade) => { draft.grade = draft.grade === grade ? null : grade }),
    !closed && weaknesses(draft),
    village(draft),
    note(draft),
    place(),
    el('div', { class: 'bottom' },
      draft.missing && el('p', { class: 'warning', role: 'alert' }, draft.missing),
      el('button', { class: 'big', onclick: (event) => save(app, draft, event.currentTarget) }, t('look.save'))))
}

/* Large buttons of which one is chosen. */
function choices(name, title, options, chosen, choose_) {
  return el('section', { class: `group ${name}`, role: 'group', 'aria-label': title }, el('h2', {}, title),
    el('div', { class: 'tiles' }, options.map(([value, label]) =>
      el('button', { class: `tile ${name}-${value}`, 'aria-pressed': String(chosen === value), onclick: () => {
        choose_(value)
        redraw()
        document.querySelector(`.${name}-${value}`).focus({ preventScroll: true })
      } }, label))))
}

function weaknesses(draft) {
  const { weaknesses: list } = currentForm()
  return list.length > 0 && el('details', { class: 'group weaknesses', open: draft.weaknesses.size > 0 },
    el('summary', {}, t('look.weaknesses')),
    el('div', { class: 'tiles' }, list.map(({ number, name }) =>
      el('button', { class: 'tile', 'aria-pressed': String(draft.weaknesses.has(number)), onclick: (event) => {
        draft.weaknesses.has(number) ? draft.weaknesses.delete(number) : draft.weaknesses.add(number)
        event.currentTarget.setAttribute('aria-pressed', String(draft.weaknesses.has(number)))
      } }, name))))
}

/* With a household of the roster the office knows the village. */
function village(draft) {
  if (draft.household !== null) return null
  return el('label', { class: 'group field' }, el('span', {}, t(draft.tag ? 'look.village' : 'look.village-needed')),
    !draft.tag && !openRoster() && el('span', { class: 'hint' }, t('look.which-house')),
    el('input', { value: draft.village, maxlength: 60, autocomplete: 'off', oninput: (event) => { draft.village = event.target.value } }))
}

function note(draft) {
  const left = el('span', { class: 'hint', role: 'status' })
  const tell = () => { left.textContent = noteFits(draft.note) ? '' : t('look.note-long', { bytes: formatNumber(noteBytes(draft.note)) }) }
  tell()
  return el('label', { class: 'group field' }, el('span', {}, t('look.note')),
    el('textarea', { rows: 2, autocomplete: 'off', oninput: (event) => { draft.note = event.target.value; tell() } }, draft.note),
    el('span', { class: 'hint' }, t('look.note-sealed')), left)
}

function place() {
  return el('label', { class: 'option position' },
    el('input', { type: 'checkbox', checked: setting('position'), onchange: async (event) => {
      choose('position', event.target.checked)
      showPosition()
      await findPosition()
      showPosition()
    } }),
    el('span', {}, t('look.position'), el('br'), el('span', { class: 'hint position-now', role: 'status' }, positionWords())))
}

function positionWords() {
  if (!setting('position')) return t('look.position-off')
  const position = knownPosition()
  if (!position) return t('look.position-looking')
  return t('look.position-is', { latitude: (position.latitude / 1000).toFixed(3), longitude: (position.longitude / 1000).toFixed(3) })
}

function showPosition() {
  const now = document.querySelector('.position-now')
  if (now) now.textContent = positionWords()
}

/* Null: all is there. */
function whatIsMissing(draft) {
  if (!currentRound()) return t('survey.no-round', { unit: surveyor().identity.unitName })
  if (!draft.found) return t('look.need-found')
  if (!draft.tag && draft.household === null && !cleanVillage(draft)) return t('look.need-place')
  if (openRoster() && draft.owner && draft.household === null) return t('look.need-house')
  if (!noteFits(draft.note)) return t('look.need-short-note')
  return null
}

/* No control characters, no spaces at the ends, one spelling. */
function cleanVillage({ village: text }) {
  return text.normalize('NFC').replace(/[\p{C}\s]+/gu, ' ').trim()
}

async function save(app, draft, button) {
  draft.missing = whatIsMissing(draft)
  if (draft.missing) return redraw()
  button.disabled = true
  if (!draft.tag) choose('village', cleanVillage(draft))
  const saved = await saveAndGoOn(app, draft.reading?.source ?? null, recordOf(draft), () => replace(lookView(app, draft)))
  if (saved) kept = null
  else button.disabled = false
}

/** @param {Draft} draft @returns {import('./records.js').SurveyRecord} */
function recordOf(draft) {
  const closed = isClosedDoor(draft.found)
  const weak = [...draft.weaknesses].sort((a, b) => a - b)
  return {
    mode: 'survey',
    round: currentRound(),
    time: Math.floor(Date.now() / 1000),
    tag: draft.tag ?? undefined,
    household: draft.household ?? undefined,
    village: draft.household === null && cleanVillage(draft) ? cleanVillage(draft) : undefined,
    found: draft.found,
    grade: closed || !draft.grade ? undefined : draft.grade,
    weaknesses: closed || weak.length === 0 ? undefined : weak,
    position: knownPosition() ?? undefined,
    verdict: draft.tag ? verdictLine(draft.reading.answer) : undefined,
    note: draft.note.trim() ? sealNote(draft.note, currentBundle().privacy) : undefined,
  }
}
