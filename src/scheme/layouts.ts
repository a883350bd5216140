// The section `exports`: how the files look that payroll, the tax client or a bank takes in. Takes the scheme file and its
// names; gives checked layouts. Refuses file names that can't be, cells that can't be written as asked, and formulas that
// a release can't know.

import type { Period } from '../core/calendar.ts'
import { problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import type { Bound } from '../formula/bound.ts'
import { nodes, parts } from '../formula/tree.ts'
import { bindCondition, bindText, type Context, tell } from './context.ts'
import { entryBounds, isOfRow, readEntries } from './entries.ts'
import { type FileName, fill, parseFileName, sameName } from './file-name.ts'
import { ENCODINGS, type HeadCell, type Layout, type LayoutColumn, SEPARATORS, type VoucherEntry } from './layout.ts'
import { bindColumn, bindHeadCell } from './layout-cells.ts'
import { HEAD_WORDS, layoutWord, MONTH_WORDS, namesWith, RELEASE_WORDS, ROW_WORDS } from './layout-names.ts'
import type { Reserve, Roster } from './model.ts'
import { readPaid } from './pay-day.ts'
import type { LayoutEntry, SchemeFile } from './schema.ts'
import type { Path } from './text.ts'

/** Reads all layouts. */
export function readLayouts(
  file: SchemeFile,
  context: Context,
  roster: Omit<Roster, 'paid'>,
  reserves: readonly Reserve[],
  period: Period | undefined,
): Layout[] {
  const entries = Object.entries(file.exports ?? {})
  const layouts = entries.map(([name, entry]) => readLayout(name, entry, context, roster, reserves))
  checkNames(layouts, context, period?.name ?? file.from)
  return layouts
}

/** Every formula of a layout. */
export function layoutBounds({ columns, head, where, order, entries }: Layout): Bound[] {
  const cells = [...columns, ...head].flatMap(c => (c.content.kind === 'formula' ? [c.content.formula] : []))
  return [...cells, ...order, ...(where ? [where] : []), ...(entries ?? []).flatMap(entryBounds)]
}

function readLayout(
  name: string,
  entry: LayoutEntry,
  outer: Context,
  roster: Omit<Roster, 'paid'>,
  reserves: readonly Reserve[],
): Layout {
  const path: Path = ['exports', name]
  const { at } = outer.text.keyAt(path)
  const of = entry.of === undefined ? undefined : reserveOf(entry.of, [...path, 'of'], outer, reserves)
  const words = of === undefined ? MONTH_WORDS : RELEASE_WORDS
  const context: Context = {
    ...outer,
    names: namesWith(words, at, outer.names),
    secrets: true,
    release: of !== undefined,
  }
  const above = { ...context, names: namesWith(HEAD_WORDS, at, outer.names) }
  const entries = entry.entries && readEntries(entry.entries, [...path, 'entries'], context)
  const ofRows = entries ? { ...context, names: namesWith([...words, ...ROW_WORDS], at, outer.names) } : context
  const columns = Object.entries(entry.columns).map(([heading, cell]) =>
    bindColumn(heading, cell, [...path, 'columns', heading], ofRows, roster),
  )
  if (entries) checkRows(entry, entries, columns, path, context)
  const head = Object.entries(entry.head ?? {}).flatMap(([spot, cell]) =>
    bindHeadCell(spot, cell, [...path, 'head', spot], above),
  )
  const file = fileName(entry.file, [...path, 'file'], context)
  const written = typeof entry['order by'] === 'string' ? [entry['order by']] : (entry['order by'] ?? [])
  const order = written.map((_, i) =>
    bindText(typeof entry['order by'] === 'string' ? [...path, 'order by'] : [...path, 'order by', i], context),
  )
  const where = entry.where === undefined ? undefined : bindCondition([...path, 'where'], context)
  const layout: Layout = {
    ...{ name, at, of, file, entries, columns, head, order, where },
    ...form(entry, file, path, context),
    ...headerOf(entry, head, path, context),
    control: controlOf(entry, columns, path, context),
    paid: readPaid([...path, 'paid'], entry.paid, context),
    asksPaid: false,
    mostRows: wholeNumber(entry['most rows'], [...path, 'most rows'], 1, context),
  }
  for (const bound of layoutBounds(layout)) checkReads(bound, of, context)
  return { ...layout, asksPaid: asksPaid(layout) }
}

function asksPaid(layout: Layout): boolean {
  const patterns = [...layout.columns, ...layout.head].flatMap(c =>
    c.content.kind === 'pattern' ? [c.content.pattern] : [],
  )
  const braces = [layout.file.pattern, ...patterns].flat()
  return (
    braces.some(part => typeof part === 'object' && part.brace === 'paid') ||
    [...nodes(layoutBounds(layout), parts)].some(
      b => b.kind === 'column' && ['paid that day', 'pay day'].includes(layoutWord(b.column) ?? ''),
    )
  )
}

function reserveOf(name: string, path: Path, context: Context, reserves: readonly Reserve[]): string {
  const known = reserves.filter(r => r.release).map(r => r.name)
  if (!known.includes(name)) {
    const nearest = suggest(name, known)
    tell(context, 'SHAPE_WRONG', path, { expected: [`reserve: ${known.join(', ')}`], found: name, nearest })
  }
  return name
}

function fileName(written: string, path: Path, context: Context): FileName {
  const read = parseFileName(written.trim())
  if (!('reason' in read)) return read
  tell(context, 'LAYOUT_FILE', path, { file: written, ...read })
  return { written, pattern: [written], kind: 'xlsx' }
}

/** A voucher has nothing of people that no entry has rows for, is not split and has an order of its own. */
function checkRows(
  entry: LayoutEntry,
  entries: readonly VoucherEntry[],
  columns: readonly LayoutColumn[],
  path: Path,
  context: Context,
): void {
  for (const { content } of columns)
    if (content.kind === 'formula' && entries.length > 0 && !entries.some(one => isOfRow(content.formula, one)))
      context.report(problem('VOUCHER_COLUMN', content.formula.at, { name: content.formula.text }))
  for (const key of ['most rows', 'order by'] as const) {
    if (entry[key] === undefined) continue
    const facts = { key, inside: path.join(' › '), nearest: undefined, known: 'entries, columns, head, where, control' }
    tell(context, 'KEY_UNKNOWN', [...path, key], facts, true)
  }
}

/** Sheet, encoding and separator; what the kind of file does not have is refused. */
function form(
  entry: LayoutEntry,
  { kind }: FileName,
  path: Path,
  context: Context,
): Pick<Layout, 'sheet' | 'encoding' | 'separator'> {
  const without = kind === 'xlsx' ? (['encoding', 'separator'] as const) : (['sheet'] as const)
  for (const key of without) {
    if (entry[key] === undefined) continue
    const facts = {
      key,
      inside: path.join(' › '),
      nearest: undefined,
      known: kind === 'xlsx' ? 'sheet' : 'encoding, separator',
    }
    tell(context, 'KEY_UNKNOWN', [...path, key], facts, true)
  }
  const sheet = entry.sheet ?? 'Sheet1'
  if (!/^[^[\]:*?/\\'\p{Cc}](?:[^[\]:*?/\\\p{Cc}]{0,29}[^[\]:*?/\\'\p{Cc}])?$/u.test(sheet))
    tell(context, 'SHAPE_WRONG', [...path, 'sheet'], { expected: [term('name of a sheet')], found: sheet })
  return {
    sheet,
    encoding: entry.encoding ?? ENCODINGS[0],
    separator: SEPARATORS[entry.separator ?? 'comma'],
  }
}

