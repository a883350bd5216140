// Cells of a sheet from its XML, however a program may write it: quotes, prefixes, comments, pieces, numbers of any form.

import { describe, expect, test } from 'vitest'
import { NO_RESULT } from '../../src/sources/cells/cell.ts'
import { faulty } from '../../src/sources/workbook/sheet.ts'
import { readWorksheet, type SheetLists, sharedTexts } from '../../src/sources/workbook/worksheet.ts'

const NOTHING: SheetLists = { texts: [], styles: [] }
const sheetOf = (rows: string): Buffer => Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`)
const readOf = (pieces: readonly Buffer[], lists = NOTHING) => faulty(() => readWorksheet(pieces, lists))
const rowsOf = async (rows: string, lists = NOTHING): Promise<unknown> => {
  const read = await readOf([sheetOf(rows)], lists)
  return 'fault' in read ? read.fault : read.rows
}
const cellOf = async (cell: string, lists = NOTHING): Promise<unknown> => {
  const rows = await rowsOf(`<row r="1">${cell}</row>`, lists)
  return Array.isArray(rows) ? rows[0][0] : rows
}

describe('a number', () => {
  test.each([
    ['0', 0],
    ['-0.5', -0.5],
    ['.5', 0.5],
    ['0012', 12],
    ['123456789012345', 123_456_789_012_345],
    // Sixteen digits and more are read as any other program reads them: 2⁵³ + 1 is no double.
    ['9007199254740993', 9_007_199_254_740_992],
    ['0.1', 0.1],
    ['4.35', 4.35],
    ['0.30000000000000004', 0.300_000_000_000_000_04],
    ['1.5E+3', 1500],
    [' 7.25 ', 7.25],
    ['1<!-- 5 -->2<![CDATA[.5]]>', 12.5],
    ['12&#46;5', 12.5],
  ])('%s', async (written, value) => {
    expect(await cellOf(`<c><v>${written}</v></c>`)).toBe(value)
    expect(await cellOf(`<x:c r='A1' t="n" ><x:v>${written}</x:v></x:c>`)).toBe(value)
  })

  test('that has one point more is what stands there, and 0x10 is damage', async () => {
    expect(await cellOf('<c><v>1.2.3</v></c>')).toBe('1.2.3')
    expect(await cellOf('<c><v>5.</v></c>')).toBe(5)
    expect(await cellOf('<c><v>0x10</v></c>')).toBe('damaged')
    expect(await cellOf('<c><v> </v></c>')).toBe('damaged')
  })
})

test('texts of every kind', async () => {
  const texts = sharedTexts(
    Buffer.from(
      '<sst><si><t>甲&amp;乙</t><rPh sb="0" eb="1"><t>JIA</t></rPh></si><si><r><t>1000</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si><si/><si><t/></si></sst>',
    ),
  )
  expect(texts).toEqual(['甲&乙', '1000²', '', ''])
  const lists = { ...NOTHING, texts: texts as string[] }
  expect(await cellOf('<c t="s"><v>1</v></c>', lists)).toBe('1000²')
  expect(await cellOf('<c t="s"><v>4</v></c>', lists)).toBe('damaged')
  expect(await cellOf('<c t="s"><v>-1</v></c>', lists)).toBe('damaged')
  expect(await cellOf('<c t="inlineStr"><is><t xml:space="preserve"> a </t><rPh><t>9</t></rPh></is></c>')).toBe(' a ')
  expect(await cellOf('<c t="inlineStr"><is><r><t>1</t></r><r><rPr><strike/></rPr><t>9</t></r></is></c>')).toBe(
    '19\u0336',
  )
  expect(await cellOf('<c t="str"><f>A2&amp;"x"</f><v>a_x000D_&lt;b</v></c>')).toBe('a\r<b')
  expect(await cellOf('<c t="d"><v>2026-07-05</v></c>')).toBe('2026-07-05')
  expect(await cellOf('<c t="b"><v>1</v></c>')).toBe(true)
  expect(await cellOf('<c t="e"><v>#DIV/0!</v></c>')).toBe('#DIV/0!')
})

test('a cell without a value is empty whatever type it claims; a formula without one has no result', async () => {
  for (const type of ['', 't="s"', 't="b"', 't="e"', 't="str"']) {
    expect(await cellOf(`<c ${type}/>`)).toBeNull()
    expect(await cellOf(`<c ${type}><f>1+1</f></c>`)).toBe(NO_RESULT)
  }
  expect(await cellOf('<c t="str"><f>A2</f><v/></c>')).toBe('')
})

test('cells stand where their names say, without one beside the last, in any order of rows', async () => {
  expect(
    await rowsOf(
      '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row r="1"><c><v>3</v></c></row><row><c/></row>',
    ),
  ).toEqual([[3], [null], [undefined, 1, 2]])
  expect(await rowsOf('<!-- <row><c><v>9</v></c></row> --><row/><row><c><v>1</v></c></row>')).toEqual([[], [1]])
})

test('hidden rows, those with something struck out, merged cells, formulas', async () => {
  const xml = `<worksheet><sheetData><row hidden="1"><c><v>1</v></c></row><row><c s="1"><v>2</v></c></row>
    <row hidden='0' customHidden="1"><c><f t="shared" ref="A3:A4" si="0">B3&gt;1</f><v>3</v></c></row>
    <row><c><f t="shared" si="0"/><v>4</v></c></row></sheetData>
    <mergeCells count="1"><mergeCell ref="B1:C3"/></mergeCells></worksheet>`
  const plain = { struck: false, shown: undefined }
  const read = await readOf([Buffer.from(xml)], { texts: [], styles: [plain, { ...plain, struck: true }] })
  expect(read).toMatchObject({
    unseen: [0, 1],
    merges: [{ top: 0, bottom: 2, left: 1, right: 2 }],
    formulas: [
      { row: 2, column: 0, text: 'B3>1', shared: 0 },
      { row: 3, column: 0, text: '', shared: 0 },
    ],
  })
})

test.each([
  ['a cell that stands twice', '<row r="1"><c r="A1"/><c r="A1"><v>1</v></c></row>', 'damaged'],
  ['a cell in a cell', '<row><c><v>1</v><c><v>2</v></c></c></row>', 'damaged'],
  ['two values', '<row><c><v>1</v><v>2</v></c></row>', 'damaged'],
  ['a style that is not there', '<row><c s="1"><v>1</v></c></row>', 'damaged'],
  ['a name of no cell', '<row><c r="1A"><v>1</v></c></row>', 'damaged'],
  ['a row above the first', '<row r="-3"><c><v>1</v></c></row>', 'damaged'],
  ['half a row', '<row r="1.5"><c><v>1</v></c></row>', 'damaged'],
  ['a cell behind the last column', '<row><c r="XFD1"/><c><v>1</v></c></row>', 'damaged'],
  ['a comment that does not end', '<row><c><v>1</v></c></row><!-- ', 'damaged'],
  // 1,048,576 rows of 20 columns are 20,971,520 cells.
  ['more cells than are read', '<row><c/></row><row><c r="T1048576"/></row>', 'cells'],
])('%s', async (_, rows, fault) => expect(await rowsOf(rows)).toBe(fault))

test('a sheet that breaks off', async () => {
  const whole = sheetOf('<row><c><v>12</v></c></row>')
  for (let length = 0; length < whole.length; length++)
    expect(await readOf([whole.subarray(0, length)])).toEqual({ fault: 'damaged' })
})

describe('a sheet in pieces', () => {
  const rows =
    '<row><c><v>12</v></c></row><row><c t="inlineStr"><is><t>李四 &lt;甲&gt;</t></is></c></row><row r="4"><c r="B4"><f>A1</f><v>7</v></c></row>'
  const merges = '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
  const sheet = (inside: string): Buffer =>
    Buffer.from(`<?xml version="1.0"?>\n<worksheet><sheetData>${inside}</sheetData>${merges}</worksheet>`)
  const cut = (whole: Buffer, length: number): Buffer[] =>
    Array.from({ length: Math.ceil(whole.length / length) }, (_, i) => whole.subarray(i * length, (i + 1) * length))

  test.each([
    ['rows', rows],
    ['a comment that looks like a row', `<row><c><v>1</v><!-- </row> --></c><c><v>2</v></c></row>${rows}`],
    ['a text that looks like a row', `<row><c t="str"><v>x<![CDATA[</row>]]>y</v></c></row>${rows}`],
    ['what a program is told', `<row><c><?x </row> ?><v>3</v></c></row>${rows}`],
    ['prefixes', rows.replaceAll(/<(\/?)(row|c|v|f|is|t)\b/g, '<$1x:$2')],
  ])('%s: is what it is in one', async (_, inside) => {
    const whole = sheet(inside)
    const read = await readOf([whole])
    expect(read).toMatchObject({ merges: [{ top: 0, bottom: 1, left: 0, right: 0 }] })
    expect('rows' in read && read.rows.flat()).toContain('李四 <甲>')
    for (const length of [1, 2, 7, 33, 100]) expect(await readOf(cut(whole, length))).toEqual(read)
  })

  test('that breaks off, or has bytes that are no text', async () => {
    const whole = sheet(rows)
    const spoilt = Buffer.from(whole)
    spoilt[whole.indexOf('李')] = 0xff
    for (const damaged of [whole.subarray(0, -9), spoilt])
      expect(await readOf(cut(damaged, 50))).toEqual({ fault: 'damaged' })
  })
})
