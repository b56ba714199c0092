// QR codes by zxing-wasm, from this folder alone. A code's bytes are handed on as they are.

import { prepareZXingModule, readBarcodes } from './zxing/reader/index.js'

prepareZXingModule({
  overrides: { locateFile: (file) => new URL(`zxing/${file}`, self.location.href).href },
  fireImmediately: true,
})

const LARGEST = 4096 // pixels

/* A photo as the browser opens it: whatever its gallery shows, WebP too. */
async function pixelsOf(photo) {
  const bitmap = await createImageBitmap(photo)
  const scale = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height))
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)))
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  return context.getImageData(0, 0, width, height)
}

function middle(position, { width, height }) {
  const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight]
  const mean = (axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
  return { x: mean('x') / width, y: mean('y') / height }
}

self.onmessage = async ({ data: { id, picture, most } }) => {
  try {
    const pixels = picture instanceof Blob ? await pixelsOf(picture) : picture
    const found = await readBarcodes(pixels, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: most })
    const codes = found.map(({ bytes, position }) => ({ bytes, ...middle(position, pixels) }))
    self.postMessage({ id, codes })
  } catch (error) {
    self.postMessage({ id, error: String(error) })
  }
}
