// All measures of a table in one pass over its rows. Measures with the same `by` and `where` share one selection: its
// condition is tested once a row, and the rows that it takes are remembered once for the audit trail.

import { once } from '../core/lists.ts'
import { problem } from '../core/problem.ts'
import { type Bound, isKeyed, type Measure, type Value } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { figuresOf, figuresText } from '../formula/figures.ts'
import {
  type Asked,
  addAsked,
  blankIn,
  compileCode,
  compileDivision,
  compileKey,
  compileTest,
  noRows,
  type OwnedFigure,
  plainColumn,
  type Rows,
  type RowTest,
  rowWorld,
  sharedPart,
  tellTest,
} from '../formula/rows.ts'
import { nodes, nodesOf, rowParts, some } from '../formula/tree.ts'
import type { Home } from '../formula/types.ts'
import type { World } from '../formula/world.ts'
import type { Rule, SchemeTable } from '../scheme/model.ts'
import { type Batch, ODD } from '../tables/batch.ts'
import type { Directory } from '../tables/directory.ts'
import type { Division, Part } from '../tables/division.ts'
import { Gathered } from '../tables/gathered.ts'
import type { Interner } from '../tables/interner.ts'
import { type KeyedChoice, Keys } from '../tables/keys.ts'
import { RowList } from '../tables/row-list.ts'
import { moneyColumns } from '../tables/spec.ts'
import { Following, follow } from './following.ts'
import { fateOf, type TakeRow } from './order-log.ts'
import { type CountsFor, reconcile, summedColumns, type Use } from './reconciliation.ts'
import { type Running, run } from './running.ts'
import { twice } from './twice.ts'

/** The figures of a measure by key: number of a person, code of a group, 0 for the shop. */
export interface MeasureResult {
  readonly value: (key: number) => Value
  /** Rows it was made of. */
  readonly rows: (key: number) => RowList | undefined
  /** Figures of people and groups that its rows read. */
  readonly asked: (key: number) => readonly OwnedFigure[]
  /** Where it must be one row: how many fitted. */
  readonly found: (key: number) => number
  /** Where several fitted: the first of them. */
  readonly fits?: (key: number) => readonly number[]
  /** Of figures of orders, days or texts: their numbers. */
  readonly keyed: KeyedChoice | undefined
}

interface Selection {
  readonly test: RowTest | undefined
  readonly key: ((i: number) => number) | undefined
  /** Among whom a row is divided whose key is ODD. */
  readonly division: ((i: number) => Division) | undefined
  readonly running: Running[]
  readonly rows: Map<number, RowList>
  readonly by: Bound | undefined
  readonly where: Bound | undefined
  /** Columns that its measures sum. */
  readonly summed: number[]
  readonly measures: Measure[]
  /** For whom it can come to pay. */
  counts: CountsFor
  readonly keyed: KeyedChoice | undefined
  /** True where its keys are people. */
  readonly people: boolean
  /** The made table that has a row for each of its keys. */
  makes: string | undefined
  /** True where its figures are told by themselves: those of made rows, and of orders and texts that somebody has. */
  told: boolean
  /** True where its condition reads figures of whom a row is counted for: a row without such a one is nobody's. */
  readonly ofOwner: boolean
  /** By key, the figures of people and groups that rows read; none where they read no such ones, or that is not remembered. */
  asked: Map<number, Asked> | undefined
}

export interface PassRequest {
  readonly table: SchemeTable
  readonly measures: readonly Measure[]
  /** Those that an earlier pass took: what becomes of the figures of a row follows from all measures. */
  readonly settled: ReadonlyMap<Measure, MeasureResult>
  readonly directory: Directory
  readonly world: World
  /** What must hold of each row, where this pass is to say so. */
  readonly rules: readonly Rule[]
  /** Whether the rows of each figure are remembered, for explanation and audit. */
  readonly keepRows: boolean
  /** Called for each row that is not left out. */
  readonly onRow?: TakeRow | undefined
  /** Called for each row that a figure of somebody, a group or the shop takes; `owned`: not only for nobody. */
  readonly onTaken?: (...row: [...Parameters<TakeRow>, owned: boolean]) => void
  /** Told what can't be worked out of a row. */
  readonly onFault: Rows['tell']
  /** The made tables that have a row for each key of one of the measures, by its id. */
  readonly makes?: ReadonlyMap<string, string>
  /** For whom figures can come to pay; without it, for everybody. */
  readonly counts?: ((measures: readonly Measure[], home: Home) => CountsFor) | undefined
  /** By stint: the whole that its person's rows are also measured for. */
  readonly wholes?: ReadonlyMap<number, number> | undefined
}

