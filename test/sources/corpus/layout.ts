// Puts dirty cells into a sheet as exports lay it out: titles, a header in disguise, extra columns, blank rows, subtotals,
// the total and what follows it. Takes true rows and chance; gives the grid and where each cell of a row came to stand.

import { type Drawn, exact, type Paper } from './cells.ts'
import type { Dice } from './dice.ts'
import { digits, NAMES, type Name, type Row, SUMMED, sum } from './truth.ts'

export interface Laid {
  readonly grid: Drawn[][]
  /** 0-based row of the grid for each true row, and column for each name. */
  readonly rowAt: readonly number[]
  readonly columnAt: Readonly<Record<Name, number>>
  readonly header: number
  /** Row of the total; undefined where there is none. */
  readonly total: number | undefined
}

export interface LayoutOptions {
  readonly paper: Paper
  /** Always a total row that states all sums. */
  readonly total?: boolean
  readonly plain?: boolean
}

const text = (content: string): Drawn => ({ kind: 'text', text: content })
const EXTRA = ['备注', '车牌号', '序 号', '邮编', '邮编', '客户']
const NOTES = [
  '',
  '客户说"异响"，\n已处理',
  '=HYPERLINK("http://x.example","y")',
  '@SUM(1+1)*cmd',
  '+8613800000000',
  'a,b;c',
  '粤B·12345',
  '１２３',
  'x\ty',
  "O'Neil",
  '<b>&amp;</b>',
  '😀 é',
  '-',
]
const TITLES: readonly (readonly string[])[] = [
  ['维修工单明细'],
  ['2026年7月 维修工单'],
  ['统计日期：2026-07-01 至 2026-07-31'],
  ['导出日期:', '2026/08/01 10:00:00', '导出人:', '张三'],
  [],
  ['', '报表生成时间：2026-08-04 11:04'],
]
const UNITS: Partial<Record<Name, readonly string[]>> = {
  工时: ['工时(小时)', '工时\n（小时）'],
  台次: ['台次（次）', '台次 [次]'],
  金额: ['金额(元)', '金额（￥）'],
  完成率: ['完成率(%)'],
}
const TOTALS = ['合计', '合    计', '合计：', '总计', 'Total', '合\u3000计', 'GRAND TOTAL']

function header(d: Dice, name: string): string {
  const spaced = [...name].join(d.pick([' ', '\u3000', '\n']))
  return d.pick([name, name, ` ${name} `, `*${name}`, spaced, `${name}\u200b`, ...(UNITS[name as Name] ?? [])])
}

export function layOut(d: Dice, rows: readonly Row[], { paper, total, plain }: LayoutOptions): Laid {
  const extra = plain ? [] : d.shuffle(EXTRA).slice(0, d.int(4))
  const columns = plain ? [...NAMES] : d.shuffle([...NAMES, ...extra])
  const grid: Drawn[][] = []
  if (!plain) for (let i = d.int(4); i > 0; i--) grid.push(d.pick(TITLES).map(text))
  const headerAt = grid.push(columns.map(name => text(plain ? name : header(d, name)))) - 1
  const rowAt: number[] = []
  let since = 0
  const drawRow = (r: Row): Drawn[] =>
    columns.map(name => (NAMES.includes(name) ? exact(d, name as Name, r, paper) : text(d.pick(NOTES))))
  for (const [i, r] of rows.entries()) {
    if (!plain && d.once(15)) grid.push(d.once(2) ? [] : columns.map(() => text(d.pick(['', ' ', '-', '\u3000']))))
    rowAt.push(grid.push(drawRow(r)) - 1)
    if (!plain && d.once(20)) {
      grid.push(totalRow(d, columns, rows.slice(since, i + 1), '小计'))
      since = i + 1
    }
  }
  let totalAt: number | undefined
  if (total || d.once(2)) {
    totalAt = grid.push(totalRow(d, columns, rows, plain ? '合计' : d.pick(TOTALS))) - 1
    if (!plain && d.once(3)) grid.push([text('导出人：张三'), text(''), text('导出时间：2026-08-01')])
  }
  const columnAt = Object.fromEntries(NAMES.map(name => [name, columns.indexOf(name)])) as Record<Name, number>
  return { grid, rowAt, columnAt, header: headerAt, total: totalAt }
}

function totalRow(d: Dice, columns: readonly string[], rows: readonly Row[], label: string): Drawn[] {
  return columns.map((name, i) => {
    if (i === 0) return text(label)
    if (!SUMMED.includes(name as Name)) return text(d.pick(['', '', '-']))
    const plain = digits(sum(rows, name as Name), d.pick([0, 2]))
    return text(name === '金额' && d.once(3) ? `￥${plain}` : plain)
  })
}
