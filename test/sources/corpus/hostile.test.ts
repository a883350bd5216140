// Hostile files: made to crash, to fill the memory, to take for ever or to slip an amount through. Each ends soon in one of
// the problems that are due, or is read for what it is.

import { describe, expect, test } from 'vitest'
import { edited } from '../../support/edited.ts'
import { readersDiffer } from '../../support/second-readers.ts'
import { unzip, zip } from '../../support/zip.ts'
import { gb18030 } from '../helpers.ts'
import { cases, dice, LIMIT } from './dice.ts'
import { layOut } from './layout.ts'
import { asXls } from './markup.ts'
import { asText, encode } from './text.ts'
import { expected, rowsOf } from './truth.ts'
import { errorsOf, expectTruth, readBytes } from './verdict.ts'
import { asXlsx, SHEET, STRINGS } from './xlsx.ts'

const PLAIN = { typed: false, is1904: false }
const TYPED = { typed: true, is1904: false }
const HEAD = '工单号,日期,技师,金额,工时,完成率,台次,返修'
const ROW = 'WX1,2026-07-01,00012,100.00,2,95%,1,否'
const text = (...lines: string[]): Buffer => Buffer.from(`${[HEAD, ...lines].join('\n')}\n`)
const codesOf = async (bytes: Uint8Array): Promise<string[]> => (await readBytes(bytes)).codes

describe('text files', () => {
  test.each<[string, Buffer, string[]]>([
    ['a quote that is never closed', text(`"${ROW}`, ROW, ROW), ['FILE_TEXT_BROKEN']],
    [
      'a quote that swallows rows',
      text(ROW, edited(ROW, ['WX1', '"WX1']), '', edited(ROW, ['WX1', 'WX2"']), ROW),
      ['FILE_TEXT_BROKEN'],
    ],
    ['a field of two megabytes', text(`"${'x\n'.repeat(1_000_000)}"${ROW}`), ['FILE_TEXT_BROKEN']],
    ['a bare field of two megabytes', text('9'.repeat(2_000_000) + ROW), ['FILE_TEXT_BROKEN']],
    ['zero bytes', text(edited(ROW, ['100', '1\u0000'])), ['FILE_NOT_A_TABLE']],
    ['10,000 columns', text(`${ROW}${',x'.repeat(10_000)}`), ['ROW_WIDTH']],
    ['an amount cut by a line break', text(ROW, edited(ROW, ['100.00', '10\n0.00']), ROW), ['ROW_WIDTH', 'ROW_WIDTH']],
    ['a missing separator', text(ROW, edited(ROW, ['100.00,2', '100.002']), ROW), ['ROW_WIDTH']],
    ['a thousands separator without quotes', text(ROW, edited(ROW, ['100.00', '1,100.00']), ROW), ['ROW_WIDTH']],
    ['nothing but separators', Buffer.from(',;\t\n'.repeat(100_000)), ['HEADER_NOT_FOUND']],
    ['comments without end', Buffer.from('<!---->'.repeat(1100)), ['HEADER_NOT_FOUND']],
    ['tables within tables', Buffer.from('<table>'.repeat(200_000)), ['FILE_NOT_A_TABLE']],
    [
      '32-bit characters',
      Buffer.concat([Buffer.from('fffe0000', 'hex'), Buffer.from(ROW, 'utf16le')]),
      ['HEADER_NOT_FOUND'],
    ],
  ])('%s', async (_, bytes, codes) => {
    expect(await codesOf(bytes)).toEqual(codes)
  })

  test('10,000 columns in the header are read', async () => {
    const more = ',x'.repeat(10_000)
    const found = await readBytes(Buffer.from(`${HEAD}${more}\n${ROW}${more}\n`))
    expect(found.codes).toEqual([])
    expect(found.rows[0]!.金额).toBe('100')
  })

  test('texts that a spreadsheet would run stay texts, and are no amounts', { timeout: LIMIT }, async () => {
    const formulas = ['=1+1', '+1+1', '-1+1', '@SUM(1)', "=cmd|'/C calc'!A0", '=HYPERLINK("http://x")', '\t=1', '\r=1']
    await cases(100, 4, async (d, count) => {
      const rows = rowsOf(d, count)
      const laid = layOut(d, rows, { paper: PLAIN, plain: true })
      const row = laid.rowAt[0]!
      laid.grid[row]![laid.columnAt.金额] = { kind: 'text', text: d.pick(formulas) }
      const form = { encoding: 'utf-8', delimiter: d.pick([',', ';', '\t'] as const), newline: '\n' } as const
      const found = await readBytes(asText(d, laid.grid, form).bytes)
      expect(errorsOf(found).map(({ code }) => code)).toContain('CELL_INVALID')
    })
  })

  test('in a wrong encoding are a problem, or read right', { timeout: LIMIT }, async () => {
    await cases(400, 6, async (d, count) => {
      const rows = rowsOf(d, count)
      const form = { encoding: 'utf-8', delimiter: ',', newline: '\n' } as const
      const whole = asText(d, layOut(d, rows, { paper: PLAIN }).grid, form).bytes.toString()
      const utf8 = Buffer.from(whole)
      const gbk = encode(whole, 'gb18030')
      const middle = whole.indexOf('\n', d.int(whole.length)) + 1
      const wrong = d.pick([
        () => Buffer.concat([Buffer.from('\ufeff'), gbk]),
        () => Buffer.concat([Buffer.from('fffe', 'hex'), utf8]),
        () => Buffer.from(utf8.toString('latin1')),
        () => Buffer.from(new TextDecoder('gb18030').decode(utf8)),
        () => Buffer.concat([Buffer.from(whole.slice(0, middle)), encode(whole.slice(middle), 'gb18030')]),
        () => Buffer.concat([encode(whole.slice(0, middle), 'gb18030'), Buffer.from(whole.slice(middle))]),
        () => encode(whole, 'utf-16le').subarray(2),
        () => encode(whole, 'utf-16be').subarray(1),
        () => Buffer.concat([encode(whole, 'utf-16le'), Buffer.from('x')]),
      ])()
      const found = await readBytes(wrong)
      if (errorsOf(found).length === 0) expect(found.rows).toEqual(expected(rows))
    })
  })

  test('GB18030 of four bytes is read', async () => {
    const found = await readBytes(gb18030(`${HEAD}\n${ROW}\n`))
    expect(found.rows[0]!.金额).toBe('100')
  })
})

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const C = (name: string, rest: string): string => `<c r="${name}"${rest}`
const header = HEAD.split(',').map((name, i) => `<c r="${'ABCDEFGH'[i]}1" t="inlineStr"><is><t>${name}</t></is></c>`)
const cells = edited(ROW, ['100.00', ''])
  .split(',')
  .map((value, i) => ['ABCDEFGH'[i]!, `<is><t>${value}</t></is></c>`] as const)

