// Fills export layouts: who stands in each, in which order, with which cells, split into files where there are too many.
// Takes layouts and the people of a month or a release; gives files as data with what they add up to, or the problems that
// keep them from being written. Here alone numbers of documents and accounts are read as they are.

import type { Period } from '../core/calendar.ts'
import { compare, type Decimal, decimal, sumOf, ZERO } from '../core/decimal.ts'
import { append } from '../core/lists.ts'
import { amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Bound, Value } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { isTimeKind, keptText } from '../formula/kinds.ts'
import { FAULT, isDecimal, type Outcome, SHOP } from '../formula/trace.ts'
import { order, type World } from '../formula/world.ts'
import { isOfRow } from '../scheme/entries.ts'
import { fill } from '../scheme/file-name.ts'
import type { Layout, LayoutColumn, VoucherEntry } from '../scheme/layout.ts'
import { layoutWord } from '../scheme/layout-names.ts'
import { payDay } from '../scheme/pay-day.ts'
import { checkLength, checkText, repeated, sameNames } from './layout-checks.ts'
import type { Filled, FilledLayouts, LayoutFile, Payee } from './layout-result.ts'
import { type About, brace, type Occasion } from './layout-words.ts'
import { byId } from './people.ts'
import { movedAs, movedBy, rowWord, unread, voucherRows } from './vouchers.ts'

/** Fills the layouts that are of this occasion. */
export function fillLayouts(
  layouts: readonly Layout[],
  payees: readonly Payee[],
  occasion: Occasion,
  period: Period,
): FilledLayouts {
  const problems: Problem[] = []
  const engines = [...new Set(payees.map(p => p.engine))]
  const before = new Map(engines.map(engine => [engine, engine.problems.length]))
  const own = layouts.filter(layout => layout.of === occasion.of)
  const filled = own.map(layout =>
    fillLayout(layout, payees, layout.paid ? { ...occasion, paid: payDay(layout.paid, period) } : occasion, problems),
  )
  for (const engine of engines) append(problems, engine.problems.slice(before.get(engine)))
  append(problems, sameNames(filled))
  append(problems, unread(own, payees))
  return { filled, problems }
}

function fillLayout(layout: Layout, payees: readonly Payee[], occasion: Occasion, problems: Problem[]): Filled {
  const worlds = new Map(payees.map(p => [p, worldOf(p, payees, layout, occasion)]))
  const give = (bound: Bound, p: Payee): Outcome => evaluate(bound, p.row, worlds.get(p)!).value
  const inside = payees.filter(p => !layout.where || give(layout.where, p) === true)
  if (layout.entries) return fillVoucher(layout, payees, inside, { occasion, problems, give })
  const sorted = layout.order.length === 0 ? inside : inOrder(inside, layout.order, give)
  const most = layout.mostRows ?? Number.POSITIVE_INFINITY
  const parted = layout.file.pattern.some(part => typeof part === 'object' && part.brace === 'part')
  if (sorted.length > most && !parted)
    problems.push(problem('LAYOUT_ROWS', layout.at, { layout: layout.name, rows: sorted.length, limit: most }))
  if (sorted.length === 0) problems.push(problem('LAYOUT_NOBODY', layout.at, { layout: layout.name, voucher: false }))
  const parts = chunks(sorted, parted ? most : Number.POSITIVE_INFINITY)
  const files = parts.map((people, index): LayoutFile => {
    const rows = people.map((p, i) =>
      rowOf(layout, p, i, { give, occasion, part: index + 1, problems, who: p.engine.who(p.row) }),
    )
    const { control } = layout
    const total = sumOf(people.map((p, i) => (control === undefined ? p.paid : figureOf(rows[i]![control]))))
    const about = { occasion, part: index + 1, count: rows.length, total }
    const name = fill(layout.file.pattern, brace(about))
    return { layout, name, head: headOf(layout, people, about, problems), rows, total }
  })
  problems.push(
    ...repeated(
      layout,
      sorted,
      files.flatMap(f => f.rows),
    ),
  )
  const outside = payees.filter(p => !inside.includes(p))
  return {
    layout,
    files,
    rows: sorted.length,
    total: sumOf(files.map(f => f.total)),
    leftOut: { people: outside.length, paid: sumOf(outside.map(p => p.paid)) },
  }
}

