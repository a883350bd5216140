// Headers: found wherever they stand and however they are written, by nothing but their names; or all that is missing.

import { describe, expect, test } from 'vitest'
import { atOf, factsOf, read, table } from './helpers.ts'

describe('one header row', () => {
  const spec = table({ 工号: 'id', 迟到: { type: 'count', headers: ['迟到次数'] } })

  test.each<[string, string]>([
    ['in the first row', '工号,迟到次数\n00012,3\n'],
    ['in another order, with unknown columns', '姓名,迟到次数,部门,工号\n李四,3,车间,00012\n'],
    ['below titles and blank rows', '考勤表,,\n\n打印人：,系统管理员,\n工号,迟到次数,\n00012,3,\n'],
    ['with units', '工号,迟到次数(次)\n00012,3\n'],
    ['with full-width brackets', '工号,迟到次数（次）\n00012,3\n'],
    ['with a line break', '工号,"迟到次数\n(次)"\n00012,3\n'],
    ['with marks and spaces', '*工 号,＊迟到 次数\n00012,3\n'],
    ['with zero-width characters', '\u200b工号,迟到\ufeff次数\n00012,3\n'],
    ['with semicolons', '工号;迟到次数;备注\n00012;3;"a;b"\n'],
    ['with tabs', '工号\t迟到次数\n00012\t3\n'],
    ['with quotes everywhere', '"工号","迟到次数"\n"00012","3"\n'],
    ['with old line breaks', '工号,迟到次数\r00012,3\r'],
    ['with a hint for spreadsheets', 'sep=;\n工号;迟到次数\n00012;3\n'],
    ['with a separator at each end', '工号,迟到次数,\n00012,3,\n'],
    ['with a separator at the end of rows only', '工号,迟到次数\n00012,3,\n00013,4,\n'],
  ])('%s', async (_, text) => {
    const found = await read(text, spec)
    expect(found.codes).toEqual([])
    expect(found.rows[0]).toEqual({ 工号: '00012', 迟到: '3' })
  })

  test('a title with separators in it does not decide which separator it is', async () => {
    const found = await read('月报;打印;2026,7\n工号,迟到次数\n00012,3\n', spec)
    expect(found.rows).toHaveLength(1)
  })

  test('a bracket that is no unit is part of the name', async () => {
    const asked = table({ 病假: 'number', 长期: { type: 'number', headers: ['病假(长期)'] } })
    const header = '病假（长期）(天),病假(天),病假（通用）(天)'
    expect((await read(`${header}\n1,2,3\n`, asked)).rows).toEqual([{ 病假: '2', 长期: '1' }])
    expect((await read('病假(长期),别的\n1,2\n', table({ 病假: 'number' }))).codes).toEqual(['HEADER_NOT_FOUND'])
  })

  test('a unit can be asked for, and then it counts', async () => {
    const asked = table({ 病假: { type: 'number', headers: ['病假(天)'] } })
    expect((await read('病假(小时),病假(天)\n8,1\n', asked)).rows).toEqual([{ 病假: '1' }])
    expect((await read('病假(小时),事假\n8,1\n', asked)).codes).toEqual(['HEADER_NOT_FOUND'])
  })

  test('the whole text goes before one without its unit, and the first name asked for before the next', async () => {
    const asked = table({ 病假: 'number', 谁: { headers: ['客户经理', '服务顾问'] } })
    const found = await read('病假(天),服务顾问,病假,客户经理\n1,甲,2,乙\n', asked)
    expect(found.rows).toEqual([{ 病假: '2', 谁: '乙' }])
  })

  test('a header that pages repeat is no row', async () => {
    const found = await read('工号,迟到次数\n00012,3\n工号,迟到次数\n00013,4\n', spec)
    expect(found.rows.map(r => r.工号)).toEqual(['00012', '00013'])
    expect(found.lines).toEqual([2, 4])
  })
})

