// Every scheme of the catalogue as a shop: init, check, run and close, a month after the other; the commands of its README;
// amounts of July (or of its quarter) that were worked out by hand (sample-amounts.yaml); and every cell of audit.xlsx of every
// month as LibreOffice works it out.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { monthAudits } from '../support/audit-book.ts'
import { json, type Ran, run } from '../support/cli.ts'
import { OFFICE } from '../support/office.ts'
import { differences, workedOut } from '../support/recalculate.ts'

const ROOT = new URL('../../fixtures/schemes/', import.meta.url)
const SCHEMES = readdirSync(ROOT).sort()
const AMOUNTS = parse(readFileSync(new URL('sample-amounts.yaml', import.meta.url), 'utf8')) as Record<
  string,
  (Record<string, string> & { person: string; is: string })[]
>

const LINTS = new Set([
  'COLUMN_UNUSED',
  'CLIFF',
  'DEDUCTION_LIMIT',
  'DEDUCTION_MINIMUM',
  'FINE',
  'POSITION_UNPAID',
  'POSITION_EMPTY',
])

/** Warnings that are meant, by scheme: how often each comes up in a month. */
const MEANT: Readonly<Record<string, readonly string[]>> = {
  // A row of the month before stands in the log.
  'callback-records': ['ROWS_OTHER_MONTH'],
  'complaint-deadlines': ['ROWS_OTHER_MONTH'],
  'customer-rating': ['ROWS_OTHER_MONTH'],
  'showroom-80-20': ['ROWS_OTHER_MONTH'],
  // Nothing is paid from which the losses could be deducted.
  'complaint-liability': Array(5).fill('NET_NEGATIVE'),
  // The last of the month pays 100 yuan, and gets nothing.
  'shop-rank': ['NET_NEGATIVE'],
}

/** Schemes that add up months before the book begins: the last month in which that is told. */
const BEFORE_BOOK: Readonly<Record<string, string>> = {
  // The output of the year: all of its first half is missing.
  'service-2011': '2026-12',
  // Last for three months running: May and June.
  'shop-rank': '2026-08',
}

/** Schemes that score or pay by the quarter: nothing is due before the month that ends it. */
const DUE: Readonly<Record<string, string>> = {
  'supervisor-quarterly': '2026-09',
  'tech-support-manager': '2026-09',
  'weighted-staff-rules': '2026-09',
}

/** Approvals that a scheme asks for before a month is closed. */
const APPROVED: Readonly<Record<string, readonly string[]>> = {
  'complaint-liability': ['销售部门经理=李敏', '副总经理=何俊', '总经理=王立'].flatMap(who => ['--approve', who]),
}

interface Person {
  readonly id: string
  readonly scores: Readonly<Record<string, string>>
  readonly lines: readonly { name: string; amount: string }[]
  readonly deductions: readonly { name: string; amount: string }[]
  readonly reserves: readonly { name: string; withheld: string; forfeited: string }[]
  readonly flags: readonly string[]
  readonly gross: string
}

/** What stands on somebody's sheet under this name. */
function amount(p: Person, kind: string, name: string): string | undefined {
  switch (kind) {
    case 'scores':
      return p.scores[name]
    case 'lines':
    case 'deductions':
      return p[kind].find(l => l.name === name)?.amount
    case 'withheld':
    case 'forfeited':
      return p.reserves.find(r => r.name === name)?.[kind]
    default:
      return p.flags.find(f => f.startsWith(`${name}: `))
  }
}

let home: string
/** The audit workbooks of all months, by scheme and month. */
const audits = new Map<string, Buffer>()
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'bonusbook-samples-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

async function done(shop: string, ...argv: string[]): Promise<Ran> {
  const ran = await run(argv, { cwd: shop, now: new Date(2026, 9, 5) })
  expect({ argv, ...ran }).toMatchObject({ code: 0 })
  return ran
}

async function people(shop: string, period: string, ...more: string[]): Promise<Person[]> {
  return json<{ people: Person[] }>(await done(shop, 'run', '--period', period, ...more, '--json')).people
}

/** A closed month, which is only worked out beside. */
async function closedPeople(shop: string, period: string): Promise<Person[]> {
  return people(shop, period, '--out', 'again')
}

