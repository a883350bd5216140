// Who and what did not come together: people who are paid and got nothing, people who did work and are not paid, and names
// in exports that the roster does not have. Only lists; whether that is right, people decide.

import { type Decimal, decimal } from '../core/decimal.ts'
import { type Place, placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import { does } from '../formula/aggregates.ts'
import { isKeyed, type Measure } from '../formula/bound.ts'
import { isFigureKind } from '../formula/kinds.ts'
import { isDecimal, type Row } from '../formula/trace.ts'
import type { Home, Type } from '../formula/types.ts'
import { graphOf } from '../scheme/graph.ts'
import { payLines } from '../scheme/model.ts'
import type { Engine } from './engine.ts'
import { type PersonSheet, partsOf } from './person-sheet.ts'
import type { CountsFor } from './reconciliation.ts'
import type { PayResult } from './result.ts'

export interface Unmatched {
  /** Paid people whose lines come to nothing; whose position has none is meant to earn nothing. */
  readonly nothing: readonly { readonly id: string; readonly name: string; readonly position: string }[]
  /** People of the roster whose figures are not zero, though they are not paid this month, or by nothing that reads them. */
  readonly unpaid: readonly Unpaid[]
  /** What stands for a person in an export and is nobody in the roster. */
  readonly strangers: readonly {
    readonly found: string
    readonly at: string
    readonly rows: number
    readonly amounts: string
  }[]
}

/** Something that somebody has in an export and is not paid by. */
interface Unpaid {
  readonly id: string
  readonly name: string
  /** What was summed: `维修工单.工时费`; where only rows are counted, their table. */
  readonly measure: string
  readonly rows: number
  readonly amount: Decimal
  readonly money: boolean
}

/** The lists of a month; the first two only where it was worked out. */
export function unmatched(
  engine: Engine | undefined,
  result: PayResult | undefined,
  problems: readonly Problem[],
): Unmatched {
  const strangers = problems.flatMap(p =>
    p.code === 'PERSON_UNKNOWN'
      ? [{ found: p.facts.found, at: textOf(p.at), rows: p.facts.rows, amounts: p.facts.amounts }]
      : [],
  )
  const paid = new Set(engine && result ? engine.payees.map(row => engine.key(row)) : [])
  const nothing = (result?.people ?? [])
    .filter(p => paid.has(p.id) && hasLines(engine!, p) && partsOf(p, 'line').every(line => line.amount.isZero()))
    .map(({ id, name, position }) => ({ id, name, position }))
  return { nothing, unpaid: engine ? unpaidWork(engine) : [], strangers }
}

/**
 * For whom the figures of measures can come to pay: whoever is paid and has something on their sheet that reads one of them,
 * of themselves or of others; groups with somebody who is paid. Asked once it is decided who is paid.
 */
export function countsOf(engine: Engine): (measures: readonly Measure[], home: Home) => CountsFor {
  const { paid, scheme, world } = engine
  const graph = graphOf(scheme)
  const positions = [...new Set(paid.map(row => engine.position(row)))]
  return (measures, home) => {
    if (home === 'shop') return undefined
    const isRead = (which: 'own' | 'others', position: string): boolean =>
      measures.some(({ id }) => graph.shown(position)[which].has(id))
    const own = positions.filter(position => isRead('own', position))
    // What no sheet reads is read by a layout or an expectation: of everybody.
    const byAll = home !== 'person' || own.length === 0 || positions.some(position => isRead('others', position))
    const rows = byAll ? world.rows(home) : paid.filter(row => own.includes(engine.position(row)))
    const counting = new Set(rows.map(({ index }) => index))
    return key => counting.has(key)
  }
}

/** True where one of somebody's positions has lines. */
function hasLines(engine: Engine, { row }: PersonSheet): boolean {
  const rows = engine.stintsOf(row) ?? [row]
  return rows.some(own => payLines(engine.scheme, engine.position(own)).length > 0)
}

/** True for measures of the same figures of a table, or of its rows. */
function sameRows(a: Measure, b: Measure): boolean {
  return a.table === b.table && a.of?.text === b.of?.text
}

function textOf(at: Place | undefined): string {
  return at ? placeText(at) : ''
}

/**
 * What people have in the exports that others are paid by, and they are not: of whoever is not paid sums of their rows, the number
 * of those that no sum takes, and figures of tables with a row a person; of whoever is, sums that nothing of theirs reads.
 */
function unpaidWork(engine: Engine): Unpaid[] {
  const { facts, scheme, payees, paid } = engine
  const { directory, stints } = facts.people
  const theirs = new Set([...paid, ...payees].map(row => row.index))
  const own = scheme.measures.filter(m => m.by?.type.kind === 'person' && !isKeyed(m) && m.aggregate !== 'only')
  const shown = scheme.positions.map(position => graphOf(scheme).shown(position))
  const inputs = scheme.tables
    .filter(table => table.rows === 'person')
    .flatMap(table => table.columns.map(column => ({ table, column })))
    .filter(({ column }) => isFigureKind(column.type.kind) && shown.some(({ own }) => own.has(column.id)))
  /** Sums and counts that nothing on somebody's sheet reads, where nobody else's does of them, and no group's. */
  const unread = (row: Row): Measure[] => {
    const graph = graphOf(scheme)
    const read = graph.shown(engine.position(row)).own
    const isRead = ({ id, by }: Measure): boolean =>
      by?.type.kind !== 'person' || read.has(id) || shown.some(({ others }) => others.has(id))
    return own.filter(m => !scheme.measures.some(other => sameRows(other, m) && isRead(other)))
  }
  return directory.ids.flatMap((id, index) => {
    if (stints?.parts.has(index)) return []
    const row: Row = { home: 'person', index }
    const isPaid = theirs.has(index)
    const asked = isPaid ? unread(row) : own
    if (asked.length === 0) return []
    const found = new Map<string, Unpaid>()
    const take = (measure: string, rows: number, amount: Decimal, of: Type | undefined): void => {
      const known = found.get(measure)
      if (rows > (known?.rows ?? 0))
        found.set(measure, { id, name: directory.names[index]!, measure, rows, amount, money: of?.kind === 'money' })
    }
    const counted = new Map<string, number>()
    for (const m of asked) {
      const { value, found: rows } = facts.measure(m, row)
      if (!isDecimal(value) || value.isZero()) continue
      if (does(m.aggregate, 'adds')) take(m.of!.text, rows, value, m.of!.type)
      const many = does(m.aggregate, 'counts') ? value.toNumber() : rows
      counted.set(m.table, Math.max(many, counted.get(m.table) ?? 0))
    }
    const summed = (table: string): number =>
      Math.max(0, ...asked.filter(m => m.table === table && m.of).map(m => found.get(m.of!.text)?.rows ?? 0))
    for (const [table, rows] of counted) if (rows > summed(table)) take(table, rows, decimal(rows), undefined)
    for (const { table, column } of isPaid ? [] : inputs) {
      const { value } = facts.input(column, row)
      if (isDecimal(value) && !value.isZero()) take(`${table.spec.name}.${column.name}`, 1, value, column.type)
    }
    return [...found.values()]
  })
}
