// Currencies by their ISO 4217 code: their signs and names, their decimals, how their digits are grouped. Takes a code,
// gives what Node's own tables know of it; refuses what is no code of a currency.

import { suggest } from './suggest.ts'

export type PaperSize = 'a4' | 'letter'

/** The sign between a figure's whole and its decimals; the other one separates its thousands. */
export type Decimals = (typeof DECIMALS)[number]
export const DECIMALS = ['comma', 'point'] as const

export interface Currency {
  readonly code: string
  /** Decimals of its amounts: 2 of most, none of yen. */
  readonly places: number
  /** True where digits are grouped as in India: 12,34,567. */
  readonly lakhs: boolean
  /** The sign before the decimals where it is paid; undefined where exports have a comma or either of them. */
  readonly decimals: Decimals | undefined
  /** What papers are printed on where it is paid. */
  readonly paper: PaperSize
  /** How a formula may write its money, longer signs first: `¥8`, `8元`. */
  readonly before: readonly string[]
  readonly after: readonly string[]
  /** All signs and names, as `sign` gives them. */
  readonly signs: ReadonlySet<string>
}

/** Signs and names that Node's tables do not have, and those of them that formulas take behind a figure. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  CNY: ['元', '圆', '人民币', '人民币元', 'RMB', 'CNH', 'yuan', '￥'],
  HKD: ['元', '港币', '港元', 'HK$'],
  TWD: ['元', '台币', '新台币', 'NT$'],
  MOP: ['元', '澳门币', 'MOP$'],
  SGD: ['新元', '新币', 'S$'],
  USD: ['美元', '美金', 'US$', 'dollar', 'dollars'],
  EUR: ['欧元', 'euro', 'euros'],
  GBP: ['英镑', 'pound', 'pounds'],
  JPY: ['円', '日元', '日圆', 'yen'],
  KRW: ['韩元', '韩币', 'won'],
  INR: ['卢比', 'Rs', 'Rs.', 'rupee', 'rupees'],
  AUD: ['澳元', 'A$'],
  CAD: ['加元', 'C$'],
  THB: ['泰铢', 'baht'],
  CHF: ['瑞士法郎', '瑞郎', 'SFr', 'SFr.', 'Fr.'],
}
const BEHIND: Readonly<Record<string, readonly string[]>> = { CNY: ['元'], JPY: ['円'], EUR: ['€'] }

const SIGN = /\p{Sc}/u
const LAKHS = new Set(['INR', 'NPR', 'PKR', 'BDT', 'LKR'])
/** Money of countries where figures have a comma before their decimals, in all of them or some, by the numbers of CLDR. */
const COMMAS = new Set(
  [
    'EUR DKK NOK SEK ISK CHF PLN CZK HUF RON BGN RSD BAM MKD ALL MDL UAH RUB BYN TRY GEL AMD AZN KZT KGS UZS TJS TMT',
    'BRL ARS CLP COP UYU PYG BOB VES CRC CUP SRD AWG ANG XCG IDR VND LAK ZAR MAD DZD TND LYD XOF XAF XPF MZN AOA CVE MGA CDF',
  ].flatMap(line => line.split(' ')),
)
/** Money of countries that print on letter paper, by the supplemental data of CLDR. */
const LETTER = new Set(['USD', 'CAD', 'MXN', 'PHP', 'COP', 'CLP', 'CRC', 'GTQ', 'NIO', 'PAB', 'BZD', 'SVC', 'VES'])

const known = new Map<string, Currency | undefined>()

/** The currency of a code; undefined where there is none of it. */
export function currencyOf(code: string): Currency | undefined {
  if (!known.has(code)) known.set(code, isCode(code) ? make(code) : undefined)
  return known.get(code)
}

