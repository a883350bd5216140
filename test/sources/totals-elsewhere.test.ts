// Rows that may be no data wherever their word stands: the word, what else stands in the row, and its figures decide
// together. What may be either is data and told.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factsOf, type Read, read, table } from './helpers.ts'

const PARTS = table({ 部门: 'text', 类别: { type: 'text', blank: 'none' }, 毛利: 'money' })
const HEAD = '部门,类别,毛利\n'
const ROWS = `${HEAD}售后部,机电,1000\n售后部,钣喷,2000\n`

function margins(found: Read): (string | boolean | null)[] {
  return found.rows.map(row => row.毛利 ?? null)
}

describe('a word in another column than the first', () => {
  // 1000 + 2000 = 3000; 500; 3500 together.
  test.each(['小计', '合计', '汇总', '总和', '总金额', 'Subtotal', 'Sub-total', 'Total', 'Sum'])(
    '%s behind the department is the sum of its rows',
    async word => {
      const found = await read(`${ROWS}售后部,${word},3000\n精品部,贴膜,500\n精品部,${word},500\n`, PARTS)
      expect(found.codes).toEqual([])
      expect(margins(found).slice(0, 3)).toEqual(['1000', '2000', '500'])
    },
  )

  test('behind the name of its group', async () => {
    const found = await read(`${ROWS}售后部,售后部小计,3000\n精品部,贴膜,500\n精品部,精品部小计,500\n`, PARTS)
    expect([found.codes, margins(found)]).toEqual([[], ['1000', '2000', '500']])
  })

  test('a sum that does not add up is told', async () => {
    const found = await read(`${ROWS}售后部,小计,3001\n`, PARTS)
    expect(factsOf(found, 'CONTROL_TOTAL')).toMatchObject({ stated: '3001', added: '3000', difference: '1' })
  })

  test('in a column that nobody asks for', async () => {
    const spec = table({ 毛利: 'money' })
    const found = await read(`门店,类别,毛利\nA,机电,1000\nA,钣喷,2000\nA,小计,3000\nB,贴膜,500\nB,小计,500\n`, spec)
    expect([found.codes, margins(found)]).toEqual([[], ['1000', '2000', '500']])
  })

  test('a ledger: a date stands in its totals too, and the year is held against nothing', async () => {
    const spec = table({ 日期: 'date', 摘要: 'text', 贷方: 'money' }, { month: '日期' })
    const rows = '日期,凭证号,摘要,贷方\n2026-07-02,记-1,工时,1000\n2026-07-09,记-7,备件,2000\n'
    const end = '2026-07-31,,本月合计,3000\n2026-07-31,,本年累计,23000\n'
    expect((await read(rows + end, spec, { period: '2026-07' })).rows.map(row => row.贷方)).toEqual(['1000', '2000'])
    const wrong = await read(rows + end.replace('3000', '3001'), spec, { period: '2026-07' })
    expect(wrong.codes).toEqual(['CONTROL_TOTAL'])
  })
})

describe('other totals', () => {
  test.each(['TTL,,3000', 'Σ,,3000', '合计大写：叁仟元整,,3000', '1-7月累计,,9000', '去年同期,,2500', '同比,,1.2'])(
    '%s',
    async row => {
      const found = await read(`${ROWS}${row}\n`, PARTS)
      expect([found.codes, margins(found)]).toEqual([[], ['1000', '2000']])
    },
  )

  test('a last row by an unknown word that leaves cells blank and is the sum of all is told', async () => {
    expect((await read(`${ROWS}全车间,,3000\n`, PARTS)).codes).toEqual(['ROW_MAYBE_TOTAL'])
    expect((await read(`${ROWS}精品部,贴膜,3000\n`, PARTS)).codes).toEqual([])
    expect((await read(`${ROWS}精品部,,2999\n`, PARTS)).codes).toEqual([])
  })
})

describe('means, maxima and numbers of rows are no data and no sums', () => {
  // (1000 + 2000) ÷ 2 = 1500; (1000 + 2000 + 500) ÷ 3 = 1166.666…, shown as 1166.67.
  test.each([
    ...['平均,,1500', '平均值,,1500', '均值,,1500', '最大值,,2000', '最小值,,1000', '计数,,2', '售后部 平均值,,1500'],
    ...['Average,,1500', 'Mean,,1500', 'Max,,2000', 'Min,,1000', 'Count,,2', 'North Max,,2000', 'Grand Average,,1500'],
    ...['售后部,平均值,1500', '售后部 计数,,2', 'Average of parts,,1500', '总计平均值,,1500'],
  ])('%s', async row => {
    const found = await read(`${ROWS}${row}\n精品部,贴膜,500\n总计平均值,,1166.67\n`, PARTS)
    expect([found.codes, margins(found)]).toEqual([[], ['1000', '2000', '500']])
  })

  test('one that is not what the rows say is told where data may be called so', async () => {
    expect((await read(`${ROWS}售后部 平均值,,1400\n`, PARTS)).codes).toEqual(['ROW_MAYBE_TOTAL'])
    expect((await read(`${ROWS}售后部,平均值,1400\n`, PARTS)).codes).toEqual(['ROW_MAYBE_TOTAL'])
  })
})

