// Conditions, figures and codes compiled for the rows of an export, against the evaluator row by row: whatever the cells
// hold, the fast paths say what the rules say.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { bind, condition } from '../../src/formula/bind.ts'
import type { Bound, EventTable, RowColumn } from '../../src/formula/bound.ts'
import { evaluate } from '../../src/formula/evaluate.ts'
import { parseFormula } from '../../src/formula/parser.ts'
import { compileCode, compileFigure, compileTest, noRows, type Rows, rowWorld } from '../../src/formula/rows.ts'
import { FAULT } from '../../src/formula/trace.ts'
import { COUNT, DATE, MONEY, NUMBER, PERSON, TEXT, type Type, YES_NO } from '../../src/formula/types.ts'
import { BLANK, fromScaled, newBatch, ODD, setFigure } from '../../src/tables/batch.ts'
import { Interner } from '../../src/tables/interner.ts'
import { count, environment, money, number, sourceOf, type Things, text, worldOf } from '../support/lab.ts'

const SHOP: Things = { target: money('150.5'), quota: number('2'), most: count(3), word: text('附件') }
const TYPES: Record<string, Type> = {
  labour: MONEY,
  parts: MONEY,
  km: NUMBER,
  bottles: COUNT,
  kind: TEXT,
  plate: TEXT,
  paid: YES_NO,
  settled: DATE,
  who: PERSON,
}
const NAMES = Object.keys(TYPES)
const WORDS = ['备件', '附件', '精品', '']

/** What a row may hold. */
type Cells = Record<string, string | number | boolean | null>

const rows: Rows = {
  ...noRows(),
  batch: newBatch(NAMES.length, 64),
  dictionaries: NAMES.map(n => (TYPES[n] === TEXT ? new Interner() : undefined)),
  summing: false,
}

function fill(cells: readonly Cells[]): void {
  rows.batch.size = cells.length
  for (const [c, name] of NAMES.entries()) {
    const column = rows.batch.columns[c]!
    column.odd.clear()
    cells.forEach((row, i) => {
      const value = row[name]!
      if (value === null) column.values[i] = BLANK
      else if (typeof value === 'boolean') column.values[i] = Number(value)
      else if (typeof value === 'number') column.values[i] = value
      else if (TYPES[name] === TEXT) column.values[i] = rows.dictionaries[c]!.code(value)
      else setFigure(column, i, decimal(value))
    })
  }
}

const orBlank = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 6 })
const figure = fc.oneof(
  fc.constantFrom('0', '150', '150.5', '2', '3', '-1', '0.00005', '150.00001', '999999999999999', '-900719925474.0992'),
  fc
    .tuple(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: 0, max: 6 }))
    .map(([n, p]) => decimal(n).times(decimal(10).pow(-p)).toFixed()),
)
const whole = fc.integer({ min: -3, max: 5 }).map(String)
const word = fc.constantFrom(...WORDS)
const row: fc.Arbitrary<Cells> = fc.record({
  labour: orBlank(figure),
  parts: orBlank(figure),
  km: orBlank(figure),
  bottles: orBlank(whole),
  kind: orBlank(word),
  plate: orBlank(word),
  paid: orBlank(fc.boolean()),
  settled: orBlank(fc.integer({ min: 20_000, max: 20_003 })),
  who: orBlank(fc.integer({ min: 0, max: 3 })),
})

const moneyFormula = fc.letrec<{ m: string }>(tie => ({
  m: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'money' },
    fc.constantFrom('labour', 'parts', 'worked', 'target', '12.5元', '0元'),
    fc.tuple(tie('m'), fc.constantFrom('+', '−'), tie('m')).map(([a, s, b]) => `(${a} ${s} ${b})`),
    tie('m').map(m => `${m} × 0.5%`),
    fc.tuple(tie('m'), fc.constantFrom('km', 'quota', 'bottles')).map(([m, n]) => `${m} × ${n}`),
    tie('m').map(m => `−${m}`),
    fc.tuple(tie('m'), tie('m')).map(([a, b]) => `max(${a}, ${b})`),
  ),
})).m
const sign = fc.constantFrom('=', '≠', '<', '≤', '>', '≥')
const texts = fc.constantFrom('"备件"', '"附件"', '"无此类"', 'word')
const atom = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('labour', 'parts', 'worked'),
      sign,
      fc.constantFrom('0', '150.5元', 'target', 'parts', '0.00005元'),
    )
    .map(x => x.join(' ')),
  fc
    .tuple(
      fc.constantFrom('km', 'bottles', 'km + 1'),
      sign,
      fc.constantFrom('0', '2', 'quota', 'most', '0.00001', '1 ÷ 3'),
    )
    .map(x => x.join(' ')),
  fc.tuple(fc.constantFrom('kind', 'plate'), fc.constantFrom('=', '≠'), texts).map(x => x.join(' ')),
  fc
    .tuple(
      fc.constantFrom('kind', 'plate'),
      fc.constantFrom('in', 'not in'),
      fc.array(texts, { minLength: 1, maxLength: 3 }),
    )
    .map(([k, i, t]) => `${k} ${i} (${t.join(', ')})`),
  fc.constantFrom(
    'kind = plate',
    'paid',
    'counted',
    'paid = yes',
    'who = who',
    'settled ≤ settled + 1',
    'km in (0, 2, 150)',
    'settled > start of period',
  ),
  fc
    .tuple(
      fc.constantFrom('labour', 'kind', 'paid', 'settled', 'who', 'worked', 'km'),
      fc.constantFrom('is blank', 'is not blank'),
    )
    .map(x => x.join(' ')),
  fc.tuple(moneyFormula, sign, moneyFormula).map(x => x.join(' ')),
)
const testFormula = fc.letrec<{ t: string }>(tie => ({
  t: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'test' },
    atom,
    fc.tuple(tie('t'), fc.constantFrom('and', 'or'), tie('t')).map(([a, w, b]) => `(${a} ${w} ${b})`),
    tie('t').map(t => `not (${t})`),
    fc.tuple(tie('t'), tie('t'), tie('t')).map(([a, b, c]) => `(if ${a} then ${b} else ${c})`),
  ),
})).t

