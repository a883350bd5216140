// The words of the month's report that no sheet has, in both languages.

export interface ReportWords {
  readonly title: string
  readonly contents: string
  readonly skip: string
  readonly figuresOf: string
  readonly scheme: (name: string, from: string) => string
  readonly sections: Readonly<
    Record<'glance' | 'groups' | 'distribution' | 'thresholds' | 'scores' | 'reserves' | 'edges' | 'change', string>
  >
  readonly people: string
  readonly mean: string
  readonly against: (month: string, change: string) => string
  readonly forfeitedOfIt: (amount: string) => string
  readonly attention: string
  readonly approval: (role: string, why: string) => string
  readonly flagged: (flag: string, count: number, who: string) => string
  readonly warnings: (count: number) => string
  readonly paidNothing: (count: number, who: string) => string
  readonly unpaid: (count: number, who: string) => string
  readonly strangers: (count: number) => string
  readonly carriedOver: (count: number, amount: string) => string
  readonly nothingToNote: string
  readonly listed: (names: readonly string[], more: number) => string
  readonly by: (column: string) => string
  readonly netBy: (column: string) => string
  readonly netByText: (count: number, most: string, amount: string) => string
  readonly noGroup: string
  readonly others: (count: number) => string
  readonly groupingsLeftOut: (names: string) => string
  readonly netSpread: string
  readonly spreadText: (low: string, high: string, most: string, count: string) => string
  readonly range: string
  readonly under: (edge: string) => string
  readonly from: (edge: string) => string
  readonly between: (low: string, high: string) => string
  readonly lowest: string
  readonly median: string
  readonly highest: string
  readonly thresholdsOf: (figure: string, column: string) => string
  readonly thresholdsText: (low: string, lowest: string, high: string, highest: string, edges: string) => string
  readonly edgeBelow: string
  readonly edgeAbove: string
  readonly readBy: string
  readonly edgeList: (edges: string) => string
  readonly ownEdges: (edges: string) => string
  readonly rowsLeftOut: (count: number) => string
  readonly figuresLeftOut: (names: string) => string
  readonly shop: string
  readonly shopFigures: string
  readonly noThresholds: string
  readonly scoreSpread: (score: string) => string
  readonly scoreText: (count: string, most: string, mostCount: string) => string
  readonly noScore: (count: number) => string
  readonly scoresLeftOut: (names: string) => string
  readonly scoreEnds: (score: string, count: number) => string
  readonly scoreAll: (score: string) => string
  readonly heldByPayout: string
  readonly heldTotal: (total: string) => string
  readonly heldText: (total: string, first: string, amount: string) => string
  readonly heldTable: string
  readonly heldBefore: string
  readonly heldAfter: string
  readonly releasedWith: string
  readonly payableFrom: string
  readonly noRelease: string
  readonly upTo: (month: string) => string
  readonly payoutsLeftOut: (count: number) => string
  readonly nothingHeld: string
  readonly edgesCaption: string
  readonly edgesNone: string
  readonly edgesMore: (count: number) => string
  readonly changeNone: (month: string) => string
  readonly changeTotals: (month: string) => string
  readonly changeNet: string
  readonly changeNetText: (change: string, most: string, by: string) => string
  readonly changeLines: string
  readonly changePeople: string
  readonly change: string
  readonly mainReason: string
  readonly newPeople: (count: number, who: string, amount: string) => string
  readonly gonePeople: (count: number, who: string, amount: string) => string
  readonly made: string
}

