// What joins of exports miss: rows that take figures of another export by an order, day, person or text are held against
// the rows that it has. Takes what both sides have; tells numbers that are spelled otherwise, sides that have nothing in
// common, and rows that come to nobody since no row asks for them.

import { isoDate } from '../core/calendar.ts'
import { amountText } from '../core/money.ts'
import type { Place } from '../core/place.ts'
import { inTable, type Problem, type ProblemCode, type ProblemFacts, placed, problem } from '../core/problem.ts'
import type { Bound } from '../formula/bound.ts'
import { plainColumn } from '../formula/rows.ts'
import { isAdding, type Join } from '../scheme/joins.ts'
import { type Directory, Spellings } from '../tables/directory.ts'
import { type Keys, partsOfKey } from '../tables/keys.ts'
import type { Quote } from '../tables/reading.ts'
import type { EventTable, Rows } from './event-tables.ts'
import type { Reconciliation } from './reconciliation.ts'
import type { Seen } from './seen.ts'
import { lookAgain, type TableReading } from './shop-files.ts'

/** Of one kind and join, so many are told in full. */
const MOST = 20
/** Texts that a sentence names. */
const NAMED = 5

/** A row of a table that a problem speaks of. */
export interface RowAt {
  readonly table: string
  readonly row: number
  readonly column: number
}

/** A problem with the row that it is about, and the one on the other side. */
export interface JoinFinding {
  readonly found: Problem
  readonly at: RowAt
  readonly other: RowAt | undefined
}

/** A join with what its two sides have. */
export interface JoinSides {
  readonly join: Join
  readonly asking: Seen
  readonly keys: Keys
}

interface Lost {
  readonly text: string
  readonly row: number
}

/** Everything that is missed by the joins of one table that is asked, by one column. */
export function missedBy(
  sides: readonly JoinSides[],
  amountsOf: () => string,
  written: (key: string) => string,
): JoinFinding[] {
  const { keys, join: first } = sides[0]!
  const { asked, by } = first
  const findings: JoinFinding[] = []
  const partnered = new Uint8Array(keys.size)
  const told = new Set<number>()
  for (const { join, asking } of sides) {
    const { lost, known, own } = held(asking, keys)
    for (const [code, met] of own.entries()) partnered[code]! |= met
    const at = (row: number): RowAt => ({ table: join.asking, row, column: plainColumn(join.key) ?? 0 })
    const near = first.by.type.kind === 'text' ? nearPairs(lost, own, keys) : []
    const shown = near.map(({ code, lost: own, like }): JoinFinding => {
      told.add(code)
      const there = askedRow(keys, code, asked, by)
      const key = keys.text(code)
      const [facts, place, other] = own
        ? [
            {
              table: join.asking,
              column: join.key.text,
              found: written(own.text),
              nearest: written(key),
              other: asked,
            },
            at(own.row),
            there,
          ]
        : [
            { table: asked, column: by.text, found: written(key), nearest: written(like), other: join.asking },
            there,
            undefined,
          ]
      return finding('JOIN_NEAR', facts, place, other)
    })
    findings.push(...shown.slice(0, MOST))
    if (shown.length > MOST) {
      const facts = { code: 'JOIN_NEAR' as const, column: join.key.text, more: shown.length - MOST }
      findings.push(finding('CELLS_MORE', facts, shown[MOST]!.at, undefined))
    }
    if (near.length === 0 && known === 0 && lost.length > 1 && keys.size > 1) {
      const facts = {
        column: join.key.text,
        table: join.asking,
        found: written(lost[0]!.text),
        keys: lost.length,
        other: asked,
      }
      const others = { nearest: written(keys.text(0)), otherKeys: keys.size }
      findings.push(finding('JOIN_NONE', { ...facts, ...others }, at(lost[0]!.row), askedRow(keys, 0, asked, by)))
      for (let code = 0; code < keys.size; code++) told.add(code)
    }
  }
  if (!sides.some(({ join }) => join.measures.some(isAdding))) return findings
  const alone = [...partnered.keys()].filter(code => partnered[code] === 0)
  keys.leaveAlone(new Set(alone))
  const missed = alone.filter(code => !told.has(code))
  if (missed.length === 0) return findings
  const facts = {
    table: asked,
    column: by.text,
    found: missed.slice(0, NAMED).map(code => written(keys.text(code))),
    keys: missed.length,
    other: sides.map(({ join }) => join.asking).join('、'),
    amounts: amountsOf(),
  }
  const [code, next] = missed
  const other = next === undefined ? undefined : askedRow(keys, next, asked, by)
  return [...findings, finding('JOIN_MISSED', facts, askedRow(keys, code!, asked, by), other)]
}

