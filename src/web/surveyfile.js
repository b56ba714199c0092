// The survey file: what isn't in a file yet goes into the next one, signed, and stays on the phone so
// that it can be sent again. Files are numbered, and each names the one before it.

import { sign, toHex } from './identity.js'
import * as store from './store.js'

const MOST_RECORDS = 100000

/**
 * @typedef {Object} SurveyFile
 * @property {number} id       its number, from 1
 * @property {string} text
 * @property {string} sha256   hexadecimal
 * @property {number} records  how many
 * @property {number} made     seconds since 1970
 * @property {boolean} sent    whether it was handed to an app or saved
 */

export function formatTime(seconds) {
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
}

/* Thousandths of a degree; no "-0.000". */
function degrees(thousandths) {
  return (thousandths / 1000 || 0).toFixed(3)
}

/** @param {import('./records.js').SurveyRecord} record */
function recordLines(record) {
  const { position } = record
  const lines = [
    ['record', `${record.id} ${record.mode} ${record.round ?? '-'} ${formatTime(record.time)}`],
    ['tag', record.tag],
    ['household', record.household],
    ['village', record.village],
    ['found', record.found],
    ['grade', record.grade],
    ['weaknesses', record.weaknesses?.join(',')],
    ['position', position && `${degrees(position.latitude)} ${degrees(position.longitude)}`],
    ['verdict', record.verdict],
    ['note', record.note],
  ]
  return lines.filter(([, value]) => value !== undefined && value !== '').map(([key, value]) => `${key} ${value}\n`).join('')
}

/** All that is signed. */
export function bodyText({ publicKey, unit }, number, previous, created, records) {
  return `khoa-survey 1\nsurveyor ${publicKey}\nunit ${unit}\nfile ${number}\nprevious ${previous}\n` +
    `created ${formatTime(created)}\n${records.map(recordLines).join('')}end\n`
}

export function fileName({ fingerprint }, { id }) {
  return `khoa-survey-${fingerprint.slice(0, 8)}-${String(id).padStart(4, '0')}.txt`
}

/** In the order of their numbers. @returns {Promise<SurveyFile[]>} */
export function surveyFiles() {
  return store.all('files')
}

/* Adding fails if another window made that number meanwhile, and nothing has changed then. */
function keep(file, numbers) {
  return store.transact(['files', 'records'], 'readwrite', (in_) => {
    in_('files').add(file)
    in_('records').delete(numbers)
  })
}

/**
 * Moves the records that aren't in a file yet into a new one.
 * @param {import('./identity.js').Identity} identity
 * @returns {Promise<SurveyFile|null>} null if there are none
 */
export async function makeFile(identity) {
  const records = await store.transact('records', 'readonly', (in_) => in_('records').getAll(null, MOST_RECORDS))
  if (records.length === 0) return null
  const last = (await surveyFiles()).pop()
  const id = (last?.id ?? 0) + 1
  const made = Math.floor(Date.now() / 1000)
  const body = bodyText(identity, id, last?.sha256 ?? '-', made, records)
  const encoder = new TextEncoder()
  const text = `${body}signature ${await sign(identity, encoder.encode(body))}\n`
  const sha256 = toHex(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
  const file = { id, text, sha256, records: records.length, made, sent: false }
  await keep(file, IDBKeyRange.bound(records[0].id, records[records.length - 1].id))
  return file
}

/** @param {SurveyFile} file */
export function markSent(file) {
  file.sent = true
  return store.put('files', file)
}

function asFile(identity, file) {
  return new File([file.text], fileName(identity, file), { type: 'text/plain' })
}

/** Whether this phone can hand a file to another app. */
export function canShare(identity, file) {
  return navigator.canShare?.({ files: [asFile(identity, file)] }) === true
}

/** @returns {Promise<boolean>} false: the surveyor thought better of it */
export async function share(identity, file) {
  try {
    await navigator.share({ files: [asFile(identity, file)] })
  } catch (error) {
    if (error.name === 'AbortError') return false
    throw error
  }
  await markSent(file)
  return true
}

export async function download(identity, file) {
  const address = URL.createObjectURL(asFile(identity, file))
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName(identity, file) })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60000)
  await markSent(file)
}
