// The calculation of a month: every paid person's scores, lines, reserves, deductions and net, and every group's
// figures. Takes a prepared engine; gives the result and the problems met. What is at fault is missing from the result,
// which is then not for use.

import { dueNext, isDue } from '../core/calendar.ts'
import { compare, type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { append } from '../core/lists.ts'
import { amountText } from '../core/money.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import type { Value } from '../formula/bound.ts'
import { evaluate } from '../formula/evaluate.ts'
import { figuresOf, figuresText } from '../formula/figures.ts'
import { showValue } from '../formula/kinds.ts'
import { FAULT, isDecimal, type Outcome, type Row } from '../formula/trace.ts'
import { nodesOf, ownParts } from '../formula/tree.ts'
import { type Home, TEXT } from '../formula/types.ts'
import {
  caseFor,
  type DefinedColumn,
  drawsOf,
  type InputColumn,
  type Reserve,
  type Rule,
  type Scheme,
} from '../scheme/model.ts'
import { saidKinds, withheldOff } from '../scheme/tax.ts'
import { type Adjusted, NOTHING_ADJUSTED } from './adjusted.ts'
import { adjustmentParts, checkAdjustments } from './adjustments.ts'
import type { Engine } from './engine.ts'
import { formerOf, nameAt } from './holders.ts'
import { NOTHING_OPEN, type Opening, takeInOrder } from './opening.ts'
import { payDayProblems } from './pay-days.ts'
import { joined, rowOf } from './people.ts'
import {
  columnOf,
  ownDues,
  type Part,
  type PersonSheet,
  partsOf,
  personSheet,
  type SheetSection,
  type Shown,
  type Who,
} from './person-sheet.ts'
import type { GroupResult, PayResult } from './result.ts'
import { linesOfEachStint } from './stint-lines.ts'

/** Works the month out, from what earlier months left open. */
export function calculate(
  engine: Engine,
  opening: Opening = NOTHING_OPEN,
  adjusted: Adjusted = NOTHING_ADJUSTED,
): { result: PayResult; problems: readonly Problem[] } {
  const others = onlyOpen(engine, opening, adjusted)
  giveSheets(engine, opening, adjusted)
  const people = [...engine.payees.map(row => calculatePerson(engine, row)), ...others]
  const over = checkAdjustments(engine, adjusted, opening.references)
  const groups = engine.scheme.roster.groups.flatMap(column => groupResults(engine, column.name))
  keepOnce(engine)
  const broken = brokenRules(engine)
  const negative = people
    .filter(p => p.net.isNegative() && !p.net.isZero())
    .map(p => problem('NET_NEGATIVE', undefined, { who: engine.who(p.row), net: amountText(p.net) }))
  const below = people.flatMap(p => belowZero(engine, p))
  const approvals = approvalsDue(engine)
  const found = [
    ...engine.problems,
    ...formerPaid(engine),
    ...broken,
    ...over,
    ...below,
    ...negative,
    ...nothingDue(engine),
    ...owedDraws(engine, opening),
    ...linesOfEachStint(engine),
    ...payDayProblems(engine.scheme, engine.period, people),
  ]
  if (!anyError(found)) append(found, lost(engine))
  return { result: { people, approvals, groups }, problems: found }
}

/** What later months read of a person is one figure: where somebody's stints have several, that is told now. */
function keepOnce(engine: Engine): void {
  const people = engine.payees.filter(row => engine.stintsOf(row))
  for (const { source } of people.length > 0 ? engine.scheme.asked : []) {
    if (source.figure.kind !== 'earlier' || source.figure.column.home !== 'person') continue
    for (const row of people) engine.value(source.figure.column, row)
  }
}

/** What could not be worked out though nothing was told of it: it must not be missing from a sheet without a word. */
function lost(engine: Engine): Problem[] {
  const { pay, deductions, reserves, scores, flags } = engine.scheme
  const columns = [...pay, ...deductions, ...reserves.map(r => r.withheld), ...scores, ...flags]
  // What counts once is worked out for the whole of somebody, scores for each stint.
  const whole = [...pay, ...deductions, ...reserves.map(r => r.withheld)]
  return engine.payees.flatMap(row =>
    (engine.stintsOf(row) ? whole : columns)
      .filter(
        column =>
          (engine.stintsOf(row) ?? caseFor(column, engine.position(row))) && engine.value(column, row) === FAULT,
      )
      .map(({ name, at }) => problem('VALUE_LOST', at, { name, who: engine.who(row) })),
  )
}

/** Told where all that the scheme scores and pays comes with a later month of the quarter or year. */
function nothingDue({ scheme, period }: Engine): Problem[] {
  const all = [...scheme.scores, ...scheme.pay].flatMap(c => c.source.cases.map(k => k.every))
  if (all.length === 0 || all.some(every => isDue(period, every))) return []
  const month = all.map(every => dueNext(period, every).name).sort()[0]!
  return [problem('NOTHING_DUE', undefined, { period: period.name, month })]
}

function amountOf(outcome: Outcome): Decimal {
  return isDecimal(outcome) ? outcome : ZERO
}

function present(outcome: Outcome): outcome is Exclude<Value, null> {
  return outcome !== null && outcome !== FAULT
}

function shown(engine: Engine, columns: readonly DefinedColumn[], row: Row): Shown[] {
  const stints = engine.stintsOf(row)
  if (stints)
    return shownTogether(
      stints.map(stint => ({ stint, own: shown(engine, columns, stint) })),
      engine,
      columns,
    )
  return columns.flatMap(column => {
    const value = engine.value(column, row)
    if (!present(value)) return []
    return [{ name: column.name, type: column.type, value, text: showValue(value, column.type.kind, column.places) }]
  })
}

/** Scores of several stints: each once where they are alike, else with the position or the days of each. */
function shownTogether(
  all: readonly { readonly stint: Row; readonly own: readonly Shown[] }[],
  engine: Engine,
  columns: readonly DefinedColumn[],
): Shown[] {
  const { positions, stints } = engine.facts.people
  const alike = new Set(all.map(({ stint }) => positions[stint.index])).size < all.length
  return columns.flatMap(({ name }): Shown[] => {
    const met = all.flatMap(({ stint, own }) => own.filter(s => s.name === name).map(score => ({ stint, score })))
    const [first, ...others] = met
    if (!first) return []
    if (others.every(({ score }) => score.text === first.score.text)) return [first.score]
    const text = met
      .map(({ stint: { index }, score }) => `${alike ? stints!.text(index) : positions[index]} ${score.text}`)
      .join('; ')
    return [{ name, type: TEXT, value: text, text }]
  })
}

/** Lets formulas read what somebody's sheet comes to. */
export function giveSheets(engine: Engine, opening: Opening, adjusted: Adjusted): void {
  engine.makeSheets({
    parts: (row, sections) => sections.flatMap(section => SECTION_PARTS[section](engine, row, { opening, adjusted })),
    sheet: (row, parts) => personSheet(whoOf(engine, row), parts),
  })
}

/** What one person is paid, after `giveSheets`. */
export function calculatePerson(engine: Engine, row: Row): PersonSheet {
  return { ...engine.sheetOf(row), scores: shown(engine, engine.scheme.scores, row), flags: flagsOf(engine, row) }
}

interface Begun {
  readonly opening: Opening
  readonly adjusted: Adjusted
}

/** How the parts of each section are worked out: none needs another, so a figure of the sheet waits for its own only. */
const SECTION_PARTS: Readonly<Record<SheetSection, (engine: Engine, row: Row, begun: Begun) => Part[]>> = {
  lines: (engine, row) =>
    engine.payLines(row).flatMap(({ column, own }) =>
      partOf(engine, row, 'line', column).map(line => ({
        ...line,
        commission: own.commission,
        ...(own.paid ? { paid: own.paid } : {}),
        ...(own.tax ? { tax: own.tax } : {}),
      })),
    ),
  settled: (engine, row, { opening }) => corrections(engine, opening, engine.key(row)),
  byHand: (engine, row, { adjusted }) => byHandOf(engine, row, adjusted).filter(p => p.kind === 'adjustment'),
  reserves: (engine, row) =>
    engine.scheme.reserves.flatMap(reserve =>
      partOf(engine, row, 'reserve', reserve.withheld, reserve.name).map(held => ({
        ...held,
        ...taxOf(engine, row, reserve),
        ...(held.amount.isZero() && isOfNothing(engine, row, reserve) ? { idle: true } : {}),
      })),
    ),
  forfeits: (engine, row) =>
    engine.scheme.reserves.flatMap(reserve => {
      const { name, withheld, forfeited } = reserve
      // Asked whatever is held: a figure that it needs and that is missing is told.
      const isLost = forfeited !== undefined && engine.evaluate(forfeited, row, name) === true
      return partOf(engine, row, 'forfeited', withheld, name).map(held => ({
        ...held,
        ...taxOf(engine, row, reserve),
        ...(isLost ? {} : { amount: ZERO }),
      }))
    }),
  deductions: deductionParts,
}

/** Of which kind it is withheld, where the scheme says kinds. */
function taxOf(engine: Engine, row: Row, reserve: Reserve): Pick<Part, 'tax'> {
  const { scheme } = engine
  return saidKinds(scheme).length > 0 ? { tax: withheldOff(scheme, reserve, engine.position(row)) } : {}
}

/** True where a reserve is withheld from sums of lines only, and somebody has none of them. */
function isOfNothing(engine: Engine, row: Row, { withheld }: Reserve): boolean {
  const sums = withheld.source.cases.flatMap(({ formula }) => [...nodesOf('lines', [formula], ownParts)])
  return sums.length > 0 && sums.every(({ which, line }) => engine.linesOf(which, line, row).length === 0)
}

function partOf(engine: Engine, row: Row, kind: Part['kind'], column: DefinedColumn, name = column.name): Part[] {
  const value = engine.value(column, row)
  if (!present(value)) return []
  return [{ kind, name, amount: amountOf(value), origin: engine.period.name, column: column.id }]
}

function byHandOf(engine: Engine, row: Row, adjusted: Adjusted): Part[] {
  return adjustmentParts(engine, adjusted.get(engine.key(row)) ?? [])
}

/** What is due, of earlier months too, what is taken of it and what is carried over, with the limits. */
function deductionParts(engine: Engine, row: Row, { opening, adjusted }: Begun): Part[] {
  const { scheme, period } = engine
  const own = engine.payLines(row)
  const dues = [
    ...scheme.deductions.flatMap(column => partOf(engine, row, 'due', column)),
    ...byHandOf(engine, row, adjusted).filter(p => p.kind === 'due'),
  ]
  const drawn = own.flatMap(({ column, own: { recovered } }) =>
    recovered ? partOf(engine, row, 'due', column).filter(due => !due.amount.isZero()) : [],
  )
  const draws = new Set(drawsOf(scheme).map(column => column.name))
  const earlier = (opening.carried.get(engine.key(row)) ?? []).map((due): Part => ({ ...due, kind: 'due' }))
  const carried = earlier.filter(due => !draws.has(due.name))
  const open = [...carried, ...dues].some(due => !due.amount.isZero())
  const limit = open ? limitOf(engine, scheme, row) : undefined
  const inOrder = takeInOrder([...carried, ...dues], limit)
  // What was drawn in earlier months is taken back as the draw says; what is drawn now is carried over.
  const back = [...draws].flatMap(name => {
    const { recovered, tax } = own.find(line => line.column.name === name)?.own ?? {}
    const owed = earlier.filter(due => due.name === name)
    const most = recovered && owed.length > 0 ? atLeastZero(engine.evaluate(recovered, row, name)) : ZERO
    return owed.length === 0
      ? []
      : [{ name, most, taken: takeInOrder(owed, most).map(due => ({ ...due, ...(tax && { tax }) })) }]
  })
  const settled = [
    ...inOrder.slice(carried.length),
    ...takeInOrder(drawn, ZERO).map(due => ({ ...due, draw: true })),
    ...inOrder.slice(0, carried.length),
    ...back.flatMap(({ taken }) => taken.map(due => ({ ...due, draw: true }))),
  ].flatMap(({ taken, carried, ...due }): Part[] => [
    due,
    { ...due, kind: 'taken', amount: taken },
    { ...due, kind: 'carried', amount: carried },
  ])
  const limits = [...(limit ? [{ name: '', most: limit }] : []), ...back].map(
    ({ name, most }): Part => ({ kind: 'limit', name, amount: most, origin: period.name }),
  )
  return [...settled, ...limits]
}

function whoOf(engine: Engine, row: Row): Who {
  const { scheme, facts } = engine
  const { directory, values } = facts.people
  const { groups, positionColumn, slips } = scheme.roster
  const textsOf = ({ source }: InputColumn): string[] =>
    (engine.stintsOf(row) ?? [row]).map(({ index }) => String(values[source.index]?.[index] ?? ''))
  return {
    row,
    id: directory.ids[row.index]!,
    name: directory.names[row.index]!,
    position: engine.position(row),
    groups: groups.filter(g => g.id !== positionColumn.id).map(g => ({ by: g.name, key: joined(textsOf(g)) })),
    ...(slips.length > 0 ? { slips: slips.map(column => textsOf(column).findLast(text => text !== '') ?? '') } : {}),
  }
}

function corrections({ scheme }: Engine, opening: Opening, id: string): Part[] {
  const own = opening.corrections.get(id) ?? []
  const draws = new Set(own.length > 0 ? drawsOf(scheme).map(draw => draw.name) : [])
  return own.map(({ kind, ...correction }) => ({
    ...{ ...correction, kind: 'correction', reason: kind },
    ...(kind === 'deducted' && draws.has(correction.name) ? { draw: true } : {}),
  }))
}

/** People who are not paid this month but have something of an earlier one, or decided by hand, to come: nothing of it is lost. */
function onlyOpen(engine: Engine, opening: Opening, adjusted: Adjusted): PersonSheet[] {
  const paid = new Set(engine.payees.map(row => engine.key(row)))
  return [...new Set([...opening.corrections.keys(), ...adjusted.keys()])].flatMap((id): PersonSheet[] => {
    const byHand = adjusted.get(id) ?? []
    const parts = corrections(engine, opening, id)
    if (paid.has(id) || parts.length + byHand.length === 0) return []
    const index = rowOf(engine.facts.people, id)
    if (index === undefined) {
      engine.problems.push(owedTo(engine, id, opening))
      return []
    }
    const row: Row = { home: 'person', index }
    const own = takenWhole(adjustmentParts(engine, byHand))
    const sheet = personSheet(whoOf(engine, row), [...parts, ...own])
    if (byHand.length > 0) {
      const facts = { who: engine.who(row), amount: amountText(sumOf(byHand.map(one => one.amount))) }
      engine.problems.push(problem('ADJUSTED_UNPAID', byHand[0]!.at, facts))
    }
    return [sheet]
  })
}

/** A correction of somebody who stands in no roster: whose it is, as the book has them, and who has the number now. */
function owedTo({ scheme, facts }: Engine, key: string, { corrections: all, holders }: Opening): Problem {
  const own = all.get(key)!
  const last = own
    .map(c => c.origin)
    .sort()
    .at(-1)!
  const known = holders.get(key)
  const { id, name } = formerOf(key, scheme.roster.formerNames) ?? { id: key, name: known ? nameAt(known, last) : '' }
  const { directory, place } = facts.people
  const row = directory.byId.get(id)
  return problem('CORRECTION_PERSON', row === undefined ? undefined : place(scheme.roster.name, row), {
    ...{ id, name },
    now: row === undefined ? undefined : directory.names[row],
    months: [...new Set(own.map(c => c.origin))].sort().join(', '),
    amount: amountText(sumOf(own.map(c => c.amount))),
  })
}

/** Who had a number before somebody else can't be paid in a month beside them: exports by number don't say whose a row is. */
function formerPaid({ scheme, facts, payees }: Engine): Problem[] {
  return payees.flatMap(({ index }) => {
    const { directory, place } = facts.people
    const former = formerOf(directory.ids[index]!, scheme.roster.formerNames)
    if (!former) return []
    const now = directory.names[directory.byId.get(former.id)!]!
    return [problem('NUMBER_SHARED', place(scheme.roster.id, index), { ...former, now })]
  })
}

/** Deductions of somebody who is not paid: nothing is earned that a limit could be a part of. */
function takenWhole(parts: readonly Part[]): Part[] {
  return parts.flatMap(part =>
    part.kind === 'due'
      ? [part, { ...part, kind: 'taken' as const }, { ...part, kind: 'carried' as const, amount: ZERO }]
      : [part],
  )
}

/** What was drawn and can't be taken back this month: of who is not paid, or has no such line any more. */
function owedDraws(engine: Engine, { carried, holders, monthBefore }: Opening): Problem[] {
  const { scheme, facts } = engine
  const paid = new Map(engine.payees.map(row => [engine.key(row), row]))
  return drawsOf(scheme).flatMap(({ name, at }) =>
    [...carried].flatMap(([id, dues]) => {
      const owed = sumOf(dues.flatMap(due => (due.name === name ? [due.amount] : [])))
      const row = paid.get(id)
      const line = row && engine.payLines(row).find(({ column }) => column.name === name)
      if (owed.isZero() || line?.own.recovered) return []
      const index = facts.people.directory.byId.get(id)
      const known = holders.get(id)
      const formerly = known ? nameAt(known, monthBefore) : ''
      const who = index === undefined ? `${formerly} (${id})`.trim() : engine.who({ home: 'person', index })
      return [problem('DRAW_OWED', at, { name, who, amount: amountText(owed), paid: row !== undefined })]
    }),
  )
}

function belowZero(engine: Engine, sheet: PersonSheet): Problem[] {
  return [...partsOf(sheet, 'reserve'), ...ownDues(sheet)]
    .filter(({ amount, adjusted }) => !adjusted && compare(amount, ZERO) < 0)
    .map(part =>
      problem('BELOW_ZERO', columnOf(engine.scheme, part)?.at, {
        name: part.name,
        who: engine.who(sheet.row),
        amount: amountText(part.amount),
      }),
    )
}

/** The limit of deductions, never below zero; only looked at where something is due. */
function limitOf(engine: Engine, scheme: Scheme, row: Row): Decimal | undefined {
  if (!scheme.deductionLimit) return undefined
  return atLeastZero(engine.evaluate(scheme.deductionLimit, row, 'at most'))
}

function atLeastZero(outcome: Outcome): Decimal {
  const limit = amountOf(outcome)
  return compare(limit, ZERO) < 0 ? ZERO : limit
}

function flagsOf(engine: Engine, row: Row): string[] {
  const stints = engine.stintsOf(row)
  if (stints) return [...new Set(stints.flatMap(stint => flagsOf(engine, stint)))]
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

/** Rows of a home, whoever has several stints once. */
function onceFor(engine: Engine, home: Home): readonly Row[] {
  return home === 'person' ? engine.payees : engine.world.rows(home)
}

/** Who must approve: for the shop, or for the people of whom the condition holds. */
function approvalsDue(engine: Engine): PayResult['approvals'] {
  return engine.scheme.approvals.flatMap(({ role, when, note }) => {
    if (!when) return []
    const rows = onceFor(engine, when.home).filter(row => engine.evaluate(when, row, role) === true)
    if (rows.length === 0) return []
    const who = rows
      .map(row => engine.who(row))
      .filter(text => text !== '')
      .join(', ')
    return [{ role, why: [note || when.text, ...(who === '' ? [] : [who])].join(': '), note: note ?? '', when, who }]
  })
}

/** Rules that do not hold, each with the figures that it looks at and the cells that these stand in. */
function brokenRules(engine: Engine): Problem[] {
  const isAsked = ({ positions }: Rule, row: Row): boolean =>
    positions === undefined || (engine.stintsOf(row) ?? [row]).some(r => positions.includes(engine.position(r)))
  return engine.scheme.rules.flatMap(rule =>
    onceFor(engine, rule.positions ? 'person' : rule.must.home)
      .filter(row => isAsked(rule, row) && engine.hasRows(rule.must, row))
      .filter(row => engine.evaluate(rule.must, row, rule.name) === false)
      .map(row => {
        const { must, warns, note, at, name } = rule
        const read = figuresOf([must])
        const figures = figuresText(read, row, engine.world, evaluate)
        const said = { rule: name, who: engine.who(row), note: note || must.text, figures }
        // What a trial was given, nobody can look up.
        const facts = engine.facts.everyInput ? said : { ...said, ask: engine.key(row), period: engine.period.name }
        const related = read.flatMap(figure => {
          const cell = engine.cellOf(figure, row)
          return cell ? [{ at: cell, note: figure.text }] : []
        })
        return problem(warns ? 'RULE_UNKEPT' : 'RULE_BROKEN', at, facts, related.length > 0 ? { related } : {})
      }),
  )
}
