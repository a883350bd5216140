// A slip in YAML is told at its own line, whatever line YAML gives up at: every kind of slip, put into lines of
// shipped schemes that can have it. And what YAML reads has no slip.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import type { YamlSlip } from '../../src/core/terms.ts'
import { parseSchemeText } from '../../src/scheme/text.ts'
import { yamlSlips } from '../../src/scheme/yaml-slips.ts'

const SCHEME_FILES = ['templates/workshop', 'schemes/shop-commission', 'schemes/rep-50-35-15'].map(
  name => `fixtures/${name}/scheme.yaml`,
)
/** Of so many lines one is tried. */
const EVERY = Number(process.env.SLIPS_EVERY ?? 12)

/** A line of a scheme with a slip in it; undefined where it can't have this one. `above`, `below`: its neighbours. */
type Slip = (line: string, above: string, below: string) => string | undefined

const NAMED = /^( +)([^\s"'#{[-][^"'#{}[\],:]*): (\S.*)$/
const indentOf = (line: string): number => line.length - line.trimStart().length
const isBracketed = (line: string): boolean => / [{[].*[}\]]$/.test(line) && !line.includes(' #')

const SLIPS: Readonly<Partial<Record<YamlSlip, Slip>>> = {
  'colon without space': line => (NAMED.test(line) ? line.replace(NAMED, '$1$2:$3') : undefined),
  'no colon': line => (NAMED.test(line) ? line.replace(NAMED, '$1$2 $3') : undefined),
  'wide colon': line => (NAMED.test(line) ? line.replace(NAMED, '$1$2：$3') : undefined),
  'second colon': line => (/^ +[^\s"'#{[-][^"'#{}[\],:]*: [^"'{[>|\s][^:#]*$/.test(line) ? `${line}: 甲` : undefined),
  sign: line => (NAMED.test(line) ? line.replace(NAMED, '$1$2: *$3') : undefined),
  'open quote': line =>
    /^ +[^\s"'#{[-][^"'#{}[\],:]*: [^"'{[>|\s][^"'#]*$/.test(line) ? line.replace(': ', ': "') : undefined,
  'open bracket': (line, _, below) =>
    isBracketed(line) && indentOf(below) <= indentOf(line) && NAMED.test(below) ? line.slice(0, -1) : undefined,
  remark: (line, _, below) =>
    isBracketed(line) && indentOf(below) <= indentOf(line) && NAMED.test(below)
      ? `${line.slice(0, -1)} # ${line.slice(-1)}`
      : undefined,
  'too far right': (line, above) =>
    NAMED.test(line) && NAMED.test(above) && !/[>|][-+]?$/.test(above) && indentOf(line) === indentOf(above)
      ? ` ${line}`
      : undefined,
  'no column': (line, above) =>
    NAMED.test(line) && NAMED.test(above) && indentOf(line) === indentOf(above) ? line.slice(1) : undefined,
  tab: line => (NAMED.test(line) ? `\t${line.trimStart()}` : undefined),
  dash: (line, above) =>
    NAMED.test(line) && NAMED.test(above) && indentOf(line) === indentOf(above)
      ? line.replace(/^ +/, indent => `${indent}- `)
      : undefined,
}

describe.each(Object.entries(SLIPS))('%s', (slip, put) => {
  test('is told at its own line', () => {
    let tried = 0
    const missed: string[] = []
    for (const file of SCHEME_FILES) {
      const lines = readFileSync(file, 'utf8').split('\n')
      for (const [i, line] of lines.entries()) {
        if (i % EVERY !== 0) continue
        const wrong = put(line, lines[i - 1] ?? '', lines[i + 1] ?? '')
        if (wrong === undefined) continue
        const text = lines.toSpliced(i, 1, wrong).join('\n')
        // What YAML reads all the same is no slip of the text.
        if (parseDocument(text, { schema: 'failsafe', uniqueKeys: false }).errors.length === 0) continue
        tried++
        const told = parseSchemeText(text, 'scheme.yaml').problems
        const first = told[0]!
        const right = first.code === 'YAML_SYNTAX' && first.facts.slip === slip && first.at?.line === i + 1
        if (!right || told.length > 1)
          missed.push(
            `${file}:${i + 1} ${wrong.trim()} → ${told.map(p => `${JSON.stringify(p.facts)} ${p.at?.line}`).join(', ')}`,
          )
      }
    }
    expect(tried).toBeGreaterThan(2)
    expect(missed).toEqual([])
  })
})

test('no shipped scheme has a slip', () => {
  for (const file of SCHEME_FILES) expect([file, yamlSlips(readFileSync(file, 'utf8'))]).toEqual([file, []])
})
