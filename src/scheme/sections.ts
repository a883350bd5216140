// The sections of a scheme file that hold what is read: roster and tables → input columns and tables. Refuses keys that
// would have no effect on a table of its kind.

import { isPoint, POINTS } from '../core/points.ts'
import { suggest } from '../core/suggest.ts'
import { type Term, term } from '../core/terms.ts'
import type { Bound, BoundKind } from '../formula/bound.ts'
import { homeOf } from '../formula/environment.ts'
import { compileDay, plainColumn } from '../formula/rows.ts'
import { nodes, nodesOf, rowParts } from '../formula/tree.ts'
import { COUNT, type Home, type Kind, YES_NO } from '../formula/types.ts'
import { type Across, type ColumnSpec, dayColumn, isDated, isResults, type TableSpec } from '../tables/spec.ts'
import { readEvery } from './check-pays.ts'
import { blankValue, COLUMN_KEYS, type ParsedColumn, parseColumn, writtenIn } from './columns.ts'
import { bindCondition, bindText, type Context, tell, unknownAt, unknownKey } from './context.ts'
import { readPositions } from './definitions.ts'
import { readMadeTable } from './made-tables.ts'
import type { InputColumn, Roster, RowOrder, Rule, SchemeTable } from './model.ts'
import type { Registry } from './names.ts'
import { eventTable } from './row-columns.ts'
import type { ColumnEntry, RuleEntry, SchemeFile, TableEntry } from './schema.ts'
import { withSharing } from './sharing.ts'
import type { Path, SchemeText } from './text.ts'

