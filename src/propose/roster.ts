// Which of some tables is the roster, and what its columns are for. Takes tables with the kinds of their columns; gives the table
// in which everybody has one row with a number, a name and a position, or the nearest to it, with what is missing.

import { namesSecrets } from '../core/secret.ts'
import { isBlankCell } from '../sources/cells/text.ts'
import { cellText } from '../sources/workbook/sheet.ts'
import { type Directory, directory, withSeveral } from '../tables/directory.ts'
import type { Doubt } from '../words/proposal.ts'
import type { Kind } from './column.ts'
import { type Hint, hints } from './hints.ts'
import type { LookedTable, TableColumn } from './table.ts'

/** The numbers of a roster's columns by what they are for. */
export interface Roles {
  readonly id: number | undefined
  readonly name: number
  readonly position: number | undefined
  readonly groups: readonly number[]
  readonly joined: number | undefined
  readonly left: number | undefined
  /** Where somebody stands in several rows: who, how often, and the columns of the days on which a row holds. */
  readonly several?: {
    readonly who: string
    readonly rows: number
    readonly from: number | undefined
    readonly until: number | undefined
  }
}

export interface RosterFit {
  readonly roles: Roles
  readonly worth: number
}

/** How well a table would do as the roster; undefined where it names nobody. */
export function rosterFit({ columns, rows, headerRow }: LookedTable, kinds: readonly Kind[]): RosterFit | undefined {
  if (rows.length === 0) return undefined
  const says = headerRow ? cellsSay : (hint: Hint, { text }: TableColumn): boolean => hints(hint, text)
  const open = columns
    .map((column, i) => ({ column, kind: kinds[i]!, i }))
    .filter(({ column }) => column.header !== undefined && column.day === undefined)
  const free = open.filter(({ kind }) => !kind.empty)
  const word = (kind: Kind): boolean => kind.type === 'text' || kind.type === 'id'
  const number = (kind: Kind): boolean => (headerRow ? word(kind) || kind.type === 'number' : kind.type === 'id')
  const full = (column: TableColumn): boolean => !column.cells.some(isBlankCell)
  const names = free.filter(
    ({ column, kind }) =>
      word(kind) && says('name of person', column) && !says('number of person', column) && hasNoDigits(column),
  )
  const name = names.find(({ column }) => different(column)) ?? names[0]
  const numbered = free.filter(
    ({ column, kind }) => number(kind) && column !== name?.column && says('number of person', column),
  )
  const once = numbered.filter(({ column }) => different(column))
  // Somebody who changed position has a row of each.
  const ids = once.length > 0 || !name ? once : numbered.filter(({ column }) => nameOneEach(column, name.column))
  // Rows that are numbered from 1 on have no numbers of people, where another column has.
  const own = ids.filter(({ column }) => !isNumbering(column))
  const id = [...own, ...ids].find(({ column }) => full(column)) ?? own[0] ?? ids[0]
  if (!name || (!different(name.column) && !id)) return undefined
  const used = new Set([name.i, id?.i])
  const rest = free.filter(({ i, kind }) => !used.has(i) && word(kind))
  const position = rest.find(({ column }) => says('position', column))
  const groups = rest.filter(({ column }) => column !== position?.column && says('group', column) && repeats(column))
  const dates = open.filter(({ kind }) => kind.type === 'date' || kind.empty)
  const joined = headerRow
    ? latest(dates.filter(({ column }) => full(column)))
    : dates.find(({ column, kind }) => hints('joined', column.text) && !kind.empty)
  const left = dates.find(
    ({ column }) => column !== joined?.column && (headerRow ? !full(column) : hints('left', column.text)),
  )
  const again = id && !different(id.column) ? againIn(id.column) : undefined
  // Without a header only what has all of it is a roster, and rows that repeat people only where they have a position.
  if ((headerRow && !(id && position)) || (again && !position)) return undefined
  const spans = dates.filter(({ i }) => again && i !== joined?.i && i !== left?.i)
  const until = spans.find(({ column }) => hints('row until', column.text))
  const from = spans.find(({ i, column }) => i !== until?.i && hints('row from', column.text))
  const figures = free.filter(
    ({ kind }) => typeof kind.type === 'string' && ['number', 'count', 'percent', 'money'].includes(kind.type),
  ).length
  const worth =
    (id ? 4 : 0) +
    (position ? 4 : 0) +
    (groups.length > 0 ? 1 : 0) +
    (joined ? 3 : 0) +
    (left ? 1 : 0) +
    2 -
    (again ? 2 : 0) -
    Math.min(3, figures * 0.4)
  const roles = {
    id: id?.i,
    name: name.i,
    position: position?.i,
    groups: groups.map(({ i }) => i),
    joined: joined?.i,
    left: left?.i,
    ...(again ? { several: { ...again, from: from?.i, until: until?.i } } : {}),
  }
  return { roles, worth }
}

