// Power losses tried out: commands of which the system calls are recorded, every disk that a loss of power may leave, and
// what must hold on each: nothing that was sealed or that the user owns is lost or doubled, and once the command is given
// again, everything is as if nothing had happened.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BOOK_FILES } from './book-shop.ts'
import { type Ran, run } from './cli.ts'
import { Disk, type Found, plant, type Search, type Tree, treeOf } from './disk.ts'
import { put } from './folders.ts'
import { type Call, record } from './strace.ts'

const ENV = { SOURCE_DATE_EPOCH: '1790000000', LANG: 'en' }

export interface Scenario {
  readonly name: string
  /** Commands and changes by which the shop comes about. */
  readonly before: readonly (readonly string[] | Readonly<Record<string, string>>)[]
  readonly command: readonly string[]
  /** What is done next, once the command has done its work; with the exit codes that are due. */
  readonly next: readonly (readonly [number, ...string[]])[]
  /** Files of the user: each must be there, somewhere. */
  readonly own: readonly string[]
}

const JULY = '2026-07'
const run_ = (month: string, ...more: string[]): string[] => ['run', '--period', month, ...more]
const close = (month: string): string[] => ['close', '--period', month, '--if-open']
const QUARTER = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', '--approve', 'boss=Li']
const ALL = ['2026-07', '2026-08', '2026-09'].flatMap(month => [run_(month), close(month)])
const CHANGED = BOOK_FILES['data/2026-07/marks.csv']!.replace('1000.10', '1100.10')

const OWN = {
  'out/2026-07/notes.txt': 'my notes',
  'out/2026-07/mine/a.txt': 'a',
  'out/2026-07/mine/deep/b.txt': 'b',
  'out/2026-07/statements/own.html': 'own',
  'out/2026-07/payroll.csv': 'written over',
}

export const SCENARIOS: readonly Scenario[] = [
  { name: 'first draft', before: [], command: run_(JULY), next: [[0, ...close(JULY)]], own: [] },
  {
    name: 'draft again',
    before: [run_(JULY, '--split'), OWN, { 'data/2026-07/marks.csv': CHANGED }],
    command: run_(JULY),
    next: [[0, ...close(JULY)]],
    own: Object.keys(OWN),
  },
  {
    name: 'draft again, split',
    before: [run_(JULY), OWN, { 'data/2026-07/marks.csv': CHANGED }],
    command: run_(JULY, '--split'),
    next: [[0, ...close(JULY)]],
    own: Object.keys(OWN),
  },
  {
    name: 'what-if',
    before: [],
    command: run_(JULY, '--set', 'marks.damage=1', '--out', 'out/tries/one'),
    next: [[0, ...run_(JULY)]],
    own: [],
  },
  {
    name: 'first close',
    before: [run_(JULY)],
    command: close(JULY),
    next: [
      [0, ...run_('2026-08')],
      [0, ...close('2026-08')],
    ],
    own: [],
  },
  {
    name: 'second close',
    before: [run_(JULY), close(JULY), run_('2026-08')],
    command: close('2026-08'),
    next: [
      [0, ...run_('2026-09')],
      [0, ...close('2026-09')],
    ],
    own: [],
  },
  {
    name: 'release',
    before: [...ALL, QUARTER, { 'out/release-quality-2026-Q3/signed.txt': 'signed' }],
    command: [...QUARTER, '--close'],
    next: [[3, ...QUARTER, '--close']],
    own: ['out/release-quality-2026-Q3/signed.txt'],
  },
  {
    name: 'correct',
    before: [...ALL.slice(0, 4), { 'data/2026-07/marks.csv': CHANGED }],
    command: ['correct', '--period', JULY],
    next: [
      [0, ...run_('2026-09')],
      [0, ...close('2026-09')],
    ],
    own: [],
  },
  {
    name: 'export over a file',
    before: [...ALL.slice(0, 2), { 'mine/register.csv': 'old' }],
    command: ['book', 'export', '--out', 'mine/register.csv'],
    next: [[0, 'book', 'verify']],
    own: [],
  },
]

/** What a scenario gives when nothing happens. */
export interface Course {
  readonly scenario: Scenario
  readonly root: string
  readonly before: Tree
  readonly calls: readonly Call[]
  readonly done: Tree
  /**
   * After the command was given a second time, and after what came next. An entry names the build that sealed it: that of
   * the program where the command had done its work, that of its sources, which give it again here, where it had not.
   */
  readonly ends: readonly End[]
}

interface End {
  readonly repeated: Tree
  readonly followed: Tree
}

/** A folder in memory, where there is one. */
export function fastFolder(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'bonusbook-power-'))
}

/** Records a scenario by the built program. */
export async function courseOf(scenario: Scenario, program: string, root: string): Promise<Course> {
  put(empty(root), BOOK_FILES)
  for (const step of scenario.before) {
    if (Array.isArray(step)) expectCode(0, await command(step as string[], root), step as string[])
    else put(root, step as Record<string, string>)
  }
  const before = treeOf(root)
  const calls = recordIn(root, program, scenario.command)
  const done = treeOf(root)
  const ends = [await goOn(scenario, root)]
  plant(before, empty(root))
  ends.push(await goOn(scenario, root))
  return { scenario, root, before, calls, done, ends }
}

