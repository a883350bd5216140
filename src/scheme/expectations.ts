// The section `expect`: what a month should be against the month that was closed before it. Takes the scheme file; gives typed
// expectations. Refuses names that are no figure of a sheet and no table, and spans that can't be meant.

import { currencyOf, withoutSigns } from '../core/currency.ts'
import type { Decimal } from '../core/decimal.ts'
import { suggest } from '../core/suggest.ts'
import { parseFigure } from './columns.ts'
import { type Context, tell } from './context.ts'
import type { Expectation, Span } from './model.ts'
import type { SchemeFile } from './schema.ts'
import type { Path } from './text.ts'

const ROWS = 'rows of '
const TOTAL = 'total '
const PEOPLE = { 'people joined': 'joined', 'people left': 'left' } as const

/** Reads the section. `lines`: names of amounts that stand in gross. */
export function readExpectations(file: SchemeFile, lines: readonly string[], context: Context): Expectation[] {
  const tables = Object.keys(file.tables ?? {})
  const figures = ['net', 'gross', ...lines]
  return Object.entries(file.expect ?? {}).flatMap(([name, text]): Expectation[] => {
    const path: Path = ['expect', name]
    const base = { name, text, at: context.text.keyAt(path).at }
    const unknown = (found: string, known: readonly string[]): [] => {
      tell(context, 'SHAPE_WRONG', path, { expected: known, found, nearest: suggest(found, known) }, true)
      return []
    }
    if (isPeople(name)) {
      const most = /^up to (\d{1,6})$/.exec(text.trim())?.[1]
      if (most === undefined) tell(context, 'SHAPE_WRONG', path, { expected: ['up to 5'], found: text })
      return [{ ...base, kind: PEOPLE[name], most: Number(most ?? 0) }]
    }
    if (name.startsWith(ROWS)) {
      const table = name.slice(ROWS.length).trim()
      if (!tables.includes(table)) return unknown(name, [...tables.map(t => ROWS + t), ...Object.keys(PEOPLE)])
      return [{ ...base, kind: 'rows', table, span: readSpan(text, false, path, context) }]
    }
    const total = name.startsWith(TOTAL) && !figures.includes(name)
    const figure = total ? name.slice(TOTAL.length).trim() : name
    if (!figures.includes(figure))
      return unknown(name, [...figures, ...figures.map(f => TOTAL + f), ...Object.keys(PEOPLE)])
    return [{ ...base, kind: total ? 'total' : 'person', figure, span: readSpan(text, true, path, context) }]
  })
}

function isPeople(name: string): name is keyof typeof PEOPLE {
  return Object.hasOwn(PEOPLE, name)
}

/** `within 30% or 300元`; of rows `within 40% or 20`. Either is enough. */
function readSpan(text: string, money: boolean, path: Path, context: Context): Span {
  const words = /^within\s+(.+?)(?:\s+or\s+(.+))?$/.exec(text.trim())?.slice(1) ?? []
  const span: { share?: Decimal; size?: Decimal } = {}
  let right = words.length > 0
  for (const word of words.filter(w => w !== undefined)) {
    const plain = withoutSigns(word, currencyOf(context.currency))
    const figure = parseFigure(plain)
    const key = /[%％]$/.test(word) ? 'share' : 'size'
    const said = key === 'share' || (plain !== word) === money
    if (!figure || figure.isNegative() || !said || span[key] !== undefined) right = false
    else span[key] = figure
  }
  if (!right) {
    const amount = money ? (context.currency === 'CNY' ? '300元' : `300 ${context.currency}`) : '20'
    tell(context, 'SHAPE_WRONG', path, { expected: ['within 30%', `within 30% or ${amount}`], found: text })
  }
  return span
}
