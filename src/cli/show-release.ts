// What a release pays, for a terminal: a row for each person, and all together.

import type { ReleaseResult } from '../pay/release.ts'
import { RELEASE_PARTS } from '../reports/release-sheets.ts'
import { amount, text } from '../reports/sheet-parts.ts'
import { wordsIn } from '../words/language.ts'
import { gridLines } from '../writers/terminal/grid.ts'
import type { Terminal } from './streams.ts'

/** The table; with `--quiet` the sums only. */
export function releaseLines({ people }: ReleaseResult, t: Terminal): string[] {
  const w = wordsIn(t.language).terminal
  const labels = wordsIn(t.language).labels
  const columns = [text(labels.id), text(labels.name), ...RELEASE_PARTS.map(which => amount(w.release[which]))]
  const rows = people.map(p => [p.id, p.name, ...RELEASE_PARTS.map(which => p[which])])
  return gridLines({ columns, rows, totalWord: labels.total }, t, { indent: 2, totalOnly: t.quiet })
}