function inputColumn(
  parsed: Pick<ParsedColumn, 'spec' | 'type'>,
  table: string,
  index: number,
  home: Home,
  id: string,
): InputColumn {
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

/**
 * A column of a table with a row for each rater: one for each, `attitude self`, or of the one whom it names itself. `column`: the
 * name of the column that says whose a row is.
 */
function ofRaters(
  plain: InputColumn,
  { enteredBy }: ColumnSpec,
  column: string,
  raters: readonly string[],
  path: Path,
  context: Context,
): InputColumn[] {
  const { source, name, id } = plain
  const all = enteredBy === column || enteredBy === undefined
  if (!all && !raters.includes(enteredBy)) {
    const facts = { expected: [...raters], found: enteredBy, nearest: suggest(enteredBy, raters) }
    tell(context, 'SHAPE_WRONG', [...path, 'entered by'], facts)
  }
  if (!all) return [{ ...plain, source: { ...source, rater: enteredBy } }]
  return raters.map(by => ({ ...plain, name: `${name} ${by}`, id: `${id} ${by}`, source: { ...source, rater: by } }))
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

function namesBy(said: Record<string, string | string[]> | undefined): Map<string, string[]> {
  return new Map(Object.entries(said ?? {}).map(([id, names]) => [id.trim(), texts(names)]))
}

/** The roster: who there is, and the groups they belong to. */
export function readRoster(
  file: SchemeFile,
  text: SchemeText,
  names: Registry,
  context: Context,
): Omit<Roster, 'paid'> {
  const path = ['people', 'columns']
  const written = writtenIn(file, file.people, context)
  const about = { blank: file.blank, groups: 'roster', rows: false, ...written } as const
  const parsed = listed(file.people.columns).map(({ name, key, entry }) => {
    if (typeof entry === 'object' && entry.shared !== undefined)
      unknownKey([...path, key, 'shared'], COLUMN_KEYS, context)
    return parseColumn(name, entry, [...path, key], about, context)
  })
  // A group's own name is the group's: it can be read wherever a figure of the group is worked out. The position stays
  // with the person, since positions decide which formulas hold.
  const columns = parsed.map((p, i) =>
    inputColumn(p, 'people', i, p.role === 'group' ? `group:${p.spec.name}` : 'person', 'people'),
  )
  const stints = readStints(file, parsed, columns.length, text, context)
  if (stints) columns.push(stints.days)
  for (const column of columns) names.add(column)
  const indexOf = (role: string): number => {
    const found = parsed.findIndex(p => p.role === role)
    if (found < 0)
      tell(context, 'KEY_MISSING', ['people', 'columns'], { key: `type: ${role}`, inside: 'people › columns' })
    return Math.max(found, 0)
  }
  const position = indexOf('position')
  const groups = columns.filter((_, i) => parsed[i]?.role === 'group' || parsed[i]?.role === 'position')
  names.groups.push(...groups.map(g => g.name))
  const spec: TableSpec = {
    name: 'people',
    files: texts(file.people.file),
    sheets: file.people.sheet === undefined ? undefined : texts(file.people.sheet),
    headerRow: headerRow(file.people['header row'], ['people'], context),
    owner: file.people.owner,
    month: undefined,
    layout: { kind: 'rows' },
    // Who has no number is told by the roster, with whose row it is.
    columns: parsed.map(({ role, spec }) =>
      role === 'id' && spec.blank === 'problem' ? { ...spec, blank: 'none' } : spec,
    ),
    at: text.keyAt(['people']).at,
  }
  return {
    spec,
    formerNames: { renamed: namesBy(file.people.renamed), others: namesBy(file.people['given again']) },
    id: indexOf('id'),
    name: indexOf('name'),
    position,
    columns,
    groups,
    stints,
    positionColumn: columns[position]!,
    slips: readSlips(file.people.slips ?? [], columns, context),
  }
}

/** The columns that slips have besides: texts of the roster, no numbers by which somebody could be cheated. */
function readSlips(names: readonly string[], columns: readonly InputColumn[], context: Context): InputColumn[] {
  const texts = columns.filter(({ type }) => type.kind === 'text' && type.secret === undefined)
  return names.flatMap((name, i) => {
    const found = texts.find(column => column.name === name)
    if (found) return [found]
    const expected = texts.length === 0 ? [term('text')] : texts.map(column => column.name)
    tell(context, 'SHAPE_WRONG', ['people', 'slips', i], {
      expected,
      found: name,
      nearest: suggest(name, expected.map(String)),
    })
    return []
  })
}

/** How many days of the month a row of the roster has. */
export const STINT_DAYS = 'days of stint'

/** The columns of a row's first and last day. */
function readStints(
  { people: { from, until } }: SchemeFile,
  parsed: readonly ParsedColumn[],
  index: number,
  text: SchemeText,
  context: Context,
): Roster['stints'] {
  if (from === undefined && until === undefined) return undefined
  const dates = parsed.filter(p => p.type.kind === 'date').map(p => p.spec.name)
  const column = (key: 'from' | 'until', name: string | undefined): number => {
    const found = dates.includes(name ?? '') ? parsed.findIndex(p => p.spec.name === name) : -1
    if (name === undefined) tell(context, 'KEY_MISSING', ['people'], { key, inside: 'people' }, true)
    if (name !== undefined && found < 0) {
      const expected = [term('date column', dates.join(', '))]
      tell(context, 'SHAPE_WRONG', ['people', key], { expected, found: name, nearest: suggest(name, dates) })
    }
    return Math.max(found, 0)
  }
  const days: InputColumn = {
    ...{ id: `people.${STINT_DAYS}`, name: STINT_DAYS, owners: ['people'], at: text.keyAt(['people']).at },
    ...{ type: COUNT, home: 'person', places: undefined },
    source: { kind: 'input', table: 'people', index, blank: undefined, range: undefined },
  }
  return { from: column('from', from), until: until === undefined ? undefined : column('until', until), days }
}

/** A table: many rows, one row a person or group, or one figure a row. */
export function readTableEntry(
  name: string,
  entry: TableEntry,
  file: SchemeFile,
  roster: Pick<Roster, 'spec' | 'name'>,
  text: SchemeText,
  names: Registry,
  context: Context,
): SchemeTable {
  const path: Path = ['tables', name]
  checkTableKeys(path, entry, context)
  if (entry['rows of'] !== undefined) {
    const made = readMadeTable(name, entry, file, context)
    names.addTable(made.events!, made.spec.at)
    return made
  }
  const written = listed(entry.columns ?? {})
  const at: Path = [...path, 'columns']
  const figures = entry['one figure per row']
  const [per] = texts(entry['one row per'] ?? [])
  const rater = per === undefined ? -1 : written.findIndex(c => c.name === entry['entered by'] && c.name !== per)
  const log = !figures && per === undefined
  const about = { blank: file.blank, groups: names.groups, rows: log, ...writtenIn(file, entry, context) }
  const files = texts(entry.file ?? [])
  const isResult = isResults({ files })
  // Figures of the shop have one row, and what is of no month stands in no file of one.
  if (files.length > 1 && (figures || files.some(file => isResults({ files: [file] }) !== isResult)))
    tell(context, 'SHAPE_WRONG', [...path, 'file'], { expected: [files[0]!], found: files.join(', ') })
  const each = written.map((c, i) => {
    const enters = per !== undefined && !figures && !isResult && c.name !== per && i !== rater
    const own = enters ? { ...about, entered: { by: entry['entered by'] } } : about
    return parseColumn(c.name, c.entry, [...at, c.key], own, context)
  })
  const parsed = withSharing(each, written, entry, at, context)
  const isFilledIn = parsed.some(({ spec }) => spec.enteredBy !== undefined)
  const spec: TableSpec = {
    name,
    files,
    sheets: entry.sheet === undefined ? undefined : texts(entry.sheet),
    headerRow: headerRow(entry['header row'], path, context),
    across: log ? readAcross(written, parsed, entry, path, context) : undefined,
    month: entry.month,
    every: entry.every === undefined ? undefined : readEvery([...path, 'every'], entry.every, context),
    layout: figures ? { kind: 'figures', name: texts(figures.name), value: texts(figures.value) } : { kind: 'rows' },
    columns: parsed.map(({ spec }) => {
      if (figures && spec.blank !== 'problem' && !hasBlank(entry, spec.name)) return { ...spec, blank: 'problem' }
      return spec.type === 'person' && spec.name === per
        ? { ...spec, named: namesBeside(roster, parsed), namedAlike: isFilledIn }
        : spec
    }),
    log,
    mayBeMissing: entry['missing file'] === 'none',
    owner: entry.owner,
    at: text.keyAt(path).at,
  }
  const workedOut = log ? (entry['work out'] ?? {}) : {}
  if (entry.month !== undefined && !dayColumn(spec) && workedOut[entry.month] === undefined) {
    const dates = [...parsed.filter(p => isDated(p.spec)).map(p => p.spec.name), ...Object.keys(workedOut)]
    tell(context, 'SHAPE_WRONG', [...path, 'month'], {
      expected: [term('date column', dates.join(', '))],
      found: entry.month,
      nearest: suggest(entry.month, dates),
    })
  }
  // A column of people, teams or the shop is what an empty cell of it is, where there is no file.
  for (const [i, { blank, name: column }] of spec.mayBeMissing && !log ? spec.columns.entries() : [])
    if (blank === 'problem' && column !== per)
      tell(context, 'KEY_MISSING', [...at, written[i]!.key], { key: 'blank', inside: `${name} › ${column}` }, true)
  const shared = {
    spec,
    missing: entry['missing row'] ?? 'problem',
    stints: entry.stints,
    key: undefined,
    monthOf: undefined,
    leaveOut: undefined,
    order: undefined,
    rules: [],
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
        expected: [term('person or group column', keys.join(', '))],
        found: per,
        nearest: suggest(per, keys),
      })
    }
    const raters = parsed[rater]?.spec.values ?? []
    if (rater >= 0 && raters.length === 0)
      tell(context, 'KEY_MISSING', [...at, written[rater]!.key], {
        key: 'values',
        inside: `${name} › ${written[rater]!.name}`,
      })
    const columns = addAll(
      parsed.flatMap((p, i): InputColumn[] => {
        if (i === key || i === rater) return []
        const plain = inputColumn(p, name, i, home ?? 'person', name)
        return rater < 0
          ? [plain]
          : ofRaters(plain, p.spec, written[rater]!.name, raters, [...at, written[i]!.key], context)
      }),
    )
    return {
      ...shared,
      ...(rater < 0 ? {} : { rater }),
      events: eventTable(name, parsed, entry, path, context),
      rows: home === undefined || home === 'person' ? 'person' : (home as `group:${string}`),
      key: Math.max(key, 0),
      columns,
    }
  }
  const events = eventTable(name, parsed, entry, path, context)
  names.addTable(events, spec.at)
  return { ...shared, rows: 'events', events, columns: [] }
}

