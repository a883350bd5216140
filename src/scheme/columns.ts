// Columns of the roster and of tables as the scheme writes them (`工时费: money`, `{ type: count, blank: 0 }`) → what the
// reader of files must do, and what formulas may do with them.

import { type Currency, currencyOf, type Decimals, sign, withoutSigns } from '../core/currency.ts'
import { type Decimal, decimal } from '../core/decimal.ts'
import { isPoint, writtenPoint } from '../core/points.ts'
import { SECRET_KINDS } from '../core/secret.ts'
import { type Due, term } from '../core/terms.ts'
import { figurePower, parseUnit, type Unit } from '../core/unit.ts'
import type { Value } from '../formula/bound.ts'
import { TEXT, type Type, UNKNOWN } from '../formula/types.ts'
import {
  type Blank,
  type CellType,
  type ColumnSpec,
  type DateOrder,
  inRange,
  isCellType,
  isDated,
  isFigure,
  PLAIN_TYPES,
  type Range,
  secretOf,
  valueKind,
} from '../tables/spec.ts'
import { type Teller, tell, unknownKey } from './context.ts'
import { meantWord } from './elsewhere.ts'
import type { ColumnEntry, SchemeFile } from './schema.ts'
import type { Path } from './text.ts'

/** Types that only columns of the roster have. */
export const ROSTER_TYPES: readonly string[] = ['name', 'position', 'group', ...SECRET_KINDS]
type Role = 'name' | 'position' | 'group' | 'id' | undefined

const SPAN = '{ type: number, unit: hours }'
const SPAN_SHORT = '{ type: number, unit: minutes }'
/** Lengths of time, which are figures with a unit. */
const SPANS: Readonly<Record<string, string>> = {
  ...{ duration: SPAN, hours: SPAN, 'time span': SPAN, 小时: SPAN, 时长: SPAN, minutes: SPAN_SHORT, 分钟: SPAN_SHORT },
}

export interface ParsedColumn {
  readonly spec: ColumnSpec
  readonly type: Type
  /** In the roster: what the column is for. */
  readonly role: Role
}

/** What may stand in the map of a column. */
export const COLUMN_KEYS = [
  'type',
  'header',
  'blank',
  'range',
  'unit',
  'values',
  'unique',
  'shared',
  'entered by',
  'says',
  'of',
] as const

/** What several columns of texts can make together. */
const JOINED: ReadonlySet<string> = new Set(['id', 'name', 'text', 'person'])

/** Where a column stands: what blank cells mean there, what groups the roster has, and whether it is one of many rows. */
interface About {
  readonly blank: SchemeFile['blank']
  readonly groups: readonly string[] | 'roster'
  readonly rows: boolean
  /** The order of the parts of its dates, where the scheme says it. */
  readonly dates: DateOrder | undefined
  /** The sign before the decimals of its figures, where the scheme says it. */
  readonly decimals: Decimals | undefined
  readonly currency: Currency | undefined
  /** Where figures may be entered by hand: by whom, where the column does not say. */
  readonly entered?: { readonly by: string | undefined }
}

/** How dates and figures of a file are written. */
export function writtenIn(
  file: SchemeFile,
  own: Pick<SchemeFile, 'dates' | 'decimals'>,
  { currency }: { readonly currency: string },
): Pick<About, 'dates' | 'decimals' | 'currency'> {
  return {
    dates: own.dates ?? file.dates,
    decimals: own.decimals ?? file.decimals,
    currency: currencyOf(currency),
  }
}