/** A voucher: a row for each account; it is one file, whose sides are equal. */
function fillVoucher(
  layout: Layout,
  payees: readonly Payee[],
  inside: readonly Payee[],
  { occasion, problems, give }: Omit<RowContext, 'part' | 'who'>,
): Filled {
  const { rows: found, debit } = voucherRows(layout, inside, give, problems)
  if (found.length === 0) problems.push(problem('LAYOUT_NOBODY', layout.at, { layout: layout.name, voucher: true }))
  const rows = found.map((row, i) => {
    const who = `${row.entry.name} ${row.account}`
    const [first] = row.people
    const world = worldOf(first!, payees, layout, occasion)
    const column: World['column'] = (c, r) => {
      const own = rowWord(layoutWord(c), row)
      return own === undefined ? world.column(c, r) : own
    }
    const ofRow = (bound: Bound, p: Payee): Outcome => evaluate(bound, p.row, { ...world, column }).value
    const columns = layout.columns.map(cell => (isGiven(cell, row.entry) ? cell : { ...cell, content: NOTHING }))
    return rowOf({ ...layout, columns }, first!, i, { give: ofRow, occasion, part: 1, problems, who })
  })
  const { control } = layout
  const total = control === undefined ? debit : sumOf(rows.map(row => figureOf(row[control])))
  const about = { occasion, part: 1, count: rows.length, total }
  const name = fill(layout.file.pattern, brace(about))
  const files = rows.length === 0 ? [] : [{ layout, name, head: headOf(layout, inside, about, problems), rows, total }]
  const outside = payees.filter(p => !inside.includes(p))
  return {
    ...{ layout, files, rows: rows.length, total },
    leftOut: { people: outside.length, paid: sumOf(outside.map(p => p.paid)) },
  }
}

const NOTHING: LayoutColumn['content'] = { kind: 'empty' }

/** A cell that reads something of people is empty in rows that are not told apart by it. */
function isGiven({ content }: LayoutColumn, entry: VoucherEntry): boolean {
  return content.kind !== 'formula' || isOfRow(content.formula, entry)
}

/** The world of an engine in which a layout's words mean something and secret numbers are what they are. */
function worldOf(payee: Payee, payees: readonly Payee[], layout: Layout, { period, paid }: Occasion): World {
  const { engine } = payee
  const { world, scheme } = engine
  const { secrets } = engine.facts.people
  const own = new Map(payees.filter(p => p.engine === engine).map(p => [p.row.index, p]))
  const rows = [...own.values()].map(p => p.row)
  const index = new Map(scheme.roster.columns.map(c => [c.id, c.source.index]))
  return {
    ...world,
    column(column, row) {
      const word = layoutWord(column)
      if (word === 'period') return period
      if (word === 'pay day') return paid ?? null
      const who = row.home === 'person' ? own.get(row.index) : undefined
      if (word === 'paid that day') return paid === undefined ? null : (who?.paidOn?.get(paid) ?? ZERO)
      if (word === 'recovered') return (who && movedBy(who, word)) ?? null
      if (word) return who?.words[word] ?? null
      if (column.type.secret) return secrets.get(index.get(column.id)!)?.[row.index] ?? null
      const moved = who && layout.entries ? movedAs(who, column) : undefined
      if (moved) return moved
      const said = who?.column(column)
      return said === undefined ? world.column(column, row) : said
    },
    lines(which, line, row) {
      const who = own.get(row.index)
      const moved = who && layout.entries ? movedBy(who, which) : undefined
      return moved ?? who?.lines(which) ?? world.lines(which, line, row)
    },
    rows: home => (home === 'person' ? rows : world.rows(home)),
    name: () => layout.name,
  }
}

