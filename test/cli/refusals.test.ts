// When the book refuses: exit code 3 with a word that says why, and nothing written. What is no refusal of the book keeps
// its own code: 1 for problems, 2 for wrong usage, 4 where another run holds the shop.

import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { done } from '../../src/core/result.ts'
import { withShopLock } from '../../src/shop/lock.ts'
import { BOOK_FILES, BOOK_SCHEME, closeMonths, makeBookShop } from '../support/book-shop.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, put } from '../support/folders.ts'

const JULY = ['close', '--period', '2026-07']
const QUARTER = ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', '--close']

/** Code and words of a command that must leave everything as it was. */
async function refused(shop: string, argv: readonly string[]): Promise<[number, string]> {
  const before = contents(shop)
  const { code, err, out } = await run(argv, { cwd: shop })
  expect(contents(shop)).toEqual(before)
  expect(out).toBe('')
  return [code, err]
}

async function drafted(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const shop = makeBookShop(changes)
  const ran = await run(['run', '--period', '2026-07'], { cwd: shop })
  if (ran.code !== 0) throw new Error(ran.err)
  return shop
}

const says = (text: string): unknown => expect.stringContaining(text)

describe('close', () => {
  test('a second time, and quietly where nothing differs', async () => {
    const shop = await drafted()
    expect((await run(JULY, { cwd: shop })).code).toBe(0)
    expect(await refused(shop, JULY)).toEqual([3, says('2026-07 is closed (000001-close-2026-07.jsonl)')])
    expect(await refused(shop, [...JULY, '--if-open'])).toEqual([0, ''])
    const document = json<{ entry: string }>(await run([...JULY, '--if-open', '--json'], { cwd: shop }))
    expect(document.entry).toBe('000001-close-2026-07.jsonl')
    // The draft may be gone: what was sealed is in the book
    rmSync(join(shop, 'out'), { recursive: true })
    expect(await refused(shop, [...JULY, '--if-open'])).toEqual([0, ''])
    // Another file that gives the same is no difference, another figure is
    appendFileSync(join(shop, 'data/2026-07/marks.csv'), '\n')
    expect(await refused(shop, [...JULY, '--if-open'])).toEqual([0, ''])
    put(shop, { 'data/2026-07/marks.csv': edited(BOOK_FILES['data/2026-07/marks.csv']!, ['100.00', '100.01']) })
    expect(await refused(shop, [...JULY, '--if-open'])).toEqual([3, says('MONTH_CLOSED')])
  })

  test('--if-open closes a month that is open', async () => {
    const shop = await drafted()
    expect((await run([...JULY, '--if-open'], { cwd: shop })).code).toBe(0)
    expect((await run([...JULY, '--if-open'], { cwd: shop })).out).toBe('')
  })

  test('a scheme that pays otherwise since it was closed is a difference', async () => {
    const shop = await drafted()
    await run(JULY, { cwd: shop })
    appendFileSync(join(shop, 'scheme.yaml'), '# a note\n')
    expect(await refused(shop, [...JULY, '--if-open'])).toEqual([0, ''])
    put(shop, { 'scheme.yaml': edited(BOOK_SCHEME, ['bonus: marks.amount', 'bonus: marks.amount × 101%']) })
    expect(await refused(shop, [...JULY, '--if-open'])).toEqual([3, says('MONTH_CLOSED')])
  })

  test('without a draft', async () => {
    expect(await refused(makeBookShop(), JULY)).toEqual([3, says('DRAFT_MISSING')])
    const shop = await drafted()
    rmSync(join(shop, 'out/2026-07/audit.jsonl'))
    expect(await refused(shop, JULY)).toEqual([3, says('DRAFT_MISSING')])
  })

  test.each([
    ['data/2026-07/marks.csv', 'data/2026-07/marks.csv'],
    ['scheme.yaml', 'scheme.yaml'],
    ['out/2026-07/payroll.csv', 'out/2026-07/payroll.csv'],
    ['out/2026-07/run.json', 'out/2026-07/run.json'],
  ])('%s changed since the draft: it is named', async (file, named) => {
    const shop = await drafted()
    appendFileSync(join(shop, file), file.endsWith('.yaml') ? '# a note\n' : '\n')
    const [code, err] = await refused(shop, JULY)
    expect([code, err]).toEqual([3, says(`${named} changed since the draft of 2026-07`)])
    expect(err).toContain('1 error.')
  })

  test('a draft that was made with other figures', async () => {
    const shop = makeBookShop()
    expect(
      (await run(['run', '--period', '2026-07', '--set', 'marks.damage=1', '--out', 'out/2026-07'], { cwd: shop }))
        .code,
    ).toBe(0)
    expect(await refused(shop, JULY)).toEqual([3, says('DRAFT_STALE')])
  })

  test('a draft that is older than what the book carries over', async () => {
    const shop = makeBookShop()
    // August is drafted before July is closed, so nothing was carried into it
    expect((await run(['run', '--period', '2026-08'], { cwd: shop })).code).toBe(0)
    await closeMonths(shop, ['2026-07'])
    expect(await refused(shop, ['close', '--period', '2026-08'])).toEqual([3, says('out/2026-08/payroll.csv changed')])
  })

  test('with problems in the data: they come first', async () => {
    const shop = await drafted()
    put(shop, { 'data/2026-07/marks.csv': 'id,amount,damage,fine,complaint\n007,much,,,\n' })
    expect(await refused(shop, JULY)).toEqual([1, says('CELL_INVALID')])
  })
})

