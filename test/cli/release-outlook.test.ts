// What `check` says of a release that may come next: results that are missing or can't be read are told before the day of the release,
// as warnings, and of no other month.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: Held
from: 2026-07
currency: USD
people:
  file: roster*
  columns: { id: id, name: name, position: position, sales: money }
  paid: yes
tables:
  results:
    file: results/results*
    columns: { quarter: text, rework: percent }
pay:
  - for: everyone
    commission:
      bonus: sales × 10%
reserves:
  quality:
    withheld: commission × 10%
    release: { every: quarter, ratio: "1 − only(results.rework where quarter = release period)" }
`
const RESULTS = 'data/results/results.csv'

interface Doc {
  ok: boolean
  problems: { code: string; severity: string; message: string }[]
}

test('results are asked for with the last month of a quarter', async () => {
  const cwd = tempFolder()
  const months = ['2026-07', '2026-08', '2026-09', '2026-10']
  const roster = 'id,name,position,sales\n1,Ann,seller,1000\n'
  put(cwd, { 'scheme.yaml': SCHEME, ...Object.fromEntries(months.map(m => [`data/${m}/roster.csv`, roster])) })
  const told = async (period: string): Promise<string[]> => {
    const { ok, problems } = json<Doc>(await run(['check', '--period', period, '--json'], { cwd }))
    expect(ok).toBe(true)
    expect(problems.every(p => p.severity === 'warning')).toBe(true)
    return problems.map(p => p.code).filter(code => code !== 'MONTHS_OPEN')
  }
  expect(await told('2026-08')).toEqual([])
  expect((await told('2026-09')).sort()).toEqual(['FILE_MISSING', 'RELEASE_RESULTS'])
  // Nothing is held of a quarter that no month of the book is of.
  expect(await told('2026-10')).toEqual([])
  put(cwd, { [RESULTS]: 'quarter,rework\n2026-Q3,many\n' })
  expect((await told('2026-09')).sort()).toEqual(['CELL_INVALID', 'RELEASE_RESULTS'])
  put(cwd, { [RESULTS]: 'quarter,rework\n2026-Q2,3%\n' })
  expect((await told('2026-09')).sort()).toEqual(['RELEASE_RESULTS', 'VALUE_NOT_ONE'])
  put(cwd, { [RESULTS]: 'quarter,rework\n2026-Q3,3%\n' })
  expect(await told('2026-09')).toEqual([])
  for (const period of ['2026-07', '2026-08', '2026-09'])
    for (const command of ['run', 'close'])
      expect(await run([command, '--period', period], { cwd })).toMatchObject({ code: 0 })
  // Still held, and its results are gone.
  rmSync(join(cwd, RESULTS))
  expect((await told('2026-10')).sort()).toEqual(['FILE_MISSING', 'RELEASE_RESULTS'])
})
