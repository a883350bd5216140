// What is worked out in rows, on paper and in `explain`: where a price that a row looks up stands, which rows count once, and nothing
// of somebody else's. One small shop, by hand.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: rows
from: 2026-01
currency: CNY
sheets: en
people:
  file: roster*
  columns: { code: id, name: name, job: position, rate: money }
  paid: yes
tables:
  jobs:
    file: jobs*
    month: day
    columns: { nr: id, day: date, who: person, helper: person, crew: { type: person, shared: equally }, kind: text, size: text, hours: number }
    work out:
      price: { formula: "only(list.price by kind, size)", round: 2 }
      step: { bands of: hours, under 3: 1, from 3: 2 }
  list:
    file: list*
    leave out: old
    columns: { kind: text, size: text, price: money, old: yes/no }
pay:
  - for: clerk
    lines:
      priced: sum(jobs.price × step by who)
      kinds: count distinct(jobs.kind by who) × 1元
      helped: sum(jobs.hours × helper.rate by who)
      shared: sum(jobs.hours × rate by crew)
`

const FILES: Readonly<Record<string, string>> = {
  'scheme.yaml': SCHEME,
  'data/2026-07/roster.csv': 'code,name,job,rate\n07,Ann,clerk,2.00\n03,Bob,clerk,31.17\n',
  // Bob has ten jobs: they are counted on his statement. Ann: 50 × 1 + 80 × 2 + 20 × 1 = 230; wax once, oil: 2; helped by Bob in one of them.
  'data/2026-07/jobs.csv': `nr,day,who,helper,crew,kind,size,hours
J1,2026-07-03,Ann,Ann,"Ann、Bob",wax,small,2
J2,2026-07-04,Ann,Bob,Ann,wax,big,4
J3,2026-07-05,Ann,Ann,Ann,oil,big,1
${Array.from({ length: 10 }, (_, i) => `K${i},2026-07-06,Bob,Bob,Bob,oil,big,1`).join('\n')}
`,
  'data/2026-07/list.csv':
    'kind,size,price,old\nwax,small,40.00,yes\nwax,small,50.00,no\nwax,big,80.00,no\noil,big,20.00,no\n',
}

describe('what is worked out in rows', () => {
  /** The shop worked out, what `explain` shows of Ann, and everybody's statement. */
  const made = async () => {
    const shop = tempFolder()
    put(shop, FILES)
    await run(['run', '-C', shop, '--period', '2026-07'])
    const articles = readFileSync(join(shop, 'out/2026-07/statements.html'), 'utf8').split('<article').slice(1)
    return {
      shop,
      of: (name: string): string => articles.find(text => text.includes(`<h2>${name}`))!,
      explain: async (line: string, ...more: string[]): Promise<string> =>
        (await run(['explain', '-C', shop, 'Ann', line, '--period', '2026-07', '--lang', 'en', ...more])).out,
    }
  }

  test('explain says in which line of which file a price was found, lines that are left out not counted', async () => {
    const { explain } = await made()
    const shown = await explain('priced')
    expect(shown).toContain('priced = 230.00')
    expect(shown).toContain('price = price in list by kind, size, rounded to 2 places')
    expect(shown).toContain('step = by hours: below 3 → 1; at least 3 → 2')
    expect(shown).toMatch(/J1 .*list\.csv:3/)
    expect(shown).toMatch(/J2 .*list\.csv:4/)
    expect(shown).toMatch(/J3 .*list\.csv:5/)
    expect(await explain('priced', '--json')).toContain('"list": "list.csv:3"')
  })

  test('explain says which rows count once', async () => {
    const { explain } = await made()
    const shown = (await explain('kinds')).split('\n').map(line => line.trim())
    expect(shown.filter(line => /J\d/.test(line)).map(line => line.slice(-1))).toEqual(['1', '0', '1'])
  })

  test('a statement shows few rows and counts many', async () => {
    const { of } = await made()
    expect(of('Ann')).toContain('list.csv:3')
    expect(of('Bob')).toContain('10 rows')
    expect(of('Bob')).not.toContain('list.csv')
  })

  test('a statement shows nothing of somebody else in them', async () => {
    const { of } = await made()
    expect(of('Ann')).not.toContain('Bob')
    expect(of('Ann')).not.toContain('31.17')
    expect(of('Ann')).toContain('J2')
  })

  test('the trail names what is worked out in the rows of a figure', async () => {
    const { shop } = await made()
    const trail = readFileSync(join(shop, 'out/2026-07/audit.jsonl'), 'utf8')
    expect(trail).toContain(
      '"worked":["price = only(list.price by kind, size); round: 2","step = bands of: hours; under 3: 1; from 3: 2"]',
    )
  })
})
