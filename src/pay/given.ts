// Values that a user gives by name, in place of what files and formulas say: `--set "净利润=220967.19"`, a row of a people
// file. Takes texts, which mean what they mean in a cell of that column; gives values, or problems that name what is wrong.

import type { Period } from '../core/calendar.ts'
import { currencyOf } from '../core/currency.ts'
import { plain } from '../core/decimal.ts'
import { type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { Due } from '../core/terms.ts'
import type { Value } from '../formula/bound.ts'
import { decode } from '../formula/kinds.ts'
import { isDecimal } from '../formula/trace.ts'
import { figuresHeld } from '../scheme/held.ts'
import { SCHEME_KINDS } from '../scheme/kinds.ts'
import type { GivenColumn, Scheme } from '../scheme/model.ts'
import { squashed } from '../scheme/names.ts'
import { readGivenCell } from '../sources/given-cell.ts'
import { type ColumnSpec, saidType, valueKind } from '../tables/spec.ts'
import { isFar } from './percents.ts'

/** Columns that may be given: everything but what is paid, withheld and deducted, and numbers of documents and accounts. */
export function settable(scheme: Scheme): GivenColumn[] {
  return [...scheme.columns.filter(isSettable), ...scheme.asked]
}

const RESULTS: ReadonlySet<string> = new Set(['pay', 'reserves', 'deductions', 'flags'])

export function isSettable({ owners, type }: Pick<GivenColumn, 'owners' | 'type'>): boolean {
  return !RESULTS.has(owners[0]!) && !type.secret
}

/**
 * The column that a name means: `净利润`, or `考核评分.投诉赔偿` where it has to be told apart. What is read comes before a score
 * that is made of it.
 */
export function findSettable(scheme: Scheme, name: string): GivenColumn | Problem {
  const all = settable(scheme)
  const written = squashed(name)
  const named = all.filter(c => squashed(c.name) === written || squashed(fullName(c)) === written)
  const read = named.filter(c => c.source.kind === 'input')
  const [found, other] = read.length > 0 ? read : named
  if (other) return problem('NAME_AMBIGUOUS', undefined, { name, choices: named.map(fullName).join(', ') })
  if (found) return found
  const nearest = suggest(
    name,
    all.map(c => c.name),
  )
  return problem('INPUT_UNKNOWN', undefined, { name, nearest })
}

function fullName({ owners, name }: GivenColumn): string {
  return `${owners[0]}.${name}`
}

/** The name by which a column is asked for, so that nothing else is meant. */
export function givenName(scheme: Scheme, column: GivenColumn): string {
  return findSettable(scheme, column.name) === column ? column.name : fullName(column)
}

/** The column as a cell of it would be read. */
export function cellSpec(scheme: Scheme, column: GivenColumn): ColumnSpec {
  const { name, type, at, source } = column
  if (source.kind === 'input') {
    const spec =
      source.table === 'people' ? scheme.roster.spec : scheme.tables.find(t => t.spec.name === source.table)!.spec
    const own = spec.columns[source.index]!
    // The keys of a group and the people are those that are given.
    return typeof own.type === 'object' || own.type === 'person' ? { ...own, type: 'text' } : own
  }
  const cell = source.kind === 'asked' ? source.cell : SCHEME_KINDS[type.kind].given
  const range = source.kind === 'parameter' ? source.range : undefined
  const none = source.kind === 'asked' ? source.blank : source.kind === 'defined'
  const blank = none ? 'none' : 'problem'
  const currency = currencyOf(scheme.currency)
  const spec: ColumnSpec = { name, headers: [name], type: cell, blank, range, values: type.values, at }
  // What no file has is written as the scheme writes figures.
  return currency ? { ...spec, currency, decimals: 'point' } : spec
}

/** Reads a given text as a cell of a column. */
export function readCell(spec: ColumnSpec, text: string, period: Period | undefined): Value | Problem {
  const { data, dictionary, problem: found } = readGivenCell(spec, text, period)
  if (!found) return decode(data, valueKind(spec.type), dictionary, 0)
  const reason = found.code === 'CELL_INVALID' ? found.facts.reason : undefined
  const expected =
    found.code === 'CELL_RANGE'
      ? [found.facts.range]
      : found.code === 'CELL_AMBIGUOUS'
        ? [found.facts.readings.join(' / ')]
        : cellForm(spec)
  return problem('INPUT_INVALID', undefined, { name: spec.name, found: text, expected, reason })
}

/** True where an empty cell of the column means something by itself. */
export function hasBlank(scheme: Scheme, column: GivenColumn): boolean {
  return column.source.kind !== 'defined' && cellSpec(scheme, column).blank !== 'problem'
}

/** Reads a given text as a value of the column. */
export function parseGiven(
  scheme: Scheme,
  column: GivenColumn,
  text: string,
  period: Period | undefined,
): Value | Problem {
  const value = readCell(cellSpec(scheme, column), text, period)
  if (isProblem(value) || !isDecimal(value) || /[%％]/.test(text)) return value
  const held = figuresHeld(scheme).find(h => h.at === column)
  if (!held || !isFar(held, value)) return value
  const expected = [[value.times(100), value].map(figure => `${plain(figure)}%`).join(' / ')]
  return problem('INPUT_INVALID', undefined, { name: column.name, found: text, expected, reason: undefined })
}

/** What may be given for a column: its texts, or its type. */
export function cellForm({ type, values }: ColumnSpec): Due {
  return values ?? [saidType(type)]
}

export function isProblem(value: Value | Problem | GivenColumn): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value
}
