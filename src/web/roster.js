// The roster while it is unlocked: which household has which tag. Its plain text is in the worker's
// memory alone; locking ends the worker. It locks itself when the phone is laid aside.

const IDLE = 10 * 60 * 1000 // ms without a touch
const HIDDEN = 2 * 60 * 1000 // ms behind another app

/**
 * @typedef {{number: number, village: string, head: string, tags: number}} Household
 * @typedef {{unit: string, villages: string[], households: number}} Summary
 */

/** @type {Worker|null} */
let worker = null
/** @type {Summary|null} */
let summary = null
let next = 0
const waiting = new Map()
let timer = 0
let hiddenSince = 0
let onLock = () => {}

/** Null while it is locked. @returns {Summary|null} */
export function openRoster() {
  return summary
}

function ask(question, details = {}) {
  const id = next++
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    worker.postMessage({ id, question, ...details })
  })
}

function start() {
  worker = new Worker('roster-worker.js', { type: 'module' })
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.error) reject(new Error(data.error))
    else resolve(data.answer)
  }
  worker.onerror = () => lockRoster()
}

/**
 * @param {import('./form.js').Form} form
 * @param {string} passphrase
 * @param {() => void} locked called when it locks itself
 * @returns {Promise<boolean>} false: it doesn't open with that passphrase
 */
export async function unlockRoster({ text, signature, authority }, passphrase, locked) {
  lockRoster()
  start()
  const answer = await ask('open', { text, signature, authority, passphrase }).catch(() => ({ fault: 'worker' }))
  if (answer.fault) {
    lockRoster()
    return false
  }
  summary = answer
  onLock = locked
  touch()
  return true
}

export function lockRoster() {
  worker?.terminate()
  worker = null
  for (const { reject } of waiting.values()) reject(new Error('locked'))
  waiting.clear()
  clearTimeout(timer)
  const wasOpen = summary !== null
  summary = null
  if (wasOpen) onLock()
}

/** The household that has the tag, or null; also when it is locked. @returns {Promise<Household|null>} */
export async function findHousehold(code) {
  if (!summary) return null
  const { household } = await ask('find', { code }).catch(() => ({ household: null }))
  return household
}

/** @param {number} place of the village in the summary @returns {Promise<Household[]>} */
export async function householdsOf(place) {
  return summary ? ask('village', { place }).catch(() => []) : []
}

function touch() {
  if (!summary) return
  clearTimeout(timer)
  timer = setTimeout(lockRoster, IDLE)
}

for (const event of ['pointerdown', 'keydown']) addEventListener(event, touch, { passive: true })
// A hidden page's timers may be late: the clock decides when it comes back.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    hiddenSince = Date.now()
    clearTimeout(timer)
    timer = setTimeout(lockRoster, HIDDEN)
  } else if (summary && Date.now() - hiddenSince > HIDDEN) lockRoster()
  else touch()
})
