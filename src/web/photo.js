// A photo from the gallery, with any number of tags in it.

import { decode } from './decoder.js'
import { el } from './dom.js'
import { t } from './i18n.js'
import { bar } from './shell.js'
import { symbol } from './symbols.js'

const MOST = 60

/** Opens the phone's own picker. @returns {Promise<File|null>} */
export function pickFiles(accept, multiple) {
  return new Promise((resolve) => {
    const input = el('input', { type: 'file', accept, multiple, class: 'hidden', 'aria-hidden': 'true' })
    input.onchange = () => { resolve([...input.files]); input.remove() }
    input.oncancel = () => { resolve([]); input.remove() }
    document.body.append(input)
    input.click()
  })
}

/** The codes' bytes, in reading order. @param {File} file @returns {Promise<Uint8Array[]>} */
export async function readPhoto(file) {
  const codes = await decode(file, MOST)
  return codes.sort((a, b) => a.y - b.y || a.x - b.x).map(({ bytes }) => bytes)
}

/** While a photo is looked at: a large one takes an old phone some seconds. */
export function readingView() {
  return { name: 'reading', render: () => el('main', { class: 'page' }, bar(t('photo.title')),
    el('p', { class: 'said grey', role: 'status' }, t('photo.reading'))) }
}

/**
 * Several tags of one photo.
 * @param {import('./verdict.js').Reading[]} readings
 * @param {(reading: import('./verdict.js').Reading) => void} onChoose
 */
export function photoView(readings, onChoose) {
  return {
    name: 'photo',
    render: () => el('main', { class: 'page' }, bar(t('photo.found', { count: readings.length })),
      el('ul', { class: 'choices' }, readings.map((reading) => el('li', {},
        el('button', { class: `choice ${reading.answer.colour}`, onclick: () => onChoose(reading) },
          symbol(reading.answer.colour),
          el('span', {}, el('strong', {}, t(`verdict.${reading.answer.verdict}`)), el('br'),
            reading.answer.code ?? t('photo.no-code'))))))),
  }
}

/** Says that something can't be done, and what to do. */
export function messageView(title, text) {
  return { name: 'message', render: () => el('main', { class: 'page' }, bar(title), el('p', { class: 'warning', role: 'alert' }, text)) }
}
