// Tables that are made of the rows of another: one row for each person and week, day and plate, customer and advisor … that
// occurs there, with what is worked out of its rows. Takes the section of a scheme; gives a table like an export of many rows,
// whose first columns are those that tell its rows apart. Refuses rows that there are none of, and tables made of one another.

import { EVERY } from '../core/calendar.ts'
import { suggest } from '../core/suggest.ts'
import { type Bound, type EventTable, type MadeOf, ROWS, type RowColumn } from '../formula/bound.ts'
import { COUNT, isOwner, TEXT, type Type, UNKNOWN } from '../formula/types.ts'
import type { CellType, ColumnSpec, TableSpec } from '../tables/spec.ts'
import { bindCondition, type Context, tell } from './context.ts'
import type { Made, SchemeTable } from './model.ts'
import { withWorkedOut } from './row-columns.ts'
import type { SchemeFile, TableEntry } from './schema.ts'
import type { Path } from './text.ts'

/** A table that is made of rows, as other formulas find it; what it is made of is known when all tables are. */
export function readMadeTable(name: string, entry: TableEntry, file: SchemeFile, context: Context): SchemeTable {
  const path: Path = ['tables', name]
  const of = entry['rows of']!
  const keys = typeof entry['one row per'] === 'string' ? [entry['one row per']] : (entry['one row per'] ?? [])
  if (keys.length === 0) tell(context, 'KEY_MISSING', path, { key: 'one row per', inside: path.join(' › ') })
  const source = sourceOf(name, of, path, file, context)
  const columns = new Map(keys.map((key, index) => [key, keyColumn(key, index, source)]))
  if (columns.size < keys.length) {
    const twice = keys.find((key, i) => keys.indexOf(key) < i)!
    tell(context, 'NAME_TAKEN', [...path, 'one row per'], { name: twice, other: name })
  }
  const at = context.text.keyAt(path).at
  const table: EventTable = {
    ...{ name, column: n => columns.get(n), columnNames: () => [...columns.keys()] },
    get ownerNames() {
      return keys.filter(key => isOwner(columns.get(key)!.type))
    },
    ordered: entry['in order'] !== undefined,
    made: madeOf(of, keys, source, () => table, path, entry, context),
    from: chainOf(name, file),
  }
  withWorkedOut(table, columns, entry, path, context)
  const layout = { kind: 'rows' } as const
  const spec: TableSpec = { name, files: [], month: undefined, every: everyOf(name, file), layout, columns: [], at }
  return {
    ...{ spec, rows: 'events', events: table, columns: [], missing: 'problem', stints: undefined, key: undefined },
    ...{ monthOf: undefined, leaveOut: undefined, order: undefined, rules: [], made: undefined },
  }
}

/** The table with what it is made of; as it was where that is not certain. */
export function withMade(table: SchemeTable): SchemeTable {
  const { events, spec } = table
  const from = events?.made
  const key = from?.rows() && from.key()
  const where = from?.where()
  if (!from || !key) return table
  const measure = { id: `${spec.name}: count(${ROWS})`, table: from.table, aggregate: 'count', of: undefined } as const
  const words = { type: COUNT, home: 'row', text: `count(${ROWS})`, at: spec.at } as const
  const made: Made = {
    of: from.table,
    keys: key.own.kind === 'key' ? key.own.of : [key.own],
    by: key.by,
    rows: { kind: 'measure', measure: { ...measure, by: key.by, where, made: spec.name }, key: key.own, ...words },
  }
  const columns = made.keys.map(
    ({ text: name, type, at }): ColumnSpec => ({
      ...{ name, headers: [name], type: cellType(type), blank: 'none', range: undefined, values: undefined, at },
    }),
  )
  return { ...table, spec: { ...spec, columns }, made }
}

function cellType({ kind, group }: Type): CellType {
  if (group !== undefined) return { group }
  return kind === 'unknown' ? 'text' : kind
}

/** The column of a made table by which its rows are told apart: that of its rows under the same name. */
function keyColumn(name: string, index: number, source: () => EventTable | undefined): RowColumn {
  return {
    name,
    get type(): Type {
      const { shared: _, ...type } = source()?.column(name)?.type ?? UNKNOWN
      return type
    },
    source: { index },
  }
}

