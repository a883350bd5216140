// XLSX files as other writers lay their XML: each way of saying the same thing reads the same. Written by hand after what
// Java, .NET and browser libraries, WPS and Excel itself write.

import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { edited } from '../support/edited.ts'
import { readersDiffer } from '../support/second-readers.ts'
import { contentTypes } from '../support/zip.ts'
import { read, table, zip } from './helpers.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

type Parts = (readonly [string, string])[]

/** The parts of a workbook with one sheet; `sheet` is what stands between the tags of its rows. */
function parts(rows: string, more: { shared?: string; styles?: string; after?: string; target?: string } = {}): Parts {
  const found: Parts = [
    ['_rels/.rels', relations(['officeDocument', 'xl/workbook.xml'])],
    [
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets><sheet name="数据" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations(
        ['worksheet', more.target ?? 'worksheets/sheet1.xml'],
        ...(more.shared ? ([['sharedStrings', 'sharedStrings.xml']] as const) : []),
        ...(more.styles ? ([['styles', 'styles.xml']] as const) : []),
      ),
    ],
    [
      'xl/worksheets/sheet1.xml',
      `${HEAD}<worksheet xmlns="${MAIN}"><dimension ref="A1"/><sheetData>${rows}</sheetData>${more.after ?? ''}</worksheet>`,
    ],
  ]
  if (more.shared) found.push(['xl/sharedStrings.xml', `${HEAD}<sst xmlns="${MAIN}">${more.shared}</sst>`])
  if (more.styles) found.push(['xl/styles.xml', `${HEAD}<styleSheet xmlns="${MAIN}">${more.styles}</styleSheet>`])
  return [['[Content_Types].xml', `${HEAD}${contentTypes(found.map(([name]) => name))}`], ...found]
}

