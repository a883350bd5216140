// Formulas in plain Chinese.

import type { RoundingMode } from '../../core/decimal.ts'
import type { Compared, EarlierWords, FormulaWords, Said } from '../formula.ts'
import { labels } from './labels.ts'
import type { Noun } from './noun.ts'

const PLACES: Readonly<Record<RoundingMode, string>> = {
  'half up': '四舍五入',
  'half even': '四舍六入五成双',
  up: '向上进位',
  down: '向下舍去',
}

/** “四舍五入到 2 位小数” */
export const rounding = (places: number, mode: RoundingMode): string =>
  `${PLACES[mode]}到${places === 0 ? '整数' : ` ${places} 位小数`}`

const FIGURES: Said = {
  '=': ['等于', '不等于'],
  '≠': ['不等于', '等于'],
  '<': ['低于', '不低于'],
  '≤': ['不超过', '超过'],
  '>': ['超过', '不超过'],
  '≥': ['不低于', '低于'],
}
const TIMES: Said = {
  ...FIGURES,
  '<': ['早于', '不早于'],
  '≤': ['不晚于', '晚于'],
  '>': ['晚于', '不晚于'],
  '≥': ['不早于', '早于'],
}
const TEXTS: Said = { ...FIGURES, '=': ['为', '不为'], '≠': ['不为', '为'] }
export const SIGNS: Readonly<Record<Compared, Said>> = { figure: FIGURES, time: TIMES, text: TEXTS }

/** Words side by side: a space stands where letters or figures of another script meet Chinese ones. */
function beside(...words: readonly string[]): string {
  return words.reduce((all, word) => {
    const spaced = /[\w.%）)…]$/.test(all) !== /^[\w($¥−-]/.test(word) || /[\w%]$/.test(all)
    return all + (spaced && !/[“”、：；，（]$/.test(all) && !/^[“”、：；，）]/.test(word) ? ' ' : '') + word
  })
}

const span = (p: Noun, { months }: EarlierWords, one: boolean): string => {
  if (months === 'this year') return `今年以来各${p.unit}`
  if (months === 'same month last year') return `去年同${p.unit}`
  if (months === 'ever') return `以前各${p.unit}`
  if (!one) return `前 ${months} ${p.one}`
  return months === 1 ? `上${p.unit}` : `${months} ${p.one}前`
}

