// The entries of a book as rows: what each is, when and by which version it was sealed, for how many people, what it comes
// to, the digest of its figures and its seal. Takes records as they are read; gives rows of text.

import { type EntryHeader, endsMonth, type SealedEntry, type Visit } from './entry.ts'
import { fenText, parseFen } from './form.ts'
import type { BookRecord } from './record.ts'
import { amounts, type RowColumn, type Rows, texts } from './rows.ts'

const COLUMNS: readonly RowColumn[] = [
  ...texts('number', 'entry', 'period', 'reserve', 'payout', 'time', 'version', 'people'),
  ...amounts('amount'),
  ...texts('figures', 'seal'),
]

interface Sum {
  readonly people: Set<string>
  amount: bigint
}

/** Adds entries up while a book is read; then gives their rows. */
export function entryList(): { readonly visit: Visit; readonly rows: (entries: readonly SealedEntry[]) => Rows } {
  const sums = new Map<number, Sum>()
  const visit: Visit = (record, header) => {
    const paid = paidBy(record, header)
    if (!paid) return
    const sum = sums.get(header.number) ?? { people: new Set(), amount: 0n }
    sums.set(header.number, sum)
    sum.people.add(paid.person)
    sum.amount += parseFen(paid.amount) ?? 0n
  }
  const row = ({ header, number, figures, seal }: SealedEntry): string[] => {
    const sum = sums.get(number)
    const { kind = '', period = '', reserve = '', payout = '', time = '', version = '' } = header ?? {}
    const what = [String(number), kind, period, reserve, payout, time, version]
    return [...what, String(sum?.people.size ?? 0), fenText(sum?.amount ?? 0n), figures ?? '', seal]
  }
  return { visit, rows: entries => ({ columns: COLUMNS, rows: entries.map(row) }) }
}

/** What a record adds to what an entry pays or claims: net amounts of a month, what is released, what a correction changes. */
function paidBy(record: BookRecord, header: EntryHeader): { person: string; amount: string } | undefined {
  if ('correction' in record) return record.correction
  if ('row' in record) return endsMonth(header.kind) ? { person: record.row.person, amount: record.row.net } : undefined
  if (!('posting' in record) || header.kind !== 'release') return undefined
  const { person, kind, amount } = record.posting
  return { person, amount: kind === 'released' || kind === 'premium' ? amount : '0.00' }
}