function recordIn(root: string, program: string, argv: readonly string[]): readonly Call[] {
  const recorded = record([program, ...argv], root, ENV)
  // Where all was done before a kill, the book refuses to do it twice.
  if (recorded.code !== 0 && recorded.code !== 3) throw new Error(`${argv.join(' ')}: ${recorded.code} ${recorded.err}`)
  return recorded.calls
}

/** Goes through a course after a kill: the calls up to some one, then those of the command given again. */
export function killedAt(course: Course, program: string, at: number): Course {
  const first = course.calls.slice(0, at)
  plant(new Disk(course.root, course.before, first).end, empty(course.root))
  const openings = first.filter(c => c.call === 'open').length
  const second = recordIn(course.root, program, course.scenario.command).map((call): Call => {
    const more = { ...call } as Call & { opening?: number; source?: number; since?: number }
    const moved = {
      ...('opening' in more ? { opening: more.opening! + openings } : {}),
      ...('source' in more ? { source: more.source! + openings } : {}),
      ...('since' in more ? { since: more.since! + first.length } : {}),
    }
    return { ...more, ...moved } as Call
  })
  return { ...course, calls: [...first, ...second] }
}

export function disksOf({ root, before, calls }: Course, search?: Search): Iterable<Found> {
  return new Disk(root, before, calls).found(search)
}

/** What a disk lacks that must stand; undefined where nothing is lost. It only looks. */
export function lossIn(course: Course, { tree, said }: Found): string | undefined {
  const { before, done } = course
  for (const [name, content] of before) {
    if (isSealed(name) && !same(tree.get(name), content)) return `sealed before, now ${tree.has(name)}: ${name}`
    if (name.startsWith('data/') && !same(tree.get(name), content)) return `data of the user: ${name}`
  }
  // Whatever was told to be done is there.
  if (said !== '')
    for (const [name, content] of done)
      if (isSealed(name) && !same(tree.get(name), content)) return `told to be sealed: ${name}`
  return strayOwn(course, tree)
}

/** What is wrong after one loss of power; undefined where all is well. */
export async function faultAfter(course: Course, found: Found, thorough = false): Promise<string | undefined> {
  const { scenario, root, ends } = course
  const { tree } = found
  const lost = lossIn(course, found)
  if (lost !== undefined) return lost
  const verified = await onDisk(tree, root, ['book', 'verify'])
  if (verified.code !== 0) return `verify: ${verified.code} ${verified.out}${verified.err}`
  try {
    const again = await goOn(scenario, root)
    const faults = ends.map(
      end =>
        difference(again.repeated, end.repeated, 'the command again') ??
        difference(again.followed, end.followed, 'what follows'),
    )
    if (!faults.includes(undefined)) return faults.join('; ')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  if (!thorough) return undefined
  // The next command at once: it refuses or does its work, and loses nothing either.
  plant(tree, empty(root))
  for (const [, ...argv] of scenario.next) {
    const { code, err } = await command(argv, root)
    if (![0, 1, 3].includes(code)) return `${argv.join(' ')} at once: ${code} ${err}`
  }
  const stray = strayOwn(course, treeOf(root))
  if (stray !== undefined) return `${stray}, after the next command`
  const after = await command(['book', 'verify', '--replay'], root)
  return after.code === 0 ? undefined : `verify after the next command: ${after.code} ${after.out}${after.err}`
}

async function goOn(scenario: Scenario, root: string): Promise<End> {
  const again = await command(scenario.command, root)
  if (again.code !== 0 && again.code !== 3) throw new Error(`again: ${again.code} ${again.err}`)
  const repeated = treeOf(root)
  for (const [due, ...argv] of scenario.next) expectCode(due, await command(argv, root), argv)
  return { repeated, followed: treeOf(root) }
}

/** A file of the user that is nowhere. While it is moved it may have two names; afterwards trees are compared. */
function strayOwn({ scenario, before }: Course, tree: Tree): string | undefined {
  const lost = scenario.own.find(name => ![...tree.values()].some(content => same(content, before.get(name))))
  return lost === undefined ? undefined : `file of the user is lost: ${lost}`
}

async function onDisk(tree: Tree, root: string, argv: readonly string[]): Promise<Ran> {
  plant(tree, empty(root))
  return command(argv, root)
}

function command(argv: readonly string[], cwd: string): Promise<Ran> {
  return run(argv, { cwd, env: ENV })
}

function expectCode(due: number, { code, out, err }: Ran, argv: readonly string[]): void {
  if (code !== due) throw new Error(`${argv.join(' ')}: ${code}, not ${due}\n${out}${err}`)
}

function empty(folder: string): string {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

function isSealed(name: string): boolean {
  return /^book\/(\d{6}-|kept\/..\/)/.test(name)
}

function same(a: Buffer | string | undefined, b: Buffer | string | undefined): boolean {
  return Buffer.isBuffer(a) && Buffer.isBuffer(b) ? a.equals(b) : a === b
}

function difference(found: Tree, due: Tree, when: string): string | undefined {
  for (const name of new Set([...found.keys(), ...due.keys()])) {
    if (!found.has(name)) return `after ${when}: ${name} is missing`
    if (!due.has(name)) return `after ${when}: ${name} is too much`
    if (!same(found.get(name), due.get(name))) return `after ${when}: ${name} differs`
  }
  return undefined
}
