// What happened inside one formula, in the order in which it was worked out: arithmetic, bands, choices, conditions, items,
// limits, roundings, each with the figures that stand behind it and what it gave, so that whoever reads it can work each of
// them out again. Plain data; words are made of it in whoever prints them.

import { monthsAway } from '../core/calendar.ts'
import { type RoundingMode, ZERO } from '../core/decimal.ts'
import type { AggregateName } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import type { Outcome, Traced } from '../formula/trace.ts'
import type { Engine } from '../pay/engine.ts'
import { arithmeticText, isInline, type Style, tracedText, valueText } from './arithmetic-text.ts'

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
      readonly result: string
      readonly gives: string
    }
  | {
      readonly kind: 'slice'
      readonly band: string
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
  | {
      readonly kind: 'earlier'
      readonly formula: string
      readonly months: readonly { readonly month: string; readonly value: string }[]
      readonly result: string
    }

/** Tells what happened in formulas, in the order in which they were worked out. */
export class Steps {
  readonly list: Step[] = []
  private readonly engine: Engine
  private readonly style: Style
  private readonly told = new Set<string>()

  constructor(engine: Engine, style: Style) {
    this.engine = engine
    this.style = style
  }

  /** Says how a value came about; `whole`: it is told as that of the value asked for, and not under its own words. */
  value(traced: Traced, whole: boolean): void {
    const { bound, parts, detail } = traced
    const [first, second] = parts
    const result = this.text(traced)
    const formula = whole ? {} : { formula: bound.text }
    switch (bound.kind) {
      case 'literal':
      case 'column':
      case 'row column':
      case 'calendar':
      case 'measure':
        return
      case 'round': {
        if (!first) return
        this.value(first, whole)
        if (changed(first.value, traced.value))
          this.tell({
            kind: 'rounded',
            ...formula,
            of: bound.of.text,
            from: this.text(first),
            places: bound.places,
            mode: bound.mode,
            to: result,
          })
        return
      }
      case 'clamp': {
        if (!first) return
        this.value(first, whole)
        if (detail?.kind !== 'limited') return
        const limit = detail.by === 'low' ? second : parts.at(-1)
        if (limit) this.value(limit, false)
        const words = (detail.by === 'low' ? bound.low : bound.high)?.text ?? ''
        this.tell({
          kind: 'limited',
          ...formula,
          of: bound.of.text,
          by: detail.by,
          from: this.text(first),
          limit: words,
          to: result,
        })
        return
      }
      case 'bands':
        this.bands(traced, whole)
        return
      case 'choice': {
        if (!first) return
        this.value(first, false)
        if (!second) return
        const [value, taken] = [this.text(first), second.bound.text]
        this.tell({ kind: 'choice', of: bound.of.text, value, result: taken, gives: this.gives(second) })
        this.value(second, whole)
        return
      }
      case 'if':
        if (first) this.condition(first, second?.bound.text ?? '')
        if (second) this.value(second, whole)
        return
      case 'items': {
        for (const [i, { name, of }] of bound.items.entries()) {
          const part = parts[i]!
          const steps = stepsOf(this.engine, part, this.style)
          this.tell({ kind: 'item', name, value: this.text(part), how: of.text, steps })
        }
        if (parts.length > 1)
          this.tell({ kind: 'arithmetic', ...formula, text: arithmeticText(traced, this.style), result })
        return
      }
      case 'share':
        for (const part of parts) this.value(part, false)
        if (detail?.kind === 'share' && first) {
          const { pool, weight, all, members } = detail
          const figure = (value: typeof pool): string => this.style.figure(value, false)
          const exact = all.isZero() ? ZERO : pool.times(weight).div(all)
          this.tell({
            kind: 'share',
            ...formula,
            pool: this.text(first),
            weight: figure(weight),
            all: figure(all),
            members,
            exact: this.style.figure(exact, true),
            result,
          })
        }
        return
      case 'rank': {
        if (first) this.value(first, false)
        const place = traced.value
        if (detail?.kind !== 'rank' || !first || typeof place !== 'object' || place === null) return
        const better = place.toNumber() - 1
        this.tell({ kind: 'rank', formula: bound.text, value: this.text(first), better, of: detail.of, result })
        return
      }
      case 'people':
        if (detail?.kind === 'contributions' && this.style.contributions) {
          const of = detail.of.map(({ row, value }) => ({
            who: this.engine.who(row),
            value: bound.of ? valueText(value, bound.of.type, undefined, this.style) : '',
          }))
          this.tell({ kind: 'people', formula: bound.text, aggregate: bound.aggregate, of, result })
        }
        return
      case 'earlier':
        this.earlier(traced)
        return
      case 'lines': {
        const { engine, style } = this
        const texts = engine.linesOf(bound.which, bound.line, traced.row).flatMap(column => {
          const value = engine.value(column, traced.row)
          return value === null ? [] : [valueText(value, column.type, undefined, style)]
        })
        if (texts.length > 1) this.tell({ kind: 'arithmetic', ...formula, text: texts.map(signed).join(' + '), result })
        return
      }
      case 'negate':
      case 'not':
      case 'arithmetic':
      case 'compare':
      case 'logic':
      case 'is blank':
      case 'in':
      case 'has':
      case 'function':
      case 'weighted':
        this.operands(traced)
        this.tell({ kind: 'arithmetic', ...formula, text: arithmeticText(traced, this.style), result })
        return
    }
    bound satisfies never
  }

  /** A condition: of an `if`, or that under which there is a line. */
  condition(test: Traced, taken: string): void {
    if (isInline(test)) this.operands(test)
    else this.value(test, false)
    const text = isInline(test) ? arithmeticText(test, this.style) : this.text(test)
    this.tell({ kind: 'condition', formula: test.bound.text, text, result: this.text(test), taken })
  }

  /** Says how those values came about that stand in arithmetic as they are. */
  private operands(traced: Traced): void {
    const { bound, parts } = traced
    const [test, taken] = parts
    if (bound.kind === 'if' && test) {
      this.condition(test, taken?.bound.text ?? '')
      if (taken) this.operand(taken)
    } else for (const part of parts) this.operand(part)
  }

  private operand(part: Traced): void {
    if (isInline(part)) this.operands(part)
    else this.value(part, false)
  }

  private bands(traced: Traced, whole: boolean): void {
    const { bound, parts, detail, row } = traced
    const [of, result] = parts
    if (bound.kind !== 'bands' || !of) return
    this.value(of, false)
    if (detail?.kind === 'band' && result) {
      const band = bound.bands[detail.index]!
      const edges = [band.lower, band.upper].flatMap(side => {
        if (!side || side.edge.kind === 'literal') return []
        return [`${side.edge.text} = ${this.text(evaluate(side.edge, row, this.engine.world))}`]
      })
      this.tell({
        kind: 'band',
        of: bound.of.text,
        value: this.text(of),
        band: band.label,
        edges,
        result: result.bound.text,
        gives: this.gives(result),
      })
      this.value(result, whole)
    }
    if (detail?.kind === 'slices' && this.style.hidden(of) === undefined) {
      const money = bound.type.kind === 'money'
      for (const [i, slice] of detail.slices.entries()) {
        const rate = parts[i + 1]!
        this.value(rate, false)
        this.tell({
          kind: 'slice',
          band: bound.bands[slice.band]!.label,
          width: this.style.figure(slice.width, bound.of.type.kind === 'money'),
          rate: this.gives(rate),
          part: this.style.figure(slice.part, money),
        })
      }
      const shares = detail.slices.map(slice => signed(this.style.figure(slice.part, money)))
      if (shares.length > 1) {
        const formula = whole ? {} : { formula: bound.text }
        this.tell({ kind: 'arithmetic', ...formula, text: shares.join(' + '), result: this.text(traced) })
      }
    }
  }

  private earlier({ bound, row, value }: Traced): void {
    if (bound.kind !== 'earlier') return
    const { engine, style } = this
    const there = engine.world.move(row, bound.home) ?? row
    const { column } = bound
    const at = (back: number): Outcome =>
      engine.world.earlier({ ...bound, take: 'one', months: back, type: column.type }, there)
    const first = bound.take === 'one' ? bound.months : 1
    const months: { month: string; value: string }[] = []
    for (let back = first; back <= bound.months; back++) {
      const found = at(back)
      if (found === null) continue
      const month = monthsAway(engine.period.name, -back)
      months.push({ month, value: valueText(found, column.type, undefined, style) })
      if (bound.take === 'last') break
    }
    this.tell({
      kind: 'earlier',
      formula: bound.text,
      months,
      result: valueText(value, bound.type, undefined, style),
    })
  }

  /** What a band or a case gives: the words of a fixed figure, or the value. */
  private gives(traced: Traced): string {
    return traced.bound.kind === 'literal' ? traced.bound.text : this.text(traced)
  }

  private text(traced: Traced): string {
    return tracedText(traced, this.style)
  }

  /** The same part may stand in a formula twice; it is told once. */
  private tell(step: Step): void {
    const key = JSON.stringify(step)
    if (!this.told.has(key)) this.list.push(step)
    this.told.add(key)
  }
}

/** The steps of one formula. */
export function stepsOf(engine: Engine, traced: Traced, style: Style, whole = true): readonly Step[] {
  const found = new Steps(engine, style)
  found.value(traced, whole)
  return found.list
}

function changed(before: Outcome, after: Outcome): boolean {
  if (typeof before !== 'object' || before === null) return false
  return typeof after === 'object' && after !== null && !before.eq(after)
}

/** A figure as it stands among others. */
function signed(text: string): string {
  return text.startsWith('-') ? `(${text})` : text
}
