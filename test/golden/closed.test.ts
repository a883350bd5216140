// The golden shop's three months closed in their order, and both releases of its policy: every figure to the fen against
// what was worked out independently of this program (fixtures/golden/expected). And the book that comes of it: each byte of
// it counts, and hledger and ledger come to the same figures.

import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { json, type Ran, run } from '../support/cli.ts'
import { contents, copyInto, folderOfFile, tempFolder } from '../support/folders.ts'
import { expected, GOLDEN, MONTHS } from '../support/golden.ts'

interface Payroll {
  people: {
    id: string
    gross: string
    deducted: string
    carried: string
    net: string
    reserves: { name: string; withheld: string; forfeited: string }[]
  }[]
}

const shop = folderOfFile()
const ran = new Map<string, Payroll>()
const APQ = ['release', 'APQ预留', '--period', '2026-Q3', '--payout', '2026-10']
const NPS = ['release', 'NPS预留', '--period', '2026', '--payout', '2027-01', '--partial']

async function done(argv: readonly string[], cwd = shop): Promise<Ran> {
  const result = await run([...argv, '--json'], { cwd })
  if (result.code !== 0) throw new Error(`${argv.join(' ')}: ${result.code}\n${result.out}`)
  return result
}

beforeAll(async () => {
  copyInto(GOLDEN, shop)
  for (const period of MONTHS) {
    ran.set(period, json<Payroll>(await done(['run', '--period', period])))
    await done(['close', '--period', period])
  }
})

const byId = (rows: readonly Record<string, string | undefined>[]) => Object.fromEntries(rows.map(r => [r.工号, r]))

test.each(MONTHS)('%s: deductions with what was carried over, reserves and net', period => {
  const found = ran.get(period)!.people.map(p => ({
    工号: p.id,
    应发奖金: p.gross,
    NPS预留: p.reserves.find(r => r.name === 'NPS预留')!.withheld,
    APQ预留: p.reserves.find(r => r.name === 'APQ预留')!.withheld,
    // Only NPS预留 can be forfeited at once
    其中当月没收: p.reserves.find(r => r.name === 'NPS预留')!.forfeited,
    扣款合计: p.deducted,
    未扣余额: p.carried,
    实发奖金: p.net,
  }))
  const due = expected(`${period}.payroll.csv`).map(
    ({ 姓名: _, 岗位: __, 考核成绩: ___, 考核系数: ____, ...rest }) => rest,
  )
  expect(byId(found)).toEqual(byId(due))
  expect(found).toHaveLength(due.length)
})

test('something was carried over, so that the above means something', () => {
  expect(ran.get('2026-07')!.people.some(p => p.carried !== '0.00')).toBe(true)
  const inAugust = new Map(ran.get('2026-08')!.people.map(p => [p.id, p.deducted]))
  const carried = ran.get('2026-07')!.people.filter(p => p.carried !== '0.00' && inAugust.has(p.id))
  expect(carried.some(p => inAugust.get(p.id) !== '0.00')).toBe(true)
})

describe('releases', () => {
  test.each([
    ['APQ', APQ, 'release.APQ.2026-Q3.csv', '0.9'],
    ['NPS', NPS, 'release.NPS.2026.csv', '1.2'],
  ] as const)('%s', async (_, argv, file, ratio) => {
    const document = json<{ ratio: string; people: Record<string, string>[] }>(await done(argv))
    expect(document.ratio).toBe(ratio)
    const found = document.people.map(({ id, name, held, released, forfeited, premium }) => ({
      工号: id,
      姓名: name,
      预留余额: held,
      返还: released,
      没收: forfeited,
      溢价: premium,
    }))
    expect(byId(found)).toEqual(byId(expected(file)))
    expect(found).toHaveLength(expected(file).length)
  })
})

