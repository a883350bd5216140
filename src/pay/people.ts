// The roster of a month: who there is, in which groups, and who is paid. Read like any export, before the others, since
// they refer to it. A row without a number is nobody: the book could not tell one from another.

import type { Period } from '../core/calendar.ts'
import { append } from '../core/lists.ts'
import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import { masked } from '../core/secret.ts'
import type { Value } from '../formula/bound.ts'
import { decode } from '../formula/kinds.ts'
import type { Roster } from '../scheme/model.ts'
import type { Batch } from '../tables/batch.ts'
import { type Directory, directory, withSeveral } from '../tables/directory.ts'
import type { Interner } from '../tables/interner.ts'
import type { Reading } from '../tables/reading.ts'
import { formerKey } from './holders.ts'
import { rowsOfMonth, type Stints, withWholes } from './stints.ts'

export interface People {
  readonly directory: Directory
  /** By roster column, then by person. */
  readonly values: readonly (readonly Value[])[]
  /** Numbers of documents and accounts as they are, by roster column: among the values they stand masked. */
  readonly secrets: ReadonlyMap<number, readonly (string | null)[]>
  /** Line or row of each person in the roster file; of the whole of several stints that of the first. */
  readonly rows: readonly number[]
  /** Where somebody may have several rows; their numbers are those of stints, then of wholes. */
  readonly stints: Stints | undefined
  readonly place: (column: number, person: number) => Place | undefined
  readonly positions: readonly string[]
  /** True where a cell of somebody could not be read: its column of the roster, and the person. */
  readonly unread: (column: number, person: number) => boolean
}

