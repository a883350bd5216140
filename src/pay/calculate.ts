// The calculation of a month: every paid person's scores, lines, reserves, deductions and net, and every group's
// figures. Takes a prepared engine; gives the result and the problems met. What is at fault is missing from the result,
// which is then not for use.

import { isDue, isoDate, lastMonthOf, spanOf } from '../core/calendar.ts'
import { compare, type Decimal, decimal, fixed, plain, sumOf, ZERO } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import type { Value } from '../formula/bound.ts'
import { FAULT, type Outcome, type Row } from '../formula/trace.ts'
import type { Home, Type } from '../formula/types.ts'
import { caseFor, type DefinedColumn, payLines, type Scheme } from '../scheme/model.ts'
import type { Engine } from './engine.ts'
import { NOTHING_OPEN, type Opening, takeInOrder } from './opening.ts'
import type {
  DeductionResult,
  GroupResult,
  LineResult,
  PayResult,
  PersonResult,
  ReserveResult,
  Shown,
} from './result.ts'

/** Works the month out, from what earlier months left open. */
export function calculate(
  engine: Engine,
  opening: Opening = NOTHING_OPEN,
): { result: PayResult; problems: readonly Problem[] } {
  const people = [...engine.paid.map(row => calculatePerson(engine, row, opening)), ...onlyCorrected(engine, opening)]
  const groups = engine.scheme.roster.groups.flatMap(column => groupResults(engine, column.name))
  const broken = brokenRules(engine)
  const negative = people
    .filter(p => p.net.isNegative() && !p.net.isZero())
    .map(p => problem('NET_NEGATIVE', undefined, { who: engine.who(p.row), net: amountText(p.net) }))
  const below = people.flatMap(p => belowZero(engine, p))
  const approvals = approvalsDue(engine)
  const found = [...engine.problems, ...broken, ...below, ...negative, ...nothingDue(engine)]
  if (!anyError(found)) found.push(...lost(engine))
  return { result: { people, approvals, groups }, problems: found }
}

/** What could not be worked out though nothing was told of it: it must not be missing from a sheet without a word. */
function lost(engine: Engine): Problem[] {
  const { pay, deductions, reserves, scores, flags } = engine.scheme
  const columns = [...pay, ...deductions, ...reserves.map(r => r.withheld), ...scores, ...flags]
  return engine.paid.flatMap(row =>
    columns
      .filter(column => caseFor(column, engine.position(row)) && engine.value(column, row) === FAULT)
      .map(({ name, at }) => problem('VALUE_LOST', at, { name, who: engine.who(row) })),
  )
}

/** Told where all that the scheme scores and pays comes with a later month of the quarter or year. */
function nothingDue({ scheme, period }: Engine): Problem[] {
  const all = [...scheme.scores, ...scheme.pay].flatMap(c => c.source.cases.map(k => k.every))
  if (all.length === 0 || all.some(every => isDue(period, every))) return []
  const month = all.map(every => lastMonthOf(spanOf(period, every))).sort()[0]!
  return [problem('NOTHING_DUE', undefined, { period: period.name, month })]
}

/** A value as JSON and sheets show it: amounts and rounded figures with their places, other figures plain. */
export function showValue(value: Value, type: Type, places: number | undefined): string {
  if (value === null) return ''
  if (type.kind === 'date') return isoDate(value as number)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object') return String(value)
  if (places !== undefined) return fixed(value, places)
  return type.kind === 'money' && value.decimalPlaces() <= 2 ? amountText(value) : plain(value)
}

function amountOf(outcome: Outcome): Decimal {
  return typeof outcome === 'object' && outcome !== null ? outcome : ZERO
}

function present(outcome: Outcome): outcome is Exclude<Value, null> {
  return outcome !== null && outcome !== FAULT
}

function shown(engine: Engine, columns: readonly DefinedColumn[], row: Row): Shown[] {
  return columns.flatMap(column => {
    const value = engine.value(column, row)
    if (!present(value)) return []
    return [{ name: column.name, type: column.type, value, text: showValue(value, column.type, column.places) }]
  })
}

/** What one person is paid. */
export function calculatePerson(engine: Engine, row: Row, opening: Opening): PersonResult {
  const { scheme, facts, period } = engine
  const { directory } = facts.people
  const id = directory.ids[row.index]!
  const position = engine.position(row)
  const lines = payLines(scheme, position).flatMap(({ column, own }): LineResult[] => {
    const value = engine.value(column, row)
    return present(value) ? [{ column, name: column.name, amount: amountOf(value), commission: own.commission }] : []
  })
  const corrections = opening.corrections.get(id) ?? []
  const gross = sumOf([...lines, ...corrections].map(l => l.amount))
  const reserves = reservesOf(engine, row)
  const deductions = scheme.deductions.flatMap((column): DeductionResult[] => {
    const value = engine.value(column, row)
    return present(value) ? [{ column, name: column.name, amount: amountOf(value) }] : []
  })
  const dues = [
    ...(opening.carried.get(id) ?? []),
    ...deductions.map(({ name, amount }) => ({ name, amount, origin: period.name })),
  ].filter(due => !due.amount.isZero())
  const limit = dues.length === 0 ? undefined : limitOf(engine, scheme, row)
  const taken = takeInOrder(dues, limit)
  const deducted = sumOf(taken.map(t => t.taken))
  const withheld = sumOf(reserves.map(r => r.withheld))
  return {
    row,
    id,
    name: directory.names[row.index]!,
    position,
    groups: groupsOf(engine, row.index),
    scores: shown(engine, scheme.scores, row),
    lines,
    gross,
    commission: sumOf(lines.filter(l => l.commission).map(l => l.amount)),
    reserves,
    deductions,
    limit,
    taken,
    deducted,
    carried: sumOf(taken.map(t => t.carried)),
    corrections,
    net: gross.minus(withheld).minus(deducted),
    flags: flagsOf(engine, row),
  }
}

