// Formulas that read earlier months, from the book only: one month back, several together, blank where the book has none,
// as corrected, and given by name in a trial. The small shop's marks of 012 are 59.99, 70, 80 in July, August, September.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { type EarlierBound, earlierValue, monthsBack } from '../../src/pay/earlier.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { check, number } from '../support/lab.ts'
import { codes } from '../support/schemes.ts'
import { MARKS, makeShop, ORDERS, ROSTER, SCHEME } from '../support/shop.ts'

const SCHEME_NOW = edited(
  SCHEME,
  [
    '  grade:\n',
    '  before: earlier(scores.mark, 1)\n' +
      '  two before: earlier(scores.mark, 2)\n' +
      '  mean: { formula: "(earlier sum(scores.mark, 11) + scores.mark) ÷ (earlier count(scores.mark, 11) + 1)", round: 2 }\n' +
      '  best: earlier max(scores.mark, 3)\n' +
      '  shop before: earlier(all turnover, 1)\n' +
      '  so far: earlier sum(scores.mark, this year)\n' +
      '  grade:\n',
  ],
  [
    '  turnover: sum(orders.labour by advisor)\n',
    '  turnover: sum(orders.labour by advisor)\n  all turnover: sum(orders.labour)\n',
  ],
  [
    '  watch: scores.mark < 60\n',
    '  watch: scores.mark < 75 and earlier count(scores.mark, 1) = 1 and earlier max(scores.mark, 1) < 75\n',
  ],
)

function shop(): string {
  const marks = (mark: string): string => edited(MARKS, ['59.99', mark])
  const orders = (month: string): string =>
    edited(ORDERS, ['2026-07', month, 'all'], ['-31', '-30'], [/^A/gm, `${month}-`])
  return makeShop({
    'scheme.yaml': SCHEME_NOW,
    'data/2026-08/roster.csv': ROSTER,
    'data/2026-08/orders.csv': orders('2026-08').replace('333.33', '400.00'),
    'data/2026-08/marks.csv': marks('70'),
    'data/2026-09/roster.csv': ROSTER,
    'data/2026-09/orders.csv': orders('2026-09'),
    'data/2026-09/marks.csv': marks('80'),
  })
}

interface Sheet {
  people: { id: string; scores: Record<string, string>; flags: string[] }[]
}

async function scoresOf(cwd: string, period: string): Promise<Record<string, string>> {
  const { people } = json<Sheet>(await run(['run', '--period', period, '--json'], { cwd }))
  const own = people.find(p => p.id === '012')!
  return { ...own.scores, flags: own.flags.join() }
}

async function close(cwd: string, ...months: string[]): Promise<void> {
  for (const month of months) {
    await run(['run', '--period', month], { cwd })
    expect((await run(['close', '--period', month], { cwd })).code).toBe(0)
  }
}

