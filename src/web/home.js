// The first view: three large ways to check a tag, the bundle's age, and the choices.

import { askBundle } from './bundle.js'
import { el } from './dom.js'
import { otherLanguage, t } from './i18n.js'
import { mayInstall, offerInstall } from './install.js'
import { modeNamed, modes } from './modes.js'
import { setting } from './settings.js'
import { soundIsOn } from './signal.js'
import { bundleWords } from './verdict.js'

/** @returns {import('./shell.js').View} app: as modes.js says */
export function homeView(app) {
  return { name: 'home', render: () => render(app) }
}

function render(app) {
  const mode = modeNamed(setting('mode'))
  return el('main', { class: 'page home' },
    el('header', { class: 'home-head' },
      el('img', { src: 'icon.svg', alt: '', width: 56, height: 56 }),
      el('div', {}, el('h1', {}, t('app.name')), el('p', {}, app.office.name)),
      languageButton(app)),
    noticePlace(app),
    modes.length > 1 && modeSwitch(app, mode),
    el('button', { class: 'big scan-button', onclick: app.scan }, cameraPicture(), t('home.scan')),
    el('div', { class: 'pair' },
      el('button', { class: 'plain', onclick: app.photo }, t('home.photo')),
      el('button', { class: 'plain', onclick: app.type }, t('home.type'))),
    modePlace(app),
    bundleButton(app),
    installPlace(),
    el('button', { class: 'quiet', 'aria-pressed': String(soundIsOn()), onclick: app.toggleSound },
      t(soundIsOn() ? 'sound.on' : 'sound.off')))
}

function languageButton(app) {
  const other = otherLanguage()
  return el('button', { class: 'language', lang: other, onclick: () => app.speak(other) }, t('language.other'))
}

/** Shows what is known anew, and leaves all else where it is: a finger may be on its way. */
export function refreshState(app) {
  document.querySelector('.notice-place')?.replaceWith(noticePlace(app))
  document.querySelector('.mode-place')?.replaceWith(modePlace(app))
  document.querySelector('.data-state')?.replaceWith(bundleButton(app))
  document.querySelector('.install-place')?.replaceWith(installPlace())
}

function noticePlace(app) {
  return el('div', { class: 'notice-place' }, Object.values(app.notices).map((words) => el('p', { class: 'warning', role: 'alert' }, words())))
}

/* Where the browser can put the page on the home screen, that is one tap. */
function installPlace() {
  return el('div', { class: 'install-place' }, mayInstall() && el('button', { class: 'plain wide', onclick: offerInstall }, t('install')))
}

function modePlace(app) {
  return el('div', { class: 'mode-place' }, modeNamed(setting('mode')).home?.(app))
}

function modeSwitch(app, mode) {
  return el('div', { class: 'modes', role: 'group', 'aria-label': t('mode.title') }, modes.map((one) =>
    el('button', { class: 'mode', 'aria-pressed': String(one === mode), onclick: () => app.setMode(one) }, t(`mode.${one.name}`))))
}

function bundleButton(app) {
  const state = askBundle('')
  const good = state.freshness === 'fresh'
  return el('button', { class: `bundle-state data-state ${good ? '' : 'bad'}`, onclick: app.data },
    el('span', {}, t('field.bundle'), ': ', bundleWords(state)), el('span', { class: 'more' }, t('home.data')))
}

function cameraPicture() {
  return el('span', { class: 'viewfinder', 'aria-hidden': 'true' })
}
