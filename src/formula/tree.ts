// Walking the trees of formulas, written and checked: for each kind the formulas directly inside it, and from that everything
// inside a formula, once. Takes a formula, and where somebody wants to go elsewhere than into all parts, which parts to enter.

import { type ByKind, byKind, each, type OfKind } from '../core/kinds.ts'
import type { Expr } from './ast.ts'
import type { Bound, BoundKind } from './bound.ts'

/** An answer for every kind of formula: what a pass over the tree is. */
export type Pass<R, A extends readonly unknown[] = []> = ByKind<Bound, R, A>
/** A formula of some kinds. */
export type Part<K extends BoundKind> = OfKind<Bound, K>

/** Formulas whose figure is found (in rows, among people, in the book), not worked out of the figures of their parts. */
export const FOUND = [
  'row column',
  'owned',
  'key',
  'calendar',
  'earlier',
  'measure',
  'people',
  'rank',
  'row rank',
  'share',
] as const

/** Which formulas to look at behind a formula. */
export type Inside = (bound: Bound) => readonly Bound[]

const PARTS: Pass<readonly (Bound | undefined)[]> = {
  ...each(['literal', 'column', 'row column', 'calendar', 'earlier', 'lines', 'refuse'], () => []),
  ...each(['negate', 'not', 'is blank', 'round'], ({ of }: { of: Bound }) => [of]),
  ...each(['arithmetic', 'compare', 'logic'], ({ left, right }: { left: Bound; right: Bound }) => [left, right]),
  people: ({ of, where }) => [of, where],
  rank: ({ of, then, where }) => [of, ...then, where],
  'row rank': ({ of, then, by, where }) => [of, ...then, by, where],
  previous: ({ of, where, otherwise }) => [of, where, otherwise],
  in: ({ of, items }) => [of, ...items],
  has: ({ of, item }) => [of, item],
  key: ({ of }) => of,
  if: ({ test, yes, no }) => [test, yes, no],
  function: ({ args }) => args,
  owned: ({ whose, figure }) => [whose, figure],
  measure: ({ measure: { of, by, where }, key }) => [of, by, where, key],
  share: ({ pool, whole, weight, where }) => [pool, whole, weight, where],
  bands: ({ of, bands }) => [of, ...bands.flatMap(b => [b.lower?.edge, b.upper?.edge, b.result])],
  choice: ({ of, cases, otherwise }) => [of, ...cases.map(c => c.result), otherwise],
  weighted: ({ parts: weighed }) => weighed.flatMap(p => [p.of, p.weight]),
  items: ({ items }) => items.map(i => i.of),
  clamp: ({ of, low, high }) => [of, low, high],
}

/** The formulas directly inside a formula, in reading order. */
export function parts(bound: Bound): Bound[] {
  return byKind(PARTS, bound).filter(part => part !== undefined)
}

/** The formula of a column worked out row by row, where a formula is nothing but that column. */
export function rowFormula(bound: Bound): Bound | undefined {
  return bound.kind === 'row column' && 'formula' in bound.column.source ? bound.column.source.formula : undefined
}

/** The formulas directly inside a formula, those of columns worked out row by row among them. */
export function rowParts(bound: Bound): readonly Bound[] {
  const formula = rowFormula(bound)
  return formula ? [formula] : parts(bound)
}

/** The same, but for the formulas inside a measure: those are of other rows than the asker's, whose own is the key alone. */
export function ownParts(bound: Bound): readonly Bound[] {
  if (bound.kind !== 'measure') return rowParts(bound)
  return bound.key ? [bound.key] : []
}

/** What a formula can come to, but for its own figure: the results of its branches that give a value. */
export function results(bound: Part<'if' | 'bands' | 'choice'>): Bound[] {
  return branches(bound).filter(b => b.kind !== 'refuse')
}

function branches(bound: Part<'if' | 'bands' | 'choice'>): Bound[] {
  if (bound.kind === 'if') return [bound.yes, bound.no]
  if (bound.kind === 'bands') return bound.bands.map(b => b.result)
  return [...bound.cases.map(c => c.result), ...(bound.otherwise ? [bound.otherwise] : [])]
}

/** Things and everything inside them, each before what is inside it and each once. */
export function* descend<T>(
  roots: Iterable<T | undefined>,
  inside: (of: T) => readonly T[],
  seen: Set<T> = new Set(),
): Generator<T> {
  const open = [...roots].reverse()
  while (open.length > 0) {
    const next = open.pop()
    if (next === undefined || seen.has(next)) continue
    seen.add(next)
    yield next
    open.push(...inside(next).toReversed())
  }
}

/** Formulas and everything inside them, in reading order. */
export function nodes(roots: Iterable<Bound | undefined>, inside: Inside = parts): Generator<Bound> {
  return descend(roots, inside)
}

/** All formulas of a kind that stand in formulas. */
export function* nodesOf<K extends BoundKind>(
  kind: K,
  roots: Iterable<Bound | undefined>,
  inside: Inside = parts,
): Generator<Part<K>> {
  const isOfKind = (bound: Bound): bound is Part<K> => bound.kind === kind
  for (const node of nodes(roots, inside)) if (isOfKind(node)) yield node
}

/** True where something inside a formula, or the formula itself, is so. */
export function some(bound: Bound, test: (bound: Bound) => boolean, inside: Inside = parts): boolean {
  for (const node of nodes([bound], inside)) if (test(node)) return true
  return false
}

type WrittenTwo = OfKind<Expr, 'arithmetic' | 'compare' | 'logic'>

const CHILDREN: ByKind<Expr, readonly (Expr | undefined)[]> = {
  ...each(['number', 'money', 'text', 'yes/no', 'point', 'name', 'refuse'], () => []),
  ...each(['negate', 'not', 'is blank'], ({ of }: { of: Expr }) => [of]),
  ...each(['arithmetic', 'compare', 'logic'], ({ left, right }: WrittenTwo) => [left, right]),
  in: ({ of, items }) => [of, ...items],
  has: ({ of, item }) => [of, item],
  together: ({ items }) => items,
  if: ({ test, yes, no }) => [test, yes, no],
  call: ({ args, by, where }) => [...args, by, where],
}

/** The expressions directly inside an expression, in reading order. */
export function children(expr: Expr): Expr[] {
  return byKind(CHILDREN, expr).filter(child => child !== undefined)
}
