// Who had an employee number in the closed months, and what of their book is this month's roster's. Takes the names as the
// book has them, the roster and what the scheme says of former names; gives the opening in which nobody finds what was
// another's, and a problem for every number that comes back under a name of which the scheme says nothing.

import { once } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { FormerNames } from '../scheme/model.ts'
import { fold } from '../sources/cells/text.ts'
import { eachMonth } from './earlier.ts'
import type { Holder, Opening } from './opening.ts'

/** Gathers holders from names by month; a month that comes twice has the name that came last. */
export class HolderList {
  /** The months of each number in their order, with its names in them. */
  readonly #own = new Map<string, { readonly months: string[]; readonly names: string[] }>()

  add(person: string, month: string, name: string): void {
    const { months, names } = once(this.#own, person, () => ({ months: [], names: [] }))
    let at = months.length
    while (at > 0 && months[at - 1]! >= month) at--
    // Nearly always it is later than all before.
    if (at === months.length) {
      months.push(month)
      names.push(name)
    } else if (months[at] === month) names[at] = name
    else {
      months.splice(at, 0, month)
      names.splice(at, 0, name)
    }
  }

  /** Those of months before the one given; of all without it. */
  before(month = '9999-99'): Map<string, Holder[]> {
    const found = new Map<string, Holder[]>()
    for (const [person, { months, names }] of this.#own) {
      const holders: { -readonly [K in keyof Holder]: Holder[K] }[] = []
      for (const [i, name] of names.entries()) {
        const at = months[i]!
        if (at >= month) break
        const newest = holders.at(-1)
        if (newest && sameName(newest.name, name)) {
          newest.name = name
          newest.last = at
        } else holders.push({ name, first: at, last: at })
      }
      if (holders.length > 0) found.set(person, holders)
    }
    return found
  }
}

/**
 * True for two spellings of one name: spaces, widths and capitals aside, with or without a remark in brackets (林青(离职)),
 * and for names in words, whatever their order (Smith, John).
 */
export function sameName(a: string, b: string): boolean {
  if (a === b) return true
  const [x, y] = [spelled(a), spelled(b)]
  return x.whole === y.whole || (x.bare === y.bare && x.bare !== '' && (x.whole === x.bare || y.whole === y.bare))
}

function spelled(name: string): { whole: string; bare: string } {
  const text = name.normalize('NFKC').toLowerCase()
  const form = (part: string): string =>
    /^[\p{Script=Latin}\p{M}\s.,'’-]+$/u.test(part)
      ? part
          .split(/[\s,.]+/)
          .filter(word => word !== '')
          .sort()
          .join(' ')
      : fold(part)
  return { whole: form(text), bare: form(text.replace(/[([【〔][^)\]】〕]*[)\]】〕]\s*$/u, '')) }
}

/**
 * The key of somebody who had a number before it was given again, where the scheme says so: `003 陈静`. Under it stands what the
 * book has of them, and they themselves where the roster has both.
 */
export function formerKey(person: string, name: string, said: FormerNames): string | undefined {
  const former = said.others.get(person)?.find(other => sameName(other, name))
  return former === undefined ? undefined : `${person} ${former}`
}

/** Who that key is of; undefined for any other. */
export function formerOf(key: string, said: FormerNames): { readonly id: string; readonly name: string } | undefined {
  for (const [id, names] of said.others) for (const name of names) if (key === `${id} ${name}`) return { id, name }
  return undefined
}

export type Whose = 'same' | 'another' | 'unknown'

/** Whether a number's former name and its name now are one person, as far as the scheme says. */
export function whoseName(person: string, former: string, now: string, said: FormerNames): Whose {
  if (sameName(former, now) || named(said.renamed, person, former)) return 'same'
  return named(said.others, person, former) ? 'another' : 'unknown'
}

function named(names: FormerNames['renamed'], person: string, name: string): boolean {
  return names.get(person)?.some(other => sameName(other, name)) ?? false
}

interface RosterPerson {
  readonly id: string
  readonly name: string
  readonly at: Place | undefined
}

/**
 * The opening as the people of the roster have it: what was another's under their number is under a key that is nobody's.
 * With `asItStood` a name of which the scheme says nothing is the same person's, as it was when the month was closed.
 */
export function openingFor(
  people: readonly RosterPerson[],
  opening: Opening,
  said: FormerNames,
  asItStood: boolean,
): { readonly opening: Opening; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  /** By number: the last month that was another's, and who that was. */
  const others = new Map<string, Holder>()
  const ids = new Set(people.map(p => p.id))
  const newest = [...opening.holders.values()].map(list => list.at(-1)!.last).reduce((a, b) => (a > b ? a : b), '')
  for (const { id, name, at } of people) {
    const holders = opening.holders.get(id)
    if (!holders) {
      const gone = [...opening.holders].find(
        ([other, list]) => !ids.has(other) && list.at(-1)!.last === newest && sameName(list.at(-1)!.name, name),
      )
      if (gone && !asItStood)
        problems.push(problem('PERSON_RENUMBERED', at, { id, name, before: gone[0], month: newest }))
      continue
    }
    for (const holder of [...holders].reverse()) {
      const whose = whoseName(id, holder.name, name, said)
      if (whose === 'same' || (asItStood && whose === 'unknown')) continue
      if (whose === 'unknown') {
        const under = [...opening.holders].find(([other, list]) => other !== id && sameName(list.at(-1)!.name, name))
        const facts = { id, name, before: holder.name, month: holder.last, other: under?.[0] }
        problems.push(problem('PERSON_CHANGED', at, facts))
      }
      others.set(id, holder)
      break
    }
  }
  return { opening: others.size === 0 ? opening : withoutOthers(opening, others, said), problems }
}

function withoutOthers(opening: Opening, others: ReadonlyMap<string, Holder>, said: FormerNames): Opening {
  /** Under which key something of a month is. */
  const keyOf = (person: string, month: string): string => {
    const holder = others.get(person)
    if (!holder || month > holder.last) return person
    const name = nameAt(opening.holders.get(person)!, month)
    return formerKey(person, name, said) ?? `${person} ${name}`
  }
  const parted = <T extends { readonly origin: string }>(
    all: ReadonlyMap<string, readonly T[]>,
  ): Map<string, readonly T[]> => {
    const found = new Map<string, T[]>()
    for (const [person, own] of all)
      for (const item of own) {
        const key = keyOf(person, item.origin)
        found.set(key, [...(found.get(key) ?? []), item])
      }
    return found
  }
  const earlier = eachMonth(
    opening.earlier,
    (rows, month) => new Map([...rows].map(([key, values]) => [keyOf(key, month), values])),
  )
  return {
    ...opening,
    carried: parted(opening.carried),
    corrections: parted(opening.corrections),
    earlier,
    before: new Map([...opening.before].map(([person, paid]) => [keyOf(person, opening.monthBefore), paid])),
    held: opening.held.map(lot => ({ ...lot, person: keyOf(lot.person, lot.origin) })),
  }
}

/** The name under which a number stood in a month: that of the month, else of the last one before it, else of the first. */
export function nameAt(holders: readonly Holder[], month: string): string {
  return (holders.findLast(h => h.first <= month) ?? holders[0]!).name
}
