// The layouts of real systems in files that other programs wrote (other-hands/): each binds by nothing but header names.
// What must be read was written down by hand from other-hands/layouts.py.

import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type ColumnOptions, factsOf, type ReadOptions, readPath, table, type Value, ZERO } from './helpers.ts'

const FOLDER = `${import.meta.dirname}/other-hands/files`
const FILES = readdirSync(FOLDER).sort()
const zero: ColumnOptions = { type: 'number', blank: ZERO }
const none: ColumnOptions = { blank: 'none' }

interface Expected {
  readonly names: readonly string[]
  readonly rows: readonly (readonly Value[])[]
  readonly codes?: readonly string[]
  /** Sums of the figures over every row of the file. */
  readonly sums?: Readonly<Record<string, string>>
  readonly otherMonth?: number
}

const filesOf = (layout: string): string[] => FILES.filter(name => name.startsWith(`${layout}.`))

function reads(layout: string, spec: ReturnType<typeof table>, options: ReadOptions, due: Expected): void {
  test.each(filesOf(layout))('%s', async name => {
    const found = await readPath(`${FOLDER}/${name}`, spec, { ...options, name })
    expect(found.codes).toEqual(due.codes ?? [])
    expect(found.rows.map(row => due.names.map(column => row[column]))).toEqual(due.rows)
    expect(found.reading.rows).toBe(due.rows.length + (due.otherMonth ?? 0))
    expect(found.reading.rowsOtherMonth).toBe(due.otherMonth ?? 0)
    const sums = Object.fromEntries(found.reading.totals.map(t => [t.column, t.inFile.toFixed()]))
    expect(sums).toEqual(due.sums ?? {})
  })
}

test('every layout was written by several programs', () => {
  const layouts = [...new Set(FILES.map(name => name.split('.')[0]!))]
  expect(layouts.length).toBe(22)
  for (const layout of layouts) expect(filesOf(layout).length).toBeGreaterThan(3)
})

describe('Yonyou: title, exporter, blank row, header in row 4', () => {
  const columns = {
    工单号: 'id',
    工单开单日期: 'date',
    客户经理: 'person',
    是否结清: 'yes/no',
    维修金额: 'money',
  } as const
  const spec = table({ ...columns, 备注1: none }, { month: '工单开单日期' })
  reads(
    'yonyou-orders',
    spec,
    { period: '2026-07' },
    {
      names: [...Object.keys(columns), '备注1'],
      rows: [
        ['RO26070001', '2026-07-05', '00013', true, '1234.5', null],
        ['RO26070002', '2026-07-06', 'A07', false, '0.1234', null],
        ['RO26070003', '2026-07-31', '00013', true, '-20', null],
      ],
      sums: { 维修金额: '1214.6234' },
    },
  )

  test.each(filesOf('yonyou-orders'))('the two columns 邮编 are told with both places: %s', async name => {
    const found = await readPath(`${FOLDER}/${name}`, table({ 工单号: 'id', 邮编: 'text' }), { name })
    const places = name.endsWith('.csv')
      ? `${name}:4:48, ${name}:4:51`
      : ['AV4', 'AY4'].map(cell => `${name}!${found.reading.facts!.sheet!}!${cell}`).join(', ')
    expect(found.codes).toEqual(['HEADER_REPEATED'])
    expect(factsOf(found, 'HEADER_REPEATED')).toEqual({ column: '邮编', places })
  })

  test.each(filesOf('yonyou-orders'))('two technicians in a cell belong to nobody: %s', async name => {
    const found = await readPath(`${FOLDER}/${name}`, table({ 工单号: 'id', 维修技师: 'person' }), { name })
    expect(found.codes).toEqual(['PERSON_SEVERAL'])
    expect(factsOf(found, 'PERSON_SEVERAL')).toEqual({ column: '维修技师', found: '李四,于伟帆', rows: 1 })
  })

  test.each(filesOf('yonyou-orders'))('of another month than the one read: %s', async name => {
    const found = await readPath(`${FOLDER}/${name}`, spec, { name, period: '2026-06' })
    expect(found.codes).toEqual(['FILE_OTHER_MONTH'])
    expect(factsOf(found, 'FILE_OTHER_MONTH')).toEqual({ found: '2026-07', period: '2026-06' })
  })
})

