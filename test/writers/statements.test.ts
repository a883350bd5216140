// statements.html and the files of one person each: by hand what a month of the book shop must say, nobody's figures in
// another's file, hostile names as text, names of files, old files gone, and closing and replaying with --split.

import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { beforeAll, describe, expect, test } from 'vitest'
import { replaceFolder } from '../../src/writers/folder.ts'
import { fileNames } from '../../src/writers/statements.ts'
import { closeMonths, makeBookShop, putShop } from '../support/book-shop.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, copyInto, folderOfFile, put, sha256, tempFolder } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'
import { pageText } from '../support/page-text.ts'
import { FILES, makeShop, ROSTER, SCHEME } from '../support/shop.ts'

const JULY = ['run', '--period', '2026-07', '--split']

function statement(shop: string, period: string, id: string): string {
  return pageText(readFileSync(join(shop, 'out', period, 'statements', `${id}.html`), 'utf8'))
}

describe('what a statement says', () => {
  const shop = folderOfFile()

  // By hand: test/support/book-shop.ts
  beforeAll(async () => {
    putShop(shop)
    await closeMonths(shop, ['2026-07'])
    expect((await run(['run', '--period', '2026-08', '--split', '--lang', 'en'], { cwd: shop })).code).toBe(0)
  })

  test('lines, what is held back and deducted, and the net amount', () => {
    const text = statement(shop, '2026-08', '007')
    for (const part of [
      'Ann id 007 · clerk Pay statement Aug 2026 · Draft of Aug 2026, not paid Book shop · CNY',
      'Total earned 600.10 Held back -48.01 Deducted -120.02 Total pay 432.07',
      'bonus amount of marks 600.10',
      'quality (total commission, at least 0) × 5% = (600.10, at least 0) × 5% = 30.005, rounded to 2 places -30.01',
      'loyalty (total commission, at least 0) × 3% = (600.10, at least 0) × 3% = 18.003, rounded to 2 places -18.00',
    ])
      expect(text).toContain(part)
  })

  test('what is held of this month and of earlier ones, when it may be paid, and what may become of it', () => {
    const text = statement(shop, '2026-08', '007')
    expect(text).toContain(
      // 50.01 + 30.01 = 80.02; 30.00 + 18.00 = 48.00; together 128.02
      'quality Oct 2026 with Q3 2026 Jul 2026 50.01 Aug 2026 30.01 80.02 ' +
        'loyalty Jan 2027 with 2026 Jul 2026 30.00 Aug 2026 18.00 48.00 Total 128.02',
    )
    expect(text).toContain('Released by the quarter, in the ratio: 返还比例 in results where')
    expect(text).toContain(
      'Forfeited if: left is not blank and left is before first day of payout; Forfeited at once if: complaint',
    )
  })

  test('what is forfeited at once is not part of what is held', () => {
    const text = statement(shop, '2026-08', '012')
    expect(text).toContain('quality Oct 2026 with Q3 2026 Jul 2026 5.00 quality forfeited this month Aug 2026 2.52')
    // 5.00 + 3.00 + 1.51
    expect(text).toContain('Total 9.51')
  })

  test('what is deducted and why, of which month, and what is carried', () => {
    const text = statement(shop, '2026-08', '007')
    expect(text).toContain(
      'repair Jul 2026 114.98 114.98 0.00 repair damage × 105% = 100.00 × 105% Aug 2026 105.00 5.04 99.96',
    )
    expect(text).toContain('At most this month: 120.02 · 20% × (earnings, at least 0) = 20% × (600.10, at least 0)')
  })

  test('what changed against the month before, which adds up', () => {
    expect(statement(shop, '2026-08', '007')).toContain(
      'Compared with Jul 2026 Line Jul 2026 Aug 2026 Change bonus 1,000.10 600.10 -400.00 ' +
        'Total earned 1,000.10 600.10 -400.00 Held back and deducted -280.03 -168.03 +112.00 Total pay 720.07 432.07 -288.00',
    )
  })

  test('a correction of an earlier month is a line, and the month before stays as it was closed', async () => {
    const other = makeBookShop()
    await closeMonths(other, ['2026-07'])
    put(other, {
      'data/2026-07/marks.csv':
        'id,amount,damage,fine,complaint\n007,1000.10,300,,\n012,200.00,,,\n0030,200.00,,100,\n0031,40.00,,20,\n',
    })
    expect((await run(['correct', '--period', '2026-07'], { cwd: other })).code).toBe(0)
    expect((await run(['run', '--period', '2026-08', '--split', '--lang', 'en'], { cwd: other })).code).toBe(0)
    const text = statement(other, '2026-08', '012')
    // 100.00 more; quality 5.00 and loyalty 3.00 of it are withheld: + 92.00
    for (const part of [
      'Correction Jul 2026 bonus 100.00',
      'Correction Jul 2026 held back for quality -5.00',
      'Correction Jul 2026 held back for loyalty -3.00',
      'bonus 100.00 50.30 -49.70',
      'Corrections of earlier months 0.00 92.00 +92.00',
      'quality Oct 2026 with Q3 2026 Jul 2026 10.00',
    ])
      expect(text).toContain(part)
  })

  test('without a month before it says so, in both languages', async () => {
    const other = makeShop()
    await run([...JULY, '--lang', 'en'], { cwd: other })
    expect(statement(other, '2026-07', '007')).toContain('Jun 2026 is not closed, so there is nothing to compare with.')
    await run([...JULY, '--lang', 'zh'], { cwd: other })
    expect(statement(other, '2026-07', '007')).toContain('2026年6月 没有结账，无法比较。')
  })
})

