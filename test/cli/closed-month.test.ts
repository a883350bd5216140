// What commands do with a month that is closed: what was paid stays, and whoever looks sees what was closed.

import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, put } from '../support/folders.ts'
import { makeShop, ORDERS } from '../support/shop.ts'

const PERIOD = ['--period', '2026-07'] as const

/** July closed, then an order of Ann's raised from 500 to 900 in its export. */
async function changedShop(): Promise<string> {
  const cwd = makeShop()
  for (const command of ['run', 'close']) expect(await run([command, ...PERIOD], { cwd })).toMatchObject({ code: 0 })
  put(cwd, { 'data/2026-07/orders.csv': edited(ORDERS, ['500.00', '900.00']) })
  return cwd
}

interface Paid {
  people: { id: string; lines: { amount: string }[] }[]
}

describe('a closed month whose export has changed', () => {
  test('run is refused with what to do, and nothing is touched', async () => {
    const cwd = await changedShop()
    const before = contents(cwd)
    const { code, err } = await run(['run', ...PERIOD, '--lang', 'en'], { cwd })
    expect(code).toBe(3)
    expect(err.replace(/\s+/g, ' ')).toContain('2026-07 is closed (000001-close-2026-07.jsonl)')
    expect(err.replace(/\s+/g, ' ')).toContain('bonusbook correct --period 2026-07')
    expect(contents(cwd)).toEqual(before)
  })

  test('run --out works it out anew: its sheets say so, and there is nothing to pay from', async () => {
    const cwd = await changedShop()
    const paid = json<Paid>(await run(['run', ...PERIOD, '--out', 'anew', '--json'], { cwd }))
    // (1,000.05 + 900.00) × 10% × 95.5% = 181.454775
    expect(paid.people.find(p => p.id === '007')?.lines[0]?.amount).toBe('181.45')
    expect(readFileSync(join(cwd, 'anew/statements.html'), 'utf8')).toContain(
      'Recalculation of Jul 2026, which is closed: not what was paid',
    )
    expect(readFileSync(join(cwd, 'anew/report.html'), 'utf8')).toContain('Recalculation of Jul 2026')
    expect(readFileSync(join(cwd, 'out/2026-07/statements.html'), 'utf8')).not.toContain('Recalculation')
  })

  test('check and explain read what was closed and say so', async () => {
    const cwd = await changedShop()
    const explained = await run(['explain', '007', 'bonus', ...PERIOD, '--lang', 'en'], { cwd })
    expect(explained.err.replace(/\s+/g, ' ')).toContain('this is what was closed, not what lies in data/2026-07 now')
    // (1,000.05 + 500.00) × 10% × 95.5% = 143.254775
    expect(explained.out).toContain('143.25')
    expect(explained.out).not.toContain('900')
    const checked = json<{ closed: { entry: string }; reconciliation: { inFile: string }[] }>(
      await run(['check', ...PERIOD, '--json'], { cwd }),
    )
    expect(checked.closed.entry).toBe('000001-close-2026-07.jsonl')
    // 1,000.05 + 500.00 + 333.33 + 999.99 + 200.00
    expect(checked.reconciliation[0]?.inFile).toBe('3033.37')
    rmSync(join(cwd, 'data'), { recursive: true })
    expect(await run(['check', ...PERIOD], { cwd })).toMatchObject({ code: 0 })
    expect(existsSync(join(cwd, 'data'))).toBe(false)
  })

  test('a what-if is worked out from the files that lie there, as before', async () => {
    const cwd = await changedShop()
    const { people } = json<Paid>(await run(['run', ...PERIOD, '--set', 'rate=20%', '--json'], { cwd }))
    // (1,000.05 + 900.00) × 20% × 95.5% = 362.90955
    expect(people.find(p => p.id === '007')?.lines[0]?.amount).toBe('362.91')
  })
})