describe('data that is called like a total', () => {
  test('words inside other words, and names that the figures do not bear out', async () => {
    const rows = '售后部,总成,1000\n售后部,全部漆面,2000\n售后部,汇总箱,300\nMax,,700\niPhone Pro Max,,10\n'
    const found = await read(`${HEAD}${rows}`, PARTS)
    expect([found.codes, found.rows.length]).toEqual([[], 5])
  })

  test('a row with a number of its own is data, and told only where its figures are those of the rows above', async () => {
    const spec = table({ 单号: 'id', 品牌: 'text', 毛利: 'money' })
    const rows = '单号,品牌,毛利\nA1,Total,10\nA2,壳牌,20\nA3,Total,40\nA4,全部,5\n'
    expect((await read(rows, spec)).codes).toEqual([])
    const told = await read(`${rows}A5,合计,75\n`, spec)
    expect(factsOf(told, 'ROW_MAYBE_TOTAL')).toEqual({ found: '合计', table: 'orders', rows: 4 })
    expect(margins(told)).toEqual(['10', '20', '40', '5', '75'])
  })

  test('a customer called 全部 is told, for it may be either', async () => {
    expect((await read(`${ROWS}全部,,2500\n`, PARTS)).codes).toEqual(['ROW_MAYBE_TOTAL'])
    expect(margins(await read(`${ROWS}全部,,3000\n`, PARTS))).toEqual(['1000', '2000'])
  })

  test('all models of a branch: the figures of one row alone do not make it a total in silence', async () => {
    // 30 = 10 + 20, and the branch stands beside the word.
    const found = await read(`${HEAD}A,全部,10\nA,卡罗拉,20\nA,全部,30\nB,全部,45\n`, PARTS)
    expect([found.codes, margins(found)]).toEqual([['ROW_MAYBE_TOTAL'], ['10', '20', '30', '45']])
  })

  test('a value that the scheme lists is data', async () => {
    const spec = table({ 部门: 'text', 类别: { type: 'text', values: ['机电', '钣喷', '合计'] }, 毛利: 'money' })
    const found = await read(`${ROWS}售后部,合计,3000\n`, spec)
    expect([found.codes, margins(found)]).toEqual([[], ['1000', '2000', '3000']])
  })
})

// 300 after 100 and 200 is their sum; 70 is the sum of nothing above it.
test('a customer called as an English sum is told, where it names all that the row is of', async () => {
  const sales = table({ day: 'date', customer: 'text', amount: 'money' }, { name: 'orders' })
  const lines = 'day,customer,amount\n2026-07-01,Ann Lee,100\n2026-07-02,Bo Chan,200\n'
  const person = await read(`${lines}2026-07-03,Wing Sum,70\n`, sales)
  expect([person.codes, person.rows.map(r => r.amount)]).toEqual([['ROW_MAYBE_TOTAL'], ['100', '200', '70']])
  const sum = await read(`${lines},East Sum,300\n`, table({ customer: 'text', amount: 'money' }))
  expect([sum.codes, sum.rows.map(r => r.amount)]).toEqual([[], ['100', '200']])
  const wrong = await read(`${lines},East Sum,299\n`, table({ customer: 'text', amount: 'money' }))
  expect(wrong.codes).toEqual(['ROW_MAYBE_TOTAL'])
})

describe('rows without a name', () => {
  const SHEET = table({ 姓名: 'person', 小计: 'money' })
  const head = '序号,姓名,基本,小计\n1,李四,100,150\n2,于伟帆,100,160\n'

  test('a form whose rows are numbered and not used', async () => {
    const found = await read(`${head}3,,,0\n4,,0,0.00\n5,,,\n合计,,,310\n`, SHEET)
    expect([found.codes, found.rows.length]).toEqual([[], 2])
  })

  test('an amount for nobody is told', async () => {
    expect((await read(`${head}3,,0,50\n`, SHEET)).codes).toEqual(['CELL_BLANK'])
    expect((await read(`${head}3,,70,0\n`, SHEET)).codes).toEqual(['CELL_BLANK'])
  })

  test('the sum of several rows is a subtotal; the figures of one row may be', async () => {
    const found = await read(`${head},,200,310\n`, SHEET)
    expect([found.codes, found.rows.length]).toEqual([[], 2])
    const one = await read('序号,姓名,基本,小计\n1,李四,100,150\n,,100,150\n2,于伟帆,100,160\n', SHEET)
    expect(one.codes).toEqual(['CELL_BLANK', 'ROW_MAYBE_TOTAL'])
  })
})

test('subtotals and a total at random places never change what the rows are', async () => {
  const amount = fc.integer({ min: 1, max: 99_999 })
  const groups = fc.array(fc.array(amount, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  const words = fc.constantFrom('小计', '合计', '汇总', '总和', 'Subtotal', 'Total')
  await fc.assert(
    fc.asyncProperty(groups, words, async (amounts, word) => {
      const sum = (figures: readonly number[]): number => figures.reduce((a, b) => a + b, 0)
      const lines = amounts.flatMap((figures, g) => [
        ...figures.map((figure, i) => `部${g},类${i},${figure}`),
        `部${g},${word},${sum(figures)}`,
      ])
      const found = await read(`${HEAD}${lines.join('\n')}\n总计,,${sum(amounts.flat())}\n`, PARTS)
      expect(margins(found)).toEqual(amounts.flat().map(String))
      expect(found.codes).toEqual([])
    }),
    { numRuns: 60 },
  )
})
