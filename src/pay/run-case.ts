// One test case of a scheme: what is given worked out, and held against what is expected, figure by figure. A case that
// expects to be refused passes where exactly the inputs, or rules, that it names are at fault.

import { compare, type Decimal, plain } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import { anyError, type Problem } from '../core/problem.ts'
import { showValue } from '../formula/kinds.ts'
import { FAULT, type Row } from '../formula/trace.ts'
import { type Expectation, type ExpectedKind, NONE, type TestCase } from '../scheme/case-file.ts'
import { payLines, type Scheme, type SchemeColumn } from '../scheme/model.ts'
import { textFigure } from '../sources/bind/figure-unit.ts'
import { reach } from './coverage.ts'
import type { Engine } from './engine.ts'
import { type PartKind, type PersonSheet, partsOf } from './person-sheet.ts'
import { tryPeople } from './trial.ts'

/** A figure that is not as expected. */
export interface Difference {
  readonly expectation: Expectation
  /** As the sheet has it; `none` where there is no such figure. */
  readonly calculated: string
  /** Calculated less expected, where both are figures. */
  readonly difference: string | undefined
  /** The columns whose explanation says how it came about, for the row. */
  readonly columns: readonly SchemeColumn[]
  readonly row: Row
}

/** What became of a case. */
export interface CaseRun {
  readonly case: TestCase
  readonly passed: boolean
  readonly differences: readonly Difference[]
  /** How many figures were compared. */
  readonly compared: number
  /** Why it could not be calculated, or was refused for other inputs than it says. */
  readonly problems: readonly Problem[]
  /** The inputs or rules it was refused for, where it says that it is refused. */
  readonly refusedFor: readonly string[] | undefined
  readonly engine: Engine | undefined
}

/** Runs a case; what its figures came through is added to `reached`. */
export function runCase(scheme: Scheme, c: TestCase, reached: Set<string>): CaseRun {
  const run: CaseRun = {
    case: c,
    passed: false,
    differences: [],
    compared: 0,
    problems: c.problems,
    refusedFor: undefined,
    engine: undefined,
  }
  if (c.problems.length > 0) return run
  const { result, engine, problems: met } = tryPeople(scheme, c.people, c.set, c.period, c.everybody)
  const problems = met.map(inCase)
  const errors = problems.filter(p => p.severity === 'error')
  if (c.refused) {
    const refusedFor = named(errors)
    const passed = errors.length > 0 && refusedFor.join('\n') === [...new Set(c.refused)].sort().join('\n')
    return { ...run, passed, problems: passed ? [] : errors, refusedFor }
  }
  if (!result || !engine || anyError(problems)) return { ...run, problems: errors }
  const differences = c.expect.flatMap(expectation => {
    const person = result.people.find(p => p.id === expectation.of)!
    const of = { engine, person, name: expectation.name }
    const row = EXPECTED[expectation.kind]
    const columns = row.columns(of)
    for (const column of columns) reach(engine, column, person.row, reached)
    const calculated = row.text(of, columns)
    if (agrees(expectation, calculated)) return []
    const difference = differenceText(expectation.expected, calculated)
    const explained = columns.filter(column => matters(engine, column, expectation, person))
    return [{ expectation, calculated, difference, columns: explained, row: person.row }]
  })
  return { ...run, passed: differences.length === 0, differences, compared: c.expect.length, engine }
}

/** A problem as a case has it: what is missing is given in the file, not on the command line. */
function inCase(met: Problem): Problem {
  return met.code === 'INPUT_MISSING' ? { ...met, facts: { ...met.facts, inCase: true } } : met
}

/** What a case expects, of somebody. */
interface Expected {
  readonly engine: Engine
  readonly person: PersonSheet
  readonly name: string
}

/** Where a kind of figure stands: the columns that it is of (one, or for sums and flags all of them), and its text. */
interface ExpectedRow {
  readonly columns: (of: Expected) => readonly SchemeColumn[]
  readonly text: (of: Expected, columns: readonly SchemeColumn[]) => string
}

function amount(kind: PartKind, columns: (scheme: Scheme) => readonly SchemeColumn[]): ExpectedRow {
  return {
    columns: ({ engine, name }) => columns(engine.scheme).filter(c => c.name === name),
    text: ({ person, name }) => {
      const found = partsOf(person, kind).find(part => part.name === name)
      return found ? amountText(found.amount) : NONE
    },
  }
}

