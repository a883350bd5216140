// The hash by which bytes are known again.

import { createHash } from 'node:crypto'

/** SHA-256 in hex. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
