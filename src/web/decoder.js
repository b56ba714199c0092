// The decoder, in a worker of its own: one picture at a time.

/** @typedef {{bytes: Uint8Array, x: number, y: number}} Code  x, y: its middle, 0 to 1 */

/** @type {Worker|null} */
let worker = null
let next = 0
/** @type {Map<number, {resolve: Function, reject: Function}>} */
const waiting = new Map()

/* Whatever went wrong in it, a network that broke off for one: the next picture gets a new one. */
function giveUp(message) {
  worker?.terminate()
  worker = null
  const error = Object.assign(new Error(message), { name: 'DecoderError' })
  for (const { reject } of waiting.values()) reject(error)
  waiting.clear()
}

/** Loads it ahead of the first picture. */
export function openDecoder() {
  if (worker) return
  worker = new Worker('decode-worker.js', { type: 'module' })
  worker.onmessage = ({ data }) => {
    if (data.error) return giveUp(data.error)
    waiting.get(data.id).resolve(data.codes)
    waiting.delete(data.id)
  }
  worker.onerror = (event) => giveUp(event.message)
}

/**
 * @param {ImageData|Blob} picture an ImageData's memory goes to the worker
 * @param {number} most how many codes to look for
 * @returns {Promise<Code[]>}
 */
export function decode(picture, most) {
  openDecoder()
  const id = next++
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    const moved = picture instanceof ImageData ? [picture.data.buffer] : []
    worker.postMessage({ id, picture, most }, moved)
  })
}
