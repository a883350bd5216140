// Cells that come from data never become formulas, in CSV or in XLSX; amounts stay figures.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import type { Sheet } from '../../src/reports/sheet.ts'
import { csvText, safeText } from '../../src/writers/csv.ts'
import { xlsxBytes } from '../../src/writers/xlsx.ts'
import { run } from '../support/cli.ts'
import { makeShop, ROSTER } from '../support/shop.ts'
import { unzip } from '../support/zip.ts'

const HOSTILE = [
  '=HYPERLINK("http://x.example","pay")',
  '+1',
  '-2+3',
  '@x',
  '=1+1',
  '\t=1',
  '\r=1',
  "=cmd|' /C calc'!A0",
]

const sheet = (cells: readonly string[]): Sheet => ({
  name: 'S',
  heading: 'S',
  columns: [
    { title: '=title', kind: 'text' },
    { title: 'amount', kind: 'amount', total: true },
    { title: 'figure', kind: 'figure', places: 1 },
  ],
  rows: cells.map((c, i) => [c, decimal(`-${i + 1}.005`), decimal(`-${i}.5`)]),
  totalWord: '=total',
  frozen: 1,
})

describe('CSV', () => {
  test('no text cell begins like a formula, and no letter of it is lost', () => {
    const { data } = Papa.parse<string[]>(csvText(sheet(HOSTILE)).replace(/^\uFEFF/, ''), { skipEmptyLines: true })
    expect(data[0]![0]).toBe("'=title")
    expect(data.slice(1).map(row => row[0])).toEqual(HOSTILE.map(h => `'${h}`))
  })

  test('amounts and figures stay plain, negative ones too', () => {
    const { data } = Papa.parse<string[]>(csvText(sheet(['a', 'b'])).replace(/^\uFEFF/, ''), { skipEmptyLines: true })
    // −1.005 is half a fen beyond −1.00 and rounds away from zero
    expect(data.slice(1)).toEqual([
      ['a', '-1.01', '-0.5'],
      ['b', '-2.01', '-1.5'],
    ])
  })

  // What spreadsheets in Chinese and Japanese take for = + - @, and a line feed before them.
  test.each(['＝1+1', '＋1', '－1', '＠x', '\n=1'])('%j is no formula either', text => {
    expect(safeText(text)).toBe(`'${text}`)
  })

  test('quotes, commas and line breaks of data stay in their cell', () => {
    const texts = ['a,b', 'a"b', 'a\nb', '', ' x ', '“中”']
    const { data } = Papa.parse<string[]>(csvText(sheet(texts)).replace(/^\uFEFF/, ''))
    expect(data.slice(1, 1 + texts.length).map(row => row[0])).toEqual(texts)
  })

  test('begins with a byte order mark and ends its lines as Windows does', () => {
    const text = csvText(sheet(['a']))
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toContain('\n')
  })
})

describe('XLSX', () => {
  const parts = async (cells: readonly string[]): Promise<Map<string, Buffer>> =>
    unzip(Buffer.from(await xlsxBytes([sheet(cells)], 'title')))

  test('the only formulas are the totals; data are strings', async () => {
    const found = await parts(HOSTILE)
    const xml = found.get('xl/worksheets/sheet1.xml')!.toString()
    expect([...xml.matchAll(/<f[^>]*>([^<]*)<\/f>/g)].map(m => m[1])).toEqual([`SUM(B2:B${HOSTILE.length + 1})`])
    // Every cell of column A is a shared string
    const cells = [...xml.matchAll(/<c r="A\d+"([^>]*)>/g)].map(m => m[1])
    expect(cells.length).toBe(HOSTILE.length + 2)
    for (const attributes of cells) expect(attributes).toMatch(/t="s"/)
  })

  test('letters that XML can’t hold don’t break the workbook', async () => {
    const found = await parts(['a\u0000b', 'a\u0008b', '<&>"\'', '\ud83d\ude00', ']]>'])
    const strings = found.get('xl/sharedStrings.xml')!.toString()
    for (const letter of ['\u0000', '\u0008']) expect(strings).not.toContain(letter)
    expect(strings).toContain('&lt;&amp;&gt;')
  })

  test('an amount of more than 15 digits is kept as it is, and not as a double', async () => {
    const large: Sheet = { ...sheet([]), rows: [['a', decimal('12345678901234567.89'), null]] }
    const found = unzip(Buffer.from(await xlsxBytes([large], 'title')))
    expect(found.get('xl/sharedStrings.xml')!.toString()).toContain('12345678901234567.89')
  })
})

test('hostile names, teams and ids of a roster go through a whole run as texts', async () => {
  const names = ['=HYPERLINK("http://x.example")', '+1', '@SUM(A1)']
  const roster = ROSTER.replace('Ann', `"${names[0]!.replaceAll('"', '""')}"`)
    .replace('012,张伟,advisor,south', `012,${names[1]},advisor,=south`)
    .replace('0030,张伟', `0030,${names[2]}`)
  const cwd = makeShop({ 'data/2026-07/roster.csv': roster })
  const ran = await run(['run', '--period', '2026-07', '--json'], { cwd })
  expect(ran.code).toBe(0)
  expect((JSON.parse(ran.out) as { people: { name: string }[] }).people.map(p => p.name)).toEqual(names)
  const csv = readFileSync(join(cwd, 'out/2026-07/payroll.csv'), 'utf8').replace(/^\uFEFF/, '')
  for (const row of Papa.parse<string[]>(csv).data) {
    for (const cell of row) expect(/^[=+@\t\r]/.test(cell) || /^-(?![\d.]+$)/.test(cell)).toBe(false)
  }
  for (const [name, xml] of unzip(readFileSync(join(cwd, 'out/2026-07/payroll.xlsx')))) {
    if (!name.startsWith('xl/worksheets/')) continue
    for (const m of xml.toString().matchAll(/<f[^>]*>([^<]*)<\/f>/g)) expect(m[1]).toMatch(/^SUM\([A-Z]+2:[A-Z]+\d+\)$/)
  }
})
