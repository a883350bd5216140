// Workbooks of the corpus, of every kind that systems write: read right, and what can't be known is a problem at its cell.

import { describe, expect, test } from 'vitest'
import { columnLetters } from '../../../src/core/place.ts'
import { zip } from '../../support/zip.ts'
import { type Paper, wrong } from './cells.ts'
import { cases, type Dice, LIMIT } from './dice.ts'
import { type Laid, layOut } from './layout.ts'
import { asHtml, asXls, asXml2003 } from './markup.ts'
import { NAMES, type Name, rowsOf } from './truth.ts'
import { errorsOf, expectTruth, readBytes } from './verdict.ts'
import { asXlsx } from './xlsx.ts'

type Writer = (d: Dice, laid: Laid, paper: Paper) => Buffer

const KINDS: readonly [string, number, boolean, boolean, Writer][] = [
  ['XLSX', 700, true, true, (d, { grid }, paper) => zip(asXlsx(d, grid, paper))],
  ['old XLS', 200, true, true, (d, { grid }, paper) => asXls(d, grid, paper)],
  ['HTML', 350, false, false, (d, { grid }) => asHtml(d, grid)],
  ['XML 2003', 350, true, false, (d, { grid }) => asXml2003(d, grid)],
]

describe.each(KINDS)('%s', (_, runs, typed, epochs, write) => {
  test('of all dialects is read right', { timeout: LIMIT }, async () => {
    await cases(runs, 10, async (d, count) => {
      const rows = rowsOf(d, count)
      const paper = { typed, is1904: epochs && d.once(4) }
      expectTruth(await readBytes(write(d, layOut(d, rows, { paper }), paper)), rows)
    })
  })

  test('with a cell that can not be known gives a problem there', { timeout: LIMIT }, async () => {
    await cases(runs / 2, 6, async (d, count) => {
      const rows = rowsOf(d, count)
      const paper = { typed, is1904: false }
      const laid = layOut(d, rows, { paper })
      const name = d.pick(NAMES) as Name
      const row = laid.rowAt[d.pick(rows.flatMap((r, i) => (r.day.month === 7 ? [i] : [])))]!
      laid.grid[row]![laid.columnAt[name]] = wrong(d, name)
      const found = await readBytes(write(d, laid, paper))
      const cell = `${columnLetters(laid.columnAt[name])}${row + 1}`
      expect(errorsOf(found).map(({ at }) => at?.cell)).toContain(cell)
    })
  })
})
