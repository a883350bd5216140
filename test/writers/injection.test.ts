// Cells that come from data never become formulas, in CSV or in XLSX; amounts stay figures.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read } from '@e965/xlsx'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import type { Sheet } from '../../src/reports/sheet.ts'
import { csvText, safeText } from '../../src/writers/csv.ts'
import { xlsxBytes } from '../../src/writers/xlsx.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { makeShop, ROSTER, SCHEME } from '../support/shop.ts'
import { unzip } from '../support/zip.ts'

/** Nothing but sums over a column, of all rows or of those of people. */
const SUMS = /^(SUM\(([A-Z]+)\d+:\2\d+\)|SUMIF\(\$A\d+:\$A\d+,"&gt;0",([A-Z]+)\d+:\3\d+\))$/

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
  test('no text cell begins like a formula, and every letter of it is seen', () => {
    const { data } = Papa.parse<string[]>(csvText(sheet(HOSTILE)).replace(/^\uFEFF/, ''), { skipEmptyLines: true })
    expect(data[0]![0]).toBe("'=title")
    expect(data.slice(1).map(row => row[0])).toEqual(HOSTILE.map(h => `'${h.replace('\r', '␍')}`))
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
    expect(edited(text, ['\r\n', '', 'all'])).not.toContain('\n')
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

  test('words of spreadsheet errors stay texts', async () => {
    const errors = ['#N/A', '#REF!', '#DIV/0!', '#VALUE!']
    const book = read(Buffer.from(await xlsxBytes([sheet(errors)], 'title')))
    const cells = errors.map((_, i) => book.Sheets.S![`A${i + 2}`] as { t: string; v: string })
    expect(cells.map(cell => [cell.t, cell.v])).toEqual(errors.map(error => ['s', error]))
  })

  test('an amount of more than 15 digits is kept as it is, and not as a double', async () => {
    const large: Sheet = { ...sheet([]), rows: [['a', decimal('12345678901234567.89'), null]] }
    const found = unzip(Buffer.from(await xlsxBytes([large], 'title')))
    expect(found.get('xl/sharedStrings.xml')!.toString()).toContain('12345678901234567.89')
  })
})

test('hostile names, teams and ids of a roster go through a whole run as texts', async () => {
  const names = ['=HYPERLINK("http://x.example")', '+1', '@SUM(A1)']
  const roster = edited(
    ROSTER,
    ['Ann', `"${names[0]!.replaceAll('"', '""')}"`],
    ['012,张伟,advisor,south', `012,${names[1]},advisor,=south`],
    ['0030,张伟', `0030,${names[2]}`],
  )
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
    for (const m of xml.toString().matchAll(/<f[^>]*>([^<]*)<\/f>/g)) expect(m[1]).toMatch(SUMS)
  }
})

describe('texts that a workbook takes only in a certain form', () => {
  const one = (name: string, heading: string): Sheet => ({ ...sheet(['a']), name, heading })
  const workbook = async (sheets: readonly Sheet[]): Promise<Map<string, Buffer>> =>
    unzip(Buffer.from(await xlsxBytes(sheets, 'title')))

  test('names of sheets lose the signs that are forbidden there, are cut, and stay apart', async () => {
    const names = ['机电/钣喷: [一]*?\\', "'=1+1'", 'A'.repeat(40), 'a'.repeat(40), '', '\t', '=1+1']
    const xml = (await workbook(names.map(name => one(name, 'h')))).get('xl/workbook.xml')!.toString()
    const written = [...xml.matchAll(/<sheet name="([^"]*)"/g)].map(m => m[1]!)
    expect(written).toEqual(['机电 钣喷   一', '=1+1', 'A'.repeat(31), `${'a'.repeat(29)} 2`, '-', '- 2', '=1+1 2'])
    for (const name of written) expect(name.length).toBeLessThanOrEqual(31)
  })

  test('what is printed above a page has no codes, and no more letters than Excel reads', async () => {
    const header = async (heading: string): Promise<string> => {
      const xml = (await workbook([one('S', heading)])).get('xl/worksheets/sheet1.xml')!.toString()
      return /<oddHeader>([^<]*)<\/oddHeader>/.exec(xml)![1]!.replaceAll('&amp;', '&')
    }
    expect(await header('&D&P &"Arial"&20 R&D')).toBe('&L&&D&&P &&"Arial"&&20 R&&D')
    expect((await header('&'.repeat(300))).length).toBeLessThanOrEqual(255)
    expect(await header('a\nb\u0000c')).toBe('&La b c')
  })

  test('a text longer than a cell can hold is cut, and ends so', async () => {
    const long: Sheet = { ...sheet([]), rows: [['x'.repeat(40_000), null, null]] }
    const strings = (await workbook([long])).get('xl/sharedStrings.xml')!.toString()
    expect(strings).toContain(`>${'x'.repeat(32_766)}…<`)
  })
})

test('hostile names of the scheme and of its parts go through all sheets as texts', async () => {
  const scheme = edited(SCHEME, ['scheme: Small shop', 'scheme: "=cmd|x &D [a]"'], ['“A”', '“=1+1”'])
  const roster = edited(ROSTER, ['advisor,south', 'advisor,"=2+3"'])
  const cwd = makeShop({ 'scheme.yaml': scheme, 'data/2026-07/roster.csv': roster })
  expect((await run(['run', '--period', '2026-07'], { cwd })).code).toBe(0)
  const found = unzip(readFileSync(join(cwd, 'out/2026-07/payroll.xlsx')))
  const strings = found.get('xl/sharedStrings.xml')!.toString()
  for (const text of ['=1+1', '=2+3', '=cmd|x &amp;D [a]']) expect(strings).toContain(`>${text}<`)
  for (const [name, xml] of found) {
    if (!name.startsWith('xl/worksheets/')) continue
    // The register has its title in its cells, which are one across the page, and nothing above them.
    const isForm = xml.includes('<mergeCells')
    if (!isForm) expect(xml.toString()).toContain('<oddHeader>&amp;L=cmd|x &amp;&amp;D [a] · Jul 2026 · ')
    for (const m of xml.toString().matchAll(/<f[^>]*>([^<]*)<\/f>/g)) expect(m[1]).toMatch(SUMS)
  }
})
