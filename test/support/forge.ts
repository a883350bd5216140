// What a forger can do who knows the program but has no earlier seal: entries rewritten, with digests, seals, chain and head
// made to fit again. Written from the form of the files alone, by none of the program's own functions.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from './folders.ts'

export interface ForgedEntry {
  readonly file: string
  // biome-ignore lint/suspicious/noExplicitAny: a forger writes what they like
  header: any
  // biome-ignore lint/suspicious/noExplicitAny: a forger writes what they like
  records: any[]
}

/** The digest of figures, of the lines of an entry but for its seal. */
export function digestOf([first = '', ...records]: readonly string[]): string {
  const { format = 1, kind, period, reserve, payout } = JSON.parse(first) as Record<string, unknown>
  const of = JSON.stringify({ format, kind, period, reserve, payout })
  return sha256([of, ...records].map(line => `${line}\n`).join(''))
}

/** The text of an entry with a digest and a seal that fit. */
export function sealedAgain(lines: readonly string[]): { text: string; seal: string } {
  const [first = '', ...records] = lines
  const header = first.replace(/"figures":"\w+"/, () => `"figures":"${digestOf(lines)}"`)
  const body = [header, ...records].map(line => `${line}\n`).join('')
  const seal = sha256(body)
  return { text: `${body}{"seal":"${seal}"}\n`, seal }
}

/** The lines of an entry but for its seal. */
export function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -2)
}

/** Rewrites a whole book; `change` may do anything to entries, headers and records. */
export function forge(folder: string, change: (entries: ForgedEntry[]) => void): void {
  const names = readdirSync(folder).filter(name => /^\d{6}-/.test(name))
  const entries = names.sort().map(file => {
    const [header, ...records] = linesOf(join(folder, file)).map(line => JSON.parse(line))
    return { file, header, records }
  })
  const sealed = structuredClone(entries)
  change(entries)
  if (JSON.stringify(entries) === JSON.stringify(sealed)) throw new Error('nothing was forged')
  for (const name of names) rmSync(join(folder, name))
  let previous: string | null = null
  for (const [i, { file, header, records }] of entries.entries()) {
    // What an entry seals of others than were before it is left out: then nothing is believed of them but what they say.
    const { checkpoint, ...about } = header.about
    const same = JSON.stringify(entries.slice(0, i)) === JSON.stringify(sealed.slice(0, i))
    const forged = { ...header, number: i + 1, previous, about: same && checkpoint ? { ...about, checkpoint } : about }
    const { text, seal } = sealedAgain([forged, ...records].map(value => JSON.stringify(value)))
    writeFileSync(join(folder, file.replace(/^\d{6}/, String(i + 1).padStart(6, '0'))), text)
    previous = seal
  }
  writeFileSync(join(folder, 'head.json'), `${JSON.stringify({ count: entries.length, seal: previous })}\n`)
}