describe('the book', () => {
  const sealed = folderOfFile()
  const ENTRIES = [
    '000001-close-2026-07.jsonl',
    '000002-close-2026-08.jsonl',
    '000003-close-2026-09.jsonl',
    '000004-release-APQ预留-2026-Q3.jsonl',
    '000005-release-NPS预留-2026.jsonl',
  ]

  beforeAll(async () => {
    copyInto(shop, sealed)
    await done([...APQ, '--close', '--approve', '人事=李'], sealed)
    await done([...NPS, '--close', '--approve', '人事=李'], sealed)
  })

  test('is proved, and every month gives the same bytes again', async () => {
    expect(readdirSync(join(sealed, 'book')).filter(name => name.endsWith('.jsonl'))).toEqual(ENTRIES)
    await done(['book', 'verify', '--replay'], sealed)
  })

  test('holds what was withheld and neither released nor forfeited: nothing after both releases', async () => {
    const { reserves } = json<{ reserves: [] }>(await done(['book', 'balance'], sealed))
    expect(reserves).toEqual([])
  })

  test('of someone who has left: what could not be deducted stays', async () => {
    const { deductions } = json<{ deductions: Record<string, string>[] }>(await done(['book', 'balance'], sealed))
    // By person: what the last month in which they were paid carried over
    const last = new Map(MONTHS.flatMap(m => expected(`${m}.payroll.csv`).map(r => [r.工号!, r.未扣余额!] as const)))
    const due = [...last].filter(([, amount]) => amount !== '0.00')
    expect(due.length).toBeGreaterThan(0)
    const found = new Map<string, number>()
    for (const { person, carried } of deductions)
      found.set(person!, (found.get(person!) ?? 0) + Math.round(Number(carried) * 100))
    expect([...found].sort()).toEqual(due.map(([id, amount]) => [id, Math.round(Number(amount) * 100)]).sort())
  })

  /** The names that `verify` gives for a book in which something was changed. */
  async function named(change: (book: string) => void): Promise<[number, string]> {
    const copy = tempFolder()
    copyInto(join(sealed, 'book'), join(copy, 'book'))
    change(join(copy, 'book'))
    const { code, err } = await run(['book', 'verify'], { cwd: copy })
    return [code, err]
  }

  const flip = (file: string, at: number): void => {
    const bytes = readFileSync(file)
    bytes[at] = bytes[at]! ^ (1 << (at % 8))
    writeFileSync(file, bytes)
  }

  test('a changed byte in any entry: verify names it', async () => {
    for (const name of ENTRIES) {
      const { length } = readFileSync(join(sealed, 'book', name))
      for (const at of [0, 1, Math.floor(length / 3), Math.floor(length / 2), length - 40, length - 2, length - 1]) {
        const [code, err] = await named(book => flip(join(book, name), at))
        expect([name, at, code, err.includes(name)]).toEqual([name, at, 3, true])
      }
    }
  })

  test('a changed byte in any kept copy, or a lost one: verify names the entry', async () => {
    const kept = Object.keys(contents(join(sealed, 'book'))).filter(n => n.startsWith('kept/') && !n.endsWith('/'))
    expect(kept.length).toBeGreaterThan(40)
    const headers = ENTRIES.map(name => readFileSync(join(sealed, 'book', name), 'utf8').split('\n')[0]!)
    for (const [i, name] of kept.entries()) {
      const owner = ENTRIES[headers.findIndex(header => header.includes(name.split('/').at(-1)!))]!
      const [code, err] = await named(book => (i % 4 === 3 ? rmSync(join(book, name)) : flip(join(book, name), i)))
      expect([name, code, err.includes(owner)]).toEqual([name, 3, true])
    }
  })

  test('entries removed, renamed or swapped, and a lost head', async () => {
    for (const name of ENTRIES) {
      const [code, err] = await named(book => rmSync(join(book, name)))
      expect([code, err.includes(name.slice(0, 6))]).toEqual([3, true])
    }
    const [first, second] = [ENTRIES[1]!, ENTRIES[2]!]
    const swapped = await named(book => {
      renameSync(join(book, first), join(book, 'x'))
      renameSync(join(book, second), join(book, first))
      renameSync(join(book, 'x'), join(book, second))
    })
    expect([swapped[0], swapped[1].includes(first), swapped[1].includes(second)]).toEqual([3, true, true])
    const renamed = await named(book => renameSync(join(book, first), join(book, '000002-close-2026-11.jsonl')))
    expect([renamed[0], renamed[1].includes('000002-close-2026-11.jsonl')]).toEqual([3, true])
    expect((await named(book => rmSync(join(book, 'head.json'))))[0]).toBe(3)
  })

  test.each(['hledger', 'ledger'])('%s accepts the export and comes to the same figures', async program => {
    if (spawnSync(program, ['--version']).status !== 0) return console.warn(`${program} is not installed: not compared`)
    const file = join(tempFolder(), 'book.journal')
    await done(['book', 'export', '--format', program, '--out', file])
    const figures = (account: string): string => {
      const argv =
        program === 'hledger' ? ['bal', '-f', file, '-N', '--flat'] : ['bal', '-f', file, '--flat', '--no-total']
      const { status, stdout, stderr } = spawnSync(program, [...argv, account], { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
      return stdout
    }
    const { reserves, deductions } = json<Record<'reserves' | 'deductions', Record<string, string>[]>>(
      await done(['book', 'balance']),
    )
    const amounts = (lines: string): string[] =>
      [...lines.matchAll(/(-?[\d.]+) CNY +(?:liabilities:reserves|assets:deductions):(.*)/g)]
        .map(m => `${m[2]} ${m[1]}`)
        .sort()
    // What is held is owed: below zero.
    expect(amounts(figures('^liabilities:reserves:'))).toEqual(
      reserves.map(r => `${r.reserve}:${r.person} ${r.name}:${r.origin} -${r.closing}`).sort(),
    )
    expect(amounts(figures('^assets:deductions:'))).toEqual(
      deductions.map(r => `${r.deduction}:${r.person} ${r.name} ${r.carried}`).sort(),
    )
    // Whatever the book says that it paid is owed to people: net amounts, a release, a correction that September paid with its own.
    const { entries } = json<{ entries: { entry: string; amount: string }[] }>(await done(['book', 'list']))
    const paid = entries
      .filter(e => e.entry !== 'correct')
      .reduce((sum, e) => sum + Math.round(Number(e.amount) * 100), 0)
    const owed = [...figures('^liabilities:payable:').matchAll(/(-?[\d.]+) CNY/g)]
    expect(owed.reduce((sum, m) => sum - Math.round(Number(m[1]) * 100), 0)).toBe(paid)
    expect(reserves.length).toBeGreaterThan(150)
  })
})
