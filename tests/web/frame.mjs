// Turns a grey picture (PGM) into a camera's frame: 1280 x 720, 4:2:0, one picture that stands still.
// node frame.mjs FROM.pgm TO.y4m

import { readFileSync, writeFileSync } from 'node:fs'

const WIDTH = 1280
const HEIGHT = 720
const DOOR = 150 // a grey wall

const [from, to] = process.argv.slice(2)
const bytes = readFileSync(from)
const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 64))
const left = Math.max(0, (WIDTH - Number(width)) >> 1)
const top = Math.max(0, (HEIGHT - Number(height)) >> 1)
const frame = Buffer.alloc((WIDTH * HEIGHT * 3) / 2, 128)
frame.fill(DOOR, 0, WIDTH * HEIGHT)
for (let y = 0; y < Math.min(height, HEIGHT); y++) {
  const row = head.length + y * width
  bytes.copy(frame, (top + y) * WIDTH + left, row, row + Math.min(width, WIDTH))
}
writeFileSync(to, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\nFRAME\n`), frame]))
