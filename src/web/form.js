// The survey form: from the store, the host, or files; the newest, and the newest with a roster.

import { acceptFiles, BundleError, currentBundle, fetchPair, readPair, updateBundle } from './bundle.js'
import { setting } from './settings.js'
import * as store from './store.js'
import { call, closeForm } from './tag.js'

const PATH = 'bundle.form'
const LARGEST = 16 << 20

/**
 * @typedef {Object} Form
 * @property {number} sequence @property {number} created  seconds since 1970
 * @property {string[]} grades  of 1 to 4
 * @property {{number: number, name: string}[]} weaknesses
 * @property {{unit: string, name: string}[]} rounds
 * @property {boolean} roster
 * @property {Uint8Array} text @property {Uint8Array} signature @property {string} authority
 */

/** @type {{form: Form|null, roster: Form|null}} */
const held = { form: null, roster: null }
/** @type {Promise<void>|null} */
let loaded = null

export function currentForm() {
  return held.form
}

/** The form whose roster can be unlocked, or null. */
export function rosterForm() {
  return held.roster
}

/** @returns {Form} or a BundleError says why not */
function read(text, signature, authority) {
  if (text.length > LARGEST) throw new BundleError('large')
  const found = call('khoa_web_form_open', text, signature, authority)
  if (found.fault) throw new BundleError(found.fault, found)
  closeForm(found.form)
  return { ...found, text, signature, authority }
}

async function load() {
  for (const name of ['form', 'roster']) {
    const kept = await store.get('bundle', name)
    if (kept) held[name] = read(kept.text, kept.signature, kept.authority)
  }
}

/** What was stored; once. */
export function loadForm() {
  return (loaded ??= load())
}

/* An older one never comes back, and the same one only with a roster that it didn't have. */
function isNewer(found, known) {
  return !known || found.sequence > known.sequence || (found.sequence === known.sequence && found.roster && !known.roster)
}

/**
 * Takes a form if all is in order; else a BundleError says why, and nothing has changed.
 * @returns {Promise<boolean>} false: it brings nothing new
 */
export async function acceptForm(text, signature) {
  await loadForm()
  const bundle = currentBundle()
  if (!bundle) throw new BundleError('form-first')
  const found = read(text, signature, bundle.authority)
  if (held.form && found.sequence < held.form.sequence)
    throw new BundleError('older', { sequence: found.sequence, seen: held.form.sequence })
  const names = ['form', ...(found.roster ? ['roster'] : [])].filter((name) => isNewer(found, held[name]))
  if (names.length === 0) return false
  await store.transact('bundle', 'readwrite', (in_) => {
    for (const name of names) in_('bundle').put({ text, signature, authority: found.authority }, name)
  })
  for (const name of names) held[name] = found
  return true
}

/** The host's; as acceptForm(). */
async function updateForm() {
  const [text, signature] = await fetchPair(PATH)
  return acceptForm(text, signature)
}

/** The host's bundle, and for a surveyor its form if it has one. @returns {Promise<boolean>} whether one is new */
export async function updateAll() {
  if (setting('mode') === 'verify') return updateBundle()
  const isNew = await updateBundle()
  const isNewForm = await updateForm().catch((error) => {
    if (error.fault === 'absent') return false
    throw error
  })
  return isNew || isNewForm
}

/**
 * From files that were picked or shared: a bundle, a form or both, each with its signature.
 * @param {File[]} files
 */
export async function acceptAll(files) {
  const forms = files.filter(({ name }) => name.includes('.form'))
  const others = files.filter((file) => !forms.includes(file))
  const isNew = (others.length > 0 || forms.length === 0) && (await acceptFiles(others))
  if (forms.length === 0) return isNew
  const [text, signature] = await readPair(forms)
  return (await acceptForm(text, signature)) || isNew
}
