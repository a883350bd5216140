// The sentences of problems in Chinese, of a month and of commands.

import type { AdjustmentFault, MonthProblems } from '../../../core/problem-facts.ts'
import { causeText } from '../../cause.ts'
import { type CatalogueOf, say } from '../../sentence.ts'
import { comparison } from '../comparison.ts'
import type { Noun } from '../noun.ts'
import { coded, due, meant, of, SHARING } from '../terms.ts'
import { REASONS } from './data.ts'

const KINDS = {
  shop: '门店',
  person: '人员',
  line: '项目',
  template: '模板',
  position: '岗位',
  reserve: '预留',
  score: '评分项',
  deduction: '扣款项',
  flag: '标记',
  value: '数值',
  role: '批准职务',
  expectation: '预期',
  entry: '事项',
  order: '单号',
  release: '已入账的返还',
} as const

const WHO = '请写花名册中的工号或全名。'

const STINT_WHOLE = (p: Noun): Record<MonthProblems['STINT_WHOLE']['reason'], string> => ({
  earlier: `以前${p.name}的数无法分到本${p.unit}的各段任职`,
  place: '名次和分配只按段计算，整个人没有',
  twice: '同一个人会按两段任职在众人中计两次',
  sheet: `整${p.unit}的合计含各段任职，而这一项就是其中一段的`,
})
const STINT_HINT = (p: Noun): Record<MonthProblems['STINT_WHOLE']['reason'], string> => ({
  earlier: `请在每${p.unit}只计一次的扣款或上限中读取以前${p.name}，或由人工计算此人。`,
  place: '请用在工资项中。',
  twice: '请按 `days of stint` 加权分配，或用 `where` 只取其中一段。',
  sheet: '请改为合计各段自己的工资项（`people.` 加项目名），或由人工计算此人的这一段。',
})

/** What an expectation is of, as sheets call it, with the word by which the scheme and `--accept` know it. */
function expected(name: string): string {
  const known: Readonly<Record<string, string>> = {
    net: '实发奖金',
    gross: '应发奖金',
    'total net': '实发奖金合计',
    'total gross': '应发奖金合计',
    'people joined': '新增人数',
    'people left': '减少人数',
  }
  return `“${Object.hasOwn(known, name) ? `${known[name]}（${name}）` : name}”`
}

const ADJUSTMENT = (
  p: Noun,
): Readonly<Record<AdjustmentFault, readonly [(due: string) => string, (kind: string) => string]>> => ({
  fen: [() => '超过两位小数', () => '请四舍五入到分。'],
  zero: [() => '为零，没有调整', () => '请填写金额，或删除该行。'],
  plus: [() => '为负数，而该类只能增加', kind => `请更正金额或类别；或去掉“${kind}”下的 \`only: plus\`。`],
  minus: [() => '为正数，而该类只能减少', () => '金额写的是对奖金的增减：扣减请写负数，如 -200.00，或更正类别。'],
  one: [due => `超过单笔上限 ${due}`, kind => `请更正金额，或修改“${kind}”下的 \`at most:\`。`],
  month: [due => `合计超过每人每${p.unit}上限 ${due}`, kind => `请更正金额，或修改“${kind}”下的 \`in a month:\`。`],
  approval: [due => `未经 ${due} 批准`, () => '请由其中一人批准，并按方案中的写法填写批准人。'],
})

/** The figures that a rule looks at, behind what it says. */
const figures = (f: { figures: string }): string => (f.figures === '' ? '' : `（${f.figures}）`)

/** The command that shows where the figures of a rule come from. */
const explained = (f: { rule: string; ask?: string; period?: string }): string =>
  f.period === undefined
    ? ''
    : `数值的来源：bonusbook explain ${f.ask || '全店'} "rules.${f.rule}" --period ${f.period}`

