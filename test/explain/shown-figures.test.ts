// A figure is shown on the side of an edge on which it is: on statements, in the terminal and in the cells of workbooks. It is cut,
// never rounded over the edge.

import { read } from '@e965/xlsx'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, cut, type Decimal, decimal, divide, plain } from '../../src/core/decimal.ts'
import { percentText } from '../../src/explain/arithmetic-text.ts'
import { edgeText, figureText } from '../../src/reports/report/blocks.ts'
import type { SheetCell } from '../../src/reports/sheet.ts'
import { figure } from '../../src/reports/sheet-parts.ts'
import { xlsxBytes } from '../../src/writers/xlsx.ts'

/** What is read: `2.996%`, `1,234.5…`; a figure that goes on is more than what stands there. */
function readAs(text: string): Decimal {
  const bare = decimal(text.replaceAll(',', '').replace('−', '-').replace(/[…%]/g, ''))
  return text.endsWith('%') ? divide(bare, decimal(100)) : bare
}

/** Edges as schemes write them, in whole hundredths of a percent, and figures at all distances from them. */
const pair = fc
  .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: -99, max: 99 }), fc.integer({ min: 0, max: 12 }))
  .map(([edge, off, places]) => {
    const at = divide(decimal(edge), decimal(10_000))
    return { edge: at, value: at.plus(divide(decimal(off), decimal(10).pow(places))) }
  })

async function shownInCells(cells: readonly SheetCell[]): Promise<string[]> {
  const sheet = { name: 's', heading: 's', columns: [figure('rate')], rows: cells.map(c => [c]), frozen: 0 }
  const { Sheets } = read(await xlsxBytes([sheet]), { cellNF: true })
  return cells.map((_, i) => Sheets.s![`A${i + 2}`].w as string)
}

test('figures near an edge by hand', async () => {
  const texts = ['0.02996', '0.03004', '0.03', '0.0299999999', '0.0300000001', '0.955'].map(text =>
    percentText(decimal(text)),
  )
  expect(texts).toEqual(['2.996%', '3.004%', '3%', '2.9999…%', '3.00000001%', '95.5%'])
  expect(plain(cut(decimal('-3.00004'), 2))).toBe('-3.00004')
  expect(plain(cut(decimal('0.33333'), 2, [decimal('0.33')]))).toBe('0.333')
  const cells = ['0.02996', '0.03004', '0.03', '0.0299999999', '0.0300000001'].map(text => ({
    figure: decimal(text),
    as: 'percent' as const,
  }))
  expect(await shownInCells(cells)).toEqual(['2.996%', '3.004%', '3.00%', '2.9999%', '3.00000001%'])
  // A score with a column of its own is not shown as 60 either.
  expect(await shownInCells([decimal('59.99999'), decimal('60.5')])).toEqual(['59.9999', '60.5000'])
})

test('every figure is shown in the band that it is in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 20 }), async pairs => {
      const cells = await shownInCells(pairs.map(({ value }) => ({ figure: value, as: 'percent' as const })))
      for (const [i, { value, edge }] of pairs.entries()) {
        const side = compare(value, edge)
        expect(edgeText(edge, true)).toBe(`${plain(edge.times(100))}%`.replace(/^(\d+)(\d{3})/, '$1,$2'))
        const texts = [
          percentText(value),
          percentText(value, [edge]),
          figureText(value, 'number', true, [edge]),
          cells[i]!,
        ]
        for (const text of texts) expect([text, compare(readAs(text), edge)]).toEqual([text, side])
      }
    }),
    { numRuns: 60 },
  )
})
