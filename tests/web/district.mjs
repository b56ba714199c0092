// Prints the text of a whole district's status bundle: node district.mjs AUTHORITY

import { randomBytes } from 'node:crypto'

const UNITS = 30
const BATCHES = 60
const TAGS = 4000

const lines = ['khoa-bundle 1', 'sequence 1', `created ${new Date().toISOString().slice(0, 19)}Z`, 'stale-after 100',
  `authority ${process.argv[2]}`, `privacy ${randomBytes(32).toString('base64')}`, 'prefix https://antt.example.gov.vn/#']
for (let unit = 0; unit < UNITS; unit++) lines.push(`unit ${15600 + unit} Xã Mẫu ${unit}`)
for (let unit = 0; unit < UNITS; unit++) {
  lines.push(`hotlines ${unit + 1} ${15600 + unit} 2026-01-01`)
  for (let n = 0; n < 3; n++) lines.push(`number ${unit + 1} +842370867${100 + unit * 3 + n} Trực ban ${n}`)
}
for (let batch = 1; batch <= BATCHES; batch++) {
  const unit = batch % UNITS
  const status = Buffer.from(randomBytes(TAGS / 2).map((byte) => byte & 0x33))
  lines.push(`batch ${batch} keychain ${15600 + unit} ${unit + 1} 2026-02-01 ${TAGS} ${randomBytes(32).toString('base64')}`)
  lines.push(`status ${batch} ${status.toString('base64')}`)
}
process.stdout.write(`${lines.join('\n')}\nend\n`)
