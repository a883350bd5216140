// audit.xlsx as LibreOffice works it out from its inputs alone, without any stored result: every cell of the golden months,
// closed in their order; and with inputs changed, against what-ifs. test/catalogue holds the months of every scheme.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { goldenAudit, monthAudits, runAudit } from '../support/audit-book.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { copyInto, folderOfFile, put } from '../support/folders.ts'
import { expected, GOLDEN, MONTHS } from '../support/golden.ts'
import { OFFICE } from '../support/office.ts'
import {
  type Change,
  differences,
  type ReadBook,
  readBook,
  recalculate,
  withoutResults,
  workedOut,
} from '../support/recalculate.ts'
import { MARKS, makeShop, ORDERS, ROSTER } from '../support/shop.ts'

const home = folderOfFile()

/** The columns of a sheet by title: addresses by the first cell of the row. */
function column(book: ReadBook, sheet: string, title: string): Map<string, string> {
  const cells = book.get(sheet)!
  const heads = [...cells].filter(([, c]) => c.text === title && c.formula === undefined)
  const [head] = heads.find(([address]) => cells.get(address.replace(/^[A-Z]+/, 'A'))?.text === '工号')!
  const [letters, line] = [head.replace(/\d+/, ''), Number(head.replace(/\D+/, ''))]
  const ids = [...cells].filter(([a, c]) => /^A\d+$/.test(a) && Number(a.slice(1)) > line && /^\d{5}$/.test(c.text))
  return new Map(ids.map(([a, c]) => [c.text, letters + a.slice(1)]))
}

function figures(book: ReadBook, sheet: string, title: string): Map<string, string> {
  const cells = book.get(sheet)!
  return new Map(
    [...column(book, sheet, title)].map(([id, address]) => [id, Number(cells.get(address)!.text).toFixed(2)]),
  )
}

describe.skipIf(!OFFICE)('every cell comes to what bonusbook came to', () => {
  test('the golden months: also what they carry over, and what they pay to the fen', async () => {
    const shop = join(home, 'golden')
    copyInto(GOLDEN, shop)
    const stored = await monthAudits(shop)
    expect([...stored.keys()]).toEqual(MONTHS)
    const books = workedOut(stored)
    for (const [name, [stored, found]] of books) expect([name, differences(stored, found)]).toEqual([name, []])
    for (const period of MONTHS) {
      const [, found] = books.get(period)!
      const due = expected(`${period}.payroll.csv`)
      for (const title of ['应发奖金', '扣款合计', '未扣余额', '实发奖金'])
        expect([period, title, [...figures(found, '核对总览', title)]]).toEqual([
          period,
          title,
          due.map(row => [row.工号, row[title]]),
        ])
    }
    // Deductions of a month before stand there as data.
    const open = figures(books.get('2026-08')![1], '奖金', '未扣金额 1')
    expect([...open.values()].some(text => Number(text) > 0)).toBe(true)
  }, 120_000)
})

