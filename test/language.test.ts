// LANGUAGE.md says only what is true: its shop is made of its own csv blocks, every yaml block is run in the scheme of the
// first one, and gives what the table below it says, or is refused with the code that stands there.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { loadScheme } from '../src/scheme/load.ts'
import { json, run } from './support/cli.ts'
import { put, tempFolder } from './support/folders.ts'
import { inShort } from './support/schemes.ts'

const TEXT = readFileSync(new URL('../LANGUAGE.md', import.meta.url), 'utf8')

interface Block {
  readonly kind: string
  readonly name: string
  readonly body: string
  /** What stands between it and the next block. */
  readonly after: string
}

const BLOCKS: Block[] = [...TEXT.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```\n([\s\S]*?)(?=^```|(?![\s\S]))/gm)].map(
  m => ({
    kind: m[1]!,
    name: m[2]!,
    body: m[3]!,
    after: m[4]!.trim(),
  }),
)
const EXPORTS = BLOCKS.filter(b => b.kind === 'csv')
const [BASE, ...EXAMPLES] = BLOCKS.filter(b => b.kind === 'yaml')

type Tree = { [key: string]: Tree | string }

/** The scheme with the sections of an example put into it. */
function scheme(example: string): string {
  return stringify(
    into(parse(BASE!.body, { schema: 'failsafe' }) as Tree, parse(example, { schema: 'failsafe' }) as Tree),
  )
}

function into(base: Tree, more: Tree): Tree {
  const merged = { ...base }
  for (const [key, value] of Object.entries(more)) {
    const there = merged[key]
    merged[key] = typeof there === 'object' && typeof value === 'object' ? into(there, value) : value
  }
  return merged
}

const cells = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map(c => c.trim())

interface Named {
  readonly name: string
  readonly amount: string
}
interface Person {
  readonly name: string
  readonly scores: Readonly<Record<string, string>>
  readonly lines: readonly Named[]
  readonly deductions: readonly Named[]
  readonly reserves: readonly { name: string; withheld: string; forfeited: string }[]
  readonly flags: readonly string[]
  readonly deducted: string
  readonly carried: string
  readonly net: string
}

/** What the sheet has under a heading of a table. */
function shown(p: Person, heading: string): string {
  if (heading === 'flags') return p.flags.join(', ')
  if (heading === 'forfeited') return p.reserves[0]!.forfeited
  if (heading === 'deducted' || heading === 'carried' || heading === 'net') return p[heading]
  const amount = [...p.lines, ...p.deductions].find(l => l.name === heading)?.amount
  return amount ?? p.scores[heading] ?? p.reserves.find(r => r.name === heading)?.withheld ?? '—'
}

const MONTHS = ['2026-07', '2026-08', '2026-09']

/** An export as another month has it: other days, and numbers of orders that July does not have. */
function ofMonth(body: string, period: string): string {
  const moved = body.replaceAll('2026-07-', `${period}-`)
  return period === '2026-07' ? moved : moved.replaceAll(/\b([A-Z])0(\d\d)\b/g, `$1${period.slice(-1)}$2`)
}
/** How many months are closed before the one that a table shows. */
const CLOSED: Readonly<Record<string, number>> = { 'in August': 1, 'in September': 2 }

async function paid(example: string, closed: number): Promise<Person[]> {
  const shop = tempFolder()
  const files = MONTHS.slice(0, closed + 1).flatMap(period =>
    EXPORTS.map(e => [`data/${period}/${e.name}`, ofMonth(e.body, period)]),
  )
  put(shop, { 'scheme.yaml': scheme(example), ...Object.fromEntries(files) })
  const month = async (period: string): Promise<Person[]> => {
    const ran = await run(['run', '--period', period, '--json'], { cwd: shop })
    if (ran.code !== 0) throw new Error(ran.out)
    return json<{ people: Person[] }>(ran).people
  }
  for (const period of MONTHS.slice(0, closed)) {
    await month(period)
    const ran = await run(['close', '--period', period], { cwd: join(shop), now: new Date(2026, 9, 5) })
    expect(ran).toMatchObject({ code: 0 })
  }
  return month(MONTHS[closed]!)
}

describe('LANGUAGE.md', () => {
  it('has a shop, a scheme without problems, and examples', () => {
    const names = [
      '花名册',
      '维修工单',
      '考核',
      '经营指标',
      '班组月报',
      '维修明细',
      '收款',
      '季度评分',
      '加班',
      '手工调整',
      '受理记录',
      '来电记录',
      '打卡',
    ]
    expect(EXPORTS.map(e => e.name)).toEqual(names.map(name => `${name}.csv`))
    expect(
      loadScheme(BASE!.body, 'scheme.yaml', undefined)
        .problems.filter(p => p.severity === 'error')
        .map(inShort),
    ).toEqual([])
    expect(EXAMPLES.length).toBeGreaterThan(20)
  })

  it.each(EXAMPLES.map((e, i) => [i + 1, e] as const))('example %i', async (_, { body, after }) => {
    const refused = /^Refused with `(\w+)`/.exec(after)
    if (refused) {
      const { problems } = loadScheme(scheme(body), 'scheme.yaml', undefined)
      expect([...new Set(problems.filter(p => p.severity === 'error').map(p => p.code))]).toEqual([refused[1]])
      return
    }
    const lines = after.split('\n')
    const rows = lines.slice(
      0,
      lines.findIndex(l => !l.startsWith('|')) < 0 ? undefined : lines.findIndex(l => !l.startsWith('|')),
    )
    const [head, , ...table] = rows.map(cells)
    expect(table.length, `a table below\n${body}`).toBeGreaterThan(0)
    const people = await paid(body, CLOSED[head![0]!] ?? 0)
    const found = table.map(([name]) => {
      const p = people.find(x => x.name === name)!
      return [name, ...head!.slice(1).map(h => shown(p, h))]
    })
    expect(found).toEqual(table)
  })

  it('shows every shipped scheme in its gallery', () => {
    const ids = [...TEXT.split('## Gallery')[1]!.matchAll(/^\| `([\w-]+)` \|/gm)].map(m => m[1])
    expect(ids.sort()).toEqual(readdirSync(new URL('../fixtures/schemes/', import.meta.url)).sort())
  })
})