/** Headers under which a table may have the names of its people besides: those of the roster that no column of it stands under. */
function namesBeside(
  { spec, name }: Pick<Roster, 'spec' | 'name'>,
  columns: readonly ParsedColumn[],
): readonly string[] {
  const taken = new Set(columns.flatMap(column => column.spec.headers))
  return (spec.columns[name]?.headers ?? []).filter(header => !taken.has(header))
}

const TABLE_KEYS = [
  'file',
  'rows of',
  'where',
  'sheet',
  'columns',
  'one row per',
  'one figure per row',
  'one column per',
  'header row',
  'missing row',
  'missing file',
  'owner',
  'entered by',
  'stints',
  'month',
  'leave out',
  'in order',
  'work out',
  'rules',
  'dates',
]
/** Keys that mean something only in tables of one kind. */
const MEANT_FOR: readonly [keyof TableEntry, readonly TableKind[]][] = [
  ['file', ['rows', 'keyed', 'figures']],
  ['sheet', ['rows', 'keyed', 'figures']],
  ['columns', ['rows', 'keyed', 'figures']],
  ['dates', ['rows', 'keyed', 'figures']],
  ['every', ['rows', 'keyed', 'figures']],
  ['one figure per row', ['rows', 'keyed', 'figures']],
  ['one column per', ['rows']],
  ['header row', ['rows', 'keyed', 'figures']],
  ['missing file', ['rows', 'keyed', 'figures']],
  ['owner', ['rows', 'keyed', 'figures']],
  ['rows of', ['made']],
  ['where', ['made']],
  ['leave out', ['rows', 'keyed']],
  ['work out', ['rows', 'made']],
  ['in order', ['rows', 'made']],
  ['rules', ['rows', 'made']],
  ['missing row', ['keyed']],
  ['entered by', ['keyed']],
  ['stints', ['keyed']],
  ['month', ['rows', 'keyed']],
  ['one row per', ['rows', 'keyed', 'made']],
]

