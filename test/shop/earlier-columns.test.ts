// `earlier` and `carried` over every kind of column: of the roster, of a table by person or by team, of the shop, of reserves,
// deductions and parameters, as texts and dates too. And books in which an earlier version kept only what is worked out.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { appendEntry } from '../../src/book/append.ts'
import type { EntryHeader } from '../../src/book/entry.ts'
import { keptPath } from '../../src/book/keep.ts'
import { openBook } from '../../src/book/open.ts'
import { readWhole } from '../../src/book/read.ts'
import type { BookRecord, Texts } from '../../src/book/record.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { copyInto, put, tempFolder } from '../support/folders.ts'

const BASE = `scheme: Earlier
from: 2026-01
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
    team: group
    wage: money
    left: { type: date, blank: none }
  paid: yes
tables:
  marks:
    file: marks*
    one row per: id
    columns:
      id: person
      mark: percent
      passed: { type: yes/no, blank: no }
      skills: { type: list, blank: none }
  teams:
    file: teams*
    one row per: team
    columns:
      team: team
      cost: money
  plan:
    file: plan*
    one figure per row: { name: figure, value: value }
    columns:
      target: money
parameters:
  rate: { from 2026-01: 5%, from 2026-05: 7% }
pay:
  - for: everyone
    commission:
      base: wage × rate
reserves:
  held:
    withheld: commission × 10%
deductions:
  at most: 50% × gross
  lines:
    fee: 1元
`

/** Of a month: wages, marks, a team's cost and the plan grow with its number. */
function files(month: string): Record<string, string> {
  const n = Number(month.slice(5))
  return {
    [`data/${month}/roster.csv`]: `id,name,position,team,wage,left\n1,Ann,clerk,A,${n}00,\n2,Bob,clerk,B,${n}000,2030-0${n}-01\n`,
    [`data/${month}/marks.csv`]: `id,mark,passed,skills\n1,${90 + n},yes,"a,b"\n2,${80 + n},,\n`,
    [`data/${month}/teams.csv`]: `team,cost\nA,${n}\nB,${n}0\n`,
    [`data/${month}/plan.csv`]: `figure,value\ntarget,${n}000\n`,
  }
}

/** A shop whose scores are these formulas, with April and May closed. */
async function closed(scores: string, months = ['2026-04', '2026-05']): Promise<string> {
  const cwd = tempFolder()
  put(cwd, { 'scheme.yaml': `${BASE}scores:\n  own: marks.mark\n${scores}` })
  for (const month of ['2026-04', '2026-05', '2026-06']) put(cwd, files(month))
  for (const month of months) {
    expect((await run(['run', '--period', month], { cwd })).code).toBe(0)
    expect((await run(['close', '--period', month], { cwd })).code).toBe(0)
  }
  return cwd
}

interface Sheet {
  people: { id: string; scores: Record<string, string> }[]
  problems: { code: string; message: string }[]
}

async function june(cwd: string): Promise<[string | undefined, string | undefined]> {
  const { people } = json<Sheet>(await run(['run', '--period', '2026-06', '--json'], { cwd }))
  return [people[0]?.scores.x, people[1]?.scores.x]
}

type Figure = readonly [formula: string, ann: string | undefined, bob: string | undefined]

/** A score for each formula. */
function scoresFor(figures: readonly Figure[]): string {
  return figures.map(([formula], i) => `  x${i}: ${formula}\n`).join('')
}

/** What each formula is in June. */
async function allIn(cwd: string, figures: readonly Figure[]): Promise<Figure[]> {
  const { people } = json<Sheet>(await run(['run', '--period', '2026-06', '--json'], { cwd }))
  return figures.map(([formula], i) => [formula, people[0]?.scores[`x${i}`], people[1]?.scores[`x${i}`]])
}

/** Each with what it is for Ann and for Bob in June. */
const FIGURES: readonly Figure[] = [
  // 400 + 500 and 4,000 + 5,000
  ['earlier sum(wage, 5)', '900.00', '9000.00'],
  // 94% + 95% and 84% + 85%, over 2
  ['earlier average(marks.mark, 5)', '0.945', '0.845'],
  ['carried(marks.mark)', '0.95', '0.85'],
  // 4 + 5 and 40 + 50
  ['earlier sum(cost, 2)', '9.00', '90.00'],
  ['earlier max(target, 3)', '5000.00', '5000.00'],
  // 5% in April, 7% since May
  ['earlier min(rate, 2)', '0.05', '0.05'],
  // 400 × 5% × 10% = 2, 500 × 7% × 10% = 3.50; ten times as much for Bob
  ['earlier sum(reserves.held, 2)', '5.50', '55.00'],
  ['earlier sum(deductions.fee, 2)', '2.00', '2.00'],
  ['earlier count(left, 2)', '0', '2'],
  ['earlier(left, 1)', undefined, '2030-05-01'],
  ['earlier(passed, 1)', 'yes', 'no'],
  ['earlier(skills, 1)', 'a、b', undefined],
  ['earlier(wage, 3)', undefined, undefined],
]

describe('every column is kept', () => {
  test('of people, teams and the shop, of reserves, deductions and parameters', async () => {
    expect(await allIn(await closed(scoresFor(FIGURES)), FIGURES)).toEqual(FIGURES)
  })

  test('who somebody is can not be kept from one roster to another', () => {
    const scheme = edited(BASE, [
      '      mark: percent\n',
      '      mark: percent\n      mentor: { type: person, blank: none }\n',
    ])
    const { problems } = loadScheme(
      `${scheme}scores:\n  x: earlier count(mentor, 1)\n`,
      'scheme.yaml',
      undefined,
      false,
    )
    expect(problems.map(p => p.code)).toEqual(['ARGUMENTS_WRONG'])
  })
})

