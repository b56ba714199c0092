// The status bundle's ways into the page, and the page's own: from the host, as files, shared; refused
// ones; restarts, and a host that is gone.

import { ADDRESS, check, click, hold, installed, launch, newPage, openSite, same, serve, shoot, textOf, until, verdict } from './harness.mjs'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const host = await serve('site')
hold('genuine')
let session = await launch(host)
let page = await newPage(session)
await openSite(page)
await installed(page)

const age = () => page.$eval('.data-state', (node) => node.innerText)
const said = () => page.waitForSelector('.said:not(.grey)').then((node) => node.evaluate((it) => it.innerText))

await page.waitForFunction(() => document.querySelector('.data-state').innerText.includes('số 2'))
check('the host\'s bundle is there', (await age()).includes('số 2'))

async function pick(...names) {
  await click(page, 'Xem, cập nhật')
  const [chooser] = await Promise.all([page.waitForFileChooser(), click(page, 'Lấy từ tệp')])
  await chooser.accept(names.map((name) => join(process.cwd(), name)))
  const words = await said()
  await page.goBack()
  await page.waitForSelector('[data-view="home"] main')
  return words
}

const refused = [
  ['an older bundle', 'first', 'cũ hơn số 2'],
  ['a tampered one', 'tampered', 'Chữ ký không khớp'],
  ['another office\'s', 'stranger', 'khóa khác'],
  ['an empty one', 'empty', 'không phải tệp dữ liệu đúng'],
  ['one of a later format', 'future', 'kiểu mới hơn trang này'],
  ['one that is too large', 'large', 'quá lớn'],
]
for (const [what, name, words] of refused) {
  const found = await pick(`${name}.khoa`, `${name}.khoa.minisig`)
  check(`${what} is refused with its reason`, found.includes(words), found)
  check(`${what}: the bundle stays`, (await age()).includes('số 2'), await age())
}
check('a bundle without its signature', (await pick('third.khoa')).includes('Thiếu tệp chữ ký'))
check('a signature alone', (await pick('third.khoa.minisig')).includes('Chỉ có tệp chữ ký'))
check('a newer bundle is taken', (await pick('third.khoa.minisig', 'third.khoa')).includes('Đã có dữ liệu mới'))
check('the newer bundle is in force', (await age()).includes('số 3'), await age())
check('another of the same number is refused', (await pick('fork.khoa', 'fork.khoa.minisig')).includes('cùng số 3'))

host.folder = 'taken'
await page.reload()
await page.waitForSelector('.warning')
check('another key at the host is told of, and not followed', (await textOf(page)).includes('khóa khác') && (await age()).includes('số 3'), await textOf(page))
host.folder = 'site'

// Another app shares the two files with the page.
await page.evaluate(async (texts) => {
  const form = new FormData()
  for (const [name, text] of texts) form.append('files', new File([text], name))
  await fetch('share', { method: 'POST', body: form })
}, ['fourth.khoa', 'fourth.khoa.minisig'].map((name) => [name, readFileSync(name, 'utf8')]))
await page.goto(`${ADDRESS}/`)
check('a shared bundle by the authority\'s successor is taken', (await said()).includes('Đã có dữ liệu mới'))
await shoot(page, 'data')
await openSite(page)
check('and is in force', (await age()).includes('số 4'), await age())
check('one by the authority before is refused then', (await pick('third.khoa', 'third.khoa.minisig')).includes('khóa cũ'))
check('the host\'s older bundle raises no alarm', !(await page.$('.warning')))

// Versions of the page itself.
const title = () => page.title()
host.folder = 'broken'
await openSite(page)
await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {}))
await openSite(page)
same('a page that arrived damaged is not taken', await title(), 'Khóa an toàn')
// One that comes while somebody is in the middle of something waits.
await click(page, 'Nhập mã in')
await page.waitForSelector('.keys')
host.folder = 'newer'
await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update())
check('a newer page is there as soon as it is whole', await until(() =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting !== null)))
same('and disturbs nobody', await page.evaluate(() => `${document.title}, ${document.body.dataset.view}`), 'Khóa an toàn, keypad')
await page.evaluate(() => history.back())
// In the first view the page asks it to take over, and loads itself anew. Chromium may let a worker that
// was busy at that moment stay for half a minute more.
await page.waitForFunction(() => document.title === 'Khóa an toàn mới')
same('a newer page takes over', await title(), 'Khóa an toàn mới')
check('with its files and no others', await page.evaluate(async () => {
  const keys = await (await caches.open('khoa-files')).keys()
  return keys.filter(({ url }) => url.includes('/i18n/vi.js')).length === 1
}))

// The host is gone, and the phone was switched off.
await session.close(true)
await host.close()
session = await launch(host, { profile: session.profile })
page = await newPage(session)
await openSite(page)
check('without its host the page opens, with its bundle', (await age()).includes('số 4'), await age())
await click(page, 'Quét mã trên thẻ')
same('and scans', await verdict(page), 'genuine')
await page.evaluate(() => history.back())
await page.waitForSelector('[data-view="home"] main')
await click(page, 'Xem, cập nhật')
await click(page, 'Cập nhật từ mạng')
check('and says that there is no network', (await said()).includes('Không có mạng'))
check('nothing went wrong in the page', page.faults.length === 0, page.faults)
await session.close()
