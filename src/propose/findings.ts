// The files of a month, of which no scheme speaks yet → all that a scheme can be proposed from. Takes sheets as they stand in
// their files; gives the roster, the other tables with their columns and how they have their rows, the positions that occur, and
// what is left out or not sure.

import { isoDate, type Period, parsePeriod, weekEnd } from '../core/calendar.ts'
import { currencyOf, DECIMALS, type Decimals } from '../core/currency.ts'
import { addTo } from '../core/lists.ts'
import { namesSecrets } from '../core/secret.ts'
import { isRefusal } from '../sources/cells/cell.ts'
import { readFigureText } from '../sources/cells/figure.ts'
import { isBlankCell } from '../sources/cells/text.ts'
import { matcher } from '../sources/find-file.ts'
import type { LookedSheet } from '../sources/look.ts'
import { cellText } from '../sources/workbook/sheet.ts'
import type { Directory } from '../tables/directory.ts'
import type { DateOrder } from '../tables/spec.ts'
import type { Doubt, Evidence } from '../words/proposal.ts'
import { type Around, inside, type Kind, kindOf } from './column.ts'
import type { Entry, Findings, FoundColumn, FoundPosition, FoundRows, FoundTable } from './found.ts'
import { hints, isTraditional } from './hints.ts'
import { columnName, fileNames, isFoundBy, legalName } from './names.ts'
import {
  calledByRoles,
  different,
  peopleOf,
  positionOf,
  type Roles,
  rosterDoubts,
  rosterFit,
  rosterType,
} from './roster.ts'
import { type LookedTable, type TableColumn, tableOf } from './table.ts'

/** A file that was looked at, or why it could not be. */
export interface LookedFile {
  /** Its name in the folder. */
  readonly file: string
  readonly sheets: readonly LookedSheet[]
  readonly because: string | undefined
}

/** A table that was found in a file: one sheet of it, or several that are alike. */
interface Source {
  readonly file: string
  /** Further files of the same columns that are the same table. */
  readonly more: readonly string[]
  readonly sheets: readonly string[] | undefined
  /** The only sheet of its workbook. */
  readonly sheet: string | undefined
  readonly table: LookedTable
  readonly is1904: boolean
}

type Left = Findings['left'][number]

/** All that is found. `chinese`: a shop whose headers are Chinese has yuan. */
export function findingsOf(files: readonly LookedFile[], period: Period): Findings {
  const left: Left[] = []
  const sources = ofSeveralFiles(files.flatMap(file => sourcesOf(file, left)))
  const chinese = sources.some(({ table }) => table.columns.some(({ text }) => /\p{Script=Han}/u.test(text)))
  const traditional = sources.some(({ table }) => isTraditional(table.columns.map(({ text }) => text).join(' ')))
  const currency = traditional ? 'TWD' : chinese ? 'CNY' : currencyIn(sources)
  const around = { period, currency, directory: undefined }
  const kinds = new Map(sources.map(source => [source, kindsOf(source, around)]))
  const fits = sources.flatMap(source => {
    const fit = rosterFit(source.table, kinds.get(source)!)
    return fit ? [{ source, ...fit }] : []
  })
  const [chosen, ...others] = fits.sort((a, b) => b.worth - a.worth)
  const names = new Names(files.map(({ file }) => file))
  const doubts: Doubt[] = chinese && !traditional ? [] : [{ kind: 'currency', code: currency }]
  const usable = chosen && positionOf(chosen.roles) !== undefined ? chosen : undefined
  if (!usable) doubts.push({ kind: 'no roster' })
  const roster =
    usable &&
    rosterOf(
      { ...usable.source, table: calledByRoles(usable.source.table, usable.roles) },
      currency,
      kinds.get(usable.source)!,
      usable.roles,
      names,
      others.filter(other => other.worth >= usable.worth - 1).map(({ source }) => source.file),
    )
  const people =
    usable && roster ? peopleOf(usable.source.table, usable.roles, index => roster.nameOf(index)) : undefined
  const tables = withAlike(
    withReferences(
      sources
        .filter(source => source !== usable?.source)
        .flatMap(source => {
          const known = { period, currency, directory: people?.directory }
          return withDays(source, tableFrom(source, known, names, people?.positions), { ...known, chinese }, names)
        }),
    ),
  )
  const positions = positionsOf(people?.positions ?? [], tables)
  const week = period.kind === 'month' ? oneWeek(sources, kinds) : undefined
  if (week) doubts.push(week)
  return {
    ...{
      period: period.name,
      currency,
      roster: roster?.table,
      stints: roster?.stints,
      paid: roster?.paid ?? { condition: 'yes', doubt: true },
    },
    ...{ tables: tables.map(({ table }) => table), positions, doubts, left },
  }
}

/** True for when somebody was born, came or went: it says of no row which month it is of. */
function isPersonal(header: string): boolean {
  return hints('born', header) || ((hints('joined', header) || hints('left', header)) && !/start|end/i.test(header))
}

