// What two checked schemes say otherwise of one month: parameters, definitions, what is withheld and when it is lost, who is
// paid, which rows count and how cells are read. Takes the schemes; gives each difference with both words and the place of the
// new ones. Places, words, the order of keys, labels and what nobody is paid by (layouts, approvals) are no difference.

import type { Place } from '../core/place.ts'
import type { Bound } from '../formula/bound.ts'
import { parts } from '../formula/tree.ts'
import type { Scheme, SchemeColumn, SchemeTable } from '../scheme/model.ts'
import type { ColumnSpec, TableSpec } from '../tables/spec.ts'
import { meaningKey } from './definition-keys.ts'

export interface SchemeChange {
  /** As the scheme calls it: a name, or the path of a setting. */
  readonly name: string
  /** Empty where it did not stand. */
  readonly was: string
  /** Empty where it stands no longer. */
  readonly is: string
  readonly at: Place | undefined
}

/** Something that a scheme says, in a form that can be compared. */
interface Said {
  readonly name: string
  readonly key: string
  readonly bounds: readonly Bound[]
  /** In words, where no formulas say it. */
  readonly text: string
  readonly at: Place | undefined
  /** True where it counts although nothing else reads it. */
  readonly counts: boolean
}

/** Everything that two schemes say otherwise, in the order of the new one. */
export function schemeChanges(before: Scheme, now: Scheme): SchemeChange[] {
  const [old, fresh] = [saidBy(before), saidBy(now)]
  const changed = [...fresh].flatMap(([id, said]) => {
    const was = old.get(id)
    if (!was) return said.counts ? [{ name: said.name, was: '', is: wordsOf(said), at: said.at }] : []
    return was.key === said.key ? [] : [differenceOf(was, said)]
  })
  const gone = [...old].filter(([id, said]) => said.counts && !fresh.has(id))
  return [...changed, ...gone.map(([, said]) => ({ name: said.name, was: wordsOf(said), is: '', at: undefined }))]
}

function saidBy(scheme: Scheme): Map<string, Said> {
  const formula = (name: string, bound: Bound | undefined, counts = true): [string, Said][] =>
    bound ? [[name, { name, key: meaningKey(bound), bounds: [bound], text: '', at: bound.at, counts }]] : []
  return new Map<string, Said>([
    ...formula('people › paid', scheme.roster.paid),
    ...inputs('people', scheme.roster.spec),
    ...scheme.tables.flatMap(table => [
      ...tableSettings(table),
      ...formula(`${table.spec.name} › month`, table.monthOf),
      ...formula(`${table.spec.name} › leave out`, table.leaveOut),
      ...formula(`${table.spec.name} › where`, table.made?.rows.measure.where),
      ...inputs(table.spec.name, table.spec),
      ...workedOut(table).flatMap(([name, bound]) => formula(name, bound, false)),
    ]),
    ...scheme.columns.flatMap(column => said(column)),
    ...scheme.reserves.flatMap(({ name, forfeited, release }) => [
      ...formula(`${name} › forfeited at once`, forfeited),
      ...formula(`${name} › ratio`, release?.ratio),
      ...formula(`${name} › forfeited by`, release?.forfeitedBy),
    ]),
    ...formula('deductions › at most', scheme.deductionLimit),
  ])
}

const COUNTING: ReadonlySet<string> = new Set(['scores', 'pay', 'reserves', 'deductions', 'flags'])

/** A parameter or a definition. */
function said(column: SchemeColumn): [string, Said][] {
  const { id, name, source, at, owners } = column
  const own = { name, text: '', at, counts: COUNTING.has(owners[0]!) }
  if (source.kind === 'input') return []
  if (source.kind === 'defined') {
    const bounds = source.cases.flatMap(c => [c.formula, c.when, c.recovered].filter(b => b !== undefined))
    const cases = source.cases.map(c => {
      return [
        [...(c.positions ?? [])].sort(),
        meaningKey(c.formula),
        meaningKey(c.when),
        meaningKey(c.recovered),
        c.commission,
        c.every,
      ]
    })
    return [[id, { ...own, key: JSON.stringify(cases), bounds }]]
  }
  const bounds = source.written ? [source.written] : []
  return [[id, { ...own, key: JSON.stringify(source.value), bounds }]]
}

function plain(name: string, text: string, at: Place): [string, Said] {
  return [name, { name, key: text, bounds: [], text, at, counts: false }]
}

/** What of a table decides which rows are read, and for whom. */
function tableSettings({ spec, missing, rows, key, made }: SchemeTable): [string, Said][] {
  const { name, month = '', every = '', at, columns } = spec
  const by = key === undefined ? '' : (columns[key]?.name ?? '')
  if (made) return [plain(name, `${made.of}: ${made.by.text}`, at)]
  return [plain(name, [rows, by, month, every, missing].filter(part => part !== '').join(', '), at)]
}

/** How cells are read: their type, and what a blank, shared or bare one means. */
function inputs(table: string, { columns }: TableSpec): [string, Said][] {
  return columns.map(column => plain(`${table}.${column.name}`, readAs(column), column.at))
}

function readAs({ type, blank, range, unit, shared, dates }: ColumnSpec): string {
  const settings = {
    ...{
      blank: blank === 'problem' ? undefined : typeof blank === 'string' ? blank : String(blank.value),
      range: range?.text,
    },
    ...{ unit, shared, dates },
  }
  const said = Object.entries(settings).filter(([, setting]) => setting !== undefined)
  const texts = said.map(
    ([key, setting]) => `${key}: ${typeof setting === 'object' ? JSON.stringify(setting) : setting}`,
  )
  return [typeof type === 'string' ? type : type.group, ...texts].join(', ')
}

/** The columns of a table that are worked out row by row. */
function workedOut({ spec, events }: SchemeTable): [string, Bound][] {
  return (events?.columnNames() ?? []).flatMap((name): [string, Bound][] => {
    const source = events!.column(name)!.source
    return 'formula' in source ? [[`${spec.name}.${name}`, source.formula]] : []
  })
}

function wordsOf({ bounds, text }: Said): string {
  return bounds.length === 0 ? text : bounds.map(bound => bound.text).join('; ')
}

/** Where two differ: the parts of them that do, or all of them. */
function differenceOf(was: Said, is: Said): SchemeChange {
  const pairs = was.bounds.length === is.bounds.length ? different(was.bounds, is.bounds) : []
  const texts = [
    ...new Map(pairs.map(([old, fresh]) => [`${old.text} ${fresh.text}`, [old.text, fresh.text]])).values(),
  ]
  const [first] = pairs
  if (!first || texts.some(([old, fresh]) => old === fresh))
    return { name: is.name, was: wordsOf(was), is: wordsOf(is), at: is.at }
  const side = (i: 0 | 1): string => texts.map(pair => pair[i]).join(', ')
  return { name: is.name, was: side(0), is: side(1), at: first[1].at }
}

/** The smallest parts that differ, of two lists of as many. */
function different(before: readonly Bound[], now: readonly Bound[]): [Bound, Bound][] {
  return before.flatMap((old, i): [Bound, Bound][] => {
    const fresh = now[i]!
    if (meaningKey(old) === meaningKey(fresh)) return []
    const [inOld, inNew] = [parts(old), parts(fresh)]
    const inside = old.kind === fresh.kind && inOld.length === inNew.length ? different(inOld, inNew) : []
    return inside.length > 0 ? inside : [[old, fresh]]
  })
}
