// Numbers that may stand in an export for payroll or a bank and nowhere else: identity documents and bank accounts. Takes
// texts; gives what is wrong with a number, and texts in which such numbers are masked.

import { parseIsoDate } from './calendar.ts'

/** What a number is: that of an identity document, or of a bank account or card. */
export type SecretKind = 'id number' | 'account'

export const SECRET_KINDS: readonly SecretKind[] = ['id number', 'account']

/** Why a text can't be such a number. */
export type SecretFault = 'id length' | 'id date' | 'id check digit' | 'account form'

/** Why a number is likely wrong though it may be right. */
export type SecretDoubt = 'check digit' | 'zeros'

const SHORTEST_SHOWN = 11
const SHOWN = 4
const LEAST_SHOWN = 2

/** `6222****1234`: the first and last four letters; of a short text only the last two. */
export function masked(text: string): string {
  const letters = [...text]
  if (letters.length < SHORTEST_SHOWN) return `****${letters.slice(-LEAST_SHOWN).join('')}`
  return `${letters.slice(0, SHOWN).join('')}****${letters.slice(-SHOWN).join('')}`
}

const RUN = /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{16,19})(?![0-9A-Za-z])/g

/** The text with everything in it masked that looks like a resident identity number or a bank card. */
export function withoutSecrets(text: string): string {
  if (text.length < 16) return text
  return text.replace(RUN, run => (looksLikeResident(run) || looksLikeCard(run) ? masked(run) : run))
}

function looksLikeResident(run: string): boolean {
  // An order's number may hold a date too, but a recent one.
  return run.length === 18 && bornOn(run) && run.slice(6, 10) < '2015'
}

function looksLikeCard(run: string): boolean {
  return run.startsWith('62') && luhn(run)
}

const OTHER_DOCUMENT = /^[0-9A-Z]{5,20}$/
const RESIDENT = /^\d{17}[\dX]$/
/** No document but the resident identity card has more digits than this and no letter. */
const MOST_DIGITS = 10

/** What is wrong with the number of an identity document: a resident's is checked, another's only for its form. */
export function idFault(text: string): SecretFault | undefined {
  if (!RESIDENT.test(text)) {
    const digits = /^\d+X?$/.test(text)
    return OTHER_DOCUMENT.test(text) && !(digits && text.length > MOST_DIGITS) ? undefined : 'id length'
  }
  if (!bornOn(text)) return 'id date'
  return checkDigit(text) === text[17] ? undefined : 'id check digit'
}

/** True where digits 7 to 14 are a day from 1900 on. */
function bornOn(text: string): boolean {
  return text.slice(6, 10) >= '1900' && parseIsoDate(text.slice(6, 14).replace(/^(....)(..)/, '$1-$2-')) !== null
}

/** The last letter of a resident identity number by ISO 7064, MOD 11-2. */
function checkDigit(text: string): string {
  let sum = 0
  for (let i = 0; i < 17; i++) sum = ((sum + Number(text[i])) * 2) % 11
  return '10X98765432'[sum]!
}

const ACCOUNT = /^\d{6,32}$/

/** What is wrong with an account: it is 6 to 32 digits. */
export function accountFault(text: string): SecretFault | undefined {
  return ACCOUNT.test(text) ? undefined : 'account form'
}

/** What is odd about an account: accounts of some banks have no check digit, so that it may be right all the same. */
export function accountDoubt(text: string): SecretDoubt | undefined {
  if (/^\d{15}0{3,}$/.test(text)) return 'zeros'
  return /^62\d{14,17}$/.test(text) && !luhn(text) ? 'check digit' : undefined
}

function luhn(text: string): boolean {
  let sum = 0
  for (let i = 0; i < text.length; i++) {
    const digit = Number(text[text.length - 1 - i])
    const value = i % 2 === 0 ? digit : digit * 2
    sum += value > 9 ? value - 9 : value
  }
  return sum % 10 === 0
}
