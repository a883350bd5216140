// Bands of a scheme (`up to 3%: 1`, `from 95: A`, `30 to 59: 0.8`) → intervals that cover every figure exactly once.
// Takes the bands in the scheme's order, rising or falling; refuses gaps and overlaps with the places of both bands.

import { compare, type Decimal, decimal, ONE } from '../core/decimal.ts'
import { problem } from '../core/problem.ts'
import type { BandEdge } from '../core/problem-facts.ts'
import { bind } from './bind.ts'
import { type Band, type Bound, constantOf } from './bound.ts'
import { type Environment, type FormulaSource, fault, mixedCode, quotedPoint } from './environment.ts'
import { isTimeKind } from './kinds.ts'
import { parseFormula } from './parser.ts'
import { bandsMeant } from './slips.ts'
import { unify } from './types.ts'

/** A band as it stands in the scheme: the words before the colon, and what it gives. */
export interface BandSource {
  readonly key: FormulaSource
  readonly result: Bound
}

interface Edge {
  readonly edge: Bound
  readonly inclusive: boolean
}

interface Draft {
  readonly source: BandSource
  lower: Edge | undefined
  upper: Edge | undefined
  /** `above`, `below`, `otherwise` without a figure: all that is left on its side. */
  readonly rest: boolean
}

/** The words before an edge: of each line the first is what sheets and documents use. */
export const BAND_WORDS = {
  from: ['from', 'at least'],
  above: ['above', 'over', 'more than'],
  'up to': ['up to', 'at most'],
  under: ['under', 'below', 'less than'],
} as const

const before = (words: readonly string[], ...signs: readonly string[]): RegExp =>
  new RegExp(`^(?:${[...words, ...signs].join('|')})\\s*`)
const LOWER: [RegExp, boolean][] = [
  [before(BAND_WORDS.from, '≥', '>='), true],
  [before(BAND_WORDS.above, '>'), false],
]
const UPPER: [RegExp, boolean][] = [
  [before(BAND_WORDS['up to'], '≤', '<='), true],
  [before(BAND_WORDS.under, '<'), false],
]
const REST = /^(?:above|below|otherwise|over|under)$/
const OTHERWISE = 'otherwise'
const RANGE = /^(.*?\S)\s+(?:up )?to\s+(under\s+|below\s+)?(\S.*)$/

/** True for words that are a band whatever they are held against, and no text. */
export function isBand(words: string): boolean {
  const edged = [...LOWER, ...UPPER].some(([pattern]) => pattern.test(words))
  return edged || /^[-−]?[0-9０-９]/.test(words) || RANGE.test(words) || (REST.test(words) && words !== OTHERWISE)
}

/**
 * The bands with all their edges, from the lowest up; empty where one can't be read (reported). `otherwise` is the rest below
 * and above, and then stands there twice. It never fills a hole between two other bands: whoever writes `80 to 89` and `from 90`
 * has forgotten 89.5.
 */
export function bindBands(of: Bound, sources: readonly BandSource[], env: Environment): Band[] {
  const meant = bandsMeant(sources.map(({ key }) => key.text))
  const drafts = sources.map((source, i) => draft(source, of, meant[i], env))
  if (drafts.length === 0 || drafts.some(d => d === null)) return []
  const rising = fill(drafts as Draft[])
  const ordered = withBothEnds(rising ? (drafts as Draft[]) : (drafts as Draft[]).toReversed())
  if (!covers(ordered, of, env)) return []
  return ordered.map(d => ({ label: d.source.key.text, lower: d.lower, upper: d.upper, result: d.source.result }))
}

