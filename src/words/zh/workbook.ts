// The words of the workbook's summary, scorecards, balances and origin, in Chinese.

import type { WorkbookWords } from '../en/workbook.ts'
import type { Noun } from './noun.ts'

export const workbook = (p: Noun): WorkbookWords => ({
  summary: '汇总',
  by: '分类',
  noGroup: '（无）',
  people: '人数',
  batch: '批次',
  figures: '数字摘要',
  uponSeal: '接于封印',
  actual: '实际',
  target: '目标或所在档',
  targetValue: '目标值',
  most: '满分',
  firstPayout: `最早返还${p.name}`,
  heldBefore: '期初余额',
  heldAfter: '期末余额',
  noProblems: '没有问题，也没有提示。',
  origin: '来源',
  what: '内容',
  content: '名称',
  bytes: '字节',
  rowsOtherMonth: `其他${p.name}行数`,
  program: '程序',
  scheme: '方案',
  schemeFrom: '方案起用月份',
  language: '语言',
  ownName: '中文',
  setting: '假设',
  approval: '需要批准',
  input: '数据',
  state: '状态',
  draft: {
    close: period => `${period} 草稿，未结账，不作发放依据`,
    correct: period => `${period} 更正草稿，未封存，不作发放依据`,
    release: period => `${period} 返还草稿，未封存，不作发放依据`,
  },
  recalculated: period => `${period} 已结账，此为重算，不作发放依据`,
  sealed: {
    close: entry => `已结账：${entry}`,
    correct: entry => `更正已封存：${entry}`,
    release: entry => `返还已封存：${entry}`,
  },
  entry: (entry, time, seal) => `第 ${entry} 号事项，${time}，封印 ${seal}`,
})
