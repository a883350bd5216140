// What the tests of reading share: schemes in a word, files made on the spot, and rows as plain values.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { parsePeriod } from '../../src/core/calendar.ts'
import { decimal, plain } from '../../src/core/decimal.ts'
import { isPoint, POINTS } from '../../src/core/points.ts'
import type { Problem, ProblemCode } from '../../src/core/problem.ts'
import { readTable } from '../../src/sources/read-table.ts'
import { figureAt, ODD } from '../../src/tables/batch.ts'
import { type Directory, directory } from '../../src/tables/directory.ts'
import { partText } from '../../src/tables/division.ts'
import type { Reading } from '../../src/tables/reading.ts'
import type { Blank, CellType, ColumnSpec, TableSpec } from '../../src/tables/spec.ts'
import { contentTypes } from '../support/zip.ts'

export const SCHEME = { file: 'scheme.yaml', line: 10 }

/** A column: its type, what is special about it, and its headers where they are not its name. */
export type ColumnOptions = Partial<Omit<ColumnSpec, 'name' | 'at'>>

export function column(name: string, options: ColumnOptions | CellType = {}): ColumnSpec {
  const given: ColumnOptions =
    typeof options === 'string' || 'group' in options ? { type: options as CellType } : options
  return {
    name,
    headers: given.headers ?? [name],
    ...(given.behind ? { behind: given.behind } : {}),
    type: given.type ?? 'text',
    blank: given.blank ?? 'problem',
    range: given.range,
    values: given.values,
    shared: given.shared,
    ...(given.unit ? { unit: given.unit } : {}),
    ...(given.currency ? { currency: given.currency } : {}),
    ...(given.decimals ? { decimals: given.decimals } : {}),
    dates: given.dates,
    ...(given.filled ? { filled: given.filled } : {}),
    at: SCHEME,
  }
}

export function table(columns: Record<string, ColumnOptions | CellType>, options: Partial<TableSpec> = {}): TableSpec {
  return {
    name: options.name ?? 'orders',
    files: ['orders*'],
    month: options.month,
    layout: options.layout ?? { kind: 'rows' },
    ...(options.across ? { across: options.across } : {}),
    ...(options.headerRow ? { headerRow: options.headerRow } : {}),
    columns: Object.entries(columns).map(([name, given]) => column(name, given)),
    at: SCHEME,
  }
}

export const ZERO: Blank = { value: decimal(0) }

/** The people of the tests: two are called 张伟. */
export const PEOPLE: Directory = directory(
  [
    { id: '00012', name: '李四' },
    { id: '00013', name: '于伟帆' },
    { id: '00078', name: '张伟' },
    { id: '00081', name: '张伟' },
    { id: 'A07', name: '欧阳娜' },
    { id: '123456789012', name: '赵六' },
  ],
  new Map([['班组', ['机电一组', '机电二组', null, 'A组', null, null]]]),
)

export type Value = string | boolean | null
export interface Read {
  readonly rows: Record<string, Value>[]
  readonly lines: number[]
  readonly reading: Reading
  readonly codes: ProblemCode[]
  readonly problems: readonly Problem[]
}

export interface ReadOptions {
  readonly period?: string
  readonly people?: Directory
  readonly name?: string
}

