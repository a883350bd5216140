// The page that says what a workbook was made from: program, scheme, period, settings, approvals, and every input with its
// hash. No time of day: the same inputs give the same bytes.

import { decimal } from '../core/decimal.ts'
import { hashOf, inGroups } from '../core/hash.ts'
import { amountText } from '../core/money.ts'
import type { Month } from '../pay/month.ts'
import type { Labels } from '../words/en/labels.ts'
import type { WorkbookWords } from '../words/en/workbook.ts'
import { wordsIn } from '../words/language.ts'
import { approvalText } from './labels.ts'
import type { Making } from './run-record.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import { figure, heading, stateOf, text } from './sheet-parts.ts'

export function provenanceSheet(month: Month, made: Making, labels: Labels): Sheet {
  const words = wordsIn(month.scheme.sheets).workbook
  const { scheme, period, result } = month
  const { schemeFile } = made
  const line = (what: string, name: string, file = '', note = ''): SheetCell[] => [
    ...[what, name, file, null, null, null, note],
  ]
  const rows: SheetCell[][] = [
    line(words.program, `bonusbook ${made.version}`),
    line(labels.month, wordsIn(scheme.sheets).period(period.name)),
    line(words.state, stateOf(month)),
    line(words.batch, batchOf(month, made)),
    ...sealRows(made, words).map(([what, hash]) => line(what, inGroups(hash, 16), '', hash)),
    [words.scheme, scheme.name, schemeFile.file, decimal(schemeFile.bytes), null, null, schemeFile.sha256],
    line(words.schemeFrom, wordsIn(scheme.sheets).period(scheme.from)),
    line(words.language, words.ownName),
    ...made.whatIf.map(setting => line(words.setting, setting)),
    ...result.approvals.map(a => line(words.approval, `${a.role}: ${approvalText(a, scheme.sheets)}`)),
    ...month.readings.flatMap(({ table, reading }) =>
      reading.files.map(({ file, bytes, rows, rowsOtherMonth, sha256 }): SheetCell[] => [
        ...[words.input, table, file],
        ...[decimal(bytes), decimal(rows), decimal(rowsOtherMonth), sha256],
      ]),
    ),
  ]
  const columns = [
    text(words.what),
    text(words.content, 34),
    text(labels.file, 34),
    figure(words.bytes),
    figure(labels.rowCount),
    figure(words.rowsOtherMonth),
    text('SHA-256'),
  ]
  return { name: words.origin, heading: heading(month, words.origin), columns, rows, frozen: 1 }
}

/** What a sheet is known by: the digest of its figures, and the seal of the book that they stand upon. */
function sealRows({ figures, form }: Pick<Making, 'figures' | 'form'>, words: WorkbookWords): [string, string][] {
  return [
    ...(figures === undefined ? [] : [[words.figures, figures] satisfies [string, string]]),
    ...(form.after === undefined ? [] : [[words.uponSeal, form.after] satisfies [string, string]]),
  ]
}

/** The same in a line, for the foot of each page: half of each, which nobody finds a second time. */
export function sealFoot(made: Pick<Making, 'figures' | 'form'>): string {
  return sealRows(made, wordsIn(made.form.language).workbook)
    .map(([what, hash]) => `${what} ${inGroups(hash, 32)}`)
    .join(' · ')
}

/** A short name for what was paid from these inputs with this scheme: other inputs, settings or amounts give another. */
export function batchOf({ period, readings, result }: Month, { schemeFile, whatIf }: Making): string {
  const inputs = readings.flatMap(({ table, reading }) => reading.files.map(({ sha256 }) => [table, sha256]))
  const paid = result.people.map(p => [p.id, amountText(p.net)])
  const made = JSON.stringify([period.name, schemeFile.sha256, whatIf, inputs, paid])
  return `${period.name}-${hashOf(made).slice(0, 8)}`
}
