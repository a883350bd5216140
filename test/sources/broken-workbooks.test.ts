// Workbooks that can't be read: protected, cut, damaged, hostile. Each is one problem, soon told.

import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { readTable } from '../../src/sources/read-table.ts'
import { emptyDirectory } from '../../src/tables/directory.ts'
import { factsOf, partsOf, rawXlsx, read, readPath, table, zip } from './helpers.ts'
import { xls, xlsx } from './workbooks.ts'

describe('files that are no good workbooks', () => {
  const spec = table({ x: 'money' })

  test('protected ones', async () => {
    const bytes = await writeXlsx({
      sheets: [{ name: 'S', rows: [['x'], [1]] }],
      encryption: { password: 'a', spinCount: 1 },
    })
    expect((await read(bytes, spec)).codes).toEqual(['FILE_PROTECTED'])
    const old = xls([['x'], [1]])
    // The record after the workbook's first says that the rest is encrypted.
    const bof = old.indexOf(Buffer.from('09081000', 'hex'))
    old.writeUInt16LE(0x2f, bof + 20)
    expect((await read(old, spec)).codes).toEqual(['FILE_PROTECTED'])
  })

  /** Where a record of an old workbook stands: the nth of its kind. */
  const record = (bytes: Buffer, id: number, nth = 0): number => {
    let at = bytes.indexOf(Buffer.from('09081000', 'hex'))
    for (let left = nth; ; at += 4 + bytes.readUInt16LE(at + 2))
      if (bytes.readUInt16LE(at) === id && left-- === 0) return at
  }

  test('old ones whose sheet does not end, or names a cell twice or a text that is not there', async () => {
    const old = (): Buffer => xls([['x'], [1.5], [2.5]])
    expect((await read(old(), spec)).codes).toEqual([])
    const endless = old()
    endless.writeUInt16LE(0x0fff, record(endless, 10, 1))
    expect((await read(endless, spec)).codes).toEqual(['FILE_UNREADABLE'])
    const twice = old()
    twice.writeUInt16LE(1, record(twice, 0x203, 1) + 4)
    expect((await read(twice, spec)).codes).toEqual(['FILE_UNREADABLE'])
    const strange = old()
    const label = record(strange, 0x204)
    strange.writeUInt16LE(0xfd, label)
    strange.writeUInt32LE(999, label + 10)
    expect((await read(strange, spec)).codes).toEqual(['FILE_UNREADABLE'])
  })

  const TYPES = ['[Content_Types].xml', '<Types/>'] as const
  const hex = (digits: string): Buffer => Buffer.concat([Buffer.from(digits, 'hex'), Buffer.alloc(80)])
  test.each<[string, Buffer, string]>([
    ['an archive', zip([['a.txt', 'hello']]), 'archive'],
    ['a binary workbook', zip([TYPES, ['xl/workbook.bin', '\u0001']]), 'xlsb'],
    ['an OpenDocument sheet', zip([['mimetype', 'application/vnd.oasis.opendocument.spreadsheet']]), 'ods'],
    ['an OpenDocument text', zip([['mimetype', 'application/vnd.oasis.opendocument.text']]), 'word'],
    ['a flat OpenDocument sheet', Buffer.from('<?xml version="1.0"?>\n<office:document/>'), 'ods'],
    ['a text document', zip([TYPES, ['word/document.xml', '<w/>']]), 'word'],
    ['a presentation', zip([TYPES, ['ppt/presentation.xml', '<p/>']]), 'slides'],
    ['a sheet of Numbers', zip([['Index/Document.iwa', 'x']]), 'numbers'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'pdf'],
    ['a photo', hex('ffd8ffe0'), 'picture'],
    ['an archive of RAR', hex('526172211a0700'), 'archive'],
    ['a workbook of Excel 4', hex('0904060000001000'), 'old workbook'],
    // dBase III, 3 July 2026, 10 rows, a header of 65 bytes (one field), rows of 9.
    ['a table of dBase', hex('037e07030a00000041000900'), 'dbf'],
    ['SYLK', Buffer.from('ID;PSCALC3\nB;Y1;X1\n'), 'sylk'],
    ['RTF', Buffer.from('{\\rtf1\\ansi x}'), 'rtf'],
    ['a web archive', Buffer.from('MIME-Version: 1.0\r\n'), 'web archive'],
    ['JSON', Buffer.from('[\n  {"x": 1}\n]'), 'json'],
    ['other XML', Buffer.from('<?xml version="1.0"?>\n<rows><x>1</x></rows>'), 'xml'],
    ['a page without a table', Buffer.from('<html><body>Please sign in</body></html>'), 'page'],
    ['zero bytes', Buffer.from(`x\n${'1234567890\n'.repeat(20)}\u00002\n`), 'unknown'],
  ])('%s is told by its name', async (_, bytes, kind) => {
    expect(factsOf(await read(bytes, spec), 'FILE_NOT_A_TABLE')).toEqual({ kind })
  })

  test('what only begins like another kind is text', async () => {
    for (const text of ['ID,x\n7,1\n', 'BM,x\n7,1\n', '[key],x\n7,1\n', '{key},x\n7,1\n'])
      expect((await read(text, spec)).rows).toEqual([{ x: '1' }])
  })

  describe('with a sheet that is unpacked piece by piece', () => {
    const rows = Array.from({ length: 40_000 }, (_, i) => `<row><c><v>${i % 7}.${i % 10}5</v></c></row>`)
    const sheet = `<worksheet><sheetData><row><c t="str"><v>x</v></c></row>${rows.join('')}</sheetData></worksheet>`
    const parts = partsOf(sheet)
    const name = [...parts.keys()].find(part => part.includes('sheet'))!
    /** Where what the archive's directory says of a part stands. */
    const entry = (archive: Buffer, part: string): number => archive.lastIndexOf(part) - 46
    const codesOf = async (spoil: (archive: Buffer) => void): Promise<string[]> => {
      const archive = zip([...parts, ['xl/worksheets/other.xml', sheet]])
      spoil(archive)
      return (await read(archive, spec)).codes
    }

    test('a sound one', async () => {
      const found = await read(zip([...parts]), spec)
      expect(found.codes).toEqual([])
      expect(found.rows).toHaveLength(rows.length)
      // Row 12 is i = 11: 11 mod 7 is 4, 11 mod 10 is 1.
      expect(found.rows[11]).toEqual({ x: '4.15' })
    })

    test.each<[string, (archive: Buffer) => void]>([
      [
        'a byte',
        archive => archive.writeUInt8(archive[5000 + archive.indexOf(name)]! ^ 0xff, 5000 + archive.indexOf(name)),
      ],
      [
        'a byte of a sheet that nobody reads',
        archive => archive.writeUInt8(1, entry(archive, 'xl/worksheets/other.xml') + 16),
      ],
      ['the checksum', archive => archive.writeUInt32LE(5, entry(archive, name) + 16)],
      [
        'the size, which is larger',
        archive => archive.writeUInt32LE(Buffer.byteLength(sheet) - 1, entry(archive, name) + 24),
      ],
    ])('%s is wrong', async (_, spoil) => expect(await codesOf(spoil)).toEqual(['FILE_UNREADABLE']))
  })

  test('cut and damaged ones', async () => {
    const bytes = Buffer.from(await xlsx([['x'], ...Array.from({ length: 3000 }, (_, i) => [i * 1.1])]))
    for (let length = 10; length < bytes.length; length += 1009) {
      expect((await read(bytes.subarray(0, length), spec)).codes).toEqual(['FILE_UNREADABLE'])
    }
    const sheet = bytes.indexOf('xl/worksheets/sheet1.xml')
    const damaged = Buffer.from(bytes)
    damaged[sheet + 400] = damaged[sheet + 400]! ^ 0xff
    expect((await read(damaged, spec)).codes).toEqual(['FILE_UNREADABLE'])
  })

  const sheetOf = (rows: string, before = ''): string =>
    `<worksheet>${before}<sheetData>${rows}</sheetData></worksheet>`
  test.each<[string, string, string]>([
    ['a bomb', sheetOf(' '.repeat(70_000_000)), 'FILE_TOO_LARGE'],
    [
      'a cell in the last corner',
      sheetOf('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
      'FILE_TOO_LARGE',
    ],
    [
      'a far cell in each of many rows',
      sheetOf(Array.from({ length: 50_000 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"/></row>`).join('')),
      'FILE_TOO_LARGE',
    ],
    ['a cell outside every sheet', sheetOf('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'), 'FILE_UNREADABLE'],
  ])('%s', async (_, sheet, code) => {
    expect((await read(rawXlsx(sheet), spec)).codes).toEqual([code])
  })

  test('archives in the form for large ones are read', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => `<row><c><v>${i}</v></c></row>`).join('')
    const found = await read(rawXlsx(sheetOf(`<row><c t="inlineStr"><is><t>x</t></is></c></row>${rows}`), true), spec)
    expect(found.rows).toHaveLength(2000)
  })

  test('entities that grow are not expanded', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'9'.repeat(50)}"><!ENTITY b "&a;&a;">]>${sheetOf('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>')}`
    expect((await read(rawXlsx(bomb), spec)).codes).toEqual(['HEADER_NOT_FOUND'])
  })

  test.each([
    ['a text', 'x\n', 4097],
    ['a workbook', 'PK\u0003\u0004', 257],
    ['an old workbook', '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 257],
    ['a page', '<html><table>', 65],
  ])('%s over the size that is read is refused unread', async (_, begin, megabytes) => {
    const folder = mkdtempSync(join(tmpdir(), 'large-'))
    const path = join(folder, 'orders')
    writeFileSync(path, Buffer.from(begin, 'latin1'))
    truncateSync(path, megabytes * 1024 * 1024)
    const before = performance.now()
    const found = await readPath(path, spec, { name: 'orders' })
    expect(performance.now() - before).toBeLessThan(2000)
    expect(found.codes).toEqual(['FILE_TOO_LARGE'])
    expect(factsOf(found, 'FILE_TOO_LARGE')).toEqual({ size: `${megabytes}.0 MB`, limit: `${megabytes - 1}.0 MB` })
    rmSync(folder, { recursive: true })
  })

  test('a folder, and a file that is not there', async () => {
    const request = { spec, directory: emptyDirectory(), period: undefined, onBatch() {} }
    const reason = async (path: string) =>
      (await readTable({ ...request, files: [{ path, display: 'x' }] })).problems.map(p => [p.code, p.facts])
    expect(await reason(import.meta.dirname)).toEqual([['FILE_UNREADABLE', { detail: 'a folder' }]])
    expect(await reason(`${import.meta.dirname}/none.xlsx`)).toEqual([['FILE_UNREADABLE', { detail: 'ENOENT' }]])
  })
})
