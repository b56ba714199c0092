// Handing over: at the door, scan, confirm, next. It comes home in the survey file.

import { el } from './dom.js'
import { t } from './i18n.js'
import { findPosition, knownPosition } from './position.js'
import { tagOf, verdictLine } from './records.js'
import { findHousehold, openRoster } from './roster.js'
import { saveAndGoOn } from './saved.js'
import { bar, redraw, shows } from './shell.js'
import { signal } from './signal.js'
import { symbol } from './symbols.js'

/* What hands over well: printed and not given to anybody yet, as far as this phone knows. A batch that
 * is younger than the bundle is unknown here, and the office sees to it. */
export function mayHandOver({ answer }) {
  return ['unissued', 'unknown'].includes(answer.verdict === 'registered' ? answer.byStatus : answer.verdict)
}

/** @param {import('./verdict.js').Reading} reading @returns {import('./shell.js').View} */
export function handoverView(app, reading) {
  const state = { owner: undefined }
  return {
    name: 'handover',
    render: () => render(app, reading, state),
    enter: () => {
      signal(tone(reading))
      findPosition()
      if (openRoster()) findHousehold(tagOf(reading)).then((owner) => {
        state.owner = owner
        if (shows('handover')) redraw()
      })
    },
  }
}

/* That it isn't anybody's yet is what one wants here. */
function tone({ answer }) {
  return answer.verdict === 'unissued' ? 'green' : 'amber'
}

function render(app, reading, { owner }) {
  const colour = tone(reading)
  return el('main', { class: 'page handover' }, bar(t('handover.title')),
    el('div', { class: `mark ${colour}`, role: 'alert' }, symbol(colour),
      el('p', {}, t(`handover.${colour}`)), el('p', { class: 'field-code' }, tagOf(reading))),
    openRoster() && whose(owner),
    el('div', { class: 'bottom' },
      el('button', { class: 'plain', onclick: () => app.next(reading.source) }, t('handover.not')),
      el('button', { class: 'big', onclick: (event) => hand(app, reading, owner, event.currentTarget) }, t('handover.confirm'))))
}

function whose(owner) {
  if (owner === undefined) return null
  if (!owner) return el('p', { class: 'warning', role: 'alert' }, t('roster.no-household'))
  return el('section', { class: 'card owner' }, el('h2', {}, t('handover.owner')), el('p', { class: 'head' }, owner.head), el('p', {}, owner.village))
}

async function hand(app, reading, owner, button) {
  button.disabled = true
  await saveAndGoOn(app, reading.source, {
    mode: 'handover',
    time: Math.floor(Date.now() / 1000),
    tag: tagOf(reading),
    household: owner?.number,
    position: knownPosition() ?? undefined,
    verdict: verdictLine(reading.answer),
  })
  button.disabled = false
}
