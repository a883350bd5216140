// The words of steps, in Chinese.

import { byKind } from '../../core/kinds.ts'
import type { Said } from '../formula.ts'
import { type Facts, part, type Relation, relationText, type StepWords } from '../steps.ts'
import { rounding, SIGNS } from './formula.ts'
import type { Noun } from './noun.ts'

const wordsOf = ({ dates }: Relation): Said => SIGNS[dates ? 'time' : 'figure']

const FACTS: Facts = {
  compare: test => `${test.left} ${relationText(test, wordsOf(test))}`,
  blank: test => `${test.of}${test.holds ? '为空' : '不为空'}`,
  truth: test => `${test.of}：${test.holds ? '是' : '否'}`,
  in: test => `${test.of} ${test.holds ? '属于' : '不属于'} ${test.items.join('、')}`,
  has: test => `${test.of} ${test.holds ? '含有' : '不含'} ${test.item}`,
}

function between(within: readonly Relation[]): string {
  return within.map(edge => relationText(edge, wordsOf(edge))).join('且')
}

export const steps = (p: Noun): StepWords => ({
  condition: ({ tests, holds, taken }) =>
    `${tests.map(test => byKind(FACTS, test)).join('；')} → ${taken === '' ? (holds ? '有这一项' : '没有这一项') : taken}`,
  band: ({ of, value, within, result, gives }) =>
    `${of} ${value}${within.length === 0 ? '' : ` ${between(within)}`} → ${result === gives ? gives : `${result} = ${gives}`}`,
  gives: (what, figure) => (what === figure ? figure : `${what} = ${figure}`),
  limited: ({ formula, by, from, limit, to }) =>
    `${part(formula, from)}${from} ${by === 'low' ? '低于下限' : '高于上限'}${limit === to ? '' : ` ${limit}`} → ${to}`,
  rounded: ({ formula, from, places, mode, to }) => `${part(formula, from)}${from}，${rounding(places, mode)} = ${to}`,
  slice: ({ within, width, rate, part: share }) =>
    `${within.length === 0 ? '' : `${between(within)}的部分：`}${width} × ${rate} = ${share}`,
  share: ({ formula, pool, weight, all, members, exact, result }) =>
    `${part(formula, pool)}${pool} × ${weight} ÷ ${all} = ${exact}，分为 ${members} 份，分配到分 = ${result}`,
  rank: ({ formula, value, better, of, result }) =>
    `${formula} = 第 ${result} 名：${value}，${of} 个参加排名，前面 ${better} 个`,
  people: ({ formula, of, result }) => `${formula} = ${result}，共 ${of.length} 人`,
  earlier: ({ formula, months, result }) =>
    `${formula} = ${result}：${months.length === 0 ? `以前${p.name}没有` : months.map(m => `${m.month} ${m.value}${m.entry === undefined ? '' : `（${m.entry}）`}`).join('，')}`,
  changed: ({ month, from, to }) => `${month}：原 ${from}，现 ${to}`,
  item: ({ name, value, how }, steps) => `${name} ${value}：${steps.length === 0 ? how : steps.join('；')}`,
  join: '；',
})
