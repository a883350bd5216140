// The sheets that finance looks at first: what became of every figure of the exports, and the notes of the run.

import { type Decimal, decimal, plain } from '../core/decimal.ts'
import { columnLetters, type Place, placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import { withoutSecrets } from '../core/secret.ts'
import type { Month } from '../pay/month.ts'
import type { Reconciliation } from '../pay/reconciliation.ts'
import type { Labels } from '../words/en/labels.ts'
import { type Language, wordsIn } from '../words/language.ts'
import type { Sentence } from '../words/sentence.ts'
import { sentenceOf } from './problem-text.ts'
import type { Sheet } from './sheet.ts'
import { amount, type ColumnOf, figure, heading, sheetOf, tableOf, text } from './sheet-parts.ts'

const FIGURES = ['inFile', 'used', 'otherMonth', 'leftOut', 'nobody', 'alone', 'condition', 'difference'] as const

export function reconciliationSheet(month: Month, labels: Labels): Sheet {
  // Only where exports are joined can something have no partner.
  const joined = month.reconciliation.some(r => !r.alone.isZero())
  const figures = FIGURES.filter(figure => figure !== 'alone' || joined)
  return sheetOf(
    month,
    labels.reconciliation,
    month.reconciliation,
    [
      [text(labels.table), r => r.table],
      [text(labels.file), r => r.file],
      [text(labels.column), r => r.column],
      ...figures.map((figure): ColumnOf<Reconciliation> => [amount(labels[figure], false), r => r[figure]]),
    ],
    { frozen: 3 },
  )
}

/** Who was paid nothing, who worked and is not paid, and names that the roster does not have. */
export function unmatchedSheet(month: Month, labels: Labels): Sheet {
  const { nothing, unpaid, strangers } = month.unmatched
  const rows = [
    ...nothing.map(p => [labels.paidNothing, p.id, p.name, p.position, null, '']),
    ...unpaid.map(p => [labels.workedUnpaid, p.id, p.name, p.measure, decimal(p.rows), plain(p.amount)]),
    ...strangers.map(s => [
      labels.notInRoster,
      '',
      withoutSecrets(s.found),
      withoutSecrets(s.at),
      decimal(s.rows),
      s.amounts,
    ]),
  ]
  const columns = [
    text(labels.finding),
    text(labels.id),
    text(labels.name),
    text(labels.place, 40),
    figure(labels.rowCount),
    text(labels.amount, 40),
  ]
  return { name: labels.unmatched, heading: heading(month, labels.unmatched), columns, rows, frozen: 0 }
}

/** The problems and notes of a run; where there are none it says so. */
export function noteSheet(month: Month, problems: readonly Problem[], labels: Labels): Sheet {
  const sheet = problemSheet(problems, month.scheme.sheets, heading(month, labels.problems))
  const none = ['', '', '', '', wordsIn(month.scheme.sheets).workbook.noProblems, '', '']
  return problems.length > 0 ? sheet : { ...sheet, rows: [none] }
}

/** Problems as they stand beside a month. */
function problemSheet(problems: readonly Problem[], language: Language, title: string): Sheet {
  const labels = wordsIn(language).labels
  const place: ColumnOf<Said> = [text(labels.place, 24), p => (p.at ? withoutSecrets(placeText(p.at)) : '')]
  return problemTable(problems, language, title, [place])
}

/**
 * Problems as a list for whoever owns the data: the place in columns of its own, by which it is sorted and filtered. `ownerOf`: whom
 * to ask, by the table of the scheme.
 */
export function problemList(
  problems: readonly Problem[],
  language: Language,
  ownerOf: (table: string) => string | undefined,
): Sheet {
  const labels = wordsIn(language).labels
  return problemTable(problems, language, labels.problems, [
    [text(labels.file, 36), p => withoutSecrets(p.at?.file ?? '')],
    [text(labels.sheetName, 16), p => withoutSecrets(p.at?.sheet ?? '')],
    [figure(labels.rowNumber), p => spotOf(p.at).row],
    [text(labels.column, 8), p => spotOf(p.at).column],
    [text(labels.owner, 16), p => (p.table === undefined ? '' : (ownerOf(p.table) ?? ''))],
  ])
}

type Said = Problem & Sentence

function problemTable(
  problems: readonly Problem[],
  language: Language,
  title: string,
  place: readonly ColumnOf<Said>[],
): Sheet {
  const labels = wordsIn(language).labels
  const found = problems.map((p): Said => ({ ...p, ...sentenceOf(p, language) }))
  const table = tableOf(found, [
    [text(labels.severity), p => (p.severity === 'error' ? labels.error : labels.warning)],
    [text(labels.code), p => p.code],
    ...place,
    [text(labels.row, 30), p => p.quote?.text ?? ''],
    [text(labels.message, 42), p => p.message],
    [text(labels.hint, 30), p => p.hint],
    [text(labels.accepted, 12), p => p.allowed ?? ''],
  ])
  return { name: labels.problems, heading: title, ...table, frozen: 0 }
}

/** Row and column as a spreadsheet counts them; in a scheme the line and the letter of it. */
function spotOf(at: Place | undefined): { readonly row: Decimal | null; readonly column: string } {
  const [, letters = '', digits] = /^([A-Z]*)(\d*)$/.exec(at?.cell ?? '') ?? []
  const row = at?.line ?? (digits ? Number(digits) : undefined)
  const own = at?.column
  const column = own === undefined ? letters : /\.ya?ml$/.test(at!.file) ? `${own}` : columnLetters(own - 1)
  return { row: row === undefined ? null : decimal(row), column }
}
