// What happened inside one formula, in the order in which it was worked out: arithmetic, bands, choices, conditions, items,
// limits, roundings, each with the figures that stand behind it and what it gave, so that whoever reads it can work each of
// them out again. Plain data; words are made of it in whoever prints them.

import { periodsAway } from '../core/calendar.ts'
import { type Decimal, divide, type RoundingMode, ZERO } from '../core/decimal.ts'
import { byKind, each } from '../core/kinds.ts'
import { type AggregateName, type Band, type Bound, isSheetSum } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { isTimeKind } from '../formula/kinds.ts'
import { isDecimal, type Outcome, type Row, type Traced } from '../formula/trace.ts'
import type { Part, Pass } from '../formula/tree.ts'
import type { World } from '../formula/world.ts'
import { monthsBack } from '../pay/earlier.ts'
import type { Engine } from '../pay/engine.ts'
import type { Relation, Test } from '../words/steps.ts'
import {
  arithmeticText,
  conditionText,
  formulaText,
  isInline,
  percentText,
  type Style,
  tracedText,
  valueText,
} from './arithmetic-text.ts'

/** The words of the formula that a step is about, where it is only a part of the whole one. */
interface OfPart {
  readonly formula?: string
}

/** The words of what it is that is rounded or limited. */
interface OfInner extends OfPart {
  readonly of: string
}

/** A step that a formula took. */
export type Step =
  | (OfPart & { readonly kind: 'arithmetic'; readonly text: string; readonly result: string })
  | {
      readonly kind: 'condition'
      readonly formula: string
      readonly text: string
      readonly result: string
      /** What was looked at to find that out. */
      readonly tests: readonly Test[]
      readonly holds: boolean
      /** The formula that is taken then; empty for a condition under which there is a line at all. */
      readonly taken: string
    }
  | {
      readonly kind: 'band'
      readonly of: string
      readonly value: string
      readonly band: string
      /** Edges that are figures with a name, with what they are. */
      readonly edges: readonly string[]
      /** Between which edges it lies. */
      readonly within: readonly Relation[]
      readonly result: string
      readonly gives: string
    }
  | {
      readonly kind: 'slice'
      readonly band: string
      readonly within: readonly Relation[]
      readonly width: string
      readonly rate: string
      readonly part: string
    }
  | {
      readonly kind: 'choice'
      readonly of: string
      readonly value: string
      readonly result: string
      readonly gives: string
    }
  | {
      readonly kind: 'item'
      readonly name: string
      readonly value: string
      /** The words of its formula. */
      readonly how: string
      readonly steps: readonly Step[]
    }
  | (OfInner & {
      readonly kind: 'limited'
      readonly by: 'low' | 'high'
      readonly from: string
      readonly limit: string
      readonly to: string
    })
  | (OfInner & {
      readonly kind: 'rounded'
      readonly from: string
      readonly places: number
      readonly mode: RoundingMode
      readonly to: string
    })
  | (OfPart & {
      readonly kind: 'share'
      readonly pool: string
      readonly weight: string
      readonly all: string
      readonly members: number
      readonly exact: string
      readonly result: string
    })
  | {
      readonly kind: 'rank'
      readonly formula: string
      readonly value: string
      /** How many of them stand before it. */
      readonly better: number
      readonly of: number
      readonly result: string
    }
  | {
      readonly kind: 'people'
      readonly formula: string
      readonly aggregate: AggregateName
      readonly of: readonly { readonly who: string; readonly value: string }[]
      readonly result: string
    }
  /** What a figure of a closed month was, and is by a correction. */
  | { readonly kind: 'changed'; readonly month: string; readonly from: string; readonly to: string }
  | {
      readonly kind: 'earlier'
      readonly formula: string
      readonly months: readonly { readonly month: string; readonly value: string; readonly entry?: string }[]
      readonly result: string
    }

/** Tells what happened in formulas, in the order in which they were worked out. */
export class Steps {
  readonly list: Step[] = []
  readonly engine: Engine
  readonly style: Style
  private readonly world: World
  private readonly told = new Map<Step['kind'], { readonly first: Step; keys?: Set<string> }>()

  /** `world`: where the formulas find their figures, where that is a row of a table. */
  constructor(engine: Engine, style: Style, world: World = engine.world) {
    this.engine = engine
    this.style = style
    this.world = world
  }

  /** Says how a value came about; `whole`: it is told as that of the value asked for, and not under its own words. */
  value(traced: Traced, whole: boolean): void {
    byKind(TOLD, traced.bound, this, traced, whole)
  }

