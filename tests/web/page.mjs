// The page's other ways and its manners.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ADDRESS, axeSource, check, click, hold, installed, launch, newPage, note, openLarge, openSite, same, serve, shoot, sizes, textOf, verdict } from './harness.mjs'

const read = (name) => readFileSync(name, 'utf8').trim()
const host = await serve('site')
hold('genuine')
const session = await launch(host)
const apart = (options) => session.browser.createBrowserContext().then((context) => newPage({ browser: context }, options))

await visits()
await photos()
await codes()
await lens()
await signals()
await faults()
await manners()
await speed()
await session.close()
await withoutCamera()
await host.close()

/* A citizen's own camera followed a tag's address. */
async function visits() {
  const page = await apart()
  await page.goto(read('genuine.txt'))
  same('a citizen\'s visit', await verdict(page), 'genuine')
  await shoot(page, 'visit')
  check('the address is the office\'s', (await textOf(page)).includes('của cơ quan phát hành'))
  const dialled = await page.$$eval('a[href^="tel:"]', (links) => links.map((link) => link.getAttribute('href').slice(4)))
  same('each number is one tap away', dialled.join('\n'), read('numbers.txt'))
  same('the digits are gone from the address', await page.evaluate(() => location.href), `${ADDRESS}/`)
  same('nothing is stored', JSON.stringify(await page.evaluate(async () => [
    (await indexedDB.databases()).length, (await caches.keys()).length, localStorage.length, document.cookie,
    (await navigator.serviceWorker.getRegistrations()).length])), '[0,0,0,"",0]')
  await click(page, 'English')
  await page.waitForSelector('::-p-text(Genuine)')
  check('in English too, and still nothing is stored', (await page.evaluate(async () => (await indexedDB.databases()).length)) === 0)
  check('the host never saw the digits', !host.asked.some((path) => /\d{20}/.test(path)))
  // The page is open, and the camera follows the next tag into it.
  await page.evaluate((address) => { location.href = address }, read('forged.txt'))
  await page.waitForSelector('[data-verdict="forged"]')
  check('a visit with a forged tag, in the page that is open', true)
  const words = await textOf(page)
  check('of which nothing else is told', !/\d{4}-\d{5}-\d{2}|Thọ Sơn|0237/.test(words), words)
  check('but whom to call', (await page.$('a[href="tel:113"]')) !== null)
  await page.goto('about:blank')
  await page.goto(`${ADDRESS}/#hello`)
  same('a visit with something else', await verdict(page), 'not-a-tag')
  check('nothing went wrong in the visits', page.faults.length === 0, page.faults)
  await page.close()
}

async function choosePhoto(page, name) {
  const [chooser] = await Promise.all([page.waitForFileChooser(), click(page, 'Chọn ảnh')])
  await chooser.accept([join(process.cwd(), name)])
}

async function writeWebp(page, from, to) {
  const picture = `data:image/png;base64,${readFileSync(from, 'base64')}`
  const webp = await page.evaluate(async (source) => {
    const image = Object.assign(new Image(), { src: source })
    await image.decode()
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
    canvas.getContext('2d').drawImage(image, 0, 0)
    return canvas.toDataURL('image/webp', 0.9).split(',')[1]
  }, picture)
  writeFileSync(to, Buffer.from(webp, 'base64'))
}

async function photos() {
  const page = await apart()
  await openSite(page)
  await choosePhoto(page, 'sheet.png')
  await page.waitForSelector('[data-view="photo"] li')
  same('a photo of a sheet: its tags', (await page.$$('.choice')).length, 7)
  await writeWebp(page, 'sheet.png', 'sheet.webp')
  await shoot(page, 'photo')
  await click(page, read('code.txt'))
  same('one of them', await verdict(page), 'genuine')
  await page.goBack()
  await page.waitForSelector('[data-view="photo"] li')
  await page.goBack()
  await page.waitForSelector('[data-view="home"] main')
  await choosePhoto(page, 'sheet.webp')
  await page.waitForSelector('[data-view="photo"] li')
  same('a photo as chat programs keep them', (await page.$$('.choice')).length, 7)
  await page.goBack()
  await page.waitForSelector('[data-view="home"] main')
  for (const [name, words] of [['blurred.png', 'Không thấy mã nào'], ['genuine.txt', 'Không mở được ảnh']]) {
    await choosePhoto(page, name)
    await page.waitForSelector('[data-view="message"] .warning')
    check(`a photo that says nothing: ${words}`, (await textOf(page)).includes(words), await textOf(page))
    await page.goBack()
    await page.waitForSelector('[data-view="home"] main')
  }
  check('nothing went wrong with photos', page.faults.length === 0, page.faults)
  await page.close()
}

