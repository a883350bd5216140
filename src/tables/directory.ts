// Who and what exports may refer to: the people of the roster and the keys of the groups they belong to.

import { addTo } from '../core/lists.ts'
import { spellings } from '../core/suggest.ts'
import type { Batch } from './batch.ts'
import { Interner } from './interner.ts'
import type { TableSpec } from './spec.ts'

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
  /** True where a number may stand in several rows: it means the first, and a name the numbers that have it. */
  readonly several?: true
  /** The file of the roster, where it was read from one. */
  readonly file?: string
  /** Where somebody may have several rows of the roster in a month: whose row of them a row of an export is. */
  readonly stints?: Stinted | undefined
}

/** Tells the stints of people apart; the number of a person is that of their first row until a row is settled. */
export interface Stinted {
  /** Settles the rows of a table, batch by batch; nothing where it names nobody. */
  readonly settle: (
    spec: TableSpec,
  ) => ((batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void) | undefined
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

/** The directory of people of whom some have several rows: a number and a name mean the first of them. */
export function withSeveral(all: Directory): Directory {
  const byId = new Map<string, number>()
  const byName = new Map<string, number[]>()
  for (const [person, id] of all.ids.entries()) {
    if (byId.has(id)) continue
    byId.set(id, person)
    addTo(byName, all.names[person]!, person)
  }
  return { ...all, byId, byName, several: true }
}

// Texts by what their spellings have in common: finds the one of which another is a spelling. Kept as numbers, as an Interner
// keeps them, so that a million orders are some megabytes.

export class Spellings<T> {
  private readonly texts = new Interner()
  /** By code of a spelling: what was added first under it. */
  private readonly known: T[] = []

  /** Adds a text; gives what stood under one of its spellings before. */
  add(text: string, what: T): T | undefined {
    let before: T | undefined
    for (const spelling of spellings(text)) {
      if (spelling === '') continue
      const code = this.texts.code(spelling)
      if (code === this.known.length) this.known.push(what)
      else before ??= this.known[code]
    }
    return before
  }

  /** What was added under a spelling of the text. */
  find(text: string): T | undefined {
    for (const spelling of spellings(text)) {
      const code = spelling === '' ? undefined : this.texts.find(spelling)
      if (code !== undefined) return this.known[code]
    }
    return undefined
  }
}