/** Reads one column. `groups` are the roster's grouping columns; in the roster itself they are told by `group`. */
export function parseColumn(
  name: string,
  entry: string | ColumnEntry,
  path: Path,
  about: About,
  context: Teller,
): ParsedColumn {
  const full: ColumnEntry = typeof entry === 'string' ? { type: entry } : entry
  const typeName = full.type ?? 'text'
  const typePath = typeof entry === 'string' ? path : [...path, 'type']
  const inRoster = about.groups === 'roster'
  const groups = about.groups === 'roster' ? [] : about.groups
  let cell: CellType = 'text'
  let role: Role
  let known = true
  if (isCellType(typeName) && (inRoster ? typeName !== 'person' : PLAIN_TYPES.includes(typeName))) {
    cell = typeName
    if (inRoster && typeName === 'id') role = 'id'
  } else if (inRoster && ROSTER_TYPES.includes(typeName)) role = typeName as Role
  else if (groups.includes(typeName)) cell = { group: typeName }
  else {
    known = false
    const types = [...PLAIN_TYPES, ...(inRoster ? ROSTER_TYPES : groups)]
    const facts = {
      expected: types,
      found: typeName,
      nearest: SPANS[typeName.toLowerCase()] ?? meantWord(typeName, types),
    }
    tell(context, 'SHAPE_WRONG', typePath, facts)
  }
  const by = about.entered && (full['entered by'] ?? about.entered.by)
  const [first, ...behind] = full.of ?? []
  const said = full.header === undefined ? [name] : typeof full.header === 'string' ? [full.header] : full.header
  const headers = first === undefined ? said : [first]
  // A figure is not made of two, and what a column is made of is said once.
  if (first !== undefined && (full.header !== undefined || !JOINED.has(role ?? (typeof cell === 'string' ? cell : ''))))
    unknownKey([...path, 'of'], COLUMN_KEYS, context)
  const type = known ? valueType(cell, role, name, full.values) : UNKNOWN
  const spec: ColumnSpec = {
    name,
    headers,
    ...(first === undefined ? {} : { behind }),
    type: cell,
    // Cells of an unknown type are not judged.
    blank: !known
      ? 'none'
      : parseBlank(
          full.blank,
          cell,
          role,
          [...path, 'blank'],
          by === undefined ? about : { ...about, blank: undefined },
          context,
        ),
    ...(by === undefined ? {} : { enteredBy: by, says: full.says }),
    ...(isDated({ type: cell }) && about.dates ? { dates: about.dates } : {}),
    filled: role === 'id' || role === 'name' || role === 'position',
    range:
      full.range === undefined || !isFigure(cell)
        ? undefined
        : parseRange(
            cell === 'money' ? withoutSigns(full.range, about.currency ?? YUAN) : full.range,
            [...path, 'range'],
            context,
          ),
    ...(isFigure(cell) ? { currency: about.currency ?? YUAN } : {}),
    ...(isFigure(cell) && about.decimals ? { decimals: about.decimals } : {}),
    ...(full.unit === undefined ? {} : { unit: parseUnitOf(full.unit, cell, [...path, 'unit'], about, context) }),
    values: full.values,
    unique: full.unique === 'yes',
    at: context.text.keyAt(path).at,
  }
  if (known) checkSettings(full, spec, role, path, about, context)
  return { spec, type, role }
}

/** Settings that would have no effect on a column of its type, or that contradict one another. */
function checkSettings(
  full: ColumnEntry,
  spec: ColumnSpec,
  role: Role,
  path: Path,
  { rows, entered }: About,
  context: Teller,
): void {
  const { values, blank: said } = full
  const { type, range, blank } = spec
  const plainText = type === 'text' && role === undefined
  const means: Partial<Record<keyof ColumnEntry, boolean>> = {
    range: isFigure(type),
    unit: isFigure(type),
    values: plainText || type === 'list',
    unique: rows && (type === 'id' || plainText),
    'entered by': entered !== undefined,
    says: spec.enteredBy !== undefined,
  }
  const known = COLUMN_KEYS.filter(key => means[key] !== false)
  const isPointRange = full.range !== undefined && typeof type === 'string' && isPoint(type)
  if (isPointRange) tellPointRange(spec.name, full.range!, [...path, 'range'], rows, blank !== 'problem', context)
  for (const key of context.text.keys(path))
    if (means[key as keyof ColumnEntry] === false && !(isPointRange && key === 'range'))
      unknownKey([...path, key], known, context)
  const value = said !== undefined && typeof blank === 'object' ? blank.value : undefined
  const outside =
    typeof value === 'object' ? range && !inRange(value, range) : values && !values.includes(String(value))
  if (value !== undefined && outside)
    tell(context, 'SHAPE_WRONG', [...path, 'blank'], {
      expected: range ? [range.text] : values!,
      found: String(value),
    })
  if (spec.headers.length === 0 || spec.headers.some(h => h.trim() === ''))
    tell(context, 'SHAPE_WRONG', [...path, 'header'], { expected: [term('header text')], found: term('nothing') })
  const twin = values?.findIndex((v, i) => v.trim() === '' || values.indexOf(v) < i) ?? -1
  if (twin >= 0 || values?.length === 0)
    tell(context, 'SHAPE_WRONG', [...path, 'values', Math.max(twin, 0)], {
      expected: [term('each text once')],
      found: values![twin] || term('nothing'),
    })
}

