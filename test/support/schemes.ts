// Small schemes for tests: a base with a roster and a table of figures a person, sections added as text, and people with
// given values. What comes back are plain texts.

import { placeText } from '../../src/core/place.ts'
import type { Problem } from '../../src/core/problem.ts'
import { partsOf } from '../../src/pay/person-sheet.ts'
import { tryPeople } from '../../src/pay/trial.ts'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { type LoadedScheme, loadScheme } from '../../src/scheme/load.ts'

/** A roster with two groups, and the figures `a`, `b` (numbers), `n` (count), `m`, `k` (money), `t` (text), `ok`, `day`. */
export const HEAD = `scheme: test
from: 2026-01
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
    team: group
    zone: group
    share: { type: number, blank: none }
  paid: yes
tables:
  figures:
    file: figures*
    one row per: who
    missing row: blank
    columns:
      who: person
      a: { type: number, blank: none }
      b: { type: number, blank: none }
      n: { type: count, blank: none }
      m: { type: money, blank: none }
      k: { type: money, blank: none }
      t: { values: [x, y, z], blank: none }
      ok: { type: yes/no, blank: none }
      day: { type: date, blank: none }
`

export function load(text: string): LoadedScheme {
  const loaded = loadScheme(text, 'scheme.yaml', undefined)
  // HEAD has columns for every test; a single one reads few of them.
  return { ...loaded, problems: loaded.problems.filter(p => p.code !== 'COLUMN_UNUSED') }
}

export type Given = Readonly<Record<string, string>>

export interface Worked {
  /** By person id: scores, lines and the rest as texts. */
  readonly people: Record<
    string,
    {
      scores: Record<string, string>
      lines: Record<string, string>
      flags: readonly string[]
      gross: string
      net: string
    }
  >
  readonly problems: readonly Problem[]
}

const PERSON = new Set(['id', 'position'])

/** Works people out by a scheme of HEAD and these sections. Each needs no more than what the sections read. */
export function work(sections: string, people: readonly Given[], shared: Given = {}): Worked {
  const loaded = load(`${HEAD}${sections}`)
  if (!loaded.scheme) throw new Error(loaded.problems.map(inShort).join('\n'))
  const trial = tryPeople(
    loaded.scheme,
    people.map((given, i) => ({
      id: given.id ?? `${i + 1}`,
      position: given.position ?? 'clerk',
      values: new Map(Object.entries(given).filter(([name]) => !PERSON.has(name))),
      at: undefined,
    })),
    new Map(Object.entries(shared)),
    undefined,
    true,
  )
  const found = (trial.result?.people ?? []).map(p => [
    p.id,
    {
      scores: Object.fromEntries(p.scores.map(s => [s.name, s.text])),
      lines: Object.fromEntries(partsOf(p, 'line').map(l => [l.name, l.amount.toFixed(2)])),
      flags: p.flags,
      gross: p.gross.toFixed(2),
      net: p.net.toFixed(2),
    },
  ])
  return { people: Object.fromEntries(found), problems: trial.problems }
}

/** One score of one person; the codes of problems where there are some. */
export function score(definition: string, given: Given): string {
  const worked = work(`scores:\n  s: ${definition}\n`, [given])
  if (worked.problems.length > 0) return worked.problems.map(p => p.code).join(' ')
  return worked.people['1']!.scores.s ?? 'blank'
}

/** One score that is a map: its lines stand one deeper. */
export function scoreOf(lines: readonly string[], given: Given): string {
  return score(`\n${lines.map(l => `    ${l}`).join('\n')}`, given)
}

/** Codes of the problems of a scheme of HEAD and these sections. */
export function codes(sections: string): string[] {
  return load(`${HEAD}${sections}`).problems.map(p => p.code)
}

/** `scheme.yaml:12:5 CODE message · hint`. */
export function inShort(p: Problem): string {
  const { message, hint } = sentenceOf(p, 'en')
  return `${p.at ? placeText(p.at) : ''} ${p.code} ${message} · ${hint}`
}
