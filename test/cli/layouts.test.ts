// Export layouts from the command line: what is refused and then writes nothing, what is left out and said, files that are
// split, replaced or kept, texts that could run, and what holds for any people and amounts.

import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, put } from '../support/folders.ts'
import { bankTemplate, rawSheet } from '../support/importers.ts'
import { BANK, GATEWAY, layoutShop, monthFiles, type Payee, shopScheme } from '../support/layout-shop.ts'
import { numbersOf } from '../support/secrets.ts'

interface Found {
  readonly code: string
  readonly severity: string
  readonly at: string
  readonly message: string
  readonly hint: string
}

const TEXT = `exports:
  名单:
    file: list.csv
    columns: { 姓名: 姓名, 金额: { formula: net, below zero: allowed } }
`
const at = (shop: string, ...argv: string[]): ReturnType<typeof run> =>
  run([...argv, '--period', '2026-07'], { cwd: shop })
const out = (shop: string): string => join(shop, 'out/2026-07')

/** The problems of a command, but for columns that the layouts of a test leave unread. */
async function problems(shop: string, command = 'check'): Promise<Found[]> {
  const found = json<{ problems: Found[] }>(await at(shop, command, '--json')).problems
  return found.filter(p => p.code !== 'COLUMN_UNUSED')
}

/** Refused by check and by run, and nothing written. */
async function refused(layouts: string, people: readonly Payee[]): Promise<Found[]> {
  const shop = layoutShop(layouts, people)
  const before = contents(shop)
  const found = await problems(shop)
  expect((await at(shop, 'run')).code).toBe(1)
  expect(new Set(await problems(shop, 'run'))).toEqual(new Set(found))
  expect(contents(shop)).toEqual(before)
  return found
}

const ANN: Payee = { id: '01', amount: '10.00' }
const BOB: Payee = { id: '02', amount: '20.50' }

describe('refused, and then nothing is written', () => {
  test('somebody without an account, with the cell of the roster and what to do', async () => {
    const found = await refused(BANK, [ANN, { ...BOB, account: '' }, { id: '03', amount: '5', document: '' }])
    expect(found).toMatchObject([
      {
        code: 'LAYOUT_BLANK',
        at: 'data/2026-07/roster.csv:3:6',
        message: '“账号” of 某02 (02) is empty, who stands in the export “代发”',
        hint: expect.stringContaining('Fill it in the roster'),
      },
    ])
    const zh = await at(layoutShop(BANK, [{ ...BOB, account: '' }]), 'check', '--lang', 'zh')
    expect(zh.out).toContain('某02 (02) 的“账号”为空，而导出“代发”中有此人')
  })

  test('all of them at once, over all layouts', async () => {
    const second = edited(BANK, ['exports:\n', ''], ['代发:', '备份:'], ['代发-', '备份-'])
    const found = await refused(BANK + second, [
      { ...ANN, account: '' },
      { ...BOB, account: '' },
    ])
    expect(found.map(p => p.message.replace(/.*of (\S+).*“(.*)”/, '$1 $2')).sort()).toEqual([
      '某01 代发',
      '某01 备份',
      '某02 代发',
      '某02 备份',
    ])
  })

  test('an amount below zero, unless the column allows it', async () => {
    const anyone = edited(BANK, ['    where: net > 0\n', ''])
    const debtor = { ...BOB, amount: '-20.50' }
    expect(await refused(anyone, [ANN, debtor])).toContainEqual(
      expect.objectContaining({ code: 'LAYOUT_NEGATIVE', message: expect.stringContaining('is -20.50') }),
    )
    const shop = layoutShop(TEXT, [ANN, debtor])
    expect((await at(shop, 'run')).code).toBe(0)
    expect(readFileSync(join(out(shop), 'list.csv'), 'utf8')).toBe('\ufeff姓名,金额\r\n某01,10.00\r\n某02,-20.50\r\n')
  })

  test('more rows than one file may have, where it can’t be split', async () => {
    const found = await refused(edited(GATEWAY, ['-{part}', '']), [
      ANN,
      BOB,
      { ...ANN, id: '03' },
      { ...ANN, id: '04' },
    ])
    expect(found).toMatchObject([{ code: 'LAYOUT_ROWS', message: 'the export “网关” has 4 rows, but may have 3' }])
    expect(found[0]!.hint).toContain('{part}')
  })

  test.each(['=HYPERLINK("http://x")', '+1+1', '-1+cmd|x', '@SUM(1)', '＝1+1'])(
    'a text that a spreadsheet would run, in a file that has no text cells: %s',
    async name => {
      const found = await refused(TEXT, [ANN, { ...BOB, name }])
      expect(found).toMatchObject([{ code: 'LAYOUT_TEXT', severity: 'error', at: 'data/2026-07/roster.csv:3:2' }])
    },
  )

  test('a line break in a text file', async () => {
    const found = await refused(TEXT, [{ ...ANN, name: '甲\n乙' }])
    expect(found).toMatchObject([{ code: 'LAYOUT_TEXT', message: expect.stringContaining('line break') }])
  })

  test('two files that come to one name', async () => {
    const two =
      edited(TEXT, ['list.csv', 'a-{count}.csv']) +
      edited(TEXT, ['exports:\n  名单', '  另一'], ['list.csv', 'a-2.csv'])
    expect(await refused(two, [ANN, BOB])).toMatchObject([
      { code: 'LAYOUT_FILE', message: expect.stringContaining('“名单”') },
    ])
  })
})