describe('Yonyou: header in row 1, flags as codes', () => {
  const spec = table({
    工单号: 'id',
    开单日期: 'date',
    待料: 'yes/no',
    竣工: 'yes/no',
    服务顾问: 'person',
    进厂里程: 'number',
  })
  reads(
    'yonyou-dispatch',
    spec,
    { period: '2026-07' },
    {
      names: ['工单号', '开单日期', '待料', '竣工', '服务顾问', '进厂里程'],
      rows: [
        ['RO26070001', '2026-07-05', false, true, '00013', '52310'],
        ['RO26070002', '2026-07-06', true, false, 'A07', '803'],
      ],
      sums: { 进厂里程: '53113' },
    },
  )
})

describe('Yonyou: settlements with parts added up, a total and an exporter', () => {
  const columns = {
    业务单号: 'id',
    结算日期: 'date',
    结清: 'yes/no',
    应收账款: 'money',
    已收账款: 'money',
    未收账款: 'money',
  } as const
  reads(
    'yonyou-settlements',
    table(columns, { month: '结算日期' }),
    { period: '2026-07' },
    {
      names: Object.keys(columns),
      rows: [
        ['RO1', '2026-07-02', true, '1500', '1480.5', '0'],
        ['SO7', '2026-07-03', false, '2000000.05', '0', '2000000.05'],
        ['RO2', '2026-07-30', true, '99.95', '99.95', '0'],
      ],
      sums: { 应收账款: '2001600', 已收账款: '1580.45', 未收账款: '2000000.05' },
    },
  )
})

describe('Yonyou: staff', () => {
  const spec = table({
    员工编号: 'id',
    员工姓名: 'text',
    身份证号: 'id',
    离职日期: { type: 'date', blank: 'none' },
    工时系数: 'number',
  })
  reads(
    'yonyou-staff',
    spec,
    { period: '2026-07' },
    {
      names: ['员工编号', '员工姓名', '身份证号', '离职日期', '工时系数'],
      rows: [
        ['00012', '李四', '44030419900307001X', null, '1.15'],
        ['00013', '于伟帆', '440304198512120020', '2026-07-20', '1'],
      ],
      sums: { 工时系数: '2.15' },
    },
  )
})

describe('Yonyou: parts', () => {
  const columns = {
    配件销售单号: 'id',
    配件数量: 'count',
    配件收费金额: 'money',
    毛利: { type: 'money', headers: ['毛利（不含税）'] },
    发料人: 'person',
    入账日期: 'date',
    备注: none,
  } as const
  reads(
    'yonyou-parts',
    table(columns, { month: '入账日期' }),
    { period: '2026-07' },
    {
      names: Object.keys(columns),
      rows: [
        ['PS1', '2', '226', '60.25', '00012', '2026-07-08', '机油，机滤'],
        ['PS2', '-1', '-113', '-30.13', '00012', '2026-07-09', null],
      ],
      sums: { 配件数量: '1', 配件收费金额: '113', 毛利: '30.12' },
    },
  )
  reads(
    'yonyou-ledger',
    table({ 配件代码: 'id', 期初金额: 'money', 期末金额: 'money' }),
    {},
    {
      names: ['配件代码', '期初金额', '期末金额'],
      rows: [
        ['0012-A', '1000.5', '900.25'],
        ['07', '0', '50'],
      ],
      sums: { 期初金额: '1000.5', 期末金额: '950.25' },
    },
  )
})