/** Where all rows that have a day lie in one week, and many of them. */
function oneWeek(sources: readonly Source[], kinds: ReadonlyMap<Source, readonly Kind[]>): Doubt | undefined {
  const days = sources.flatMap(source =>
    kinds
      .get(source)!
      .flatMap(({ type, values }, i) => (type === 'date' && !isPersonal(source.table.columns[i]!.text) ? values : [])),
  )
  const known = days.filter(day => day !== undefined)
  const [first, last] = [Math.min(...known), Math.max(...known)]
  const several = new Set(known).size > 2
  return known.length >= 12 && several && last - first < 7
    ? { kind: 'by the week', first: isoDate(first), last: isoDate(weekEnd(last, 7)) }
    : undefined
}

/** The name of a sheet and what stands alone above its table, but for when it was printed. */
function titlesOf({ name = '', grid: { rows } }: LookedSheet): string[] {
  const alone = (cells: readonly string[]): boolean => cells.filter(text => text.trim() !== '').length < 3
  const titles = rows.length > 3 ? rows.slice(0, 3).filter(alone) : []
  const texts = [name, ...titles.map(cells => cells.join(' '))].map(text =>
    text.replace(/\s+(?=[年月])|(?<=年)\s+/g, ''),
  )
  return texts.filter(text => !/导出|打印|生成|制表|print|export|generat|creat/i.test(text))
}

/** The month of most of the rows; where no row has a date, the one that a file's name says. */
export function monthOfFiles(files: readonly LookedFile[]): Period | undefined {
  const rows = new Map<string, number>()
  const vote = (month: string, times: number): void => void rows.set(month, (rows.get(month) ?? 0) + times)
  for (const source of files.flatMap(file => sourcesOf(file, []))) {
    const kinds = kindsOf(source, { period: undefined, currency: 'CNY', directory: undefined })
    // Without headers a roster's dates say of themselves that they are of people.
    if (source.table.headerRow && rosterFit(source.table, kinds)) continue
    const dates = source.table.columns.flatMap((column, i) =>
      kinds[i]!.type === 'date' && !isPersonal(column.text) ? [kinds[i]!.values] : [],
    )
    for (const day of dates.flat()) if (day !== undefined) vote(isoDate(day).slice(0, 7), 1)
  }
  for (const { file, sheets } of files) {
    for (const text of [file, ...sheets.flatMap(titlesOf)]) {
      const [, year, month] = /(?<!\d)(20\d{2})[-_.年]?(0[1-9]|1[0-2]|[1-9](?=月))/.exec(text) ?? []
      if (year && month) vote(`${year}-${month.padStart(2, '0')}`, 0.5)
    }
  }
  const [most] = [...rows].sort((a, b) => b[1] - a[1])
  return (most && parsePeriod(most[0])) ?? undefined
}

/** Sheets of a file that are tables; those with the same headers are one. */
function sourcesOf({ file, sheets, because }: LookedFile, left: Left[]): Source[] {
  if (because !== undefined) {
    left.push({ file, sheet: undefined, doubt: { kind: 'unread file', because } })
    return []
  }
  const found = new Map<string, { sheet: LookedSheet; table: LookedTable }[]>()
  const visible = sheets.filter(sheet => !sheet.hidden && sheet.rows.some(row => row?.some(cell => !isBlankCell(cell))))
  for (const sheet of visible) {
    const table = tableOf(sheet)
    if (!table?.columns.some(({ header }) => header !== undefined))
      left.push({ file, sheet: sheet.name, doubt: { kind: 'no header' } })
    else addTo(found, table.columns.map(({ text }) => text).join('\n'), { sheet, table })
  }
  return [...found.values()].map(alike => ({
    ...{ file, more: [], is1904: alike[0]!.sheet.is1904, table: joined(alike.map(({ table }) => table)) },
    sheets: sheets.length > 1 ? alike.map(({ sheet }) => sheet.name!) : undefined,
    sheet: sheets.length === 1 ? sheets[0]!.name : undefined,
  }))
}

/** Files with the same columns whose names begin alike, one for each team or week, as one source. */
function ofSeveralFiles(sources: readonly Source[]): Source[] {
  const found: Source[] = []
  for (const source of sources) {
    const key = ({ table, sheets, is1904 }: Source): string =>
      [...table.columns.map(({ text }) => text), ...(sheets ?? []), is1904].join('\n')
    const i = found.findIndex(
      one =>
        one.file !== source.file && key(one) === key(source) && commonName([one.file, ...one.more, source.file]) !== '',
    )
    const one = found[i]
    if (!one) found.push(source)
    else found[i] = { ...one, more: [...one.more, source.file], table: joined([one.table, source.table]) }
  }
  return found
}

/** With what the names of files begin, but for months; empty where that is no word, or where months alone tell them apart. */
function commonName(files: readonly string[]): string {
  const [first = '', ...more] = files.map(file => fileNames(file).name)
  if (new Set([first, ...more]).size <= more.length) return ''
  let end = first.length
  while (end > 0 && !more.every(name => name.startsWith(first.slice(0, end)))) end--
  const common = first.slice(0, end)
  // A part of a Latin word is no name.
  const word =
    /[a-z]$/i.test(common) && [first, ...more].some(name => /^[a-z]/i.test(name.slice(end)))
      ? common.replace(/[a-z]+$/i, '')
      : common
  return /\p{L}{2}/u.test(word) ? word.trim() : ''
}

