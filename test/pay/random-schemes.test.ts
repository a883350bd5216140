// Random schemes over random exports against an evaluator of its own, which shares nothing with the program but the text: every line,
// every score and what is paid, exactly; the order of the rows never counts. Audit workbooks of some, worked out by LibreOffice.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partsOf } from '../../src/pay/person-sheet.ts'
import { random } from '../bench/random.ts'
import { runAudit } from '../support/audit-book.ts'
import { put, tempFolder } from '../support/folders.ts'
import { Fraction } from '../support/fraction.ts'
import { OFFICE } from '../support/office.ts'
import { monthIn } from '../support/outcome.ts'
import { randomShop } from '../support/random-schemes.ts'
import { differences, readBook, recalculate, withoutResults } from '../support/recalculate.ts'
import { inShort } from '../support/schemes.ts'

type Figures = Record<string, Record<string, string>>

/** By id; the problems where the month can't be paid. */
async function paidBy(files: Readonly<Record<string, string>>): Promise<Figures | string> {
  const folder = tempFolder()
  put(folder, files)
  const { month, problems } = await monthIn(folder, files['scheme.yaml']!)
  if (!month)
    return problems
      .filter(p => p.severity === 'error')
      .map(inShort)
      .join('\n')
  return Object.fromEntries(
    month.result.people.map(p => [
      p.id,
      {
        ...Object.fromEntries(p.scores.map(s => [s.name, Fraction.read(s.text).text(30, true)])),
        ...Object.fromEntries(partsOf(p, 'line').map(l => [l.name, l.amount.toFixed(2)])),
        gross: p.gross.toFixed(2),
        held: p.withheld.toFixed(2),
        deducted: p.deducted.toFixed(2),
        carried: p.carried.toFixed(2),
        net: p.net.toFixed(2),
      },
    ]),
  )
}

/** What is not the same, by person and figure. */
function unlike(found: Figures, expected: Figures): string[] {
  return Object.entries(expected).flatMap(([id, figures]) =>
    Object.entries(figures)
      .filter(([name, text]) => found[id]?.[name] !== text)
      .map(([name, text]) => `${id} ${name}: ${found[id]?.[name]}, and not ${text}`),
  )
}

/** An export of rows of other months alone is refused. */
const REFUSED = /FILE_OTHER_MONTH/

async function differencesOf(seed: number): Promise<string[]> {
  const shop = randomShop(random(seed))
  const found = await paidBy(shop.files)
  if (typeof found === 'string') return REFUSED.test(found) ? [] : [found]
  const again = await paidBy(shop.shuffled)
  const moved = typeof again === 'string' ? [again] : unlike(again, found)
  return [...unlike(found, shop.expected()), ...moved.map(text => `shuffled: ${text}`)]
}

// More of them by hand: RANDOM_SCHEMES=2000.
const RUNS = Number(process.env.RANDOM_SCHEMES ?? 25)

test('every line and score is what the evaluator makes of it, whatever the order of the rows', async () => {
  const seeds = fc.integer({ min: 0, max: 2 ** 31 })
  await fc.assert(
    fc.asyncProperty(seeds, async seed => {
      expect(await differencesOf(seed)).toEqual([])
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
})

/** How many audit workbooks LibreOffice works out. */
const BOOKS = Number(process.env.RANDOM_BOOKS ?? 2)

test.skipIf(!OFFICE)('audit workbooks, worked out by LibreOffice, come to the same', async () => {
  const books = new Map<string, Buffer>()
  const seeds = fc.sample(fc.integer({ min: 0, max: 2 ** 31 }), { numRuns: BOOKS, seed: 20261129 })
  // Of the first two, what is counted once is a figure with many places.
  for (const seed of [198627301, 22894389, ...seeds]) {
    const folder = tempFolder()
    const { files } = randomShop(random(seed))
    put(folder, files)
    books.set(`${seed}`, await runAudit(folder))
  }
  const found = recalculate(new Map([...books].map(([name, bytes]) => [name, withoutResults(bytes)])))
  const wrong = [...books].flatMap(([name, bytes]) =>
    differences(readBook(bytes), found.get(name)!).map(text => `${name}: ${text}`),
  )
  expect(wrong).toEqual([])
})
