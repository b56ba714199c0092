// Measures the page: a frame to its verdict, a district's bundle, what a first visit loads.

import { readFileSync } from 'node:fs'
import { click, hold, installed, launch, newPage, openSite, openLarge, serve, sizes, verdict } from './harness.mjs'

const TIMES = 12
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]
const say = (what, values, unit) => console.log(`${what.padEnd(34)} median ${Math.round(median(values))}, worst ${Math.round(Math.max(...values))} ${unit}`)

const host = await serve('site')
hold('genuine')
const session = await launch(host)
const page = await newPage(session)
await openSite(page)
await installed(page)

async function scans() {
  await page.evaluate(() => performance.clearMeasures())
  for (let i = 0; i < TIMES; i++) {
    hold(i % 2 ? 'genuine' : 'revoked')
    await click(page, 'Quét mã trên thẻ')
    await verdict(page)
    await page.evaluate(() => history.back())
    await page.waitForSelector('[data-view="home"] main')
  }
  return page.evaluate(() => performance.getEntriesByName('khoa:frame-to-verdict').map(({ duration }) => duration))
}

async function openings() {
  const times = []
  for (let i = 0; i < TIMES; i++) times.push((await openLarge(page)).time)
  return times
}

say('frame to verdict', await scans(), 'ms')
say('a bundle of 240,000 tags', await openings(), 'ms')
await page.emulateCPUThrottling(6)
say('on a page slowed down 6 times', await scans(), 'ms')
say('', await openings(), 'ms')
const files = sizes(await page.evaluate(async () => (await fetch('SHA256SUMS')).text()))
console.log(`the page: ${files.length} files, ${Math.round(files.reduce((sum, { size }) => sum + size, 0) / 1000)} kB compressed, the largest:`)
for (const { name, size } of files.slice(0, 4)) console.log(`  ${name.padEnd(32)} ${Math.round(size / 1000)} kB`)
await session.browser.close()
await host.close()
