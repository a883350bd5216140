// Every amount and figure of every statement can be explained: what is asked for by the name that stands there is answered with the
// figure that stands there, its arithmetic holds, its parts are what it was made of, and it ends in files, entries or the scheme.
// Of golden months with corrections, deductions and reserves, and of shops of the catalogue, in both languages.

import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { explanationLines } from '../../src/cli/show-explanation.ts'
import { terminal } from '../../src/cli/streams.ts'
import { parsePeriod } from '../../src/core/calendar.ts'
import type { Decimal } from '../../src/core/decimal.ts'
import { amountForPeople } from '../../src/core/money.ts'
import { scoreText } from '../../src/explain/arithmetic-text.ts'
import { explained } from '../../src/explain/month.ts'
import type { Node } from '../../src/explain/tree.ts'
import { type Statement, statements } from '../../src/reports/statement.ts'
import { type Explainer, explainerOf } from '../../src/shop/explain.ts'
import { type Language, wordsIn } from '../../src/words/language.ts'
import { ADJUSTED, adjustedShop } from '../support/adjusted-shop.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'
import { GOLDEN, rowsOf } from '../support/golden.ts'
import { foreign, wordsOf } from '../support/languages.ts'
import { filledShop, OPEN } from '../support/opening.ts'
import { resultOf, sameValue, wrongSteps } from '../support/recompute.ts'
import { stintShop } from '../support/stint-shop.ts'
import { twoMonths } from '../support/two-months.ts'

/** What stands on a statement: by what it is asked for, and how it is written there. */
type Standing = readonly [name: string, value: string]

const NOW = new Date(2026, 9, 3)

function standing(statement: Statement, several: boolean): Standing[] {
  const { person, held } = statement
  const found: Standing[] = []
  const amount = (name: string, value: Decimal): void => {
    found.push([name, amountForPeople(value)])
  }
  for (const language of ['en', 'zh'] as const) {
    const { statement: words, labels } = wordsIn(language)
    amount(words.gross, person.gross)
    amount(words.net, person.net)
    if (statement.withheld.length > 0) amount(words.withheld, person.withheld)
    if (statement.deductions.length > 0) {
      amount(words.deducted, person.deducted)
      amount(words.carried, person.carried)
    }
    if (statement.corrections.length > 0)
      amount(
        words.corrections,
        statement.corrections.map(c => c.amount).reduce((a, b) => a.plus(b)),
      )
    if (statement.limit) amount(words.limit, statement.limit.amount)
    for (const d of statement.deductions) {
      amount(`${words.due} ${d.name} ${d.origin}`, d.amount)
      amount(`${words.carried} ${d.name} ${d.origin}`, d.carried)
    }
    if (held.groups.some(g => !g.forfeited)) amount(labels.held, held.total)
    for (const { reserve, lots, forfeited } of held.groups)
      for (const lot of lots)
        if (forfeited) amount(`${words.forfeited} ${reserve}`, lot.amount)
        else amount(`${labels.held} ${reserve} ${lot.origin}`, lot.amount)
  }
  for (const { name, amount: value } of [...statement.lines, ...statement.corrections, ...statement.withheld])
    amount(name, value)
  for (const d of statement.deductions) amount(`${d.name} ${d.origin}`, d.taken)
  for (const score of several ? [] : person.scores) found.push([score.name, scoreText(score)])
  for (const { name, items } of statement.cards)
    for (const item of items) found.push([`${name}.${item.name}`, item.points])
  return found
}

function all(node: Node): Node[] {
  return [node, ...node.parts.flatMap(all)]
}

/** What of a tree is not so. */
function faultsOf(node: Node): string[] {
  const faults = wrongSteps(node.steps)
  const last = node.steps.at(-1)
  const result = last && resultOf(last)
  if (result !== undefined && node.kind !== 'none' && !sameValue(result, node.value))
    faults.push(`comes to ${result}, not ${node.value}`)
  if (node.kind === 'sum' && !node.again && node.parts.length > 0 && node.formula === '') {
    const text = node.steps.find(s => s.kind === 'arithmetic')?.text ?? node.value
    const figures = text.match(/[\d,]+\.\d\d/g) ?? []
    const parts = node.parts.map(p => p.value.replace(/^-/, ''))
    if (figures.join(' ') !== parts.join(' ')) faults.push(`${text} of ${parts.join(' ')}`)
  }
  const nothing = node.kind === 'sum' && sameValue(node.value, '0')
  const ends = nothing || node.parts.length > 0 || node.again || node.rows !== undefined || node.entry !== undefined
  if (!ends && node.at === '') faults.push('has no source')
  return faults.map(fault => `${JSON.stringify(node.name)}: ${fault}`)
}

const quiet = { write: () => {}, columns: 100 }
const setting = { stdout: quiet, stderr: quiet, cwd: '/', now: new Date(0), env: {} }

interface Looked {
  readonly asked: number
  readonly faults: readonly string[]
}

async function explainerFor(root: string, period: string, language: Language, exact: boolean): Promise<Explainer> {
  const { value, problems } = await explainerOf({ root }, parsePeriod(period)!, { exact, language, most: 0 })
  if (!value) throw new Error(problems.map(p => `${p.code} ${JSON.stringify(p.facts)}`).join('\n'))
  return value
}

