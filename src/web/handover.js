// Handing over: at the door, scan, confirm, next. It comes home in the survey file.

import { el } from './dom.js'
import { t } from './i18n.js'
import { findPosition, knownPosition } from './position.js'
import { tagOf, verdictLine } from './records.js'
import { findHousehold, openRoster } from './roster.js'
import { saveAndGoOn } from './saved.js'
import { bar, replace } from './shell.js'

/* What hands over well: printed and not given to anybody yet, as far as this phone knows. A batch that
 * is younger than the bundle is unknown here, and the office sees to it. */
export function mayHandOver({ answer }) {
  return ['unissued', 'unknown'].includes(answer.typed && answer.verdict === 'registered' ? answer.byStatus : answer.verdict)
}

/** @param {import('./verdict.js').Reading} reading */
export async function confirmHandover(app, reading) {
  findPosition()
  if (!openRoster()) return hand(app, reading)
  const household = await findHousehold(tagOf(reading))
  replace(ownerView(app, reading, household))
}

function hand(app, reading, household) {
  return saveAndGoOn(app, reading.source, {
    mode: 'handover',
    time: Math.floor(Date.now() / 1000),
    tag: tagOf(reading),
    household: household?.number,
    position: knownPosition() ?? undefined,
    verdict: verdictLine(reading.answer),
  })
}

/* Whose tag it is, before it is given away. */
function ownerView(app, reading, household) {
  return {
    name: 'handover',
    render: () => el('main', { class: 'page' }, bar(t('handover.title')),
      household && openRoster()
        ? el('section', { class: 'card owner' }, el('h2', {}, t('handover.owner')), el('p', { class: 'head' }, household.head), el('p', {}, household.village))
        : el('p', { class: 'warning', role: 'alert' }, t('roster.no-household')),
      el('p', { class: 'field-code' }, tagOf(reading)),
      el('div', { class: 'bottom' },
        el('button', { class: 'big', onclick: () => hand(app, reading, household) }, t('handover.confirm')),
        el('button', { class: 'plain', onclick: () => app.next(reading.source) }, t('handover.not')))),
  }
}
