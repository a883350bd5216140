// Reads a table from a text file (CSV with commas, semicolons, tabs or bars). Takes the opened file; a first look at its top
// finds separator and header, then the rows stream by. Refuses quotes that don't close and bytes of another encoding.

import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { TableSpec } from '../tables/spec.ts'
import type { FileRequest } from './bind/file-tally.ts'
import { cellPlace } from './bind/report.ts'
import {
  linesOf,
  newlineOf,
  parserOf,
  type RecordFault,
  readRecords,
  SEPARATORS,
  type TextForm,
} from './csv/records.ts'
import type { OpenFile } from './file/open.ts'
import { type FileReading, joined, type ReadingPart } from './join-readings.ts'
import { headingsOf } from './layout/across.ts'
import { headerNotFound, wantedOf } from './layout/bind-header.ts'
import { type Header, type Wanted, wantedHeaders } from './layout/find-header.ts'
import { headerOf } from './layout/given-header.ts'
import type { Grid } from './layout/grid.ts'
import { rowWidths } from './layout/row-widths.ts'
import { HEADER_ROWS } from './limits.ts'
import { failedReading, onlySheet, openTable } from './table-binder.ts'

/** Rows below the header by which the usual number of cells is known. */
const SAMPLE_ROWS = 200

interface Top {
  readonly form: TextForm
  readonly grid: Grid
  readonly header: Header | undefined
}

export async function readTextTable(request: FileRequest, file: OpenFile): Promise<FileReading> {
  const { spec, display, before, tally } = request
  const facts = {
    file: display,
    bytes: file.bytes,
    sha256: file.sha256,
    format: 'csv',
    encoding: file.encoding,
    sheet: undefined,
  } as const
  const top = await readTop(file, spec, wantedHeaders(wantedOf(spec).map(({ headers }) => headers)))
  const { header } = top
  const { grid } = top
  if (!header) return failedReading(display, facts, [headerNotFound(spec, { file: display }, grid)])
  const lines = lineNumbers(top)
  const placeOf = (row: number, cell: number | undefined): Place =>
    cellPlace({ display, sheet: undefined }, cell, lines[row] ?? 1)
  const sample = grid.rows.slice(header.bottom + 1)
  const widths = rowWidths(grid.rows, header)
  const onRead = (position: number): void => request.onProgress?.(display, position, file.bytes)
  const read = async (bottom: number, take: TakeLine): Promise<readonly Problem[]> => {
    let index = 0
    const fault = await readRecords(
      file,
      top.form,
      linesFrom(top.form, (cells, line, last) => {
        if (index++ > bottom) take(cells, line, last)
      }),
      onRead,
    )
    return fault ? [textFault(file, fault)] : []
  }
  const free = Math.max(widths.width, ...grid.rows.map(cells => cells.length))
  if (spec.across) {
    const beside = free
    const about = { period: request.period, beside, placeOf }
    const { value: headings, problems } = headingsOf(spec, spec.across, grid, header, about)
    if (!headings) return failedReading(display, facts, problems)
    const lines: Parameters<TakeLine>[] = []
    const faults = await read(headings[0]!.header.bottom, (...line) => void lines.push(line))
    const all = (lines.at(-1)?.[1] ?? 0) + 1
    const parts = headings.map((heading, i): ReadingPart => {
      const before = request.before + i * all
      const whole = { first: i === 0, last: i === headings.length - 1, tally, before }
      const source = { ...onlySheet(), ...whole, heading: { cell: beside, value: heading.value } }
      const own = { grid, header: heading.header, placeOf, sample, widths, free: free + 1 }
      const { value: table, problems } = openTable(request, own, source)
      const reading = (): FileReading => {
        for (const [cells, line, last] of lines) (last ? table!.takeLast : table!.take)(cells, before + line)
        return table!.finish(facts, i === 0 ? faults : [])
      }
      return { name: heading.value, before, reading: table ? reading() : failedReading(display, facts, problems) }
    })
    return { ...joined(facts, parts), lines: headings.length * all }
  }
  const source = onlySheet(before, tally)
  const { value: table, problems } = openTable(request, { grid, header, placeOf, sample, widths, free }, source)
  if (!table) return failedReading(display, facts, problems)
  let last = 0
  const faults = await read(header.bottom, (cells, line, isLast) => {
    last = line
    ;(isLast ? table.takeLast : table.take)(cells, before + line)
  })
  return { ...table.finish(facts, faults), lines: last }
}

/** A record, the line on which it begins, and whether it is the last one of a file that does not end with a line break. */
type TakeLine = (cells: string[], line: number, last: boolean) => void

function linesFrom(form: TextForm, take: TakeLine): Parameters<typeof readRecords>[2] {
  return block => {
    let { line } = block
    const end = block.rows.length - 1
    block.rows.forEach((cells, i) => {
      take(cells, line, i === end && block.unended)
      line += block.multiline ? linesOf(cells, form.newline) : 1
    })
  }
}

/** Why a text file can't be read to its end. */
export function textFault(file: OpenFile, { what, line }: RecordFault): Problem {
  const at = { file: file.display, line }
  return what === 'quote'
    ? problem('FILE_TEXT_BROKEN', at, { detail: 'quote' })
    : problem('FILE_ENCODING', at, { detail: file.encoding })
}

/** The top of the file as rows, with the separator under which most wanted headers are found. */
async function readTop(file: OpenFile, spec: TableSpec, wanted: Wanted): Promise<Top> {
  const papa = (await import('papaparse')).default
  const newline = newlineOf(file.head)
  const tops = SEPARATORS.map((delimiter): Top => {
    const form = { delimiter, newline } as const
    const parsed = parserOf(papa, form, HEADER_ROWS + SAMPLE_ROWS)(file.head, file.whole)
    const grid = { rows: parsed.rows.slice(0, parsed.brokenRow), merges: undefined }
    return { form, grid, header: headerOf(spec, grid, wanted) }
  })
  const score = ({ header }: Top): number => (header ? header.matched * 100_000 + header.width : 0)
  return tops.reduce((best, top) => (score(top) > score(best) ? top : best))
}

function lineNumbers({ grid, form }: Top): number[] {
  const lines: number[] = []
  let line = 1
  for (const cells of grid.rows) {
    lines.push(line)
    line += linesOf(cells, form.newline)
  }
  return lines
}
