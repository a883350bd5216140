// What a person's scorecards came to, item by item: the figure an item looks at, what that is held against, its points and the
// most they can be. Takes the engine of a worked-out month; gives plain data.

import { type Decimal, sumOf } from '../core/decimal.ts'
import { once } from '../core/lists.ts'
import type { Bound } from '../formula/bound.ts'
import type { Row, Traced } from '../formula/trace.ts'
import type { Engine } from '../pay/engine.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import { Intervals, NO_FACTS } from '../scheme/intervals.ts'
import { type DefinedColumn, isDefined, type Scheme, type SchemeColumn } from '../scheme/model.ts'
import { formulaText, type OwnFigure, ownFigure, valueText } from './arithmetic-text.ts'
import { attainmentOf } from './attainment.ts'
import type { Reader } from './cells.ts'
import { percentages } from './percentages.ts'
import { readerFor } from './readers.ts'
import type { Step } from './steps.ts'

/** A figure in its words, or a text in the place of one. */
export interface Held {
  readonly words: string
  /** None where it is only words: a band, an edge of it. */
  readonly value: OwnFigure | string | null
}

export interface ScoredItem {
  readonly name: string
  /** None where a formula looks at several figures alike. */
  readonly figure: Held | undefined
  readonly target: Held | undefined
  readonly points: Decimal | null
  readonly most: Decimal | null
  readonly steps: readonly Step[]
  readonly formula: string
}

export interface Scorecard {
  readonly name: string
  readonly items: readonly ScoredItem[]
  readonly points: Decimal | null
  readonly most: Decimal | null
}

/** Makes what everybody's scorecards came to. */
export function scorecards(engine: Engine): (person: PersonSheet) => readonly Scorecard[] {
  const reader = readerFor(engine, false)
  const most = mostPoints(engine.scheme)
  // What is the same for all of a group has the same trace.
  const known = new WeakMap<Traced, Omit<ScoredItem, 'name' | 'most'>>()
  const told = (part: Traced): Omit<ScoredItem, 'name' | 'most'> => ({
    ...heldIn(reader, part),
    points: decimalOf(part),
    steps: reader.steps(part),
    formula: formulaText(part.bound, reader.style),
  })
  return person =>
    usedCards(reader, person.row).flatMap((card): Scorecard[] => {
      const traced = engine.trace(card, person.row)
      const items = traced && itemsOf(traced)
      if (!traced || !items) return []
      const scored = items.map(
        ([name, part]): ScoredItem => ({
          name,
          ...once(known, part, () => told(part)),
          most: most(part.bound, person.position),
        }),
      )
      return [{ name: card.name, items: scored, points: decimalOf(traced), most: together(scored.map(i => i.most)) }]
    })
}

/** The scorecards that a person's scores were made of, straight or by way of other values. */
function usedCards(reader: Reader, row: Row): DefinedColumn[] {
  const seen = new Set<string>()
  const cards: DefinedColumn[] = []
  const visit = (column: SchemeColumn, there: Row): void => {
    if (!isDefined(column) || there.home !== 'person' || seen.has(column.id)) return
    seen.add(column.id)
    if (column.section === 'scorecards') cards.push(column)
    else for (const r of reader.reads(column, there)) if (r.kind === 'column') visit(r.column, r.row)
  }
  for (const score of reader.engine.scheme.scores) visit(score, row)
  return cards
}

/** The items of a card's trace with their names, also where the card as a whole is rounded or limited. */
function itemsOf({ bound, parts }: Traced): (readonly [string, Traced])[] | undefined {
  if (bound.kind === 'items') return parts.map((part, i) => [bound.items[i]!.name, part] as const)
  return (bound.kind === 'round' || bound.kind === 'clamp') && parts[0] ? itemsOf(parts[0]) : undefined
}

/** The figure of an item, and what it is held against. */
function heldIn({ engine, style }: Reader, item: Traced): Pick<ScoredItem, 'figure' | 'target'> {
  const found = attainmentOf(item, ({ bound, row }) => {
    const there = bound.kind === 'column' ? engine.world.move(row, bound.column.home) : null
    return bound.kind === 'column' && there ? engine.trace(bound.column as SchemeColumn, there) : undefined
  })
  if (!found) return { figure: undefined, target: undefined }
  const { figure, target } = found
  const percent = percentages(engine.scheme)
  const inPercent =
    [figure, target?.held].some(traced => traced && percent.formula(traced.bound)) ||
    (target !== undefined && figure.bound.type.kind === 'number' && /[%％]/.test(target.words))
  const shown = ({ value, bound: { type } }: Traced): Held['value'] =>
    typeof value === 'object' && value !== null
      ? ownFigure(value, type, inPercent)
      : valueText(value, type, undefined, style)
  return {
    figure: { words: formulaText(figure.bound, style), value: shown(figure) },
    target: target && {
      words: style.words ? target.said(style.words) : target.words,
      value: target.held ? shown(target.held) : null,
    },
  }
}

/** The most that an item can give to people of a position. */
export function mostPoints(scheme: Scheme): (bound: Bound, position: string) => Decimal | null {
  const known = new Map<string, { readonly ranges: Intervals; readonly most: Map<Bound, Decimal | null> }>()
  return (bound, position) => {
    const { ranges, most } = once(known, position, () => ({ ranges: new Intervals(scheme, position), most: new Map() }))
    return once(most, bound, () => ranges.of(bound, NO_FACTS).high?.edge ?? null)
  }
}

/** The most of all together; none where one has none. */
export function together(limits: readonly (Decimal | null)[]): Decimal | null {
  const known = limits.filter(limit => limit !== null)
  return known.length < limits.length ? null : sumOf(known)
}

function decimalOf({ value }: Traced): Decimal | null {
  return typeof value === 'object' ? value : null
}
