// How far two pictures of the same page are apart, whatever their resolutions: node compare.js
// COLUMNS ROWS A.ppm B.ppm prints the largest difference, 0 to 255, between the mean reds, greens or
// blues of any cell of such a grid.
import { readFile } from "node:fs/promises";

const [columns, rows] = process.argv.slice(2, 4).map(Number);

async function means(file) {
  const bytes = await readFile(file);
  const head = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString("latin1", 0, 100).replace(/#.*\n/, ""));
  const [width, height] = head.slice(1).map(Number);
  const pixels = bytes.subarray(bytes.length - width * height * 3);
  const across = width / columns;
  const down = height / rows;
  if (across % 1 || down % 1) throw new Error(`${file}: ${width} x ${height} pixels`);
  const sums = new Float64Array(columns * rows * 3);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++, at++)
        sums[(Math.floor(y / down) * columns + Math.floor(x / across)) * 3 + c] += pixels[at];
  return sums.map((sum) => sum / across / down);
}

const [a, b] = await Promise.all(process.argv.slice(4).map(means));
console.log(Math.round(a.reduce((worst, mean, i) => Math.max(worst, Math.abs(mean - b[i])), 0)));
