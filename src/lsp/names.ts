// The names of a scheme: what each is, where it is given and where formulas and other keys use it. Takes the text and what the checker
// of formulas found; gives symbols with their spots. A scheme whose formulas have errors has names as well.

import type { Period } from '../core/calendar.ts'
import type { RowColumn } from '../formula/bound.ts'
import type { Named } from '../formula/environment.ts'
import type { Home, Type } from '../formula/types.ts'
import { type NameUse, schemeNames } from '../scheme/load.ts'
import type { Scheme, SchemeColumn, SchemeTable } from '../scheme/model.ts'
import { readScheme } from '../scheme/own.ts'
import type { Path, SchemeText } from '../scheme/text.ts'
import type { SymbolKind } from '../words/editor.ts'

/** Letters of a line, counted as editors do; the line from 1. */
export interface Spot {
  readonly file: string
  readonly line: number
  readonly from: number
  readonly to: number
}

/** Something that has a name. */
export interface Name {
  readonly id: string
  readonly name: string
  readonly kind: SymbolKind
  readonly type: Type | undefined
  readonly home: Home | undefined
  /** Of what formulas read by name. */
  readonly column: SchemeColumn | undefined
  /** The table that it is a column of, or is. */
  readonly table: SchemeTable | undefined
  /** Its header in the export, where it has none of its own the name. */
  readonly header: 'none' | 'own' | 'name'
  readonly given: readonly Spot[]
  readonly used: readonly Spot[]
}

/** A scheme as an editor sees it. */
export interface NamedScheme {
  readonly scheme: Scheme
  readonly text: SchemeText
  readonly source: string
  readonly symbols: ReadonlyMap<string, Name>
}

const tableId = (name: string): string => `tables › ${name}`
const scaleId = (name: string): string => `scales › ${name}`

/** The names of a scheme; nothing where it can't be read at all. */
export function namesOf(
  source: string,
  file: string,
  period: Period | undefined,
  { draft: scheme, uses }: ReturnType<typeof schemeNames> = schemeNames(source, file, period),
): NamedScheme | undefined {
  if (!scheme) return undefined
  const text = readScheme(source, file)
  const symbols = new Map<string, Name & { given: Spot[]; used: Spot[] }>()
  for (const one of [...given(scheme, text), ...referred(text)]) {
    const known = symbols.get(one.id)
    if (known) known[one.as].push(...one.spots)
    else if (one.symbol) symbols.set(one.id, { ...one.symbol, id: one.id, given: one.spots, used: [] })
  }
  for (const use of uses) symbols.get(idOf(use.named, scheme))?.used.push(spotOf(use))
  return { scheme, text, source, symbols }
}

function spotOf({ at, from, to }: NameUse): Spot {
  return { file: at.file, line: at.line ?? 1, from, to }
}

/** The symbol that a part of a name was found to be. */
function idOf(named: Named, scheme: Scheme): string {
  switch (named.kind) {
    case 'column':
      return named.column.id
    case 'row column':
      return `${named.table}.${named.name}`
    case 'table':
      return tableId(named.name)
    case 'scale':
      return scaleId(named.name)
    case 'owner':
      if (scheme.tables.some(table => table.spec.name === named.name)) return tableId(named.name)
      return `people.${named.name}`
  }
}

interface Found {
  readonly id: string
  readonly as: 'given' | 'used'
  readonly spots: Spot[]
  readonly symbol?: Omit<Name, 'id' | 'given' | 'used'>
}

/** Spots of a name in the text at a place, of which a key may list several. */
function spotsIn({ at, quote }: ReturnType<SchemeText['at']>, name: string): Spot[] {
  const end = quote.text.length
  for (let from = quote.text.indexOf(name, quote.from); from >= 0; from = quote.text.indexOf(name, from + 1)) {
    const to = from + name.length
    const whole = !isLetter(quote.text[from - 1]) && (to === end || !isLetter(quote.text[to]))
    if (whole || from === quote.from) return [{ file: at.file, line: at.line ?? 1, from, to }]
  }
  return []
}

function isLetter(letter: string | undefined): boolean {
  return letter !== undefined && /[\p{L}\p{M}\p{N}_]/u.test(letter)
}

const KINDS: Readonly<Record<string, SymbolKind>> = {
  parameters: 'parameter',
  values: 'value',
  scorecards: 'scorecard',
  scores: 'score',
  pay: 'pay line',
  reserves: 'reserve',
  deductions: 'deduction',
  flags: 'flag',
}

/** Everything that the scheme gives a name, with the keys that give it. */
function given(scheme: Scheme, text: SchemeText): Found[] {
  const columns = new Map(scheme.columns.map(column => [column.id, column]))
  const blocks = blocksOf(text)
  const sections: [string, Path][] = [
    ...Object.keys(KINDS).flatMap((section): [string, Path][] => {
      if (section === 'pay') return blocks.map(path => [section, path])
      return [[section, section === 'deductions' ? ['deductions', 'lines'] : [section]]]
    }),
  ]
  const named = sections.flatMap(([section, path]) =>
    text.keys(path).flatMap((name): Found[] => {
      const column = columns.get(`${section}.${name}`)
      if (!column) return []
      const { type, home } = column
      const symbol = { name, kind: KINDS[section]!, type, home, column, table: undefined, header: 'none' } as const
      return [{ id: column.id, as: 'given', spots: spotsIn(text.keyAt([...path, name]), name), symbol }]
    }),
  )
  const scales = text.keys(['scales']).map((name): Found => {
    const about = { type: undefined, home: undefined, column: undefined, table: undefined, header: 'none' } as const
    const spots = spotsIn(text.keyAt(['scales', name]), name)
    return { id: scaleId(name), as: 'given', spots, symbol: { name, kind: 'scale', ...about } }
  })
  const roster = listed(text, ['people', 'columns']).map(({ name, path }): Found => {
    const column = columns.get(`people.${name}`)
    const about = { type: column?.type, home: column?.home, column, table: undefined, header: headerOf(text, path) }
    const spots = spotsIn(text.keyAt(path), name)
    return { id: `people.${name}`, as: 'given', spots, symbol: { name, kind: 'roster column', ...about } }
  })
  const tables = scheme.tables.flatMap(table => ofTable(table, columns, text))
  return [...roster, ...tables, ...scales, ...named]
}

