// Small parts that the report of a group is built of: its sheets, the same as tables of its page, and pictures with a bar a shop.

import { compare, type Decimal, decimal, sumOf } from '../../core/decimal.ts'
import type { GroupWords } from '../../words/en/group.ts'
import type { Labels } from '../../words/en/labels.ts'
import type { ReportWords } from '../../words/en/report.ts'
import { type Block, figureText, money, type Table } from '../report/blocks.ts'
import { figureOf, type Sheet, type SheetCell, type SheetColumn } from '../sheet.ts'
import { type ColumnOf, figure, tableOf } from '../sheet-parts.ts'
import type { GroupMonth, PersonFigures, ShopFigures, ShopOfGroup } from './group-month.ts'

/** Bars of a picture, pictures of a section, and names of a list. */
export const BARS = 24
export const PICTURES = 6
export const NAMES = 8

/** A shop with figures. */
export type Seen = ShopOfGroup & { readonly figures: ShopFigures }

export interface Pen extends GroupMonth {
  readonly w: GroupWords['report']
  readonly shopWords: GroupWords
  readonly labels: Labels
  readonly words: ReportWords
  /** What a period is called. */
  readonly called: (period: string) => string
  /** Those with figures, in the order of their folders. */
  readonly seen: readonly Seen[]
}

/** The sheets of a question, and what the page has of it. */
export interface Part {
  readonly id: keyof GroupWords['report']['sections']
  readonly sheets: readonly Sheet[]
  /** How it is told on the page, where that is not just its sheets as tables. */
  readonly blocks?: readonly Block[]
}

/** A sheet of the workbook, which is headed when all are there. */
export function sheet<T>(
  name: string,
  items: readonly T[],
  columns: readonly ColumnOf<T>[],
  more: Partial<Pick<Sheet, 'top' | 'frozen' | 'totalWord'>> = {},
): Sheet {
  return { name, heading: name, frozen: 1, ...tableOf(items, columns), ...more }
}

/** A count that is added up. */
export function total(title: string): SheetColumn {
  return { ...figure(title), total: true }
}

/** Everybody of all shops. */
export function everybody({ seen }: Pick<Pen, 'seen'>): (PersonFigures & { readonly shop: string })[] {
  return seen.flatMap(({ shop, figures }) => figures.people.map(p => ({ ...p, shop })))
}

/** What keeps a shop from having figures. */
export function codesOf({ problems }: ShopOfGroup): string {
  const errors = problems.filter(p => p.severity === 'error')
  return errors.map(({ code, count }) => (count === 1 ? code : `${code} × ${count}`)).join(', ')
}

/** A sheet as a table of the page. */
export function pageTable({ name, columns, rows, totalWord, top }: Sheet): Table {
  const sums = columns.map((column, i): string => {
    if (i === 0) return totalWord ?? ''
    const all = rows.flatMap(row => figureOf(row[i]) ?? [])
    return column.total && all.length > 0 ? cellText(sumOf(all), column) : ''
  })
  return {
    caption: name,
    columns,
    rows: rows.map(row => row.map((cell, i) => cellText(cell, columns[i]!))),
    ...(totalWord === undefined || rows.length === 0 ? {} : { total: sums }),
    notes: top === undefined ? [] : [top],
  }
}

function cellText(cell: SheetCell, { kind }: SheetColumn): string {
  if (cell === null || typeof cell === 'string') return cell ?? ''
  if ('figure' in cell) return figureText(cell.figure, cell.as === 'amount' ? 'money' : 'number', cell.as === 'percent')
  return kind === 'amount' ? money(cell) : figureText(cell, 'number', false)
}

/** A figure of each shop, the highest first; where they are too many, the highest and the lowest. */
export function pictureOf(
  { w, words }: Pen,
  title: string,
  all: readonly { readonly label: string; readonly value: Decimal }[],
  show: (x: Decimal) => string,
  table: Table,
): Block[] {
  const sorted = all.toSorted((a, b) => compare(b.value, a.value))
  const [high, low] = [sorted[0], sorted.at(-1)]
  if (!high || !low) return [{ kind: 'table', table }]
  const shown = sorted.length <= BARS ? sorted : [...sorted.slice(0, BARS / 2), ...sorted.slice(-BARS / 2)]
  const left = sorted.length - shown.length
  const same = compare(high.value, low.value) === 0
  const told = same ? w.allSame(show(high.value)) : w.pictured(high.label, show(high.value), low.label, show(low.value))
  const description = left > 0 ? `${told} ${words.rowsLeftOut(left)}` : told
  const bars = shown.map(bar => ({ ...bar, text: show(bar.value) }))
  return [{ kind: 'picture', picture: { title, description, bars, marks: [], table } }]
}

/** What an amount of people adds up to. */
export function sumOfPeople(people: readonly PersonFigures[], kind: (typeof AMOUNTS)[number]): Decimal {
  return sumOf(people.map(p => decimal(p[kind])))
}

export const AMOUNTS = ['gross', 'withheld', 'deducted', 'correction', 'net'] as const

/** Names of what no picture was made of. */
export function notDrawn({ words }: Pen, names: readonly string[]): Block[] {
  const left = names.slice(PICTURES)
  return left.length === 0 ? [] : [{ kind: 'text', text: words.scoresLeftOut(left.join(', ')) }]
}