describe('the policy’s own sentences', () => {
  const SAYS: readonly (readonly [string, string])[] = [
    [
      'bonus: turnover × rate × scores.mark ÷ 100',
      'bonus: { formula: turnover × rate × scores.mark ÷ 100, says: a tenth of your labour by your mark }',
    ],
    ['rate: 10%', 'rate: { value: 10%, says: as agreed in May }'],
    ['    from 90: “A”', '    says: A from ninety points\n    from 90: “A”'],
    ['withheld: commission × 5%', 'withheld: commission × 5%\n    says: paid back at the end of the quarter'],
  ]

  test('stand in place of the words of formulas, with the same figures below; what is paid, explain and the audit keep the formula', async () => {
    const [plain, own] = [
      makeShop(),
      makeShop({ 'scheme.yaml': edited(SCHEME, ...SAYS.map(([a, b]): [string, string] => [a, b])) }),
    ]
    const pay = []
    for (const cwd of [plain, own]) {
      const ran = await run([...JULY, '--lang', 'en', '--json'], { cwd })
      expect([ran.code, ran.code === 0 ? '' : ran.out + ran.err]).toEqual([0, ''])
      pay.push(json<{ people: object[] }>(ran).people)
    }
    expect(pay[1]).toEqual(pay[0])
    const [before, after] = [plain, own].map(cwd => statement(cwd, '2026-07', '007'))
    for (const text of [
      'a tenth of your labour by your mark',
      'as agreed in May',
      'A from ninety points',
      'paid back at the end of the quarter',
    ]) {
      expect(after).toContain(text)
      expect(before).not.toContain(text)
    }
    // 1,500.05 × 10% × 95.5 ÷ 100 = 143.25
    const figures = /= 1,500\.05 × \S+ × 95\.5 ÷ 100 = 143\.254775/
    expect(after).toMatch(figures)
    expect(figures.exec(after!)![0]).toBe(figures.exec(before!)![0])
    expect(before).toContain('turnover × rate × mark ÷ 100')
    expect(after).not.toContain('turnover × rate × mark ÷ 100')
    const told = await run(['explain', '007', 'bonus', '--period', '2026-07', '--lang', 'en'], { cwd: own })
    expect(told.out).toContain('turnover × rate × ')
    expect(readFileSync(join(own, 'out/2026-07/audit.jsonl'), 'utf8')).not.toContain('a tenth of your labour')
  })
})

