// The words of the sheet that is signed and of the slips, in English. Their names and parameters are those of every language.

import type { Decimal } from '../../core/decimal.ts'
import type { Noun } from './noun.ts'

export const register = (p: Noun) => ({
  sheet: 'Register',
  slips: 'Slips',
  strips: 'Slips to cut',
  slipOf: (shop: string, period: string, who: readonly string[]): string =>
    [...who.filter(text => text !== ''), period, shop].join(' · '),
  title: 'Payroll register',
  note: (shop: string, period: string, people: number, currency: string): string =>
    `${shop} · ${p.Month} ${period} · ${people === 1 ? '1 person' : `${people} people`} · amounts in ${currency}`,
  // Who is in the roster and has nothing to sign for.
  others: (people: number): string =>
    ` · ${people === 1 ? '1 person' : `${people} people`} without an amount not listed`,
  number: 'No.',
  signed: 'Signature',
  block: (position: string, people: number): string =>
    `${position} · ${people === 1 ? '1 person' : `${people} people`}`,
  continued: (block: string): string => `${block} (continued)`,
  noPosition: '(no position)',
  people: 'People',
  sumsBy: (what: string): string => `Sums by ${what}`,
  noTeam: '(none)',
  subtotal: 'Subtotal',
  total: 'Grand total',
  /** The net amount in words, where papers of the language have it. */
  inWords: (_amount: Decimal, _currency: string): readonly string[] => [],
  prepared: 'Prepared by',
  reviewed: 'Reviewed by',
  approved: 'Approved by',
  /** What is stamped; nothing where no paper is. */
  stamp: (currency: string): string | undefined => (currency === 'CNY' ? 'Company stamp' : undefined),
  blank: (what: string): string => `${what}: ____________________`,
  date: 'Date: ____________________',
  // What stands there until a role has approved: closing puts the name in its place.
  unsigned: (role: string): string => `Approved by (${role}): ____________________`,
  approvedAs: (role: string, name: string): string => `Approved by (${role}): ${name}`,
  page: (page: string, of: string): string => `Page ${page} of ${of}`,
})

export type RegisterWords = ReturnType<typeof register>
