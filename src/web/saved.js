// Saving a record, and what comes after: it is said to be saved when it is, and not before.

import { el } from './dom.js'
import { formatNumber, t } from './i18n.js'
import { bar, home, replace } from './shell.js'
import { signal } from './signal.js'
import { StoreError } from './store.js'
import { keepRecord, surveyor, takeBack } from './surveyor.js'
import { symbol } from './symbols.js'

/**
 * Stores a record and shows that it is safe. On a fault nothing is lost: the view stays, and the fault
 * is told above it.
 * @param {string|null} source  where the tag came from; null: there was none
 * @param {import('./records.js').SurveyRecord} record
 * @param {() => void} [again]  opens what was put in once more, after the record was taken back
 * @returns {Promise<boolean>}
 */
export async function saveAndGoOn(app, source, record, again = home) {
  let number
  try {
    number = await keepRecord(record)
  } catch (error) {
    tellFault(error)
    return false
  }
  replace(savedView(app, source, number, again))
  return true
}

function tellFault(error) {
  const words = t(error instanceof StoreError ? `survey.not-saved.${error.reason}` : 'survey.not-saved.failed')
  document.querySelector('.not-saved')?.remove()
  document.body.append(el('div', { class: 'not-saved', role: 'alertdialog', 'aria-label': words },
    el('p', {}, words), el('button', { class: 'big', onclick: (event) => event.target.parentNode.remove() }, t('survey.understood'))))
  document.querySelector('.not-saved button').focus()
}

function savedView(app, source, number, again) {
  return {
    name: 'saved',
    render: () => el('main', { class: 'page saved' }, bar(t('survey.saved')),
      el('div', { class: 'mark green', role: 'status' }, symbol('green'),
        el('p', {}, t('survey.saved-number', { number: formatNumber(number) })),
        el('p', { class: 'hint' }, t('survey.unsent', { count: formatNumber(surveyor().unsent) })),
        el('button', { class: 'quiet', onclick: () => takeBack(number).then(again, tellFault) }, t('survey.undo'))),
      el('div', { class: 'bottom' },
        el('button', { class: 'plain', onclick: home }, t('verdict.home')),
        el('button', { class: 'big', onclick: () => app.next(source) }, t('survey.next')))),
    enter: () => signal('saved'),
  }
}
