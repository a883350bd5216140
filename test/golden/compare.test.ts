// The golden months against one another: for every person the causes add up to the difference, to the fen, and so do the
// classes for the shop. A few people worked by hand from POLICY.md. A month against its own sheet gives nothing.

import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { decimal, sumOf } from '../../src/core/decimal.ts'
import { bridges } from '../../src/explain/bridge.ts'
import { type ComparedSide, compareSides } from '../../src/explain/compare.ts'
import { readOutsideSheet } from '../../src/explain/outside-sheet.ts'
import { bridgeText, SHEET_WORDS } from '../../src/reports/comparison.ts'
import { draftFiles } from '../../src/writers/month-files.ts'
import { put, tempFolder } from '../support/folders.ts'
import { GOLDEN, MONTHS, monthOf } from '../support/golden.ts'

type MonthSide = Extract<ComparedSide, { kind: 'month' }>
const sides = new Map<string, MonthSide>()
const AROUND = { before: undefined, after: undefined }

beforeAll(async () => {
  for (const label of MONTHS)
    sides.set(label, {
      kind: 'month',
      label,
      month: await monthOf(GOLDEN, label),
      record: undefined,
    })
})

const PAIRS = MONTHS.flatMap(a => MONTHS.map(b => [a, b] as const))

describe.each(PAIRS)('%s → %s', (a, b) => {
  test('every bridge adds up, and nothing is left over', () => {
    const [from, to] = [sides.get(a)!, sides.get(b)!]
    for (const [id, bridge] of bridges(from, to)) {
      const [before, after] = [from, to].map(s => s.month.result.people.find(p => p.id === id)!.net)
      expect(bridge.from.plus(sumOf(bridge.causes.map(c => c.worth))).toFixed(2), id).toBe(after!.toFixed(2))
      expect([bridge.from.eq(before!), bridge.to.eq(after!)]).toEqual([true, true])
      expect(bridge.causes.some(c => c.kind === 'rest' || c.worth.isZero())).toBe(false)
    }
  })

  test('the classes add up to what the shop pays more', () => {
    const [from, to] = [sides.get(a)!, sides.get(b)!]
    const net = (side: MonthSide) => sumOf(side.month.result.people.map(p => p.net))
    const { totals } = compareSides(from, to, AROUND)
    expect(sumOf(totals.map(t => t.amount)).toFixed(2)).toBe(net(to).minus(net(from)).toFixed(2))
    if (a === b) expect(totals).toEqual([])
  })
})

/** The causes of one person from July to August. */
function causes(id: string): string[] {
  const bridge = bridges(sides.get('2026-07')!, sides.get('2026-08')!).get(id)!
  return bridge.causes.map(c => `${c.names.join(' + ') || c.kind} ${c.worth.toFixed(2)}`)
}

// 服务经理: 净利润 × 1% × 30% × 净利润 ÷ 250,000 × 考核成绩 ÷ 100, since neither month's profit leaves the limits.
test('于伟帆, by hand', () => {
  const bonus = (profit: string, score: string) =>
    decimal(profit).pow(2).times('0.003').div(250_000).times(score).div(100).toDecimalPlaces(2)
  expect(bonus('220967.19', '97.68').toFixed(2)).toBe('572.32')
  expect(bonus('204675.30', '97.68').toFixed(2)).toBe('491.04')
  expect(bonus('204675.30', '86.31').toFixed(2)).toBe('433.88')
  // The pay below 3,000 is not topped up; 453.21 of compensation is within 20%; 8% of 138.44 less is withheld.
  expect(causes('00013')).toEqual(['净利润 -81.28', '投诉赔偿 -453.21', '考核成绩 -57.16', 'reserves 11.08'])
  const bridge = bridges(sides.get('2026-07')!, sides.get('2026-08')!).get('00013')!
  expect(bridgeText({ id: '00013', name: '于伟帆' }, bridge, 'zh')).toBe(
    '于伟帆 (00013): 实发奖金 1,126.53 → 545.96 (−580.57): 投诉赔偿 0.00 → 453.21 −453.21; ' +
      '净利润 220,967.19 → 204,675.30 −81.28; 考核成绩 97.68 → 86.31 −57.16; 预留 45.79 → 34.71 +11.08',
  )
})

// 质检员: (2 × 质检台数 − 20 × 全店返修台数) × 成绩: (588 − 480) × 83.99% = 90.71; with 21 reworked 168 × 83.99% = 141.10;
// with 277 inspected 134 × 83.99% = 112.55; with a score of 91.12 122.10.
test('高芳浩, by hand', () => {
  expect(causes('00138')).toEqual(['全店返修台数 50.39', '质检台数 -28.55', '考核成绩 9.55', 'reserves -2.51'])
})

// 回访专员: 1,500 × 考核系数; 74.50 and 68.00 both give 0.8.
test('萧平: another score that pays the same', () => {
  expect(causes('00173')).toEqual([])
})

test.each(MONTHS)('%s against its own sheets gives nothing', async month => {
  const side = sides.get(month)!
  const folder = tempFolder()
  const facts = {
    version: '0',
    schemeFile: { file: '', bytes: 0, sha256: '' },
    whatIf: [],
    form: { language: 'zh' as const },
  }
  for (const { name, content } of await draftFiles(side.month, [], facts)) put(folder, { [name]: content })
  for (const name of ['payroll.csv', 'payroll.xlsx']) {
    const { directory } = side.month.engine.facts.people
    const sheet = await readOutsideSheet(join(folder, name), name, side.month.scheme, SHEET_WORDS, directory)
    if (!('covers' in sheet)) throw new Error(JSON.stringify(sheet.problems))
    const other: ComparedSide = { kind: 'sheet', label: name, sheet, record: undefined }
    for (const [a, b] of [
      [side, other],
      [other, side],
    ] as const)
      expect(compareSides(a, b, AROUND)).toMatchObject({
        compared: side.month.result.people.length,
        people: [],
        totals: [],
      })
  }
})
