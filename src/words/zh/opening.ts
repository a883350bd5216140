// The words of the workbook that a book is opened from, in Chinese. Its sheets and columns are found by them.

import type { OpeningWords } from '../en/opening.ts'
import type { Noun } from './noun.ts'

export const opening = (p: Noun): OpeningWords => ({
  title: '期初',
  sheets: {
    readme: '说明',
    reserves: '预留',
    deductions: '扣款',
    figures: `往${p.unit}数据`,
    orders: '已付单号',
    totals: '核对总数',
  },
  columns: {
    id: '工号',
    name: '姓名',
    left: '离职',
    reserve: '预留名称',
    deduction: '扣款名称',
    month: p.name,
    amount: '金额',
    rate: '预留比例',
    figure: '数据名称',
    whose: '工号或组别',
    value: '数值',
    table: '表格',
    order: '单号',
    kind: '类别',
    of: '名称',
    sum: '应有数',
  },
  yes: '是',
  none: '无',
  wholeShop: '全店',
  readme: {
    about: period =>
      `期初：账簿从 ${period} 开始，视同该${p.unit}已结账。填好后运行 bonusbook book open，下${p.one}起由 bonusbook 计算。`,
    reserves: `预留：尚未返还的预留，每人、每项、每个预留${p.name}一行。金额空着的行不计。比例可以不填，只留作记录。`,
    deductions: `扣款：以前${p.name}没有扣完、以后还要扣的余额，写明发生${p.name}。金额空着的行不计。`,
    figures: `往${p.unit}数据：方案以后要用到的以前${p.name}的数。每行都要填；当时没有的，数值写“无”，不要空着。`,
    orders: '已付单号：奖金已经发过的单据，每行一个单号。以后的导出文件中再出现，会提示重复。',
    totals:
      '核对总数：按手工账填写每项预留、扣款的合计和每张表格的单号个数，没有的填 0。与各表相加的结果一分不差才会封存。',
    people: '花名册中没有的人（已离职、预留还没有返还）：写工号和姓名，“离职”填“是”。',
    months: `${p.name}写作${p.as}。金额以元计，最多两位小数。表名和表头不要改；可以增加或删除行。`,
  },
})
