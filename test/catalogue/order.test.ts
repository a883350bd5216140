// The order in which a scheme or a file says things changes no amount, where the language gives order no meaning. Every
// shipped scheme with its sections, tables, columns, values and the like mixed, and its exports with their rows mixed, pays
// what it pays as it is written; and its cases hold. Lines of a sheet, bands and limits keep their order: it means something.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMap, isScalar, type Pair, parse, parseDocument, visit } from 'yaml'
import { parsePeriod } from '../../src/core/calendar.ts'
import { plain } from '../../src/core/decimal.ts'
import type { Month } from '../../src/pay/month.ts'
import { ownDues, partsOf, reservesOf } from '../../src/pay/person-sheet.ts'
import { testScheme } from '../../src/pay/test-scheme.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { copyInto, tempFolder } from '../support/folders.ts'

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname
const within = (part: string): string[] =>
  readdirSync(join(FIXTURES, part), { withFileTypes: true })
    .filter(e => e.isDirectory())
    .map(e => `${part}/${e.name}`)
const SHOPS = [...within('schemes'), ...within('templates'), 'golden']
const MORE = within('schemes-more')

/** Maps of a scheme in which order means nothing, by the keys that lead to them; `*` is any key. */
const FREE: readonly (readonly string[])[] = [
  [],
  ['people'],
  ['people', 'columns'],
  ['tables'],
  ['tables', '*'],
  ['tables', '*', 'columns'],
  ['tables', '*', 'work out'],
  ['parameters'],
  ['parameters', '*'],
  ['scales'],
  ['values'],
  ['scores'],
  ['scorecards'],
  ['scorecards', '*'],
  ['flags'],
  ['rules'],
  ['rules', '*'],
  ['reserves'],
  ['reserves', '*'],
  ['approvals'],
  ['allow'],
  ['exports'],
]

type Pick = (below: number) => number

function mixed<T>(items: readonly T[], pick: Pick): T[] {
  const rest = [...items]
  return items.map(() => rest.splice(pick(rest.length), 1)[0]!)
}

/** The text of a scheme with its maps in another order. */
function mixScheme(text: string, pick: Pick): string {
  const doc = parseDocument(text)
  visit(doc, {
    Map(_, map, path) {
      const keys = path.flatMap(node => {
        const key = isPair(node) ? node.key : undefined
        return isScalar(key) ? [String(key.value)] : []
      })
      const free = FREE.some(f => f.length === keys.length && f.every((k, i) => k === '*' || k === keys[i]))
      // A card may be bands, which keep their order.
      if (free && !map.items.some(item => isScalar(item.key) && String(item.key.value).includes('bands of')))
        map.items = mixed(map.items, pick)
    },
  })
  return doc.toString()
}

function isPair(node: unknown): node is Pair {
  return typeof node === 'object' && node !== null && 'key' in node && !isMap(node)
}

/** Mixes the rows of the plain CSV files of a month; how many files that were. */
function mixRows(folder: string, pick: Pick): number {
  let files = 0
  for (const name of readdirSync(folder).filter(n => n.endsWith('.csv'))) {
    const text = readFileSync(join(folder, name), 'latin1')
    const lines = text.split('\n').filter(line => line !== '')
    const width = (line: string): number => line.split(',').length
    const named = new TextDecoder('utf-8').decode(Buffer.from(text, 'latin1'))
    if (text.includes('"') || /合计|小计|总计|\ufffd/.test(named) || lines.some(l => width(l) !== width(lines[0]!)))
      continue
    // A title row above the header has one cell, and the rest of it is empty.
    const headers = lines.findIndex(line => !line.split(',').includes('')) + 1
    const rows = mixed(lines.slice(headers), pick)
    writeFileSync(join(folder, name), `${[...lines.slice(0, headers), ...rows].join('\n')}\n`, 'latin1')
    files++
  }
  return files
}

async function worked(text: string, root: string, period: string): Promise<Month> {
  const { month, problems } = await workOutMonth({
    scheme: loadScheme(text, 'scheme.yaml', parsePeriod(period)!),
    files: { root },
    period: parsePeriod(period)!,
  })
  if (!month) throw new Error(problems.map(p => `${p.code} ${JSON.stringify(p.facts)}`).join('\n'))
  return month
}

/** Every amount of a month, by person and name. */
function amounts({ result }: Month): object {
  const byName = (list: readonly { name: string; text: string }[]): object =>
    Object.fromEntries([...list].sort((a, b) => (a.name < b.name ? -1 : 1)).map(x => [x.name, x.text]))
  return Object.fromEntries(
    result.people.map(p => [
      p.id,
      {
        scores: byName(p.scores),
        lines: partsOf(p, 'line').map(l => [l.name, plain(l.amount)]),
        reserves: byName(reservesOf(p).map(r => ({ name: r.name, text: `${r.withheld} ${r.forfeited}` }))),
        deductions: ownDues(p).map(d => [d.name, plain(d.amount)]),
        net: plain(p.net),
        flags: [...p.flags].sort(),
      },
    ]),
  )
}

/** Months of a shop to look at: the first two, and the end of a quarter where there is one. */
function monthsOf(shop: string): string[] {
  return readdirSync(join(FIXTURES, shop, 'data'))
    .filter(n => /^\d{4}-\d{2}$/.test(n))
    .slice(0, 3)
}

/** The same picks for the same seed. */
function picker(seed: number): Pick {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state >>> 8) % below
  }
}

let mixedFiles = 0

describe.each(SHOPS)('%s', shop => {
  const text = readFileSync(join(FIXTURES, shop, 'scheme.yaml'), 'utf8')

  test('pays the same however scheme and rows are ordered', async () => {
    for (const period of monthsOf(shop)) {
      const asIs = amounts(await worked(text, join(FIXTURES, shop), period))
      await fc.assert(
        fc.asyncProperty(fc.nat(), async seed => {
          const pick = picker(seed)
          const root = tempFolder()
          copyInto(join(FIXTURES, shop, 'data'), join(root, 'data'))
          mixedFiles += mixRows(join(root, 'data', period), pick)
          expect(amounts(await worked(mixScheme(text, pick), root, period))).toEqual(asIs)
        }),
        { numRuns: 2, endOnFailure: true },
      )
    }
  })
})

test('many files were mixed, and schemes are', () => {
  expect(mixedFiles).toBeGreaterThan(50)
  const text = readFileSync(join(FIXTURES, 'golden/scheme.yaml'), 'utf8')
  const keys = (t: string): string[] => Object.keys(parse(t) as object)
  const mixedKeys = keys(mixScheme(text, picker(1)))
  expect(mixedKeys).not.toEqual(keys(text))
  expect([...mixedKeys].sort()).toEqual(keys(text).sort())
})

describe.each([...within('schemes'), ...MORE, 'golden'])('%s', folder => {
  const text = readFileSync(join(FIXTURES, folder, 'scheme.yaml'), 'utf8')
  const cases = { file: 'cases.yaml', text: readFileSync(join(FIXTURES, folder, 'cases.yaml'), 'utf8') }

  test('its cases hold however the scheme is ordered', () => {
    fc.assert(
      fc.property(fc.nat(), seed => {
        const shuffled = { file: 'scheme.yaml', text: mixScheme(text, picker(seed)) }
        const runs = testScheme(shuffled, [cases]).cases
        expect(runs.filter(run => !run.passed).map(run => run.case.name)).toEqual([])
        expect(runs.length).toBeGreaterThan(0)
      }),
      { numRuns: 5, endOnFailure: true },
    )
  })
})