/** The table whose rows it is made of; told where there is none such. */
function sourceOf(
  name: string,
  of: string,
  path: Path,
  file: SchemeFile,
  context: Context,
): () => EventTable | undefined {
  const tables = Object.entries(file.tables ?? {})
  const chain = chainOf(name, file)
  const isRows = ([, entry]: (typeof tables)[number]): boolean =>
    entry['rows of'] !== undefined || (entry['one row per'] === undefined && entry['one figure per row'] === undefined)
  const known = tables.filter(isRows).flatMap(([other]) => (other === name ? [] : [other]))
  const entry = file.tables?.[of]
  const circle = chain.includes(name)
  const sound = entry && !circle && known.includes(of)
  if (!sound) {
    const reason = circle ? 'circle' : !entry ? 'unknown' : entry['one figure per row'] ? 'figures' : 'one row'
    const all = circle ? [name, ...chain] : known
    const facts = {
      table: name,
      found: of,
      reason,
      known: all.join(circle ? ' → ' : ', '),
      nearest: suggest(of, known),
    } as const
    tell(context, 'MADE_OF_WRONG', [...path, 'rows of'], facts)
  }
  return () => (sound ? context.names.events(of) : undefined)
}

/** Of which tables a table is made, one after the other, up to one that is read or that stood there before. */
function chainOf(name: string, { tables = {} }: SchemeFile): string[] {
  const chain: string[] = []
  for (let of = tables[name]?.['rows of']; of !== undefined && !chain.includes(of); of = tables[of]?.['rows of'])
    chain.push(of)
  return chain
}

/** When it is due: as the export is that it comes from. */
function everyOf(name: string, file: SchemeFile): TableSpec['every'] {
  const first = chainOf(name, file).at(-1)
  const written = first === undefined ? undefined : file.tables?.[first]?.every
  return EVERY.find(every => every === written)
}

/** What is known of its rows once all columns can be read. */
function madeOf(
  table: string,
  keys: readonly string[],
  source: () => EventTable | undefined,
  own: () => EventTable,
  path: Path,
  entry: TableEntry,
  context: Context,
): MadeOf {
  let view: EventTable | undefined
  const rows = (): EventTable | undefined => {
    const there = source()
    if (there)
      view ??= {
        name: ROWS,
        column: there.column,
        columnNames: there.columnNames,
        ...(own().from ? { from: own().from! } : {}),
        get ownerNames() {
          return there.ownerNames
        },
      }
    return view
  }
  let found: ReturnType<MadeOf['key']> | null = null
  const key: MadeOf['key'] = () => {
    if (found !== null) return found
    found = undefined
    const there = source()
    const parts = keys.map((name, i): Bound | undefined => there && partOf(name, there, at(i), context))
    const by = parts.filter(part => part !== undefined)
    if (by.length < keys.length || by.length === 0) return undefined
    const shared = by.filter(part => part.type.shared)
    if (shared[1]) {
      tell(context, 'COLUMN_SHARED', [...path, 'one row per'], { name: shared[1].text })
      return undefined
    }
    const mine = by.map((part): Bound => {
      const column = own().column(part.text)!
      return { kind: 'row column', column, type: column.type, home: 'row', text: part.text, at: part.at }
    })
    found = { by: together(by), own: together(mine) }
    return found
  }
  const at = (i: number): Path =>
    typeof entry['one row per'] === 'string' ? [...path, 'one row per'] : [...path, 'one row per', i]
  let chosen: Bound | 'working' | undefined
  const where = (): Bound | undefined => {
    const there = source()
    if (entry.where === undefined || !there) return undefined
    if (chosen === 'working') {
      tell(context, 'CYCLE', [...path, 'where'], { names: `where → ${own().name}` })
      return undefined
    }
    if (chosen === undefined) {
      chosen = 'working'
      chosen = bindCondition([...path, 'where'], { ...context, row: there })
    }
    return chosen
  }
  return { table, keys, rows, key, where }
}

/** One of the columns by which rows are told apart. */
function partOf(name: string, table: EventTable, path: Path, context: Context): Bound | undefined {
  const column = table.column(name)
  if (!column) {
    const parts = name.split(/\s*[,，、]\s*/)
    const nearest = parts.every(part => table.column(part))
      ? `[${parts.join(', ')}]`
      : suggest(name, table.columnNames())
    tell(context, 'NAME_UNKNOWN', path, { name, table: table.name, nearest })
    return undefined
  }
  const { type } = column
  if (type.kind === 'list')
    tell(context, 'TYPE_WRONG', path, { what: name, expected: 'order, person, group or day', found: type.kind })
  if (type.kind === 'list' || type.kind === 'unknown') return undefined
  return { kind: 'row column', column, type, home: 'row', text: name, at: context.text.at(path).at }
}

/** Several values as one; one is itself. */
function together(of: readonly Bound[]): Bound {
  const [first, ...more] = of
  if (first && more.length === 0) return first
  const text = `[${of.map(part => part.text).join(', ')}]`
  return { kind: 'key', of, type: TEXT, home: 'row', text, at: first!.at }
}