const NAME = /^(\p{Script=Han}{2,4}|\p{Script=Han}+·\p{Script=Han}+|\p{Lu}[\p{L}'’.-]*(,? \p{Lu}[\p{L}'’.-]*)+)$/u
const NUMBER = /^\p{L}{0,4}-?\d{1,8}$/u
const GROUP = /(组|部|班|队|店|车间|中心|科)$|\b(team|dept|department|shop|service|parts|body|bay|crew|store)\b/i

/** Where there is no header: what the cells of a column look like. */
function cellsSay(hint: Hint, column: TableColumn): boolean {
  const texts = textsOf(column)
  const mostly = (like: (text: string) => boolean): boolean => texts.filter(like).length * 10 >= texts.length * 8
  if (hint === 'number of person') return mostly(text => NUMBER.test(text)) && !isNumbering(column)
  if (hint === 'position') return mostly(text => hints('job', text))
  if (hint === 'name of person') return mostly(text => NAME.test(text)) && !mostly(text => hints('job', text))
  return hint === 'group' && mostly(text => GROUP.test(text))
}

function textsOf({ cells }: TableColumn): string[] {
  return cells.filter(cell => !isBlankCell(cell)).map(cell => cellText(cell).trim())
}

/** Of columns of dates that of the latest days: people are born before they are hired. */
function latest<T extends { readonly kind: Kind }>(dates: readonly T[]): T | undefined {
  const sum = ({ kind: { values } }: T): number => values.reduce<number>((all, day) => all + (day ?? 0), 0)
  return dates.reduce<T | undefined>((best, next) => (best && sum(best) >= sum(next) ? best : next), undefined)
}

/** True where numbers stand for one name each, and few of them twice. */
function nameOneEach(numbers: TableColumn, names: TableColumn): boolean {
  const nameOf = new Map<string, string>()
  for (const [row, cell] of numbers.cells.entries()) {
    if (isBlankCell(cell)) continue
    const [number, name] = [cellText(cell).trim(), cellText(names.cells[row]).trim()]
    if ((nameOf.get(number) ?? name) !== name) return false
    nameOf.set(number, name)
  }
  return nameOf.size * 5 >= numbers.cells.length * 4
}

/** Who stands in several rows first, and in how many. */
function againIn(column: TableColumn): { who: string; rows: number } | undefined {
  const texts = textsOf(column)
  const who = texts.find((text, i) => texts.indexOf(text) !== i)
  return who === undefined ? undefined : { who, rows: texts.filter(text => text === who).length }
}

const CALLED = {
  zh: { id: '工号', name: '姓名', position: '岗位', group: '班组', joined: '入职日期', left: '离职日期' },
  en: { id: 'Employee no', name: 'Name', position: 'Position', group: 'Team', joined: 'Hired', left: 'Left' },
} as const

