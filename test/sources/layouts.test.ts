// The layouts of the systems that shops have, as they export them: each binds by nothing but header names.

import { describe, expect, test } from 'vitest'
import { parseUnit } from '../../src/core/unit.ts'
import { directory } from '../../src/tables/directory.ts'
import { type ColumnOptions, factsOf, gb18030, read, table, ZERO } from './helpers.ts'
import { merge, xls, xlsx } from './workbooks.ts'

const zero: ColumnOptions = { type: 'number', blank: ZERO }
const inDays: ColumnOptions = { ...zero, unit: parseUnit('天') }

describe('Yonyou dealer system', () => {
  const header = ['工单号', '工单类型', '维修技师', '结算日期', '是否结清', '邮编', '城市', '邮编', '维修金额', '备注1']
  const rows = [
    ['RO26070001', '维修', '李四', '2026-07-05', '是', '518000', '深圳', '518000', '1,234.50', ' '],
    ['RO26070002', '返工', '于伟帆', '2026-07-06', '否', ' ', ' ', ' ', '200', ' '],
  ]
  const spec = table(
    {
      工单号: 'id',
      技师: { type: 'person', headers: ['维修技师'] },
      结算日期: 'date',
      结清: { type: 'yes/no', headers: ['是否结清'] },
      维修金额: 'money',
    },
    { month: '结算日期' },
  )
  const expected = [
    { 工单号: 'RO26070001', 技师: '00012', 结算日期: '2026-07-05', 结清: true, 维修金额: '1234.5' },
    { 工单号: 'RO26070002', 技师: '00013', 结算日期: '2026-07-06', 结清: false, 维修金额: '200' },
  ]

  test('header on row 4 of an old workbook, below title and exporter', async () => {
    const top = [['未结算索赔工单查询'], ['导出日期:', '2026/08/03 09:12:33', '导出人:', '张三'], []]
    const found = await read(xls([...top, header, ...rows], { merges: ['A1:B1'] }), spec, { period: '2026-07' })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual(expected)
    expect(found.lines).toEqual([5, 6])
  })

  test('header on row 1', async () => {
    expect((await read(xls([header, ...rows]), spec, { period: '2026-07' })).rows).toEqual(expected)
  })

  test('codes of its dictionary in place of words', async () => {
    const coded = rows.map(row => row.map(cell => (cell === '是' ? 12781001 : cell === '否' ? '12781002' : cell)))
    expect((await read(xls([header, ...coded]), spec, { period: '2026-07' })).rows).toEqual(expected)
  })

  test('a technician cell with two names is a problem of its own', async () => {
    const two = rows.map((row, i) => (i === 0 ? row.with(2, '李四,于伟帆') : row))
    const found = await read(xls([header, ...two]), spec, { period: '2026-07' })
    expect(factsOf(found, 'PERSON_SEVERAL')).toEqual({ column: '技师', found: '李四,于伟帆', rows: 1 })
  })
})

