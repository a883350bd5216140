// What a shop of a generated group comes to, as somebody would work it out by hand from its files and the words of its policy: one plain
// loop over the rows in whole fen. Nothing of the program stands behind it: it is what the program's totals are held against, and what its
// speed is measured against.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Papa from 'papaparse'

/** As group.json has them. */
export interface PlainTotals {
  readonly people: number
  readonly gross: string
  readonly withheld: string
  readonly deducted: string
  readonly net: string
}

/** The sums of a shop in July 2026. */
export function plainTotals(shop: string): PlainTotals {
  const own = existsSync(join(shop, 'shop.yaml')) ? readFileSync(join(shop, 'shop.yaml'), 'utf8') : ''
  const rate = BigInt(/技师提成率: (\d+)%/.exec(own)?.[1] ?? '15')
  const sums = new Map<string, bigint>()
  const add = (key: string, amount: bigint): void => {
    sums.set(key, (sums.get(key) ?? 0n) + amount)
  }
  const of = (key: string): bigint => sums.get(key) ?? 0n
  for (const row of rowsOf(join(shop, 'data/2026-07/工单.csv'))) {
    const [, day, advisor, technician, team, labour, material, supplies, rework, status] = row
    if (status !== '已结算' || !/^2026\D?0?7/.test(day!)) continue
    add('labour', fen(labour!))
    add('material', fen(material!))
    add(`labour ${advisor}`, fen(labour!))
    add(`material ${advisor}`, fen(material!))
    add(`work ${technician}`, fen(labour!))
    add(`count ${technician}`, 1n)
    if (rework === '是') add(`rework ${technician}`, 1n)
    add(`pool ${team}`, fen(labour!) - fen(supplies!))
  }
  const roster = rowsOf(join(shop, 'data/2026-07/花名册.csv'))
  const shares = sharesOf(roster, team => of(`pool ${team}`))
  let [gross, withheld] = [0n, 0n]
  for (const [id, , position] of roster) {
    const lines: bigint[] = []
    // Each line is rounded to the fen, half a fen up.
    if (position === '服务经理') lines.push(rounded(of('labour'), 100n))
    if (position === '服务顾问')
      lines.push(rounded(of(`labour ${id}`) * 2n, 100n), rounded(of(`material ${id}`) * 8n, 1000n))
    if (position === '机电技师') {
      // 5% and 10% of the orders done again; a shop may have steps of its own.
      const [again, all] = [of(`rework ${id}`) * 100n, of(`count ${id}`)]
      const steps = own.includes('bands of') ? [100n, 100n, 85n] : [100n, 90n, 80n]
      const factor = again <= 5n * all ? steps[0]! : again <= 10n * all ? steps[1]! : steps[2]!
      lines.push(rounded(of(`work ${id}`) * rate * factor, 10_000n))
    }
    if (position === '钣喷技师') lines.push(shares.get(id!)!)
    if (position === '备件专员') lines.push(rounded(of('material') * 3n, 1000n))
    const commission = lines.reduce((sum, line) => sum + line, 0n)
    gross += commission
    withheld += rounded(commission * 5n, 100n)
  }
  const texts = { gross: yuan(gross), withheld: yuan(withheld), deducted: '0.00', net: yuan(gross - withheld) }
  return { people: roster.length, ...texts }
}

/** 12% of what a team brings less what it uses, by weights; what is left over goes to the largest remainders, the first number first. */
function sharesOf(roster: readonly string[][], broughtBy: (team: string) => bigint): ReadonlyMap<string, bigint> {
  const shares = new Map<string, bigint>()
  for (const team of new Set(roster.map(row => row[3]!))) {
    const painters = roster.filter(row => row[2] === '钣喷技师' && row[3] === team)
    // In hundredths: 1.25 is 125.
    const weights = painters.map(row => BigInt(Math.round(Number(row[4]) * 100)))
    const whole = weights.reduce((sum, weight) => sum + weight, 0n)
    if (whole === 0n) continue
    const brought = broughtBy(team)
    const pool = brought < 0n ? 0n : rounded(brought * 12n, 100n)
    const parts = painters.map((row, i) => ({
      id: row[0]!,
      down: (pool * weights[i]!) / whole,
      rest: (pool * weights[i]!) % whole,
    }))
    let left = pool - parts.reduce((sum, part) => sum + part.down, 0n)
    for (const { id, down } of parts.toSorted((a, b) =>
      a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest > b.rest ? -1 : 1,
    )) {
      shares.set(id, down + (left > 0n ? 1n : 0n))
      left -= 1n
    }
  }
  return shares
}

function rowsOf(file: string): string[][] {
  return Papa.parse<string[]>(readFileSync(file, 'utf8').trimEnd()).data.slice(1)
}

/** Of `￥1,234.50`, `１２３４.５０` and the like. */
function fen(text: string): bigint {
  return BigInt(text.normalize('NFKC').replace(/[^\d-]/g, '') || 0)
}

/** Of amounts above zero. */
function rounded(amount: bigint, by: bigint): bigint {
  return (amount * 2n + by) / (by * 2n)
}

function yuan(amount: bigint): string {
  const digits = String(amount).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

// As a process of its own, for the benchmark: all shops of a group, one after another.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stores = join(process.argv[2]!, 'stores')
  console.log(JSON.stringify(readdirSync(stores).map(shop => plainTotals(join(stores, shop)))))
}
