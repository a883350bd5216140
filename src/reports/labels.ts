// The words of sheets in the language that the scheme chooses for them. Not the user's terminal language: the same
// inputs must give the same bytes.

import type { Cell } from '../explain/cells.ts'
import type { Correction } from '../pay/opening.ts'

export interface Labels {
  readonly payroll: string
  readonly items: string
  readonly lines: string
  readonly scorecards: string
  readonly groups: string
  readonly reserves: string
  readonly deductions: string
  readonly reconciliation: string
  readonly problems: string
  readonly id: string
  readonly name: string
  readonly position: string
  readonly month: string
  readonly gross: string
  readonly commission: string
  readonly forfeitedNow: string
  readonly deducted: string
  readonly carried: string
  readonly net: string
  readonly flags: string
  readonly line: string
  readonly kind: string
  readonly asCommission: string
  readonly other: string
  readonly amount: string
  readonly formula: string
  readonly calculation: string
  readonly card: string
  readonly item: string
  readonly points: string
  readonly group: string
  readonly figure: string
  readonly value: string
  readonly reserve: string
  readonly withheld: string
  readonly forfeited: string
  readonly deduction: string
  readonly limit: string
  readonly table: string
  readonly file: string
  readonly column: string
  readonly inFile: string
  readonly used: string
  readonly otherMonth: string
  readonly leftOut: string
  readonly nobody: string
  readonly alone: string
  readonly condition: string
  readonly difference: string
  readonly severity: string
  readonly code: string
  readonly place: string
  readonly message: string
  readonly hint: string
  readonly total: string
  readonly correction: string
  readonly correctionOf: Readonly<Record<'line' | 'withheld' | 'deducted' | 'released', string>>
  readonly release: string
  readonly lots: string
  readonly held: string
  readonly released: string
  readonly premium: string
  readonly forfeitedOf: string
  readonly ratio: string
  readonly because: string
  readonly origin: string
  readonly due: string
  readonly error: string
  readonly warning: string
  readonly row: string
  readonly rowCount: string
  readonly accepted: string
  readonly unmatched: string
  readonly finding: string
  readonly paidNothing: string
  readonly workedUnpaid: string
  readonly notInRoster: string
  readonly edges: string
  readonly whose: string
  readonly edge: string
  readonly band: string
  readonly nextBand: string
  readonly worth: string
}

