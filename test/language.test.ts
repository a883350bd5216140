// LANGUAGE.md and LANGUAGE.zh-CN.md say only what is true: the shop of each is made of its own csv blocks, every yaml block is
// run in the scheme of the first one and gives what the table below it says, or is refused with the code and the sentence that
// stand there; the commands of the first chapter print what it shows. Both have the same examples with the same amounts.

import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { problemDocument } from '../src/reports/documents.ts'
import { loadScheme } from '../src/scheme/load.ts'
import { json, run } from './support/cli.ts'
import { put, tempFolder } from './support/folders.ts'
import {
  type Block,
  baseOf,
  CHINESE,
  type Doc,
  ENGLISH,
  isExample,
  isExport,
  tableBelow,
  textsOf,
  withExample,
  wordsOf,
} from './support/language-doc.ts'
import { monthIn } from './support/outcome.ts'
import { inShort } from './support/schemes.ts'

const DOCS = [ENGLISH, CHINESE] as const

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
function shown(p: Person, heading: string, { headings }: Doc): string {
  const sum = headings.sums[heading]
  if (sum === 'flags') return p.flags.join(', ')
  if (sum === 'forfeited') return p.reserves[0]!.forfeited
  if (sum !== undefined) return p[sum]
  const amount = [...p.lines, ...p.deductions].find(l => l.name === heading)?.amount
  return amount ?? p.scores[heading] ?? p.reserves.find(r => r.name === heading)?.withheld ?? '—'
}

/** A heading that every table may have, without its language. */
function plainHeading(heading: string, { headings }: Doc): string {
  const months = headings.months[heading]
  return months === undefined ? (headings.sums[heading] ?? heading) : `${months}`
}

const MONTHS = ['2026-07', '2026-08', '2026-09']

/** An export as another month has it: other days, and numbers of orders that July does not have. */
function ofMonth(body: string, period: string): string {
  const moved = body.replaceAll('2026-07-', `${period}-`)
  return period === '2026-07' ? moved : moved.replaceAll(/\b([A-Z])0(\d\d)\b/g, `$1${period.slice(-1)}$2`)
}

function shopOf(scheme: string, exports: readonly Block[], months: readonly string[]): string {
  const shop = tempFolder()
  const files = months.flatMap(period => exports.map(e => [`data/${period}/${e.name}`, ofMonth(e.body, period)]))
  put(shop, { 'scheme.yaml': scheme, ...Object.fromEntries(files) })
  return shop
}

async function paid(scheme: string, exports: readonly Block[], closed: number): Promise<Person[]> {
  const shop = shopOf(scheme, exports, MONTHS.slice(0, closed + 1))
  const month = async (period: string): Promise<Person[]> => {
    const ran = await run(['run', '--period', period, '--json'], { cwd: shop })
    if (ran.code !== 0) throw new Error(`${scheme}\n${ran.out}`)
    return json<{ people: Person[] }>(ran).people
  }
  for (const period of MONTHS.slice(0, closed)) {
    await month(period)
    const ran = await run(['close', '--period', period], { cwd: shop, now: new Date(2026, 9, 5) })
    expect(ran).toMatchObject({ code: 0 })
  }
  return month(MONTHS[closed]!)
}

/** The codes that an example is refused with. */
const codesIn = (refused: RegExpExecArray): string[] => [...refused[1]!.matchAll(/\w+/g)].map(([code]) => code)

describe.each(DOCS)('$file', doc => {
  const { blocks, env } = doc
  const examples = blocks.filter(isExample)
  const language = doc === ENGLISH ? 'en' : 'zh'

  it('has a scheme without problems', () => {
    const { problems } = loadScheme(baseOf(doc), 'scheme.yaml', undefined)
    expect(problems.filter(p => p.severity === 'error').map(inShort)).toEqual([])
  })

  it.each(examples.map((e, i) => [i + 1, e.under, e] as const))('example %i: %s', async (_, __, example) => {
    const scheme = withExample(baseOf(doc), example.body)
    const refused = doc.headings.refused.exec(example.after)
    if (refused) {
      // What the scheme alone does not say is refused in the month.
      const loaded = loadScheme(scheme, 'scheme.yaml', undefined).problems.filter(p => p.severity === 'error')
      const month = async () => monthIn(shopOf(scheme, blocks.filter(isExport), MONTHS.slice(0, 1)), scheme)
      const errors = loaded.length > 0 ? loaded : (await month()).problems.filter(p => p.severity === 'error')
      expect([...new Set(errors.map(p => p.code))]).toEqual(codesIn(refused))
      if (refused[2]) expect(problemDocument(errors[0]!, language).message).toContain(refused[2].replace(/…$/, ''))
      return
    }
    const { head, rows } = tableBelow(example.after)
    expect(rows.length, `a table below\n${example.body}`).toBeGreaterThan(0)
    const closed = doc.headings.months[head[0]!]
    expect(closed, `“${head[0]}” of the table below\n${example.body}`).toBeDefined()
    const people = await paid(scheme, blocks.filter(isExport), closed!)
    const found = rows.map(([name]) => {
      const p = people.find(x => x.name === name)!
      return [name, ...head.slice(1).map(h => shown(p, h, doc))]
    })
    expect(found).toEqual(rows)
  })

  it('prints what it shows, and its cases hold', async () => {
    let exports: Block[] = []
    let scheme = ''
    for (const block of blocks) {
      if (isExport(block)) exports = [...exports, block]
      if (block.name === 'scheme.yaml') scheme = block.more ? withExample(scheme, block.body) : block.body
      const shop = shopOf(scheme, exports, ['2026-07'])
      if (block.name === 'cases.yaml') {
        put(shop, { 'cases.yaml': block.body })
        expect(await run(['test'], { cwd: shop, env }), block.body).toMatchObject({ code: 0 })
      }
      if (block.kind === 'console') await printed(block.body, shop, env)
    }
  })
})

