// The same inputs give the same bytes: again, elsewhere, in another language and time zone, in another process.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../support/cli.ts'
import { contents, copyInto, sha256, tempFolder } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'
import { builtProgram, start } from '../support/program.ts'
import { FILES, makeShop } from '../support/shop.ts'

const program = builtProgram()
const JULY = ['run', '--period', '2026-07']

test('two processes in different languages, time zones and folders write the same files', async () => {
  const settings = [
    { LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8', TZ: 'Asia/Shanghai', argv: JULY },
    { LANG: 'C', LC_ALL: 'C', TZ: 'America/Los_Angeles', argv: [...JULY, '--lang', 'zh', '--json', '--quiet'] },
  ]
  const written = settings.map(async ({ argv, ...env }, i) => {
    const shop = tempFolder()
    copyInto(join(GOLDEN, 'scheme.yaml'), join(shop, 'scheme.yaml'))
    copyInto(join(GOLDEN, 'data/2026-07'), join(shop, 'data/2026-07'))
    const ended = await start([program, ...argv, ...(i === 0 ? [] : ['-C', shop])], { cwd: i === 0 ? shop : '/', env })
      .ended
    expect(ended.code).toBe(0)
    return contents(join(shop, 'out/2026-07'))
  })
  const [first, second] = await Promise.all(written)
  expect(Object.keys(first!).sort()).toEqual(['audit.jsonl', 'audit.xlsx', 'payroll.csv', 'payroll.xlsx', 'run.json'])
  expect(second).toEqual(first)
})

test('a second run writes the same files again', async () => {
  const shop = makeShop()
  expect((await run(JULY, { cwd: shop, now: new Date(2026, 7, 1) })).code).toBe(0)
  const first = contents(join(shop, 'out'))
  expect((await run(JULY, { cwd: shop, now: new Date(2031, 1, 3) })).code).toBe(0)
  expect(contents(join(shop, 'out'))).toEqual(first)
})

describe('run.json', () => {
  interface RunRecord {
    program: { name: string; version: string }
    period: string
    scheme: { name: string; file: string; bytes: number; sha256: string }
    inputs: { table: string; file: string; bytes: number; sha256: string; rows: number; rowsOtherMonth: number }[]
    outputs: { file: string; bytes: number; sha256: string }[]
    totals: Record<string, string | number>
    reconciliation: { column: string; difference: string; inFile: string; used: string; otherMonth: string }[]
  }

  test('names the program, the scheme, every input and every output by hash, and what it adds up to', async () => {
    const shop = makeShop()
    await run(JULY, { cwd: shop })
    const record = JSON.parse(readFileSync(join(shop, 'out/2026-07/run.json'), 'utf8')) as RunRecord
    expect(record.program.name).toBe('bonusbook')
    expect(record.scheme).toMatchObject({ file: 'scheme.yaml', sha256: sha256(FILES['scheme.yaml']!) })
    expect(record.inputs.map(i => [i.table, i.file, i.sha256, i.rows])).toEqual([
      ['people', 'data/2026-07/roster.csv', sha256(FILES['data/2026-07/roster.csv']!), 4],
      ['orders', 'data/2026-07/orders.csv', sha256(FILES['data/2026-07/orders.csv']!), 5],
      ['marks', 'data/2026-07/marks.csv', sha256(FILES['data/2026-07/marks.csv']!), 3],
    ])
    for (const { file, bytes, sha256: hash } of record.outputs) {
      const content = readFileSync(join(shop, 'out/2026-07', file))
      expect([content.length, sha256(content)]).toEqual([bytes, hash])
    }
    // By hand: test/support/shop.ts
    expect(record.totals).toMatchObject({
      people: 3,
      gross: '280.85',
      withheld: '9.04',
      deducted: '14.51',
      carried: '101.00',
      net: '257.30',
    })
    // 1,000.05 + 500 + 333.33 + 999.99 + 200 = 3,033.37, of which 999.99 is June's
    expect(record.reconciliation).toMatchObject([
      { column: 'labour', inFile: '3033.37', used: '2033.38', otherMonth: '999.99', difference: '0' },
      { column: 'damage', inFile: '110.01', used: '110.01', difference: '0' },
    ])
  })
})
