// Texts, ids, lists, yes/no, groups and people: what is the same word, who is meant, and what is refused.

import { describe, expect, test } from 'vitest'
import { directory } from '../../src/tables/directory.ts'
import { type ColumnOptions, cell, csvCell, factsOf, PEOPLE, read, table } from './helpers.ts'

describe('yes and no', () => {
  test.each<[string, boolean]>([
    ...['是', 'Y', 'y', 'YES', 'yes', 'true', 'TRUE', '1', '√', '12781001', ' 是 ', 'Ｙ'].map(
      text => [text, true] as [string, boolean],
    ),
    ...['否', 'N', 'no', 'false', 'FALSE', '0', '×', '12781002', '否\u3000'].map(
      text => [text, false] as [string, boolean],
    ),
  ])('%j is %s', async (text, value) => {
    expect(await cell(text, 'yes/no')).toBe(value)
  })

  test.each(['2', '有', '未知', '12781003', 'x', '#N/A'])('%s is neither', async text => {
    expect(await cell(text, 'yes/no')).toBe('CELL_INVALID')
  })

  test('blank is what the scheme says', async () => {
    expect(await cell('', { type: 'yes/no', blank: { value: false } })).toBe(false)
    expect(await cell('--', { type: 'yes/no', blank: 'none' })).toBe(null)
  })
})

describe('texts', () => {
  test.each<[string, string]>([
    ['已结算', '已结算'],
    [' 已 结算 ', '已 结算'],
    ['\u3000已结算\u200b', '已结算'],
    ['已\ufeff结算', '已结算'],
    ['="00012"', '00012'],
    ['line\nbreak', 'line\nbreak'],
    ['=1+1', '=1+1'],
  ])('%j is %j', async (text, value) => {
    expect(await cell(text, 'text')).toBe(value)
  })

  const choice: ColumnOptions = { values: ['已结算', '作废', 'PDI'] }
  test.each<[string, string]>([
    ['已结算', '已结算'],
    [' 已 结 算 ', '已结算'],
    ['ＰＤＩ', 'PDI'],
    ['作\u200b废', '作废'],
  ])('%j is the choice %s', async (text, value) => {
    expect(await cell(text, choice)).toBe(value)
  })

  test('another word is a problem, once for all its rows', async () => {
    const found = await read('x\n已结算\n已结\n已结\n已结\n', table({ x: choice }))
    expect(found.codes).toEqual(['CELL_VALUE_UNKNOWN'])
    expect(factsOf(found, 'CELL_VALUE_UNKNOWN')).toEqual({
      column: 'x',
      found: '已结',
      known: '已结算, 作废, PDI',
      nearest: '已结算',
    })
    expect(found.problems[0]!.at).toEqual({ file: 'orders.csv', line: 3, column: 1 })
  })
})

describe('ids', () => {
  test.each<[string, string]>([
    ['00012', '00012'],
    [' 0 0012 ', '00012'],
    ['ＷＸ１２', 'WX12'],
    ['CK202607-00584', 'CK202607-00584'],
    ["'00012", '00012'],
    ['="00012"', '00012'],
    ['12E10', '12E10'],
  ])('%j is %s', async (text, value) => {
    expect(await cell(text, 'id')).toBe(value)
  })

  test('one that a spreadsheet spoilt is a problem', async () => {
    const found = await read(csvCell('1.23E+11'), table({ key: 'id', x: 'id' }))
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ found: '1.23E+11', reason: 'scientific' })
  })
})

describe('lists', () => {
  const values = ['服务经理', '内训师']
  test.each<[string, string]>([
    ['服务经理、内训师', '服务经理、内训师'],
    ['内训师,服务经理', '内训师、服务经理'],
    ['服务经理；内训师', '服务经理、内训师'],
    [' 服务 经理 / 内训师 ', '服务经理、内训师'],
    ['服务经理，', '服务经理'],
    ['内训师、内训师', '内训师'],
  ])('%j is %s', async (text, value) => {
    expect(await cell(text, { type: 'list', values })).toBe(value)
  })

  test('an unknown part is a problem', async () => {
    const found = await read(csvCell('服务经理、内训'), table({ key: 'id', x: { type: 'list', values } }))
    expect(factsOf(found, 'CELL_VALUE_UNKNOWN')).toMatchObject({ found: '内训', nearest: '内训师' })
  })
})

describe('groups', () => {
  test.each<[string, string]>([
    ['机电一组', '机电一组'],
    [' 机电 一组', '机电一组'],
    ['Ａ组', 'A组'],
  ])('%j is %s', async (text, value) => {
    expect(await cell(text, { group: '班组' })).toBe(value)
  })

  test('an unknown one is told once, with its rows', async () => {
    const found = await read('x\n机电一组\n机电三组\n机电三组 \n钣喷组\n', table({ x: { group: '班组' } }))
    expect(found.codes).toEqual(['GROUP_UNKNOWN', 'GROUP_UNKNOWN'])
    expect(factsOf(found, 'GROUP_UNKNOWN')).toEqual({ column: 'x', found: '机电三组', nearest: undefined, rows: 2 })
  })
})

