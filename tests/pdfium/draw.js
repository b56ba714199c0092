// Draws a PDF's first page by PDFium: node draw.js FILE.pdf WIDTH HEIGHT >page.ppm, in pixels.
import { readFile } from "node:fs/promises";
import { PDFiumLibrary } from "@hyzyla/pdfium";

const [file, width, height] = process.argv.slice(2);
const pdfium = await PDFiumLibrary.init();
const pdf = await pdfium.loadDocument(await readFile(file));
const page = await pdf.getPage(0).render({ width: +width, height: +height });
const rgb = Buffer.alloc(page.width * page.height * 3);
for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3)
  rgb.set(page.data.subarray(from, from + 3), to);
process.stdout.write(`P6\n${page.width} ${page.height}\n255\n`);
process.stdout.write(rgb);
pdf.destroy();
pdfium.destroy();
