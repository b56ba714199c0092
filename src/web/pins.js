// What was accepted before decides what may be accepted next: the rules of docs/FORMAT.md.

/**
 * @typedef {Object} Pins
 * @property {string} trusted   the key that the site was built with when it was first opened
 * @property {string} followed  where its successions led, or the same
 * @property {string[]} former  the keys on the way there
 * @property {{unit: string, sequence: number, hash: string}[]} seen  the newest for each unit, or "*"
 */

/** @param {string} authority @returns {Pins} */
export function firstPins(authority) {
  return { trusted: authority, followed: authority, former: [], seen: [] }
}

function unitOf(head) {
  return head.units.length === 1 ? head.units[0].code : '*'
}

function shareUnit(a, b) {
  return a === '*' || b === '*' || a === b
}

/**
 * Why a bundle that is signed well is refused all the same: "older", "other"; null if it isn't.
 * @param {Pins} pins
 */
export function faultOf(pins, head) {
  for (const pin of pins.seen) {
    if (!shareUnit(pin.unit, unitOf(head))) continue
    if (head.sequence < pin.sequence) return { fault: 'older', seen: pin.sequence }
    if (head.sequence === pin.sequence && head.hash !== pin.hash) return { fault: 'other', seen: pin.sequence }
  }
  return null
}

/** @param {Pins} pins @returns {Pins} with that bundle */
export function withBundle(pins, head) {
  const unit = unitOf(head)
  const seen = pins.seen.filter((pin) => pin.unit !== unit)
  seen.push({ unit, sequence: head.sequence, hash: head.hash })
  const former = head.authority === pins.followed ? pins.former : [...pins.former, pins.followed]
  return { ...pins, followed: head.authority, former, seen }
}
