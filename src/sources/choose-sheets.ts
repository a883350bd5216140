// Which sheets of a workbook a table is read from: those that the scheme names, or the one whose header fits best. Takes the
// workbook; refuses sheets that are not there and several that fit alike, and tells of one that nearly fits and is left.

import { type Problem, problem } from '../core/problem.ts'
import { done, type Failed, failed, type Result } from '../core/result.ts'
import { suggest } from '../core/suggest.ts'
import type { FileRequest } from './bind/file-tally.ts'
import { isBlankCell } from './cells/text.ts'
import { matcher } from './find-file.ts'
import { headerNotFound, wantedOf } from './layout/bind-header.ts'
import { type Header, wantedHeaders } from './layout/find-header.ts'
import { headerOf } from './layout/given-header.ts'
import type { Grid } from './layout/grid.ts'
import { otherMonth, titleProblem } from './layout/stated-month.ts'
import { type Sheet, topOf, type Workbook } from './workbook/sheet.ts'

export interface ChosenSheet {
  readonly sheet: Sheet
  readonly grid: Grid
  readonly header: Header
}

const ALL = 'all'

/** The sheets in the order of the workbook. */
export function chooseSheets(request: FileRequest, book: Workbook): Result<readonly ChosenSheet[]> {
  const { spec, display } = request
  const wanted = wantedHeaders(wantedOf(spec).map(({ headers }) => headers))
  const seen = book.sheets.map(sheet => {
    const grid = topOf(sheet)
    return { sheet, grid, header: headerOf(spec, grid, wanted) }
  })
  const withHeader = (some: readonly Seen[]): ChosenSheet[] =>
    some.flatMap(({ header, ...rest }) => (header ? [{ ...rest, header }] : []))
  if (spec.sheets === undefined) return fittingSheet(request, withHeader(seen)) ?? notFound(request, seen)
  const { value: named, problems } = namedSheets(request, seen)
  if (!named) return failed(problems)
  const candidates = withHeader(named)
  const bare = named.find(({ header }) => !header)
  if (bare && !spec.sheets.includes(ALL)) return notFound(request, [bare])
  const chosen = spec.sheets.includes(ALL)
    ? candidates.filter(candidate => resembles(request, candidate) && hasData(candidate))
    : candidates
  if (chosen.length === 0) return notFound(request, named)
  if (chosen.length > 1 && spec.layout.kind === 'figures')
    return failed(problem('SHEET_SEVERAL', { file: display }, { table: spec.name, sheets: namesOf(chosen) }))
  return done(chosen, monthProblems(request, chosen))
}

/** A sheet whose top was looked at; without a header where it has none of the wanted texts. */
type Seen = Omit<ChosenSheet, 'header'> & { readonly header: Header | undefined }

function notFound({ spec, display }: FileRequest, seen: readonly Seen[]): Failed {
  const first = seen.find(({ sheet }) => !sheet.hidden && sheet.rows.length > 0) ?? seen[0]
  const at = seen.length === 1 && spec.sheets ? { file: display, sheet: seen[0]!.sheet.name } : { file: display }
  return failed(headerNotFound(spec, at, first?.grid ?? { rows: [], merges: undefined }))
}

/**
 * The sheets that the scheme names, in which `*` stands for anything; `all` are all visible ones. Where a pattern fits a
 * sheet for each month, those of other months are not meant.
 */
function namedSheets(request: FileRequest, seen: readonly Seen[]): Result<readonly Seen[]> {
  const { spec, display } = request
  const chosen = new Set<Seen>()
  for (const name of spec.sheets!) {
    const fits = matcher(name.normalize('NFKC').trim())
    const found = seen.filter(({ sheet }) => (name === ALL ? !sheet.hidden : fits(sheet.name.normalize('NFKC').trim())))
    if (found.length === 0) {
      const names = seen.map(({ sheet }) => sheet.name)
      const facts = { sheet: name, table: spec.name, found: names.join(', '), nearest: suggest(name, names) }
      return failed(problem('SHEET_MISSING', { file: display }, facts))
    }
    const open = name === ALL || name.includes('*')
    const ofMonth = open && spec.month === undefined ? found.filter(one => !saysOtherMonth(request, one)) : found
    for (const one of ofMonth.length > 0 ? ofMonth : found) chosen.add(one)
  }
  return done(seen.filter(one => chosen.has(one)))
}

