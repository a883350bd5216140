// Rules of the catalogue that read rows, at their edges: what a row decides, and which rows are refused. Each month has the
// fewest rows that show it.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { plain } from '../../src/core/decimal.ts'
import { partsOf } from '../../src/pay/person-sheet.ts'
import { monthOutcome } from '../support/outcome.ts'

const ROSTER = '工号,姓名,岗位,入职日期,离职日期\n'

/** The month of a scheme from these exports; what each person has, or the codes of what is refused. */
async function worked(id: string, files: Readonly<Record<string, string>>): Promise<Record<string, string> | string[]> {
  const folder = new URL(`../../fixtures/schemes/${id}/scheme.yaml`, import.meta.url)
  const exports = Object.entries(files).map(([name, text]) => [`data/2026-07/${name}.csv`, text])
  const { month, problems } = await monthOutcome({
    'scheme.yaml': readFileSync(folder, 'utf8'),
    ...Object.fromEntries(exports),
  })
  if (!month) return problems.filter(p => p.severity === 'error').map(p => p.code)
  const shown = month.result.people.map(p => {
    const parts = [...p.scores.map(s => s.text), ...partsOf(p, 'line').map(l => plain(l.amount)), ...p.flags]
    return [p.id, parts.join(' ')]
  })
  return Object.fromEntries(shown)
}

describe('whom a sale of the showroom is credited to', () => {
  const HEAD =
    '来店日期,客户,接待顾问,首接顾问,首接日期,首接电话联系,已建档,指定顾问,客户类型,大客户专员,大客户依据,经理判定,成交\n'
  const people = ['甲', '乙', '丙', '丁']
  const roster = ROSTER + people.map((name, i) => `0${i + 1},${name},顾问,2020-01-01,\n`).join('')
  const pay = `工号,月工资,出勤天数,应出勤天数,销售目标完成率,管理绩效达标率,单车奖励\n${people.map((_, i) => `0${i + 1},0,22,22,1,1,100\n`).join('')}`

  /** Who has the hundred yuan of the one sale. */
  async function credited(row: string): Promise<string> {
    const files = { 花名册: roster, 展厅考核: pay, 来店登记: `${HEAD}${row}\n` }
    const found = await worked('showroom-80-20', files)
    if (Array.isArray(found)) return found.join(' ')
    return people.filter((_, i) => found[`0${i + 1}`] === '0 0 100').join(' ')
  }

  test.each([
    ['the 7th day stays', '2026-07-08,A,乙,甲,2026-07-01,,是,,个人,,,,是', '甲'],
    ['the 8th does not', '2026-07-09,A,乙,甲,2026-07-01,,是,,个人,,,,是', '乙'],
    ['a call on the first day keeps them', '2026-07-31,A,乙,甲,2026-07-01,2026-07-01,是,,个人,,,,是', '甲'],
    ['a call on the day of the visit does', '2026-07-09,A,乙,甲,2026-07-01,2026-07-09,是,,个人,,,,是', '甲'],
    ['a call before the first visit does not', '2026-07-09,A,乙,甲,2026-07-01,2026-06-30,是,,个人,,,,是', '乙'],
    ['a call after the visit does not', '2026-07-09,A,乙,甲,2026-07-01,2026-07-10,是,,个人,,,,是', '乙'],
    ['whoever has no file has nobody', '2026-07-03,A,02,01,2026-07-01,,否,,个人,,,,是', '乙'],
    ['asked for', '2026-07-03,A,乙,甲,2026-07-01,,是,丙,个人,,,,是', '丙'],
    ['a key account comes before that', '2026-07-03,A,乙,甲,2026-07-01,,是,丙,单位,丁,签约,,是', '丁'],
    ['a firm without a basis is the showroom’s', '2026-07-03,A,乙,,,,,,单位,丁,,,是', '乙'],
    ['so is a private buyer', '2026-07-03,A,乙,,,,,,个人,丁,签约,,是', '乙'],
    ['and a firm with nobody for it', '2026-07-03,A,乙,,,,,,单位,,签约,,是', '乙'],
    ['the manager decides over all', '2026-07-03,A,乙,甲,,,是,丙,单位,丁,签约,丙,是', '丙'],
    ['no sale', '2026-07-03,A,乙,,,,,,个人,,,,否', ''],
    ['a first visit without its day', '2026-07-09,A,乙,甲,,,是,,个人,,,,是', 'ROW_BLANK_USED'],
    ['a basis without a kind of customer', '2026-07-09,A,乙,,,,,,,丁,签约,,是', 'ROW_BLANK_USED'],
    ['a basis that is none', '2026-07-09,A,乙,,,,,,单位,丁,朋友,,是', 'CELL_VALUE_UNKNOWN'],
  ])('%s', async (_, row, who) => {
    expect(await credited(row)).toBe(who)
  })
})

