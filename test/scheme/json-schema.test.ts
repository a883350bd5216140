// The JSON Schema of scheme files: current, complete with descriptions, taking every shipped scheme and refusing typical
// mistakes. Files are read as an editor reads them, in which 0.95 is a number.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  type JsonSchema,
  SCHEMA_FILE,
  schemaText,
  schemeJsonSchema,
  withModeline,
} from '../../src/scheme/json-schema.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, tempFolder } from '../support/folders.ts'
import { HEAD } from '../support/schemes.ts'
import { SCHEME } from '../support/shop.ts'

const FIXTURES = fileURLToPath(new URL('../../fixtures/', import.meta.url))
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schemeJsonSchema() as object)

/** What an editor would mark. */
function marks(text: string): string[] {
  validate(parse(text))
  return (validate.errors ?? []).map(e => `${e.instancePath} ${e.message}`)
}

const SHIPPED = ['schemes', 'templates'].flatMap(folder =>
  readdirSync(join(FIXTURES, folder)).map(name => `${folder}/${name}/scheme.yaml`),
)
SHIPPED.push('golden/scheme.yaml')

test('the committed file is current: `bonusbook schema --out fixtures/scheme.schema.json` writes it', () => {
  expect(readFileSync(join(FIXTURES, SCHEMA_FILE), 'utf8')).toBe(schemaText())
})

test('every key says what it is for', () => {
  const schema = schemeJsonSchema()
  const silent: string[] = []
  const definitions = schema.definitions as Record<string, JsonSchema>
  const target = (s: JsonSchema): JsonSchema => (s.$ref ? definitions[s.$ref.replace('#/definitions/', '')]! : s)
  const visit = (s: unknown, path: string): void => {
    if (typeof s !== 'object' || s === null) return
    if ('properties' in s)
      for (const [key, inner] of Object.entries(s.properties as Record<string, JsonSchema>))
        if (inner.description === undefined && target(inner).description === undefined) silent.push(`${path}/${key}`)
    for (const [key, inner] of Object.entries(s)) visit(inner, `${path}/${key}`)
  }
  visit(schema, '')
  expect(silent).toEqual([])
  for (const [name, definition] of Object.entries(definitions)) expect(definition.description, name).toBeDefined()
})

describe('shipped schemes', () => {
  test.each(SHIPPED)('%s is taken, and its modeline finds the schema', path => {
    const text = readFileSync(join(FIXTURES, path), 'utf8')
    expect(marks(text)).toEqual([])
    const line = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)
    expect(line).not.toBeNull()
    expect(resolve(FIXTURES, dirname(path), line![1]!)).toBe(join(FIXTURES, SCHEMA_FILE))
  })

  test('and the schemes of these tests', () => {
    expect(marks(SCHEME)).toEqual([])
  })
})

describe('what the loader takes is taken', () => {
  test.each([
    'parameters:\n  p: { value: 35%, range: 30% to 40% }\n  q: { from 2026-01: 1.17, from 2026-05: 1.13 }\n  r: "“text”"\nvalues:\n  v: p + q\nflags:\n  f: r = "text" and v > 0\n',
    'scores:\n  s:\n    bands of: a\n    round: 2\n    not below: 0\n    not above: 10\n    note: why\n    per: person\n    for: [clerk]\n    when: ok\n    up to 3%: 1\n    30 to 59: { formula: b, round: 0 up }\n    otherwise: 2\n'.replace(
      '30 to 59',
      'up to 5',
    ),
    'scores:\n  s:\n    choose by: t\n    x, y: 1\n    otherwise:\n      bands of: a\n      across: b\n      columns: [under 5, from 5]\n      under 1: [1, 2]\n      from 1: [3, 4]\n',
    'scorecards:\n  c:\n    i: { formula: a, below zero: allowed, round: none }\nscores:\n  s: { weighted: { c: 70%, b: 0.3 }, round: 2 half even }\n',
    'scores:\n  s:\n    marginal bands of: m\n    up to 100元: 1%\n    above 100元: 2%\n',
    'allow: { ROW_TWICE: two alike, PERSON_UNKNOWN: { figures: strangers } }\n',
    'rules:\n  r: { must: a > 0, note: 5 }\napprovals:\n  boss: { when: gross > 1元, forfeiture: yes }\n',
  ])('%s', sections => {
    expect(
      loadScheme(`${HEAD}${sections}`, 'scheme.yaml', undefined)
        .problems.filter(p => p.severity === 'error')
        .map(p => [p.code, p.facts]),
    ).toEqual([])
    expect(marks(`${HEAD}${sections}`)).toEqual([])
  })
})