describe('two header rows', () => {
  const spec = table({
    工号: 'id',
    应出勤: { type: 'number', headers: ['应出勤天数'] },
    迟到: { type: 'count', headers: ['异常/次数'] },
    早退: { type: 'count', headers: ['早退/次数'] },
  })
  const text = '考勤表,,,,\n姓名,工号,出勤,异常,早退\n,,应出勤天数,次数,次数\n李四,00012,22,1,2\n'

  test('columns are named by group and column, or alone where only one has the name', async () => {
    const found = await read(text, spec)
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([{ 工号: '00012', 应出勤: '22', 迟到: '1', 早退: '2' }])
    expect(found.lines).toEqual([4])
  })

  test('a name that stands under two groups is not enough', async () => {
    const found = await read(text, table({ 工号: 'id', 次数: 'count' }))
    expect(found.codes).toEqual(['HEADER_REPEATED'])
    expect(atOf(found, 'HEADER_REPEATED')).toBe('orders.csv:3:5')
    expect(factsOf(found, 'HEADER_REPEATED')).toEqual({
      column: '次数',
      places: 'orders.csv:3:4, orders.csv:3:5',
      names: ['异常/次数', '早退/次数'],
    })
  })

  test('a second header row without wanted columns is no data', async () => {
    const found = await read('姓名,工号,请假,\n,,事假,病假\n李四,00012,1,2\n', table({ 工号: 'id', 姓名: 'text' }))
    expect(found.rows).toEqual([{ 工号: '00012', 姓名: '李四' }])
  })
})

describe('a row of data is no second header row', () => {
  const text = '单号,类别,金额\nA,备件,1\nB,精品,2\n'

  test('where it has the name of a column that is missing', async () => {
    const found = await read(text, table({ 单号: 'id', 备件: 'text' }))
    expect(found.codes).toEqual(['HEADER_MISSING'])
  })

  test('nor is the row below a title', async () => {
    const found = await read(`名单\n${text}`, table({ 名单: 'text', 单号: 'id', 金额: 'money' }))
    expect(found.codes).toEqual(['HEADER_MISSING'])
  })

  test('but one whose names stand in both rows, or whose units stand in the second, is', async () => {
    const spec = table({ 单号: 'id', 事假: 'number', 天数: 'number' })
    const both = await read('单号,请假,,天数\n单号,事假,病假,(天)\nA,1,2,3\n', spec)
    expect(both.codes).toEqual([])
    expect(both.rows).toEqual([{ 单号: 'A', 事假: '1', 天数: '3' }])
  })
})

describe('headers that do not fit', () => {
  test('all missing columns are told at once, at their place in the scheme', async () => {
    const spec = table({ 工单号: 'id', 工时费: 'money', 材料费: { type: 'money', headers: ['材料费', '配件费'] } })
    const found = await read('说明,,\n工单号,工时,备注\nA,1,2\n', spec)
    expect(found.codes).toEqual(['HEADER_MISSING', 'HEADER_MISSING'])
    expect(found.problems[0]!.at).toEqual({ file: 'scheme.yaml', line: 10 })
    expect(found.problems.map(p => p.facts)).toEqual([
      { column: '工时费', table: 'orders', nearest: '工时', found: '工单号, 工时, 备注' },
      { column: '材料费 / 配件费', table: 'orders', nearest: undefined, found: '工单号, 工时, 备注' },
    ])
    expect(found.problems[0]!.related).toEqual([{ at: { file: 'orders.csv', line: 2 }, note: '工单号, 工时, 备注' }])
    expect(found.rows).toEqual([])
  })

  test('no header at all', async () => {
    const found = await read('a,b\n1,2\n', table({ 工单号: 'id', 工时费: 'money' }))
    expect(factsOf(found, 'HEADER_NOT_FOUND')).toEqual({ table: 'orders', wanted: '工单号, 工时费', bare: false })
  })

  test('a header that stands twice is a problem only where it is wanted', async () => {
    const text = '工号,邮编,城市,邮编\nA,1,2,3\n'
    expect((await read(text, table({ 工号: 'id' }))).codes).toEqual([])
    expect((await read(text, table({ 工号: 'id', 邮编: 'text' }))).codes).toEqual(['HEADER_REPEATED'])
  })

  test('a header below the first forty rows is not looked for', async () => {
    const found = await read(`${'x\n'.repeat(45)}工号\n00012\n`, table({ 工号: 'id' }))
    expect(found.codes).toEqual(['HEADER_NOT_FOUND'])
  })
})