describe('the golden shop, with July closed', () => {
  const shop = folderOfFile()
  interface Pay {
    people: { id: string; name: string; gross: string; net: string; lines: { name: string; amount: string }[] }[]
  }
  let pay: Pay

  beforeAll(async () => {
    copyInto(join(GOLDEN, 'scheme.yaml'), join(shop, 'scheme.yaml'))
    copyInto(join(GOLDEN, 'data'), join(shop, 'data'))
    for (const command of ['run', 'close']) await run([command, '--period', '2026-07'], { cwd: shop })
    pay = json<Pay>(await run(['run', '--period', '2026-08', '--split', '--json'], { cwd: shop }))
  })

  test('nobody’s number, name or amounts stand in another’s file', () => {
    expect(readdirSync(join(shop, 'out/2026-08/statements'))).toHaveLength(pay.people.length)
    expect(pay.people.length).toBeGreaterThan(30)
    let compared = 0
    for (const own of pay.people) {
      const page = readFileSync(join(shop, `out/2026-08/statements/${own.id}.html`), 'utf8')
      const mine = new Set([own.gross, own.net, ...own.lines.map(l => l.amount)])
      for (const other of pay.people) {
        if (other.id === own.id) continue
        // Digits within the number of an order are nobody's.
        expect(page).not.toMatch(new RegExp(`(?<![0-9A-Za-z])${other.id}(?![0-9A-Za-z])`))
        if (other.name !== own.name) expect(page).not.toContain(other.name)
        const amounts = [other.gross, other.net, ...other.lines.map(l => l.amount)]
        // Round amounts are many people's
        for (const amount of amounts.filter(a => !mine.has(a) && !a.endsWith('0.00') && Math.abs(Number(a)) >= 100)) {
          expect(pageText(page)).not.toMatch(new RegExp(`(?<![\\d,.])${shown(amount)}(?![\\d])`))
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(2000)
  })

  const shown = (amount: string): string => amount.replace(/\B(?=(\d{3})+\.)/g, ',').replace('.', '\\.')

  test('small counts name their orders: those that are the person’s own, and of no other', () => {
    const file = readFileSync(join(shop, 'data/2026-08/维修工单_202608.csv'))
    const orders = Papa.parse<string[]>(new TextDecoder('gb18030').decode(file)).data
    const head = orders.find(row => row[0] === '工单号')!
    const at = (name: string): number => head.indexOf(name)
    const names = new Map<string, string>(pay.people.map(p => [p.id, p.name]))
    let named = 0
    for (const { id } of pay.people) {
      const page = pageText(readFileSync(join(shop, `out/2026-08/statements/${id}.html`), 'utf8'))
      for (const [number] of page.matchAll(/WX\d{10}/g)) {
        named++
        const rows = orders.filter(row => row[at('工单号')]?.trim() === number)
        const whose = rows.flatMap(row => [row[at('服务顾问')], row[at('主修技师')]].map(text => text?.trim() ?? ''))
        expect(whose.some(text => text.includes(id) || text === names.get(id))).toBe(true)
      }
    }
    expect(named).toBeGreaterThan(20)
  })

  test('the joint file holds the same articles', () => {
    const joint = readFileSync(join(shop, 'out/2026-08/statements.html'), 'utf8')
    for (const [i, { id }] of pay.people.entries()) {
      const [article] = /<article[\s\S]*<\/article>/.exec(
        readFileSync(join(shop, `out/2026-08/statements/${id}.html`), 'utf8'),
      )!
      expect(joint).toContain(article.replace('id="p1"', `id="p${i + 1}"`))
      expect(joint).toContain(`<a href="#p${i + 1}">`)
    }
  })

  test('closes with its statements, gives the same bytes again, and refuses a changed one', async () => {
    const before = contents(join(shop, 'out/2026-08'))
    put(shop, { 'out/2026-08/statements/00013.html': 'x' })
    const refused = await run(['close', '--period', '2026-08'], { cwd: shop })
    expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('statements/00013.html')])
    await run(['run', '--period', '2026-08', '--split'], { cwd: shop })
    const changed = { 'statements/00013 (1).html': sha256('x') }
    expect(contents(join(shop, 'out/2026-08'))).toEqual({ ...before, ...changed })
    expect((await run(['close', '--period', '2026-08'], { cwd: shop })).code).toBe(0)
    const [header] = readFileSync(join(shop, 'book/000002-close-2026-08.jsonl'), 'utf8').split('\n')
    const { outputs, about } = JSON.parse(header!) as { outputs: { name: string }[]; about: { form: object } }
    expect(about.form).toMatchObject({ language: 'zh', split: true })
    expect(outputs.map(o => o.name)).toContain('out/2026-08/statements/00013.html')
    expect((await run(['book', 'verify', '--replay'], { cwd: shop })).code).toBe(0)
  })
})

test('names, teams and positions from data stay text, and a page can neither run nor fetch anything', async () => {
  const name = '<script>alert(1)</script>'
  const roster = edited(ROSTER, ['Ann', `"${name}"`], ['advisor,south', 'advisor,"<b onclick=x>"'])
  const shop = makeShop({ 'data/2026-07/roster.csv': roster })
  expect((await run(JULY, { cwd: shop })).code).toBe(0)
  const files = ['statements.html', 'statements/007.html', 'statements/012.html']
  for (const file of files) {
    const page = readFileSync(join(shop, 'out/2026-07', file), 'utf8')
    expect(page).not.toMatch(/<script|<b onclick|javascript:|https?:|@import|url\(/i)
    expect(page).toContain(`content="default-src 'none'`)
  }
  expect(pageText(readFileSync(join(shop, 'out/2026-07/statements/007.html'), 'utf8'))).toContain(name)
})

describe('names of files', () => {
  test('a plain number is its own name; any other keeps what is safe of it and gets a hash', () => {
    expect(fileNames(['00013', 'A-7_b'])).toEqual(['00013', 'A-7_b'])
    const [dots, con, long, chinese, same] = fileNames(['../x', 'CON', 'a'.repeat(300), '张 伟', 'a7', 'A7'])
    expect(dots).toMatch(/^-x-[0-9a-f]{8}$/)
    expect(con).toMatch(/^CON-[0-9a-f]{8}$/)
    expect(long).toMatch(/^a{40}-[0-9a-f]{8}$/)
    expect(chinese).toMatch(/^张-伟-[0-9a-f]{8}$/)
    expect(same).toBe('a7')
  })

  test('whatever the numbers, no two files are the same on any system, and none leaves its folder', () => {
    const id = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('a', 'A', 'nul', 'a-ca978112', '..'),
    )
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 30 }), ids => {
        const names = fileNames(ids)
        expect(new Set(names.map(n => n.normalize('NFC').toLowerCase())).size).toBe(ids.length)
        for (const name of names) {
          expect(name).toMatch(/^[\p{L}\p{N}_-]+$/u)
          expect(Buffer.byteLength(name)).toBeLessThan(240)
        }
      }),
    )
  })
})

