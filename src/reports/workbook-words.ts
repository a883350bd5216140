// The words of the workbook's summary, scorecards, balances and origin in both languages of the sheets.

export interface WorkbookWords {
  readonly summary: string
  readonly by: string
  readonly noGroup: string
  readonly people: string
  readonly taxKind: string
  readonly ordinaryWages: string
  readonly batch: string
  readonly figures: string
  readonly uponSeal: string
  readonly actual: string
  readonly target: string
  readonly targetValue: string
  readonly most: string
  readonly firstPayout: string
  readonly heldBefore: string
  readonly heldAfter: string
  readonly noProblems: string
  readonly origin: string
  readonly what: string
  readonly content: string
  readonly bytes: string
  readonly rowsOtherMonth: string
  readonly program: string
  readonly scheme: string
  readonly schemeFrom: string
  readonly language: string
  readonly ownName: string
  readonly setting: string
  readonly approval: string
  readonly input: string
}

export const WORKBOOK_WORDS: Readonly<Record<'zh' | 'en', WorkbookWords>> = {
  zh: {
    summary: '汇总',
    by: '分类',
    noGroup: '（无）',
    people: '人数',
    taxKind: '计税类别',
    ordinaryWages: '正常工资薪金',
    batch: '批次',
    figures: '数字摘要',
    uponSeal: '接于封印',
    actual: '实际',
    target: '目标或所在档',
    targetValue: '目标值',
    most: '最高分',
    firstPayout: '最早返还月份',
    heldBefore: '期初余额',
    heldAfter: '期末余额',
    noProblems: '没有问题，也没有提示。',
    origin: '来源',
    what: '内容',
    content: '名称',
    bytes: '字节',
    rowsOtherMonth: '其他月份行数',
    program: '程序',
    scheme: '方案',
    schemeFrom: '方案起用月份',
    language: '语言',
    ownName: '中文',
    setting: '假设',
    approval: '需要批准',
    input: '数据',
  },
  en: {
    summary: 'Summary',
    by: 'By',
    noGroup: '(none)',
    people: 'People',
    taxKind: 'Tax kind',
    ordinaryWages: 'Ordinary wages',
    batch: 'Batch',
    figures: 'Figures',
    uponSeal: 'Upon seal',
    actual: 'Actual',
    target: 'Target or band',
    targetValue: 'Target value',
    most: 'Most points',
    firstPayout: 'First release in',
    heldBefore: 'Held before',
    heldAfter: 'Held after',
    noProblems: 'No problems, and nothing to note.',
    origin: 'Made from',
    what: 'What',
    content: 'Name',
    bytes: 'Bytes',
    rowsOtherMonth: 'Rows of other months',
    program: 'Program',
    scheme: 'Scheme',
    schemeFrom: 'Scheme in force from',
    language: 'Language',
    ownName: 'English',
    setting: 'What-if',
    approval: 'To be approved by',
    input: 'Input',
  },
}
