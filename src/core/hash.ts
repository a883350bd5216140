// The hash by which bytes are known again.

import { createHash } from 'node:crypto'

/** SHA-256 in hex. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

// Digests and seals as people read them: groups of four, as many as are asked for.

/** `5c65 4103 0961 e3ad` of a digest in hex. */
export function inGroups(hex: string, letters: number = hex.length): string {
  return (hex.slice(0, letters).match(/.{1,4}/g) ?? []).join(' ')
}
