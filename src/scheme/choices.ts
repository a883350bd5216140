// Cases of a text, a yes or a number, and weighted sums, as the scheme file writes them → checked formulas.

import { problem } from '../core/problem.ts'
import { isSlip, suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import type { Bound } from '../formula/bound.ts'
import { type FormulaSource, homeOf } from '../formula/environment.ts'
import { isFigureKind, isTimeKind } from '../formula/kinds.ts'
import type { Part } from '../formula/tree.ts'
import { type Home, isNumeric, MONEY, NUMBER } from '../formula/types.ts'
import { bindSource, bindText, type Context, foundOf, sameType, tell, unknownAt, unknownKey } from './context.ts'
import { SCHEME_KINDS } from './kinds.ts'
import type { Path } from './text.ts'

/** A band or a case as it stands in the scheme: its words, where they stand, and what it gives. */
export interface Entry {
  readonly path: Path
  readonly key: FormulaSource
  /** True where the words are the key at the path, and not what stands there. */
  readonly isKey: boolean
  readonly result: Bound
}

/** The rows but for those that are a setting with a slip in it, which are told. */
export function withoutSlips(
  of: Bound,
  path: Path,
  rows: readonly string[],
  allowed: readonly string[],
  kind: 'bands of' | 'marginal bands of' | 'choose by',
  context: Context,
): string[] {
  const words = [...allowed, 'otherwise', ...(kind === 'choose by' ? [] : ['above', 'below'])]
  return rows.filter(key => {
    const means = (): boolean =>
      kind === 'choose by'
        ? of.type.values?.includes(key) === true
        : // A bare word is no band, unless it is the name of a figure.
          [...context.names.find(key, undefined)].length > 0
    if (!isSlip(key, words, kind === 'choose by' ? undefined : 3) || means()) return true
    unknownKey([...path, key], words, context)
    return false
  })
}

/** A text, a yes or a number with its cases; each names one or several, and `otherwise` is all the rest. */
export function casesOf(
  of: Bound,
  entries: readonly Entry[],
  path: Path,
  context: Context,
): Pick<Part<'choice'>, 'kind' | 'of' | 'cases' | 'otherwise' | 'type' | 'home'> {
  const kind = SCHEME_KINDS[of.type.kind]
  const known = of.type.kind === 'yes/no' ? ['yes', 'no'] : of.type.values
  const seen = new Set<string>()
  const cases: { values: string[]; result: Bound }[] = []
  let otherwise: Bound | undefined
  if (entries.length === 0)
    tell(context, 'SHAPE_WRONG', path, { expected: ['A, B: …', 'otherwise: …'], found: term('nothing') })
  for (const { path: at, key, result, isKey } of entries) {
    const repeated = (value: string): void => {
      if (seen.has(value)) tell(context, 'CHOICE_REPEATED', at, { value }, isKey)
      seen.add(value)
    }
    if (key.text === OTHERWISE) {
      repeated(OTHERWISE)
      otherwise = result
      continue
    }
    const values = key.text.split(/[,，、]/).map(v => {
      const value = kind.written(v.trim())
      if (value === undefined) {
        const nearest =
          isKey && (isFigureKind(of.type.kind) || isTimeKind(of.type.kind)) && BAND.test(v.trim())
            ? `bands of: ${of.text}`
            : undefined
        tell(context, 'SHAPE_WRONG', at, { expected: [term(kind.form)], found: v.trim(), nearest }, isKey)
      }
      return value ?? v.trim()
    })
    for (const value of values) {
      repeated(value)
      // A scale is for several texts, of which not each can be all.
      if (!known || context.inScale || known.includes(value)) continue
      const facts = { found: value, nearest: suggest(value, [...known, OTHERWISE]), known: known.join('、') }
      tell(context, 'TEXT_UNKNOWN', at, facts, isKey)
    }
    cases.push({ values, result })
  }
  const left = otherwise ? [] : (known ?? []).filter(v => !seen.has(v))
  if (left.length > 0) {
    const reader = String(path.findLast(step => typeof step === 'string' && step !== 'columns'))
    tell(context, 'CHOICE_MISSING', path, { value: left.join('、'), of: of.text, reader })
  }
  const results = [...cases.map(c => c.result), ...(otherwise ? [otherwise] : [])]
  return { kind: 'choice', of, cases, otherwise, type: sameType(results, context), home: homeOf(of, ...results) }
}

const OTHERWISE = 'otherwise'
const BAND = /^(?:up to|under|from|above|below|over|at least|at most|[<>≤≥])|\d\S* to /

export function bindWeighted(path: Path, value: unknown, context: Context): Bound {
  const at = context.text.at(path).at
  if (typeof value !== 'object' || value === null) {
    tell(context, 'SHAPE_WRONG', path, { expected: [term('map of weights')], found: foundOf(value) })
    return unknownAt(path, context)
  }
  const parts = context.text.keys(path).map(key => ({
    of: bindSource(context.text.keyFormula([...path, key]), context),
    weight: bindText([...path, key], context),
  }))
  for (const { weight } of parts) {
    if (!isNumeric(weight.type))
      context.report(
        problem('TYPE_WRONG', weight.at, { what: weight.text, expected: 'number', found: weight.type.kind }),
      )
  }
  const type = sameType(
    parts.map(p => p.of),
    context,
  )
  const home: Home = homeOf(...parts.flatMap(p => [p.of, p.weight]))
  return {
    kind: 'weighted',
    parts,
    type: type.kind === 'money' ? MONEY : type.kind === 'unknown' ? type : NUMBER,
    home,
    text: 'weighted',
    at,
  }
}
