// Somebody with two positions or teams in a month, by dates in the roster: each part is paid by its own rules, and what counts once
// a month counts once. All amounts are worked out by hand beside them.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: Parts
from: 2026-01
people:
  file: roster*
  from: since
  until: to
  columns:
    id: id
    name: name
    position: position
    team: group
    base: money
    since: { type: date, blank: none }
    to: { type: date, blank: none }
  paid: id is not blank
tables:
  orders:
    file: orders*
    month: day
    columns: { order: id, day: date, who: person, team: team, labour: money }
  marks:
    file: marks*
    one row per: who
    stints: each
    columns: { who: person, mark: number, damage: { type: money, blank: 0 } }
values:
  hours: sum(orders.labour by who)
  pool: { formula: sum(orders.labour by team) × 10%, round: 2 }
  month days: end of period − start of period + 1
scores:
  score: { for: [fitter, advisor], formula: mark }
  work: { for: [fitter, advisor], formula: hours }
pay:
  - for: fitter
    commission:
      piece: hours × 10%
      team share: share(pool by days of stint where position = "fitter")
  - for: advisor
    commission:
      sales: hours × 2%
  - for: everyone
    lines:
      wage: base × days of stint ÷ month days
reserves:
  held:
    withheld: commission × 10%
    forfeited at once: mark < 60
deductions:
  at most: 20% × gross
  lines:
    repair: damage
    fund: 10元
`
const ROSTER = `id,name,position,team,base,since,to
01,Ann,fitter,north,3100,2020-01-01,2026-07-15
01,Ann,advisor,front,6200,2026-07-16,
02,Bob,fitter,north,3100,,
`
const ORDERS = `order,day,who,team,labour
W1,2026-07-03,Ann,north,1000
W2,2026-07-15,Ann,north,500
W3,2026-07-16,Ann,front,2000
W4,2026-07-20,Bob,north,700
`
const MARKS = 'who,mark,damage\nAnn,90,2000\nBob,80,\n'

function shop(files: Record<string, string> = {}): string {
  const cwd = tempFolder()
  put(cwd, {
    'scheme.yaml': SCHEME,
    'data/2026-07/roster.csv': ROSTER,
    'data/2026-07/orders.csv': ORDERS,
    'data/2026-07/marks.csv': MARKS,
    ...files,
  })
  return cwd
}

interface Paid {
  people?: { id: string; position: string; gross: string; net: string; lines: { name: string; amount: string }[] }[]
  problems: { code: string; severity: string; at?: string; message: string }[]
}

async function paid(cwd: string): Promise<Paid> {
  const { out } = await run(['run', '--period', '2026-07', '--json'], { cwd })
  return JSON.parse(out) as Paid
}

describe('debug', () => {
  test('x', async () => {
    const cwd = shop()
    const p = await paid(cwd)
    console.log(JSON.stringify(p, null, 1).slice(0, 6000))
    const e = await run(['explain', '01', '--period', '2026-07'], { cwd })
    console.log(e.out, e.err)
    for (const l of ['piece', 'wage', 'held', 'net', 'deducted', 'team share'])
      console.log((await run(['explain', '01', l, '--period', '2026-07'], { cwd })).out)
    console.log(readFileSync(join(cwd, 'out/2026-07/payroll.csv'), 'utf8'))
    expect(edited).toBeDefined()
  })
})
