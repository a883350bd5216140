// Tells how the text of a file is encoded: byte order mark, zero bytes (UTF-16), well-formed UTF-8, else GB18030.
// Takes the bytes in pieces; refuses zero bytes in other places. What is damaged shows when the text is decoded.

import { isAscii, isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** So many well-formed characters beyond ASCII do not come about by chance in another encoding. */
const CONVINCING = 12
const SAMPLE = 4096

export interface EncodingProbe {
  add(piece: Buffer): void
  /** The encoding; null for bytes that are no text. */
  end(): Encoding | null
}

function utf16(head: Buffer): Encoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const sample = head.subarray(0, SAMPLE)
  let even = 0
  let odd = 0
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) i % 2 === 0 ? even++ : odd++
  // Separators and digits are a good part of any table.
  const enough = sample.length / 50
  if (odd > enough && odd > even * 20) return 'utf-16le'
  return even > enough && even > odd * 20 ? 'utf-16be' : undefined
}

/** Bytes at the end of a piece that begin a character which the next piece ends. */
function unfinished(piece: Buffer): number {
  for (let back = 1; back <= Math.min(3, piece.length); back++) {
    const byte = piece[piece.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

/** Well-formed UTF-8 characters beyond ASCII before the first byte that is not UTF-8. */
function wellFormed(piece: Buffer): number {
  let count = 0
  for (let i = 0; i < piece.length && count < CONVINCING; ) {
    const byte = piece[i]!
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    if (length > 1) {
      if (!isUtf8(piece.subarray(i, i + length)) || i + length > piece.length) return count
      count++
    }
    i += length
  }
  return count
}

/** Collects evidence while a file is read for the first time. */
export function probeEncoding(): EncodingProbe {
  let first = true
  let wide: Encoding | undefined
  let marked = false
  let good = 0
  let broken = false
  let zeros = false
  let rest = Buffer.alloc(0)

  function add(piece: Buffer): void {
    if (first) {
      wide = utf16(piece)
      marked = piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf
      first = false
    }
    if (wide || broken) return
    zeros ||= piece.includes(0)
    if (rest.length === 0 && isAscii(piece)) return
    const whole = rest.length > 0 ? Buffer.concat([rest, piece]) : piece
    const left = unfinished(whole)
    const body = whole.subarray(0, whole.length - left)
    if (!isUtf8(body)) broken = true
    if (good < CONVINCING) good += wellFormed(body)
    rest = Buffer.from(whole.subarray(whole.length - left))
  }

  function end(): Encoding | null {
    if (wide) return wide
    if (zeros) return null
    const sound = !broken && rest.length === 0
    return sound || marked || good >= CONVINCING ? 'utf-8' : 'gb18030'
  }

  return { add, end }
}

/** Text of the beginning of a file; what is cut at the end or not decodable is replaced. */
export function looseText(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes)
}
