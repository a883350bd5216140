// Register and balances as rows of plain data, for sheets and files. Takes what was read; gives columns and cells.
// Amounts are text with two decimals. Columns have keys; the words for them are made elsewhere.

import { held, type Lot } from './account.ts'
import type { EntryHeader } from './entry.ts'
import { fenText } from './form.ts'
import type { NameOf } from './journal.ts'
import type { Ledger } from './ledger.ts'
import { accountName, isReserve, type Posting } from './record.ts'

export interface RowColumn {
  readonly key: string
  readonly kind: 'text' | 'amount'
}

export interface Rows {
  readonly columns: readonly RowColumn[]
  /** To be gone through once. As many cells as there are columns; empty text where there is nothing to say. */
  readonly rows: Iterable<readonly string[]>
}

export const REGISTER_COLUMNS: readonly RowColumn[] = [
  ...texts('number', 'entry', 'period', 'payout', 'person', 'name', 'type', 'account', 'origin', 'kind'),
  ...amounts('amount'),
  ...texts('line', 'reason'),
]

/** A posting as a row of the register. */
export function registerRow(posting: Posting, header: EntryHeader, nameOf: NameOf): string[] {
  const { person, origin, kind, amount, line = '', reason = '' } = posting
  const entry = [String(header.number), header.kind, header.period, header.payout ?? '']
  return [
    ...entry,
    person,
    nameOf(person, origin) ?? '',
    isReserve(posting) ? 'reserve' : 'deduction',
    accountName(posting),
    origin,
    kind,
    amount,
    line,
    reason,
  ]
}

const LOT_FIGURES = ['withheld', 'released', 'forfeited', 'recovered', 'premium'] as const
const DEBT_FIGURES = ['due', 'taken'] as const

/**
 * What is held, a row a lot, by person, reserve and origin month; `all`: also of what nothing is held any more. `before` is the ledger of an earlier moment: what was held
 * then is the opening, and the figures are those since.
 */
export function balanceRows(ledger: Ledger, nameOf: NameOf, before?: Ledger, all = true): Rows {
  const row = (lot: Lot): string[] => {
    const was = before?.lot(lot.person, lot.reserve, lot.origin)
    const figures = LOT_FIGURES.map(figure => lot[figure] - (was?.[figure] ?? 0n))
    const amounts = [was ? held(was) : 0n, ...figures, held(lot)].map(fenText)
    const { person, reserve, origin, releasedBy = '' } = lot
    return [person, nameOf(person, origin) ?? '', reserve, origin, ...amounts, String(releasedBy)]
  }
  const columns = [
    ...texts('person', 'name', 'reserve', 'origin'),
    ...amounts('opening', ...LOT_FIGURES, 'closing'),
    ...texts('released by'),
  ]
  const lots = all ? ledger.lots() : ledger.open()
  return { columns, rows: inOrder(lots, ({ person, reserve, origin }) => [person, reserve, origin], row) }
}

/** What is still to be deducted, a row a person and deduction, the months together. `before` as for `balanceRows`. */
export function debtRows(ledger: Ledger, nameOf: NameOf, before?: Ledger): Rows {
  const sums = new Map<string, DebtSum>()
  for (const debt of ledger.debts()) {
    const { person, deduction, origin } = debt
    // A number may have been somebody else's.
    const name = nameOf(person, origin) ?? ''
    const of = `${person}\0${deduction}\0${name}`
    const sum = sums.get(of) ?? { person, name, deduction, opening: 0n, due: 0n, taken: 0n, carried: 0n }
    const was = before?.debt(person, deduction, origin)
    sum.opening += was?.carried ?? 0n
    for (const figure of DEBT_FIGURES) sum[figure] += debt[figure] - (was?.[figure] ?? 0n)
    sum.carried += debt.carried
    sums.set(of, sum)
  }
  const figures = ['opening', ...DEBT_FIGURES, 'carried'] as const
  const row = (sum: DebtSum): string[] => [
    ...[sum.person, sum.name, sum.deduction],
    ...figures.map(figure => fenText(sum[figure])),
  ]
  return {
    columns: [...texts('person', 'name', 'deduction'), ...amounts(...figures)],
    rows: inOrder(sums.values(), ({ person, deduction, name }) => [person, deduction, name], row),
  }
}

interface DebtSum extends Record<'opening' | (typeof DEBT_FIGURES)[number] | 'carried', bigint> {
  readonly person: string
  readonly name: string
  readonly deduction: string
}

// By the person, then the account, then the month. By code units: the same order on every machine.
function* inOrder<T>(
  accounts: Iterable<T>,
  words: (account: T) => readonly string[],
  row: (account: T) => string[],
): Generator<string[]> {
  const keys = Array.from(accounts, account => ({ key: words(account).join('\0'), account }))
  for (const { account } of keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))) yield row(account)
}

/** Columns of texts. */
export function texts(...keys: string[]): RowColumn[] {
  return keys.map(key => ({ key, kind: 'text' }))
}

export function amounts(...keys: string[]): RowColumn[] {
  return keys.map(key => ({ key, kind: 'amount' }))
}
