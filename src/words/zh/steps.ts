// The words of steps, in Chinese.

import type { RoundingMode } from '../../core/decimal.ts'
import { part, type StepWords } from '../steps.ts'

const PLACES: Readonly<Record<RoundingMode, string>> = {
  'half up': '四舍五入',
  'half even': '四舍六入五成双',
  up: '向上进位',
  down: '向下舍去',
}

export const steps: StepWords = {
  condition: ({ formula, text, result, taken }) =>
    `${taken === '' ? '条件' : '如果'} ${text === result ? formula : text} → ${result}`,
  gives: (what, figure) => (what === figure ? figure : `${what} = ${figure}`),
  edges: edges => `（${edges.join('，')}）`,
  limited: ({ formula, by, from, limit, to }) =>
    `${part(formula, from)}${from} ${by === 'low' ? '低于下限' : '高于上限'}${limit === to ? '' : ` ${limit}`} → ${to}`,
  rounded: ({ formula, from, places, mode, to }) =>
    `${part(formula, from)}${from}，${PLACES[mode]}到${places === 0 ? '整数' : ` ${places} 位小数`} = ${to}`,
  slice: ({ band, width, rate, part: share }) => `${band}：${width} × ${rate} = ${share}`,
  share: ({ formula, pool, weight, all, members, exact, result }) =>
    `${part(formula, pool)}${pool} × ${weight} ÷ ${all} = ${exact}，由 ${members} 人分配到分 = ${result}`,
  rank: ({ formula, value, better, of, result }) =>
    `${formula} = 第 ${result} 名：${value}，共 ${of} 人，前面 ${better} 人`,
  people: ({ formula, of, result }) => `${formula} = ${result}，共 ${of.length} 人`,
  earlier: ({ formula, months, result }) =>
    `${formula} = ${result}：${months.length === 0 ? '以前月份没有' : months.map(m => `${m.month} ${m.value}`).join('，')}`,
  item: ({ name, value, how }, steps) => `${name} ${value}：${steps.length === 0 ? how : steps.join('；')}`,
  join: '；',
}