/** Where header and rows stand: right below the head, unless another row is named. */
function headerOf(
  entry: LayoutEntry,
  head: readonly HeadCell[],
  path: Path,
  context: Context,
): Pick<Layout, 'headerRow' | 'firstRow'> {
  const below = Math.max(0, ...head.map(cell => cell.row + 1))
  const written = entry['header row']
  if (written === 'none') return { headerRow: undefined, firstRow: below }
  const number = wholeNumber(written, [...path, 'header row'], below + 1, context) ?? below + 1
  return { headerRow: number - 1, firstRow: number }
}

const MOST = 1_000_000

function wholeNumber(written: string | undefined, path: Path, least: number, context: Context): number | undefined {
  if (written === undefined) return undefined
  const number = /^\d{1,7}$/.test(written) ? Number(written) : 0
  if (number >= least && number <= MOST) return number
  tell(context, 'SHAPE_WRONG', path, { expected: [`≥ ${least}`], found: written })
  return undefined
}

function controlOf(
  { control, columns: entries }: LayoutEntry,
  columns: readonly LayoutColumn[],
  path: Path,
  context: Context,
): number | undefined {
  const names = Object.keys(entries)
  const isAmount = (i: number): boolean => /^(amount|fen)/.test(columns[i]!.format)
  if (control === undefined) return undefined
  const index = names.indexOf(control)
  if (index >= 0 && isAmount(index)) return index
  const known = names.filter((_, i) => isAmount(i))
  const nearest = index < 0 ? suggest(control, known) : undefined
  tell(context, 'SHAPE_WRONG', [...path, 'control'], { expected: known, found: control, nearest })
  return undefined
}

/** Refuses figures of months in a layout of a release, and earlier months of what only layouts know. */
function checkReads(root: Bound, of: string | undefined, context: Context): void {
  const isMonthly = (bound: Bound): boolean =>
    bound.kind === 'column'
      ? !['people', 'parameters', 'exports'].includes(bound.column.owners[0]!)
      : ['measure', 'earlier', 'lines', 'people', 'rank', 'share'].includes(bound.kind)
  const refused = (bound: Bound): boolean => of !== undefined && isMonthly(bound)
  for (const bound of nodes([root], b => (refused(b) ? [] : parts(b)))) {
    if (bound.kind === 'earlier' && bound.column.owners[0] === 'exports')
      context.report(
        problem('NAME_UNKNOWN', bound.at, { name: bound.column.name, table: undefined, nearest: undefined }),
      )
    if (of !== undefined && isMonthly(bound))
      context.report(problem('LAYOUT_READS', bound.at, { name: bound.text, reserve: of }))
  }
}

/** No two layouts may write a file of one name; what is known only later is compared then. */
function checkNames(layouts: readonly Layout[], context: Context, month: string): void {
  const seen = new Map<string, string>()
  for (const { name, file } of layouts) {
    const about: Partial<Record<string, string>> = { period: month, payout: month, year: month.slice(0, 4) }
    const key = sameName(fill(file.pattern, brace => about[brace] ?? `{${brace}}`))
    const other = seen.get(key)
    seen.set(key, name)
    if (other !== undefined)
      tell(context, 'LAYOUT_FILE', ['exports', name, 'file'], { file: file.written, reason: 'twice', detail: other })
  }
}
