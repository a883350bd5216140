// A shop in which Ann moves from one position and team to another in the middle of July, and Bob does not.

import { put, tempFolder } from './folders.ts'

export const SCHEME = `scheme: Parts
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
export const ROSTER = `id,name,position,team,base,since,to
01,Ann,fitter,north,3100,2020-01-01,2026-07-15
01,Ann,advisor,front,6200,2026-07-16,
02,Bob,fitter,north,3100,,
`
export const ORDERS = `order,day,who,team,labour
W1,2026-07-03,Ann,north,1000
W2,2026-07-15,Ann,north,500
W3,2026-07-16,Ann,front,2000
W4,2026-07-20,Bob,north,700
`
export const MARKS = 'who,mark,damage\nAnn,90,2000\nBob,80,\n'

export function stintShop(files: Record<string, string> = {}): string {
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
