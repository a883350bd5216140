// What each kind of formula becomes in a cell: worked out by a real LibreOffice from the inputs alone, every cell must come
// to what bonusbook came to. Fixed formulas of every kind, random ones, and names and texts that look like formulas.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditBook, PERIOD, runAudit, shopFiles } from '../support/audit-book.ts'
import { json, run } from '../support/cli.ts'
import { put, tempFolder } from '../support/folders.ts'
import { ALL, PEOPLE, scores } from '../support/live-cases.ts'
import { figure, HOSTILE, HOSTILE_SECTIONS, LARGE, truth } from '../support/live-random.ts'
import { OFFICE } from '../support/office.ts'
import { differences, type ReadBook, readBook, recalculate, withoutResults } from '../support/recalculate.ts'
import type { Given } from '../support/schemes.ts'

/** Bonusbook's results and LibreOffice's, of one workbook. */
async function both(sections: string, people: readonly Given[]): Promise<[ReadBook, ReadBook]> {
  const { bytes } = await auditBook(sections, people)
  return [readBook(bytes), recalculate(new Map([['book', withoutResults(bytes)]])).get('book')!]
}

interface Pay {
  readonly people: readonly { id: string; gross: string; net: string; deducted: string; carried: string }[]
}

/** What the overview says of everybody: gross, withheld, deducted, carried over, net. */
function overview(book: ReadBook): Map<string, string[]> {
  const cells = [...book.values()][0]!
  const ids = [...cells].filter(([address, c]) => /^A\d+$/.test(address) && c.kind === 'text')
  return new Map(
    ids.map(([address, c]) => [c.text, ['D', 'F', 'G', 'H'].map(l => cells.get(l + address.slice(1))?.text ?? '')]),
  )
}

function addressesOf(book: ReadBook, sheet: string, title: string): Map<string, string> {
  const cells = book.get(sheet)!
  const letters = [...cells].find(([a, c]) => /^[A-Z]+1$/.test(a) && c.text === title)![0].replace('1', '')
  const ids = [...cells].filter(([a, c]) => /^A\d+$/.test(a) && Number(a.slice(1)) > 2 && c.text !== '')
  return new Map(ids.map(([a, c]) => [c.text, letters + a.slice(1)]))
}

