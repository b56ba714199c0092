// The phone's choices: kept in the store where there is one, else until the page is closed.

import * as store from './store.js'

const values = { language: 'vi', sound: true, mode: 'verify', position: false, round: '', village: '' }
let stored = false

/** @param {boolean} isStored whether there is a store that may be written */
export async function loadSettings(isStored) {
  stored = isStored
  if (!stored) return
  const kept = await Promise.all(Object.keys(values).map((name) => store.get('settings', name)))
  Object.keys(values).forEach((name, i) => { if (kept[i] !== undefined) values[name] = kept[i] })
}

export function setting(name) {
  return values[name]
}

/** A choice that can't be kept still holds for now. */
export function choose(name, value) {
  values[name] = value
  if (stored) store.put('settings', value, name).catch(() => {})
}