describe.skipIf(!OFFICE)('a changed input', () => {
  const shop = join(home, 'changed')
  let bytes: Buffer
  let stored: ReadBook
  beforeAll(async () => {
    bytes = await goldenAudit(shop)
    stored = readBook(bytes)
  })

  const shopFigure = (title: string, value: number): Change[] => {
    const [at] = [...stored.get('全店')!].find(([a, c]) => a.startsWith('A') && c.text === title)!
    return [{ sheet: '全店', cell: at.replace('A', 'B'), value }]
  }
  const everybodys = (title: string, value: number): Change[] =>
    [...column(stored, '人员与数据', title).values()].map(cell => ({ sheet: '人员与数据', cell, value }))

  test('a figure of the shop, attendance, marks, a measure: the month follows as `run --set` does, and the difference is shown', async () => {
    const labour = 'sum(维修工单.工时费 + 维修工单.材料费 by 服务顾问)'
    const cases: Record<string, readonly Change[]> = {
      '净利润=500000.5': shopFigure('净利润', 500000.5),
      'CSI得分=871': shopFigure('CSI得分', 871),
      '实际出勤天数=17.5': everybodys('实际出勤天数', 17.5),
      '迟到次数=3': everybodys('迟到次数', 3),
      '投诉赔偿=345.67': everybodys('投诉赔偿', 345.67),
      '个人产值=200000': everybodys(labour, 200000),
    }
    const books = new Map(Object.entries(cases).map(([name, changes]) => [name, withoutResults(bytes, changes)]))
    const found = recalculate(books)
    for (const [setting, book] of found) {
      const ran = await run(['run', '--period', '2026-07', '--set', setting, '--json'], { cwd: shop })
      const { people } = json<{ people: { id: string; [amount: string]: unknown }[] }>(ran)
      for (const [title, amount] of Object.entries({
        应发奖金: 'gross',
        扣款合计: 'deducted',
        未扣余额: 'carried',
        实发奖金: 'net',
      }))
        expect([setting, title, [...figures(book, '核对总览', title)]]).toEqual([
          setting,
          title,
          people.map(p => [p.id, p[amount]]),
        ])
      expect(book.get('核对总览')!.get('A2')!.text).toMatch(/^有 \d+ 项与 bonusbook 的结果不同/)
    }
    expect(found.size).toBe(6)
  }, 120_000)

  test('data are the only cells without a formula, and texts are texts', () => {
    const people = stored.get('人员与数据')!
    expect(people.get('A3')).toMatchObject({ kind: 'text', text: '00013', formula: undefined })
    for (const [sheet, cells] of stored)
      for (const [address, cell] of cells)
        if (cell.kind === 'error') throw new Error(`${sheet}!${address}: ${cell.text}`)
  })
})

describe.skipIf(!OFFICE)('what the book brings', () => {
  test('corrections of a closed month, also of somebody who is not paid any more, and deductions carried over', async () => {
    const august = (text: string): string => edited(text, ['2026-07', '2026-08', 'all']).replaceAll(/^A/gm, 'B')
    const shop = makeShop({
      'data/2026-08/roster.csv': edited(ROSTER, [
        '0030,张伟,head,north,2019-03-01,',
        '0030,张伟,head,north,2019-03-01,2026-07-31',
      ]),
      'data/2026-08/orders.csv': august(edited(ORDERS, [/^.*(0030|06-30).*\n/gm, '', 'all'])),
      'data/2026-08/marks.csv': MARKS,
    })
    await runAudit(shop, '2026-07')
    await done(shop, 'close', '--period', '2026-07')
    // 0030: 200.00 more labour, 200 × 10% × 88% = 17.60 more; 5% of it is withheld: 0.88
    put(shop, { 'data/2026-07/orders.csv': `${ORDERS}A6,2026-07-30,0030,200.00,no\n` })
    await done(shop, 'correct', '--period', '2026-07')
    const bytes = await runAudit(shop, '2026-08')
    const [stored, found] = workedOut(new Map([['book', bytes]])).get('book')!
    expect(differences(stored, found)).toEqual([])
    const cells = found.get('Overview')!
    const [line] = [...cells].find(([a, c]) => a.startsWith('A') && c.text === '0030')!
    const at = (letter: string): string => Number(cells.get(line.replace('A', letter))!.text).toFixed(2)
    // Earned nothing: no gross, withheld, deducted, carried, net of the month. Below it 17.60 − 0.88 = 16.72.
    expect(['D', 'E', 'F', 'G', 'H', 'I', 'J'].map(at)).toEqual([
      ...['0.00', '0.00', '0.00', '0.00', '0.00'],
      ...['16.72', '16.72'],
    ])
    // 101.00 of 012 were open after July; 4.00 of this month's 20.00 can be taken.
    const [who] = [...cells].find(([a, c]) => a.startsWith('A') && c.text === '012')!
    expect(Number(cells.get(who.replace('A', 'F'))!.text)).toBe(4)
    expect(Number(cells.get(who.replace('A', 'G'))!.text)).toBe(202)
  }, 60_000)
})

async function done(shop: string, ...argv: string[]): Promise<void> {
  const ran = await run(argv, { cwd: shop })
  if (ran.code !== 0) throw new Error(ran.out + ran.err)
}

test('the same month gives the same bytes', async () => {
  const shop = join(home, 'same')
  const first = await goldenAudit(shop)
  expect((await runAudit(shop, '2026-07')).equals(first)).toBe(true)
  expect(readFileSync(join(shop, 'out/2026-07/run.json'), 'utf8')).toContain('audit.xlsx')
})
