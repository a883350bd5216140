// Bands in the scheme file: `bands of`, `marginal bands of`, two-way tables and scales → checked formulas.

import { problem } from '../core/problem.ts'
import { term } from '../core/terms.ts'
import { type BandSource, bindBands } from '../formula/bands.ts'
import type { Bound } from '../formula/bound.ts'
import { type Environment, homeOf } from '../formula/environment.ts'
import { isTimeKind } from '../formula/kinds.ts'
import type { Part } from '../formula/tree.ts'
import { isMoney, isNumeric } from '../formula/types.ts'
import { bindText, type Context, type Inner, sameType, tell, unknownAt } from './context.ts'
import type { Path, SchemeText } from './text.ts'

export function bindBandMap(
  path: Path,
  map: Record<string, unknown>,
  kind: string,
  rows: readonly string[],
  context: Context,
  inner: Inner,
): Bound {
  const of = bindText([...path, kind], context)
  const marginal = kind === 'marginal bands of'
  if (!isMoney(of.type) && !isNumeric(of.type) && (marginal || !isTimeKind(of.type.kind))) {
    const expected = marginal ? 'figure' : 'figure or date'
    tell(context, 'TYPE_WRONG', [...path, kind], { what: of.text, expected, found: of.type.kind })
  }
  return bandsOf(of, path, map, marginal, rows, context, `${kind}: ${of.text}`, inner)
}

/** A scale is bands without their figure: `达成得分(客户回访)` puts the figure in. */
export function bindScale(
  name: string,
  of: Bound,
  env: Environment,
  text: SchemeText,
  scale: Record<string, unknown>,
  inner: Inner,
): Bound {
  const path: Path = ['scales', name]
  return bandsOf(
    of,
    path,
    scale,
    false,
    text.keys(path),
    { ...env, text, nested: { now: 0, working: [] } },
    `${name}(${of.text})`,
    inner,
  )
}

function bandsOf(
  of: Bound,
  path: Path,
  map: Record<string, unknown>,
  marginal: boolean,
  rows: readonly string[],
  context: Context,
  text: string,
  inner: Inner,
): Bound {
  const { at } = of
  const across = 'across' in map
  const results = rows.map(key =>
    across ? bindRow(path, key, map, context, inner) : inner([...path, key], map[key], context),
  )
  const sources: BandSource[] = rows.map((key, i) => ({
    key: context.text.keyFormula([...path, key]),
    result: results[i]!,
  }))
  if (rows.length === 0)
    tell(context, 'SHAPE_WRONG', path, { expected: ['up to …:', 'from …:', 'above …:'], found: term('nothing') })
  // A slice of money has a rate; a slice of units has a rate or an amount for each unit.
  const amounts = marginal && isNumeric(of.type) && results.some(r => isMoney(r.type))
  if (marginal && !amounts) {
    for (const r of results) {
      if (!isNumeric(r.type))
        context.report(problem('TYPE_WRONG', r.at, { what: r.text, expected: 'number', found: r.type.kind }))
    }
  }
  const own = banded(of, sources, path, context)
  const type = marginal && !amounts ? of.type : sameType(results, context)
  return { kind: 'bands', ...own, marginal, type, text, at }
}

/** A figure with its bands; what they give is of whom the figure, its edges and its results are. */
function banded(
  of: Bound,
  sources: readonly BandSource[],
  path: Path,
  context: Context,
): Pick<Part<'bands'>, 'of' | 'bands' | 'home'> {
  const env: Environment = { ...context, source: context.text.formula(path) }
  const bands = bindBands(of, sources, env)
  const results = sources.map(s => s.result)
  return { of, bands, home: homeOf(of, ...results, ...bands.flatMap(b => [b.lower?.edge, b.upper?.edge])) }
}

/** A row of a two-way table: bands of the figure that runs across. */
function bindRow(path: Path, key: string, map: Record<string, unknown>, context: Context, inner: Inner): Bound {
  const rowPath = [...path, key]
  const cells = map[key]
  const columns = Array.isArray(map.columns) ? map.columns : []
  if (!Array.isArray(cells) || cells.length !== columns.length) {
    const found = Array.isArray(cells) ? `${cells.length}` : String(cells)
    tell(context, 'SHAPE_WRONG', rowPath, { expected: [term('list of', '', columns.length)], found })
    return unknownAt(rowPath, context)
  }
  const of = bindText([...path, 'across'], context)
  const results = cells.map((cell, i) => inner([...rowPath, i], cell, context))
  const sources = results.map((result, i) => ({ key: context.text.formula([...path, 'columns', i]), result }))
  const own = banded(of, sources, [...path, 'across'], context)
  const { at } = context.text.at(rowPath)
  return { kind: 'bands', ...own, marginal: false, type: sameType(results, context), text: `across: ${of.text}`, at }
}
