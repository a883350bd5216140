// The sentences of problems in Chinese, of the book.

import type { Every } from '../../../core/calendar.ts'
import type {
  BookProblems,
  ContradictedFigure,
  Damage,
  DamageFacts,
  OpeningFault,
  OpeningTotal,
} from '../../../core/problem-facts.ts'
import { type CatalogueOf, damageIn, say } from '../../sentence.ts'
import type { Noun } from '../noun.ts'
import { spans } from '../terms.ts'

const EXAMPLES: Readonly<Record<Every, string>> = {
  month: '2026-07',
  quarter: '2026-Q3',
  'half-year': '2026-H2',
  year: '2026',
}

const DAMAGE = (p: Noun): Readonly<Record<Damage, string>> => ({
  missing: '缺少事项',
  repeated: '两个事项编号相同',
  renamed: '文件名与事项不符',
  changed: '内容与封存时不同',
  malformed: '有一行的格式本程序不认识',
  later: '由更新版本的 bonusbook 封存，请用该版本',
  figures: '数字与表头所载的不符',
  checkpoint: '所载的账簿摘要与此前各事项不符',
  unsigned: '它写明已签名，签名却不见了',
  signature: '有一个签名不是对所封存内容所签',
  chain: '没有与前一事项相接',
  head: 'head.json 所指的不是最新事项',
  unreadable: '无法读取',
  'kept missing': '缺少留存的副本',
  'kept changed': '留存的副本与封存时不同',
  leftover: '中断的程序留下的文件',
  order: `${p.name}次序有误`,
  balance: '账目不平',
})

/** 与副本不符的数字。 */
const FIGURE = (p: Noun): Readonly<Record<ContradictedFigure, string>> => ({
  person: '姓名',
  position: '岗位',
  line: '项目',
  reserve: '预留',
  forfeited: `当${p.unit}没收`,
  due: '应扣',
  taken: '已扣',
  score: '得分',
  gross: '应发奖金',
  net: '实发奖金',
  value: '数值',
  kept: '留存的列',
  adjustment: '手工调整',
  correction: '更正',
  ratio: '返还比例',
  posting: '记账',
  approval: '批准',
  payout: `发放${p.name}`,
  scheme: '方案名称',
  orders: '计入的单据',
  input: '输入文件',
  output: '输出文件',
  bytes: '文件内容',
  'line of the file': '行',
})

const orNothing = (text: string): string => (text === '' ? '无' : text)

const factsOf = (p: Noun) =>
  damageIn(
    {
      last: '至',
      other: '另一文件',
      expected: '应为',
      line: '行号',
      format: '格式',
      before: '前一事项',
      newest: '最新事项',
      code: '代码',
      key: '密钥',
      role: '职务',
      name: '文件',
      sha256: '校验值',
      reason: '原因',
      month: p.name,
      person: '工号',
      account: '科目',
      origin: `发生${p.name}`,
      amount: '现为',
      due: '应为',
    },
    {
      'closed twice': '重复结账',
      'left out': `中间缺${p.unit}`,
      'before the first': `早于第一${p.one}`,
      'not closed': '尚未结账',
      'not the first': '不是第一个事项',
      negative: '支出多于收入',
      'never withheld': '从未预留',
      carried: '未扣余额不等于应扣减已扣',
      sign: '不应为负',
    },
  )

function factsText(facts: DamageFacts, p: Noun): string {
  const texts = factsOf(p)(facts)
  return texts.length === 0 ? '' : `（${texts.join('，')}）`
}

const OPENING_KIND: Readonly<Record<OpeningTotal, string>> = {
  reserves: '预留',
  deductions: '扣款',
  orders: '已付单号',
}

