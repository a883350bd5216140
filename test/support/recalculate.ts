// Workbooks worked out anew by a real LibreOffice, from nothing but their inputs and formulas: the stored results are taken
// out before. Takes the bytes of workbooks by name; gives the value of every cell.

import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tempFolder } from './folders.ts'
import { unzip, zip } from './zip.ts'

export type CellText = { readonly kind: 'number' | 'text' | 'yes/no' | 'error' | 'none'; readonly text: string }

export interface ReadCell extends CellText {
  readonly formula: string | undefined
}

/** By sheet, then by address. */
export type ReadBook = ReadonlyMap<string, ReadonlyMap<string, ReadCell>>

const ALWAYS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

/** Changes a cell: its address by sheet, and what it holds then. */
export interface Change {
  readonly sheet: string
  readonly cell: string
  readonly value: number | string | boolean
}

/** The workbook without its stored results, with some inputs changed. */
export function withoutResults(bytes: Uint8Array, changes: readonly Change[] = []): Buffer {
  const parts = unzip(Buffer.from(bytes))
  const files = sheetFiles(parts)
  const bare = new Map<string, Buffer>()
  for (const [name, part] of parts) {
    if (!name.startsWith('xl/worksheets/')) {
      bare.set(name, part)
      continue
    }
    let xml = part.toString().replace(/<\/f><v>[^<]*<\/v>/g, '</f>')
    for (const { sheet, cell, value } of changes) if (files.get(sheet) === name) xml = changed(xml, cell, value)
    bare.set(name, Buffer.from(xml))
  }
  return zip(bare)
}

function changed(xml: string, cell: string, value: Change['value']): string {
  const found = new RegExp(
    `<c r="${cell}"((?: [a-rt-z]+="[^"]*")*?)( s="\\d+")?((?: [a-z]+="[^"]*")*)(?:/>|>.*?</c>)`,
  ).exec(xml)
  if (!found) throw new Error(`no cell ${cell}`)
  const style = /s="\d+"/.exec(found[0].slice(0, found[0].indexOf('>')))?.[0] ?? ''
  const text =
    typeof value === 'number'
      ? `<c r="${cell}" ${style}><v>${value}</v></c>`
      : typeof value === 'boolean'
        ? `<c r="${cell}" ${style} t="b"><v>${value ? 1 : 0}</v></c>`
        : `<c r="${cell}" ${style} t="inlineStr"><is><t>${escaped(value)}</t></is></c>`
  return xml.replace(found[0], () => text)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** Works all workbooks out in one run of LibreOffice. */
export function recalculate(books: ReadonlyMap<string, Uint8Array>): Map<string, ReadBook> {
  const folder = tempFolder()
  mkdirSync(join(folder, 'profile/user'), { recursive: true })
  mkdirSync(join(folder, 'done'))
  writeFileSync(join(folder, 'profile/user/registrymodifications.xcu'), ALWAYS)
  const files = [...books].map(([name, bytes], i) => {
    const file = join(folder, `${i}.xlsx`)
    writeFileSync(file, bytes)
    return { name, file, done: join(folder, 'done', `${i}.xlsx`) }
  })
  const { status, stderr } = spawnSync('soffice', [
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    '--convert-to',
    'xlsx:Calc MS Excel 2007 XML',
    '--outdir',
    join(folder, 'done'),
    ...files.map(f => f.file),
  ])
  if (status !== 0) throw new Error(stderr.toString())
  return new Map(files.map(f => [f.name, readBook(readFileSync(f.done))]))
}

/** What is stored in workbooks and what they come to when they are worked out without it, by name. */
export function workedOut(books: ReadonlyMap<string, Uint8Array>): Map<string, readonly [ReadBook, ReadBook]> {
  const found = recalculate(new Map([...books].map(([name, bytes]) => [name, withoutResults(bytes)])))
  return new Map([...books].map(([name, bytes]) => [name, [readBook(bytes), found.get(name)!] as const]))
}

function sheetFiles(parts: ReadonlyMap<string, Buffer>): Map<string, string> {
  const relations = new Map(
    [
      ...parts
        .get('xl/_rels/workbook.xml.rels')!
        .toString()
        .matchAll(/<Relationship [^>]*>/g),
    ].map(([tag]) => [/Id="([^"]*)"/.exec(tag)![1]!, /Target="([^"]*)"/.exec(tag)![1]!]),
  )
  const sheets = [
    ...parts
      .get('xl/workbook.xml')!
      .toString()
      .matchAll(/<sheet [^>]*>/g),
  ]
  return new Map(
    sheets.map(([tag]) => [
      plain(/name="([^"]*)"/.exec(tag)![1]!),
      `xl/${relations.get(/r:id="([^"]*)"/.exec(tag)![1]!)!.replace(/^\/?(xl\/)?/, '')}`,
    ]),
  )
}

