// The view of the bundle: how old it is, and how a newer one comes in.

import { askBundle, BundleError, currentBundle } from './bundle.js'
import { el } from './dom.js'
import { acceptAll, updateAll } from './form.js'
import { formatDay, formatNumber, has, t } from './i18n.js'
import { pickFiles } from './photo.js'
import { bar } from './shell.js'
import { StoreError } from './store.js'
import { bundleWords } from './verdict.js'

/** What is wrong and what to do. @param {Error} error */
export function bundleFaultWords(error) {
  if (error instanceof StoreError) return t(`store.${error.reason}`)
  if (!(error instanceof BundleError)) return t('bundle.fault.unknown')
  const { line, sequence, seen } = error.detail
  const key = `bundle.fault.${error.fault}`
  return t(has(key) ? key : 'bundle.fault.unknown', { line, sequence, seen })
}

/**
 * @param {import('./office.js').Office} office
 * @param {Promise<boolean>} [work]  an acceptance that is under way
 * @returns {import('./shell.js').View}
 */
export function dataView(office, work) {
  let said = null
  let view
  const run = (promise) => {
    said = { text: t('bundle.working'), colour: 'grey' }
    show()
    return promise.then(
      (isNew) => { said = { text: t(isNew ? 'bundle.taken' : 'bundle.same'), colour: 'green' } },
      (error) => { said = { text: bundleFaultWords(error), colour: 'red' } },
    ).then(show)
  }
  const show = () => {
    if (view?.isConnected) view.replaceWith((view = draw()))
  }
  const draw = () => el('main', { class: 'page' }, bar(t('data.title')),
    said && el('p', { class: `said ${said.colour}`, role: 'status' }, said.text),
    facts(office),
    el('button', { class: 'big', onclick: () => run(updateAll()) }, t('data.update')),
    el('button', { class: 'plain', onclick: () => pickFiles('', true).then((files) => files.length && run(acceptAll(files))) }, t('data.files')),
    el('p', { class: 'hint' }, t('data.files-hint')))
  return {
    name: 'data',
    render: () => (view = draw()),
    enter: () => { if (work) run(work); work = null },
  }
}

function facts(office) {
  const head = currentBundle()
  const rows = [['office', office.name], ['bundle', bundleWords(askBundle(''))]]
  if (head)
    rows.push(['created', formatDay(new Date(head.created * 1000))], ['units', head.units.map(({ name }) => name).join(', ')],
      ['tags', formatNumber(head.tags)], ['authority', head.authority])
  return el('dl', { class: 'card' }, rows.map(([key, value]) =>
    [el('dt', {}, t(`field.${key}`)), el('dd', { class: `field-${key}` }, value)]))
}
