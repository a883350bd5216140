// Which rows of the exports differ between two workings of one month: added, gone, or changed cell by cell, and whose figures
// were made of them. Takes both months, as they were worked out with their rows remembered; reads the files that are not the
// same once more. Rows that stand in another order are the same rows; cells of numbers of documents and accounts are left out.

import { append, once } from '../core/lists.ts'
import { placeText } from '../core/place.ts'
import { withoutSecrets } from '../core/secret.ts'
import { decode, showValue } from '../formula/kinds.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import { readAgain, type TableReading } from '../pay/shop-files.ts'
import { graphOf } from '../scheme/graph.ts'
import type { InputColumn, Roster, SchemeTable } from '../scheme/model.ts'
import type { Batch } from '../tables/batch.ts'
import type { Interner } from '../tables/interner.ts'
import { type ColumnSpec, isMasked, type ValueKind, valueKind } from '../tables/spec.ts'
import { MadeTables } from './made.ts'
import { pairRows } from './paired-rows.ts'

/** A cell of a row that differs: as it was and as it is; undefined where the row was or is not there. */
export interface CellChange {
  readonly name: string
  readonly before: string | undefined
  readonly now: string | undefined
  /** Of a person somebody else reads another word; yes and no have their words in each language. */
  readonly kind: ValueKind
}

export interface RowChange {
  readonly table: string
  readonly kind: 'added' | 'gone' | 'changed'
  /** Where it stands now; of one that is gone, where it stood. */
  readonly place: string
  /** What tells it apart, then of a changed row what differs, of others every cell. */
  readonly cells: readonly CellChange[]
  /** Employee numbers that stand in it. */
  readonly people: readonly string[]
  /** True for a row of one person: of the roster, of a table with a row for each. */
  readonly personal: boolean
}

export interface RowChanges {
  readonly all: readonly RowChange[]
  /** Those that the figures of somebody's sheet were made of, before or now. */
  readonly of: (before: PersonSheet | undefined, now: PersonSheet | undefined) => readonly RowChange[]
}

type Side = 'before' | 'now'

/** A table of either kind: the roster too. */
interface Read {
  readonly spec: SchemeTable['spec']
  readonly rows: SchemeTable['rows']
  readonly key: number | undefined
  readonly rater?: number
}

interface FoundRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly people: readonly string[]
}

/** The pair of rows behind a change. */
interface Behind {
  readonly before: number | undefined
  readonly now: number | undefined
  readonly table: Read
}

/** Finds the rows that differ. */
export async function rowChanges(before: WorkedMonth, now: WorkedMonth): Promise<RowChanges> {
  const found: { readonly change: RowChange; readonly behind: Behind }[] = []
  for (const table of tablesOf(now)) {
    const sides = { before: sourceOf(before, table), now: sourceOf(now, table) }
    if (bytesOf(sides.before) === bytesOf(sides.now)) continue
    const old = sides.before ? await rowsOf(before, tableIn(before, table), sides.before) : []
    const own = sides.now ? await rowsOf(now, table, sides.now) : []
    const keys = keysOf(table)
    const print = ({ cells }: FoundRow): string => cells.join('\0')
    const pairs = pairRows(old, own, print, ({ cells }) =>
      keys.length === 0 ? undefined : keys.map(key => cells[key]).join('\0'),
    )
    for (const { before: a, now: b } of pairs) {
      const kind = a && b ? 'changed' : a ? 'gone' : 'added'
      const { reading } = (b ? sides.now : sides.before)!
      const change: RowChange = {
        table: table.spec.name,
        kind,
        place: withoutSecrets(placeText(reading.rowPlace((b ?? a)!.row))),
        cells: cellsOf(table, a, b),
        people: [...new Set([...(a?.people ?? []), ...(b?.people ?? [])])],
        personal: table.rows === 'person',
      }
      if (change.cells.length > 0) found.push({ change, behind: { before: a?.row, now: b?.row, table } })
    }
  }
  return { all: found.map(f => f.change), of: attributed(before, now, found) }
}

/** What its files are, in their order. */
function bytesOf(source: TableReading | undefined): string | undefined {
  return source?.reading.files.map(({ sha256 }) => sha256).join()
}

function tablesOf({ scheme: { roster, tables, adjustments } }: WorkedMonth): Read[] {
  const byHand: Read[] = adjustments ? [{ ...adjustments, rows: 'person', key: adjustments.columns.person }] : []
  return [rosterTable(roster), ...tables, ...byHand]
}

function rosterTable({ spec, id }: Roster): Read {
  return { spec, rows: 'person', key: id }
}

/** The table of that name as the other month's scheme reads it. */
function tableIn(month: WorkedMonth, { spec }: Read): Read {
  return tablesOf(month).find(t => t.spec.name === spec.name)!
}

function sourceOf(month: WorkedMonth, { spec }: Read): TableReading | undefined {
  const known = tablesOf(month).some(t => t.spec.name === spec.name)
  return known ? month.readings.find(r => r.table === spec.name) : undefined
}

async function rowsOf({ engine, period }: WorkedMonth, table: Read, source: TableReading): Promise<FoundRow[]> {
  const { directory } = engine.facts.people
  const found: FoundRow[] = []
  const onBatch = (batch: Batch, dictionaries: readonly (Interner | undefined)[]): void => {
    for (let i = 0; i < batch.size; i++) {
      const people: string[] = []
      const cells = table.spec.columns.map((column, c) => {
        const data = batch.columns[c]!
        const division = data.divided.get(i)
        if (division) {
          append(
            people,
            division.parts.map(p => directory.ids[p.person]!),
          )
          return division.text
        }
        const kind = valueKind(column.type)
        const value = decode(data, kind, dictionaries[c], i)
        if (value === null) return ''
        if (kind === 'person' && typeof value === 'number') {
          people.push(directory.ids[value]!)
          return `${directory.names[value]} (${directory.ids[value]})`
        }
        return showValue(value, kind, undefined)
      })
      // Of the roster, whose row it is.
      if (table.spec.name === 'people' && table.key !== undefined) people.push(cells[table.key]!)
      found.push({ row: batch.rows[i]!, cells, people })
    }
  }
  await readAgain(table.spec, source, { shop: { copies: new Map() }, period, allowed: [] }, directory, onBatch)
  return found
}

