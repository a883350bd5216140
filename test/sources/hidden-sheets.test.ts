// When a hidden sheet is read, and when it is doubtful whether it should be.

import { expect, test } from 'vitest'
import { factsOf, read, table } from './helpers.ts'
import { xlsxOf } from './workbooks.ts'

const SPEC = table({ 工号: 'id', 天数: 'number', 迟到: 'number' })
const OLD = {
  name: '旧',
  rows: [
    ['工号', '天数', '迟到'],
    ['00012', 21, 1],
  ],
  hidden: true,
}
const visible = (name: string, ...header: string[]) => ({ name, rows: [header, ['00012', 22, 0]] })

test('a hidden sheet does not step in for a visible one that lacks a column', async () => {
  const found = await read(await xlsxOf(visible('新', '工号', '天数', '迟到数'), OLD), SPEC)
  expect(factsOf(found, 'SHEET_AMBIGUOUS')).toEqual({ sheets: '新, 旧' })
})

test('but it is read beside a pivot table', async () => {
  const found = await read(await xlsxOf(visible('透视', '工号', '求和项:天数'), OLD), SPEC)
  expect(found.codes).toEqual([])
  expect(found.reading.files[0]?.sheet).toBe('旧')
})
