// A table that comes in several files, one for each team: one list of files, rows of each at their own place. Nothing is counted
// twice and none is missed without a word; closed, corrected and replayed as a table of one file is.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const SCHEME = `scheme: Teams
from: 2026-07
currency: USD
people:
  file: staff*
  columns: { No: id, Name: name, Job: position }
  paid: yes
tables:
  orders:
    file: [orders mech*, orders body*]
    month: Closed
    columns:
      Order: { type: id, unique: yes }
      Closed: date
      Tech: person
      Labour: money
pay:
  - for: tech
    lines:
      bonus: sum(orders.Labour by Tech) × 10%
`
const STAFF = 'No,Name,Job\n1,Ann,tech\n2,Bob,tech\n'
const MECH = 'Order,Closed,Tech,Labour\nA1,2026-07-02,Ann,100.00\nA2,2026-07-03,Bob,50.00\nTotal,,,150.00\n'
// Other columns first, below a title; one row of June.
const BODY =
  'Body shop\nTech,Labour,Order,Closed\nAnn,30.00,B1,2026-07-04\nBob,70.00,B2,2026-06-30\nAnn,1.00,B3,2026-07-05\n'
const FOLDER = 'data/2026-07'

interface Told {
  people: { id: string; net: string }[]
  problems: { code: string; at?: string; message: string }[]
}

function shop(files: Readonly<Record<string, string>> = {}, scheme = SCHEME): string {
  const cwd = tempFolder()
  const all = { 'staff.csv': STAFF, 'orders mech.csv': MECH, 'orders body.csv': BODY, ...files }
  put(cwd, {
    'scheme.yaml': scheme,
    ...Object.fromEntries(Object.entries(all).map(([name, text]) => [`${FOLDER}/${name}`, text])),
  })
  return cwd
}

async function month(cwd: string, command = 'run'): Promise<Told & { code: number }> {
  const done = await run([command, '--period', '2026-07', '--json'], { cwd })
  return { ...json<Told>(done), code: done.code }
}

const found = ({ problems }: Told): string[] => problems.map(({ code, at }) => `${code} ${at ?? ''}`.trim())

describe('several files as one table', () => {
  // Ann has 100 + 30 + 1 = 131, Bob 50: B2 is of June. A tenth is paid: 13.10 and 5.00.
  test('add up, with rows of other months left out file by file', async () => {
    const cwd = shop()
    const told = await month(cwd)
    expect(told.people.map(({ id, net }) => [id, net])).toEqual([
      ['1', '13.10'],
      ['2', '5.00'],
    ])
    expect(found(told)).toEqual([`ROWS_OTHER_MONTH ${FOLDER}/orders body.csv:4:4`])
    const record = JSON.parse(readFileSync(join(cwd, 'out/2026-07/run.json'), 'utf8'))
    const inputs = record.inputs.map((i: Record<string, unknown>) => [i.table, i.file, i.rows, i.rowsOtherMonth])
    expect(inputs).toEqual([
      ['people', `${FOLDER}/staff.csv`, 2, 0],
      ['orders', `${FOLDER}/orders mech.csv`, 2, 0],
      ['orders', `${FOLDER}/orders body.csv`, 3, 1],
    ])
    // 100 + 50 + 30 + 70 + 1 = 251, of which 70 are of June.
    expect(record.reconciliation).toMatchObject([{ table: 'orders', inFile: '251', otherMonth: '70', used: '181' }])
  })

  test('show each row where its own file has it', async () => {
    const cwd = shop()
    const { out } = await run(['explain', 'Ann', 'bonus', '--period', '2026-07'], { cwd })
    for (const row of ['orders mech.csv!2  A1', 'orders body.csv!3  B1', 'orders body.csv!5  B3'])
      expect(out).toContain(row)
  })

  test('may be workbooks beside text files, and each have sheets of their own', async () => {
    const cwd = shop({}, edited(SCHEME, ['orders body*]', 'orders body*]\n    sheet: all']))
    rmSync(join(cwd, FOLDER, 'orders body.csv'))
    const head = ['Order', 'Closed', 'Tech', 'Labour']
    const sheets = [
      { name: 'first', rows: [head, ['B1', '2026-07-04', 'Ann', 30]] },
      { name: 'second', rows: [head, ['B3', '2026-07-05', 'Ann', 1], ['A2', '2026-07-06', 'Bob', 7]] },
    ]
    writeFileSync(join(cwd, FOLDER, 'orders body.xlsx'), await writeXlsx({ sheets }))
    const told = await month(cwd, 'check')
    // The number A2 stands in the first file as well.
    expect(found(told)).toContain(`ID_REPEATED ${FOLDER}/orders body.xlsx!second!A3`)
  })

  test.each<[string, Record<string, string>, string[]]>([
    ['a number that two files have', { 'orders body.csv': edited(BODY, ['B1', 'A1']) }, ['ID_REPEATED']],
    ['a row that two files have', { 'orders body.csv': edited(MECH, ['A2', 'B2'], ['150', '150']) }, ['ROW_TWICE']],
    ['a file that is a copy of another', { 'orders body.csv': MECH }, ['FILE_TWICE']],
    ['two files for one of the patterns', { 'orders body 副本.csv': BODY }, ['FILE_AMBIGUOUS']],
    ['a file of June', { 'orders body.csv': edited(BODY, ['2026-07', '2026-06', 'all']) }, ['FILE_OTHER_MONTH']],
    ['a total that is wrong', { 'orders mech.csv': edited(MECH, ['150', '181']) }, ['CONTROL_TOTAL']],
  ])('%s is told', async (_, files, codes) => {
    const cwd = shop(files)
    const told = await month(cwd)
    expect(told.code).toBe(1)
    for (const code of codes) expect(told.problems.map(p => p.code)).toContain(code)
    expect(existsSync(join(cwd, 'out'))).toBe(false)
  })

  test('one that is missing is told, also where a wider pattern means the file of another', async () => {
    for (const scheme of [SCHEME, edited(SCHEME, ['orders body*', 'orders*'])]) {
      const cwd = shop({}, scheme)
      rmSync(join(cwd, FOLDER, 'orders body.csv'))
      const told = await month(cwd)
      expect([told.code, found(told)]).toEqual([1, ['FILE_MISSING scheme.yaml:9:3']])
    }
  })

  test('those that need not be there count where they are', async () => {
    const cwd = shop({}, edited(SCHEME, ['    month: Closed', '    missing file: none\n    month: Closed']))
    rmSync(join(cwd, FOLDER, 'orders body.csv'))
    const told = await month(cwd)
    expect(told.people.map(({ net }) => net)).toEqual(['10.00', '5.00'])
    expect(found(told)).toEqual(['FILE_NONE scheme.yaml:9:3'])
  })

  test('a roster may come in several files as well, and who stands in two is told', async () => {
    const scheme = edited(SCHEME, ['file: staff*', 'file: [staff a*, staff b*]'])
    const cwd = shop({ 'staff a.csv': 'No,Name,Job\n1,Ann,tech\n', 'staff b.csv': 'No,Name,Job\n2,Bob,tech\n' }, scheme)
    rmSync(join(cwd, FOLDER, 'staff.csv'))
    expect((await month(cwd)).people.map(({ net }) => net)).toEqual(['13.10', '5.00'])
    writeFileSync(join(cwd, FOLDER, 'staff b.csv'), 'No,Name,Job\n2,Bob,tech\n1,Ann,tech\n')
    const told = await month(cwd, 'check')
    expect(told.problems.map(p => p.code)).toContain('PERSON_REPEATED')
  })

  test('are closed, proved by a replay and corrected', async () => {
    const cwd = shop()
    await month(cwd)
    expect((await run(['close', '--period', '2026-07'], { cwd })).code).toBe(0)
    expect((await run(['book', 'verify', '--replay'], { cwd })).code).toBe(0)
    // B1 had 31 and not 30: a tenth of 1.00 is due.
    writeFileSync(join(cwd, FOLDER, 'orders body.csv'), edited(BODY, ['30.00', '31.00']))
    const { out, code } = await run(['correct', '--period', '2026-07', '--dry-run'], { cwd })
    expect(code).toBe(0)
    expect(out).toContain('0.10')
  })
})

describe('propose', () => {
  test('reads files of the same columns as one table, and asks', async () => {
    const cwd = tempFolder()
    mkdirSync(join(cwd, 'in'))
    const body = edited(MECH, ['A1', 'B1'], ['A2', 'B2'], ['100.00', '30.00'], ['150.00', '80.00'])
    put(cwd, { 'in/staff.csv': STAFF, 'in/orders mech.csv': MECH, 'in/orders body.csv': body })
    const made = await run(['propose', 'in', '-C', 'out', '--json'], { cwd })
    const told = json<{ problems: unknown[]; questions: { text: string }[] }>(made)
    expect(told.problems).toEqual([])
    expect(readFileSync(join(cwd, 'out/scheme.yaml'), 'utf8')).toContain('file: [orders body*, orders mech*]')
    expect(told.questions.filter(({ text }) => text.includes('orders mech.csv'))).toHaveLength(1)
  })
})

test('what was decided by hand may come in several files, too: each amount keeps its place, and a missing file is told', async () => {
  const scheme = `${SCHEME}adjustments:
  file: [fixes mech*, fixes body*]
  columns: { No: person, Kind: kind, Amount: amount, Reason: reason, Ref: reference }
  kinds: { extra: {} }
