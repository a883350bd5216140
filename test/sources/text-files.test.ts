// Text files: encodings, quotes, line numbers, pieces that end in the middle of a character, and what is broken.

import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { atOf, factsOf, gb18030, read, table } from './helpers.ts'

const SPEC = table({ 工单号: 'id', 姓名: 'text', 金额: 'money' })
const TEXT = '工单号,姓名,金额\nWX1,张伟,"1,234.50"\nWX2,欧阳娜,￥5\n'

function utf16(text: string, big: boolean, mark: boolean): Buffer {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return big ? bytes.swap16() : bytes
}

describe('encodings', () => {
  test.each<[string, string, Buffer]>([
    ['UTF-8', 'utf-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', 'utf-8', Buffer.from(`\ufeff${TEXT}`)],
    ['GB18030', 'gb18030', gb18030(TEXT)],
    ['UTF-16', 'utf-16le', utf16(TEXT, false, true)],
    ['UTF-16, big end first', 'utf-16be', utf16(TEXT, true, true)],
    ['UTF-16 without a mark', 'utf-16le', utf16(TEXT, false, false)],
    ['UTF-16 without a mark, big end first', 'utf-16be', utf16(TEXT, true, false)],
    [
      'four-byte GB18030',
      'gb18030',
      Buffer.concat([gb18030(TEXT), Buffer.from('WX3,'), Buffer.from('9439da33', 'hex'), Buffer.from(',1\n')]),
    ],
  ])('%s', async (_, encoding, bytes) => {
    const found = await read(bytes, SPEC)
    expect(found.codes).toEqual([])
    expect(found.reading.files[0]).toMatchObject({ format: 'csv', encoding, bytes: bytes.length, sheet: undefined })
    expect(found.rows.slice(0, 2)).toEqual([
      { 工单号: 'WX1', 姓名: '张伟', 金额: '1234.5' },
      { 工单号: 'WX2', 姓名: '欧阳娜', 金额: '5' },
    ])
  })

  test('plain ASCII is UTF-8', async () => {
    const found = await read('id,x\nA,1\n', table({ id: 'id', x: 'money' }))
    expect(found.reading.files[0]?.encoding).toBe('utf-8')
    expect(found.reading.files[0]?.sha256).toBe(createHash('sha256').update('id,x\nA,1\n').digest('hex'))
  })

  test('UTF-8 that was damaged is not taken for another encoding', async () => {
    const bytes = Buffer.from(`${TEXT}WX3,张伟张伟张伟,7\nWX4,张伟,8\n`)
    bytes[bytes.lastIndexOf(Buffer.from('张伟,8')) + 1] = 0x41
    const found = await read(bytes, SPEC)
    expect(found.codes).toEqual(['FILE_ENCODING'])
    expect(atOf(found, 'FILE_ENCODING')).toBe('orders.csv:5')
  })

  test('UTF-8 that ends within a character is cut', async () => {
    const bytes = Buffer.from(`${TEXT}WX3,张伟张伟张伟张伟`)
    expect((await read(bytes.subarray(0, bytes.length - 1), SPEC)).codes).toEqual(['FILE_ENCODING'])
  })

  test('bytes that are no GB18030 are a problem with their line', async () => {
    const found = await read(
      Buffer.concat([gb18030(TEXT), Buffer.from('WX3,'), Buffer.from([0xff, 0xff]), Buffer.from(',1\n')]),
      SPEC,
    )
    expect(found.codes).toEqual(['FILE_ENCODING'])
    expect(found.problems[0]).toMatchObject({ at: { line: 4 }, facts: { detail: 'gb18030' } })
  })

  test('zero bytes are no text', async () => {
    const found = await read(Buffer.concat([Buffer.from(TEXT), Buffer.alloc(9)]), SPEC)
    expect(found.codes).toEqual(['FILE_NOT_A_TABLE'])
  })

  test.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['a PDF', Buffer.from('%PDF-1.7\n%âã\n')],
    ['a web archive', Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n')],
  ])('%s is no table', async (_, bytes) => {
    expect((await read(bytes, SPEC)).codes).toEqual(['FILE_NOT_A_TABLE'])
  })

  test.each([
    ['nothing', ''],
    ['spaces', '  \r\n\r\n'],
    ['a mark', '\ufeff'],
  ])('%s is an empty file', async (_, text) => {
    expect((await read(text, SPEC)).codes).toEqual(['FILE_EMPTY'])
  })
})