describe('DingTalk monthly summary', () => {
  const days = ['1', '2', '3', '六', '日', '6']
  const blanks = (n: number): null[] => Array.from({ length: n }, () => null)
  const top = [
    '姓名',
    '考勤组',
    '部门',
    '工号',
    '职位',
    'UserId',
    '出勤天数',
    '请假',
    null,
    '休息天数',
    '迟到次数',
    '迟到时长',
    '旷工天数',
    '考勤结果',
  ]
  const sub = [...blanks(7), '事假(天)', '病假(天)', ...blanks(4), ...days]
  const day = '正常班:正常\n(08:17,18:30)'
  const sheet = (title: string): (string | number | null)[][] => [
    [`月度汇总 统计日期：${title}`],
    ['报表生成时间：2026-08-04 11:04'],
    [...top, ...blanks(days.length - 1)],
    sub,
    ['李四', '默认', '车间', null, '技师', 'u12', 22, null, 1, 8, null, null, null, ...days.map(() => day)],
    ['于伟帆', '默认', '前台', null, '经理', 'u13', 21.5, 0.5, null, 8, 2, 14, 1, ...days.map(() => '休息\n(-)')],
  ]
  const merges = [
    merge('A1:S1'),
    merge('A2:S2'),
    ...[0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12].map(c => ({ startRow: 2, endRow: 3, startCol: c, endCol: c })),
    merge('H3:I3'),
    merge('N3:S3'),
  ]
  const spec = table({
    姓名: 'person',
    出勤天数: 'number',
    事假: { ...inDays, headers: ['请假/事假'] },
    病假: inDays,
    迟到次数: { ...zero, type: 'count' },
    旷工天数: zero,
  })
  const expected = [
    { 姓名: '00012', 出勤天数: '22', 事假: '0', 病假: '1', 迟到次数: '0', 旷工天数: '0' },
    { 姓名: '00013', 出勤天数: '21.5', 事假: '0.5', 病假: '0', 迟到次数: '2', 旷工天数: '1' },
  ]

  test('binds by names over two header rows; the month is in its title', async () => {
    const bytes = await xlsx(sheet('2026-07-01 至 2026-07-31'), { name: '月度汇总', merges })
    const found = await read(bytes, spec, { period: '2026-07', name: '公司_月度汇总_20260701-20260731.xlsx' })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual(expected)
    expect(found.lines).toEqual([5, 6])
  })

  test('columns only in its first header row: the second is no data', async () => {
    const bytes = await xlsx(sheet('2026-07-01 至 2026-07-31'), { merges })
    const found = await read(bytes, table({ 姓名: 'person', 迟到次数: zero }), { period: '2026-07' })
    expect(found.codes).toEqual([])
    expect(found.rows).toHaveLength(2)
  })

  test('the summary of another month is refused', async () => {
    const found = await read(await xlsx(sheet('2026-06-01 至 2026-06-30'), { merges }), spec, { period: '2026-07' })
    expect(found.codes).toEqual(['FILE_OTHER_MONTH'])
  })

  test('saved as text, without its merged cells', async () => {
    const text = sheet('2026-07-01 至 2026-07-31')
      .map(row => row.map(cell => (cell === null ? '' : `"${cell}"`)).join(','))
      .join('\r\n')
    expect((await read(gb18030(`${text}\r\n`), spec, { period: '2026-07' })).rows).toEqual(expected)
  })
})

describe('WeCom monthly report', () => {
  const header = [
    '姓名',
    '账号',
    '部门',
    '应出勤天数\n(天)',
    '实际出勤天数\n(天)',
    '迟到次数\n(次)',
    '迟到时长\n(分钟)',
    '旷工次数\n(次)',
    '病假\n(天)',
    '病假（长期）\n(天)',
    '1\n星期三',
  ]
  const groups = ['基础信息', null, null, '考勤概况', null, '异常统计', null, null, '假勤统计', null, '每日明细']
  const sheet = (range: string): (string | number | null)[][] => [
    ['上下班打卡_月报'],
    [`统计时间:${range} 制表时间:2026-08-02`],
    groups,
    header,
    ['李四', 'lisi', '车间', '23', '23', '--', '--', '--', '--', '--', '正常 ;'],
    ['于伟帆', 'yu', '前台', 23, 22, '1次', '5分钟', '--', '1', '2', '迟到 ;'],
  ]
  const spec = table({
    姓名: 'person',
    应出勤: { type: 'number', headers: ['应出勤天数'], unit: parseUnit('天') },
    实际: { type: 'number', headers: ['实际出勤天数'], unit: parseUnit('天') },
    迟到: { type: 'count', headers: ['迟到次数'], blank: ZERO },
    时长: { ...zero, headers: ['迟到时长(分钟)'] },
    病假: inDays,
  })

  test('binds by names; -- is blank, units in cells are read', async () => {
    const bytes = await xlsx(sheet('07-01 ～ 07-31'), {
      merges: [merge('A3:C3'), merge('D3:E3')],
      freezePane: { rows: 4, columns: 1 },
    })
    const found = await read(bytes, spec, { period: '2026-07' })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      { 姓名: '00012', 应出勤: '23', 实际: '23', 迟到: '0', 时长: '0', 病假: '0' },
      { 姓名: '00013', 应出勤: '23', 实际: '22', 迟到: '1', 时长: '5', 病假: '1' },
    ])
  })

  test('its month has no year, and is compared all the same', async () => {
    const found = await read(await xlsx(sheet('06-01 ～ 06-30')), spec, { period: '2026-07' })
    expect(found.codes).toEqual(['FILE_OTHER_MONTH'])
    expect(found.problems[0]!.at).toEqual({ file: 'orders.csv', sheet: 'Sheet1', cell: 'A2' })
  })

  test('a unit that differs from the one asked for is told', async () => {
    const hours = sheet('07-01 ～ 07-31').map(row =>
      row.map(cell => (cell === '迟到时长\n(分钟)' ? '迟到时长\n(小时)' : cell)),
    )
    const found = await read(await xlsx(hours), spec, { period: '2026-07' })
    expect(factsOf(found, 'HEADER_MISSING')).toMatchObject({ column: '迟到时长(分钟)', nearest: '迟到时长 (小时)' })
  })
})

