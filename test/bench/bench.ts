// The benchmark: `npm run build && npm run bench`. Makes shops of 1,000 people that follow the golden policy, with 10,000
// to 1,000,000 work orders of one month (kept in the system's temporary folder), and measures the built program on each.
//
//   --quick           the golden shop and 10,000 orders only
//   --people          also 16,000 people in one shop, which takes minutes
//   --group           a group of shops instead: 420 of 40 people with 1,600 orders each, or of --shops N (--quick: 24), --jobs N at a time
//   --book            only a shop of 1,000 people with a book of one month and of ten years: what reading it costs
//   --libreoffice     also how long LibreOffice takes for what audit.xlsx holds as formulas
//   --json            figures as JSON
//   --program FILE    another build than dist/cli/bin.js
//   --fresh           make the shops again
//
// How to read the table. `floor` is a Node process that reads the same files and does nothing with them, `loop` one that only
// adds up two amounts of the orders in exact decimals (`× loop`: of processor time), `check` reads and calculates, `run` also writes all outputs; each is a process of its own, start of Node included. Seconds are wall
// time, the median and the best of several runs after one that is not counted; `cpu` is the processor time of all
// threads; rows are work orders, though the other exports are read as well (a tenth as many parts issues, at most 10,000
// and always XLSX; a twentieth as many callbacks); `peak` is the most memory that the process held. The growth table says
// by how much time and memory grow where rows grow tenfold: 10 or less means that nothing grows faster than the rows.
// The writing table says how much longer `run` takes than `check`: the time of making and writing all outputs, and how
// large they are.
//
// Of a group: seconds of wall time of one `group run` that writes all files, processor time of all its processes, memory of the main
// process and of the largest worker, and the load of the machine as it began; beside it the plain loop, whose totals must be the same,
// and LibreOffice opening, working out and writing the audit workbooks of some of the shops, times all.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Format, PERIOD, SCHEME } from './generate.ts'
import { type GroupFigures, measureGroup } from './group.ts'
import { libreOffice } from './libreoffice.ts'
import { type Figures, type Measured, measureOften } from './process.ts'

interface Case {
  readonly rows: number
  readonly format: Format
  readonly people?: number
  readonly times: number
}

type What = 'floor' | 'loop' | 'complete' | 'check' | 'run'

interface Result extends Figures {
  readonly case: string
  readonly what: What
  readonly rows: number
  readonly bytes: number
  /** Bytes of outputs. */
  readonly written: number
}

const HERE = fileURLToPath(new URL('.', import.meta.url))
const SOURCES = join(HERE, '..', '..', 'src')
const CACHE = join(tmpdir(), 'bonusbook-bench')
const MANY: Case = { rows: 200_000, format: 'csv', people: 16_000, times: 1 }
const CASES: readonly Case[] = [
  { rows: 10_000, format: 'csv', times: 5 },
  { rows: 100_000, format: 'csv', times: 5 },
  { rows: 100_000, format: 'xlsx', times: 3 },
  { rows: 1_000_000, format: 'csv', times: 2 },
]

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    people: { type: 'boolean', default: false },
    group: { type: 'boolean', default: false },
    shops: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    book: { type: 'boolean', default: false },
    libreoffice: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    program: { type: 'string', default: join(HERE, '..', '..', 'dist', 'cli', 'bin.js') },
  },
})

const say = (text: string): void => void process.stderr.write(`${text}\n`)
const seconds = (n: number): string => n.toFixed(2)
const whole = (n: number): string => Math.round(n).toLocaleString('en')
const megabytes = (bytes: number): string => whole(bytes / 1024 ** 2)

/** Where what generators make is kept. Other versions of them have other folders; those are removed. */
function cached(name: string): string {
  const sources = ['generate.ts', 'month.ts', 'random.ts', 'staff.ts', 'work-orders.ts', '../support/generate-group.ts']
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(join(HERE, source)))
  const version = hash.digest('hex').slice(0, 12)
  const folder = join(CACHE, version, name)
  if (options.fresh) rmSync(folder, { recursive: true, force: true })
  if (!existsSync(folder)) {
    mkdirSync(join(CACHE, version), { recursive: true })
    for (const old of readdirSync(CACHE))
      if (old !== version && old !== 'golden') rmSync(join(CACHE, old), { recursive: true })
  }
  return folder
}

/** The folder of a case's shop, made now if it is not there yet. */
function shopOf({ rows, format, people }: Case): string {
  const folder = cached(`${format}-${rows}${people === undefined ? '' : `-${people}`}`)
  if (!existsSync(folder)) {
    say(`making ${whole(rows)} work orders as ${format} in ${folder}`)
    const making = `${folder}.making`
    rmSync(making, { recursive: true, force: true })
    // In a process of its own: memory used here would make the measured processes look larger.
    const args = [
      ...process.execArgv,
      join(HERE, 'generate.ts'),
      making,
      String(rows),
      format,
      ...(people ? [String(people)] : []),
    ]
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
    if (status !== 0) throw new Error('the shop could not be made')
    renameSync(making, folder)
  }
  copyFileSync(SCHEME, join(folder, 'scheme.yaml'))
  return folder
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true })
    .map(name => statSync(join(folder, String(name))))
    .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)
}

