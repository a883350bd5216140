// bonusbook explain: who and what can be asked for, the tree down to the rows, and lines that fit a terminal.

import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { explanationLines } from '../../src/cli/show-explanation.ts'
import { personLines } from '../../src/cli/show-person.ts'
import { terminal } from '../../src/cli/streams.ts'
import { explainedPerson } from '../../src/explain/month.ts'
import { treesOf } from '../../src/explain/tree.ts'
import { json, type Ran, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { GOLDEN, monthOf } from '../support/golden.ts'
import { makeShop, ROSTER, SCHEME } from '../support/shop.ts'

const ask = (argv: readonly string[], cwd = makeShop()): Promise<Ran> =>
  run(['explain', ...argv, '--period', '2026-07'], { cwd })

interface NodeDocument {
  cell: string
  name: string
  of: string
  value: string
  kind: string
  formula?: string
  at: string
  rows?: { file: string; count: number; quoted: { row: number; cells: Record<string, string> }[] }
  parts?: NodeDocument[]
  again?: boolean
}

function all(node: NodeDocument): NodeDocument[] {
  return [node, ...(node.parts ?? []).flatMap(all)]
}

describe('who is meant', () => {
  const named = (a: string, b: string): string =>
    makeShop({ 'data/2026-07/roster.csv': edited(ROSTER, ['007,Ann', `007,${a}`], ['012,张伟', `012,${b}`]) })

  test('a last name that one person has', async () => {
    const { code, out } = await ask(['singh'], named('Raj Singh', 'Ann Lee'))
    expect([code, out]).toEqual([0, expect.stringContaining('Raj Singh (007)')])
    const two = await ask(['Singh'], named('Raj Singh', 'Ann Singh'))
    expect(two.code).toBe(1)
  })

  test('the code of a problem is nobody, and said to be one', async () => {
    const { code, err } = await ask(['CELLS_MORE'])
    expect([code, err]).toEqual([1, expect.stringContaining('CODE_NO_PERSON')])
    expect(err).toContain('`bonusbook check --period 2026-07`')
  })
})

describe('formulas on a terminal', () => {
  test('are in the language of whoever asks, to the last word', async () => {
    const zh = await ask(['007', 'bonus', '--lang', 'zh'])
    expect(zh.out).toContain('orders（advisor为本人）的labour合计')
    expect(zh.out).not.toMatch(/sum\(| by | of /)
    const en = await ask(['007', 'bonus', '--lang', 'en'])
    expect(en.out).toContain('total labour in orders by advisor')
    expect(en.out).not.toMatch(/sum\(|[\u4e00-\u9fff]/)
  })
})

describe('who can be asked for', () => {
  test.each([
    [['007', 'bonus'], 'Ann'],
    [['7', 'bonus'], 'Ann'],
    [['30', 'bonus'], '0030'],
    [['Ann', 'bonus'], 'Ann'],
    [['００７', 'bonus'], 'Ann'],
    [['north', 'rate'], ''],
    [['shop', 'rate'], ''],
    [['全店', 'rate'], ''],
  ])('%j', async (argv, shown) => {
    const ran = await ask(argv)
    expect(ran.err).toBe('')
    expect(ran.code).toBe(0)
    expect(ran.out).toContain(shown)
  })

  test('a name that two people have is a problem with both ids', async () => {
    const ran = await ask(['张伟', 'bonus'])
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('012')
    expect(ran.err).toContain('0030')
    expect(ran.out).toBe('')
  })

  test.each([
    [
      ['0O7', 'bonus'],
      ['person', '007'],
    ],
    [['An', 'bonus'], ['Ann']],
    [
      ['0031', 'bonus'],
      ['Gone (0031)', 'not paid in 2026-07', 'left 2026-06-30'],
    ],
    [['007', 'bonis'], ['bonus']],
    [['007', 'duty2'], ['duty']],
  ])('%j is not found, with a suggestion', async (argv, words) => {
    const ran = await ask(argv)
    expect(ran.code).toBe(1)
    for (const word of words) expect(ran.err).toContain(word)
  })
})

describe('what can be asked for', () => {
  test('a line: its formula, its arithmetic, and the values it was made of', async () => {
    const { out } = await ask(['007', 'bonus'])
    expect(out).toContain('bonus = 143.25')
    expect(out).toContain('turnover × rate × mark ÷ 100')
    // 1,500.05 × 10% × 95.50 ÷ 100 = 143.254775
    expect(out).toMatch(/= 1,500\.05 × (10%|0\.1) × 95\.50? ÷ 100/)
    expect(out).toContain('143.254775')
    expect(out).toMatch(/data\/2026-07\/marks\.csv:2:2/)
    expect(out).toMatch(/2 rows.*data\/2026-07\/orders\.csv/)
  })

  test.each([
    ['mark', '95.5'],
    ['grade', 'A'],
    ['quality', '7.16'],
    ['turnover', '1,500.05'],
    ['rate', '10%'],
    ['marks.mark', '95.5'],
    ['repair', '0.00'],
    ['hired', '2020-01-01'],
    ['watch', 'no'],
  ])('%s is %s', async (name, value) => {
    const ran = await ask(['007', name])
    expect(ran.code).toBe(0)
    expect(ran.out).toContain(`= ${value}`)
  })

  test('a broken rule tells its figures and how they are explained; so are approvals', async () => {
    const rules = `rules:
  least: { must: net ≥ 143元 }
  all of it: { must: sum(people.net) < 1元, note: the budget }
approvals:
  chief: { when: net > 100元 }
`
    const cwd = makeShop({ 'scheme.yaml': `${SCHEME}${rules}` })
    const { code, err } = await run(['run', '--period', '2026-07'], { cwd })
    expect(code).toBe(1)
    // 143.25 − 5% × 143.25 = 136.09
    expect(err).toMatch(/the rule “least” does not hold of Ann \(007\): net ≥ 143元 \(net = 136\.09\)/)
    expect(err).toMatch(/bonusbook explain\s+007\s+"rules\.least"\s+--period\s+2026-07/)
    expect(err).toMatch(/bonusbook explain\s+shop\s+"rules\.all of it"\s+--period\s+2026-07/)
    const { out } = await ask(['007', 'rules.least'], cwd)
    expect(out).toMatch(/least = no/)
    expect(out).toMatch(/136\.09 is at least 143元/)
    expect(out).toMatch(/bonus = 143\.25/)
    expect((await ask(['shop', 'rules.all of it'], cwd)).out).toMatch(/total pay of everybody = 257\.30, of 3 people/)
    expect((await ask(['007', 'chief'], cwd)).out).toMatch(/chief = yes/)
    const chinese = await run(['run', '--period', '2026-07', '--lang', 'zh'], { cwd })
    expect(chinese.err).toMatch(/bonusbook explain\s+全店\s+"rules\.all of it"/)
  })

  test('the whole sheet, where no line is named', async () => {
    const { out, code } = await ask(['012'])
    expect(code).toBe(0)
    for (const words of [
      '张伟 (012)',
      'advisor',
      'mark 59.99',
      'grade C',
      '20.00',
      '-1.00',
      '-4.00  of 105.00 due',
      '101.00',
      '15.00',
      'watch',
    ]) {
      expect(out).toContain(words)
    }
    const { figures, ...document } = json<{ figures: object[] }>(await ask(['012', '--json']))
    // Everything that can be asked for of him, each with the name that works.
    expect(figures).toContainEqual({ name: 'bonus', ask: 'pay.bonus', value: '20.00' })
    expect(figures).toContainEqual({ name: 'Total pay', ask: 'sheet.net', value: '15.00' })
    expect(document).toEqual({
      period: '2026-07',
      id: '012',
      name: '张伟',
      lines: [{ name: 'bonus', amount: '20.00' }],
      net: '15.00',
    })
  })
})

test('a score that is not rounded is cut for people; JSON has all of it', async () => {
  const third = edited(SCHEME, [
    '  mark: { formula: marks.mark, round: 2 }\n',
    '  mark: { formula: marks.mark, round: 2 }\n  third: 2 ÷ 3\n',
  ])
  const cwd = makeShop({ 'scheme.yaml': third })
  expect((await ask(['012'], cwd)).out).toContain('third 0.666666…')
  expect((await ask(['012', 'third', '--json'], cwd)).out).toContain(`"0.${'6'.repeat(39)}7"`)
})

describe('the tree as JSON', () => {
  test('ends in rows of files that add up to the figures', async () => {
    const tree = json<NodeDocument>(await ask(['007', 'bonus', '--json']))
    expect(tree).toMatchObject({ name: 'bonus', value: '143.25', kind: 'defined' })
    const turnover = all(tree).find(n => n.name === 'turnover')!
    expect(turnover).toMatchObject({ value: '1500.05', kind: 'measure' })
    const { file, count, quoted } = turnover.rows!
    expect([file, count]).toEqual(['data/2026-07/orders.csv', 2])
    expect(quoted.map(q => [q.row, q.cells.order, q.cells.labour])).toEqual([
      [2, 'A1', '1000.05'],
      [3, 'A2', '500.00'],
    ])
    expect(all(tree).find(n => n.name === 'rate')).toMatchObject({ kind: 'parameter', value: '0.1' })
  })

  test('--rows says how many rows are quoted', async () => {
    const text = async (rows: string): Promise<string> => (await ask(['007', 'bonus', '--rows', rows])).out
    expect(await text('1')).toContain('1 more')
    expect(await text('1')).not.toContain('A2')
    expect(await text('all')).toContain('A2')
    expect(await text('0')).not.toContain('A1')
  })
})

describe('the golden shop', () => {
  const month = monthOf(GOLDEN, '2026-07')

  test.each(['en', 'zh'] as const)('no line of any explanation is wider than 80 columns (%s)', async lang => {
    const { engine, result, scheme } = await month
    const quiet = { write: () => {}, columns: 80 }
    const t = terminal({ stdout: quiet, stderr: quiet, cwd: '/', now: new Date(0), env: {} }, { color: false, lang })
    const wide = new Set<string>()
    let lines = 0
    const look = (text: string): void => {
      lines++
      if (stringWidth(text) > 80) wide.add(text)
    }
    for (const person of result.people) {
      personLines(explainedPerson(engine, person), '2026-07', t).forEach(look)
      for (const column of [...scheme.pay, ...scheme.scores, ...scheme.deductions, ...scheme.flags]) {
        if (engine.value(column, person.row) === null) continue
        const [tree] = treesOf(engine, [column], person.row, false)
        explanationLines(tree!, scheme.sheets, t).forEach(look)
      }
    }
    expect(lines).toBeGreaterThan(1000)
    expect([...wide]).toEqual([])
  })

  test.each([
    ['an advisor', '00033'],
    ['a technician', '00073'],
  ])('explanations with their rows fit 80 columns: %s', async (_, id) => {
    const wide: string[] = []
    const sheet = await ask([id, '--lang', 'zh'], GOLDEN)
    expect(sheet.code).toBe(0)
    const { lines } = json<{ lines: { name: string }[] }>(await ask([id, '--json'], GOLDEN))
    for (const { name } of lines) {
      const tree = await ask([id, name, '--rows', '5'], GOLDEN)
      expect(tree.code).toBe(0)
      wide.push(...`${sheet.out}${tree.out}`.split('\n').filter(l => stringWidth(l) > 80))
    }
    expect([...new Set(wide)]).toEqual([])
  })

  test('a team’s pool, a shop’s figure, and a technician’s line down to the team’s rows', async () => {
    const pool = json<NodeDocument>(await ask(['机电一组', '奖金池', '--json'], GOLDEN))
    expect(pool).toMatchObject({ name: '奖金池', value: '8776.61', of: '机电一组' })
    const labour = all(pool).find(n => n.name === '班组工时')!
    // The rows of the team add up to its labour: no figure without its rows
    const fen = (text: string): bigint => BigInt(edited(text, ['.', '']))
    expect(labour.rows!.quoted.reduce((sum, q) => sum + fen(q.cells.工时费!), 0n)).toBe(fen(labour.value))
    expect(labour.rows!.quoted.length).toBe(labour.rows!.count)
    const shop = json<NodeDocument>(await ask(['全店', '备件毛利额', '--json'], GOLDEN))
    expect(shop.kind).toBe('measure')
    const line = json<NodeDocument>(await ask(['00073', '工时提成', '--json'], GOLDEN))
    expect(all(line).map(n => n.name)).toEqual(expect.arrayContaining(['奖金池', '班组工时', '考核成绩', '返修率']))
  })
})