describe('typical mistakes are marked', () => {
  test.each<[string, string]>([
    ['a key that means nothing', edited(SCHEME, ['scores:', 'score:'])],
    ['a key of a table', edited(SCHEME, ['month: settled', 'mont: settled'])],
    ['no roster', edited(SCHEME, ['people:', 'peple:'])],
    ['no name', edited(SCHEME, ['scheme: Small shop\n', ''])],
    ['a month that is none', edited(SCHEME, ['from: 2026-01', 'from: 2026-13'])],
    ['a currency that is none', edited(SCHEME, ['from: 2026-01', 'from: 2026-01\ncurrency: RMB'])],
    ['a type of the roster', edited(SCHEME, ['team: group', 'team: gruop'])],
    ['a column key', edited(SCHEME, ['range: 0 to 100', 'rang: 0 to 100'])],
    ['an answer that is none', edited(SCHEME, ['type: money, blank: 0', 'type: id, unique: maybe'])],
    ['two kinds at once', edited(SCHEME, ['{ formula: marks.mark, round: 2 }', '{ formula: a, choose by: b }'])],
    ['no kind', edited(SCHEME, ['{ formula: marks.mark, round: 2 }', '{ round: 2 }'])],
    ['a misspelt kind', edited(SCHEME, ['bands of:', 'band of:'])],
    [
      'a setting that is not for values',
      edited(SCHEME, ['turnover: sum(orders.labour by advisor)', 'turnover: { formula: 1, for: head }']),
    ],
    ['a rounding that is none', edited(SCHEME, ['round: 2', 'round: two'])],
    ['across without columns', edited(SCHEME, ['bands of: scores.mark', 'bands of: scores.mark\n    across: rate'])],
    ['a list where a formula is due', edited(SCHEME, ['duty: 100元', 'duty: [100元]'])],
    [
      'pay as a map',
      edited(
        SCHEME,
        ['  - for: [advisor, head]\n', '    for: head\n'],
        ['  - for: head\n    lines:\n      duty: 100元\n', ''],
      ),
    ],
    ['a parameter by a misspelt month', edited(SCHEME, ['rate: 10%', 'rate: { form 2026-01: 10% }'])],
    ['an empty section', edited(SCHEME, ['flags:\n  watch: scores.mark < 60\n', 'flags:\n'])],
  ])('%s', (_, text) => {
    expect(text).not.toBe(SCHEME)
    expect(marks(text)).not.toEqual([])
  })
})

describe('bonusbook schema', () => {
  test('prints it', async () => {
    const ran = await run(['schema'])
    expect(ran.code).toBe(0)
    expect(ran.out).toBe(schemaText())
    expect(json<{ $schema: string }>(ran).$schema).toBe('http://json-schema.org/draft-07/schema#')
  })

  test('--out writes it', async () => {
    const cwd = tempFolder()
    const ran = await run(['schema', '--out', 'my.json'], { cwd })
    expect([ran.code, ran.out]).toEqual([0, 'Made my.json.\n'])
    expect(Object.keys(contents(cwd))).toEqual(['my.json'])
    expect(readFileSync(join(cwd, 'my.json'), 'utf8')).toBe(schemaText())
    expect(json(await run(['schema', '--out', 'my.json', '--json'], { cwd }))).toEqual({ file: 'my.json' })
    const nowhere = await run(['schema', '--out', 'no/my.json', '--lang', 'zh'], { cwd })
    expect([nowhere.code, nowhere.out]).toEqual([1, ''])
    expect(nowhere.err).toContain('CANNOT_WRITE')
  })

  test('init puts it beside the scheme, where the modeline finds it', async () => {
    for (const template of ['workshop', 'golden']) {
      const cwd = tempFolder()
      await run(['init', 'shop', '--template', template], { cwd })
      const shop = join(cwd, 'shop')
      const [, found] = /^# yaml-language-server: \$schema=(.*)$/m.exec(
        readFileSync(join(shop, 'scheme.yaml'), 'utf8'),
      )!
      expect(relative(shop, resolve(shop, found!))).toBe(SCHEMA_FILE)
      expect(readFileSync(join(shop, SCHEMA_FILE), 'utf8')).toBe(schemaText())
      expect(existsSync(join(shop, 'cases.yaml'))).toBe(template === 'golden')
    }
  })

  test('a scheme without a modeline gets one', () => {
    expect(withModeline('scheme: x\n')).toBe(`# yaml-language-server: $schema=${SCHEMA_FILE}\nscheme: x\n`)
  })
})
