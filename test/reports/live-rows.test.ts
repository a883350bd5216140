// Figures of rows that read what the people have whom they name, in the audit workbook: worked out by a real LibreOffice from the
// rows and the roster alone, every cell comes to what bonusbook came to, also after a figure of somebody was changed.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runAudit } from '../support/audit-book.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'
import { differences, type ReadBook, readBook, recalculate, withoutResults } from '../support/recalculate.ts'

const SCHEME = `scheme: Workshop
from: 2026-01
sheets: en
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
    team: group
    rate: { type: money, blank: none }
    skills: { type: list, blank: none }
    left: { type: date, blank: none }
  paid: left is blank
tables:
  jobs:
    file: jobs*
    month: day
    leave out: void and who.position = "fitter"
    columns:
      job: id
      day: date
      who: person
      mech: { type: person, blank: none }
      crew: { type: person, shared: equally, blank: none }
      team: { type: team, blank: none }
      model: text
      hours: { type: number, blank: none }
      void: yes/no
    work out:
      cost: if mech is blank then 1元 else hours × mech.level
      orders of model: count(jobs by model)
  teams:
    file: teams*
    one row per: team
    columns: { team: team, bonus: money }
values:
  level: { formula: rate + bonus, round: 2 }
  best: max(jobs.hours × rate by who where hours is not blank)
  longest: max(jobs.hours × mech.rate where mech is not blank and hours is not blank)
scores:
  grade: if level > 30元 then "A" else "B"
pay:
  - for: everyone
    lines:
      own: sum(jobs.hours × rate by who where hours is not blank)
      costs: sum(jobs.cost by who where hours is not blank)
      skilled: count(jobs by who where mech.skills has model) × 1.5元
      graded: count(jobs by who where mech is not blank and mech.grade = "A" and orders of model > 1) × 1元
      shares: sum(jobs.hours × level by crew where hours is not blank and rate > 12元) ÷ 7
      mean: if count(jobs by who where rate > 1元 and hours is not blank) = 0 then 0元 else average(jobs.hours × level by who where hours is not blank)
      of team: sum(jobs.hours × bonus by team where hours is not blank) × 10%
      whose team: sum(jobs.hours × who.bonus by who.team where hours is not blank) × 10%
      tops: (if best is blank then 0元 else best) + longest
`
const ROSTER = `id,name,position,team,rate,skills,left
01,Ann,fitter,north,20,a、b,
02,Bob,fitter,south,30.25,b,
03,Cy,advisor,south,12.5,,
04,Dan,fitter,north,11.11,a、c,2026-06-30
`
const JOBS = `job,day,who,mech,crew,team,model,hours,void
J1,2026-07-01,Ann,Bob,"Ann、Bob、Cy",north,a,2,no
J2,2026-07-02,Bob,Ann,Cy,south,b,1.5,no
J3,2026-07-03,Ann,Dan,"Bob、Cy",north,b,0.7,no
J4,2026-07-04,Cy,Bob,Ann,south,a,4.123,yes
J5,2026-07-05,Bob,Ann,Ann,south,a,9,yes
J6,2026-06-30,Ann,Ann,Ann,south,a,9,no
J7,2026-07-07,Cy,,,,c,3,no
J8,2026-07-08,Dan,Ann,Ann,north,c,,no
`
const TEAMS = 'team,bonus\nnorth,5\nsouth,7.01\n'

function shopOf(roster: string, jobs: string): string {
  const shop = tempFolder()
  put(shop, {
    'scheme.yaml': SCHEME,
    'data/2026-07/roster.csv': roster,
    'data/2026-07/jobs.csv': jobs,
    'data/2026-07/teams.csv': TEAMS,
  })
  return shop
}

/** Every amount of the overview. */
function amounts(book: ReadBook): string[] {
  const cells = [...book.values()][0]!
  return [...cells].filter(([address]) => /^D\d+$/.test(address)).map(([, cell]) => cell.text)
}

test.skipIf(!OFFICE)('every cell comes to what bonusbook came to, also after a rate was changed', async () => {
  const bytes = await runAudit(shopOf(ROSTER, JOBS))
  const stored = readBook(bytes)
  const changed = edited(ROSTER, ['south,30.25,b', 'south,33.5,b'])
  const other = await runAudit(shopOf(changed, JOBS))
  const [people, rate] = [...stored].flatMap(([sheet, cells]) =>
    [...cells].flatMap(([cell, { text, formula }]) => (text === '30.25' && !formula ? [[sheet, cell] as const] : [])),
  )[0]!
  const books = recalculate(
    new Map([
      ['as it is', withoutResults(bytes)],
      ['changed', withoutResults(bytes, [{ sheet: people, cell: rate, value: 33.5 }])],
    ]),
  )
  expect(differences(stored, books.get('as it is')!)).toEqual([])
  expect(books.get('as it is')!.get('Overview')!.get('A2')!.text).toMatch(/^All agree/)
  expect([...stored.keys()]).toEqual(expect.arrayContaining(['jobs', 'jobs · crew']))
  expect(amounts(books.get('changed')!)).toEqual(amounts(readBook(other)))
  expect(amounts(readBook(other))).not.toEqual(amounts(stored))
})

const PEOPLE = ['Ann', 'Bob', 'Cy', 'Dan']
const job = fc.record({
  who: fc.constantFrom(...PEOPLE),
  mech: fc.constantFrom('', ...PEOPLE),
  crew: fc.uniqueArray(fc.constantFrom(...PEOPLE), { maxLength: 3 }),
  team: fc.constantFrom('', 'north', 'south'),
  model: fc.constantFrom('a', 'b', 'c'),
  hours: fc.integer({ min: 0, max: 99_999 }).map(n => `${n / 1000}`),
  out: fc.boolean(),
})

test.skipIf(!OFFICE)('random rows', async () => {
  const shops = fc.sample(fc.array(job, { minLength: 1, maxLength: 25 }), { numRuns: 6, seed: 14 })
  const books = new Map<string, Buffer>()
  for (const [n, jobs] of shops.entries()) {
    const lines = jobs.map(({ who, mech, crew, team, model, hours, out }, i) =>
      [`J${i}`, '2026-07-01', who, mech, crew.join('、'), team, model, hours, out ? 'yes' : 'no'].join(','),
    )
    const header = JOBS.slice(0, JOBS.indexOf('\n'))
    const shop = shopOf(ROSTER, `${[header, ...lines].join('\n')}\n`)
    const ran = await run(['run', '--period', '2026-07'], { cwd: shop })
    // Nobody has worked with a mechanic: the longest job is nothing.
    if (ran.code === 0) books.set(`${n}`, await runAudit(shop))
  }
  expect(books.size).toBeGreaterThan(3)
  const found = recalculate(new Map([...books].map(([n, bytes]) => [n, withoutResults(bytes)])))
  for (const [n, bytes] of books) expect([n, differences(readBook(bytes), found.get(n)!)]).toEqual([n, []])
})