describe('said, and written all the same', () => {
  test('two people with one account, masked', async () => {
    const { account } = numbersOf(1)
    const shop = layoutShop(BANK, [ANN, { ...BOB, account }])
    const [found, ...more] = await problems(shop)
    expect(more).toEqual([])
    expect(found).toMatchObject({ code: 'LAYOUT_REPEATED', severity: 'warning' })
    expect(found!.message).toContain('某01 (01)、某02 (02)')
    expect(found!.message).toContain(`${account.slice(0, 4)}****${account.slice(-4)}`)
    expect((await at(shop, 'run')).code).toBe(0)
    expect(bankTemplate(readFileSync(join(out(shop), '代发-2026-07.xlsx')))).toHaveLength(2)
  })

  test('who is left out, with what they are paid', async () => {
    const shop = layoutShop(BANK, [ANN, { ...BOB, amount: '0' }, { id: '03', amount: '-3.10', account: '' }])
    const ran = await at(shop, 'run')
    expect(ran.out).toContain('代发-2026-07.xlsx · 1 person · 10.00')
    expect(ran.out).toContain('not in it: 2 people, -3.10 in all')
  })

  test('nobody at all: no file', async () => {
    const shop = layoutShop(BANK, [{ ...ANN, amount: '0' }])
    expect(await problems(shop)).toMatchObject([{ code: 'LAYOUT_NOBODY', severity: 'warning' }])
    expect((await at(shop, 'run')).code).toBe(0)
    expect(readdirSync(out(shop)).filter(n => n.startsWith('代发'))).toEqual([])
  })
})

