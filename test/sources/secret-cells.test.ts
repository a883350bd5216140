// Numbers of documents and accounts in files: read exactly, refused where a spreadsheet may have spoilt them, and never quoted
// in full by any problem of their row.

import { describe, expect, test } from 'vitest'
import { term } from '../../src/core/terms.ts'
import { edited } from '../support/edited.ts'
import { cardNumber, residentNumber } from '../support/secrets.ts'
import { cell, factsOf, read, table } from './helpers.ts'
import { xlsx } from './workbooks.ts'

const ID = residentNumber('99010119780516003')
const CARD = cardNumber('629999001000100003')

describe('accounts', () => {
  test.each<[string, string]>([
    ['0098003400056078', '0098003400056078'],
    [CARD, CARD],
    [`${CARD.slice(0, 4)} ${CARD.slice(4, 8)} ${CARD.slice(8)}`, CARD],
    [`'${CARD}`, CARD],
    [`="${CARD}"`, CARD],
    [` ${CARD}\u200b`, CARD],
    ['６２２８４８', '622848'],
  ])('%j is %s', async (text, value) => {
    expect(await cell(text, 'account')).toBe(value)
  })

  test.each([
    ['6.22E+18', 'scientific'],
    ['6.29999E+18', 'scientific'],
    ['6222-0212-3456', 'account form'],
    ['12345', 'account form'],
    ['张伟', 'account form'],
    ['#N/A', 'spreadsheet error'],
  ])('%s: %s', async (text, reason) => {
    const found = await read(`key,x\nA,${text}\n`, table({ key: 'id', x: 'account' }))
    expect(found.codes).toEqual(['CELL_INVALID'])
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ reason, expected: term('account') })
  })

  test('a number cell may have lost its zeros or its last digits', async () => {
    const rows = [
      ['key', 'x'],
      ...[Number('6299990010001000036'), 12003400056078, 98003400056078].map((n, i) => [`A${i}`, n]),
    ]
    const found = await read(await xlsx(rows), table({ key: 'id', x: 'account' }), { name: 'a.xlsx' })
    expect(found.problems.map(p => [p.at?.cell, (p.facts as { reason: string }).reason])).toEqual([
      ['B2', 'digits lost'],
      ['B3', 'number cell'],
      ['B4', 'number cell'],
    ])
  })

  test('a text cell of a workbook keeps all digits', async () => {
    const rows = [
      ['key', 'x'],
      ['A', CARD],
      ['B', '0098003400056078'],
    ]
    const found = await read(await xlsx(rows), table({ key: 'id', x: 'account' }), { name: 'a.xlsx' })
    expect([found.codes, found.rows.map(r => r.x)]).toEqual([[], [CARD, '0098003400056078']])
  })

  test('a card whose check digit does not fit is taken, and told masked', async () => {
    const wrong = CARD.slice(0, -1) + ((Number(CARD.at(-1)) + 1) % 10)
    const found = await read(`key,x\nA,${wrong}\n`, table({ key: 'id', x: 'account' }))
    expect(found.rows[0]!.x).toBe(wrong)
    expect(found.problems[0]).toMatchObject({ code: 'NUMBER_DOUBTFUL', severity: 'warning' })
    expect(factsOf(found, 'NUMBER_DOUBTFUL')).toEqual({
      column: 'x',
      found: `${wrong.slice(0, 4)}****${wrong.slice(-4)}`,
      doubt: 'check digit',
    })
  })
})

describe('documents', () => {
  test.each([
    [ID, ID],
    [ID.toLowerCase(), ID],
    ['c01x00t47', 'C01X00T47'],
    ['01234567', '01234567'],
  ])('%s is %s', async (text, value) => {
    expect(await cell(text, 'id number')).toBe(value)
  })

  test.each([
    [`${ID.slice(0, 17)}1`, 'id check digit'],
    [edited(ID, ['0516', '0532']), 'id date'],
    [ID.slice(0, 17), 'id length'],
    ['9.90101E+17', 'scientific'],
  ])('%s: %s', async (text, reason) => {
    const found = await read(`key,x\nA,${text}\n`, table({ key: 'id', x: 'id number' }))
    expect(factsOf(found, 'CELL_INVALID')).toMatchObject({ reason })
  })
})

test('empty cells are what the scheme says', async () => {
  expect(await cell('', 'account')).toBe('CELL_BLANK')
  expect(await cell('-', { type: 'account', blank: 'none' })).toBe(null)
})

describe('no problem quotes them in full', () => {
  const spec = table({ key: { type: 'id' }, id: 'id number', card: 'account', hours: 'count', team: { group: '班组' } })
  const shown = (found: Awaited<ReturnType<typeof read>>): string => JSON.stringify(found.problems)

  test('of their own cells, of other cells of the row, and of a row as a whole', async () => {
    const wrong = `${ID.slice(0, 17)}1`
    const rows = [
      `A,${wrong},${CARD},1,A组`,
      `B,${ID},${CARD},1.5,A组`,
      `C,${ID},${CARD},1,nobody`,
      `D,${ID},${CARD}`,
      `E,${ID},${CARD},1,A组,more`,
    ]
    const found = await read(`key,id,card,hours,team\n${rows.join('\n')}\n`, spec)
    expect(found.codes.sort()).toEqual(['CELL_INVALID', 'CELL_INVALID', 'GROUP_UNKNOWN', 'ROW_WIDTH', 'ROW_WIDTH'])
    for (const number of [ID, wrong, CARD]) expect(shown(found)).not.toContain(number)
    // The quote still shows whose row it is.
    expect(found.problems[0]!.quote!.text).toBe(
      `A | ${wrong.slice(0, 4)}****${wrong.slice(-4)} | ${CARD.slice(0, 4)}****${CARD.slice(-4)} | 1 | A组`,
    )
  })

  test('nor in columns that the scheme does not read', async () => {
    const plain = table({ key: { type: 'id' }, hours: 'count' })
    const found = await read(`key,证件号码,卡号,hours\nA,${ID},${CARD},x\n`, plain)
    expect(found.codes).toEqual(['CELL_INVALID'])
    for (const number of [ID, CARD]) expect(shown(found)).not.toContain(number)
  })

  test.each(['SSN', 'Social Security No', 'Passport', '护照号', '员工 身份证 号'])(
    'nor any part of what stands under %s, which the scheme does not read, or reads as something else',
    async heading => {
      const short = '219099999'
      const unread = await read(`key,${heading},hours\nA,${short},x\n`, table({ key: { type: 'id' }, hours: 'count' }))
      expect(unread.problems[0]!.quote!.text).toBe('A | **** | x')
      const asMoney = table({ key: { type: 'id' }, no: { type: 'money', headers: [heading] } })
      const read2 = await read(`key,${heading}\nA,219-09-9999\n`, asMoney)
      expect(read2.codes).toEqual(['CELL_INVALID'])
      for (const part of ['219', '9999']) expect(shown(read2)).not.toContain(part)
    },
  )

  test('an employee’s number is no document’s', async () => {
    const found = await read(
      'ID no,hours\n219099999,x\n',
      table({ key: { type: 'id', headers: ['ID no'] }, hours: 'count' }),
    )
    expect(found.problems[0]!.quote!.text).toBe('219099999 | x')
  })
})
