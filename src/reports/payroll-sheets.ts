// The sheets of a month: summary, payroll (a row a person), the same with every item, lines, scorecards, groups, reserves,
// deductions, corrections, figures near an edge, reconciliation, problems, and what it was made from. Takes a worked-out month and the
// facts of its making; gives sheets as data, with headings in the scheme's language.

import type { Problem } from '../core/problem.ts'
import type { TaxKind } from '../core/tax.ts'
import type { Explained } from '../explain/month.ts'
import type { Month } from '../pay/month.ts'
import { payDays } from '../pay/pay-days.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import { taxedAs, taxKinds } from '../pay/taxed.ts'
import { wordsIn } from '../words/language.ts'
import { noteSheet, reconciliationSheet, unmatchedSheet } from './control-sheets.ts'
import { adjustmentSheet, correctionSheet, deductionSheet, groupSheet, linesSheet } from './detail-sheets.ts'
import { edgeSheet } from './edge-notes.ts'

import { figureColumns, itemColumns } from './figure-columns.ts'

import { batchOf, provenanceSheet, sealFoot } from './provenance-sheet.ts'
import { registerSheet } from './register-sheet.ts'
import { reserveSheet } from './reserve-sheet.ts'
import type { Making } from './run-record.ts'
import { scorecardSheet } from './scorecard-sheet.ts'
import type { PageSheet, Sheet } from './sheet.ts'
import { amount, type ColumnOf, sheetOf, stateOf, text } from './sheet-parts.ts'
import { slipsSheet } from './slips-sheet.ts'
import { stripsSheet } from './strips-sheet.ts'
import { summarySheet } from './summary-sheet.ts'

/** All sheets of the workbook, the summary first. Of the others those that would be empty are left out. */
export function payrollSheets(
  month: Explained,
  problems: readonly Problem[],
  made: Making,
): Iterable<Sheet | PageSheet> {
  return { [Symbol.iterator]: () => oneByOne(month, problems, made) }
}

/** Of so many there is always one. */
const ALWAYS = 2

/** Each is made when it is asked for: that of lines has many for each person, and whoever writes it wants no other then. */
function* oneByOne(month: Explained, problems: readonly Problem[], made: Making): Generator<Sheet | PageSheet> {
  const labels = wordsIn(month.scheme.sheets).labels
  const shared = { foot: sealFoot(made), state: stateOf(month) }
  const makers: readonly (() => Sheet | PageSheet)[] = [
    () => summarySheet(month, labels),
    () => payrollSheet(month),
    () => registerSheet(month),
    () => itemSheet(month, made),
    () => slipsSheet(month),
    () => stripsSheet(month),
    () => linesSheet(month, labels),
    () => scorecardSheet(month, labels),
    () => groupSheet(month, labels),
    () => reserveSheet(month, labels),
    () => deductionSheet(month, labels),
    () => adjustmentSheet(month, labels),
    () => correctionSheet(month, labels),
    () => edgeSheet(month, labels),
    () => reconciliationSheet(month, labels),
    () => unmatchedSheet(month, labels),
    () => noteSheet(month, problems, labels),
    () => provenanceSheet(month, made, labels),
  ]
  for (const [i, make] of makers.entries()) {
    const sheet = make()
    if ('laid' in sheet ? sheet.laid.length > 0 : i < ALWAYS || sheet.rows.length > 0) yield { ...sheet, ...shared }
  }
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
  const labels = wordsIn(month.scheme.sheets).labels
  const words = wordsIn(month.scheme.sheets).workbook
  const items = batch !== undefined
  const days = payDays(month)
  const name = items ? labels.items : labels.payroll
  const groups = month.scheme.roster.groups.filter(g => g.id !== month.scheme.roster.positionColumn.id)
  const kinds = taxKinds(month.scheme, month.result.people)
  const taxed = items && (month.scheme.currency === 'CNY' || kinds.length > 0)
  // Bonuses of a month are taxed with the wages of the month they are paid in (国税发〔2005〕9号, 5), unless the scheme says otherwise.
  const kindsOf = (p: PersonSheet): readonly TaxKind[] => {
    const own = kinds.filter(kind => !taxedAs(p, kind).isZero())
    return own.length === 0 ? ['salary'] : own
  }
  const taxColumns = kinds.map(
    (kind): ColumnOf<PersonSheet> => [amount(labels.taxedAs(labels.taxKinds[kind])), p => taxedAs(p, kind)],
  )
  const columns: ColumnOf<PersonSheet>[] = [
    [text(labels.id), p => p.id],
    [text(labels.name), p => p.name],
    ...groups.map((g, i): ColumnOf<PersonSheet> => [text(g.name), p => p.groups[i]!.key]),
    [text(labels.position), p => p.position],
    ...only(items, [text(labels.month), () => month.period.name]),
    ...(items ? itemColumns(month, labels, false) : figureColumns(month, labels)),
    ...days
      .all(month.result.people)
      .map(
        ({ day }): ColumnOf<PersonSheet> => [
          amount(labels.paidOn(day)),
          p => days.of(p).find(one => one.day === day)?.amount ?? null,
        ],
      ),
    ...(items ? [] : taxColumns),
    ...only(taxed, [
      text(labels.taxKind),
      p =>
        kindsOf(p)
          .map(kind => labels.taxKinds[kind])
          .join('、'),
    ]),
    [text(labels.flags), p => p.flags.join('、')],
    ...only(items, [text(words.batch), () => batch ?? '']),
    ...(items ? [...itemColumns(month, labels, true), ...taxColumns] : []),
  ]
  return sheetOf(month, name, month.result.people, columns, {
    totalWord: labels.total,
    frozen: 2,
    ...(items ? { folds: true } : {}),
  })
}

function only(wanted: boolean, column: ColumnOf<PersonSheet>): ColumnOf<PersonSheet>[] {
  return wanted ? [column] : []
}
