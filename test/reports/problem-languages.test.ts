// The sentences of problems are of one language each: those of every mistake that the suite of schemes knows.

import { describe, expect, test } from 'vitest'
import { FUNCTION_NAMES, isAggregate, isPlain } from '../../src/formula/functions.ts'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { schemaText } from '../../src/scheme/json-schema.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { wordsIn } from '../../src/words/language.ts'
import { marked, PERIOD } from '../scheme/cases.ts'
import { EFFECT_CASES } from '../scheme/effect-problems.ts'
import { FILE_CASES } from '../scheme/file-problems.ts'
import { FORMULA_CASES } from '../scheme/formula-problems.ts'
import { IDLE_CASES } from '../scheme/idle-problems.ts'
import { LAYOUT_CASES } from '../scheme/layout-problems.ts'
import { LINT_CASES } from '../scheme/lint-problems.ts'
import { SHARING_CASES } from '../scheme/sharing-problems.ts'
import { foreign } from '../support/languages.ts'

/** Words of the scheme language that a hint may name: the keys of its schema, types, settings and functions. */
const LANGUAGE = new Set(
  [
    ...[...schemaText().matchAll(/"([^"]+)":/g)].map(m => m[1]!),
    'money number percent count date text yes/no id list person group position name none problem value half even',
    'CNY USD EUR GBP HKD INR hours minutes down up equally by the cell only where shop above to formula bands of marginal weighted choose',
    'not below below table people type same last',
    // Words that stand for something, and names of formats.
    'allowed everyone otherwise account moment fen yuan jiao year month yyyymm part total utf with BOM txt yyyy mm dd yyyymmdd hh A B ZZ',
    ...FUNCTION_NAMES,
  ].flatMap(words => words.split(/[ /-]/)),
)

/** Units that a scheme may write in either language. */
const UNITS = '小时 分钟 天 次 千元 万元'

const CASES = [FILE_CASES, FORMULA_CASES, SHARING_CASES, LINT_CASES, LAYOUT_CASES, EFFECT_CASES, IDLE_CASES].flat()

describe.each(['en', 'zh'] as const)('in %s', language => {
  test.each(CASES.map(c => [`${c.code}: ${c.name}`, c] as const))('%s', (_, c) => {
    const { text } = marked(c.edits)
    for (const p of loadScheme(text, 'scheme.yaml', PERIOD).problems) {
      const { message, hint } = sentenceOf(p, language)
      expect(foreign[language](`${message}\n${hint}`, `${text}\n${UNITS}`, LANGUAGE)).toEqual([])
    }
  })
})

test('every function is told in Chinese how it is used', () => {
  const usages = FUNCTION_NAMES.flatMap(name => [
    ...(isPlain(name) ? [{ plain: name }] : []),
    ...(isAggregate(name) ? [{ aggregate: name }] : []),
  ])
  for (const usage of usages) {
    const { hint } = wordsIn('zh').problems.ARGUMENTS_WRONG({ name: 'f', usage, found: '1' })
    expect(foreign.zh(hint, '', LANGUAGE)).toEqual([])
    expect(wordsIn('en').problems.ARGUMENTS_WRONG({ name: 'f', usage, found: '1' }).hint).not.toBe(hint)
  }
})