/** A sheet whose one amount is the given XML of cell D2. */
function sheet(amount: string, more = ''): string {
  const row = cells.map(([column, value]) =>
    column === 'D' ? amount : `${C(`${column}2`, ' t="inlineStr">')}${value}`,
  )
  return `<worksheet xmlns="${MAIN}"><sheetData><row r="1">${header.join('')}</row><row r="2">${row.join('')}</row>${more}</sheetData></worksheet>`
}

function workbook(xml: string, strings?: string): Buffer {
  const parts = asXlsx(dice(1), [[]], TYPED)
  parts.set(SHEET, Buffer.from(xml))
  if (strings !== undefined) parts.set(STRINGS, Buffer.from(strings))
  return zip(parts)
}

describe('XLSX', () => {
  test.each<[string, string]>([
    ['plain', '<c r="D2"><v>100</v></c>'],
    ['in a namespace of its own', '<c r="D2" xmlns:y="urn:y"><y:x/><v>100</v></c>'],
    ['of a formula', '<c r="D2"><f>A1&lt;B1</f><v>100</v></c>'],
    ['with comments in it', '<c r="D2"><v>1<!-- 9 -->00</v></c>'],
    ['in single quotes', "<c t='n' r='D2'><v>1E2</v></c>"],
  ])('an amount %s is read', async (name, amount) => {
    if (name.includes('comments')) readersDiffer('a comment is no content, and does not end it')
    const found = await readBytes(workbook(sheet(amount)))
    expect(found.codes).toEqual([])
    expect(found.rows[0]!.金额).toBe('100')
  })

  test.each<[string, string, string]>([
    ['a formula without result', '<c r="D2"><f>1+1</f></c>', 'CELL_NO_RESULT'],
    ['a formula with an empty result', '<c r="D2"><f>1+1</f><v></v></c>', 'CELL_NO_RESULT'],
    ['a shared formula without result', '<c r="D2"><f t="shared" si="0"/></c>', 'CELL_NO_RESULT'],
    ['an error without text', '<c r="D2" t="e"><f>1/0</f><v></v></c>', 'CELL_NO_RESULT'],
    ['a text that is not in the list', '<c r="D2" t="s"><v>7</v></c>', 'FILE_UNREADABLE'],
    ['a text without number', '<c r="D2" t="s"/>', 'CELL_BLANK'],
    ['a text without number, its value empty', '<c r="D2" t="s"><v></v></c>', 'CELL_BLANK'],
    ['a truth value without value or formula', '<c r="D2" t="b"><v/></c>', 'CELL_BLANK'],
    ['a formula of a text without any value', '<c r="D2" t="str"><f>A1</f></c>', 'CELL_NO_RESULT'],
    ['a formula whose text is empty', '<c r="D2" t="str"><f>A1</f><v/></c>', 'CELL_BLANK'],
    ['a text whose number stands behind a comment', '<c r="D2" t="s"><v><!-- --></v></c>', 'FILE_UNREADABLE'],
    ['a text without number, with spaces in its tag', '<c r="D2" t = "s"><v></v></c>', 'CELL_BLANK'],
    ['a number of two parts', '<c r="D2"><v>1</v><v>2</v></c>', 'FILE_UNREADABLE'],
    ['a text of a negative number', '<c r="D2" t="s"><v>-1</v></c>', 'FILE_UNREADABLE'],
    ['a number of spaces', '<c r="D2"><v> </v></c>', 'FILE_UNREADABLE'],
    ['a number of base 16', '<c r="D2"><v>0x10</v></c>', 'FILE_UNREADABLE'],
    ['a truth value without value', '<c r="D2" t="b"><f>A1=A2</f></c>', 'CELL_NO_RESULT'],
    ['a style that is not there', '<c r="D2" s="99"><v>100</v></c>', 'FILE_UNREADABLE'],
    ['a cell that stands twice', '<c r="D2"><v>100</v></c><c r="D2"><v>200</v></c>', 'FILE_UNREADABLE'],
    ['a negative row', '<c r="D-2"><v>100</v></c>', 'FILE_UNREADABLE'],
    ['a row of a broken number', '<c r="D1e1"><v>100</v></c>', 'FILE_UNREADABLE'],
    ['a column beyond the last', '<c r="XFE2"><v>100</v></c>', 'FILE_UNREADABLE'],
    [
      'how a text is spoken, without end',
      '<c r="D2" t="inlineStr"><is><t>1</t><rPh sb="0" eb="1"><t>9</t></is></c>',
      'FILE_UNREADABLE',
    ],
    ['an entity of a document type', '<c r="D2" t="inlineStr"><is><t>&amount;</t></is></c>', 'CELL_INVALID'],
    ['infinity', '<c r="D2"><v>1e999</v></c>', 'CELL_INVALID'],
    ['no number', '<c r="D2"><v>NaN</v></c>', 'CELL_INVALID'],
    ['a truth value', '<c r="D2" t="b"><v>1</v></c>', 'CELL_INVALID'],
    ['an error', '<c r="D2" t="e"><v>#REF!</v></c>', 'CELL_INVALID'],
  ])('%s is a problem', async (name, amount, code) => {
    if (name.startsWith('a truth value without value or formula'))
      readersDiffer('spreadsheets show a truth value without value as empty, the other reader takes it for no')
    expect(await codesOf(workbook(sheet(amount)))).toEqual([code])
  })

  test('how a text is spoken is no part of it', async () => {
    const spoken =
      '<c r="D2" t="inlineStr"><is><t>10</t><rPh sb="0" eb="1"><t>9</t></rPh><phoneticPr fontId="1"/></is></c>'
    const found = await readBytes(workbook(sheet(spoken)))
    expect(found.rows[0]!.金额).toBe('10')
  })

  test('a cell that stands twice, in rows out of order', async () => {
    const again = '<row r="9"><c r="D9"><v>1</v></c></row><row r="2"><c r="D2"><v>200</v></c></row>'
    expect(await codesOf(workbook(sheet('<c r="D2"><v>100</v></c>', again)))).toEqual(['FILE_UNREADABLE'])
  })

  const good = sheet('<c r="D2"><v>100</v></c>')
  test.each<[string, () => Buffer, string[]]>([
    ['that breaks off between its rows', () => workbook(good.slice(0, good.lastIndexOf('<row'))), ['FILE_UNREADABLE']],
    [
      'of a million nested elements',
      () => workbook(good.replace('<sheetData>', `${'<a>'.repeat(1_000_000)}<sheetData>`)),
      [],
    ],
    [
      'of 300,000 merged cells',
      () =>
        workbook(
          good.replace(
            '</worksheet>',
            `<mergeCells>${'<mergeCell ref="A2:H2"/>'.repeat(300_000)}</mergeCells></worksheet>`,
          ),
        ),
      [],
    ],
    [
      'of merged cells over the whole sheet',
      () =>
        workbook(
          good.replace(
            '</worksheet>',
            `<mergeCells>${'<mergeCell ref="A2:XFD1048576"/>'.repeat(2000)}</mergeCells></worksheet>`,
          ),
        ),
      [],
    ],
    [
      'whose dimension is every cell',
      () => workbook(good.replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>')),
      [],
    ],
    [
      'with entities that grow',
      () => workbook(`<!DOCTYPE x [<!ENTITY a "9999999999">${'<!ENTITY b "&a;&a;&a;">'.repeat(50)}]>${good}`),
      [],
    ],
    ['of a list of 300,000 texts', () => workbook(good, `<sst>${'<si><t>x</t></si>'.repeat(300_000)}</sst>`), []],
  ])('a sheet %s', { timeout: 20_000 }, async (_, make, codes) => {
    expect(await codesOf(make())).toEqual(codes)
  })

  test('formulas that the writer left at 0 for others to work out', async () => {
    const parts = asXlsx(dice(1), [[]], TYPED)
    const [name, content] = [...parts].find(([part]) => part.endsWith('workbook.xml'))!
    parts.set(name, Buffer.from(content.toString().replace(/<\/(x:)?workbook>/, '<calcPr fullCalcOnLoad="1"/>$&')))
    parts.set(SHEET, Buffer.from(sheet('<c r="D2"><f>B1*2</f><v>0</v></c>')))
    expect(await codesOf(zip(parts))).toEqual(['CELL_NO_RESULT'])
    parts.set(SHEET, Buffer.from(sheet('<c r="D2"><f>B1*2</f><v>7</v></c>')))
    expect(await codesOf(zip(parts))).toEqual([])
  })

  test('what links and others keep in a workbook is none of its sheets', async () => {
    const parts = new Map([...unzip(workbook(good))])
    const link =
      '<externalLink><externalBook><sheetDataSet><sheetData><row r="1"><cell r="A1" t="s"/></row></sheetData></sheetDataSet></externalBook></externalLink>'
    parts.set('xl/externalLinks/externalLink1.xml', Buffer.from(link))
    parts.set('customXml/item1.xml', Buffer.from('\ufeff<x/>', 'utf16le'))
    expect(await codesOf(zip(parts))).toEqual([])
  })

  test('a part under another name than the directory gives it', async () => {
    const bytes = workbook(good)
    const entry = bytes.lastIndexOf('xl/styles.xml')
    bytes.write('Z', entry + 3)
    expect(await codesOf(bytes)).toEqual(['FILE_UNREADABLE'])
  })
})

describe('other workbooks', () => {
  const rows = rowsOf(dice(3), 4)
  const old = (): Buffer => asXls(dice(4), layOut(dice(5), rows, { paper: TYPED, plain: true }).grid, TYPED)

  test('an old one whose sectors run in a circle', async () => {
    expectTruth(await readBytes(old()), rows)
    const circle = Buffer.concat([old(), Buffer.alloc(4_000_000)])
    const fat = circle.readUInt32LE(76)
    const start = 512 * (fat + 1)
    for (let i = 0; i < 128; i++) circle.writeUInt32LE(i === 127 ? 1 : i + 1, start + i * 4)
    // Every sector of the table is the same one.
    for (let i = 0; i < 109; i++) circle.writeUInt32LE(fat, 76 + i * 4)
    circle.writeUInt32LE(109, 44)
    expect(await codesOf(circle)).toEqual(['FILE_UNREADABLE'])
  })

  const html = (body: string): Buffer => Buffer.from(`<html><table>${body}</table></html>`)
  const tr = (line: string): string => `<tr><td>${line.replaceAll(',', '</td><td>')}</td></tr>`
  test.each<[string, Buffer, string[]]>([
    ['HTML', html(tr(HEAD) + tr(ROW)), []],
    [
      'HTML with a tag that swallows cells',
      html(tr(HEAD) + tr(ROW).replace('<td>2', '<td title="x>2').replace('<td>1', '<td y="">1')),
      ['FILE_UNREADABLE'],
    ],
    [
      'HTML of spans without end',
      html(tr(HEAD) + tr(ROW).replace('<td>否', '<td colspan="99999999" rowspan="99999999">否')),
      [],
    ],
    [
      'HTML of 100,000 tables',
      html(`${tr(HEAD)}<tr><td>${'<table><tr><td>1</td></tr></table>'.repeat(100_000)}</td></tr>`),
      [],
    ],
    [
      'XML of far rows',
      Buffer.from(
        `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row ss:Index="99999999"><Cell ss:Index="99999999"><Data>1</Data></Cell></Row></Table></Worksheet></Workbook>`,
      ),
      ['FILE_TOO_LARGE'],
    ],
  ])('%s', { timeout: 20_000 }, async (name, bytes, codes) => {
    const found = await readBytes(bytes)
    if (name.endsWith('tables')) expect(found.problems.length + found.rows.length).toBeGreaterThan(0)
    else expect(found.codes).toEqual(codes)
  })
})