describe('DingTalk', () => {
  const spec = table({
    姓名: 'person',
    UserId: 'id',
    出勤天数: 'number',
    事假: { ...zero, headers: ['请假/事假'] },
    病假: zero,
    迟到次数: { ...zero, type: 'count' },
    旷工天数: zero,
    休息日加班: zero,
  })
  const due: Expected = {
    names: ['姓名', 'UserId', '出勤天数', '事假', '病假', '迟到次数', '旷工天数', '休息日加班'],
    rows: [
      ['00012', '0112345', '22', '0', '1', '0', '0', '0'],
      ['00013', 'u13', '21.5', '0.5', '0', '2', '1', '7.5'],
    ],
    sums: { 出勤天数: '43.5', 事假: '0.5', 病假: '1', 迟到次数: '2', 旷工天数: '1', 休息日加班: '7.5' },
  }
  reads('dingtalk-summary', spec, { period: '2026-07' }, due)
  reads('dingtalk-june', spec, { period: '2026-06' }, due)
  reads('dingtalk-june', spec, { period: '2026-07' }, { ...due, codes: ['FILE_OTHER_MONTH'] })

  test.each(filesOf('dingtalk-summary'))('only columns of its first header row: %s', async name => {
    const found = await readPath(`${FOLDER}/${name}`, table({ 迟到次数: zero, 姓名: 'person' }), {
      name,
      period: '2026-07',
    })
    expect(found.codes).toEqual([])
    expect(found.rows).toEqual([
      { 姓名: '00012', 迟到次数: '0' },
      { 姓名: '00013', 迟到次数: '2' },
    ])
  })

  const first = table({
    工号: 'person',
    出勤天数: 'number',
    工作时长: 'number',
    迟到次数: zero,
    迟到时长: zero,
    工作日: { ...zero, headers: ['工作日（转加班费）'] },
    休息日: { ...zero, headers: ['加班时长-按审批统计/休息日(转加班费)'] },
  })
  reads(
    'dingtalk-results-first',
    first,
    { period: '2026-07' },
    {
      names: ['工号', '出勤天数', '工作时长', '迟到次数', '迟到时长', '工作日', '休息日'],
      rows: [
        ['A07', '20', '160.5', '1', '5', '0', '8'],
        ['00012', '23', '184', '0', '0', '2.5', '0'],
      ],
      sums: { 出勤天数: '43', 工作时长: '344.5', 迟到次数: '1', 迟到时长: '5', 工作日: '2.5', 休息日: '8' },
    },
  )
  const punches = table(
    { 姓名: 'person', 考勤日期: 'date', 打卡时间: 'date', 打卡结果: { values: ['正常', '迟到'] } },
    { month: '考勤日期' },
  )
  reads(
    'dingtalk-punches',
    punches,
    { period: '2026-07' },
    {
      names: ['姓名', '考勤日期', '打卡时间', '打卡结果'],
      rows: [
        ['00012', '2026-07-01', '2026-07-01', '正常'],
        ['00013', '2026-07-02', '2026-07-02', '迟到'],
      ],
    },
  )
})

