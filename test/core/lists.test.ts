import { expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { append, largest } from '../../src/core/lists.ts'
import { xlsxBytes } from '../../src/writers/xlsx.ts'

const LONG = 300_000

test('lists longer than a call takes arguments are appended and searched', () => {
  const long = Array.from({ length: LONG }, (_, i) => i)
  expect(() => Math.max(...long)).toThrow(RangeError)
  const list = [-1]
  append(list, long)
  expect([list.length, list[0], list.at(-1)]).toEqual([LONG + 1, -1, LONG - 1])
  expect([largest(long, 0), largest([], 7), largest([3, 9, 4], 5)]).toEqual([LONG - 1, 7, 9])
})

test('a sheet of more rows than that is written, with the places that its figures need', async () => {
  const rows = Array.from({ length: 130_000 }, (_, i) => [decimal(i === 99_999 ? '0.25' : 1)])
  const columns = [{ title: 'n', kind: 'figure' }] as const
  const book = await xlsxBytes([{ name: 'S', heading: 'S', columns, rows, frozen: 0 }])
  expect(book.length).toBeGreaterThan(100_000)
})
