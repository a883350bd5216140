// The sheets that finance looks at first: what became of every figure of the exports, and the notes of the run.

import { placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import type { Month } from '../pay/month.ts'
import type { Labels } from './labels.ts'
import { sentenceOf } from './problem-text.ts'
import type { Sheet } from './sheet.ts'
import { amount, heading, text } from './sheet-parts.ts'

export function reconciliationSheet(month: Month, labels: Labels): Sheet {
  const rows = month.reconciliation.map(r => [
    r.table,
    r.file,
    r.column,
    r.inFile,
    r.used,
    r.otherMonth,
    r.leftOut,
    r.nobody,
    r.condition,
    r.difference,
  ])
  const figures = [
    labels.inFile,
    labels.used,
    labels.otherMonth,
    labels.leftOut,
    labels.nobody,
    labels.condition,
    labels.difference,
  ]
  const columns = [text(labels.table), text(labels.file), text(labels.column), ...figures.map(f => amount(f, false))]
  return { name: labels.reconciliation, heading: heading(month, labels.reconciliation), columns, rows, frozen: 3 }
}

export function noteSheet(month: Month, problems: readonly Problem[], labels: Labels): Sheet {
  const rows = problems.map(p => {
    const { message, hint } = sentenceOf(p, month.scheme.sheets)
    return [p.severity, p.code, p.at ? placeText(p.at) : '', message, hint]
  })
  const columns = [
    text(labels.severity),
    text(labels.code),
    text(labels.place, 40),
    text(labels.message, 70),
    text(labels.hint, 50),
  ]
  return { name: labels.problems, heading: heading(month, labels.problems), columns, rows, frozen: 0 }
}
