// Every verdict, from a tag in front of the camera.

import { check, click, hold, installed, launch, newPage, note, openSite, same, serve, shoot, textOf, verdict } from './harness.mjs'

const verdicts = ['genuine', 'specimen', 'forged', 'altered', 'revoked', 'lost', 'spoiled', 'replaced', 'unknown', 'outdated',
  'unissued', 'not-a-tag']

const host = await serve('site')
hold('genuine')
const session = await launch(host)
const page = await newPage(session)
await openSite(page)
await installed(page)
await shoot(page, 'home')

/* Of the numbers on the tag those that nobody answers any more are struck out, and no others. */
async function oldNumbers() {
  same('numbers that ended', (await page.$$eval('.old s', (nodes) => nodes.map((node) => node.textContent))).join(), '0530 000 120')
  same('numbers that still hold', (await page.$$eval('.old span', (nodes) => nodes.map((node) => node.textContent))).join(), '0237 0867 120,113')
}

for (const wanted of verdicts) {
  hold(wanted)
  await click(page, 'Quét mã trên thẻ')
  same(`a ${wanted} tag`, await verdict(page).catch(String), wanted)
  await shoot(page, `verdict-${wanted}`)
  if (wanted === 'outdated') await oldNumbers()
  await page.evaluate(() => history.back())
  await page.waitForSelector('[data-view="home"] main')
}

const times = await page.evaluate(() => performance.getEntriesByName('khoa:frame-to-verdict').map((entry) => entry.duration))
note(`frame to verdict: ${times.map((time) => Math.round(time)).join(', ')} ms`)
same('each is measured', times.length, verdicts.length)
check('nothing went wrong in the page', page.faults.length === 0, page.faults)
await session.close()
await host.close()