/** Tables of the same headers as one. */
function joined(tables: readonly LookedTable[]): LookedTable {
  const [first, ...more] = tables
  if (more.length === 0) return first!
  return {
    rows: tables.flatMap(({ rows }) => rows),
    totals: tables.reduce((sum, { totals }) => sum + totals, 0),
    headerRow: first!.headerRow,
    second: tables.reduce((sum, { second }) => sum + second, 0),
    columns: first!.columns.map((column, i) => ({
      ...column,
      cells: tables.flatMap(({ columns }) => columns[i]!.cells),
    })),
  }
}

function currencyIn(sources: readonly Source[]): string {
  const texts = sources.flatMap(({ table }) =>
    table.columns.flatMap(({ text, cells }) => [text, ...cells.slice(0, 50).map(cellText)]),
  )
  const signs: readonly (readonly [RegExp, string])[] = [
    [/£/, 'GBP'],
    [/€/, 'EUR'],
    [/₹/, 'INR'],
    [/\bAUD\b|A\$/, 'AUD'],
    [/\bCAD\b|C\$/, 'CAD'],
    [/[¥￥]/, 'CNY'],
  ]
  const named = sources
    .flatMap(({ table }) => table.columns.filter(({ text }) => /^(currency|ccy|币种|货币)/i.test(text.trim())))
    .flatMap(({ cells }) => cells.slice(0, 200).map(cell => cellText(cell).trim().toUpperCase()))
    .find(code => currencyOf(code)?.places === 2)
  const commas = texts.filter(text => /^\d{1,3}(\.?\d{3})*,\d\d$/.test(text.trim())).length
  const points = texts.filter(text => /^\d{1,3}(,?\d{3})*\.\d\d$/.test(text.trim())).length
  return named ?? signs.find(([sign]) => texts.some(text => sign.test(text)))?.[1] ?? (commas > points ? 'EUR' : 'USD')
}

function kindsOf({ table, is1904 }: Source, around: Omit<Around, 'is1904'>): Kind[] {
  const { decimals } = decimalsIn(table, around.currency)
  const about = { ...around, is1904, decimals, headless: table.headerRow !== undefined }
  return table.columns.map(column => kindOf(column, about))
}

/**
 * The sign that has to be said to stand before the decimals of a table, where some of its texts have two readings: that of the texts
 * with one. Where those do not tell, a comma, with an example to ask about.
 */
function decimalsIn(
  { columns }: LookedTable,
  currency: string,
): { readonly decimals: Decimals | undefined; readonly example?: string } {
  if (currencyOf(currency)?.decimals) return { decimals: undefined }
  const texts = columns.flatMap(({ cells }) => cells.filter(cell => typeof cell === 'string'))
  const reads = (text: string, decimals: Decimals | undefined): boolean =>
    !isRefusal(readFigureText(text, { lakhs: false, decimals }))
  const example = texts.find(text => DECIMALS.every(sign => reads(text, sign)) && !reads(text, undefined))
  if (example === undefined) return { decimals: undefined }
  const [comma, point] = DECIMALS.map((sign, i) =>
    texts.some(text => reads(text, sign) && !reads(text, DECIMALS[1 - i])),
  )
  return comma === point ? { decimals: 'comma', example } : { decimals: comma ? 'comma' : 'point' }
}

/** Gives each table a name of its own, and a pattern that fits its file alone. */
class Names {
  private readonly files: readonly string[]
  private readonly taken = new Set<string>(['people'])

  constructor(files: readonly string[]) {
    this.files = files
  }

  /** The name of a source's table, and a pattern for each of its files. */
  of({ file, more, sheets, sheet }: Source): { name: string; patterns: readonly string[] } {
    const patterns = [file, ...more].map(one => this.patternOf(one))
    if (more.length > 0) return { name: this.free(legalName(commonName([file, ...more]))), patterns }
    const { name, pattern } = fileNames(file)
    const alone = patterns[0] === pattern
    const exact = file.replace(/\.[A-Za-z0-9]{2,5}$/, '')
    // Of a workbook of one sheet, whose name the file's may hold among others.
    const said = sheet !== undefined && sheet.length > 1 && exact.includes(sheet) ? sheet : undefined
    const base = sheets?.length === 1 ? legalName(sheets[0]!) : said ? legalName(said) : alone ? name : legalName(exact)
    const wanted = this.taken.has(base) && sheets ? legalName(`${name} ${sheets[0]}`) : base
    return { name: this.free(wanted), patterns }
  }

  /** A pattern that fits one file alone. */
  private patternOf(file: string): string {
    const { pattern } = fileNames(file)
    const exact = file.replace(/\.[A-Za-z0-9]{2,5}$/, '')
    return [pattern, `${exact}.*`].find(one => this.files.filter(matcher(one)).length === 1) ?? file
  }

