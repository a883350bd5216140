// What differs between two months, thing by thing, in the order in which a bridge takes it from B: parameters and
// definitions; who is paid, the calendar, groups; figures of the shop, of groups and of people; scores; the opening.

import { type Bound, isSheetSum } from '../formula/bound.ts'
import { nodesOf } from '../formula/tree.ts'
import type { Home, Type } from '../formula/types.ts'
import { ADJUSTED, type Blend, CARRIED, CORRECTIONS, LIMIT, PEOPLE, type ReadFigure, SCORE } from '../pay/blend.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { CALENDAR, formulasOf, type Graph, isScore } from '../scheme/graph.ts'
import { isDefined, type Scheme, type SchemeColumn } from '../scheme/model.ts'
import { definitionKey, measureKey, treeKey } from './definition-keys.ts'

/** A month that was worked out. */
export interface MonthSide {
  readonly month: WorkedMonth
}

/** Something that is taken from B at once. */
export interface Change {
  readonly kind:
    | 'parameter'
    | 'definition'
    | 'scheme'
    | 'people'
    | 'calendar'
    | 'figure'
    | 'score'
    | 'adjusted'
    /** Deductions of earlier months that were still due, and what corrections of closed months bring. */
    | 'carried'
    | 'corrections'
  readonly class: 'rate' | 'score' | 'input' | 'timing'
  /** As the scheme calls it; empty where the kind says all. */
  readonly name: string
  /** What it is, of a figure without a name. */
  readonly bound?: Bound | undefined
  /** Ids under which it is taken. */
  readonly ids: readonly string[]
  /** The figure, where it is one. */
  readonly what: ReadFigure | undefined
  readonly type?: Type
  readonly home: Home
  /** True where everything has to be worked out anew. */
  readonly rebuild: boolean
}

/** More definitions than these are one change: another scheme. */
const MOST_DEFINITIONS = 30

/** What differs between two schemes. */
export function rateChanges(a: Scheme, b: Scheme): Change[] {
  const before = new Map(a.columns.map(c => [c.id, c]))
  const base = { class: 'rate', home: 'shop', rebuild: true } as const
  const found: Change[] = []
  for (const column of [...b.parameters, ...b.columns.filter(c => c.source.kind === 'defined')]) {
    const old = before.get(column.id)
    if (column.source.kind === 'parameter') {
      if (old?.source.kind === 'parameter' && String(old.source.value) !== String(column.source.value))
        found.push({ ...base, kind: 'parameter', name: column.name, ids: [column.id], what: column })
    } else if (!old ? isOnSheet(column) : definitionKey(old) !== definitionKey(column)) {
      found.push({ ...base, kind: 'definition', name: column.name, ids: [column.id], what: undefined })
    }
  }
  const after = new Set(b.columns.map(c => c.id))
  for (const { id, name } of a.columns.filter(c => !after.has(c.id) && isOnSheet(c)))
    found.push({ ...base, kind: 'definition', name, ids: [id], what: undefined })
  if (treeKey(a.deductionLimit) !== treeKey(b.deductionLimit))
    found.push({ ...base, kind: 'definition', name: 'at most', ids: [LIMIT], what: undefined })
  const definitions = found.filter(c => c.kind === 'definition')
  if (definitions.length <= MOST_DEFINITIONS) return found
  const all: Change = { ...base, kind: 'scheme', name: '', ids: definitions.flatMap(c => c.ids), what: undefined }
  return [...found.filter(c => c.kind !== 'definition'), all]
}

function isOnSheet(column: SchemeColumn): boolean {
  return ['pay', 'reserves', 'deductions'].includes(column.owners[0]!)
}

/** What differs besides the schemes. `blend`: A's month under B's scheme. */
export function figureChanges(a: MonthSide, b: MonthSide, blend: Blend, reads: Graph): Change[] {
  const { scheme } = blend.engine
  const found: Change[] = []
  // What sheets begin with is read by formulas, too, where they read sheets.
  const readSheets = [
    ...nodesOf(
      'lines',
      scheme.columns.filter(isDefined).flatMap(c => formulasOf(c)),
    ),
  ].some(b => isSheetSum(b.which))
  type Whole = 'people' | 'calendar' | 'adjusted' | 'carried' | 'corrections'
  const whole = (kind: Whole, id: string, of: 'input' | 'timing'): void => {
    const rebuild = kind === 'people' || kind === 'calendar' || readSheets
    found.push({ kind, class: of, name: '', ids: [id], what: undefined, home: 'shop', rebuild })
  }
  const paid = ({ month }: MonthSide): string => JSON.stringify(month.engine.paid.map(row => month.engine.key(row)))
  const read = new Set<string>()
  for (const position of new Set([...a.month.result.people, ...b.month.result.people].map(p => p.position))) {
    const { own, others } = reads.sheet(position)
    for (const id of [...own, ...others]) read.add(id)
  }
  if (paid(a) !== paid(b)) whole('people', PEOPLE, 'input')
  if (a.month.period.name !== b.month.period.name && read.has(CALENDAR)) whole('calendar', CALENDAR, 'timing')

  const groups = new Set(scheme.roster.groups.map(g => g.id))
  const base = { kind: 'figure', class: 'input', rebuild: false } as const
  for (const what of scheme.roster.groups)
    found.push({ ...base, name: what.name, ids: [what.id], what, home: 'person', rebuild: true })
  const figures: Change[] = []
  for (const what of scheme.columns)
    if (what.source.kind === 'input' && read.has(what.id) && !groups.has(what.id))
      figures.push({ ...base, name: what.name, ids: [what.id], what, home: what.home })
  const names = measureNames(scheme)
  const sources = new Map(a.month.scheme.measures.map(m => [m.id, measureKey(a.month.scheme, m)]))
  for (const { what, bound: own, home, type } of reads.figures().values()) {
    if (!read.has(what.id)) continue
    const before = sources.get(what.id)
    const other = before !== undefined && 'aggregate' in what && before !== measureKey(b.month.scheme, what)
    const of = other ? 'rate' : 'input'
    const name = names.get(what.id)
    const bound = name === undefined ? own : undefined
    figures.push({ ...base, class: of, name: name ?? what.id, bound, ids: [what.id], what, type, home })
  }
  found.push(...[0, 1, 2].flatMap(rank => figures.filter(f => rankOf(f.home) === rank)))
  for (const what of scheme.columns)
    if (isScore(what) && read.has(what.id))
      found.push({
        kind: 'score',
        class: 'score',
        name: what.name,
        ids: [SCORE + what.id],
        what,
        home: what.home,
        rebuild: false,
      })
  if (a.month.adjusted.size + b.month.adjusted.size > 0) whole('adjusted', ADJUSTED, 'input')
  whole('carried', CARRIED, 'timing')
  whole('corrections', CORRECTIONS, 'timing')
  return found
}

function rankOf(home: Home): number {
  return home === 'shop' ? 0 : home === 'person' ? 2 : 1
}

/** Values that are nothing but a measure lend it their name. */
export function measureNames(scheme: Scheme): Map<string, string> {
  return new Map(
    scheme.values.flatMap(column => {
      const [only, ...more] = column.source.cases
      return only && more.length === 0 && only.formula.kind === 'measure'
        ? [[only.formula.measure.id, column.name]]
        : []
    }),
  )
}
