// What parts and cells of sheets are called, in the language that the scheme chooses for them. Not the user's terminal
// language: the same inputs must give the same bytes.

import type { Decimal } from '../core/decimal.ts'
import { amountForPeople } from '../core/money.ts'
import { withoutSecrets } from '../core/secret.ts'
import { TAX_KINDS, type TaxKind } from '../core/tax.ts'
import type { Cell, Sum, SumName } from '../explain/cells.ts'
import { conditionSaid } from '../explain/said.ts'
import type { Adjustment } from '../pay/adjusted.ts'
import type { Part } from '../pay/person-sheet.ts'
import type { DueApproval } from '../pay/result.ts'
import type { Labels } from '../words/en/labels.ts'
import { type Language, wordsIn } from '../words/language.ts'
import type { Words } from '../words/words.ts'

type Called = Pick<Part, 'origin' | 'reason' | 'name'>

/** What a part of a sheet is called: an amount that the correction of a closed month brings, `补差 2026年7月 工时提成`. */
export function partName(part: Called, { labels, period }: Pick<Words, 'labels' | 'period'>): string {
  return part.reason === undefined ? part.name : partCode({ ...part, origin: period(part.origin) }, labels)
}

/** The same with the name of the month as programs know it: `补差 2026-07 工时提成`. */
export function partCode({ origin, reason, name }: Called, labels: Labels): string {
  return reason === undefined ? name : `${labels.correction} ${origin} ${labels.correctionOf[reason]}${name}`
}

/** What a cell is called: by the scheme's name, or the word for a sum of a person's sheet. */
export function cellName({ name }: Pick<Cell, 'name'>, language: Language): string {
  if (typeof name === 'string') return name
  const words = wordsIn(language)
  if ('sum' in name) return sumNames(name, language)[0]!
  if (!('posted' in name)) return partCode(name, words.labels)
  const kind = words.book.keys[name.posted]
  return name.ratio === undefined ? kind : `${kind} (${words.labels.ratio} ${name.ratio})`
}

/** What the sheets, statements and the terminal call a sum; what is shown first. */
const SUM_WORDS: Readonly<Record<Sum, (words: Words) => readonly string[]>> = {
  gross: ({ labels, statement, terminal }) => [labels.gross, statement.gross, terminal.gross],
  commission: ({ labels }) => [labels.commission],
  adjusted: ({ labels }) => [labels.adjusted],
  correction: ({ labels, statement }) => [labels.correction, statement.corrections],
  withheld: ({ labels, statement, terminal }) => [
    labels.withheld,
    labels.withheldAll,
    statement.withheld,
    terminal.withheld,
  ],
  forfeited: ({ labels, statement, terminal }) => [
    labels.forfeited,
    labels.forfeitedNow,
    labels.forfeitedOf,
    statement.forfeited,
    terminal.forfeited,
  ],
  held: ({ labels }) => [labels.held],
  due: ({ statement }) => [statement.due],
  arose: ({ labels, statement }) => [labels.arose, statement.arose],
  earlier: ({ labels, statement }) => [labels.earlier, statement.earlier],
  deducted: ({ labels, statement, terminal }) => [labels.deducted, statement.deducted, terminal.deducted],
  carried: ({ labels, statement, terminal }) => [labels.carried, statement.carried, terminal.carried],
  limit: ({ statement, labels }) => [statement.limit, labels.limit],
  taken: ({ statement }) => [statement.heldAndTaken],
  own: ({ labels, terminal }) => [labels.own, terminal.own],
  paidGross: ({ labels }) => [labels.paidGross],
  taxed: ({ labels }) => [labels.taxKind],
  net: ({ labels, statement, terminal }) => [labels.net, statement.net, terminal.net],
  released: ({ papers }) => [papers.released],
  ratio: ({ papers }) => [papers.ratio],
  byRatio: ({ papers }) => [papers.byRatio],
  byLeaving: ({ papers }) => [papers.byLeaving],
  premium: ({ papers }) => [papers.premium],
}

/** Every name of a sum in a language, that of the sheets first; with whose it is and of which month, where it is of one only. */
export function sumNames({ sum, of, origin }: SumName, language: Language): string[] {
  const words = SUM_WORDS[sum](wordsIn(language))
  if (of === undefined) return [...new Set(words)]
  if (sum === 'taxed') return [taxTitle(of, wordsIn(language).labels), `taxed as ${of}`]
  const month = origin === undefined ? '' : ` ${origin}`
  const full = [...new Set(words)].map(word => `${word} ${of}${month}`)
  const short = `${of}${month}`
  // What is deducted of an earlier month is called so on the sheets; of a lot it is clear what is meant.
  if (sum === 'deducted') return [short, ...full]
  return sum === 'held' && origin !== undefined ? [...full, short] : full
}

/** What is paid of one kind for the tax client, as sheets call it. */
export function taxTitle(of: string, { taxKinds, taxedAs }: Labels): string {
  const kind = TAX_KINDS.find(known => known === of)
  return taxedAs(kind ? taxKinds[kind] : of)
}

/** What is paid by what it is for the tax client, in one line; nothing where nothing is said of it. */
export function taxLine(sums: readonly { readonly kind: TaxKind; readonly amount: Decimal }[], labels: Labels): string {
  const said = sums.map(({ kind, amount }) => `${labels.taxKinds[kind]} ${amountForPeople(amount)}`)
  return said.length === 0 ? '' : labels.taxedAs(said.join(' · '))
}

/** Why a month must be approved, in words: by the policy's own sentence, or the condition that holds; and of whom. */
export function approvalText({ note, when, who }: DueApproval, language: Language): string {
  const why = note === '' ? conditionSaid(when, wordsIn(language).formula) : note
  return [why, ...(who === '' ? [] : [who])].join(wordsIn(language).statement.colon)
}

/** Why something was decided by hand, in one line: the reason, what it is found by, and who approved it. */
export function adjustmentText({ reason, reference, approvedBy }: Adjustment, language: Language): string {
  const labels = wordsIn(language).labels
  const beside = [
    ...(reference === '' ? [] : [`${labels.reference} ${withoutSecrets(reference)}`]),
    ...(approvedBy === '' ? [] : [`${labels.approvedBy} ${approvedBy}`]),
  ]
  return [reason, ...beside].join(' · ')
}
