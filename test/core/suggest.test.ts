// "Did you mean …?": which known name is near enough to a mistyped one.

import { describe, expect, test } from 'vitest'
import { suggest } from '../../src/core/suggest.ts'

const NAMES = ['个人产值', '接车台数', '班组工时', '完工台数', '返修台数', 'parts margin', 'coefficient', 'constructor']

describe('suggestions', () => {
  test.each([
    ['个人产直', '个人产值'],
    ['个人产', '个人产值'],
    ['班组工時', '班组工时'],
    ['partsmargin', 'parts margin'],
    ['Parts Margin', 'parts margin'],
    ['coeficient', 'coefficient'],
    ['ceofficient', 'coefficient'],
    ['返修台', '返修台数'],
    ['construct', 'constructor'],
  ])('%s is meant to be %s', (typed, meant) => {
    expect(suggest(typed, NAMES)).toBe(meant)
  })

  test.each(['净利润', 'xyz', 'zzzzzzzzzzz'])('%s is near to nothing', typed => {
    expect(suggest(typed, NAMES)).toBe(undefined)
  })

  test('nothing is known, nothing is suggested', () => {
    expect(suggest('产值', [])).toBe(undefined)
  })

  test('the nearest of several wins, wherever it stands', () => {
    expect(suggest('返修率', ['返修台数', '维修率', '返修率A', '一次修复率'])).toBe('返修率A')
  })

  // Nothing of 丙 stands in 甲.
  test('one letter is not near to another', () => {
    expect(suggest('丙', ['甲', '乙'])).toBe(undefined)
    expect(suggest('x', ['a'])).toBe(undefined)
  })
})