describe('quotes', () => {
  test('hold separators, quotes and line breaks; lines are counted as an editor does', async () => {
    const text = '工单号,姓名,金额\r\n"W,1","a ""b""\r\nc",1\r\n"WX2" ,d,2\r\n\r\nWX3,e,x\r\n'
    const found = await read(text, SPEC)
    expect(found.rows.slice(0, 2)).toEqual([
      { 工单号: 'W,1', 姓名: 'a "b"\r\nc', 金额: '1' },
      { 工单号: 'WX2', 姓名: 'd', 金额: '2' },
    ])
    expect(found.lines).toEqual([2, 4, 6])
    expect(found.problems[0]!.at).toEqual({ file: 'orders.csv', line: 6, column: 3 })
  })

  test('within a text they are text', async () => {
    expect((await read('工单号,姓名,金额\nWX1,12" x 4",1\n', SPEC)).rows[0]!.姓名).toBe('12" x 4"')
  })

  test('one that does not close is a problem at its row; rows before it are read', async () => {
    const found = await read('工单号,姓名,金额\nWX1,a,1\nWX2,"b,2\nWX3,c,3\n', SPEC)
    expect(found.codes).toEqual(['FILE_TEXT_BROKEN'])
    expect(found.problems[0]).toMatchObject({ at: { line: 3 }, facts: { detail: 'quote' } })
    expect(found.rows).toHaveLength(1)
  })

  test('one that closes in the middle of a text is a problem', async () => {
    const found = await read('工单号,姓名,金额\nWX1,a,1\nWX2,"他说"好"了",2\nWX3,c,3\n', SPEC)
    expect(found.codes).toEqual(['FILE_TEXT_BROKEN'])
    expect(found.problems[0]!.at).toEqual({ file: 'orders.csv', line: 3 })
  })

  test('two that swallow the rows between them are a problem', async () => {
    const found = await read('工单号,姓名,金额\nWX1,a,1\nWX2,"b,2\nWX3,c,3\nWX4,d",4\nWX5,e,5\n', SPEC)
    expect(found.codes).toEqual(['FILE_TEXT_BROKEN'])
    expect(found.problems[0]!.at).toEqual({ file: 'orders.csv', line: 3 })
    expect(found.rows.map(r => r.工单号)).toEqual(['WX1'])
  })

  test('a record without end stops the reading early', async () => {
    const long = `工单号,姓名,金额\nWX1,"${'x,\n'.repeat(1_000_000)}`
    const found = await read(long, SPEC)
    expect(found.codes).toEqual(['FILE_TEXT_BROKEN'])
    expect(found.problems[0]!.at).toEqual({ file: 'orders.csv', line: 2 })
  })
})

describe('the width of rows', () => {
  test('an unquoted thousands separator is not read as two cells', async () => {
    const found = await read(
      '工单号,金额,备注\nA,12,x\nB,1,234.50,y\nC,1,234.50,\nD,5,z\n',
      table({ 工单号: 'id', 金额: 'money' }),
    )
    expect(found.codes).toEqual(['ROW_WIDTH', 'ROW_WIDTH'])
    expect(factsOf(found, 'ROW_WIDTH')).toEqual({ cells: 4, columns: 3 })
    expect(atOf(found, 'ROW_WIDTH')).toBe('orders.csv:3')
    expect(found.rows.map(r => r.金额)).toEqual(['12', '5'])
  })

  test('a last row that the file breaks off in is a problem', async () => {
    const found = await read('工单号,姓名,金额\nA,a,1\nB,b', SPEC)
    expect(found.codes).toEqual(['FILE_TEXT_BROKEN'])
    expect(found.problems[0]).toMatchObject({ at: { line: 3 }, facts: { detail: 'cut' } })
  })

  test('a last row that breaks off in its last wanted cell, before others that nobody wants', async () => {
    const rows = 'A,1,x,y\nB,2,x,y\nC,34'
    const found = await read(`工单号,金额,备注,客户\n${rows}`, table({ 工单号: 'id', 金额: 'money' }))
    expect(found.codes).toEqual(['FILE_TEXT_BROKEN'])
    expect(atOf(found, 'FILE_TEXT_BROKEN')).toBe('orders.csv:4')
  })

  test('one row and nothing else is measured by the header', async () => {
    const spec = table({ 工单号: 'id', 金额: 'money' })
    expect((await read('工单号,金额,备注,客户\nC,34', spec)).codes).toEqual(['FILE_TEXT_BROKEN'])
    expect((await read('工单号,金额,备注,客户\n\nC,34', spec)).codes).toEqual(['FILE_TEXT_BROKEN'])
  })

  test('a last row without a line break is complete where all its cells are there', async () => {
    expect((await read('工单号,姓名,金额\nA,a,1\nB,b,2', SPEC)).rows).toHaveLength(2)
  })
})

