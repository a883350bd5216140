// Damage as disks, networks and people do it to files: bytes changed, put in, taken out, a piece repeated, an end cut off.
// Takes bytes and chance; gives other bytes.

import type { Dice } from './dice.ts'

/** Signs that change what stands around them, beside any byte at all. */
const SIGNS = Buffer.from('",;\t\r\n<>&=.-+%0123456789eE /\'\0')

function anyByte(d: Dice): number {
  return d.once(2) ? d.int(256) : d.pick([...SIGNS])
}

/** One wound: some bytes in one place. */
export function wound(d: Dice, bytes: Buffer): Buffer {
  const at = d.int(bytes.length)
  const length = d.pick([1, 1, 1, 2, 3, d.between(1, 40)])
  const before = bytes.subarray(0, at)
  const fresh = Buffer.from(Array.from({ length: Math.min(length, 4) }, () => anyByte(d)))
  switch (d.int(5)) {
    case 0: {
      const flipped = Buffer.from(bytes)
      flipped[at] = flipped[at]! ^ (1 << d.int(8))
      return flipped
    }
    case 1:
      return Buffer.concat([before, fresh, bytes.subarray(at + fresh.length)])
    case 2:
      return Buffer.concat([before, fresh, bytes.subarray(at)])
    case 3:
      return Buffer.concat([before, bytes.subarray(at + length)])
    default:
      return Buffer.concat([before, bytes.subarray(at, at + length), bytes.subarray(at)])
  }
}

export function cut(d: Dice, bytes: Buffer): Buffer {
  return bytes.subarray(0, d.between(1, bytes.length - 1))
}