type TableKind = 'rows' | 'keyed' | 'figures' | 'made'

function kindOf(entry: TableEntry): TableKind {
  if (entry['rows of'] !== undefined) return 'made'
  return entry['one figure per row'] ? 'figures' : entry['one row per'] === undefined ? 'rows' : 'keyed'
}

/** Keys that would have no effect on a table of its kind, and those that it can't do without. */
function checkTableKeys(path: Path, entry: TableEntry, context: Context): void {
  for (const key of ['missing file', 'entered by'] as const)
    if (entry[key] !== undefined && isResults({ files: texts(entry.file ?? []) }))
      unknownKey([...path, key], TABLE_KEYS, context)
  const kind = kindOf(entry)
  const idle = MEANT_FOR.filter(([, kinds]) => !kinds.includes(kind))
  const known = TABLE_KEYS.filter(key => !idle.some(([other]) => other === key))
  for (const [key] of idle) {
    if (entry[key] === undefined) continue
    // Whoever says both does not know that one is instead of the other.
    if (kind === 'made' && key === 'file') {
      const facts = {
        table: String(path.at(-1)),
        found: entry['rows of']!,
        reason: 'file',
        known: known.join(', '),
        nearest: undefined,
      } as const
      tell(context, 'MADE_OF_WRONG', [...path, key], facts, true)
    } else unknownKey([...path, key], known, context)
  }
  if (kind === 'made') return
  for (const key of ['file', 'columns'] as const)
    if (entry[key] === undefined) tell(context, 'KEY_MISSING', path, { key, inside: path.map(String).join(' › ') })
  if (Array.isArray(entry['one row per'])) {
    const facts = { expected: [term('text')], found: term('list') }
    tell(context, 'SHAPE_WRONG', [...path, 'one row per'], facts)
  }
}

/** The header of a file that has none; a name that stands twice would be two columns. */
function headerRow(names: readonly string[] | undefined, path: Path, context: Context): readonly string[] | undefined {
  const twice = names?.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) tell(context, 'NAME_TAKEN', [...path, 'header row'], { name: twice, other: 'header row' })
  return names
}

