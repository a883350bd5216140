// What a scheme asks of a kind of value, a row each: how a case of a choice is written, what stands for it before there is any
// data, as what a cell is read that is given by name, and how export layouts may write it.

import { type Decimal, plain } from '../core/decimal.ts'
import { POINTS, type PointKind } from '../core/points.ts'
import type { Value } from '../formula/bound.ts'
import type { Kind, Type } from '../formula/types.ts'
import type { ValueKind } from '../tables/spec.ts'
import { parseFigure } from './columns.ts'
import { FORMATS, type Format } from './layout.ts'

/** Figures that stand for what is read. */
export interface Profile {
  readonly money: Decimal
  readonly number: Decimal
  readonly count: Decimal
  readonly yes: boolean
}

interface SchemeKind {
  /** A case as its value will be asked for; undefined where it can never be so, for which `form` says how it is written. */
  readonly written: (text: string) => string | undefined
  readonly form: 'figure' | PointKind | 'text'
  readonly sample: (profile: Profile, type: Type) => Value
  readonly given: Exclude<ValueKind, 'person'>
  /** The formats that it can have; what stands first is meant where nothing is said. */
  readonly formats: (type: Type) => readonly Format[]
}

/** A day that stands for any. */
export const SOME_DAY = 20_000
const AMOUNTS: readonly Format[] = ['amount', 'amount text', 'fen', 'fen text']
export const DATES: readonly Format[] = ['yyyy-mm-dd', 'yyyy/mm/dd', 'yyyymmdd']
const POINT_FORMATS: Readonly<Record<PointKind, readonly Format[]>> = {
  date: DATES,
  moment: ['yyyy-mm-dd hh:mm', ...DATES, 'hh:mm'],
  time: ['hh:mm'],
}

const figure = {
  written: (text: string) => {
    const value = parseFigure(text)
    return value ? plain(value) : undefined
  },
  form: 'figure',
  formats: ({ zero }: Type): readonly Format[] => (zero ? ['number', 'text', ...AMOUNTS] : ['number', 'text']),
} as const
const text = {
  written: (written: string) => written,
  form: 'text',
  given: 'text',
  formats: (): readonly Format[] => ['text'],
} as const

function point(kind: PointKind): SchemeKind {
  const { text, parse, perDay, day } = POINTS[kind]
  return {
    written: written => {
      const found = parse(written)
      return found === null ? undefined : text(found)
    },
    form: kind,
    given: kind,
    sample: () => (day ? SOME_DAY * perDay : 0),
    formats: () => POINT_FORMATS[kind],
  }
}

export const SCHEME_KINDS: Readonly<Record<Kind, SchemeKind>> = {
  money: { ...figure, given: 'money', sample: p => p.money, formats: () => AMOUNTS },
  number: { ...figure, given: 'number', sample: p => p.number },
  count: { ...figure, given: 'count', sample: p => p.count },
  date: point('date'),
  moment: point('moment'),
  time: point('time'),
  'yes/no': {
    written: w => (['是', 'true'].includes(w) ? 'yes' : ['否', 'false'].includes(w) ? 'no' : w),
    form: 'text',
    given: 'yes/no',
    sample: p => p.yes,
    formats: () => [],
  },
  text: { ...text, sample: (_, { values }) => values?.[0] ?? '–' },
  list: { ...text, given: 'list', sample: () => '' },
  person: { ...text, sample: () => 0, formats: () => [] },
  unknown: { ...text, sample: p => p.number, formats: () => FORMATS },
}
