// bonusbook check, try and init: what they say and do.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, put, tempFolder } from '../support/folders.ts'
import { makeShop, ORDERS, SCHEME } from '../support/shop.ts'

interface Document {
  ok?: boolean
  people: {
    id: string
    position: string
    scores: Record<string, string>
    lines: { name: string; amount: string }[]
    net: string
    flags: string[]
  }[]
  problems: { code: string; message: string; hint: string; at: string }[]
}

describe('the files of a month', () => {
  test('a copy under a name that no table has is told with both names, and stops nothing', async () => {
    const cwd = makeShop({ 'data/2026-07/Copy of orders.csv': ORDERS, 'data/2026-07/notes.csv': 'other' })
    const ran = await run(['check', '--period', '2026-07'], { cwd })
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('warning data/2026-07/Copy of orders.csv  FILE_COPY')
    expect(ran.out.replace(/\s+/g, ' ')).toContain('holds the same as data/2026-07/orders.csv')
    expect(ran.out.match(/FILE_COPY/g)).toHaveLength(1)
  })

  test.each<[string, Record<string, string | undefined>]>([
    ['is missing', { 'data/2026-07/orders.csv': undefined }],
    ['stands twice', { 'data/2026-07/orders (1).csv': ORDERS }],
  ])('one that %s is mended in the folder', async (_, changes) => {
    const { out, next } = await run(['check', '--period', '2026-07'], { cwd: makeShop(changes) })
    expect(out).toContain('  First mend data/2026-07 (1 error)\n')
    expect(next).toBe('Next: mend data/2026-07, then bonusbook check --period 2026-07')
  })

  test('--quiet prints the verdict alone', async () => {
    const { out } = await run(['check', '--period', '2026-07', '--quiet'], { cwd: makeShop() })
    expect(out.trim()).toBe('2026-07: ready to run: 3 people, 1 warning.')
  })
})

describe('check', () => {
  test('a shop in order: its warnings, a verdict, exit code 0, nothing written', async () => {
    const cwd = makeShop()
    const before = contents(cwd)
    const ran = await run(['check', '--period', '2026-07'], { cwd })
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('2026-07: ready to run: 3 people, 1 warning.\n')
    expect(ran.out).toContain('ROWS_OTHER_MONTH')
    const clean = await run(['check', '--period', '2026-07'], {
      cwd: makeShop({ 'data/2026-07/orders.csv': edited(ORDERS, [/A4.*\n/, '']) }),
    })
    // 1,000.05 + 500 + 333.33 + 200; and of the marks' damage 100 + 10.01.
    expect(clean.out).toBe(
      [
        '2026-07: ready to run: 3 people.',
        '',
        'What became of the figures in the files',
        '  Column         In the file      Used',
        '  orders.labour     2,033.38  2,033.38',
        '  marks.damage        110.01    110.01',
        '',
        '',
      ].join('\n'),
    )
    expect(contents(cwd)).toEqual(before)
  })

  test('problems of scheme and data together, each with its place, the line as it stands and a hint', async () => {
    const cwd = makeShop({
      'scheme.yaml': edited(SCHEME, ['turnover × rate', 'turnovr × rate']),
      'data/2026-07/orders.csv': edited(ORDERS, ['333.33', 'about 300']),
    })
    const before = contents(cwd)
    const ran = await run(['check', '--period', '2026-07'], { cwd })
    expect(ran.code).toBe(1)
    expect(ran.err).toBe('')
    expect(ran.out).toContain('Did you mean “turnover”?')
    expect(ran.out).toContain('│ bonus: turnovr × rate × scores.mark ÷ 100')
    expect(ran.out).toMatch(/│ {8}\^{7}\n/)
    expect(ran.out).toMatch(/data\/2026-07\/orders\.csv:4:4.*CELL_INVALID/)
    expect(ran.out).toContain('2026-07: not ready: 2 errors in 2 files.')
    const document = json<Document>(await run(['check', '--period', '2026-07', '--json'], { cwd }))
    expect(document.ok).toBe(false)
    const line = SCHEME.split('\n').findIndex(l => l.includes('bonus: turnover')) + 1
    expect(document.problems.map(p => p.at)).toContain(`scheme.yaml:${line}:14`)
    expect(contents(cwd)).toEqual(before)
  })
})

