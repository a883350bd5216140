// Who and what exports may refer to: the people of the roster and the keys of the groups they belong to.

import { addTo } from '../core/lists.ts'
import { Interner } from './interner.ts'

/** The roster as exports see it. A person's number is their row in the roster, paid this month or not. */
export interface Directory {
  readonly ids: readonly string[]
  readonly names: readonly string[]
  /** Number of the person with this id. */
  readonly byId: ReadonlyMap<string, number>
  /** Numbers of all people of this name. */
  readonly byName: ReadonlyMap<string, readonly number[]>
  /** By roster column: the keys that people have in it. */
  readonly groups: ReadonlyMap<string, Interner>
}

export function emptyDirectory(): Directory {
  return { ids: [], names: [], byId: new Map(), byName: new Map(), groups: new Map() }
}

/** Builds the directory of people and the groups they belong to (null: in none). */
export function directory(
  people: readonly { readonly id: string; readonly name: string }[],
  groups: ReadonlyMap<string, readonly (string | null)[]>,
): Directory {
  const byName = new Map<string, number[]>()
  for (const [i, { name }] of people.entries()) addTo(byName, name, i)
  const interners = new Map<string, Interner>()
  for (const [column, keys] of groups) {
    const interner = new Interner()
    for (const key of keys) if (key !== null) interner.code(key)
    interners.set(column, interner)
  }
  return {
    ids: people.map(p => p.id),
    names: people.map(p => p.name),
    byId: new Map(people.map((p, i) => [p.id, i])),
    byName,
    groups: interners,
  }
}