  /** A name that no other table has. */
  free(wanted: string): string {
    let own = wanted
    for (let n = 2; this.taken.has(own); n++) own = `${wanted} ${n}`
    this.taken.add(own)
    return own
  }
}

/** Gives each column of a table a name of its own. */
function columnNames({ columns }: LookedTable): string[] {
  const taken = new Set<string>()
  return columns.map(({ header, text }) => {
    const base = columnName(header ?? text)
    let own = base
    for (let n = 2; taken.has(own); n++) own = `${base} ${n}`
    taken.add(own)
    return own
  })
}

function entryOf(entry: Omit<Entry, 'header'>, name: string, header: string, of?: readonly string[]): Entry {
  if (of) return { ...entry, of }
  return isFoundBy(name, header) ? entry : { ...entry, header }
}

/** The order that has to be said of the dates of a table: that of most of its columns. */
function orderOf(kinds: readonly Kind[]): DateOrder | undefined {
  return kinds.find(kind => kind.order !== undefined)?.order
}

function sheetOf(sheets: readonly string[] | undefined): string | undefined {
  return sheets === undefined ? undefined : sheets.length === 1 ? sheets[0] : sheets.join('\n')
}

function allFiles({ file, more }: Source): string {
  return [file, ...more].join(', ')
}

function filesDoubt({ file, more }: Source): Doubt[] {
  return more.length > 0 ? [{ kind: 'several files', files: [file, ...more] }] : []
}

function rosterOf(
  source: Source,
  currency: string,
  kinds: readonly Kind[],
  roles: Roles,
  names: Names,
  others: readonly string[],
): Pick<Findings, 'stints'> & { table: FoundTable; nameOf: (index: number) => string; paid: Findings['paid'] } {
  const { sheets, table } = source
  const own = columnNames(table)
  const { patterns } = names.of(source)
  const { decimals, example } = decimalsIn(table, currency)
  const stands = positionOf(roles)
  const columns = table.columns.flatMap((column, i): FoundColumn[] => {
    const { header, cells, text, cell, of } = column
    if (header === undefined || column.day !== undefined) return []
    const kind = kinds[i]!
    const role = rosterType(i, roles, column, kind)
    const span = roles.several && (i === roles.several.from || i === roles.several.until)
    const asPosition = roles.position === undefined && i === stands
    const blank = i === roles.left || span || (kind.entry.blank !== undefined && role !== 'group')
    const entry: Omit<Entry, 'header'> = {
      type: asPosition
        ? 'position'
        : (role ?? (i === roles.left || span ? 'date' : kind.type === 'id' ? 'text' : kind.entry.type)),
      ...(role === undefined && !asPosition && kind.entry.values ? { values: kind.entry.values } : {}),
      ...(kind.entry.unit ? { unit: kind.entry.unit } : {}),
      ...(blank && (role === undefined || role === 'account' || role === 'id number')
        ? { blank: kind.entry.blank ?? 'none' }
        : {}),
    }
    const filled = cells.filter(c => !isBlankCell(c)).map(c => cellText(c).trim())
    const texts: Evidence = {
      kind: role === 'group' || role === 'position' || asPosition ? 'texts' : 'different',
      ...countsOf(filled),
    } as Evidence
    const evidence = role === undefined ? kind.evidence : [texts, ...kind.evidence.filter(e => e.kind === 'empty')]
    const beside =
      role === 'account' ||
      role === 'id number' ||
      (role === undefined && i !== roles.left && !span && (isAside(text, kind) || kind.empty || kind.type === 'id'))
    return [
      {
        ...{ name: own[i]!, header, entry: entryOf(entry, own[i]!, header, of), evidence, beside, cell },
        doubts: role === undefined ? kind.doubts : [],
      },
    ]
  })
  // Without a number the name stands for it.
  if (roles.id === undefined) {
    const name = columns.find(column => column.cell === table.columns[roles.name]!.cell)!
    const id = { ...name, name: `${name.name} id`, entry: { type: 'id', header: name.header } }
    columns.unshift(/\p{Script=Han}/u.test(name.name) ? { ...id, name: '工号' } : id)
  }
  const blanks = columns.filter(isUnsureBlank).map(column => column.name)
  const [joined, left] = [roles.joined, roles.left].map(index => (index === undefined ? undefined : own[index]))
  const parts = [
    joined && `${joined} ≤ end of period`,
    left && `(${left} is blank or ${left} ≥ start of period)`,
  ].filter(Boolean)
  const doubts: Doubt[] = [
    ...rosterDoubts(roles, stands === undefined ? undefined : own[stands]),
    ...(others.length > 0 ? [{ kind: 'roster', others } as const] : []),
    ...(blanks.length > 0 ? [{ kind: 'blanks', columns: blanks } as const] : []),
    ...(example === undefined ? [] : [{ kind: 'decimals', example } as const]),
    ...(table.headerRow ? [{ kind: 'header row', named: true } as const] : []),
    ...filesDoubt(source),
    ...kinds.flatMap(kind => kind.doubts.filter(doubt => doubt.kind === 'time zone')).slice(0, 1),
  ]
  return {
    table: {
      ...{
        name: 'people',
        file: allFiles(source),
        patterns,
        sheet: sheetOf(sheets),
        dates: orderOf(kinds),
        decimals,
        columns,
        doubts,
      },
      headerRow: table.headerRow,
      ...{
        rows: { kind: 'one each', key: '', evidence: [], missing: false },
        counted: table.rows.length,
        totals: table.totals,
      },
    },
    nameOf: index => own[index]!,
    stints: roles.several && {
      from: own[roles.several.from ?? -1],
      until: own[roles.several.until ?? -1],
    },
    paid: { condition: parts.length > 0 ? parts.join(' and ') : 'yes', doubt: left === undefined },
  }
}

