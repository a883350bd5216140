// The people of the generated shops: so many over the golden policy's positions, technicians in teams of eight. Takes the
// number of people and a seed, gives the roster.

import { type Random, random } from './random.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly department: string
  readonly position: string
  readonly team: string | undefined
  readonly weight: number | undefined
}

export interface Staff {
  readonly people: readonly Person[]
  readonly teams: readonly Team[]
  readonly advisors: readonly Person[]
  readonly insuranceAdvisors: readonly Person[]
  readonly agents: readonly Person[]
}

export interface Team {
  readonly name: string
  readonly body: boolean
  readonly members: readonly Person[]
}

const TEAM_SIZE = 8
/** People of each thousand, besides the technicians: the rest. */
const OFFICE: readonly (readonly [position: string, department: string, count: number])[] = [
  ['服务经理', '管理', 8],
  ['技术专家', '管理', 6],
  ['车间主管', '管理', 10],
  ['前台主管', '管理', 10],
  ['服务顾问', '前台', 120],
  ['保险事故顾问', '前台', 30],
  ['备件经理', '备件部', 8],
  ['备件计划', '备件部', 10],
  ['备件库管', '备件部', 30],
  ['质检员', '质检', 12],
  ['索赔员', '索赔', 10],
  ['索赔助理', '索赔', 10],
  ['回访专员', '客服', 16],
]
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗']
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚宇浩']

export function makeStaff(count: number, seed: number): Staff {
  const r = random(seed)
  const people: Person[] = []
  const add = (position: string, department: string, team?: string, weight?: number): Person => {
    const id = String(people.length * 5 + 13).padStart(5, '0')
    const person = { id, name: name(r), department, position, team, weight }
    people.push(person)
    return person
  }
  for (const [position, department, share] of OFFICE)
    for (let i = 0; i < Math.max(1, Math.round((share * count) / 1000)); i++) add(position, department)
  const teams: Team[] = []
  while (people.length < count) {
    // Three teams of ten are body shops.
    const body = teams.length % 10 >= 7
    const number = teams.filter(t => t.body === body).length + 1
    const trade = body ? '钣喷' : '机电'
    const team = `${trade}${number}组`
    const size = Math.min(TEAM_SIZE, count - people.length)
    const members = Array.from({ length: size }, (_, i) =>
      i === 0
        ? add(`${trade}组长`, '车间', team, 1.2)
        : add(`${trade}技师`, '车间', team, r.pick([1, 0.95, 0.9, 0.85])),
    )
    teams.push({ name: team, body, members })
  }
  const of = (position: string): Person[] => people.filter(p => p.position === position)
  return { people, teams, advisors: of('服务顾问'), insuranceAdvisors: of('保险事故顾问'), agents: of('回访专员') }
}

function name(r: Random): string {
  return r.pick(SURNAMES) + r.pick(GIVEN) + (r.percent(70) ? r.pick(GIVEN) : '')
}
