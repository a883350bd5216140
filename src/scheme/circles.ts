// What is wrong between columns: circles, positions that a choice or a line forgets, figures that nothing reads. Looked at
// position by position, since a line may read other people's lines of its own name.

import { byKind, each } from '../core/kinds.ts'
import { problem } from '../core/problem.ts'
import { type Bound, isSheetSum } from '../formula/bound.ts'
import type { Environment } from '../formula/environment.ts'
import { nodesOf, ownParts, type Part, type Pass, parts, rowFormula } from '../formula/tree.ts'
import { branchFor, caseOf, isByPosition, positionsWhere } from './graph.ts'
import { layoutBounds } from './layouts.ts'
import { LONGEST_CHAIN } from './lazy-column.ts'
import {
  caseFor,
  type DefinedColumn,
  isDefined,
  payLines,
  recoveriesOf,
  type Scheme,
  sheetSources,
  summedLines,
} from './model.ts'

type Report = Pick<Environment, 'report'>

/** A column for people of one position; position is empty where it is the shop's or a group's. */
interface Node {
  readonly column: Pick<DefinedColumn, 'id' | 'name' | 'at'>
  readonly position: string
}

/** Stands for any position where the scheme names none. */
const ANYONE = ''

/** Who has a column that somebody else's reads, and how the reader says that it is theirs. */
function whoHas(
  column: DefinedColumn,
  reader: DefinedColumn,
  scheme: Scheme,
): { readonly reader: string; readonly write: readonly string[] } {
  const having = scheme.positions.filter(position => caseFor(column, position))
  const list = having.length === 1 ? having[0]! : `[${having.join(', ')}]`
  if (['pay', 'scores', 'deductions', 'flags'].includes(reader.section))
    return { reader: reader.name, write: [`for: ${list}`] }
  const { formula } = reader.source.cases[0]!
  const text = ['bands', 'choice', 'items', 'weighted', 'clamp'].includes(formula.kind) ? '…' : formula.text
  const { name } = scheme.roster.positionColumn
  const under = reader.section === 'reserves' ? `${reader.name} › withheld` : reader.name
  return {
    reader: under,
    write: [`choose by: ${name}`, ...having.map(position => `${position}: ${text}`), 'otherwise: 0'],
  }
}

