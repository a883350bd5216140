// Laws that follow from POLICY.md, on variations of the golden months written to real files: what must change nothing,
// and what may only move one way.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { amountText } from '../../src/core/money.ts'
import type { Month } from '../../src/pay/month.ts'
import { limitOf, ownDues, partsOf, reservesOf } from '../../src/pay/person-sheet.ts'
import { GOLDEN, MONTHS, monthOf, paid, rowsOf, shopWith, workOut } from '../support/golden.ts'

const RUNS = { numRuns: 3 }
const month = fc.constantFrom(...MONTHS)
const ORDERS = { name: '维修工单', header: 2 }
const cellOf = (header: readonly string[], name: string): number => header.indexOf(name)

/** Work orders: what stands above the data, the data, and the control total. */
async function orders(
  period: string,
): Promise<{ head: string[][]; header: string[]; data: string[][]; total: string[] }> {
  const rows = await rowsOf(period, ORDERS.name)
  const total = rows.at(-1)!
  if (total[0] !== '合计') throw new Error('the export has no total')
  return {
    head: rows.slice(0, ORDERS.header + 1),
    header: rows[ORDERS.header]!,
    data: rows.slice(ORDERS.header + 1, -1),
    total,
  }
}

async function sameAsBefore(period: string, exports: Record<string, readonly (readonly string[])[]>): Promise<Month> {
  const changed = await monthOf(shopWith(period, exports), period)
  expect(paid(changed)).toEqual(paid(await monthOf(GOLDEN, period)))
  for (const r of changed.reconciliation) expect(r.difference.toFixed()).toBe('0')
  return changed
}

/** An amount as the export writes it, as fen. */
const fenOf = (text: string): bigint => {
  const plain = text.replace(/[￥¥,\s]/g, '').normalize('NFKC')
  return BigInt(
    decimal(plain === '' ? '0' : plain)
      .times(100)
      .toFixed(0),
  )
}
const text = (fen: bigint): string => decimal(fen.toString()).div(100).toFixed(2)

