// The sheets of a month: summary, payroll (a row a person), the same with every item, lines, scorecards, groups, reserves,
// deductions, figures near an edge, reconciliation, problems, and what it was made from. Takes a worked-out month and the
// facts of its making; gives sheets as data, with headings in the scheme's language.

import { type Decimal, sumOf } from '../core/decimal.ts'
import type { Problem } from '../core/problem.ts'
import type { Explained } from '../explain/month.ts'
import type { Month } from '../pay/month.ts'
import type { PersonResult } from '../pay/result.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import { noteSheet, reconciliationSheet, unmatchedSheet } from './control-sheets.ts'
import { deductionSheet, groupSheet, linesSheet } from './detail-sheets.ts'
import { edgeSheet } from './edge-notes.ts'
import { LABELS, type Labels } from './labels.ts'
import { batchOf, type Making, provenanceSheet, sealFoot } from './provenance-sheet.ts'
import { reserveSheet } from './reserve-sheet.ts'
import { scorecardSheet } from './scorecard-sheet.ts'
import type { Sheet, SheetCell, SheetColumn } from './sheet.ts'
import { amount, heading, scoreColumn, shownCell, text } from './sheet-parts.ts'
import { summarySheet } from './summary-sheet.ts'
import { WORKBOOK_WORDS } from './workbook-words.ts'

/** All sheets of the workbook, the summary first. Of the others those that would be empty are left out. */
export function payrollSheets(month: Explained, problems: readonly Problem[], made: Making): Sheet[] {
  const labels = LABELS[month.scheme.sheets]
  const sheets = [
    summarySheet(month, labels),
    payrollSheet(month),
    itemSheet(month, made),
    linesSheet(month, labels),
    scorecardSheet(month, labels),
    groupSheet(month, labels),
    reserveSheet(month, labels),
    deductionSheet(month, labels),
    edgeSheet(month, labels),
    reconciliationSheet(month, labels),
    unmatchedSheet(month, labels),
    noteSheet(month, problems, labels),
    provenanceSheet(month, made, labels),
  ]
  const foot = sealFoot(made)
  return sheets.filter((sheet, i) => i < 2 || sheet.rows.length > 0).map(sheet => ({ ...sheet, foot }))
}

function personColumns(month: Month, labels: Labels): SheetColumn[] {
  const groups = month.scheme.roster.groups.filter(g => g.id !== month.scheme.roster.positionColumn.id)
  return [text(labels.id), text(labels.name), ...groups.map(g => text(g.name)), text(labels.position)]
}

function personCells(p: PersonResult): SheetCell[] {
  return [p.id, p.name, ...p.groups.map(g => g.key), p.position]
}

/** The payroll sheet: a row a person, narrow enough to be printed and signed. */
export function payrollSheet(month: Month): Sheet {
  return personSheet(month, undefined)
}

/** The payroll sheet with every pay line and deduction as a column, for other programs: what payroll.csv holds too. */
export function itemSheet(month: Month, made: Making): Sheet {
  return personSheet(month, batchOf(month, made))
}

function personSheet(month: Month, batch: string | undefined): Sheet {
  const labels = LABELS[month.scheme.sheets]
  const words = WORKBOOK_WORDS[month.scheme.sheets]
  const { people } = month.result
  const full = batch !== undefined
  // Bonuses of a month are taxed with the wages of the month they are paid in (国税发〔2005〕9号, 5).
  const taxed = full && month.scheme.currency === 'CNY'
  // Whoever imports the items finds the same columns every month, also those that nobody has anything in.
  const scores = full ? month.scheme.scores : scoresOf(month)
  const lines = full ? month.scheme.pay : []
  const corrected = full || people.some(p => p.corrections.length > 0)
  const reserves = month.scheme.reserves.map(r => r.name)
  const deductions = deductionNames(month)
  const columns = [
    ...personColumns(month, labels),
    ...(full ? [text(labels.month)] : []),
    ...scores.map(scoreColumn),
    ...lines.map(l => amount(l.name)),
    ...(corrected ? [amount(labels.correction)] : []),
    amount(labels.gross),
    ...reserves.map(r => amount(r)),
    ...(full && reserves.length > 0 ? [amount(words.withheldAll)] : []),
    ...(reserves.length > 0 ? [amount(labels.forfeitedNow)] : []),
    ...(full ? deductions.map(d => amount(d)) : []),
    ...(deductions.length > 0 ? [amount(labels.deducted), amount(labels.carried)] : []),
    amount(labels.net),
    ...(taxed ? [text(words.taxKind)] : []),
    text(labels.flags),
    ...(full ? [text(words.batch)] : []),
  ]
  const rows = people.map(p => [
    ...personCells(p),
    ...(full ? [month.period.name] : []),
    ...scores.map(s => shownCell(p.scores.find(x => x.name === s.name))),
    ...lines.map(l => p.lines.find(x => x.name === l.name)?.amount ?? null),
    ...(corrected ? [correctionOf(p)] : []),
    p.gross,
    ...reserves.map(r => p.reserves.find(x => x.name === r)?.withheld ?? null),
    ...(full && reserves.length > 0 ? [sumOf(p.reserves.map(r => r.withheld))] : []),
    ...(reserves.length > 0 ? [sumOf(p.reserves.map(r => r.forfeited))] : []),
    ...(full ? deductions.map(d => takenOf(p, d)) : []),
    ...(deductions.length > 0 ? [p.deducted, p.carried] : []),
    p.net,
    ...(taxed ? [words.ordinaryWages] : []),
    p.flags.join('、'),
    ...(full ? [batch] : []),
  ])
  const name = full ? labels.items : labels.payroll
  return {
    name,
    heading: heading(month, name),
    columns,
    rows,
    totalWord: labels.total,
    frozen: 2,
  }
}

function correctionOf(p: PersonResult): Decimal | null {
  return p.corrections.length === 0 ? null : sumOf(p.corrections.map(c => c.amount))
}

/** What is deducted under a name, of earlier months too: these add up to what is deducted. */
function takenOf(p: PersonResult, name: string): Decimal | null {
  const taken = p.taken.filter(t => t.name === name)
  return taken.length > 0 || p.deductions.some(d => d.name === name) ? sumOf(taken.map(t => t.taken)) : null
}

/** The deductions of the scheme; then those of earlier schemes of which something is still due. */
function deductionNames({ scheme, result }: Month): string[] {
  const due = result.people.flatMap(p => p.taken.map(t => t.name))
  return [...new Set([...scheme.deductions.map(d => d.name), ...due])]
}

/** Scores that somebody has, in the scheme's order. */
function scoresOf({ scheme, result }: Month): DefinedColumn[] {
  const used = new Set(result.people.flatMap(p => p.scores.map(s => s.name)))
  return scheme.scores.filter(c => used.has(c.name))
}
