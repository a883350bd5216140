// The words of the audit workbook, in the language that the scheme chooses for its sheets.

interface LiveLabels {
  readonly overview: string
  readonly shop: string
  readonly people: string
  readonly values: string
  readonly scores: string
  readonly pay: string
  readonly check: string
  readonly paid: string
  readonly figure: string
  readonly value: string
  readonly inWords: string
  readonly weight: string
  readonly allWeights: string
  readonly exactFen: string
  readonly wholeFen: string
  readonly restFen: string
  readonly vacantFen: string
  readonly leftFen: string
  readonly leftPlace: string
  readonly forfeited: string
  readonly dueName: string
  readonly dueAmount: string
  readonly taken: string
  readonly withheld: string
  readonly whose: string
  readonly item: string
  readonly calculated: string
  readonly own: string
  readonly ownAmount: (name: string) => string
  readonly difference: string
  readonly agrees: (cells: string) => string
  readonly differs: readonly [before: string, after: string]
  readonly howTo: readonly string[]
}

export const LIVE: Record<'zh' | 'en', LiveLabels> = {
  zh: {
    overview: '核对总览',
    shop: '全店',
    people: '人员与数据',
    values: '计算过程',
    scores: '考核',
    pay: '奖金',
    check: '逐项核对',
    paid: '本月发放',
    figure: '项目',
    value: '数值',
    inWords: '方案中的写法',
    weight: '权重',
    allWeights: '权重合计',
    exactFen: '应得分数',
    wholeFen: '整分',
    restFen: '不足一分',
    vacantFen: '空缺部分分数',
    leftFen: '剩余分数',
    leftPlace: '剩余分配顺序',
    forfeited: '没收',
    dueName: '以前月份未扣',
    dueAmount: '未扣金额',
    taken: '实扣',
    withheld: '预留合计',
    whose: '人员或分组',
    item: '项目',
    calculated: '本表算得',
    own: 'bonusbook 结果',
    ownAmount: name => `${name}（bonusbook）`,
    difference: '差异',
    agrees: cells => `全部一致（核对 ${cells} 项）`,
    differs: ['有 ', ' 项与 bonusbook 的结果不同，见“逐项核对”'],
    howTo: [
      '浅黄色单元格是数据：花名册、导出数据、按行汇总的指标、参数和账本中以前月份的数字，可以改动。',
      '白色和灰色单元格是公式，灰色的是计算中间步骤。改动任何数据，全月随之重新计算。',
      '“bonusbook 结果”一栏是程序算出的金额，不随改动变化，因此改动之后会显示差异。',
      '每一列第二行是该公式在方案中的写法。行的顺序不要改变：各表同一行是同一个人。',
    ],
  },
  en: {
    overview: 'Overview',
    shop: 'Shop',
    people: 'People and data',
    values: 'Working',
    scores: 'Scores',
    pay: 'Pay',
    check: 'Item by item',
    paid: 'Paid this month',
    figure: 'Figure',
    value: 'Value',
    inWords: 'In the scheme’s words',
    weight: 'weight',
    allWeights: 'all weights',
    exactFen: 'part in fen',
    wholeFen: 'whole fen',
    restFen: 'fraction of a fen',
    vacantFen: 'nobody’s part in fen',
    leftFen: 'fen left over',
    leftPlace: 'place for what is left',
    forfeited: 'Forfeited',
    dueName: 'Open from before',
    dueAmount: 'Amount open',
    taken: 'Taken',
    withheld: 'Withheld',
    whose: 'Whose',
    item: 'Item',
    calculated: 'By this workbook',
    own: 'By bonusbook',
    ownAmount: name => `${name} (bonusbook)`,
    difference: 'Difference',
    agrees: cells => `All agree (${cells} items compared)`,
    differs: ['', ' items differ from bonusbook’s, see “Item by item”'],
    howTo: [
      'Yellow cells are data: the roster, exports, figures added up from rows, parameters and what the book has of earlier months. Change them as you like.',
      'White and grey cells are formulas; the grey ones are steps on the way. Change any data and the whole month follows.',
      'The columns “By bonusbook” hold the amounts that the program worked out. They stay, so a change shows as a difference.',
      'The second row of a column is its formula in the scheme’s words. Keep the rows in their order: the same row is the same person on every sheet.',
    ],
  },
}
