// The other exports of a generated month, in the forms of the golden shop: roster, parts issues, callbacks, attendance,
// scores, rescue log, team report and shop figures. Each gives its rows; generate.ts writes them.

import { daySerial, dayText, oddAmount, plainAmount, type Random } from './random.ts'
import type { Person, Staff } from './staff.ts'

export type Row = (string | number | null)[]

const ROSTER = '工号,姓名,部门,岗位,班组,分配系数,入职日期,离职日期,厂家认证,级别工资含补贴,基本工资'.split(',')
const BASE_PAY = [2200, 2600, 3000, 3600, 4200]
const CERTIFIED = [null, null, null, '服务经理', '内训师', '服务经理、内训师']

export function roster(staff: Staff, r: Random): Row[] {
  const joined = daySerial(-2000)
  return [
    ROSTER,
    ...staff.people.map((p): Row => {
      const group = [p.team ?? null, p.weight ?? null]
      const certified = r.percent(30) ? r.pick(CERTIFIED) : null
      return [
        ...[p.id, p.name, p.department, p.position, ...group],
        ...[joined + r.int(0, 1900), null, certified, r.percent(20) ? '是' : '否', r.pick(BASE_PAY)],
      ]
    }),
  ]
}

export function attendance(staff: Staff, r: Random): Row[] {
  return [
    ['月度汇总 统计日期：2026-07-01 至 2026-07-31'],
    ['姓名', '工号', '部门', '职位', '出勤', null, '异常', null, null],
    [null, null, null, null, '应出勤天数', '实际出勤天数', '迟到次数', '早退次数', '旷工天数'],
    ...staff.people.map((p): Row => {
      const exceptions = [r.percent(10) ? r.int(1, 4) : null, r.percent(5) ? 1 : null, r.percent(2) ? 1 : null]
      return [p.name, p.id, p.department, p.position, 22, r.int(16, 22), ...exceptions]
    }),
  ]
}

const SCORES = '工号,姓名,现场5S,日常管理,月度考核成绩,续保台数,潜客跟踪数,配件损坏售价,PDI漏检数,投诉赔偿'.split(',')
const ENTERED = ['质检员', '索赔员', '索赔助理']

export function scores(staff: Staff, r: Random): Row[] {
  return [
    SCORES,
    ...staff.people.map((p): Row => {
      const advises = p.department === '前台'
      return [
        ...[p.id, p.name, r.int(14, 20) / 2, r.int(14, 20) / 2],
        ENTERED.includes(p.position) ? r.int(7000, 9900) / 100 : null,
        ...(advises ? [r.int(2, 8), r.int(20, 120)] : [null, null]),
        r.percent(2) ? r.int(5_000, 90_000) / 100 : null,
        p.team !== undefined && r.percent(5) ? 1 : null,
        r.percent(2) ? r.int(50, 300) : null,
      ]
    }),
  ]
}

/** Rows below the titles and the header; the last column is the formula of the first two figures. */
export function partsIssues(rows: number, staff: Staff, r: Random): Row[] {
  const kinds = ['备件', '备件', '备件', '备件', '附件', '养护品', '养护品', '精品']
  return Array.from({ length: rows }, (_, i): Row => {
    const kind = r.pick(kinds)
    const seller = kind === '精品' && r.percent(80) ? r.pick(staff.advisors).id : null
    const sales = r.int(5_000, 250_000) / 100
    const cost = Math.round(sales * r.int(58, 75)) / 100
    const day = r.percent(0.3) ? r.int(-2, 0) : r.int(1, 31)
    return [`CK202607-${String(i + 1).padStart(6, '0')}`, daySerial(day), kind, seller, sales, cost, sales - cost]
  })
}

export const PARTS_TITLES: readonly Row[] = [
  ['备件出库毛利明细'],
  ['2026-07'],
  ['出库单号', '出库日期', '类别', '销售人员', '销售额', '成本', '毛利'],
]

const CALLBACKS =
  '回访日期,工单号,回访专员,是否接通,满意度,是否投诉,投诉类别,责任部门,责任人,答复小时,解决小时,解决满意'

export function* callbacks(rows: number, orders: number, staff: Staff, r: Random): Generator<string> {
  yield CALLBACKS
  for (let i = 0; i < rows; i++) {
    const day = r.percent(0.3) ? r.int(-2, 0) : r.int(1, 31)
    const order = `WX2607${String(r.int(1, orders)).padStart(7, '0')}`
    const agent = r.pick(staff.agents).id
    const opening = `${dayText(day, r)},${order},${agent}`
    if (r.percent(12)) yield `${opening},否,,否,,,,,,`
    else if (r.percent(97)) yield `${opening},是,${r.int(7, 10)},否,,,,,,`
    else yield `${opening},是,${r.int(1, 6)},是,${complaint(staff, r)}`
  }
}

function complaint(staff: Staff, r: Random): string {
  const hours = `${r.int(1, 30) / 10},${r.int(2, 40)},${r.percent(90) ? '是' : '否'}`
  if (r.percent(50)) return `服务态度差,前台,${r.pick(staff.advisors).id},${hours}`
  return r.percent(99) ? `维修质量,车间,,${hours}` : `备件缺货,备件部,,${hours}`
}

export function rescues(staff: Staff, r: Random): string[] {
  const technicians = staff.people.filter(p => p.team !== undefined)
  const lines = technicians
    .filter(() => r.percent(25))
    .flatMap((p: Person) => {
      const duty = `${dayText(r.int(1, 31), r)},${p.id},值班,`
      return r.percent(40) ? [duty, `${dayText(r.int(1, 31), r)},${p.id},出救援,${r.int(10, 260)}`] : [duty]
    })
  return ['日期,工号,事项,单程公里', ...lines]
}

/** Targets fit the number of work orders, so that scores spread as in a real month. */
export function teamReport(rows: number, staff: Staff, r: Random): string[] {
  const painters = staff.teams.filter(t => t.body).length
  const lines = staff.teams.map(({ name, body }) => {
    const usual = body
      ? ((rows * 0.25) / painters) * 150_000
      : ((rows * 0.75) / (staff.teams.length - painters)) * 45_000
    const target = Math.round((usual * r.int(90, 110)) / 100)
    const used = Math.round((usual * r.int(3, 8)) / 100)
    const text = oddAmount(used, r) ?? plainAmount(used)
    return `${name},${text.includes(',') ? `"${text}"` : text},${plainAmount(target)},${plainAmount(Math.round(target * 1.05))}`
  })
  return ['班组,当月所耗辅料,工时基本目标,工时挑战目标', ...lines]
}

export function shopFigures(rows: number, staff: Staff): string[] {
  const advisors = staff.advisors.length + staff.insuranceAdvisors.length
  return [
    '指标,数值',
    `净利润,${(rows * 330).toFixed(2)}`,
    `净利润目标,￥${(rows * 350).toFixed(2)}`,
    `产值目标,${rows * 1800}`,
    `顾问产值目标,${Math.ceil((rows * 1800) / advisors)}`,
    `顾问接车目标,${Math.ceil(rows / advisors)}`,
    `精品目标,${rows * 50}`,
    `顾问精品目标,${Math.ceil((rows * 50) / advisors)}`,
    `备件毛利目标,${rows * 45}`,
    '库存周转率,7.3',
    '库存周转率目标,8',
    '超长期库存占比,7.4%',
    '供货及时率,95.4%',
    'CSI得分,890',
  ]
}
