// The sheet of scorecards: each item with the figure it looks at, what that is held against, its points and the most they
// can be, and under each card its score. Takes a worked-out month.

import { type Decimal, sumOf } from '../core/decimal.ts'
import type { Bound } from '../formula/bound.ts'
import type { Row, Traced } from '../formula/trace.ts'
import type { Month } from '../pay/month.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import { Intervals, NO_FACTS } from '../scheme/intervals.ts'
import type { DefinedColumn, Scheme, SchemeColumn } from '../scheme/model.ts'
import { peopleStyle, type Style, valueText } from './arithmetic-text.ts'
import { type Attainment, attainmentOf } from './attainment.ts'
import { readsOf } from './explanation.ts'
import type { Labels } from './labels.ts'
import { percentages } from './percentages.ts'
import type { Sheet, SheetCell, SumRow } from './sheet.ts'
import { figure, heading, ownFigure, text } from './sheet-parts.ts'
import { howText } from './step-words.ts'
import { stepsOf } from './steps.ts'
import { WORKBOOK_WORDS } from './workbook-words.ts'

export function scorecardSheet(month: Month, labels: Labels): Sheet {
  const words = WORKBOOK_WORDS[month.scheme.sheets]
  const cells = itemCells(month)
  const most = mostPoints(month.scheme)
  const rows: SheetCell[][] = []
  const sums: SumRow[] = []
  for (const person of month.result.people) {
    for (const card of usedCards(month, person.row)) {
      const traced = month.engine.trace(card, person.row)
      const items = traced && itemsOf(traced)
      if (!traced || !items) continue
      const who = [person.id, person.name, person.position, card.name]
      const limits = items.map(([, part]) => most(part.bound, person))
      for (const [i, [name, part]] of items.entries())
        rows.push([...who, name, ...cells.held(part), cells.figure(part), limits[i]!, ...cells.how(part)])
      sums.push({ row: rows.length })
      rows.push([...who, labels.total, '', null, '', null, decimalOf(traced), together(limits), '', ''])
    }
  }
  const columns = [
    ...[labels.id, labels.name, labels.position, labels.card].map(l => text(l)),
    text(labels.item),
    text(labels.figure, 24),
    figure(words.actual),
    text(words.target, 22),
    figure(words.targetValue),
    figure(labels.points, 2),
    figure(words.most),
    text(labels.calculation, 40),
    text(labels.formula, 46),
  ]
  return { name: labels.scorecards, heading: heading(month, labels.scorecards), columns, rows, sums, frozen: 2 }
}

/** The scorecards that a person's scores were made of, straight or by way of other values. */
function usedCards(month: Month, row: Row): DefinedColumn[] {
  const seen = new Set<string>()
  const cards: DefinedColumn[] = []
  const visit = (column: SchemeColumn, there: Row): void => {
    if (column.source.kind !== 'defined' || there.home !== 'person' || seen.has(column.id)) return
    seen.add(column.id)
    if ((column as DefinedColumn).section === 'scorecards') cards.push(column as DefinedColumn)
    else for (const r of readsOf(month.engine, column, there)) if (r.kind === 'column') visit(r.column, r.row)
  }
  for (const score of month.scheme.scores) visit(score, row)
  return cards
}

/** The items of a card's trace with their names, also where the card as a whole is rounded or limited. */
function itemsOf({ bound, parts }: Traced): (readonly [string, Traced])[] | undefined {
  if (bound.kind === 'items') return parts.map((part, i) => [bound.items[i]!.name, part] as const)
  return (bound.kind === 'round' || bound.kind === 'clamp') && parts[0] ? itemsOf(parts[0]) : undefined
}

/** The cells of an item: its figure and target, its points, and how they came about. */
function itemCells(month: Month): {
  readonly held: (item: Traced) => SheetCell[]
  readonly figure: (item: Traced) => Decimal | null
  readonly how: (item: Traced) => SheetCell[]
} {
  const { engine, scheme } = month
  const style = peopleStyle(number => engine.who({ home: 'person', index: number }))
  const percent = percentages(scheme)
  const follow = ({ bound, row }: Traced): Traced | undefined => {
    const there = bound.kind === 'column' ? engine.world.move(row, bound.column.home) : null
    return bound.kind === 'column' && there ? engine.trace(bound.column as SchemeColumn, there) : undefined
  }
  const held = (item: Traced): SheetCell[] => {
    const found = attainmentOf(item, follow)
    if (!found) return ['', null, '', null]
    const { figure: own, target } = found
    const inPercent =
      percent.formula(own.bound) || (target?.held !== undefined && percent.formula(target.held.bound)) || banded(found)
    const shown = (traced: Traced): SheetCell => valueCell(traced, inPercent, style)
    return [own.bound.text, shown(own), target?.words ?? '', target?.held ? shown(target.held) : null]
  }
  const banded = ({ figure: own, target }: Attainment): boolean =>
    target !== undefined && own.bound.type.kind === 'number' && /[%％]/.test(target.words)
  return {
    held,
    figure: decimalOf,
    how: item => [howText(stepsOf(engine, item, style), item.bound.text, scheme.sheets), item.bound.text],
  }
}

function valueCell({ value, bound }: Traced, percent: boolean, style: Style): SheetCell {
  if (typeof value !== 'object' || value === null) return valueText(value, bound.type, undefined, style)
  return ownFigure(value, bound.type, percent)
}

/** The most that an item can give to people of a position. */
function mostPoints(scheme: Scheme): (bound: Bound, person: PersonSheet) => Decimal | null {
  const known = new Map<string, Intervals>()
  return (bound, { position }) => {
    const ranges = known.get(position) ?? new Intervals(scheme, position)
    known.set(position, ranges)
    return ranges.of(bound, NO_FACTS).high?.edge ?? null
  }
}

function together(limits: readonly (Decimal | null)[]): Decimal | null {
  return limits.includes(null) ? null : sumOf(limits as Decimal[])
}

function decimalOf({ value }: Traced): Decimal | null {
  return typeof value === 'object' ? value : null
}
