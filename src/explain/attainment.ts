// What a scorecard item looks at: its figure, and what that is held against. Takes the trace of an item's formula; gives
// `班组工时` against `工时基本目标` for `20 × min(1, 班组工时 ÷ 工时基本目标)`, the figure and its band for bands, the figure and the
// condition for a choice by a condition. Nothing where a formula looks at several figures alike.

import { byKind, each } from '../core/kinds.ts'
import type { Bound } from '../formula/bound.ts'
import type { Traced } from '../formula/trace.ts'
import { FOUND, type Pass } from '../formula/tree.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import type { FormulaWords } from '../words/formula.ts'
import { bandSaid, comparedAs, LEVEL, said } from './said.ts'

export interface Attainment {
  readonly figure: Traced
  readonly target?: { readonly words: string; readonly said: Said; readonly held: Traced | undefined } | undefined
}

/** What a figure is held against, in the words of a language. */
type Said = (words: FormulaWords) => string

/** How a column that stands in a formula came to its value; undefined for what was read or given. */
export type Follow = (traced: Traced) => Traced | undefined

/** The figure of an item and its target. */
export function attainmentOf(item: Traced, follow: Follow): Attainment | undefined {
  const bare = unwrapped(item)
  if (bare.bound.kind !== 'column') return whole(item)
  const behind = follow(bare)
  const found = behind && whole(behind)
  return found?.target ? found : { figure: bare }
}

/** What is found in a formula, where nothing else in it varies. */
function whole(traced: Traced): Attainment | undefined {
  const found = find(traced, false)
  if (!found) return undefined
  const { figure, target } = found
  const held = new Set([figure, ...(target?.held ? [target.held] : [])].flatMap(t => [...open(t)]))
  return [...open(traced)].every(text => held.has(text)) ? found : undefined
}

/** The words of what a formula reads and the scheme does not fix, but for conditions and for points before a factor. */
function open(traced: Traced): Set<string> {
  const { bound, parts } = traced
  if (parts.length === 0) return new Set(isFixed(traced) ? [] : [bound.text])
  const [first, second] = parts
  if (bound.kind === 'if' && second && !isFixed(second)) return open(second)
  if (bound.kind === 'bands' && first) return open(first)
  const points = bound.kind === 'arithmetic' && bound.sign === '×' && first?.bound.kind === 'column'
  const counted = points && second && second.parts.length > 0 ? [second] : parts
  return new Set(counted.flatMap(part => [...open(part)]))
}

/** Without rounding, signs and limits. */
function unwrapped(traced: Traced): Traced {
  const { bound, parts } = traced
  const through = bound.kind === 'round' || bound.kind === 'clamp' || bound.kind === 'negate'
  return through && parts[0] ? unwrapped(parts[0]) : traced
}

function find(traced: Traced, capped: boolean): Attainment | undefined {
  return byKind(FIND, traced.bound, traced, capped)
}

function inFormula(_: Bound, traced: Traced, capped: boolean): Attainment | undefined {
  return shortfall(traced) ?? ratio(traced, capped) ?? inside(traced, capped) ?? single(traced)
}

const FIND: Pass<Attainment | undefined, [Traced, boolean]> = {
  ...each([...FOUND, 'column', 'lines'], inFormula),
  ...each(['not', 'arithmetic', 'compare', 'logic', 'is blank', 'in', 'has', 'function'], inFormula),
  ...each(['weighted', 'items', 'refuse', 'previous'], inFormula),
  ...each(['round', 'negate'], (_: Bound, { parts: [first] }: Traced, capped: boolean) => first && find(first, capped)),
  clamp: (_, { parts: [first] }) => first && find(first, true),
  bands({ bands }, { parts: [first], detail }) {
    const band = detail?.kind === 'band' ? bands[detail.index]! : undefined
    const told = band && { words: band.label, said: (words: FormulaWords) => bandSaid(band, words), held: undefined }
    return first && { figure: first, target: told }
  },
  choice: (_, { parts: [first] }) => first && { figure: first },
  if: (_, { parts: [first, second] }, capped) => (second && find(second, capped)) ?? (first && tested(first)),
  literal: () => undefined,
}

/** A choice by bands or a condition within arithmetic. */
function inside({ bound, parts }: Traced, capped: boolean): Attainment | undefined {
  if (bound.kind !== 'arithmetic' && bound.kind !== 'function') return undefined
  for (const part of parts) {
    if (!['bands', 'if', 'choice', 'arithmetic', 'function', 'clamp', 'round'].includes(part.bound.kind)) continue
    const found = find(part, capped)
    if (found?.target) return found
  }
  return undefined
}