const held = ({ reserves }: Scheme): SchemeColumn[] => reserves.map(r => r.withheld)
const lines = ({ engine, person }: Expected): SchemeColumn[] =>
  payLines(engine.scheme, person.position).map(l => l.column)

const EXPECTED: Readonly<Record<ExpectedKind, ExpectedRow>> = {
  line: amount('line', s => s.pay),
  forfeited: amount('forfeited', held),
  withheld: amount('reserve', held),
  deduction: amount('due', s => s.deductions),
  score: {
    columns: ({ engine, name }) => engine.scheme.scores.filter(c => c.name === name),
    text: ({ person, name }) => person.scores.find(s => s.name === name)?.text ?? NONE,
  },
  flags: { columns: ({ engine }) => engine.scheme.flags, text: ({ person }) => person.flags.join('、') },
  gross: { columns: lines, text: ({ person }) => amountText(person.gross) },
  net: {
    columns: of => [...lines(of), ...held(of.engine.scheme), ...of.engine.scheme.deductions],
    text: ({ person }) => amountText(person.net),
  },
  value: {
    columns({ engine, person, name }) {
      const named = engine.scheme.columns.filter(c => c.name === name || `${c.owners[0]}.${c.name}` === name)
      const reachable = named.filter(c => engine.world.move(person.row, c.home) !== null)
      return [...reachable.filter(c => c.source.kind === 'defined'), ...reachable].slice(0, 1)
    },
    text({ engine, person }, [column]) {
      const row = column && engine.world.move(person.row, column.home)
      const value = row ? engine.value(column, row) : null
      return value === null || value === FAULT ? NONE : showValue(value, column!.type.kind, column!.places)
    },
  },
}

/** True where the explanation of a column belongs to a difference: not for flags that are as expected and lines of nobody. */
function matters(engine: Engine, column: SchemeColumn, { kind, expected }: Expectation, person: PersonSheet): boolean {
  if (kind === 'gross' || kind === 'net') return engine.value(column, person.row) !== null
  if (kind !== 'flags') return true
  const own = (flags: readonly string[]): string => flags.filter(f => f.split(': ')[0] === column.name).join('、')
  return own(expected.split('、')) !== own(person.flags)
}

/** Figures agree by what they are worth, flags in any order, texts letter by letter. */
function agrees({ kind, expected }: Expectation, calculated: string): boolean {
  if (kind === 'flags') return sorted(expected) === sorted(calculated)
  const a = figure(expected)
  const b = figure(calculated)
  return a && b ? compare(a, b) === 0 : expected.trim() === calculated
}

function sorted(flags: string): string {
  return flags.split('、').sort().join('、')
}

/** A figure as it is written or shown; undefined for any other text. */
function figure(text: string): Decimal | undefined {
  const read = text.trim() === '' ? undefined : textFigure(text)
  return read && 'value' in read ? read.value : undefined
}

function differenceText(expected: string, calculated: string): string | undefined {
  const a = figure(expected)
  const b = figure(calculated)
  if (!a || !b) return undefined
  const difference = b.minus(a)
  return /^-?\d+\.\d\d$/.test(calculated) && difference.decimalPlaces() <= 2
    ? amountText(difference)
    : plain(difference)
}

/** The inputs that problems name as missing, out of range, or a divisor of zero, and the rules that did not hold. */
function named(problems: readonly Problem[]): string[] {
  const found = problems.flatMap(p => {
    switch (p.code) {
      case 'INPUT_MISSING':
      case 'INPUT_INVALID':
      case 'INPUT_DISAGREES':
      case 'INPUT_UNKNOWN':
        return [p.facts.name]
      case 'VALUE_BLANK':
        return [p.facts.blank]
      case 'DIVISION_BY_ZERO':
        return [p.facts.divisor]
      case 'CELL_RANGE':
        return [p.facts.column]
      case 'REFUSED':
        return [p.facts.name]
      case 'RULE_BROKEN':
        return [p.facts.rule]
      default:
        return []
    }
  })
  return [...new Set(found)].sort()
}
