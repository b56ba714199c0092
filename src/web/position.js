// Where the phone is, if the surveyor allows it: rounded to 1/1000 degree, about 100 m, before anybody
// else of the page sees it.

import { setting } from './settings.js'

const FRESH = 2 * 60 * 1000 // ms

/** @typedef {{latitude: number, longitude: number}} Position  in 1/1000 degree */

/** @type {{position: Position, time: number}|null} */
let last = null

/** Null if it isn't wanted, or not known lately. @returns {Position|null} */
export function knownPosition() {
  return setting('position') && last && Date.now() - last.time < FRESH ? last.position : null
}

/** Looks ahead of the record that will want it. @returns {Promise<Position|null>} */
export function findPosition() {
  if (!setting('position') || !navigator.geolocation) return Promise.resolve(null)
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const position = { latitude: Math.round(coords.latitude * 1000), longitude: Math.round(coords.longitude * 1000) }
        last = { position, time: Date.now() }
        resolve(position)
      },
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 })
  })
}