async function press(page, keys) {
  for (const key of keys) await page.evaluate((name) => [...document.querySelectorAll('.key')].find((it) => it.innerText === name).click(), key)
}

async function type(page, digits) {
  await openSite(page)
  await click(page, 'Nhập mã in')
  await page.waitForSelector('.keys')
  await press(page, digits)
  await shoot(page, 'keypad')
  await click(page, 'Kiểm tra')
  return verdict(page)
}

async function codes() {
  const page = await apart()
  const digits = read('code.txt').replaceAll('-', '')
  same('a typed code', await type(page, digits), 'registered')
  const words = await textOf(page)
  check('its signature is unknown', words.includes('chưa kiểm tra được') && words.includes('0237 0867'), words)
  await shoot(page, 'typed')
  same('a mistyped code', await type(page, digits.slice(0, -1) + ((Number(digits.at(-1)) + 1) % 10)), 'not-a-tag')
  check('is called that', (await textOf(page)).includes('Mã gõ sai'))
  await click(page, 'Sửa mã đã gõ')
  await page.waitForSelector('.keys')
  await press(page, ['⌫', digits.at(-1)])
  await click(page, 'Kiểm tra')
  await page.waitForSelector('[data-verdict="registered"]')
  check('and can be put right', true)
  same('a code of no tag', await type(page, '77700000109'.replace(/..$/, checkDigits('777000001'))), 'unregistered')
  await page.close()
}

function checkDigits(digits) {
  return String(98n - (BigInt(digits) * 100n) % 97n).padStart(2, '0')
}

/* A camera that has light and zoom, and tells of them late; and one that is busy at first. */
async function lens() {
  hold('nothing')
  const page = await apart()
  await page.evaluateOnNewDocument(() => {
    self.asked = []
    let looks = 0
    MediaStreamTrack.prototype.getCapabilities = () => (looks++ === 0 ? {} : { torch: true, zoom: { min: 1, max: 4, step: 0.5 } })
    MediaStreamTrack.prototype.applyConstraints = async ({ advanced }) => { self.asked.push(JSON.stringify(advanced)) }
  })
  const asked = () => page.evaluate(() => self.asked.at(-1))
  await openSite(page)
  await click(page, 'Quét mã trên thẻ')
  await click(page, 'Đèn')
  await page.waitForSelector('.tool[aria-pressed="true"]')
  same('the light goes on', await asked(), '[{"torch":true,"zoom":1}]')
  await page.$eval('.tool input', (slider) => { slider.value = 3; slider.dispatchEvent(new Event('input')) })
  same('the zoom follows the finger', await asked(), '[{"torch":true,"zoom":3}]')
  await shoot(page, 'lens')
  await page.evaluate(() => { history.back(); self.asked = [] })
  await page.waitForSelector('[data-view="home"] main')
  await click(page, 'Quét mã trên thẻ')
  await page.waitForSelector('.tool[aria-pressed="true"]')
  same('both are as before for the next tag', await asked(), '[{"torch":true,"zoom":3}]')
  await click(page, 'Đèn')
  await page.waitForSelector('.tool[aria-pressed="false"]')
  same('and the light goes off', await asked(), '[{"torch":false,"zoom":3}]')
  await page.close()
  hold('genuine')
  const busy = await apart()
  await busy.evaluateOnNewDocument(() => {
    const open = MediaDevices.prototype.getUserMedia
    let asked = 0
    MediaDevices.prototype.getUserMedia = function (what) {
      return asked++ === 0 ? Promise.reject(new DOMException('busy', 'NotReadableError')) : open.call(this, what)
    }
  })
  await openSite(busy)
  await click(busy, 'Quét mã trên thẻ')
  await busy.waitForSelector('.scan-message.bad')
  check('a camera that another app has', (await textOf(busy)).includes('Ứng dụng khác đang dùng máy ảnh'))
  await click(busy, 'Thử lại')
  same('is tried again', await verdict(busy), 'genuine')
  await busy.close()
}

