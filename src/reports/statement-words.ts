// The words of statements that are not the scheme's own, in both languages.

import type { SightWords } from '../explain/sight.ts'

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
  somebody: 'somebody else',
  hidden: '[somebody else’s figure]',
  truth: value => (value ? 'yes' : 'no'),
}

export const STATEMENT_WORDS: { readonly zh: StatementWords; readonly en: StatementWords } = { zh: ZH, en: EN }
