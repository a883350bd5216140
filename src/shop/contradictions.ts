// What an entry says that its replay does not. Takes the records as they were sealed and as they come out now; gives each
// figure that differs, with both amounts. What a later version keeps besides says nothing against an entry that lacks it.

import type { BookRecord, MonthRow, Texts } from '../book/record.ts'
import { decimal } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import type { ContradictedFigure } from '../core/problem-facts.ts'
import { type KeptValues, wasEverKept } from './month-rows.ts'

export interface Contradiction {
  /** Employee number, or the key of a group; empty for the shop and for the entry itself. */
  readonly who: string
  readonly figure: ContradictedFigure
  /** As the scheme calls it; empty where the figure says all. */
  readonly name: string
  /** Empty where there is none. */
  readonly sealed: string
  readonly replayed: string
}

/** A contradiction of the entry itself. */
export function ofEntry(figure: ContradictedFigure, sealed: string, replayed: string, name = ''): Contradiction {
  return { who: '', figure, name, sealed, replayed }
}

/** A figure of one side: whose and what it is, and how much. */
interface Told extends Omit<Contradiction, 'sealed' | 'replayed'> {
  readonly text: string
}

/**
 * `columns` are those that a month speaks of: a value of another one is nothing that the entry says. `before` gives the last record of the same month and person or group of the entries before: where only one side has such a
 * record, the other says that nothing changed. Of an entry that must say everything there is none.
 */
export function contradictions(
  sealed: readonly BookRecord[],
  replayed: readonly BookRecord[],
  columns: KeptValues['columns'],
  before: (key: string) => BookRecord | undefined,
): Contradiction[] {
  const [a, b] = [byKey(sealed), byKey(replayed)]
  const nothing = (key: string): readonly BookRecord[] => {
    const record = before(key)
    return record ? [record] : []
  }
  const found: Contradiction[] = []
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const was = tell(a.get(key) ?? nothing(key))
    const is = tell(b.get(key) ?? nothing(key))
    for (const id of new Set([...was.keys(), ...is.keys()])) {
      const [old, now] = [was.get(id), is.get(id)]
      const { who, figure, name } = (old ?? now)!
      if (old?.text === now?.text) continue
      if (old === undefined && (figure === 'kept' || (figure === 'value' && !speaksOf(columns, key, name)))) continue
      found.push({ who, figure, name, sealed: old?.text ?? '', replayed: now?.text ?? '' })
    }
  }
  return found
}

/** True where a row or figures would have the value of a column if it had any. */
function speaksOf(columns: KeptValues['columns'], key: string, column: string): boolean {
  return wasEverKept(column) || columns.get(key.split('\0')[1] ?? '')?.has(column) === true
}

/** What a record is of; records of one key replace each other, or add up. */
export function recordKey(record: BookRecord): string {
  if ('row' in record) return `row\0${record.row.month}\0${record.row.person}`
  if ('figures' in record) return `figures\0${record.figures.month}\0${record.figures.of}`
  if ('kept' in record) return `kept\0${record.kept.month}`
  if ('correction' in record) return `correction\0${record.correction.person}`
  return 'lot' in record ? `lot\0${record.lot.person}` : `posting\0${record.posting.person}`
}

function byKey(records: readonly BookRecord[]): Map<string, BookRecord[]> {
  const found = new Map<string, BookRecord[]>()
  for (const record of records) {
    const key = recordKey(record)
    const own = found.get(key)
    if (own) own.push(record)
    else found.set(key, [record])
  }
  return found
}

/** The figures of records of one key. One that is told twice is both, unless such figures add up. */
function tell(records: readonly BookRecord[]): Map<string, Told> {
  const found = new Map<string, Told>()
  for (const record of records) {
    for (const told of figuresIn(record)) {
      const id = `${told.figure}\0${told.who}\0${told.name}`
      const same = found.get(id)
      const text = same
        ? ADD_UP.has(told.figure)
          ? sum(same.text, told.text)
          : `${same.text}, ${told.text}`
        : told.text
      found.set(id, { ...told, text })
    }
  }
  return found
}

const ADD_UP: ReadonlySet<ContradictedFigure> = new Set<ContradictedFigure>(['posting', 'correction'])

function sum(a: string, b: string): string {
  return amountText(decimal(a).plus(decimal(b)))
}

function* figuresIn(record: BookRecord): Generator<Told> {
  if ('row' in record) yield* rowFigures(record.row)
  else if ('figures' in record) yield* named(record.figures.of, 'value', record.figures.values)
  else if ('kept' in record) {
    for (const column of record.kept.columns) yield { who: '', figure: 'kept', name: column, text: column }
  } else if ('correction' in record) {
    const { person, origin, kind, name, amount } = record.correction
    yield { who: person, figure: 'correction', name: `${origin} ${kind} ${name}`, text: amount }
  } else if ('lot' in record) {
    const { person, origin, ratio } = record.lot
    yield { who: person, figure: 'ratio', name: origin, text: ratio }
  } else {
    const { person, account, origin, kind, amount } = record.posting
    const name = 'reserve' in account ? `reserve ${account.reserve}` : `deduction ${account.deduction}`
    yield { who: person, figure: 'posting', name: `${name} ${origin} ${kind}`, text: amount }
  }
}

function* rowFigures(row: MonthRow): Generator<Told> {
  const who = row.person
  const whole = (figure: ContradictedFigure, text: string): Told => ({ who, figure, name: '', text })
  yield whole('person', row.name)
  yield whole('position', row.position)
  yield* named(who, 'line', row.lines)
  for (const [name, { withheld, forfeited }] of Object.entries(row.reserves)) {
    yield { who, figure: 'reserve', name, text: withheld }
    yield { who, figure: 'forfeited', name, text: forfeited }
  }
  yield* named(who, 'due', row.due)
  yield* named(who, 'taken', row.taken)
  yield* named(who, 'score', row.scores)
  yield whole('gross', row.gross)
  yield whole('net', row.net)
  yield* named(who, 'value', row.values)
  for (const { kind, amount, reason, reference, approvedBy } of row.adjustments ?? [])
    yield { who, figure: 'adjustment', name: `${kind} ${reference}`, text: [amount, reason, approvedBy].join(' ') }
}

function* named(who: string, figure: ContradictedFigure, texts: Texts): Generator<Told> {
  for (const [name, text] of Object.entries(texts)) yield { who, figure, name, text }
}
