// The names that formulas of an export layout may use beside those of the scheme: what somebody is paid, what a file adds
// up to. They come before the scheme's own, which are reached by their section (`values.net`).

import type { Place } from '../core/place.ts'
import { TAX_KINDS, type TaxKind } from '../core/tax.ts'
import type { Column } from '../formula/bound.ts'
import type { Names } from '../formula/environment.ts'
import { COUNT, DATE, type Home, MONEY, TEXT, type Type } from '../formula/types.ts'

const SECTION = 'exports'

/** What only layouts know. */
export type LayoutWord =
  | ('released' | 'held' | 'forfeited' | 'premium')
  | 'recovered'
  | ('account' | 'entry' | 'debit' | 'credit')
  | ('total' | 'count' | 'period')
  | ('paid that day' | 'pay day')
  | `taxed as ${TaxKind}`

const WORDS: Record<LayoutWord, readonly [Type, Home]> = {
  // Of somebody in a release
  released: [MONEY, 'person'],
  held: [MONEY, 'person'],
  forfeited: [MONEY, 'person'],
  premium: [MONEY, 'person'],
  /** What is taken back of draws. */
  recovered: [MONEY, 'person'],
  /** What is paid on the day of the file. */
  'paid that day': [MONEY, 'person'],
  /** What is paid, by what it is for the tax client. */
  'taxed as salary': [MONEY, 'person'],
  'taxed as annual bonus': [MONEY, 'person'],
  'taxed as severance': [MONEY, 'person'],
  'taxed as none': [MONEY, 'person'],
  // Of a row of a voucher
  account: [TEXT, 'shop'],
  entry: [TEXT, 'shop'],
  debit: [MONEY, 'shop'],
  credit: [MONEY, 'shop'],
  // Of a file
  'pay day': [DATE, 'shop'],
  total: [MONEY, 'shop'],
  count: [COUNT, 'shop'],
  period: [TEXT, 'shop'],
}

const TAXED = TAX_KINDS.map(kind => `taxed as ${kind}` as const)

/** What is known of somebody in a month's layout, in a release's, and above the header. */
export const MONTH_WORDS: readonly LayoutWord[] = ['recovered', 'paid that day', ...TAXED, 'pay day', 'period']
export const RELEASE_WORDS: readonly LayoutWord[] = [
  'released',
  'held',
  'forfeited',
  'premium',
  ...TAXED,
  'pay day',
  'period',
]
/** What is known besides of a row of a voucher. */
export const ROW_WORDS: readonly LayoutWord[] = ['account', 'entry', 'debit', 'credit']
export const HEAD_WORDS: readonly LayoutWord[] = ['total', 'count', 'pay day', 'period']

/** The word that a column of a formula stands for; undefined for columns of the scheme. */
export function layoutWord(column: Column): LayoutWord | undefined {
  return column.owners[0] === SECTION ? (column.name as LayoutWord) : undefined
}

/** The scheme's names with some words before them. */
export function namesWith(words: readonly LayoutWord[], at: Place, names: Names): Names {
  const columns = new Map(words.map(word => [word as string, column(word, at)]))
  return {
    ...delegate(names),
    find(name, owner) {
      const own = columns.get(name)
      return own && (owner === undefined || (owner === 'people' && own.home === 'person'))
        ? [own]
        : names.find(name, owner)
    },
    all: owner => (owner === undefined ? [...columns.keys(), ...names.all()] : names.all(owner)),
  }
}

function delegate(names: Names): Omit<Names, 'find' | 'all'> {
  return {
    events: table => names.events(table),
    isGroup: name => names.isGroup(name),
    isOwner: name => names.isOwner(name),
    eventTables: () => names.eventTables(),
  }
}

function column(name: LayoutWord, at: Place): Column {
  const [type, home] = WORDS[name]
  return { id: `${SECTION}.${name}`, name, owners: [SECTION], at, type, home, places: undefined }
}
