// An export of many rows in a month: read once, and again where its measures need figures that other measures give. Takes
// the table and the measures of a level; gives their results to the facts, and the problems that rows bring.

import { placeText } from '../core/place.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import type { Bound, Measure } from '../formula/bound.ts'
import { acceptIn } from '../scheme/allowed.ts'
import type { SchemeTable } from '../scheme/model.ts'
import type { Directory } from '../tables/directory.ts'
import type { Reading } from '../tables/reading.ts'
import type { TableSpec } from '../tables/spec.ts'
import type { Engine } from './engine.ts'
import { type MeasureResult, measurePass, type Pass, type PassRequest } from './measure-pass.ts'
import type { MonthFacts } from './month-facts.ts'
import { type Reconciliation, reconcileTable } from './reconciliation.ts'
import { findingProblems, type RowChecks, rowChecks } from './row-checks.ts'
import { lookAgain, type MonthFolder, readAgain, type TableReading } from './shop-files.ts'

type Blanks = { row: number; bound: Bound }[]
const MOST_BLANKS = 20

/** How the rows of an export become figures. */
export interface Rows {
  readonly engine: Engine
  readonly facts: MonthFacts
  readonly directory: Directory
  readonly folder: MonthFolder
  /** Whether the rows behind each figure are remembered. */
  readonly keepRows: boolean
}

export class EventTable {
  readonly table: SchemeTable
  private readonly rows: Rows
  private readonly settled = new Map<Measure, MeasureResult>()
  private readonly checks: RowChecks
  private checked = false
  private last: Pass | undefined

  constructor(table: SchemeTable, rows: Rows) {
    this.table = table
    this.rows = rows
    this.checks = rowChecks(table.spec)
  }

  /** Prepares to take measures: the rows go to `onBatch`, then `finish` keeps their figures and tells what is wrong. */
  take(measures: readonly Measure[]): {
    readonly onBatch: Pass['onBatch']
    readonly finish: (source: TableReading) => Promise<Problem[]>
  } {
    const { engine, facts, directory, keepRows } = this.rows
    const blanks: Blanks = []
    const onBlank: PassRequest['onBlank'] = (row, bound) => {
      if (blanks.length < MOST_BLANKS) blanks.push({ row, bound })
    }
    const checks = this.checked ? undefined : this.checks
    this.checked = true
    const shared = { table: this.table, measures, settled: new Map(this.settled), directory, keepRows, onBlank }
    const pass = measurePass({ ...shared, world: engine.world, onRow: checks?.take })
    const finish = async (source: TableReading): Promise<Problem[]> => {
      const results = pass.results()
      for (const [measure, result] of results) this.settled.set(measure, result)
      this.last = pass
      // What rows add up to of which some could not be read is not known.
      if (source.reading.unread.rows === 0) facts.measured(source.reading.facts?.file ?? this.table.spec.name, results)
      const found = checks ? await secondLook(this.table.spec, source, this.rows, checks) : []
      return [...blankProblems(blanks, source.reading), ...found]
    }
    return { onBatch: pass.onBatch, finish }
  }

  /** Reads the file once more, for measures that wait for figures of other measures. */
  async takeAgain(measures: readonly Measure[], source: TableReading): Promise<Problem[]> {
    const { onBatch, finish } = this.take(measures)
    await readAgain(this.table.spec, source, this.rows.folder, this.rows.directory, onBatch)
    return finish(source)
  }

  /** What became of its figures, once all tables are read: rows of others may have asked for those of an order. */
  reconciliation(reading: Reading): Reconciliation[] {
    return this.last && reading.unread.rows === 0 ? reconcileTable(this.table.spec, reading, this.last.uses()) : []
  }
}

/** Rows that stand twice and what the row checks found, quoted by a second look at the file where there is anything. */
async function secondLook(
  spec: TableSpec,
  source: TableReading,
  { folder, directory }: Rows,
  checks: RowChecks,
): Promise<Problem[]> {
  if (anyError(source.reading.problems.filter(p => p.code.startsWith('FILE')))) return []
  // The row that a reversal takes back may be one that could not be read.
  const whole = source.reading.unread.rows === 0
  const findings = checks.findings().filter(f => whole || f.code !== 'REVERSAL_ALONE')
  const rows = new Set(findings.flatMap(f => (f.other === undefined ? [f.row] : [f.row, f.other])))
  const { suspects } = source.reading
  const { quotes, problems } = await lookAgain(spec, source, folder, directory, { rows, suspects })
  const twice = new Set(problems.map(p => placeText(p.at!)))
  const told = findings.filter(f => f.code !== 'ID_REPEATED' || !twice.has(placeText(source.reading.rowPlace(f.row))))
  return [...problems, ...findingProblems(told, spec, source.reading, quotes)].map(acceptIn(folder.allowed, spec.name))
}

function blankProblems(blanks: Blanks, reading: Reading): Problem[] {
  return blanks.map(({ row, bound }) => {
    const related = [{ at: bound.at, note: bound.text }]
    return problem('ROW_BLANK_USED', reading.place(0, row), { column: bound.text, name: bound.text }, { related })
  })
}
