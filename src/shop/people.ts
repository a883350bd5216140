// Who is who in a shop: the names that the book knows by number, as they were in each month, and the person whom a command line
// means: by employee number, also without its leading zeros, or by a name that only one person has. Takes a book, or what was
// typed and the people there are; gives the person, or the problem with who may be meant.

import type { NameOf } from '../book/journal.ts'
import type { Book } from '../book/read.ts'
import type { Said } from '../book/said.ts'
import type { AccountWords } from '../book/sums.ts'
import { once } from '../core/lists.ts'
import { problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { suggest } from '../core/suggest.ts'
import { HolderList, nameAt } from '../pay/holders.ts'
import type { Holders } from '../pay/opening.ts'

/** The names that a book of the entries before one knows; of all of it without one. */
export function namesIn({ said }: Pick<Book, 'said'>, before: number = Number.POSITIVE_INFINITY): NameOf {
  let known: Holders | undefined
  return (person, month) => {
    known ??= holdersIn(said.filter(({ facts }) => facts.number < before))
    const holders = known.get(person)
    return holders && nameAt(holders, month)
  }
}

function holdersIn(all: readonly Said[]): Holders {
  const list = new HolderList()
  for (const said of all) for (const { person, month, name } of said.rows()) list.add(person, month, name)
  return list.before()
}

export interface Known {
  readonly id: string
  readonly name: string
}

/** The one person that is meant. */
export function findPerson<P extends Known>(typed: string, people: readonly P[]): Result<P> {
  const wanted = typed.normalize('NFKC').trim()
  const bare = (id: string): string => id.replace(/^0+/, '')
  const byId =
    people.find(p => p.id === wanted) ?? only(people.filter(p => isNumber(wanted) && bare(p.id) === bare(wanted)))
  if (byId) return done(byId)
  const named = people.filter(p => p.name === wanted)
  if (named.length > 1)
    return failed(problem('PERSON_NAME_SHARED', undefined, { name: wanted, ids: named.map(p => p.id).join(', ') }))
  if (named[0]) return done(named[0])
  const facts = { kind: 'person', name: typed, nearest: nearestPerson(wanted, people), known: '' } as const
  return failed(problem('NOT_FOUND', undefined, facts))
}

/** Who may be meant, with name and number; everybody of the name. */
function nearestPerson(wanted: string, people: readonly Known[]): string | undefined {
  const nearest = suggest(wanted, [...people.map(p => p.id), ...people.map(p => p.name)])
  const found = people.filter(p => p.id === nearest || p.name === nearest)
  return found.length === 0 ? undefined : found.map(p => (p.name === '' ? p.id : `${p.name} (${p.id})`)).join(', ')
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text)
}

function only<P>(people: readonly P[]): P | undefined {
  return people.length === 1 ? people[0] : undefined
}

/** Everybody of whom the book holds or held something. A number that was given again has a person for each name. */
export function knownPeople({ ledger }: Book, nameOf: NameOf): Known[] {
  const people = new Map<string, Map<string, Known>>()
  let last: AccountWords | undefined
  for (const account of ledger.whose()) {
    const { person, origin } = account
    // Somebody's reserves of a month follow one another.
    if (last?.person === person && last.origin === origin) continue
    last = account
    const name = nameOf(person, origin) ?? ''
    const own = once(people, person, () => new Map<string, Known>())
    once(own, name, () => ({ id: person, name }))
  }
  return [...people.values()].flatMap(own => [...own.values()])
}
