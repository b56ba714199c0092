// Whose house it is: asked while the roster is unlocked, by the tag's owner or from the village's list.

import { el } from './dom.js'
import { t } from './i18n.js'
import { householdsOf, openRoster } from './roster.js'
import { back, bar, open, redraw } from './shell.js'

/** @param {import('./look.js').Draft} draft */
export function householdSection(draft) {
  if (!openRoster()) return draft.household !== null && el('p', { class: 'hint' }, t('household.chosen-locked'))
  return el('section', { class: 'card group household' }, el('h2', {}, t('household.title')),
    draft.tag && ownerLines(draft),
    warning(draft),
    el('div', { class: draft.owner ? 'pair' : 'stack' },
      draft.owner && choice(draft.household === draft.owner.number, t('household.same'), () => settle(draft, draft.owner)),
      choice(draft.household !== null && draft.household !== draft.owner?.number,
        t(draft.owner ? 'household.other' : 'household.choose'), () => open(villagesView((one) => settle(draft, one))))),
    draft.household !== null && draft.household !== draft.owner?.number && el('p', {}, t('household.here', { head: draft.householdName })))
}

function ownerLines({ owner }) {
  if (!owner) return el('p', { class: 'warning', role: 'alert' }, t('roster.no-household'))
  return el('p', {}, t('household.owner'), el('br'), el('strong', { class: 'head' }, owner.head), el('br'), owner.village)
}

function warning({ owner, household }) {
  return owner && household !== null && household !== owner.number &&
    el('p', { class: 'warning bad', role: 'alert' }, t('household.another'))
}

function choice(chosen, label, run) {
  return el('button', { class: 'tile', 'aria-pressed': String(chosen), onclick: run }, label)
}

/* A tag at somebody else's house hangs at the wrong place, whatever else was found. */
function settle(draft, household) {
  draft.household = household.number
  draft.householdName = household.head
  const strayed = draft.owner !== null && household.number !== draft.owner.number
  if (strayed && draft.found === 'present') draft.found = 'wrong-place'
  if (!strayed && draft.found === 'wrong-place') draft.found = 'present'
  redraw()
}

function villagesView(choose) {
  return {
    name: 'villages',
    render: () => openRoster() ? el('main', { class: 'page' }, bar(t('household.village')),
      el('ul', { class: 'choices' }, openRoster().villages.map((name, place) => el('li', {},
        el('button', { class: 'plain wide', onclick: async () => open(householdsView(name, await householdsOf(place), choose)) }, name))))) : locked(),
  }
}

function householdsView(village, households, choose) {
  let sought = ''
  const list = el('ul', { class: 'choices' })
  const fill = () => list.replaceChildren(...households.filter(({ head }) => plain(head).includes(plain(sought))).map((one) => el('li', {},
    el('button', { class: 'plain wide', onclick: () => { choose(one); history.go(-2) } }, one.head))))
  return {
    name: 'households',
    render: () => {
      if (!openRoster()) {
        households = []
        return locked()
      }
      fill()
      return el('main', { class: 'page' }, bar(village),
        el('label', { class: 'field' }, el('span', {}, t('household.seek')),
          el('input', { type: 'search', autocomplete: 'off', value: sought, oninput: (event) => { sought = event.target.value; fill() } })), list)
    },
  }
}

function locked() {
  return el('main', { class: 'page' }, bar(t('roster.title')), el('p', { class: 'warning', role: 'alert' }, t('roster.locked')),
    el('button', { class: 'big', onclick: back }, t('back')))
}

/* Without marks and case: names are typed in a hurry. */
function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase()
}