/** The export: its columns, and two that are worked out row by row. */
function eventTable(): EventTable {
  const columns = new Map(
    NAMES.map((name, index): [string, RowColumn] => [name, { name, type: TYPES[name]!, source: { index } }]),
  )
  const table: EventTable = {
    name: 'orders',
    column: name => columns.get(name),
    columnNames: () => [...columns.keys()],
    ownerNames: [],
  }
  const worked = boundFor('labour + parts', table)
  columns.set('worked', { name: 'worked', type: MONEY, source: { formula: worked } })
  const counted = boundFor('kind = "备件" and paid', table)
  columns.set('counted', { name: 'counted', type: YES_NO, source: { formula: counted } })
  return table
}

function boundFor(formula: string, table: EventTable, check: typeof bind = bind): Bound {
  const parsed = parseFormula(formula, 'CNY')
  if ('fault' in parsed) throw new Error(`${formula}: ${JSON.stringify(parsed.fault)}`)
  const problems: { code: string }[] = []
  const env = environment(sourceOf(formula), SHOP, problems as never)
  const bound = check(parsed.expr, { ...env, row: table })
  if (problems.length > 0) throw new Error(`${formula}: ${problems.map(p => p.code).join()}`)
  return bound
}

const TABLE = eventTable()
const world = rowWorld(rows, worldOf(SHOP, []))
const outcome = (bound: Bound, i: number) => evaluate(bound, { home: 'row', index: i }, world).value

test('a compiled condition says of every row what the evaluator says', () => {
  fc.assert(
    fc.property(testFormula, fc.array(row, { minLength: 1, maxLength: 20 }), (formula, cells) => {
      fill(cells)
      const bound = boundFor(formula, TABLE, condition)
      const compiled = compileTest(bound, rows, world)
      const found = cells.map((_, i) => Math.max(-1, compiled(i)))
      const expected = cells.map((_, i) => {
        const value = outcome(bound, i)
        return value === true ? 1 : value === false ? 0 : -1
      })
      expect(`${formula}: ${found}`).toBe(`${formula}: ${expected}`)
    }),
    { numRuns: 1500 },
  )
})

test('a compiled figure gives of every row what the evaluator gives', () => {
  const numbers = fc.oneof(
    moneyFormula,
    fc.constantFrom('km', 'bottles', 'km − bottles', 'km ÷ 3', 'settled', 'settled + 1'),
  )
  fc.assert(
    fc.property(numbers, fc.array(row, { minLength: 1, maxLength: 20 }), (formula, cells) => {
      fill(cells)
      const bound = boundFor(formula, TABLE)
      const { scaled, exact } = compileFigure(bound, rows, world)
      cells.forEach((_, i) => {
        const value = outcome(bound, i)
        const expected =
          value === FAULT || value === null ? 'none' : typeof value === 'object' ? value.toFixed() : `${value}`
        const fast = scaled(i)
        const plainDay = bound.kind === 'row column' && bound.type === DATE
        const found = Number.isNaN(fast)
          ? 'none'
          : fast === ODD || plainDay
            ? (exact(i)?.toFixed() ?? 'none')
            : fromScaled(fast).toFixed()
        expect(`${formula}: ${found}`).toBe(`${formula}: ${expected}`)
      })
    }),
    { numRuns: 1500 },
  )
})

test('a compiled code tells two rows apart exactly where their values differ', () => {
  const keys = fc.constantFrom(
    'who',
    'kind',
    'plate',
    'labour',
    'labour + parts',
    'settled',
    'if paid then kind else "其他"',
    'paid',
  )
  fc.assert(
    fc.property(keys, fc.array(row, { minLength: 2, maxLength: 20 }), (formula, cells) => {
      fill(cells)
      const bound = boundFor(formula, TABLE)
      const interner = new Interner()
      const code = compileCode(bound, rows, world, t => interner.code(t))
      const codes = cells.map((_, i) => code(i))
      const values = cells.map((_, i) => {
        const value = outcome(bound, i)
        return value === FAULT || value === null ? undefined : typeof value === 'object' ? value.toFixed() : value
      })
      values.forEach((a, i) => {
        expect(codes[i]! < 0).toBe(a === undefined)
        values.forEach((b, j) => {
          if (a !== undefined && b !== undefined) expect(codes[i] === codes[j]).toBe(a === b)
        })
      })
    }),
  )
})