export const REPORT_WORDS: { readonly zh: ReportWords; readonly en: ReportWords } = {
  zh: {
    title: '月度奖金一览',
    contents: '目录',
    skip: '跳到正文',
    figuresOf: '数据表',
    scheme: (name, from) => `方案：${name}，自 ${from} 起`,
    sections: {
      glance: '概况',
      groups: '按部门与岗位',
      distribution: '实发奖金分布',
      thresholds: '指标与界限',
      scores: '考核',
      reserves: '预留',
      edges: '临界提示',
      change: '与上月比较',
    },
    people: '人数',
    mean: '人均实发',
    against: (month, change) => `比 ${month}：${change}`,
    forfeitedOfIt: amount => `其中当月没收 ${amount}`,
    attention: '请留意',
    approval: (role, why) => `需${role}批准：${why}`,
    flagged: (flag, count, who) => `${flag}：${count} 人（${who}）`,
    warnings: count => `提示 ${count} 条，见奖金表“提示”页`,
    paidNothing: (count, who) => `在册应发而无奖金：${count} 人（${who}）`,
    unpaid: (count, who) => `有业绩而本月不发：${count} 人（${who}）`,
    strangers: count => `数据中有 ${count} 个姓名或工号不在花名册`,
    carriedOver: (count, amount) => `未扣完的扣款：${count} 人，共 ${amount}，结转以后月份`,
    nothingToNote: '没有需要留意的事项。',
    listed: (names, more) => `${names.join('、')}${more > 0 ? ` 等，另 ${more} 人` : ''}`,
    by: column => `按${column}`,
    netBy: column => `实发奖金，按${column}`,
    netByText: (count, most, amount) => `共 ${count} 组，最高为${most}，${amount}。`,
    noGroup: '未填',
    others: count => `其他 ${count} 组`,
    groupingsLeftOut: names => `花名册的其他分组未列出：${names}。`,
    netSpread: '各档人数',
    spreadText: (low, high, most, count) => `从 ${low} 到 ${high}，人数最多的一档是 ${most}，${count} 人。`,
    range: '实发奖金',
    under: edge => `低于 ${edge}`,
    from: edge => `${edge} 及以上`,
    between: (low, high) => `${low} – ${high}`,
    lowest: '最低',
    median: '中位数',
    highest: '最高',
    thresholdsOf: (figure, column) => `${figure}，按${column}`,
    thresholdsText: (low, lowest, high, highest, edges) =>
      `最低为${low}，${lowest}；最高为${high}，${highest}。界限：${edges}。`,
    edgeBelow: '已到界限',
    edgeAbove: '上方界限',
    readBy: '用于',
    edgeList: edges => `界限：${edges}。`,
    ownEdges: edges => `每组各有界限，以短线标出：${edges}。`,
    rowsLeftOut: count => `只列最高与最低的各组，另有 ${count} 组未列。`,
    figuresLeftOut: names => `另有带界限的指标未画图：${names}。`,
    shop: '全店',
    shopFigures: '全店指标与界限',
    noThresholds: '方案中没有带界限的班组或全店指标。',
    scoreSpread: score => `${score}分布`,
    scoreText: (count, most, mostCount) => `共 ${count} 人，人数最多的是 ${most}，${mostCount} 人。`,
    noScore: count => `${count} 人没有此项。`,
    scoresLeftOut: names => `未画图：${names}。`,
    scoreEnds: (score, count) => `${score}最高与最低各 ${count} 人`,
    scoreAll: score => `每人${score}`,
    heldByPayout: '预留余额，按最早发放月份',
    heldTotal: total => `余额共 ${total}，发放月份未定。`,
    heldText: (total, first, amount) => `余额共 ${total}，最早一笔为 ${first}，${amount}。`,
    heldTable: '预留余额，按发生月份',
    heldBefore: '以前月份余额',
    heldAfter: '月末余额',
    releasedWith: '随何期返还',
    payableFrom: '最早发放月份',
    noRelease: '未定',
    upTo: month => `${month} 及以前`,
    payoutsLeftOut: count => `另有 ${count} 笔更晚的未画出。`,
    nothingHeld: '没有预留余额。',
    edgesCaption: '临近界限的人员与分组，影响大的在前',
    edgesNone: '没有人临近界限。',
    edgesMore: count => `另有 ${count} 条，见奖金表“临界提示”页。`,
    changeNone: month => `${month} 没有已关账的结果，无从比较。`,
    changeTotals: month => `合计，与 ${month} 比较`,
    changeNet: '实发奖金变动，按岗位',
    changeNetText: (change, most, by) => `合计变动 ${change}，变动最大的是${most}，${by}。`,
    changeLines: '应发奖金变动，按项目',
    changePeople: '升降最大的人员',
    change: '变动',
    mainReason: '变动最大的项目',
    newPeople: (count, who, amount) => `本月新增 ${count} 人（${who}），实发共 ${amount}。`,
    gonePeople: (count, who, amount) => `本月不再发放 ${count} 人（${who}），上月实发共 ${amount}。`,
    made: '由 bonusbook 按方案与当月数据生成。金额以奖金表为准。',
  },
  en: {
    title: 'The month at a glance',
    contents: 'Contents',
    skip: 'Skip to the report',
    figuresOf: 'Figures',
    scheme: (name, from) => `Scheme: ${name}, from ${from}`,
    sections: {
      glance: 'At a glance',
      groups: 'By department and position',
      distribution: 'How net bonuses are distributed',
      thresholds: 'Figures and their edges',
      scores: 'Scores',
      reserves: 'Reserves',
      edges: 'Near an edge',
      change: 'Against the month before',
    },
    people: 'People',
    mean: 'Net a head',
    against: (month, change) => `against ${month}: ${change}`,
    forfeitedOfIt: amount => `${amount} of it forfeited`,
    attention: 'To be looked at',
    approval: (role, why) => `Needs the approval of ${role}: ${why}`,
    flagged: (flag, count, who) => `${flag}: ${count} (${who})`,
    warnings: count => `${count} ${count === 1 ? 'note' : 'notes'}, on the sheet “Notes” of the payroll workbook`,
    paidNothing: (count, who) => `Paid, but nothing earned: ${count} (${who})`,
    unpaid: (count, who) => `Worked, but not paid this month: ${count} (${who})`,
    strangers: count => `Names or numbers in the exports that the roster does not have: ${count}`,
    carriedOver: (count, amount) =>
      `Deductions carried over to later months: ${amount}, of ${count} ${count === 1 ? 'person' : 'people'}`,
    nothingToNote: 'Nothing.',
    listed: (names, more) => `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    by: column => `By ${column}`,
    netBy: column => `Net bonus by ${column}`,
    netByText: (count, most, amount) => `${count} in all; highest: ${most} with ${amount}.`,
    noGroup: 'none given',
    others: count => `${count} others`,
    groupingsLeftOut: names => `Other groupings of the roster are not shown: ${names}.`,
    netSpread: 'People by net bonus',
    spreadText: (low, high, most, count) => `From ${low} to ${high}; the fullest range is ${most} with ${count}.`,
    range: 'Net bonus',
    under: edge => `under ${edge}`,
    from: edge => `${edge} and more`,
    between: (low, high) => `${low} – ${high}`,
    lowest: 'Lowest',
    median: 'Median',
    highest: 'Highest',
    thresholdsOf: (figure, column) => `${figure} by ${column}`,
    thresholdsText: (low, lowest, high, highest, edges) =>
      `Lowest: ${low} with ${lowest}; highest: ${high} with ${highest}. Edges: ${edges}.`,
    edgeBelow: 'Edge reached',
    edgeAbove: 'Next edge above',
    readBy: 'Read by',
    edgeList: edges => `Edges: ${edges}.`,
    ownEdges: edges => `Each has edges of its own, shown as short strokes: ${edges}.`,
    rowsLeftOut: count => `Only the highest and the lowest are shown; ${count} others are not.`,
    figuresLeftOut: names => `Other figures with edges are not drawn: ${names}.`,
    shop: 'The whole shop',
    shopFigures: 'Figures of the whole shop and their edges',
    noThresholds: 'The scheme has no figures of teams or of the shop with edges.',
    scoreSpread: score => `People by ${score}`,
    scoreText: (count, most, mostCount) => `${count} in all; the fullest band is ${most} with ${mostCount}.`,
    noScore: count => `Without this score: ${count}.`,
    scoresLeftOut: names => `Not drawn: ${names}.`,
    scoreEnds: (score, count) => `The ${count} highest and ${count} lowest by ${score}`,
    scoreAll: score => `Everybody’s ${score}`,
    heldByPayout: 'Held, by the month in which it may first be paid',
    heldTotal: total => `${total} is held; when it is paid is not set.`,
    heldText: (total, first, amount) => `${total} is held; first comes ${first} with ${amount}.`,
    heldTable: 'Held, by month of origin',
    heldBefore: 'Of earlier months',
    heldAfter: 'Held now',
    releasedWith: 'Released with',
    payableFrom: 'May be paid from',
    noRelease: 'not set',
    upTo: month => `up to ${month}`,
    payoutsLeftOut: count => `${count} later ones are not drawn.`,
    nothingHeld: 'Nothing is held.',
    edgesCaption: 'Who is near an edge, what is worth most first',
    edgesNone: 'Nobody is near an edge.',
    edgesMore: count => `${count} more on the sheet “Near an edge” of the payroll workbook.`,
    changeNone: month => `There is no closed ${month} to compare with.`,
    changeTotals: month => `Totals against ${month}`,
    changeNet: 'Change of net bonus by position',
    changeNetText: (change, most, by) => `${change} in all; largest change: ${most} with ${by}.`,
    changeLines: 'Change of gross bonus by line',
    changePeople: 'Largest rises and falls of people',
    change: 'Change',
    mainReason: 'Line that changed most',
    newPeople: (count, who, amount) => `New this month: ${count} (${who}), net ${amount}.`,
    gonePeople: (count, who, amount) => `No longer paid: ${count} (${who}), net ${amount} the month before.`,
    made: 'Made by bonusbook from the scheme and the month’s exports. The payroll sheet is what counts.',
  },
}