/** Columns of the file that are rows each: what they are told by, which a day is by itself and anything else by what stands over it. */
function readAcross(
  written: readonly { readonly key: string; readonly entry: string | ColumnEntry }[],
  parsed: readonly ParsedColumn[],
  entry: TableEntry,
  path: Path,
  context: Context,
): Across | undefined {
  const said = entry['one column per']
  if (!said) return undefined
  const names = parsed.map(({ spec }) => spec.name)
  const at: Path = [...path, 'one column per']
  const [name, value] = (['name', 'value'] as const).map(key => {
    const index = names.indexOf(said[key])
    const other = key === 'value' && said.value === said.name
    if (index >= 0 && !other) return index
    const expected = names.length === 0 ? [term('text')] : names
    tell(context, 'SHAPE_WRONG', [...at, key], { expected, found: said[key], nearest: suggest(said[key], names) })
    return -1
  })
  if (name! < 0 || value! < 0) return undefined
  const below = written[value!]!
  const under = typeof below.entry === 'object' && below.entry.header !== undefined ? texts(below.entry.header) : []
  if (under.length === 0 && parsed[name!]!.spec.type !== 'date')
    tell(context, 'KEY_MISSING', [...path, 'columns', below.key], { key: 'header', inside: `${said.value}` }, true)
  return { name: name!, value: value!, under }
}

/** A figure that is missing must be told apart from 0, so only the column itself can say what a blank one means. */
function hasBlank(entry: TableEntry, column: string): boolean {
  const spec = listed(entry.columns ?? {}).find(c => c.name === column)?.entry
  return typeof spec === 'object' && spec.blank !== undefined
}

/**
 * The table with the day of each row, where `month` is a column that is worked out: of nothing but the row, so that a row is of one
 * month, whichever is asked for.
 */
export function workedMonth(table: SchemeTable, context: Context): SchemeTable {
  const { spec, events } = table
  const column = spec.month === undefined || dayColumn(spec) ? undefined : events?.column(spec.month)
  if (!column || !('formula' in column.source)) return table
  const { type } = column
  const path: Path = ['tables', spec.name, 'month']
  const { at } = context.text.at(path)
  const monthOf: Bound = { kind: 'row column', column, type, home: 'row', text: column.name, at }
  if (type.kind === 'unknown') return table
  if (!isPoint(type.kind) || !POINTS[type.kind].day) {
    tell(context, 'TYPE_WRONG', path, { what: column.name, expected: 'date', found: type.kind })
    return table
  }
  refuseLate(monthOf, path, table, new Set(), context, ['calendar', 'owned'])
  const columns = [...nodes([monthOf], rowParts)].flatMap(b => plainColumn(b) ?? [])
  return { ...table, monthOf, spec: { ...spec, worked: { columns: [...new Set(columns)], day: compileDay(monthOf) } } }
}

/** The condition under which rows of an export count for nothing; `known`: parameters and columns of the roster. */
export function leaveOut(
  table: SchemeTable,
  entry: TableEntry,
  known: ReadonlySet<string>,
  context: Context,
): Bound | undefined {
  if (entry['leave out'] === undefined || !table.events) return undefined
  const path: Path = ['tables', table.spec.name, 'leave out']
  const bound = bindCondition(path, { ...context, row: table.events })
  // A table with a row a person or group is read once, before any figure is known.
  if (table.rows !== 'events') refuseLate(bound, path, table, known, context)
  // Which rows there are is known before it is known which follow one another.
  const [ahead] = nodesOf('previous', [bound], rowParts)
  if (ahead) tellColumns(ahead, path, table, context)
  return bound
}

const ORDERED: ReadonlySet<Kind> = new Set(['date', 'moment', 'time', 'number', 'count', 'money', 'text', 'unknown'])