function reservesOf(engine: Engine, row: Row): ReserveResult[] {
  return engine.scheme.reserves.flatMap(reserve => {
    const value = engine.value(reserve.withheld, row)
    const forfeit = reserve.forfeited && engine.evaluate(reserve.forfeited, row, reserve.name) === true
    if (!present(value)) return []
    const withheld = amountOf(value)
    return [{ column: reserve.withheld, name: reserve.name, withheld, forfeited: forfeit ? withheld : decimal(0) }]
  })
}

/** People who are not paid this month but have a correction of an earlier one to come: nothing of it is lost. */
function onlyCorrected(engine: Engine, { corrections }: Opening): PersonResult[] {
  const paid = new Set(engine.paid.map(row => engine.key(row)))
  const { directory } = engine.facts.people
  return [...corrections].flatMap(([id, own]): PersonResult[] => {
    if (paid.has(id) || own.length === 0) return []
    const index = directory.byId.get(id)
    if (index === undefined) {
      engine.problems.push(problem('LEDGER_PERSON', undefined, { who: id }))
      return []
    }
    const row: Row = { home: 'person', index }
    const amount = sumOf(own.map(c => c.amount))
    const nothing = { scores: [], lines: [], reserves: [], deductions: [], taken: [], flags: [] }
    return [
      {
        ...nothing,
        row,
        id,
        name: directory.names[index]!,
        position: engine.position(row),
        groups: groupsOf(engine, index),
        gross: amount,
        commission: ZERO,
        limit: undefined,
        deducted: ZERO,
        carried: ZERO,
        corrections: own,
        net: amount,
      },
    ]
  })
}

function groupsOf({ scheme, facts }: Engine, index: number): PersonResult['groups'] {
  const { roster } = scheme
  return roster.groups
    .filter(g => g.id !== roster.positionColumn.id)
    .map(g => ({ by: g.name, key: String(facts.people.values[g.source.index]?.[index] ?? '') }))
}

function belowZero(engine: Engine, { row, reserves, deductions }: PersonResult): Problem[] {
  const amounts = [...reserves.map(r => ({ ...r, amount: r.withheld })), ...deductions]
  return amounts
    .filter(({ amount }) => compare(amount, ZERO) < 0)
    .map(({ column, name, amount }) =>
      problem('BELOW_ZERO', column.at, { name, who: engine.who(row), amount: amountText(amount) }),
    )
}

/** The limit of deductions, never below zero; only looked at where something is due. */
function limitOf(engine: Engine, scheme: Scheme, row: Row): Decimal | undefined {
  if (!scheme.deductionLimit) return undefined
  const limit = amountOf(engine.evaluate(scheme.deductionLimit, row, 'at most'))
  return compare(limit, ZERO) < 0 ? ZERO : limit
}

function flagsOf(engine: Engine, row: Row): string[] {
  return engine.scheme.flags.flatMap(column => {
    const value = engine.value(column, row)
    if (value === true) return [column.name]
    return typeof value === 'string' ? [`${column.name}: ${value}`] : []
  })
}

/** All figures of the groups that have someone paid; what can't be worked out and is not needed is left out. */
function groupResults(engine: Engine, by: string): GroupResult[] {
  const home: Home = `group:${by}`
  const columns = engine.scheme.values.filter(column => column.home === home)
  if (columns.length === 0) return []
  return engine.groups(home).flatMap(row => {
    for (const column of columns) engine.attempt(column, row)
    const values = shown(engine, columns, row)
    return values.length === 0 ? [] : [{ row, by, key: engine.who(row), values }]
  })
}

/** Who must approve: for the shop, or for the people of whom the condition holds. */
function approvalsDue(engine: Engine): PayResult['approvals'] {
  return engine.scheme.approvals.flatMap(({ role, when, note }) => {
    if (!when) return []
    const rows = engine.world.rows(when.home).filter(row => engine.evaluate(when, row, role) === true)
    if (rows.length === 0) return []
    const who = rows.map(row => engine.who(row)).filter(text => text !== '')
    return [{ role, why: [note || when.text, ...(who.length > 0 ? [who.join(', ')] : [])].join(': ') }]
  })
}

function brokenRules(engine: Engine): Problem[] {
  return engine.scheme.rules.flatMap(rule =>
    engine.world
      .rows(rule.must.home)
      .filter(row => engine.evaluate(rule.must, row, rule.name) === false)
      .map(row =>
        problem('RULE_BROKEN', rule.at, { rule: rule.name, who: engine.who(row), note: rule.note || rule.must.text }),
      ),
  )
}