`
  const head = 'No,Kind,Amount,Reason,Ref\n'
  const cwd = shop(
    {
      'fixes mech.csv': `${head}1,extra,10.00,one,M1\n`,
      'fixes body.csv': `${head}2,extra,20.00,two,B1\n1,extra,5.00,three,B2\n`,
    },
    scheme,
  )
  const told = json<Told>(await run(['run', '--period', '2026-07', '--json'], { cwd }))
  // Ann (100 + 30 + 1) × 10% = 13.10, and 10 + 5; Bob 50 × 10% = 5.00, and 20.
  expect(told.people.map(p => [p.id, p.net])).toEqual([
    ['1', '28.10'],
    ['2', '25.00'],
  ])
  const why = await run(['explain', '1', 'extra', '--period', '2026-07'], { cwd })
  for (const place of [`${FOLDER}/fixes mech.csv:2:3`, `${FOLDER}/fixes body.csv:3:3`]) expect(why.out).toContain(place)
  rmSync(join(cwd, FOLDER, 'fixes body.csv'))
  const without = json<Told>(await run(['check', '--period', '2026-07', '--json'], { cwd }))
  expect(without.problems.map(p => p.code)).toContain('FILE_MISSING')
})

test('two months of a table of several files are compared like those of one: what changed has its rows in its own file', async () => {
  const cwd = shop()
  const august = (text: string): string => text.replaceAll('2026-07-0', '2026-08-0')
  put(cwd, {
    'data/2026-08/staff.csv': STAFF,
    'data/2026-08/orders mech.csv': august(MECH).replaceAll(/\bA(?=\d)/g, 'C'),
    'data/2026-08/orders body.csv': edited(august(BODY), ['Ann,30.00,B1', 'Ann,80.00,D1'], ['B3', 'D3'], ['B2', 'D2']),
  })
  const { code, out } = await run(['compare', '2026-07', '2026-08'], { cwd })
  expect(code).toBe(0)
  // Ann had 100 + 30 + 1 = 131 and has 100 + 80 + 1 = 181: 13.10 → 18.10.
  expect(out.replace(/\s+/g, ' ')).toMatch(/Ann.*13\.10 → 18\.10 \(\+5\.00\)/)
  expect(out).not.toMatch(/unknown|Bob/)
})