/** Collects the rows of the roster file. */
export function rosterReader(
  roster: Roster,
  period: Period,
): {
  readonly onBatch: (batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void
  readonly finish: (reading: Pick<Reading, 'place' | 'unread'>) => { people: People; problems: Problem[] }
} {
  const read = roster.spec.columns
  const values: Value[][] = read.map(() => [])
  const rows: number[] = []
  const secrets = new Map<number, (string | null)[]>()
  const nobody: { row: number; name: string; found: string }[] = []
  for (const [c, column] of roster.columns.entries()) if (column.type.secret) secrets.set(c, [])
  const columns = roster.columns.slice(0, read.length)
  return {
    onBatch(batch, dictionaries) {
      for (let i = 0; i < batch.size; i++) {
        const text = (c: number): string =>
          String(decode(batch.columns[c]!, roster.columns[c]!.type.kind, dictionaries[c], i) ?? '')
        const number = text(roster.id)
        if (number === '' || isNoNumber(number)) {
          nobody.push({ row: batch.rows[i]!, name: text(roster.name), found: number })
          continue
        }
        rows.push(batch.rows[i]!)
        for (const [c, column] of columns.entries()) {
          const value = decode(batch.columns[c]!, column.type.kind, dictionaries[c], i)
          secrets.get(c)?.push(value as string | null)
          values[c]!.push(secrets.has(c) && value !== null ? masked(String(value)) : value)
        }
      }
    },
    finish({ place, unread }) {
      const { name: column } = roster.spec.columns[roster.id]!
      const withoutNumber = nobody
        .filter(({ row }) => !unread.cell(roster.id, row))
        .map(({ row, ...found }) => problem('PERSON_NO_NUMBER', place(roster.id, row), { column, ...found }))
      const ofFile = (column: number, person: number): Place => place(column, rows[person]!)
      partFormer(roster, values)
      const month = rowsOfMonth(roster, values, period, ofFile)
      const repeated = repeatedPeople(roster, values, ofFile, month.repeated)
      // Of a row that stands twice, what is asked of everybody is asked once.
      const again = new Set(repeated.flatMap(({ again }) => again ?? []))
      keepOnly(
        [...values, rows, ...secrets.values()],
        month.kept.filter(person => !again.has(person)),
      )
      const stints = repeated.length > 0 ? undefined : withWholes(roster, values, secrets, period)
      if (!stints && roster.stints) values.push(rows.map(() => null))
      for (const parts of stints?.parts.values() ?? []) rows.push(rows[parts[0]!]!)
      const spot = (column: number, person: number): Place => place(Math.min(column, read.length - 1), rows[person]!)
      const people = makePeople(roster, values, rows, spot)
      return {
        people: {
          ...people,
          directory: stints ? withSeveral(people.directory) : people.directory,
          positions: people.positions.map((position, row) => {
            const parts = stints?.parts.get(row)
            return parts ? joined(parts.map(part => people.positions[part]!)) : position
          }),
          secrets,
          stints,
          unread: (column, person) => column < read.length && unread.cell(column, rows[person]!),
        },
        problems: [...withoutNumber, ...month.problems, ...repeated.map(({ found }) => found)],
      }
    },
  }
}

/** People from the values of the roster's columns, wherever those come from. */
export function makePeople(
  roster: Roster,
  values: readonly (readonly Value[])[],
  rows: readonly number[],
  place: (column: number, person: number) => Place | undefined,
): People {
  const ids = values[roster.id]!.map(v => String(v ?? ''))
  const names = values[roster.name]!.map(v => String(v ?? ''))
  const groups = new Map(
    roster.groups.map(g => [g.name, values[g.source.index]!.map(v => (v === null ? null : String(v)))]),
  )
  return {
    directory: directory(
      ids.map((id, i) => ({ id, name: names[i]! })),
      groups,
    ),
    values,
    secrets: new Map(),
    stints: undefined,
    rows,
    place,
    positions: values[roster.position]!.map(v => String(v ?? '')),
    unread: () => false,
  }
}

/** The row of a number: of who has several stints, the whole of them. */
export function rowOf({ directory, stints }: Pick<People, 'directory' | 'stints'>, id: string): number | undefined {
  const first = directory.byId.get(id)
  return first === undefined ? undefined : (stints?.wholes.get(first) ?? first)
}

/** What somebody was one after the other: `技师 → 服务顾问`. */
export function joined(texts: readonly string[]): string {
  return texts.filter((text, i) => text !== texts[i - 1]).join(' → ')
}

/**
 * Where the roster has both whoever has a number now and whoever had it before, as the scheme says under `given again`, the latter
 * stand under a key of their own (`003 陈静`): what they are still owed is paid to them, and nothing else is.
 */
function partFormer({ id, name, formerNames }: Roster, values: readonly Value[][]): void {
  const ids = values[id]!
  const keys = ids.map((own, row) => formerKey(String(own), String(values[name]![row] ?? ''), formerNames))
  const now = new Set(ids.filter((_, row) => keys[row] === undefined))
  for (const [row, key] of keys.entries()) if (key !== undefined && now.has(ids[row]!)) ids[row] = key
}

/** Leaves of lists the places that stay. */
function keepOnly(lists: readonly unknown[][], kept: readonly number[]): void {
  for (const list of lists) {
    const left = kept.map(row => list[row])
    list.length = 0
    append(list, left)
  }
}

function repeatedPeople(
  roster: Roster,
  values: readonly (readonly Value[])[],
  place: (column: number, person: number) => Place,
  looked: ReadonlySet<number>,
): { readonly found: Problem; readonly again: number | undefined }[] {
  const first = new Map<string, number>()
  const alike = new Map<string, number>()
  return values[roster.id]!.flatMap((value, person) => {
    const id = String(value)
    const before = first.get(id)
    const near = alike.get(bareNumber(id))
    if (before === undefined) first.set(id, person)
    else if (!looked.has(person) || !looked.has(before)) return []
    if (near === undefined) alike.set(bareNumber(id), person)
    const twin = before ?? near
    if (twin === undefined) return []
    const other = String(values[roster.id]![twin])
    const otherName = String(values[roster.name]![twin])
    const more = { related: [{ at: place(roster.id, twin), note: other }] }
    const name = String(values[roster.name]![person])
    if (before !== undefined) {
      const facts = { id, other: otherName, dated: roster.stints !== undefined }
      const found = problem('PERSON_REPEATED', place(roster.id, person), facts, more)
      return [{ found, again: name === otherName ? person : undefined }]
    }
    const found = problem('PERSON_ALIKE', place(roster.id, person), { id, name, other, otherName }, more)
    return [{ found, again: undefined }]
  })
}

/** What people write where a number is missing. */
const NO_NUMBER = /^(0|x+|\?+|？+|\*+|#?n\/?a|nil|none|null|tbd|无|没有|暂无|空|待定|待编|待补|未定|未编)$/i

function isNoNumber(id: string): boolean {
  return NO_NUMBER.test(id.normalize('NFKC').trim())
}

/** A number without what systems add to it or lose of it: zeros in front, case, marks and widths. */
function bareNumber(id: string): string {
  const bare = id
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
  return /^\d+$/.test(bare) ? bare.replace(/^0+(?=.)/, '') : bare
}

/** `张伟 (00038)`: a person as problems and reports name them. */
export function personText({ directory, stints, positions }: People, person: number): string {
  const who = `${directory.names[person]} (${directory.ids[person]})`
  return stints?.wholes.has(person) === true ? `${who}, ${positions[person]} ${stints.text(person)}` : who
}

/** Orders people by id: by number where both ids are figures, else letter by letter. */
export function byId(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b) && a.length !== b.length) {
    const [x, y] = [BigInt(a), BigInt(b)]
    if (x !== y) return x < y ? -1 : 1
  }
  return a === b ? 0 : a < b ? -1 : 1
}
