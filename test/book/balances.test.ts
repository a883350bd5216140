// What postings add up to, worked out by hand, and what does not add up.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { held } from '../../src/book/account.ts'
import type { EntryHeader } from '../../src/book/entry.ts'
import { fenText, parseFen } from '../../src/book/form.ts'
import { Ledger } from '../../src/book/ledger.ts'
import { balanceRows, debtRows, REGISTER_COLUMNS, registerRow } from '../../src/book/rows.ts'
import { posting } from '../support/book.ts'

interface Entry {
  readonly kind: 'close' | 'release' | 'correct'
  readonly texts: readonly string[]
}

function header(number: number, kind: Entry['kind']): EntryHeader {
  const reserve = kind === 'release' ? { reserve: 'R' } : {}
  return { number, kind, period: '2026-07', ...reserve } as unknown as EntryHeader
}

function ledgerOf(...entries: Entry[]): Ledger {
  const ledger = new Ledger()
  for (const [i, { kind, texts }] of entries.entries()) {
    for (const text of texts) ledger.add(posting(text), header(i + 1, kind))
    ledger.end(header(i + 1, kind))
  }
  return ledger
}

const close = (...texts: string[]): Entry => ({ kind: 'close', texts })
const release = (...texts: string[]): Entry => ({ kind: 'release', texts })
const correct = (...texts: string[]): Entry => ({ kind: 'correct', texts })
const reasons = (ledger: Ledger): unknown[] => ledger.findings.map(f => (f.facts as { reason: string }).reason)

const NOBODY = (): undefined => undefined

describe('a lot', () => {
  test('withheld, released, forfeited, with a premium on top', () => {
    const ledger = ledgerOf(
      close('reserve APQ 13 2026-07 withheld 57.37', 'reserve NPS 13 2026-07 withheld 95.61'),
      release('reserve APQ 13 2026-07 released 51.63', 'reserve APQ 13 2026-07 forfeited 5.74'),
      // 95.61 × 120% = 114.73: 95.61 of it is held, 19.12 the shop pays on top
      release('reserve NPS 13 2026-07 released 95.61', 'reserve NPS 13 2026-07 premium 19.12'),
    )
    expect(ledger.findings).toEqual([])
    expect([...ledger.lots()].map(lot => [lot.reserve, held(lot), lot.premium, lot.releasedBy])).toEqual([
      ['APQ', 0n, 0n, 2],
      ['NPS', 0n, 1912n, 3],
    ])
  })

  test('forfeited at once is not held and was not released', () => {
    const ledger = ledgerOf(close('reserve NPS 5 2026-08 withheld 4.10', 'reserve NPS 5 2026-08 forfeited 4.10'))
    const [lot] = [...ledger.lots()]
    expect([ledger.findings, held(lot!), lot!.releasedBy]).toEqual([[], 0n, undefined])
  })

  test('corrected before its release: recovered', () => {
    const ledger = ledgerOf(
      close('reserve R 1 2026-07 withheld 10.00'),
      correct('reserve R 1 2026-07 recovered 2.00'),
      release('reserve R 1 2026-07 released 8.00'),
    )
    expect([ledger.findings, held([...ledger.lots()][0]!)]).toEqual([[], 0n])
  })

  test('corrected after its release: what was released and forfeited goes back as well', () => {
    // 10.00 at 90%: 9.00 and 1.00. It should have been 8.00: 7.20 and 0.80.
    const ledger = ledgerOf(
      close('reserve R 1 2026-07 withheld 10.00'),
      release('reserve R 1 2026-07 released 9.00', 'reserve R 1 2026-07 forfeited 1.00'),
      correct(
        'reserve R 1 2026-07 recovered 2.00',
        'reserve R 1 2026-07 released -1.80',
        'reserve R 1 2026-07 forfeited -0.20',
      ),
    )
    const [lot] = [...ledger.lots()]
    expect([ledger.findings, lot!.released, lot!.forfeited, held(lot!), lot!.releasedBy]).toEqual([
      [],
      720n,
      80n,
      0n,
      2,
    ])
  })

  test('more released than held', () => {
    const ledger = ledgerOf(close('reserve R 1 2026-07 withheld 10.00'), release('reserve R 1 2026-07 released 10.01'))
    expect(ledger.findings).toEqual([
      {
        damage: 'balance',
        entry: '000002-release-R-2026-07.jsonl',
        facts: { reason: 'negative', person: '1', account: 'R', origin: '2026-07', amount: '-0.01', due: '0.00' },
      },
    ])
  })

  test.each([
    ['a lot that nothing was put into', release('reserve R 1 2026-06 released 1.00'), 'never withheld'],
    ['a premium on nothing', release('reserve R 2 2026-07 premium 1.00'), 'never withheld'],
    ['a release below zero', release('reserve R 1 2026-07 released -1.00'), 'sign'],
    ['a withholding below zero, in a correction too', correct('reserve R 1 2026-07 withheld -1.00'), 'sign'],
    ['a correction that takes back what was never released', correct('reserve R 1 2026-07 released -1.00'), 'negative'],
  ])('%s', (_, entry, reason) => {
    expect(reasons(ledgerOf(close('reserve R 1 2026-07 withheld 10.00'), entry))).toContain(reason)
  })
})