/** Reports what is wrong between columns. With errors in formulas only circles are told: the rest may follow from them. */
export function checkCircles(scheme: Scheme, { report: tell }: Report, soundFormulas: boolean): void {
  const circlesOnly = !soundFormulas
  const report: Report['report'] = p => {
    if (!circlesOnly || p.code === 'CYCLE') tell(p)
  }
  const defined = new Map(scheme.columns.filter(isDefined).map(c => [c.id, c]))
  const positions = scheme.positions.length > 0 ? scheme.positions : [ANYONE]
  const state = new Map<string, 'working' | 'done'>()
  const leaving = new Map<string, 'working' | 'done'>()
  /** Formulas of rows that are being looked at, and within how many measures. */
  const entered = new Map<Bound, number>()
  let measures = 0
  const path: Node[] = []
  const read = new Set<string>()
  const told = new Set<string>()
  /** Columns of which only earlier months are read: they are used, but nothing waits for them. */
  const earlier = new Set<string>()
  const once = (key: string, tell: () => void): void => {
    if (!told.has(key)) tell()
    told.add(key)
  }

  /** False where it was looked at before, or leads back to itself, which is told. */
  const isOpen = (key: string, node: Node): boolean => {
    if (state.get(key) === 'working') {
      const from = path.findIndex(n => `${n.column.id}|${n.position}` === key)
      const circle = [...path.slice(from), node].map(n => n.column)
      const names = circle.map(c => c.name).join(' → ')
      // A sum of the sheet is put right where it is read.
      const sum = circle.find(c => isSheetSum(c.id))
      const first = sum ? circle.find(c => c !== sum) : undefined
      const related = circle.slice(1, -1).map(c => ({ at: c.at, note: c.name }))
      const facts = sum ? { names, sum: sum.name, of: first?.name ?? '' } : { names }
      once(`cycle ${[...new Set(circle.map(c => c.id))].sort().join()}`, () =>
        report(problem('CYCLE', sum?.at ?? node.column.at, facts, { related })),
      )
    }
    return !state.has(key)
  }

  /** A sum of somebody's sheet waits for everything that it is made of. */
  const visitSum = ({ which, line, at }: Part<'lines'>, position: string): void => {
    if (!isSheetSum(which)) {
      const all = payLines(scheme, position === ANYONE ? undefined : position)
      for (const { column } of summedLines(all, which, line)) visitColumn(column, position, undefined)
      return
    }
    const node: Node = { column: { id: which, name: which, at }, position }
    const key = `${which}|${position}`
    if (!isOpen(key, node)) return
    state.set(key, 'working')
    path.push(node)
    const { columns, bounds } = sheetSources(scheme, which, position === ANYONE ? undefined : position)
    for (const column of columns) visitColumn(column, position, undefined)
    for (const bound of bounds) visit(bound, position, undefined)
    path.pop()
    state.set(key, 'done')
  }

  const visitColumn = (column: DefinedColumn, position: string, reader: DefinedColumn | undefined): void => {
    const node: Node = { column, position: column.home === 'person' ? position : ANYONE }
    const key = `${column.id}|${node.position}`
    if (!isOpen(key, node)) return
    const own = column.home === 'person' && position !== ANYONE ? caseFor(column, position) : column.source.cases[0]
    if (!own) {
      if (reader) {
        const facts = { value: position, of: column.name, ...whoHas(column, reader, scheme) }
        once(`case ${column.id} ${position} ${reader.id}`, () =>
          report(problem('CHOICE_MISSING', reader.at, facts, { related: [{ at: column.at, note: column.name }] })),
        )
      }
      return
    }
    if (path.length > LONGEST_CHAIN) {
      const from = path[0]!.column
      once('chain', () => report(problem('CHAIN_TOO_LONG', from.at, { name: from.name, limit: LONGEST_CHAIN })))
      return
    }
    state.set(key, 'working')
    path.push(node)
    visit(own.formula, position, column)
    if (own.when) visit(own.when, position, column)
    path.pop()
    state.set(key, 'done')
  }

  /** Which rows an export leaves out is known before any of its figures, and which a made table has. */
  const visitLeaveOut = (table: string, reader: string): void => {
    const own = scheme.tables.find(t => t.spec.name === table)
    const bound = own?.made?.rows ?? own?.leaveOut
    if (!bound || leaving.get(table) === 'done') return
    if (leaving.get(table) === 'working') {
      const names = `${own?.made ? table : 'leave out'} → ${reader}`
      once(`leave out ${table}`, () => report(problem('CYCLE', bound.at, { names })))
      return
    }
    leaving.set(table, 'working')
    visit(bound, ANYONE, undefined)
    leaving.set(table, 'done')
  }

  /** Who is paid is known before anything is made of all people. */
  const visitPaid = (reader: Bound, position: string): void => {
    const key = `paid|${position}`
    if (state.get(key) === 'done') return
    if (state.get(key) === 'working') {
      once('paid', () => report(problem('CYCLE', scheme.roster.paid.at, { names: `paid → ${reader.text}` })))
      return
    }
    state.set(key, 'working')
    visit(scheme.roster.paid, position, undefined)
    state.set(key, 'done')
  }

  const within = (bound: Bound, position: string, reader: DefinedColumn | undefined): void => {
    for (const inner of parts(bound)) visit(inner, position, reader)
  }
  const among = (bound: Part<'people' | 'rank' | 'share'>, inside: readonly Bound[]): void => {
    const others = positionsWhere(bound.where, scheme) ?? positions
    // Whoever has no such line is left out of an aggregate, so a missing case is no fault here.
    for (const inner of inside) for (const other of others) visit(inner, other, undefined)
    for (const other of others) visitPaid(bound, other)
  }
  const passes: Pass<void, [position: string, reader: DefinedColumn | undefined]> = {
    ...each(['literal', 'calendar', 'negate', 'not', 'arithmetic', 'compare', 'logic', 'is blank', 'in'], within),
    ...each(['has', 'function', 'bands', 'weighted', 'items', 'clamp', 'round', 'refuse', 'previous', 'key'], within),
    ...each(['people', 'rank'], (bound: Part<'people' | 'rank'>) => among(bound, parts(bound))),
    column(bound, position, reader) {
      read.add(bound.column.id)
      const column = defined.get(bound.column.id)
      if (column) visitColumn(column, position, reader)
    },
    earlier: bound => earlier.add(bound.column.id),
    measure(bound, position, reader) {
      visitLeaveOut(bound.measure.table, bound.measure.id)
      measures++
      within(bound, position, reader)
      measures--
    },
    // A place is known once all rows have the figure.
    'row rank'(bound, position, reader) {
      const previous = [...nodesOf('previous', parts(bound), ownParts)].find(b => b.table === bound.table)
      const facts = { table: bound.table, reason: 'previous', previous: previous?.text ?? '' } as const
      if (previous) once(`rank ${bound.text}`, () => report(problem('RANK_ROWS', bound.at, facts)))
      measures++
      within(bound, position, reader)
      measures--
    },
    // Whoever a row names may be of any position; who has no such figure is told by the row.
    owned(bound, position, reader) {
      visit(bound.whose, position, reader)
      for (const other of positions) visit(bound.figure, other, undefined)
    },
    'row column'(bound, position, reader) {
      // One that leads back to itself was told where it is defined.
      const formula = rowFormula(bound)
      if (!formula) return
      const inside = entered.get(formula)
      // In the row before it may read itself; in a figure of many rows it would wait for itself.
      if (inside !== undefined && inside < measures && soundFormulas)
        once(`rows ${bound.text}`, () => report(problem('CYCLE', formula.at, { names: bound.text })))
      if (inside !== undefined) return
      entered.set(formula, measures)
      visit(formula, position, reader)
      entered.delete(formula)
    },
    share(bound, position, reader) {
      visit(bound.pool, position, reader)
      among(
        bound,
        parts(bound).filter(inner => inner !== bound.pool),
      )
    },
    choice(bound, position, reader) {
      if (position === ANYONE || !isByPosition(bound, scheme)) return within(bound, position, reader)
      read.add(scheme.roster.positionColumn.id)
      const chosen = caseOf(bound, position)
      if (chosen) visit(chosen, position, reader)
      else if (reader) {
        const by = path.at(-2)?.column ?? reader
        const facts = { value: position, of: reader.name, reader: by.name }
        once(`choice ${reader.id} ${position}`, () =>
          report(problem('CHOICE_MISSING', bound.at, facts, { related: [{ at: by.at, note: by.name }] })),
        )
      }
    },
    if(bound, position, reader) {
      const branch = position === ANYONE ? undefined : branchFor(bound, position, scheme)
      if (branch === undefined) return within(bound, position, reader)
      for (const inner of [bound.test, branch]) visit(inner, position, reader)
    },
    lines: visitSum,
  }
  const visit = (bound: Bound, position: string, reader: DefinedColumn | undefined): void =>
    byKind(passes, bound, position, reader)

  for (const position of positions) {
    for (const column of [
      ...scheme.pay,
      ...scheme.reserves.map(r => r.withheld),
      ...scheme.deductions,
      ...scheme.flags,
      ...scheme.scores,
    ]) {
      visitColumn(column, position, undefined)
      read.add(column.id)
    }
    for (const reserve of scheme.reserves) {
      for (const bound of [reserve.forfeited, reserve.release?.ratio, reserve.release?.forfeitedBy])
        if (bound) visit(bound, position, undefined)
    }
    for (const bound of [scheme.deductionLimit, ...recoveriesOf(scheme, position === ANYONE ? undefined : position)])
      if (bound) visit(bound, position, undefined)
    for (const rule of scheme.rules) visit(rule.must, position, undefined)
    for (const { when } of scheme.approvals) if (when) visit(when, position, undefined)
    for (const bound of scheme.layouts.flatMap(layoutBounds)) visit(bound, position, undefined)
    visitPaid(scheme.roster.paid, position)
  }
  for (const id of earlier) {
    read.add(id)
    const column = defined.get(id)
    for (const position of positions) if (column) visitColumn(column, position, undefined)
  }
  for (const { spec, rules } of scheme.tables) {
    visitLeaveOut(spec.name, spec.name)
    for (const rule of rules) visit(rule.must, ANYONE, undefined)
  }
  // A circle among values that nothing reads, or that formulas at fault hide.
  for (const value of scheme.values) if (circlesOnly || !read.has(value.id)) visitColumn(value, ANYONE, undefined)
  for (const parameter of scheme.parameters) {
    if (!read.has(parameter.id)) report(problem('PARAMETER_UNUSED', parameter.at, { name: parameter.name }))
  }
  for (const value of scheme.values) {
    if (!read.has(value.id) && !value.home.startsWith('group:'))
      report(problem('VALUE_UNUSED', value.at, { name: value.name }))
  }
}
