// True tables, from which the corpus makes dirty files, and what reading must give for them. Takes chance; gives rows of
// exact integers and the texts that they are, made without any code of the program.

import { parseUnit } from '../../../src/core/unit.ts'
import type { TableSpec } from '../../../src/tables/spec.ts'
import { PEOPLE, table, ZERO } from '../helpers.ts'
import type { Dice } from './dice.ts'

export const PERIOD = '2026-07'
export const SPEC: TableSpec = table(
  {
    工单号: 'id',
    日期: 'date',
    技师: 'person',
    金额: 'money',
    工时: { type: 'number', blank: ZERO },
    // Else a plain 0.38 could be 38%.
    完成率: { type: 'percent', unit: parseUnit('%') },
    台次: { type: 'count', blank: ZERO },
    返修: { type: 'yes/no', blank: { value: false } },
  },
  { month: '日期' },
)
export const NAMES: readonly string[] = SPEC.columns.map(({ name }) => name)
export type Name = '工单号' | '日期' | '技师' | '金额' | '工时' | '完成率' | '台次' | '返修'
/** Columns whose sums a total row states. */
export const SUMMED: readonly Name[] = ['金额', '工时', '台次']

export interface Row {
  readonly order: string
  readonly day: { readonly year: number; readonly month: number; readonly day: number }
  /** Number in the roster. */
  readonly person: number
  /** Ten-thousandths; null is a blank cell. */
  readonly 金额: number
  readonly 工时: number | null
  readonly 完成率: number
  readonly 台次: number | null
  readonly rework: boolean | null
}

export function row(d: Dice, number: number): Row {
  const sign = d.once(4) ? -1 : 1
  const other = number > 0 && d.once(12)
  const size = 10 ** d.between(2, 9)
  return {
    order: `${d.pick(['WX', '2607', '0', 'CK-'])}${String(number * 7 + d.int(7)).padStart(4, '0')}`,
    day: { year: 2026, month: other ? d.pick([6, 8]) : 7, day: d.between(1, 30) },
    person: d.int(PEOPLE.ids.length),
    金额: sign * d.between(1, size) * (d.once(6) ? 1 : 100),
    工时: d.once(6) ? null : d.between(1, 200_000) * (d.once(3) ? 1 : 1000),
    完成率: d.between(0, 12_000) * (d.once(3) ? 1 : 100),
    台次: d.once(6) ? null : d.between(1, 1200) * 10_000,
    rework: d.once(8) ? null : d.once(3),
  }
}

export function rowsOf(d: Dice, count: number): Row[] {
  return Array.from({ length: count }, (_, i) => row(d, i))
}

/** Ten-thousandths as plain digits without needless zeros. */
export function digits(scaled: number | bigint, places = 0): string {
  const whole = scaled.toString().replace('-', '').padStart(5, '0')
  const fraction = whole.slice(-4).replace(/0+$/, '').padEnd(places, '0')
  return (scaled < 0 ? '-' : '') + whole.slice(0, -4) + (fraction === '' ? '' : `.${fraction}`)
}

export function iso({ year, month, day }: Row['day']): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** What reading the rows of the month must give. */
export function expected(rows: readonly Row[]): Record<string, unknown>[] {
  return rows
    .filter(r => r.day.month === 7)
    .map(r => ({
      工单号: r.order,
      日期: iso(r.day),
      技师: PEOPLE.ids[r.person],
      金额: digits(r.金额),
      工时: digits(r.工时 ?? 0),
      完成率: digits(r.完成率),
      台次: digits(r.台次 ?? 0),
      返修: r.rework ?? false,
    }))
}

/** The sum of a figure over all rows, of whatever month. */
export function sum(rows: readonly Row[], name: Name): bigint {
  return rows.reduce((total, r) => total + BigInt((r[name as '金额'] as number | null) ?? 0), 0n)
}
