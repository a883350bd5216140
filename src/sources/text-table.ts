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
import { bindHeader, headerNotFound, wantedOf } from './layout/bind-header.ts'
import { findHeader, type Header, type Wanted, wantedHeaders } from './layout/find-header.ts'
import { tableUnits } from './layout/header-units.ts'
import { rowWidths } from './layout/row-widths.ts'
import { titleProblem } from './layout/stated-month.ts'
import { HEADER_ROWS } from './limits.ts'
import { bindTable, failedReading, onlySheet } from './table-binder.ts'

/** Rows below the header by which the usual number of cells is known. */
const SAMPLE_ROWS = 200

interface Top {
  readonly form: TextForm
  readonly rows: readonly string[][]
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
  if (!header)
    return failedReading(display, facts, [
      headerNotFound(spec, { file: display }, { rows: top.rows, merges: undefined }),
    ])
  const lines = lineNumbers(top)
  const placeOf = (row: number, cell: number | undefined): Place =>
    cellPlace({ display, sheet: undefined }, cell, lines[row] ?? 1)
  const grid = { rows: top.rows, merges: undefined }
  const title = titleProblem(request, grid, header, placeOf)
  const bound = bindHeader(spec, grid, header, placeOf)
  if ('problems' in bound) return failedReading(display, facts, [...(title ? [title] : []), ...bound.problems])

  const sample = top.rows.slice(header.bottom + 1)
  const widths = rowWidths(top.rows, header)
  const units = tableUnits(spec, grid, header, bound.cells, placeOf)
  const binder = bindTable(request, { ...bound, ...widths, ...units, ...onlySheet(), sample })
  let index = 0
  const onRead = (position: number): void => request.onProgress?.(display, position, file.bytes)
  const onBlock: Parameters<typeof readRecords>[2] = block => {
    let { line } = block
    const end = block.rows.length - 1
    block.rows.forEach((cells, i) => {
      if (index++ > header.bottom) {
        if (i === end && block.unended) binder.takeLast(cells, line)
        else binder.take(cells, line)
      }
      line += block.multiline ? linesOf(cells, top.form.newline) : 1
    })
  }
  const fault = await readRecords(file, top.form, onBlock, onRead)
  return binder.finish(facts, title, fault ? [faultProblem(file, fault)] : [])
}

function faultProblem(file: OpenFile, { what, line }: RecordFault): Problem {
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
    const rows = parsed.rows.slice(0, parsed.brokenRow)
    return { form, rows, header: findHeader({ rows, merges: undefined }, wanted) }
  })
  const score = ({ header }: Top): number => (header ? header.matched * 100_000 + header.width : 0)
  return tops.reduce((best, top) => (score(top) > score(best) ? top : best))
}

function lineNumbers({ rows, form }: Top): number[] {
  const lines: number[] = []
  let line = 1
  for (const cells of rows) {
    lines.push(line)
    line += linesOf(cells, form.newline)
  }
  return lines
}
