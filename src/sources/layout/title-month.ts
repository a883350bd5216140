// Looks for a month that is not the one being read in the rows above a header, in headers of days and in the file's name.
// Takes the texts, gives one problem or none.

import { basename } from 'node:path/posix'
import type { Place } from '../../core/place.ts'
import { type Problem, problem } from '../../core/problem.ts'
import type { ReadRequest } from '../../tables/reading.ts'
import { shorten } from '../cells/text.ts'
import type { Grid } from './grid.ts'
import { labelsMaking, otherDays, otherMonth, otherMonthInName } from './stated-month.ts'

const TITLE_LENGTH = 200
const LABEL_LENGTH = 10

export function titleProblem(
  request: ReadRequest,
  grid: Grid,
  header: { readonly top: number; readonly bottom: number },
  placeOf: (row: number, cell: number | undefined) => Place,
): Problem | undefined {
  const { period, spec, display } = request
  if (!period) return undefined
  const loose = spec.month !== undefined
  for (let row = 0; row < header.top; row++) {
    let before = ''
    for (const [cell, full] of grid.rows[row]!.entries()) {
      const text = full.slice(0, TITLE_LENGTH).trim()
      if (text === '') continue
      const found = labelsMaking(before) ? undefined : otherMonth(withLabel(before, text), period, loose)
      before = text
      if (found === undefined) continue
      const quote = { text: shorten(text, TITLE_LENGTH) }
      return problem('FILE_OTHER_MONTH', placeOf(row, cell), { found, period: period.name }, { quote })
    }
  }
  for (let row = header.top; row <= header.bottom; row++) {
    const found = otherDays(grid.rows[row]!, period)
    if (found !== undefined) return problem('FILE_OTHER_MONTH', placeOf(row, undefined), { found, period: period.name })
  }
  const name = otherMonthInName(basename(display), period, loose)
  return name === undefined
    ? undefined
    : problem('FILE_OTHER_MONTH', { file: display }, { found: name, period: period.name })
}

/** A date may stand in the cell after its label: `期间：` | `2026-07-01`. */
function withLabel(before: string, text: string): string {
  return before.length <= LABEL_LENGTH && !/\d/.test(before) ? `${before}${text}` : text
}
