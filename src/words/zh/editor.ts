// The words of an editor of schemes, in Chinese. Their names and parameters are those of every language.

import type { SymbolKind } from '../editor.ts'
import type { EditorWords } from '../en/editor.ts'
import type { Noun } from './noun.ts'
import { whose, word } from './terms.ts'

const KINDS: Readonly<Record<SymbolKind, string>> = {
  'roster column': '花名册的列',
  table: '表',
  column: '列',
  'worked out column': '逐行计算的列',
  parameter: '参数',
  scale: '分档',
  value: '计算值',
  scorecard: '考核卡',
  score: '成绩',
  'pay line': '奖金项',
  reserve: '预留',
  deduction: '扣款',
  flag: '标记',
}

const count = (n: number): string => n.toLocaleString('en')

export const editor = (p: Noun): EditorWords => ({
  kind: (kind, table) =>
    table === undefined || kind === 'table' ? KINDS[kind] : `“${table}”${kind === 'column' ? '的' : ''}${KINDS[kind]}`,
  type: kind => word(kind),
  whose: home => whose(home),
  given: place => `写在 ${place}`,
  in: (period, text) => `${period}：${text}`,
  range: (low, high) => (low === high ? low : `${low} 至 ${high}`),
  people: n => `${count(n)} 人`,
  groups: n => `${count(n)} 个分组`,
  rows: n => `${count(n)} 行`,
  different: texts => texts,
  none: '没有值',
  own: {
    keys: {
      group: '集团名称',
      shops: '门店文件夹，* 代表任意文字：stores/*',
      scheme: '共同方案的文件，或按月份分的方案文件夹',
      'shops may change': '门店可以在 shop.yaml 中更改的内容',
      shop: '门店名称；不写则用文件夹名',
      parameters: '本店与共同方案不同的参数',
      files: '本店文件名不同的：花名册（people）、adjustments、各表',
    },
    bands: name => `本店的${name}分档，要全部写出`,
  },
  refused: {
    nothing: '这里没有名称：请把光标放在方案的一个名称上。',
    broken: '方案有错误：请先改正，以免改错名称。',
    header: name => `“${name}”是导出文件中的表头：请先在类型旁写 \`header: ${name}\`，之后可在此改名。`,
    sealed: (name, month) =>
      `“${name}”在已结账的 ${month} 中：账簿、以后的${p.name}和员工都按这个名称，不能改名。请保留原名；或用 \`until:\` 结束，在 schemes/ 中另写方案用新名称。`,
    own: (name, file) =>
      `“${name}”也写在 ${file} 中，那是门店自己的文件：请手工同时改两处，再运行 \`bonusbook group check\`。`,
    wrong: (name, message) => `不能叫“${name}”：${message}`,
    other: name => `叫“${name}”就会被当作别的意思：请换一个名称。`,
  },
})
