// Columns of the roster and of tables as the scheme writes them (`工时费: money`, `{ type: count, blank: 0 }`) → what the
// reader of files must do, and what formulas may do with them.

import { type Decimal, decimal } from '../core/decimal.ts'
import { type Problem, problem } from '../core/problem.ts'
import { SECRET_KINDS } from '../core/secret.ts'
import { suggest } from '../core/suggest.ts'
import type { Value } from '../formula/bound.ts'
import { COUNT, DATE, LIST, MONEY, NUMBER, PERSON, TEXT, type Type, UNKNOWN, YES_NO } from '../formula/types.ts'
import type { Blank, CellType, ColumnSpec, Range } from '../tables/spec.ts'
import type { ColumnEntry, SchemeFile } from './schema.ts'
import type { Path, SchemeText } from './text.ts'

/** Types of columns anywhere. */
export const PLAIN_TYPES = [
  'money',
  'number',
  'percent',
  'count',
  'date',
  'text',
  'yes/no',
  'id',
  'list',
  'person',
] as const
/** Types that only columns of the roster have. */
export const ROSTER_TYPES: readonly string[] = ['name', 'position', 'group', ...SECRET_KINDS]
type Role = 'name' | 'position' | 'group' | 'id' | undefined

export interface ParsedColumn {
  readonly spec: ColumnSpec
  readonly type: Type
  /** In the roster: what the column is for. */
  readonly role: Role
}

/** Reads one column. `groups` are the roster's grouping columns; in the roster itself they are told by `group`. */
export function parseColumn(
  name: string,
  entry: string | ColumnEntry,
  path: Path,
  text: SchemeText,
  context: { readonly blank: SchemeFile['blank']; readonly groups: readonly string[] | 'roster' },
  report: (problem: Problem) => void,
): ParsedColumn {
  const full: ColumnEntry = typeof entry === 'string' ? { type: entry } : entry
  const typeName = full.type ?? 'text'
  const typePath = typeof entry === 'string' ? path : [...path, 'type']
  const inRoster = context.groups === 'roster'
  const groups = context.groups === 'roster' ? [] : context.groups
  let cell: CellType = 'text'
  let role: Role
  let known = true
  if ((PLAIN_TYPES as readonly string[]).includes(typeName) && !(inRoster && typeName === 'person')) {
    cell = typeName as CellType
    if (inRoster && typeName === 'id') role = 'id'
  } else if (inRoster && SECRET_KINDS.some(kind => kind === typeName)) cell = typeName as CellType
  else if (inRoster && ROSTER_TYPES.includes(typeName)) role = typeName as Role
  else if (groups.includes(typeName)) cell = { group: typeName }
  else {
    known = false
    const types = [...PLAIN_TYPES, ...(inRoster ? ROSTER_TYPES : groups)]
    const { at, quote } = text.at(typePath)
    report(
      problem(
        'SHAPE_WRONG',
        at,
        { expected: types.join(' | '), found: typeName, nearest: suggest(typeName, types) },
        { quote },
      ),
    )
  }
  const headers = full.header === undefined ? [name] : typeof full.header === 'string' ? [full.header] : full.header
  const type = known ? valueType(cell, role, name, full.values) : UNKNOWN
  const spec: ColumnSpec = {
    name,
    headers,
    type: cell,
    // Cells of an unknown type are not judged.
    blank: !known ? 'none' : parseBlank(full.blank, cell, role, [...path, 'blank'], text, context.blank, report),
    range: full.range === undefined ? undefined : parseRange(full.range, [...path, 'range'], text, report),
    values: full.values,
    unique: full.unique === 'yes',
    at: text.keyAt(path).at,
  }
  if (spec.unique && cell !== 'id' && cell !== 'text') {
    const { at, quote } = text.at([...path, 'unique'])
    report(problem('SHAPE_WRONG', at, { expected: 'unique with type id | text', found: typeName }, { quote }))
  }
  return { spec, type, role }
}

