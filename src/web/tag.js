// The trust core: src/tag compiled to WebAssembly, called by khoa_wasm.c's functions. All that is
// said about a tag or a bundle comes from there.

/**
 * @typedef {Object} Number_ @property {string} number @property {string} printed @property {string} label
 *
 * @typedef {Object} Answer  null: unknown; what isn't there may not be told
 * @property {string} verdict  a verdict's word, or "registered", "unregistered" for a typed code
 * @property {'grey'|'red'|'amber'|'green'} colour
 * @property {string|null} signature @property {string|null} address @property {string|null} status
 * @property {string|null} freshness @property {number} [age] days @property {number} [sequence]
 * @property {string} [kind] @property {string} [code] @property {number} [batch] @property {number} [index]
 * @property {string} [unit] @property {string} [unitName] @property {string} [issued]
 * @property {Number_[]} [hotlines]  what the tag must show
 * @property {Number_[]} [current]   whom to call today
 * @property {string} [byStatus] @property {boolean} typed @property {boolean} misread
 * @property {string} [why] @property {boolean} [newer]
 */

/** @type {any} */
let exports_ = null

/** Loads the module; a host may serve it as any type. */
export async function openCore() {
  const response = await fetch('khoa.wasm')
  if (!response.ok) throw new Error(`khoa.wasm: ${response.status}`)
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer())
  instance.exports._initialize()
  exports_ = instance.exports
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** @param {Uint8Array|string} bytes */
export function asBytes(bytes) {
  return typeof bytes === 'string' ? encoder.encode(bytes) : bytes
}

function place(bytes) {
  const at = exports_.khoa_web_alloc(bytes.length)
  new Uint8Array(exports_.memory.buffer, at, bytes.length).set(bytes)
  return at
}

function takeText(at) {
  const memory = new Uint8Array(exports_.memory.buffer)
  const text = decoder.decode(memory.subarray(at, memory.indexOf(0, at)))
  exports_.khoa_web_free(at)
  return text
}

/**
 * Calls a function of the module: texts and bytes go in as pointer and length, numbers as they are.
 * @returns {any} its JSON answer
 */
export function call(name, ...inputs) {
  const placed = []
  try {
    const inside = inputs.flatMap((input) => {
      if (typeof input === 'number') return [input]
      const bytes = asBytes(input)
      placed.push(place(bytes))
      return [placed[placed.length - 1], bytes.length]
    })
    return JSON.parse(takeText(exports_[name](...inside)))
  } finally {
    for (const at of placed) exports_.khoa_web_free(at)
  }
}

/** @param {Uint8Array} text @param {Uint8Array} signature @param {string} authority RWQ… */
export function openBundle(text, signature, authority) {
  return call('khoa_web_bundle_open', text, signature, authority)
}

export function closeBundle(bundle) {
  exports_.khoa_web_bundle_close(bundle)
}

export function closeForm(form) {
  exports_.khoa_web_form_close(form)
}

/**
 * @param {number} bundle of openBundle(), or 0
 * @param {Uint8Array|string} text
 * @param {number} now seconds since 1970
 * @returns {Answer}
 */
export function ask(bundle, text, now) {
  const bytes = asBytes(text)
  return call('khoa_web_ask', bundle, bytes, now)
}
