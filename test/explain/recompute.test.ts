// What is explained recomputes: every step of everything that is paid in the golden months and in the samples of all schemes comes
// to what it says, worked out again from its text alone; and each value is what its last step came to.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import { exactStyle } from '../../src/explain/arithmetic-text.ts'
import { readerWith } from '../../src/explain/readers.ts'
import { sheetCells } from '../../src/explain/sums.ts'
import { type Node, treeOf } from '../../src/explain/tree.ts'
import type { WorkedMonth } from '../../src/pay/month.ts'
import { tryPeople } from '../../src/pay/trial.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { GOLDEN, MONTHS, monthOf } from '../support/golden.ts'
import { PEOPLE } from '../support/live-cases.ts'
import { figure } from '../support/live-random.ts'
import { printedValue, resultOf, sameValue, wrongSteps } from '../support/recompute.ts'
import { HEAD, inShort, load } from '../support/schemes.ts'

const escaped = (formula: string): string => formula.replaceAll('"', '\\"')

const SCHEMES = fileURLToPath(new URL('../../fixtures/schemes', import.meta.url))

/** All steps of a month that do not come to what they say, and how many there are. */
function wrongIn(month: Pick<WorkedMonth, 'engine' | 'scheme' | 'result'>): { steps: number; wrong: string[] } {
  const { engine, scheme, result } = month
  const reader = readerWith(
    engine,
    exactStyle(number => engine.key({ home: 'person', index: number })),
  )
  const seen = new Set<string>()
  const wrong: string[] = []
  let steps = 0
  const visit = (node: Node): void => {
    if (!seen.has(node.id)) {
      seen.add(node.id)
      steps += node.steps.length
      wrong.push(...wrongSteps(node.steps).map(text => `${node.id}: ${text}`))
      const last = node.steps.at(-1)
      const came = node.kind === 'none' ? undefined : last && resultOf(last)
      if (came !== undefined && !sameValue(came, node.value)) wrong.push(`${node.id}: ${node.value} after ${came}`)
    }
    node.parts.forEach(visit)
  }
  for (const person of result.people) {
    visit(treeOf(reader, sheetCells(reader, person).net))
    // What nobody needs and can't be worked out is no part of the month.
    const columns = [...scheme.pay, ...scheme.scores, ...scheme.deductions, ...scheme.flags, ...scheme.values]
    for (const column of columns) {
      const row = engine.world.move(person.row, column.home)
      if (row && typeof engine.value(column, row) !== 'symbol') visit(treeOf(reader, reader.column(column, row)))
    }
  }
  return { steps, wrong }
}

describe('the golden months', () => {
  test.each(MONTHS)('%s', async period => {
    const { steps, wrong } = wrongIn(await monthOf(GOLDEN, period))
    expect(wrong).toEqual([])
    expect(steps).toBeGreaterThan(1000)
  })
})

describe('the samples of all schemes', () => {
  test.each(readdirSync(SCHEMES, { withFileTypes: true }).flatMap(e => (e.isDirectory() ? [e.name] : [])))(
    '%s',
    async name => {
      const root = join(SCHEMES, name)
      let steps = 0
      for (const text of readdirSync(join(root, 'data')).filter(folder => folder !== 'results')) {
        const period = parsePeriod(text)!
        const loaded = loadScheme(readFileSync(join(root, 'scheme.yaml'), 'utf8'), 'scheme.yaml', period)
        const { month } = await workOutMonth({ scheme: loaded, files: { root }, period }, { keepRows: true })
        const found = wrongIn(month!)
        expect(found.wrong).toEqual([])
        steps += found.steps
      }
      expect(steps).toBeGreaterThan(0)
    },
  )
})

describe('random formulas', () => {
  test.each([1, 2, 3])('within roundings, limits, bands and choices (%i)', seed => {
    const formulas = fc.sample(figure, { numRuns: 60, seed })
    const sections = formulas.map((formula, i) => {
      const [kind, other] = [i % 4, formulas[(i + 7) % formulas.length]]
      if (kind === 0) return `  s${i}: { formula: "${escaped(formula)}", round: ${i % 3} ${['up', 'down', ''][i % 3]} }`
      if (kind === 1)
        return `  s${i}: { formula: "round(${escaped(formula)}, 1) × 3 − 1", not below: -2, not above: 7.5 }`
      if (kind === 2)
        return `  s${i}:\n    bands of: ${formula}\n    under 0: ${other}\n    0 to 10: a × 2\n    above 10: b`
      return `  s${i}:\n    choose by: t\n    x: ${formula}\n    otherwise: ${other}`
    })
    const loaded = load(`${HEAD}scores:\n${sections.join('\n')}\n`)
    if (!loaded.scheme) throw new Error(loaded.problems.map(inShort).join('\n'))
    const people = PEOPLE.filter(p => ['a', 'b', 'n', 't', 'ok', 'day'].every(key => p[key])).map(
      ({ id = '', position = '', ...given }) => {
        return { id, position, values: new Map(Object.entries(given)), at: undefined }
      },
    )
    const trial = tryPeople(loaded.scheme, people, new Map(), undefined)
    expect(trial.problems).toEqual([])
    const { steps, wrong } = wrongIn({
      engine: trial.engine!,
      result: trial.result!,
      scheme: loaded.scheme,
    })
    expect(wrong).toEqual([])
    expect(steps).toBeGreaterThan(500)
  })
})

describe('the checker itself', () => {
  test.each([
    ['(449112.27 × 0.5% × 1.5 + 204 × 2元) × 85 ÷ 100', '3209.8410...'],
    ['min(1, 88 ÷ 7)', '1'],
  ])('works out %s', (text, value) => {
    // 449,112.27 × 0.0075 = 3,368.342025; + 408 = 3,776.342025; × 0.85 = 3,209.89072125
    expect(String(printedValue(text)).startsWith(value === '1' ? '1' : '3209.89072125')).toBe(true)
  })

  test('finds what does not come to what it says', () => {
    expect(wrongSteps([{ kind: 'arithmetic', text: '10.99 × 2 + 10.99', result: '30.99' }])).toHaveLength(1)
    expect(
      wrongSteps([{ kind: 'rounded', of: 'x', from: '12.57', places: 1, mode: 'half up', to: '12.5' }]),
    ).toHaveLength(1)
  })
})
