// The policy's figures in audit.xlsx: each stands once on a sheet of its own with its line of the scheme, no formula holds one, and a
// changed cell gives what the program gives for the scheme with the same change.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { auditBook, goldenAudit, runAudit } from '../support/audit-book.ts'
import { edited } from '../support/edited.ts'
import { copyInto, folderOfFile, put } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'
import { OFFICE } from '../support/office.ts'
import { differences, type ReadBook, readBook, recalculate, withoutResults } from '../support/recalculate.ts'

const home = folderOfFile()
const SCHEME = readFileSync(join(GOLDEN, 'scheme.yaml'), 'utf8')

/** Rows of a sheet as texts. */
function rowsOf(book: ReadBook, sheet: string): string[][] {
  const rows = new Map<string, string[]>()
  for (const [at, { text }] of book.get(sheet)!) {
    const line = at.replace(/\D+/, '')
    rows.set(line, [...(rows.get(line) ?? []), text])
  }
  return [...rows.values()]
}

/** Constants in formulas: figures that are neither in a text nor in an address; of what is worked out, not of its comparison. */
function constants(book: ReadBook): Set<string> {
  const found = new Set<string>()
  for (const cells of [...book.values()].slice(1, -1))
    for (const { formula = '' } of cells.values()) {
      const bare = formula.replace(/"[^"]*"|'[^']*'!|\$?[A-Z]{1,3}\$?\d+/g, ' ')
      for (const [figure] of bare.matchAll(/\d+(?:\.\d+)?/g)) found.add(figure)
    }
  return found
}

/** What the workbook's own formulas come to for everybody, on its overview. */
function amounts(book: ReadBook): string[] {
  const cells = [...book.values()][0]!
  const head = [...cells].find(([, { text }]) => text === '应发奖金')![0].slice(1)
  const own = [...cells].filter(
    ([at, { text }]) => at.endsWith(head) && /^[D-Z]\d+$/.test(at) && !/bonusbook|差异/.test(text),
  )
  const letters = new Set(own.filter(([at]) => at.slice(1) === head).map(([at]) => at[0]))
  return [...cells]
    .filter(([at, { formula }]) => letters.has(at[0]) && formula !== undefined && Number(at.slice(1)) > Number(head))
    .map(([at, { text }]) => `${at} ${Number(text).toFixed(2)}`)
}

/** A figure of the golden scheme: what stands before and behind it, what it is, and what it becomes. */
const CHANGES: readonly (readonly [before: string, figure: string, behind: string, becomes: string, value: number])[] =
  [
    ['当月所耗辅料) ÷ ', '1.13', ' ×', '1.06', 1.06],
    ['under 工时挑战目标: ', '14%', '\n', '15.5%', 0.155],
    ['if 续保台数 ≥ ', '2', ' then', '4', 4],
    ['\n    up to 5%: ', '0.95', '\n', '0.875', 0.875],
    ['from 95: ', '1.2', '\n', '1.25', 1.25],
    ['绩效工资: ', '1500元', ' ×', '1650.55元', 1650.55],
    ['at most: ', '20%', ' ×', '2.5%', 0.025],
    ['withheld: max(commission, 0) × ', '3%', '\n', '3.3%', 0.033],
    ['min(', '1.2', ', 全店产值', '0.7', 0.7],
  ]

describe.skipIf(!OFFICE)('a changed figure of the policy', () => {
  const shop = join(home, 'golden')
  let bytes: Buffer
  let stored: ReadBook
  beforeAll(async () => {
    bytes = await goldenAudit(shop)
    stored = readBook(bytes)
  })

  test('first and last day of the month stand among the inputs, and in no formula', () => {
    // 2026-03-04 is day 46085 of the spreadsheets' calendar; 27 + 30 + 31 + 30 + 1 = 119 days later is the first of July.
    const days = rowsOf(stored, '全店').filter(([name]) => name?.startsWith('本月'))
    expect(days.map(([name, value]) => [name, value])).toEqual([
      ['本月第一天', '46204'],
      ['本月最后一天', '46234'],
    ])
    expect([...constants(stored)].filter(figure => Number(figure) > 40_000)).toEqual([])
  })

  test('is followed by every amount as a run of the changed scheme does', async () => {
    const cells = [...stored.get('方案数值')!]
    const changes = CHANGES.map(([before, figure, behind, , value]) => {
      const lines = SCHEME.slice(0, SCHEME.indexOf(before + figure + behind) + before.length).split('\n')
      const place = `scheme.yaml:${lines.length}:${lines.at(-1)!.length + 1}`
      const [at] = cells.find(([, { text }]) => text === place)!
      return { sheet: '方案数值', cell: `B${at.slice(1)}`, value }
    })
    const other = join(home, 'other')
    copyInto(join(GOLDEN, 'data/2026-07'), join(other, 'data/2026-07'))
    const pairs = CHANGES.map(([before, figure, behind, becomes]) => [
      before + figure + behind,
      before + becomes + behind,
    ])
    put(other, { 'scheme.yaml': edited(SCHEME, ...(pairs as [string, string][])) })
    const due = amounts(readBook(await runAudit(other, '2026-07')))
    const found = recalculate(
      new Map([
        ['as it is', withoutResults(bytes)],
        ['changed', withoutResults(bytes, changes)],
      ]),
    )
    expect(differences(stored, found.get('as it is')!)).toEqual([])
    expect(due).not.toEqual(amounts(stored))
    expect(due.length).toBeGreaterThan(34 * 4)
    expect(amounts(found.get('changed')!)).toEqual(due)
  }, 180_000)
})

test('stands on its sheet with value, unit and line, and in no formula', async () => {
  const { bytes } = await auditBook(
    `values:
  rate:
    bands of: a
    up to 7777: 0.37
    above 7777: 43%
parameters:
  bonus: 631.5元
pay:
  - for: everyone
    lines:
      line: { formula: "m × rate + bonus + min(k, 1234.56元)", not below: 17元 }
      late: if day < 2026-03-04 then 88元 else 0
`,
    [{ a: '100', m: '10', k: '5', day: '2026-07-01' }],
  )
  const book = readBook(bytes)
  const rows = rowsOf(book, 'Policy').map(([name, value, unit, written]) => [name, value, unit, written])
  expect(rows).toContainEqual(['rate', '0.43', '%', '43%'])
  expect(rows).toContainEqual(['rate', '7777', '', '7777'])
  expect(rows).toContainEqual(['line', '1234.56', 'CNY', '1234.56元'])
  expect(rows).toContainEqual(['bonus', '631.5', 'CNY', '631.5元'])
  // 2026-03-04 is day 46085 of the spreadsheets' calendar: 45,658 is 2025-01-01, and 365 + 62 days later.
  expect(rows).toContainEqual(['late', '46085', '', '2026-03-04'])
  // Places of rounding, what is asked of a cell, 1 and 0 for yes and no: no figures of the policy.
  expect([...constants(book)].filter(figure => !['0', '1', '2', '9'].includes(figure))).toEqual([])
})
