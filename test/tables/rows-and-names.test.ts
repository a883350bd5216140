// Row numbers kept as steps, texts kept as codes, and the directory of people.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { directory, emptyDirectory } from '../../src/tables/directory.ts'
import { Interner } from '../../src/tables/interner.ts'
import { RowList } from '../../src/tables/row-list.ts'

function listOf(rows: readonly number[]): RowList {
  const list = new RowList()
  for (const row of rows) list.add(row)
  return list
}

describe('row lists', () => {
  test('give back what was added, of any size', () => {
    const rising = fc
      .array(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 20_000_000 })), { maxLength: 100 })
      .map(steps => {
        let at = 0
        return steps.map(step => {
          at += step
          return at
        })
      })
    fc.assert(
      fc.property(rising, rows => {
        const list = listOf(rows)
        expect([...list]).toEqual(rows)
        expect(list.count).toBe(rows.length)
      }),
    )
  })

  test('steps at the edges of a byte are kept', () => {
    const rows = [127, 128, 255, 256 + 127, 16_383, 16_384, 2_097_151, 2_097_152, 2 ** 31 - 1]
    expect([...listOf(rows)]).toEqual(rows)
  })

  test('read as ranges', () => {
    expect(listOf([4, 9, 10, 11, 12, 30]).text()).toBe('4,9-12,30')
    expect(listOf([1]).text()).toBe('1')
    expect(listOf([1, 2]).text()).toBe('1-2')
    expect(listOf([]).text()).toBe('')
  })

  test('the ranges name exactly the rows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), numbers => {
        const rows = [...numbers].sort((a, b) => a - b)
        const named = listOf(rows)
          .text()
          .split(',')
          .filter(part => part !== '')
          .flatMap(part => {
            const [from, to = from] = part.split('-').map(Number)
            return Array.from({ length: to! - from! + 1 }, (_, i) => from! + i)
          })
        expect(named).toEqual(rows)
      }),
    )
  })
})

describe('interners', () => {
  test('number texts in the order in which they are met', () => {
    const interner = new Interner()
    expect(['丙', '甲', '丙', '', '甲'].map(t => interner.code(t))).toEqual([0, 1, 0, 2, 1])
    expect(interner.find('甲')).toBe(1)
    expect(interner.find('乙')).toBe(undefined)
    expect([interner.text(0), interner.text(2), interner.size]).toEqual(['丙', '', 3])
  })

  test('words of the language are texts like any other', () => {
    const interner = new Interner()
    expect(interner.find('__proto__')).toBe(undefined)
    expect(interner.find('constructor')).toBe(undefined)
    expect(interner.code('__proto__')).toBe(0)
  })
})

describe('the directory', () => {
  const people = directory(
    [
      { id: '00038', name: '张伟' },
      { id: '00041', name: '李四' },
      { id: '00088', name: '张伟' },
    ],
    new Map([['班组', ['一组', null, '一组']]]),
  )

  test('knows people by id, and all people of a name', () => {
    expect(people.byId.get('00041')).toBe(1)
    expect(people.byName.get('张伟')).toEqual([0, 2])
    expect(people.byName.get('王五')).toBe(undefined)
  })

  test('knows the groups that people are in, and not the empty one', () => {
    expect(people.groups.get('班组')!.texts()).toEqual(['一组'])
    expect(people.groups.get('部门')).toBe(undefined)
    expect(emptyDirectory().ids).toEqual([])
  })
})
