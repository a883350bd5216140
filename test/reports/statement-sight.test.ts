// What a statement shows of others: figures of several people together, never one other person's own.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lastPlaces } from '../../src/core/secret.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { pageText } from '../support/page-text.ts'
import { MARKS, makeShop, SCHEME } from '../support/shop.ts'

/*
 * The small shop (test/support/shop.ts) with bonuses 143.25 of Ann (007, advisor, north), 20.00 of 012 (advisor, south) and
 * 17.60 of 0030 (head, north), in which the head reads the others:
 *   one advisor in the head's team: Ann, 143.25, which nobody but Ann may read
 *   all three together: 143.25 + 20.00 + 17.60 = 180.85
 *   places by turnover 1,500.05, 333.33, 200.00
 *   a pool of 100 shared by marks 95.5, 59.99, 88: together 243.49
 */
const READING = edited(
  SCHEME,
  [
    '  turnover: sum(orders.labour by advisor)\n',
    `  turnover: sum(orders.labour by advisor)
  advisors: sum(people.bonus by team where position = "advisor")
  alias: advisors
  everyone: sum(people.bonus)
  place: rank(turnover)
  pool: { formula: 100元 × 1, round: 2 }
  part: share(pool by marks.mark)
`,
  ],
  [
    '      damage: { type: money, blank: 0 }\n',
    '      damage: { type: money, blank: 0 }\n      mentor: { type: person, blank: none }\n      card: { type: text, blank: none }\n',
  ],
  [
    '    lines:\n      duty: 100元\n',
    `    lines:
      duty: 100元
      leading: alias × 10% + sum(people.bonus by team where position = "advisor") × 1%
      spread: everyone × 1%
      placed: if place = 1 then 10元 else 5元
      shared: part
      mentored: if mentor is blank then 0元 else 3元
      banked: if card is blank then 0元 else 1元
`,
  ],
)
const READ_MARKS = edited(
  MARKS,
  ['id,mark,damage', 'id,mark,damage,mentor,card'],
  ['007,95.5,', '007,95.5,,,'],
  ['012,59.99,100', '012,59.99,100,,'],
  ['0030,88,10.01', '0030,88,10.01,007,6222020200112233445'],
)

async function statements(): Promise<Record<string, string>> {
  const cwd = makeShop({ 'scheme.yaml': READING, 'data/2026-07/marks.csv': READ_MARKS })
  const ran = await run(['run', '--period', '2026-07', '--split', '--lang', 'en'], { cwd })
  expect(ran.code).toBe(0)
  return Object.fromEntries(
    ['007', '012', '0030'].map(id => [
      id,
      pageText(readFileSync(join(cwd, `out/2026-07/statements/${id}.html`), 'utf8')),
    ]),
  )
}

test('a figure that is one other person’s is not shown, straight, by another name, or within arithmetic', async () => {
  const { '0030': head } = await statements()
  expect(head).not.toContain('143.25')
  expect(head).toContain('[somebody else’s figure] × 10% + [somebody else’s figure] × 1%')
  expect(head).toContain('alias north advisors [somebody else’s figure]')
  expect(head).toContain('(of 1 person)')
  // 143.25 × 11% = 15.7575
  expect(head).toContain(
    'leading alias × 10% + (total bonus of everybody with the same team of whom position is “advisor”) × 1%',
  )
  expect(head).toContain('15.76')
})

test('what several people come to together is shown, with how many they are and not who', async () => {
  const { '0030': head } = await statements()
  expect(head).toContain(
    'everyone shop total bonus of everybody total bonus of everybody = 180.85 (of 3 people) 180.85',
  )
  expect(head).toContain('place by turnover among everybody, highest first = place 3: 200.00 among 3, 2 before it')
  // His weight of all weights, and of how many
  expect(head).toContain('100.00 × 88 ÷ 243.49 = 36.141114…, divided among 3 to the cent = 36.14')
  for (const other of ['Ann', '007', '012', '1,500.05', '333.33', '95.5', '59.99']) expect(head).not.toContain(other)
})

test('another person as a value has no name, and numbers of cards lose their digits', async () => {
  const { '0030': head } = await statements()
  expect(head).toContain('mentor somebody else')
  expect(head).toContain('card ••••3445')
  expect(head).not.toContain('622202')
})

test('whose figure it is sees it', async () => {
  const { '007': ann, '012': zhang } = await statements()
  expect(ann).toContain('143.25')
  expect(ann).not.toContain('20.00')
  expect(zhang).not.toContain('143.25')
})

describe('numbers', () => {
  test.each([
    ['11010519491231002X', '••••002X'],
    ['6222 0202 0011 2233', '••••2233'],
    ['a 13812345678 b', 'a ••••5678 b'],
    ['00068', '00068'],
    ['1,234,567,890,123.45', '1,234,567,890,123.45'],
    ['2026-07-31', '2026-07-31'],
  ])('%s → %s', (text, shown) => expect(lastPlaces(text)).toBe(shown))
})