export const LABELS: { readonly zh: Labels; readonly en: Labels } = {
  zh: {
    payroll: '奖金表',
    items: '奖金项目',
    lines: '奖金明细',
    scorecards: '考核明细',
    groups: '分组指标',
    reserves: '预留',
    deductions: '扣款',
    reconciliation: '数据核对',
    problems: '提示',
    id: '工号',
    name: '姓名',
    position: '岗位',
    month: '月份',
    gross: '应发奖金',
    commission: '提成合计',
    forfeitedNow: '其中当月没收',
    deducted: '扣款合计',
    carried: '未扣余额',
    net: '实发奖金',
    flags: '标记',
    line: '项目',
    kind: '类别',
    asCommission: '提成',
    other: '其他',
    amount: '金额',
    formula: '公式',
    calculation: '算式',
    card: '考核卡',
    item: '考核项',
    points: '得分',
    group: '分组',
    figure: '指标',
    value: '数值',
    reserve: '预留项',
    withheld: '本月预留',
    forfeited: '当月没收',
    deduction: '扣款项',
    limit: '本月限额',
    table: '数据',
    file: '文件',
    column: '列',
    inFile: '文件合计',
    used: '方案采用',
    otherMonth: '其他月份',
    leftOut: '不计入',
    nobody: '无人员',
    alone: '无对应行',
    condition: '条件之外',
    difference: '差额',
    severity: '级别',
    code: '代码',
    place: '位置',
    message: '内容',
    hint: '建议',
    total: '合计',
    correction: '补差',
    correctionOf: { line: '', withheld: '预留 ', deducted: '扣款 ', released: '返还 ' },
    release: '返还',
    lots: '逐月明细',
    held: '预留余额',
    released: '返还',
    premium: '溢价',
    forfeitedOf: '没收',
    ratio: '比例',
    because: '原因',
    origin: '发生月份',
    due: '应扣',
    error: '错误',
    warning: '提示',
    row: '原行',
    rowCount: '行数',
    accepted: '方案认可的理由',
    unmatched: '人员核对',
    finding: '情况',
    paidNothing: '在册应发而无奖金',
    workedUnpaid: '有业绩而本月不发',
    notInRoster: '花名册中没有',
    edges: '临界提示',
    whose: '人员或分组',
    edge: '界限',
    band: '所在档',
    nextBand: '相邻档',
    worth: '换档后应发差额',
  },
  en: {
    payroll: 'Payroll',
    items: 'Items',
    lines: 'Lines',
    scorecards: 'Scorecards',
    groups: 'Groups',
    reserves: 'Reserves',
    deductions: 'Deductions',
    reconciliation: 'Reconciliation',
    problems: 'Notes',
    id: 'Employee no',
    name: 'Name',
    position: 'Position',
    month: 'Month',
    gross: 'Gross bonus',
    commission: 'Total commission',
    forfeitedNow: 'of it forfeited',
    deducted: 'Deducted',
    carried: 'Carried over',
    net: 'Net bonus',
    flags: 'Flags',
    line: 'Line',
    kind: 'Kind',
    asCommission: 'Commission',
    other: 'Other',
    amount: 'Amount',
    formula: 'Formula',
    calculation: 'Calculation',
    card: 'Scorecard',
    item: 'Item',
    points: 'Points',
    group: 'Group',
    figure: 'Figure',
    value: 'Value',
    reserve: 'Reserve',
    withheld: 'Withheld',
    forfeited: 'Forfeited',
    deduction: 'Deduction',
    limit: 'Limit',
    table: 'Table',
    file: 'File',
    column: 'Column',
    inFile: 'In the file',
    used: 'Used',
    otherMonth: 'Other months',
    leftOut: 'Left out',
    nobody: 'Nobody',
    alone: 'No partner',
    condition: 'By condition',
    difference: 'Difference',
    severity: 'Severity',
    code: 'Code',
    place: 'Place',
    message: 'Message',
    hint: 'Hint',
    total: 'Total',
    correction: 'Correction',
    correctionOf: { line: '', withheld: 'withheld for ', deducted: 'deducted: ', released: 'released of ' },
    release: 'Release',
    lots: 'By month',
    held: 'Held',
    released: 'Released',
    premium: 'Premium',
    forfeitedOf: 'Forfeited',
    ratio: 'Ratio',
    because: 'Because',
    origin: 'Of month',
    due: 'Due',
    error: 'error',
    warning: 'warning',
    row: 'Row in the file',
    rowCount: 'Rows',
    accepted: 'Accepted because',
    unmatched: 'Unmatched',
    finding: 'Finding',
    paidNothing: 'paid, but nothing earned',
    workedUnpaid: 'worked, but not paid this month',
    notInRoster: 'not in the roster',
    edges: 'Near an edge',
    whose: 'Whose',
    edge: 'Edge',
    band: 'Band',
    nextBand: 'Next band',
    worth: 'Gross behind it',
  },
}

/** `补差 2026-07 工时提成`: an amount that the correction of a closed month brings. */
export function correctionName({ origin, kind, name }: Correction, labels: Labels): string {
  return `${labels.correction} ${origin} ${labels.correctionOf[kind]}${name}`
}

/** What a cell is called: by the scheme's name, or the word for a sum of a person's sheet. */
export function cellName({ name }: Pick<Cell, 'name'>, language: 'zh' | 'en'): string {
  if (typeof name === 'string') return name
  const labels = LABELS[language]
  return 'sum' in name ? labels[name.sum] : correctionName(name, labels)
}