function draft(source: BandSource, of: Bound, meant: string | undefined, env: Environment): Draft | null {
  const { text } = source.key
  if (REST.test(text)) return { source, lower: undefined, upper: undefined, rest: true }
  const edge = (from: number, to: number, inclusive: boolean): Edge | null => {
    const bound = bindEdge(source.key, from, to, of, meant, env)
    return bound && { edge: bound, inclusive }
  }
  for (const [pattern, inclusive] of UPPER) {
    const m = pattern.exec(text)
    if (!m) continue
    const upper = edge(m[0].length, text.length, inclusive)
    return upper && { source, lower: undefined, upper, rest: false }
  }
  const word = LOWER.find(([pattern]) => pattern.test(text))
  const start = word ? word[0].exec(text)![0].length : 0
  const inclusive = word ? word[1] : true
  const range = RANGE.exec(text.slice(start))
  if (range) {
    const end = text.length - range[3]!.length
    const lower = edge(start, start + range[1]!.length, inclusive)
    const upper = edge(end, text.length, range[2] === undefined)
    return lower && upper && { source, lower, upper, rest: false }
  }
  const lower = edge(start, text.length, inclusive)
  if (!lower) return null
  return word
    ? { source, lower, upper: undefined, rest: false }
    : { source, lower, upper: { edge: lower.edge, inclusive: true }, rest: false }
}

function bindEdge(
  key: FormulaSource,
  from: number,
  to: number,
  of: Bound,
  meant: string | undefined,
  env: Environment,
): Bound | null {
  const text = key.text.slice(from, to)
  const shifted: FormulaSource = { text, at: span => key.at({ from: span.from + from, to: span.to + from }) }
  const edgeEnv: Environment = { ...env, source: shifted }
  const parsed = parseFormula(text, env.currency)
  if ('fault' in parsed || meant !== undefined) {
    const wrong = 'fault' in parsed && parsed.fault.expected === 'date or time' ? parsed.fault : undefined
    if (wrong) {
      const { found, expected, span } = wrong
      fault(edgeEnv, 'FORMULA_SYNTAX', span, { found, expected, slip: undefined, currency: env.currency })
    } else fault(edgeEnv, 'BANDS_EDGE', { from: 0, to: text.length }, { found: key.text, meant })
    return null
  }
  const bound = bind(parsed.expr, edgeEnv)
  if (unify(bound.type, of.type)) return bound
  const facts = {
    sign: 'compare' as const,
    left: of.text,
    right: bound.text,
    leftType: of.type.kind,
    rightType: bound.type.kind,
    ...quotedPoint(of, bound),
  }
  const { at, quote } = shifted.at(parsed.expr.span)
  env.report(
    problem(mixedCode(of.type.kind, bound.type.kind), at, facts, {
      quote,
      related: [{ at: of.at, note: `${of.text}: ${of.type.kind}` }],
    }),
  )
  return null
}

function constant(edge: Edge | undefined): Decimal | undefined {
  if (edge?.edge.kind === 'literal' && isTimeKind(edge.edge.type.kind)) return decimal(Number(edge.edge.value))
  return edge && constantOf(edge.edge)
}

function opposite(edge: Edge | undefined): Edge | undefined {
  return edge && { edge: edge.edge, inclusive: !edge.inclusive }
}

/** Bands that begin with an upper edge rise; those that begin with a lower one fall, unless the next lower one is higher. */
function isRising([first, second]: readonly Draft[]): boolean {
  if (first!.lower === undefined) return true
  const a = constant(first!.lower)
  const b = constant(second?.lower)
  if (a && b) return compare(a, b) <= 0
  return first!.upper !== undefined
}

/** Gives each band the edge that its neighbour implies. True where they rise. */
function fill(bands: Draft[]): boolean {
  const rising = isRising(bands)
  bands.forEach((band, i) => {
    const before = bands[i - 1]
    const after = bands[i + 1]
    if (rising) {
      band.lower ??= opposite(before?.upper)
      band.upper ??= after?.lower && opposite(after.lower)
    } else {
      band.upper ??= opposite(before?.lower)
      band.lower ??= after?.upper && opposite(after.upper)
    }
  })
  return rising
}

/** The bands from the lowest up, with `otherwise` at the ends that no other band holds. */
function withBothEnds(bands: readonly Draft[]): readonly Draft[] {
  const rest = bands.find(({ source }) => source.key.text === OTHERWISE)
  if (!rest) return bands
  const [{ lower }, { upper }] = [bands[0]!, bands[bands.length - 1]!]
  return [
    ...(lower ? [{ ...rest, lower: undefined, upper: opposite(lower) }] : []),
    ...bands,
    ...(upper ? [{ ...rest, lower: opposite(upper), upper: undefined }] : []),
  ]
}

