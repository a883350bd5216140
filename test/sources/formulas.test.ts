// Formulas that nobody calculated: results that the cells contradict, and zeros in the place of results.

import { describe, expect, test } from 'vitest'
import { read, table, workbookOf } from './helpers.ts'

const SPEC = table({ 单号: 'id', 金额: 'money' })
const text = (cell: string, value: string): string => `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`
const HEAD = `<row r="1">${text('A1', '单号')}${text('B1', '金额')}${text('C1', '单价')}${text('D1', '数量')}</row>`

/** A row: number, the XML of the amount, price and quantity. */
const row = (r: number, amount: string, price = 0, quantity = 0): string =>
  `<row r="${r}">${text(`A${r}`, `W${r}`)}${amount}<c r="C${r}"><v>${price}</v></c><c r="D${r}"><v>${quantity}</v></c></row>`

const codesOf = async (rows: string, calculation = '', application?: string): Promise<string[]> => {
  const sheet = `<worksheet><sheetData>${HEAD}${rows}</sheetData></worksheet>`
  return (await read(workbookOf(sheet, { calculation, application }), SPEC)).codes
}
const f = (r: number, formula: string, value: string | number): string =>
  `<c r="B${r}"><f>${formula}</f><v>${value}</v></c>`

describe('results that the cells contradict', () => {
  test.each<[string, number]>([
    ['C2*D2', 0],
    ['500*2', 0],
    ['C2*D2', 13],
    ['SUM(C2:D2)', 0],
    ['SUM(C2,D2,1)', 15],
    ['ROUND(C2*D2/3,2)', 16.66],
    ['IF(C2&gt;1,C2*2,0)', 0],
    ['$C$2+D2-1', 0],
    ['-C2*(D2+1)%', 0],
    ['MAX(C2:D2)-MIN(C2:D2)', 0],
  ])('%s of 10 and 5 is not %d', async (formula, value) => {
    expect(await codesOf(row(2, f(2, formula, value), 10, 5))).toEqual(['CELL_NO_RESULT'])
  })

  test.each<[string, string | number]>([
    ['C2*D2', 50],
    ['500-500', 0],
    ['SUM(C2:D2)', 15],
    // 50 ÷ 3 = 16.666…, to the cent 16.67.
    ['ROUND(C2*D2/3,2)', 16.67],
    ['C2*D2/3', '16.666666666666668'],
    ['0.1+0.2-0.3', 0],
    ['IF(C2&gt;20,C2*2,0)', 0],
    // 10 × 6 ÷ 100, negative.
    ['-C2*(D2+1)%', -0.6],
    ['C2=10', 1],
    ['PRODUCT(C2:D2)', 50],
    ['sum( C2 : D2 )', 15],
  ])('%s of 10 and 5 is %s', async (formula, value) => {
    expect(await codesOf(row(2, f(2, formula, value), 10, 5))).toEqual([])
  })

  test.each([
    'VLOOKUP(A2,X:Y,2,0)',
    'C2^2',
    "'一月'!C2*2",
    'Rate*C2',
    'C2*A2',
    'SUM(C2:D2,A2&amp;"")',
    'LOG10(C2)*5',
    '[1]Sheet1!C2',
  ])('%s is left open', async formula => {
    expect(await codesOf(row(2, f(2, formula, 7), 10, 5))).toEqual([])
  })

  test('in a formula that was filled down', async () => {
    const first = '<c r="B2"><f t="shared" ref="B2:B3" si="0">C2*D2</f><v>50</v></c>'
    const filled = (value: number): string => `<c r="B3"><f t="shared" si="0"/><v>${value}</v></c>`
    expect(await codesOf(row(2, first, 10, 5) + row(3, filled(14), 7, 2))).toEqual([])
    const stale = await codesOf(row(2, first, 10, 5) + row(3, filled(50), 7, 2))
    expect(stale).toEqual(['CELL_NO_RESULT', 'CELL_NO_RESULT'])
  })

  test('in one column, with formulas in others that nobody can work out: none of them was calculated', async () => {
    const total = '<c r="E2"><f>SUM(C2:D2)</f><v>0</v></c></row>'
    expect(await codesOf(row(2, f(2, 'VLOOKUP(A2,X:Y,2,0)', 7), 10, 5).replace('</row>', total))).toEqual([
      'CELL_NO_RESULT',
    ])
  })

  test('but not where results are those of rounded figures, or of themselves', async () => {
    const rows = row(2, f(2, 'C2*D2', 49.9), 10, 5)
    expect(await codesOf(rows, '<calcPr fullPrecision="0"/>')).toEqual([])
    expect(await codesOf(rows, '<calcPr iterate="1"/>')).toEqual([])
    expect(await codesOf(rows, '<calcPr iterate="0"/>')).toEqual(['CELL_NO_RESULT'])
  })
})

describe('zeros in the place of results', () => {
  const ASKED = '<calcPr calcId="0" fullCalcOnLoad="1"/>'
  const looked = (value: number): string => row(2, f(2, 'VLOOKUP(A2,X:Y,2,0)', value), 10, 5)

  test('where the writer asks for calculation or never calculates', async () => {
    expect(await codesOf(looked(0))).toEqual([])
    expect(await codesOf(looked(0), ASKED)).toEqual(['CELL_NO_RESULT'])
    expect(await codesOf(looked(0), '', 'Apache POI')).toEqual(['CELL_NO_RESULT'])
    expect(await codesOf(looked(0), '', 'Microsoft Excel')).toEqual([])
    expect(await codesOf(looked(7), ASKED)).toEqual([])
  })

  test('beside texts, and beside other columns that have results', async () => {
    const note = '<c r="E2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="F2"><f>C2+D2</f><v>15</v></c></row>'
    expect(await codesOf(looked(0).replace('</row>', note), ASKED)).toEqual(['CELL_NO_RESULT'])
  })

  test('but not where the column has other results, or 0 is what comes out', async () => {
    expect(await codesOf(looked(0) + row(3, f(3, 'VLOOKUP(A3,X:Y,2,0)', 7)), ASKED)).toEqual([])
    expect(await codesOf(row(2, f(2, 'C2-C2', 0), 10, 5), ASKED)).toEqual([])
    expect(await codesOf(row(2, f(2, 'IF(C2&gt;20,C2,0)', 0), 10, 5), '', 'Apache POI')).toEqual([])
  })
})
