// A peer: the same texts on tags of 50 x 30 mm on A4, by pdfkit and qrcode. Their codes are unsigned.
// node pdfkit.mjs COUNT FILE.pdf, with both packages where node finds them (NODE_PATH).
import { createRequire } from 'node:module';
import { createWriteStream } from 'node:fs';
const require = createRequire(process.env.NODE_PATH + '/');
const PDFDocument = require('pdfkit');
const QRCode = require('qrcode');

const [count, file] = [Number(process.argv[2]), process.argv[3]];
const mm = 72 / 25.4;
const across = 4, down = 9;
const doc = new PDFDocument({ size: 'A4', margin: 0 });
doc.pipe(createWriteStream(file));
for (let n = 0; n < count; n++) {
  const place = n % (across * down);
  if (place === 0 && n > 0) doc.addPage();
  const x = (place % across) * 50 * mm, y = Math.floor(place / across) * 30 * mm;
  const digits = String(n).padStart(9, '0') + '7'.repeat(164);
  const code = QRCode.create(
    [{ data: 'https://antt.example.gov.vn/#', mode: 'byte' }, { data: digits, mode: 'numeric' }],
    { errorCorrectionLevel: 'M' });
  const size = code.modules.size, module = 22 * mm / (size + 8);
  for (let i = 0; i < size * size; i++)
    if (code.modules.data[i])
      doc.rect(x + (4 + i % size) * module, y + (4 + Math.floor(i / size)) * module, module, module);
  doc.fill('black').fontSize(7);
  const lines = ['Xã Thọ Sơn', '0237 0867 113', '0237 0867 114', '113', `0001-${n}`];
  lines.forEach((line, i) => doc.text(line, x + 24 * mm, y + (3 + 5 * i) * mm, { lineBreak: false }));
}
doc.end();