/** Which rows of an export follow one another. */
export function rowOrder(table: SchemeTable, entry: TableEntry, context: Context): RowOrder | undefined {
  const { events, spec } = table
  const written = entry['in order']
  if (!events || !written || table.rows !== 'events') return undefined
  const columns = (key: 'of' | 'by', expected: Term, fits: (column: Bound) => boolean): Bound[] => {
    const path: Path = ['tables', spec.name, 'in order', key]
    const list = written[key] ?? []
    return texts(list).map((_, i) => {
      const at: Path = Array.isArray(list) ? [...path, i] : path
      const bound = bindText(at, { ...context, row: { ...events, ordered: false } })
      // Which row comes first is known before any figure of several rows.
      const ahead = [...nodes([bound], rowParts)].some(b => b.kind === 'previous' || b.kind === 'measure')
      if (bound.kind !== 'row column' || 'row' in bound.column.source || ahead) tellColumns(bound, at, table, context)
      else if (!fits(bound)) tell(context, 'TYPE_WRONG', at, { what: bound.text, expected, found: bound.type.kind })
      return bound
    })
  }
  const of = columns('of', 'figure or date', ({ type }) => ORDERED.has(type.kind))
  const by = columns('by', 'order, person, group or day', ({ type }) => type.kind !== 'list')
  return { of, by }
}

/** What must hold of each row of an export; it is looked at as soon as all that it reads is known. */
export function rowRules(table: SchemeTable, entry: TableEntry, context: Context): Rule[] {
  const { events, spec } = table
  if (!events || table.rows !== 'events') return []
  return Object.entries(entry.rules ?? {}).map(([name, rule]): Rule => {
    const path: Path = ['tables', spec.name, 'rules', name]
    return readRule(name, rule, path, { ...context, row: events })
  })
}

/** A rule: what must hold, or should, where it is asked. */
export function readRule(name: string, rule: RuleEntry, path: Path, context: Context): Rule {
  const warns = rule.must === undefined && rule.should !== undefined
  if ((rule.must === undefined) === (rule.should === undefined)) {
    const found = rule.must === undefined ? term('nothing') : 'must, should'
    tell(context, 'SHAPE_WRONG', path, { expected: ['must', 'should'], found }, true)
  }
  const own: Path = [...path, warns ? 'should' : 'must']
  const bound = rule[warns ? 'should' : 'must'] === undefined ? unknownAt(path, context) : bindCondition(own, context)
  const positions = rule.for === undefined ? undefined : readPositions([...path, 'for'], rule.for, context)
  const shared = { name, at: context.text.keyAt(path).at, positions, warns, note: rule.note ?? '' }
  if (rule.when === undefined) return { ...shared, must: bound }
  const when = bindCondition([...path, 'when'], context)
  const left: Bound = { ...when, kind: 'not', of: when }
  const home = homeOf(when, bound)
  return { ...shared, must: { ...bound, kind: 'logic', word: 'or', left, right: bound, type: YES_NO, home } }
}

/** Refuses a condition that reads what is not known while the rows of the table are read. */
function refuseLate(
  bound: Bound,
  path: Path,
  table: SchemeTable,
  known: ReadonlySet<string>,
  context: Context,
  more: readonly BoundKind[] = [],
): void {
  // What a made row is made of is known when it is.
  const late = lateIn(bound, known, new Set([...(table.made ? LATER : LATE), ...more]))
  if (late) tellColumns(late, path, table, context)
}

/** Tells what stands where the columns of a row alone can be read. */
function tellColumns({ type, text }: Bound, path: Path, { spec }: SchemeTable, context: Context): void {
  if (type.kind === 'unknown') return
  const expected = [term('columns of', `${spec.name}: ${spec.columns.map(c => c.name).join(', ')}`)]
  tell(context, 'SHAPE_WRONG', path, { expected, found: text, nearest: undefined })
}

/** A part of a condition that is not known while rows are read: anything but their columns, parameters and the calendar. */
function lateIn(bound: Bound, known: ReadonlySet<string>, late: ReadonlySet<BoundKind>): Bound | undefined {
  return [...nodes([bound], rowParts)].find(b => (b.kind === 'column' ? !known.has(b.column.id) : late.has(b.kind)))
}

const LATER: ReadonlySet<BoundKind> = new Set(['earlier', 'lines', 'people', 'rank', 'share'])
const LATE: ReadonlySet<BoundKind> = new Set([...LATER, 'measure'])
