// All exports of the golden shop's three months: every row read, control totals met, nothing to complain of but the
// orders of the month before. The sums were taken from the files by another program.

import { describe, expect, test } from 'vitest'
import { type Directory, directory, emptyDirectory } from '../../src/tables/directory.ts'
import type { TableSpec } from '../../src/tables/spec.ts'
import { type Read, readPath, table, ZERO } from './helpers.ts'

const DATA = `${import.meta.dirname}/../../fixtures/golden/data`
const zero = { type: 'number', blank: ZERO } as const
const money = { type: 'money', blank: ZERO } as const
const count = { type: 'count', blank: ZERO } as const
const no = { type: 'yes/no', blank: { value: false } } as const
const person = { type: 'person', blank: 'none' } as const

const ROSTER = table({
  工号: 'id',
  姓名: 'text',
  岗位: 'text',
  班组: { blank: 'none' },
  分配系数: { type: 'number', blank: 'none' },
  入职日期: 'date',
  离职日期: { type: 'date', blank: 'none' },
  厂家认证: { type: 'list', blank: 'none', values: ['服务经理', '内训师'] },
  级别工资含补贴: 'yes/no',
  基本工资: 'money',
})
const TABLES: Record<string, TableSpec> = {
  维修工单: table(
    {
      工单号: 'id',
      结算日期: 'date',
      维修类型: { values: ['机电', '保养', '钣喷', '保险事故', '索赔', 'PDI'] },
      服务顾问: 'person',
      班组: { group: '班组' },
      主修技师: 'person',
      工时费: money,
      材料费: money,
      养护品瓶数: count,
      精品金额: money,
      索赔金额: money,
      是否返修: no,
      状态: { values: ['已结算', '作废', '红冲'] },
    },
    { month: '结算日期' },
  ),
  备件出库: table(
    {
      出库单号: 'id',
      出库日期: 'date',
      类别: { values: ['备件', '附件', '养护品', '精品'] },
      销售人员: person,
      销售额: 'money',
      成本: 'money',
      毛利: 'money',
    },
    { month: '出库日期' },
  ),
  回访记录: table(
    {
      回访日期: 'date',
      工单号: 'id',
      回访专员: 'person',
      是否接通: 'yes/no',
      满意度: { type: 'number', blank: 'none' },
      是否投诉: 'yes/no',
      责任部门: { blank: 'none' },
      责任人: person,
      答复小时: { type: 'number', blank: 'none' },
      解决小时: { type: 'number', blank: 'none' },
      解决满意: { type: 'yes/no', blank: 'none' },
    },
    { month: '回访日期' },
  ),
  考勤: table({
    工号: 'person',
    应出勤: { type: 'number', headers: ['出勤/应出勤天数'] },
    实际出勤天数: 'number',
    迟到次数: count,
    早退: { ...count, headers: ['异常/早退次数'] },
    旷工天数: zero,
  }),
  考核评分: table({
    工号: 'person',
    现场5S: { type: 'number', blank: 'none' },
    日常管理: { type: 'number', blank: 'none' },
    月度考核成绩: { type: 'number', blank: 'none' },
    续保台数: count,
    潜客跟踪数: count,
    配件损坏售价: money,
    PDI漏检数: count,
    投诉赔偿: money,
  }),
  救援记录: table(
    { 日期: 'date', 工号: 'person', 事项: { values: ['值班', '出救援'] }, 单程公里: { type: 'number', blank: 'none' } },
    { month: '日期' },
  ),
  班组月报: table({ 班组: { group: '班组' }, 当月所耗辅料: 'money', 工时基本目标: 'money', 工时挑战目标: 'money' }),
  经营指标: table(
    {
      净利润: 'money',
      净利润目标: 'money',
      产值目标: 'money',
      库存周转率: 'number',
      超长期库存占比: 'number',
      供货及时率: 'number',
      CSI得分: 'number',
    },
    { layout: { kind: 'figures', name: ['指标'], value: ['数值'] } },
  ),
}

const EXPECTED: Record<string, Record<string, string>> = {
  '2026-07': {
    维修工单: '664 6 工时费 446761.09 材料费 753991.11 养护品瓶数 212 精品金额 32711.67 索赔金额 103012.33',
    备件出库: '424 0 销售额 527265.58 成本 395889.85 毛利 131375.73',
    经营指标: '220967.19 250000 1030000 7.3 0.074 0.854 890',
  },
  '2026-08': {
    维修工单: '581 6 工时费 398939.58 材料费 672349.62 养护品瓶数 159 精品金额 29132.67 索赔金额 48452.28',
    备件出库: '425 0 销售额 473834.04 成本 354137.81 毛利 119696.23',
    经营指标: '204675.3 250000 1100000 6.2 0.068 0.87 902',
  },
  '2026-09': {
    维修工单: '670 6 工时费 438487.76 材料费 762028.58 养护品瓶数 139 精品金额 53139.84 索赔金额 69181.33',
    备件出库: '430 0 销售额 510400.51 成本 382361.68 毛利 128038.83',
    经营指标: '294641.83 250000 1210000 9.1 0.057 0.97 914',
  },
}

async function roster(month: string): Promise<{ people: Directory; found: Read }> {
  const found = await readPath(`${DATA}/${month}/花名册.xlsx`, ROSTER, { people: emptyDirectory(), period: month })
  const people = found.rows.map(row => ({ id: row.工号 as string, name: row.姓名 as string }))
  return { people: directory(people, new Map([['班组', found.rows.map(row => row.班组 as string | null)]])), found }
}

describe.each(Object.keys(EXPECTED))('%s', month => {
  const digits = month.replace('-', '')
  const file = (name: string): string =>
    `${DATA}/${month}/${name}_${digits}.${['备件出库', '考勤', '考核评分'].includes(name) ? 'xlsx' : 'csv'}`

  test('the roster', async () => {
    const { found } = await roster(month)
    expect(found.codes).toEqual([])
    expect(found.rows.length).toBeGreaterThanOrEqual(36)
    expect(found.rows[0]).toMatchObject({
      工号: '00013',
      厂家认证: '服务经理、内训师',
      级别工资含补贴: false,
      离职日期: null,
    })
  })

  test.each(Object.keys(TABLES))('%s', async name => {
    const { people } = await roster(month)
    const found = await readPath(file(name), TABLES[name]!, { people, period: month })
    expect(found.codes).toEqual(name === '维修工单' ? ['ROWS_OTHER_MONTH'] : [])
    const { rows, rowsOtherMonth, totals } = found.reading
    expect(found.rows).toHaveLength(rows - rowsOtherMonth)
    const stated = EXPECTED[month]![name]
    if (!stated) return
    const said =
      name === '经营指标'
        ? Object.values(found.rows[0]!).join(' ')
        : [rows, rowsOtherMonth, ...totals.map(total => `${total.column} ${total.inFile.toFixed()}`)].join(' ')
    expect(said).toBe(stated)
  })
})

describe('results', () => {
  test('of quarters and years', async () => {
    const spec = table({
      期间: 'text',
      项目: 'text',
      返还比例: { type: 'number', blank: 'none' },
      NPS成绩: { type: 'number', blank: 'none' },
      区域排名: { type: 'count', blank: 'none' },
    })
    const found = await readPath(`${DATA}/results/考核结果.csv`, spec)
    expect(found.rows).toEqual([
      { 期间: '2026-Q3', 项目: 'APQ', 返还比例: '0.9', NPS成绩: null, 区域排名: null },
      { 期间: '2026', 项目: 'NPS', 返还比例: null, NPS成绩: '82.4', 区域排名: '1' },
    ])
  })
})
