// The decoder, in a worker of its own: one picture at a time.

/** @typedef {{bytes: Uint8Array, x: number, y: number}} Code  x, y: its middle, 0 to 1 */

/** @type {Worker|null} */
let worker = null
let next = 0
/** @type {Map<number, {resolve: Function, reject: Function}>} */
const waiting = new Map()

/** Loads it ahead of the first picture. */
export function openDecoder() {
  if (worker) return
  worker = new Worker('decode-worker.js', { type: 'module' })
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.error) reject(new Error(data.error))
    else resolve(data.codes)
  }
  worker.onerror = (event) => {
    for (const { reject } of waiting.values()) reject(new Error(event.message))
    waiting.clear()
    worker = null
  }
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
