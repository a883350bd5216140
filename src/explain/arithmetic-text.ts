// A formula with its values in place of its names, as one would type it into a calculator:
// `(449,112.27 × 0.5% × 1.5 + 204 × 2.00) × 85.00 ÷ 100`. Made from the trace, so it shows what was calculated.

import { cut, type Decimal, plain, settle } from '../core/decimal.ts'
import { byKind, each } from '../core/kinds.ts'
import { amountForPeople, amountText, separated } from '../core/money.ts'
import { shownUnder, withoutSecrets } from '../core/secret.ts'
import type { Bound, BoundKind, Column } from '../formula/bound.ts'
import { type Writing, written } from '../formula/kinds.ts'
import { FAULT, isDecimal, type Outcome, type Row, type Traced } from '../formula/trace.ts'
import { FOUND, type Pass } from '../formula/tree.ts'
import type { Type } from '../formula/types.ts'
import type { Shown } from '../pay/person-sheet.ts'
import type { SchemeColumn } from '../scheme/model.ts'
import type { FormulaWords } from '../words/formula.ts'
import { bracketed, comparedAs, conditionSaid, functionSaid, LEVEL, said } from './said.ts'

/** How values are written: for people, or exactly; and what whoever reads them may not see. */
export interface Style extends Writing {
  /** Plain words for formulas; none where the scheme's own stand. */
  readonly words: FormulaWords | undefined
  /** The value of a column, where whoever reads it may not see every one; else it is written as any other. */
  readonly column?: (column: SchemeColumn, row: Row) => string
  /** The words in place of a value that is not for its reader; undefined: it may be shown. */
  readonly hidden: (traced: Traced) => string | undefined
  /** True for what is written in percent. */
  readonly percent: (bound: Bound) => boolean
  readonly inPercent: (column: Column) => boolean
  /** True where each person's part in a figure of several people is told. */
  readonly contributions: boolean
  /** The entry of the book that an earlier month's figure of a row is from, where that is told. */
  readonly entryOf: (month: string, key: string) => string | undefined
}

const OPEN: Pick<Style, 'text' | 'hidden' | 'percent' | 'inPercent' | 'contributions' | 'entryOf'> = {
  text: value => withoutSecrets(value),
  hidden: () => undefined,
  percent: () => false,
  inPercent: () => false,
  contributions: true,
  entryOf: () => undefined,
}

/** For people: in the words of a language, thousands separated, and cut to six places where a figure goes on. */
export function peopleStyle(person: Style['person'], words: FormulaWords): Style {
  const figure: Style['figure'] = (value, money, places) => padded(figureForPeople(value, money), money, places)
  return { ...OPEN, figure, person, truth: words.truth, words }
}

/** Exactly, as the audit trail and JSON have it: `0.0164835…` with all its places, no separators. */
export function exactStyle(person: Style['person']): Style {
  const figure: Style['figure'] = (value, money, places) =>
    money && value.decimalPlaces() <= 2 ? amountText(value) : padded(plain(value), money, places)
  return { ...OPEN, figure, person, truth: value => (value ? 'yes' : 'no'), words: undefined }
}

/** The words of a formula, as whoever reads them knows them. */
export function formulaText(bound: Bound, { words }: Style, outer?: number): string {
  return words ? said(bound, words, outer) : bound.text
}

/** The same of a condition. */
export function conditionText(bound: Bound, { words }: Style): string {
  return words ? conditionSaid(bound, words) : bound.text
}

const SHOWN_PLACES = 6

/** `edges`: what it is held against; it is shown as exactly as it takes to lie to them as it does. */
function figureForPeople(
  value: Decimal,
  money: boolean,
  places = SHOWN_PLACES,
  edges: readonly Decimal[] = [],
): string {
  const goesOn = value.decimalPlaces() > places
  const shown = goesOn ? cut(value, places, edges) : value
  const open = goesOn && !shown.eq(settle(value)) ? '…' : ''
  if (money) return amountForPeople(shown) + open
  const text = shown.toFixed()
  const point = text.indexOf('.')
  return (point < 0 ? separated(text) : separated(text.slice(0, point)) + text.slice(point)) + open
}

/** A figure with all places that the scheme rounds it to. */
function padded(text: string, money: boolean, places: number | undefined): string {
  if (places === undefined || places === 0 || money) return text
  const [whole, fraction = ''] = text.split('.')
  return `${whole}.${fraction.padEnd(places, '0')}`
}

/** A value as text. `places`: those that the scheme rounds it to. */
export function valueText(value: Outcome, type: Type, places: number | undefined, style: Style): string {
  if (value === FAULT) return '?'
  if (value === null) return '–'
  return written(value, type.kind, style, places)
}

/** A value of a column as text; of one whose name says that it holds numbers of documents or accounts, masked. */
export function columnText(name: string, value: Outcome, type: Type, places: number | undefined, style: Style): string {
  const text = valueText(value, type, places, style)
  return typeof value === 'string' ? shownUnder(name, text) : text
}

/** A figure among figures of other kinds, with how it is shown. */
export interface OwnFigure {
  readonly figure: Decimal
  readonly as: 'amount' | 'percent' | 'figure'
}

export function ownFigure(figure: Decimal, type: Type, percent: boolean): OwnFigure {
  return { figure, as: type.kind === 'money' ? 'amount' : percent ? 'percent' : 'figure' }
}

/** A ratio in percent: `3.9735…%`. */
export function percentText(value: Decimal, edges: readonly Decimal[] = []): string {
  const inPercent = edges.map(edge => edge.times(100))
  return `${figureForPeople(value.times(100), false, SHOWN_PLACES - 2, inPercent)}%`
}

