// What a month pays by a what-if, taken from a month that was worked out by another: the same as when all of it is worked out for it
// alone, whichever the two are; and what is not taken from there, since its files would be measured by what is changed.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parsePeriod } from '../../src/core/calendar.ts'
import type { PayResult } from '../../src/pay/result.ts'
import { variantsOf } from '../../src/pay/variants.ts'
import { schemeFigures, withFigures } from '../../src/scheme/figures.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { workOutMonth } from '../../src/shop/month.ts'
import { payWhatIf } from '../../src/shop/what-if.ts'
import { edited } from '../support/edited.ts'
import { GOLDEN } from '../support/golden.ts'
import { makeShop, SCHEME } from '../support/shop.ts'
import { SCHEME as STINTS, stintShop } from '../support/stint-shop.ts'

const JULY = parsePeriod('2026-07')!

/** Everything that is paid and shown. */
function said({ people, groups, approvals }: PayResult): string {
  const sheets = people.map(({ row: _, ...sheet }) => sheet)
  const others = groups.map(({ by, key, values }) => [by, key, values.map(v => [v.name, v.text])])
  return JSON.stringify([sheets, others, approvals.map(a => [a.role, a.why])], undefined, 1)
}

/** Every pair of what-ifs; gives by `a → b` those that were not taken from the other's month. */
async function pairs(root: string, text: string, settings: readonly string[]): Promise<string[]> {
  const { scheme } = loadScheme(text, 'scheme.yaml', JULY)
  const figures = schemeFigures(text)
  const worked = await Promise.all(
    settings.map(async setting => {
      const [name = '', value = ''] = setting.split('=')
      const given = variantsOf(scheme!, figures, new Map(setting === '' ? [] : [[name, value]]), JULY)
      if (Array.isArray(given)) throw new Error(JSON.stringify(given))
      const { values: overrides, figures: changed } = given.variants[0]!
      const loaded = loadScheme(withFigures(text, changed), 'scheme.yaml', JULY)
      const { month, problems } = await workOutMonth({ scheme: loaded, files: { root }, period: JULY }, { overrides })
      if (!month) throw new Error(JSON.stringify(problems))
      return { setting, overrides, month, alone: said(month.result) }
    }),
  )
  expect(new Set(worked.map(w => w.alone)).size).toBe(settings.length)
  return worked.flatMap(a =>
    worked.flatMap(b => {
      const paid = payWhatIf(a.month, a.overrides, { scheme: b.month.scheme, overrides: b.overrides })
      if (!paid) return [`${a.setting} → ${b.setting}`]
      expect(said(paid), `${a.setting} → ${b.setting}`).toBe(b.alone)
      return []
    }),
  )
}

/** Each pair of one of them with any other, and of two of them. */
function withAny(own: readonly string[], all: readonly string[]): string[] {
  return all.flatMap(a => all.flatMap(b => (a !== b && (own.includes(a) || own.includes(b)) ? [`${a} → ${b}`] : [])))
}

describe('another what-if of the same month', () => {
  test('of the golden shop: figures, conditions, bands and factors; a figure without a name may be one of rows', async () => {
    const counted = 'count(回访记录 by 回访专员)=7'
    const figures = ['', '净利润=200000', '投诉赔偿=50', '返修率=9%', '返修折扣.above 5%=0.5', '岗位系数.服务经理=2']
    const all = [...figures, counted]
    const text = readFileSync(join(GOLDEN, 'scheme.yaml'), 'utf8')
    expect((await pairs(GOLDEN, text, all)).sort()).toEqual(withAny([counted], all).sort())
  })

  test('of people with several positions', async () => {
    expect(await pairs(stintShop(), STINTS, ['', 'damage=7', 'mark=50'])).toEqual([])
  })

  test('of what is deducted up to a limit; not of what says which rows count', async () => {
    const text = edited(
      SCHEME,
      ['  rate: 10%\n', '  rate: 10%\n  most: 5000元\n'],
      ['    month: settled\n', '    month: settled\n    leave out: labour > most\n'],
      ['parameters:\n', 'scales:\n  weight: { from 400元: 1, below: 0.5 }\nparameters:\n'],
      ['values:\n', 'values:\n  weighed: sum(weight(orders.labour) by advisor)\n'],
      ['turnover × rate × scores.mark ÷ 100', 'turnover × rate × scores.mark ÷ 100 + weighed × 1元'],
    )
    const all = ['', 'rate=5%', 'damage=3', 'scores.mark=70', 'most=400', 'weight.below=0.2']
    expect((await pairs(makeShop(), text, all)).sort()).toEqual(withAny(['most=400', 'weight.below=0.2'], all).sort())
  })
})