describe.each(SCHEMES)('%s', id => {
  let shop: string
  /** Of the first month in which anything is due. */
  let first: Person[]

  it('is made by init, with its policy, its cases and its exports', async () => {
    shop = join(home, id)
    await done(home, 'init', id, '--template', id)
    expect(readdirSync(shop).sort()).toEqual(['README.md', 'cases.yaml', 'data', 'scheme.schema.json', 'scheme.yaml'])
  })

  it('checks, runs and closes month by month', async () => {
    const months = readdirSync(join(shop, 'data')).filter(n => n !== 'results')
    expect(months.slice(0, 2)).toEqual(['2026-07', '2026-08'])
    for (const period of months) {
      const checked = await done(shop, 'check', '--period', period, '--json')
      const { problems } = json<{ problems: { code: string; severity: string }[] }>(checked)
      // What is told of the scheme itself is the same in every month, and tested with the lints.
      const ofData = problems.filter(p => !LINTS.has(p.code))
      const due = period >= (DUE[id] ?? period)
      const begun = period <= (BEFORE_BOOK[id] ?? '') ? ['EARLIER_BEFORE_BOOK'] : []
      const meant = [...(due ? (MEANT[id] ?? []) : ['NOTHING_DUE']), ...begun]
      expect(ofData.map(p => `${p.severity} ${p.code}`)).toEqual(meant.map(code => `warning ${code}`))
      const paid = await people(shop, period)
      audits.set(`${id} ${period}`, readFileSync(join(shop, 'out', period, 'audit.xlsx')))
      if (period === (DUE[id] ?? '2026-07')) first = paid
      expect(paid.length).toBeGreaterThanOrEqual(5)
      // Everybody has something on the sheet, or nobody.
      for (const p of paid)
        expect([...Object.keys(p.scores), ...p.lines, ...p.deductions].length > 0, `${period} ${p.id}`).toBe(due)
      await done(shop, 'close', '--period', period, ...(APPROVED[id] ?? []))
    }
  })

  it('pays what the policy says', () => {
    const expected = AMOUNTS[id]!
    expect(new Set(expected.map(e => e.person)).size).toBeGreaterThanOrEqual(2)
    for (const { person, is, ...where } of expected) {
      const [kind, name] = Object.entries(where)[0]!
      const found = first.find(p => p.id === person)
      expect({ person, kind, name, is: found && amount(found, kind, name) }).toEqual({ person, kind, name, is })
    }
  })

  it('has a README whose commands work, and whose first line says whom it pays', async () => {
    const text = readFileSync(join(shop, 'README.md'), 'utf8')
    const listed = json<{ templates: { name: string; about: string }[] }>(await done(home, 'init', '--list', '--json'))
    const about = listed.templates.find(t => t.name === id)!.about
    expect(about).toBe(text.split('\n')[2])
    expect(about).toMatch(/\p{Script=Han}.*\.$/u)
    const fresh = join(home, `${id}-fresh`)
    await done(home, 'init', `${id}-fresh`, '--template', id)
    const commands = text.split('\n').filter(l => l.startsWith('bonusbook '))
    expect(commands.length).toBeGreaterThanOrEqual(3)
    for (const command of commands) {
      const words = [...command.slice('bonusbook '.length).matchAll(/"([^"]*)"|(\S+)/g)].map(m => m[1] ?? m[2]!)
      await done(fresh, ...words)
    }
  })
})

it.skipIf(!OFFICE)(
  'every cell of audit.xlsx comes to what bonusbook came to, month by month',
  { timeout: 300_000 },
  async () => {
    const english = join(home, 'workshop')
    await done(home, 'init', 'workshop', '--template', 'workshop')
    for (const [period, bytes] of await monthAudits(english)) audits.set(`workshop ${period}`, bytes)
    expect(audits.size).toBeGreaterThan(58)
    for (const [name, [stored, found]] of workedOut(audits)) {
      expect([name, differences(stored, found)]).toEqual([name, []])
      const verdict = [...found.values()][0]!.get('A2')!.text
      expect([name, verdict]).toEqual([name, expect.stringMatching(/^(全部一致|All agree)/)])
      for (const cells of stored.values())
        for (const cell of cells.values()) expect((cell.formula ?? '').length).toBeLessThan(8192)
    }
  },
)

describe('what only a third month shows', () => {
  it('settles the two months before, when the quarter is judged', async () => {
    const september = await closedPeople(join(home, 'project-engineer'), '2026-09')
    const line = (i: number) => amount(september[i]!, 'lines', '追溯调整')
    // 工单误操作率 of the quarter takes 11 points off: 3500 × 11% = 385.00 less for July and for August
    expect(line(0)).toBe('-770.00')
    // 问题汇总反馈 adds 3.5 on a base of 2600: 91.00 for each month
    expect(line(1)).toBe('182.00')
  })

  it('flags who is last for the third time', async () => {
    const september = await closedPeople(join(home, 'shop-rank'), '2026-09')
    expect(september.filter(p => p.flags.includes('调岗')).map(p => p.id)).toEqual(['00146'])
  })
})
