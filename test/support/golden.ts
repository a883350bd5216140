// The golden shop for tests: its files, what they must pay, and copies of it with other rows.

import { isUtf8 } from 'node:buffer'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readXlsx } from 'hucre/xlsx'
import Papa from 'papaparse'
import { parsePeriod } from '../../src/core/calendar.ts'
import { amountText } from '../../src/core/money.ts'
import type { MonthOutcome, WorkedMonth } from '../../src/pay/month.ts'
import { partsOf, reservesOf } from '../../src/pay/person-sheet.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import type { Scheme } from '../../src/scheme/model.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { copyInto, put, tempFolder } from './folders.ts'

export const GOLDEN: string = fileURLToPath(new URL('../../fixtures/golden', import.meta.url))
export const MONTHS: readonly ['2026-07', '2026-08', '2026-09'] = ['2026-07', '2026-08', '2026-09']

export function goldenScheme(period: string): Scheme {
  const { scheme, problems } = loadScheme(
    readFileSync(join(GOLDEN, 'scheme.yaml'), 'utf8'),
    'scheme.yaml',
    parsePeriod(period)!,
  )
  if (!scheme) throw new Error(JSON.stringify(problems))
  return scheme
}

export function workOut(root: string, period: string): Promise<MonthOutcome> {
  return workOutMonth(
    { scheme: { scheme: goldenScheme(period), problems: [] }, files: { root }, period: parsePeriod(period)! },
    { keepRows: true },
  )
}

/** The month of a shop folder, which must be free of errors. */
export async function monthOf(root: string, period: string): Promise<WorkedMonth> {
  const { month, problems } = await workOut(root, period)
  if (!month)
    throw new Error(problems.map(p => `${p.code} ${JSON.stringify(p.facts)} ${JSON.stringify(p.at)}`).join('\n'))
  return month
}

/** A file of what must be paid, row by row under its headers. */
export function expected(name: string): Record<string, string>[] {
  const { data } = Papa.parse<Record<string, string>>(
    readFileSync(join(GOLDEN, 'expected', name), 'utf8').replace(/^\uFEFF/, ''),
    {
      header: true,
      skipEmptyLines: true,
    },
  )
  return data
}

/** What a month pays, as plain texts that two runs can be compared by. */
export function paid(month: WorkedMonth): Record<string, unknown> {
  return Object.fromEntries(
    month.result.people.map(p => [
      p.id,
      {
        scores: Object.fromEntries(p.scores.map(s => [s.name, s.text])),
        lines: Object.fromEntries(partsOf(p, 'line').map(l => [l.name, amountText(l.amount)])),
        reserves: reservesOf(p).map(r => [r.name, amountText(r.withheld), amountText(r.forfeited)]),
        deducted: amountText(p.deducted),
        carried: amountText(p.carried),
        net: amountText(p.net),
        flags: p.flags,
      },
    ]),
  )
}

/** An export as rows of texts: title rows, header and data as they stand in the file. */
export async function rowsOf(period: string, begins: string): Promise<string[][]> {
  const folder = join(GOLDEN, 'data', period)
  const name = readdirSync(folder).find(n => n.startsWith(begins))!
  const bytes = readFileSync(join(folder, name))
  if (name.endsWith('.csv')) {
    const encoding = isUtf8(bytes) ? 'utf-8' : 'gb18030'
    return Papa.parse<string[]>(new TextDecoder(encoding).decode(bytes), { skipEmptyLines: true }).data
  }
  const { sheets } = await readXlsx(bytes)
  return sheets[0]!.rows.map(row => row.map(cellText))
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell)
}

/** A copy of a golden month in which some exports are replaced by these rows, written as CSV. */
export function shopWith(period: string, exports: Readonly<Record<string, readonly (readonly string[])[]>>): string {
  const folder = tempFolder()
  const data = join(folder, 'data', period)
  copyInto(join(GOLDEN, 'data', period), data)
  for (const [begins, rows] of Object.entries(exports)) {
    const old = readdirSync(data).find(n => n.startsWith(begins))!
    rmSync(join(data, old))
    put(data, { [`${begins}.csv`]: `\uFEFF${Papa.unparse(rows as string[][])}\r\n` })
  }
  return folder
}
