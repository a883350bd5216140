// The three golden months from their real files: every line, score, coefficient, reserve, forfeit, deduction and net to
// the fen, against what was worked out independently of this program (fixtures/golden/expected).

import { describe, expect, test } from 'vitest'
import { amountText } from '../../src/core/money.ts'
import type { WorkedMonth } from '../../src/pay/month.ts'
import { type PersonSheet, partsOf, reservesOf } from '../../src/pay/person-sheet.ts'
import { expected, GOLDEN, MONTHS, monthOf } from '../support/golden.ts'

const months = new Map<string, Promise<WorkedMonth>>(MONTHS.map(m => [m, monthOf(GOLDEN, m)]))

function sum(p: PersonSheet, of: (r: ReturnType<typeof reservesOf>[number]) => PersonSheet['net']): string {
  return amountText(
    reservesOf(p)
      .map(of)
      .reduce((a, b) => a.plus(b)),
  )
}

const score = (p: PersonSheet, name: string): string => p.scores.find(s => s.name === name)!.text
const reserve = (p: PersonSheet, name: string): string => amountText(reservesOf(p).find(r => r.name === name)!.withheld)

describe.each(MONTHS)('%s', period => {
  test('pays exactly the lines that are due, in amount and in number', async () => {
    const { result } = await months.get(period)!
    const found = result.people.flatMap(p =>
      partsOf(p, 'line').map(l => ({
        工号: p.id,
        姓名: p.name,
        岗位: p.position,
        项目: l.name,
        金额: amountText(l.amount),
      })),
    )
    const key = (row: Record<string, string>): string => `${row.工号} ${row.项目}`
    const sorted = (rows: Record<string, string>[]) => [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1))
    expect(sorted(found)).toEqual(sorted(expected(`${period}.lines.csv`)))
  })

  test('scores, coefficients, sums and reserves are right for everyone, and nobody else is paid', async () => {
    const { result } = await months.get(period)!
    const rows = expected(`${period}.payroll.csv`)
    const found = result.people.map(p => ({
      工号: p.id,
      姓名: p.name,
      岗位: p.position,
      考核成绩: score(p, '考核成绩'),
      考核系数: score(p, '考核系数'),
      应发奖金: amountText(p.gross),
      NPS预留: reserve(p, 'NPS预留'),
      APQ预留: reserve(p, 'APQ预留'),
      其中当月没收: sum(p, r => r.forfeited),
    }))
    const without = rows.map(({ 扣款合计, 未扣余额, 实发奖金, ...rest }) => rest)
    // Compared person by person: the order of the file is the policy's own
    const byId = (list: Record<string, string>[]) => Object.fromEntries(list.map(r => [r.工号, r]))
    expect(byId(found)).toEqual(byId(without))
    expect(found.length).toBe(rows.length)
  })

  test('every team’s labour, orders, rework, rate and pool are right', async () => {
    const { result } = await months.get(period)!
    const teams = result.groups.filter(g => g.by === '班组')
    const value = (g: (typeof teams)[number], name: string): string => g.values.find(v => v.name === name)!.text
    const found = teams.map(g => ({
      班组: g.key,
      班组工时: value(g, '班组工时'),
      完工台数: value(g, '完工台数'),
      返修台数: value(g, '返修台数'),
      提成系数: value(g, '提成系数'),
      奖金池: value(g, '奖金池'),
    }))
    const rows = expected(`${period}.teams.csv`).map(({ '返修率%': _, ...rest }) => rest)
    const byKey = (list: Record<string, string>[]) => Object.fromEntries(list.map(r => [r.班组, r]))
    expect(byKey(found)).toEqual(byKey(rows))
    for (const g of teams) {
      const rate = expected(`${period}.teams.csv`).find(r => r.班组 === g.key)!['返修率%']
      expect((g.values.find(v => v.name === '返修率')!.value as PersonSheet['net']).times(100).toFixed(2, 4)).toBe(rate)
    }
  })

  test('the shares of each team’s pool add up to it', async () => {
    const { engine } = await months.get(period)!
    const column = (name: string) => engine.scheme.values.find(c => c.name === name)!
    for (const team of engine.groups('group:班组')) {
      const pool = engine.value(column('奖金池'), team) as PersonSheet['net']
      const shares = engine.paid
        .filter(row => engine.world.move(row, 'group:班组')?.index === team.index)
        .map(row => engine.value(column('池内份额'), row) as PersonSheet['net'])
      expect(amountText(shares.reduce((a, b) => a.plus(b)))).toBe(amountText(pool))
      expect(shares.length).toBeGreaterThan(1)
    }
  })

  test('of every figure column, what is in the file is what was used and what was left out', async () => {
    const { reconciliation } = await months.get(period)!
    expect(reconciliation.length).toBeGreaterThan(4)
    for (const r of reconciliation) {
      expect(`${r.table}.${r.column} ${r.difference.toFixed()}`).toBe(`${r.table}.${r.column} 0`)
    }
  })
})

test('2026-07: deductions, what is carried over, and the net are right for everyone', async () => {
  const { result } = await months.get('2026-07')!
  const found = result.people.map(p => ({
    工号: p.id,
    扣款合计: amountText(p.deducted),
    未扣余额: amountText(p.carried),
    实发奖金: amountText(p.net),
  }))
  const rows = expected('2026-07.payroll.csv').map(r => ({
    工号: r.工号,
    扣款合计: r.扣款合计,
    未扣余额: r.未扣余额,
    实发奖金: r.实发奖金,
  }))
  const byId = (list: Record<string, string | undefined>[]) => Object.fromEntries(list.map(r => [r.工号, r]))
  expect(byId(found)).toEqual(byId(rows))
})

test('September: a team above 10% rework carries the flag, and only its members do', async () => {
  // 机电三组 has 19 of 179 reworked, 10.61%
  const { result } = await months.get('2026-09')!
  const flagged = result.people.filter(p => p.flags.includes('返修复核'))
  expect(new Set(flagged.map(p => p.groups.find(g => g.by === '班组')!.key))).toEqual(new Set(['机电三组']))
  expect(flagged.length).toBe(result.people.filter(p => p.groups.some(g => g.key === '机电三组')).length)
})
