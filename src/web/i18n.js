// Words in Vietnamese and English. A dictionary's values are texts with {holes}.

import en from './i18n/en.js'
import vi from './i18n/vi.js'

const dictionaries = { vi, en }
let language = 'vi'

/** The one that isn't spoken now. */
export function otherLanguage() {
  return Object.keys(dictionaries).find((name) => name !== language)
}

/** Of a language that isn't there nothing changes. */
export function setLanguage(name) {
  if (!dictionaries[name]) return
  language = name
  document.documentElement.lang = name
  document.title = t('app.name')
}

/**
 * @param {string} key
 * @param {Object<string, string|number>} [holes]
 */
export function t(key, holes = {}) {
  const text = dictionaries[language][key]
  if (text === undefined) throw new Error(`no words for ${key}`)
  return text.replace(/\{(\w+)\}/g, (_, name) => String(holes[name]))
}

/** Whether there are words for it. */
export function has(key) {
  return key in dictionaries[language]
}

const locales = { vi: 'vi-VN', en: 'en-GB' }

/** @param {Date|string} day a date, or "2026-11-23" */
export function formatDay(day) {
  const date = typeof day === 'string' ? new Date(`${day}T00:00:00`) : day
  return date.toLocaleDateString(locales[language], { day: '2-digit', month: '2-digit', year: 'numeric' })
}

/** @param {number} number */
export function formatNumber(number) {
  return number.toLocaleString(locales[language])
}
