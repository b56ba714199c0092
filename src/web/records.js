// Survey records on their way home. One counts as saved when its transaction is complete, not before.
// The store numbers them, and never gives a number twice. What is free text is sealed to the office
// before it gets here, and no name of the roster does.

import * as store from './store.js'
import { call } from './tag.js'

const LONGEST_NOTE = 1000 // bytes

/**
 * @typedef {Object} SurveyRecord
 * @property {number} [id]           its number, given by the store
 * @property {'survey'|'handover'} mode
 * @property {string} [round]        "2026-Q4"
 * @property {number} time           seconds since 1970
 * @property {string} [tag]          a printed code
 * @property {number} [household]    number in the registry
 * @property {string} [village]
 * @property {string} [found]        present, damaged, unreadable, missing, wrong-place, refused or nobody-home
 * @property {number} [grade]        1 to 4
 * @property {number[]} [weaknesses] rising
 * @property {{latitude: number, longitude: number}} [position]  in 1/1000 degree
 * @property {string} [verdict]      the line's six words
 * @property {string} [note]         sealed, in base64
 */

/** Whether that can hold neither grade nor weaknesses. */
export function isClosedDoor(what) {
  return what === 'refused' || what === 'nobody-home'
}

export function noteBytes(text) {
  return new TextEncoder().encode(text.trim().normalize('NFC')).length
}

export function noteFits(text) {
  return noteBytes(text) <= LONGEST_NOTE
}

/** @param {string} text @param {string} privacy the office's key, in base64 */
export function sealNote(text, privacy) {
  const seed = crypto.getRandomValues(new Uint8Array(32))
  const { note, fault } = call('khoa_web_note_seal', privacy, seed, text.trim().normalize('NFC'))
  if (fault) throw new Error('the note can\'t be sealed')
  return note
}

/**
 * The verdict's axes as a file has them; a typed code proves nothing, so its word is "unknown".
 * @param {import('./tag.js').Answer} answer
 */
export function verdictLine(answer) {
  const words = [answer.typed ? 'unknown' : answer.verdict, answer.signature, answer.address, answer.status, answer.freshness]
  return [answer.sequence ?? 0, ...words.map((word) => (word ?? 'unknown').replace(' ', '-'))].join(' ')
}

/** The code of a tag, also the one that a forged tag claims; null: it claims none. */
export function tagOf({ answer, text }) {
  return answer.code ?? call('khoa_web_claimed', text).code
}

/** @param {SurveyRecord} record @returns {Promise<number>} its number, once it is safely stored */
export function saveRecord(record) {
  return store.transact('records', 'readwrite', (in_) => in_('records').add(record))
}

/** @param {number} number */
export function discardRecord(number) {
  return store.remove('records', number)
}

/** Of what isn't in a file yet: how many, and when the oldest was made. */
export async function unsentRecords() {
  const count = await store.transact('records', 'readonly', (in_) => in_('records').count())
  const [oldest] = await store.transact('records', 'readonly', (in_) => in_('records').getAll(null, 1))
  return { count, oldest: oldest?.time ?? 0 }
}