function valueType(cell: CellType, role: Role, name: string, values: readonly string[] | undefined): Type {
  if (role === 'position' || role === 'group') return { ...TEXT, group: name }
  if (typeof cell === 'object') return { ...TEXT, group: cell.group }
  switch (cell) {
    case 'money':
      return MONEY
    case 'number':
    case 'percent':
      return NUMBER
    case 'count':
      return COUNT
    case 'date':
      return DATE
    case 'yes/no':
      return YES_NO
    case 'list':
      return values ? { ...LIST, values } : LIST
    case 'person':
      return PERSON
    case 'id number':
    case 'account':
      return { ...TEXT, secret: cell }
    default:
      return values ? { ...TEXT, values } : TEXT
  }
}

function parseBlank(
  written: string | undefined,
  cell: CellType,
  role: Role,
  path: Path,
  text: SchemeText,
  defaults: SchemeFile['blank'],
  report: (problem: Problem) => void,
): Blank {
  const figure = cell === 'money' || cell === 'number' || cell === 'percent' || cell === 'count'
  // A person need not be in every group: who has no team has none.
  const general = figure
    ? defaults?.figures
    : cell === 'yes/no'
      ? defaults?.['yes/no']
      : role === 'group'
        ? 'none'
        : undefined
  const said = written ?? general
  if (said === undefined || said === 'problem') return 'problem'
  if (said === 'none') return 'none'
  if (figure) {
    const value = parseFigure(said)
    if (value) return { value }
  } else if (cell === 'yes/no') {
    if (['yes', '是'].includes(said)) return { value: true }
    if (['no', '否'].includes(said)) return { value: false }
  } else if (cell !== 'date' && cell !== 'person' && cell !== 'id number' && cell !== 'account') return { value: said }
  const { at, quote } = text.at(path)
  report(problem('SHAPE_WRONG', at, { expected: 'none | problem | value', found: said, nearest: undefined }, { quote }))
  return 'problem'
}

/** What a blank cell is in formulas; undefined where it is a problem. */
export function blankValue(blank: Blank): Value | undefined {
  return blank === 'problem' ? undefined : blank === 'none' ? null : blank.value
}

/** `12.5`, `-3`, `30%` or `500元`; null for anything else. */
export function parseFigure(written: string): Decimal | null {
  const m = /^([-−]?)\s*(\d+(?:\.\d+)?)\s*(%|％|元)?$/.exec(written.trim())
  if (!m) return null
  const value = decimal(m[2]!).times(m[3] === '%' || m[3] === '％' ? decimal('0.01') : 1)
  return m[1] ? value.neg() : value
}

const RANGE_FORMS: readonly [RegExp, (a: Decimal, b: Decimal) => Omit<Range, 'text'>][] = [
  [/^(\S+)\s+to\s+(\S+)$/, (a, b) => ({ low: { edge: a, inclusive: true }, high: { edge: b, inclusive: true } })],
  [/^(?:from|at least|≥|>=)\s*(\S+)$/, a => ({ low: { edge: a, inclusive: true }, high: undefined })],
  [/^(?:above|over|>)\s*(\S+)$/, a => ({ low: { edge: a, inclusive: false }, high: undefined })],
  [/^(?:up to|at most|≤|<=)\s*(\S+)$/, a => ({ low: undefined, high: { edge: a, inclusive: true } })],
  [/^(?:under|below|<)\s*(\S+)$/, a => ({ low: undefined, high: { edge: a, inclusive: false } })],
]

/** `0 to 10`, `above 0`, `up to 100%`. */
export function parseRange(
  written: string,
  path: Path,
  text: SchemeText,
  report: (problem: Problem) => void,
): Range | undefined {
  for (const [form, make] of RANGE_FORMS) {
    const m = form.exec(written.trim())
    const edges = m?.slice(1).map(parseFigure)
    if (!edges || edges.includes(null)) continue
    const [a, b] = edges as Decimal[]
    return { ...make(a!, b ?? a!), text: written.trim() }
  }
  const { at, quote } = text.at(path)
  report(
    problem(
      'SHAPE_WRONG',
      at,
      { expected: 'range: 0 to 10 | above 0 | up to 100%', found: written, nearest: undefined },
      { quote },
    ),
  )
  return undefined
}

/** True where the figure lies in the range. */
export function inRange(value: Decimal, range: Range): boolean {
  const { low, high } = range
  if (low && (low.inclusive ? value.lt(low.edge) : value.lte(low.edge))) return false
  return !(high && (high.inclusive ? value.gt(high.edge) : value.gte(high.edge)))
}
