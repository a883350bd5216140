// Plain numbers that a scheme holds against percentages: 85.4 is 8,540%, which reaches every band, and whoever wrote it meant 85.4%.

import { describe, expect, test } from 'vitest'
import { placeText } from '../../src/core/place.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { monthOutcome } from '../support/outcome.ts'
import { makeShop } from '../support/shop.ts'

const SCHEME = `scheme: supply
from: 2026-01
people:
  file: roster*
  columns: { id: id, name: name, position: position }
  paid: id is not blank
tables:
  figures:
    file: figures*
    one figure per row: { name: figure, value: value }
    columns: { supply rate: number, turnover: number }
  calls:
    file: calls*
    month: day
    columns: { call: id, day: date, who: person, answered: number }
parameters:
  goal: 90%
pay:
  - for: everyone
    lines:
      supply: { bands of: supply rate, from 98%: ¥200, below: ¥0 }
      calls: count(calls by who where answered ≥ goal) × ¥10
`
const FIGURES = 'figure,value\nsupply rate,85.4%\nturnover,7.3\n'
const CALLS = 'call,day,who,answered\nC1,2026-07-02,01,95%\nC2,2026-07-03,01,0.9\nC3,2026-07-04,01,50%\n'
const FILES = {
  'scheme.yaml': SCHEME,
  'data/2026-07/roster.csv': 'id,name,position\n01,Li Ming,clerk\n',
  'data/2026-07/figures.csv': FIGURES,
  'data/2026-07/calls.csv': CALLS,
}

async function told(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { problems } = await monthOutcome({ ...FILES, ...files })
  return problems
    .filter(p => p.code !== 'COLUMN_UNUSED')
    .map(p => `${p.severity} ${p.code} ${p.at ? placeText(p.at) : ''}`)
}

describe('a figure a hundred times what it is compared with', () => {
  test('is none where it is written with its sign, or as a fraction', async () => {
    expect(await told({})).toEqual([])
    // 110% and 300% are more than any goal, and so they may be.
    expect(await told({ 'data/2026-07/figures.csv': edited(FIGURES, ['85.4%', '1.1']) })).toEqual([])
    expect(await told({ 'data/2026-07/figures.csv': edited(FIGURES, ['85.4%', '3']) })).toEqual([])
  })

  test('stops the month, at its cell: a figure of the shop', async () => {
    expect(await told({ 'data/2026-07/figures.csv': edited(FIGURES, ['85.4%', '85.4']) })).toEqual([
      'error PERCENT_FAR data/2026-07/figures.csv:2:2',
    ])
  })

  test('a figure of a row, held against a percentage with a name; each text once', async () => {
    const calls = edited(CALLS, ['95%', '95'], ['50%', '95'])
    expect(await told({ 'data/2026-07/calls.csv': calls })).toEqual(['error PERCENT_FAR data/2026-07/calls.csv:2:4'])
  })

  test('not where nothing but numbers stands against it, nor where the column is one of percentages', async () => {
    const numbers = edited(SCHEME, ['from 98%: ¥200', 'from 98: ¥200'])
    const figures = { 'data/2026-07/figures.csv': edited(FIGURES, ['85.4%', '85.4']) }
    expect(await told({ ...figures, 'scheme.yaml': numbers })).toEqual([])
    const percent = edited(SCHEME, ['supply rate: number', 'supply rate: percent'])
    expect(await told({ ...figures, 'scheme.yaml': percent })).toEqual([])
  })

  test('counts where the scheme accepts it', async () => {
    const accepting = edited(SCHEME, ['parameters:', 'allow: { PERCENT_FAR: they are times }\nparameters:'])
    const figures = { 'data/2026-07/figures.csv': edited(FIGURES, ['85.4%', '85.4']) }
    expect(await told({ ...figures, 'scheme.yaml': accepting })).toEqual([
      'warning PERCENT_FAR data/2026-07/figures.csv:2:2',
    ])
  })

  test('a percentage where the scheme has plain figures, and one among plain figures', async () => {
    const plain = edited(SCHEME, ['from 98%: ¥200', 'from 98: ¥200'])
    // 85.4% is 0.854, which no figure of 98 is meant for.
    expect(await told({ 'scheme.yaml': plain })).toEqual(['error PERCENT_PLAIN data/2026-07/figures.csv:2:2'])
    const mixed = edited(CALLS, ['0.9', '90'])
    expect(await told({ 'data/2026-07/calls.csv': mixed })).toEqual([
      'warning UNIT_UNSAID data/2026-07/calls.csv:3:4',
      'error PERCENT_FAR data/2026-07/calls.csv:3:4',
    ])
    // A share of one beside percentages is one.
    expect(await told({ 'data/2026-07/calls.csv': edited(CALLS, ['0.9', '1.05']) })).toEqual([])
  })

  test('is asked for again where it is given: `--set`', async () => {
    const root = makeShop(FILES)
    const asked = ['run', '-C', root, '--period', '2026-07', '--json', '--set']
    const refused = await run([...asked, 'supply rate=98.5'])
    expect(refused.code).not.toBe(0)
    expect(refused.err + refused.out).toContain('9850% / 98.5%')
    // 98.5% reaches the band of 98%: 200, and C1 and C2 are answered by 90%: 2 × 10.
    for (const given of ['98.5%', '0.985']) {
      const { people } = json(await run([...asked, `supply rate=${given}`])) as { people: { net: string }[] }
      expect(people.map(p => p.net)).toEqual(['220.00'])
    }
  })
})
