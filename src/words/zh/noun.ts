// What a shop closes and pays in one go, in the Chinese sentences that speak of it.

import type { Unit } from '../period.ts'

export interface Noun {
  /** After 本, 上, 该, 每 … */
  readonly unit: '月' | '期'
  /** After a number. */
  readonly one: '个月' | '期'
  /** By itself. */
  readonly name: '月份' | '期间'
  /** Before a title. */
  readonly title: '月度' | '本期'
  /** What is typed for one. */
  readonly such: string
  /** How it is written: “写作 …”. */
  readonly as: string
}

export const NOUNS: Readonly<Record<Unit, Noun>> = {
  month: { unit: '月', one: '个月', name: '月份', title: '月度', such: '如 2026-07', as: ' 2026-07' },
  period: {
    unit: '期',
    one: '期',
    name: '期间',
    title: '本期',
    such: '如 2026-07，按周为该周最后一天 2026-07-05',
    as: '与 data/ 下的文件夹同名',
  },
}