/** Runs the commands of a block: the lines below each stand in what it prints, in this order. */
async function printed(body: string, cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  for (const [command = '', ...due] of body
    .split(/^\$ bonusbook /m)
    .slice(1)
    .map(text => text.trimEnd().split('\n'))) {
    const argv = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(m => m[1] ?? m[2]!)
    const ran = await run(argv, { cwd, env })
    const lines = `${ran.out}\n${ran.err}`.split('\n').map(line => line.trim())
    let at = 0
    for (const line of due) {
      at = lines.indexOf(line.trim(), at)
      expect(at, `“${line}” in what ${command} prints:\n${ran.out}${ran.err}`).toBeGreaterThanOrEqual(0)
    }
  }
}

describe('both documents', () => {
  it('have the same exports and blocks', () => {
    const kinds = (doc: Doc): string[] =>
      doc.blocks.filter(b => b.kind !== 'csv').map(b => `${b.kind} ${b.name}`.trim())
    expect(kinds(CHINESE)).toEqual(kinds(ENGLISH))
    const shape = (doc: Doc): number[] => doc.blocks.filter(isExport).map(b => b.body.split('\n').length)
    expect(shape(CHINESE)).toEqual(shape(ENGLISH))
  })

  it('have the same examples with the same results, each name in one translation', () => {
    const translated = new Map<string, string>()
    const back = new Map<string, string>()
    const same = (english: readonly string[], chinese: readonly string[], where: string): void => {
      expect([english.length, chinese.length], `${where}\n${english.join(' · ')}\n${chinese.join(' · ')}`).toEqual([
        chinese.length,
        chinese.length,
      ])
      for (const [i, word] of english.entries()) {
        const other = chinese[i]!
        // A word of the language stands for itself, and may be a name besides: `position: position`.
        if (word === other) continue
        expect([translated.get(word) ?? other, back.get(other) ?? word], where).toEqual([other, word])
        expect(word, `a figure in ${where}`).not.toMatch(/^[-\d]/)
        translated.set(word, other)
        back.set(other, word)
      }
    }
    const words = (text: string, doc: Doc): string[] => textsOf(text).flatMap(t => wordsOf(t, doc.currency))
    const own = CHINESE.blocks.filter(b => b.kind === 'yaml')
    for (const [i, example] of ENGLISH.blocks.filter(b => b.kind === 'yaml').entries()) {
      const twin = own[i]!
      const where = `“${example.under}”:\n${example.body}\n“${twin.under}”:\n${twin.body}`
      const refused = [example, twin].map((b, k) => DOCS[k]!.headings.refused.exec(b.after)?.[1])
      expect(refused[1], where).toEqual(refused[0])
      if (refused[0]?.includes('YAML_SYNTAX')) continue
      same(words(example.body, ENGLISH), words(twin.body, CHINESE), where)
      const tables = [tableBelow(example.after), tableBelow(twin.after)] as const
      if (refused[0] !== undefined || example.name !== '') continue
      const [headA, headB] = [
        tables[0].head.map(h => plainHeading(h, ENGLISH)),
        tables[1].head.map(h => plainHeading(h, CHINESE)),
      ]
      same([...headA, ...tables[0].rows.flat()], [...headB, ...tables[1].rows.flat()], where)
    }
    expect(translated.size).toBeGreaterThan(100)
  })

  it.each(DOCS)('$file shows every shipped scheme in its gallery', ({ text }) => {
    const gallery = text.slice(0, text.lastIndexOf('\n## '))
    const ids = [...gallery.matchAll(/^\| `([\w-]+)` \| [^|]+ \| [^|`]+ \|$/gm)].map(m => m[1])
    expect(ids.sort()).toEqual(readdirSync(new URL('../fixtures/schemes/', import.meta.url)).sort())
  })
})
