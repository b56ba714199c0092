// What this phone has for surveying: its identity, the round, and what hasn't come home yet.

import { loadForm, currentForm } from './form.js'
import { loadIdentity } from './identity.js'
import { discardRecord, saveRecord, unsentRecords } from './records.js'
import { choose, setting } from './settings.js'
import { surveyFiles } from './surveyfile.js'

const PATIENCE = 7 * 86400 // s until records that aren't sent are called late

const state = {
  loaded: false,
  /** Why nothing can be stored here; null: it can. @type {Error|null} */
  fault: null,
  /** @type {import('./identity.js').Identity|null} */
  identity: null,
  unsent: 0,
  /** When the oldest of them was made, seconds since 1970. */
  oldest: 0,
  /** @type {import('./surveyfile.js').SurveyFile[]} */
  files: [],
  /** Whether the browser promised not to clear the store by itself. */
  persisted: true,
}

export function surveyor() {
  return state
}

/** Looks at the store again. */
export async function loadSurveyor() {
  try {
    await loadForm()
    const { count, oldest } = await unsentRecords()
    Object.assign(state, {
      loaded: true,
      fault: null,
      identity: await loadIdentity(),
      unsent: count,
      oldest,
      files: await surveyFiles(),
      persisted: (await navigator.storage?.persisted?.()) !== false,
    })
  } catch (error) {
    state.fault = error
  }
  // An installed page shows it on its icon, where the phone can.
  navigator.setAppBadge?.(state.unsent).catch(() => {})
}

/** Files that no app was given yet. */
export function waitingFiles() {
  return state.files.filter(({ sent }) => !sent)
}

/** Whether something has waited here for too long. */
export function isLate() {
  return waitingFiles().length > 0 || (state.unsent > 0 && Date.now() / 1000 - state.oldest > PATIENCE)
}

/** The rounds that are open for this phone's unit. @returns {string[]} */
export function openRounds() {
  const { identity } = state
  return (currentForm()?.rounds ?? []).filter(({ unit }) => unit === identity?.unit).map(({ name }) => name)
}

/** The round that is surveyed; null: none is open. */
export function currentRound() {
  const rounds = openRounds()
  return rounds.includes(setting('round')) ? setting('round') : rounds[rounds.length - 1] ?? null
}

export function chooseRound(name) {
  choose('round', name)
}

/** @param {import('./records.js').SurveyRecord} record @returns {Promise<number>} its number */
export async function keepRecord(record) {
  const number = await saveRecord(record)
  state.unsent++
  state.oldest ||= record.time
  navigator.setAppBadge?.(state.unsent).catch(() => {})
  return number
}

/** Takes a record back that isn't in a file yet; its number isn't given again. */
export async function takeBack(number) {
  await discardRecord(number)
  await loadSurveyor()
}
