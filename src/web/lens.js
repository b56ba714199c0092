// A camera's light and zoom, where it has them. They stay as they were set from one tag to the next.

import { el } from './dom.js'
import { t } from './i18n.js'

const wanted = { torch: false, zoom: 0 }

function abilities(track) {
  const { torch, zoom } = track.getCapabilities?.() ?? {}
  return { torch, zoom: zoom && zoom.max > zoom.min ? zoom : null }
}

/* Both at once: what isn't named would be given up. @returns {Promise<boolean>} whether it was done */
function adjust(track) {
  const can = abilities(track)
  const set = { ...(can.torch && { torch: wanted.torch }), ...(can.zoom && { zoom: wanted.zoom }) }
  return track.applyConstraints({ advanced: [set] }).then(() => true, () => false)
}

/** Buttons for what the camera can do; none if it can't, or doesn't tell yet. @returns {Node[]} */
export function lensTools(track) {
  const can = abilities(track)
  if (can.zoom) wanted.zoom = Math.min(Math.max(wanted.zoom, can.zoom.min), can.zoom.max)
  if (wanted.torch || (can.zoom && wanted.zoom > can.zoom.min)) adjust(track)
  return [can.torch && torchButton(track), can.zoom && zoomSlider(track, can.zoom)].filter(Boolean)
}

function torchButton(track) {
  const button = el('button', { class: 'tool', 'aria-pressed': String(wanted.torch), onclick: async () => {
    wanted.torch = !wanted.torch
    if (!(await adjust(track))) wanted.torch = false
    button.setAttribute('aria-pressed', String(wanted.torch))
  } }, t('scan.torch'))
  return button
}

function zoomSlider(track, { min, max, step }) {
  return el('label', { class: 'tool' }, t('scan.zoom'),
    el('input', { type: 'range', min, max, step: step || 'any', value: wanted.zoom, oninput: (event) => {
      wanted.zoom = Number(event.target.value)
      adjust(track)
    } }))
}
