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

for (const wanted of verdicts) {
  hold(wanted)
  await click(page, 'Quét mã trên thẻ')
  same(`a ${wanted} tag`, await verdict(page).catch(String), wanted)
  await shoot(page, `verdict-${wanted}`)
  await page.evaluate(() => history.back())
  await page.waitForSelector('[data-view="home"] main')
}

const times = await page.evaluate(() => performance.getEntriesByName('khoa:frame-to-verdict').map((entry) => entry.duration))
note(`frame to verdict: ${times.map((time) => Math.round(time)).join(', ')} ms`)
check('a verdict within a second of its frame', times.length === verdicts.length && Math.max(...times) < 1000, times)
check('nothing went wrong in the page', page.faults.length === 0, page.faults)
await session.close()
await host.close()
