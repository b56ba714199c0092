// A surveyor's day: enrol, survey, hand over, send; and what of it the phone keeps.

import { createPublicKey, verify } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ADDRESS, axeSource, check, click, hold, installed, launch, newPage, note, openSite, same, serve, shoot, textOf, until, verdict } from './harness.mjs'

const [first, second, third] = process.env.CODES.split(' ')
const NOTE = 'Chủ hộ Mẫu hẹn tối thứ bảy'
const PASSPHRASE = 'four words for it'
const SECRETS = [NOTE, PASSPHRASE, 'Lê Văn Mẫu', 'Trần Thị Mẫu', 'Vũ Đức Mẫu', 'Thôn Hai Mẫu']

const host = await serve('site')
hold('first')
let session = await launch(host)
let page = await newPage(session)

process.on('uncaughtException', async (error) => {
  console.log(`not ok web - ${error.message}`, await textOf(page).catch(String))
  await shoot(page, 'field-failed').catch(() => {})
  process.exit(1)
})

async function view(name) {
  await page.waitForSelector(`[data-view="${name}"] main`)
}

async function goHome() {
  await page.evaluate(() => history.length && document.body.dataset.view !== 'home' && history.back())
  await view('home')
}

async function scan(name, label = 'Quét mã trên thẻ') {
  hold(name)
  await click(page, label)
  return verdict(page)
}