function valueType(cell: CellType, role: Role, name: string, values: readonly string[] | undefined): Type {
  if (role === 'position' || role === 'group') return { ...TEXT, group: name }
  if (typeof cell === 'object') return { ...TEXT, group: cell.group }
  const secret = secretOf({ type: cell })
  const kind = valueKind(cell)
  return { kind, ...(secret ? { secret } : values && (kind === 'text' || kind === 'list') ? { values } : {}) }
}

/** Nothing stands for these where their cells are blank. */
const WITHOUT_A_VALUE: ReadonlySet<CellType> = new Set(['date', 'moment', 'time', 'person', ...SECRET_KINDS] as const)

function parseBlank(
  written: string | undefined,
  cell: CellType,
  role: Role,
  path: Path,
  { blank: defaults, currency = YUAN }: About,
  context: Teller,
): Blank {
  const figure = isFigure(cell)
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
    const value = parseFigure(cell === 'money' ? withoutSigns(said, currency) : said)
    if (value) return { value }
  } else if (cell === 'yes/no') {
    if (['yes', '是'].includes(said)) return { value: true }
    if (['no', '否'].includes(said)) return { value: false }
  } else if (!WITHOUT_A_VALUE.has(cell)) return { value: said }
  tell(context, 'SHAPE_WRONG', path, { expected: ['none', 'problem', term('value')], found: said })
  return 'problem'
}

/** What a plain figure of the column is in: an amount, a span of time, something counted, or a rate. */
function parseUnitOf(written: string, cell: CellType, path: Path, about: About, context: Teller): Unit | undefined {
  const unit = parseUnit(written)
  const currency = about.currency ?? YUAN
  const own = unit?.currency === undefined || unit.tens < 0 || currency.signs.has(sign(unit.currency))
  const fits =
    cell === 'money'
      ? own && unit?.measure === undefined && unit?.rate === undefined
      : (unit?.rate !== undefined) === (cell === 'percent')
  if (unit && fits) return unit
  if (isFigure(cell)) tell(context, 'SHAPE_WRONG', path, { expected: unitsOf(cell, currency), found: written })
  return undefined
}

/** Units that a column may say, as examples. */
function unitsOf(cell: CellType, { code }: Currency): Due {
  if (cell === 'percent') return ['unit: percent', 'fraction']
  if (cell !== 'money') return ['unit: 小时', '分钟', '天', 'hours', 'minutes', '次']
  return code === 'CNY' ? ['unit: 元', '千元', '万元'] : [`unit: ${code}`, `${code} thousand`, 'million']
}

const YUAN = currencyOf('CNY')!

/** What a blank cell is in formulas; undefined where it is a problem. */
export function blankValue(blank: Blank): Value | undefined {
  return blank === 'problem' ? undefined : blank === 'none' ? null : blank.value
}

/** `12.5`, `-3`, `30%`, `500元` or `5万元`; null for anything else. */
export function parseFigure(written: string): Decimal | null {
  const m = /^([-−]?)\s*(\d+(?:\.\d+)?)\s*(.*)$/.exec(written.trim())
  if (!m) return null
  const power = figurePower(m[3]!)
  const behind = m[3]!.slice(power?.length ?? 0).trim()
  const percent = power === undefined && /^[%％]$/.test(behind)
  if (!percent && !['', '元'].includes(behind)) return null
  const value = decimal(`${m[2]}e${percent ? -2 : (power?.tens ?? 0)}`)
  return m[1] ? value.neg() : value
}