/** A roster without a header, its columns called after what stands in them. */
export function calledByRoles(table: LookedTable, roles: Roles): LookedTable {
  if (!table.headerRow) return table
  const words = CALLED[textsOf(table.columns[roles.name]!).some(text => /\p{Script=Han}/u.test(text)) ? 'zh' : 'en']
  const called = new Map<number, string>(
    (['id', 'name', 'position', 'joined', 'left'] as const).flatMap(role => {
      const index = roles[role]
      return index === undefined ? [] : [[index, words[role]] as const]
    }),
  )
  for (const [n, index] of roles.groups.entries()) called.set(index, n === 0 ? words.group : `${words.group} ${n + 1}`)
  const columns = table.columns.map((column, i) => {
    const name = called.get(i) ?? column.text
    return { ...column, header: name, text: name }
  })
  return { ...table, columns, headerRow: columns.map(({ text }) => text) }
}

/** True for 1, 2, 3 … from the top down. */
function isNumbering({ cells }: TableColumn): boolean {
  return cells.every((cell, i) => cellText(cell).trim() === `${i + 1}`)
}

/** True where nobody stands twice. */
export function different({ cells }: TableColumn): boolean {
  const texts = cells.filter(cell => !isBlankCell(cell)).map(cell => cellText(cell).trim())
  return texts.length > 0 && new Set(texts).size === texts.length
}

function repeats(column: TableColumn): boolean {
  const texts = column.cells.filter(cell => !isBlankCell(cell)).map(cellText)
  return texts.length < 6 || new Set(texts).size < texts.length
}

function hasNoDigits({ cells }: TableColumn): boolean {
  const texts = cells.filter(cell => !isBlankCell(cell)).map(cellText)
  return texts.filter(text => /^\W*\d/.test(text)).length * 2 < texts.length
}

/** The people of a roster as other tables may name them, with the position of each. */
export function peopleOf(
  { rows, columns }: LookedTable,
  roles: Roles,
  nameOf: (index: number) => string,
): { directory: Directory; positions: readonly string[] } {
  const at = (row: (typeof rows)[number], index: number | undefined): string =>
    index === undefined ? '' : cellText(row[columns[index]!.cell]).trim()
  const known = rows.filter(row => at(row, roles.id ?? roles.name) !== '')
  const people = known.map(row => ({ id: at(row, roles.id ?? roles.name), name: at(row, roles.name) }))
  const grouping = [...roles.groups, ...(roles.position === undefined ? [] : [roles.position])]
  const groups = new Map(grouping.map(index => [nameOf(index), known.map(row => at(row, index) || null)]))
  const all = directory(people, groups)
  return { directory: roles.several ? withSeveral(all) : all, positions: known.map(row => at(row, positionOf(roles))) }
}

/** The column that stands for the position. */
export function positionOf(roles: Roles): number | undefined {
  return roles.position ?? roles.groups[0]
}

/** The type that a column of the roster has there, beside what its cells are. */
export function rosterType(index: number, roles: Roles, column: TableColumn, kind: Kind): string | undefined {
  if (index === roles.id) return 'id'
  if (index === roles.name) return 'name'
  if (index === roles.position) return 'position'
  if (roles.groups.includes(index)) return 'group'
  if (!namesSecrets(column.text)) return undefined
  return /账|帐|卡号|account|iban|bank/i.test(column.text)
    ? 'account'
    : kind.type === 'id' || kind.type === 'text'
      ? 'id number'
      : undefined
}

/** What is missing for it to be a roster. */
export function rosterDoubts(roles: Roles, stands: string | undefined): Doubt[] {
  const doubts: Doubt[] = []
  if (roles.id === undefined) doubts.push({ kind: 'no number' })
  if (roles.position === undefined) doubts.push({ kind: 'no position', stands: stands ?? '' })
  const { several } = roles
  if (several)
    doubts.push({ kind: 'several rows', who: several.who, rows: several.rows, said: several.from !== undefined })
  return doubts
}
