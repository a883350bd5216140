// The shipped layouts, imported as inputs of payroll, the tax client and banks are: by readers that go by the published forms
// alone. What they must read is worked out by hand; a real LibreOffice opens the workbooks too.

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Ran, run } from '../support/cli.ts'
import { folderOfFile } from '../support/folders.ts'
import {
  ANNUAL,
  bankTemplate,
  fiveColumns,
  gateway,
  payrollImport,
  rawSheet,
  SALARY,
  taxClient,
} from '../support/importers.ts'
import { OFFICE, saveAs } from '../support/office.ts'

const home = folderOfFile()
const shop = join(home, 'shop')
const converted = folderOfFile()
const july = join(shop, 'out/2026-07')
const annual = join(shop, 'out/release-年度预留-2026')
const bytes = (folder: string, start: string): Buffer => {
  const names = readdirSync(folder).filter(n => n.startsWith(start))
  expect(names).toHaveLength(1)
  return readFileSync(join(folder, names[0]!))
}
const command = async (...argv: string[]): Promise<Ran> => {
  const ran = await run([...argv, '-C', shop], { now: new Date(2027, 0, 10) })
  expect(ran, ran.err).toMatchObject({ code: 0 })
  return ran
}

/*
 * July by hand. Commission 2% of 产值 (0.8% for 0001), 200 for 23 days; withheld 5% and 10% of the commission, each rounded;
 * deducted at most 20% of gross.
 *       commission  gross    withheld          deducted                net
 * 0001  2,496.00    2,696.00 124.80 + 249.60                           2,321.60
 * 0002  1,972.81    1,972.81  98.64 + 197.28                           1,676.89
 * 0003  1,526.40    1,726.40  76.32 + 152.64   345.28 of 1,200         1,152.16
 * 0004  1,097.62    1,297.62  54.88 + 109.76                           1,132.98   (1,097.615 is rounded up)
 * 0005    825.00    1,025.00  41.25 +  82.50                             901.25
 * 0006    774.01      774.01  38.70 +  77.40                             657.91
 * 0007    902.00    1,102.00  45.10 +  90.20   220.40 of 350             746.30
 * 0008    576.00      776.00  28.80 +  57.60                             689.60
 * 0009      0.00        0.00                                               0.00   left out where zero rows are
 */
const NET: Record<string, number> = {
  陈立新: 232160,
  林晓燕: 167689,
  王海涛: 115216,
  'Anna Weber': 113298,
  赵国强: 90125,
  孙伟: 65791,
  周玉洁: 74630,
  吴志明: 68960,
}
const TOTAL = 927869

/** What the roster file has, read without any of our readers: it is plain CSV. */
let roster: Record<string, { document: string; account: string }>

beforeAll(async () => {
  expect((await run(['init', 'shop', '--template', 'payroll-exports'], { cwd: home })).code).toBe(0)
  const lines = readFileSync(join(shop, 'data/2026-07/花名册.csv'), 'utf8').trim().split('\n').slice(1)
  roster = Object.fromEntries(
    lines.map(line => {
      const cells = line.split(',')
      return [cells[1]!, { document: cells[7]!, account: cells[8]! }]
    }),
  )
  for (const period of ['2026-07', '2026-08']) {
    await command('check', '--period', period)
    await command('run', '--period', period)
    await command('close', '--period', period)
  }
  await command('release', '年度预留', '--period', '2026', '--payout', '2027-01', '--partial', '--close')
  await command('release', '季度预留', '--period', '2026-Q3', '--payout', '2026-10', '--partial')
}, 60_000)

const paid = (): [string, { account: string; fen: number }][] =>
  Object.entries(NET).map(([name, fen]) => [name, { account: roster[name]!.account, fen }])

