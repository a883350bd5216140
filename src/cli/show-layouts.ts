// What the terminal says of the files of export layouts: how many people and how much each holds, and who is left out.

import { amountForPeople } from '../core/money.ts'
import type { Filled } from '../pay/layout-result.ts'
import { wordsIn } from '../words/language.ts'
import type { Terminal } from './streams.ts'

/** A line for each file, and one for who is left out of a layout. */
export function layoutLines(filled: readonly Filled[], folder: string, t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  return filled.flatMap(({ layout, files, leftOut }) => [
    ...files.map(
      ({ name, rows, total }) =>
        `${layout.name}: ${t.paint.cyan(`${folder}/${name}`)} · ${layout.entries ? w.rows(rows.length) : w.people(rows.length)} · ${amountForPeople(total)}`,
    ),
    ...(leftOut.people > 0
      ? [t.paint.dim(`  ${w.notInExport(w.people(leftOut.people), amountForPeople(leftOut.paid))}`)]
      : []),
  ])
}
