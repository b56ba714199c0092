// The camera: frames to the decoder, one in flight, until a code is read.

import { decode, openDecoder } from './decoder.js'
import { el } from './dom.js'
import { t } from './i18n.js'
import { lensTools } from './lens.js'
import { back } from './shell.js'

const WIDEST = 1280
const MOST = 4 // codes in one frame
const REST = 1500 // ms in which the code that was read last isn't taken again
const SETTLED = [0, 500, 2000] // ms: some phones tell only later what their camera can do

let last = { text: '', until: 0 }

/**
 * The view that looks for a code.
 * @param {Object} options
 * @param {(bytes: Uint8Array) => void} options.onRead  called once
 * @param {Node[]} options.others  buttons for other ways than the camera
 * @returns {import('./shell.js').View}
 */
export function scanView({ onRead, others }) {
  const session = { turn: 0, stream: null, video: null, again: () => begin(session, onRead) }
  // A phone that is put away keeps no camera running, and finds it again when it is taken out.
  const follow = () => (document.hidden ? end(session) : session.again())
  return {
    name: 'scan',
    render: () => render(session, others),
    enter: () => {
      document.addEventListener('visibilitychange', follow)
      session.again()
    },
    leave: () => {
      document.removeEventListener('visibilitychange', follow)
      end(session)
    },
  }
}

function render(session, others) {
  session.video = el('video', { muted: true, playsinline: true, autoplay: true, 'aria-hidden': 'true' })
  session.video.muted = true
  session.tools = el('div', { class: 'scan-tools' })
  session.message = el('p', { class: 'scan-message', role: 'status' }, t('scan.opening'))
  if (session.stream) attach(session)
  return el('main', { class: 'scan' },
    session.video,
    el('header', { class: 'scan-head' },
      el('button', { class: 'bar-back', onclick: back, 'aria-label': t('back') }, '‹'),
      el('h1', {}, t('scan.title'))),
    el('div', { class: 'scan-frame', 'aria-hidden': 'true' }),
    session.message,
    session.tools,
    el('div', { class: 'scan-others' }, others))
}

async function begin(session, onRead) {
  const turn = ++session.turn
  openDecoder()
  tell(session, 'scan.opening')
  try {
    const stream = await openCamera()
    if (turn !== session.turn) return stop(stream)
    session.stream = stream
    attach(session)
    await look(session, turn, onRead)
  } catch (error) {
    if (turn === session.turn) fail(session, reasons[error.name] ?? 'other')
  }
}

function openCamera() {
  if (!navigator.mediaDevices?.getUserMedia) throw Object.assign(new Error(), { name: 'Insecure' })
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: WIDEST }, height: { ideal: 720 } },
  })
}

/* Why nothing is scanned, by the error's name. */
const reasons = { NotAllowedError: 'refused', SecurityError: 'refused', NotFoundError: 'none',
  OverconstrainedError: 'none', NotReadableError: 'busy', AbortError: 'busy', Insecure: 'insecure',
  DecoderError: 'decoder' }

function tell(session, key, bad = false) {
  session.message.textContent = t(key)
  session.message.classList.toggle('bad', bad)
}

/* Says what to do; once that is done the camera is tried again. */
function fail(session, reason) {
  tell(session, `scan.fault.${reason}`, true)
  session.tools.replaceChildren(el('button', { class: 'tool', onclick: session.again }, t('scan.again')))
}

function attach(session) {
  session.video.srcObject = session.stream
  session.video.play().catch(() => {})
  tell(session, 'scan.aim')
  const [track] = session.stream.getVideoTracks()
  track.onended = () => fail(session, 'busy')
  session.tools.replaceChildren()
  for (const time of SETTLED) setTimeout(offerTools, time, session, track)
}

function offerTools(session, track) {
  if (track.readyState === 'live' && !session.tools.hasChildNodes()) session.tools.append(...lensTools(track))
}

function nextFrame(video) {
  return new Promise((resolve) => {
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback(resolve)
    // A tab in the background gets no frames: then this looks again later.
    setTimeout(resolve, 250)
  })
}

/** @returns {ImageData|null} null while the camera gives no picture */
function grab(video, canvas) {
  if (!video.videoWidth) return null
  const scale = Math.min(1, WIDEST / Math.max(video.videoWidth, video.videoHeight))
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

function nearestMiddle(codes) {
  const far = (code) => Math.hypot(code.x - 0.5, code.y - 0.5)
  return codes.reduce((best, code) => (far(code) < far(best) ? code : best))
}

async function look(session, turn, onRead) {
  const canvas = el('canvas')
  while (turn === session.turn) {
    await nextFrame(session.video)
    if (turn !== session.turn) return
    const frame = grab(session.video, canvas)
    if (!frame) continue
    performance.mark('khoa:frame')
    const codes = await decode(frame, MOST)
    if (turn !== session.turn || codes.length === 0) continue
    const { bytes } = nearestMiddle(codes)
    if (isRepeated(bytes)) continue
    end(session)
    onRead(bytes)
    performance.measure('khoa:frame-to-verdict', 'khoa:frame')
  }
}

/* Whoever goes on scanning still has the phone at the tag before. */
function isRepeated(bytes) {
  const text = String(bytes)
  const repeated = text === last.text && performance.now() < last.until
  last = { text, until: performance.now() + REST }
  return repeated
}

function end(session) {
  session.turn++
  if (session.stream) stop(session.stream)
  session.stream = null
}

function stop(stream) {
  for (const track of stream.getTracks()) track.stop()
}
