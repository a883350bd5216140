// The book as plain-text accounting, for hledger and ledger: a transaction an entry, two lines a posting, each pair adding
// up to nothing. Takes records as they are read; gives text. A name can't break it: whatever is not a letter or digit is
// written as in a web address (`;` as %3B), so different names stay different.

import { isoDate, parsePeriod } from '../core/calendar.ts'
import type { EntryHeader } from './entry.ts'
import type { BookRecord, DeductionKind, Posting, ReserveKind } from './record.ts'

/** The name that an employee number had in a month; undefined where it is not known. */
export type NameOf = (person: string, month: string) => string | undefined

/** What is known besides of what an entry moves. */
export interface PostingPay {
  /** Code of its currency; undefined where that is not known. */
  readonly currency: string | undefined
  /** When it is paid, `2026-08-10`; undefined where nobody says a day, and of what is no pay. */
  readonly day: (posting: Posting) => string | undefined
}

export type PayOf = (header: Pick<EntryHeader, 'number'>) => PostingPay

/** What amounts are in where no scheme says it. */
const USUAL = 'CNY'

/** What a journal begins with: the currencies of its entries. */
export function journalPreface(headers: readonly Pick<EntryHeader, 'number'>[], payOf: PayOf): string {
  const currencies = new Set(headers.map(header => payOf(header).currency ?? USUAL))
  return [...(currencies.size === 0 ? [USUAL] : currencies)]
    .map(c => `commodity ${c}\n    format 1000.00 ${c}\n`)
    .join('')
}

// How a posting moves an account of its own, and the account that stands against it. What is carried is what the
// account of a deduction comes to, and no movement.
const MOVES: Record<ReserveKind | Exclude<DeductionKind, 'carried'>, { own: string; sign: 1 | -1; against: string }> = {
  withheld: { own: 'reserves', sign: 1, against: 'bonus:withheld' },
  released: { own: 'reserves', sign: -1, against: 'bonus:released' },
  forfeited: { own: 'reserves', sign: -1, against: 'bonus:forfeited' },
  recovered: { own: 'reserves', sign: -1, against: 'bonus:recovered' },
  premium: { own: 'shop:premium', sign: -1, against: 'bonus:premium' },
  due: { own: 'deductions', sign: 1, against: 'bonus:due' },
  taken: { own: 'deductions', sign: -1, against: 'bonus:taken' },
}

/**
 * Gives the lines for each record, to be written one after the other behind the preface. Give it a book's records in
 * order. `reserves:APQ预留:00013 张伟:2026-07` comes to what is held of that lot, `deductions:投诉赔偿:00013 张伟` to what is
 * carried, `bonus:released:…` to what was released, and so on; of `withheld` and `due` the opposite. A line that is paid on a day of its own rule has it as a tag, `paid: 2026-08-10`.
 */
export function journal(nameOf: NameOf, payOf: PayOf): (record: BookRecord, header: EntryHeader) => string {
  let begun = 0
  return (record, header) => {
    if (!('posting' in record)) return ''
    const lines = postingLines(record.posting, nameOf, payOf(header))
    if (lines === '' || begun === header.number) return lines
    begun = header.number
    return `\n${transactionLine(header)}${lines}`
  }
}

/** `2026-07-31 * (1) close 2026-07`: on the last day of the month that is closed, or in which the entry is paid. */
function transactionLine({ number, kind, period, reserve, payout }: EntryHeader): string {
  const day = isoDate(parsePeriod(payout ?? period)!.end)
  const words = [kind, ...(reserve === undefined ? [] : [accountPart(reserve)]), period]
  return `${day} * (${number}) ${words.join(' ')}\n`
}

function postingLines(posting: Posting, nameOf: NameOf, { currency = USUAL, day }: PostingPay): string {
  const { person, account, origin, kind, amount } = posting
  if (kind === 'carried' || amount === '0.00') return ''
  const { own, sign, against } = MOVES[kind]
  const name = nameOf(person, origin)
  const who = accountPart(name === undefined ? person : `${person} ${name}`)
  const parts = 'reserve' in account ? [account.reserve, who, origin] : [account.deduction, who]
  const path = [accountPart(parts[0]!), ...parts.slice(1)].join(':')
  const other = amount.startsWith('-') ? amount.slice(1) : `-${amount}`
  const [first, second] = sign === 1 ? [amount, other] : [other, amount]
  const paid = day(posting)
  const end = `${currency}${paid === undefined ? '' : `  ; paid: ${paid}`}`
  return `    ${own}:${path}  ${first} ${end}\n    ${against}:${path}  ${second} ${end}\n`
}

/** A text as a part of an account's name. Single spaces inside stay; so do letters and digits of any script. */
export function accountPart(text: string): string {
  const written = text.replace(UNSAFE, percent).replace(/^ | $| (?= )/g, '%20')
  return written === '' ? '%' : written
}

const UNSAFE = /[^\p{L}\p{M}\p{N}_. -]|\p{Default_Ignorable_Code_Point}/gu

function percent(character: string): string {
  // A lone half of a surrogate pair has no bytes of its own.
  return /^[\ud800-\udfff]$/.test(character)
    ? `%u${character.charCodeAt(0).toString(16)}`
    : [...Buffer.from(character)].map(byte => `%${byte.toString(16).padStart(2, '0').toUpperCase()}`).join('')
}
