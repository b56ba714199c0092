// The service worker: keeps the page on the phone, brings new versions of it, takes shared files.

import { atHome } from './shell.js'

const SHARED = 'khoa-shared'

const version = navigator.serviceWorker?.controller

/* A new version has taken over, maybe while this one was starting. In the middle of something it
   waits for the next start. */
function followVersion() {
  if (version && navigator.serviceWorker.controller !== version && atHome()) location.reload()
}

/** Does nothing where there are no service workers: then the page needs the network. */
export async function installPage() {
  const container = navigator.serviceWorker
  if (!container) return
  container.addEventListener('controllerchange', followVersion)
  followVersion()
  try {
    const registration = await container.register('sw.js', { scope: './', updateViaCache: 'none' })
    await registration.update()
  } catch (error) {
    console.warn('service worker:', error)
  }
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
