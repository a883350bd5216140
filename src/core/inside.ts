// Names of files below a folder, and the one way to put them behind it. A name that comes out of a file or from a command is
// text until it has been asked for here: no root, no drive, no way up, no backslash, nothing that can't be printed.

import { posix, join as under, win32 } from 'node:path'

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const UNPRINTED = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

/** True for the name of a file in a folder or in folders below it, the same on every system: `out/2026-07/payroll.csv`. */
export function isNameInside(name: string): boolean {
  return (
    !posix.isAbsolute(name) &&
    !/^[A-Za-z]:/.test(name) &&
    !name.includes('\\') &&
    !UNPRINTED.test(name) &&
    name.split('/').every(part => part !== '' && part !== '.' && part !== '..')
  )
}

/**
 * A path below a folder. Names that were not checked before they came here, and would lead out of it, are a defect: it
 * throws. Empty ones count for nothing.
 */
export function pathIn(folder: string, ...names: readonly string[]): string {
  for (const name of names) {
    const up = name.split(/[/\\]/).includes('..')
    if (up || posix.isAbsolute(name) || win32.isAbsolute(name) || name.includes('\0'))
      throw new Error(`no name inside a folder: ${JSON.stringify(name)}`)
  }
  return under(folder, ...names)
}