describe('people', () => {
  test.each<[string, string]>([
    ['00012', '00012'],
    [' 00012 ', '00012'],
    ['０００１２', '00012'],
    ['12', '00012'],
    ['a07', 'A07'],
    ['李四', '李四→00012'],
    ['李 四', '李四→00012'],
    ['李\u3000四', '李四→00012'],
    ['李四(机修)', '李四→00012'],
    ['李四（机修/钣喷）', '李四→00012'],
    ['00078 张伟', '00078'],
    ['张伟00078', '00078'],
    ['张伟(00081)', '00081'],
    ['00078/张伟', '00078'],
    ['1.23457E+11', '123456789012'],
    ['123456789012', '123456789012'],
    ["'00012", '00012'],
  ])('%s is certain', async (text, id) => {
    expect(await cell(text, 'person')).toBe(id.split('→').at(-1))
  })

  test.each<[string, string]>([
    ['张伟', '00078 张伟, 00081 张伟'],
    ['张伟(机修)', '00078 张伟, 00081 张伟'],
    ['00078 李四', '00078 张伟, 00012 李四'],
  ])('%s may be several', async (text, candidates) => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'person' }))
    expect(factsOf(found, 'PERSON_AMBIGUOUS')).toEqual({ column: 'x', found: text, candidates, rows: 1, amounts: '' })
  })

  test.each([
    '李四,于伟帆',
    '李四、于伟帆',
    '李四 于伟帆',
    '00012,00013',
    '李四(50%),于伟帆(50%)',
    '李四/王五',
    '王五,孙七',
  ])('%s are several people', async text => {
    const found = await read(csvCell(text), table({ key: 'id', x: 'person' }))
    expect(factsOf(found, 'PERSON_SEVERAL')).toEqual({ column: 'x', found: text, rows: 1 })
  })

  test('unknown people are told once each, with their rows and the nearest name', async () => {
    const found = await read('x\n于伟凡\n99999\n于伟凡\n李四\n', table({ x: 'person' }))
    expect(found.codes).toEqual(['PERSON_UNKNOWN', 'PERSON_UNKNOWN'])
    const facts = { column: 'x', found: '于伟凡', nearest: '于伟帆', rows: 2, amounts: '' }
    expect(factsOf(found, 'PERSON_UNKNOWN')).toEqual(facts)
    expect(found.problems[0]!.quote).toEqual({ text: '于伟凡', from: 0, to: 3 })
  })

  test('a number fits only one id without its zeros, or nobody is certain', async () => {
    const people = directory(
      [
        { id: '012', name: '甲' },
        { id: '0012', name: '乙' },
        { id: '7', name: '丙' },
        { id: '07', name: '丁' },
      ],
      new Map(),
    )
    const one = (text: string) => cell(text, 'person', { people })
    expect(await one('12')).toBe('PERSON_AMBIGUOUS')
    expect(await one('012')).toBe('012')
    expect(await one('7')).toBe('7')
    expect(await one('007')).toBe('PERSON_AMBIGUOUS')
  })

  test('two rounded alike are not certain', async () => {
    const ids = ['123456789012', '123456789999']
    const people = directory(
      ids.map(id => ({ id, name: `人${id}` })),
      new Map(),
    )
    expect(await cell('1.23E+11', 'person', { people })).toBe('PERSON_AMBIGUOUS')
    expect(await cell('1.24E+11', 'person', { people })).toBe('PERSON_UNKNOWN')
    expect(await cell('1.23E+11', 'person')).toBe('123456789012')
    expect(PEOPLE.ids).toContain('123456789012')
  })
})

describe('many alike', () => {
  test('fifty are told in full, the rest is counted', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => `${i}x,人${i}\n`).join('')
    const found = await read(`x,y\n${rows}`, table({ x: 'money', y: 'person' }))
    expect(found.codes.filter(code => code === 'CELL_INVALID')).toHaveLength(50)
    expect(found.codes.filter(code => code === 'PERSON_UNKNOWN')).toHaveLength(50)
    const more = found.problems.filter(p => p.code === 'CELLS_MORE')
    expect(more.map(p => p.facts)).toEqual([
      { code: 'CELL_INVALID', column: 'x', more: 1950 },
      { code: 'PERSON_UNKNOWN', column: 'y', more: 1950 },
    ])
    expect(more[0]!.at).toEqual({ file: 'orders.csv', line: 52, column: 1 })
  })
})