function countsOf(texts: readonly string[]): { different: number; texts: number; of: number } {
  const different = new Set(texts).size
  return { different, texts: different, of: texts.length }
}

/** True for a column that nothing is likely paid by: free words, and numbers of things. */
function isAside(text: string, kind: Kind): boolean {
  if (namesSecrets(text) || hints('contact', text) || hints('serial', text)) return true
  return kind.type === 'text' && kind.entry.values === undefined
}

interface Made {
  readonly table: FoundTable
  /** People whom each of its columns of people names, by name of the column. */
  readonly named: ReadonlyMap<string, readonly number[]>
  /** The texts of its columns of numbers of orders, by name of the column. */
  readonly numbers?: ReadonlyMap<string, readonly string[]>
}

function tableFrom(
  source: Source,
  around: Omit<Around, 'is1904'>,
  names: Names,
  positions: readonly string[] = [],
): Made {
  const { sheets, table } = source
  const { name, patterns } = names.of(source)
  const kinds = kindsOf(source, around)
  const own = columnNames(table)
  const { decimals, example } = decimalsIn(table, around.currency)
  const doubts: Doubt[] = [
    ...filesDoubt(source),
    ...(example === undefined ? [] : [{ kind: 'decimals', example } as const]),
  ]
  const base = {
    name,
    file: allFiles(source),
    patterns,
    sheet: sheetOf(sheets),
    dates: orderOf(kinds),
    decimals,
    headerRow: table.headerRow,
    counted: table.rows.length,
    totals: table.totals,
  }
  const figures = figuresOf(table, kinds)
  if (figures) {
    const { unsure, ...found } = figures
    return { table: { ...base, ...found, doubts: [...doubts, ...moneyDoubts(unsure)] }, named: new Map() }
  }
  if (table.headerRow) doubts.push({ kind: 'header row', named: false })
  if (table.second > 0) doubts.push({ kind: 'second rows', rows: table.second })
  const zoned = kinds.flatMap(kind => kind.doubts.filter(doubt => doubt.kind === 'time zone'))
  doubts.push(...zoned.slice(0, 1))
  for (const column of table.columns)
    if (column.header === undefined && column.day === undefined && column.cells.some(cell => !isBlankCell(cell)))
      doubts.push({ kind: 'same name', header: column.text })
  const usable = table.columns.flatMap((column, i) =>
    column.header === undefined || column.day !== undefined ? [] : [i],
  )
  const rows = rowsOf(table, kinds, own, usable, around, doubts)
  const order = firstId(table, kinds, usable)
  const keyed = rows.kind === 'one each' ? own.indexOf(rows.key) : -1
  const twice = rows.kind === 'events' ? saidAgain(table, kinds, usable) : new Set<number>()
  const columns = usable.map((i): FoundColumn => {
    const { header, text, cell, of } = table.columns[i]!
    const kind = kinds[i]!
    const isMonth = rows.kind === 'events' && rows.month === own[i]
    const plainText = (kind.type === 'id' && i !== order) || (kind.months && !isMonth)
    const type = plainText ? 'text' : kind.moments && !isMonth ? 'moment' : kind.entry.type
    const plain = { ...kind.entry, type }
    const entry = entryOf(plain, own[i]!, header!, of)
    const number = kind.type === 'id' && (i !== order || rows.kind === 'one each')
    const spare = kind.empty || isAside(text, kind) || number || kind.entry.values?.length === 1
    // Who somebody is stands in the roster.
    const again = (keyed >= 0 && i !== keyed && isOfPeople(kind)) || twice.has(i)
    const read = rows.kind === 'events' && rows.month === own[i]
    const otherDate = (kind.type === 'date' || kind.type === 'time') && !read
    return {
      ...{ name: own[i]!, header: header!, entry, evidence: kind.evidence, doubts: kind.doubts, cell },
      beside: !read && (spare || again || otherDate),
    }
  })
  const blanks = columns.filter(isUnsureBlank).map(column => column.name)
  if (blanks.length > 0) doubts.push({ kind: 'blanks', columns: blanks })
  const asked = usable.filter(i => kinds[i]!.money).map(i => own[i]!)
  doubts.push(...moneyDoubts(columns.flatMap(({ name, beside }) => (asked.includes(name) && !beside ? [name] : []))))
  const people = new Map(
    usable.flatMap(i =>
      kinds[i]!.type === 'person'
        ? [
            [
              own[i]!,
              kinds[i]!.values.filter((value): value is number => value !== undefined && Number.isFinite(value)),
            ] as const,
          ]
        : [],
    ),
  )
  const withPositions = columns.map(column => {
    const mostly = mostPosition(people.get(column.name) ?? [], positions)
    return mostly ? { ...column, evidence: [...column.evidence, mostly] } : column
  })
  // A table has a column at least.
  const [first, ...others] = withPositions
  const read =
    first && withPositions.every(({ beside }) => beside) ? [{ ...first, beside: false }, ...others] : withPositions
  const numbers = new Map(
    usable.filter(i => kinds[i]!.type === 'id').map(i => [own[i]!, columnTexts(table.columns[i]!)] as const),
  )
  return { table: { ...base, rows, columns: read, doubts }, named: people, numbers }
}

