// Keeps the site's files on the phone, by their content: `khoa web` puts the table FILES in front of
// this, name: SHA-256. The bundle is none of them: the page fetches and keeps it.

/* global FILES */

const KEPT = 'khoa-files'
const SHARED = 'khoa-shared'
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
  "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const TYPES = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
}

const scope = new URL('./', self.location.href)

/** Under which a file is kept: another content is another key. */
function keyOf(name) {
  return new URL(`${name}?${FILES[name]}`, scope).href
}

async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/* A site that is half uploaded is not taken: the old one stays until all is there. */
async function keep(cache, name) {
  if (await cache.match(keyOf(name))) return
  const response = await fetch(new URL(name, scope), { cache: 'no-cache' })
  const bytes = await response.arrayBuffer()
  if (!response.ok || (await sha256(bytes)) !== FILES[name]) throw new Error(`${name}: not as listed`)
  const type = TYPES[name.split('.').pop()] ?? 'application/octet-stream'
  const headers = { 'Content-Type': type, 'Content-Security-Policy': POLICY, 'X-Content-Type-Options': 'nosniff' }
  await cache.put(keyOf(name), new Response(bytes, { headers }))
}

async function keepAll() {
  const cache = await caches.open(KEPT)
  await Promise.all(Object.keys(FILES).map((name) => keep(cache, name)))
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()))

/* A page that is open has all its modules, and loads itself anew. One that is starting must not get some
   of them from here. */
self.addEventListener('message', (event) => event.data === 'take over' && event.waitUntil(self.skipWaiting()))

async function forgetOthers() {
  const cache = await caches.open(KEPT)
  const wanted = new Set(Object.keys(FILES).map(keyOf))
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request)
  await self.clients.claim()
}

self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()))

/* Another app's files, for the page that opens next. */
async function takeShared(request) {
  const form = await request.formData()
  const cache = await caches.open(SHARED)
  for (const file of form.getAll('files'))
    await cache.put(new URL(`shared/${encodeURIComponent(file.name)}`, scope), new Response(file))
  return Response.redirect(scope.href, 303)
}

async function answer(request, name) {
  const cache = await caches.open(KEPT)
  return (await cache.match(keyOf(name))) ?? fetch(request)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (!url.href.startsWith(scope.href)) return
  const path = url.pathname.slice(scope.pathname.length)
  if (request.method === 'POST' && path === 'share') return event.respondWith(takeShared(request))
  const name = path === '' ? 'index.html' : path
  if (request.method === 'GET' && Object.hasOwn(FILES, name)) event.respondWith(answer(request, name))
})
