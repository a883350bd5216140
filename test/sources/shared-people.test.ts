// Cells that name several people: who gets which part of the row, and every cell of which that can't be told.

import { describe, expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { directory } from '../../src/tables/directory.ts'
import type { Sharing } from '../../src/tables/spec.ts'
import { factsOf, type Read, read, table } from './helpers.ts'

const PEOPLE = directory(
  [
    { id: '00078', name: '张三' },
    { id: '00083', name: '李四' },
    { id: '00091', name: '王五' },
    { id: 'A07', name: '赵六' },
    { id: '00101', name: '张伟' },
    { id: '00102', name: '张伟' },
  ],
  new Map(),
)
const EQUALLY: Sharing = { kind: 'equally' }
const FIXED: Sharing = { kind: 'fixed', shares: [decimal('0.6'), decimal('0.4')] }
const CELL: Sharing = { kind: 'cell' }
const HOURS: Sharing = { kind: 'column', index: 1 }

function cells(rows: readonly (readonly [string, string])[], shared: Sharing | undefined): Promise<Read> {
  const quoted = rows.map(row => row.map(cell => `"${cell}"`).join(','))
  const spec = table({ 技师: { type: 'person', shared }, 工时: { type: 'list', blank: 'none' }, 单号: 'id' })
  return read(`技师,工时,单号\n${quoted.map((row, i) => `${row},W${i}\n`).join('')}`, spec, { people: PEOPLE })
}

async function parts(cell: string, shared: Sharing | undefined, hours = ''): Promise<string> {
  const found = await cells([[cell, hours]], shared)
  return found.codes.join(' ') || String(found.rows[0]!.技师)
}

describe('equally', () => {
  test.each([
    ['张三,李四', '00078 1/2, 00083 1/2'],
    ['张三、李四', '00078 1/2, 00083 1/2'],
    ['张三/李四', '00078 1/2, 00083 1/2'],
    ['张三，李四；王五', '00078 1/3, 00083 1/3, 00091 1/3'],
    ['00078 00083', '00078 1/2, 00083 1/2'],
    ['00078,83', '00078 1/2, 00083 1/2'],
    ['张三 李四', '00078 1/2, 00083 1/2'],
    ['张三(机修/一组),李四（钣金）', '00078 1/2, 00083 1/2'],
    ['张三 (机修) 李四', '00078 1/2, 00083 1/2'],
    ['张三(00078),A07', '00078 1/2, A07 1/2'],
    ['张三', '00078'],
    ['00078/张三', '00078'],
    ['张三,张三', '00078'],
  ])('%s', async (cell, expected) => {
    expect(await parts(cell, EQUALLY)).toBe(expected)
  })

  test('the same cell again is the same again', async () => {
    const found = await cells(
      [
        ['张三,李四', ''],
        ['王五', ''],
        ['张三,李四', ''],
      ],
      EQUALLY,
    )
    expect(found.rows.map(row => row.技师)).toEqual(['00078 1/2, 00083 1/2', '00091', '00078 1/2, 00083 1/2'])
  })
})

describe('shares in the cell come before what the scheme says', () => {
  test.each([
    ['张三(60%),李四(40%)', '00078 3/5, 00083 2/5'],
    ['张三60%、李四40%', '00078 3/5, 00083 2/5'],
    ['张三60%李四40%', '00078 3/5, 00083 2/5'],
    ['张三 60% 李四 40%', '00078 3/5, 00083 2/5'],
    ['张三：６０％，李四：４０％', '00078 3/5, 00083 2/5'],
    ['00078 60%,A07 40%', '00078 3/5, A07 2/5'],
    ['张三（33.3%）李四（66.7%）', '00078 333/1000, 00083 667/1000'],
    // Whoever stands there twice has both: 30% + 20%
    ['张三(30%),李四(50%),张三(20%)', '00078 1/2, 00083 1/2'],
    ['张三(60%),张三(40%)', '00078'],
    ['张三(100%)', '00078'],
  ])('%s', async (cell, expected) => {
    for (const shared of [EQUALLY, FIXED, CELL, HOURS]) expect(await parts(cell, shared)).toBe(expected)
  })
})

describe('by the scheme’s shares, in the order of the cell', () => {
  test.each([
    ['李四,张三', '00083 3/5, 00078 2/5'],
    ['张三,李四', '00078 3/5, 00083 2/5'],
    ['张三', '00078'],
  ])('%s', async (cell, expected) => {
    expect(await parts(cell, FIXED)).toBe(expected)
  })
})

describe('by the figures of another column', () => {
  test.each([
    // 2.5 + 1.5 = 4: 5/8 and 3/8
    ['张三,李四', '2.5,1.5', '00078 5/8, 00083 3/8'],
    ['张三,李四', '2,2', '00078 1/2, 00083 1/2'],
    ['张三,李四', '1.5小时、0.5小时', '00078 3/4, 00083 1/4'],
    ['张三,李四', '30%,70%', '00078 3/10, 00083 7/10'],
    ['张三,李四,张三', '1,2,1', '00078 1/2, 00083 1/2'],
    ['张三', '2.5', '00078'],
    ['张三', '', '00078'],
    ['张三,张三', '1,2', '00078'],
  ])('%s by %s', async (cell, hours, expected) => {
    expect(await parts(cell, HOURS, hours)).toBe(expected)
  })

  test('the same people with other figures have other parts', async () => {
    const rows = ['1,1', '1,3', '1,1'].map(hours => ['张三,李四', hours] as const)
    const found = await cells(rows, HOURS)
    expect(found.rows.map(row => row.技师)).toEqual([
      '00078 1/2, 00083 1/2',
      '00078 1/4, 00083 3/4',
      '00078 1/2, 00083 1/2',
    ])
  })
})

describe('shares that can’t be told', () => {
  test.each<[string, Sharing, string, string, string]>([
    ['张三(60%),李四(30%)', EQUALLY, '', 'sum', '90%'],
    ['张三(60%)', EQUALLY, '', 'sum', '60%'],
    ['张三(60%),李四', EQUALLY, '', 'some', '李四'],
    ['张三(100%),李四(0%)', EQUALLY, '', 'unreadable', '0%'],
    ['张三(0.6),李四(0.4)', EQUALLY, '', 'unreadable', '张三(0.6)'],
    ['张三(2.5h)、李四(1.5h)', EQUALLY, '', 'unreadable', '张三(2.5h)'],
    ['张三(2/3)、李四(1/3)', EQUALLY, '', 'unreadable', '张三(2/3)'],
    ['张三（6成）、李四（4成）', EQUALLY, '', 'unreadable', '张三(6成)'],
    ['张三(83h),李四(78h)', EQUALLY, '', 'unreadable', '张三(83h)'],
    ['张三[2] 李四[1]', EQUALLY, '', 'unreadable', '张三[2]'],
    ['张三(60%)(机修),李四(40%)', EQUALLY, '', 'unreadable', '张三(60%)(机修)'],
    ['张三,李四,张三', EQUALLY, '', 'twice', '张三'],
    ['张三,李四,王五', FIXED, '', 'number', '2'],
    ['张三,李四', CELL, '', 'none', ''],
    ['张三,李四', HOURS, '', 'figures', '0'],
    ['张三,李四', HOURS, '2.5', 'figures', '1'],
    ['张三,李四', HOURS, '2.5,1,1', 'figures', '3'],
    ['张三', HOURS, '2.5,1.5', 'figures', '2'],
    ['张三,李四', HOURS, '2.5,0', 'unreadable', '0'],
    ['张三,李四', HOURS, '2.5,-1', 'unreadable', '-1'],
    ['张三,李四', HOURS, '2.5,半天', 'unreadable', '半天'],
    ['张三,李四', HOURS, '2小时,30分钟', 'unreadable', '30分钟'],
    ['张三,李四', HOURS, '60%,1', 'unreadable', '1'],
    ['张三,李四', HOURS, '60%,30%', 'sum', '90%'],
    ['张三,李四', HOURS, '1.23456789012345678,1', 'too long', ''],
  ])('%s, %j, %s: %s', async (cell, shared, hours, reason, detail) => {
    const found = await cells([[cell, hours]], shared)
    expect(found.codes).toEqual(['PERSON_SHARES'])
    const text = hours === '' ? cell : `${cell} (${hours})`
    expect(factsOf(found, 'PERSON_SHARES')).toEqual({ column: '技师', found: text, reason, detail, rows: 1 })
    expect(found.problems[0]!.quote!.text).toContain(cell)
  })

  test('without `shared` they are several people, and one with a part of a row is refused', async () => {
    for (const cell of ['张三,李四', '张三(60%),李四(40%)', '00078 00083', '张三60%李四40%'])
      expect(await parts(cell, undefined)).toBe('PERSON_SEVERAL')
    expect(await parts('张三(60%)', undefined)).toBe('PERSON_SHARES')
    expect(await parts('张三(100%)', undefined)).toBe('00078')
  })
})

describe('people among several who are nobody for certain', () => {
  test('each is told once, with the rows of all cells that name them', async () => {
    const rows = ['张三,王武', '王武、李四', '张三,王武,王武', '王武'].map(cell => [cell, ''] as const)
    const found = await cells(rows, EQUALLY)
    expect(found.codes).toEqual(['PERSON_UNKNOWN'])
    expect(factsOf(found, 'PERSON_UNKNOWN')).toEqual({
      column: '技师',
      found: '王武',
      nearest: '王五',
      rows: 4,
      amounts: '',
    })
    expect(found.problems[0]!.quote!.text).toContain('张三,王武')
    expect(found.rows.map(row => row.技师)).toEqual([null, null, null, null])
  })

  test('a number in brackets without its zeros decides only where it is the own one', async () => {
    expect(await parts('张三(78),李四(83)', EQUALLY)).toBe('00078 1/2, 00083 1/2')
    expect(await parts('张伟(102)', undefined)).toBe('00102')
    expect(await parts('张三(2)', undefined)).toBe('00078')
    expect(await parts('张三(83)', undefined)).toBe('PERSON_AMBIGUOUS')
    expect(await parts('张三(91),李四', EQUALLY)).toBe('PERSON_AMBIGUOUS')
  })

  test('a name of two people is told with both', async () => {
    const rows = ['张三,张伟', '张三,张伟'].map(cell => [cell, ''] as const)
    const found = await cells(rows, EQUALLY)
    expect(found.codes).toEqual(['PERSON_AMBIGUOUS'])
    const candidates = '00101 张伟, 00102 张伟'
    expect(factsOf(found, 'PERSON_AMBIGUOUS')).toEqual({
      column: '技师',
      found: '张伟',
      candidates,
      rows: 2,
      amounts: '',
    })
  })

  test('glued figures are never a share of a shorter number', async () => {
    expect(await parts('0007860%,0008340%', EQUALLY)).toMatch(/^PERSON_UNKNOWN/)
    expect(await parts('A0760%,李四40%', EQUALLY)).toMatch(/^PERSON_UNKNOWN/)
  })
})

// US exports write the last name first, whichever way the roster does.
describe('last names first', () => {
  const names = ['Ann Price', 'Cole, Beth', 'Carl van Dyke', "Mary Ann O'Neil", 'Dan Frost', 'Frost', 'Dan']
  const people = directory(
    names.map((name, i) => ({ id: `${i + 1}`, name })),
    new Map(),
  )
  const whom = async (text: string, shared?: Sharing): Promise<string> => {
    const spec = table({ tech: { type: 'person', shared }, order: 'id' })
    const found = await read(`tech,order\n"${text}",A\n`, spec, { people })
    return found.codes.join(' ') || String(found.rows[0]!.tech)
  }

  test.each([
    ['Price, Ann', '1'],
    ['Price,Ann', '1'],
    ['Ann Price', '1'],
    ['Beth Cole', '2'],
    ['Cole, Beth', '2'],
    ['van Dyke, Carl', '3'],
    ['Dyke, Carl van', '3'],
    ["O'Neil, Mary Ann", '4'],
    ['Price, Beth', 'PERSON_SEVERAL'],
    // Two people of their own are called so.
    ['Frost, Dan', 'PERSON_AMBIGUOUS'],
  ])('%s is %s', async (text, who) => {
    expect(await whom(text)).toBe(who)
  })

  test.each([
    ['Price, Ann; Cole, Beth', '1 1/2, 2 1/2'],
    ['Price, Ann 60%; Cole, Beth 40%', '1 3/5, 2 2/5'],
    ['Ann Price, Beth Cole', '1 1/2, 2 1/2'],
    ['Frost, Mary', 'PERSON_UNKNOWN'],
  ])('%s share as %s', async (text, parts) => {
    expect(await whom(text, EQUALLY)).toBe(parts)
  })
})
