// Who this phone is to the office: a key pair that the browser never gives away, and its enrolment.

import * as store from './store.js'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' }
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' }

/**
 * @typedef {Object} Identity
 * @property {CryptoKey} secret       can't be exported
 * @property {string} publicKey       a compressed point in base64
 * @property {string} fingerprint     16 capital hexadecimal digits
 * @property {string} unit            code of the unit that it surveys for
 * @property {string} unitName
 */

export function toBase64(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}

export function toHex(bytes) {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/* 04 X Y to 02 X or 03 X, by whether Y is even. */
function compress(point) {
  return Uint8Array.of(2 + (point[64] & 1), ...point.subarray(1, 33))
}

/** @returns {Promise<Identity|null>} */
export async function loadIdentity() {
  return (await store.get('keys', 'surveyor')) ?? null
}

/**
 * A new one, if there is none yet.
 * @param {Identity|null} [former]  one that signed nothing yet, to be replaced
 * @returns {Promise<Identity>} what is stored now
 */
export async function makeIdentity({ code, name }, former = null) {
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify'])
  const point = compress(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  const hash = await crypto.subtle.digest('SHA-256', point)
  const fresh = {
    secret: pair.privateKey,
    publicKey: toBase64(point),
    fingerprint: toHex(hash).slice(0, 16).toUpperCase(),
    unit: code,
    unitName: name,
  }
  // Another window may have been faster: its key stays.
  await store.transact('keys', 'readwrite', (in_) => {
    const kept = in_('keys').get('surveyor')
    kept.onsuccess = () => {
      if (!kept.result || kept.result.publicKey === former?.publicKey) in_('keys').put(fresh, 'surveyor')
    }
  })
  return loadIdentity()
}

/** What the office's `surveyor add` takes. @param {Identity} identity */
export function enrolmentText({ publicKey, fingerprint }) {
  return `khoa-surveyor-1:${publicKey}:${fingerprint}`
}

/** To be read out: groups of four. */
export function readable(fingerprint) {
  return fingerprint.match(/.{4}/g).join(' ')
}

/** @param {Identity} identity @param {Uint8Array} bytes @returns {Promise<string>} r and s in base64 */
export async function sign({ secret }, bytes) {
  return toBase64(await crypto.subtle.sign(SIGNING, secret, bytes))
}
