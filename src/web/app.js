// The scanner page: starts it, and joins its views together.

import { askBundle, loadBundle } from './bundle.js'
import { bundleFaultWords, dataView } from './data.js'
import { openDecoder } from './decoder.js'
import { el } from './dom.js'
import { acceptAll, updateAll } from './form.js'
import { homeView, refreshState } from './home.js'
import { setLanguage, t } from './i18n.js'
import { installPage, onOffer, takeShared, updatePage } from './install.js'
import { keypadView } from './keypad.js'
import { modeNamed, modes } from './modes.js'
import { loadOffice } from './office.js'
import { messageView, photoView, pickFiles, readingView, readPhoto } from './photo.js'
import { scanView } from './scan.js'
import { choose, loadSettings, setting } from './settings.js'
import { atHome, back, home, open, redraw, replace, shows, start } from './shell.js'
import { setSound, soundIsOn, unlockSound } from './signal.js'
import { openStore } from './store.js'
import { openCore } from './tag.js'
import { verdictView } from './verdict.js'
import { visit } from './visit.js'

const REFRESH = 10 * 60 * 1000 // ms between two looks at the host
let refreshed = 0

/** What views and modes get. */
export const app = {
  /** @type {import('./office.js').Office} */
  office: { authority: '', name: '' },
  /** What is wrong with the page as a whole, in words, by where it comes from. @type {Object<string, () => string>} */
  notices: {},

  scan() {
    unlockSound()
    open(cameraView())
  },

  async photo() {
    unlockSound()
    const [file] = await pickFiles('image/*', false)
    if (file) await app.readFile(file)
  },

  async readFile(file) {
    const how = shows('scan') ? replace : open
    how(readingView())
    const codes = await readPhoto(file).catch(() => null)
    if (!shows('reading')) return
    const readings = codes?.map((bytes) => app.read(bytes, 'photo'))
    if (!readings) replace(messageView(t('photo.title'), t('photo.unreadable')))
    else if (readings.length === 0) replace(messageView(t('photo.title'), t('photo.nothing')))
    else if (readings.length === 1) app.showReading(readings[0])
    else replace(photoView(readings, (reading) => app.showReading(reading, open)))
  },

  type() {
    unlockSound()
    open(codeView())
  },

  data() {
    open(dataView(app.office))
  },

  /** @returns {import('./verdict.js').Reading} */
  read(text, source) {
    return { text, source, time: Math.floor(Date.now() / 1000), answer: askBundle(text) }
  },

  show(text, source) {
    app.showReading(app.read(text, source))
  },

  /** how: replace, so that back skips the camera; or open. */
  showReading(reading, how = replace) {
    const mode = modeNamed(setting('mode'))
    how(mode.view?.(reading, app) ?? verdictView(reading, () => actionsFor(reading, mode)))
  },

  /** Goes on to the next tag in the way that the last one came. @param {string|null} source */
  next(source) {
    again({ source })()
  },

  speak(language) {
    choose('language', language)
    setLanguage(language)
    redraw()
  },

  toggleSound() {
    choose('sound', !soundIsOn())
    setSound(setting('sound'))
    unlockSound()
    redraw()
  },

  /** @param {import('./modes.js').Mode} mode */
  setMode(mode) {
    choose('mode', mode.name)
    mode.start?.(app)
    redraw()
  },
}

function cameraView() {
  return scanView({ onRead: (bytes) => app.show(bytes, 'camera'), others: [
    el('button', { class: 'plain', onclick: app.photo }, t('home.photo')),
    el('button', { class: 'plain', onclick: app.type }, t('home.type')),
  ] })
}

function codeView(code) {
  return keypadView((digits) => app.show(digits, 'typed'), code)
}

function actionsFor(reading, mode) {
  return [
    ...(reading.answer.misread ? [{ label: t('keypad.again'), run: () => replace(codeView(reading.text)) }] : []),
    ...(mode.actions?.(reading, app) ?? []),
    { label: t('verdict.next'), run: again(reading) },
    { label: t('verdict.home'), run: home },
  ]
}

/* A page that is kept open for days meets a network at times. */
function refreshAgain() {
  if (document.hidden || !navigator.onLine || Date.now() - refreshed < REFRESH) return
  refresh()
  updatePage().catch(() => {})
}

/* Goes on in the way that the reading came. */
function again({ source }) {
  if (source === 'photo') return back
  return () => replace(source === 'typed' ? codeView() : cameraView())
}

async function refresh() {
  if (!navigator.onLine) return
  refreshed = Date.now()
  try {
    await updateAll()
    delete app.notices.bundle
  } catch (error) {
    // No network is a phone's everyday, and so is a file from the office that the host doesn't have yet.
    if (['offline', 'absent', 'older', 'former'].includes(error.fault)) return
    app.notices.bundle = () => bundleFaultWords(error)
  }
  refreshState(app)
}

async function openStored(create) {
  try {
    return await openStore(create)
  } catch {
    if (create) app.notices.store = () => t('store.unavailable')
    return false
  }
}

async function boot() {
  const address = location.href
  const isVisit = location.hash.length > 1
  history.replaceState({ depth: 1 }, '', location.pathname)
  // The phone's camera may open the next tag in the page that is open already.
  window.addEventListener('hashchange', () => location.hash.length > 1 && location.reload())
  setLanguage(setting('language'))
  const core = openCore()
  const office = loadOffice()
  const stored = await openStored(!isVisit)
  await loadSettings(stored && !isVisit)
  setLanguage(setting('language'))
  setSound(setting('sound'))
  await core
  app.office = await office
  try {
    await loadBundle(app.office, stored, stored && !isVisit)
  } catch (error) {
    app.notices.bundle = () => bundleFaultWords(error)
  }
  if (isVisit) return visit(app, address)
  start(homeView(app))
  performance.mark('khoa:ready')
  onOffer(() => refreshState(app))
  installPage(() => atHome() && !modes.some((mode) => mode.isBusy?.()))
  openDecoder()
  modeNamed(setting('mode')).start?.(app)
  const shared = await takeShared()
  if (shared.length > 0) open(dataView(app.office, acceptAll(shared)))
  else await refresh()
  addEventListener('online', refreshAgain)
  document.addEventListener('visibilitychange', refreshAgain)
}

boot().catch((error) => {
  console.error(error)
  document.querySelector('#app').replaceChildren(
    el('main', { class: 'page' }, el('h1', {}, t('app.name')), el('p', { class: 'warning', role: 'alert' }, t('app.broken'))))
})