describe('Deli monthly report', () => {
  const sheet = [
    ['2026年7月 考勤月报'],
    ['部门:全部', null, null, '打印时间：2026-08-01'],
    ['序号', '姓名', '工号', '部门', '出勤天数', '签到次数', '26-07-01', '26-07-02'],
    ['1', '李四', '00012', '车间', '22', 3, '08:01', '漏刷'],
    [null, null, null, null, null, null, '18:02', '-'],
    ['2', '于伟帆', '00013', '前台', 21, '--', '08:30', '08:29'],
    [null, null, null, null, null, null, '18:30', '18:31'],
  ]
  const spec = table({ 工号: 'person', 出勤天数: 'number', 签到: { ...zero, headers: ['签到次数'] } })
  const expected = [
    { 工号: '00012', 出勤天数: '22', 签到: '3' },
    { 工号: '00013', 出勤天数: '21', 签到: '0' },
  ]

  test.each(['new', 'old', 'text'])('two rows a person, the second without a name (%s)', async kind => {
    const text = sheet.map(row => row.map(cell => cell ?? '').join(',')).join('\n')
    const bytes = kind === 'new' ? await xlsx(sheet) : kind === 'old' ? xls(sheet) : text
    const found = await read(bytes, spec, { period: '2026-07' })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual(expected)
  })

  test('names merged over both rows', async () => {
    const merges = ['A4:A5', 'B4:B5', 'C4:C5', 'D4:D5', 'A6:A7', 'B6:B7', 'C6:C7', 'D6:D7'].map(merge)
    expect((await read(await xlsx(sheet, { merges }), spec, { period: '2026-07' })).rows).toEqual(expected)
  })

  test('a second row with a wanted figure belongs to nobody', async () => {
    const wrong = sheet.map((row, i) => (i === 4 ? row.with(4, '1') : row))
    expect((await read(await xlsx(wrong), spec, { period: '2026-07' })).codes).toEqual(['CELL_BLANK'])
  })
})

describe('legend exports', () => {
  test('an HTML table with a range for a title, a footer and an exporter', async () => {
    const rows = [
      ['CK001', '出库', '2026-07-03', '&yen;1,200.00', '&yen;900.00'],
      ['CK002', '退库', '2026-07-04', '&yen;-200.00', '&yen;-150.00'],
      ['合计：', '', '', '&yen;1,000.00', '&yen;750.00'],
      ['导出人', '张三', '导出时间', '2026-08-01 09:00', ''],
    ]
    const html = `<table><tr><th colspan="5">出库明细报表 2026-07-01 至 2026-07-31</th></tr>
      <tr>${['单据号', '单据类型', '出库日期', '出库金额', '成本金额'].map(text => `<th>${text}</th>`).join('')}</tr>
      ${rows.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</table>`
    const spec = table(
      { 单据号: 'id', 单据类型: { values: ['出库', '退库'] }, 出库日期: 'date', 出库金额: 'money', 成本金额: 'money' },
      { month: '出库日期' },
    )
    const found = await read(gb18030(html), spec, { period: '2026-07', name: '出库.xls' })
    expect(found.codes).toEqual([])
    expect(found.rows.map(r => [r.单据类型, r.出库金额])).toEqual([
      ['出库', '1200'],
      ['退库', '-200'],
    ])
  })

  test('shared items are fractions of a count', async () => {
    const spec = table({ 维修工: 'person', 服务项目数: 'number', 提成总额: 'money' })
    const found = await read(
      await xlsx([
        ['维修工', '单数', '服务项目数', '提成总额'],
        ['李四', 3, 2.5, 120.5],
      ]),
      spec,
    )
    expect(found.rows).toEqual([{ 维修工: '00012', 服务项目数: '2.5', 提成总额: '120.5' }])
  })
})

