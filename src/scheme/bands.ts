// What goes by a figure, a text or two of them: bands, marginal bands, choices, two-way tables and scales → checked formulas.
// Takes a map of the scheme file with what it is held against; rows are bands or cases, and so are columns. Refuses gaps,
// overlaps, cases that stand twice or are missing, and rows of another length than the columns.

import { problem } from '../core/problem.ts'
import { term } from '../core/terms.ts'
import { type BandSource, bindBands } from '../formula/bands.ts'
import type { Bound } from '../formula/bound.ts'
import { type Environment, homeOf } from '../formula/environment.ts'
import { isFigureKind, isTimeKind } from '../formula/kinds.ts'
import type { Part } from '../formula/tree.ts'
import { isMoney, isNumeric } from '../formula/types.ts'
import { casesOf, type Entry, withoutSlips } from './choices.ts'
import { bindText, type Context, type Inner, sameType, tell, unknownAt } from './context.ts'
import type { Path } from './text.ts'

export type BranchKind = 'bands of' | 'marginal bands of' | 'choose by'

/** What a map with bands or cases is held against: its rows, and its columns where it runs two ways. */
export interface Held {
  readonly of: Bound
  readonly across: Bound | undefined
  readonly kind: BranchKind
  /** The words that stand for it. */
  readonly text: string
}

/** Bands or cases of a definition: beside the figure or text that it goes by. */
export function bindBranches(
  path: Path,
  map: Record<string, unknown>,
  kind: BranchKind,
  rows: readonly string[],
  allowed: readonly string[],
  context: Context,
  inner: Inner,
): Bound {
  const of = bindText([...path, kind], context)
  const across = 'across' in map ? bindText([...path, 'across'], context) : undefined
  if (kind === 'choose by') expectCases(of, [...path, kind], context)
  else if (
    of.type.kind !== 'unknown' &&
    (!isBanded(of) || (kind === 'marginal bands of' && isTimeKind(of.type.kind)))
  ) {
    const expected = kind === 'marginal bands of' ? 'figure' : 'figure or date'
    const instead = isBanded(of) ? undefined : `choose by: ${of.text}`
    tell(context, 'TYPE_WRONG', [...path, kind], { what: of.text, expected, found: of.type.kind, instead })
    // What stands beside it is not held against what it can't be held against.
    return unknownAt([...path, kind], context)
  }
  if (across && !isBanded(across)) expectCases(across, [...path, 'across'], context)
  const at = kind === 'choose by' ? context.text.at([...path, kind]).at : of.at
  const held = { of, across, kind, text: `${kind}: ${of.text}` }
  return branched(held, path, map, withoutSlips(of, path, rows, allowed, kind, context), context, inner, at)
}

/** True for what bands are of: figures, days and moments. */
export function isBanded({ type: { kind } }: Bound): boolean {
  return isFigureKind(kind) || isTimeKind(kind)
}

function expectCases({ type, text }: Bound, path: Path, context: Context): void {
  if (type.kind === 'person' || type.kind === 'list')
    tell(context, 'TYPE_WRONG', path, { what: text, expected: 'text', found: type.kind })
}

/** Bands or cases with what they are held against. */
export function branched(
  { of, across, kind, text }: Held,
  path: Path,
  map: Record<string, unknown>,
  rows: readonly string[],
  context: Context,
  inner: Inner,
  at: Bound['at'],
): Bound {
  const chosenBy = [...context.chosenBy, of, ...(across ? [across] : [])]
  const own = { ...context, chosenBy: chosenBy.filter((b, i) => chosenBy.findIndex(c => c.text === b.text) === i) }
  const entries = rows.map((key): Entry => {
    const place = [...path, key]
    const result = across ? bindRow(place, map[key], across, path, map, own, inner) : inner(place, map[key], own)
    return { path: place, key: context.text.keyFormula(place), result, isKey: true }
  })
  if (kind === 'choose by') return { ...casesOf(of, entries, path, context), text, at }
  const marginal = kind === 'marginal bands of'
  if (entries.length === 0)
    tell(context, 'SHAPE_WRONG', path, { expected: ['up to …:', 'from …:', 'above …:'], found: term('nothing') })
  const results = entries.map(e => e.result)
  // A slice of money has a rate; a slice of units has a rate or an amount for each unit.
  const amounts = marginal && isNumeric(of.type) && results.some(r => isMoney(r.type) && r.kind !== 'refuse')
  if (marginal && !amounts) {
    for (const r of results) {
      if (!isNumeric(r.type))
        context.report(problem('TYPE_WRONG', r.at, { what: r.text, expected: 'number', found: r.type.kind }))
    }
  }
  const type = marginal && !amounts ? of.type : sameType(results, context)
  return { kind: 'bands', ...banded(of, entries, path, context), marginal, type, text, at }
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

/** A row of a two-way table: what stands in it goes by the figure or text that runs across. Nobody may have decided it. */
function bindRow(
  path: Path,
  cells: unknown,
  of: Bound,
  tablePath: Path,
  map: Record<string, unknown>,
  context: Context,
  inner: Inner,
): Bound {
  if (typeof cells === 'string' && /^refuse\b/.test(cells)) return inner(path, cells, context)
  const columns = Array.isArray(map.columns) ? map.columns : []
  if (!Array.isArray(cells) || cells.length !== columns.length) {
    const found = Array.isArray(cells) ? `${cells.length}` : String(cells)
    tell(context, 'SHAPE_WRONG', path, { expected: [term('list of', '', columns.length)], found })
    return unknownAt(path, context)
  }
  const entries = cells.map((cell, i): Entry => {
    const place: Path = [...tablePath, 'columns', i]
    return { path: place, key: context.text.formula(place), result: inner([...path, i], cell, context), isKey: false }
  })
  const { at } = context.text.at(path)
  const text = `across: ${of.text}`
  if (!isBanded(of)) return { ...casesOf(of, entries, [...tablePath, 'columns'], context), text, at }
  const type = sameType(
    entries.map(e => e.result),
    context,
  )
  return { kind: 'bands', ...banded(of, entries, [...tablePath, 'columns'], context), marginal: false, type, text, at }
}