/** The shop with its book as the first version sealed it, which kept values, scores, lines and flags only. */
async function asSealedBefore(cwd: string, without?: string): Promise<void> {
  const folder = join(cwd, 'book')
  const entries: { header: EntryHeader; records: BookRecord[] }[] = []
  await readWhole(folder, (record, header) => {
    if (entries.at(-1)?.header !== header) entries.push({ header, records: [] })
    entries.at(-1)!.records.push(record)
  })
  const old = join(tempFolder(), 'book')
  copyInto(folder, old)
  rmSync(folder, { recursive: true })
  for (const { header, records } of entries) {
    const opened = await openBook(folder)
    if (opened.outcome !== 'open') throw new Error(opened.outcome)
    const { number: _, previous: __, inputs, scheme, outputs, ...facts } = header
    const appended = await appendEntry(opened.book, {
      facts,
      inputs: inputs.map(f =>
        f.name === without ? { name: f.name, content: 'id,other\n1,2\n' } : { ...f, path: keptPath(old, f.sha256) },
      ),
      scheme: { ...scheme, path: keptPath(old, scheme.sha256) },
      outputs: outputs.map(f => ({ ...f, path: keptPath(old, f.sha256) })),
      records: records.flatMap(withoutColumns),
    })
    expect(appended.outcome).toBe('sealed')
  }
}

const OLD = /^(?:values|scorecards|scores|pay|flags)\./

function withoutColumns(record: BookRecord): BookRecord[] {
  if ('kept' in record) return []
  const old = (values: Texts): Texts => Object.fromEntries(Object.entries(values).filter(([id]) => OLD.test(id)))
  if ('row' in record) return [{ row: { ...record.row, values: old(record.row.values) } }]
  return 'figures' in record ? [{ figures: { ...record.figures, values: old(record.figures.values) } }] : [record]
}

describe('a month that an earlier version closed', () => {
  test('all that it did not keep is worked out from its copies', async () => {
    const cwd = await closed(scoresFor(FIGURES))
    await asSealedBefore(cwd)
    expect(await allIn(cwd, FIGURES)).toEqual(FIGURES)
  })

  test('what it kept is read as it was kept, and what its scheme did not have is nothing', async () => {
    const cwd = await closed('')
    await asSealedBefore(cwd)
    const scheme = `${BASE}scores:\n  own: marks.mark\n`.replace(
      '    wage: money\n',
      '    wage: money\n    bonus: { type: money, blank: 0 }\n',
    )
    put(cwd, { 'scheme.yaml': `${scheme}  x: earlier sum(scores.own, 2) + earlier count(bonus, 2)\n` })
    put(cwd, {
      'data/2026-06/roster.csv': files('2026-06')
        ['data/2026-06/roster.csv']!.replace(/wage/, 'bonus,wage')
        .replaceAll('clerk,A,', 'clerk,A,1,')
        .replaceAll('clerk,B,', 'clerk,B,2,'),
    })
    // 94% + 95%, and no month had a bonus
    expect((await june(cwd))[0]).toBe('1.89')
  })

  test('copies that can not be read are told with the month, and a correction brings them back', async () => {
    const cwd = await closed('  x: earlier sum(marks.mark, 2)\n')
    await asSealedBefore(cwd, 'data/2026-04/marks.csv')
    const ran = await run(['run', '--period', '2026-06', '--json'], { cwd })
    expect(ran.code).toBe(1)
    const told = json<Sheet>(ran).problems.filter(p => p.code === 'EARLIER_NOT_KEPT')
    expect(told.map(p => p.message)).toEqual([expect.stringContaining('2026-04')])
    expect((await run(['correct', '--period', '2026-04'], { cwd })).code).toBe(0)
    // 94% + 95% and 84% + 85%
    expect(await june(cwd)).toEqual(['1.89', '1.69'])
  })

  test('a correction of it changes what a later month read, and not what it paid itself', async () => {
    const cwd = await closed('  x: earlier sum(wage, 5)\n')
    await asSealedBefore(cwd)
    for (const command of ['run', 'close']) expect((await run([command, '--period', '2026-06'], { cwd })).code).toBe(0)
    expect((await run(['correct', '--period', '2026-05', '--json'], { cwd })).out).toContain('"people": []')
    put(cwd, { 'data/2026-04/roster.csv': edited(files('2026-04')['data/2026-04/roster.csv']!, [',400,', ',600,']) })
    const corrected = await run(['correct', '--period', '2026-04', '--json'], { cwd })
    const { people } = json<{
      people: { id: string; corrections: { origin: string; name: string; amount: string }[] }[]
    }>(corrected)
    // April's own: 200 × 5% = 10 more, of which 1 is withheld
    expect(people.map(p => [p.id, p.corrections.map(c => `${c.origin} ${c.name} ${c.amount}`)])).toEqual([
      ['1', ['2026-04 base 10.00', '2026-04 held -1.00']],
    ])
    put(
      cwd,
      Object.fromEntries(Object.entries(files('2026-06')).map(([name, text]) => [name.replace('-06', '-07'), text])),
    )
    // 600 + 500 + 600
    const sheet = json<Sheet>(await run(['run', '--period', '2026-07', '--json'], { cwd }))
    expect(sheet.people[0]?.scores.x).toBe('1700.00')
  })
})