function relations(...targets: (readonly [string, string])[]): string {
  const each = targets.map(
    ([kind, to], i) => `<Relationship Id="r${i + 1}" Type="${RELATION}/${kind}" Target="${to}"/>`,
  )
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`
}

const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const SPEC = table({ 姓名: 'person', 日期: 'date', 金额: 'money', 备注: { blank: 'none' } })
const ROWS = [
  { 姓名: '00012', 日期: '2026-07-05', 金额: '1234.5', 备注: '机油,机滤' },
  { 姓名: '00013', 日期: '2026-07-06', 金额: '-0.1', 备注: null },
]
const HEADER = ['姓名', '日期', '金额', '备注']
/** Cells without places, one after the other, texts in the cells. */
const PLAIN = `<row>${HEADER.map(inline).join('')}</row>
  <row>${inline('李四')}<c><v>46208</v></c><c><v>1234.5</v></c>${inline('机油,机滤')}</row>
  <row>${inline('于伟帆')}<c><v>46209.75</v></c><c><v>-0.10000000000000001</v></c><c/></row>`

async function reads(content: Uint8Array, codes: readonly string[] = []): Promise<void> {
  const found = await read(content, SPEC, { period: '2026-07', name: '数据.xlsx' })
  expect(found.codes).toEqual(codes)
  expect(found.rows).toEqual(ROWS)
  expect(found.lines).toEqual([2, 3])
}

describe('cells', () => {
  test('without places, texts in the cells', () => reads(zip(parts(PLAIN))))

  test('with places on rows only, and on some cells only', async () => {
    let row = 0
    await reads(zip(parts(PLAIN.replace(/<row>/g, () => `<row r="${++row}" spans="1:4">`))))
    await reads(zip(parts(edited(PLAIN, ['<c><v>1234.5', '<c r="C2"><v>1234.5']))))
  })

  test('texts in a list, in pieces of different fonts, with readings of names and coded line ends', async () => {
    const shared = [
      '<si><t>姓名</t></si>',
      '<si><r><rPr><b/></rPr><t>日</t></r><r><t xml:space="preserve">期 </t></r></si>',
      '<si><t>金额_x000D_\n</t></si>',
      '<si><t xml:space="preserve"> 备注</t><phoneticPr fontId="1" type="noConversion"/></si>',
      '<si><t>李四</t><rPh sb="0" eb="1"><t>LI</t></rPh><rPh sb="1" eb="2"><t>SI</t></rPh></si>',
      '<si><r><t>于</t></r><r><rPr><color rgb="FFFF0000"/></rPr><t>伟帆</t></r><rPh sb="0" eb="1"><t>YU</t></rPh></si>',
      '<si><t><![CDATA[机油,机滤]]></t></si>',
    ].join('')
    const s = (index: number): string => `<c t="s"><v>${index}</v></c>`
    const rows = `<row>${[0, 1, 2, 3].map(s).join('')}</row>
      <row>${s(4)}<c><v>46208</v></c><c t="n"><v>1234.5</v></c>${s(6)}</row>
      <row>${s(5)}<c><v>46209.75</v></c><c t="n"><v>-0.1</v></c></row>`
    await reads(zip(parts(rows, { shared })))
  })

  test('dates of Chinese formats, by number and by text, and as ISO text', async () => {
    const formats = ['yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@', '[$-804]yyyy\\-m\\-d\\ h:mm', 'yyyy/m/d;@']
    const ids = [14, 22, 27, 30, 31, 57, 58, ...formats.map((_, i) => 170 + i)]
    const styles = `<numFmts>${formats.map((f, i) => `<numFmt numFmtId="${170 + i}" formatCode="${f}"/>`).join('')}</numFmts>
      <fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>
      <cellXfs>${[0, ...ids].map(id => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('')}</cellXfs>`
    for (let s = 1; s <= ids.length; s++) {
      const rows = edited(PLAIN, ['<c><v>46208', `<c s="${s}"><v>46208`], ['<c><v>46209', `<c s="${s}"><v>46209`])
      await reads(zip(parts(rows, { styles })))
    }
    const iso = edited(
      PLAIN,
      ['<c><v>46208', '<c t="d"><v>2026-07-05'],
      ['<c><v>46209.75', '<c t="d"><v>2026-07-06T18:00:00'],
    )
    await reads(zip(parts(iso)))
  })

  test('results of formulas, single and shared', async () => {
    const rows = edited(
      PLAIN,
      ['<c><v>1234.5', '<c><f>A1+B1</f><v>1234.5'],
      ['<c><v>-0.1', '<c><f t="shared" si="0" ref="C3:C9">C2-1234.6</f><v>-0.1'],
      [inline('李四'), '<c t="str"><f>"李"&amp;"四"</f><v>李四</v></c>'],
    )
    await reads(zip(parts(rows)))
  })

  test.each([
    ['without numbers', '<row hidden="1">'],
    ['with numbers', '<row r="2" hidden="true">'],
    ['behind a comment', '<!-- <row> --><row hidden="1">'],
  ])('rows that are hidden, %s, count and are told; hidden columns are found', async (how, hidden) => {
    if (how === 'behind a comment') readersDiffer('the other reader takes tags in comments for tags')
    const rows = edited(PLAIN, [/<row>(?=<c t="inlineStr"><is><t>李四)/, hidden])
    const found = parts(rows).map(([name, text]): [string, string] => [
      name,
      text.replace('<sheetData>', '<cols><col min="2" max="3" width="0" hidden="1"/></cols><sheetData>'),
    ])
    await reads(zip(found), ['ROWS_HIDDEN'])
  })
})

describe('parts', () => {
  const changed = (change: (name: string, text: string) => [string, string]): Buffer =>
    zip(parts(PLAIN).map(([name, text]) => change(name, text)))

  test('tags with a prefix', async () => {
    const prefixed = changed((name, text) => [
      name,
      name.includes('sheet1') || name.endsWith('workbook.xml')
        ? text.replace(/<(\/?)([a-z])/gi, '<$1x:$2').replace(`xmlns="${MAIN}"`, `xmlns:x="${MAIN}"`)
        : text,
    ])
    await reads(prefixed)
  })

  test('the strict form of the standard', async () => {
    const strict = changed((name, text) => [
      name,
      text
        .replaceAll(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
        .replaceAll(RELATION, 'http://purl.oclc.org/ooxml/officeDocument/relationships'),
    ])
    await reads(strict)
  })

  test('with a mark of their encoding', () => reads(changed((name, text) => [name, `\uFEFF${text}`])))
  test('named from the root', () => reads(zip(parts(PLAIN, { target: '/xl/worksheets/sheet1.xml' }))))
  test.each<[string, (name: string) => string]>([
    ['with backslashes', name => name.replaceAll('/', '\\')],
    ['in other case', name => name.replace('sheet1.xml', 'Sheet1.xml').replace('_rels/.rels', '_RELS/.rels')],
    ['all in capitals', name => name.toUpperCase()],
    ['from the root', name => `/${name}`],
  ])('named %s', async (_, rename) => {
    await reads(changed((name, text) => [rename(name), text]))
  })
  test('led to by targets of other spellings', async () => {
    readersDiffer('the other reader does not find sheets by such targets')
    for (const target of [
      'Worksheets/SHEET1.xml',
      './worksheets/sheet1.xml',
      'worksheets\\sheet1.xml',
      '../xl/worksheets/sheet1.xml',
    ])
      await reads(zip(parts(PLAIN, { target })))
  })
  test('two that differ by case only are a problem', async () => {
    const twice = zip([...parts(PLAIN), ['xl/worksheets/SHEET1.xml', '<worksheet/>']])
    expect((await read(twice, SPEC)).codes).toEqual(['FILE_UNREADABLE'])
  })
  test('that nobody leads to, and charts, are passed over', async () => {
    const found = parts(PLAIN).map(([name, text]): [string, string] => [
      name,
      name.endsWith('workbook.xml.rels')
        ? text.replace(
            '</Relationships>',
            `<Relationship Id="r9" Type="${RELATION}/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>`,
          )
        : text.replace('</sheets>', '<sheet name="Chart" sheetId="9" r:id="r9"/></sheets>'),
    ])
    await reads(
      zip([...found, ['xl/chartsheets/sheet1.xml', '<chartsheet/>'], ['xl/worksheets/sheet9.xml', '<worksheet>']]),
    )
  })
  test('in another order', () => reads(zip(parts(PLAIN).reverse())))
  test('in the form for large archives', () => reads(zip(parts(PLAIN), true)))
  test('stored, and with sizes behind the data, as streams are written', async () => {
    readersDiffer('the other reader looks for sizes in front of the data only')
    await reads(streamed(parts(PLAIN), false))
    await reads(streamed(parts(PLAIN), true))
  })
})

/** An archive whose sizes and checksums stand behind each part, as java.util.zip and others write it. */
function streamed(all: Parts, deflate: boolean): Buffer {
  const plain = zip(all)
  const central = plain.readUInt32LE(plain.length - 6)
  const pieces: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  let at = central
  for (const [name, text] of all) {
    const raw = Buffer.from(text)
    const data = deflate ? deflateRawSync(raw) : raw
    const entry = Buffer.from(plain.subarray(at, at + 46 + plain.readUInt16LE(at + 28)))
    at += entry.length + plain.readUInt16LE(at + 30)
    entry.writeUInt16LE(8, 8)
    entry.writeUInt16LE(deflate ? 8 : 0, 10)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt32LE(offset, 42)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(8, 6)
    head.writeUInt16LE(deflate ? 8 : 0, 8)
    head.writeUInt16LE(Buffer.from(name).length, 26)
    const tail = Buffer.alloc(16)
    tail.writeUInt32LE(0x08074b50, 0)
    entry.copy(tail, 4, 16, 28)
    const piece = Buffer.concat([head, Buffer.from(name), data, tail])
    pieces.push(piece)
    entries.push(entry)
    offset += piece.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.from(plain.subarray(plain.length - 22))
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...pieces, directory, end])
}
