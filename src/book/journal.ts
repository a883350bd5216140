// The book as plain-text accounting, for hledger and ledger: what each entry books, person by person, a transaction each, whose
// lines add up to nothing. Takes entries with their records; gives text. A name can't break it: whatever is not a letter or digit is
// written as in a web address (`;` as %3B), so different names stay different.

import { isoDate, parsePeriod } from '../core/calendar.ts'
import { once } from '../core/lists.ts'
import type { TaxKind } from '../core/tax.ts'
import { type EntryHeader, endsMonth } from './entry.ts'
import { fenText, parseFen } from './form.ts'
import {
  accountName,
  type BookRecord,
  type CorrectionRow,
  type DeductionKind,
  type MonthRow,
  type Posting,
  type ReserveKind,
} from './record.ts'

/** The name that an employee number had in a month; undefined where it is not known. */
export type NameOf = (person: string, month: string) => string | undefined

/** A line of somebody's pay. */
export interface PaidLine {
  readonly line: string
  /** The position that they had, where it is known. */
  readonly position: string | undefined
}

/** What is known besides of what an entry books. */
export interface PostingPay {
  /** Code of its currency; undefined where that is not known. */
  readonly currency: string | undefined
  /** False where nothing of it is paid on a day that somebody says. */
  readonly dated: boolean
  /** When it is paid, `2026-08-10`; undefined where nobody says a day, and of what is no pay. */
  readonly day: (what: Posting | PaidLine) => string | undefined
  /** The columns of departments, teams …: by their names those of a row's `values`. */
  readonly groups: ReadonlyMap<string, string>
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

/** The accounts in the order of a transaction: what the shop's pay costs, what it holds, what it is owed, what it is to pay. */
const ACCOUNTS = ['expenses', 'reserves', 'deductions', 'payable'] as const
type Account = (typeof ACCOUNTS)[number]

// What a posting debits and credits. What is carried is what the account of a deduction comes to, and no movement. What becomes due
// of somebody lessens what the shop pays under that name: of a draw, which is a line by that name, to nothing.
const MOVES: Record<ReserveKind | Exclude<DeductionKind, 'carried'>, readonly [debit: Account, credit: Account]> = {
  withheld: ['payable', 'reserves'],
  released: ['reserves', 'payable'],
  recovered: ['reserves', 'payable'],
  forfeited: ['reserves', 'expenses'],
  premium: ['expenses', 'payable'],
  due: ['deductions', 'expenses'],
  taken: ['payable', 'deductions'],
}

/** A sum on an account, with what is said of it. */
interface Line {
  readonly of: Account
  readonly account: string
  readonly tags: readonly string[]
  fen: bigint
}

interface Transaction {
  readonly who: string
  readonly tags: readonly string[]
  /** By account and tags. */
  readonly lines: Map<string, Line>
}

/**
 * Gives the text of each entry, to be written one after the other behind the preface; give it a book's entries in order. Of a closing
 * everybody's lines of pay, what is withheld, due and taken, and as `liabilities:payable:00013 张伟` the net amount that is left; of
 * a release and a correction what they pay. So `liabilities:reserves:APQ预留:00013 张伟:2026-07` comes to what is held of that lot (below zero,
 * as what is owed), `assets:deductions:投诉赔偿:00013 张伟` to what is carried. What the book begins with comes from `equity:opening`. Position,
 * departments, kind of tax and day of pay are tags.
 */
export function journal(nameOf: NameOf, payOf: PayOf): (header: EntryHeader, records: Iterable<BookRecord>) => string {
  return (header, records) => {
    const pay = payOf(header)
    const all = new Map<string, Transaction>()
    const rows = new Map<string, MonthRow>()
    const kept = [...records]
    if (endsMonth(header.kind)) for (const record of kept) if ('row' in record) rows.set(record.row.person, record.row)
    for (const record of kept) for (const movement of movementsIn(record, header, rows)) book(movement)
    return [...all.values()].map(t => transactionText(t, header, pay.currency ?? USUAL)).join('')

    function book({ person, name, origin, amount, moves, tags, paid }: Movement): void {
      // A number may have been somebody else's, and somebody may have had another name.
      const who = named(person, endsMonth(header.kind) ? header.period : origin)
      const whose = named(person, origin)
      const { lines } = once(all, who, () => ({ who, tags: tagsOf(rows.get(person)), lines: new Map() }))
      const accounts: Record<Account, string> = {
        expenses: `expenses:${accountPart(name)}:${who}`,
        payable: `liabilities:payable:${who}`,
        reserves: `liabilities:reserves:${accountPart(name)}:${whose}:${origin}`,
        deductions: `assets:deductions:${accountPart(name)}:${whose}`,
      }
      const day = paid && pay.day(paid)
      const due = day === undefined ? [] : [`paid: ${day}`]
      for (const [of, sign] of [[moves[0], 1n] as const, [moves[1], -1n] as const]) {
        const opens = header.kind === 'open' && (of === 'expenses' || of === 'payable')
        const account = opens ? 'equity:opening' : accounts[of]
        const said = opens || of === 'deductions' ? [] : of === 'payable' ? due : [...tags, ...due]
        const line = once(lines, [account, ...said].join('\n'), () => ({ of, account, tags: said, fen: 0n }))
        line.fen += sign * amount
      }
    }

    function named(person: string, month: string): string {
      const name = nameOf(person, month)
      return accountPart(name === undefined ? person : `${person} ${name}`)
    }

    function tagsOf(row: MonthRow | undefined): string[] {
      const groups = [...pay.groups].map(([group, id]) => [group, row?.values[id] ?? ''] as const)
      const { position = '' } = row ?? {}
      // The position is a group as well, which early versions did not keep.
      const all = groups.some(([, text]) => text === position) ? groups : [['position', position] as const, ...groups]
      return all
        .filter(([, text]) => text !== '')
        .map(([tag, text]) => `${accountPart(tag).replaceAll(' ', '%20')}: ${accountPart(text)}`)
    }
  }
}

interface Movement {
  readonly person: string
  readonly name: string
  readonly origin: string
  /** In fen. */
  readonly amount: bigint
  readonly moves: readonly [debit: Account, credit: Account]
  readonly tags: readonly string[]
  readonly paid: Posting | PaidLine | undefined
}

/** What a record moves: lines of pay and what corrections change of them, and postings. What else corrections change are postings, too. */
function* movementsIn(
  record: BookRecord,
  header: EntryHeader,
  rows: ReadonlyMap<string, MonthRow>,
): Generator<Movement> {
  if ('posting' in record) {
    const { posting } = record
    const { person, origin, kind, amount } = posting
    if (kind === 'carried') return
    const [moves, name] = [MOVES[kind], accountName(posting)]
    yield { person, name, origin, amount: parseFen(amount)!, moves, tags: [], paid: posting }
  } else if ('row' in record && endsMonth(header.kind)) {
    const { person, month, position, lines, tax = {} } = record.row
    for (const [name, amount] of Object.entries(lines))
      yield payOfLine({ person, name, origin: month, amount, tax: tax[`line ${name}`] }, position, [])
  } else if ('correction' in record && record.correction.kind === 'line')
    yield payOfLine(record.correction, rows.get(record.correction.person)?.position, [
      `of: ${record.correction.origin}`,
    ])
}

function payOfLine(
  { person, name, origin, amount, tax }: Omit<CorrectionRow, 'kind' | 'tax'> & { readonly tax?: TaxKind | undefined },
  position: string | undefined,
  tags: readonly string[],
): Movement {
  const moves = ['expenses', 'payable'] as const
  const said = [...tags, ...(tax === undefined ? [] : [`tax: ${tax}`])]
  return { person, name, origin, amount: parseFen(amount)!, moves, tags: said, paid: { line: name, position } }
}

/** `2026-07-31 * (1) close 2026-07 00013 张伟`: on the last day of the month that is closed, or in which the entry is paid. */
function transactionText({ who, tags, lines }: Transaction, header: EntryHeader, currency: string): string {
  const { number, kind, period, reserve, payout } = header
  const moved = [...lines.values()].filter(line => line.fen !== 0n)
  if (moved.length === 0) return ''
  moved.sort((a, b) => ACCOUNTS.indexOf(a.of) - ACCOUNTS.indexOf(b.of))
  const day = isoDate(parsePeriod(payout ?? period)!.end)
  const words = [kind, ...(reserve === undefined ? [] : [accountPart(reserve)]), period, who]
  const said = (tag: string): string => `    ; ${tag}\n`
  const written = moved.map(
    line => `    ${line.account}  ${fenText(line.fen)} ${currency}\n${line.tags.map(said).join('')}`,
  )
  return `\n${day} * (${number}) ${words.join(' ')}\n${tags.map(said).join('')}${written.join('')}`
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