describe('WeCom', () => {
  const spec = table({
    姓名: 'person',
    账号: 'id',
    应出勤天数: 'number',
    实际出勤天数: 'number',
    实际工作时长: { type: 'number', blank: 'none' },
    迟到次数: { ...zero, type: 'count' },
    迟到: { ...zero, headers: ['异常统计/迟到时长(分钟)'] },
    病假: zero,
    长期: { ...zero, headers: ['病假(长期)'] },
    调休: zero,
    加班: { ...zero, headers: ['工作日加班时长(小时)'] },
    计为调休: { ...zero, headers: ['加班统计/工作日加班计为调休'] },
  })
  const due: Expected = {
    names: spec.columns.map(column => column.name),
    rows: [
      ['00012', 'LiSi', '23', '23', '184.5', '0', '0', '0', '0', '0', '0', '0'],
      ['00013', 'YuWeiFan', '23', '21.5', null, '1', '5', '1', '2', '4', '3.5', '2'],
    ],
    sums: {
      应出勤天数: '46',
      实际出勤天数: '44.5',
      实际工作时长: '184.5',
      迟到次数: '1',
      迟到: '5',
      病假: '1',
      长期: '2',
      调休: '4',
      加班: '3.5',
      计为调休: '2',
    },
  }
  reads('wecom-monthly', spec, { period: '2026-07' }, due)
  reads('wecom-monthly', spec, { period: '2026-08' }, { ...due, codes: ['FILE_OTHER_MONTH'] })
  const early = table({
    姓名: 'person',
    应打卡天数: 'number',
    迟到: zero,
    旷工: zero,
    合计: { ...zero, headers: ['异常次数/合计'] },
  })
  const dueEarly: Expected = {
    names: ['姓名', '应打卡天数', '迟到', '旷工', '合计'],
    rows: [
      ['00012', '23', '0', '0', '0'],
      ['00013', '23', '2', '1', '3'],
    ],
    sums: { 应打卡天数: '46', 迟到: '2', 旷工: '1', 合计: '3' },
  }
  reads('wecom-2018', early, { period: '2026-07' }, dueEarly)
  reads('wecom-2018', early, { period: '2026-06' }, { ...dueEarly, codes: ['FILE_OTHER_MONTH'] })
  const daily = table(
    { 时间: 'date', 姓名: 'person', 打卡次数: 'count', 实际工作时长: 'number', 考勤结果: 'text' },
    { month: '时间' },
  )
  reads(
    'wecom-daily',
    daily,
    { period: '2026-07' },
    {
      names: ['时间', '姓名', '打卡次数', '实际工作时长', '考勤结果'],
      rows: [
        ['2026-07-01', '00012', '2', '8.5', '正常'],
        ['2026-07-02', '00013', '2', '7.5', '迟到11分钟'],
      ],
      sums: { 打卡次数: '4', 实际工作时长: '16' },
    },
  )
})

describe('Deli: two rows a person, the second without name and number', () => {
  const spec = table({
    工号: 'person',
    姓名: 'text',
    应出勤: 'number',
    实出勤: 'number',
    迟到: zero,
    签到次数: 'count',
  })
  const due: Expected = {
    names: ['工号', '姓名', '应出勤', '实出勤', '迟到', '签到次数'],
    rows: [
      ['00012', '李四', '23', '23', '0', '23'],
      ['00013', '于伟帆', '23', '22.5', '2', '22'],
    ],
    sums: { 应出勤: '46', 实出勤: '45.5', 迟到: '2', 签到次数: '45' },
  }
  reads('deli-monthly', spec, { period: '2026-07' }, due)
  reads('deli-merged', spec, { period: '2026-07' }, due)
  reads('deli-june', spec, { period: '2026-06' }, due)
  reads('deli-june', spec, { period: '2026-07' }, { ...due, codes: ['FILE_OTHER_MONTH'] })

  test.each(filesOf('deli-monthly'))(
    'a day, which stands in both rows, belongs to nobody in the second: %s',
    async name => {
      const spec = table({ 工号: 'person', '26-07-09': none })
      const found = await readPath(`${FOLDER}/${name}`, spec, { name, period: '2026-07' })
      expect(found.codes).toEqual(['CELL_BLANK', 'CELL_BLANK'])
    },
  )
})