describe('the folder', () => {
  test('statements of those who are paid no more go; what others put there stays', async () => {
    const shop = makeShop()
    await run(JULY, { cwd: shop })
    put(shop, { 'out/2026-07/statements/signed/007.pdf': 'mine', 'out/2026-07/statements/012 signed.html': 'mine too' })
    put(shop, { 'data/2026-07/roster.csv': edited(ROSTER, ['2021-05-01,', '2021-05-01,2026-06-30']) })
    put(shop, { 'data/2026-07/orders.csv': edited(FILES['data/2026-07/orders.csv']!, [',012,', ',007,', 'all']) })
    expect((await run(JULY, { cwd: shop })).code).toBe(0)
    const there = (): string[] => Object.keys(contents(join(shop, 'out/2026-07/statements'))).sort()
    expect(there()).toEqual(['0030.html', '007.html', '012 signed.html', 'signed/', 'signed/007.pdf'])
    // Without --split there are none of ours
    expect((await run(JULY.slice(0, 3), { cwd: shop })).code).toBe(0)
    expect(there()).toEqual(['012 signed.html', 'signed/', 'signed/007.pdf'])
  })

  test('a folder that holds nothing but statements goes with them', async () => {
    const shop = makeShop()
    await run(JULY, { cwd: shop })
    await run(JULY.slice(0, 3), { cwd: shop })
    expect(existsSync(join(shop, 'out/2026-07/statements'))).toBe(false)
  })

  test('one file that can’t be written: none is, and the old ones are as they were', async () => {
    const out = join(tempFolder(), 'out')
    const files = (text: string) =>
      Array.from({ length: 100 }, (_, i) => ({ name: `statements/${i}.html`, content: text }))
    const last = () => ({ content: '{}' })
    await replaceFolder(out, files('old'), 'run.json', last)
    const before = contents(out)
    function* broken(): Generator<string> {
      yield 'half'
      throw new Error('broken')
    }
    const some = files('new').map((file, i) => (i === 50 ? { ...file, content: broken() } : file))
    await expect(replaceFolder(out, some, 'run.json', last)).rejects.toThrow('broken')
    expect(contents(out)).toEqual(before)
    expect(readdirSync(join(out, '..'))).toEqual(['out'])
  })

  test('a file of somebody else in the place of our folder stays under another name, and it is said', async () => {
    const shop = makeShop()
    mkdirSync(join(shop, 'out/2026-07'), { recursive: true })
    put(shop, { 'out/2026-07/statements': 'mine' })
    const ran = await run(JULY, { cwd: shop })
    expect([ran.code, ran.err]).toEqual([0, expect.stringContaining('DRAFT_FILE_KEPT')])
    expect(readFileSync(join(shop, 'out/2026-07/statements (1)'), 'utf8')).toBe('mine')
  })
})

test('--split of a what-if that writes nothing is refused', async () => {
  const ran = await run([...JULY, '--set', 'rate=20%'], { cwd: makeShop() })
  expect([ran.code, ran.err]).toEqual([2, expect.stringContaining('--out')])
})
