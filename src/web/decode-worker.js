// QR codes by zxing-wasm, from this folder alone. A code's bytes are handed on as they are.

import { prepareZXingModule, readBarcodes } from './zxing/reader/index.js'

prepareZXingModule({
  overrides: { locateFile: (file) => new URL(`zxing/${file}`, self.location.href).href },
  fireImmediately: true,
})

function middle(position, width, height) {
  const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight]
  const mean = (axis) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
  return { x: mean('x') / width, y: mean('y') / height }
}

self.onmessage = async ({ data: { id, picture, most } }) => {
  try {
    const found = await readBarcodes(picture, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: most })
    const codes = found.map(({ bytes, position }) => ({
      bytes,
      ...middle(position, picture.width ?? 1, picture.height ?? 1),
    }))
    self.postMessage({ id, codes })
  } catch (error) {
    self.postMessage({ id, error: String(error) })
  }
}
