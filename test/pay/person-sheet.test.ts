// A person's sheet: every sum follows from the parts by their kinds, and so does each figure that a sheet shows.

import { expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import {
  amountOf,
  deductionsOf,
  FIGURE_KINDS,
  FIGURES,
  figuresOf,
  type Part,
  personSheet,
  reservesOf,
} from '../../src/pay/person-sheet.ts'

const WHO = { row: { home: 'person', index: 0 }, id: '7', name: 'Ann', position: 'clerk', groups: [] } as const

function part(kind: Part['kind'], name: string, amount: string, origin = '2026-08'): Part {
  const own = origin === '2026-08' ? { column: `deductions.${name}` } : {}
  return { kind, name, amount: decimal(amount), origin, ...own }
}

const SHEET = personSheet(WHO, [
  part('line', 'hours', '100.00'),
  part('line', 'bottles', '20.50'),
  part('correction', 'hours', '-3.00', '2026-07'),
  part('reserve', 'quality', '11.75'),
  part('forfeited', 'quality', '11.75'),
  ...[part('due', 'tools', '8.00'), part('taken', 'tools', '1.00'), part('carried', 'tools', '7.00')],
  ...[part('due', 'uniform', '0.00'), part('taken', 'uniform', '0.00'), part('carried', 'uniform', '0.00')],
  ...['due', 'taken'].map(kind => part(kind as Part['kind'], 'tools', '4.00', '2026-07')),
  part('carried', 'tools', '0.00', '2026-07'),
])

test('sums follow from what the kinds of parts add', () => {
  const sums = [SHEET.gross, SHEET.withheld, SHEET.forfeited, SHEET.deducted, SHEET.carried, SHEET.net]
  // 100.00 + 20.50; 120.50 − 11.75 − (1.00 + 4.00) = 103.75 is what the month earned, 103.75 − 3.00 what is paid
  expect(sums.map(sum => sum.toFixed(2))).toEqual(['120.50', '11.75', '11.75', '5.00', '7.00', '100.75'])
  expect([SHEET.own, SHEET.correction, SHEET.paidGross].map(x => x.toFixed(2))).toEqual(['103.75', '-3.00', '117.50'])
  // 8.00 arose and 4.00 was still due: 5.00 taken, 7.00 still due
  expect([SHEET.arose, SHEET.earlier].map(x => x.toFixed(2))).toEqual(['8.00', '4.00'])
})

test('one figure for each name where a kind says so, one for all elsewhere', () => {
  expect([...figuresOf(SHEET).values()].map(f => `${f.kind} ${f.name} ${f.text}`)).toEqual([
    'line hours 100.00',
    'line bottles 20.50',
    'gross  120.50',
    'reserve quality 11.75',
    'forfeited  11.75',
    'deduction tools 5.00',
    'deduction uniform 0.00',
    'deducted  5.00',
    'carried  7.00',
    'correction  -3.00',
    'net  100.75',
  ])
})

test('what differences of figures are worth adds up to that of the net amount', () => {
  const worth = FIGURE_KINDS.map(kind => (amountOf(SHEET, kind) ?? decimal(0)).times(FIGURES[kind].effect ?? 0))
  expect(worth.reduce((a, b) => a.plus(b)).toFixed(2)).toBe('100.75')
})

test('a sheet without parts has sums and nothing else', () => {
  const none = personSheet(WHO, [])
  expect([none.gross, none.net, none.carried].map(String)).toEqual(['0', '0', '0'])
  expect([...figuresOf(none).keys()]).toEqual(['gross ', 'deducted ', 'carried ', 'net '])
})

test('deductions in the order in which they are taken, without those of nothing; reserves with what is forfeited', () => {
  expect(deductionsOf(SHEET).map(d => `${d.origin} ${d.name} ${d.amount} ${d.taken} ${d.carried}`)).toEqual([
    '2026-07 tools 4 4 0',
    '2026-08 tools 8 1 7',
  ])
  expect(reservesOf(SHEET).map(r => `${r.name} ${r.withheld} ${r.forfeited}`)).toEqual(['quality 11.75 11.75'])
})
