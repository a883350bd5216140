// Amounts of sheets as the country of their currency writes them: a sign before sums, Indian grouping; and no amount loses its minus, as
// LibreOffice shows them.

import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { localOf } from '../../src/core/currency.ts'
import { decimal } from '../../src/core/decimal.ts'
import { sumForPeople } from '../../src/core/money.ts'
import { localPage } from '../../src/writers/html.ts'
import { xlsxBytes } from '../../src/writers/xlsx.ts'
import { tempFolder } from '../support/folders.ts'
import { OFFICE } from '../support/office.ts'

const AMOUNTS = ['1234.5', '123456', '1234567.89', '0', '-1234.5', '-1234567']

/** Each amount and their sum, as a page shows them. */
async function shown(currency: string, amounts: readonly string[]): Promise<string[]> {
  const folder = tempFolder()
  const columns = [
    { title: 'n', kind: 'text' },
    { title: 'x', kind: 'amount', total: true },
  ] as const
  const rows = amounts.map(x => ['a', decimal(x)])
  const sheet = { name: 's', heading: 's', frozen: 0, totalWord: 'T', columns, rows }
  writeFileSync(join(folder, 'a.xlsx'), await xlsxBytes([sheet], 's', localOf(currency)))
  const home = `-env:UserInstallation=file://${folder}/profile`
  spawnSync('soffice', [home, '--headless', '--convert-to', 'pdf', '--outdir', folder, 'a.xlsx'], { cwd: folder })
  const { stdout } = spawnSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'])
  return stdout
    .toString()
    .split('\n')
    .flatMap(line => /^ +[aT] +(\S+)$/.exec(line)?.[1] ?? [])
}

test.skipIf(!OFFICE)(
  'on sheets',
  async () => {
    // 1,234.50 + 123,456 + 1,234,567.89 − 1,234.50 − 1,234,567 = 123,456.89
    expect(await shown('INR', AMOUNTS)).toEqual([
      '1,234.50',
      '1,23,456.00',
      '12,34,567.89',
      '0.00',
      '-1,234.50',
      '-12,34,567.00',
      '₹1,23,456.89',
    ])
    // 1,23,45,678 + 1,23,45,67,890 − 23,45,67,890 = 1 crore 23 lakh 45,678 + 100 crore
    expect(await shown('INR', ['12345678', '1234567890', '-234567890'])).toEqual([
      '1,23,45,678.00',
      '1,23,45,67,890.00',
      '-23,45,67,890.00',
      '₹1,01,23,45,678.00',
    ])
    expect(await shown('USD', AMOUNTS)).toEqual([
      '1,234.50',
      '123,456.00',
      '1,234,567.89',
      '0.00',
      '-1,234.50',
      '-1,234,567.00',
      '$123,456.89',
    ])
    // 10 − 30.50 = −20.50
    expect((await shown('INR', ['10', '-30.5'])).at(-1)).toBe('-₹20.50')
    expect((await shown('USD', ['10', '-30.5'])).at(-1)).toBe('-$20.50')
    expect((await shown('CNY', ['10', '-30.5'])).at(-1)).toBe('-20.50')
  },
  120_000,
)

test('on pages: rupees grouped as in India, dates in the order of the scheme; in texts only, and nothing else', () => {
  const page = '<p title="1,234,567">Paid 2026-07-04: 1,234,567.89 × 2%, -12,345,678.00, 99,999.00 · 2026-08-2b3b</p>\n'
  expect(localPage(page, localOf('INR', 'dmy'))).toBe(
    '<p title="1,234,567">Paid 04/07/2026: 12,34,567.89 × 2%, -1,23,45,678.00, 99,999.00 · 2026-08-2b3b</p>\n',
  )
  expect(localPage(page, localOf('USD', 'mdy'))).toBe(page.replace('2026-07-04', '07/04/2026'))
  expect(localPage(page, localOf('CNY'))).toBe(page)
})

test('on pages: the sign before the figure, the minus before both; none of yuan', () => {
  expect(sumForPeople(decimal('-1234.5'), localOf('USD').sign)).toBe('-$1,234.50')
  expect(sumForPeople(decimal('1234.5'), localOf('CNY').sign)).toBe('1,234.50')
  expect([localOf('GBP').sign, localOf('INR').sign, localOf('XXX').sign]).toEqual(['£', '₹', ''])
})