/** The sheet whose header fits best; of equals a visible one before a hidden one, one with data before one without. */
function fittingSheet(
  request: FileRequest,
  candidates: readonly ChosenSheet[],
): Result<readonly ChosenSheet[]> | undefined {
  const { spec, display, period } = request
  const ambiguous = (sheets: readonly ChosenSheet[]): Failed =>
    failed(problem('SHEET_AMBIGUOUS', { file: display }, { sheets: namesOf(sheets) }))
  const rank = ({ header, sheet }: ChosenSheet): number => header.matched * 2 + (sheet.hidden ? 0 : 1)
  const top = Math.max(...candidates.map(rank))
  const best = candidates.filter(candidate => rank(candidate) === top)
  const filled = best.filter(hasData)
  // A workbook with a sheet for each month: the one that says it is of the month being read.
  const ofMonth = filled.length > 1 && period ? filled.filter(candidate => !saysOtherMonth(request, candidate)) : filled
  if (filled.length > 1 && ofMonth.length !== 1) return ambiguous(ofMonth.length > 0 ? ofMonth : filled)
  const chosen = ofMonth[0] ?? best[0]
  if (!chosen) return undefined
  // A hidden sheet that fits better may be last month's copy of a visible one whose headers were changed.
  if (chosen.sheet.hidden) {
    const half = (candidate: ChosenSheet): boolean => candidate.header.matched * 2 > wantedOf(spec).length
    const rival = candidates.find(candidate => !candidate.sheet.hidden && half(candidate) && hasData(candidate))
    return rival ? ambiguous([rival, chosen]) : done([chosen])
  }
  const rivals = candidates.filter(
    candidate =>
      candidate !== chosen &&
      !candidate.sheet.hidden &&
      resembles(request, candidate) &&
      hasData(candidate) &&
      !(period && saysOtherMonth(request, candidate)),
  )
  const equal = rivals.filter(rival => missingOf(request, rival).every(column => column.optional))
  if (equal.length > 0) return ambiguous(candidates.filter(one => one === chosen || equal.includes(one)))
  const told = rivals.map(rival =>
    problem(
      'SHEET_UNREAD',
      { file: display, sheet: rival.sheet.name },
      {
        table: spec.name,
        sheet: rival.sheet.name,
        rows: dataRows(rival).length,
        read: chosen.sheet.name,
        missing: missingOf(request, rival)
          .map(({ name }) => name)
          .join(', '),
      },
    ),
  )
  return done([chosen], [...monthProblems(request, [chosen]), ...told])
}

/** Tells of sheets whose names say another month, where no row has a date that says better. */
function monthProblems({ spec, display, period }: FileRequest, chosen: readonly ChosenSheet[]): Problem[] {
  if (!period || spec.month !== undefined) return []
  return chosen.flatMap(({ sheet }) => {
    const found = otherMonth(sheet.name, period, false)
    const at = { file: display, sheet: sheet.name }
    return found === undefined ? [] : [problem('FILE_OTHER_MONTH', at, { found, period: period.name })]
  })
}

/** What is asked for and a sheet has not; `optional`: its cells may be blank as well. */
function missingOf({ spec }: FileRequest, { header }: ChosenSheet): { name: string; optional: boolean }[] {
  return wantedOf(spec).flatMap(({ headers, column }, i) => {
    if (headers.length === 0 || header.found[i]!.length + header.groups[i]!.length > 0) return []
    const optional = spec.layout.kind === 'rows' && spec.columns[column]!.blank !== 'problem'
    return [{ name: headers.join(' / '), optional }]
  })
}

const WORDS: ReadonlySet<unknown> = new Set(['id', 'text', 'person', 'list', 'id number', 'account'])

/**
 * True where a sheet may hold rows of the table: it has more than half of the columns, and half of those that are more than
 * words. Who somebody is stands in many sheets.
 */
function resembles(request: FileRequest, candidate: ChosenSheet): boolean {
  const { spec } = request
  const wanted = wantedOf(spec).filter(({ headers }) => headers.length > 0).length
  const missing = new Set(missingOf(request, candidate).map(({ name }) => name))
  if (missing.size === 0) return true
  if (spec.layout.kind !== 'rows' || candidate.header.matched * 2 <= wanted) return false
  const figures = spec.columns.filter(({ type }) => typeof type === 'string' && !WORDS.has(type))
  const found = figures.filter(({ headers }) => !missing.has(headers.join(' / ')))
  return found.length * 2 >= figures.length
}

function saysOtherMonth(request: FileRequest, { sheet, grid, header }: Seen): boolean {
  if (!request.period) return false
  const named = otherMonth(sheet.name, request.period, request.spec.month !== undefined)
  if (named !== undefined) return true
  return header !== undefined && titleProblem(request, grid, header, () => ({ file: '' })) !== undefined
}

function dataRows({ sheet, header }: ChosenSheet): NonNullable<Sheet['rows'][number]>[] {
  const cells = header.found.flatMap(found => found.map(cell => cell.column))
  return sheet.rows
    .slice(header.bottom + 1)
    .flatMap(row => (row && cells.some(cell => !isBlankCell(row[cell])) ? [row] : []))
}

function hasData(candidate: ChosenSheet): boolean {
  return dataRows(candidate).length > 0
}

function namesOf(sheets: readonly ChosenSheet[]): string {
  return sheets.map(({ sheet }) => sheet.name).join(', ')
}
