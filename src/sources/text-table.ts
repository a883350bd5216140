// Reads a table from a text file (CSV with commas, semicolons, tabs or bars). Takes the opened file; a first look at its top
// finds separator and header, then the rows stream by. Refuses quotes that don't close and bytes of another encoding.

import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Reading, ReadRequest } from '../tables/reading.ts'
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
import { headerNotFound, wantedOf } from './layout/bind-header.ts'
import { findHeader, type Header, type Wanted, wantedHeaders } from './layout/find-header.ts'
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

export async function readTextTable(request: ReadRequest, file: OpenFile): Promise<Reading> {
  const { spec, display } = request
  const facts = {
    file: display,
    bytes: file.bytes,
    sha256: file.sha256,
    format: 'csv',
    encoding: file.encoding,
    sheet: undefined,
  } as const
  const top = await readTop(file, wantedHeaders(wantedOf(spec).map(({ headers }) => headers)))
  const { header } = top
  const { grid } = top
  if (!header) return failedReading(display, facts, [headerNotFound(spec, { file: display }, grid)])
  const lines = lineNumbers(top)
  const placeOf = (row: number, cell: number | undefined): Place =>
    cellPlace({ display, sheet: undefined }, cell, lines[row] ?? 1)
  const sample = grid.rows.slice(header.bottom + 1)
  const widths = rowWidths(grid.rows, header)
  const { value: table, problems } = openTable(request, { grid, header, placeOf, sample, widths }, onlySheet())
  if (!table) return failedReading(display, facts, problems)
  let index = 0
  const onRead = (position: number): void => request.onProgress?.(display, position, file.bytes)
  const onBlock: Parameters<typeof readRecords>[2] = block => {
    let { line } = block
    const end = block.rows.length - 1
    block.rows.forEach((cells, i) => {
      if (index++ > header.bottom) {
        if (i === end && block.unended) table.takeLast(cells, line)
        else table.take(cells, line)
      }
      line += block.multiline ? linesOf(cells, top.form.newline) : 1
    })
  }
  const fault = await readRecords(file, top.form, onBlock, onRead)
  return table.finish(facts, fault ? [textFault(file, fault)] : [])
}

/** Why a text file can't be read to its end. */
export function textFault(file: OpenFile, { what, line }: RecordFault): Problem {
  const at = { file: file.display, line }
  return what === 'quote'
    ? problem('FILE_TEXT_BROKEN', at, { detail: 'quote' })
    : problem('FILE_ENCODING', at, { detail: file.encoding })
}

/** The top of the file as rows, with the separator under which most wanted headers are found. */
async function readTop(file: OpenFile, wanted: Wanted): Promise<Top> {
  const papa = (await import('papaparse')).default
  const newline = newlineOf(file.head)
  const tops = SEPARATORS.map((delimiter): Top => {
    const form = { delimiter, newline } as const
    const parsed = parserOf(papa, form, HEADER_ROWS + SAMPLE_ROWS)(file.head, file.whole)
    const grid = { rows: parsed.rows.slice(0, parsed.brokenRow), merges: undefined }
    return { form, grid, header: findHeader(grid, wanted) }
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
