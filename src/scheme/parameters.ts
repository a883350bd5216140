// Parameters of a scheme file: figures and texts with a name, with a range, or by the months in which they hold. Gives the
// figure that holds in the month; refuses keys that mean nothing, figures outside their range, whether they hold now or
// not, months that two figures claim, and months of the scheme that have none.

import { monthOf, type Period } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { isPoint } from '../core/points.ts'
import { problem } from '../core/problem.ts'
import { term } from '../core/terms.ts'
import type { Bound, Value } from '../formula/bound.ts'
import { isWhole } from '../formula/whole.ts'
import { inRange, type Range } from '../tables/spec.ts'
import { parseRange, tellPointRange } from './columns.ts'
import { bindText, type Context, foundOf, sameType, tell, unknownKey } from './context.ts'
import type { ParameterColumn } from './model.ts'
import type { Definition, SchemeFile } from './schema.ts'
import { contradictions, gaps, holding, inOrder, parseSpan, type Span } from './spans.ts'
import type { Path } from './text.ts'

/** Parameters: figures with a name, by month if need be. Without a month they have their newest figures. */
export function readParameters(file: SchemeFile, period: Period | undefined, context: Context): ParameterColumn[] {
  return Object.entries(file.parameters ?? {}).map(([name, written]) => {
    const path: Path = ['parameters', name]
    const map = typeof written === 'object' ? written : {}
    const { range: said } = map
    const figures = figuresOf(path, written, context)
    checkSpans(name, figures, file, period, context)
    const bounds = figures.map(figure => bindText(figure.path, context))
    const points = bounds.some(({ type }) => isPoint(type.kind))
    if (points && typeof said === 'string') tellPointRange(name, said, [...path, 'range'], false, false, context)
    const range = typeof said === 'string' && !points ? parseRange(said, [...path, 'range'], context) : undefined
    const values = bounds.map(bound => fixed(bound, name, range, context))
    const now = figures.indexOf(holding(figures, period && monthOf(period)) ?? figures.at(-1)!)
    return {
      id: `parameters.${name}`,
      name,
      owners: ['parameters'],
      at: context.text.keyAt(path).at,
      type: sameType(bounds, context),
      home: 'shop',
      places: undefined,
      whole: bounds.every(isWhole),
      source: { kind: 'parameter', value: values[now] ?? null, range, written: bounds[now], says: textOf(map.says) },
    }
  })
}

/** A figure, and the months in which it holds; a plain one has none and holds wherever no other does. */
interface Figure extends Span {
  readonly path: Path
}

const PLAIN = 'value'
const EXAMPLE = 'from 2026-01'

/** Where the figures of a parameter stand, in the order of their months, a plain one first. */
function figuresOf(path: Path, written: Definition, context: Context): Figure[] {
  const figure = (path: Path, key: string): Figure => {
    return {
      ...(parseSpan(key) ?? { from: undefined, until: undefined }),
      path,
      text: key,
      at: context.text.keyAt(path).at,
    }
  }
  if (typeof written === 'string') return [figure(path, PLAIN)]
  const keys = context.text.keys(path)
  const dated = keys.filter(key => parseSpan(key))
  const figures = [...(PLAIN in written ? [PLAIN] : []), ...dated]
  const known = [
    ...(keys.some(key => /^(from|until) /.test(key)) ? [EXAMPLE] : []),
    ...(PLAIN in written ? [PLAIN] : []),
    'range',
    'says',
    'note',
  ]
  for (const key of keys) {
    const value = written[key]
    const nearest = figures.includes(key) ? undefined : spanMeant(key)
    if (nearest !== undefined)
      tell(
        context,
        'KEY_UNKNOWN',
        [...path, key],
        { key, inside: path.join(' › '), nearest, known: known.join(', '), braced: false },
        true,
      )
    else if (!figures.includes(key) && !['range', 'says', 'note'].includes(key))
      unknownKey([...path, key], known, context)
    else if (typeof value !== 'string')
      tell(context, 'SHAPE_WRONG', [...path, key], { expected: [term('text')], found: foundOf(value) })
  }
  if (figures.length === 0 && !keys.some(spanMeant))
    tell(context, 'SHAPE_WRONG', path, { expected: [term('value'), EXAMPLE], found: keys.join(', ') })
  return inOrder(figures.filter(key => typeof written[key] === 'string').map(key => figure([...path, key], key)))
}

const MONTH = '(\\d{4})(?:[-/.]|年)?(0?[1-9]|1[0-2])月?'
const ONE_MONTH = new RegExp(`^(?:in |month )?${MONTH}$`)
const TWO_MONTHS = new RegExp(`^(?:from )?${MONTH}\\s*(?:to|-|–|—|~|至|到)\\s*${MONTH}$`)

/** The months of a figure as the language writes them, of a key that names them otherwise: `2026-09`, `2026年9月`. */
function spanMeant(key: string): string | undefined {
  const [, year, month, endYear = year, endMonth = month] = TWO_MONTHS.exec(key) ?? ONE_MONTH.exec(key) ?? []
  return year === undefined
    ? undefined
    : `from ${year}-${month!.padStart(2, '0')} until ${endYear}-${endMonth!.padStart(2, '0')}`
}

/** Every month of the scheme has one figure, as far as it is known by now: which comes after the last need not be. */
function checkSpans(
  name: string,
  figures: readonly Figure[],
  file: SchemeFile,
  period: Period | undefined,
  context: Context,
): void {
  const dated = figures.filter(f => f.text !== PLAIN || parseSpan(f.text))
  const [first] = dated
  if (!first) return
  const wrong = contradictions(name, dated)
  for (const found of wrong) context.report(found)
  if (wrong.length > 0 || dated.length < figures.length) return
  if (first.from !== undefined && first.from > file.from)
    tell(context, 'SCHEME_PERIOD', first.path, { period: file.from, from: first.from }, true)
  const end = file.until
  const scheme =
    end === undefined
      ? undefined
      : { from: file.from, until: end, at: context.text.at(['until']).at, text: `until: ${end}` }
  const missing = gaps(name, dated, scheme)
  for (const found of missing) context.report(found)
  const last = dated
    .map(f => f.until)
    .reduce((a, b) => (a === undefined || b === undefined ? undefined : a > b ? a : b))
  if (
    missing.length === 0 &&
    period &&
    last !== undefined &&
    last < monthOf(period) &&
    monthOf(period) <= (end ?? monthOf(period))
  ) {
    const ended = dated.find(f => f.until === last)!
    tell(context, 'SCHEME_PERIOD', ended.path, { period: period.name, from: '', until: last }, true)
  }
}

/** The figure or text as a value; refuses a formula, and a figure outside the range. */
function fixed(bound: Bound, name: string, range: Range | undefined, context: Context): Value {
  const negated = bound.kind === 'negate' && bound.of.kind === 'literal' ? (bound.of.value as Decimal).neg() : null
  const figure = bound.kind === 'literal' ? bound.value : negated
  if (figure === null && bound.type.kind !== 'unknown')
    context.report(problem('SHAPE_WRONG', bound.at, { expected: [term('figure or "text"')], found: bound.text }))
  if (range && typeof figure === 'object' && figure !== null && !inRange(figure, range))
    context.report(problem('CELL_RANGE', bound.at, { column: name, found: bound.text, range: range.text }))
  return figure
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