/** 期初文件中的单元格有什么不对、怎么办。 */
const OPENING_FAULT = (
  p: Noun,
): Readonly<Record<OpeningFault, (cell: string, other: string) => readonly [string, string]>> => ({
  blank: cell => [`${cell}没有填`, '请补填；当时没有的数写“无”。'],
  unknown: (cell, other) => [`${cell}，方案中没有`, other === '' ? '请按方案中的写法填写。' : `是否应为“${other}”？`],
  nobody: (cell, other) => [
    `${cell}，花名册中没有`,
    `${other === '' ? '' : `是否应为 ${other}？`}已离职的人请写明姓名，并在“离职”中填“是”。`,
  ],
  'other name': (cell, other) => [
    `${cell}，与该工号的姓名 ${other} 不符`,
    '请更正工号或姓名。如果该工号以前是别人的，请在“离职”中填“是”。',
  ],
  'no month': cell => [`${cell}，不是${p.name}`, `请写作${p.as}。`],
  later: (cell, other) => [`${cell}，在期初 ${other} 之后`, `以后的${p.name}由导出文件计算。`],
  'no release': (cell, other) => [
    `${cell}：没有方案规定该${p.unit}的“${other}”如何返还`,
    '请让方案的 `from:` 足够早，或在 schemes/ 中放入当时的方案。',
  ],
  'not above zero': cell => [`${cell}，应大于零`, '没有的就不要写这一行。'],
  'more than fen': cell => [`${cell}，超过两位小数`, '请写到分。'],
  'not a rate': cell => [`${cell}，不是 0% 到 100% 之间的比例`, '请写作 5%，或不填。'],
  twice: (cell, other) => [`${cell}，重复出现`, `前一处在 ${other}。请合并，或删除其中一行。`],
  'of the shop': (cell, other) => [`${cell}：“${other}”是全店的数`, '请不填，或写“全店”。'],
})