describe('legend', () => {
  const orders = table(
    { 工单编号: 'id', 结算时间: 'date', 服务顾问: 'person', 工时: 'number', 应收金额: 'money', 毛利率: 'percent' },
    { month: '结算时间' },
  )
  reads(
    'legend-orders',
    orders,
    { period: '2026-07' },
    {
      names: ['工单编号', '结算时间', '服务顾问', '工时', '应收金额', '毛利率'],
      rows: [['D2607001', '2026-07-01', '00013', '1.5', '480.5', '0.4168']],
      codes: ['ROWS_OTHER_MONTH'],
      otherMonth: 1,
      sums: { 工时: '11.5', 应收金额: '12480.5', 毛利率: '0.4085' },
    },
  )
  const receipts = table(
    { 工单编号: 'id', 收款时间: 'date', 实收金额: 'money', 挂账: 'money', 坏账金额: 'money', 服务顾问: 'person' },
    { month: '收款时间' },
  )
  reads(
    'legend-receipts',
    receipts,
    { period: '2026-07' },
    {
      names: ['工单编号', '收款时间', '实收金额', '挂账', '坏账金额', '服务顾问'],
      rows: [
        ['D2607001', '2026-07-01', '400.5', '80', '0', '00013'],
        ['D2607004', '2026-07-03', '11999.99', '0', '0.01', 'A07'],
      ],
      sums: { 实收金额: '12400.49', 挂账: '80', 坏账金额: '0.01' },
    },
  )
  reads(
    'legend-people',
    table({ 维修工: 'person', 服务项目数: 'number', 提成总额: 'money' }),
    {},
    {
      names: ['维修工', '服务项目数', '提成总额'],
      rows: [
        ['00012', '2.5', '120.5'],
        ['00013', '0.3333', '10.01'],
      ],
      sums: { 服务项目数: '2.8333', 提成总额: '130.51' },
    },
  )
})

describe('Kingdee, tax client', () => {
  const invoices = table(
    { 账单号: 'id', WIP单: 'id', 结账日期: 'date', 工时净价: 'money', 总价: 'money', 服务顾问: 'person' },
    { month: '结账日期' },
  )
  reads(
    'kingdee-invoices',
    invoices,
    { period: '2026-07' },
    {
      names: ['账单号', 'WIP单', '结账日期', '工时净价', '总价', '服务顾问'],
      rows: [
        ['8801', '30001', '2026-07-04', '300.3', '1356.34', '00013'],
        ['8802', '30001', '2026-07-05', '0', '-1017', '00013'],
      ],
      sums: { 工时净价: '300.3', 总价: '339.34' },
    },
  )
  const tax = table({
    工号: 'person',
    姓名: 'text',
    证件号码: 'id',
    税款所属期起: 'date',
    税款所属期止: 'date',
    本期收入: 'money',
    养老: { type: 'money', headers: ['基本养老保险费'] },
  })
  reads(
    'tax-income',
    tax,
    { period: '2026-07' },
    {
      names: ['工号', '姓名', '证件号码', '税款所属期起', '税款所属期止', '本期收入', '养老'],
      rows: [
        ['00012', '李四', '44030419900307001X', '2026-07-01', '2026-07-31', '8123.45', '640'],
        ['00013', '于伟帆', '440304198512120020', '2026-07-01', '2026-07-31', '9000', '700'],
        ['A07', '欧阳娜', '440304199901010048', '2026-07-01', '2026-07-31', '7000', '0'],
      ],
      sums: { 本期收入: '24123.45', 养老: '1340' },
    },
  )
  reads(
    'tax-income',
    table({ 姓名: 'person', 本期收入: 'money' }),
    { period: '2026-09' },
    {
      names: ['姓名', '本期收入'],
      rows: [
        ['00012', '8123.45'],
        ['00013', '9000'],
        ['A07', '7000'],
      ],
      codes: ['FILE_OTHER_MONTH'],
      sums: { 本期收入: '24123.45' },
    },
  )
})

describe('the right sheet of several: hidden ones, other months, notes and pivot tables beside it', () => {
  const spec = table({ 服务顾问: 'person', 工单号: 'id', 工时费: 'money' })
  reads(
    'several-sheets',
    spec,
    { period: '2026-07' },
    {
      names: ['服务顾问', '工单号', '工时费'],
      rows: [
        ['00013', 'R2', '20.5'],
        ['A07', 'R3', '30'],
        ['00013', 'R4', '0.01'],
      ],
      sums: { 工时费: '50.51' },
    },
  )
})