function inOrder(payees: readonly Payee[], by: readonly Bound[], give: (bound: Bound, p: Payee) => Outcome): Payee[] {
  const keys = new Map(payees.map(p => [p, by.map(bound => give(bound, p))]))
  const compareKeys = (a: Outcome, b: Outcome): number => {
    if (a === FAULT || b === FAULT) return 0
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
    return order(a, b)
  }
  return [...payees].sort((a, b) => {
    for (const [i, key] of keys.get(a)!.entries()) {
      const difference = compareKeys(key, keys.get(b)![i]!)
      if (difference !== 0) return difference
    }
    return byId(a.id, b.id)
  })
}

function chunks<T>(items: readonly T[], most: number): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < items.length; at += most) parts.push(items.slice(at, at + most))
  return parts
}

interface RowContext {
  readonly give: (bound: Bound, p: Payee) => Outcome
  readonly occasion: Occasion
  readonly part: number
  readonly problems: Problem[]
  /** Whose row it is, in words. */
  readonly who: string
}

function rowOf(layout: Layout, p: Payee, index: number, { give, occasion, part, problems, who }: RowContext): Value[] {
  return layout.columns.map((column): Value => {
    const { content, heading, blank, belowZero, roster, at } = column
    const about = { layout: layout.name, column: heading, who }
    // What is the roster's own is put right there.
    const place = roster === undefined ? undefined : p.engine.facts.people.place(roster, p.row.index)
    if (content.kind === 'empty') return null
    if (content.kind === 'running number') return decimal(index + 1)
    if (content.kind === 'pattern') {
      const text = fill(content.pattern, brace({ occasion, part, count: undefined, total: undefined }))
      checkLength(text, column.longest, at, about, problems)
      return text
    }
    const given = give(content.formula, p)
    if (given === FAULT) return null
    const value = laidOut(content.formula, given)
    if (value === null || value === '') {
      if (blank === 'zero') return ZERO
      if (blank === 'problem')
        problems.push(problem('LAYOUT_BLANK', place ?? at, about, place ? { related: [{ at, note: heading }] } : {}))
      return null
    }
    const amount = typeof value === 'object' && /^(amount|fen)/.test(column.format) ? value : undefined
    if (amount && compare(amount, ZERO) < 0 && !belowZero)
      problems.push(problem('LAYOUT_NEGATIVE', at, { ...about, amount: amountText(amount) }))
    if (typeof value === 'string') checkLength(value, column.longest, place ?? at, about, problems)
    if (layout.file.kind === 'text' && typeof value === 'string') checkText(value, place ?? at, about, problems)
    return value
  })
}

function headOf(layout: Layout, people: readonly Payee[], about: About, problems: Problem[]): LayoutFile['head'] {
  const [first] = people
  const world = first && worldOf(first, people, layout, about.occasion)
  const column: World['column'] = (c, row) => {
    const word = layoutWord(c)
    if (word === 'total') return about.total!
    return word === 'count' ? decimal(about.count!) : world!.column(c, row)
  }
  return layout.head.map(({ row, column: at, ...cell }) => {
    const { content } = cell
    if (content.kind === 'pattern') return { row, column: at, cell, value: fill(content.pattern, brace(about)) }
    if (content.kind !== 'formula' || !world) return { row, column: at, cell, value: null }
    const outcome = evaluate(content.formula, SHOP, { ...world, column }).value
    const value = outcome === FAULT ? null : laidOut(content.formula, outcome)
    if (layout.file.kind === 'text' && typeof value === 'string')
      checkText(value, cell.at, { layout: layout.name, column: content.formula.text, who: '' }, problems)
    return { row, column: at, cell, value }
  })
}

/** A value for a cell: points in time as the book writes them. */
function laidOut({ type }: Bound, value: Value): Value {
  return isTimeKind(type.kind) ? (keptText(value, type.kind) ?? null) : value
}

function figureOf(value: Value | undefined): Decimal {
  return isDecimal(value) ? value : ZERO
}
