// A group of any size, for tests and measurements: shops × people × orders of one seed, by a policy with five positions, a pool a team,
// steps for rework and a reserve. What its shops come to is worked out by `plain-group.ts`, which knows nothing of the program.

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { dayText, oddAmount, plainAmount, type Random, random } from '../bench/random.ts'

export interface Size {
  readonly shops: number
  readonly people: number
  readonly orders: number
  readonly seed?: number
}

const SCHEME = `scheme: 测试集团售后奖金方案
from: 2026-01
currency: CNY
sheets: zh

people:
  file: 花名册*
  columns:
    工号: id
    姓名: name
    岗位: position
    班组: group
    分配系数: number
    入职日期: date
    离职日期: { type: date, blank: none }
  paid: 入职日期 ≤ end of period and (离职日期 is blank or 离职日期 ≥ start of period)

blank:
  figures: 0

tables:
  工单:
    file: 工单*
    month: 结算日期
    leave out: 状态 = "作废"
    columns:
      单号: id
      结算日期: date
      服务顾问: person
      主修技师: person
      班组: 班组
      工时费: money
      材料费: money
      辅料: money
      返修: { type: yes/no, blank: no }
      状态: { values: [已结算, 作废] }

parameters:
  顾问提成率: { value: 2%, range: 1% to 4% }
  技师提成率: { value: 15%, range: 10% to 20% }
  管理奖金率: { value: 1%, range: 0.5% to 2% }

values:
  顾问产值: sum(工单.工时费 by 服务顾问)
  顾问材料: sum(工单.材料费 by 服务顾问)
  技师产值: sum(工单.工时费 by 主修技师)
  返修率: count(工单 by 主修技师 where 返修) ÷ max(count(工单 by 主修技师), 1)
  返修系数:
    bands of: 返修率
    up to 5%: 1
    up to 10%: 0.9
    above 10%: 0.8
  班组奖金池: { formula: (sum(工单.工时费 by 班组) − sum(工单.辅料 by 班组)) × 12%, not below: 0, round: 2 }

pay:
  - for: 服务经理
    commission:
      管理奖金: sum(工单.工时费) × 管理奖金率
  - for: 服务顾问
    commission:
      顾问提成: 顾问产值 × 顾问提成率
      材料提成: 顾问材料 × 0.8%
  - for: 机电技师
    commission:
      工时提成: 技师产值 × 技师提成率 × 返修系数
  - for: 钣喷技师
    commission:
      班组提成: share(班组奖金池 by 分配系数 where 岗位 = "钣喷技师")
  - for: 备件专员
    commission:
      备件提成: sum(工单.材料费) × 0.3%

reserves:
  质量预留:
    withheld: commission × 5%
    release:
      every: quarter
      ratio: 100%
`

const GROUP = 'group: 测试集团\nshops: stores/*\nshops may change: [parameters, files, bands of 返修系数]\n'

/** Every eighth of a shop from its second person on; its first is the manager. */
const POSITIONS = [
  ...['服务顾问', '服务顾问', '机电技师', '机电技师', '机电技师'],
  ...['钣喷技师', '钣喷技师', '备件专员'],
] as const

interface Person {
  readonly id: string
  readonly position: string
  readonly team: string
}

/** Makes a group of as many shops as asked for, July of each by the same rules with other figures; gives their folders. */
export function generateGroup(folder: string, size: Size): string[] {
  put(folder, 'scheme.yaml', SCHEME)
  put(folder, 'group.yaml', GROUP)
  return Array.from({ length: size.shops }, (_, i) => {
    const shop = `stores/s${String(i + 1).padStart(3, '0')}`
    const r = random((size.seed ?? 1) * 10_000 + i)
    const people = Array.from({ length: size.people }, (_, n) => personOf(i + 1, n))
    put(folder, `${shop}/data/2026-07/花名册.csv`, rosterOf(people, r))
    put(folder, `${shop}/data/2026-07/工单.csv`, ordersOf(i + 1, people, size.orders, r))
    const own = [
      ...(i % 3 === 1 ? ['parameters:\n  技师提成率: 16%\n'] : []),
      ...(i % 5 === 4 ? ['bands of 返修系数:\n  up to 10%: 1\n  above 10%: 0.85\n'] : []),
    ]
    if (own.length > 0) put(folder, `${shop}/shop.yaml`, own.join(''))
    return shop
  })
}

function personOf(shop: number, n: number): Person {
  const position = n === 0 ? '服务经理' : POSITIONS[(n - 1) % POSITIONS.length]!
  const [round] = [Math.floor((n - 1) / POSITIONS.length)]
  const team = position === '钣喷技师' ? `钣喷${(round % 2) + 1}组` : position === '机电技师' ? '机电组' : ''
  return { id: `${shop}${String(n).padStart(4, '0')}`, position, team }
}

function rosterOf(people: readonly Person[], r: Random): string {
  const rows = people.map(({ id, position, team }) => {
    const weight = position === '钣喷技师' ? r.pick(['0.8', '1', '1.2', '1.25']) : ''
    return `${id},员工${id},${position},${team},${weight},2020-01-01,`
  })
  return `工号,姓名,岗位,班组,分配系数,入职日期,离职日期\n${rows.join('\n')}\n`
}

function ordersOf(shop: number, people: readonly Person[], orders: number, r: Random): string {
  const of = (position: string): Person[] => people.filter(p => p.position === position)
  const [advisors, mechanics, painters] = [of('服务顾问'), of('机电技师'), of('钣喷技师')]
  const money = (cents: number): string => {
    const text = oddAmount(cents, r) ?? plainAmount(cents)
    return text.includes(',') ? `"${text}"` : text
  }
  const rows = Array.from({ length: orders }, (_, i) => {
    const painted = painters.length > 0 && r.percent(25)
    const by = r.pick(painted ? painters : mechanics)
    // A few are of the last days of June, a few were taken back.
    const day = dayText(r.percent(0.5) ? r.int(-4, 0) : r.int(1, 31), r)
    const cells = [money(r.int(4_000, 90_000)), money(r.int(0, 240_000)), painted ? money(r.int(500, 9_000)) : '']
    const ends = [r.percent(6) ? '是' : r.percent(50) ? '否' : '', r.percent(1.5) ? '作废' : '已结算']
    return [`S${shop}-${i}`, day, r.pick(advisors).id, by.id, by.team, ...cells, ...ends].join(',')
  })
  return `单号,结算日期,服务顾问,主修技师,班组,工时费,材料费,辅料,返修,状态\n${rows.join('\n')}\n`
}

function put(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}