/** The golden shop: what a process costs that has little to do. */
async function measureGolden(): Promise<Result[]> {
  const folder = join(CACHE, 'golden')
  rmSync(folder, { recursive: true, force: true })
  cpSync(dirname(SCHEME), folder, { recursive: true })
  return measureShop(folder, 'golden', 0, ['floor', 'complete', 'check', 'run'], 5)
}

function measureCase(one: Case): Promise<Result[]> {
  const name = one.people === undefined ? one.format : `${whole(one.people)} people`
  const whats: readonly What[] = one.format === 'csv' ? ['floor', 'loop', 'check', 'run'] : ['floor', 'check', 'run']
  return measureShop(shopOf(one), name, one.rows, whats, one.times)
}

async function measureShop(
  folder: string,
  name: string,
  rows: number,
  whats: readonly What[],
  times: number,
): Promise<Result[]> {
  const data = join(folder, 'data')
  const bytes = bytesBelow(data)
  const common = ['-C', folder, '--period', PERIOD]
  const programs: Record<What, readonly string[]> = {
    floor: [join(HERE, 'floor.mjs'), data],
    loop: [join(HERE, 'loop.mjs'), join(data, PERIOD)],
    complete: [options.program, 'completion', '--', 'bash', '-C', folder, 'explain', ''],
    check: [options.program, 'check', ...common],
    run: [options.program, 'run', ...common],
  }
  const results: Result[] = []
  for (const what of whats) {
    say(`${name} ${whole(rows)}: ${what}, ${times + 1} times`)
    const figures = await measureOften(programs[what], times)
    const written = what === 'run' ? bytesBelow(join(folder, 'out')) : 0
    results.push({ case: name, what, rows, bytes, written, ...figures })
  }
  if (options.libreoffice) sayLibreOffice(folder, results)
  return results
}

/** Tells how long LibreOffice takes to open the audit workbook, work it out and write it. */
function sayLibreOffice(folder: string, results: readonly Result[]): void {
  const took = libreOffice([join(folder, 'out', PERIOD, 'audit.xlsx')], join(CACHE, 'libreoffice'))
  const run = results.find(r => r.what === 'run')!
  if (took === undefined) say('LibreOffice is not there, or could not do it')
  else say(`LibreOffice: ${seconds(took)} s for audit.xlsx; run takes ${(run.median / took).toFixed(2)} of that`)
}

