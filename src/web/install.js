// The service worker: keeps the page on the phone, brings new versions of it, takes shared files.

import { atHome } from './shell.js'

const SHARED = 'khoa-shared'

const container = navigator.serviceWorker
const version = container?.controller
/** @type {ServiceWorkerRegistration|null} */
let registration = null

/* A new version that is whole waits until a page asks for it: so none starts with files of two. */
function takeOver() {
  if (atHome()) registration?.waiting?.postMessage('take over')
}

function watch() {
  registration.installing?.addEventListener('statechange', takeOver)
}

/* It has taken over, perhaps asked by another window: this page goes on in its files as soon as nobody
   is in the middle of something, and the new one has tidied up. */
function follow() {
  const { controller } = container
  if (!version || controller === version || !atHome()) return
  if (controller.state === 'activated') location.reload()
  else controller.addEventListener('statechange', follow, { once: true })
}

function lookAgain() {
  follow()
  takeOver()
}

/** Does nothing where there are no service workers: then the page needs the network. */
export async function installPage() {
  if (!container) return
  container.addEventListener('controllerchange', follow)
  addEventListener('popstate', lookAgain)
  try {
    registration = await container.register('sw.js', { scope: './', updateViaCache: 'none' })
    registration.addEventListener('updatefound', watch)
    watch()
    takeOver()
    await updatePage()
  } catch (error) {
    console.warn('service worker:', error)
  }
}

/** Asks the host for a newer version of the page. */
export async function updatePage() {
  await registration?.update()
}

/** Files that another app shared with this one. @returns {Promise<File[]>} */
export async function takeShared() {
  if (!(await self.caches?.has(SHARED).catch(() => false))) return []
  const cache = await caches.open(SHARED)
  const files = []
  for (const request of await cache.keys()) {
    const response = await cache.match(request)
    files.push(new File([await response.blob()], decodeURIComponent(new URL(request.url).pathname.split('/').pop())))
  }
  await caches.delete(SHARED)
  return files
}
