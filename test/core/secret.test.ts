// Numbers of documents and accounts: which can't be right, which are odd, and how they are masked. Check digits are held
// against the published weights and against Luhn's rule written down once more.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountDoubt, accountFault, idFault, masked, withoutSecrets } from '../../src/core/secret.ts'
import { cardNumber, residentNumber } from '../support/secrets.ts'

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map(d => d.join(''))
const born = fc
  .date({ min: new Date('1940-01-01T00:00:00Z'), max: new Date('2008-12-31T00:00:00Z'), noInvalidDate: true })
  .map(d => d.toISOString().slice(0, 10).replaceAll('-', ''))
const resident = fc.tuple(digits(6), born, digits(3)).map(([area, day, order]) => residentNumber(area + day + order))

describe('the number of an identity document', () => {
  // The example of GB 11643-1999
  test('as the standard has it', () => {
    expect(idFault('11010519491231002X')).toBeUndefined()
    expect(residentNumber('11010519491231002')).toBe('11010519491231002X')
  })

  test('one digit changed, or two neighbours exchanged, is found', () => {
    fc.assert(
      fc.property(resident, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (id, at, by) => {
        expect(idFault(id)).toBeUndefined()
        const changed = id.slice(0, at) + ((Number(id[at]) + by) % 10) + id.slice(at + 1)
        expect(idFault(changed)).toMatch(/^id (date|check digit)$/)
        const swapped = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2)
        if (at < 16 && swapped !== id) expect(idFault(swapped)).toMatch(/^id (date|check digit)$/)
      }),
    )
  })

  test.each([
    ['11010519491232002X', 'id date'],
    ['110105184912310026', 'id date'],
    ['110105194912310021', 'id check digit'],
    ['1101051949123100', 'id length'],
    ['110105491231002', 'id length'],
    ['1101051949123100211', 'id length'],
    ['1234', 'id length'],
    ['E1234-5678', 'id length'],
  ])('%s: %s', (text, fault) => {
    expect(idFault(text)).toBe(fault)
  })

  test.each(['E12345678', 'C01X00T47', 'H1234567890', '01234567', 'FRA123456789012'])('another document: %s', text => {
    expect(idFault(text)).toBeUndefined()
  })
})

describe('an account', () => {
  test('is 6 to 32 digits', () => {
    expect(['012345', '6222021234567890123', '1'.repeat(32)].map(accountFault)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    for (const wrong of ['12345', '1'.repeat(33), '6222-0212', '6222O21234567890', 'NRA123456'])
      expect(accountFault(wrong)).toBe('account form')
  })

  test('of a card has a check digit: any one digit changed is told', () => {
    fc.assert(
      fc.property(digits(16), fc.integer({ min: 2, max: 17 }), fc.integer({ min: 1, max: 9 }), (rest, at, by) => {
        const card = cardNumber(`62${rest}`)
        fc.pre(!/0{4}$/.test(card))
        expect(accountDoubt(card)).toBeUndefined()
        const changed = card.slice(0, at) + ((Number(card[at]) + by) % 10) + card.slice(at + 1)
        expect(accountDoubt(changed)).toBeDefined()
      }),
    )
  })

  test('of a bank without check digits is taken as it is; zeros at its end are told', () => {
    expect(accountDoubt('1001234567890123')).toBeUndefined()
    expect(accountDoubt('4563510100882700')).toBeUndefined()
    expect(accountDoubt('102100099900123000')).toBe('zeros')
  })
})

describe('masked', () => {
  test.each([
    ['6222021234561234', '6222****1234'],
    ['11010519491231002X', '1101****002X'],
    ['13812345678', '****'],
    ['219-09-9999', '****'],
    ['6222 0212 3456 1234', '6222****1234'],
    ['C01X00T47', '****'],
    ['012345', '****'],
    ['7', '****'],
    ['', '****'],
  ])('%s → %s', (text, shown) => {
    expect(masked(text)).toBe(shown)
  })

  test('never shows more than eight letters, nor a whole number', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 5, unit: 'grapheme' }), text => {
        const shown = masked(text).replace('****', '')
        expect([...shown].length).toBeLessThanOrEqual(Math.min(8, [...text].length - 3))
      }),
    )
  })

  test('in a text: residents and cards are, orders, dates and vehicles are not', () => {
    const id = residentNumber('99010119780516003')
    const card = cardNumber('629999001000100003')
    expect(withoutSecrets(`张伟 | ${id} | ${card}`)).toBe(`张伟 | ${masked(id)} | ${masked(card)}`)
    // A slip in it does not show it.
    expect(withoutSecrets('990101197805160031')).toBe('9901****0031')
    for (const foreign of [
      '219-09-9999',
      '219 09 9999',
      '219–09–9999',
      '２１９-０９-９９９９',
      'AB 12 34 56 C',
      'A123456(7)',
      '900101-1234567',
      '123.456.789-09',
      '046 454 286', // of Canada, with its check digit
      `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`,
      'GB82 WEST 1234 5698 7654 32', // the example of the IBAN registry
    ])
      expect(withoutSecrets(`Ann | ${foreign} | 2018-02-31`)).toBe(`Ann | ${masked(foreign)} | 2018-02-31`)
    for (const plain of [
      '046 454 287',
      'GB82 WEST 1234 5698 7654 33',
      '13-800-1380',
      '2019-09-1234',
      '1,219.09',
      '219-09-99',
    ])
      expect(withoutSecrets(plain)).toBe(plain)
    for (const plain of ['RO202607010001234567', 'LSVAM4187C2184847', '100001202607010012', '2026-07-01 10:15:00'])
      expect(withoutSecrets(plain)).toBe(plain)
  })
})
