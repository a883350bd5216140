// The second reader and the schemas, by which every test judges workbooks, see what is wrong: one thing of each kind is
// changed, and told. The workbooks of the fixtures, which no other test opens all, are read by both.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readXlsxFile } from '../../src/sources/workbook/xlsx.ts'
import type { WrittenBook, WrittenCell } from '../../src/writers/workbook.ts'
import { writeWorkbook } from '../../src/writers/write-workbook.ts'
import { workbookOf } from '../../src/writers/xlsx.ts'
import { schemaFaults } from '../support/schemas.ts'
import { readingDifferences, writingDifferences } from '../support/second-reader.ts'
import { found, report } from '../support/second-readers.ts'
import { unzip, zip } from '../support/zip.ts'

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url))

function book(numFmt = '0.00%'): WrittenBook {
  const values = (...row: (string | number | boolean)[]): WrittenCell[] => row.map(value => ({ value }))
  const sum: WrittenCell = { value: 30, formula: 'SUM(B2:B2)*2', formulaResult: 30 }
  const rows = [
    values('name', 'amount', 'yes/no', 'sum'),
    [...values('Ann'), { value: 1.5, style: { numFmt } }, ...values(true), sum],
  ]
  return workbookOf([{ name: 'S', columns: [{ width: 9 }], rows }], 'title')
}

const SHEET = 'xl/worksheets/sheet1.xml'

/** The workbook with a piece of its sheet, or of another part, put in the place of one. */
async function changed(from: string, to: string, part = SHEET): Promise<Buffer> {
  const parts = unzip(Buffer.from(await writeWorkbook(book())))
  const xml = parts.get(part)!.toString()
  expect(xml).toContain(from)
  return zip(new Map([...parts, [part, Buffer.from(xml.replace(from, to))]]))
}

async function read(bytes: Uint8Array): ReturnType<typeof readXlsxFile> {
  return readXlsxFile(Buffer.from(bytes))
}

test('what was to be written is read by both', async () => {
  const bytes = await writeWorkbook(book())
  expect(writingDifferences(bytes, book())).toEqual([])
  expect(schemaFaults(bytes)).toEqual([])
})

test.each<[string, string, string, string]>([
  ['a value', '<v>1.5</v>', '<v>1.6</v>', 'S!B2'],
  ['a formula', 'SUM(B2:B2)*2', 'SUM(B2:B2)*3', 'S!D2'],
  ['a result', '<v>30</v>', '<v>31</v>', 'S!D2'],
  ['a truth value', 't="b"><v>1</v>', 't="b"><v>0</v>', 'S!C2'],
])('%s that is not what was to be written is told', async (_, from, to, cell) => {
  const differences = writingDifferences(await changed(from, to), book())
  expect(differences).toHaveLength(1)
  expect(differences[0]).toContain(cell)
})

test('a number format that is not what was to be written is told', async () => {
  const bytes = await writeWorkbook(book())
  expect(writingDifferences(bytes, book('0.0%'))).toHaveLength(1)
})

test.each<[string, string, string]>([
  ['a value', '<v>1.5</v>', '<v>1.6</v>'],
  ['a truth value', 't="b"><v>1</v>', 't="b"><v>0</v>'],
  ['a percentage', '<c r="B2" s="', '<c r="B2" s="0" ht="'],
  ['a hidden row', '<row r="2"', '<row hidden="1" r="2"'],
  ['merged cells', '</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'],
])('%s that ours reads otherwise than the second reader is told', async (_, from, to) => {
  const ours = await read(await writeWorkbook(book()))
  if ('fault' in ours) throw new Error(ours.fault)
  expect(readingDifferences(await changed(from, to), ours)).toHaveLength(1)
})

test.each<[string, string, string, string]>([
  ['an element out of order', '<sheetData>', '<autoFilter ref="A1"/><sheetData>', SHEET],
  ['an attribute that is none', '<row r="1"', '<row r="1" tall="yes"', SHEET],
  ['a value of no type', '<worksheet', '<worksheet><dimension/></worksheet><worksheet', SHEET],
  ['a style', '<cellXfs', '<cellXf', 'xl/styles.xml'],
  ['a relation that leads nowhere', 'worksheets/sheet1.xml', 'worksheets/sheet2.xml', 'xl/_rels/workbook.xml.rels'],
  ['a part without type', '/xl/styles.xml', '/xl/style.xml', '[Content_Types].xml'],
  ['a date that is none', '1970-01-01', '1970-01-41', 'docProps/core.xml'],
])('%s is a fault by the schemas', async (_, from, to, part) => {
  expect(schemaFaults(await changed(from, to, part))).not.toEqual([])
})

test('what is found fails the test in which it is found', () => {
  report(['S!A1: 1 | 2'])
  expect(found.splice(0)).toEqual(['S!A1: 1 | 2'])
})

test('every workbook that a test opens or the program writes is judged', async () => {
  // Ours is not told of this change: it is the library that is asked, behind the module that reads.
  const bytes = await changed('<v>1.5</v>', '<v>1<!-- -->.5</v>')
  await read(bytes)
  expect(found.splice(0)).toHaveLength(1)
  await writeWorkbook({
    ...book(),
    sheets: [...book().sheets].map(sheet => ({ ...sheet, conditionalRules: [{ ...ALARM, priority: 0.5 }] })),
  })
  expect(found.splice(0)[0]).toContain('priority')
})

const ALARM = { type: 'cellIs', operator: 'notEqual', formula: '0', priority: 1, range: 'A1', style: {} } as const

test('the workbooks of the fixtures are read by both', async () => {
  const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.xlsx'))
  expect(files.length).toBeGreaterThan(50)
  for (const file of files) {
    const workbook = await read(readFileSync(join(FIXTURES, file)))
    expect('fault' in workbook, file).toBe(false)
    expect(found.splice(0), file).toEqual([])
  }
})