/** How papers look where a currency is paid. */
export interface Local extends Pick<Currency, 'paper' | 'lakhs'> {
  /** The order in which dates are written there, where the scheme says one. */
  readonly dates?: 'ymd' | 'dmy' | 'mdy' | undefined
  /** Before the sums of a paper: `$`; empty of yuan, which papers name by their unit, and where there is no short one. */
  readonly sign: string
}

/** How papers look where a currency is paid; of a code that there is not, as where nothing is known of it. */
export function localOf(code: string, dates?: Local['dates']): Local {
  const currency = currencyOf(code)
  if (!currency) return { paper: 'a4', lakhs: false, sign: '', dates }
  const { paper, lakhs, before } = currency
  return { paper, lakhs, dates, sign: code === 'CNY' ? '' : (before.find(text => text.length === 1) ?? '') }
}

/** What papers are printed on where a currency is paid. */
export function paperOf(code: string): PaperSize {
  return currencyOf(code)?.paper ?? 'a4'
}

let codes: ReadonlySet<string> | undefined

/** True for the code of a currency. */
export function isCode(code: string): boolean {
  codes ??= new Set(Intl.supportedValuesOf('currency'))
  return codes.has(code)
}

function make(code: string): Currency {
  const shown = (language: string, currencyDisplay: 'symbol' | 'narrowSymbol' | 'name'): string => {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency: code, currencyDisplay })
    return format.formatToParts(1).find(part => part.type === 'currency')!.value
  }
  const own = MORE[code] ?? []
  const signs = [shown('en', 'narrowSymbol'), shown('en', 'symbol'), shown('zh', 'symbol'), ...own]
  const names = [shown('zh', 'name'), shown('en', 'name')]
  const before = [...new Set(signs.filter(text => SIGN.test(text)))].sort((a, b) => b.length - a.length)
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions()
  return {
    code,
    places: maximumFractionDigits ?? 2,
    lakhs: LAKHS.has(code),
    decimals: COMMAS.has(code) ? undefined : 'point',
    paper: LETTER.has(code) ? 'letter' : 'a4',
    before: [...before, code],
    after: [...(BEHIND[code] ?? []), code],
    signs: new Set([code, ...signs, ...names].map(sign)),
  }
}

/** The currency that somebody means by a sign, a name or a mistyped code. */
export function meantCurrency(text: string): string | undefined {
  const wanted = sign(text)
  const common = [...Object.keys(MORE), ...Intl.supportedValuesOf('currency')]
  return common.find(code => currencyOf(code)?.signs.has(wanted)) ?? suggest(wanted, Object.keys(MORE))
}

/** An amount as a formula writes it: `¥8`. */
export function writtenMoney(code: string): string {
  const { before, after } = currencyOf(code) ?? { before: [], after: [code] }
  const short = before.find(text => text.length === 1)
  return short === undefined ? `8 ${after[0]}` : `${short}8`
}

/** The form under which signs and names are compared. */
export function sign(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toUpperCase()
}

/** All names and signs by which any currency is known to be one, but for codes. */
export const CURRENCY_WORDS: readonly string[] = Object.values(MORE).flat()

const NAMED =
  /美元|美金|欧元|英镑|港[币元]|日[元圆]|韩[元币]|澳元|加元|新?台币|人民币|(?<![A-Za-z])(?:USD|EUR|GBP|HKD|JPY|CNY|RMB|AUD|CAD|SGD|INR)(?![A-Za-z])|[A-Z]{0,3}\p{Sc}/u

/** The name, code or sign of another currency in a text. */
export function foreignWords(text: string, { signs }: Currency): string | undefined {
  const found = NAMED.exec(text.normalize('NFKC'))?.[0]
  return found === undefined || signs.has(sign(found)) ? undefined : found
}

/** A figure as a scheme writes it, without the signs of its currency: `$300` is `300`. */
export function withoutSigns(text: string, currency: Currency | undefined): string {
  const signs = [...(currency?.signs ?? [])].sort((a, b) => b.length - a.length)
  return signs.reduce((left, sign) => left.replaceAll(sign, ''), text)
}
