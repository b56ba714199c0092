// A citizen's visit: the phone's own camera followed a tag's address, and the digits stand behind
// '#'. The verdict and its calls, and nothing else: nothing is stored, and the digits go nowhere.

import { updateBundle } from './bundle.js'
import { otherLanguage, t } from './i18n.js'
import { start } from './shell.js'
import { verdictView } from './verdict.js'

const PATIENCE = 5000 // ms for the host's bundle

/** @param {string} address the page's whole address, as the camera opened it */
export async function visit(app, address) {
  // A phone that keeps a bundle may be without a network, or know more than the host gives out.
  if (navigator.onLine) await updateBundle(PATIENCE).catch(() => {})
  start(verdictView(app.read(address, 'visit'), () => [
    { label: t('visit.scan'), run: () => location.assign(location.pathname) },
    { label: t('language.other'), run: () => app.speak(otherLanguage()) },
  ]))
}
