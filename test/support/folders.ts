// Folders for tests: temporary ones that go away by themselves, and what a folder holds, file by file with a hash.

import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

/** A new empty folder that is removed when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bonusbook-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The same on a disk, as slow as that of a user: for writers that must be met in the middle of their writing. */
export function diskFolder(): string {
  const folder = mkdtempSync(join(process.env.TEST_DISK ?? tmpdir(), 'bonusbook-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A new empty folder for all tests of a file: called outside of them. */
export function folderOfFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bonusbook-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Every file below a folder (folders end in `/`), with the hash of its bytes. */
export function contents(folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  const visit = (inside: string): void => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) {
        found[`${name}/`] = ''
        visit(name)
      } else found[name] = sha256(readFileSync(join(folder, name)))
    }
  }
  visit('')
  return found
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Writes files below a folder; folders on the way are made. */
export function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
}

export function copyInto(from: string, to: string): void {
  cpSync(from, to, { recursive: true })
}
