// What a spreadsheet does with a kind of value, a row each: how two are compared, what a case of a choice is, and how one is
// shown.

import type { Decimal } from '../core/decimal.ts'
import { each } from '../core/kinds.ts'
import { POINTS, type PointKind } from '../core/points.ts'
import type { CompareSign } from '../formula/ast.ts'
import type { Kind, Type } from '../formula/types.ts'
import type { Field, FieldKind } from './fields.ts'
import { pointSerial, SAFE } from './numbers.ts'
import { atom, call, infix, LEVEL, literal, type Term } from './terms.ts'

const SIGNS = { '=': '=', '≠': '<>', '<': '<', '≤': '<=', '>': '>', '≥': '>=' } as const

type Compare = (sign: CompareSign, left: Term, right: Term, clean: boolean) => Term

interface LiveKind {
  /** `clean`: both are figures as they are written or rounded, which doubles hold without noise. */
  readonly compared: Compare
  /** True where it is the value that stands in the scheme. */
  readonly isCase: (of: Term, value: string) => Term
  /** Of points in time: their number in a spreadsheet. */
  readonly serial?: (value: number) => Decimal
  /** Texts that are typed in stay texts. */
  readonly format: (places: number | undefined, of: FieldKind) => string | undefined
}

const plainly: Compare = (sign, left, right) => infix(left, SIGNS[sign], right, LEVEL.compare, true)
const settled: Compare = (sign, left, right, clean) =>
  clean
    ? plainly(sign, left, right, clean)
    : infix(call('ROUND', infix(left, '-', right, LEVEL.add, true), SAFE), SIGNS[sign], atom('0'), LEVEL.compare)
const exactly: Compare = (sign, left, right) => {
  const same = call('EXACT', left, right)
  return sign === '≠' ? call('NOT', same) : same
}
const isText = (of: Term, value: string): Term => call('EXACT', of, literal(value))
const isFigure = (of: Term, value: string): Term =>
  /^-?\d+(\.\d+)?$/.test(value) ? settled('=', of, atom(value), false) : atom('FALSE')
// Doubles of serial numbers with a time have noise, far less than a second.
const point = (kind: PointKind, format: string): LiveKind => {
  const { parse, perDay } = POINTS[kind]
  const serial = (value: number): Decimal => pointSerial(value, kind)
  return {
    compared: (sign, left, right) => (perDay === 1 ? plainly : settled)(sign, left, right, false),
    isCase(of, value) {
      const found = parse(value)
      return found === null ? atom('FALSE') : settled('=', of, atom(serial(found).toFixed()), false)
    },
    serial,
    format: () => format,
  }
}
const unformatted = (): undefined => undefined

const LIVE_KINDS: Readonly<Record<Kind, LiveKind>> = {
  ...each(['text', 'list', 'person'], {
    compared: exactly,
    isCase: isText,
    format: (_: number | undefined, of: FieldKind) => (of === 'input' || of === 'label' ? '@' : undefined),
  }),
  money: {
    compared: settled,
    isCase: isFigure,
    format: places => (places !== undefined && places <= 2 ? '#,##0.00' : '#,##0.00######'),
  },
  number: {
    compared: settled,
    isCase: isFigure,
    format: places => (places === undefined || places === 0 ? undefined : `0.${'0'.repeat(places)}`),
  },
  count: { compared: settled, isCase: isFigure, format: unformatted },
  'yes/no': {
    compared: plainly,
    isCase: (of, value) => infix(of, '=', atom(value === 'yes' ? 'TRUE' : 'FALSE'), LEVEL.compare),
    // Formulas come to 1 and 0 where they are counted.
    format: () => '"TRUE";"TRUE";"FALSE"',
  },
  date: point('date', 'yyyy-mm-dd'),
  moment: point('moment', 'yyyy-mm-dd hh:mm:ss'),
  time: point('time', 'hh:mm:ss'),
  unknown: { compared: settled, isCase: isText, format: unformatted },
}

/** Two values compared. `clean`: both are figures as they are written or rounded. */
export function comparedTerm(sign: CompareSign, left: Term, right: Term, { kind }: Type, clean: boolean): Term {
  return LIVE_KINDS[kind].compared(sign, left, right, clean)
}

/** True where what is chosen by is the value that stands in the scheme. */
export function caseTerm(of: Term, value: string, { kind }: Type): Term {
  return LIVE_KINDS[kind].isCase(of, value)
}

/** A point in time as spreadsheets number it; undefined for a value of any other kind. */
export function serialOf(value: number, { kind }: Type): Decimal | undefined {
  return LIVE_KINDS[kind].serial?.(value)
}

/** How a figure is shown. */
export function formatOf({ type, places }: Pick<Field, 'type' | 'places'>, kind: FieldKind): string | undefined {
  return LIVE_KINDS[type.kind].format(places, kind)
}