function ofTable(table: SchemeTable, columns: ReadonlyMap<string, SchemeColumn>, text: SchemeText): Found[] {
  const { name } = table.spec
  const path: Path = ['tables', name]
  const own = { type: undefined, home: undefined, column: undefined, table, header: 'none' } as const
  const column = (of: string, at: Path, kind: SymbolKind, header: Name['header']): Found => {
    const id = `${name}.${of}`
    const row: RowColumn | undefined = table.events?.column(of)
    const known = columns.get(id)
    const about = { type: known?.type ?? row?.type, home: known?.home ?? 'row', column: known, table, header } as const
    return { id, as: 'given', spots: spotsIn(text.keyAt(at), of), symbol: { name: of, kind, ...about } }
  }
  return [
    { id: tableId(name), as: 'given', spots: spotsIn(text.keyAt(path), name), symbol: { name, kind: 'table', ...own } },
    ...listed(text, [...path, 'columns']).map(c => column(c.name, c.path, 'column', headerOf(text, c.path))),
    ...listed(text, [...path, 'columns']).flatMap(c => byRater(table, c.name, spotsIn(text.keyAt(c.path), c.name))),
    ...text.keys([...path, 'work out']).map(c => column(c, [...path, 'work out', c], 'worked out column', 'none')),
  ]
}

/** The columns of each rater that a column of the file stands for: they are given where that is, and never have another name. */
function byRater(table: SchemeTable, name: string, spots: Spot[]): Found[] {
  const own = table.columns.filter(c => c.name !== name && table.spec.columns[c.source.index]?.name === name)
  return own.map((column): Found => {
    const { type, home } = column
    const symbol = { name: column.name, kind: 'column', type, home, column, table, header: 'name' } as const
    return { id: column.id, as: 'given', spots, symbol }
  })
}

/** Whether a column is found by a header of its own or by its name. */
function headerOf(text: SchemeText, path: Path): Name['header'] {
  return text.keys(path).includes('header') ? 'own' : 'name'
}

/** Columns as the file lists them, several of a kind under one key. */
function listed(text: SchemeText, path: Path): { readonly name: string; readonly path: Path }[] {
  return text.keys(path).flatMap(key => key.split(/[,，、]/).map(name => ({ name: name.trim(), path: [...path, key] })))
}

/** The maps of pay lines. */
function blocksOf(text: SchemeText): Path[] {
  const { pay } = text.data as { pay?: unknown }
  const count = Array.isArray(pay) ? pay.length : 0
  return Array.from({ length: count }, (_, i) => i).flatMap(i => [
    ['pay', i, 'commission'],
    ['pay', i, 'lines'],
  ])
}

/** Names that stand as a value, outside of formulas: of a column, a table or a group. */
function referred(text: SchemeText): Found[] {
  const found: Found[] = []
  const at = (path: Path): unknown =>
    path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], text.data)
  const take = (path: Path, idFor: (name: string) => string): void => {
    const value = at(path)
    if (typeof value === 'string')
      found.push({ id: idFor(value.trim()), as: 'used', spots: spotsIn(text.at(path), value.trim()) })
    if (Array.isArray(value)) for (const i of value.keys()) take([...path, i], idFor)
  }
  for (const key of ['from', 'until']) take(['people', key], name => `people.${name}`)
  for (const table of text.keys(['tables'])) {
    const path: Path = ['tables', table]
    for (const key of ['one row per', 'month']) take([...path, key], name => `${table}.${name}`)
    take([...path, 'rows of'], tableId)
    for (const column of text.keys([...path, 'columns'])) {
      const own: Path = [...path, 'columns', column]
      take(own, name => `people.${name}`)
      take([...own, 'type'], name => `people.${name}`)
      take([...own, 'shared'], name => `${table}.${name}`)
    }
  }
  for (const section of ['values', 'scores'])
    for (const name of text.keys([section])) take([section, name, 'per'], group => `people.${group}`)
  for (const layout of text.keys(['exports'])) take(['exports', layout, 'of'], name => `reserves.${name}`)
  return found
}

/** The symbol that stands at a place of a file. */
export function symbolAt(
  { symbols }: NamedScheme,
  place: { readonly file: string; readonly line: number; readonly at: number },
): { readonly symbol: Name; readonly spot: Spot } | undefined {
  for (const symbol of symbols.values())
    for (const spot of [...symbol.given, ...symbol.used])
      if (spot.file === place.file && spot.line === place.line && spot.from <= place.at && place.at <= spot.to)
        return { symbol, spot }
  return undefined
}
