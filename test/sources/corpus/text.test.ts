// Text files of the corpus: every dirty form of a cell in every form of file is read as what it is; what can't be known is
// a problem at its cell.

import { describe, expect, test } from 'vitest'
import { wrong } from './cells.ts'
import { cases, LIMIT } from './dice.ts'
import { layOut } from './layout.ts'
import { asText, textForm } from './text.ts'
import { NAMES, type Name, rowsOf } from './truth.ts'
import { errorsOf, expectTruth, readBytes } from './verdict.ts'

const paper = { typed: false, is1904: false }

describe('text files', () => {
  test('of all forms are read right', { timeout: LIMIT }, async () => {
    await cases(1000, 12, async (d, count) => {
      const rows = rowsOf(d, count)
      const { grid } = layOut(d, rows, { paper })
      expectTruth(await readBytes(asText(d, grid, textForm(d)).bytes), rows)
    })
  })

  test('with a cell that can not be known give a problem there', { timeout: LIMIT }, async () => {
    await cases(800, 8, async (d, count) => {
      const rows = rowsOf(d, count)
      const laid = layOut(d, rows, { paper })
      const name = d.pick(NAMES) as Name
      const index = d.pick(rows.flatMap((r, i) => (r.day.month === 7 ? [i] : [])))
      const row = laid.rowAt[index]!
      const column = laid.columnAt[name]
      laid.grid[row]![column] = wrong(d, name)
      const written = asText(d, laid.grid, textForm(d))
      const found = await readBytes(written.bytes)
      expect(errorsOf(found).map(({ at }) => at)).toContainEqual({
        file: 'orders.bin',
        line: written.lines[row],
        column: column + 1,
      })
    })
  })
})
