// The page on the phone: the service worker that keeps it, new versions of it, its place on the home
// screen, and files that other apps share.

const SHARED = 'khoa-shared'

const container = navigator.serviceWorker
const version = container?.controller
/** @type {ServiceWorkerRegistration|null} */
let registration = null
/* Whether the page may be loaded anew. */
let isFree = () => false

/* The browser's offer to put the page on the home screen. @type {any} */
let offer = null
let tellOffer = () => {}

function keepOffer(event) {
  event.preventDefault()
  offer = event
  tellOffer()
}

function endOffer() {
  offer = null
  tellOffer()
}

addEventListener('beforeinstallprompt', keepOffer)
addEventListener('appinstalled', endOffer)

/** @param {() => void} tell called when mayInstall() says otherwise than before */
export function onOffer(tell) {
  tellOffer = tell
}

/** Whether offerInstall() can do anything. */
export function mayInstall() {
  return offer !== null
}

/** Asks once: whatever the answer, the browser makes another offer when it likes. */
export async function offerInstall() {
  await offer?.prompt()
  endOffer()
}

/* A new version that is whole waits until a page asks for it: so none starts with files of two. */
function takeOver() {
  if (isFree()) registration?.waiting?.postMessage('take over')
}

function watch() {
  registration.installing?.addEventListener('statechange', takeOver)
}

/* It has taken over, perhaps asked by another window: this page goes on in its files as soon as nobody
   is in the middle of something, and the new one has tidied up. */
function follow() {
  const { controller } = container
  if (!version || controller === version || !isFree()) return
  if (controller.state === 'activated') location.reload()
  else controller.addEventListener('statechange', follow, { once: true })
}

function lookAgain() {
  follow()
  takeOver()
}

/**
 * Does nothing where there are no service workers: then the page needs the network.
 * @param {() => boolean} mayLeave whether nobody is in the middle of something
 */
export async function installPage(mayLeave) {
  if (!container) return
  isFree = mayLeave
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
