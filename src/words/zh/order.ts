// The words of an order's whole life, in Chinese.

import type { OrderWords } from '../en/order.ts'
import type { Noun } from './noun.ts'

export const order = (p: Noun): OrderWords => ({
  order: '单号',
  sealed: {
    close: (entry, time) => `由第 ${entry} 号事项结账，${time}`,
    correct: (entry, time) => `由第 ${entry} 号事项更正，${time}`,
    other: (entry, time) => `由第 ${entry} 号事项带入，${time}`,
  },
  changed: '现在的导出文件，与结账时不同',
  open: '尚未结账',
  before: `早于账簿结过账的${p.name}`,
  noRows: '已没有任何一行写有此单号',
  fates: {
    counted: '已计入',
    'taken back': '已冲减',
    open: '结账时计入',
    'open back': '结账时冲减',
    again: `不予计入：已结账的${p.name}计过此单号`,
    never: month => `从未计入：请运行 \`bonusbook correct --period ${month}\``,
    elsewhere: month => `此处不计：属于 ${month}，该${p.unit}已计`,
    'other month': month => `此处不计：属于 ${month}`,
    nothing: '没有任何指标用到这一行，不计入',
  },
  names: column => `在“${column}”中写有此单号`,
  wentInto: '计入',
  wouldGoInto: '将计入',
  people: count => `${count} 人`,
  noLine: '没有奖金项用到',
  blocked: (month, code) =>
    `计入多少不明：${month} 无法算出（${code}），请用 \`bonusbook check --period ${month}\` 查看原因。`,
  summary: (number, months) => `单号 ${number}：已计入 ${months}。`,
  gone: (number, months) => `单号 ${number}：原已计入 ${months}，后经更正不再计入。`,
  nowhere: number => `单号 ${number}：没有任何已结账的${p.name}计过。`,
})