/** Every cell of a workbook, as its parts have it. */
export function readBook(bytes: Uint8Array): ReadBook {
  const parts = unzip(Buffer.from(bytes))
  const shared = [...(parts.get('xl/sharedStrings.xml')?.toString() ?? '').matchAll(/<si>(.*?)<\/si>|<si\/>/gs)].map(
    m => textIn(m[1] ?? ''),
  )
  const sheets = [...sheetFiles(parts)].map(
    ([name, file]) => [name, readSheet(parts.get(file)!.toString(), shared)] as const,
  )
  return new Map(sheets)
}

function readSheet(xml: string, shared: readonly string[]): Map<string, ReadCell> {
  const cells = new Map<string, ReadCell>()
  for (const [, head, body = ''] of xml.matchAll(/<c ((?:[a-z]+="[^"]*" ?)+)(?:\/>|>(.*?)<\/c>)/gs)) {
    const address = /(?:^| )r="([A-Z]+\d+)"/.exec(head!)![1]!
    const type = /(?:^| )t="([^"]*)"/.exec(head!)?.[1] ?? 'n'
    const formula = /<f[^>]*>(.*?)<\/f>/s.exec(body)?.[1]
    const value = /<v>(.*?)<\/v>/s.exec(body)?.[1]
    cells.set(address, {
      ...cellText(type, value, body, shared),
      formula: formula === undefined ? undefined : plain(formula),
    })
  }
  return cells
}

function cellText(type: string, value: string | undefined, body: string, shared: readonly string[]): CellText {
  if (type === 'inlineStr') return { kind: 'text', text: textIn(body) }
  if (value === undefined) return { kind: 'none', text: '' }
  switch (type) {
    case 's':
      return { kind: 'text', text: shared[Number(value)]! }
    case 'str':
      return { kind: 'text', text: plain(value) }
    case 'b':
      return { kind: 'yes/no', text: value === '1' ? 'yes' : 'no' }
    case 'e':
      return { kind: 'error', text: value }
    default:
      return { kind: 'number', text: value }
  }
}

function textIn(xml: string): string {
  return [...xml.matchAll(/<t(?: [^>]*)?>(.*?)<\/t>/gs)].map(m => plain(m[1]!)).join('')
}

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')
}

/** What differs between the stored results of a workbook and what LibreOffice worked out: `sheet!cell: stored, found`. */
export function differences(stored: ReadBook, found: ReadBook): string[] {
  const wrong: string[] = []
  for (const [sheet, cells] of stored)
    for (const [address, cell] of cells) {
      if (cell.formula === undefined) continue
      const other = found.get(sheet)?.get(address) ?? { kind: 'none', text: '' }
      if (!isSame(cell, other)) wrong.push(`${sheet}!${address}: ${cell.text} | ${other.text} | ${cell.formula}`)
    }
  return wrong
}

/** Figures to 12 digits: the noise of doubles is smaller, and no fen of any amount is. */
function isSame(a: CellText, b: CellText): boolean {
  if (a.text === '' && b.text === '') return b.kind !== 'error'
  // LibreOffice keeps a truth that has a format of its own as 1 or 0.
  if (a.kind === 'yes/no' && b.kind === 'number') return b.text === (a.text === 'yes' ? '1' : '0')
  if (a.kind !== b.kind) return false
  if (a.kind !== 'number') return a.text === b.text
  const [x, y] = [Number(a.text), Number(b.text)]
  return Math.abs(x - y) <= 1e-9 + 1e-12 * Math.abs(x)
}
