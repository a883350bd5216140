// Which of some tables is the roster, and what its columns are for. Takes tables with the kinds of their columns; gives the table
// in which everybody has one row with a number, a name and a position, or the nearest to it, with what is missing.

import { namesSecrets } from '../core/secret.ts'
import { isBlankCell } from '../sources/cells/text.ts'
import { cellText } from '../sources/workbook/sheet.ts'
import { type Directory, directory } from '../tables/directory.ts'
import type { Doubt } from '../words/proposal.ts'
import type { Kind } from './column.ts'
import { hints } from './hints.ts'
import type { LookedTable, TableColumn } from './table.ts'

/** The numbers of a roster's columns by what they are for. */
export interface Roles {
  readonly id: number | undefined
  readonly name: number
  readonly position: number | undefined
  readonly groups: readonly number[]
  readonly joined: number | undefined
  readonly left: number | undefined
}

export interface RosterFit {
  readonly roles: Roles
  readonly worth: number
}

/** How well a table would do as the roster; undefined where it names nobody. */
export function rosterFit({ columns, rows }: LookedTable, kinds: readonly Kind[]): RosterFit | undefined {
  if (rows.length === 0) return undefined
  const open = columns
    .map((column, i) => ({ column, kind: kinds[i]!, i }))
    .filter(({ column }) => column.header !== undefined && column.day === undefined)
  const free = open.filter(({ kind }) => !kind.empty)
  const word = (kind: Kind): boolean => kind.type === 'text' || kind.type === 'id'
  const full = (column: TableColumn): boolean => !column.cells.some(isBlankCell)
  const names = free.filter(
    ({ column, kind }) =>
      word(kind) &&
      hints('name of person', column.text) &&
      !hints('number of person', column.text) &&
      hasNoDigits(column),
  )
  const name = names.find(({ column }) => different(column)) ?? names[0]
  const ids = free.filter(
    ({ column, kind }) =>
      kind.type === 'id' && column !== name?.column && hints('number of person', column.text) && different(column),
  )
  // Rows that are numbered from 1 on have no numbers of people, where another column has.
  const own = ids.filter(({ column }) => !isNumbering(column))
  const id = [...own, ...ids].find(({ column }) => full(column)) ?? own[0] ?? ids[0]
  if (!name || (!different(name.column) && !id)) return undefined
  const used = new Set([name.i, id?.i])
  const rest = free.filter(({ i, kind }) => !used.has(i) && word(kind))
  const position = rest.find(({ column }) => hints('position', column.text))
  const groups = rest.filter(
    ({ column }) => column !== position?.column && hints('group', column.text) && repeats(column),
  )
  const dates = open.filter(({ kind }) => kind.type === 'date' || kind.empty)
  const joined = dates.find(({ column, kind }) => hints('joined', column.text) && !kind.empty)
  const left = dates.find(({ column }) => column !== joined?.column && hints('left', column.text))
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
    Math.min(3, figures * 0.4)
  const roles = {
    id: id?.i,
    name: name.i,
    position: position?.i,
    groups: groups.map(({ i }) => i),
    joined: joined?.i,
    left: left?.i,
  }
  return { roles, worth }
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
  return { directory: directory(people, groups), positions: known.map(row => at(row, positionOf(roles))) }
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
  return doubts
}