/** What somebody asks of a book of so many months, each as a process of its own. */
async function measureBook(months: number): Promise<string[][]> {
  const folder = join(CACHE, `book-${months}`)
  rmSync(folder, { recursive: true, force: true })
  cpSync(shopOf(CASES[0]!), folder, { recursive: true })
  say(`sealing ${months} months`)
  const made = spawnSync(process.execPath, [...process.execArgv, join(HERE, 'ten-years.ts'), folder, String(months)], {
    stdio: 'inherit',
  })
  if (made.status !== 0) throw new Error('the book could not be made')
  const person = ['--person', '00013']
  const asked: readonly (readonly string[])[] = [
    ['check', '--period', PERIOD],
    ['explain', '00013', '--period', PERIOD],
    ['book', 'balance', ...person],
    ['book', 'register', ...person],
    ['book', 'list'],
    ['book', 'export', '--format', 'xlsx', '--out', join(CACHE, 'book.xlsx')],
  ]
  const rows: string[][] = []
  for (const args of asked) {
    const { median, cpu, peak } = await measureOften([options.program, ...args, '-C', folder], 3)
    rows.push([args.slice(0, 2).join(' '), `month ${months + 1}`, seconds(median), seconds(cpu), megabytes(peak)])
  }
  return rows
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => row[i]!.length)))
  const line = (row: readonly string[]): string =>
    row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
  return [line(head), widths.map(width => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}

function resultTable(results: readonly Result[]): string {
  const head = [
    'case',
    'what',
    'rows',
    'input MB',
    'median s',
    'min s',
    'cpu s',
    'rows/s',
    'peak MB',
    '× floor',
    '× loop',
  ]
  return table(
    head,
    results.map(r => {
      const beside = (what: What): Result | undefined =>
        results.find(f => f.case === r.case && f.rows === r.rows && f.what === what)
      const loop = beside('loop')
      const ratios = [(r.median / beside('floor')!.median).toFixed(1), loop ? (r.cpu / loop.cpu).toFixed(1) : '']
      const times = [seconds(r.median), seconds(r.min), seconds(r.cpu), whole(r.rows / r.median)]
      const size = [whole(r.rows), (r.bytes / 1024 ** 2).toFixed(1)]
      return [r.case, r.what, ...size, ...times, megabytes(r.peak), ...ratios]
    }),
  )
}

function growthTable(results: readonly Result[]): string {
  const rows = (['check', 'run'] as const).flatMap(what => {
    const sizes = results.filter(r => r.case === 'csv' && r.what === what)
    return sizes.slice(1).map((large, i) => {
      const small = sizes[i]!
      const factor = (of: (r: Result) => number): string => (of(large) / of(small)).toFixed(1)
      const steps = `${whole(small.rows)} → ${whole(large.rows)}`
      return [what, steps, factor(r => r.rows), factor(r => r.median), factor(r => r.peak)]
    })
  })
  return table(['growth', 'rows', '× rows', '× time', '× memory'], rows)
}

/** What the outputs take over reading and calculating. */
function writingTable(results: readonly Result[]): string {
  const runs = results.filter(r => r.what === 'run')
  const rows = runs.map(run => {
    const check = results.find(r => r.case === run.case && r.rows === run.rows && r.what === 'check')!
    const more = [run.median - check.median, run.cpu - check.cpu].map(seconds)
    const size = [megabytes(run.written), megabytes(run.peak - check.peak)]
    return ['writing', run.case, whole(run.rows), ...more, ...size]
  })
  return table(['', 'case', 'rows', 's more', 'cpu s more', 'MB written', 'peak MB more'], rows)
}

function groupTable({ size, run, loop, libreOffice: office }: GroupFigures): string {
  const head = ['case', 'what', 'seconds', 'cpu s', 'cpu ms a shop', 'peak MB', 'workers', 'MB of a worker', '× loop']
  const name = `${size.shops} × ${size.people} × ${whole(size.orders)}`
  const line = (what: string, { seconds: took, cpu, peak }: Measured, more: readonly string[]): string[] => [
    ...[name, what, seconds(took), seconds(cpu), whole((cpu / size.shops) * 1000), megabytes(peak)],
    ...more,
  ]
  const rows = [
    line('run', run, [String(run.workers), megabytes(run.workerPeak), (run.cpu / loop.cpu).toFixed(1)]),
    line('loop', loop, ['', '', '1.0']),
  ]
  const ratio = office && `; run takes ${(run.cpu / office).toFixed(2)} of that in processor time`
  const told = office ? `LibreOffice: ${seconds(office)} s for as many audit.xlsx${ratio}` : 'LibreOffice is not there'
  return `${table(head, rows)}\n\n${told}`
}

function warnIfStale(): void {
  if (!existsSync(options.program)) throw new Error(`${options.program} is not there: npm run build makes it`)
  const built = statSync(options.program).mtimeMs
  const newest = readdirSync(SOURCES, { recursive: true }).map(name => statSync(join(SOURCES, String(name))).mtimeMs)
  if (Math.max(...newest) > built) say('note: src is newer than the build that is measured (npm run build)')
}

async function main(): Promise<void> {
  warnIfStale()
  const machine = { node: process.version, cpu: cpus()[0]?.model.trim() ?? '', cores: cpus().length }
  if (options.book) {
    const rows = [...(await measureBook(1)), ...(await measureBook(120))]
    console.log(table(['command', 'in', 'median s', 'cpu s', 'peak MB'], rows))
    return
  }
  if (options.group) {
    const size = { shops: Number(options.shops ?? (options.quick ? 24 : 420)), people: 40, orders: 1_600 }
    const load = loadavg()[0]!
    const folder = cached(`group-${size.shops}`)
    say(`${whole(size.shops)} shops in ${folder}`)
    const found = await measureGroup(options.program, folder, size, Number(options.jobs))
    if (options.json) console.log(JSON.stringify({ machine: { ...machine, load }, group: found }, null, 2))
    else
      console.log(
        `node ${machine.node}, ${machine.cores} × ${machine.cpu}, load ${load.toFixed(1)}\n\n${groupTable(found)}`,
      )
    return
  }
  const results: Result[] = []
  results.push(...(await measureGolden()))
  const cases = [...(options.quick ? CASES.slice(0, 1) : CASES), ...(options.people ? [MANY] : [])]
  for (const one of cases) results.push(...(await measureCase(one)))
  if (options.json) {
    console.log(JSON.stringify({ machine, results }, null, 2))
    return
  }
  console.log(`node ${machine.node}, ${machine.cores} × ${machine.cpu}\n`)
  console.log(`${resultTable(results)}\n\n${writingTable(results)}`)
  if (!options.quick) console.log(`\n${growthTable(results)}`)
}

await main().catch((error: Error) => {
  say(error.message)
  process.exitCode = 1
})
