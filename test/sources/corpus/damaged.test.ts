// Damaged files of the corpus, each with a total row that states the sums: either a problem tells, or every figure that the
// total states is still true. What no program could know (a total row that is gone) is told apart by looking at the bytes.

import { beforeEach, describe, expect, test } from 'vitest'
import { damaged } from '../../support/second-readers.ts'
import { zip } from '../../support/zip.ts'
import type { Paper } from './cells.ts'
import { cut, wound } from './damage.ts'
import { cases, type Dice, LIMIT } from './dice.ts'
import { type Laid, layOut } from './layout.ts'
import { asHtml, asXls, asXml2003 } from './markup.ts'
import { asText, decode, drawnText, textForm } from './text.ts'
import { expected, type Row, rowsOf, SUMMED } from './truth.ts'
import { errorsOf, expectTruth, readBytes, sumsOf, trueSums } from './verdict.ts'
import { asXlsx, SHEET, STRINGS } from './xlsx.ts'

type Read = Awaited<ReturnType<typeof readBytes>>

beforeEach(damaged)

const PLAIN: Paper = { typed: false, is1904: false }
const TYPED: Paper = { typed: true, is1904: false }

/**
 * An error, or the sums that the total row states are those of the true rows. A gap that is known: where the wound moves a
 * header over a column that is empty down to its total, and the scheme says that empty is 0, the figures are 0.
 */
function expectSums(found: Read, laid: Laid, rows: readonly Row[]): void {
  if (errorsOf(found).length > 0) return
  const moved = (name: string): boolean => name !== '金额' && found.rows.every(row => row[name] === '0')
  const stated = SUMMED.map(name => laid.columnAt[name] > 0 && !moved(name))
  const of = (sums: string[]): string[] => sums.filter((_, i) => stated[i])
  expect(of(sumsOf(found))).toEqual(of(trueSums(rows)))
}

function labelOf({ grid, total }: Laid): string {
  return drawnText(grid[total!]![0]!)
}

describe('text', () => {
  test('with a wound', { timeout: LIMIT }, async () => {
    let unknowable = 0
    let all = 0
    await cases(1200, 8, async (d, count) => {
      const rows = rowsOf(d, count)
      const laid = layOut(d, rows, { paper: PLAIN, total: true })
      const { bytes, form } = asText(d, laid.grid, textForm(d))
      const hurt = wound(d, bytes)
      const found = await readBytes(hurt)
      all++
      if (decode(hurt, form.encoding).includes(labelOf(laid))) expectSums(found, laid, rows)
      else if (errorsOf(found).length === 0) unknowable++
    })
    expect(unknowable / all).toBeLessThan(0.1)
  })

  test('that breaks off', { timeout: LIMIT }, async () => {
    await cases(700, 8, async (d, count) => {
      const rows = rowsOf(d, count)
      const laid = layOut(d, rows, { paper: PLAIN, total: true })
      const { bytes, form } = asText(d, laid.grid, textForm(d))
      const broken = cut(d, bytes)
      const found = await readBytes(broken)
      if (errorsOf(found).length > 0) return
      if (decode(broken, form.encoding).includes(labelOf(laid))) expectSums(found, laid, rows)
      else expectBeginning(found, laid, rows)
    })
  })

  /** The rows before the cut; of the last one, the last cell may be cut as well. */
  function expectBeginning(found: Read, laid: Laid, rows: readonly Row[]): void {
    const truth = expected(rows).slice(0, found.rows.length)
    const last = truth.length - 1
    expect(found.rows.slice(0, -1)).toEqual(truth.slice(0, -1))
    for (const [name, value] of Object.entries(found.rows[last] ?? {})) {
      const end = laid.columnAt[name as '金额'] === laid.grid[laid.header]!.length - 1
      if (!end) expect(value).toEqual(truth[last]![name])
    }
  }
})

describe('XLSX', () => {
  test('with a wound of its archive is true to the last digit, or a problem', { timeout: LIMIT }, async () => {
    await cases(800, 6, async (d, count) => {
      const rows = rowsOf(d, count)
      const bytes = zip(asXlsx(d, layOut(d, rows, { paper: TYPED }).grid, TYPED))
      const found = await readBytes(d.once(4) ? cut(d, bytes) : wound(d, bytes))
      if (errorsOf(found).length === 0) expectTruth(found, rows)
    })
  })

  test('with a wound of a part', { timeout: LIMIT }, async () => {
    await cases(800, 6, async (d, count) => {
      const rows = rowsOf(d, count)
      const laid = layOut(d, rows, { paper: TYPED, total: true })
      const parts = asXlsx(d, laid.grid, TYPED)
      const part = d.pick([SHEET, SHEET, STRINGS])
      parts.set(part, wound(d, parts.get(part)!))
      expectSums(await readBytes(zip(parts)), laid, rows)
    })
  })

  test('with a part that breaks off, or that stands in the place of another', { timeout: LIMIT }, async () => {
    await cases(800, 6, async (d, count) => {
      const rows = rowsOf(d, count)
      const parts = asXlsx(d, layOut(d, rows, { paper: TYPED }).grid, TYPED)
      const [name, other] = d.shuffle([...parts.keys()]) as [string, string]
      const [content, otherContent] = [parts.get(name)!, parts.get(other)!]
      switch (d.int(4)) {
        case 0:
          parts.set(name, otherContent)
          parts.set(other, content)
          break
        case 1:
          parts.set(name, otherContent)
          break
        case 2:
          parts.delete(name)
          break
        default:
          parts.set(name, cut(d, content))
      }
      const found = await readBytes(zip(parts))
      if (errorsOf(found).length === 0) expectTruth(found, rows)
    })
  })
})

const OTHERS: readonly [string, number, Paper, (d: Dice, laid: Laid) => Buffer][] = [
  ['HTML', 500, PLAIN, (d, { grid }) => asHtml(d, grid)],
  ['XML 2003', 500, TYPED, (d, { grid }) => asXml2003(d, grid)],
  ['old XLS', 350, TYPED, (d, { grid }) => asXls(d, grid, TYPED)],
]

describe.each(OTHERS)('%s', (_, runs, paper, write) => {
  test('with a wound', { timeout: LIMIT }, async () => {
    await cases(runs, 6, async (d, count) => {
      const rows = rowsOf(d, count)
      const laid = layOut(d, rows, { paper, total: true })
      const hurt = wound(d, write(d, laid))
      expectSums(await readBytes(hurt), laid, rows)
    })
  })

  test('that breaks off is a problem, or lacks nothing', { timeout: LIMIT }, async () => {
    await cases(runs / 2, 6, async (d, count) => {
      const rows = rowsOf(d, count)
      const found = await readBytes(cut(d, write(d, layOut(d, rows, { paper }))))
      if (errorsOf(found).length === 0) expectTruth(found, rows)
    })
  })
})
