// Looks at an unpacked part of a workbook for what would cost its reader too much: a few bytes can claim a million rows of
// 16,384 cells. Takes the part's bytes; gives true where reading it is safe. Only counts, understands nothing.

import { MAX_CELLS } from '../limits.ts'

/** Parts below this size can claim nothing dangerous. */
export const HARMLESS_BYTES: number = 16 * 1024
/** Column definitions of a sheet; each may claim all columns. */
const MAX_COLUMN_DEFINITIONS = 2000
/** Elements of a part that is kept as a tree (all but sheets). */
const MAX_TREE_ELEMENTS = 4_000_000
const LAST_COLUMN = 16_384

const LESS = 0x3c
const COLON = 0x3a
const SLASH = 0x2f
const AMPERSAND = 0x26

export function isSafePart(xml: Buffer): boolean {
  const tree = !xml.subarray(0, 65_536).includes('sheetData')
  let elements = 0
  let definitions = 0
  let cells = 0
  let row = -1
  let widest = 0
  for (let i = 0; i < xml.length; i++) {
    const byte = xml[i]!
    if (byte === LESS) {
      if (xml[i + 1] !== SLASH) elements++
    } else if (byte === 0x6c) {
      // The l of `<col ` or `<x:col `.
      const opens = xml[i - 3] === LESS || xml[i - 3] === COLON
      if (opens && xml[i - 1] === 0x6f && xml[i - 2] === 0x63 && xml[i + 1]! <= 0x20) definitions++
    } else if (byte === 0x22 || byte === 0x27 || byte === 0x3d) {
      // What an attribute holds may be a cell's name: C12, or anything where it is written as a reference.
      let column = 0
      let at = i + 1
      for (let letter = letterAt(xml, at); letter > 0 && at < i + 4; letter = letterAt(xml, ++at))
        column = column * 26 + letter
      let number = 0
      const digits = at
      for (; xml[at]! >= 0x30 && xml[at]! <= 0x39 && at < digits + 8; at++) number = number * 10 + xml[at]! - 0x30
      if (xml[i + 1] === AMPERSAND && xml[i + 2] === 0x23) {
        cells += LAST_COLUMN
      } else if (column > 0 && at > digits && xml[at] !== COLON) {
        if (number !== row) {
          cells += widest
          widest = 0
          row = number
        }
        widest = Math.max(widest, column)
      }
    }
  }
  return (
    definitions <= MAX_COLUMN_DEFINITIONS && cells + widest <= MAX_CELLS && (!tree || elements <= MAX_TREE_ELEMENTS)
  )
}

function letterAt(xml: Buffer, at: number): number {
  const byte = xml[at]! & 0xdf
  return byte >= 0x41 && byte <= 0x5a ? byte - 0x40 : 0
}
