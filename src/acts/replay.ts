// A closed month, worked out again from the copies that the book keeps, with the scheme it was closed with: as it was,
// for proof; or with other files put in place of some, for a correction. Works in a temporary folder, which is removed.

import type { EntryHeader } from '../book/entry.ts'
import { keptText, withCopies } from '../book/keep.ts'
import { type Period, parsePeriod } from '../core/calendar.ts'
import type { HowToRead } from '../pay/inputs.ts'
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
  /** Whether the export layouts are filled too. */
  readonly layouts?: boolean
  readonly sheets?: HowToRead['sheets']
}

/** Works the month out again and hands it over while its files are there. */
export async function replayMonth<T>(
  { folder, header, opening, keepRows, layouts = false, sheets }: ReplayRequest,
  use: (outcome: MonthOutcome, period: Period) => Promise<T>,
): Promise<T> {
  const period = parsePeriod(header.period)!
  const { name, sha256 } = header.scheme
  const loaded = loadScheme(await keptText(folder, sha256), name, period)
  return withCopies(folder, header.inputs, async root =>
    use(
      await workOutLoaded(loaded, { root }, period, {
        ...{ overrides: new Map(), keepRows, layouts, opening, sheets },
        closed: true,
      }),
      period,
    ),
  )
}
