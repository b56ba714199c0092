// A verdict's symbol: its shape says it too, for those who can't tell the colours apart.

import { svg } from './dom.js'

const shapes = {
  green: ['M50 6a44 44 0 1 0 0 88a44 44 0 1 0 0-88z', 'M28 52l16 16l30-34'],
  red: ['M32 6h36l26 26v36l-26 26h-36l-26-26v-36z', 'M34 34l32 32M66 34l-32 32'],
  amber: ['M50 8l46 82h-92z', 'M50 38v24M50 75v1'],
  grey: ['M10 10h80v80h-80z', 'M37 40c0-18 27-18 27-1c0 11-14 11-14 21M50 74v1'],
}

/** @param {'green'|'amber'|'red'|'grey'} colour */
export function symbol(colour) {
  const [outline, mark] = shapes[colour]
  return svg('svg', { class: 'symbol', viewBox: '0 0 100 100', 'aria-hidden': 'true' },
    svg('path', { class: 'symbol-outline', d: outline }),
    svg('path', { class: 'symbol-mark', d: mark }))
}