/** True where the bands, from the lowest up, cover everything once; what is missing or double is reported. */
function covers(bands: readonly Draft[], of: Bound, env: Environment): boolean {
  // An edge that can't be read was told; the gap that it leaves follows from it.
  if (bands.some(b => [b.lower, b.upper].some(e => e?.edge.type.kind === 'unknown'))) return true
  const gap = (
    band: Draft,
    after: BandEdge | undefined,
    before: BandEdge | undefined,
    more: { readonly write?: string | undefined; readonly add?: string | undefined } = {},
  ): boolean => {
    const { at, quote } = band.source.key.at({ from: 0, to: band.source.key.text.length })
    env.report(problem('BANDS_GAP', at, { after, before, ...more }, { quote }))
    return false
  }
  const lowest = bands[0]!
  const highest = bands[bands.length - 1]!
  if (lowest.lower)
    return gap(lowest, undefined, edgeWords(lowest.lower, 'lower'), {
      // Whoever begins at 0 means all that is less as well.
      ...(constant(lowest.lower)?.isZero() ? { write: bandWords(undefined, lowest.upper) } : {}),
      add: bandWords(undefined, opposite(lowest.lower)),
    })
  if (highest.upper)
    return gap(highest, edgeWords(highest.upper, 'upper'), undefined, {
      add: bandWords(opposite(highest.upper), undefined),
    })
  return bands.slice(1).every((band, i) => {
    const before = bands[i]!
    const meet = meeting(before.upper, band.lower, of)
    if (meet === 'gap') return gap(band, edgeWords(before.upper, 'upper'), edgeWords(band.lower, 'lower'))
    if (meet === 'met' && !isEmpty(band)) return true
    const { at, quote } = band.source.key.at({ from: 0, to: band.source.key.text.length })
    const first = before.source.key.at({ from: 0, to: before.source.key.text.length }).at
    const touches = before.upper?.edge.text === band.lower?.edge.text
    const write = touches && before.upper?.inclusive ? bandWords(opposite(before.upper), band.upper) : undefined
    const facts = { first: before.source.key.text, second: band.source.key.text, write }
    env.report(problem('BANDS_OVERLAP', at, facts, { quote, related: [{ at: first, note: before.source.key.text }] }))
    return false
  })
}

/** True where nothing can fall between the edges. */
function isEmpty({ lower, upper }: Draft): boolean {
  const a = constant(lower)
  const b = constant(upper)
  if (!a || !b) return false
  const order = compare(a, b)
  return order > 0 || (order === 0 && !(lower!.inclusive && upper!.inclusive))
}

function meeting(upper: Edge | undefined, lower: Edge | undefined, of: Bound): 'met' | 'gap' | 'overlap' {
  if (!upper || !lower) return 'overlap'
  const a = constant(upper)
  const b = constant(lower)
  if (a && b) {
    const order = compare(a, b)
    if (order > 0) return 'overlap'
    if (order < 0) {
      const nextWhole =
        (of.type.kind === 'count' || upper.edge.type.kind === 'date') &&
        upper.inclusive &&
        lower.inclusive &&
        a.isInteger() &&
        compare(a.plus(ONE), b) === 0
      return nextWhole ? 'met' : 'gap'
    }
  } else if (upper.edge.text !== lower.edge.text) return 'gap'
  if (upper.inclusive && lower.inclusive) return 'overlap'
  return upper.inclusive || lower.inclusive ? 'met' : 'gap'
}

/** A band between two edges as it is written; undefined where it has no edge. */
function bandWords(lower: Edge | undefined, upper: Edge | undefined): string | undefined {
  const high = upper && `${upper.inclusive ? 'up to' : 'under'} ${upper.edge.text}`
  if (!lower) return high
  const low = `${lower.inclusive ? 'from' : 'above'} ${lower.edge.text}`
  return upper ? `${low} to ${upper.inclusive ? '' : 'under '}${upper.edge.text}` : low
}

function edgeWords(edge: Edge | undefined, side: 'lower' | 'upper'): BandEdge | undefined {
  if (!edge) return undefined
  const sign = side === 'lower' ? (edge.inclusive ? '≥' : '>') : edge.inclusive ? '≤' : '<'
  return { sign, edge: edge.edge.text }
}