  /** A condition: of an `if`, or that under which there is a line. */
  condition(test: Traced, taken: string): void {
    if (isInline(test)) this.operands(test)
    else this.value(test, false)
    const text = isInline(test) ? arithmeticText(test, this.style) : this.text(test)
    const said = { text, result: this.text(test), tests: this.tests(test), holds: test.value === true }
    this.tell({ kind: 'condition', formula: conditionText(test.bound, this.style), ...said, taken })
  }

  /** Says how those values came about that stand in arithmetic as they are. */
  operands(traced: Traced): void {
    const { bound, parts } = traced
    const [test, taken] = parts
    if (bound.kind === 'if' && test) {
      this.condition(test, taken ? this.words(taken.bound) : '')
      if (taken) this.operand(taken)
    } else for (const part of parts) this.operand(part)
  }

  /** What a condition looked at, fact by fact: of what is joined or turned round, each as it is. */
  private tests(test: Traced): Test[] {
    return byKind(TESTS, test.bound, this, test)
  }

  /** A value in a sentence, under its name where it has one; `against`: what it is held against. */
  named(traced: Traced, against?: Traced): string {
    const { bound } = traced
    if (bound.kind === 'literal') return this.words(bound)
    const text = this.text(traced, against)
    if (isInline(traced)) {
      const sum = arithmeticText(traced, this.style)
      return sum === text ? text : `${sum} = ${text}`
    }
    return bound.kind === 'calendar' ? text : `${this.words(bound)} ${text}`
  }

  /** The edges of a band around a value that lies in it. */
  within({ lower, upper }: Band, row: Row, of: Traced): Relation[] {
    const edge = (side: NonNullable<Band['lower']>, sign: Relation['sign']): Relation => {
      const right = this.named(evaluate(side.edge, row, this.world), of)
      return { sign, right, dates: isTimeKind(side.edge.type.kind), holds: true }
    }
    if (lower?.inclusive && upper?.inclusive && lower.edge.text === upper.edge.text) return [edge(lower, '=')]
    return [
      ...(lower ? [edge(lower, lower.inclusive ? '≥' : '>')] : []),
      ...(upper ? [edge(upper, upper.inclusive ? '≤' : '<')] : []),
    ]
  }

  private operand(part: Traced): void {
    if (isInline(part)) this.operands(part)
    else this.value(part, false)
  }

  /** What a band or a case gives: the words of a fixed figure, or the value. */
  gives(traced: Traced): string {
    return traced.bound.kind === 'literal' ? this.words(traced.bound) : this.text(traced)
  }

  /** A formula in the words of whoever reads it. */
  words(bound: Bound): string {
    return formulaText(bound, this.style)
  }

  /** The words of what is taken; of what is told next by itself only what it came to. */
  resultWords(traced: Traced): string {
    return this.style.words && TOLD_NEXT.has(traced.bound.kind) ? this.gives(traced) : this.words(traced.bound)
  }

  /** A value; what it is held against is no nearer to it in writing than it is. */
  text(traced: Traced, ...against: readonly (Traced | undefined)[]): string {
    return tracedText(
      traced,
      this.style,
      against.flatMap(other => (other && isDecimal(other.value) ? [other.value] : [])),
    )
  }

  /** The same part may stand in a formula twice; it is told once. */
  tell(step: Step): void {
    const same = this.told.get(step.kind)
    if (same) {
      same.keys ??= new Set([JSON.stringify(same.first)])
      const before = same.keys.size
      if (same.keys.add(JSON.stringify(step)).size === before) return
    } else this.told.set(step.kind, { first: step })
    this.list.push(step)
  }
}

const TOLD_NEXT: ReadonlySet<Bound['kind']> = new Set(['bands', 'choice', 'if', 'items'])

const truth = (bound: Bound, steps: Steps, test: Traced): Test[] => [
  { kind: 'truth', of: steps.words(bound), holds: test.value === true },
]

const TESTS: Pass<Test[], [steps: Steps, test: Traced]> = {
  ...each(
    ['literal', 'column', 'row column', 'owned', 'key', 'calendar', 'earlier', 'measure', 'lines', 'negate'],
    truth,
  ),
  ...each(
    ['arithmetic', 'function', 'if', 'people', 'rank', 'row rank', 'share', 'bands', 'choice', 'weighted'],
    truth,
  ),
  ...each(['items', 'clamp', 'round', 'refuse', 'previous'], truth),
  ...each(['not', 'logic'], (_: Bound, steps: Steps, { parts }: Traced) =>
    parts.flatMap(part => byKind(TESTS, part.bound, steps, part)),
  ),
  compare({ sign, left: { type } }, steps, { parts: [left, right], value }) {
    if (!left || !right) return []
    const dates = isTimeKind(type.kind)
    const [a, b] = [steps.named(left, right), steps.named(right, left)]
    return [{ kind: 'compare', left: a, sign, right: b, dates, holds: value === true }]
  },
  'is blank': ({ of, negated }, steps, { value }) => [
    { kind: 'blank', of: steps.words(of), holds: (value === true) !== negated },
  ],
  in({ negated }, steps, { parts: [of, ...items], value }) {
    if (!of) return []
    return [
      { kind: 'in', of: steps.named(of), items: items.map(i => steps.named(i)), holds: (value === true) !== negated },
    ]
  },
  has(_, steps, { parts: [of, item], value }) {
    if (!of || !item) return []
    return [{ kind: 'has', of: steps.named(of), item: steps.named(item), holds: value === true }]
  },
}