describe('a debt', () => {
  test('due, taken in part, carried, taken', () => {
    const ledger = ledgerOf(
      close(
        'deduction D 1 2026-07 due 500.00',
        'deduction D 1 2026-07 taken 453.21',
        'deduction D 1 2026-07 carried 46.79',
      ),
      close(
        'deduction D 1 2026-08 due 100.00',
        'deduction D 1 2026-07 taken 46.79',
        'deduction D 1 2026-07 carried 0.00',
        'deduction D 1 2026-08 taken 3.21',
        'deduction D 1 2026-08 carried 96.79',
      ),
      close('deduction D 1 2026-08 taken 96.79'),
    )
    expect(ledger.findings).toEqual([])
    expect([...ledger.debts()]).toMatchObject([
      { origin: '2026-07', due: 50000n, taken: 50000n, carried: 0n },
      { origin: '2026-08', due: 10000n, taken: 10000n, carried: 0n },
    ])
  })

  test.each([
    ['a carried figure that is not due − taken', ['due 5.00', 'taken 2.00', 'carried 2.99'], 'carried'],
    ['no carried figure where something is left', ['due 5.00', 'taken 2.00'], 'carried'],
    ['more taken than due', ['due 5.00', 'taken 5.01', 'carried 0.00'], 'negative'],
    ['a due below zero', ['due -5.00', 'carried 0.00'], 'sign'],
  ])('%s', (_, texts, reason) => {
    expect(reasons(ledgerOf(close(...texts.map(t => `deduction D 1 2026-07 ${t}`))))).toContain(reason)
  })
})

describe('amounts', () => {
  test.each([
    '1.5',
    '01.00',
    '-0.00',
    '1e2',
    '1.000',
    ' 1.00',
    '',
    '+1.00',
    '.50',
    '1',
    '1234567890123456.00',
    '１.00',
  ])('%j is none', text => expect(parseFen(text)).toBeUndefined())

  test('text and fen are the same', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 17n) + 1n, 10n ** 17n - 1n), fen => {
        expect(parseFen(fenText(fen))).toBe(fen)
      }),
    )
    expect([fenText(-5n), fenText(0n), fenText(100n)]).toEqual(['-0.05', '0.00', '1.00'])
  })
})

describe('rows', () => {
  const first = close(
    'reserve R 2 2026-07 withheld 10.00',
    'reserve R 10 2026-07 withheld 1.00',
    'deduction D 2 2026-07 due 3.00',
    'deduction D 2 2026-07 carried 3.00',
  )
  const then = release('reserve R 2 2026-07 released 4.00', 'reserve R 2 2026-07 premium 0.50')

  test('balances since the beginning and since a moment', () => {
    const name = (id: string): string | undefined => (id === '2' ? '张伟' : undefined)
    const whole = balanceRows(ledgerOf(first, then), name)
    expect(whole.columns.map(c => c.key).join(' ')).toBe(
      'person name reserve origin opening withheld released forfeited recovered premium closing released by',
    )
    expect([...whole.rows]).toEqual([
      ['10', '', 'R', '2026-07', '0.00', '1.00', '0.00', '0.00', '0.00', '0.00', '1.00', ''],
      ['2', '张伟', 'R', '2026-07', '0.00', '10.00', '4.00', '0.00', '0.00', '0.50', '6.00', '2'],
    ])
    expect([...balanceRows(ledgerOf(first, then), name, ledgerOf(first)).rows][1]).toEqual([
      '2',
      '张伟',
      'R',
      '2026-07',
      '10.00',
      '0.00',
      '4.00',
      '0.00',
      '0.00',
      '0.50',
      '6.00',
      '2',
    ])
    expect([...debtRows(ledgerOf(first), NOBODY).rows]).toEqual([['2', '', 'D', '0.00', '3.00', '0.00', '3.00']])
    expect([...debtRows(ledgerOf(first, then), NOBODY, ledgerOf(first)).rows]).toEqual([
      ['2', '', 'D', '3.00', '0.00', '0.00', '3.00'],
    ])
  })

  test('a register row has a cell a column', () => {
    const row = registerRow(
      { ...posting('reserve R 2 2026-07 withheld 10.00'), line: '提成' },
      header(3, 'close'),
      NOBODY,
    )
    expect(row).toHaveLength(REGISTER_COLUMNS.length)
    expect(row).toEqual([
      '3',
      'close',
      '2026-07',
      '',
      '2',
      '',
      'reserve',
      'R',
      '2026-07',
      'withheld',
      '10.00',
      '提成',
      '',
    ])
  })
})

test('any sound sequence balances: opening + withheld − released − forfeited − recovered = closing, lot by lot', () => {
  const step = fc.record({
    person: fc.constantFrom('1', '2'),
    origin: fc.constantFrom('2026-07', '2026-08'),
    kind: fc.constantFrom('withheld', 'released', 'forfeited', 'recovered', 'premium'),
    fen: fc.bigInt(0n, 5000n),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), steps => {
      const due = new Map<string, bigint>()
      const ever = new Map<string, bigint>()
      const ledger = new Ledger()
      let sound = true
      for (const [i, { person, origin, kind, fen }] of steps.entries()) {
        const key = `${person} ${origin}`
        const move = kind === 'withheld' ? fen : kind === 'premium' ? 0n : -fen
        due.set(key, (due.get(key) ?? 0n) + move)
        if (kind === 'withheld') ever.set(key, (ever.get(key) ?? 0n) + fen)
        if (due.get(key)! < 0n || (fen > 0n && !ever.get(key))) sound = false
        ledger.add(posting(`reserve R ${person} ${origin} ${kind} ${fenText(fen)}`), header(i + 1, 'correct'))
        ledger.end(header(i + 1, 'correct'))
      }
      expect(ledger.findings.length === 0).toBe(sound)
      for (const lot of ledger.lots()) expect(held(lot)).toBe(due.get(`${lot.person} ${lot.origin}`))
    }),
  )
})