export const formula = (p: Noun): FormulaWords => {
  const word = labels(p)
  const earlier =
    (what: string, one = false) =>
    (of: EarlierWords): string =>
      `${span(p, of, one)}的${of.of}${what}`
  return {
    text: value => `“${value}”`,
    truth: value => (value ? '是' : '否'),
    blank: '空',
    list: items => items.join('、'),
    ownedBy: (owner, name) => `${owner}的${name}`,
    signs: SIGNS,
    called: (name, text) => `${name}：${text}`,
    compare: (left, sign, right, of) => beside(left, SIGNS[of][sign][0], right),
    holds: (of, truth) => beside(of, `为“${truth ? '是' : '否'}”`),
    isBlank: (of, negated) => beside(of, negated ? '不为空' : '为空'),
    isIn: (of, items, negated) => beside(of, negated ? '不属于' : '属于', items.join('、')),
    has: (of, item) => beside(of, '含有', item),
    not: of => `不符合（${of}）`,
    and: all => beside(...all.flatMap((one, i) => (i === 0 ? [one] : ['且', one]))),
    or: all => beside(...all.flatMap((one, i) => (i === 0 ? [one] : ['或', one]))),
    choose: (test, yes, no) => `${beside(test, '时')}，${yes}；${beside('否则', no)}`,
    otherwise: '其他',
    gives: (what, result) => `${what} → ${result}`,
    oneOf: (of, entries) => `${beside('按', of)}：${entries.join('；')}`,
    slices: (of, entries) => `${of}分段计算：${entries.join('；')}`,
    band: ({ lower, upper, of }) => {
      const s = SIGNS[of]
      if (lower && upper && lower.inclusive && upper.inclusive)
        return lower.edge === upper.edge ? beside('等于', lower.edge) : beside(lower.edge, '至', upper.edge)
      const sides = [
        ...(lower ? [beside(s[lower.inclusive ? '≥' : '>'][0], lower.edge)] : []),
        ...(upper ? [beside(s[upper.inclusive ? '≤' : '<'][0], upper.edge)] : []),
      ]
      return sides.length === 0 ? '任何数值' : sides.join('、')
    },
    refuse: note => `不计算，须先确定：“${note}”`,
    functions: {
      min: args => `${args.join('、')} 中的最小值`,
      max: args => `${args.join('、')} 中的最大值`,
      sum: args => args.join(' + '),
      average: args => `${args.join('、')} 的平均数`,
      'full units': ([of = '', unit = '']) => `${beside(of, '每满', unit)} 计 1，不足不计`,
      'started units': ([of = '', unit = '']) => `${beside(of, '每', unit)} 计 1，不足也计 1`,
      'months between': ([from, to]) => `${from} 至 ${to} 的整月数`,
      'years between': ([from, to]) => `${from} 至 ${to} 的整年数`,
      'months after': ([from, count]) => `${from} 之后 ${count} 个月`,
      date: ([year, month, day]) => `${year} 年 ${month} 月 ${day} 日`,
      'days between': ([from, to]) => `${from} 至 ${to} 的天数`,
      'hours between': ([from, to]) => `${from} 至 ${to} 的小时数`,
      'minutes between': ([from, to]) => `${from} 至 ${to} 的分钟数`,
      weekday: ([of]) => `${of} 是星期几`,
      week: ([of]) => `${of} 所在周的最后一天`,
      month: ([of]) => `${of} 所在月的第一天`,
      'date of': ([of]) => `${of} 的日期`,
      'time of': ([of]) => `${of} 的时刻`,
      'how many': args => `${args.join('、')} 中成立的项数`,
      'less the better': ([actual, target]) => `${target} ÷ ${actual}，实际为 0 时得 1`,
      absolute: ([of]) => `${of} 的绝对值`,
    },
    furthest: {
      min: args => `${args.join('、')} 中最早的`,
      max: args => `${args.join('、')} 中最晚的`,
    },
    atLeast: (of, limit) => `${of}，${beside('最低', limit)}`,
    atMost: (of, limit) => `${of}，${beside('最高', limit)}`,
    rounded: (of, places, mode) => `${of}，${rounding(places, mode)}`,
    from: (table, where) => `${table}${where === undefined ? '' : `（${where}）`}的`,
    people: (where, by) => `${by === undefined ? '' : `同一${by}`}人员${where === undefined ? '' : `（${where}）`}的`,
    own: (by, of) => (of === 'person' ? `${by}为本人` : `${by}为本${by}`),
    ofRows: {
      sum: (of, from) => `${from}${of}合计`,
      count: (_, from) => `${from}行数`,
      'count distinct': (of, from) => `${from.replace(/的$/, '里')}不同${of}的个数`,
      average: (of, from) => `${from}${of}的平均数`,
      min: (of, from) => `${from.replace(/的$/, '里')}最小的${of}`,
      max: (of, from) => `${from.replace(/的$/, '里')}最大的${of}`,
      only: (of, from) => `${from}${of}`,
    },
    ofPeople: {
      sum: (of, from) => `${from}${of}合计`,
      count: (_, from) => `${from.replace(/^人员/, '')}人数`.replace(/^的/, ''),
      'count distinct': (of, from) => `${from.replace(/的$/, '里')}不同${of}的个数`,
      average: (of, from) => `${from}${of}的平均数`,
      min: (of, from) => `${from}${of}中最小的`,
      max: (of, from) => `${from}${of}中最大的`,
      median: (of, from) => `${from}${of}的中位数`,
    },
    by: (figure, by) => `按${by}，${figure}`,
    rank: (of, lowestFirst, from, by) =>
      `${of}在${by === undefined ? '' : `同一${by}的`}${from.replace(/的$/, '')}中的名次（${lowestFirst ? '从低到高' : '从高到低'}）`,
    share: (pool, weight, whole, where) =>
      whole === undefined
        ? `${pool}按${where === undefined ? '各人' : `人员（${where}）`}的${weight}分配`
        : `${pool} × ${weight} ÷ ${whole}`,
    earlier: {
      one: earlier('', true),
      sum: earlier('合计'),
      average: earlier('平均数'),
      min: earlier('中最小的'),
      max: earlier('中最大的'),
      count: of => `${span(p, of, false)}中有${of.of}的${p.unit}数`,
      last: of => `最近一${p.unit}的${of.of}`,
    },
    previous: (of, where, otherwise) =>
      `前一行${where === undefined ? '' : `（${where}）`}的${of}${otherwise === undefined ? '' : `，没有时为 ${otherwise}`}`,
    calendar: {
      'start of period': `本${p.unit}第一天`,
      'start of year': '本年第一天',
      'end of period': `本${p.unit}最后一天`,
      'month of year': '本年第几个月',
      'month of quarter': '本季度第几个月',
      'end of month': '月末',
      'end of quarter': '季度末',
      'end of half-year': '半年末',
      'end of year': '年末',
      'days of period': `本${p.unit}天数`,
      'release period': '返还所属期',
      'start of payout': `发放${p.unit}第一天`,
    },
    lines: {
      above: '以上各项合计',
      commission: word.commission,
      all: word.gross,
      adjusted: word.adjusted,
      withheld: word.withheldAll,
      forfeited: word.forfeited,
      deducted: word.deducted,
      carried: word.carried,
      net: word.net,
    },
  }
}
