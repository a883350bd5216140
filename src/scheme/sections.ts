// The sections of a scheme file that hold what is read: roster, tables, parameters → input columns and tables.

import type { Period } from '../core/calendar.ts'
import type { Decimal } from '../core/decimal.ts'
import { problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import type { Bound } from '../formula/bound.ts'
import type { Home } from '../formula/types.ts'
import { isWhole } from '../formula/whole.ts'
import type { TableSpec } from '../tables/spec.ts'
import { blankValue, inRange, type ParsedColumn, parseColumn, parseRange } from './columns.ts'
import { bindCondition, bindText, type Context, tell } from './context.ts'
import type { InputColumn, ParameterColumn, Roster, SchemeTable } from './model.ts'
import type { Registry } from './names.ts'
import { eventTable } from './row-columns.ts'
import type { ColumnEntry, SchemeFile, TableEntry } from './schema.ts'
import { noEffect, withSharing } from './sharing.ts'
import type { Path, SchemeText } from './text.ts'

function inputColumn(parsed: ParsedColumn, table: string, index: number, home: Home, id: string): InputColumn {
  const blank = blankValue(parsed.spec.blank)
  return {
    id: `${id}.${parsed.spec.name}`,
    name: parsed.spec.name,
    owners: [table],
    at: parsed.spec.at,
    type: parsed.type,
    home,
    places: undefined,
    source: { kind: 'input', table, index, blank, range: parsed.spec.range },
  }
}

/** Columns as the scheme lists them; a key may name several of one kind: `沟通能力, 团队合作: number`. */
function listed(
  columns: Record<string, string | ColumnEntry>,
): { name: string; key: string; entry: string | ColumnEntry }[] {
  return Object.entries(columns).flatMap(([key, entry]) =>
    key.split(/[,，、]/).map(name => ({ name: name.trim(), key, entry })),
  )
}

function texts(value: string | string[]): string[] {
  return typeof value === 'string' ? [value] : value
}

/** The roster: who there is, and the groups they belong to. */
export function readRoster(
  file: SchemeFile,
  text: SchemeText,
  names: Registry,
  context: Context,
): Omit<Roster, 'paid'> {
  const path = ['people', 'columns']
  const parsed = listed(file.people.columns).map(({ name, key, entry }) => {
    if (typeof entry === 'object' && entry.shared !== undefined) noEffect([...path, key, 'shared'], context)
    return parseColumn(name, entry, [...path, key], text, { blank: file.blank, groups: 'roster' }, context.report)
  })
  // A group's own name is the group's: it can be read wherever a figure of the group is worked out. The position stays
  // with the person, since positions decide which formulas hold.
  const columns = parsed.map((p, i) =>
    inputColumn(p, 'people', i, p.role === 'group' ? `group:${p.spec.name}` : 'person', 'people'),
  )
  for (const column of columns) names.add(column)
  const indexOf = (role: string): number => {
    const found = parsed.findIndex(p => p.role === role)
    if (found < 0)
      tell(context, 'KEY_MISSING', ['people', 'columns'], { key: `type: ${role}`, inside: 'people › columns' })
    return Math.max(found, 0)
  }
  const position = indexOf('position')
  const groups = columns.filter((_, i) => parsed[i]!.role === 'group' || parsed[i]!.role === 'position')
  names.groups.push(...groups.map(g => g.name))
  const spec: TableSpec = {
    name: 'people',
    file: file.people.file,
    month: undefined,
    layout: { kind: 'rows' },
    columns: parsed.map(p => p.spec),
    at: text.keyAt(['people']).at,
  }
  return {
    spec,
    id: indexOf('id'),
    name: indexOf('name'),
    position,
    columns,
    groups,
    positionColumn: columns[position]!,
  }
}

/** A table: many rows, one row a person or group, or one figure a row. */
export function readTableEntry(
  name: string,
  entry: TableEntry,
  file: SchemeFile,
  text: SchemeText,
  names: Registry,
  context: Context,
): SchemeTable {
  const path: Path = ['tables', name]
  const written = listed(entry.columns)
  const at: Path = [...path, 'columns']
  const about = { blank: file.blank, groups: names.groups }
  const each = written.map(c => parseColumn(c.name, c.entry, [...at, c.key], text, about, context.report))
  const parsed = withSharing(each, written, entry, at, context)
  const figures = entry['one figure per row']
  const per = entry['one row per']
  const spec: TableSpec = {
    name,
    file: entry.file,
    month: entry.month,
    every: entry.every,
    layout: figures ? { kind: 'figures', name: texts(figures.name), value: texts(figures.value) } : { kind: 'rows' },
    columns: parsed.map(p =>
      figures && p.spec.blank !== 'problem' && !hasBlank(entry, p.spec.name) ? { ...p.spec, blank: 'problem' } : p.spec,
    ),
    log: !figures && per === undefined,
    at: text.keyAt(path).at,
  }
  if (entry.month !== undefined && parsed.find(p => p.spec.name === entry.month)?.type.kind !== 'date') {
    const dates = parsed.filter(p => p.type.kind === 'date').map(p => p.spec.name)
    tell(context, 'SHAPE_WRONG', [...path, 'month'], {
      expected: `date column: ${dates.join(', ')}`,
      found: entry.month,
      nearest: suggest(entry.month, dates),
    })
  }
  const shared = {
    spec,
    missing: entry['missing row'] ?? 'problem',
    key: undefined,
    leaveOut: undefined,
    events: undefined,
  } as const
  const addAll = (columns: InputColumn[]): InputColumn[] => {
    for (const column of columns) names.add(column)
    return columns
  }
  if (figures) {
    const columns = addAll(parsed.map((p, i) => inputColumn(p, name, i, 'shop', name)))
    return { ...shared, rows: 'figures', columns }
  }
  if (per !== undefined) {
    const key = parsed.findIndex(p => p.spec.name === per)
    const type = parsed[key]?.type
    const home: Home | undefined =
      type?.kind === 'person' ? 'person' : type?.group !== undefined ? `group:${type.group}` : undefined
    if (home === undefined) {
      const keys = parsed.filter(p => p.type.kind === 'person' || p.type.group !== undefined).map(p => p.spec.name)
      tell(context, 'SHAPE_WRONG', [...path, 'one row per'], {
        expected: `person or group: ${keys.join(', ')}`,
        found: per,
        nearest: suggest(per, keys),
      })
    }
    const columns = addAll(
      parsed.flatMap((p, i) => (i === key ? [] : [inputColumn(p, name, i, home ?? 'person', name)])),
    )
    return {
      ...shared,
      rows: home === undefined || home === 'person' ? 'person' : (home as `group:${string}`),
      key: Math.max(key, 0),
      columns,
    }
  }
  const events = eventTable(name, parsed, entry, path, context)
  names.addTable(events, spec.at)
  return { ...shared, rows: 'events', events, columns: [] }
}

/** A figure that is missing must be told apart from 0, so only the column itself can say what a blank one means. */
function hasBlank(entry: TableEntry, column: string): boolean {
  const spec = listed(entry.columns).find(c => c.name === column)?.entry
  return typeof spec === 'object' && spec.blank !== undefined
}

/** The condition under which rows of an export count for nothing. */
export function leaveOut(table: SchemeTable, entry: TableEntry, context: Context): Bound | undefined {
  if (entry['leave out'] === undefined || !table.events) return undefined
  return bindCondition(['tables', table.spec.name, 'leave out'], { ...context, row: table.events })
}

/** Parameters: figures with a name, by month if need be. */
export function readParameters(
  file: SchemeFile,
  text: SchemeText,
  period: Period | undefined,
  context: Context,
): ParameterColumn[] {
  return Object.entries(file.parameters ?? {}).map(([name, value]) => {
    const path: Path = ['parameters', name]
    const { at } = text.keyAt(path)
    const map = typeof value === 'object' ? value : {}
    const range =
      typeof map.range === 'string' ? parseRange(map.range, [...path, 'range'], text, context.report) : undefined
    const bound = bindText(parameterPath(path, value, period, context), context)
    const figure =
      bound.kind === 'literal'
        ? bound.value
        : bound.kind === 'negate' && bound.of.kind === 'literal'
          ? (bound.of.value as Decimal).neg()
          : null
    if (figure === null && bound.type.kind !== 'unknown')
      tell(context, 'SHAPE_WRONG', path, { expected: 'figure or "text"', found: bound.text })
    if (range && typeof figure === 'object' && figure !== null && !inRange(figure, range)) {
      context.report(problem('CELL_RANGE', bound.at, { column: name, found: bound.text, range: range.text }))
    }
    const source = { kind: 'parameter', value: figure, range } as const
    return {
      id: `parameters.${name}`,
      name,
      owners: ['parameters'],
      at,
      type: bound.type,
      home: 'shop',
      places: undefined,
      whole: isWhole(bound),
      source,
    }
  })
}

/** Where the figure of the month stands: in the last `from 2026-05` that is not after it. */
function parameterPath(path: Path, value: unknown, period: Period | undefined, context: Context): Path {
  if (typeof value !== 'object' || value === null) return path
  const map = value as Record<string, unknown>
  if ('value' in map) return [...path, 'value']
  const months = Object.keys(map)
    .filter(key => /^from \d{4}-\d{2}$/.test(key))
    .sort()
  if (months.length === 0)
    tell(context, 'SHAPE_WRONG', path, { expected: 'value | from 2026-01', found: Object.keys(map).join(', ') })
  const fitting = period ? months.filter(m => m.slice(5) <= period.name) : months
  if (months.length > 0 && fitting.length === 0) {
    tell(context, 'SCHEME_PERIOD', path, { period: period!.name, from: months[0]!.slice(5) })
  }
  return [...path, fitting.at(-1) ?? months[0] ?? 'value']
}