/** The words of the formula that a step is about, unless it is that of the value asked for. */
function wordsOf(steps: Steps, { bound }: Traced, whole: boolean): OfPart {
  return whole ? {} : { formula: steps.words(bound) }
}

function worked(_: Bound, steps: Steps, traced: Traced, whole: boolean): void {
  steps.operands(traced)
  calculated(steps, traced, whole, arithmeticText(traced, steps.style))
}

function calculated(steps: Steps, traced: Traced, whole: boolean, text: string): void {
  steps.tell({ kind: 'arithmetic', ...wordsOf(steps, traced, whole), text, result: steps.text(traced) })
}

const TOLD: Pass<void, [steps: Steps, traced: Traced, whole: boolean]> = {
  ...each(['literal', 'column', 'row column', 'owned', 'key', 'calendar', 'measure', 'refuse', 'previous'], () => {}),
  ...each(['negate', 'not', 'arithmetic', 'compare', 'logic', 'is blank', 'in', 'has', 'function', 'weighted'], worked),
  round({ of, places, mode }, steps, traced, whole) {
    const [first] = traced.parts
    if (!first) return
    steps.value(first, whole)
    if (!changed(first.value, traced.value)) return
    const [from, to] = [steps.text(first), steps.text(traced)]
    steps.tell({ kind: 'rounded', ...wordsOf(steps, traced, whole), of: steps.words(of), from, places, mode, to })
  },
  clamp({ of, low, high }, steps, traced, whole) {
    const { parts, detail } = traced
    const [first, second] = parts
    if (!first) return
    steps.value(first, whole)
    if (detail?.kind !== 'limited') return
    const { by } = detail
    const limit = by === 'low' ? second : parts.at(-1)
    if (limit) steps.value(limit, false)
    const edge = by === 'low' ? low : high
    const words = edge ? steps.words(edge) : ''
    const [from, to] = [steps.text(first), steps.text(traced)]
    steps.tell({ kind: 'limited', ...wordsOf(steps, traced, whole), of: steps.words(of), by, from, limit: words, to })
  },
  bands: toldBands,
  choice({ of }, steps, { parts: [first, second] }, whole) {
    if (!first) return
    steps.value(first, false)
    if (!second) return
    const [value, taken] = [steps.text(first), steps.resultWords(second)]
    steps.tell({ kind: 'choice', of: steps.words(of), value, result: taken, gives: steps.gives(second) })
    steps.value(second, whole)
  },
  if(_, steps, { parts: [first, second] }, whole) {
    if (first) steps.condition(first, second ? steps.words(second.bound) : '')
    if (second) steps.value(second, whole)
  },
  items({ items }, steps, traced, whole) {
    const { parts } = traced
    for (const [i, { name, of }] of items.entries()) {
      const part = parts[i]!
      const own = stepsOf(steps.engine, part, steps.style)
      // No two of them have one name.
      steps.list.push({ kind: 'item', name, value: steps.text(part), how: steps.words(of), steps: own })
    }
    if (parts.length > 1) calculated(steps, traced, whole, arithmeticText(traced, steps.style))
  },
  share(_, steps, traced, whole) {
    const { parts, detail } = traced
    const [first] = parts
    for (const part of parts) steps.value(part, false)
    if (detail?.kind !== 'share' || !first) return
    const { pool, weight, all, members } = detail
    const figure = (value: Decimal): string => steps.style.figure(value, false)
    const exact = steps.style.figure(all.isZero() ? ZERO : divide(pool.times(weight), all), true)
    steps.tell({
      ...{ kind: 'share', ...wordsOf(steps, traced, whole), pool: steps.text(first) },
      ...{ weight: figure(weight), all: figure(all), members, exact, result: steps.text(traced) },
    })
  },
  ...each(['rank', 'row rank'], toldPlace),
  people(bound, steps, traced) {
    const { of, aggregate } = bound
    const { engine, style } = steps
    if (traced.detail?.kind !== 'contributions' || !style.contributions) return
    const brought = traced.detail.of.map(({ row, value }) => ({
      who: engine.who(row),
      value: of ? valueText(value, of.type, undefined, style) : '',
    }))
    steps.tell({ kind: 'people', formula: steps.words(bound), aggregate, of: brought, result: steps.text(traced) })
  },
  earlier: toldEarlier,
  lines({ which, line }, steps, traced, whole) {
    const { engine, style } = steps
    if (isSheetSum(which)) return
    const texts = engine.linesOf(which, line, traced.row).flatMap(column => {
      const value = engine.value(column, traced.row)
      return value === null ? [] : [valueText(value, column.type, undefined, style)]
    })
    if (texts.length > 1) calculated(steps, traced, whole, texts.map(signed).join(' + '))
  },
}