describe('approvals', () => {
  const with_ = (approvals: string): Record<string, string> => ({
    'scheme.yaml': `${BOOK_SCHEME}approvals:\n${approvals}`,
  })

  test('by the amount of one person: who it is, and why', async () => {
    const shop = await drafted(with_('  manager: { when: gross > 1000元, note: more than 1000 }\n'))
    const [code, err] = await refused(shop, JULY)
    expect([code, err]).toEqual([3, says('APPROVAL_MISSING')])
    expect(err.replace(/\s+/g, ' ')).toContain('manager must approve: more than 1000: Ann (007)')
    expect(err).not.toContain('Zoe')
    expect(await refused(shop, [...JULY, '--approve', 'clerk=Li'])).toEqual([3, says('APPROVAL_MISSING')])
    const closed = await run([...JULY, '--approve', 'manager=Li = the boss', '--json'], { cwd: shop })
    expect(json<object>(closed)).toMatchObject({ approvals: [{ role: 'manager', name: 'Li = the boss' }] })
    const [header] = readFileSync(join(shop, 'book/000001-close-2026-07.jsonl'), 'utf8').split('\n')
    expect(JSON.parse(header!)).toMatchObject({ approvals: [{ role: 'manager', name: 'Li = the boss' }] })
  })

  test('by the amount of the shop, and not asked for below it', async () => {
    // 1000.10 + 100.00 + 200.00 + 40.00 = 1340.10
    const shop = await drafted(with_('  owner: { when: sum(people.bonus) > 1340元 }\n'))
    expect(await refused(shop, JULY)).toEqual([3, says('owner must approve')])
    const other = await drafted(with_('  owner: { when: sum(people.bonus) > 1340.10元 }\n'))
    expect((await run(JULY, { cwd: other })).code).toBe(0)
  })

  test('of a forfeiture: demanded also where the scheme says nothing, by its roles where it does', async () => {
    const shop = makeBookShop()
    await closeMonths(shop)
    const [code, err] = await refused(shop, QUARTER)
    expect(code).toBe(3)
    expect(err).toContain('somebody who may decide must approve')
    expect(err).toContain('Li (0030)')
    // Nobody who forfeits among them: no approval
    expect((await run([...QUARTER, '--person', '007'], { cwd: shop })).code).toBe(0)

    const asked = makeBookShop(with_('  HR: { forfeiture: yes }\n'))
    await closeMonths(asked)
    expect(await refused(asked, [...QUARTER, '--approve', 'manager=Li'])).toEqual([3, says('HR must approve')])
    expect((await run([...QUARTER, '--approve', 'HR＝王'], { cwd: asked })).code).toBe(0)
  })

  test('wrong usage: 2', async () => {
    const shop = await drafted()
    for (const text of ['Li', '=Li', 'manager=', ' = '])
      expect(await refused(shop, [...JULY, '--approve', text])).toEqual([2, says('--approve takes')])
    expect(await refused(shop, ['close'])).toEqual([2, says('--period')])
    expect(await refused(shop, ['close', '--period', '2026-Q3'])).toEqual([2, says('2026-Q3')])
    expect((await refused(shop, ['book']))[0]).toBe(2)
    expect((await refused(shop, ['book', 'export', '--format', 'pdf']))[0]).toBe(2)
    expect((await refused(shop, ['release', 'quality', '--period', '2026-Q3']))[0]).toBe(2)
  })
})

