// Typing the printed code on large keys: BBBB-IIIII-CC.

import { el } from './dom.js'
import { t } from './i18n.js'
import { bar } from './shell.js'

const LEAST = 11
const MOST = 14
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'erase', '0', 'done']

/** As printed: the last seven digits are index and check digits. */
function grouped(digits) {
  if (digits.length < LEAST) return [digits.slice(0, 4), digits.slice(4, 9), digits.slice(9)].filter(Boolean).join('-')
  const batch = digits.length - 7
  return [digits.slice(0, batch), digits.slice(batch, batch + 5), digits.slice(batch + 5)].join('-')
}

/**
 * @param {(code: string) => void} onCode
 * @param {string} [code]  one that was mistyped, to be put right
 * @returns {import('./shell.js').View}
 */
export function keypadView(onCode, code = '') {
  let digits = code.replace(/\D/g, '')
  return {
    name: 'keypad',
    render: () => {
      const shown = el('output', { class: 'keypad-shown', 'aria-live': 'polite' })
      const done = el('button', { class: 'key done', onclick: () => onCode(grouped(digits)) }, t('keypad.done'))
      const update = (next) => {
        digits = next.slice(0, MOST)
        shown.textContent = grouped(digits) || '0000-00000-00'
        shown.classList.toggle('empty', digits === '')
        done.disabled = digits.length < LEAST
      }
      const key = (name) => {
        if (name === 'done') return done
        if (name === 'erase')
          return el('button', { class: 'key', 'aria-label': t('keypad.erase'), onclick: () => update(digits.slice(0, -1)) }, '⌫')
        return el('button', { class: 'key', onclick: () => update(digits + name) }, name)
      }
      update(digits)
      return el('main', { class: 'page keypad', onkeydown: (event) => {
        if (/^\d$/.test(event.key)) update(digits + event.key)
        if (event.key === 'Backspace') update(digits.slice(0, -1))
      } },
      bar(t('keypad.title')), el('p', {}, t('keypad.where')), shown,
      el('div', { class: 'keys' }, KEYS.map(key)))
    },
  }
}