/**
 * A table with columns of days, of which each is a row of another table; the first is left out where it says nothing else of
 * anybody.
 */
function withDays(
  { table, is1904 }: Source,
  made: Made,
  around: Omit<Around, 'is1904'> & { readonly chinese: boolean },
  names: Names,
): Made[] {
  const base = made.table
  const days = table.columns.filter(column => column.day !== undefined)
  const [first] = days
  if (!first) return [made]
  const key = base.columns.find(({ name, entry }) => {
    return base.rows.kind === 'one each' ? base.rows.key === name : entry.type === 'person'
  })
  if (!key) {
    const doubt: Doubt = { kind: 'days', first: first.text, last: days.at(-1)!.text, columns: days.length }
    return [{ ...made, table: { ...base, doubts: [doubt, ...base.doubts] } }]
  }
  const groups = new Map<string, TableColumn[]>()
  for (const column of days) addTo(groups, column.day!, column)
  const [day, cell, called] = around.chinese ? ['日期', '内容', '每日'] : ['day', 'entry', 'days']
  const others = base.columns.filter(column => column !== key).map(column => ({ ...column, beside: true, doubts: [] }))
  const tables = [...groups].map(([heading, columns]): Made => {
    const alone = groups.size === 1
    const text = alone || heading === '' ? cell! : heading
    const kind = kindOf(
      { cell: 0, header: undefined, text, day: undefined, cells: columns.flatMap(column => column.cells) },
      { ...around, is1904 },
    )
    const value = legalName(text)
    const entry = kind.type === 'id' ? { ...kind.entry, type: 'text' } : kind.entry
    const header = alone ? undefined : heading
    const blank = entry.blank !== undefined
    const found: FoundColumn[] = [
      {
        ...key,
        beside: false,
        entry: { ...key.entry, type: 'person', ...(table.second > 0 ? { blank: 'none' } : {}) },
      },
      ...[{ name: day!, header: day!, entry: { type: 'date' }, evidence: [], doubts: [], beside: false, cell: -1 }],
      {
        ...{ name: value, header: value, evidence: kind.evidence, doubts: kind.doubts, beside: false, cell: -1 },
        entry: header === undefined ? entry : { ...entry, header },
      },
      ...others,
    ]
    const doubts: Doubt[] = [
      { kind: 'day rows', first: columns[0]!.text, last: columns.at(-1)!.text, columns: columns.length },
      ...(table.second > 0 ? [{ kind: 'second rows', rows: table.second } as const] : []),
      ...(blank && FIGURES.has(entry.type) ? [{ kind: 'blanks', columns: [value] } as const] : []),
      ...moneyDoubts(kind.money ? [value] : []),
    ]
    return {
      table: {
        ...{
          ...base,
          name: names.free(legalName(`${base.name} ${alone ? called! : heading}`)),
          columns: found,
          doubts,
        },
        rows: { kind: 'events', month: day, evidence: [] },
        across: { name: day!, value },
        leaveOut:
          [...(table.second > 0 ? [key.name] : []), ...(blank && !FIGURES.has(entry.type) ? [value] : [])]
            .map(name => `${name} is blank`)
            .join(' or ') || undefined,
        counted: table.rows.length * columns.length,
      },
      named: made.named,
    }
  })
  const says = base.columns.some(column => column !== key && !column.beside)
  return says ? [made, ...tables] : tables
}

/**
 * Numbers that repeat in a table and stand in another one once each are of the orders there: of what they count here, several rows
 * may come, also in later months.
 */
