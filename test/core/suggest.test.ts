// "Did you mean …?": which known name is near enough to a mistyped one.

import { describe, expect, test } from 'vitest'
import { isSomebodyElse, slipOf, suggest } from '../../src/core/suggest.ts'

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

describe('a number', () => {
  const NUMBERS = ['2001', '2005', '00178', 'WX2606094358', '2026-07', 'T01', '2014 Raj Singh']

  test.each(['2006', '2060', '206', '20055', 'WX2606094359', '2026-08', 'T10'])(
    '%s is another one, and no slip of any',
    typed => {
      expect([suggest(typed, NUMBERS), slipOf(typed, NUMBERS)]).toEqual([undefined, undefined])
    },
  )

  test.each([
    ['0002001', '2001'],
    ['178', '00178'],
    ['２００５', '2005'],
    ['2OO5', '2005'],
    ['wx-2606094358', 'WX2606094358'],
    ['T0l', 'T01'],
    ['2026/7', '2026-07'],
  ])('%s is %s, written otherwise', (typed, meant) => {
    expect([suggest(typed, NUMBERS), slipOf(typed, NUMBERS)]).toEqual([meant, meant])
  })

  test('nor is one with another letter, or a part of one', () => {
    expect(['S01', '1', '001'].map(typed => slipOf(typed, NUMBERS))).toEqual([undefined, undefined, undefined])
  })

  test('a name with the same numbers is near', () => {
    expect(suggest('1-15', ['1-15日', '16-31日'])).toBe('1-15日')
  })

  test.each([
    ['孙艳', '胡艳', true],
    ['孙艳', '孙燕', false],
    ['吴桂英', '胡桂英', true],
    ['于伟凡', '于伟帆', false],
    ['伟帆', '于伟帆', false],
    ['Ann Price', 'Ann Prise', false],
  ])('%s and %s: two people: %s', (found, name, two) => {
    expect(isSomebodyElse(found, name)).toBe(two)
  })

  test.each(['机电三组', 'Team 2', 'B班'])('%s is another team', team => {
    expect(slipOf(team, ['机电一组', 'Team 1', 'A班'])).toBe(undefined)
  })

  test('of several that it may be, none is said', () => {
    expect(slipOf('78', ['078', '0078'])).toBe(undefined)
  })
})

describe('a slip in a cell', () => {
  const PEOPLE = ['James Smith', 'Mary Smith', 'Raj Singh', '于伟帆', '王五', '张三', '李四']

  test.each([
    ['Jmaes Smith', 'James Smith'],
    ['james  smith', 'James Smith'],
    ['Singh', 'Raj Singh'],
    ['Raj Singh (temp)', 'Raj Singh'],
    ['于伟凡', '于伟帆'],
    ['王武', '王五'],
  ])('%s may be %s', (typed, meant) => {
    expect(slipOf(typed, PEOPLE)).toBe(meant)
  })

  // Two letters off, part of two names, as near to 张三 as to 李四, and codes that are all one letter from one another.
  test.each(['John Smith', 'Smith', '李三', '服务主管'])('%s is nobody’s', typed => {
    expect(slipOf(typed, [...PEOPLE, '服务顾问'])).toBe(undefined)
  })

  test('of short codes another one is no slip', () => {
    expect(slipOf('WP', ['CP', 'W', 'I'])).toBe(undefined)
    expect(slipOf('cp', ['CP', 'W', 'I'])).toBe('CP')
  })
})
