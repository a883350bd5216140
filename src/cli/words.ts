// The few words of the command line itself, in both languages.

import type { Language } from '../reports/messages/sentence.ts'

const EN = {
  error: 'error',
  warning: 'warning',
  gross: 'Gross',
  withheld: 'Withheld',
  forfeited: 'of it forfeited',
  deducted: 'Deducted',
  carried: 'Carried over',
  net: 'Net',
  people: (n: number): string => (n === 1 ? '1 person' : `${n} people`),
  written: 'Payroll sheet',
  nothingWritten: 'Nothing was written (what-if; --out DIR writes it to a folder).',
  problems: (errors: number, warnings: number): string =>
    [
      errors > 0 ? (errors === 1 ? '1 error' : `${errors} errors`) : '',
      warnings > 0 ? (warnings === 1 ? '1 warning' : `${warnings} warnings`) : '',
    ]
      .filter(x => x !== '')
      .join(', '),
  stopped: (counts: string): string => `${counts}. Nothing was written.`,
  checkOk: (period: string): string => `${period}: everything is in order.`,
  checkWarn: (period: string, counts: string): string => `${period}: ready to run, with ${counts}.`,
  checkBad: (period: string, counts: string): string => `${period}: can't be run yet: ${counts}.`,
  seeWarnings: (n: string): string => `${n}: \`bonusbook check\` shows them.`,
  alsoAt: 'also at',
  rows: (n: number): string => (n === 1 ? '1 row' : `${n} rows`),
  ofFile: (file: string): string => `of ${file}`,
  more: (n: number): string => `… ${n} more (--rows all shows them)`,
  seeAbove: '(see above)',
  from: 'from',
  given: 'given',
  parameter: 'parameter',
  noLine: 'does not apply',
  exact: 'exactly',
  roundedTo: (places: number): string => `rounded to ${places} places`,
  limitedLow: (from: string, to: string): string => `${from} is below the limit: ${to}`,
  limitedHigh: (from: string, to: string): string => `${from} is above the limit: ${to}`,
  share: (pool: string, weight: string, all: string, members: number): string =>
    `${pool} × ${weight} ÷ ${all}, divided among ${members} to the fen`,
  rank: (of: number): string => `among ${of}`,
  slice: (band: string, width: string, rate: string, part: string): string => `${band}: ${width} × ${rate} = ${part}`,
  everyLine: 'bonusbook explain PERSON LINE shows how a line came about.',
  flags: 'Flags',
  made: (folder: string): string => `Made ${folder}.`,
  next: 'Next:',
  templates: 'Templates:',
  defect: 'This is a defect of bonusbook, not of your data. Nothing was written.',
}

type Words = typeof EN

const ZH: Words = {
  error: '错误',
  warning: '提示',
  gross: '应发奖金',
  withheld: '预留',
  forfeited: '其中当月没收',
  deducted: '扣款',
  carried: '未扣余额',
  net: '实发奖金',
  people: n => `${n} 人`,
  written: '奖金表',
  nothingWritten: '没有写出文件（试算；用 --out 目录 可写出）。',
  problems: (errors, warnings) =>
    [errors > 0 ? `${errors} 个错误` : '', warnings > 0 ? `${warnings} 个提示` : ''].filter(x => x !== '').join('、'),
  stopped: counts => `${counts}。没有写出任何文件。`,
  checkOk: period => `${period}：一切正常。`,
  checkWarn: (period, counts) => `${period}：可以运行，有${counts}。`,
  checkBad: (period, counts) => `${period}：还不能运行：${counts}。`,
  seeWarnings: n => `${n}：用 \`bonusbook check\` 查看。`,
  alsoAt: '另见',
  rows: n => `${n} 行`,
  ofFile: file => `，来自 ${file}`,
  more: n => `… 另有 ${n} 行（--rows all 全部显示）`,
  seeAbove: '（见上）',
  from: '取自',
  given: '给定',
  parameter: '参数',
  noLine: '不适用',
  exact: '精确值',
  roundedTo: places => `四舍五入到 ${places} 位小数`,
  limitedLow: (from, to) => `${from} 低于下限：${to}`,
  limitedHigh: (from, to) => `${from} 高于上限：${to}`,
  share: (pool, weight, all, members) => `${pool} × ${weight} ÷ ${all}，由 ${members} 人分配到分`,
  rank: of => `共 ${of} 人`,
  slice: (band, width, rate, part) => `${band}：${width} × ${rate} = ${part}`,
  everyLine: 'bonusbook explain 人员 项目 可查看某一项的来历。',
  flags: '标记',
  made: folder => `已建立 ${folder}。`,
  next: '接下来：',
  templates: '模板：',
  defect: '这是 bonusbook 的缺陷，不是数据的问题。没有写出任何文件。',
}

export function words(language: Language): Words {
  return language === 'zh' ? ZH : EN
}