function withReferences(made: readonly Made[]): Made[] {
  const tables = made.flatMap(({ table, numbers = new Map<string, readonly string[]>() }) =>
    [...numbers].map(([column, texts]) => ({ table: table.name, column, texts, all: new Set(texts) })),
  )
  const orders = tables.filter(({ texts, all }) => all.size === texts.length)
  return made.map(one => {
    const columns = one.table.columns.map((column): FoundColumn => {
      const own = column.entry.type === 'id' ? one.numbers?.get(column.name) : undefined
      if (!own || new Set(own).size === own.length) return column
      const known = (all: ReadonlySet<string>): number => own.filter(text => all.has(text)).length
      const [best] = orders
        .filter(({ table, all }) => table !== one.table.name && known(all) * 10 >= own.length * 9)
        .sort((a, b) => known(b.all) - known(a.all))
      if (!best) return withRows(column, own)
      const said: Evidence = {
        kind: 'refers',
        table: best.table,
        column: best.column,
        known: known(best.all),
        of: own.length,
      }
      return { ...column, entry: { ...column.entry, type: 'text' }, evidence: [...column.evidence, said] }
    })
    return { ...one, table: { ...one.table, columns } }
  })
}

/** Numbers that many rows share tell no rows apart, and may come again later; those of a reversal or two do. */
function withRows(column: FoundColumn, texts: readonly string[]): FoundColumn {
  const times = new Map<string, number>()
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1)
  if (times.size * 10 >= texts.length * 9) return column
  const [text, rows] = [...times].reduce((most, next) => (next[1] > most[1] ? next : most))
  const doubt: Doubt = { kind: 'number of rows', text, rows }
  return { ...column, entry: { ...column.entry, type: 'text' }, doubts: [...column.doubts, doubt] }
}

/** Asks once about tables of several files that have the same columns. */
function withAlike(made: readonly Made[]): Made[] {
  const alike = new Map<string, FoundTable[]>()
  const key = ({ columns, across }: FoundTable): string =>
    `${across ? 'across' : ''}\n${columns.map(c => c.header).join('\n')}`
  for (const { table } of made) addTo(alike, key(table), table)
  return made.map(one => {
    const group = alike.get(key(one.table))!
    if (group[0] !== one.table || new Set(group.map(({ file }) => file)).size < 2) return one
    const doubt: Doubt = { kind: 'alike', tables: group.map(({ name }) => name) }
    return { ...one, table: { ...one.table, doubts: [doubt, ...one.table.doubts] } }
  })
}

function columnTexts({ cells }: TableColumn): string[] {
  return cells.filter(cell => !isBlankCell(cell)).map(cell => cellText(cell).trim())
}

function isOfPeople({ type }: Kind): boolean {
  return type === 'person' || typeof type === 'object'
}

/** Columns of rows of somebody that say no more than the one that names them: their name beside their number, their groups. */
function saidAgain({ columns }: LookedTable, kinds: readonly Kind[], usable: readonly number[]): ReadonlySet<number> {
  const people = usable.filter(i => kinds[i]!.type === 'person')
  const who =
    people.find(i => hints('number of person', columns[i]!.text)) ??
    people.find(i => hints('name of person', columns[i]!.text))
  if (who === undefined) return new Set()
  // A name that several people have is no other person.
  const same = (i: number): boolean =>
    kinds[i]!.values.every((value, row) => value === undefined || value === kinds[who]!.values[row])
  return new Set(usable.filter(i => i !== who && isOfPeople(kinds[i]!) && (kinds[i]!.type !== 'person' || same(i))))
}

function moneyDoubts(columns: readonly string[]): Doubt[] {
  return columns.length > 0 ? [{ kind: 'money', columns }] : []
}

const FIGURES = new Set(['money', 'number', 'percent', 'count', 'yes/no'])

/** True for a column of which an empty cell may mean nothing, or 0. */
function isUnsureBlank({ entry, evidence, beside }: FoundColumn): boolean {
  return !beside && FIGURES.has(entry.type) && entry.blank === 'none' && evidence.some(one => one.kind === 'empty')
}