describe('months that are closed', () => {
  test('one before, two before, a mean, a maximum, a figure of the shop, a flag', async () => {
    const cwd = shop()
    const july = await scoresOf(cwd, '2026-07')
    // Nothing before: blank, and the mean is the month's own.
    expect(july).toEqual({ mark: '59.99', mean: '59.99', 'so far': '0', grade: 'C', flags: '' })
    await close(cwd, '2026-07')
    // Turnover of July: 1,000.05 + 500 + 333.33 + 200 = 2,033.38. (59.99 + 70) ÷ 2 = 64.995 → 65.00
    expect(await scoresOf(cwd, '2026-08')).toEqual({
      mark: '70.00',
      before: '59.99',
      mean: '65.00',
      best: '59.99',
      'shop before': '2033.38',
      'so far': '59.99',
      grade: 'B',
      flags: 'watch',
    })
    await close(cwd, '2026-08')
    // (59.99 + 70 + 80) ÷ 3 = 69.99666… → 70.00; August's turnover is 66.67 more.
    expect(await scoresOf(cwd, '2026-09')).toEqual({
      mark: '80.00',
      before: '70',
      'two before': '59.99',
      mean: '70.00',
      best: '70',
      'shop before': '2100.05',
      'so far': '129.99', // 59.99 + 70
      grade: 'B',
      flags: '',
    })
    expect((await run(['book', 'verify', '--replay'], { cwd })).code).toBe(0)
  })

  test('this year begins with January', () => {
    const year = { months: 'this year' } as const
    expect(['2027-01', '2027-02', '2026-12'].map(name => monthsBack(year, name))).toEqual([0, 1, 11])
  })

  test('the same month last year is twelve months before, and the month alone', () => {
    const marks = (formula: string): string[] =>
      loadScheme(edited(SCHEME_NOW, ['earlier(scores.mark, 2)', formula]), 'scheme.yaml', undefined).problems.flatMap(
        p => (p.severity === 'error' ? [p.code] : []),
      )
    expect(marks('earlier(scores.mark, same month last year)')).toEqual([])
    expect(marks('earlier sum(scores.mark, same month last year)')).toEqual(['ARGUMENTS_WRONG'])
    expect(marks('earlier(scores.mark, this year)')).toEqual(['ARGUMENTS_WRONG'])
    const { bound } = check('earlier(mark, same month last year)', { mark: number('0') })
    expect(bound).toMatchObject({ kind: 'earlier', take: 'one', months: 'same month last year' })
    const kept = new Map([['2025-07', new Map([['007', { 'given.mark': '88.5' }]])]])
    const value = earlierValue(bound as EarlierBound, '007', parsePeriod('2026-07')!, kept)
    expect(String(value)).toBe('88.5')
  })

  test('months before the book that would be added up are told, until it reaches so far back', async () => {
    const cwd = shop()
    const told = async (period: string): Promise<string[]> => {
      const { problems } = json<{ problems: { code: string; message: string }[] }>(
        await run(['check', '--period', period, '--json'], { cwd }),
      )
      return problems.flatMap(p => (p.code === 'EARLIER_BEFORE_BOOK' ? [p.message.replace(/, before.*/, '')] : []))
    }
    const advice = async (period: string): Promise<string> => (await run(['check', '--period', period], { cwd })).out
    const july = [
      '“earlier sum(scores.mark, 11)” looks back to 2025-08 – 2026-06',
      '“earlier count(scores.mark, 11)” looks back to 2025-08 – 2026-06',
      '“earlier max(scores.mark, 3)” looks back to 2026-04 – 2026-06',
      '“earlier sum(scores.mark, this year)” looks back to 2026-01 – 2026-06',
      '“earlier count(scores.mark, 1)” looks back to 2026-06',
      '“earlier max(scores.mark, 1)” looks back to 2026-06',
    ]
    expect(await told('2026-07')).toEqual(july)
    expect(await advice('2026-07')).toContain('bonusbook book open')
    await close(cwd, '2026-07')
    expect(await advice('2026-08')).not.toContain('bonusbook book open')
    // The month before is closed now.
    const august = july.slice(0, 4).map(text => text.replace('2025-08', '2025-09').replace('2026-04', '2026-05'))
    expect(await told('2026-08')).toEqual(august)
    // What comes with the quarter is asked for with it.
    const scheme = edited(
      SCHEME_NOW,
      ['  best: earlier max(scores.mark, 3)\n', '  best: { every: quarter, formula: "earlier max(scores.mark, 3)" }\n'],
      ['  so far: earlier sum(scores.mark, this year)\n', '  so far: scores.mark\n'],
    )
    writeFileSync(join(cwd, 'scheme.yaml'), scheme)
    expect(await told('2026-08')).toEqual(august.slice(0, 2))
  })

  test('as corrected', async () => {
    const cwd = shop()
    await close(cwd, '2026-07', '2026-08')
    writeFileSync(join(cwd, 'data/2026-07/marks.csv'), edited(MARKS, ['59.99', '99']))
    expect((await run(['correct', '--period', '2026-07'], { cwd })).code).toBe(0)
    // (99 + 70 + 80) ÷ 3 = 83
    expect(await scoresOf(cwd, '2026-09')).toMatchObject({ 'two before': '99', mean: '83.00', best: '99' })
  })
})

describe('try', () => {
  const given = ['--set', 'turnover=100', '--set', 'mark=80', '--set', 'damage=0', '--set', 'all turnover=1']

  test('is a first month, unless earlier figures are given as they are written', async () => {
    const cwd = shop()
    const first = await run(['try', 'scheme.yaml', '--position', 'advisor', ...given, '--json'], { cwd })
    expect(json<Sheet>(first).people[0]!.scores).toEqual({ mark: '80.00', mean: '80.00', 'so far': '0', grade: 'B' })
    const more = [
      'earlier(scores.mark,1)=70',
      'earlier(scores.mark, 2)=60',
      'earlier sum(scores.mark, 11)=100',
      'earlier count(scores.mark, 11)=2',
      'earlier max(scores.mark, 3)=99',
      'earlier(all turnover, 1)=5',
      'earlier count(scores.mark, 1)=1',
      'earlier max(scores.mark, 1)=70',
    ].flatMap(text => ['--set', text])
    const ran = await run(['try', 'scheme.yaml', '--position', 'advisor', ...given, ...more, '--json'], { cwd })
    // (100 + 80) ÷ (2 + 1) = 60
    expect(json<Sheet>(ran).people[0]!.scores).toMatchObject({ before: '70', mean: '60.00', best: '99' })
  })
})

describe('what is refused', () => {
  test.each([
    'earlier(scores.mark)',
    'earlier(scores.mark, 0)',
    'earlier(scores.mark, 1.5)',
    'earlier(scores.mark + 1, 1)',
    'earlier sum(scores.grade, 3)',
    'earlier(scores.mark, mark)',
  ])('%s', async formula => {
    const cwd = makeShop({ 'scheme.yaml': edited(SCHEME, ['  watch: scores.mark < 60', `  watch: ${formula} = 1`]) })
    const { problems } = json<{ problems: { code: string }[] }>(
      await run(['check', '--period', '2026-07', '--json'], { cwd }),
    )
    expect(problems.map(p => p.code)).toContain('ARGUMENTS_WRONG')
  })

  test('what reads its own earlier months round a corner has no type', () => {
    const values = 'values:\n  before: "earlier(debt, 1)"\n  debt: before + before\nscores:\n  s: debt\n'
    expect(codes(values)).toEqual(['CYCLE'])
  })
})