test('a text that begins like a formula stays a text in a workbook, letter by letter', async () => {
  const names = ['=1+1', '+49', '-5', '@x', '<b>&"甲', "'quoted", 'a,b', '六千 元']
  const shop = layoutShop(
    BANK,
    names.map((name, i) => ({ id: `0${i}`, name, amount: '1' })),
  )
  expect((await at(shop, 'run')).code).toBe(0)
  const payments = bankTemplate(readFileSync(join(out(shop), '代发-2026-07.xlsx')))
  expect(payments.map(p => p.name)).toEqual(names.map(n => n.replace(/^'/, '')))
})

describe('values and forms', () => {
  const ALL = `exports:
  全部:
    file: all-{yyyymm}.csv
    encoding: utf-8
    separator: semicolon
    order by: [班组, −net]
    columns:
      组: 班组
      工号: 工号
      元: net
      分: { formula: net, as: fen text }
      比: { formula: 奖金 ÷ gross, round: 3, blank: none }
      高: if 奖金 > 15元 then “是” else “否”
      档: { choose by: 班组, 一组: “A”, otherwise: “B” }
      空: { formula: if net > 15元 then "" else 姓名, blank: none }
      固定: { header: "*备注", text: "{year}/{month} {period} {payout}" }
`
  test('every kind of value, in the order asked for', async () => {
    const shop = layoutShop(ALL, [
      { ...ANN, team: '二组' },
      { ...BOB, team: '一组' },
      { id: '03', amount: '30', team: '二组' },
    ])
    expect((await at(shop, 'run')).code).toBe(0)
    expect(readFileSync(join(out(shop), 'all-202607.csv'), 'utf8').split('\r\n')).toEqual([
      '组;工号;元;分;比;高;档;空;*备注',
      '一组;02;20.50;2050;1;是;A;;2026/7 2026-07 2026-07',
      '二组;03;30.00;3000;1;是;B;;2026/7 2026-07 2026-07',
      '二组;01;10.00;1000;1;否;B;某01;2026/7 2026-07 2026-07',
      '',
    ])
  })

  test('no header, and a sheet of its own name', async () => {
    const shop = layoutShop(
      'exports:\n  单:\n    file: a.xlsx\n    sheet: 名 单\n    header row: none\n    columns: { 一: 姓名, 二: { formula: net, as: fen } }\n',
      [ANN],
    )
    expect((await at(shop, 'run')).code).toBe(0)
    const { name, cells } = rawSheet(readFileSync(join(out(shop), 'a.xlsx')))
    expect([name, Object.fromEntries(cells)]).toEqual([
      '名 单',
      { A1: { type: 'text', value: '某01' }, B1: { type: 'number', value: '1000' } },
    ])
  })
})

describe('files of earlier drafts', () => {
  test('are replaced with the draft; files of others are kept, and so is what somebody has changed', async () => {
    const shop = layoutShop(edited(BANK, ['{period}', '{count}']), [ANN, BOB])
    await at(shop, 'run')
    put(out(shop), { 'note.txt': 'mine' })
    expect(readdirSync(out(shop))).toContain('代发-2.xlsx')
    put(shop, monthFiles([ANN, BOB, { ...ANN, id: '03' }]))
    await at(shop, 'run')
    expect(readdirSync(out(shop)).filter(n => /^(代发|note)/.test(n))).toEqual(['note.txt', '代发-3.xlsx'])
    writeFileSync(join(out(shop), '代发-3.xlsx'), 'changed by hand')
    put(shop, monthFiles([ANN]))
    await at(shop, 'run')
    expect(readdirSync(out(shop)).filter(n => /^(代发|note)/.test(n))).toEqual([
      'note.txt',
      '代发-1.xlsx',
      '代发-3.xlsx',
    ])
  })

  test('a record that leads elsewhere removes nothing', async () => {
    const shop = layoutShop(BANK, [ANN])
    await at(shop, 'run')
    const record = JSON.parse(readFileSync(join(out(shop), 'run.json'), 'utf8')) as { outputs: { file: string }[] }
    record.outputs.push({ ...record.outputs[0]!, file: '../../scheme.yaml' }, { ...record.outputs[0]!, file: '' })
    writeFileSync(join(out(shop), 'run.json'), JSON.stringify(record))
    const before = contents(join(shop, 'data'))
    expect((await at(shop, 'run')).code).toBe(0)
    expect(readFileSync(join(shop, 'scheme.yaml'), 'utf8')).toBe(shopScheme(BANK))
    expect(contents(join(shop, 'data'))).toEqual(before)
  })

  test('an export that was changed or taken away since is no draft to close', async () => {
    const shop = layoutShop(BANK, [ANN])
    await at(shop, 'run')
    writeFileSync(join(out(shop), '代发-2026-07.xlsx'), 'x')
    const stale = await at(shop, 'close')
    expect([stale.code, stale.err]).toEqual([3, expect.stringContaining('out/2026-07/代发-2026-07.xlsx')])
    rmSync(join(out(shop), '代发-2026-07.xlsx'))
    expect((await at(shop, 'close')).err).toContain('DRAFT_MISSING')
    await at(shop, 'run')
    expect((await at(shop, 'close')).code).toBe(0)
  })
})

test('a what-if without a folder asks for no accounts; with one it writes the exports too', async () => {
  const shop = layoutShop(BANK, [{ ...ANN, account: '' }, BOB])
  expect((await at(shop, 'run', '--set', '金额=5')).code).toBe(0)
  expect((await at(shop, 'run', '--set', '金额=5', '--out', 'try')).code).toBe(1)
  put(shop, monthFiles([ANN, BOB]))
  expect((await at(shop, 'run', '--set', '金额=5', '--out', 'try')).code).toBe(0)
  expect(bankTemplate(readFileSync(join(shop, 'try/代发-2026-07.xlsx'))).map(p => p.fen)).toEqual([500, 500])
})