/** Parts of a range as one; the outermost ends are those of all. */
function joined(parts: readonly (Range | undefined)[], text: string): Range | undefined {
  const known = parts.filter(part => part !== undefined)
  if (known.length < parts.length) return undefined
  const end = (side: 'low' | 'high', further: (a: Decimal, b: Decimal) => boolean): Range['low'] =>
    known
      .map(part => part[side])
      .reduce((a, b) => (!a || !b ? undefined : further(b.edge, a.edge) || (b.edge.eq(a.edge) && b.inclusive) ? b : a))
  return { low: end('low', (a, b) => a.lt(b)), high: end('high', (a, b) => a.gt(b)), parts: known, text }
}

const RANGE_FORMS: readonly [RegExp, (a: Decimal, b: Decimal) => Omit<Range, 'text'>][] = [
  [/^(\S+)\s+to\s+(\S+)$/, (a, b) => ({ low: { edge: a, inclusive: true }, high: { edge: b, inclusive: true } })],
  [/^(?:from|at least|≥|>=)\s*(\S+)$/, a => ({ low: { edge: a, inclusive: true }, high: undefined })],
  [/^(?:above|over|>)\s*(\S+)$/, a => ({ low: { edge: a, inclusive: false }, high: undefined })],
  [/^(?:up to|at most|≤|<=)\s*(\S+)$/, a => ({ low: undefined, high: { edge: a, inclusive: true } })],
  [/^(?:under|below|<)\s*(\S+)$/, a => ({ low: undefined, high: { edge: a, inclusive: false } })],
  [/^(\S+)$/, a => ({ low: { edge: a, inclusive: true }, high: { edge: a, inclusive: true } })],
]

/** How a condition says what a range does: `x ≥ …`, with the ends of the range. */
const CONDITIONS: readonly [RegExp, (name: string, a: string, b: string) => string][] = [
  [/^(.+?)\s+to\s+(.+)$/, (name, a, b) => `${name} ≥ ${a} and ${name} ≤ ${b}`],
  [/^(?:from|at least|≥|>=)\s*(.+)$/, (name, a) => `${name} ≥ ${a}`],
  [/^(?:above|over|>)\s*(.+)$/, (name, a) => `${name} > ${a}`],
  [/^(?:up to|at most|≤|<=)\s*(.+)$/, (name, a) => `${name} ≤ ${a}`],
  [/^(?:under|below|<)\s*(.+)$/, (name, a) => `${name} < ${a}`],
  [/^(.+)$/, (name, a) => `${name} = ${a}`],
]

/** Tells the range of a date or time, which is no figure: what a rule says instead. */
export function tellPointRange(
  name: string,
  written: string,
  path: Path,
  rows: boolean,
  mayBeBlank: boolean,
  context: Teller,
): void {
  const isWritten = (text: string): boolean => writtenPoint(text)?.length === text.length
  const must = CONDITIONS.flatMap(([form, make]) => {
    const [, a, b = a] = form.exec(written.trim()) ?? []
    return a !== undefined && isWritten(a) && isWritten(b!) ? [make(name, a, b!)] : []
  })[0]
  const instead = must && (mayBeBlank ? `${name} is blank or ${must.includes(' and ') ? `(${must})` : must}` : must)
  tell(context, 'RANGE_POINT', path, { name, found: written, must: instead, rows })
}

/** `0 to 10`, `above 0`, `up to 100%`, `3`; several of them with `or` between. */
export function parseRange(written: string, path: Path, context: Teller): Range | undefined {
  const parts = written.split(/\s+or\s+/)
  if (parts.length > 1)
    return joined(
      parts.map(part => parseRange(part, path, context)),
      written.trim(),
    )
  for (const [form, make] of RANGE_FORMS) {
    const m = form.exec(written.trim())
    const edges = m?.slice(1).map(parseFigure)
    if (!edges || edges.includes(null)) continue
    const [a, b] = edges as Decimal[]
    if (b?.lt(a!)) break
    return { ...make(a!, b ?? a!), text: written.trim() }
  }
  tell(context, 'SHAPE_WRONG', path, {
    expected: ['range: 0 to 10', 'above 0', 'up to 100%', '0 or 4 to 10'],
    found: written,
  })
  return undefined
}
