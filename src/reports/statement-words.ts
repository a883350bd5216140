// The words of statements that are not the scheme's own, in both languages.

import type { SightWords } from './statement-sight.ts'
import type { Step } from './steps.ts'

export interface StatementWords extends SightWords {
  readonly statement: string
  readonly contents: string
  readonly people: (count: number) => string
  readonly gross: string
  readonly withheld: string
  readonly deducted: string
  readonly net: string
  readonly line: string
  readonly amount: string
  readonly corrections: string
  readonly taken: string
  readonly pay: string
  readonly correctionNote: string
  readonly scores: string
  readonly item: string
  readonly figures: string
  readonly points: string
  readonly held: string
  readonly reserve: string
  readonly origin: string
  readonly earliest: string
  readonly with: (period: string) => string
  readonly noRule: string
  readonly forfeited: string
  readonly total: string
  readonly heldNothing: string
  readonly ratio: Readonly<Record<'quarter' | 'year', string>>
  readonly forfeitedBy: string
  readonly forfeitedAtOnce: string
  readonly deductions: string
  readonly deduction: string
  readonly due: string
  readonly carried: string
  readonly limit: string
  readonly flags: string
  readonly changes: (month: string) => string
  readonly difference: string
  readonly notClosed: (month: string) => string
  readonly notPaid: (month: string) => string
  readonly madeOf: string
  readonly madeHow: string
  readonly value: string
  readonly rows: (count: number) => string
  readonly shop: string
  readonly roster: string
  readonly inScheme: string
  readonly given: string
  readonly onePerson: (count: number) => string
  readonly receipt: string
  readonly signature: string
  readonly date: string
  readonly limitedLow: (from: string, to: string) => string
  readonly limitedHigh: (from: string, to: string) => string
  readonly rounded: (from: string, places: number) => string
  readonly slice: (band: string, width: string, rate: string, part: string) => string
  readonly share: (pool: string, weight: string, all: string, members: number) => string
  readonly rank: (of: number) => string
}

const ZH: StatementWords = {
  statement: '奖金单',
  contents: '人员',
  people: count => `${count} 人`,
  gross: '应发奖金',
  withheld: '本月预留',
  deducted: '本月扣款',
  net: '实发奖金',
  line: '项目',
  amount: '金额',
  corrections: '以前月份补差',
  taken: '预留和扣款',
  pay: '奖金',
  correctionNote: '更正以前月份的结果，在本月补发或扣回。',
  scores: '考核',
  item: '考核项',
  figures: '指标',
  points: '得分',
  held: '预留',
  reserve: '预留项',
  origin: '所属月份',
  earliest: '最早发放',
  with: period => `随 ${period}`,
  noRule: '方案没有规定',
  forfeited: '当月没收',
  total: '合计',
  heldNothing: '没有预留。',
  ratio: { quarter: '按季度返还，比例', year: '按年度返还，比例' },
  forfeitedBy: '以下情况没收',
  forfeitedAtOnce: '以下情况当月没收',
  deductions: '扣款',
  deduction: '扣款项',
  due: '应扣',
  carried: '结转下月',
  limit: '本月最多可扣',
  flags: '标记',
  changes: month => `与 ${month} 比较`,
  difference: '增减',
  notClosed: month => `${month} 没有结账，无法比较。`,
  notPaid: month => `${month} 没有发放，无法比较。`,
  madeOf: '所用数据',
  madeHow: '公式和算式',
  value: '数值',
  rows: count => `${count} 行`,
  shop: '全店',
  roster: '花名册',
  inScheme: '方案',
  given: '试算给定',
  onePerson: count => `共 ${count} 人`,
  receipt: '本人已收到并核对此奖金单。',
  signature: '签名',
  date: '日期',
  limitedLow: (from, to) => `${from} 低于下限，取 ${to}`,
  limitedHigh: (from, to) => `${from} 高于上限，取 ${to}`,
  rounded: (from, places) => `= ${from}，四舍五入到 ${places} 位小数`,
  slice: (band, width, rate, part) => `${band}：${width} × ${rate} = ${part}`,
  share: (pool, weight, all, members) => `${pool} × ${weight} ÷ ${all}，由 ${members} 人分配到分`,
  rank: of => `在 ${of} 人中排名`,
  somebody: '他人',
  hidden: '〔他人数据〕',
  truth: value => (value ? '是' : '否'),
}

