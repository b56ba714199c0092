// A real browser at a real site: Chromium with a fake camera, a host on 127.0.0.1 that it takes for
// the office's, and checks that print TAP.

import { createReadStream, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import puppeteer from 'puppeteer-core'

export const axeSource = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

export const ADDRESS = 'https://antt.example.gov.vn'
const CAMERA = join(process.cwd(), 'camera.y4m')
const PATIENCE = 60000 // ms; a machine that does much else is slow

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png',
  '.wasm': 'application/wasm', '.webmanifest': 'application/manifest+json' }

let count = 0

/** Prints a line of TAP. */
export function check(name, good, ...more) {
  count++
  console.log(`${good ? 'ok' : 'not ok'} web ${count} - ${name}`)
  if (!good) for (const line of more) console.log(`# ${typeof line === 'string' ? line : JSON.stringify(line)}`)
  return good
}

export function same(name, found, wanted) {
  return check(name, found === wanted, `found  ${found}`, `wanted ${wanted}`)
}

/** A figure for people. */
export function note(text) {
  console.log(`# ${text}`)
}

/** The site in a folder, as any static host gives it out. */
export async function serve(folder) {
  const asked = []
  const server = createServer({ key: readFileSync('host.key'), cert: readFileSync('host.crt') }, (request, response) => {
    const path = decodeURIComponent(new URL(request.url, ADDRESS).pathname)
    const file = join(host.folder, normalize(path === '/' ? '/index.html' : path))
    asked.push(request.url)
    if (!existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'no-cache' })
    createReadStream(file).pipe(response)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = {
    folder,
    asked,
    port: server.address().port,
    close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections() }),
  }
  return host
}

/**
 * A browser with a profile of its own and the camera on.
 * @param {any} host of serve()
 * @param {{camera?: boolean, allowed?: boolean}} [options]
 */
export async function launch(host, { camera = true, allowed = true, profile = null } = {}) {
  const folder = profile ?? mkdtempSync(join(tmpdir(), 'khoa-browser-'))
  const log = join(folder, 'net.json')
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    userDataDir: folder,
    defaultViewport: { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-features=OptimizationHints,MediaRouter',
      `--log-net-log=${log}`, '--ignore-certificate-errors', '--autoplay-policy=no-user-gesture-required',
      `--host-resolver-rules=MAP antt.example.gov.vn:443 127.0.0.1:${host.port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      ...(allowed ? ['--use-fake-ui-for-media-stream'] : ['--deny-permission-prompts']),
      ...(camera ? ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${CAMERA}`] : []),
    ],
  })
  return {
    browser,
    profile: folder,
    /** Ends the browser, and checks by its log that no page or worker asked another host for anything. */
    async close(keep = false) {
      await browser.close()
      // An event a line; what Chromium asks for itself has no origin.
      const events = readFileSync(log, 'utf8').split('\n').filter((line) => line.includes('"initiator":"https:'))
      const asked = events.map((line) => /"url":"([^"]+)"/.exec(line)?.[1] ?? line)
      const foreign = asked.filter((url) => !url.startsWith(`${ADDRESS}/`))
      check('no request left the site', asked.length > 0 && foreign.length === 0, foreign, asked.length)
      if (!keep) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What the camera shows from its next start on. */
export function hold(name) {
  copyFileSync(`${name}.y4m`, CAMERA)
}

/** A page whose faults are kept in page.faults. */
export async function newPage({ browser }) {
  const page = await browser.newPage()
  page.faults = []
  page.setDefaultTimeout(PATIENCE)
  page.on('pageerror', (error) => page.faults.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|ERR_/.test(message.text())) page.faults.push(message.text())
  })
  return page
}

/** Opens the site's first view, with its worker at work. */
export async function openSite(page, path = '/') {
  await page.goto(`${ADDRESS}${path}`)
  // By no handle of an element: a page that has just got a newer version loads itself anew.
  await page.waitForFunction(() => document.querySelector('[data-view="home"] main') !== null)
}

/* By a locator: should the page draw itself anew meanwhile, the button is looked for again. */
export function click(page, label) {
  return page.locator(`::-p-xpath(//button[contains(normalize-space(.), "${label}")])`).click()
}

/** Whether it comes true in time. @param {() => boolean|Promise<boolean>} what */
export async function until(what) {
  const end = Date.now() + PATIENCE
  while (Date.now() < end) {
    if (await what()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

/** The verdict's word, once it is there. */
export async function verdict(page) {
  const main = await page.waitForSelector('[data-verdict]')
  return main.evaluate((node) => node.dataset.verdict)
}

export function textOf(page) {
  return page.evaluate(() => document.body.innerText)
}

/** A picture for people to look at. */
export async function shoot(page, name) {
  mkdirSync(process.env.SHOTS, { recursive: true })
  await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) })
}

/** What a first visit loads, compressed, the largest first. @param {string} sums SHA256SUMS */
export function sizes(sums) {
  const names = sums.trim().split('\n').map((line) => line.slice(66)).filter((name) => !name.startsWith('bundle.'))
  return names.map((name) => ({ name, size: gzipSync(readFileSync(join('site', name)), { level: 9 }).length })).sort((a, b) => b.size - a.size)
}

/** Opens the district's bundle in the page: {tags, fault, time in ms}. */
export function openLarge(page) {
  const [text, signature, key] = ['large.khoa', 'large.khoa.minisig', 'large.txt'].map((name) => readFileSync(name, 'base64'))
  return page.evaluate(async (...files) => {
    const { closeBundle, openBundle } = await import('./tag.js')
    const [text, signature, key] = files.map((file) => Uint8Array.from(atob(file), (c) => c.charCodeAt(0)))
    const begin = performance.now()
    const { bundle, tags, fault } = openBundle(text, signature, new TextDecoder().decode(key).trim())
    const time = performance.now() - begin
    if (bundle) closeBundle(bundle)
    return { tags, fault, time }
  }, text, signature, key)
}

/** Waits until the site works without its host. */
export function installed(page) {
  return page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
}
