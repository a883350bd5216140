// Orders, parts, staff and money of real systems in files that other programs wrote (other-hands/): each binds by nothing
// but header names. What must be read was written down by hand from other-hands/layouts.py.

import { describe, expect, test } from 'vitest'
import { type ColumnOptions, factsOf, readPath, table } from './helpers.ts'
import { FILES, FOLDER, filesOf, reads } from './other-hands/reads.ts'

const none: ColumnOptions = { blank: 'none' }

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
      : ['AV4', 'AY4'].map(cell => `${name}!${found.reading.files[0]!.sheet!}!${cell}`).join(', ')
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
      codes: ['ROWS_HIDDEN'],
    },
  )
})