/** The columns that tell rows apart: the first number of a document, or whose row it is and of which rater. */
function keysOf({ spec, rows, key, rater }: Read): number[] {
  if (rows === 'figures') return []
  const id = spec.columns.findIndex(c => c.type === 'id')
  return (id >= 0 ? [id] : [key, rater]).filter(column => column !== undefined)
}

function cellsOf({ spec, key, rater }: Read, a: FoundRow | undefined, b: FoundRow | undefined): CellChange[] {
  const first = spec.columns.findIndex(c => c.type === 'id')
  return spec.columns.flatMap((column: ColumnSpec, c): CellChange[] => {
    if (isMasked(column)) return []
    const [before, now] = [a?.cells[c], b?.cells[c]]
    const tells = c === first || c === key || c === rater
    const text = (value: string | undefined): string | undefined => value && withoutSecrets(value)
    if (a && b && before === now && !tells) return []
    if ((before ?? '') === '' && (now ?? '') === '') return []
    return [{ name: column.name, before: text(before), now: text(now), kind: valueKind(column.type) }]
  })
}

/** Whose figures were made of which rows. */
function attributed(
  before: WorkedMonth,
  now: WorkedMonth,
  found: readonly { readonly change: RowChange; readonly behind: Behind }[],
): RowChanges['of'] {
  const sides = { before: behindIn(before, 'before', found), now: behindIn(now, 'now', found) }
  return (old, own) => {
    const met = new Set([...(old ? sides.before(old) : []), ...(own ? sides.now(own) : [])])
    return found.filter(f => met.has(f.change)).map(f => f.change)
  }
}

function behindIn(
  month: WorkedMonth,
  side: Side,
  found: readonly { readonly change: RowChange; readonly behind: Behind }[],
): (person: PersonSheet) => readonly RowChange[] {
  const { engine, scheme } = month
  const reads = graphOf(scheme)
  const figures = [...reads.figures().values()]
  const byTable = new Map<string, Map<number, RowChange>>()
  for (const { change, behind } of found) {
    const row = behind[side]
    if (row === undefined || behind.table.rows !== 'events') continue
    const own = once(byTable, change.table, () => new Map<number, RowChange>())
    own.set(row, change)
  }
  const keyed = found.filter(f => f.behind.table.rows !== 'events')
  const known = new Map<string, readonly RowChange[]>()
  const made = new MadeTables(engine)
  const readBy = new Map<string, ReadonlySet<string>>()
  return person => {
    const ids = new Set(
      partsOf(person, 'line', 'reserve', 'due').flatMap(p => (p.column === undefined ? [] : [p.column])),
    )
    const read = new Set(
      [...ids].flatMap(id => [
        ...once(readBy, id, () => {
          const { own, others } = reads.column(id)
          return new Set([...own, ...others])
        }),
      ]),
    )
    const measured = figures.flatMap(({ what, home }) => {
      if (!('aggregate' in what) || !read.has(what.id)) return []
      const there = byTable.size > 0 ? engine.world.move(person.row, home) : null
      if (!there) return []
      return once(known, `${what.id}|${there.home}|${there.index}`, () => {
        const rows = engine.measured(what, there).rows?.rows
        const under = [...(rows ?? [])].flatMap(row => [...made.under(what.table, row)])
        return under.flatMap(({ table, row }) => byTable.get(table)?.get(row) ?? [])
      })
    })
    // Rows read also what others have whom they name.
    const named = figures.flatMap(({ what, home }) => {
      const there = 'aggregate' in what && read.has(what.id) ? engine.world.move(person.row, home) : null
      return there && 'aggregate' in what ? (engine.measured(what, there).rows?.asked ?? []) : []
    })
    const others = named.map(({ row }) => row).filter(row => row.home === 'person')
    const people = new Set([person.id, ...others.map(row => engine.facts.people.directory.ids[row.index]!)])
    const groups = scheme.roster.groups.flatMap(({ name }) =>
      named.flatMap(({ row }) => {
        const group = engine.world.move(row, `group:${name}`)
        return group ? [engine.who(group)] : []
      }),
    )
    const keys = new Set([...person.groups.map(g => g.key), ...groups])
    const isKey = (key: string | undefined): boolean => key !== undefined && keys.has(key)
    const entered = keyed
      .filter(({ change, behind: { table } }) => {
        const isOwn =
          table.rows === 'figures' ||
          (table.rows === 'person'
            ? change.people.some(id => people.has(id))
            : change.cells.some(c => isKey(c.now) || isKey(c.before)))
        const own = scheme.tables.find(t => t.spec.name === table.spec.name)
        // Who somebody is, and what was decided about them by hand, is theirs whatever it changes.
        const isTheirs = !own && table.rows === 'person' && change.people.includes(person.id)
        if (!isOwn || isTheirs) return isOwn
        const columns = own?.columns ?? scheme.roster.columns
        const { spec } = own ?? scheme.roster
        // A column of several raters is called as it is in the file.
        const called = ({ source }: InputColumn): string => spec.columns[source.index]!.name
        return change.cells.some(cell => columns.some(c => called(c) === cell.name && read.has(c.id)))
      })
      .map(f => f.change)
    return [...measured, ...entered]
  }
}
