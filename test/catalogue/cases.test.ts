// Every scheme of the catalogue with its own cases: fixtures/schemes/<id>/scheme.yaml and cases.yaml; and those from elsewhere
// under fixtures/schemes-more. A scheme without cases, a case that compares nothing, and a scheme with any problem fail.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDocument, visit } from 'yaml'
import { parsePeriod } from '../../src/core/calendar.ts'
import { amountText } from '../../src/core/money.ts'
import type { Problem } from '../../src/core/problem.ts'
import type { PersonResult } from '../../src/pay/result.ts'
import { tryPeople } from '../../src/pay/trial.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { inShort } from '../support/schemes.ts'

const ROOT = new URL('../../fixtures/', import.meta.url)
const FOLDERS = ['schemes', 'schemes-more'].flatMap(part =>
  readdirSync(new URL(`${part}/`, ROOT), { withFileTypes: true })
    .filter(e => e.isDirectory())
    .map(e => `${part}/${e.name}`)
    .sort(),
)

type Texts = Record<string, string>
interface Expected {
  lines?: Texts
  scores?: Texts
  reserves?: Record<string, { withheld?: string; forfeited?: string }>
  deductions?: Texts
  flags?: string[]
}
interface Case {
  name: string
  position?: string
  people?: Texts[]
  /** Month that the case is of, where that matters. */
  period?: string
  set?: Texts
  expect?: Expected | Record<string, Expected>
  refused?: string[]
  why: string
}

/** What a case may compare, as texts. */
function outcome(p: PersonResult): Required<Expected> {
  return {
    lines: Object.fromEntries(p.lines.map(l => [l.name, amountText(l.amount)])),
    scores: Object.fromEntries(p.scores.map(s => [s.name, s.text])),
    reserves: Object.fromEntries(
      p.reserves.map(r => [r.name, { withheld: amountText(r.withheld), forfeited: amountText(r.forfeited) }]),
    ),
    deductions: Object.fromEntries(p.deductions.map(d => [d.name, amountText(d.amount)])),
    flags: [...p.flags],
  }
}

/** The inputs that problems name as missing, out of range, or a divisor of zero. */
function named(problems: readonly Problem[]): string[] {
  const found = problems.flatMap(p => {
    switch (p.code) {
      case 'INPUT_MISSING':
      case 'INPUT_INVALID':
      case 'INPUT_DISAGREES':
      case 'INPUT_UNKNOWN':
        return [p.facts.name]
      case 'VALUE_BLANK':
        return [p.facts.blank]
      case 'DIVISION_BY_ZERO':
        return [p.facts.divisor]
      case 'CELL_RANGE':
        return [p.facts.column]
      default:
        return []
    }
  })
  return [...new Set(found)].sort()
}

/** The cases of a scheme; every figure in the file must be a quoted text, so that none is read as a double. */
function casesOf(folder: string): Case[] {
  const document = parseDocument(readFileSync(new URL(`${folder}/cases.yaml`, ROOT), 'utf8'))
  expect(document.errors).toEqual([])
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key') expect(`${folder}: ${typeof node.value} ${node.value}`).toBe(`${folder}: string ${node.value}`)
    },
  })
  return (document.toJS() as { cases: Case[] }).cases
}

/** Each thing that the case expects is there and the same; nothing in `expect` is passed over. */
function compare(expected: Expected, p: PersonResult): number {
  const found = outcome(p)
  let compared = 0
  for (const [kind, value] of Object.entries(expected)) {
    expect(Object.keys(found)).toContain(kind)
    if (kind === 'flags') expect(found.flags).toEqual(value)
    else expect(found[kind as 'lines']).toMatchObject(value as Texts)
    compared += Math.max(Object.keys(value).length, 1)
  }
  return compared
}

test('the whole catalogue is there', () => {
  expect(FOLDERS.filter(f => f.startsWith('schemes/'))).toHaveLength(28)
})

describe.each(FOLDERS)('%s', folder => {
  const { scheme, problems } = loadScheme(
    readFileSync(new URL(`${folder}/scheme.yaml`, ROOT), 'utf8'),
    'scheme.yaml',
    undefined,
  )

  test('the scheme has no problem', () => {
    expect(problems.map(inShort)).toEqual([])
  })

  test('the scheme has cases', () => {
    expect(existsSync(new URL(`${folder}/cases.yaml`, ROOT))).toBe(true)
    expect(casesOf(folder).length).toBeGreaterThan(0)
  })

  const cases = existsSync(new URL(`${folder}/cases.yaml`, ROOT)) ? casesOf(folder) : []
  test.each(cases.map(c => [c.name, c] as const))('%s', (_, c) => {
    expect(c.why, 'the arithmetic of the case').toBeTruthy()
    const people = (c.people ?? [{ id: '1', ...(c.position === undefined ? {} : { position: c.position }) }]).map(
      given => {
        const { id, position, ...values } = given as Texts
        return { id: id!, position, values: new Map(Object.entries(values)), at: undefined }
      },
    )
    const trial = tryPeople(
      scheme!,
      people,
      new Map(Object.entries(c.set ?? {})),
      c.period === undefined ? undefined : (parsePeriod(c.period) ?? undefined),
    )
    const errors = trial.problems.filter(p => p.severity === 'error')
    if (c.refused) {
      expect(errors.length).toBeGreaterThan(0)
      expect(named(errors)).toEqual([...c.refused].sort())
      return
    }
    expect(errors.map(inShort)).toEqual([])
    const expected = c.people ? (c.expect as Record<string, Expected>) : { 1: c.expect as Expected }
    let compared = 0
    for (const [id, of] of Object.entries(expected)) {
      const person = trial.result!.people.find(p => p.id === id)
      expect(person, `person ${id}`).toBeDefined()
      compared += compare(of, person!)
    }
    expect(compared).toBeGreaterThan(0)
  })
})
