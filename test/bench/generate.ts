// Makes a shop folder for the benchmark: the golden scheme, 1,000 people and one month of exports with so many work
// orders, the same for the same seed. Usage: tsx generate.ts FOLDER ROWS csv|xlsx [PEOPLE]. The folder must not exist.

import { closeSync, copyFileSync, createWriteStream, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { type Cell, type MergeRange, writeXlsx, writeXlsxStream } from 'hucre/xlsx'
import * as month from './month.ts'
import { random } from './random.ts'
import { makeStaff, type Staff } from './staff.ts'
import { cellsOf, csvLine, HEADER, newTotals, TITLES, workOrders } from './work-orders.ts'

export const PERIOD = '2026-07'
const PEOPLE = 1000
const SEED = 20260701
const PIECE = 1 << 20
const BOM = '\ufeff'

/** Parts issues are a workbook in every shop: more of them would measure workbooks where text files are meant. */
const MOST_PARTS = 10_000

export type Format = 'csv' | 'xlsx'

export const SCHEME: string = fileURLToPath(new URL('../../fixtures/golden/scheme.yaml', import.meta.url))

export async function makeShop(folder: string, rows: number, format: Format, people: number = PEOPLE): Promise<void> {
  const data = join(folder, 'data', PERIOD)
  const results = join(folder, 'data', 'results')
  mkdirSync(data, { recursive: true })
  mkdirSync(results)
  copyFileSync(SCHEME, join(folder, 'scheme.yaml'))
  writeLines(join(results, '考核结果.csv'), ['期间,项目,返还比例,NPS成绩,区域排名,全国排名', '2026-Q3,APQ,0.9,,,'])

  const staff = makeStaff(people, SEED)
  const file = (name: string): string => join(data, name)
  if (format === 'csv') writeLines(file('维修工单_202607.csv'), orderLines(rows, staff))
  else await writeOrderBook(file('维修工单_202607.xlsx'), rows, staff)
  writeLines(file('回访记录_202607.csv'), month.callbacks(Math.ceil(rows / 20), rows, staff, random(SEED + 2)))
  writeLines(file('救援记录_202607.csv'), month.rescues(staff, random(SEED + 3)))
  writeLines(file('班组月报_202607.csv'), month.teamReport(rows, staff, random(SEED + 4)))
  writeLines(file('经营指标_202607.csv'), month.shopFigures(rows, staff))
  await writeBook(file('花名册.xlsx'), '花名册', month.roster(staff, random(SEED + 5)))
  await writeBook(file('考勤_202607.xlsx'), '月度汇总', month.attendance(staff, random(SEED + 6)), [
    ...[0, 1, 2, 3].map(c => ({ startRow: 1, startCol: c, endRow: 2, endCol: c })),
    { startRow: 1, startCol: 4, endRow: 1, endCol: 5 },
    { startRow: 1, startCol: 6, endRow: 1, endCol: 8 },
  ])
  await writeBook(file('考核评分_202607.xlsx'), '评分', month.scores(staff, random(SEED + 7)))
  await writePartsIssues(
    file('备件出库_202607.xlsx'),
    month.partsIssues(Math.min(Math.ceil(rows / 10), MOST_PARTS), staff, random(SEED + 8)),
  )
}

function* orderLines(rows: number, staff: Staff): Generator<string> {
  const forms = random(SEED + 1)
  const totals = newTotals()
  for (const title of [...TITLES, HEADER]) yield [...title, ...Array<string>(14 - title.length).fill('')].join(',')
  for (const row of workOrders(rows, staff, random(SEED))) {
    totals.add(row)
    yield csvLine(row, forms)
  }
  yield totals.cells().join(',')
}

async function writeOrderBook(path: string, rows: number, staff: Staff): Promise<void> {
  function* cells(): Generator<(string | number | null)[]> {
    const forms = random(SEED + 1)
    const totals = newTotals()
    for (const title of [...TITLES, HEADER]) yield [...title]
    for (const row of workOrders(rows, staff, random(SEED))) {
      totals.add(row)
      yield cellsOf(row, forms)
    }
    yield totals.cells()
  }
  const stream = writeXlsxStream(cells(), { name: '维修工单' })
  await pipeline(Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path))
}

async function writeBook(path: string, name: string, rows: month.Row[], merges: MergeRange[] = []): Promise<void> {
  writeFileSync(path, await writeXlsx({ sheets: [{ name, rows, merges }] }))
}

/** 毛利 is a formula with its stored result, noise of doubles included. */
async function writePartsIssues(path: string, issues: month.Row[]): Promise<void> {
  const rows = [...month.PARTS_TITLES, ...issues].map(row => [...row])
  const cells = new Map<string, Partial<Cell>>()
  for (let i = month.PARTS_TITLES.length; i < rows.length; i++) {
    const margin = rows[i]![6]!
    const formula = `E${i + 1}-F${i + 1}`
    cells.set(`${i},6`, { value: margin, type: 'formula', formula, formulaResult: margin })
  }
  const merges = [0, 1].map(row => ({ startRow: row, startCol: 0, endRow: row, endCol: 6 }))
  writeFileSync(path, await writeXlsx({ sheets: [{ name: '出库明细', rows, cells, merges }] }))
}

/** Writes lines in large pieces; a million of them never stand in memory at once. */
function writeLines(path: string, lines: Iterable<string>): void {
  const file = openSync(path, 'w')
  let piece = BOM
  for (const line of lines) {
    piece += `${line}\r\n`
    if (piece.length < PIECE) continue
    writeSync(file, piece)
    piece = ''
  }
  writeSync(file, piece)
  closeSync(file)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, rows, format, people] = process.argv.slice(2)
  if (folder === undefined || !/^\d+$/.test(rows ?? '') || (format !== 'csv' && format !== 'xlsx')) {
    console.error('usage: generate.ts FOLDER ROWS csv|xlsx')
    process.exitCode = 2
  } else await makeShop(folder, Number(rows), format, people === undefined ? PEOPLE : Number(people))
}
