// Finds whom a cell means: by employee number, by a number that a spreadsheet spoilt, or by a name that only one has.
// Takes a cell's text and the roster; gives the person's number, or the people that it names one by one with the shares
// written beside them, or why nobody is certain. Never picks one of several.

import { addTo } from '../../core/lists.ts'
import type { Directory } from '../../tables/directory.ts'
import { MAX_TYPED_TEXT } from '../limits.ts'
import { clean, fold, plainSigns, unwrap } from './text.ts'

/** Whom a single name or number means. */
export type OneMatch =
  | { readonly person: number }
  /** Nobody; `among` holds what the text may be a misspelling of. */
  | { readonly unknown: true; readonly among: readonly string[] }
  /** People that it may mean, as `id name`. */
  | { readonly candidates: readonly string[] }

/** One of the people that a cell names. */
export interface Named {
  readonly text: string
  readonly match: OneMatch
  /** The percentage written beside the name; `?` for what is none. */
  readonly share: string | undefined
}

/** Several: the cell names several people, or one with a share. */
type PersonMatch = OneMatch | { readonly several: readonly Named[] }

const DIGITS = /^\d+$/
/** What stands between separators, and between spaces; brackets are not cut. */
const PARTS = /(?:[([【〔<《][^)\]】〕>》]*[)\]】〕>》]|[^,;、/&+|\n])+/g
/** The same, where commas stand inside of names. */
const WHOLE = /(?:[([【〔<《][^)\]】〕>》]*[)\]】〕>》]|[^;、/&+|\n])+/g
const SHARED_END = /\(\d+(?:\.\d+)?%\)$/
const WORDS = /(?:[([【〔<《][^)\]】〕>》]*[)\]】〕>》]|\S)+/g
const BRACKETED = /[([【〔<《][^)\]】〕>》]*[)\]】〕>》]/g
const BEFORE_BRACKET = /\s+(?=[([【〔<《])/g
const ID_PART = /[0-9A-Za-z][0-9A-Za-z_-]*/g
const SCIENTIFIC = /^(\d)(?:\.(\d+))?E\+?(\d{1,2})$/i
/** `60%`, ` 60%`, `(60%)` or `:60%` behind a name. */
const PERCENT = /[\s:]*[([【〔<《]?\s*(?<![\d.])(\d+(?:\.\d+)?)\s*%(?:\s*[)\]】〕>》])?/g
const SHARED = /^([^%]+)\((\d+(?:\.\d+)?)%\)$/
/** A figure in brackets, with or without a unit: `(0.6)`, `(2/3)`, `(2.5h)`. */
const FIGURE =
  /[([【〔<《]\s*[¥$]?(\d+(?:\.\d+)?(?:\s*[/:]\s*\d+)?)\s*(?:h|hrs?|hours?|mins?|小时|工时|分钟|分|元|成|份)?\s*[)\]】〕>》]/i
/** A number in brackets. */
const NUMBER = /[([【〔<《]\s*(\d+)\s*[)\]】〕>》]/

/** Somebody as candidates are told: `id name`. */
export function labelOf({ ids, names }: Directory, person: number): string {
  return `${ids[person]} ${names[person]}`
}

/** Prepares a roster for matching. The function it gives takes texts that are not blank. */
export function personMatcher(directory: Directory): (text: string, fromNumber: boolean) => PersonMatch {
  const byId = new Map<string, number[]>()
  const byDigits = new Map<string, number[]>()
  const byName = new Map<string, number[]>()
  // Further rows of the same person are told apart by their dates.
  const isFirst = (person: number): boolean =>
    directory.several !== true || directory.byId.get(directory.ids[person]!) === person
  directory.ids.forEach((id, person) => {
    if (!isFirst(person)) return
    const folded = fold(id).toUpperCase()
    addTo(byId, folded, person)
    if (DIGITS.test(folded)) addTo(byDigits, withoutZeros(folded), person)
  })
  for (const [person, name] of directory.names.entries()) if (isFirst(person)) addTo(byName, fold(name), person)
  const byTurned = new Map<string, number[]>()
  for (const [person, name] of directory.names.entries())
    if (isFirst(person)) for (const turned of turnedNames(name)) addTo(byTurned, turned, person)

  const label = (person: number): string => labelOf(directory, person)
  const one = (people: readonly number[]): OneMatch =>
    people.length === 1 ? { person: people[0]! } : { candidates: people.map(label) }
  const lookUp = (folded: string): readonly number[] | undefined =>
    byId.get(folded.toUpperCase()) ?? byName.get(folded) ?? turned(folded)

  /** People whose first and last name stand the other way round, unless the parts are people of their own. */
  function turned(folded: string): readonly number[] | undefined {
    const people = byTurned.get(folded)
    const parts = people ? folded.split(',').map(part => byId.get(part.toUpperCase()) ?? byName.get(part)) : []
    return parts.length > 1 && parts.every(part => part !== undefined) ? [...people!, ...parts.flat()] : people
  }

  return function match(text, fromNumber) {
    const raw = unwrap(clean(text))
    if (raw.length > MAX_TYPED_TEXT) return { unknown: true, among: [] }
    const folded = fold(raw)
    const parts = exactly(folded, fromNumber) || SCIENTIFIC.test(folded) ? undefined : separateParts(raw)
    return parts ? severalOrOne(parts) : single(folded, fromNumber)
  }

  /** People with this number as it stands there, or with this name. A spreadsheet's number has lost its zeros. */
  function exactly(folded: string, fromNumber: boolean): readonly number[] | undefined {
    if (!DIGITS.test(folded)) return lookUp(folded)
    return fromNumber ? undefined : byId.get(folded)
  }

  /** Whom one name or number means. */
  function single(folded: string, fromNumber: boolean): OneMatch {
    const exact = exactly(folded, fromNumber)
    if (exact) return one(exact)
    if (DIGITS.test(folded)) {
      const people = byDigits.get(withoutZeros(folded))
      return people ? one(people) : unknown([...directory.ids, ...directory.names])
    }
    const scientific = SCIENTIFIC.exec(folded)
    if (scientific) {
      const people = roundedTo(directory.ids, scientific[1]! + (scientific[2] ?? ''), Number(scientific[3]))
      return people.length > 0 ? one(people) : unknown(directory.ids)
    }
    return idInside(folded) ?? nameInside(folded) ?? unknown([...directory.names, ...directory.ids])
  }

  /** The parts of `张三,李四`, `张三 李四` or `张三60%李四40%`; undefined for a single one without a share. */
  function separateParts(raw: string): readonly string[] | undefined {
    const spelled = raw.normalize('NFKC').replace(PERCENT, '($1%) ').replace(BEFORE_BRACKET, '')
    const whole = spelled.includes(',') ? pieces(spelled, WHOLE) : []
    if (whole.length > 0 && whole.every(part => lookUp(fold(part.replace(SHARED_END, ''))))) return whole
    const parts = pieces(spelled, PARTS)
    const words = parts.flatMap(part => pieces(part, WORDS))
    if (spelled.includes('%)')) return words.every(word => SHARED.test(word)) ? words : parts
    if (parts.length > 1) return parts
    const bare = words.map(word => fold(word.replace(BRACKETED, '')))
    const known = bare.every(name => byName.has(name)) || bare.every(id => byId.has(id.toUpperCase()))
    return words.length > 1 && known ? words : undefined
  }

  /** `00078/张伟` names one person twice. */
  function severalOrOne(parts: readonly string[]): PersonMatch {
    const several = parts.map(named)
    if (several.some(n => n.share !== undefined)) return { several }
    const [first = [], ...others] = parts.map(part => lookUp(fold(part)) ?? [])
    const [only, second] = first.filter(person => others.every(people => people.includes(person)))
    return only !== undefined && second === undefined ? { person: only } : { several }
  }

  function named(part: string): Named {
    const [, name = part, share] = SHARED.exec(part) ?? []
    const match = single(fold(name), false)
    const figure = FIGURE.exec(name)?.[1]
    const strange = name.includes('%') || (figure !== undefined && !isNumberOf(figure, match))
    return { text: name.trim(), match, share: strange ? '?' : share }
  }

  /** True of a number in brackets that is the person's own, or makes it uncertain who is meant. */
  function isNumberOf(figure: string, match: OneMatch): boolean {
    if (!('person' in match)) return true
    return withoutZeros(fold(directory.ids[match.person]!)) === withoutZeros(figure)
  }

  /** `张伟(00078)`: the number decides, unless the rest is somebody else's name. */
  function idInside(folded: string): OneMatch | undefined {
    const found = [...new Set((folded.match(ID_PART) ?? []).flatMap(part => byId.get(part.toUpperCase()) ?? []))]
    if (found.length === 0) return undefined
    if (found.length > 1) return { candidates: found.map(label) }
    const rest = folded.replace(ID_PART, '').replace(/[^\p{L}·]/gu, '')
    const others = byName.get(rest)
    return others && !others.includes(found[0]!)
      ? { candidates: [found[0]!, ...others].map(label) }
      : { person: found[0]! }
  }

  /** `张伟(机修)`: the name beside the bracket, where only one has it; `张伟(78)` may have lost zeros of somebody's number. */
  function nameInside(folded: string): OneMatch | undefined {
    const bare = folded.replace(BRACKETED, '')
    const people = bare === folded ? undefined : byName.get(bare)
    if (!people) return undefined
    const number = NUMBER.exec(folded)?.[1]
    const numbered = number === undefined ? [] : (byDigits.get(withoutZeros(number)) ?? [])
    const both = people.filter(person => numbered.includes(person))
    if (both.length > 0 || numbered.length === 0) return one(both.length > 0 ? both : people)
    return one([...new Set([...people, ...numbered])])
  }
}

/** How a name of letters with an alphabet may stand elsewhere: `Price, Ann` for Ann Price, and the other way round; folded. */
function turnedNames(name: string): string[] {
  const plain = plainSigns(name).trim()
  if (!/^[\p{Script=Latin}\p{M}\s.,'’-]+$/u.test(plain)) return []
  const [last = '', first, ...more] = plain.split(',').map(part => part.trim())
  if (first !== undefined) return more.length === 0 && first !== '' && last !== '' ? [fold(`${first} ${last}`)] : []
  const words = plain.split(/\s+/)
  return words.slice(1).map((_, i) => fold(`${words.slice(i + 1).join(' ')},${words.slice(0, i + 1).join(' ')}`))
}

function unknown(among: readonly string[]): OneMatch {
  return { unknown: true, among }
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=.)/, '')
}

function pieces(text: string, pattern: RegExp): string[] {
  return (text.match(pattern) ?? []).map(piece => piece.trim()).filter(piece => piece !== '')
}

/** People whose number a spreadsheet would print with these leading digits and this exponent. */
function roundedTo(ids: readonly string[], mantissa: string, exponent: number): number[] {
  const people: number[] = []
  ids.forEach((id, person) => {
    const digits = withoutZeros(fold(id))
    if (!DIGITS.test(digits) || digits.length !== exponent + 1) return
    const kept = BigInt(digits.slice(0, mantissa.length).padEnd(mantissa.length, '0'))
    const next = digits.charCodeAt(mantissa.length)
    if ((next >= 53 ? kept + 1n : kept) === BigInt(mantissa)) people.push(person)
  })
  return people
}
