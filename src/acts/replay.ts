// A closed month, worked out again from the copies that the book keeps, with the scheme it was closed with: as it was,
// for proof; or with other files put in place of some, for a correction. Works in a temporary folder, which is removed.

import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { EntryHeader } from '../book/entry.ts'
import { keptPath } from '../book/keep.ts'
import { type Period, parsePeriod } from '../core/calendar.ts'
import { type MonthOutcome, workOutLoaded } from '../pay/month.ts'
import type { Opening } from '../pay/opening.ts'
import { loadScheme } from '../scheme/load.ts'

export interface ReplayRequest {
  /** The folder of the book. */
  readonly folder: string
  /** The closing of the month. */
  readonly header: EntryHeader
  readonly opening: Opening
  readonly keepRows: boolean
}

/** Works the month out again and hands it over while its files are there. */
export async function replayMonth<T>(
  { folder, header, opening, keepRows }: ReplayRequest,
  use: (outcome: MonthOutcome, period: Period) => Promise<T>,
): Promise<T> {
  const period = parsePeriod(header.period)!
  const root = await mkdtemp(join(tmpdir(), 'bonusbook-'))
  try {
    for (const { name, sha256 } of [header.scheme, ...header.inputs]) {
      const path = join(root, name)
      await mkdir(dirname(path), { recursive: true })
      await copyFile(keptPath(folder, sha256), path)
    }
    const text = await readFile(join(root, header.scheme.name), 'utf8')
    const loaded = loadScheme(text, header.scheme.name, period)
    return await use(await workOutLoaded(loaded, { root }, period, { overrides: new Map(), keepRows, opening }), period)
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
