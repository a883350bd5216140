// The work orders of the generated shops: rows with the dirt of the golden export (other months, cancelled and reversed
// orders, blanks, odd figures and dates), and the rows as a text line or as cells of a workbook.

import { daySerial, dayText, oddAmount, plainAmount, type Random } from './random.ts'
import type { Person, Staff, Team } from './staff.ts'

/** Amounts in cents; undefined is an empty cell. */
export interface WorkOrder {
  readonly order: string
  readonly day: number
  readonly plate: string
  readonly kind: string
  readonly advisor: string
  readonly team: string
  readonly technician: string
  readonly labour: number
  readonly material: number
  readonly bottles: number | undefined
  readonly accessories: number | undefined
  readonly claim: number | undefined
  readonly rework: string
  readonly status: string
}

export const TITLES: readonly (readonly string[])[] = [
  ['恒信宝汽车集团 维修工单明细表'],
  ['统计期间：2026年7月', ...Array<string>(10).fill(''), '打印人：', '系统管理员'],
]
export const HEADER: readonly string[] = [
  ...['工单号', '结算日期', '车牌号', '维修类型', '服务顾问', '班组', '主修技师', '工时费', '材料费', '养护品瓶数'],
  ...['精品金额', '索赔金额', '是否返修', '状态'],
]
const KINDS = ['保养', '保养', '保养', '保养', '机电', '机电', '机电', '钣喷', '钣喷', '保险事故', '索赔', 'PDI']
const PROVINCES = [...'京沪粤苏浙川豫鲁']
const LETTERS = [...'ABCDEFGHJK']

/** So many rows of work orders. */
export function* workOrders(rows: number, staff: Staff, r: Random): Generator<WorkOrder> {
  const mechanics = staff.teams.filter(t => !t.body)
  const painters = staff.teams.filter(t => t.body)
  let number = 0
  let before: WorkOrder | undefined
  for (let i = 0; i < rows; i++) {
    if (before && r.percent(1)) {
      // An order that was settled is taken back on a later day.
      yield reversed(before, r)
      before = undefined
      continue
    }
    if (before && r.percent(4)) {
      // A second team worked on the same order.
      const team = r.pick(mechanics)
      yield { ...before, ...work(team, r), labour: r.int(5_000, 60_000), material: r.int(0, 90_000), rework: '否' }
      before = undefined
      continue
    }
    const kind = r.pick(KINDS)
    const body = kind === '钣喷' || kind === '保险事故'
    const row = newOrder(kind, r.pick(body ? painters : mechanics), staff, ++number, r)
    yield row
    before = row.status === '已结算' && row.day > 0 ? row : undefined
  }
}

function newOrder(kind: string, team: Team, staff: Staff, number: number, r: Random): WorkOrder {
  const pdi = kind === 'PDI'
  const advisor = r.pick(kind === '保险事故' ? staff.insuranceAdvisors : staff.advisors)
  return {
    order: `WX2607${String(number).padStart(7, '0')}`,
    // A few rows are of the last days of June.
    day: r.percent(0.5) ? r.int(-4, 0) : r.int(1, 31),
    plate: r.pick(PROVINCES) + r.pick(LETTERS) + String(r.int(10_000, 99_999)),
    kind,
    advisor: advisor.id,
    ...work(team, r),
    labour: pdi ? 8_000 : team.body ? r.int(50_000, 250_000) : r.int(4_000, 90_000),
    material: pdi ? 0 : r.int(5_000, 240_000),
    bottles: kind === '保养' && r.percent(50) ? r.int(1, 3) : r.percent(40) ? undefined : 0,
    accessories: r.percent(6) ? r.int(20_000, 150_000) : r.percent(30) ? undefined : 0,
    claim: kind === '索赔' ? r.int(80_000, 250_000) : r.percent(50) ? undefined : 0,
    rework: r.percent(2.5) ? '是' : r.percent(60) ? '否' : '',
    status: r.percent(1.5) ? '作废' : '已结算',
  }
}

function work(team: Team, r: Random): Pick<WorkOrder, 'team' | 'technician'> {
  const technician: Person = r.pick(team.members)
  return { team: team.name, technician: technician.id }
}

function reversed(row: WorkOrder, r: Random): WorkOrder {
  const minus = (cents: number | undefined): number | undefined => (cents ? -cents : cents)
  return {
    ...row,
    day: Math.min(31, row.day + r.int(0, 6)),
    labour: -row.labour,
    material: -row.material,
    bottles: minus(row.bottles),
    accessories: minus(row.accessories),
    claim: minus(row.claim),
    rework: '',
    status: '红冲',
  }
}

/** Sums of the columns that the 合计 row states, over all rows. */
export function newTotals(): { add: (row: WorkOrder) => void; cells: () => (number | string)[] } {
  let [labour, material, bottles, accessories, claim] = [0, 0, 0, 0, 0]
  return {
    add: row => {
      labour += row.labour
      material += row.material
      bottles += row.bottles ?? 0
      accessories += row.accessories ?? 0
      claim += row.claim ?? 0
    },
    cells: () => [
      ...['合计', '', '', '', '', '', ''],
      ...[plainAmount(labour), plainAmount(material), bottles, plainAmount(accessories), plainAmount(claim)],
      ...['', ''],
    ],
  }
}

function teamText(team: string, r: Random): string {
  return r.percent(2) ? `${team} ` : team
}

function quoted(text: string): string {
  return text.includes(',') ? `"${text}"` : text
}

/** The row as a line of text. */
export function csvLine(row: WorkOrder, r: Random): string {
  const amount = (cents: number | undefined): string =>
    cents === undefined ? '' : quoted(oddAmount(cents, r) ?? plainAmount(cents))
  const words = `${row.order},${dayText(row.day, r)},${row.plate},${row.kind},${row.advisor},${teamText(row.team, r)}`
  const figures = `${amount(row.labour)},${amount(row.material)},${row.bottles ?? ''},${amount(row.accessories)}`
  return `${words},${row.technician},${figures},${amount(row.claim)},${row.rework},${row.status}`
}

/** The row as cells of a workbook: figures and days as numbers, but for the odd ones, which are texts. */
export function cellsOf(row: WorkOrder, r: Random): (string | number | null)[] {
  const amount = (cents: number | undefined): string | number | null =>
    cents === undefined ? null : (oddAmount(cents, r) ?? cents / 100)
  const day = r.percent(8) ? dayText(row.day, r) : daySerial(row.day)
  return [
    ...[row.order, day, row.plate, row.kind, row.advisor, teamText(row.team, r), row.technician],
    ...[amount(row.labour), amount(row.material), row.bottles ?? null, amount(row.accessories), amount(row.claim)],
    ...[row.rework === '' ? null : row.rework, row.status],
  ]
}