describe('a damaged book', () => {
  test.each([
    ['run', '--period', '2026-08'],
    ['close', '--period', '2026-08'],
    ['close', '--period', '2026-07', '--if-open'],
    ['release', 'quality', '--period', '2026-Q3', '--payout', '2026-10', '--partial'],
    ['correct', '--period', '2026-07'],
    ['explain', '007', '--period', '2026-08'],
    ['book', 'balance'],
    ['book', 'register'],
    ['book', 'verify'],
    ['book', 'verify', '--replay'],
    ['book', 'export'],
    ['book', 'export', '--format', 'hledger'],
    ['book', 'export', '--format', 'xlsx'],
  ])('%s %s %s', async (...argv) => {
    const shop = makeBookShop()
    await closeMonths(shop, ['2026-07'])
    const file = join(shop, 'book/000001-close-2026-07.jsonl')
    writeFileSync(file, edited(readFileSync(file, 'utf8'), ['1000.10', '9000.10']))
    expect(await refused(shop, argv)).toEqual([3, says('BOOK_DAMAGED')])
    expect(await refused(shop, [...argv, '--lang', 'zh'])).toEqual([3, says('000001-close-2026-07.jsonl')])
  })
})

test('while another run holds the shop: 4', async () => {
  const shop = await drafted()
  const { value: codes } = await withShopLock(shop, async () => {
    const commands = [['run', '--period', '2026-07'], JULY, QUARTER, ['correct', '--period', '2026-07']]
    return done(await Promise.all(commands.map(async argv => (await run(argv, { cwd: shop })).code)))
  })
  expect(codes).toEqual([4, 4, 4, 4])
  expect((await run(JULY, { cwd: shop })).code).toBe(0)
})

describe('what a scheme lets happen and the book can’t take', () => {
  test('a reserve that would be below zero', async () => {
    const shop = makeBookShop({
      'scheme.yaml': edited(BOOK_SCHEME, ['max(commission, 0) × 5%', 'commission × 5%']),
      'data/2026-07/marks.csv': 'id,amount,damage,fine,complaint\n007,-10.00,,,\n012,100.00,,,\n0030,1,,,\n0031,1,,,\n',
    })
    const [code, err] = await refused(shop, ['run', '--period', '2026-07'])
    expect([code, err]).toEqual([1, says('below zero')])
    expect(err).toContain('Ann (007)')
    expect(err).toContain('-0.50')
  })

  test('a deduction that would be below zero', async () => {
    const shop = makeBookShop({
      'data/2026-07/marks.csv':
        'id,amount,damage,fine,complaint\n007,10.00,,-5,\n012,100.00,,,\n0030,1,,,\n0031,1,,,\n',
    })
    expect(await refused(shop, ['run', '--period', '2026-07'])).toEqual([1, says('below zero')])
  })
})
