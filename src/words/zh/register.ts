// The words of the sheet that is signed and of the slips, in Chinese.

import { chineseAmount } from '../../core/chinese-amount.ts'
import type { RegisterWords } from '../en/register.ts'
import type { Noun } from './noun.ts'

export const register = (p: Noun): RegisterWords => ({
  sheet: '奖金发放表',
  slips: '工资条',
  strips: '工资条（裁剪）',
  slipOf: (shop, period, who) => [...who.filter(text => text !== ''), period, shop].join('　'),
  title: '奖金发放表',
  note: (shop, period, people, currency) =>
    `${shop}　　${p.name}：${period}　　人数：${people}　　金额单位：${currency === 'CNY' ? '元' : currency}`,
  others: people => `　　另有 ${people} 人没有项目，未列`,
  number: '序号',
  signed: '签收',
  block: (position, people) => `${position}（${people} 人）`,
  continued: block => `${block}（续）`,
  noPosition: '（无岗位）',
  people: '人数',
  sumsBy: what => `按${what}合计`,
  noTeam: '（无）',
  subtotal: '小计',
  total: '合计',
  inWords: (amount, currency) => (currency === 'CNY' ? [`实发合计（大写）：人民币${chineseAmount(amount)}`] : []),
  prepared: '制表',
  reviewed: '审核',
  approved: '批准',
  stamp: () => '单位盖章',
  blank: what => `${what}：__________________`,
  date: '日期：________年____月____日',
  unsigned: role => `批准（${role}）：__________________`,
  approvedAs: (role, name) => `批准（${role}）：${name}`,
  page: (page, of) => `第 ${page} 页，共 ${of} 页`,
})