async function accessible(name) {
  await page.evaluate(axeSource)
  const found = await page.evaluate(async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })).violations
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`))
  check(`${name} is accessible`, found.length === 0, ...found)
}

/** Nothing sticks out at 320 px. */
async function narrow(name) {
  await page.setViewport({ width: 320, height: 640, deviceScaleFactor: 2, isMobile: true, hasTouch: true })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  check(`${name} fits 320 px`, wide <= 320, `${wide} px`)
  await shoot(page, `field-${name}-320`)
  await page.setViewport({ width: 390, height: 844, deviceScaleFactor: 2, isMobile: true, hasTouch: true })
}

async function looked(name) {
  await shoot(page, `field-${name}`)
  await accessible(name)
  await narrow(name)
}

async function saved(name, number) {
  await view('saved')
  check(name, (await textOf(page)).includes(`số ${number} `), await textOf(page))
}

/** All that IndexedDB and the caches hold, as text. */
function dump() {
  return page.evaluate(async () => {
    const database = await new Promise((resolve) => { indexedDB.open('khoa').onsuccess = (event) => resolve(event.target.result) })
    const shown = []
    const say = (value) => JSON.stringify(value, (_, one) => (one instanceof Uint8Array ? new TextDecoder().decode(one) : one))
    for (const name of database.objectStoreNames)
      shown.push(say(await new Promise((resolve) => { database.transaction(name).objectStore(name).getAll().onsuccess = (event) => resolve(event.target.result) })))
    database.close()
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) {
        shown.push(request.url)
        if (!/wasm|png/.test(request.url)) shown.push(await (await (await caches.open(name)).match(request)).text())
      }
    return [...shown, location.href, document.cookie, JSON.stringify(localStorage), JSON.stringify(history.state)].join('\n')
  })
}

// Enrolment
await openSite(page)
await installed(page)
await click(page, 'Khảo sát')
await page.waitForSelector('.step')
await looked('not-enrolled')
await click(page, 'Ghi danh máy này')
await view('enrol')
await click(page, 'Tạo khóa')
await page.waitForSelector('[role="alert"]')
check('a unit is wanted', (await textOf(page)).includes('Hãy chọn địa bàn'))
await page.click('::-p-xpath(//label[contains(., "Xã Thọ Sơn")]//input)')
await looked('enrol-unit')
await click(page, 'Tạo khóa')
await page.waitForSelector('.enrolment')
await click(page, 'Chọn nhầm địa bàn')
const mistaken = await page.waitForSelector('::-p-xpath(//label[contains(., "Xã Dân Lực")]//input)')
await mistaken.click()
await click(page, 'Tạo khóa')
await page.waitForSelector('.card ::-p-text(Xã Dân Lực)')
check('a key that signed nothing is replaced', true)
await click(page, 'Chọn nhầm địa bàn')
await page.click('::-p-xpath(//label[contains(., "Xã Thọ Sơn")]//input)')
await click(page, 'Tạo khóa')
await page.waitForSelector('.card ::-p-text(Xã Thọ Sơn)')
const enrolment = await (await page.waitForSelector('.enrolment')).evaluate((node) => node.textContent)
const [, key, fingerprint] = enrolment.match(/^khoa-surveyor-1:([A-Za-z0-9+/]{44}):([0-9A-F]{16})$/) ?? []
check('the enrolment is one line', key !== undefined, enrolment)
writeFileSync('enrolment.txt', enrolment)
const drawn = await page.$('.enrol-code')
await drawn.screenshot({ path: 'enrolment.png' })
await looked('enrolled')
const exported = await page.evaluate(async () => {
  const database = await new Promise((resolve) => { indexedDB.open('khoa').onsuccess = (event) => resolve(event.target.result) })
  const { secret } = await new Promise((resolve) => { database.transaction('keys').objectStore('keys').get('surveyor').onsuccess = (event) => resolve(event.target.result) })
  database.close()
  return crypto.subtle.exportKey('pkcs8', secret).then(() => 'exported', (error) => error.name)
})
same('the key can\'t be exported', exported, 'InvalidAccessError')
await click(page, 'Xong')

// A tag where it belongs
await view('home')
await page.waitForSelector('.round')
await looked('home')
same('a tag in use', await scan('first'), 'genuine')
await shoot(page, 'field-verdict')
await click(page, 'Ghi khảo sát')
await view('look')
await click(page, '3. ')
// By the page, since the button at the bottom lies over some.
await page.evaluate(() => {
  document.querySelector('summary').click()
  for (const i of [4, 1]) document.querySelectorAll('.weaknesses .tile')[i].click()
})
await page.type('textarea', NOTE)
await session.browser.defaultBrowserContext().overridePermissions(ADDRESS, ['geolocation', 'camera'])
await page.setGeolocation({ latitude: 19.81249, longitude: 105.58961 })
await page.evaluate(() => document.querySelector('.position input').click())
await page.waitForSelector('::-p-text(Vĩ độ 19.812)')
await looked('look')
await click(page, 'Lưu bản ghi')
await saved('the first record is saved', 1)
await looked('saved')

// A forged one is recorded as what it claims to be
same('a forged tag', await scan('forged', 'Quét thẻ tiếp'), 'forged')
await click(page, 'Ghi khảo sát')
await click(page, 'Treo sai chỗ')
await click(page, 'Lưu bản ghi')
await saved('a forged tag is recorded', 2)
await goHome()

// A household without a tag; what is missing is said
await click(page, 'Nhà không có thẻ')
await view('look')
await click(page, 'Lưu bản ghi')
check('an answer is wanted', (await textOf(page)).includes('Hãy chọn thấy thế nào'))
await click(page, 'Không ai ở nhà')
await click(page, 'Lưu bản ghi')
check('a place is wanted', (await textOf(page)).includes('Hãy ghi thôn'))
check('no grade where nobody is home', (await page.$('.grade')) === null)
await page.type('.look input:not([type])', '  Thôn  Năm Mẫu ')
await looked('no-tag')
await page.evaluate(() => history.back())
await view('home')
await click(page, 'Ghi tiếp phiếu đang dở')
await view('look')
await click(page, 'Lưu bản ghi')
await saved('a household without a tag', 3)

// A mistake is taken back, and its number is not given again
await click(page, 'Bỏ bản ghi này')
await view('look')
await click(page, 'Chủ nhà từ chối')
await click(page, 'Lưu bản ghi')
await saved('a record in place of a mistaken one', 4)

// They are there after a reload, and after the browser was closed
await goHome()
await click(page, 'Mã ghi danh của máy')
await view('enrol')
check('the key of a phone that has records stays', !(await textOf(page)).includes('Chọn nhầm địa bàn'), await textOf(page))
await goHome()
await page.reload()
await page.waitForSelector('.outbox')
check('records survive a reload', (await textOf(page)).includes('3 bản ghi'), await textOf(page))
await click(page, 'Nhà không có thẻ')
await view('look')
await goHome()
check('a form that nobody began is none', !(await textOf(page)).includes('Ghi tiếp phiếu'))
await click(page, 'Nhà không có thẻ')
await click(page, 'Không thấy thẻ')
await goHome()
host.folder = 'newer'
await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update())
await until(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting !== null))
check('a newer page waits for a form that isn\'t saved', (await textOf(page)).includes('Ghi tiếp phiếu'))
await page.reload()
await page.waitForFunction(() => document.title === 'Khóa an toàn mới')
await page.waitForSelector('.outbox')
check('and a newer version of the page', (await textOf(page)).includes('3 bản ghi'), await textOf(page))
await session.close(true)
session = await launch(host, { profile: session.profile })
page = await newPage(session)
await openSite(page)
await page.waitForSelector('.outbox')
check('and a restart of the browser', (await textOf(page)).includes('3 bản ghi'), await textOf(page))

// Hand-over
await click(page, 'Giao thẻ')
hold('third')
await click(page, 'Quét mã trên thẻ')
await view('handover')
check('a tag that was not handed over is ready', (await textOf(page)).includes('sẵn sàng giao'), await textOf(page))
await looked('handover')
await click(page, 'Đã giao thẻ này')
await saved('a hand-over', 5)
same('a tag in use', await scan('second', 'Quét thẻ tiếp'), 'genuine')
check('is not handed over again', (await page.evaluate(() => document.body.dataset.view)) === 'verdict-green')
await goHome()

// The file
const downloads = process.cwd()
const shell = await page.createCDPSession()
await shell.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads })
async function downloaded(number) {
  const name = `khoa-survey-${fingerprint.slice(0, 8)}-${String(number).padStart(4, '0')}.txt`
  await until(() => existsSync(join(downloads, name)))
  return readFileSync(join(downloads, name), 'utf8')
}
function isSigned(text) {
  const point = Buffer.from(key, 'base64')
  // What stands in front of a compressed P-256 point in a SubjectPublicKeyInfo.
  const head = Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex')
  const publicKey = createPublicKey({ key: Buffer.concat([head, point]), format: 'der', type: 'spki' })
  const end = text.lastIndexOf('signature ')
  return verify('sha256', Buffer.from(text.slice(0, end)), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(text.slice(end + 10), 'base64'))
}
await page.evaluate(() => { navigator.canShare = undefined })
await page.click('.outbox')
await view('outbox')
await click(page, 'Tạo tệp và gửi')
const one = await downloaded(1)
await page.waitForSelector('.said')
await looked('outbox')
check('the file is signed by the phone\'s key', isSigned(one))
check('and no longer if a byte of it changes', !isSigned(one.replace('present', 'missing')))
const lines = one.split('\n')
same('it begins as it must', lines.slice(0, 5).join('|'), `khoa-survey 1|surveyor ${key}|unit 15667|file 1|previous -`)
check('with the tag', lines.includes(`tag ${first}`), one)
check('its verdict', lines.some((line) => /^verdict \d+ genuine good ours in-use fresh$/.test(line)), one)
check('its weaknesses', lines.includes('weaknesses 2,5'), one)
check('the forged one', lines.some((line) => /^verdict \d+ forged bad unknown unknown fresh$/.test(line)), one)
check('a rounded position', lines.includes('position 19.812 105.590'), one)
check('no record that was taken back', !lines.some((line) => line.startsWith('record 3 ')) && lines.some((line) => line.startsWith('record 4 ')), one)
check('the village, tidied', lines.includes('village Thôn Năm Mẫu'), one)
check('and the hand-over', one.includes(`handover - `) && lines.includes(`tag ${third}`), one)
check('nothing is left to send', (await textOf(page)).includes('0'))
await goHome()

// The roster
await click(page, 'Khảo sát')
await page.click('.bundle-state:not(.outbox)')
await view('data')
const [chooser] = await Promise.all([page.waitForFileChooser(), click(page, 'Lấy từ tệp')])
await chooser.accept([join(downloads, 'roster.form'), join(downloads, 'roster.form.minisig')])
await page.waitForSelector('.said.green, .said.red')
same('the form with a roster is taken', await page.$eval('.said', (node) => node.className), 'said green')
await goHome()
await click(page, 'Mở danh sách nhà')
await page.type('#passphrase', 'wrong words')
await page.click('form .big')
await page.waitForSelector('[role="alert"]')
check('a wrong passphrase opens nothing', (await textOf(page)).includes('mật khẩu sai'))
await page.type('#passphrase', PASSPHRASE)
await looked('unlock')
const began = Date.now()
await page.click('form .big')
await view('home')
note(`roster unlocked in ${Date.now() - began} ms`)
const holdsRoster = () => page.workers().some((worker) => worker.url().includes('roster-worker'))
check('the roster opens, in a worker of its own', holdsRoster())
check('the roster opens', (await textOf(page)).includes('3 nhà'), await textOf(page))
await scan('second')
await click(page, 'Ghi khảo sát')
await view('look')
check('whose the tag is', (await textOf(page)).includes('Trần Thị Mẫu'), await textOf(page))
await looked('roster')
await click(page, 'Nhà khác')
await view('villages')
await shoot(page, 'field-villages')
await click(page, 'Thôn Hai Mẫu')
await view('households')
await page.type('input[type="search"]', 'vu duc')
await looked('households')
await click(page, 'Vũ Đức Mẫu')
await view('look')
check('another house is warned of', (await textOf(page)).includes('Thẻ này của nhà khác'), await textOf(page))
same('and taken for a wrong place', await page.$eval('.found [aria-pressed="true"]', (node) => node.textContent), 'Treo sai chỗ')
await looked('another-house')
await click(page, 'Lưu bản ghi')
await saved('with the roster', 6)
await goHome()
const all = await dump()
check('of names, notes and passphrases nothing is stored', SECRETS.every((secret) => !all.includes(secret)), ...SECRETS.filter((secret) => all.includes(secret)))
check('what is stored was seen', all.includes(second) && all.includes('Thôn Năm Mẫu'))
await page.evaluate(() => {
  let hidden = true
  Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
  hidden = false
  const now = Date.now()
  Date.now = () => now + 3 * 60000
  document.dispatchEvent(new Event('visibilitychange'))
})
await page.waitForSelector('.roster:not(.open)')
check('it locks itself when the phone was laid aside', await until(() => !holdsRoster()))

// Another file: handed to no app after all, it stays and is saved
await page.evaluate(() => {
  navigator.canShare = () => true
  navigator.share = async ({ files }) => { self.shared = files[0].name; throw new DOMException('no', 'AbortError') }
})
await page.click('.outbox')
await click(page, 'Tạo tệp và gửi')
await page.waitForSelector('.said.grey')
check('a file that nobody took is called that', (await page.$$('.file.waiting')).length === 1)
await goHome()
check('and reminded of', (await page.$('.outbox.bad')) !== null)
await page.click('.outbox')
same('its name tells the phone and its number alone', await page.evaluate(() => self.shared), `khoa-survey-${fingerprint.slice(0, 8)}-0002.txt`)
await click(page, 'Tải về')
const two = await downloaded(2)
const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(one))).toString('hex')
check('the second file names the first', two.split('\n')[4] === `previous ${hash}`, two)
check('with the household, and not its name', /^household \d+$/m.test(two) && !two.includes('Mẫu'), two)
check('signed too', isSigned(two))
await page.waitForFunction(() => document.querySelectorAll('.file').length === 2)

await goHome()
await click(page, 'English')
await shoot(page, 'field-home-en')
check('nothing went wrong in the page', page.faults.length === 0, page.faults)
await session.close(true)

// A full phone: nothing is said to be saved, and the form stays
session = await launch(host, { profile: session.profile })
page = await newPage(session)
const storage = await page.createCDPSession()
await storage.send('Storage.overrideQuotaForOrigin', { origin: ADDRESS, quotaSize: 1 })
await openSite(page)
await click(page, 'House without a tag')
await click(page, 'No tag there')
await click(page, 'Save the record')
await page.waitForSelector('.not-saved')
check('a full phone is told', (await textOf(page)).includes('phone is full'), await textOf(page))
await looked('full')
check('and the form stays', (await page.evaluate(() => document.body.dataset.view)) === 'look')
await storage.send('Storage.overrideQuotaForOrigin', { origin: ADDRESS })
await click(page, 'Understood')
await click(page, 'Save the record')
await view('saved')
check('it is saved when there is room again', (await textOf(page)).includes('is saved'), await textOf(page))
await session.close()

// A private window that can't store
session = await launch(host)
page = await newPage(session)
await page.evaluateOnNewDocument(() => { indexedDB.open = () => { throw new DOMException('no', 'SecurityError') } })
await openSite(page)
await click(page, 'Khảo sát')
await page.waitForSelector('::-p-text(không khảo sát được)')
check('where nothing can be stored, that is said', true)
await looked('no-store')
await session.close()
await host.close()