describe('try', () => {
  const TRY = ['try', 'scheme.yaml', '--position', 'advisor']
  const GIVEN = ['--set', 'turnover=1500.05', '--set', 'scores.mark=95.5', '--set', 'damage=0']

  test('one person from given values: a document with one person of id 1', async () => {
    const ran = await run([...TRY, ...GIVEN, '--json'], { cwd: makeShop() })
    expect(ran.code).toBe(0)
    const { people } = json<Document>(ran)
    expect(people).toMatchObject([
      { id: '1', position: 'advisor', lines: [{ name: 'bonus', amount: '143.25', commission: true }], net: '136.09' },
    ])
  })

  test('any figure, value, score or parameter can be set, in place of its formula', async () => {
    const first = async (...more: string[]) =>
      json<Document>(await run([...TRY, ...GIVEN, ...more, '--json'], { cwd: makeShop() })).people[0]!
    // 1,500.05 × 20% × 95.5% = 286.50955
    expect((await first('--set', 'rate=20%')).lines).toEqual([{ name: 'bonus', amount: '286.51', commission: true }])
    expect((await first('--set', 'grade=B')).scores.grade).toBe('B')
    expect((await first('--set', 'turnover=1,000')).lines[0]!.amount).toBe('95.50')
    expect((await first('--set', 'turnover=￥１０００')).lines[0]!.amount).toBe('95.50')
  })

  test('every input that is needed and missing is named, and nothing else', async () => {
    const ran = await run([...TRY, '--json'], { cwd: makeShop() })
    expect(ran.code).toBe(1)
    const { problems } = json<Document>(ran)
    expect(problems.map(p => p.code)).toEqual(problems.map(() => 'INPUT_MISSING'))
    // `damage` has `blank: 0`: it need not be given.
    for (const name of ['turnover', 'mark']) expect(problems.some(p => p.message.includes(`“${name}”`))).toBe(true)
    expect(problems.length).toBe(2)
  })

  test.each([
    ['ok', 'true', true],
    ['ok', 'false', false],
    ['ok', '是', true],
    ['ok', '否', false],
    ['ok', 'yes', true],
  ])('%s=%s', async (name, value, flag) => {
    const scheme = edited(
      SCHEME,
      ['      damage:', '      ok: yes/no\n      damage:'],
      ['watch: scores.mark < 60', 'watch: ok'],
    )
    const ran = await run([...TRY, ...GIVEN, '--set', `${name}=${value}`, '--json'], {
      cwd: makeShop({ 'scheme.yaml': scheme }),
    })
    expect(json<Document>(ran).people[0]!.flags).toEqual(flag ? ['watch'] : [])
  })

  test('people from a CSV file, by id, each with own values', async () => {
    const cwd = makeShop()
    put(cwd, { 'people.csv': 'id,position,turnover,mark\n7,advisor,100,90\n8,head,200.00,50\n' })
    const ran = await run(['try', 'scheme.yaml', '--people', 'people.csv', '--set', 'damage=0', '--json'], { cwd })
    expect(json<Document>(ran).people.map(p => [p.id, p.lines.map(l => l.amount), p.flags])).toEqual([
      ['7', ['9.00'], []],
      ['8', ['10.00', '100.00'], ['watch']],
    ])
  })

  test.each<[string, string, string]>([
    ['an id twice', 'id,position,turnover,mark\n7,advisor,1,1\n7,advisor,1,1\n', 'PERSON_REPEATED'],
    ['a column that means nothing', 'id,position,turnovr\n7,advisor,1\n', 'INPUT_UNKNOWN'],
    ['a cell that is no amount', 'id,position,turnover,mark\n7,advisor,much,1\n', 'INPUT_INVALID'],
    ['an unknown position', 'id,position,turnover,mark\n7,adviser,1,1\n', 'NOT_FOUND'],
    ['nothing', '', 'FILE_EMPTY'],
    ['a last row that breaks off', 'id,position,turnover,mark\n7,advisor,1,1\n8,advis', 'FILE_TEXT_BROKEN'],
    ['a quotation mark that is not closed', 'id,position,turnover,mark\n7,"advisor,1,1\n', 'FILE_TEXT_BROKEN'],
  ])('a people file with %s', async (_, file, code) => {
    const cwd = makeShop()
    put(cwd, { 'people.csv': file })
    const ran = await run(['try', 'scheme.yaml', '--people', 'people.csv', '--set', 'damage=0', '--json'], { cwd })
    expect(ran.code).toBe(1)
    // What is missing because of it may be told besides.
    expect(json<Document>(ran).problems.map(p => p.code)).toContain(code)
  })

  test('a position that the scheme does not know is a problem with a suggestion', async () => {
    const ran = await run(['try', 'scheme.yaml', '--position', 'adviser', '--json'], { cwd: makeShop() })
    expect(ran.code).toBe(1)
    expect(json<Document>(ran).problems).toMatchObject([
      { code: 'NOT_FOUND', hint: expect.stringContaining('advisor') },
    ])
  })

  test('a folder with a scheme.yaml is a scheme, too', async () => {
    const cwd = makeShop()
    const ran = await run(['try', cwd, '--position', 'advisor', ...GIVEN], { cwd: tempFolder() })
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('143.25')
  })

  test('writes nothing', async () => {
    const cwd = makeShop()
    const before = contents(cwd)
    await run([...TRY, ...GIVEN], { cwd })
    expect(contents(cwd)).toEqual(before)
  })
})

