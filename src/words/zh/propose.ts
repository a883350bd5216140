// The words of a proposed scheme and of the command that proposes it, in Chinese.

import type { ProposeWords } from '../en/propose.ts'

const list = (texts: readonly string[]): string => texts.map(text => `“${text}”`).join('、')

const TYPES: Readonly<Record<string, string>> = {
  money: '金额',
  number: '数字',
  count: '个数',
  percent: '百分比',
  date: '日期',
  time: '时刻',
  'yes/no': '是/否',
}

export const propose: ProposeWords = {
  evidence: {
    cells: ({ read, of }) => `${of} 格中 ${read} 格可这样读`,
    empty: ({ empty, of }) => `${of} 格中 ${empty} 格为空`,
    different: ({ different, of, again = [] }) =>
      `${of} 格中有 ${different} 个不同${again.map(({ text, times }) => `；${text} 出现 ${times} 次`).join('')}`,
    known: ({ known, of }) => `${of} 格中 ${known} 格在花名册中`,
    refers: ({ table, column, known, of }) =>
      `${of} 格中 ${known} 格在“${table}.${column}”中：不是只计一次的单号，所以不用 id`,
    texts: ({ texts, of }) => `${of} 格中共 ${texts} 种文字`,
    'in period': ({ rows, of }) => `${of} 行中 ${rows} 行属于本期`,
    position: ({ position, people, of }) => `其中 ${of} 人中 ${people} 人为“${position}”`,
    order: ({ order, example }) => `“${example}”只能是 ${order}`,
    some: ({ texts }) => `${texts.join('、')}…`,
    times: () => '旁边的时刻不计；需要时刻请用 moment',
  },
  doubts: {
    'date order': ({ example, orders }) =>
      `“${example}”可能是 ${orders.join(' 或 ')}，是哪一种？请写在 dates: 处（dmy：日在前）`,
    decimals: ({ example }) =>
      `“${example}”中的符号是小数点还是千位分隔符？decimals: comma 时 1.234 是一千多、1,234 是一点几；decimals: point 时相反`,
    month: ({ others }) => `一行属于哪个月，是否由另一个日期决定：${list(others)}？`,
    'no month': () => '没有找到日期列：文件的所有行都算，对吗？',
    'nothing in period': ({ period }) => `按此日期没有一行属于 ${period}：用对日期列了吗？`,
    blanks: ({ columns }) =>
      `${list(columns)}的空格是否表示 0 或“否”？是则把 blank: none 改为 blank: 0 或 blank: no；写 none 时，公式须先判断是否为空`,
    'blank yes': () => '只出现“是”，空格按“否”处理，对吗？',
    rate: ({ example }) =>
      `“${example}”是百分比吗？是则写 type: percent，并写 unit: percent（98）或 unit: fraction（0.98）`,
    money: ({ columns }) => `${list(columns)}是金额吗？是则写 type: money；是台次、件数、分数等则写 type: number`,
    'people unknown': ({ names, count }) => `有 ${count} 个姓名不在花名册中：${list(names)}`,
    shared: ({ example }) => `一格中有几个人（“${example}”）：他们平分这一行吗？`,
    roster: ({ others }) => `花名册是这个文件，还是 ${list(others)}？`,
    'no roster': () => '没有找到写明每人工号（或姓名）和岗位的文件：请按下面的列做一份花名册，放在一起',
    'no number': () => '没有工号，以姓名代替：同名的两个人将无法区分',
    'no position': ({ stands }) => `没有岗位列，以“${stands}”代替：奖金是否由它决定？`,
    'who is paid': () => '没有离职日期：文件中的每个人都发吗？',
    currency: ({ code }) => `所有金额都是 ${code} 吗？`,
    'not read as': ({ type, example }) => `多数格是${TYPES[type] ?? type}，而“${example}”不是：是文件写错了吗？`,
    'same name': ({ header }) => `“${header}”与另一列无法区分，因此不读：如需要，请在文件中改名`,
    days: ({ first, last, columns }) => `从“${first}”到“${last}”每天一列，共 ${columns} 列，不读：有什么由它们决定吗？`,
    'day rows': ({ first, last, columns }) =>
      `从“${first}”到“${last}”共 ${columns} 列，每天一列，读作每人每天一行：有什么由它们决定吗？没有则删去这张表`,
    'header row': ({ named }) =>
      named
        ? '文件没有表头，各列按内容取名，看不出的按表格的列号称为 A、B、C…：对吗？要改就连下面的列名一起改'
        : '文件没有表头，各列暂按表格的列号称为 A、B、C…：请在 header row 处写明每列是什么，下面的列名也照改',
    'several rows': ({ who, rows, said }) =>
      said
        ? `${who} 有 ${rows} 行，按日期各算一段：是换了岗位或班组吗？`
        : `${who} 有 ${rows} 行。是换了岗位或班组的，请在花名册中加一列该行从哪天起的日期，并写 from: 列名（另见 until:）；重复的请删去一行`,
    'second rows': ({ rows }) => `有 ${rows} 行没有姓名，像是每人的第二行：不读，对吗？`,
    'time zone': ({ example }) =>
      `“${example}”是其他时区的时间，换成本地可能是另一天：本店时间是几点？请按本地时间导出`,
    'by the week': ({ first, last }) =>
      `所有行都在 ${first} 至 ${last} 之间：是按周发吗？是则删去 scheme.yaml，用 --period ${last}（一周的最后一天）重新拟一次`,
    'several files': ({ files }) =>
      `${list(files)}的列相同，读作一张表：每个都是本期的文件、没有一个是另一个的副本吗？`,
    alike: ({ tables }) =>
      `${list(tables)}的列相同，像是各班组或各周的文件：是同一张表吗？是则在其中一张写 file: [甲*, 乙*]，并删去其余各张`,
    'number of rows': ({ text, rows }) =>
      `“${text}”有 ${rows} 行，所以不是 id：以后的月份还可再出现。如果一个单号只在一个月结算，请写 id，再次出现时会被拒绝`,
    'no header': () => '没有找到表头：需要这张表吗？需要则请在第一行写上各列的名称',
    'unread file': ({ because }) => `未读：${because}`,
    'missing rows': ({ there, of }) => `花名册 ${of} 人中 ${there} 人有一行，其他人视为空格，对吗？`,
  },
  head: period =>
    `按 ${period} 的文件拟出，名称沿用文件的表头。现在还没有给任何人发奖金：请在 pay: 处写出各岗位的奖金项。`,
  blankHead: '请从上到下写出方案；写法见 bonusbook 的 README.zh-CN.md 和 LANGUAGE.zh-CN.md。现在还没有给任何人发奖金。',
  blankAbout: '没有导出文件的空店，供手写方案。',
  howToAsk: '每列后面是依据。以 # ? 开头的行是问题：定下来后把该行删去。',
  schemeName: '奖金方案',
  nameIt: '方案名称，印在各表上',
  sheets: 'zh',
  fileIs: (file, rows, totals) => `${file}：${rows} 行${totals > 0 ? `，另有合计和备注 ${totals} 行` : ''}`,
  beside: '以下各列不读；方案用到时去掉前面的 #：',
  roster: {
    file: '花名册*',
    columns: [
      ['工号', 'id'],
      ['姓名', 'name'],
      ['岗位', 'position'],
    ],
  },
  eachStint: '有几段岗位的人，每段都用这一行',
  payHead: '各岗位的奖金项：每行一个名称和公式。按本方案不发奖金的岗位写 lines: {}',
  nobodyKnown: '还不知道有哪些岗位',
  people: count => `${count} 人`,
  exampleName: column => `${column}提成`,
  example: '仅为示例',
  fromTemplate: name => `模板 ${name} 的内容，供取用：其中的名称和数字是那家店的。`,
  proposed: (file, period, files) => `已按 ${period} 的 ${files} 个文件拟出 ${file}。`,
  copied: (count, folder) => `已把 ${count} 个文件复制到 ${folder}。`,
  tables: '找到的表',
  table: '表',
  file: '文件',
  rows: '行数',
  read: '读作',
  rosterIs: '花名册',
  oneEach: key => `每个${key}一行`,
  events: month => (month === undefined ? '多行' : `多行，按${month}归月`),
  figures: '每行一个指标',
  questions: count => `问题 ${count} 个，都在文件的 # ? 处`,
  toWrite: (file, positions, questions) =>
    `请打开 ${file}，${questions === 0 ? '' : `回答 ${questions} 个问题，`}写出 ${positions} 个岗位的奖金项。`,
  left: '对这些文件，检查还会指出：',
}