export const book = (p: Noun): CatalogueOf<BookProblems> => ({
  LEDGER_PERSON: f =>
    say(`账簿中有 ${f.who} 的预留，但花名册中没有此人`, '请在 data/ 中放入有此人的花名册，或补上此人及离职日期。'),
  CORRECTION_PERSON: f =>
    say(
      `更正 ${f.months} 后应补（扣）${f.name}（${f.id}）${f.amount}，但${f.now === undefined ? '花名册中没有此人' : `花名册中 ${f.id} 现为${f.now}`}`,
      f.now === undefined
        ? `请在本${p.unit}花名册中补上${f.name}一行，写工号 ${f.id} 和离职日期：只结算这笔更正。`
        : `请在本${p.unit}花名册中为${f.name}另加一行，工号仍写 ${f.id}，并写离职日期，${f.now}一行照旧：只结算这笔更正。`,
    ),
  BOOK_DAMAGED: f => {
    if (f.damage === 'later')
      return say(`${f.entry}：${DAMAGE(p).later}${factsText(f.facts, p)}`, '本版本不能读写这本账簿。')
    return say(
      `账簿已损坏：${f.entry === '' ? '' : `${f.entry}：`}${DAMAGE(p)[f.damage]}${factsText(f.facts, p)}`,
      '账簿损坏时不写入任何内容。请从备份恢复该文件；`bonusbook book verify` 列出所有问题。',
    )
  },
  BOOK_CONTRADICTED: f =>
    say(
      `${f.entry} 与留存的副本不符：${f.who === '' ? '' : `${f.who}：`}${[FIGURE(p)[f.figure], f.name].filter(t => t !== '').join(' ')} 封存为 ${orNothing(f.sealed)}，重算为 ${orNothing(f.replayed)}`,
      '账簿在封存后被改动。请与签字的奖金表核对，并从备份恢复；不要据此发放。',
    ),
  BOOK_CONTRADICTED_MORE: f => say(`${f.entry}：另有 ${f.count} 个数字与留存的副本不符`, '用 `--json` 列出全部。'),
  BOOK_NOT_REPLAYED: f =>
    say(
      `${f.entry} 无法用留存的副本重算（${f.because}）`,
      f.sealedBy === f.version
        ? '请从备份恢复账簿。'
        : `它由 bonusbook ${f.sealedBy} 封存，本程序为 ${f.version}：请用该版本重算。`,
    ),
  SEAL_UNKNOWN: f =>
    say(
      `账簿的 ${f.entries} 个事项中，没有封印或数字摘要 ${f.seal}`,
      '现在的账簿不是当时封存的那一本：有事项被改动或缺失，或者是另一家店的账簿。请与 `bonusbook book list` 核对，并从备份恢复。',
    ),
  BOOK_LEFTOVER: f => say(`${f.file} 是中断的程序留下的，或另一个程序正在写入`, '它不作数；下一次写入时会清除。'),
  TIME_BACK: f =>
    say(
      f.sealed
        ? `${f.entry} 的封存时间 ${f.time} 早于其前一事项的时间 ${f.before}`
        : `本机时间 ${f.time} 早于账簿最新事项（${f.entry}）的时间 ${f.before}`,
      f.sealed
        ? '封存其中一个事项时，电脑的时间不对。先后次序是确定的，时间不可靠。'
        : '封存其他内容之前请先校准电脑时间：事项的时间封存后不能更改。',
    ),
  SHEETS_NONE: f =>
    say(`${f.entry} 没有表格`, f.others === '' ? '账簿中没有带表格的事项。' : `有表格的事项：${f.others}。`),
  SHEETS_UNSTAMPED: f =>
    say(
      `已封存，但 ${f.folder} 中的表格未能重写（${f.detail}）：上面仍写着草稿`,
      `请关闭占用这些文件的程序，然后运行：\`bonusbook book sheets --entry ${f.entry}\`。`,
    ),
  PERIOD_OTHER: f =>
    say(
      f.by === 'scheme'
        ? `${f.period} 不是方案的发放期间，方案的期间是 every: ${f.pays}`
        : `${f.period} 接不上账簿：账簿是按 every: ${f.pays} 结账的`,
      f.by === 'scheme'
        ? `是否指 ${f.nearest}？`
        : '请保持方案原来的期间；或另建文件夹按新的期间发放，用 `bonusbook book open` 开账。',
    ),
  MONTH_CLOSED: f =>
    say(
      `${f.period} 已结账（${f.entry}）`,
      `已发放的内容不会改变。更正导出文件后请用 \`bonusbook correct --period ${f.period}\`，差额进入未结账的${p.name}；取回结账时的各表：\`bonusbook book sheets --period ${f.period}\`；只想另行重算：\`bonusbook run --period ${f.period} --out 目录\`。`,
    ),
  MONTH_OPENED: f =>
    say(
      f.period === f.opened
        ? `${f.period} 不是在这里计算的：账簿以该${p.unit}为期初`
        : `${f.period} 不是在这里计算的：账簿从 ${f.opened} 开始`,
      `账簿中没有该${p.unit}的导出文件和奖金表：当时发了多少请看原来的手工表，期初内容可用 \`bonusbook book register\` 查看；以后的${p.name}可与手工表比较：\`bonusbook compare 手工表.xlsx ${p.name}\`。以前发错的，在未结账的${p.name}中用手工调整（\`adjustments:\`）处理。`,
    ),
  BOOK_BEGUN: f =>
    say(
      `账簿已经开始（${f.entry}），不能再以 ${f.period} 为期初`,
      f.alone ? '如果期初有误：其后还没有别的事项，可移走 book/ 文件夹，重新录入期初。' : '只有空账簿才能录入期初。',
    ),
  EARLIER_BEFORE_BOOK: f =>
    say(
      `“${f.name}”还要用 ${f.first === f.last ? f.last : `${f.first} 至 ${f.last}`} 的数，那时账簿还没有开始：数不知道，按没有计算`,
      f.begun
        ? '当时没有的，请在方案中写明原因：`allow: { EARLIER_BEFORE_BOOK: 原因 }`。当时有数的，账簿已有结账，不能再录入期初：少发的请用 `adjustments:` 补发，或另建账簿、先录入期初。'
        : `当时有数的，请在开始结账之前录入期初：\`bonusbook book open --template opening.xlsx --period ${f.last}\`。当时没有的，请在方案中写明原因：\`allow: { EARLIER_BEFORE_BOOK: 原因 }\`。`,
    ),
  OPENING_LACKS: f =>
    say(
      f.opened
        ? `方案要用 ${f.month} 的“${f.name}”，而期初没有录入`
        : `方案要用 ${f.month} 的“${f.name}”，而期初文件中没有`,
      `${f.opened ? '' : `请补进“往${p.unit}数据”；当时没有的，数值写“无”。`}如果就按空白处理，请在方案中写明原因：\`allow: { OPENING_LACKS: 原因 }\`。`,
    ),
  OPENING_SHEET: f =>
    f.sheet === ''
      ? say('文件不是工作簿', '请填写 `bonusbook book open --template 文件` 写出的期初文件，并保存为 XLSX。')
      : say(
          f.column === ''
            ? `没有工作表“${f.sheet}”${f.found === '' ? '' : `；现有：${f.found}`}`
            : `工作表“${f.sheet}”中没有 ${f.column}${f.found === '' ? '' : `；现有：${f.found}`}`,
          '工作表名和表头请保持 `bonusbook book open --template 文件` 写出的样子。',
        ),
  OPENING_CELL: f => {
    const [message, hint] = OPENING_FAULT(p)[f.fault](
      f.found === '' ? `“${f.column}”` : `“${f.column}”：${f.found}`,
      f.other,
    )
    return say(message, hint)
  },
  OPENING_TOTAL: f =>
    say(
      f.stated === ''
        ? `没有写${OPENING_KIND[f.kind]}“${f.name}”的应有数；表中相加为 ${f.found}`
        : `${OPENING_KIND[f.kind]}“${f.name}”应有 ${f.stated}，表中相加为 ${f.found}`,
      '请与手工账核对，再填写手工账上的合计；没有的填 0。',
    ),
  MONTH_ORDER: f => say(`现在不能结 ${f.period}：下一个应结 ${f.next}`, `各${p.unit}须依次结账。`),
  MONTH_NOT_CLOSED: f =>
    say(
      `${f.period} 尚未结账`,
      `请用更正后的导出文件重新运行该${p.unit}。${f.closed === '' ? '' : `已结账的${p.name}：${f.closed}。`}`,
    ),
  EARLIER_NOT_KEPT: f =>
    say(
      `${f.month} 结账时没有保存“${f.name}”，其留存的文件也无法读取（${f.because}）`,
      `请修正 ${f.month} 的导出文件，再运行 \`bonusbook correct --period ${f.month}\`。`,
    ),
  ORDERS_UNKNOWN: f =>
    say(
      `${f.month} 计过哪些单号不明，因为其留存文件无法读取${f.because === '' ? '' : `（${f.because}）`}：没有核对单号是否重复`,
      '请用 `bonusbook book verify` 查看留存文件的问题。',
    ),
  RELEASE_RESULTS: f =>
    say(
      `“${f.reserve}” ${f.period} 的返还目前还算不出来：所读的结果文件有 ${f.problems} 个问题`,
      '本月用不到；在 `bonusbook release` 之前请在 data/results/ 中备好。',
    ),
  MONTHS_OPEN: f => say(`${f.months} 尚未结账：其未扣余额不明，${f.period} 没有扣款`, '请先依次结账。'),
  SCHEME_CHANGED: f =>
    say(
      f.was === ''
        ? `“${f.name}”：${f.months} 结账时没有这一项，方案现在规定为 ${f.is}`
        : f.is === ''
          ? `“${f.name}”：${f.months} 结账时为 ${f.was}，方案现在没有这一项`
          : `“${f.name}”：${f.months} 结账时为 ${f.was}，方案现在规定为 ${f.is}`,
      `已发放的内容不会改变。如从以后的${p.name}起执行，请给新的规定写明 \`from\`（参数按月份写，或在 schemes/ 中另立方案），保留原来的；如 ${f.first} 当时有误，请用 \`bonusbook correct --period ${f.first} --scheme ${f.file || 'scheme.yaml'}\` 更正。`,
    ),
  DRAFT_MISSING: f => say(`没有 ${f.period} 的草稿`, `请先运行：bonusbook run --period ${f.period}。`),
  DRAFT_STALE: f =>
    say(`${f.period} 的草稿写出之后，${f.what} 有变动`, `请重新查看：bonusbook run --period ${f.period}，然后结账。`),
  DRAFT_FILE_KEPT: f => say(`“${f.file}”与写出时不同，已保留为“${f.as}”`, '请取出所需内容，然后删除。'),
  DRAFT_LEFT: () => say('上一份草稿的文件夹无法删除', '下次运行会再试。其中是否有文件正打开着？'),
  APPROVAL_MISSING: f =>
    say(
      `须由${f.role === '' ? '有权决定的人' : f.role}批准：${f.why}`,
      `请用 --approve "${f.role === '' ? '职务' : f.role}=姓名" 给出。`,
    ),
  RELEASE_NOT_RULED: f =>
    say(
      f.every === ''
        ? `方案没有规定“${f.reserve}”如何返还`
        : `“${f.reserve}”按${spans[f.every]}返还，不能按 ${f.period}`,
      f.every === '' ? '请在该预留下加上 `release:`。' : `--period 请写${spans[f.every]}：${EXAMPLES[f.every]}。`,
    ),
  RELEASE_OPEN: f =>
    say(`${f.period} 中的 ${f.months} 尚未结账`, '请先结账，或用 --partial 表明目前只有已结账的部分。'),
  RELEASE_PAYOUT: f =>
    f.reason === 'closed'
      ? say(`${f.payout} 已结账，不能再发放`, `请用 --payout 指定尚未结账的${p.name}。`)
      : say(
          `${f.payout} 不在要返还的 ${f.period} 之后`,
          `请用 --payout 指定以后的${p.name}，或用 --partial 表明目前只有已结账的部分。`,
        ),
  RELEASE_NOTHING: f => say(`“${f.reserve}”在 ${f.period} 没有未返还的余额`, '`bonusbook book balance` 可查看余额。'),
  RELEASE_FORFEITS: f =>
    say(`${f.who} 被没收 ${f.amount}：${f.rule}`, '已挣得的报酬能否没收在法律上有争议：请由有权决定的人批准。'),
  BOOK_TAKEN: () => say('其间另一次运行已写入账簿', '请重新开始。'),
})
