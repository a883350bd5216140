// The papers of a release with a leaver and a ratio, by hand on the shop of support/book-shop.ts: what is lost by the ratio stands
// apart from what is lost by leaving, on every paper; and each person's page is theirs.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { closeMonths, putShop } from '../support/book-shop.ts'
import { run } from '../support/cli.ts'
import { folderOfFile } from '../support/folders.ts'
import { pageText } from '../support/page-text.ts'

const shop = folderOfFile()
const FOLDER = 'out/release-quality-2026-Q3'
beforeAll(async () => {
  putShop(shop)
  await closeMonths(shop)
  const ran = await run(['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10'], { cwd: shop })
  expect(ran.code).toBe(0)
})

const file = (name: string): string => readFileSync(join(shop, FOLDER, name), 'utf8')

// Held 330.02 + 5.51 + 11.00 + 2.00 = 348.53. 90%: 297.02 + 4.96 + 1.80 = 303.78 released, 33.00 + 0.55 + 0.20 = 33.75 lost by
// the ratio; Li (0030) has left and forfeits 11.00: 303.78 + 33.75 + 11.00 = 348.53.
test('the record and the sheets: each fen once, the columns that were there where they were', () => {
  const { people } = JSON.parse(file('release.json')) as { people: Record<string, string>[] }
  expect(people.map(p => [p.id, p.held, p.released, p.forfeited, p.byRatio, p.byLeaving])).toEqual([
    ['007', '330.02', '297.02', '33.00', '33.00', '0.00'],
    ['012', '5.51', '4.96', '0.55', '0.55', '0.00'],
    ['0030', '11.00', '0.00', '11.00', '0.00', '11.00'],
    ['0031', '2.00', '1.80', '0.20', '0.20', '0.00'],
  ])
  const [head] = file('payroll.csv')
    .replace(/^\uFEFF/, '')
    .split('\r\n')
  expect(head).toBe('Employee no,Name,Position,Held,Released,Forfeited,Premium,Because,of it by ratio,of it by leaving')
  const book = read(readFileSync(join(shop, FOLDER, 'payroll.xlsx')))
  const rows: unknown[][] = utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, raw: true })
  expect(rows.at(-1)!.filter(cell => typeof cell === 'number')).toEqual([348.53, 303.78, 44.75, 0, 33.75, 11])
})

test('the pages: lot by lot with the ratio, and the rule of whoever forfeits', () => {
  const page = pageText(file('statements.html'))
  const [ann, li] = ['Ann 007', 'Li 0030'].map(who => page.slice(page.lastIndexOf(who)))
  // July 50.01 × 90% = 45.009 → 45.01, lost 5.00; August 30.01 → 27.01, 3.00; September 250.00 → 225.00, 25.00
  expect(ann).toContain('Jul 2026 90% 50.01 45.01 5.00 0.00 0.00')
  expect(ann).toContain('Total 330.02 297.02 33.00 0.00 0.00')
  expect(li).toContain('Total 11.00 0.00 0.00 11.00 0.00')
  expect(li!.slice(0, li!.indexOf('Signature'))).toContain('Forfeited by the rule: left is not blank')
  expect(ann!.slice(0, ann!.indexOf('Signature'))).not.toContain('Li')
})

test('the report at a glance', () => {
  const page = pageText(file('report.html'))
  expect(page).toContain('Lost by the ratio 33.75')
  expect(page).toContain('Forfeited for having left 11.00')
  expect(page).toContain('Li (0030): 11.00')
  expect(page).toContain('Total 4 348.53 303.78 33.75 11.00 0.00')
})
