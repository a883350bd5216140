// Whoever follows what a trial asks for comes to a result: every name that it gives can be set, every form that it says is
// taken, and nothing is asked twice. Over all shipped schemes, one person and several, from nothing.

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ProblemOf } from '../../src/core/problem.ts'
import { tryPeople } from '../../src/pay/trial.ts'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import type { Scheme } from '../../src/scheme/model.ts'

const SCHEMES = join(import.meta.dirname, '../../fixtures/schemes')
const GOLDEN = join(import.meta.dirname, '../../fixtures/golden')

function schemeOf(folder: string): Scheme {
  const { scheme, problems } = loadScheme(readFileSync(join(folder, 'scheme.yaml'), 'utf8'), 'scheme.yaml', undefined)
  if (!scheme) throw new Error(JSON.stringify(problems))
  return scheme
}

/** What somebody would write who reads what is due. */
function answerTo({ form, range }: ProblemOf<'INPUT_MISSING'>['facts'], figure: string): string {
  const forms: Record<string, string> = {
    'yes/no': 'yes',
    percent: '80%',
    date: '2026-03-14',
    text: 'x',
    list: 'x',
    id: '7',
  }
  const low = range && /^(?:from |above )?(-?\d+(?:\.\d+)?)/.exec(range)?.[1]
  const [first] = form
  if (typeof first === 'string') return first
  return forms[first!.term] ?? (low !== undefined && (Number(low) > 1 || / or |%/.test(range!)) ? low : figure)
}

/** Follows the hints until nothing is asked any more; gives what then is in the way, and what was asked. */
function follow(scheme: Scheme, positions: readonly (string | undefined)[], figure: string): string[] {
  const people = positions.map((position, i) => ({ id: `${i + 1}`, position, values: new Map(), at: undefined }))
  const given = new Map<string, string>()
  for (let round = 0; round < 20; round++) {
    const { problems } = tryPeople(scheme, people, given, undefined)
    const asked = problems.filter(p => p.code === 'INPUT_MISSING')
    // A plain 3 where the scheme has percentages is asked for again: 3%.
    const again = problems.flatMap(p => {
      const reading = p.code === 'INPUT_INVALID' ? / \/ (.+%)$/.exec(String(p.facts.expected[0]))?.[1] : undefined
      return p.code === 'INPUT_INVALID' && reading !== undefined ? [[p.facts.name, reading] as const] : []
    })
    for (const [name, reading] of again) given.set(name, reading)
    if (again.length > 0) continue
    if (asked.length === 0)
      return problems.filter(p => p.severity === 'error').map(p => `${p.code} ${JSON.stringify(p.facts)}`)
    for (const p of asked) {
      for (const language of ['en', 'zh'] as const) {
        const name = /--set "([^"$`]+)=…"/.exec(sentenceOf(p, language).hint)?.[1]
        expect(name).toBe(p.facts.name)
      }
      if (given.has(p.facts.name)) return [`asked twice: ${p.facts.name}`]
    }
    for (const p of asked) given.set(p.facts.name, answerTo(p.facts, figure))
  }
  return ['no end']
}

/** What a made-up figure may run into: the scheme's own rules about figures, of which each says what to correct. */
const OF_FIGURES =
  /^(RULE_BROKEN|REFUSED|NET_NEGATIVE|BELOW_ZERO|CHOICE_NONE|SHARE_IMPOSSIBLE|DIVISION_BY_ZERO|BANDS_DISORDER)/

describe('each hint of a trial leads on', () => {
  const folders = [...readdirSync(SCHEMES).map(name => join(SCHEMES, name)), GOLDEN]
  test.each(folders.map(folder => [basename(folder), folder]))('%s', (_, folder) => {
    const scheme = schemeOf(folder)
    const positions = scheme.positions.length > 0 ? scheme.positions : [undefined]
    for (const figure of ['1', '3']) {
      for (const position of positions)
        expect(follow(scheme, [position], figure).filter(left => !OF_FIGURES.test(left))).toEqual([])
      expect(follow(scheme, [...positions, positions[0]], figure).filter(left => !OF_FIGURES.test(left))).toEqual([])
    }
  })
})
