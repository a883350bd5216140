// The sheets of a month: payroll (a row a person), items, lines, scorecards, groups, reserves, deductions, figures near an
// edge, reconciliation and notes. Takes a worked-out month; gives sheets as data, with headings in the scheme's language.

import { type Decimal, sumOf } from '../core/decimal.ts'
import type { Problem } from '../core/problem.ts'
import type { Month } from '../pay/month.ts'
import type { PersonResult } from '../pay/result.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import { noteSheet, reconciliationSheet, unmatchedSheet } from './control-sheets.ts'
import { deductionSheet, groupSheet, linesSheet, reserveSheet, scorecardSheet } from './detail-sheets.ts'
import { edgeSheet } from './edge-notes.ts'
import { LABELS, type Labels } from './labels.ts'
import type { Sheet, SheetCell, SheetColumn } from './sheet.ts'
import { amount, heading, scoreColumn, shownCell, text } from './sheet-parts.ts'

/** All sheets of the workbook, the payroll sheet first. Sheets that would be empty are left out. */
export function payrollSheets(month: Month, problems: readonly Problem[]): Sheet[] {
  const labels = LABELS[month.scheme.sheets]
  const sheets = [
    payrollSheet(month, 'summary'),
    itemSheet(month, labels),
    linesSheet(month, labels),
    scorecardSheet(month, labels),
    groupSheet(month, labels),
    reserveSheet(month, labels),
    deductionSheet(month, labels),
    edgeSheet(month, labels),
    reconciliationSheet(month, labels),
    unmatchedSheet(month, labels),
    noteSheet(month, problems, labels),
  ]
  return sheets.filter((sheet, i) => i === 0 || sheet.rows.length > 0)
}

function personColumns(month: Month, labels: Labels): SheetColumn[] {
  const groups = month.scheme.roster.groups.filter(g => g.id !== month.scheme.roster.positionColumn.id)
  return [text(labels.id), text(labels.name), ...groups.map(g => text(g.name)), text(labels.position)]
}

function personCells(p: PersonResult): SheetCell[] {
  return [p.id, p.name, ...p.groups.map(g => g.key), p.position]
}

/**
 * The payroll sheet: a row a person. The summary fits a printed page; with `items` it has every pay line and deduction
 * as a column too, as payroll.csv hands it to other programs.
 */
export function payrollSheet(month: Month, detail: 'summary' | 'items'): Sheet {
  const labels = LABELS[month.scheme.sheets]
  const { people } = month.result
  const full = detail === 'items'
  const scores = present(
    month.scheme.scores,
    people.map(p => p.scores.map(s => s.name)),
  )
  const lines = full ? lineColumns(month) : []
  const corrected = people.some(p => p.corrections.length > 0)
  const reserves = month.scheme.reserves.map(r => r.name)
  const deductions = month.scheme.deductions.map(d => d.name)
  const columns = [
    ...personColumns(month, labels),
    ...(full ? [text(labels.month)] : []),
    ...scores.map(scoreColumn),
    ...lines.map(l => amount(l.name)),
    ...(corrected ? [amount(labels.correction)] : []),
    amount(labels.gross),
    ...reserves.map(r => amount(r)),
    ...(reserves.length > 0 ? [amount(labels.forfeitedNow)] : []),
    ...(full ? deductions.map(d => amount(d)) : []),
    ...(deductions.length > 0 ? [amount(labels.deducted), amount(labels.carried)] : []),
    amount(labels.net),
    text(labels.flags),
  ]
  const rows = people.map(p => [
    ...personCells(p),
    ...(full ? [month.period.name] : []),
    ...scores.map(s => shownCell(p.scores.find(x => x.name === s.name))),
    ...lines.map(l => p.lines.find(x => x.name === l.name)?.amount ?? null),
    ...(corrected ? [correctionOf(p)] : []),
    p.gross,
    ...reserves.map(r => p.reserves.find(x => x.name === r)?.withheld ?? null),
    ...(reserves.length > 0 ? [sumOf(p.reserves.map(r => r.forfeited))] : []),
    ...(full ? deductions.map(d => p.deductions.find(x => x.name === d)?.amount ?? null) : []),
    ...(deductions.length > 0 ? [p.deducted, p.carried] : []),
    p.net,
    p.flags.join('、'),
  ])
  return {
    name: labels.payroll,
    heading: heading(month, labels.payroll),
    columns,
    rows,
    totalWord: labels.total,
    frozen: 2,
  }
}

function correctionOf(p: PersonResult): Decimal | null {
  return p.corrections.length === 0 ? null : sumOf(p.corrections.map(c => c.amount))
}

/** Pay lines that somebody has. */
function lineColumns(month: Month): DefinedColumn[] {
  return present(
    month.scheme.pay,
    month.result.people.map(p => p.lines.map(l => l.name)),
  )
}

/** Every person's pay lines side by side. */
function itemSheet(month: Month, labels: Labels): Sheet {
  const lines = lineColumns(month)
  const corrected = month.result.people.some(p => p.corrections.length > 0)
  const columns = [
    text(labels.id),
    text(labels.name),
    text(labels.position),
    ...lines.map(l => amount(l.name)),
    ...(corrected ? [amount(labels.correction)] : []),
    amount(labels.gross),
  ]
  const rows = month.result.people.map(p => [
    p.id,
    p.name,
    p.position,
    ...lines.map(l => p.lines.find(x => x.name === l.name)?.amount ?? null),
    ...(corrected ? [correctionOf(p)] : []),
    p.gross,
  ])
  return {
    name: labels.items,
    heading: heading(month, labels.items),
    columns,
    rows,
    totalWord: labels.total,
    frozen: 2,
  }
}

/** Columns that somebody has a value in, in the scheme's order. */
function present(columns: readonly DefinedColumn[], names: readonly (readonly string[])[]): DefinedColumn[] {
  const used = new Set(names.flat())
  return columns.filter(c => used.has(c.name))
}
