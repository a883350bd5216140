// The entries of a book as rows: what each is, when and by which version it was sealed, for how many people, what it comes
// to, the digest of its figures and its seal. Takes a book; gives rows of text.

import type { Book } from './read.ts'
import { amounts, type RowColumn, type Rows, texts } from './rows.ts'

const COLUMNS: readonly RowColumn[] = [
  ...texts('number', 'entry', 'period', 'reserve', 'payout', 'time', 'version', 'people'),
  ...amounts('amount'),
  ...texts('figures', 'seal'),
]

/** The rows of all entries. */
export function entryRows({ entries, said }: Pick<Book, 'entries' | 'said'>): Rows {
  const rows = entries.map(({ header, number, figures, seal }, i) => {
    const { kind = '', period = '', reserve = '', payout = '', time = '', version = '' } = header ?? {}
    const what = [String(number), kind, period, reserve, payout, time, version]
    const { people = 0, paid = '0.00' } = said[i]?.facts ?? {}
    return [...what, String(people), paid, figures ?? '', seal]
  })
  return { columns: COLUMNS, rows }
}