/** Writes the content to a file and reads it as the scheme asks. */
export async function read(content: string | Uint8Array, spec: TableSpec, options: ReadOptions = {}): Promise<Read> {
  const folder = mkdtempSync(join(tmpdir(), 'sources-'))
  const name = options.name ?? 'orders.csv'
  const path = join(folder, name)
  writeFileSync(path, content)
  try {
    return await readPath(path, spec, { ...options, name })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Reads a file that is there. */
export async function readPath(path: string, spec: TableSpec, options: ReadOptions = {}): Promise<Read> {
  const rows: Record<string, Value>[] = []
  const lines: number[] = []
  const people = options.people ?? PEOPLE
  const period = options.period === undefined ? undefined : parsePeriod(options.period)!
  const reading = await readTable({
    spec,
    files: [{ path, display: options.name ?? path }],
    directory: people,
    period,
    onBatch(batch, dictionaries) {
      for (let i = 0; i < batch.size; i++) {
        const cells = spec.columns.map(({ name, type }, c): [string, Value] => {
          const data = batch.columns[c]!
          const raw = data.values[i]!
          if (Number.isNaN(raw)) return [name, null]
          if (typeof type === 'string' && isPoint(type)) return [name, POINTS[type].text(raw)]
          if (type === 'yes/no') return [name, raw === 1]
          const division = data.divided.get(i)
          if (raw === ODD && division)
            return [name, division.parts.map(part => `${people.ids[part.person]} ${partText(part)}`).join(', ')]
          if (type === 'person') return [name, people.ids[raw]!]
          const dictionary = dictionaries[c]
          return [name, dictionary ? dictionary.text(raw) : plain(figureAt(data, i)!)]
        })
        rows.push(Object.fromEntries(cells))
        lines.push(batch.rows[i]!)
      }
    },
  })
  return { rows, lines, reading, codes: reading.problems.map(p => p.code), problems: reading.problems }
}

/** One cell under the header `x`, as a CSV file holds it. */
export function csvCell(text: string): string {
  return `key,x\nA,"${text.replaceAll('"', '""')}"\n`
}

/** Reads one cell as a type: its value, or the code of its problem. */
export async function cell(
  text: string,
  options: ColumnOptions | CellType,
  more: ReadOptions = {},
): Promise<Value | ProblemCode> {
  const { rows, codes } = await read(csvCell(text), table({ key: 'id', x: options }), more)
  return codes[0] ?? rows[0]!.x!
}

/** The facts of the first problem of a code. */
export function factsOf(found: Read, code: ProblemCode): Record<string, unknown> {
  const problem = found.problems.find(p => p.code === code)
  if (!problem) throw new Error(`no ${code} among ${found.codes.join(', ') || 'no problems'}`)
  return problem.facts as Record<string, unknown>
}

/** The place of the first problem of a code, in words. */
export function atOf(found: Read, code: ProblemCode): string {
  const at = found.problems.find(p => p.code === code)?.at
  return at ? [at.file, at.sheet, at.cell, at.line, at.column].filter(x => x !== undefined).join(':') : ''
}

const ENCODED = new Map<string, Buffer>()

/** Text in GB18030: Node can only decode it, so that the two-byte characters are looked up by decoding all of them. */
export function gb18030(text: string): Buffer {
  if (ENCODED.size === 0) {
    const decoder = new TextDecoder('gb18030')
    for (let first = 0x81; first <= 0xfe; first++) {
      for (let second = 0x40; second <= 0xfe; second++) {
        if (second === 0x7f) continue
        const bytes = Buffer.from([first, second])
        const decoded = decoder.decode(bytes)
        if ([...decoded].length === 1 && !ENCODED.has(decoded)) ENCODED.set(decoded, bytes)
      }
    }
  }
  return Buffer.concat([...text].map(c => (c.charCodeAt(0) < 0x80 ? Buffer.from(c) : ENCODED.get(c)!)))
}

let crcTable: Uint32Array | undefined

function crc32(bytes: Buffer): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
    return c >>> 0
  })
  let crc = 0xffffffff
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 255]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** A zip archive of parts as they are given; `large`: in the form for large archives, which some systems always write. */
export function zip(parts: readonly (readonly [string, string])[], large = false): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of parts) {
    const raw = Buffer.from(text)
    const data = deflateRawSync(raw)
    const label = Buffer.from(name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(8, 8)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    for (const [to, at] of [
      [head, 14],
      [entry, 16],
    ] as const) {
      to.writeUInt32LE(crc32(raw), at)
      to.writeUInt32LE(data.length, at + 4)
      to.writeUInt32LE(raw.length, at + 8)
      to.writeUInt16LE(label.length, at + 12)
    }
    entry.writeUInt32LE(offset, 42)
    const extra = Buffer.alloc(large ? 20 : 0)
    if (large) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(16, 2)
      extra.writeBigUInt64LE(BigInt(raw.length), 4)
      extra.writeBigUInt64LE(BigInt(data.length), 12)
      entry.writeUInt32LE(0xffffffff, 20)
      entry.writeUInt32LE(0xffffffff, 24)
      entry.writeUInt16LE(extra.length, 30)
    }
    local.push(head, label, data)
    central.push(entry, label, extra)
    offset += head.length + label.length + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(Buffer.concat(central).length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, ...central, end])
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** An XLSX workbook around the XML of its one sheet, for what no writer would write. */
export function rawXlsx(sheet: string, large = false): Buffer {
  return zip([...partsOf(sheet).entries()], large)
}

/** The same with settings of calculation, and with the program that wrote it. */
export function workbookOf(
  sheet: string,
  { calculation = '', application }: { calculation?: string; application?: string | undefined },
): Buffer {
  const parts = partsOf(sheet)
  parts.set('xl/workbook.xml', parts.get('xl/workbook.xml')!.replace('</workbook>', `${calculation}</workbook>`))
  if (application !== undefined)
    parts.set('docProps/app.xml', `<Properties><Application>${application}</Application></Properties>`)
  return zip([...parts.entries()])
}

/** The parts of a workbook of one sheet by their names. */
export function partsOf(sheet: string): Map<string, string> {
  return new Map([
    ['[Content_Types].xml', contentTypes(['xl/workbook.xml', 'xl/worksheets/sheet1.xml'])],
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ],
    ['xl/worksheets/sheet1.xml', sheet.replace(/^<worksheet(?! xmlns)/, `<worksheet xmlns="${MAIN}"`)],
  ])
}