const EN: StatementWords = {
  statement: 'Bonus statement',
  contents: 'People',
  people: count => (count === 1 ? '1 person' : `${count} people`),
  gross: 'Gross bonus',
  withheld: 'Held back',
  deducted: 'Deducted',
  net: 'Net bonus',
  line: 'Line',
  amount: 'Amount',
  corrections: 'Corrections of earlier months',
  taken: 'Held back and deducted',
  pay: 'Bonus',
  correctionNote: 'Earlier months were corrected; the difference is paid or taken back this month.',
  scores: 'Scores',
  item: 'Item',
  figures: 'Figures',
  points: 'Points',
  held: 'Held back',
  reserve: 'Reserve',
  origin: 'Of month',
  earliest: 'Paid at the earliest',
  with: period => `with ${period}`,
  noRule: 'the scheme has no rule',
  forfeited: 'forfeited this month',
  total: 'Total',
  heldNothing: 'Nothing is held back.',
  ratio: { quarter: 'Paid back by the quarter, in the ratio', year: 'Paid back by the year, in the ratio' },
  forfeitedBy: 'Forfeited if',
  forfeitedAtOnce: 'Forfeited at once if',
  deductions: 'Deductions',
  deduction: 'Deduction',
  due: 'Due',
  carried: 'Carried to next month',
  limit: 'At most this month',
  flags: 'Flags',
  changes: month => `Compared with ${month}`,
  difference: 'Change',
  notClosed: month => `${month} is not closed, so there is nothing to compare with.`,
  notPaid: month => `Nothing was paid for ${month}, so there is nothing to compare with.`,
  madeOf: 'Figures that it was made of',
  madeHow: 'Formula, and with the figures',
  value: 'Value',
  rows: count => (count === 1 ? '1 row' : `${count} rows`),
  shop: 'shop',
  roster: 'Roster',
  inScheme: 'Scheme',
  given: 'Given for a trial',
  onePerson: count => (count === 1 ? 'of 1 person' : `of ${count} people`),
  receipt: 'I have received this statement and checked it.',
  signature: 'Signature',
  date: 'Date',
  limitedLow: (from, to) => `${from} is below the limit: ${to}`,
  limitedHigh: (from, to) => `${from} is above the limit: ${to}`,
  rounded: (from, places) => `= ${from}, rounded to ${places} places`,
  slice: (band, width, rate, part) => `${band}: ${width} × ${rate} = ${part}`,
  share: (pool, weight, all, members) => `${pool} × ${weight} ÷ ${all}, divided among ${members} to the fen`,
  rank: of => `ranked among ${of}`,
  somebody: 'somebody else',
  hidden: '[somebody else’s figure]',
  truth: value => (value ? 'yes' : 'no'),
}

export const STATEMENT_WORDS: { readonly zh: StatementWords; readonly en: StatementWords } = { zh: ZH, en: EN }

/** What happened in a formula, in words, a line each; what follows from the line before stands on it. */
export function stepLines(steps: readonly Step[], words: StatementWords): string[] {
  const lines: string[] = []
  for (const step of steps) {
    const text = stepText(step, words)
    if (step.kind === 'rounded' && lines.length > 0) lines.push(`${lines.pop()!} ${text}`)
    else if (text !== '') lines.push(text)
  }
  return lines
}

function stepText(step: Step, words: StatementWords): string {
  switch (step.kind) {
    case 'arithmetic':
      return `= ${step.text}`
    case 'band':
      return `${step.of} ${step.value} → ${step.band}: ${step.result}`
    case 'slice':
      return words.slice(step.band, step.width, step.rate, step.part)
    case 'choice':
      return `${step.of} ${step.value} → ${step.result}`
    case 'item':
      return `${step.name} ${step.value}`
    case 'limited':
      return step.by === 'low' ? words.limitedLow(step.from, step.to) : words.limitedHigh(step.from, step.to)
    case 'rounded':
      return words.rounded(step.from, step.places)
    case 'share':
      return words.share(step.pool, step.weight, step.all, step.members)
    case 'rank':
      return words.rank(step.of)
    case 'person':
      return ''
    default: {
      const never: never = step
      return never
    }
  }
}
