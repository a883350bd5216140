// Tables that are made of rows as people see them: `explain` down to the rows of the export, an order's way into them, the audit
// trail, statements, and the audit workbook worked out anew by LibreOffice. Amounts by hand.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runAudit } from '../support/audit-book.ts'
import { run } from '../support/cli.ts'
import { put, tempFolder } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'
import { differences, readBook, recalculate, withoutResults } from '../support/recalculate.ts'

const SCHEME = `scheme: weeks
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { code: id, name: name, role: position, team: group }
  paid: yes
tables:
  jobs:
    file: jobs*
    month: day
    columns: { nr: id, day: date, who: { type: person, shared: equally }, team: team, plate: text, hours: number }
    work out:
      until: day + (7 − weekday(day))
  weeks:
    rows of: jobs
    one row per: [who, until]
    work out:
      hours: sum(rows.hours)
      long: count(rows where hours ≥ 10)
      rate:
        bands of: hours
        under 40: $10
        from 40: $15
      pay: { formula: hours × rate, not above: $700 }
  days:
    rows of: jobs
    one row per: [team, day, plate]
    work out:
      jobs: count(rows)
  teams:
    rows of: days
    one row per: team
    work out:
      plates: count(rows)
      most: max(rows.jobs)
values:
  team days: count(days by team where jobs ≥ 1)
  busiest: max(days.jobs by team)
scores:
  full: count(weeks by who where hours ≥ 40)
  best: max(weeks.hours by who)
  mean: average(weeks.pay by who)
  kinds: count distinct(weeks.until by who)
  visits: sum(teams.plates by team) + team days × 100 + busiest
pay:
  - for: everyone
    lines:
      weekly: sum(weeks.pay by who)
      long: sum(weeks.long by who) × $1
`

const JOBS = `nr,day,who,team,plate,hours
J1,2026-07-01,Ann,N,P1,30
J2,2026-07-04,Ann,N,P2,10
J3,2026-07-05,Bob,S,P1,39
J4,2026-07-06,Ann,N,P1,20
J5,2026-07-06,"Ann,Bob",N,P1,9
J6,2026-07-08,Bob,S,P3,0.5
`

let shop = ''
beforeEach(() => {
  shop = tempFolder()
  put(shop, {
    'scheme.yaml': SCHEME,
    'data/2026-07/roster.csv': 'code,name,role,team\n1,Ann,tech,N\n2,Bob,tech,S\n3,Cid,tech,S\n',
    'data/2026-07/jobs.csv': JOBS,
  })
})

const explain = async (...args: string[]): Promise<string> => (await run(['explain', ...args], { cwd: shop })).out

describe('made rows', () => {
  test('stand between a line and the rows of the export', async () => {
    const text = await explain('1', 'weekly', '--period', '2026-07')
    // 40 × 15 = 600; (20 + 9 ÷ 2) × 10 = 245.
    expect(text).toContain('weekly = 845.00')
    expect(text).toContain('2 rows of weeks')
    expect(text).toContain('weeks.pay = 600.00  [Ann (1) · 2026-07-05]')
    expect(text).toContain('hours 40 is at least 40 → $15')
    expect(text).toContain('weeks.hours = 24.5  [Ann (1) · 2026-07-12]')
    expect(text).toMatch(/J5 .*Ann,Bob .*× 1\/2 +4\.5/)
  })

  test('are where an order went', async () => {
    const text = await explain('order', 'J5')
    expect(text).toContain('weeks: total hours in jobs by who, until  Ann · 2026-07-12  + 4.5')
    expect(text).toContain('→ weekly, long · Ann (1)')
    expect(text).toContain('days: number of rows in jobs by team, day, plate  N · 2026-07-06 · P1  + 1')
  })

  test('stand in the trail, each once, with the rows behind them', async () => {
    await runAudit(shop)
    const lines = readFileSync(join(shop, 'out/2026-07/audit.jsonl'), 'utf8').trim().split('\n')
    const cells = lines.map(
      line => JSON.parse(line) as { cell?: string; value?: string; rows?: object; reads?: string[] },
    )
    const hours = cells.filter(c => c.cell === 'weeks.hours | 1 · 2026-07-12')
    expect(hours).toMatchObject([
      { value: '24.5', rows: { file: 'data/2026-07/jobs.csv', count: 2, numbers: '5-6', shares: { '1/2': '6' } } },
    ])
    const line = cells.find(c => c.cell === 'sum(weeks.pay by who) | 1')
    expect(line).toMatchObject({ rows: { table: 'weeks', count: 2 } })
    expect(line!.reads).toContain('weeks.pay | 1 · 2026-07-05')
  })

  test('of others stand on nobody’s statement', async () => {
    await runAudit(shop)
    const page = readFileSync(join(shop, 'out/2026-07/statements.html'), 'utf8')
    const sheets = page.split('<h2').slice(1)
    const ann = sheets.find(sheet => sheet.includes('845.00'))!
    expect(ann).toContain('Ann (1) · 2026-07-05')
    expect(ann).not.toContain('Bob')
  })
})

describe.skipIf(!OFFICE)('the audit workbook', () => {
  test('is worked out anew by LibreOffice without a difference', async () => {
    const bytes = await runAudit(shop)
    const stored = readBook(bytes)
    const found = recalculate(new Map([['book', withoutResults(bytes)]])).get('book')!
    expect(differences(stored, found)).toEqual([])
    const weeks = [...stored.get('weeks')!.values()]
    expect(weeks.filter(c => c.formula !== undefined).length).toBeGreaterThan(20)
    // Sums over made rows are formulas; a count of different values stands as it is.
    const people = [...stored.get('People and data')!.values()].flatMap(c => c.formula ?? [])
    expect(people.filter(f => f.includes('SUMIFS(')).length).toBeGreaterThan(5)
  })
})