function toldPlace(bound: Bound, steps: Steps, traced: Traced): void {
  const { parts, detail, value: place } = traced
  for (const part of parts) steps.value(part, false)
  if (detail?.kind !== 'rank' || !isDecimal(place)) return
  const value = parts.map(part => steps.text(part)).join(', ')
  const result = steps.text(traced)
  steps.tell({ kind: 'rank', formula: steps.words(bound), value, better: place.toNumber() - 1, of: detail.of, result })
}

function toldBands({ of: figure, bands, type }: Part<'bands'>, steps: Steps, traced: Traced, whole: boolean): void {
  const { parts, detail, row } = traced
  const { engine, style } = steps
  const [of, result] = parts
  if (!of) return
  steps.value(of, false)
  if (detail?.kind === 'band' && result) {
    const band = bands[detail.index]!
    const sides = [band.lower, band.upper].flatMap(side => side?.edge ?? [])
    const held = sides.map(edge => evaluate(edge, row, engine.world))
    const edges = held.flatMap(edge =>
      edge.bound.kind === 'literal' ? [] : [`${steps.words(edge.bound)} = ${steps.text(edge, of)}`],
    )
    const [value, gives] = [steps.text(of, ...held), steps.gives(result)]
    const where = { band: band.label, edges, within: steps.within(band, row, of) }
    steps.tell({ kind: 'band', of: steps.words(figure), value, ...where, result: steps.resultWords(result), gives })
    steps.value(result, whole)
  }
  if (detail?.kind === 'slices' && style.hidden(of) === undefined) {
    const money = type.kind === 'money'
    for (const [i, slice] of detail.slices.entries()) {
      const rate = parts[i + 1]!
      steps.value(rate, false)
      const width = style.figure(slice.width, figure.type.kind === 'money')
      const part = style.figure(slice.part, money)
      const band = bands[slice.band]!
      const where = { band: band.label, within: steps.within(band, row, of) }
      steps.tell({ kind: 'slice', ...where, width, rate: steps.gives(rate), part })
    }
    const shares = detail.slices.map(slice => signed(style.figure(slice.part, money)))
    if (shares.length > 1) calculated(steps, traced, whole, shares.join(' + '))
  }
}

function toldEarlier(bound: Part<'earlier'>, steps: Steps, { row, value }: Traced): void {
  const { engine, style } = steps
  const { column, take, type } = bound
  const there = engine.world.move(row, bound.home) ?? row
  const at = (back: number): Outcome =>
    engine.world.earlier({ ...bound, take: 'one', months: back, type: column.type }, there)
  const months: { month: string; value: string }[] = []
  const most = monthsBack(bound, engine.period.name)
  for (let back = take === 'one' ? most : 1; back <= most; back++) {
    const found = at(back)
    if (found === null) continue
    const month = periodsAway(engine.period.name, -back)
    const shown = isDecimal(found) && style.inPercent(column) ? percentText(found) : undefined
    const entry = style.entryOf(month, engine.key(there))
    months.push({ month, value: shown ?? valueText(found, column.type, undefined, style), ...(entry ? { entry } : {}) })
    if (take === 'last') break
  }
  steps.tell({ kind: 'earlier', formula: steps.words(bound), months, result: valueText(value, type, undefined, style) })
}

/** The steps of one formula. */
export function stepsOf(engine: Engine, traced: Traced, style: Style, whole = true): readonly Step[] {
  const found = new Steps(engine, style)
  found.value(traced, whole)
  return found.list
}

function changed(before: Outcome, after: Outcome): boolean {
  return isDecimal(before) && isDecimal(after) && !before.eq(after)
}

/** A figure as it stands among others. */
function signed(text: string): string {
  return text.startsWith('-') ? `(${text})` : text
}