describe('other systems', () => {
  test('a CSV in GB2312 without dates', async () => {
    const text =
      '工单号,车牌号,服务,施工开始时间,时间结束时间,施工工人,工时费,材料费,实收\r\n1,粤A12345,保养,2026-07-01 08:00,2026-07-01 09:30,李四,100,200.5,300.5\r\n'
    const spec = table(
      { 工单号: 'id', 结束: { type: 'date', headers: ['时间结束时间'] }, 施工工人: 'person', 实收: 'money' },
      { month: '结束' },
    )
    expect((await read(gb18030(text), spec, { period: '2026-07' })).rows).toEqual([
      { 工单号: '1', 结束: '2026-07-01', 施工工人: '00012', 实收: '300.5' },
    ])
  })

  test('a sample with a mark at its beginning', async () => {
    const text = '\ufeff委托书号,服务顾问,技师,保养/维修,费用合计,进站时间\nT1,于伟帆,李四,保养,￥1000,2026/7/1 9:05\n'
    const spec = table({ 委托书号: 'id', 技师: 'person', '保养/维修': 'text', 费用合计: 'money', 进站时间: 'date' })
    expect((await read(text, spec)).rows).toEqual([
      { 委托书号: 'T1', 技师: '00012', '保养/维修': '保养', 费用合计: '1000', 进站时间: '2026-07-01' },
    ])
  })

  test('a tax client’s export: titles, serial dates, ids as numbers', async () => {
    const people = directory([{ id: '0001', name: '甲' }], new Map())
    const rows = [
      ['综合所得申报表'],
      ['税款所属期：2026-07-01 至 2026-07-31'],
      ['工号', '*姓名', '*证件号码', '税款所属期起', '本期收入'],
      [1, '甲', '11010119900307001X', 46204, 5000],
    ]
    const spec = table({ 工号: 'person', 姓名: 'text', 证件号码: 'id', 税款所属期起: 'date', 本期收入: 'money' })
    const found = await read(await xlsx(rows), spec, { people, period: '2026-07' })
    expect(found.rows).toEqual([
      { 工号: '0001', 姓名: '甲', 证件号码: '11010119900307001X', 税款所属期起: '2026-07-01', 本期收入: '5000' },
    ])
  })
})

describe('columns for each day', () => {
  const days = (head: (day: number) => string, from = 1): string =>
    Array.from({ length: 10 }, (_, i) => head(from + i)).join(',')
  const codes = async (heads: string): Promise<string[]> =>
    (
      await read(
        `姓名,出勤,${heads}\n李四,22${',08:00'.repeat(heads.split(',').length)}\n`,
        table({ 姓名: 'person', 出勤: zero }),
        {
          period: '2026-07',
        },
      )
    ).codes

  test.each([
    ['26-06-01', (day: number) => `26-06-${two(day)}`],
    ['6月1日', (day: number) => `6月${day}日`],
    ['06/01', (day: number) => `06/${two(day)}`],
    ['01.06.2026', (day: number) => `${two(day)}.06.2026`],
    ['6/1/26', (day: number) => `6/${day}/26`],
    ['2025-07-01 星期二', (day: number) => `2025-07-${two(day)} 星期二`],
  ])('of another month are told: %s', async (_, head) => {
    expect(await codes(days(head))).toEqual(['FILE_OTHER_MONTH'])
  })

  test.each([
    ['26-07-01', (day: number) => `26-07-${two(day)}`],
    ['7月1日', (day: number) => `7月${day}日`],
    ['07/01', (day: number) => `07/${two(day)}`],
    ['01/07/26', (day: number) => `${two(day)}/07/26`],
    ['1', (day: number) => `${day}`],
    ['1-5', (day: number) => `${day}-${day + 40}`],
  ])('of the month, or no days: %s', async (_, head) => {
    expect(await codes(days(head))).toEqual([])
  })

  test('a month from the 26th to the 25th fits, and few heads say nothing', async () => {
    const before = Array.from({ length: 5 }, (_, i) => `2026-06-${26 + i}`).join(',')
    expect(await codes(`${before},${days(day => `2026-07-${two(day)}`)}`)).toEqual([])
    expect(await codes('2026-06-01,2026-06-02')).toEqual([])
  })
})

function two(day: number): string {
  return `${day}`.padStart(2, '0')
}
