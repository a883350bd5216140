// Of groups of shops, in Chinese.

import type { GroupWords } from '../en/group.ts'

export const group: GroupWords = {
  shop: '门店',
  what: '不同之处',
  common: '集团方案',
  own: '门店',
  place: '位置',
  state: '状态',
  seconds: '秒',
  problems: '问题',
  people: '人数',
  entries: '事项',
  released: '返还',
  total: '更正',
  all: n => `${n} 家门店`,
  states: { done: '完成', problems: '有问题', refused: '账本不允许', locked: '正被占用', waiting: '未做' },
  ended: (count, of, shop, state, seconds) => `${count}/${of}  ${shop}：${state}，${seconds} 秒`,
  nothingDue: '没有待处理的门店。',
  moreOf: (n, command) => `… 另有 ${n} 个：${command}`,
  recorded: file => `各门店的结果：${file}`,
  overrides: group => `${group}各门店与集团方案的不同之处`,
  noOverrides: '各门店均按集团方案执行，没有不同之处。',
}