/** `full units(98% − 一次修复率, 1%)`, `max(0, 90 − 成绩)`: what is missing to a fixed figure, or beyond it. */
function shortfall(traced: Traced): Attainment | undefined {
  const { bound, parts } = traced
  if (bound.kind === 'function') {
    if (bound.name === 'less the better') return against(parts[0], parts[1])
    const units = bound.name === 'full units' || bound.name === 'started units'
    const limited = bound.name === 'min' || bound.name === 'max'
    for (const part of units ? parts.slice(0, 1) : limited ? parts : []) {
      if (part.bound.kind !== 'arithmetic' || part.bound.sign !== '−') continue
      const [left, right] = part.parts
      if (left && right && isFixed(left) !== isFixed(right))
        return isFixed(left) ? against(right, left) : against(left, right)
    }
    if (units) return parts[0] && { figure: parts[0] }
  }
  return firstOf(parts, shortfall)
}

/** `A ÷ T` where it can't count for more than all of it, or T is fixed; `T ÷ max(T, A)` where less is better. */
function ratio(traced: Traced, capped: boolean): Attainment | undefined {
  const { bound, parts } = traced
  const limited = capped || (bound.kind === 'function' && bound.name === 'min') || bound.kind === 'clamp'
  if (bound.kind === 'arithmetic' && bound.sign === '÷') {
    const [left, right] = parts
    const figure = left && withoutPoints(left)
    if (figure && right && !isFixed(figure)) {
      if (right.bound.kind === 'function' && right.bound.name === 'max') {
        const other = right.parts.filter(part => part.bound.text !== figure.bound.text)
        if (other.length === 1 && right.parts.length === 2) return against(other[0], figure)
      }
      return limited || isFixed(right) ? against(figure, right) : { figure: traced }
    }
  }
  return firstOf(parts, part => ratio(part, limited))
}

/** `20 × 接通率` is the figure 接通率 with points before it. */
function withoutPoints(traced: Traced): Traced {
  const { bound, parts } = traced
  if (bound.kind !== 'arithmetic' || bound.sign !== '×') return traced
  const open = parts.filter(part => !isFixed(part))
  return open.length === 1 ? withoutPoints(open[0]!) : traced
}

function against(figure: Traced | undefined, target: Traced | undefined): Attainment | undefined {
  return (
    figure &&
    target && { figure, target: { words: target.bound.text, said: words => said(target.bound, words), held: target } }
  )
}

/** The condition that decided. */
function tested(test: Traced): Attainment | undefined {
  const { bound, parts } = test
  const [left, right] = parts
  if (bound.kind === 'compare' && left && right) {
    const [figure, limit] = isFixed(left) ? [right, left] : [left, right]
    const whole = (words: FormulaWords): string => said(bound, words)
    if (figure !== left) return { figure, target: { words: bound.text, said: whole, held: limit } }
    const against = (words: FormulaWords): string =>
      `${words.signs[comparedAs(left.bound.type)][bound.sign][0]} ${said(right.bound, words, LEVEL.phrase)}`
    return { figure, target: { words: `${bound.sign} ${right.bound.text}`, said: against, held: limit } }
  }
  if (bound.kind === 'logic' || bound.kind === 'not') return firstOf(parts, tested)
  return { figure: test }
}

/** The one figure of a formula that is not fixed by the scheme. */
function single(traced: Traced): Attainment | undefined {
  const only = open(traced).size === 1 ? leaf(traced) : undefined
  return only && { figure: only }
}

function leaf(traced: Traced): Traced | undefined {
  if (traced.parts.length === 0) return isFixed(traced) ? undefined : traced
  for (const part of [...traced.parts].reverse()) {
    const found = leaf(part)
    if (found) return found
  }
  return undefined
}

/** True for what the scheme itself fixes. */
function isFixed({ bound, parts }: Traced): boolean {
  if (bound.kind === 'column') return (bound.column as SchemeColumn).source.kind === 'parameter'
  return bound.kind === 'literal' || (FIXABLE.includes(bound.kind) && parts.length > 0 && parts.every(isFixed))
}

const FIXABLE: readonly Bound['kind'][] = ['arithmetic', 'negate', 'function']

function firstOf(parts: readonly Traced[], look: (part: Traced) => Attainment | undefined): Attainment | undefined {
  for (const part of parts) {
    const found = look(part)
    if (found) return found
  }
  return undefined
}