/** The position that most of the people of a column have. */
function mostPosition(
  people: readonly number[],
  positions: readonly string[],
): Extract<Evidence, { kind: 'position' }> | undefined {
  const all = [...new Set(people)]
  const counts = new Map<string, number>()
  for (const person of all) counts.set(positions[person] ?? '', (counts.get(positions[person] ?? '') ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most && most[0] !== '' && most[1] * 10 >= all.length * 7
    ? { kind: 'position', position: most[0], people: most[1], of: all.length }
    : undefined
}

/** The column of the number that tells orders apart. */
function firstId({ columns }: LookedTable, kinds: readonly Kind[], usable: readonly number[]): number | undefined {
  const ids = usable.filter(i => kinds[i]!.type === 'id' && hints('document', columns[i]!.text))
  return ids.find(i => different(columns[i]!)) ?? ids[0]
}

/** Two columns, of which one names a figure and the other has it. */
function figuresOf(
  table: LookedTable,
  kinds: readonly Kind[],
): (Pick<FoundTable, 'rows' | 'columns'> & { unsure: readonly string[] }) | undefined {
  const { columns, rows } = table
  if (columns.length > 5 || rows.length === 0 || rows.length > 80) return undefined
  const name = columns.findIndex(
    (c, i) =>
      c.header !== undefined &&
      hints('figure', c.text) &&
      ['text', 'id'].includes(String(kinds[i]!.type)) &&
      different(c) &&
      !c.cells.some(isBlankCell),
  )
  const value = columns.findIndex((c, i) => i !== name && c.header !== undefined && hints('value', c.text))
  if (name < 0 || value < 0) return undefined
  const taken = new Set<string>()
  const unsure: string[] = []
  const found = rows.map((row): FoundColumn => {
    const header = cellText(row[columns[name]!.cell]).replace(/\s+/g, ' ').trim()
    const cell = row[columns[value]!.cell]
    const base = columnName(header)
    const label = taken.has(base) ? `${base} ${taken.size + 1}` : base
    taken.add(label)
    const alone: TableColumn = { cell: 0, header, text: header, day: undefined, cells: [cell] }
    const kind = kindOf(alone, { period: undefined, currency: 'CNY', is1904: false, directory: undefined })
    const type = kind.empty ? 'number' : kind.entry.type === 'id' ? 'text' : kind.entry.type
    if (kind.money) unsure.push(label)
    return {
      name: label,
      header,
      entry: entryOf({ type }, label, header),
      evidence: [],
      doubts: kind.doubts,
      beside: kind.empty,
      cell: 0,
    }
  })
  return {
    rows: { kind: 'figures', name: columns[name]!.header!, value: columns[value]!.header! },
    columns: found,
    unsure,
  }
}

function rowsOf(
  { columns, rows }: LookedTable,
  kinds: readonly Kind[],
  own: readonly string[],
  usable: readonly number[],
  { period, directory }: Omit<Around, 'is1904'>,
  doubts: Doubt[],
): FoundRows {
  const key = keyOf(columns, kinds, usable, directory)
  const dates = usable.filter(
    i => kinds[i]!.type === 'date' && kinds[i]!.values.length * 2 >= rows.length && !isPersonal(columns[i]!.text),
  )
  const share = (i: number): number => inside(kinds[i]!.values, period) / Math.max(1, rows.length)
  // Orders with their numbers and days are rows of something that happened, also where everybody has one by chance.
  const events = dates.length > 0 && usable.some(i => kinds[i]!.type === 'id' && hints('document', columns[i]!.text))
  if (key !== undefined && !events && (rows.length > 1 || dates.length === 0)) {
    const kind = kinds[key]!
    const there = new Set(kind.values).size
    return {
      kind: 'one each',
      key: own[key]!,
      missing: false,
      evidence: [{ kind: 'different', different: there, of: rows.length }],
    }
  }
  if (dates.length === 0) {
    doubts.push({ kind: 'no month' })
    return { kind: 'events', month: undefined, evidence: [] }
  }
  const worth = (i: number): number =>
    share(i) * 2 + (hints('settled', columns[i]!.text) ? 1 : 0) + (kinds[i]!.values.length === rows.length ? 0.3 : 0)
  const [best, ...others] = [...dates].sort((a, b) => worth(b) - worth(a))
  const rivals = others.filter(i => share(i) > 0 && worth(i) > worth(best!) - 1.5)
  if (rivals.length > 0) doubts.push({ kind: 'month', others: rivals.map(i => own[i]!) })
  const within = inside(kinds[best!]!.values, period)
  if (within === 0 && period) doubts.push({ kind: 'nothing in period', period: period.name })
  return { kind: 'events', month: own[best!], evidence: [{ kind: 'in period', rows: within, of: rows.length }] }
}

/** The column of people, or of groups, each of which has one row. */
function keyOf(
  columns: LookedTable['columns'],
  kinds: readonly Kind[],
  usable: readonly number[],
  directory: Directory | undefined,
): number | undefined {
  const once = (i: number): boolean => {
    const { values, entry } = kinds[i]!
    return (
      entry.shared === undefined &&
      entry.blank === undefined &&
      values.length > 0 &&
      new Set(values).size === values.length &&
      !values.includes(undefined)
    )
  }
  const people = usable.filter(i => kinds[i]!.type === 'person' && once(i))
  const number =
    people.find(i => hints('number of person', columns[i]!.text)) ??
    people.find(i => hints('name of person', columns[i]!.text))
  if (number !== undefined) return number
  if (!directory || usable.some(i => kinds[i]!.type === 'person')) return undefined
  return usable.find(i => typeof kinds[i]!.type === 'object' && once(i))
}

/** The positions that occur, with the columns that name half of their people or more, of the largest tables first. */
function positionsOf(positions: readonly string[], made: readonly Made[]): FoundPosition[] {
  const have = new Map<string, number[]>()
  for (const [person, position] of positions.entries()) if (position !== '') addTo(have, position, person)
  const events = made
    .filter(({ table }) => table.rows.kind === 'events')
    .sort((a, b) => b.table.counted - a.table.counted)
  return [...have].map(([name, people]) => ({
    ...{ name, people: people.length },
    named: events.flatMap(({ table, named }) => {
      const money = table.columns.filter(
        ({ entry, beside, header }) => entry.type === 'money' && !beside && !/成本|cost/i.test(header),
      )
      return [...named].flatMap(([column, there]) =>
        people.filter(person => there.includes(person)).length * 2 >= people.length
          ? [{ table: table.name, column, money: money.map(one => one.name) }]
          : [],
      )
    }),
  }))
}
