// The figures that a person's amounts were made of, each once: those worked out, with how; those that were read, by the
// export they came from; and the scorecards item by item. Takes columns and whose they are.

import type { Row, Traced } from '../formula/trace.ts'
import type { Month } from '../pay/month.ts'
import { type How, inner, sayHow } from '../reports/statement-how.ts'
import { STATEMENT_WORDS, type StatementWords } from '../reports/statement-words.ts'
import { howText } from '../reports/step-words.ts'
import type { DefinedColumn, SchemeColumn } from '../scheme/model.ts'
import { tracedText } from './arithmetic-text.ts'
import { type Cell, cellOf, cellText, type Reference, readsOf, referenceId, references } from './explanation.ts'
import type { Sight } from './sight.ts'
import { stepsOf } from './steps.ts'

/** A figure that was worked out. */
export interface Figure {
  readonly name: string
  /** The team or the shop; empty for the person's own. */
  readonly whose: string
  readonly value: string
  readonly how: How
  /** Rows of an export that it was added up from. */
  readonly rows: number | undefined
}

export interface Input {
  readonly name: string
  readonly whose: string
  readonly value: string
}

/** Figures as they were read, by the export or the like that gave them. */
export interface InputList {
  readonly from: string
  readonly inputs: readonly Input[]
}

export interface CardItem {
  readonly name: string
  readonly points: string
  /** The figures that it read, with their names. */
  readonly figures: readonly Omit<Input, 'whose'>[]
  /** The band that it fell in, its limits and its rounding. */
  readonly how: string
  readonly formula: string
}

export interface Card {
  readonly name: string
  readonly items: readonly CardItem[]
}

/** One thing that a formula read, and what that read in its turn. */
interface Known {
  readonly figure?: Figure
  readonly input?: Input & { readonly from: string }
  readonly reads: readonly Reference[]
}

/** What is the same for every reader. */
export type SharedFigures = Map<string, Known>

export interface FigureReader {
  /** Takes in whatever a column of the person was made of. */
  readonly follow: (column: SchemeColumn) => void
  readonly figures: () => readonly Figure[]
  readonly inputs: () => readonly InputList[]
  readonly cards: () => readonly DefinedColumn[]
}

/** Sections that a statement shows by themselves. */
const SHOWN_ELSEWHERE = new Set(['pay', 'scores', 'reserves', 'deductions'])

export function figureReader(month: Month, own: Row, sight: Sight, shared: SharedFigures): FigureReader {
  const { engine } = month
  const seen = new Set<string>()
  const figures: Figure[] = []
  const lists = new Map<string, Input[]>()
  const cards: DefinedColumn[] = []
  const known = (reference: Reference, id: string): Known => {
    const before = shared.get(id)
    if (before) return before
    const { made, forAll } = sight.watch(() => knownOf(month, reference, sight))
    if (forAll && made.cell.row.home !== 'person') shared.set(id, made.known)
    return made.known
  }
  const visit = (reference: Reference): void => {
    const id = referenceId(engine, reference)
    if (seen.has(id)) return
    seen.add(id)
    if (reference.kind === 'column' && reference.column.source.kind === 'defined' && reference.row.home === 'person') {
      const column = reference.column as DefinedColumn
      if (SHOWN_ELSEWHERE.has(column.section)) return
      if (column.section === 'scorecards') {
        cards.push(column)
        readsOf(engine, column, own).forEach(visit)
        return
      }
    }
    const { figure, input, reads } = known(reference, id)
    if (figure) figures.push(figure)
    if (input) lists.set(input.from, [...(lists.get(input.from) ?? []), input])
    reads.forEach(visit)
  }
  return {
    follow: column => readsOf(engine, column, own).forEach(visit),
    figures: () => figures,
    inputs: () => [...lists].map(([from, inputs]) => ({ from, inputs })),
    cards: () => cards,
  }
}

function knownOf(month: Month, reference: Reference, sight: Sight): { cell: Cell; known: Known } {
  const { engine, scheme } = month
  const { style } = sight
  const words = STATEMENT_WORDS[scheme.sheets]
  const cell = cellOf(engine, reference, style)
  const { name, row, kind, steps, reads, rows, traced } = cell
  const value = reference.kind === 'column' ? sight.value(reference.column, row) : cellText(cell, style)
  const whose = row.home === 'person' ? '' : row.home === 'shop' ? words.shop : engine.who(row)
  if (traced) {
    const figure: Figure = {
      name,
      whose,
      value,
      how: sayHow(traced, steps, style, scheme.sheets),
      rows: rows?.rows.count,
    }
    return { cell, known: { figure, reads } }
  }
  if (reference.kind !== 'column' || kind === 'none' || inHeader(month, reference.column))
    return { cell, known: { reads } }
  return { cell, known: { input: { name, whose, value, from: sourceOf(reference.column, kind, words) }, reads } }
}

/** What the head of the statement says already. */
function inHeader({ scheme: { roster } }: Month, column: SchemeColumn): boolean {
  const shown = [...roster.groups, roster.positionColumn].map(c => c.id)
  return shown.includes(column.id)
}

function sourceOf(column: SchemeColumn, kind: Cell['kind'], words: StatementWords): string {
  if (kind === 'given') return words.given
  if (column.source.kind !== 'input') return words.inScheme
  return column.source.table === 'people' ? words.roster : column.source.table
}

/** Scorecards of a person, item by item. */
export function cardsOf(cards: readonly DefinedColumn[], row: Row, month: Month, sight: Sight): Card[] {
  const { engine } = month
  return cards.flatMap(card => {
    const traced = engine.trace(card, row)
    if (traced?.bound.kind !== 'items') return []
    const { items } = traced.bound
    return {
      name: card.name,
      items: traced.parts.map((part, i) => ({
        name: items[i]!.name,
        points: tracedText(part, sight.style),
        ...itemHow(month, part, sight),
      })),
    }
  })
}

/** An item that is only a figure's points needs no formula; one of bands says the figure and the band. */
function itemHow({ engine, scheme }: Month, part: Traced, sight: Sight): Pick<CardItem, 'figures' | 'how' | 'formula'> {
  const { style } = sight
  const { bound } = inner(part)
  const steps = stepsOf(engine, part, style)
  if (bound.kind === 'bands' || bound.kind === 'choice')
    return { figures: [], how: howText(steps, '', scheme.sheets), formula: '' }
  // What the formula comes to can be worked out from its figures; what changed it then is told.
  const how = howText(
    steps.filter(step => step.kind === 'limited' || step.kind === 'rounded'),
    '',
    scheme.sheets,
  )
  const figures = references(engine, part).flatMap(reference => {
    if (reference.kind === 'sheet') return []
    if (reference.kind === 'measure')
      return [{ name: reference.traced.bound.text, value: tracedText(reference.traced, style) }]
    const { column, row } = reference
    return [{ name: column.name, value: sight.value(column, row) }]
  })
  return { figures, how, formula: bound.kind === 'column' ? '' : bound.text }
}
