// Rows of totals in the spellings that systems and spreadsheets have for them: never data, and checked against the rows.

import { describe, expect, test } from 'vitest'
import { factsOf, read, table } from './helpers.ts'
import { xlsx } from './workbooks.ts'

const SPEC = table({ 维修类型: 'text', 工时费: 'money' })
const HEAD = '维修类型,人,工时费\n保养,李四,100\n钣喷,于伟帆,200\n'

describe('a total by any name', () => {
  const words = [
    ...['合计', '合  计', '合　　计', '合计：', '【合计】', '（合计）', '合计(元)', '合计（单位：元）', '合計', '總計'],
    ...['总计', '总 计:', '总合计', '共计', '小计', '小 计', '本页小计：', '本页合计', '累计', '本月累计'],
    ...[
      '合计：2条',
      '合计 2 单',
      '合计金额',
      '合计人民币（大写）：叁佰元整',
      'T O T A L',
      '合计数',
      '共2条',
      '共 2 条',
      '本月合计',
      '全店合计',
      '保养、钣喷 小计',
    ],
    ...[
      '李四等 汇总',
      '机电一组合计',
      '金额合计',
      'Total',
      'TOTAL:',
      'Grand Total',
      'Sub-total',
      'Body shop Total',
      'Ｔｏｔａｌ',
    ],
  ]
  test.each(words)('%s', async word => {
    const found = await read(`${HEAD}${word},,300\n`, SPEC)
    expect(found.codes).toEqual([])
    expect(found.rows.map(row => row.维修类型)).toEqual(['保养', '钣喷'])
    const wrong = await read(`${HEAD}${word},,300.01\n`, SPEC)
    expect(factsOf(wrong, 'CONTROL_TOTAL')).toEqual({
      column: '工时费',
      stated: '300.01',
      added: '300',
      difference: '0.01',
    })
  })

  test.each(['合计养护', '总成维修', '小计程车', '共享车保养', '累计保养套餐', '汇总箱', '合', '全部漆面'])(
    '%s is none',
    async word => {
      const found = await read(`${HEAD}${word},,300\n`, SPEC)
      expect(found.rows.map(row => row.维修类型)).toEqual(['保养', '钣喷', word])
    },
  )

  test('a name with such a word at its end is none where it has a person or date beside it', async () => {
    const spec = table({ 维修类型: 'text', 人: 'person', 工时费: 'money' })
    const found = await read(`${HEAD}套餐合计,李四,300\n`, spec)
    expect(found.rows.at(-1)).toEqual({ 维修类型: '套餐合计', 人: '00012', 工时费: '300' })
  })

  test('behind the number of its row', async () => {
    const text = '序号,维修类型,工时费\n1,保养,100\n2,钣喷,200\n3,合计,300\n'
    expect((await read(text, SPEC)).rows).toHaveLength(2)
    // Where the number is asked for, it is the number of an order.
    expect((await read(text, table({ 序号: 'id', 维修类型: 'text', 工时费: 'money' }))).rows).toHaveLength(3)
    const book = await xlsx(
      text.split('\n').map(line => line.split(',').map(cell => (/^\d+$/.test(cell) ? Number(cell) : cell))),
    )
    expect((await read(book, SPEC)).rows).toHaveLength(2)
  })
})

describe('groups within groups, as spreadsheets add them up', () => {
  const text = (whole: string): string =>
    `部门,人,工时费\n机电,李四,1\n机电,李四,2\n,李四 汇总,3\n机电,于伟帆,4\n,于伟帆 汇总,4\n机电 汇总,,7\n` +
    `钣喷,欧阳娜,5\n,欧阳娜 汇总,5\n钣喷 汇总,,${whole}\n总计,,12\n`
  const spec = table({ 部门: 'text', 人: 'person', 工时费: 'money' })

  test('every one is the sum since a total above it', async () => {
    const found = await read(text('5'), spec)
    expect(found.codes).toEqual([])
    expect(found.rows).toHaveLength(4)
  })

  test('and a wrong one is told', async () => {
    const found = await read(text('6'), spec)
    expect(factsOf(found, 'CONTROL_TOTAL')).toMatchObject({ stated: '6' })
  })
})

test('a pivot table binds by its own names', async () => {
  const spec = table({
    技师: { type: 'person', headers: ['行标签'] },
    工时费: { type: 'money', headers: ['求和项:工时费'] },
  })
  const found = await read('求和项:工时费,\n行标签,求和项：工时费\n李四,1\n于伟帆,2\n总计,3\n', spec)
  expect(found.codes).toEqual([])
  expect(found.rows.map(row => Object.values(row))).toEqual([
    ['00012', '1'],
    ['00013', '2'],
  ])
})

test('who printed the list, below it, is no row: with and without a colon', async () => {
  const spec = table({ 单号: 'id', 领料人: 'person', 金额: { type: 'money', blank: 'none' } })
  for (const label of ['导出人', '导出人：', '制表人', '打印日期:']) {
    const found = await read(`单号,领料人,金额\nA,李四,1\n合计：,,1\n${label},李四,\n`, spec)
    expect(found.codes).toEqual([])
    expect(found.rows).toHaveLength(1)
  }
})
