// Makes the readers of a table's columns. Takes the scheme's columns and where they stand in the file; gives, for each,
// the function that reads its cells, and the dictionary that its codes belong to.

import type { Period } from '../../core/calendar.ts'
import { problem } from '../../core/problem.ts'
import type { UnitReason } from '../../core/problem-facts.ts'
import { Sums } from '../../tables/accumulators.ts'
import { type Batch, newBatch } from '../../tables/batch.ts'
import type { Directory } from '../../tables/directory.ts'
import { Interner } from '../../tables/interner.ts'
import { type ColumnSpec, type FigureType, isFigure, secretOf } from '../../tables/spec.ts'
import type { StatedUnit } from '../layout/header-units.ts'
import type { Sample } from '../layout/row-widths.ts'
import { BATCH_ROWS } from '../limits.ts'
import { type FileSums, figureReader } from './figure-reader.ts'
import { type FigureUnits, figureUnits } from './figure-unit.ts'
import type { FileTally } from './file-tally.ts'
import { peopleReader } from './people-reader.ts'
import type { ColumnContext, ReadCell } from './reader.ts'
import type { Report } from './report.ts'
import {
  choiceReader,
  dateReader,
  groupReader,
  idReader,
  listReader,
  secretReader,
  textReader,
  timeReader,
  yesNoReader,
} from './word-readers.ts'

interface BindContext {
  readonly columns: readonly ColumnSpec[]
  /** 0-based cell of each column in the file's rows. */
  readonly cells: readonly number[]
  /** What the header or title of each column says that its figures are in. */
  readonly units: readonly (StatedUnit | undefined)[]
  readonly directory: Directory
  readonly period: Period | undefined
  /** The column that says which month a row is of. */
  readonly month: string | undefined
  readonly is1904: boolean
  /** Rows at the top of the table; none where each row has a figure of its own. */
  readonly sample: Sample | undefined
  readonly report: Report
  readonly tally: FileTally
  /** The cell with the name of whose row it is, beside the number. */
  readonly nameCell?: number | undefined
}

export interface BoundColumns {
  readonly batch: Batch
  readonly readers: readonly ReadCell[]
  readonly dictionaries: readonly (Interner | undefined)[]
  readonly sums: FileSums
  readonly tally: FileTally
  /** How figures are read, by column. */
  readonly units: readonly (FigureUnits | undefined)[]
}

/** The type of a figure column; undefined for others. */
export function figureType({ type }: ColumnSpec): FigureType | undefined {
  return isFigure(type) ? type : undefined
}

export function bindColumns(context: BindContext): BoundColumns {
  const batch = newBatch(context.columns.length, BATCH_ROWS)
  const sums: FileSums = { all: new Sums(), left: new Sums() }
  const bound = context.columns.map((spec, index) => {
    const column: ColumnContext = {
      spec,
      index,
      cell: context.cells[index]!,
      data: batch.columns[index]!,
      report: context.report,
    }
    return bindColumn(column, context, sums)
  })
  const dictionaries = bound.map(b => b.dictionary)
  context.tally.dictionaries = dictionaries
  return {
    batch,
    sums,
    readers: bound.map(b => b.read),
    dictionaries,
    tally: context.tally,
    units: bound.map(b => b.units),
  }
}

/** Tells of a unit in a header or title under which the figures can't be read for certain. */
function tellUnit({ spec, report }: ColumnContext, reason: UnitReason, stated: StatedUnit | undefined): void {
  const found = stated?.text ?? spec.unit?.text ?? ''
  const at = stated?.at ?? spec.at
  const quote = { quote: { text: found } }
  const said = stated?.unit.rate ? '%' : (stated?.unit.text ?? found)
  if (reason === 'span') report.add(problem('UNIT_UNSAID', at, { column: spec.name, found: said }, quote))
  else report.add(problem('UNIT_WRONG', at, { column: spec.name, found: stated?.unit.text ?? found, reason }, quote))
}

function bindColumn(
  column: ColumnContext,
  context: BindContext,
  sums: FileSums,
): { read: ReadCell; dictionary: Interner | undefined; units?: FigureUnits } {
  const { spec, index } = column
  const figure = figureType(spec)
  if (figure) {
    const stated = context.units[index]
    const units = figureUnits(spec, figure, stated)
    if (units.fault) tellUnit(column, units.fault, stated)
    const { sample } = context
    const cells = sample ? () => sample.map(row => row?.[column.cell]) : undefined
    return { read: figureReader(column, figure, sums, units, cells), dictionary: undefined, units }
  }
  const { type } = spec
  if (type === 'date' || type === 'moment')
    return {
      read: dateReader(column, type, context.period, context.is1904, spec.name === context.month, () =>
        (context.sample ?? []).map(row => row?.[column.cell]),
      ),
      dictionary: undefined,
    }
  if (type === 'time') return { read: timeReader(column), dictionary: undefined }
  if (type === 'yes/no') return { read: yesNoReader(column), dictionary: undefined }
  if (type === 'person')
    return { read: peopleReader(column, context.directory, context.nameCell), dictionary: undefined }
  if (typeof type === 'object') {
    const groups = context.directory.groups.get(type.group) ?? new Interner()
    return { read: groupReader(column, groups), dictionary: groups }
  }
  // Texts of all sheets of a file have one code.
  const dictionary = context.tally.dictionaries[index] ?? new Interner()
  const secret = secretOf(spec)
  if (secret) return { read: secretReader(column, dictionary, secret), dictionary }
  if (type === 'list') return { read: listReader(column, dictionary, spec.values), dictionary }
  if (type === 'id') return { read: idReader(column, dictionary), dictionary }
  return {
    read: spec.values ? choiceReader(column, dictionary, spec.values) : textReader(column, dictionary),
    dictionary,
  }
}