/** A score as people read it: one that goes on for more places than anybody reads is cut. */
export function scoreText({ value, type, text }: Shown): string {
  const goesOn = isDecimal(value) && value.decimalPlaces() > SHOWN_PLACES
  return goesOn ? figureForPeople(value, type.kind === 'money') : text
}

/** The value of a step as text, where it may be shown; `edges`: what it is held against. */
export function tracedText(traced: Traced, style: Style, edges: readonly Decimal[] = []): string {
  const { bound, value } = traced
  const hidden = style.hidden(traced)
  if (hidden === undefined && isDecimal(value)) {
    if (style.percent(bound)) return percentText(value, edges)
    if (style.words && edges.length > 0) return figureForPeople(value, bound.type.kind === 'money', SHOWN_PLACES, edges)
  }
  return hidden ?? columnText(bound.text, value, bound.type, undefined, style)
}

/** The trace of a formula as arithmetic. Names, measures, choices, roundings and limits within it are shown by their values. */
export function arithmeticText(traced: Traced, style: Style): string {
  return write(traced, 0, style)
}

/** The parts of a formula as they stand in it, with brackets around what binds less than what is around it. */
interface Writer {
  readonly traced: Traced
  readonly style: Style
  readonly inner: (i: number, level: number) => string
  readonly all: (level: number) => string[]
  readonly bracket: (text: string, level: number) => string
  readonly outer: number
}

function write(traced: Traced, outer: number, style: Style): string {
  const { bound, parts } = traced
  const inner = (i: number, level: number): string => (parts[i] ? write(parts[i], level, style) : '?')
  const all = (level: number): string[] => parts.map(p => write(p, level, style))
  const bracket = (text: string, level: number): string => bracketed(text, level, outer)
  return byKind(WRITE, bound, { traced, style, inner, all, bracket, outer })
}

const WRITE: Pass<string, [Writer]> = {
  ...each([...FOUND, 'column', 'lines'], value),
  ...each(['bands', 'choice', 'clamp', 'round', 'refuse', 'previous'], value),
  literal: (bound, { style }) => formulaText(bound, style),
  arithmetic({ sign }, { inner, bracket }) {
    const level = LEVEL[sign]
    return bracket(`${inner(0, level)} ${sign} ${inner(1, level + 1)}`, level)
  },
  compare: ({ sign, left }, { style: { words }, inner, bracket }) => {
    const [a, b] = [inner(0, LEVEL.phrase), inner(1, LEVEL.phrase)]
    return bracket(words?.compare(a, sign, b, comparedAs(left.type)) ?? `${a} ${sign} ${b}`, LEVEL.compare)
  },
  logic: ({ word }, { style: { words }, all, bracket }) =>
    bracket(words?.[word](all(LEVEL[word])) ?? all(LEVEL[word]).join(` ${word} `), LEVEL[word]),
  negate: (_, { inner, bracket }) => bracket(`−${inner(0, LEVEL.name)}`, LEVEL['×']),
  not: (_, { style: { words }, inner }) => words?.not(inner(0, LEVEL.or)) ?? `not ${inner(0, LEVEL.and + 1)}`,
  // How many conditions hold is a count: which these are stands in the words beside it.
  function: (bound, writer) => {
    const { style, inner, all, outer } = writer
    if (!style.words) return `${bound.name}(${all(0).join(', ')})`
    return bound.name === 'how many' ? value(bound, writer) : functionSaid(bound, style.words, inner, outer)
  },
  if: (_, { inner, outer }) => inner(1, outer),
  'is blank': ({ negated }, { style: { words }, inner, bracket }) => {
    const of = inner(0, LEVEL.phrase)
    return bracket(words?.isBlank(of, negated) ?? `${of} is ${negated ? 'not ' : ''}blank`, LEVEL.compare)
  },
  in: ({ negated }, { style: { words }, inner, all, bracket }) => {
    const [of, items] = [inner(0, LEVEL.phrase), all(LEVEL.sentence).slice(1)]
    const own = `${of} ${negated ? 'not ' : ''}in (${items.join(', ')})`
    return bracket(words?.isIn(of, items, negated) ?? own, LEVEL.compare)
  },
  has: (_, { style: { words }, inner, bracket }) => {
    const [of, item] = [inner(0, LEVEL.phrase), inner(1, LEVEL.phrase)]
    return bracket(words?.has(of, item) ?? `${of} has ${item}`, LEVEL.compare)
  },
  weighted: (bound, { inner, bracket }) =>
    bracket(
      bound.parts.map((_, i) => `${inner(2 * i, LEVEL['×'])} × ${inner(2 * i + 1, LEVEL.name)}`).join(' + '),
      LEVEL['+'],
    ),
  items: (_, { traced, style, bracket }) => bracket(traced.parts.map(p => leaf(p, style)).join(' + '), LEVEL['+']),
}

function value(_: Bound, { traced, style }: Writer): string {
  return leaf(traced, style)
}

function leaf(traced: Traced, style: Style): string {
  const { kind } = traced.bound.type
  const text = tracedText(traced, style)
  if (traced.value === null) return text
  return kind === 'text' || kind === 'list' ? `“${text}”` : text.startsWith('-') ? `(${text})` : text
}

/** True for what stands in arithmetic with its own parts; anything else stands there by its value. */
export function isInline({ bound, parts }: Traced): boolean {
  return INLINE[bound.kind] && (bound.kind !== 'if' || parts[1] !== undefined)
}

const INLINE: Readonly<Record<BoundKind, boolean>> = {
  ...each(['arithmetic', 'function', 'weighted', 'compare', 'logic', 'negate', 'not'], true),
  ...each(['is blank', 'in', 'has', 'if'], true),
  ...each([...FOUND, 'literal', 'column'], false),
  ...each(['bands', 'choice', 'items', 'lines', 'clamp', 'round', 'refuse', 'previous'], false),
}
