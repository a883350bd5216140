// The words of the book's registers and balances, in English. Their names are those of every language.

import type { Noun } from './noun.ts'
export const book = (p: Noun) => ({
  /** By the keys of its rows. */
  keys: {
    number: 'Entry no',
    entry: 'Entry',
    period: 'Period',
    payout: 'Paid in',
    person: 'Employee no',
    name: 'Name',
    type: 'Kind of account',
    account: 'Account',
    reserve: 'Reserve',
    deduction: 'Deduction',
    origin: `Of ${p.month}`,
    kind: 'Posting',
    amount: 'Amount',
    paid: 'Pay day',
    line: 'Line',
    reason: 'Reason',
    opening: 'Opening',
    withheld: 'Held back',
    released: 'Released',
    forfeited: 'Forfeited',
    recovered: 'Corrected',
    premium: 'Premium',
    closing: 'Held',
    'released by': 'Released by entry',
    due: 'Due',
    taken: 'Deducted',
    carried: 'Carried over',
    releasable: 'Releasable',
    time: 'Sealed at',
    version: 'Version',
    people: 'People',
    figures: 'Figures',
    rows: 'Rows',
    orders: 'Orders paid',
    figure: 'Earlier figure',
    seal: 'Seal',
    risk: 'At risk',
  },
  entries: {
    open: 'opening',
    close: 'closing',
    release: 'release',
    correct: 'correction',
  },
  total: 'Total',
})

export type BookWords = ReturnType<typeof book>
