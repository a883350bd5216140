// The first hour of a new shop: exports in the forms that real systems give are proposed as a scheme, pay lines are written into it as
// a clerk would, and the month comes to what is worked out by hand.

import { readFileSync, writeFileSync } from 'node:fs'
import type { CellValue } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { gb18030 } from '../sources/helpers.ts'
import { merge, xlsx } from '../sources/workbooks.ts'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { put, tempFolder } from '../support/folders.ts'

const day = (text: string): Date => new Date(`${text}T00:00:00Z`)

/** A roster with rows that nobody has filled in. */
const ROSTER: CellValue[][] = [
  ['序号', '员工编号', '员工姓名', '部门名称', '职位', '入职日期', '离职日期', '手机'],
  [1, '0011', '王建国', '配件部', '配件经理', day('2015-03-01'), null, '13800000001'],
  [2, '0021', '李敏', '前台', '服务顾问', day('2018-05-14'), null, '13800000002'],
  [3, '0031', '陈刚', '机电组', '机修技师', day('2014-09-01'), null, '13800000003'],
  [4, '0032', '刘洋', '机电组', '机修技师', day('2019-02-18'), day('2026-07-20'), '13800000004'],
  [5, '0041', '吴静', '客服部', '回访专员', day('2022-03-07'), null, '13800000005'],
  ...[6, 7, 8, 9].map((i): CellValue[] => [i]),
]

/** As the management system writes it: a CSV file in GBK, thousands separators, moments, a total. */
const ORDERS = `工单号,工单类型,客户经理,维修技师,车牌号,维修金额,工时费,提交结算时间,备注
RO26070001,维修,李敏,陈刚,京A10001,"20,000.00",6000.00,2026/07/03 17:01:12, 
RO26070002,维修,李敏,"陈刚,刘洋",京A10002,"15,000.00",4000.00,2026/07/18 09:30:00, 
RO26070003,返工,李敏,刘洋,京A10001,0.00,0.00,2026/07/19 10:00:00, 
RO26060099,维修,李敏,陈刚,京A10003,900.00,500.00,2026/06/30 18:00:00, 
合计,,,,,"35,900.00","10,500.00",,
`.replaceAll('\n', '\r\n')

const PARTS: CellValue[][] = [
  ['配件毛利明细表'],
  ['出库单号', '出库日期', '销售', null, '成本', null, '毛利'],
  [null, null, '单价', '金额', '单价', '金额', null],
  ['CK001', day('2026-07-02'), 500, 1000, 350, 700, 300],
  ['CK002', day('2026-07-15'), 60.5, 605, 40, 400, 205],
  ['合计', null, null, 1605, null, 1100, 505],
]
const PARTS_MERGES = ['A1:G1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:F2', 'G2:G3']

// July 2026 has Sundays on the 5th, 12th, 19th and 26th.
const DAYS = Array.from({ length: 31 }, (_, i) => i + 1)
const isSunday = (of: number): boolean => of % 7 === 5
const heading = (of: number): string => (of % 7 === 4 ? '六' : isSunday(of) ? '日' : `${of}`)

function attendance(): CellValue[][] {
  const person = (name: string, number: string, late: readonly number[], until = 31): CellValue[] => {
    const cells = DAYS.map(of => {
      if (of > until) return null
      if (isSunday(of)) return '休息\n(-)'
      return late.includes(of) ? '上班迟到' : '正常'
    })
    const present = DAYS.filter(of => of <= until && !isSunday(of)).length
    return [name, '售后考勤组', number, `user${number}`, present, null, late.length || null, ...cells]
  }
  return [
    ['月度汇总 统计日期：2026-07-01 至 2026-07-31'],
    ['报表生成时间：2026-08-04 11:04'],
    ['姓名', '考勤组', '工号', 'UserId', '出勤天数', '请假', '迟到次数', '考勤结果'],
    [null, null, null, null, null, '事假(天)', null, ...DAYS.map(heading)],
    person('王建国', '0011', []),
    person('李敏', '0021', [9]),
    person('陈刚', '0031', []),
    person('刘洋', '0032', [], 20),
    person('吴静', '0041', [2, 31]),
  ]
}
const ATTENDANCE_MERGES = ['A1:AL1', 'A2:AL2', 'H3:AL3', ...['A', 'B', 'C', 'D', 'E', 'G'].map(c => `${c}3:${c}4`)]

