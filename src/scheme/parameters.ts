// Parameters of a scheme file: figures and texts with a name, with a range, or by the month from which they hold. Gives the
// figure that holds in the month; refuses keys that mean nothing, figures outside their range, whether they hold now or
// not, and months of the scheme before the first figure.

import { type Period, parsePeriod } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { problem } from '../core/problem.ts'
import { term } from '../core/terms.ts'
import type { Bound, Value } from '../formula/bound.ts'
import { isWhole } from '../formula/whole.ts'
import { inRange, type Range } from '../tables/spec.ts'
import { parseRange } from './columns.ts'
import { bindText, type Context, foundOf, sameType, tell, unknownKey } from './context.ts'
import type { ParameterColumn } from './model.ts'
import type { Definition, SchemeFile } from './schema.ts'
import type { Path } from './text.ts'

/** Parameters: figures with a name, by month if need be. Without a month they have their newest figures. */
export function readParameters(file: SchemeFile, period: Period | undefined, context: Context): ParameterColumn[] {
  return Object.entries(file.parameters ?? {}).map(([name, written]) => {
    const path: Path = ['parameters', name]
    const map = typeof written === 'object' ? written : {}
    const { range: said } = map
    const range = typeof said === 'string' ? parseRange(said, [...path, 'range'], context) : undefined
    const paths = figurePaths(path, written, file.from, context)
    const bounds = paths.map(at => bindText(at, context))
    const figures = bounds.map(bound => fixed(bound, name, range, context))
    return {
      id: `parameters.${name}`,
      name,
      owners: ['parameters'],
      at: context.text.keyAt(path).at,
      type: sameType(bounds, context),
      home: 'shop',
      places: undefined,
      whole: bounds.every(isWhole),
      source: { kind: 'parameter', value: figures[Math.max(newest(paths, period), 0)] ?? null, range },
    }
  })
}

const FROM = 'from '

/** Where the figures of a parameter stand: one, or one for each month from which it changes, the earliest first. */
function figurePaths(path: Path, written: Definition, schemeFrom: string, context: Context): Path[] {
  if (typeof written === 'string') return [path]
  const keys = context.text.keys(path)
  const months = keys.filter(key => key.startsWith(FROM) && parsePeriod(key.slice(FROM.length))?.kind === 'month')
  const figures = 'value' in written ? ['value'] : months.toSorted()
  const known = [
    ...(months.length > 0 ? ['from 2026-01'] : []),
    ...('value' in written ? ['value'] : []),
    'range',
    'note',
  ]
  for (const key of keys) {
    const value = written[key]
    if (!figures.includes(key) && !['range', 'note'].includes(key)) unknownKey([...path, key], known, context)
    else if (typeof value !== 'string')
      tell(context, 'SHAPE_WRONG', [...path, key], { expected: [term('text')], found: foundOf(value) })
  }
  if (figures.length === 0) {
    tell(context, 'SHAPE_WRONG', path, { expected: [term('value'), 'from 2026-01'], found: keys.join(', ') })
  }
  const [first] = figures
  if (first?.startsWith(FROM) && first.slice(FROM.length) > schemeFrom)
    tell(context, 'SCHEME_PERIOD', [...path, first], { period: schemeFrom, from: first.slice(FROM.length) }, true)
  return figures.filter(key => typeof written[key] === 'string').map(key => [...path, key])
}

/** Number of the figure that holds in the month: the last that has begun. */
function newest(paths: readonly Path[], period: Period | undefined): number {
  return paths.findLastIndex(path => {
    const key = String(path.at(-1))
    return path.length < 3 || key === 'value' || !period || key.slice(FROM.length) <= period.name
  })
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
