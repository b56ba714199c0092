// The status bundle: from the store, the host, or files; accepted or refused; remembered.

import { firstPins, faultOf, withBundle } from './pins.js'
import * as store from './store.js'
import * as tag from './tag.js'

const PATH = 'bundle.khoa'
const LARGEST = 16 << 20

/** fault: what i18n has words for, as "bundle.fault.NAME" */
export class BundleError extends Error {
  constructor(fault, detail = {}) {
    super(`bundle: ${fault}`)
    this.fault = fault
    this.detail = detail
  }
}

/** @type {any} of openBundle() */
let head = null
/** @type {import('./pins.js').Pins|null} */
let pins = null
let remember = false

/** The bundle that is in force, or null. */
export function currentBundle() {
  return head
}

/** @param {Uint8Array|string} text @returns {import('./tag.js').Answer} */
export function askBundle(text) {
  return tag.ask(head ? head.bundle : 0, text, Date.now() / 1000)
}

function take(text, signature) {
  const found = tag.openBundle(text, signature, pins.followed)
  if (found.fault === 'authority' && pins.former.includes(found.detail)) throw new BundleError('former', found)
  if (found.fault) throw new BundleError(found.fault, found)
  return found
}

function replace(found) {
  if (head) tag.closeBundle(head.bundle)
  head = found
}

/**
 * Pins the office's key if none is pinned yet, and loads what was stored.
 * @param {import('./office.js').Office} office
 * @param {boolean} stored whether there is a store
 * @param {boolean} remembering whether what is accepted later is stored too
 */
export async function loadBundle(office, stored, remembering) {
  remember = remembering
  pins = (stored && (await store.get('settings', 'pins'))) || firstPins(office.authority)
  const kept = stored ? await store.get('bundle', 'current') : undefined
  if (kept) replace(take(kept.text, kept.signature))
}

/**
 * Takes a bundle if all is in order; else a BundleError says why, and nothing has changed.
 * @param {Uint8Array} text @param {Uint8Array} signature
 * @returns {Promise<boolean>} false: it is the one that is in force
 */
export async function acceptBundle(text, signature) {
  if (text.length > LARGEST) throw new BundleError('large')
  const found = take(text, signature)
  const refused = faultOf(pins, found)
  if (refused) {
    tag.closeBundle(found.bundle)
    throw new BundleError(refused.fault, { ...refused, sequence: found.sequence })
  }
  const same = head !== null && head.hash === found.hash
  const next = withBundle(pins, found)
  if (remember)
    await store.transact(['bundle', 'settings'], 'readwrite', (in_) => {
      in_('bundle').put({ text, signature }, 'current')
      in_('settings').put(next, 'pins')
    })
  pins = next
  replace(found)
  return !same
}

async function fetchBytes(path, signal) {
  let response
  try {
    response = await fetch(path, { cache: 'no-cache', signal })
  } catch {
    throw new BundleError('offline')
  }
  if (!response.ok) throw new BundleError('absent')
  return new Uint8Array(await response.arrayBuffer())
}

/** The host's file of that name and its signature; a BundleError says why not. */
export async function fetchPair(path, milliseconds = 20000) {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), milliseconds)
  return Promise.all([path, `${path}.minisig`].map((one) => fetchBytes(one, patience.signal)))
    .finally(() => clearTimeout(timer))
}

/** The host's newest; as acceptBundle(). */
export async function updateBundle(milliseconds) {
  const [text, signature] = await fetchPair(PATH, milliseconds)
  return acceptBundle(text, signature)
}

/**
 * The contents of a file and its signature: NAME and NAME.minisig, whatever chat programs made of them.
 * @param {File[]} files @returns {Promise<Uint8Array[]>}
 */
export async function readPair(files) {
  const text = files.find((file) => !isSignature(file))
  const signature = files.find(isSignature)
  if (files.length === 0) throw new BundleError('nothing')
  if (!text) throw new BundleError('signature-alone')
  if (!signature) throw new BundleError('no-signature')
  if (text.size > LARGEST || signature.size > LARGEST) throw new BundleError('large')
  const bytes = await Promise.all([text, signature].map((file) => file.arrayBuffer()))
  return bytes.map((one) => new Uint8Array(one))
}

/** From files that were picked or shared: NAME.khoa and NAME.khoa.minisig. @param {File[]} files */
export async function acceptFiles(files) {
  const [text, signature] = await readPair(files)
  return acceptBundle(text, signature)
}

/* A chat program may have added to the name: "khoa-000042.khoa.minisig.txt". */
function isSignature(file) {
  return file.name.includes('.minisig')
}
