// Several mistakes of one file are told at once; broken files of every kind are told and never crash the program.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { edited } from '../support/edited.ts'
import { BASE, marked, PERIOD, problemsOf, spotOf } from './cases.ts'

const GOLDEN = readFileSync(new URL('../../fixtures/golden/scheme.yaml', import.meta.url), 'utf8')

function codes(text: string): string[] {
  return problemsOf(text).map(p => `${p.at?.line}: ${p.code}`)
}

function withEdits(...edits: [string, string][]): string {
  return marked([['scheme: 测试方案', 'scheme: ⟦测试方案'], ...edits]).text
}

const line = (words: string): number => BASE.split('\n').findIndex(l => l.includes(words)) + 1

describe('several mistakes are several problems', () => {
  test('in formulas far apart', () => {
    const text = withEdits(
      ['个人产值 × 提成率 × 系数 + 台数 × 单价', '个人产值 × 单价'],
      ['  复核: 得分 < 60', '  复核: 得分 < "低"'],
      ['    up to 5%: 0.95', '    4% to 5%: 0.95'],
      ['where 计台)', 'where 计抬)'],
    )
    expect(codes(text).sort()).toEqual(
      [
        `${line('产值奖金:')}: MONEY_TIMES_MONEY`,
        `${line('复核:')}: KINDS_MIXED`,
        `${line('up to 5%')}: BANDS_GAP`,
        `${line('个人产值: sum')}: NAME_UNKNOWN`,
      ].sort(),
    )
  })

  test('in keys and in formulas', () => {
    const text = withEdits(
      ['    leave out: 状态', '    leave-out: 状态'],
      ['      工时费: money', '      工时费: mony'],
      ['  复核: 得分 < 60', '  复核: 德分 < 60'],
    )
    expect(codes(text).sort()).toEqual(
      [
        `${line('leave out')}: KEY_UNKNOWN`,
        `${line('工时费: money')}: SHAPE_WRONG`,
        `${line('复核:')}: NAME_UNKNOWN`,
      ].sort(),
    )
  })

  test('an unknown name that is read in several places is one problem with its other places', () => {
    const text = withEdits(['  提成率: 0.5%', '  提成比例: 0.5%'])
    const [problem, ...more] = problemsOf(text).filter(p => p.severity === 'error')
    expect(more).toEqual([])
    expect(problem).toMatchObject({ code: 'NAME_UNKNOWN', facts: { name: '提成率' } })
    expect(spotOf(problem!)).toBe(`${line('奖金池:')}:${'  奖金池: { formula: 班组工时 × '.length + 1}`)
    expect(problem!.related?.map(r => r.at.line)).toEqual([line('产值奖金:')])
  })

  test('a value at fault does not make its readers faulty', () => {
    const text = withEdits([
      '  个人产值: sum(维修工单.工时费 by 服务顾问 where 计台)',
      '  个人产值: sum(维修工单.工时 by 服务顾问)',
    ])
    expect(codes(text)).toEqual([`${line('个人产值: sum')}: NAME_UNKNOWN`])
  })

  test('a circle is told besides another mistake', () => {
    const text = withEdits(
      ['  台数: count distinct(维修工单.工单号 by 服务顾问)', '  台数: 台数 + 1'],
      ['  复核: 得分 < 60', '  复核: 德分 < 60'],
    )
    expect(codes(text)).toEqual(
      expect.arrayContaining([`${line('台数: count')}: CYCLE`, `${line('复核:')}: NAME_UNKNOWN`]),
    )
  })
})

describe('files that are no scheme', () => {
  test.each<[string, string]>([
    ['nothing', ''],
    ['blanks', '  \n\n'],
    ['a comment', '# nothing'],
    ['a text', 'hello'],
    ['a list', '- a\n- b'],
    ['a number', '5'],
    ['two documents', `${BASE}---\n${BASE}`],
    ['binary', '\u0000\u0001\u0002'],
    ['a key that is a list', `${BASE}? [a, b]\n: 5\n`],
    ['an empty key', `${BASE}? \n: 5\n`],
    ['null for sections', 'scheme:\nfrom:\npeople:\n'],
    ['a workbook', 'PK\u0003\u0004…'],
  ])('%s', (_, text) => {
    const { scheme, problems } = loadScheme(text, 'scheme.yaml', PERIOD)
    expect(scheme).toBe(undefined)
    expect(problems.length).toBeGreaterThan(0)
    for (const p of problems) expect(sentenceOf(p, 'en').message).not.toMatch(/undefined|\[object|NaN/)
  })

  test('a byte order mark and Windows line ends are no mistake, and places stay right', () => {
    expect(problemsOf(`\uFEFF${edited(BASE, ['\n', '\r\n', 'all'])}`)).toEqual([])
    const broken = `\uFEFF${edited(BASE, ['\n', '\r\n', 'all'], ['  复核: 得分 < 60', '  复核: 德分 < 60'])}`
    expect(codes(broken)).toEqual([`${line('复核:')}: NAME_UNKNOWN`])
  })
})

describe('damaged files', () => {
  const letters = fc.constantFrom(...':：{}[]()（）"“”\'#-−×÷%元&*!|>@,，、. \n\tab是1')
  const damage = fc.record({
    at: fc.nat(100_000),
    drop: fc.nat(12),
    put: fc.oneof(
      fc.array(letters, { maxLength: 6 }).map(l => l.join('')),
      fc.constantFrom('if ', ' by ', ' where ', 'formula: ', 'sum(', 'bands of: '),
    ),
  })

  test.each([
    ['base', BASE, 150],
    ['golden', GOLDEN, 15],
  ] as const)(
    'whatever letters of the %s scheme are dropped and put in, the answer is a scheme or problems',
    (_, of, numRuns) => {
      const lines = of.split('\n').length
      fc.assert(
        fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), hits => {
          let text = of
          for (const { at, drop, put } of hits) {
            const spot = at % (of.length + 1)
            text = text.slice(0, spot) + put + text.slice(spot + drop)
          }
          const { scheme, problems } = loadScheme(text, 'scheme.yaml', PERIOD)
          expect(scheme !== undefined || problems.some(p => p.severity === 'error')).toBe(true)
          for (const p of problems) {
            expect(p.at?.file).toBe('scheme.yaml')
            expect(p.at!.line! >= 1 && p.at!.line! <= lines + 20 && p.at!.column! >= 1).toBe(true)
            for (const language of ['en', 'zh'] as const) {
              const { message, hint } = sentenceOf(p, language)
              expect(message + hint).not.toMatch(/undefined|\[object|NaN|native code/)
            }
          }
        }),
        { numRuns },
      )
    },
  )

  test('a line less, or a line twice, is told or does not matter', () => {
    const lines = BASE.split('\n')
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.boolean(), (i, twice) => {
        const text = [...lines.slice(0, i), ...(twice ? [lines[i]!, lines[i]!] : []), ...lines.slice(i + 1)].join('\n')
        const { scheme, problems } = loadScheme(text, 'scheme.yaml', PERIOD)
        expect(scheme !== undefined || problems.some(p => p.severity === 'error')).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})