describe('long files', () => {
  // Rows of growing length put every kind of character and quote on the edges of the pieces that are read.
  const rows = Array.from({ length: 30_000 }, (_, i) => ({
    id: `WX${i}`,
    name: '张伟𠀀é'.repeat((i % 7) + 1),
    amount: i % 3 === 0 ? `"${i % 1000},234.5${i % 10}"` : `${i}.05`,
  }))
  const lines = rows
    .map(r => `${r.id},"${r.name}\r\n""x""",${r.amount.startsWith('"0,') ? '1' : r.amount}`)
    .join('\r\n')
  const text = `工单号,姓名,金额\r\n${lines}\r\n`

  async function check(bytes: Buffer | string, encoding: string, names: (name: string) => string): Promise<void> {
    const found = await read(bytes, SPEC)
    expect(found.codes).toEqual([])
    expect(found.reading.files[0]?.encoding).toBe(encoding)
    expect(found.rows).toHaveLength(rows.length)
    expect(
      found.rows.every((row, i) => row.工单号 === rows[i]!.id && row.姓名 === `${names(rows[i]!.name)}\r\n"x"`),
    ).toBe(true)
    expect(found.lines.every((line, i) => line === 2 + i * 2)).toBe(true)
  }

  test('in UTF-8', () => check(text, 'utf-8', name => name))
  test('in UTF-16', () => check(utf16(text, false, true), 'utf-16le', name => name))
  test('in GB18030', () => {
    const plain = (name: string) => name.replaceAll('𠀀é', '伟')
    return check(gb18030(plain(text)), 'gb18030', plain)
  })
})

describe('rows', () => {
  const rows = [
    ['key', 'x', 'note'],
    ['A', '1', 'a'],
    ['B', '2', 'b'],
  ]
  const spec = table({ key: 'id', x: 'money' })
  const written = (end: string, separator = ','): string => rows.map(row => row.join(separator) + end).join('')
  const READ = [
    { key: 'A', x: '1' },
    { key: 'B', x: '2' },
  ]

  test.each<[string, string]>([
    ['that end with CR', written('\r')],
    ['that end with CR, with LF in a cell', written('\r').replace('a\r', '"a\nb"\r')],
    ['that end with CR, with LF in the header', written('\r').replace('note', '"no\nte"')],
    ['that end with CR, with CR and LF in a cell', written('\r').replace('a\r', '"a\r\nb"\r')],
    ['that end with LF, with CR in a cell', written('\n').replace('a\n', '"a\rb"\n')],
    ['that end with CR LF, with LF in a cell', written('\r\n').replace('a\r', '"a\nb"\r')],
    ['with spaces before quotation marks', written('\n').replace('A,1,', 'A, "1", ').replace('B,2', '"B", "2"')],
    ['of bars', written('\n', '|')],
    ['under the line by which a spreadsheet learns the separator', `sep=;\r\n${written('\r\n', ';')}`],
    ['before a mark of the end', `${written('\n')}\u001a`],
  ])('%s are read', async (_, text) => {
    const found = await read(text, spec)
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual(READ)
  })

  test.each<[string, string]>([
    ['some CR between LF', 'key,x,note\nA,1,a\rB,2,b\nC,3,c\n'],
    ['some LF between CR', 'key,x,note\rA,1,a\rB,2,b\nC,3,c\r'],
  ])('%s are a problem, none is lost', async (_, text) => {
    expect((await read(text, spec)).codes).not.toEqual([])
  })
})

test('a remark below the rows is none, without a line break behind it either; a number that begins with # is one', async () => {
  const spec = table({ 单号: 'id', 金额: 'money' })
  const found = await read('单号,金额\n#说明1,5\n#12,\n#13,7\n# 說明：單號可空', spec)
  expect(found.codes).toEqual(['CELL_BLANK'])
  expect(found.rows.map(row => row.单号)).toEqual(['#说明1', '#12', '#13'])
})