/* What is heard and felt with a verdict. */
async function signals() {
  const page = await apart()
  await page.evaluateOnNewDocument(() => {
    self.felt = ''
    self.heard = []
    navigator.vibrate = (pattern) => { self.felt = String(pattern); return true }
    const start = AudioScheduledSourceNode.prototype.start
    AudioScheduledSourceNode.prototype.start = function (at) {
      self.heard.push(Math.round(this.frequency.value))
      return start.call(this, at)
    }
  })
  const scan = async (name) => {
    hold(name)
    await openSite(page)
    await click(page, 'Quét mã trên thẻ')
    await verdict(page)
    return page.evaluate(() => `${self.heard}|${self.felt}`)
  }
  const all = [await scan('genuine'), await scan('unissued'), await scan('revoked')]
  check('green, amber and red are told apart by ear and by hand', new Set(all.map((one) => one.split('|')[0])).size === 3 &&
    new Set(all.map((one) => one.split('|')[1])).size === 3 && all.every((one) => /^[\d,]+\|[\d,]+$/.test(one)), all)
  await openSite(page)
  await click(page, 'Tiếng báo: bật')
  // A choice holds at once, and is kept a moment later.
  await page.waitForFunction(() => import('./store.js').then((store) => store.get('settings', 'sound')).then((sound) => sound === false))
  check('a silent phone still shakes', /^\|[\d,]+$/.test(await scan('genuine')))
  await page.close()
}

