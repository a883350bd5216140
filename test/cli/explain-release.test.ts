// What a release paid somebody, explained lot by lot on the shop of support/book-shop.ts: every figure by hand, and where the
// ratio came from.

import { beforeAll, describe, expect, test } from 'vitest'
import { closeMonths, putShop } from '../support/book-shop.ts'
import { json, type Ran, run } from '../support/cli.ts'
import { folderOfFile } from '../support/folders.ts'

const shop = folderOfFile()

async function done(...argv: string[]): Promise<void> {
  const ran = await run(argv, { cwd: shop })
  expect([argv.join(' '), ran.code]).toEqual([argv.join(' '), 0])
}

beforeAll(async () => {
  putShop(shop)
  await closeMonths(shop)
  const sealed = ['--close', '--approve', 'director=Boss']
  await done('release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', ...sealed)
  // The loyalty of one person is paid first, at a ratio that was given.
  const loyalty = ['release', 'loyalty', '--period', '2026', '--partial', '--set', 'ratio=110%']
  await done(...loyalty, '--payout', '2026-11', '--person', '012', ...sealed)
  await done(...loyalty, '--payout', '2026-12', ...sealed)
}, 60_000)

const asked = (who: string, reserve: string, period: string, ...more: string[]): Promise<Ran> =>
  run(['explain', who, reserve, '--period', period, ...more], { cwd: shop })

const said = async (...args: Parameters<typeof asked>): Promise<string> => {
  const { code, out, err } = await asked(...args)
  expect([code, err]).toEqual([0, ''])
  return out.replace(/[│├└─\s]+/g, ' ')
}

describe('a ratio', () => {
  // July 50.01 × 90% = 45.009 → 45.01, lost 5.00; August 30.01 → 27.01, 3.00; September 250.00 → 225.00, 25.00
  test('lot by lot, down to the row of the results and the entry that withheld it', async () => {
    const text = await said('Ann', 'quality', '2026-Q3', '--lang', 'en')
    expect(text).toContain('Released quality 2026-Q3 = 297.02 = 45.01 + 27.01 + 225.00')
    expect(text).toContain('paid with 2026-10 book/000004-release-quality-2026-Q3.jsonl')
    expect(text).toContain('= 50.01 × 90% = 45.009, rounded to 2 places')
    expect(text).toContain('Held quality 2026-07 = 50.01 Held back = 50.01 book/000001-close-2026-07.jsonl')
    expect(text).toContain('Ratio quality = 90%')
    expect(text).toContain('1 row of data/results/results.csv')
    expect(text).toContain('Lost by the ratio quality 2026-07 = 5.00 = 50.01 − 45.01')
    expect(text).toContain('Lost by the ratio quality 2026-Q3 = 33.00 = 5.00 + 3.00 + 25.00')
    expect(text).not.toContain('Forfeited')
  })

  test('in Chinese, and exactly as JSON', async () => {
    const text = await said('007', 'quality', '2026-Q3', '--lang', 'zh')
    expect(text).toContain('随 2026-10 发放')
    const document = json<{ value: string; parts: { kind: string; at: string; value: string; steps: object[] }[] }>(
      await asked('007', 'quality', '2026-Q3', '--json'),
    )
    expect(document.value).toBe('297.02')
    expect(document.parts[0]).toMatchObject({ kind: 'released', at: '2026-10', value: '45.01' })
    expect(document.parts[0]!.steps).toMatchObject([{ text: '50.01 × 0.9', result: '45.009' }, { to: '45.01' }])
  })

  test('above all, as it was given, by the second release of the year', async () => {
    // 30.00 × 110% = 33.00, 18.00 × 110% = 19.80, 150.00 × 110% = 165.00
    const text = await said('007', 'loyalty', '2026', '--lang', 'en')
    expect(text).toContain('Released loyalty 2026 = 217.80 = 33.00 + 19.80 + 165.00')
    expect(text).toContain('Ratio loyalty = 110% given')
    expect(text).toContain('paid with 2026-12')
    expect(text).toContain('Premium in it loyalty 2026 = 19.80 = 3.00 + 1.80 + 15.00')
    expect(await said('012', 'loyalty', '2026', '--lang', 'en')).toContain('paid with 2026-11')
  })
})

test('whoever has left is told by which rule, with the day', async () => {
  const text = await said('Li', 'quality', '2026-Q3', '--lang', 'en')
  expect(text).toContain('Released quality 2026-Q3 = 0.00')
  expect(text).toContain(
    'Forfeited for having left quality 2026-07 = 10.00 left is not blank and left < start of payout',
  )
  expect(text).toContain('left = 2026-08-31 data/2026-09/roster.csv:4:5')
  expect(text).toContain('Forfeited for having left quality 2026-Q3 = 11.00 = 10.00 + 1.00')
  expect(text).not.toContain('Lost by the ratio')
})

test.each([
  ['a quarter that was not released', ['007', 'quality', '2026-Q2'], 'quality 2026-Q3'],
  ['a reserve that there is not', ['007', 'qualty', '2026-Q3'], 'quality 2026-Q3'],
  ['nobody', ['Anne', 'quality', '2026-Q3'], 'Ann (007)'],
] as const)('%s is refused with what is there', async (_, [who, reserve, period], nearest) => {
  const ran = await asked(who, reserve, period, '--json')
  const { problems } = json<{ problems: { code: string; hint: string }[] }>(ran)
  expect([ran.code, problems.map(p => p.code)]).toEqual([1, ['NOT_FOUND']])
  expect(problems[0]!.hint).toContain(nearest)
})