describe('what changes nothing', () => {
  test('the order of an export’s rows', async () => {
    const mixed = fc.tuple(month, fc.infiniteStream(fc.nat(1_000_000)))
    await fc.assert(
      fc.asyncProperty(mixed, async ([period, keys]) => {
        const shuffle = (rows: string[][]): string[][] =>
          rows
            .map(row => ({ row, key: keys.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(x => x.row)
        const { head, data, total } = await orders(period)
        const [callHead, ...calls] = await rowsOf(period, '回访记录')
        const [roster, ...people] = await rowsOf(period, '花名册')
        await sameAsBefore(period, {
          维修工单: [...head, ...shuffle(data), total],
          回访记录: [callHead!, ...shuffle(calls)],
          花名册: [roster!, ...shuffle(people)],
        })
      }),
      RUNS,
    )
  })

  test('an order in two rows of one number instead of one', async () => {
    await fc.assert(
      fc.asyncProperty(month, fc.nat(), fc.integer({ min: -50_000, max: 50_000 }), async (period, pick, part) => {
        const { head, header, data, total } = await orders(period)
        const amounts = ['工时费', '材料费', '精品金额', '索赔金额'].map(n => cellOf(header, n))
        const i = pick % data.length
        const rest = [...data[i]!]
        const other = [...data[i]!]
        for (const c of amounts) {
          rest[c] = text(fenOf(data[i]![c]!) - BigInt(part))
          other[c] = text(BigInt(part))
        }
        other[cellOf(header, '养护品瓶数')] = '0'
        await sameAsBefore(period, {
          维修工单: [...head, ...data.slice(0, i), rest, other, ...data.slice(i + 1), total],
        })
      }),
      RUNS,
    )
  })

  test('a cancelled row, a row of another month, and the missing total row', async () => {
    await fc.assert(
      fc.asyncProperty(month, fc.nat(), fc.boolean(), async (period, pick, cancelled) => {
        const { head, header, data } = await orders(period)
        const added = [...data[pick % data.length]!]
        added[0] = 'WX-NEW-1'
        added[cellOf(header, '工时费')] = '98765.43'
        if (cancelled) added[cellOf(header, '状态')] = '作废'
        else added[cellOf(header, '结算日期')] = '2026-05-31'
        const changed = await sameAsBefore(period, { 维修工单: [...head, added, ...data] })
        const labour = changed.reconciliation.find(r => r.column === '工时费')!
        expect((cancelled ? labour.leftOut : labour.otherMonth).gte('98765.43')).toBe(true)
      }),
      RUNS,
    )
  })

  test('a further row of an order and the 红冲 row that takes it back', async () => {
    await fc.assert(
      fc.asyncProperty(month, fc.nat(), async (period, pick) => {
        const { head, header, data, total } = await orders(period)
        const settled = data.filter(r => r[cellOf(header, '状态')] === '已结算')
        const row = settled[pick % settled.length]!
        const back = [...row]
        back[cellOf(header, '状态')] = '红冲'
        for (const c of ['工时费', '材料费', '精品金额', '索赔金额'].map(n => cellOf(header, n)))
          back[c] = text(-fenOf(row[c]!))
        const bottles = cellOf(header, '养护品瓶数')
        // A row that stands twice to the last cell would be told.
        const again = [...row]
        again[cellOf(header, '车牌号')] = '豫A00001'
        back[bottles] = row[bottles] === '' ? '' : `${-Number(row[bottles])}`
        await sameAsBefore(period, { 维修工单: [...head, ...data, again, back, total] })
      }),
      RUNS,
    )
  })

  test('the weights of a whole team times a constant', async () => {
    await fc.assert(
      fc.asyncProperty(month, fc.integer({ min: 2, max: 9 }), async (period, k) => {
        const [header, ...people] = await rowsOf(period, '花名册')
        const weight = cellOf(header!, '分配系数')
        const scaled = people.map(p =>
          p.map((cell, c) => (c === weight && cell !== '' ? decimal(cell).times(k).toFixed() : cell)),
        )
        await sameAsBefore(period, { 花名册: [header!, ...scaled] })
      }),
      RUNS,
    )
  })

  test('the name of a person, and someone in the roster who has left or is yet to come', async () => {
    const period = '2026-07'
    const [header, ...people] = await rowsOf(period, '花名册')
    const gone = [...people[5]!]
    gone[0] = '90001'
    gone[cellOf(header!, '离职日期')] = '2026-06-30'
    const coming = [...people[6]!]
    coming[0] = '90002'
    coming[cellOf(header!, '入职日期')] = '2026-08-01'
    const renamed = people.map((p, i) => (i === 9 ? [p[0]!, '欧阳改名', ...p.slice(2)] : p))
    await sameAsBefore(period, { 花名册: [header!, gone, ...renamed, coming] })
  })
})

describe('what may only move one way', () => {
  const amount = (m: Month, id: string, line: string): bigint =>
    fenOf(amountText(partsOf(m.result.people.find(p => p.id === id)!, 'line').find(l => l.name === line)!.amount))

  test('more rework never pays a technician or an inspector more', async () => {
    await fc.assert(
      fc.asyncProperty(month, fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), async (period, picks) => {
        const { head, header, data, total } = await orders(period)
        const rework = cellOf(header, '是否返修')
        const changed = data.map(row => [...row])
        for (const pick of picks) changed[pick % data.length]![rework] = '是'
        const before = await monthOf(GOLDEN, period)
        const after = await monthOf(shopWith(period, { 维修工单: [...head, ...changed, total] }), period)
        for (const person of before.result.people) {
          for (const { name } of partsOf(person, 'line').filter(l =>
            ['工时提成', '质检奖金', '管理奖金'].includes(l.name),
          )) {
            expect(amount(after, person.id, name) <= amount(before, person.id, name)).toBe(true)
          }
        }
      }),
      RUNS,
    )
  })

  test('a complaint about parts forfeits this month’s NPS预留 of the parts positions and changes no net', async () => {
    const period = '2026-07'
    const [header, ...calls] = await rowsOf(period, '回访记录')
    const quiet = calls.filter(c => c[cellOf(header!, '责任部门')] !== '备件部')
    const complaint = header!.map(() => '')
    const fill: Record<string, string> = {
      回访日期: '2026-07-20',
      工单号: 'WX1',
      回访专员: calls[0]![2]!,
      是否接通: '是',
      是否投诉: '是',
      责任部门: '备件部',
      答复小时: '1',
      解决小时: '5',
      解决满意: '是',
    }
    for (const [name, value] of Object.entries(fill)) complaint[cellOf(header!, name)] = value
    const without = await monthOf(shopWith(period, { 回访记录: [header!, ...quiet] }), period)
    const withOne = await monthOf(shopWith(period, { 回访记录: [header!, ...quiet, complaint] }), period)
    const parts = ['备件经理', '备件计划', '备件库管']
    for (const [i, p] of withOne.result.people.entries()) {
      const before = without.result.people[i]!
      const nps = reservesOf(p).find(r => r.name === 'NPS预留')!
      expect(reservesOf(before).every(r => r.forfeited.isZero())).toBe(true)
      expect(amountText(nps.forfeited)).toBe(parts.includes(p.position) ? amountText(nps.withheld) : '0.00')
      expect(
        reservesOf(p)
          .find(r => r.name === 'APQ预留')!
          .forfeited.isZero(),
      ).toBe(true)
      if (p.position !== '回访专员') expect(amountText(p.net)).toBe(amountText(before.net))
    }
  })

  test('deductions of a month stay within 20% and what is left is carried over', async () => {
    for (const period of MONTHS) {
      const { result } = await monthOf(GOLDEN, period)
      for (const p of result.people) {
        const due = ownDues(p).reduce((sum, d) => sum + fenOf(amountText(d.amount)), 0n)
        expect(fenOf(amountText(p.deducted)) + fenOf(amountText(p.carried))).toBe(due)
        const most = limitOf(p)
        if (most) expect(p.deducted.lte(most)).toBe(true)
        const withheld = reservesOf(p).reduce((sum, r) => sum + fenOf(amountText(r.withheld)), 0n)
        const gross = partsOf(p, 'line').reduce((sum, l) => sum + fenOf(amountText(l.amount)), 0n)
        expect(fenOf(amountText(p.net))).toBe(gross - withheld - fenOf(amountText(p.deducted)))
      }
    }
  })
})

describe('what stops the run', () => {
  const codes = async (period: string, exports: Record<string, readonly (readonly string[])[]>): Promise<string[]> => {
    const { month: found, problems } = await workOut(shopWith(period, exports), period)
    expect(found).toBe(undefined)
    return [...new Set(problems.filter(p => p.severity === 'error').map(p => p.code))]
  }

  test('a total row that does not fit the rows', async () => {
    const { head, data, total } = await orders('2026-07')
    expect(await codes('2026-07', { 维修工单: [...head, ...data.slice(1), total] })).toEqual(['CONTROL_TOTAL'])
  })

  test('a paid person without a row of attendance or of marks', async () => {
    const [header, ...marks] = await rowsOf('2026-07', '考核评分')
    expect(await codes('2026-07', { 考核评分: [header!, ...marks.slice(1)] })).toEqual(['ROW_MISSING'])
  })

  test('a team without its figures, a figure that is missing, and a target of zero', async () => {
    const [header, ...teams] = await rowsOf('2026-07', '班组月报')
    expect(await codes('2026-07', { 班组月报: [header!, ...teams.slice(1)] })).toEqual(['ROW_MISSING'])
    const [top, ...figures] = await rowsOf('2026-07', '经营指标')
    expect(await codes('2026-07', { 经营指标: [top!, ...figures.filter(f => f[0] !== 'CSI得分')] })).toEqual([
      'FIGURE_MISSING',
    ])
    const zero = figures.map(([name, value]) => [name!, name === '产值目标' ? '0' : value!])
    expect(await codes('2026-07', { 经营指标: [top!, ...zero] })).toEqual(['CELL_RANGE'])
  })
})
