// A verdict's sound and vibration: one can tell them apart without looking.

let context = null
let on = true

/** Tones: [Hz, from, seconds]; vibration: ms on, off, on… */
const signals = {
  green: { tones: [[660, 0, 0.12], [990, 0.13, 0.22]], type: 'sine', vibration: [60] },
  amber: { tones: [[520, 0, 0.16], [520, 0.26, 0.16]], type: 'triangle', vibration: [90, 90, 90] },
  red: { tones: [[190, 0, 0.22], [150, 0.27, 0.22], [120, 0.54, 0.4]], type: 'sawtooth', vibration: [300, 100, 300, 100, 500] },
  saved: { tones: [[880, 0, 0.09]], type: 'sine', vibration: [30] },
  grey: { tones: [[330, 0, 0.18]], type: 'triangle', vibration: [40] },
}

export function setSound(value) {
  on = value
}

export function soundIsOn() {
  return on
}

/** Browsers let a page sound only once somebody has touched it. */
export function unlockSound() {
  const Context = window.AudioContext ?? window.webkitAudioContext
  if (!Context) return
  context ??= new Context()
  context.resume().catch(() => {})
}

function tone([frequency, from, seconds], type) {
  const at = context.currentTime + from
  const oscillator = new OscillatorNode(context, { frequency, type })
  const gain = new GainNode(context, { gain: 0 })
  gain.gain.setValueAtTime(0, at)
  gain.gain.linearRampToValueAtTime(0.4, at + 0.02)
  gain.gain.setValueAtTime(0.4, at + seconds - 0.03)
  gain.gain.linearRampToValueAtTime(0, at + seconds)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(at)
  oscillator.stop(at + seconds)
}

/** @param {'green'|'amber'|'red'|'grey'|'saved'} colour */
export function signal(colour) {
  const { tones, type, vibration } = signals[colour]
  if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(vibration)
  if (!on || context?.state !== 'running') return
  for (const one of tones) tone(one, type)
}
