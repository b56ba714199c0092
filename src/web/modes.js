// What the phone is used for. A citizen's visit has the first mode only.
//
// A mode may add, besides its name:
//   start(app)             called when it is chosen, and at the start of the page if it was chosen last
//   actions(reading, app)  buttons under a verdict: [{label, run}], before the ones that all have
//   view(reading, app)     a view of its own in place of the verdict's; null: the verdict's
//   home(app)              what it shows on the first view: nodes
//   isBusy()               whether something would be lost if the page were loaded anew
//
// app is what app.js gives to all: {office, settings, scan, home}.

import { handoverMode, surveyMode } from './survey-mode.js'

/**
 * @typedef {Object} Mode
 * @property {string} name  "verify", "survey", "hand-over"; its words are under mode.NAME
 * @property {(app: any) => void} [start]
 * @property {(reading: import('./verdict.js').Reading, app: any) => import('./verdict.js').Action[]} [actions]
 * @property {(reading: import('./verdict.js').Reading, app: any) => import('./shell.js').View|null} [view]
 * @property {(app: any) => Node[]} [home]
 * @property {() => boolean} [isBusy]
 */

/** @type {Mode[]} */
export const modes = [{ name: 'verify' }, surveyMode, handoverMode]

/** The mode of that name, or the first. */
export function modeNamed(name) {
  return modes.find((mode) => mode.name === name) ?? modes[0]
}