export interface Pass {
  readonly onBatch: (batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void
  readonly results: () => Map<Measure, MeasureResult>
  /** Of every column of money, and every other that some measure sums. */
  readonly uses: () => Use[]
  /** What rows find in the row before; undefined where none asks. */
  readonly following: Following | undefined
}

/** Prepares a pass; formulas are compiled when the first rows come. */
export function measurePass(request: PassRequest): Pass {
  let selections: Selection[] | undefined
  let left: RowTest | undefined
  let musts: readonly RowTest[] = []
  const rows = noRows(request.table.spec.name, request.onFault)
  const { leaveOut, spec } = request.table
  const { rules } = request
  const every = [...request.settled.keys(), ...request.measures]
  const following = Following.of(request.table, [
    ...rules.map(({ must }) => ({ of: [must] })),
    ...every.map(({ of, by, where }) => ({ where, of: [of, by] })),
  ])
  const world = rowWorld(rows, following ? { ...request.world, previous: following.previous } : request.world)
  let gathered = following && new Gathered()

  const money = request.onRow || request.onTaken ? moneyColumns(spec) : []
  const reconciler = reconcile(spec, every)

  const onBatch = (batch: Batch, dictionaries: readonly (Interner | undefined)[]): void => {
    rows.batch = batch
    rows.dictionaries = dictionaries
    if (!selections) {
      selections = select(request, rows, world)
      left = leaveOut && compileTest(leaveOut, rows, world)
      musts = rules.map(rule => compileTest(rule.must, rows, world))
    }
    for (let i = 0; i < batch.size; i++) {
      const out = left ? left(i) : 0
      if (out === 1) {
        batch.doubts.get(i)?.()
        reconciler.leftOut(batch, i)
        continue
      }
      if (out === -1 && request.onRow) tellTest(leaveOut!, i, rows, world)
      if (gathered) gathered.add(batch, i)
      else takeRow(i)
    }
  }

  const takeRow = (i: number): void => {
    const { batch, dictionaries } = rows
    reconciler.begin()
    for (const [r, must] of musts.entries()) {
      const holds = must(i)
      if (holds === -1) tellTest(rules[r]!.must, i, rows, world)
      if (holds === 0) tellRule(rules[r]!, i, rows, world)
    }
    const fate = fateOf(money, batch, i)
    request.onRow?.(batch, dictionaries, i, fate)
    let taken = 0
    for (const selection of selections!) {
      if (selection.asked) rows.asked = new Map()
      if (selection.test && !selection.ofOwner && !fits(selection, rows, world, i)) continue
      const key = selection.key ? selection.key(i) : 0
      // Figures of whom it is counted for are asked of somebody.
      if (selection.ofOwner && key >= 0 && key !== ODD && !fits(selection, rows, world, i)) continue
      const parts = key === ODD ? sharing(selection, rows, world, i) : NO_PARTS
      if (key === ODD && parts.length === 0) continue
      const { counts } = selection
      reconciler.met(selection.summed, key === ODD ? parts.map(({ part }) => part) : key, selection.keyed, counts)
      if (!selection.keyed) taken = Math.max(taken, key < 0 ? 1 : 2)
      if (selection.makes !== undefined && key < 0 && (!selection.ofOwner || fits(selection, rows, world, i)))
        tellBlankKey(selection, i, rows, world)
      if (key < 0 || selection.running.length === 0) continue
      const wholes = selection.people ? request.wholes : undefined
      // A figure of an order is shown with the rows that read it; a list of rows for each order would outgrow the file.
      const keepRows = request.keepRows && (!selection.keyed || selection.told)
      if (key === ODD) {
        takeParts(parts, selection, rows, keepRows, i, wholes)
        continue
      }
      selection.keyed?.keys.met(key, batch.rows[i]!)
      takeFor(key, key, selection, rows, keepRows, i)
      const whole = wholes?.get(key)
      if (whole !== undefined) takeFor(whole, key, selection, rows, keepRows, i)
      rows.summing = false
    }
    rows.asked = undefined
    if (taken > 0) request.onTaken?.(batch, dictionaries, i, fate, taken === 2)
    reconciler.end(batch, i)
  }

  /** Rows that follow one another are looked at in the end, when it is known which do. */
  const end = (): void => {
    if (!following || !gathered) return
    rows.batch = gathered.batch
    gathered = undefined
    follow(following, rows, world, request.wholes)
    for (let i = 0; i < rows.batch.size; i++) takeRow(i)
  }
  const results = (): Map<Measure, MeasureResult> => {
    end()
    // Where no row came, every measure is what it is of nothing.
    return new Map(
      (selections ?? select(request, rows, world)).flatMap(({ running, rows: lists, keyed, asked }) =>
        running.map(r => {
          const figures = (key: number): OwnedFigure[] => askedBy(r.measure, asked?.get(key))
          return [r.measure, { ...r, rows: (key: number) => lists.get(key), asked: figures, keyed }] as const
        }),
      ),
    )
  }
  return { onBatch, results, uses: reconciler.uses, following }
}

/** Tells a row that counts and of which it is not known in which row of a made table. */
function tellBlankKey({ by, makes }: Selection, i: number, rows: Rows, world: World): void {
  const blank = blankIn(by!, i, rows, world)
  if (!blank) return
  const facts = { table: makes!, column: blank.text, of: rows.table, rows: 1 }
  rows.tell(rows.batch.rows[i]!, problem('MADE_KEY_BLANK', by!.at, facts), plainColumn(blank))
}

/** Tells a rule that does not hold of a row, at the first of the cells that it looks at. */
function tellRule({ name, note, must, at, warns }: Rule, i: number, rows: Rows, world: World): void {
  const column = [...nodes([must], rowParts)].map(plainColumn).find(index => index !== undefined)
  const figures = figuresText(figuresOf([must]), { home: 'row', index: i }, world, evaluate)
  const facts = { name, note: note || must.text, figures }
  rows.tell(rows.batch.rows[i]!, problem(warns ? 'ROW_RULE_UNKEPT' : 'ROW_RULE_BROKEN', at, facts), column)
}

/** Adds a row to somebody's figures; `key`: who it is that it comes to. */
function takeFor(whose: number, key: number, selection: Selection, rows: Rows, keepRows: boolean, i: number): void {
  const { running, counts } = selection
  if (keepRows) listOf(selection.rows, whose).add(rows.batch.rows[i]!)
  for (let r = 0; r < running.length; r++) {
    const { sums, add } = running[r]!
    rows.summing = sums && counts?.(key) === false ? null : sums
    add(whose, i)
  }
  if (selection.asked) remember(selection, whose, rows)
}

/** Gives everyone who shares a row their part of what is summed, and the row as it is for all else. */
function takeParts(
  parts: readonly Shared[],
  selection: Selection,
  rows: Rows,
  keepRows: boolean,
  i: number,
  wholes: PassRequest['wholes'],
): void {
  const { rows: lists, running, keyed, counts } = selection
  for (const { part: own, sharer, asked } of parts) {
    rows.sharer = sharer
    rows.asked = asked
    keyed?.keys.met(own.person, rows.batch.rows[i]!)
    for (const person of whoseAll(own.person, wholes)) {
      const part = person === own.person ? own : { ...own, person }
      if (keepRows) listOf(lists, person).add(rows.batch.rows[i]!, part)
      for (const r of running) {
        rows.summing = r.sums && counts?.(own.person) === false ? null : r.sums
        if (r.addPart) r.addPart(part, i)
        else r.add(person, i)
      }
      remember(selection, person, rows)
    }
    rows.summing = false
  }
  rows.sharer = undefined
}

/** True where a selection takes a row. What can't be said is told. */
function fits({ test, where, running }: Selection, rows: Rows, world: World, i: number): boolean {
  const found = test ? test(i) : 1
  if (found === -1 && running.length > 0) tellTest(where!, i, rows, world)
  return found === 1
}

/** The part of somebody who shares a row, under the key that it counts for, with the figures of people that it was asked for. */
interface Shared {
  readonly part: Part
  readonly sharer: number
  readonly asked: Asked | undefined
}

const NO_PARTS: readonly Shared[] = []

/** The parts of a row of those for whom a selection takes it. */
function sharing(selection: Selection, rows: Rows, world: World, i: number): readonly Shared[] {
  const found = selection.division!(i).parts.flatMap((part): Shared[] => {
    rows.sharer = part.person
    rows.asked = selection.asked && new Map()
    if (selection.ofOwner && !fits(selection, rows, world, i)) return []
    const key = selection.keyed ? selection.key!(i) : part.person
    return [{ part: { ...part, person: key }, sharer: part.person, asked: rows.asked }]
  })
  rows.sharer = undefined
  return found
}

/** Remembers whose figures a row read that is taken for somebody. */
function remember({ asked }: Selection, key: number, rows: Rows): void {
  if (asked && rows.asked && rows.asked.size > 0)
    addAsked(
      once(asked, key, () => new Map()),
      rows.asked,
    )
}

/** Those that the formulas of a measure read: rows are looked at for several measures at once. */
function askedBy(measure: Measure, asked: Asked | undefined): OwnedFigure[] {
  const words = new Set(asked ? ownedIn(measure).map(({ text }) => text) : [])
  const own = [...(asked ?? [])].flatMap(([text, figures]) => (words.has(text) ? [...figures.values()] : []))
  // Whatever the order of the rows.
  return own.sort((a, b) => a.row.index - b.row.index)
}

function ownedIn({ of, by, where }: Measure): Bound[] {
  return [...nodesOf('owned', [of, by, where], rowParts)]
}

/** A stint and the whole of its person; or whoever it is. */
function whoseAll(key: number, wholes: PassRequest['wholes']): readonly number[] {
  const whole = wholes?.get(key)
  return whole === undefined ? [key] : [key, whole]
}

function listOf(lists: Map<number, RowList>, key: number): RowList {
  return once(lists, key, newList)
}

function newList(): RowList {
  return new RowList()
}

function select(request: PassRequest, rows: Rows, world: World): Selection[] {
  const found = new Map<string, Selection>()
  const keys = new Map<string, Keys>()
  for (const [{ by }, { keyed }] of request.settled) if (keyed) keys.set(by!.text, keyed.keys)
  const start = (measure: Measure, known: KeyedChoice | undefined): Selection => {
    const { by, where } = measure
    const keyed = known ?? (isKeyed(measure) ? once(keys, by!.text, () => new Keys()).choice() : undefined)
    return {
      test: where && compileTest(where, rows, world),
      key: by && (keyed ? compileKey(by, rows, world, keyed.keys) : personOrGroup(by, request, rows, world)),
      division: by && compileDivision(sharedPart(by) ?? by, rows),
      running: [],
      rows: new Map(),
      by,
      where,
      summed: [],
      measures: [],
      counts: undefined,
      keyed,
      people: !keyed && by?.type.kind === 'person',
      makes: undefined,
      told: false,
      asked: undefined,
      ofOwner:
        (!keyed || measure.made !== undefined) &&
        by !== undefined &&
        where !== undefined &&
        some(where, b => isOf(b, by), rowParts),
    }
  }
  const begin = (measure: Measure, known: KeyedChoice | undefined): Selection => {
    // Made rows are told apart by keys of their own, also where these are people or groups.
    const id = `${measure.made === undefined ? '' : 'made'} | ${measure.by?.text ?? ''} | ${measure.where?.text ?? ''}`
    const selection = once(found, id, () => start(measure, known))
    if (request.keepRows && (!selection.keyed || isTold(measure)) && ownedIn(measure).length > 0)
      selection.asked ??= new Map()
    for (const column of summedColumns(measure)) if (!selection.summed.includes(column)) selection.summed.push(column)
    selection.measures.push(measure)
    return selection
  }
  for (const [measure, { keyed }] of request.settled) begin(measure, keyed)
  for (const measure of request.measures) {
    const selection = begin(measure, undefined)
    selection.makes ??= request.makes?.get(measure.id)
    selection.told ||= isTold(measure)
    selection.running.push(run(measure, rows, world, twice(measure, rows, world)))
  }
  for (const selection of found.values())
    if (!selection.keyed) selection.counts = request.counts?.(selection.measures, homeOf(selection.by))
  return [...found.values()]
}

function homeOf(by: Bound | undefined): Home {
  if (!by) return 'shop'
  const { group } = by.type
  return group === undefined ? 'person' : `group:${group}`
}

/** True for a figure of a made row, and for one that not only rows read. */
function isTold({ made, ofRows }: Measure): boolean {
  return made !== undefined || ofRows !== true
}

/** True for a figure of whom rows are counted for. */
function isOf(bound: Bound, by: Bound): boolean {
  return bound.kind === 'owned' && (by.kind === 'key' ? by.of : [by]).some(part => bound.whose.text === part.text)
}

/** The number of each row's person or group. */
function personOrGroup(by: Bound, request: PassRequest, rows: Rows, world: World): (i: number) => number {
  const group = by.type.group
  const codeOf = (text: string): number =>
    group === undefined ? -1 : (request.directory.groups.get(group)?.find(text) ?? -1)
  return compileCode(by, rows, world, codeOf)
}