/** Asks for everything that stands on the statements of a month, in a language. */
async function everything(root: string, period: string, language: Language): Promise<Looked> {
  const explainer = await explainerFor(root, period, language, false)
  // Figures that go on are cut for people: arithmetic is held against exact ones.
  const exactly = await explainerFor(root, period, language, true)
  const { month } = explainer
  const corpus = wordsOf(root)
  const t = terminal(setting, { color: false, lang: language })
  const shown = explained(month)
  const statementOf = statements(shown, await shown.rowsTold())
  const faults = new Set<string>()
  const known = new Set<string>()
  let asked = 0
  // In the language that its sheets are not in, every fourth person.
  const people = month.result.people.filter((_, i) => language === month.scheme.sheets || i % 4 === 0)
  for (const person of people) {
    const statement = statementOf(person)
    // What is another's alone is not told on a statement.
    const { statement: sheets, formula } = wordsIn(month.scheme.sheets)
    const several = month.engine.stintsOf(person.row) !== undefined
    const said = new Map([true, false].map(is => [formula.truth(is), wordsIn(language).formula.truth(is)]))
    const figures = [...statement.figures, ...statement.inputs.flatMap(list => list.inputs)]
      .filter(f => f.value !== sheets.hidden)
      .map(
        f =>
          [
            several && f.whose !== '' && f.whose !== sheets.shop ? `${f.name} (${f.whose})` : f.name,
            said.get(f.value) ?? f.value,
          ] as const,
      )
    for (const [name, value] of [...standing(statement, several), ...figures]) {
      asked++
      const fault = (text: string): unknown => faults.add(`${person.id} ${name}: ${text}`)
      const [found, exact] = [(await explainer.ask(person.id, name)).found, (await exactly.ask(person.id, name)).found]
      if (found.kind !== 'tree' || exact.kind !== 'tree') {
        fault(JSON.stringify(found))
        continue
      }
      // Where several things have the name, the ways that are told lead to each of them.
      const answers = [found.node.value]
      for (const way of found.node.value === value ? [] : found.also) {
        const other = (await explainer.ask(person.id, way)).found
        if (other.kind === 'tree') answers.push(other.node.value)
      }
      if (!answers.includes(value)) fault(`${answers.join(', ')}, not ${value}`)
      for (const node of all(exact.node)) if (!known.has(node.id)) faultsOf(node).forEach(fault)
      for (const node of all(found.node)) {
        if (known.has(node.id)) continue
        known.add(node.id)
        const strange = foreign[language.startsWith('zh') ? 'zh' : 'en'](
          explanationLines({ ...node, parts: [] }, language, t).join('\n'),
          corpus,
        )
        if (strange.length > 0) fault(`not in ${language}: ${strange.join(' | ')}`)
      }
    }
  }
  return { asked, faults: [...faults] }
}

describe('the golden shop', () => {
  const shop = async (): Promise<string> => {
    const root = join(tempFolder(), 'shop')
    cpSync(GOLDEN, root, { recursive: true })
    const call = async (...argv: string[]): Promise<void> => {
      const ran = await run(argv, { cwd: root, now: NOW })
      expect(ran.code, ran.err).toBe(0)
    }
    for (const command of ['run', 'close']) await call(command, '--period', '2026-07')
    // Order WX2607003832 was 6,000.00 more.
    const rows = await rowsOf('2026-07', '维修工单')
    const text = rows.map(cells => cells.map(c => `"${c}"`).join(',')).join('\n')
    put(root, {
      'data/2026-07/维修工单_202607.csv': edited(edited(text, ['"¥231.75"', '"6231.75"']), ['446761.09', '452761.09']),
    })
    await call('correct', '--period', '2026-07')
    return root
  }

  test.each(['zh', 'en'] as const)('August, after a correction of July (%s)', { timeout: 300_000 }, async language => {
    const root = await shop()
    const { asked, faults } = await everything(root, '2026-08', language)
    expect(faults.slice(0, 40)).toEqual([])
    expect(asked).toBeGreaterThan(language === 'zh' ? 2000 : 500)
  })
})

describe('shops of the catalogue', () => {
  const folder = new URL('../../fixtures/schemes/', import.meta.url)
  test.each(readdirSync(folder).sort())('%s', { timeout: 120_000 }, async name => {
    const root = join(tempFolder(), 'shop')
    cpSync(new URL(name, folder), root, { recursive: true })
    const period = readdirSync(join(root, 'data'))
      .filter(month => /^\d{4}-\d\d$/.test(month))
      .sort()
      .at(-1)!
    for (const language of ['zh', 'en'] as const) {
      const { asked, faults } = await everything(root, period, language)
      expect(faults.slice(0, 40)).toEqual([])
      expect(asked).toBeGreaterThan(2)
    }
  })
})

test('a shop whose book was opened in the middle', { timeout: 60_000 }, async () => {
  const root = await filledShop()
  expect((await run([...OPEN], { cwd: root, now: new Date(2026, 10, 15) })).code).toBe(0)
  for (const language of ['en', 'zh'] as const) {
    const { asked, faults } = await everything(root, '2026-10', language)
    expect(faults).toEqual([])
    expect(asked).toBeGreaterThan(10)
  }
})

test('two positions in a month', { timeout: 60_000 }, async () => {
  const root = stintShop()
  for (const language of ['en', 'zh'] as const) {
    const { asked, faults } = await everything(root, '2026-07', language)
    expect(faults).toEqual([])
    expect(asked).toBeGreaterThan(10)
  }
})

test('adjustments', { timeout: 60_000 }, async () => {
  const root = adjustedShop(ADJUSTED)
  for (const language of ['en', 'zh'] as const) {
    const { asked, faults } = await everything(root, '2026-07', language)
    expect(faults).toEqual([])
    expect(asked).toBeGreaterThan(5)
  }
})

test('an English shop, with deductions of the month before', async () => {
  const root = twoMonths()
  for (const command of ['run', 'close'])
    expect((await run([command, '--period', '2026-07'], { cwd: root, now: NOW })).code).toBe(0)
  const { asked, faults } = await everything(root, '2026-08', 'en')
  expect(faults).toEqual([])
  expect(asked).toBeGreaterThan(50)
})
