// Attendance of real systems in files that other programs wrote (other-hands/): each binds by nothing but header names.
// What must be read was written down by hand from other-hands/layouts.py.

import { describe, expect, test } from 'vitest'
import { parseUnit } from '../../src/core/unit.ts'
import { type ColumnOptions, readPath, table, ZERO } from './helpers.ts'
import { type Expected, FOLDER, filesOf, reads } from './other-hands/reads.ts'

const none: ColumnOptions = { blank: 'none' }
const zero: ColumnOptions = { type: 'number', blank: ZERO }
// Their names do not say what they are in; the scheme does.
const days: ColumnOptions = { ...zero, unit: parseUnit('天') }
const hours: ColumnOptions = { type: 'number', unit: parseUnit('小时') }

describe('DingTalk', () => {
  const spec = table({
    姓名: 'person',
    UserId: 'id',
    出勤天数: 'number',
    事假: { ...days, headers: ['请假/事假'] },
    病假: days,
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
    实际工作时长: { ...hours, blank: 'none' },
    迟到次数: { ...zero, type: 'count' },
    迟到: { ...zero, headers: ['异常统计/迟到时长(分钟)'] },
    病假: days,
    长期: { ...days, headers: ['病假(长期)'] },
    调休: { ...zero, ...hours },
    加班: { ...zero, headers: ['工作日加班时长(小时)'] },
    计为调休: { ...zero, ...hours, headers: ['加班统计/工作日加班计为调休'] },
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
    { 时间: 'date', 姓名: 'person', 打卡次数: 'count', 实际工作时长: hours, 考勤结果: 'text' },
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
    应出勤: days,
    实出勤: days,
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
  // Its title says June, its headers say July: it is of neither for certain.
  reads('deli-june', spec, { period: '2026-06' }, { ...due, codes: ['FILE_OTHER_MONTH'] })
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
