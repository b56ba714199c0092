// What stays on the phone: one IndexedDB database. Nothing personal is in it in the clear.
//
//   settings  language, sound, mode, and under "pins" what bundles were accepted   by name
//   bundle    under "current" the two files of the newest bundle                   by name
//   keys      the surveyor's key                                                   by name
//   records   survey records                                                       by id
//   files     files that were exported                                             by id

const NAME = 'khoa'
const VERSION = 1
const named = ['settings', 'bundle', 'keys']
const numbered = ['records', 'files']

/** reason: "unavailable" (a private window, or switched off), "full", or "failed" */
export class StoreError extends Error {
  constructor(reason, cause) {
    super(`store: ${reason}`, { cause })
    this.reason = reason
  }
}

function reasonOf(error) {
  return error?.name === 'QuotaExceededError' ? 'full' : 'failed'
}

/** @type {Promise<IDBDatabase|null>|null} */
let opened = null

/* Without `create` a database that isn't there stays away: null. */
function open(create) {
  return new Promise((resolve, reject) => {
    let absent = false
    let request
    try {
      request = indexedDB.open(NAME, VERSION)
    } catch (error) {
      return reject(new StoreError('unavailable', error))
    }
    request.onupgradeneeded = (event) => {
      if (event.oldVersion === 0 && !create) {
        absent = true
        return request.transaction.abort()
      }
      for (const store of named) request.result.createObjectStore(store)
      for (const store of numbered)
        request.result.createObjectStore(store, { keyPath: 'id', autoIncrement: true })
    }
    request.onsuccess = () => {
      // A newer page in another window wants to change the stores.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => (absent ? resolve(null) : reject(new StoreError('unavailable', request.error)))
    request.onblocked = () => reject(new StoreError('unavailable'))
  })
}

/** Must be called before anything else; with false nothing is made that isn't there. */
export async function openStore(create = true) {
  opened = open(create)
  const database = await opened
  if (database && create) navigator.storage?.persist?.().catch(() => {})
  return database !== null
}

/**
 * All of `work` or nothing: it gets a function that gives an object store, and starts requests on it.
 * Resolves to what `work` returned, a request's result if it is a request, once all is safely stored.
 * @param {string|string[]} stores
 * @param {IDBTransactionMode} mode
 * @param {(store: (name: string) => IDBObjectStore) => any} work
 */
export async function transact(stores, mode, work) {
  const database = await opened
  if (!database) throw new StoreError('unavailable')
  return new Promise((resolve, reject) => {
    let result
    try {
      const transaction = database.transaction(stores, mode, { durability: 'strict' })
      transaction.oncomplete = () => resolve(result instanceof IDBRequest ? result.result : result)
      transaction.onabort = () => reject(new StoreError(reasonOf(transaction.error), transaction.error))
      result = work((name) => transaction.objectStore(name))
    } catch (error) {
      reject(new StoreError(reasonOf(error), error))
    }
  })
}

export function get(store, key) {
  return transact(store, 'readonly', (in_) => in_(store).get(key))
}

export function all(store) {
  return transact(store, 'readonly', (in_) => in_(store).getAll())
}

/** key: for named stores; a numbered one's values bring their id, or get one, which is returned. */
export function put(store, value, key) {
  return transact(store, 'readwrite', (in_) => in_(store).put(value, key))
}

export function remove(store, key) {
  return transact(store, 'readwrite', (in_) => in_(store).delete(key))
}