describe.skipIf(!OFFICE)('worked out by LibreOffice, every cell comes to what bonusbook came to', () => {
  test('formulas of every kind', async () => {
    const [stored, found] = await both(ALL, PEOPLE)
    expect(differences(stored, found)).toEqual([])
    expect(found.get('Overview')!.get('A2')!.text).toMatch(/^All agree \(\d+ items compared\)$/)
    const formulas = [...stored.values()].flatMap(s => [...s.values()]).filter(c => c.formula !== undefined)
    expect(formulas.length).toBeGreaterThan(700)
  })

  test('moments: what lies between two, their order, their days', async () => {
    const sections = `  times:
    file: times*
    one row per: who
    columns: { who: person, from: moment, until: moment }
scores:
${scores([
  'minutes between(from, until)',
  'hours between(from, until)',
  'days between(from, until)',
  'days between(date of(from), end of period)',
  'days between(week(from), week(date of(until)))',
  'if week(from) = date of(until) then 1 else 0',
  'weekday(week(from))',
  'days between(month(from), month(date of(until)))',
  'if month(from) = date of(until) then 1 else 0',
  'weekday(from) × 10 + weekday(date of(until))',
  'if hours between(from, until) ≤ 2 then 1 else 0',
  'if minutes between(from, until) > 120 then 1 else 0',
  'if from ≤ until then 1 else 0',
  'if max(from, until) = from then 1 else 0',
  'if date of(from) = date of(until) then 1 else 0',
  'minutes between(min(people.from), until)',
  'count distinct(people.from)',
  'count distinct(date of(people.from))',
  'rank(from)',
])}pay: []
`
    const spans = [
      ['2026-07-01 09:00', '2026-07-01 11:00'],
      ['2026-07-01 09:00:00', '2026-07-01 11:00:01'],
      ['2026-07-31 23:59:59', '2026-08-01 00:00:00'],
      ['2026-07-05 17:13:07', '2026-07-03 08:00:20'],
      ['2026-07-06 00:00', '2026-07-06 00:00'],
    ]
    const shop = tempFolder()
    const rows = spans.map((span, i) => `${i + 1},${span.join(',')}\n`).join('')
    const people = spans.map((_, i) => ({ id: `${i + 1}` }))
    put(shop, { ...shopFiles(sections, people), [`data/${PERIOD}/times.csv`]: `who,from,until\n${rows}` })
    const bytes = await runAudit(shop)
    const [stored, found] = [readBook(bytes), recalculate(new Map([['b', withoutResults(bytes)]])).get('b')!]
    expect(differences(stored, found)).toEqual([])
    const formulas = [...stored.values()].flatMap(s => [...s.values()]).filter(c => c.formula?.includes('86400'))
    expect(formulas.length).toBeGreaterThanOrEqual(5 * spans.length)
  })

  test('times of day and written dates: what lies between, what is earlier, bands of them', async () => {
    const sections = `  times:
    file: times*
    one row per: who
    columns: { who: person, worked: date, from: time, until: time }
scores:
${scores([
  'minutes between(min(from, until), max(from, until))',
  'if until < from then 24 − hours between(until, from) else hours between(from, until)',
  'hours between(worked + from, worked + 1 + until)',
  'if from ≤ 08:30 then 1 else 0',
  'if time of(worked + until) = until then 1 else 0',
  'if worked ≥ 2026-07-04 then 1 else 0',
  'if worked + from < 2026-07-03 08:00 then 1 else 0',
  'days between(worked, months after(worked, 1)) + days between(worked, months after(worked, −5))',
  'years between(2024-02-29, worked) × 100 + years between(worked, 2020-07-03)',
  'days between(date(2026, month of year, 3), worked)',
  'rank(from)',
  'count distinct(people.until)',
])}  shift:
    bands of: from
    under 08:00: 1
    from 08:00: 2
    from 22:00: 3
  half:
    bands of: worked
    up to 2026-07-15: 1
    2026-07-16 to 2026-07-31: 2
    above: 3
  lunch: min(from, 12:00)
  trial: months after(worked, 3)
pay: []
`
    const given = [
      ['2026-07-01', '08:00', '17:30'],
      ['2026-07-03', '07:59:59', '08:00:00'],
      ['2026-01-31', '22:00', '06:00'],
      ['2026-07-15', '08:30', '08:30'],
      ['2026-07-16', '23:59:59', '00:00'],
      ['2026-08-01', '00:00', '23:59:59'],
    ]
    const shop = tempFolder()
    const rows = given.map((cells, i) => `${i + 1},${cells.join(',')}\n`).join('')
    const people = given.map((_, i) => ({ id: `${i + 1}` }))
    put(shop, { ...shopFiles(sections, people), [`data/${PERIOD}/times.csv`]: `who,worked,from,until\n${rows}` })
    const bytes = await runAudit(shop)
    const [stored, found] = [readBook(bytes), recalculate(new Map([['b', withoutResults(bytes)]])).get('b')!]
    expect(differences(stored, found)).toEqual([])
    const formulas = [...stored.values()].flatMap(s => [...s.values()]).filter(c => c.formula !== undefined)
    expect(formulas.length).toBeGreaterThan(15 * given.length)
    const shown = addressesOf(stored, 'Scores', 'half')
    expect(given.map((_, i) => stored.get('Scores')!.get(shown.get(`${i + 1}`)!)!.text)).toEqual([...'111123'])
  })

  test('random formulas', async () => {
    const seed = 20261123
    const formulas = [
      ...fc.sample(figure, { numRuns: 250, seed }),
      ...fc.sample(truth, { numRuns: 50, seed }).map(c => `if ${c} then 1 else 0`),
    ]
    const people = PEOPLE.slice(0, 5)
    const [stored, found] = await both(`scores:\n${scores(formulas)}pay: []\n`, people)
    expect(differences(stored, found)).toEqual([])
  }, 60_000)

  test('more bands, cases and nested functions than a cell bears', async () => {
    const [stored, found] = await both(LARGE, PEOPLE.slice(0, 5))
    expect(differences(stored, found)).toEqual([])
    for (const cells of stored.values())
      for (const { formula = '' } of cells.values()) {
        expect(formula.length).toBeLessThan(8192)
        expect(nesting(formula)).toBeLessThan(64)
      }
  })

  test('names and texts that look like formulas, patterns or addresses stay what they are', async () => {
    const [stored, found] = await both(HOSTILE_SECTIONS, HOSTILE)
    expect(differences(stored, found)).toEqual([])
    const people = found.get('People and data')!
    expect(people.get('B3')).toMatchObject({ kind: 'text', text: '=HYPERLINK("http://x")', formula: undefined })
    // A* is not a pattern, AB not ab: everybody is in a team of their own.
    const sums = addressesOf(stored, 'team', 'sum of team')
    expect([...sums.keys()].map(key => found.get('team')!.get(sums.get(key)!)!.text)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ])
  })
})

/** How deeply functions stand in each other. */
function nesting(formula: string): number {
  let [deep, deepest] = [0, 0]
  for (const letter of formula.replace(/"[^"]*"/g, '')) {
    if (letter === '(') deepest = Math.max(deepest, ++deep)
    if (letter === ')') deep--
  }
  return deepest
}

describe.skipIf(!OFFICE)('a changed input', () => {
  test('another team or position: the month comes to what bonusbook makes of such a roster, and the difference is shown', async () => {
    const { bytes } = await auditBook(ALL, PEOPLE)
    const stored = readBook(bytes)
    const changes = {
      team: { column: 'team', id: '3', value: '一组' },
      position: { column: 'position', id: '3', value: 'head' },
    }
    const expected = new Map<string, Pay>()
    const books = new Map<string, Uint8Array>()
    for (const [name, { column, id, value }] of Object.entries(changes)) {
      const moved = await auditBook(
        ALL,
        PEOPLE.map(p => (p.id === id ? { ...p, [column]: value } : p)),
      )
      expected.set(name, json<Pay>(await run(['run', '--period', PERIOD, '--json'], { cwd: moved.shop })))
      const cell = addressesOf(stored, 'People and data', column).get(id)!
      books.set(name, withoutResults(bytes, [{ sheet: 'People and data', cell, value }]))
    }
    const before = overview(stored)
    for (const [name, found] of recalculate(books)) {
      const now = overview(found)
      for (const { id, gross, deducted, carried, net } of expected.get(name)!.people)
        expect([name, id, now.get(id)!.map(text => Number(text).toFixed(2))]).toEqual([
          name,
          id,
          [gross, deducted, carried, net],
        ])
      expect(now.get('3')).not.toEqual(before.get('3'))
      expect(found.get('Overview')!.get('A2')!.text).toMatch(/^\d+ items differ/)
    }
  })
})
