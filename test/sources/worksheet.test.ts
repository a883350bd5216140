// Cells of a sheet from its XML, however a program may write it: quotes, prefixes, comments, pieces, numbers of any form.

import { describe, expect, test } from 'vitest'
import { NO_RESULT } from '../../src/sources/cells/cell.ts'
import { readWorksheet, type SheetLists, sharedTexts } from '../../src/sources/workbook/worksheet.ts'

const NOTHING: SheetLists = { texts: [], styles: [] }
const sheetOf = (rows: string): Buffer => Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`)
const rowsOf = (rows: string, lists = NOTHING): unknown => {
  const read = readWorksheet(sheetOf(rows), lists)
  return 'fault' in read ? read.fault : read.rows
}
const cellOf = (cell: string, lists = NOTHING): unknown => {
  const rows = rowsOf(`<row r="1">${cell}</row>`, lists)
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
  ])('%s', (written, value) => {
    expect(cellOf(`<c><v>${written}</v></c>`)).toBe(value)
    expect(cellOf(`<x:c r='A1' t="n" ><x:v>${written}</x:v></x:c>`)).toBe(value)
  })

  test('that has one point more is what stands there, and 0x10 is damage', () => {
    expect(cellOf('<c><v>1.2.3</v></c>')).toBe('1.2.3')
    expect(cellOf('<c><v>5.</v></c>')).toBe(5)
    expect(cellOf('<c><v>0x10</v></c>')).toBe('damaged')
    expect(cellOf('<c><v> </v></c>')).toBe('damaged')
  })
})

test('texts of every kind', () => {
  const texts = sharedTexts(
    Buffer.from(
      '<sst><si><t>甲&amp;乙</t><rPh sb="0" eb="1"><t>JIA</t></rPh></si><si><r><t>1000</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si><si/><si><t/></si></sst>',
    ),
  )
  expect(texts).toEqual(['甲&乙', '1000²', '', ''])
  const lists = { ...NOTHING, texts: texts as string[] }
  expect(cellOf('<c t="s"><v>1</v></c>', lists)).toBe('1000²')
  expect(cellOf('<c t="s"><v>4</v></c>', lists)).toBe('damaged')
  expect(cellOf('<c t="s"><v>-1</v></c>', lists)).toBe('damaged')
  expect(cellOf('<c t="inlineStr"><is><t xml:space="preserve"> a </t><rPh><t>9</t></rPh></is></c>')).toBe(' a ')
  expect(cellOf('<c t="inlineStr"><is><r><t>1</t></r><r><rPr><strike/></rPr><t>9</t></r></is></c>')).toBe('19\u0336')
  expect(cellOf('<c t="str"><f>A2&amp;"x"</f><v>a_x000D_&lt;b</v></c>')).toBe('a\r<b')
  expect(cellOf('<c t="d"><v>2026-07-05</v></c>')).toBe('2026-07-05')
  expect(cellOf('<c t="b"><v>1</v></c>')).toBe(true)
  expect(cellOf('<c t="e"><v>#DIV/0!</v></c>')).toBe('#DIV/0!')
})

test('a cell without a value is empty whatever type it claims; a formula without one has no result', () => {
  for (const type of ['', 't="s"', 't="b"', 't="e"', 't="str"']) {
    expect(cellOf(`<c ${type}/>`)).toBeNull()
    expect(cellOf(`<c ${type}><f>1+1</f></c>`)).toBe(NO_RESULT)
  }
  expect(cellOf('<c t="str"><f>A2</f><v/></c>')).toBe('')
})

test('cells stand where their names say, without one beside the last, in any order of rows', () => {
  expect(
    rowsOf('<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row r="1"><c><v>3</v></c></row><row><c/></row>'),
  ).toEqual([[3], [null], [undefined, 1, 2]])
  expect(rowsOf('<!-- <row><c><v>9</v></c></row> --><row/><row><c><v>1</v></c></row>')).toEqual([[], [1]])
})

test('hidden rows, those with something struck out, merged cells, formulas', () => {
  const xml = `<worksheet><sheetData><row hidden="1"><c><v>1</v></c></row><row><c s="1"><v>2</v></c></row>
    <row hidden='0' customHidden="1"><c><f t="shared" ref="A3:A4" si="0">B3&gt;1</f><v>3</v></c></row>
    <row><c><f t="shared" si="0"/><v>4</v></c></row></sheetData>
    <mergeCells count="1"><mergeCell ref="B1:C3"/></mergeCells></worksheet>`
  const plain = { struck: false, shown: undefined }
  const read = readWorksheet(Buffer.from(xml), { texts: [], styles: [plain, { ...plain, struck: true }] })
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
])('%s', (_, rows, fault) => expect(rowsOf(rows)).toBe(fault))

test('a sheet that breaks off', () => {
  const whole = sheetOf('<row><c><v>12</v></c></row>')
  for (let length = 0; length < whole.length; length++)
    expect(readWorksheet(whole.subarray(0, length), NOTHING)).toEqual({ fault: 'damaged' })
})
