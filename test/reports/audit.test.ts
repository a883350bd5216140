// The audit trail of a golden month: a record for everything that is paid, every reference leads to a record, and the
// rows it names add up to its figures. And the sheets as data.

import { describe, expect, test } from 'vitest'
import { decimal, ZERO } from '../../src/core/decimal.ts'
import { amountText } from '../../src/core/money.ts'
import { explained } from '../../src/explain/month.ts'
import { partsOf, reservesOf } from '../../src/pay/person-sheet.ts'
import { auditLines } from '../../src/reports/audit.ts'
import { payrollSheets } from '../../src/reports/payroll-sheets.ts'
import { figureOf, type Sheet } from '../../src/reports/sheet.ts'
import { GOLDEN, monthOf, rowsOf } from '../support/golden.ts'

interface AuditRecord {
  cell: string
  name: string
  of: string
  value: string
  kind: string
  formula?: string
  at: string
  rows?: { file: string; count: number; numbers: string }
  reads?: string[]
}

const month = monthOf(GOLDEN, '2026-07').then(explained)

/** The sheets that are tables. */
function tables(of: Awaited<typeof month>): Sheet[] {
  return [...payrollSheets(of, [], MADE)].flatMap(sheet => ('laid' in sheet ? [] : [sheet]))
}

const MADE = {
  version: '0.0.0',
  schemeFile: { file: 'scheme.yaml', bytes: 1, sha256: '00' },
  whatIf: [],
  form: { language: 'zh' },
} as const

const records = month.then(m => [...auditLines(m)].map(line => JSON.parse(line) as AuditRecord))

function numbersOf(text: string): number[] {
  return text.split(',').flatMap(part => {
    const [from, to = from] = part.split('-').map(Number)
    return Array.from({ length: to! - from! + 1 }, (_, i) => from! + i)
  })
}

describe('audit.jsonl', () => {
  test('has every cell once', async () => {
    expect(new Set((await records).map(r => r.cell)).size).toBe((await records).length)
  })

  // 保底补差 of 00013 reads all lines above it; 救援补助 does not apply to them and has no record.
  test('every reference leads to a cell', async () => {
    const ids = new Set((await records).map(r => r.cell))
    const lost = (await records).flatMap(r => (r.reads ?? []).filter(id => !ids.has(id)))
    expect([...new Set(lost)]).toEqual([])
  })

  test('has every line, reserve, deduction and score with the amount that is paid', async () => {
    const { result } = await month
    const byCell = new Map((await records).map(r => [r.cell, r]))
    for (const p of result.people) {
      for (const l of partsOf(p, 'line'))
        expect(byCell.get(`pay.${l.name} | ${p.id}`)?.value).toBe(amountText(l.amount))
      for (const r of reservesOf(p))
        expect(byCell.get(`reserves.${r.name} | ${p.id}`)?.value).toBe(amountText(r.withheld))
      for (const s of p.scores) expect(byCell.has(`scores.${s.name} | ${p.id}`)).toBe(true)
    }
  })

  test('ends in files: what reads nothing was read, given or counted from rows', async () => {
    const ends = (await records).filter(
      r => r.reads === undefined && r.kind === 'defined' && /[\p{L}]/u.test(r.formula ?? ''),
    )
    // A formula without references has no names in it but words of the language
    for (const r of ends) expect(r.formula).toMatch(/^(if|[“"]|start of period|end of period)/)
    for (const r of (await records).filter(r => r.kind === 'input' && r.value !== ''))
      expect(r.at).toMatch(/^data\/2026-07\/.+/)
  })

  test('the rows of each team’s labour are rows of the export and add up to it', async () => {
    const rows = await rowsOf('2026-07', '维修工单')
    const labour = (await records).filter(r => r.name === '班组工时' && r.kind === 'measure')
    expect(labour.map(r => r.of).sort()).toEqual(['机电一组', '机电三组', '机电二组', '钣喷组'])
    for (const record of labour) {
      const numbers = numbersOf(record.rows!.numbers)
      expect(numbers.length).toBe(record.rows!.count)
      const sum = numbers.reduce((total, line) => {
        const row = rows[line - 1]!
        expect(row[5]!.trim()).toBe(record.of)
        const text = row[7]!.normalize('NFKC').replace(/[¥,\s]/g, '')
        return total.plus(decimal(text === '' ? '0' : text))
      }, ZERO)
      expect(sum.toFixed(2)).toBe(record.value)
    }
  })
})

describe('sheets', () => {
  test('every row has a cell for each column, and no title stands twice in a sheet', async () => {
    for (const sheet of tables(await month)) {
      expect(new Set(sheet.columns.map(c => c.title)).size).toBe(sheet.columns.length)
      for (const row of sheet.rows) expect(row.length).toBe(sheet.columns.length)
    }
  })

  test('the sheets of lines, reserves and deductions add up to the payroll sheet', async () => {
    const { result } = await month
    const sheets = tables(await month)
    const total = (name: string, title: string): string => {
      const sheet = sheets.find(s => s.name === name)!
      const c = sheet.columns.findIndex(x => x.title === title)
      return sheet.rows.reduce((sum, row) => sum.plus(figureOf(row[c]) ?? ZERO), ZERO).toFixed(2)
    }
    const all = (of: (p: (typeof result.people)[number]) => typeof ZERO): string =>
      result.people.reduce((s, p) => s.plus(of(p)), ZERO).toFixed(2)
    expect(total('奖金明细', '金额')).toBe(all(p => p.gross))
    expect(total('奖金表', '应发奖金')).toBe(all(p => p.gross))
    expect(total('奖金表', '实发奖金')).toBe(all(p => p.net))
    expect(total('预留', '本月预留')).toBe(all(p => reservesOf(p).reduce((s, r) => s.plus(r.withheld), ZERO)))
    expect(total('扣款', '本月实扣')).toBe(all(p => p.deducted))
    // What arose and what was due from before is what was taken and what is still due.
    expect(Number(total('扣款', '本月应扣')) + Number(total('扣款', '以前未扣'))).toBeCloseTo(
      Number(total('扣款', '本月实扣')) + Number(total('扣款', '未扣余额')),
      6,
    )
    expect(total('扣款', '未扣余额')).toBe(all(p => p.carried))
    expect(total('数据核对', '差额')).toBe('0.00')
  })

  test('no item has more points than the most that is said of it', async () => {
    const { columns, rows } = tables(await month).find(sheet => sheet.name === '考核明细')!
    const of = (title: string): number => columns.findIndex(c => c.title === title)
    const limited = rows.filter(row => row[of('满分')] !== null)
    // 技师卡 names the most of 7 items; there are 16 with it
    expect(limited.length).toBeGreaterThan(7 * 16)
    for (const row of limited) {
      const [points, most] = [figureOf(row[of('得分')])!, figureOf(row[of('满分')])!]
      expect(points.lte(most)).toBe(true)
    }
    const most = new Map(
      limited.map(row => [`${row[of('考核卡')]} ${row[of('考核项')]}`, figureOf(row[of('满分')])!.toFixed()]),
    )
    // By fixtures/golden/POLICY.md; 产值达成 counts up to 120% of 40
    const items = ['技师卡 工时收入', '技师卡 返修率', '管理卡 产值达成', '回访卡 答复及时率']
    expect(items.map(item => most.get(item))).toEqual(['20', '15', '48', '20'])
    expect(most.has('技师卡 日常管理项')).toBe(false)
  })
})
