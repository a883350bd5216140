// The sheets that show how the payroll came about: every line with its arithmetic, groups' figures, deductions.

import { ownFigure } from '../explain/arithmetic-text.ts'
import type { Explained, Workings } from '../explain/month.ts'
import type { Month } from '../pay/month.ts'
import { deductionsOf, limitOf, paidParts, type Shown } from '../pay/person-sheet.ts'
import type { Labels } from '../words/en/labels.ts'
import { partName } from './labels.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import { amount, figure, heading, text } from './sheet-parts.ts'
import { howText } from './step-words.ts'

const NO_WORKINGS: Workings = { formula: '', steps: [] }

export function linesSheet(month: Explained, labels: Labels): Sheet {
  const rows = month.result.people.flatMap(p => {
    const workings = month.workings(p)
    return paidParts(p).map(part => {
      const { steps, formula } = workings.get(part.column ?? '') ?? NO_WORKINGS
      const arithmetic = howText(steps, '', month.scheme.sheets)
      const kind = part.reason ? labels.correction : part.commission ? labels.asCommission : labels.other
      return [p.id, p.name, p.position, partName(part, labels), kind, part.amount, arithmetic, formula]
    })
  })
  const columns = [
    text(labels.id),
    text(labels.name),
    text(labels.position),
    text(labels.line),
    text(labels.kind),
    amount(labels.amount),
    text(labels.calculation, 60),
    text(labels.formula, 70),
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

/** A row a group, a column a figure: groups of one kind can be held side by side. */
export function groupSheet(month: Explained, labels: Labels): Sheet {
  const { groups } = month.result
  const used = new Set(groups.flatMap(g => g.values.map(v => v.name)))
  const figures = month.scheme.values.filter(c => c.home !== 'person' && c.home !== 'shop' && used.has(c.name))
  const cell = (shown: Shown | undefined, inPercent: boolean): SheetCell => {
    if (typeof shown?.value !== 'object' || shown.value === null) return shown?.text ?? null
    return ownFigure(shown.value, shown.type, inPercent)
  }
  const rows = groups.map(g => {
    const values = new Map(g.values.map(v => [v.name, v]))
    return [g.by, g.key, ...figures.map(c => cell(values.get(c.name), month.inPercent(c)))]
  })
  const columns = [text(labels.kind), text(labels.group), ...figures.map(c => figure(c.name))]
  return { name: labels.groups, heading: heading(month, labels.groups), columns, rows, frozen: 2 }
}

/** Every deduction that is due, earlier months' first: what is taken now and what is carried over. */
export function deductionSheet(month: Month, labels: Labels): Sheet {
  const rows = month.result.people.flatMap(p =>
    deductionsOf(p).map((t, i) => [
      p.id,
      p.name,
      p.position,
      t.name,
      t.origin,
      t.amount,
      i === 0 ? (limitOf(p) ?? null) : null,
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
