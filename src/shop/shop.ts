// A shop that is worked with: its folder, and what acts need of the world around it as plain values. Nothing in shop/ reads the
// clock, the environment or the folder that a process works in.

import { isAbsolute, resolve } from 'node:path'

export interface Shop {
  /** Its folder, as a whole path. */
  readonly root: string
  /** The time that entries are sealed with: `2026-08-03T09:30:00Z`. */
  readonly time: string
  /** For ssh-keygen, where something is signed. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a passphrase may be asked for. */
  readonly terminal: boolean
  /** Is given every entry that was sealed. */
  readonly onSealed?: ((entry: string) => void) | undefined
}

/** Opens a shop's folder, a whole path: any other throws a RangeError. `now` is the time that entries bear. */
export function openShop(folder: string, { now, ...around }: { readonly now: Date } & Partial<Around>): Shop {
  if (!isAbsolute(folder)) throw new RangeError(`no whole path: ${folder}`)
  return { root: resolve(folder), time: `${now.toISOString().slice(0, 19)}Z`, env: {}, terminal: false, ...around }
}

type Around = Pick<Shop, 'env' | 'terminal' | 'onSealed'>
