// Which figures a scheme thinks of in percent: read from percent columns, or held somewhere against a figure that is
// written so (`up to 3%`, `返修率 > 10%`, `98% − 一次修复率`). Takes a checked scheme; gives a test for formulas and columns. Only for show.

import { type Bound, type Column, parts } from '../formula/bound.ts'
import type { DefinedColumn, Scheme } from '../scheme/model.ts'
import { allFormulas } from '../scheme/reach.ts'

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
  const held = new Set<Bound>()
  const is = (bound: Bound): boolean => bound.type.kind === 'number' && (held.has(bound) || isPercent(bound, known))
  const defined = scheme.columns.filter((c): c is DefinedColumn => c.source.kind === 'defined')
  const formulas = [
    ...defined.flatMap(allFormulas),
    ...scheme.rules.map(rule => rule.must),
    ...scheme.approvals.flatMap(rule => rule.when ?? []),
  ]
  const pairs = formulas.flatMap(formula => heldAgainst(formula))
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
  const inside = (part: Bound): boolean => isPercent(part, known)
  switch (bound.kind) {
    case 'literal':
      return /[%％]$/.test(bound.text)
    case 'column':
      return known.has(bound.column.id)
    case 'arithmetic':
      return (bound.sign === '+' || bound.sign === '−') && (inside(bound.left) || inside(bound.right))
    case 'bands':
      return !bound.marginal && bound.bands.some(band => inside(band.result))
    case 'choice':
      return bound.cases.some(c => inside(c.result))
    case 'if':
      return inside(bound.yes) || inside(bound.no)
    case 'negate':
    case 'round':
    case 'clamp':
      return inside(bound.of)
    case 'function':
      return (
        ['min', 'max', 'average', 'round', 'round down', 'round up'].includes(bound.name) && bound.args.some(inside)
      )
    default:
      return false
  }
}

/** The formulas of every place where figures of one kind meet: compared, added, banded, limited, divided by their target. */
function heldAgainst(bound: Bound): Bound[][] {
  return [...ownPairs(bound), ...parts(bound).flatMap(heldAgainst)]
}

function ownPairs(bound: Bound): Bound[][] {
  switch (bound.kind) {
    case 'compare':
      return [[bound.left, bound.right]]
    case 'arithmetic':
      return bound.sign === '×' ? [] : [[bound.left, bound.right]]
    case 'bands':
      return [
        [bound.of, ...bound.bands.flatMap(b => [b.lower?.edge, b.upper?.edge].filter(edge => edge !== undefined))],
      ]
    case 'clamp':
      return [[bound.of, bound.low, bound.high].filter(x => x !== undefined)]
    case 'function':
      return ['min', 'max', 'full units', 'started units'].includes(bound.name) ? [[...bound.args]] : []
    default:
      return []
  }
}

function mark(bound: Bound, known: Set<string>): void {
  if (bound.kind === 'column' && bound.type.kind === 'number') known.add(bound.column.id)
  const through = bound.kind === 'arithmetic' && bound.sign !== '×' && bound.sign !== '÷'
  if (through || bound.kind === 'negate') for (const part of parts(bound)) mark(part, known)
}
