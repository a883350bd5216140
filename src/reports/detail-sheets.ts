// The sheets that show how the payroll came about: every line with its arithmetic, scorecards item by item, groups'
// figures, reserves, deductions.

import type { Decimal } from '../core/decimal.ts'
import type { Row } from '../formula/trace.ts'
import type { Month } from '../pay/month.ts'
import type { DefinedColumn, SchemeColumn } from '../scheme/model.ts'
import { peopleStyle } from './arithmetic-text.ts'
import { calculationText, readsOf } from './explanation.ts'
import { correctionName, type Labels } from './labels.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import { amount, figure, heading, shownCell, text } from './sheet-parts.ts'
import { howText } from './steps.ts'

export function linesSheet(month: Month, labels: Labels): Sheet {
  const style = peopleStyle(number => month.engine.who({ home: 'person', index: number }))
  const rows = month.result.people.flatMap(p => [
    ...p.lines.map(l => {
      const { formula, arithmetic } = calculationText(month.engine, l.column, p.row, style)
      return [
        p.id,
        p.name,
        p.position,
        l.name,
        l.commission ? labels.asCommission : labels.other,
        l.amount,
        arithmetic,
        formula,
      ]
    }),
    ...p.corrections.map(c => [
      p.id,
      p.name,
      p.position,
      correctionName(c, labels),
      labels.correction,
      c.amount,
      '',
      '',
    ]),
  ])
  const columns = [
    text(labels.id),
    text(labels.name),
    text(labels.position),
    text(labels.line),
    text(labels.kind),
    amount(labels.amount),
    text(labels.calculation, 60),
    text(labels.formula, 60),
  ]
  return {
    name: labels.lines,
    heading: heading(month, labels.lines),
    columns,
    rows,
    totalWord: labels.total,
    frozen: 2,
  }
}

export function scorecardSheet(month: Month, labels: Labels): Sheet {
  const style = peopleStyle(number => month.engine.who({ home: 'person', index: number }))
  const rows = month.result.people.flatMap(p =>
    usedCards(month, p.row).flatMap(card => {
      const traced = month.engine.trace(card, p.row)
      if (traced?.bound.kind !== 'items') return []
      const { items } = traced.bound
      return traced.parts.map((part, i): SheetCell[] => {
        const points = typeof part.value === 'object' ? (part.value as Decimal | null) : null
        return [
          p.id,
          p.name,
          p.position,
          card.name,
          items[i]!.name,
          points,
          howText(month.engine, part, style),
          part.bound.text,
        ]
      })
    }),
  )
  const columns = [
    ...[labels.id, labels.name, labels.position, labels.card, labels.item].map(l => text(l)),
    figure(labels.points, 2),
    text(labels.calculation, 40),
    text(labels.formula, 60),
  ]
  return { name: labels.scorecards, heading: heading(month, labels.scorecards), columns, rows, frozen: 2 }
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

export function groupSheet(month: Month, labels: Labels): Sheet {
  const rows = month.result.groups.flatMap(g => g.values.map(v => [g.by, g.key, v.name, shownCell(v)]))
  const columns = [text(labels.kind), text(labels.group), text(labels.figure), figure(labels.value)]
  return { name: labels.groups, heading: heading(month, labels.groups), columns, rows, frozen: 2 }
}

export function reserveSheet(month: Month, labels: Labels): Sheet {
  const rows = month.result.people.flatMap(p =>
    p.reserves.map(r => [p.id, p.name, p.position, r.name, p.commission, r.withheld, r.forfeited]),
  )
  const columns = [
    text(labels.id),
    text(labels.name),
    text(labels.position),
    text(labels.reserve),
    amount(labels.commission, false),
    amount(labels.withheld),
    amount(labels.forfeited),
  ]
  return {
    name: labels.reserves,
    heading: heading(month, labels.reserves),
    columns,
    rows,
    totalWord: labels.total,
    frozen: 2,
  }
}

/** Every deduction that is due, earlier months' first: what is taken now and what is carried over. */
export function deductionSheet(month: Month, labels: Labels): Sheet {
  const rows = month.result.people.flatMap(p =>
    p.taken.map((t, i) => [
      p.id,
      p.name,
      p.position,
      t.name,
      t.origin,
      t.amount,
      i === 0 ? (p.limit ?? null) : null,
      t.taken,
      t.carried,
    ]),
  )
  const columns = [
    text(labels.id),
    text(labels.name),
    text(labels.position),
    text(labels.deduction),
    text(labels.origin),
    amount(labels.due),
    amount(labels.limit, false),
    amount(labels.deducted),
    amount(labels.carried),
  ]
  return {
    name: labels.deductions,
    heading: heading(month, labels.deductions),
    columns,
    rows,
    totalWord: labels.total,
    frozen: 2,
  }
}
