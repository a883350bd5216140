// Which figures a scheme thinks of in percent: read from percent columns, parameters that are
// written so, or held somewhere against a figure that is
// written so (`up to 3%`, `返修率 > 10%`, `98% − 一次修复率`). Takes a checked scheme; gives a test for formulas and columns. Only for show.

import { byKind, each } from '../core/kinds.ts'
import type { Bound, Column } from '../formula/bound.ts'
import { FOUND, nodes, type Pass, parts, results } from '../formula/tree.ts'
import { formulasOf } from '../scheme/graph.ts'
import type { DefinedColumn, Scheme } from '../scheme/model.ts'

export interface Percentages {
  readonly formula: (bound: Bound) => boolean
  readonly column: (column: Column) => boolean
}

const known = new WeakMap<Scheme, Percentages>()

/** The test of a scheme, made once. */
export function percentages(scheme: Scheme): Percentages {
  const found = known.get(scheme) ?? testOf(scheme)
  known.set(scheme, found)
  return found
}

function testOf(scheme: Scheme): Percentages {
  const known = readAsPercent(scheme)
  for (const { id, type, source } of scheme.columns)
    if (source.kind === 'parameter' && type.kind === 'number' && source.written && isPercent(source.written, known))
      known.add(id)
  const held = new Set<Bound>()
  const is = (bound: Bound): boolean => bound.type.kind === 'number' && (held.has(bound) || isPercent(bound, known))
  const defined = scheme.columns.filter((c): c is DefinedColumn => c.source.kind === 'defined')
  const formulas = [
    ...defined.flatMap(c => formulasOf(c)),
    ...scheme.rules.map(rule => rule.must),
    ...scheme.approvals.flatMap(rule => rule.when ?? []),
  ]
  const pairs = [...nodes(formulas)].map(bound => heldAgainst(bound).filter(b => b !== undefined))
  for (let before = -1; before < known.size; ) {
    before = known.size
    for (const pair of pairs.filter(of => of.some(is)))
      for (const bound of pair) {
        held.add(bound)
        mark(bound, known)
      }
    for (const column of defined)
      if (column.type.kind === 'number' && column.source.cases.some(c => is(c.formula))) known.add(column.id)
  }
  return { formula: is, column: column => known.has(column.id) }
}

function readAsPercent({ tables, roster }: Scheme): Set<string> {
  const read = [...tables, { columns: roster.columns, spec: roster.spec }]
  const columns = read.flatMap(({ columns: all, spec }): Column[] =>
    all.filter(c => spec.columns[c.source.index]?.type === 'percent'),
  )
  return new Set(columns.map(c => c.id))
}

function isPercent(bound: Bound, known: ReadonlySet<string>): boolean {
  return byKind(PERCENT, bound, known)
}

const PERCENT: Pass<boolean, [known: ReadonlySet<string>]> = {
  ...each([...FOUND, 'lines'], () => false),
  ...each(['not', 'compare', 'logic', 'is blank', 'in', 'has', 'weighted', 'items', 'refuse', 'previous'], () => false),
  ...each(['negate', 'round', 'clamp'], ({ of }: { of: Bound }, known: ReadonlySet<string>) => isPercent(of, known)),
  literal: ({ text }) => /[%％]$/.test(text),
  column: ({ column }, known) => known.has(column.id),
  arithmetic: ({ sign, left, right }, known) =>
    (sign === '+' || sign === '−') && (isPercent(left, known) || isPercent(right, known)),
  bands: (bound, known) => !bound.marginal && results(bound).some(b => isPercent(b, known)),
  // What is left over says nothing: a case has to.
  choice: ({ cases }, known) => cases.some(c => isPercent(c.result, known)),
  if: (bound, known) => results(bound).some(b => isPercent(b, known)),
  function: ({ name, args }, known) => ['min', 'max', 'average'].includes(name) && args.some(b => isPercent(b, known)),
}

/** The formulas that meet in a formula as figures of one kind: compared, added, banded, limited, divided by their target. */
function heldAgainst(bound: Bound): (Bound | undefined)[] {
  return byKind(HELD, bound)
}

const HELD: Pass<(Bound | undefined)[]> = {
  ...each(
    ['literal', 'column', 'row column', 'owned', 'key', 'calendar', 'earlier', 'measure', 'lines', 'negate', 'not'],
    () => [],
  ),
  ...each(['logic', 'is blank', 'in', 'has', 'if', 'people', 'rank', 'row rank', 'share', 'choice'], () => []),
  ...each(['weighted', 'items', 'round', 'refuse', 'previous'], () => []),
  compare: ({ left, right }) => [left, right],
  arithmetic: ({ sign, left, right }) => (sign === '×' ? [] : [left, right]),
  bands: ({ of, bands }) => [of, ...bands.flatMap(b => [b.lower?.edge, b.upper?.edge])],
  clamp: ({ of, low, high }) => [of, low, high],
  function: ({ name, args }) => (['min', 'max', 'full units', 'started units'].includes(name) ? [...args] : []),
}

function mark(bound: Bound, known: Set<string>): void {
  if (bound.kind === 'column' && bound.type.kind === 'number') known.add(bound.column.id)
  const through = bound.kind === 'arithmetic' && bound.sign !== '×' && bound.sign !== '÷'
  if (through || bound.kind === 'negate') for (const part of parts(bound)) mark(part, known)
}