export const month = (p: Noun): CatalogueOf<MonthProblems> => ({
  DIVISION_BY_ZERO: f =>
    say(`${of(f.who)}“${f.name}”除以 ${f.divisor}，而它是 0`, '请修正数值，或写明：`if x = 0 then … else …`。'),
  VALUE_BLANK: f =>
    say(
      `${of(f.who)}“${f.name}”需要“${f.blank}”，而它为空`,
      '请填写；如果是文件中的列，可在方案的该列写明空格表示什么，如 `blank: 0`；或先判断：`if x is blank then … else …`。',
    ),
  VALUE_LOST: f =>
    say(
      `${f.who === '' ? '' : `${f.who} 的`}“${f.name}”无法算出，也没有说明原因`,
      '缺少它就不发放。这是 bonusbook 的缺陷：请连同方案一起反馈。',
    ),
  VALUE_NOT_ONE: f =>
    say(
      `${of(f.who)}${f.name} 符合 ${f.found} 行，应恰好一行`,
      `${f.found > 1 ? '各行内容不同，或是不能合为一个的数。' : ''}请修正数据行或条件${f.charged === undefined ? '' : `；其中如有冲销的行（金额为负），条件加 \`where ${f.charged} > 0\` 即不看它`}。`,
    ),
  BANDS_DISORDER: f => say(`${of(f.who)}“${f.name}”的分档次序颠倒：${f.detail}`, '请修正构成分档的数值。'),
  REFUSED: f =>
    say(
      `${of(f.who)}“${f.name}”${f.figures === '' ? '' : `在 ${f.figures} 时`}方案未定${f.note === '' ? '' : `：${f.note}`}`,
      '请先由有权的人决定，再把方案中的 `refuse` 改为决定的数；或更正造成这一情形的数值。',
    ),
  CHOICE_NONE: f =>
    say(
      `${of(f.who)}“${f.name}”没有规定“${f.found}”；已有 ${f.known}`,
      '请修正该值，或在方案中加一行或 `otherwise:`。',
    ),
  SHARE_IMPOSSIBLE: f => say(`${of(f.who)}奖金池无法分配：${SHARING[f.reason](f.detail)}`, '请修正权重。'),
  STINT_OTHER_MONTH: f =>
    say(`${f.who}：${f.days} 这一行不属于 ${f.period}，未采用`, `请从本${p.unit}花名册中去掉，或更正日期。`),
  STINT_GAP: f => say(`${f.who} 在 ${f.days} 没有花名册行`, '这几天不计发。如中间并未离开，请更正日期。'),
  STINT_NONE: f =>
    say(
      `“${f.table}”中 ${f.day} 的 ${f.rows} 行属于 ${f.who}，但花名册中此人当天没有任职：${f.stints}`,
      '请更正花名册的起止日期，或更正这一行的人员。',
    ),
  STINT_UNSAID: f =>
    say(
      `“${f.table}”没有说明 ${f.who} 的这一行属于哪一段任职：${f.stints}`,
      '请在文件和方案中加上岗位或班组列（或日期列 `month:`）；或在方案中写 `stints: each`，表示每一段都按此数，由公式折算（如按 `days of stint`）。',
    ),
  STINT_DIFFERS: f =>
    say(
      `${f.who} 的“${f.name}”每${p.unit}只计一次，但各段任职各不相同：${f.stints}`,
      f.release === ''
        ? `扣款、上限等每${p.unit}一次的项目只能用各段相同的数。请改用相同的数，或改为按段计算的工资项。`
        : `请单独说明此人按哪个比例发放，其余的人照常发放：--person ${f.release} --set "ratio=…"。`,
    ),
  STINT_WHOLE: f => say(`无法计算 ${f.who} 的“${f.name}”：${STINT_WHOLE(p)[f.reason]}`, STINT_HINT(p)[f.reason]),
  STINT_TWICE: f =>
    say(
      `${f.who} 的“${f.name}”在每一段任职中都按整${p.unit}计算：${f.amounts}`,
      `按${p.unit}计发的，固定金额、保底和限额请按天数折算：\`× days of stint ÷ days of period\`；只属于其中一段的，请用 \`when\` 写明。各段都应发全额的，请写入 \`allow:\`。`,
    ),
  GROUP_NONE: f => say(`“${f.name}”需要 ${f.who} 的${f.group}，但此人没有`, '请在花名册中填写。'),
  NUMBER_RUNAWAY: f => say(`${of(f.who)}“${f.name}”大得不合情理`, '请修正公式或数值。'),
  NO_SUCH_DAY: f =>
    say(
      `${of(f.who)}“${f.name}”距 ${f.from} ${f.by} ${f.unit === 'days' ? '天' : '个月'}，没有这样的日期`,
      `日期只能加减整${f.unit === 'days' ? '天' : '月'}：请取整（\`round down(…, 0)\`），或修正该数值。`,
    ),
  NO_SUCH_DATE: f => say(`${of(f.who)}“${f.name}”：没有 ${f.found} 这一天`, '请修正年、月或日。'),
  TIME_BACKWARDS: f =>
    say(
      `${of(f.who)}“${f.name}”：从 ${f.from} 到 ${f.to} 是倒退的，除非已到次日`,
      `请更正时刻；若较早的时刻是次日的，请写明：\`if ${f.late} < ${f.early} then 24 − hours between(${f.late}, ${f.early}) else hours between(${f.early}, ${f.late})\`。`,
    ),
  RULE_BROKEN: f =>
    say(`${of(f.who)}规则“${f.rule}”不成立：${f.note}${figures(f)}`, `请修正数值或方案。${explained(f)}`),
  RULE_UNKEPT: f =>
    say(
      `${of(f.who)}“${f.rule}”应当成立而未成立：${f.note}${figures(f)}`,
      `仍照此计发。请核对数值是否正确。${explained(f)}`,
    ),
  PAID_EARLY: f =>
    say(
      `“${f.paid}”是 ${f.day}，早于 ${f.period} 的最后一天 ${f.end}`,
      '请写更晚的日期，例如“次月10日”、“5天后”、“之后的周五”。',
    ),
  PAID_BELOW_ZERO: f =>
    say(
      `${f.who} 在 ${f.day} 应发 ${f.amount}：当天扣的比发的多（另有 ${f.others}）`,
      '请在预留或 `deductions` 下用 `paid:` 写上与相应项目相同的日期；或手工处理差额。',
    ),
  BELOW_ZERO: f =>
    say(
      `${f.who}的“${f.name}”为负：${f.amount}`,
      '预留和扣款不能为负：请写 max(…, 0) 或 `not below: 0`；应补给某人的，作为奖金项。',
    ),
  ADJUSTMENT_REFUSED: f =>
    say(`${f.who} 的“${f.kind}”${f.amount} ${ADJUSTMENT(p)[f.why][0](f.due)}`, ADJUSTMENT(p)[f.why][1](f.kind)),
  EXPECTATION_OUTSIDE: f => {
    const asked = `如无误，请在结账时说明原因：--accept "${f.expectation}=原因"。`
    if (f.before === '') return say(`${expected(f.expectation)}为 ${f.now}，预期 ${f.due}：${f.who}`, asked)
    const causes = f.causes.map(cause => causeText(cause, comparison(p))).join('；')
    return say(
      `${of(f.who)}${expected(f.expectation)}为 ${f.now}，${f.month} 为 ${f.before}（${f.by}）；预期 ${f.due}${causes === '' ? '' : `：${causes}`}`,
      asked,
    )
  },
  PAY_FAR: f =>
    say(
      `${f.period} 共 ${f.now}，${f.month} 共 ${f.before}${f.people.map(one => `；${one.who} ${one.now}，${f.month} ${one.before}`).join('')}${f.far > f.people.length ? `；另有 ${f.far - f.people.length} 人` : ''}`,
      '请先用 `bonusbook explain` 查看最大的金额。表头的单位、错位的列或另一种文件都会造成这样的金额。',
    ),
  EXPECTATION_NOTHING: f => say(`无法核对 ${f.period} 的预期：账簿中没有 ${f.month} 的发放结果，没有可比的${p.name}`),
  EXPECTATION_OPEN: f =>
    say(
      `有 ${f.number} 处超出${expected(f.expectation)}的预期，尚未说明原因${f.who === '' ? '' : `：${f.who}`}`,
      `请先查看（\`bonusbook check --period ${f.period}\`）。如无误，请说明原因：--accept "${f.expectation}=原因"${f.id === '' ? '' : `；只针对一人：--accept "${f.expectation} ${f.id}=原因"`}。`,
    ),
  REFERENCE_AGAIN: f =>
    say(
      f.month === '' ? `单号“${f.reference}”在文件中出现两次` : `单号“${f.reference}”在 ${f.month} 已用过（${f.who}）`,
      '一项决定只发一次：请删除该行，或填写它自己的单号。',
    ),
  DRAW_OWED: f =>
    say(
      `${f.who} 尚欠“${f.name}”${f.amount}，${f.paid ? '现在已没有这一项目' : `本${p.unit}又不发放奖金`}：本${p.unit}不收回`,
      '欠款仍留在账簿中。请与本人商定如何结清；可在 `allow:` 下写明原因。',
    ),
  ADJUSTED_UNPAID: f =>
    say(
      `${f.who} 本${p.unit}不发放奖金，却有手工调整 ${f.amount}`,
      '仍会照发或照扣。请核对是否确为此人；如无误，请在 `allow:` 下写明原因。',
    ),
  NET_NEGATIVE: f => say(`${f.who} 的实发奖金为负：${f.net}`, '照实列出；请与本人商定如何处理。'),
  LAYOUT_BLANK: f =>
    say(
      `${f.who} 的“${f.column}”为空，而导出“${f.layout}”中有此人`,
      '请在花名册中填写；如果可以留空，请在该列写 `blank: none`。',
    ),
  LAYOUT_NEGATIVE: f =>
    say(
      `导出“${f.layout}”中 ${f.who} 的“${f.column}”为 ${f.amount}`,
      '请用 `where: net > 0` 排除；如果对方接受负数，请在该列写 `below zero: allowed`。',
    ),
  LAYOUT_TEXT: f =>
    say(
      f.reason === 'formula'
        ? `${f.who} 的“${f.column}”像公式一样开头，打开“${f.layout}”时会被改动或执行`
        : `${f.who} 的“${f.column}”中有换行，“${f.layout}”中不能有`,
      '请在来源处修正。',
    ),
  LAYOUT_LONG: f =>
    say(
      `${f.who} 的“${f.column}”超过导出“${f.layout}”的长度：${f.length}，最多 ${f.longest}（“${f.found}”）`,
      '请在来源处改短：这里不会截断。一个汉字按两个字符算。',
    ),
  VOUCHER_ACCOUNT: f =>
    say(
      `凭证“${f.layout}”的分录“${f.entry}”中，${f.who} 的 ${f.amount} 没有科目`,
      '请在 `debit:` 或 `credit:` 处写上该岗位或部门的科目，或在花名册中填写。',
    ),
  VOUCHER_UNBALANCED: f =>
    say(
      `凭证“${f.layout}”借方 ${f.debit}，贷方 ${f.credit}，相差 ${f.by}`,
      '请为缺少的部分加一条分录：应发等于实发、预留与扣款之和。',
    ),
  VOUCHER_LINE: f =>
    say(
      `“${f.line}”共 ${f.amount}，凭证“${f.layout}”中没有分录`,
      '请加一条分录并写明科目；如在别处入账，可在 `allow:` 中认可。',
    ),
  LAYOUT_REPEATED: f =>
    say(`导出“${f.layout}”中，${f.who} 的“${f.column}”同为 ${f.found}`, '请核对。如果无误，可在 `allow:` 中认可。'),
  LAYOUT_ROWS: f =>
    say(`导出“${f.layout}”有 ${f.rows} 行，上限 ${f.limit} 行`, '请在文件名中加 `{part}`，就会分成几个文件。'),
  LAYOUT_NOBODY: f =>
    f.voucher
      ? say(`凭证“${f.layout}”的各分录都没有金额，没有写出`, '请检查本月是否有应付的金额，以及各分录的 `amount:`。')
      : say(`导出“${f.layout}”中没有人，没有写出`, '请检查其条件 `where:`。'),
  INPUT_MISSING: f => {
    const empty = `空白写${f.inCase ? ' ""' : `“${f.name}=”`}`
    const form = [due(f.form), f.range, f.blank && empty].filter(Boolean).join('，')
    return say(
      `需要“${f.name}”${f.who === '' ? '' : `（${f.who}）`}`,
      f.inCase ? `请在该用例的 \`set\` 中给出：${f.name}（${form}）。` : `请用 --set "${f.name}=…" 给出（${form}）。`,
    )
  },
  TRIED_ALONE: f =>
    say(
      `“${f.name}”只在试算的人之间计算，而现在只有一人`,
      `请用 --people 一起试算有关的人，或用 --set "${f.name}=…" 给出。`,
    ),
  TRIED_FIRST: f => say(`“${f.name}”按门店的第一个月计算：试算不知道以前的月份`, `请用 --set "${f.name}=…" 给出。`),
  INPUT_INVALID: f =>
    say(`“${f.found}”不能作“${f.name}”的值`, `应为：${due(f.expected)}。${f.reason ? REASONS[f.reason] : ''}`),
  INPUT_UNKNOWN: f => say(`没有可设定的“${f.name}”`, meant(f.nearest)),
  LIST_AMBIGUOUS: f =>
    say(
      `“${f.name}”的“${f.found}”既可能是一个数，也可能是几个数`,
      `一个数请写 ${f.found.replaceAll(',', '')}，几个数请加空格：“${f.spaced}”。`,
    ),
  VARIANTS_MANY: f => say(`${f.number} 种组合超过 ${f.limit} 种`, '请减少取值。'),
  INPUT_DISAGREES: f =>
    say(`“${f.name}”是${f.of === 'shop' ? '全店' : f.of}的一个数，却给了 ${f.values}`, '各行请给相同的数。'),
  CASES_MISSING: f => say(`没有测试用例（${f.looked}）`, '请在方案旁边编写 cases.yaml，写法见 README.md。'),
  CASE_REPEATED: f => say(`已有用例名为“${f.name}”（第 ${f.line} 行）`, '请为每个用例取不同的名称。'),
  CASE_EMPTY: f =>
    say(`用例“${f.name}”没有预期结果`, '请用 `expect:` 写出应得的数值，或用 `refused:` 写出有问题的输入。'),
  CODE_NO_PERSON: f =>
    say(
      `“${f.code}”是问题代码，不是人员：\`explain\` 说明的是金额`,
      `\`bonusbook check --period ${f.period}\` 在每个代码旁写明查到什么、怎么办；方案可以接受的代码见 LANGUAGE.zh-CN.md“规则和批准”。`,
    ),
  NOT_FOUND: f =>
    say(
      `没有${KINDS[f.kind]}“${f.name}”`,
      meant(f.nearest, f.known === '' && f.kind === 'person' ? WHO : f.known === '' ? '' : `有：${f.known}。`),
    ),
  NOT_THEIRS: f =>
    say(
      `${f.who} 没有“${f.name}”${f.positions === '' ? '' : `，它属于 ${f.positions}`}`,
      f.ways === '' ? `有：${f.known}。` : `同名的还有：${f.ways}。有：${f.known}。`,
    ),
  PERSON_NOT_PAID: f =>
    say(
      `${f.who} 在 ${f.period} 不发放${f.rule === '' ? '：不在花名册中' : `，发放条件是 ${f.rule}（${f.figures}）`}`,
      [
        f.last === '' ? `已结账的${p.name}都没有此人。` : `最后一个已结账的${p.name}是 ${f.last}：--period ${f.last}。`,
        ...(f.held ? ['`bonusbook book balance` 可查看为其保留的金额。'] : []),
      ].join(''),
    ),
  PERSON_NAME_SHARED: f => say(`有几个人叫“${f.name}”`, `请写工号：${f.ids}。`),
  COMPARE_UNKNOWN: f =>
    say(
      `“${f.what}”不是${p.name}、草稿文件夹或表格`,
      meant(f.nearest, `请写${p.name}（${p.such}）、有 run.json 和 payroll.csv 的文件夹，或 CSV、XLSX 文件。`),
    ),
  DATA_MISSING: f =>
    say(
      `没有 ${f.period} 的数据：没有文件夹 data/${f.period}`,
      f.months === '' ? `请把该${p.unit}的导出文件放在那里。` : `有数据的${p.name}：${f.months}。`,
    ),
  COMPARE_NOTHING: f =>
    say(`${f.file} 中没有一列与方案的奖金项目、预留、扣款或合计同名`, `请按方案的名称命名各列。现有：${f.found}。`),
  FOLDER_EXISTS: f => say(`${f.folder} 已存在且不为空`, '请换一个文件夹。'),
  CANNOT_WRITE: f => say(`结果无法写入：${coded(f.detail)}`, '请关闭其他程序中打开的文件，并检查磁盘。'),
  CANNOT_PRINT: f =>
    say(
      `要输出的内容无法写出：${coded(f.detail)}`,
      f.sealed === '' ? '请腾出空间，或换一个输出位置，然后重新执行。' : `操作已完成，并已封存：${f.sealed}。`,
    ),
  FOLDER_GONE: () => say('执行命令时所在的文件夹已不存在', '请进入一个存在的文件夹。'),
  SHOP_BUSY: () => say('另一次运行正在处理该店', '请等它结束。'),
})