describe('init', () => {
  test('--list names the templates with what they are', async () => {
    const ran = await run(['init', '--list', '--json'])
    const { templates } = json<{ templates: { name: string; about: string }[] }>(ran)
    expect(templates.map(t => t.name)).toEqual(expect.arrayContaining(['golden', 'workshop']))
    for (const t of templates) expect(t.about).not.toBe('')
  })

  test.each([[[]], [['--template', 'golden']]])(
    '%j makes a shop that runs at once, in each of its months',
    async argv => {
      const cwd = tempFolder()
      const made = await run(['init', 'my-shop', ...argv], { cwd })
      expect(made.code).toBe(0)
      expect(made.next).toBe('Next: bonusbook run -C my-shop --period 2026-07')
      const document = json<{ months: string[] }>(await run(['init', 'other', ...argv, '--json'], { cwd }))
      expect(document.months.length).toBeGreaterThanOrEqual(2)
      for (const period of document.months) {
        const ran = await run(['run', '-C', 'my-shop', '--period', period], { cwd })
        expect(ran.err).not.toContain('error')
        expect(ran.code).toBe(0)
      }
    },
  )

  test('--list names the templates', async () => {
    const { out } = await run(['init', '--list'])
    expect(out).toMatch(/^golden\b/m)
    expect(out).toMatch(/^workshop\b/m)
  })

  test('a folder that holds anything is left alone', async () => {
    const cwd = tempFolder()
    put(cwd, { 'mine/notes.txt': 'keep' })
    const ran = await run(['init', 'mine'], { cwd })
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('not empty')
    expect(Object.keys(contents(cwd))).toEqual(['mine/', 'mine/notes.txt'])
    expect(readFileSync(join(cwd, 'mine/notes.txt'), 'utf8')).toBe('keep')
  })

  test('what a broken-off init left is made whole; anything else in the folder is refused and stays', async () => {
    const cwd = tempFolder()
    expect(await run(['init', 'whole'], { cwd })).toMatchObject({ code: 0 })
    const scheme = readFileSync(join(cwd, 'whole/scheme.yaml'), 'utf8')
    // Broken off in the middle of the scheme, with some data
    const data = readFileSync(join(cwd, 'whole/data/2026-07/work-orders-2026-07.csv'))
    const begun = { 'scheme.yaml': scheme.slice(0, 100), 'data/2026-07/work-orders-2026-07.csv': data }
    put(join(cwd, 'begun'), begun)
    expect(await run(['init', 'begun'], { cwd })).toMatchObject({ code: 0 })
    expect(contents(join(cwd, 'begun'))).toEqual(contents(join(cwd, 'whole')))
    for (const other of [
      { ...begun, 'notes.txt': 'mine' },
      { 'scheme.yaml': `${scheme}# mine\n` },
      { 'scheme.yaml': 'x' },
    ]) {
      const folder = tempFolder()
      put(folder, other)
      const before = contents(folder)
      expect((await run(['init', folder], { cwd })).code).not.toBe(0)
      expect(contents(folder)).toEqual(before)
    }
  })

  test('an unknown template is told with a suggestion', async () => {
    const cwd = tempFolder()
    const ran = await run(['init', 'x', '--template', 'goldn'], { cwd })
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('golden')
    expect(contents(cwd)).toEqual({})
  })
})