test('a policy of four positions from a roster, work orders in GBK, parts under merged headings and attendance by days', async () => {
  const cwd = tempFolder()
  put(cwd, {
    '导出/员工花名册2026年7月.xlsx': await xlsx(ROSTER),
    '导出/工单查询_20260803.csv': gb18030(ORDERS),
    '导出/配件毛利7月.xlsx': await xlsx(PARTS, { merges: PARTS_MERGES.map(merge) }),
    '导出/恒信_月度汇总_20260701-20260731.xlsx': await xlsx(attendance(), {
      name: '月度汇总',
      merges: ATTENDANCE_MERGES.map(merge),
    }),
  })
  const made = json<{ problems: unknown[]; questions: { text: string }[]; tables: { name: string }[] }>(
    await run(['propose', '导出', '-C', '店', '--lang', 'zh', '--json'], { cwd }),
  )
  expect(made.problems).toEqual([])
  expect(made.tables.map(({ name }) => name)).toEqual(['people', '工单查询', '月度汇总', '月度汇总 每日', '配件毛利'])
  const file = `${cwd}/店/scheme.yaml`
  const text = readFileSync(file, 'utf8')
  expect(text).toContain('员工编号: id')
  expect(text).toContain('成本 金额: { type: money, header: 成本/金额 }')
  const questions = made.questions.map(q => q.text)
  expect(questions.filter(q => q.includes('平分'))).toHaveLength(1)
  const unanswered = text
    .split('\n')
    .filter(line => !/^\s*# \?/.test(line))
    .join('\n')
  // The answers to the questions: nobody was late where the cell is empty.
  const answered = edited(unanswered, ['迟到次数: { type: count, blank: none }', '迟到次数: { type: count, blank: 0 }'])
  const [above] = edited(answered, ['# 工单类型: text', '工单类型: text']).split('\npay:\n')
  writeFileSync(
    file,
    `${above}
values:
  配件毛利合计: sum(配件毛利.毛利)
  技师奖金池: { formula: sum(工单查询.工时费) × 12%, round: 2 }
pay:
  - for: 配件经理
    lines:
      毛利提成: if 配件毛利合计 ≥ 500元 then 配件毛利合计 × 10% else 0元
  - for: 服务顾问
    lines:
      产值提成:
        marginal bands of: sum(工单查询.维修金额 by 客户经理)
        under 30000元: 1%
        from 30000元: 1.5%
      返工扣款: −count(工单查询 by 客户经理 where 工单类型 = "返工") × 50元
  - for: 机修技师
    lines:
      工时奖金: share(技师奖金池 by 出勤天数 where 职位 = "机修技师")
  - for: 回访专员
    lines:
      全勤奖: if 出勤天数 ≥ 27 then 200元 else 0元
      迟到扣款: −迟到次数 × 20元
      月末迟到: −count(月度汇总 每日 by 工号 where 内容 = "上班迟到" and 日期 ≥ 2026-07-25) × 10元
`,
  )
  const paid = await run(['run', '-C', '店', '--period', '2026-07'], { cwd })
  expect(paid.err).not.toContain('ERROR')
  expect(paid.code, paid.err + paid.out).toBe(0)
  const rows = readFileSync(`${cwd}/店/out/2026-07/payroll.csv`, 'utf8').replace('\ufeff', '').trim().split(/\r?\n/)
  const head = rows[0]!.split(',')
  const net = new Map(rows.slice(1).map(row => [row.split(',')[1], row.split(',')[head.indexOf('实发奖金')]]))
  // 王建国: (300 + 205) × 10%. 李敏: 35,000 of July: 30,000 × 1% + 5,000 × 1.5% − 50. The pool of the technicians: (6,000 + 4,000) ×
  // 12% = 1,200; 陈刚 was there on 27 days, 刘洋 on 17 until the 20th: 1,200 × 27 ÷ 44 = 736.36 and 463.64. 吴静: 200 − 2 × 20 − 10.
  expect(Object.fromEntries(net)).toEqual({
    王建国: '50.50',
    李敏: '325.00',
    陈刚: '736.36',
    刘洋: '463.64',
    吴静: '150.00',
  })
  const why = await run(['explain', '吴静', '月末迟到', '-C', '店', '--lang', 'zh'], { cwd })
  expect(why.out).toContain('月度汇总/2026-07-31!9')
})

test('an English shop: numbered rows, weekdays below the days, a file without a header', async () => {
  const cwd = tempFolder()
  const roster: CellValue[][] = [
    ['Employee Roster'],
    ['#', 'Employee ID', 'Employee Name', 'Job Title', 'Hire Date'],
    [1, '1002', 'Mike Ruiz', 'Service Advisor', '02/11/2019'],
    [2, '2001', 'Luis Ortega', 'Technician', '09/14/2015'],
    [3, '2002', 'Bill Chan', 'Technician', '01/28/2018'],
    [4],
    [5],
  ]
  const weekdays = ['Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  const times: CellValue[][] = [
    ['Employee ID', 'Employee Name', '1', '2', '3', '4', '5', 'Total'],
    [null, null, ...weekdays, null],
    ['1002', 'Mike Ruiz', 8, 8, 8, null, null, 24],
    ['2001', 'Luis Ortega', 8, 9.5, 8, 5, null, 30.5],
    ['2002', 'Bill Chan', 8, 8, 10, null, null, 26],
  ]
  put(cwd, {
    'exports/Employee Roster July 2026.xlsx': await xlsx(roster),
    'exports/timesheet.xlsx': await xlsx(times),
    'exports/RO Detail 07012026-07312026.csv':
      'RO Number,Close Date,Advisor,Labor Sale,Flag Hours,Tech No\r\n640001,07/02/2026,Mike Ruiz,"$1,250.50",6.5,2001\r\n640002,07/13/2026,Mike Ruiz,$99.00,1,2002\r\n',
    'exports/tips.csv': '07/02/2026,2001,12.50\n07/14/2026,2002,8.00\n07/20/2026,2001,4.50\n',
  })
  const made = json<{ problems: unknown[]; tables: { name: string; columns: { name: string; type: string }[] }[] }>(
    await run(['propose', 'exports', '-C', 'shop', '--lang', 'en', '--json'], { cwd }),
  )
  expect(made.problems).toEqual([])
  const text = readFileSync(`${cwd}/shop/scheme.yaml`, 'utf8')
  expect(text).toContain('file: Employee Roster* #')
  expect(text).toContain('header row: [A, B, C]')
  const tips = made.tables.find(({ name }) => name === 'tips')!
  expect(tips.columns.map(({ name, type }) => `${name}: ${type}`)).toEqual(['A: date', 'B: person', 'C: number'])
  const open = text
    .split('\n')
    .filter(line => !/^\s*# \?/.test(line))
    .join('\n')
  const [above] = edited(
    open,
    ['header row: [A, B, C]', 'header row: [paid on, who, tip]'],
    ['month: A', 'month: paid on'],
    ['      A: date', '      paid on: date'],
    ['      B: person', '      who: person'],
    ['      C: number', '      tip: money'],
    ['entry: { type: number, blank: none }', 'entry: { type: number, blank: 0 }'],
  ).split('\npay:\n')
  writeFileSync(
    `${cwd}/shop/scheme.yaml`,
    `${above}
pay:
  - for: Service Advisor
    lines:
      sales bonus: sum(RO Detail.Labor Sale by Advisor) × 2%
  - for: Technician
    lines:
      flag pay: sum(RO Detail.Flag Hours by Tech number) × $28
      overtime: sum(max(timesheet days.entry − 8, 0) by Employee ID) × $14
      Saturdays: count(timesheet days by Employee ID where entry > 0 and weekday(day) = 6) × $25
      tips due: sum(tips.tip by who)
`,
  )
  const paid = await run(['run', '-C', 'shop', '--period', '2026-07'], { cwd })
  expect(paid.code, paid.err + paid.out).toBe(0)
  const rows = readFileSync(`${cwd}/shop/out/2026-07/payroll.csv`, 'utf8').replace('\ufeff', '').trim().split(/\r?\n/)
  const at = rows[0]!.split(',').findIndex(title => title.startsWith('Total pay'))
  // Mike: 1,349.50 × 2% = 26.99. Luis: 6.5 × 28 + 1.5 × 14 + 25 + 17 = 182 + 21 + 25 + 17. Bill: 28 + 2 × 14 + 8.
  expect(rows.slice(1).map(row => [row.split(',')[1], row.split(',')[at]])).toEqual([
    ['Mike Ruiz', '26.99'],
    ['Luis Ortega', '245.00'],
    ['Bill Chan', '64.00'],
  ])
})