function finding<C extends ProblemCode>(
  code: C,
  facts: ProblemFacts[C],
  at: RowAt,
  other: RowAt | undefined,
): JoinFinding {
  return { found: problem(code, undefined, facts), at, other }
}

function askedRow(keys: Keys, code: number, table: string, by: Bound): RowAt {
  return { table, row: keys.rowOf(code), column: plainColumn(by) ?? 0 }
}

/** The asking side held against the other: what it has in vain, how much is known there, and which keys are its own. */
function held(asking: Seen, keys: Keys): { lost: Lost[]; known: number; own: Uint8Array } {
  const own = new Uint8Array(keys.size)
  const lost: Lost[] = []
  let known = 0
  for (const [text, row] of asking.values()) {
    const code = keys.find(text)
    if (code < 0) lost.push({ text, row })
    else {
      own[code] = 1
      known++
    }
  }
  return { lost, known, own }
}

/** Two spellings of one: what a row asks for in vain, or a key that nobody asks for, beside one that is alike. */
interface Near {
  readonly code: number
  readonly lost: Lost | undefined
  readonly like: string
}

function nearPairs(lost: readonly Lost[], own: Uint8Array, keys: Keys): Near[] {
  // Numbers of one form (letters and so many digits) are no spellings of one another.
  const form = keys.form()
  if (form ? lost.every(l => form(l.text)) : lost.length === 0 && !own.includes(0)) return []
  const known = new Spellings<number>()
  const found: Near[] = []
  // Keys that nobody asks for come first: they are the likelier partners.
  for (const [code, met] of own.entries()) if (met === 0) known.add(keys.text(code), code)
  for (const [code, met] of own.entries()) {
    const before = met === 1 ? known.add(keys.text(code), code) : undefined
    if (before !== undefined && own[before] === 0) found.push({ code: before, lost: undefined, like: keys.text(code) })
  }
  for (const wanted of lost) {
    const code = known.find(wanted.text)
    if (code !== undefined) found.push({ code, lost: wanted, like: wanted.text })
  }
  return found
}

/** Holds all joins of a month against what their tables have, and quotes the rows at fault. */
export async function joinProblems(
  joins: readonly Join[],
  events: ReadonlyMap<string, EventTable>,
  sourceOf: (table: string) => TableReading,
  { folder, directory }: Pick<Rows, 'folder' | 'directory'>,
): Promise<Problem[]> {
  const groups = new Map<string, JoinSides[]>()
  for (const join of joins) {
    const keys = events.get(join.asked)?.keysOf(join.measures)
    const asking = events.get(join.asking)?.askingBy(join.key.text)
    if (!keys || !asking || keys.size === 0) continue
    const id = JSON.stringify([join.asked, join.by.text])
    groups.set(id, [...(groups.get(id) ?? []), { join, keys, asking }])
  }
  const findings = [...groups.values()].flatMap(sides => {
    const asked = events.get(sides[0]!.join.asked)!
    const amounts = (): string => amountsAlone(asked.reconciliation(sourceOf(asked.table.spec.name).reading))
    return missedBy(sides, amounts, key => shownAs(key, sides[0]!.join.by, directory))
  })
  const quotes = new Map<string, ReadonlyMap<number, Quote>>()
  for (const [name, { table }] of events) {
    const rows = new Set(findings.flatMap(f => [f.at, f.other]).flatMap(at => (at?.table === name ? [at.row] : [])))
    const looked = await lookAgain(table.spec, sourceOf(name), folder, directory, { rows, suspects: new Set() })
    quotes.set(name, looked.quotes)
  }
  return findings.map(({ found, at, other }) => {
    const place = (p: RowAt): Place => sourceOf(p.table).reading.place(p.column, p.row)
    const quote = quotes.get(at.table)?.get(at.row)
    const related = other ? [{ at: place(other), note: quotes.get(other.table)?.get(other.row)?.text ?? '' }] : []
    return inTable(at.table)(placed(found, place(at), { ...(quote ? { quote } : {}), related }))
  })
}

function amountsAlone(reconciliation: readonly Reconciliation[]): string {
  const alone = reconciliation.filter(r => r.money && !r.alone.isZero())
  return alone.map(r => `${r.column} ${amountText(r.alone)}`).join('、')
}

/** A key as people write it. */
function shownAs(key: string, by: Bound, directory: Directory): string {
  const { type } = by
  const { ids, names } = directory
  if (by.kind === 'key')
    return partsOfKey(key)
      .map((part, i) => shownAs(part, by.of[i]!, directory))
      .join(' · ')
  if (type.kind === 'date') return isoDate(Number(key))
  return type.kind === 'person' ? `${names[Number(key)]} (${ids[Number(key)]})` : key
}