/* A phone whose clock, store or host isn't as it should be. */
async function faults() {
  const shiftClock = (days) => {
    const real = Date.now
    Date.now = () => real() + days * 86400000
  }
  for (const [days, words] of [[-3650, 'Đồng hồ máy này sai'], [200, 'đã cũ']]) {
    const page = await apart()
    await page.evaluateOnNewDocument(shiftClock, days)
    await page.goto(read('genuine.txt'))
    same(`a clock ${days} days off: the verdict stands`, await verdict(page), 'genuine')
    check(`a clock ${days} days off: ${words}`, (await textOf(page)).includes(words), await textOf(page))
    await shoot(page, `clock${days}`)
    await page.close()
  }
  host.folder = 'without'
  const page = await apart()
  await openSite(page)
  check('without a bundle the page says so', (await textOf(page)).includes('chưa có'))
  await click(page, 'Quét mã trên thẻ')
  same('and knows no tag', await verdict(page), 'unknown')
  check('and says why', (await textOf(page)).includes('chưa có dữ liệu'))
  host.folder = 'site'
  await page.goBack()
  await page.waitForSelector('[data-view="home"] main')
  await page.evaluate(() => {
    const now = Date.now
    Date.now = () => now() + 11 * 60000
    self.dispatchEvent(new Event('online'))
  })
  await page.waitForFunction(() => document.querySelector('.data-state').innerText.includes('số 2'))
  check('a page that stays open finds the host when there is a network again', true)
  await page.close()
  // The network broke off before the decoder was there.
  host.folder = 'half'
  const half = await apart()
  await openSite(half)
  await click(half, 'Quét mã trên thẻ')
  await half.waitForSelector('.scan-message.bad ::-p-text(Phần đọc mã chưa tải được)')
  host.folder = 'site'
  await click(half, 'Thử lại')
  same('what failed to load is loaded again', await verdict(half), 'genuine')
  await half.close()
  const closed = await apart()
  await closed.evaluateOnNewDocument(() => { IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') } })
  await openSite(closed)
  check('a private window is told of', (await textOf(closed)).includes('cửa sổ ẩn danh'))
  await click(closed, 'English')
  await closed.waitForSelector('.warning ::-p-text(private window)')
  await click(closed, 'Scan a tag')
  same('a private window scans all the same', await verdict(closed), 'genuine')
  await closed.close()
}

async function rules(page, name) {
  await page.evaluate(axeSource)
  // Below the last element nothing stands behind the bar that sticks to the screen's end.
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }))
  check(`${name}: accessible`, violations.length === 0, ...violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`))
}

async function widths(page, name) {
  const wide = []
  for (const width of [320, 360, 412, 800]) {
    await page.setViewport({ width, height: 640, deviceScaleFactor: 1, isMobile: true, hasTouch: true })
    const found = await page.evaluate(() => document.documentElement.scrollWidth)
    if (found > width) wide.push(`${found} px at ${width}`)
    if (width === 320) await shoot(page, `narrow-${name}`)
  }
  check(`${name}: no sideways scrolling from 320 px`, wide.length === 0, wide)
}

async function manners() {
  const page = await apart()
  // axe comes in as a script that the page's own policy would refuse.
  await page.setBypassCSP(true)
  const look = async (name) => {
    await rules(page, name)
    await widths(page, name)
  }
  await openSite(page)
  await look('home')
  await click(page, 'Xem, cập nhật')
  await look('data')
  await openSite(page)
  await click(page, 'Nhập mã in')
  await look('keypad')
  await openSite(page)
  await choosePhoto(page, 'sheet.png')
  await page.waitForSelector('[data-view="photo"] li')
  await look('photo')
  for (const name of ['genuine', 'revoked', 'unissued']) {
    hold(name)
    await openSite(page)
    await click(page, 'Quét mã trên thẻ')
    await verdict(page)
    await look(name)
  }
  await openSite(page)
  await click(page, 'English')
  await page.waitForFunction(() => document.documentElement.lang === 'en')
  await click(page, 'Scan a tag')
  await verdict(page)
  check('English is kept', (await textOf(page)).includes('Never handed over'), await textOf(page))
  await rules(page, 'English')
  await shoot(page, 'english')
  check('nothing went wrong', page.faults.length === 0, page.faults)
  await page.close()
  const offered = await apart()
  await openSite(offered)
  check('no button for what the browser doesn\'t offer', !(await textOf(offered)).includes('màn hình chính'))
  await offered.evaluate(() => dispatchEvent(Object.assign(new Event('beforeinstallprompt'), { prompt: async () => { self.prompted = true } })))
  await click(offered, 'Cài trang này vào màn hình chính')
  await offered.waitForFunction(() => self.prompted && !document.body.innerText.includes('màn hình chính'))
  check('one tap puts the page on the home screen', true)
  await offered.close()
  const strict = await apart()
  await openSite(strict)
  same('the policy lets no script in, and nothing out', await strict.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.slipped = true'
    document.body.append(script)
    const out = await fetch('https://example.org/').then(() => 'sent', () => 'refused')
    return `${window.slipped ?? 'kept out'}, ${out}`
  }), 'kept out, refused')
  await strict.close()
}

async function speed() {
  const page = await apart()
  await openSite(page)
  await installed(page)
  const files = sizes(await page.evaluate(async () => (await fetch('SHA256SUMS')).text()))
  const sum = files.reduce((total, { size }) => total + size, 0)
  note(`the page: ${files.length} files, ${Math.round(sum / 1000)} kB compressed`)
  check('the page is under 600 kB', sum < 600000, sum)
  const found = await openLarge(page)
  note(`a bundle of ${found.tags} tags: ${Math.round(found.time)} ms`)
  check('a district\'s bundle opens', found.tags === 240000 && !found.fault, found)
  await page.close()
}

/* No camera, and one that isn't allowed. */
async function withoutCamera() {
  for (const [options, words] of [[{ camera: false }, 'Không thấy máy ảnh'], [{ allowed: false }, 'chưa được phép']]) {
    const other = await launch(host, options)
    const page = await newPage(other)
    await page.setViewport({ width: 320, height: 568, deviceScaleFactor: 1, isMobile: true, hasTouch: true })
    await openSite(page)
    await click(page, 'Quét mã trên thẻ')
    await page.waitForSelector('.scan-message.bad')
    const found = await textOf(page)
    check(`${words}: what to do`, found.includes(words) && found.includes('nhập mã in'), found)
    const below = await page.$eval('.scan-others', (node) => node.getBoundingClientRect().bottom)
    check(`${words}: and all of it is seen on a small screen`, below <= 568, below)
    await shoot(page, options.camera === false ? 'no-camera' : 'refused')
    await other.close()
  }
}
