// A form as data: the sheet that raters fill in, a row for each person or group and a column for each item with its marks and what
// counts for it, by rater. Takes a table of the scheme, whose rows it has and which of its items each of them is rated in; its headings are
// those by which the table is read, so that the filled workbook is read as it is.

import { type PaperSize, paperOf } from '../core/currency.ts'
import type { Decimal } from '../core/decimal.ts'
import { plain } from '../core/decimal.ts'
import { criteriaOf } from '../explain/criteria.ts'
import type { InputColumn, Scheme, SchemeTable } from '../scheme/model.ts'
import { type ColumnSpec, isFigure, isWhole, type Range } from '../tables/spec.ts'
import type { FormWords } from '../words/en/form.ts'
import { wordsIn } from '../words/language.ts'

/** Somebody who is rated, or a group. */
export interface Rated {
  /** Under the heading of the column that says whose a row is. */
  readonly key: string
  /** Under headings of the roster, which nobody reads: `姓名`, `岗位`. */
  readonly beside: readonly { readonly header: string; readonly text: string }[]
  readonly asks: (column: InputColumn) => boolean
}

export interface FormColumn {
  readonly header: string
  readonly says: string
  /** `0–3`, `yes / no`; empty where anything may stand there. */
  readonly marks: string
  readonly spec: ColumnSpec
}

/** The columns of a rater, side by side. */
export interface FormBlock {
  readonly by: string
  readonly columns: readonly FormColumn[]
  /** The heading of their sum, where they are points that add up. */
  readonly sum: string | undefined
}

export interface Form {
  /** Name of the sheet. */
  readonly name: string
  readonly title: string
  readonly lines: readonly string[]
  readonly leads: readonly string[]
  readonly blocks: readonly FormBlock[]
  /** For each row its leads, and by block which cells are to be filled. */
  readonly rows: readonly { readonly leads: readonly string[]; readonly open: readonly (readonly boolean[])[] }[]
  readonly sign: string
  readonly paper: PaperSize
}

/** The form of a table. `folder`: where it is to be put when it is filled in. */
export function formOf(
  scheme: Scheme,
  table: SchemeTable,
  rated: readonly Rated[],
  { period, folder }: { readonly period: string; readonly folder: string },
): Form {
  const { form: words, period: called } = wordsIn(scheme.sheets)
  const { spec, columns, rater } = table
  const raters = [...new Set(columns.map(c => c.source.rater ?? spec.columns[c.source.index]!.enteredBy ?? ''))]
  const taken = new Set(spec.columns.map(headerOf))
  const beside = (rated[0]?.beside ?? []).map(({ header }) => header).filter(header => !taken.has(header))
  for (const header of beside) taken.add(header)
  /** Side by side in a row; or a row each, of which a column may be of several. */
  const sides = rater === undefined ? raters : ['']
  const own = sides.map(by => {
    const there = columns.filter(c => rater !== undefined || (spec.columns[c.source.index]!.enteredBy ?? '') === by)
    return [...new Set(there.map(c => c.source.index))].map(index => there.filter(c => c.source.index === index))
  })
  const blocks = sides.map((by, i): FormBlock => {
    const specs = own[i]!.map(([first]) => spec.columns[first!.source.index]!)
    const sum = words.sum(by).trim()
    return {
      by,
      columns: own[i]!.map((same, c) => ({
        header: headerOf(specs[c]!),
        says: specs[c]!.says ?? same.map(column => criteriaOf(scheme, column)).find(said => said !== '') ?? '',
        marks: marksText(specs[c]!, words),
        spec: specs[c]!,
      })),
      sum: specs.length > 1 && specs.every(isPoints) && !taken.has(sum) ? sum : undefined,
    }
  })
  const rowOf = (row: Rated, by: string | undefined): Form['rows'][number] => ({
    leads: [
      row.key,
      ...row.beside.filter(b => beside.includes(b.header)).map(b => b.text),
      ...(by === undefined ? [] : [by]),
    ],
    open: own.map(of => of.map(same => same.some(c => c.source.rater === by && row.asks(c)))),
  })
  const isOpen = ({ open }: Form['rows'][number]): boolean => open.some(of => of.includes(true))
  return {
    name: plainName(spec.sheets?.[0]) ?? spec.name,
    title: `${scheme.name} · ${called(period)} · ${spec.name}`,
    lines: [words.fill, words.give(folder)],
    leads: [
      headerOf(spec.columns[table.key!]!),
      ...beside,
      ...(rater === undefined ? [] : [headerOf(spec.columns[rater]!)]),
    ],
    blocks,
    rows:
      rater === undefined
        ? rated.map(row => rowOf(row, undefined))
        : rated.flatMap(row => raters.map(by => rowOf(row, by)).filter(isOpen)),
    sign: words.sign(raters.filter(by => by !== '')),
    paper: paperOf(scheme.currency),
  }
}

/** The heading under which a column is written: that of its own row, where it has another. */
function headerOf({ headers }: ColumnSpec): string {
  return headers.find(header => !header.includes('/')) ?? headers[0]!
}

/** A name without anything that stands for other letters. */
function plainName(pattern: string | undefined): string | undefined {
  return pattern === undefined || pattern === 'all' || pattern.includes('*') ? undefined : pattern
}

/** True for points from 0 up to a most, which add up. */
function isPoints({ type, range }: ColumnSpec): boolean {
  return type === 'number' && range?.high !== undefined && range.low !== undefined && !range.low.edge.isNegative()
}

/** What may stand in a column's cells: `0–3`, `yes / no`; empty where anything may. */
export function marksText({ type, range, values }: ColumnSpec, words: FormWords): string {
  if (values) return values.join(' / ')
  if (type === 'yes/no') return words.asked['yes/no']
  if (type === 'date') return words.asked.date
  if (!isFigure(type)) return ''
  if (range) return rangeText(range, type === 'percent')
  return isWhole(type) ? words.asked.count : ''
}

/** A range as signs: `0–3`, `≥ 0`, `0 / 4–10`. */
export function rangeText({ low, high, parts: several }: Range, percent: boolean): string {
  if (several) return several.map(part => rangeText(part, percent)).join(' / ')
  const edge = (x: Decimal): string => (percent ? `${plain(x.times(100))}%` : plain(x))
  if (low && high && low.edge.eq(high.edge)) return edge(low.edge)
  if (low?.inclusive && high?.inclusive) return `${edge(low.edge)}–${edge(high.edge)}`
  const from = low && `${low.inclusive ? '≥' : '>'} ${edge(low.edge)}`
  const to = high && `${high.inclusive ? '≤' : '<'} ${edge(high.edge)}`
  return [from, to].filter(x => x !== undefined).join(', ')
}