describe('records and hours of the handbook', () => {
  async function flags(records: string, hours = ''): Promise<unknown> {
    return worked('discipline-flags', {
      花名册: `${ROSTER}01,甲,员工,2020-01-01,\n`,
      奖惩记录: `日期,工号,类型,天数\n${records}`,
      工时记录: `日期,工号,工时\n${hours}`,
      员工情况: '工号,司龄月数,上年未抵消处罚\n01,40,0\n',
    })
  }

  test.each([
    ['of last year and of the next month', '2025-12-31,01,旷工,7\n2026-08-01,甲,旷工,7\n', { '01': '20' }],
    ['the first of January', '2026-01-01,01,旷工,3\n', { '01': '20 辞退' }],
    // 6 of absence and one of clocking in are seven, of which no three run together
    [
      'clocking in for another',
      '2026-02-02,01,旷工,2\n2026-03-02,01,旷工,2\n2026-04-02,01,旷工,2\n2026-05-04,01,代打卡,\n',
      { '01': '20 辞退' },
    ],
    ['an absence without its days', '2026-02-02,01,旷工,\n', ['ROW_RULE_BROKEN']],
    ['a kind that is none', '2026-02-02,01,迟到,1\n', ['CELL_VALUE_UNKNOWN']],
  ])('%s', async (_, records, is) => {
    expect(await flags(records)).toEqual(is)
  })

  test('hours above 8 of a day, and a day in two rows', async () => {
    expect(await flags('', '2026-07-01,01,12\n2026-07-02,01,12.5\n')).toEqual({ '01': '20 工时超限' })
    expect(await flags('', '2026-07-01,01,6\n2026-07-01,甲,6.5\n')).toEqual(['RULE_BROKEN'])
  })
})

describe('complaints solved in time', () => {
  const INPUTS =
    '工号,次日跟踪完成率,周满意度调查完成率,月满意度调查完成率,抽查回访完成率,漏报次数,报表迟交次数,反馈及时率,解决满意率,个人抱怨次数,登记错误次数,数据库分类,文件丢失次数,邮件失误次数,日志漏记次数,汇总上报,培训缺席次数,市场沟通,部门沟通,潜客抽查,工作类,表扬,满意度提升\n' +
    '01,1,1,1,1,0,0,1,1,0,0,是,0,0,0,是,0,3,4,4,8,5,5\n'
  // Optional columns must stand in the file.
  const OPTIONAL = ['培训成绩', ...'一二三四五六七八'].map((name, i) => (i === 0 ? name : `减分${name}`))
  const RATED = ['市场沟通', '部门沟通', '潜客抽查', '工作类', '表扬', '满意度提升'].flatMap(n => [
    `${n}自评`,
    `${n}经理评`,
  ])
  const [head, row] = INPUTS.trim().split('\n')
  const more = [...OPTIONAL, ...RATED]
  const sheet = `${head},${more.join(',')}\n${row}${','.repeat(more.length)}\n`

  async function points(rows: string): Promise<string> {
    const found = await worked('callback-specialist', {
      花名册: `${ROSTER}01,甲,回访专员,2020-01-01,\n`,
      回访考核: sheet,
      投诉记录: `工号,受理时间,答复时间,办结时间\n${rows}`,
    })
    return Array.isArray(found) ? found.join(' ') : found['01']!
  }

  // All else full is 100; without the five points for speed 95.
  test.each([
    ['no complaint', '', '100.00'],
    ['both edges', '01,2026-07-03 09:00,2026-07-03 11:00,2026-07-04 09:00\n', '100.00'],
    ['a second past two hours', '01,2026-07-03 09:00,2026-07-03 11:00:01,2026-07-04 09:00\n', '95.00'],
    ['a minute past a day', '01,2026-07-03 09:00,2026-07-03 11:00,2026-07-04 09:01\n', '95.00'],
    ['over midnight', '01,2026-07-31 23:30,2026-08-01 01:30,2026-08-01 23:30\n', '100.00'],
    ['no answer', '01,2026-07-03 09:00,,2026-07-04 09:00\n', '95.00'],
    ['not settled', '01,2026-07-03 09:00,2026-07-03 11:00,\n', '95.00'],
    ['a day alone', '01,2026-07-03 09:00,2026-07-03,2026-07-04 09:00\n', 'CELL_INVALID'],
    ['another month’s', '01,2026-06-30 23:59,2026-07-03 09:00,\n', 'FILE_OTHER_MONTH'],
  ])('%s', async (_, rows, score) => {
    expect(await points(rows)).toBe(score)
  })
})

describe('answers in time', () => {
  test.each([
    ['an hour', '01,2026-07-01 09:00,2026-07-01 10:00,否', '100.00 优秀'],
    ['a second more', '01,2026-07-01 09:00,2026-07-01 10:00:01,否', '85.00 良好'],
    ['two hours on a journey', '01,2026-07-01 09:00,2026-07-01 11:00,是', '100.00 优秀'],
    ['a minute more', '01,2026-07-01 09:00,2026-07-01 11:01,是', '85.00 良好'],
    ['never', '01,2026-07-01 09:00,,否', '85.00 良好'],
    ['over the end of the month', '01,2026-07-31 23:30,2026-08-01 00:30,否', '100.00 优秀'],
  ])('%s', async (_, row, score) => {
    const found = await worked('engineer-response', {
      花名册: `${ROSTER}01,甲,售后工程师,2020-01-01,\n`,
      响应记录: `工号,请求时间,响应时间,出差\n${row}\n`,
      未接来电: '工号,来电时间,已回复\n',
    })
    expect(found).toEqual({ '01': score })
  })
})
