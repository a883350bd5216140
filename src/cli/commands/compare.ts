// bonusbook compare A B: two months, two drafts, or a month and a sheet from outside, person by person, with the reason of
// every difference. Differences are the result, not a problem. Writes nothing but the list where `--csv` asks for it.

import { relative } from 'node:path'
import { compareSides } from '../../explain/compare.ts'
import { comparisonDocument, comparisonSheet, comparisonWords } from '../../reports/comparison.ts'
import { listText } from '../../writers/csv.ts'
import { failed } from '../fail.ts'
import { putAsked } from '../put.ts'
import { shopRoot } from '../shop.ts'
import { comparisonLines } from '../show-comparison.ts'
import { monthsAround, readSides } from '../sides.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'
import { writtenFile } from '../written-file.ts'

export interface CompareOptions extends CommonOptions {
  readonly csv?: string
}

export async function compare(first: string, second: string, options: CompareOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const list =
    options.csv === undefined
      ? undefined
      : await writtenFile({ option: '--csv', typed: options.csv, format: 'csv', root, cwd: io.cwd })
  const sides = await readSides([first, second], root, io)
  if ('problems' in sides) return failed(sides.problems, t, undefined)
  const [a, b] = sides
  let comparison = compareSides(a, b, { before: undefined, after: undefined })
  const single = a.kind === b.kind ? undefined : a.kind === 'month' ? a : b
  // The months around are only looked at where something is left to explain.
  if (single?.kind === 'month' && comparison.totals.some(total => total.class === 'unexplained'))
    comparison = compareSides(a, b, await monthsAround(root, single))
  if (list !== undefined) {
    const trouble = await putAsked(list, listText(comparisonSheet(comparison, t.language)), options.csv)
    if (trouble) return failed([trouble], t, undefined)
  }
  if (t.json) t.document(comparisonDocument(comparison, t.language))
  else for (const line of comparisonLines(comparison, t)) t.out(line)
  if (list !== undefined) t.err(comparisonWords(t.language).listed(relative(io.cwd, list)))
  return 0
}
