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

const SHORTEST_SHOWN = 15
const SHOWN = 4
const HIDDEN = '****'

/**
 * `6222****1234`: the first and last four letters of a long number; nothing of one with fewer than 15 letters, of which a few
 * would tell whose it is. Signs between its groups are not counted.
 */
export function masked(text: string): string {
  const letters = text.match(/[\p{L}\p{N}]/gu) ?? []
  if (letters.length < SHORTEST_SHOWN) return HIDDEN
  return `${letters.slice(0, SHOWN).join('')}${HIDDEN}${letters.slice(-SHOWN).join('')}`
}

/** Any number as long as that of an identity card, an account or a telephone. */
const LONG_NUMBER = /\d(?:[ -]?\d){10,}[Xx]?/g

/** A text as its owner may see it, without the numbers by which somebody could be cheated: their last places are left. */
export function lastPlaces(text: string): string {
  return text.replace(LONG_NUMBER, number => `••••${number.slice(-SHOWN)}`)
}

interface Form {
  readonly form: RegExp
  /** What else must hold of one, without the signs between its groups. */
  readonly is: (bare: string) => boolean
}

/** What such numbers look like in a text, and hardly anything else. */
const FORMS: readonly Form[] = [
  { form: alone(/\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]/), is: looksLikeResident },
  { form: alone(/[3-69]\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?:[ -]?\d{1,3})?/), is: luhn },
  { form: alone(/3[47]\d\d[ -]?\d{6}[ -]?\d{5}/), is: luhn },
  { form: alone(/[A-Z]{2}\d\d(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?/), is: looksLikeIban },
  // Of the social security of the United States, Great Britain and Canada; of Hong Kong, Korea and Brazil.
  { form: alone(/\d{3}([ -])\d\d\1\d{4}/), is: () => true },
  { form: alone(/[A-CEGHJ-PR-TW-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]/), is: () => true },
  { form: alone(/\d{3}([ -])\d{3}\1\d{3}/), is: luhn },
  { form: alone(/[A-Z]{1,2}\d{6}\([0-9A]\)/), is: () => true },
  { form: alone(/\d{6}-[1-8]\d{6}/), is: () => true },
  { form: alone(/\d{3}\.\d{3}\.\d{3}-\d\d/), is: () => true },
]

/** What may be one as well as a number of an order: such numbers stand masked where a file is quoted. */
const DOUBTFUL: readonly Form[] = [
  { form: alone(/\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?/), is: bare => !RECENT.test(bare) },
  { form: alone(/[1-8]\d{14}/), is: looksLikeOldResident },
  // Of the People's Republic's passports.
  { form: alone(/[EG]\d{8}|E[A-HJ-NP-Z]\d{7}/), is: bare => !RECENT.test(bare) },
]

/** A day of our time, which numbers of orders are made of. */
const RECENT = /20[12]\d(?:0[1-9]|1[0-2])/

function alone({ source }: RegExp): RegExp {
  // What stands behind a decimal point is part of a figure.
  return new RegExp(`(?<![0-9A-Za-z]|\\d[.,])(?:${source})(?![0-9A-Za-z])`, 'g')
}

/** What may be such a number with the signs between its groups, whatever width, blank or hyphen they are of. */
const RUN = /[\dA-Za-z\uff10-\uff19\uff21-\uff3a\uff41-\uff5a()（）.,\p{Pd}\u2212\p{Zs}\p{Cf}]{9,}/gu

/**
 * The text with everything in it masked that looks like the number of an identity document, a bank card or an account;
 * `quoted`: also what only may be one.
 */
export function withoutSecrets(text: string, quoted = false): string {
  if (text.length < SHORTEST_FORM || !/[\d０-９]/.test(text)) return text
  return text.replace(RUN, run => {
    if (!/[\d０-９]/.test(run)) return run
    const plain = run
      .normalize('NFKC')
      .replace(/[\p{Pd}\u2212]/gu, '-')
      .replace(/\p{Cf}/gu, '')
    const hide = (left: string, { form, is }: Form): string =>
      left.replace(form, found => (is(found.replace(/[ -]/g, '')) ? masked(found) : found))
    const sure = FORMS.reduce(hide, plain)
    const shown = quoted ? DOUBTFUL.reduce(hide, sure) : sure
    return shown === plain ? run : shown
  })
}

const SHORTEST_FORM = 9

/** A text that stands under a heading, without such numbers. */
export function shownUnder(heading: string, text: string): string {
  // What was masked as it was read stays as it is.
  const whole = namesSecrets(heading) && /\d/.test(text) && !text.includes(HIDDEN)
  return whole ? masked(text) : withoutSecrets(text)
}

/** A number of the first kind of identity cards: the area, the day of birth without its century, the order. */
function looksLikeOldResident(bare: string): boolean {
  const [area, month, day] = [Number(bare.slice(0, 2)), Number(bare.slice(8, 10)), Number(bare.slice(10, 12))]
  return (
    area >= 11 && area <= 82 && bare[1] !== '0' && bare[1] !== '9' && month >= 1 && month <= 12 && day >= 1 && day <= 31
  )
}

function looksLikeResident(bare: string): boolean {
  // An order's number may hold a date too, but a recent one.
  return bornOn(bare) && bare.slice(6, 10) < '2015'
}

/** Its remainder by 97 is 1, with letters as 10 to 35 and the first four at the end (ISO 13616). */
function looksLikeIban(bare: string): boolean {
  const digits = (bare.slice(4) + bare.slice(0, 4)).replace(/[A-Z]/g, letter => `${letter.charCodeAt(0) - 55}`)
  return BigInt(digits) % 97n === 1n
}

const NAMES =
  /身份证|证件号|证件编号|护照号|社会保障号|社保号|身份号码|证件$|通行证|居留证|银行卡|工资卡|卡号|[账帐]号|[账帐]户(?:号码?)?$|social security|soc\.? sec|\bss(?:[ni]\b|#)|passport|national id|identity (?:card|no|number)|id card|\bnino?\b|national insurance|tax ?(?:payer )?id|\bi?tin\b|\bnric\b|aadhaar|\bcpf\b|\biban\b|bank (?:account|card)|account (?:no|number)/i

/** True where a heading says that numbers of documents or accounts stand below it, whatever the scheme makes of them. */
export function namesSecrets(heading: string): boolean {
  return NAMES.test(heading.replace(/[\s_]+/g, ' '))
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