describe('the month', () => {
  test('the tax client takes 正常工资薪金: what is paid now, before what is deducted for a loss', () => {
    const rows = taxClient(bytes(july, '个税-正常工资薪金'), '正常工资薪金收入', SALARY)
    expect(rows.map(r => [r.name, r.fen])).toEqual(
      Object.entries({ ...NET, 王海涛: 115216 + 34528, 周玉洁: 74630 + 22040 }),
    )
    for (const row of rows) expect(row.document).toBe(roster[row.name]!.document)
    expect(rows.map(r => r.kind)).toEqual(rows.map(r => (r.name === 'Anna Weber' ? '外国护照' : '居民身份证')))
    expect(rows.map(r => r.id)).toEqual(rows.map((_, i) => `000${i + 1}`))
  })

  test('the bank takes its template, with total and count in their cells and in the file name', () => {
    const name = readdirSync(july).find(n => n.startsWith('代发-2026-07'))!
    expect(name).toBe('代发-2026-07-总数8笔-总计9278元6角9分.xlsx')
    const payments = bankTemplate(readFileSync(join(july, name)))
    expect(payments.map(({ name, ...p }) => [name, p])).toEqual(paid())
    expect(payments.reduce((sum, p) => sum + p.fen, 0)).toBe(TOTAL)
    expect(rawSheet(readFileSync(join(july, name))).cells.get('B8')).toEqual({
      type: 'text',
      value: '0098003400056078',
    })
  })

  test('five columns, in GB18030 as another program decodes it', () => {
    const content = bytes(july, '代发-202607')
    const iconv = spawnSync('iconv', ['-f', 'GB18030', '-t', 'UTF-8'], { input: content })
    if (iconv.status !== 0) console.warn('iconv is not installed: GB18030 is decoded by Node alone')
    const text =
      iconv.status === 0 ? iconv.stdout.toString() : new TextDecoder('gb18030', { fatal: true }).decode(content)
    const rows = fiveColumns(text)
    expect(rows.map(({ name, account, fen }) => [name, { account, fen }])).toEqual(paid())
    expect(new Set(rows.map(r => r.purpose))).toEqual(new Set(['7月奖金']))
    expect(content.includes(Buffer.from('陈立新'))).toBe(false)
  })

  test('the gateway takes fen, with count and total before the rows', () => {
    expect(gateway(bytes(july, 'gateway-202607-1').toString()).map(({ name, ...p }) => [name, p])).toEqual(paid())
  })

  test('payroll takes everybody with items, sums, tax kind and batch, by department', () => {
    const rows = payrollImport(bytes(july, '薪资导入'))
    expect(rows.map(r => r.id)).toEqual(['0002', '0003', '0004', '0008', '0009', '0001', '0005', '0006', '0007'])
    expect(rows.reduce((sum, r) => sum + r.net, 0)).toBe(TOTAL)
    expect(rows[0]).toEqual({ id: '0002', month: '2026-07', tax: '当月工资薪金', batch: '奖金-2026-07', net: 167689 })
  })

  test('run.json lists every file with its hash, and what each layout holds', () => {
    const record = JSON.parse(readFileSync(join(july, 'run.json'), 'utf8')) as {
      outputs: { file: string }[]
      exports: { name: string; files: { file: string; rows: number; total: string }[]; leftOut: object }[]
    }
    expect([...record.outputs.map(o => o.file), 'run.json'].sort()).toEqual(readdirSync(july).sort())
    expect(record.exports.map(e => [e.name, e.files.map(f => [f.rows, f.total]), e.leftOut])).toEqual([
      ['个税正常工资薪金', [[8, '9844.37']], { people: 1, amount: '0.00' }],
      ['银行代发', [[8, '9278.69']], { people: 1, amount: '0.00' }],
      ['银行代发五列', [[8, '9278.69']], { people: 1, amount: '0.00' }],
      ['代发网关', [[8, '9278.69']], { people: 1, amount: '0.00' }],
      // 9,278.69 net + 1,525.47 withheld + 565.68 deducted
      ['用友凭证', [[12, '11369.84']], { people: 0, amount: '0.00' }],
      ['通用凭证', [[12, '11369.84']], { people: 0, amount: '0.00' }],
      ['薪资导入', [[9, '9278.69']], { people: 0, amount: '0.00' }],
    ])
  })

  test('the book has sealed them and gives the same figures again', async () => {
    expect((await command('book', 'verify', '--replay')).out).toContain('same figures')
  })
})

describe('the release of a year', () => {
  /*
   * 10% of each month's commission, × 120%, lot by lot:
   * 0001  249.60 → 299.52; 10% of 2,387.20 = 238.72 → 286.46 (286.464)          585.98
   * 0002  197.28 → 236.74; 10% of 2,046.20 = 204.62 → 245.54                    482.28
   * 0009  nothing in July; 10% of 528.00 = 52.80 → 63.36                         63.36
   */
  test('the tax client takes 全年一次性奖金', () => {
    const rows = taxClient(bytes(annual, '个税-全年一次性奖金-2026'), '全年一次性奖金收入', ANNUAL)
    expect(rows.map(r => r.id)).toEqual(['0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008', '0009'])
    const fen = Object.fromEntries(rows.map(r => [r.id, r.fen]))
    expect([fen['0001'], fen['0002'], fen['0009']]).toEqual([58598, 48228, 6336])
    for (const row of rows) expect(row.document).toBe(roster[row.name]!.document)
  })

  test('the bank pays the same, and the release sheet says the same', () => {
    const tax = taxClient(bytes(annual, '个税-全年一次性奖金-2026'), '全年一次性奖金收入', ANNUAL)
    const bank = bankTemplate(bytes(annual, '年度返还代发-2027-01-总数9笔'))
    expect(bank.map(p => [p.name, p.fen])).toEqual(tax.map(r => [r.name, r.fen]))
    const document = JSON.parse(readFileSync(join(annual, 'release.json'), 'utf8')) as {
      people: { id: string; released: string }[]
      outputs: { file: string }[]
    }
    expect(document.people.map(p => [p.id, Math.round(Number(p.released) * 100)])).toEqual(tax.map(r => [r.id, r.fen]))
    const layouts = document.outputs.map(o => o.file).filter(name => /^(个税|年度返还代发)-/u.test(name))
    expect(layouts).toHaveLength(2)
  })

  test('a quarter’s release is wage of the month that pays it', () => {
    const rows = taxClient(
      bytes(join(shop, 'out/release-季度预留-2026-Q3'), '个税-季度返还-2026-Q3'),
      '正常工资薪金收入',
      SALARY,
    )
    // 0001: 124.80 × 90% = 112.32; 5% of 2,387.20 = 119.36 × 90% = 107.42 (107.424)
    expect(rows[0]).toMatchObject({ id: '0001', fen: 11232 + 10742 })
  })
})

describe.skipIf(!OFFICE)('LibreOffice', () => {
  test('opens every workbook with all digits of documents and accounts', () => {
    const files = readdirSync(july).filter(n => /^(个税|代发|薪资).*xlsx$/.test(n))
    expect(files).toHaveLength(3)
    const texts = [
      ...saveAs(
        'csv',
        files.map(f => join(july, f)),
        converted,
      ).values(),
    ].map(f => readFileSync(f, 'utf8'))
    const [bank, tax] = [texts.find(t => t.startsWith('代发工资模板'))!, texts.find(t => t.includes('*证件号码'))!]
    for (const [name, fen] of Object.entries(NET)) {
      const { account, document } = roster[name]!
      expect(bank).toContain(`,${account},${name},,${(fen / 100).toFixed(2)}`)
      expect(tax).toContain(`,${document},`)
    }
    expect(bank).toContain('总金额,9278.69')
  }, 120_000)
})
