// Finds whom a cell means: by employee number, by a number that a spreadsheet spoilt, or by a name that only one has.
// Takes a cell's text and the roster; gives the person's number, or why nobody is certain. Never picks one of several.

import type { Directory } from '../../tables/directory.ts'
import { MAX_TYPED_TEXT } from '../limits.ts'
import { clean, fold, unwrap } from './text.ts'

export type PersonMatch =
  | { readonly person: number }
  /** Nobody; `among` holds what the cell may be a misspelling of. */
  | { readonly unknown: true; readonly among: readonly string[] }
  /** People that it may mean, as `id name`. */
  | { readonly candidates: readonly string[] }
  /** The names or numbers of several people in one cell. */
  | { readonly several: readonly string[] }

const SEPARATORS = /[,;、/&+|\n]/
const BRACKETED = /[([【〔<《][^)\]】〕>》]*[)\]】〕>》]/g
const SUFFIX = /[([【〔<《].*$/
const ID_PART = /[0-9A-Za-z][0-9A-Za-z_-]*/g
const SCIENTIFIC = /^(\d)(?:\.(\d+))?E\+?(\d{1,2})$/i

/** Prepares a roster for matching. The function it gives takes texts that are not blank. */
export function personMatcher(directory: Directory): (text: string, fromNumber: boolean) => PersonMatch {
  const byId = new Map<string, number[]>()
  const byDigits = new Map<string, number[]>()
  const byName = new Map<string, number[]>()
  const add = (map: Map<string, number[]>, key: string, person: number): void => {
    const known = map.get(key)
    if (known) known.push(person)
    else map.set(key, [person])
  }
  directory.ids.forEach((id, person) => {
    const folded = fold(id).toUpperCase()
    add(byId, folded, person)
    if (/^\d+$/.test(folded)) add(byDigits, folded.replace(/^0+(?=.)/, ''), person)
  })
  for (const [person, name] of directory.names.entries()) add(byName, fold(name), person)

  const label = (person: number): string => `${directory.ids[person]} ${directory.names[person]}`
  const one = (people: readonly number[]): PersonMatch =>
    people.length === 1 ? { person: people[0]! } : { candidates: people.map(label) }
  const lookUp = (folded: string): readonly number[] | undefined => byId.get(folded.toUpperCase()) ?? byName.get(folded)

  return function match(text, fromNumber) {
    const raw = unwrap(clean(text))
    if (raw.length > MAX_TYPED_TEXT) return { unknown: true, among: [] }
    const folded = fold(raw)
    const digits = /^\d+$/.test(folded)
    if (!(fromNumber && digits)) {
      const exact = byId.get(folded.toUpperCase())
      if (exact) return one(exact)
    }
    if (digits) {
      const people = byDigits.get(folded.replace(/^0+(?=.)/, ''))
      return people ? one(people) : unknown(directory.ids)
    }
    const scientific = SCIENTIFIC.exec(folded)
    if (scientific) {
      const people = roundedTo(directory.ids, scientific[1]! + (scientific[2] ?? ''), Number(scientific[3]))
      return people.length > 0 ? one(people) : unknown(directory.ids)
    }
    const named = byName.get(folded)
    if (named) return one(named)

    const parts = separateParts(raw)
    if (parts) return severalOrOne(parts)
    return idInside(folded) ?? nameInside(folded) ?? unknown(directory.names)
  }

  /** The parts of `张三,李四` or `张三 李四`; what stands in brackets (shares, trades) is none. */
  function separateParts(raw: string): readonly string[] | undefined {
    const outside = raw.normalize('NFKC').replace(BRACKETED, '')
    const split = (by: RegExp): string[] =>
      outside
        .split(by)
        .map(fold)
        .filter(part => part !== '')
    const parts = split(SEPARATORS)
    if (parts.length > 1) return parts
    const names = split(/\s+/)
    return names.length > 1 && names.every(name => byName.has(name)) ? names : undefined
  }

  /** `00078/张伟` names one person twice. */
  function severalOrOne(parts: readonly string[]): PersonMatch {
    const [first = [], ...others] = parts.map(part => lookUp(part) ?? [])
    const [only, second] = first.filter(person => others.every(people => people.includes(person)))
    return only !== undefined && second === undefined ? { person: only } : { several: parts }
  }

  /** `张伟(00078)`: the number decides, unless the rest is somebody else's name. */
  function idInside(folded: string): PersonMatch | undefined {
    const found = [...new Set((folded.match(ID_PART) ?? []).flatMap(part => byId.get(part.toUpperCase()) ?? []))]
    if (found.length === 0) return undefined
    if (found.length > 1) return { candidates: found.map(label) }
    const rest = folded.replace(ID_PART, '').replace(/[^\p{L}·]/gu, '')
    const others = byName.get(rest)
    return others && !others.includes(found[0]!)
      ? { candidates: [found[0]!, ...others].map(label) }
      : { person: found[0]! }
  }

  /** `张伟(机修)`: the name before the bracket, where only one has it. */
  function nameInside(folded: string): PersonMatch | undefined {
    const bare = folded.replace(SUFFIX, '')
    const people = bare === folded ? undefined : byName.get(bare)
    return people && one(people)
  }
}

function unknown(among: readonly string[]): PersonMatch {
  return { unknown: true, among }
}

/** People whose number a spreadsheet would print with these leading digits and this exponent. */
function roundedTo(ids: readonly string[], mantissa: string, exponent: number): number[] {
  const people: number[] = []
  ids.forEach((id, person) => {
    const digits = fold(id).replace(/^0+(?=.)/, '')
    if (!/^\d+$/.test(digits) || digits.length !== exponent + 1) return
    const kept = BigInt(digits.slice(0, mantissa.length).padEnd(mantissa.length, '0'))
    const next = digits.charCodeAt(mantissa.length)
    if ((next >= 53 ? kept + 1n : kept) === BigInt(mantissa)) people.push(person)
  })
  return people
}
