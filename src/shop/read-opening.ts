// Reads the workbook that a book is opened from. Takes the file, the scheme of the first month that is to be worked out, its
// roster and the month that the book begins with; gives lots, deductions, figures and orders with what they add up to, or every
// problem with its cell. Nothing is guessed: what is named must be known, and the sums must be those that are stated.

import { type PayPeriod, parsePayPeriod, typedPeriod } from '../core/calendar.ts'
import { type Decimal, decimal, ONE, plain, sumOf } from '../core/decimal.ts'
import { addTo, append, once } from '../core/lists.ts'
import { amountText } from '../core/money.ts'
import { type Place, placeText } from '../core/place.ts'
import { anyError, type Problem, placed, problem } from '../core/problem.ts'
import type { OpeningFault, OpeningTotal } from '../core/problem-facts.ts'
import { done, failed, type Result } from '../core/result.ts'
import { slipOf, suggest } from '../core/suggest.ts'
import type { Value } from '../formula/bound.ts'
import { decode, keptText } from '../formula/kinds.ts'
import { isDecimal } from '../formula/trace.ts'
import { groupOf } from '../formula/types.ts'
import { cellSpec } from '../pay/given.ts'
import { sameName } from '../pay/holders.ts'
import type { People } from '../pay/people.ts'
import { OPENING_SHEETS, type OpeningColumn, type OpeningSheet, openingType } from '../reports/opening-sheets.ts'
import { accept } from '../scheme/allowed.ts'
import type { Scheme, SchemeColumn } from '../scheme/model.ts'
import { squashed } from '../scheme/names.ts'
import { readGivenCell } from '../sources/given-cell.ts'
import { readTable } from '../sources/read-table.ts'
import { emptyDirectory } from '../tables/directory.ts'
import { type TableSpec, valueKind } from '../tables/spec.ts'
import type { OpeningWords } from '../words/en/opening.ts'
import { wordsIn } from '../words/language.ts'
import { figureNames, neededSheets, type OpeningNeeds, openingNeeds } from './opening-needs.ts'

export interface OpeningAsked {
  readonly scheme: Scheme
  readonly people: People
  /** The month that the book is opened with. */
  readonly period: string
  readonly path: string
  /** The file as problems name it. */
  readonly display: string
}

/** What is open of a reserve or a deduction of one month. */
export interface OpenAmount {
  readonly person: string
  /** The reserve or deduction. */
  readonly account: string
  readonly origin: string
  readonly amount: Decimal
  readonly rate: string | undefined
  readonly at: Place
}

/** What something adds up to. */
export interface OpeningSum {
  readonly kind: OpeningTotal
  readonly name: string
  readonly rows: number
  readonly people: number
  /** Undefined of orders: they are counted. */
  readonly amount: Decimal | undefined
}

export interface OpeningContent {
  readonly lots: readonly OpenAmount[]
  readonly dues: readonly OpenAmount[]
  /** By month and number: who is spoken of. */
  readonly people: ReadonlyMap<string, ReadonlyMap<string, Who>>
  /** By month, then by number of a person, key of a group or nothing for the shop, then by column. */
  readonly values: ReadonlyMap<string, ReadonlyMap<string, Readonly<Record<string, string>>>>
  /** By month: the columns that are spoken of. */
  readonly kept: ReadonlyMap<string, ReadonlySet<string>>
  readonly orders: ReadonlyMap<string, ReadonlySet<string>>
  readonly sums: readonly OpeningSum[]
  /** How many values there are of each figure and month. */
  readonly figures: readonly { readonly name: string; readonly month: string; readonly values: number }[]
  readonly sha256: string
}

interface Who {
  readonly id: string
  readonly name: string
}

/** Reads it. What the scheme accepts of its problems are warnings. */
export async function readOpening(asked: OpeningAsked): Promise<Result<OpeningContent>> {
  const reader = new OpeningReader(asked)
  const needs = openingNeeds(asked.scheme, asked.period)
  for (const sheet of neededSheets(needs)) {
    // What is no workbook has no sheet.
    if (!(await reader.read(sheet))) break
  }
  const content = reader.content(needs)
  const problems = accept(asked.scheme.allowed, reader.told())
  return anyError(problems) ? failed(problems) : done(content, problems)
}

/** A row of a sheet. */
interface Line {
  readonly sheet: OpeningSheet
  readonly value: (column: OpeningColumn) => Value
  /** Empty where there is nothing. */
  readonly text: (column: OpeningColumn) => string
  readonly at: (column: OpeningColumn) => Place
  /** True for a cell that could not be read: it has been told. */
  readonly unread: (column: OpeningColumn) => boolean
}

/** Faults of one kind told in full, by sheet and column. */
const MOST = 20

class OpeningReader {
  readonly #asked: OpeningAsked
  readonly #words: OpeningWords
  readonly #problems: Problem[] = []
  readonly #faults = new Map<string, { readonly column: string; readonly at: Place[]; count: number }>()
  readonly #lines = new Map<OpeningSheet, readonly Line[]>()
  /** Sheets of which the sums are not known. */
  readonly #faulty = new Set<OpeningSheet>()
  readonly #people = new Map<string, Map<string, Who>>()
  /** Of the roster by number without zeros in front, which spreadsheets lose; undefined where several are alike. */
  readonly #bare = new Map<string, number | undefined>()
  #sha256 = ''

  constructor(asked: OpeningAsked) {
    this.#asked = asked
    this.#words = wordsIn(asked.scheme.sheets).opening
    for (const [i, id] of asked.people.directory.ids.entries())
      this.#bare.set(bare(id), this.#bare.has(bare(id)) ? undefined : i)
  }

  /** Reads the rows of a sheet; false where the file can't be read at all. */
  async read(sheet: OpeningSheet): Promise<boolean> {
    const { path, display } = this.#asked
    const columns = OPENING_SHEETS[sheet]
    const spec = this.#specOf(sheet)
    const found: { row: number; values: Value[] }[] = []
    const reading = await readTable({
      ...{ spec, files: [{ path, display }], directory: emptyDirectory(), period: undefined },
      onBatch: (batch, dictionaries) => {
        for (let i = 0; i < batch.size; i++)
          found.push({
            row: batch.rows[i]!,
            values: batch.columns.map((data, c) => decode(data, valueKind(spec.columns[c]!.type), dictionaries[c], i)),
          })
      },
    })
    const { place, unread, files, problems } = reading
    this.#sha256 = files[0]?.sha256 ?? ''
    if (anyError(problems)) this.#faulty.add(sheet)
    if (files[0]?.format === 'csv') {
      this.#problems.push(problem('OPENING_SHEET', { file: display }, { sheet: '', column: '', found: '' }))
      return false
    }
    append(this.#problems, problems.map(inWorkbook))
    if (problems.some(p => p.severity === 'error' && p.at?.sheet === undefined && p.code !== 'SHEET_MISSING'))
      return false
    const lines = found.map(({ row, values }): Line => {
      const index = (column: OpeningColumn): number => columns.indexOf(column)
      const value = (column: OpeningColumn): Value => values[index(column)] ?? null
      return {
        sheet,
        value,
        text: column => textOf(value(column)),
        at: column => place(index(column), row),
        unread: column => unread.cell(index(column), row),
      }
    })
    this.#lines.set(sheet, lines)
    return true
  }

  /** What the sheets say; what is wrong with it is told. */
  content(needs: OpeningNeeds): OpeningContent {
    const lots = this.#amounts('reserves', 'reserve', needs.reserves)
    const dues = this.#amounts('deductions', 'deduction', needs.deductions)
    const { values, kept, figures } = this.#figures(needs)
    const orders = this.#orders(needs)
    const sums = [
      ...sumsOf('reserves', needs.reserves, lots),
      ...sumsOf('deductions', needs.deductions, dues),
      ...needs.orders.map((name): OpeningSum => {
        return { kind: 'orders', name, rows: orders.get(name)?.size ?? 0, people: 0, amount: undefined }
      }),
    ]
    this.#totals(sums)
    return { lots, dues, people: this.#people, values, kept, orders, sums, figures, sha256: this.#sha256 }
  }

  told(): readonly Problem[] {
    const more = [...this.#faults.values()].flatMap(({ column, at, count }) =>
      count > MOST ? [problem('CELLS_MORE', at.at(-1), { code: 'OPENING_CELL', column, more: count - MOST })] : [],
    )
    return [...this.#problems, ...more]
  }

  #specOf(sheet: OpeningSheet): TableSpec {
    const { display, scheme } = this.#asked
    const at = { file: display, sheet: this.#words.sheets[sheet] }
    return {
      name: this.#words.sheets[sheet],
      files: [display],
      sheets: [this.#words.sheets[sheet]],
      month: undefined,
      layout: { kind: 'rows' },
      columns: OPENING_SHEETS[sheet].map(column => {
        const title = this.#words.columns[column]
        const cell = { type: openingType(column), blank: 'none', range: undefined, values: undefined } as const
        return { name: title, headers: [title], ...cell, ...scheme.written, at }
      }),
      at,
    }
  }

  #linesOf(sheet: OpeningSheet): readonly Line[] {
    return this.#lines.get(sheet) ?? []
  }

  /** Tells a fault of a cell once, unless it could not be read, and of many alike only the first. Gives nothing. */
  #fault(line: Line, column: OpeningColumn, fault: OpeningFault, other = '', first?: Place): undefined {
    this.#faulty.add(line.sheet)
    if (line.unread(column)) return undefined
    const title = this.#words.columns[column]
    const known = once(this.#faults, `${line.sheet} ${column} ${fault}`, () => ({ column: title, at: [], count: 0 }))
    known.count++
    if (known.count <= MOST + 1) known.at.push(line.at(column))
    if (known.count > MOST) return undefined
    const related = first ? [{ at: first, note: line.text(column) }] : []
    const facts = { column: title, found: line.text(column), fault, other }
    this.#problems.push(problem('OPENING_CELL', line.at(column), facts, { related }))
    return undefined
  }

  /** The rows of a sheet that have an amount. */
  #amounts(sheet: 'reserves' | 'deductions', column: OpeningColumn, names: readonly string[]): OpenAmount[] {
    const found: OpenAmount[] = []
    const places = new Map<string, Place>()
    for (const line of this.#linesOf(sheet)) {
      if (line.value('amount') === null && !line.unread('amount')) continue
      const amount = this.#amount(line)
      const account = this.#named(line, column, names)
      const origin = this.#month(line)
      const who = this.#who(line, 'id', origin)
      const rate = sheet === 'reserves' ? this.#rate(line) : undefined
      if (!amount || account === undefined || origin === undefined || !who) continue
      const key = `${who.id}\0${account}\0${origin}`
      const before = places.get(key)
      if (before) this.#fault(line, 'id', 'twice', placeText(before), before)
      places.set(key, line.at('id'))
      found.push({ person: who.id, account, origin, amount, rate, at: line.at('month') })
    }
    return found
  }

  #amount(line: Line): Decimal | undefined {
    const amount = line.value('amount')
    if (!isDecimal(amount)) return undefined
    if (amount.isNegative() || amount.isZero()) return this.#fault(line, 'amount', 'not above zero')
    return amount.decimalPlaces() > 2 ? this.#fault(line, 'amount', 'more than fen') : amount
  }

  /** The rate at which it was withheld, as a text that is kept beside it. */
  #rate(line: Line): string | undefined {
    const rate = line.value('rate')
    if (!isDecimal(rate)) return undefined
    if (rate.isNegative() || rate.gt(ONE)) return this.#fault(line, 'rate', 'not a rate')
    return `${plain(rate.times(100))}%`
  }

  #named(line: Line, column: OpeningColumn, names: readonly string[]): string | undefined {
    const typed = line.text(column)
    if (typed === '') return this.#fault(line, column, 'blank')
    const found = names.find(name => squashed(name) === squashed(typed))
    return found ?? this.#fault(line, column, 'unknown', suggest(typed, names))
  }

  /** The month of a row; a spreadsheet makes the first day of the month of it. */
  #month(line: Line): string | undefined {
    const typed = line.text('month')
    if (typed === '') return this.#fault(line, 'month', 'blank')
    const { period } = this.#asked
    const month = monthTyped(typed.normalize('NFKC').replace(/\s/g, ''), parsePayPeriod(period)!)
    if (month === undefined) return this.#fault(line, 'month', 'no month')
    return month > period ? this.#fault(line, 'month', 'later', period) : month
  }

  /** The person of a row: of the roster, or one who has left. */
  #who(line: Line, column: 'id' | 'whose', month: string | undefined): Who | undefined {
    const { directory } = this.#asked.people
    const [typed, name, left] = [line.text(column), line.text('name'), line.value('left') === true]
    if (typed === '') return this.#fault(line, column, 'blank')
    const index = directory.byId.get(typed) ?? this.#bare.get(bare(typed))
    const own = index === undefined ? undefined : { id: directory.ids[index]!, name: directory.names[index]! }
    const isOwn = own !== undefined && (name === '' || this.#isName(own, name))
    if (own && !isOwn && !left) return this.#fault(line, 'name', 'other name', own.name)
    if (!own && !left) {
      const near = directory.names.indexOf(name)
      const other = near < 0 ? slipOf(typed, directory.ids) : directory.ids[near]
      return this.#fault(
        line,
        column,
        'nobody',
        other === undefined ? '' : `${directory.names[directory.ids.indexOf(other)]} (${other})`,
      )
    }
    if (!isOwn && name === '') return this.#fault(line, 'name', 'blank')
    const who = isOwn ? own : { id: own?.id ?? typed, name }
    if (month === undefined) return who
    const people = once(this.#people, month, () => new Map<string, Who>())
    const known = once(people, who.id, () => who)
    return sameName(known.name, who.name) ? known : this.#fault(line, 'name', 'other name', known.name)
  }

  #isName({ id, name }: { readonly id: string; readonly name: string }, typed: string): boolean {
    const renamed = this.#asked.scheme.roster.formerNames.renamed.get(id) ?? []
    return [name, ...renamed].some(one => sameName(one, typed))
  }

  #figures(needs: OpeningNeeds): Pick<OpeningContent, 'values' | 'kept' | 'figures'> {
    const values = new Map<string, Map<string, Record<string, string>>>()
    const kept = new Map<string, Set<string>>()
    const counts = new Map<string, { name: string; month: string; values: number }>()
    const places = new Map<string, Place>()
    const names = new Map(
      [...figureNames(this.#asked.scheme)].map(([column, name]) => [squashed(name), { column, name }]),
    )
    for (const line of this.#linesOf('figures')) {
      const typed = line.text('figure')
      const found = names.get(squashed(typed))
      if (!found) {
        const known = [...names.values()].map(({ name }) => name)
        this.#fault(line, 'figure', typed === '' ? 'blank' : 'unknown', suggest(typed, known))
        continue
      }
      const { column, name } = found
      const month = this.#month(line)
      const key = this.#keyOf(line, column, name, month)
      const text = this.#figure(line, column)
      if (month === undefined || key === undefined || text === undefined) continue
      const place = `${month}\0${key}\0${column.id}`
      const before = places.get(place)
      if (before) this.#fault(line, 'figure', 'twice', placeText(before), before)
      places.set(place, line.at('figure'))
      once(kept, month, () => new Set<string>()).add(column.id)
      if (text === null) continue
      const rows = once(values, month, () => new Map<string, Record<string, string>>())
      once(rows, key, (): Record<string, string> => ({}))[column.id] = text
      once(counts, `${month}\0${column.id}`, () => ({ name, month, values: 0 })).values++
    }
    const isRead = this.#lines.has('figures') && !this.#faulty.has('figures')
    for (const { column, name, months } of isRead ? needs.figures : [])
      for (const month of months)
        if (!kept.get(month)?.has(column.id))
          this.#problems.push(problem('OPENING_LACKS', column.at, { name, month, opened: false }))
    return { values, kept, figures: [...counts.values()] }
  }

  /** Whose figure a row has, as the book names it. */
  #keyOf(line: Line, column: SchemeColumn, name: string, month: string | undefined): string | undefined {
    const typed = line.text('whose')
    if (column.home === 'person') return this.#who(line, 'whose', month)?.id
    const group = groupOf(column.home)
    if (group === null) {
      const isShop = typed === '' || squashed(typed) === squashed(this.#words.wholeShop)
      return isShop ? '' : this.#fault(line, 'whose', 'of the shop', name)
    }
    const texts = this.#asked.people.directory.groups.get(group)
    const keys = Array.from({ length: texts?.size ?? 0 }, (_, i) => texts!.text(i))
    const key = this.#named(line, 'whose', keys)
    return key === undefined ? undefined : `${group}=${key}`
  }

  /** The value of a figure as the book keeps it; null where there was none. */
  #figure(line: Line, column: SchemeColumn): string | null | undefined {
    const text = line.text('value')
    if (text === '') return this.#fault(line, 'value', 'blank')
    if (squashed(text) === squashed(this.#words.none)) return null
    const spec = { ...cellSpec(this.#asked.scheme, column), name: this.#words.columns.value }
    const { data, dictionary, problem: wrong } = readGivenCell(spec, text, undefined)
    if (wrong) {
      this.#faulty.add('figures')
      this.#problems.push(placed(wrong, line.at('value'), {}))
      return undefined
    }
    return keptText(decode(data, column.type.kind, dictionary, 0), column.type.kind) ?? null
  }

  #orders({ orders }: OpeningNeeds): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>()
    const places = new Map<string, Place>()
    for (const line of this.#linesOf('orders')) {
      const table = this.#named(line, 'table', orders)
      const order = line.text('order')
      if (order === '') this.#fault(line, 'order', 'blank')
      if (table === undefined || order === '') continue
      const key = `${table}\0${order}`
      const before = places.get(key)
      if (before) this.#fault(line, 'order', 'twice', placeText(before), before)
      places.set(key, line.at('order'))
      once(found, table, () => new Set<string>()).add(order)
    }
    return found
  }

  /** Holds the sums against those that are stated. */
  #totals(sums: readonly OpeningSum[]): void {
    const stated = new Map<string, Line[]>()
    const kinds = new Map(KINDS.map(kind => [this.#words.sheets[kind], kind]))
    for (const line of this.#linesOf('totals')) {
      const word = this.#named(line, 'kind', [...kinds.keys()])
      const kind = word === undefined ? undefined : kinds.get(word)
      if (kind === undefined) continue
      const name = this.#named(
        line,
        'of',
        sums.flatMap(sum => (sum.kind === kind ? [sum.name] : [])),
      )
      if (name !== undefined) addTo(stated, `${kind}\0${name}`, line)
    }
    for (const { kind, name, rows, amount } of sums) {
      const [line, again] = stated.get(`${kind}\0${name}`) ?? []
      if (line && again) this.#fault(again, 'of', 'twice', placeText(line.at('of')), line.at('of'))
      // What a row is of that can't be told may be this.
      if (this.#faulty.has(kind) || !this.#lines.has(kind) || line?.unread('sum')) continue
      if (!line && this.#faulty.has('totals')) continue
      const should = line?.value('sum')
      const isSum = isDecimal(should ?? null) ? (should as Decimal) : undefined
      if (isSum?.eq(amount ?? decimal(rows))) continue
      const show = (x: Decimal): string => (amount && x.decimalPlaces() <= 2 ? amountText(x) : plain(x))
      const at = line?.at('sum') ?? { file: this.#asked.display, sheet: this.#words.sheets.totals }
      const facts = { kind, name, stated: isSum ? show(isSum) : '', found: show(amount ?? decimal(rows)) }
      this.#problems.push(problem('OPENING_TOTAL', at, facts))
    }
  }
}

const KINDS = ['reserves', 'deductions', 'orders'] as const
/** One of the periods like that of the opening; of a month, its first day will do. */
function monthTyped(typed: string, like: PayPeriod): string | undefined {
  if (like.kind !== 'month') return typedPeriod(typed, 0, like)?.name
  const [, year, number = ''] = MONTH.exec(typed) ?? []
  return year && `${year}-${number.padStart(2, '0')}`
}

const MONTH = /^(\d{4})[-/年](0?[1-9]|1[0-2])(?:月|[-/]0?1)?$/

function sumsOf(kind: OpeningTotal, names: readonly string[], amounts: readonly OpenAmount[]): OpeningSum[] {
  return names.map(name => {
    const own = amounts.filter(a => a.account === name)
    return {
      ...{ kind, name, rows: own.length },
      people: new Set(own.map(a => a.person)).size,
      amount: sumOf(own.map(a => a.amount)),
    }
  })
}

/** What is missing, without what a scheme would say of it: here the names of sheets and columns are given. */
function inWorkbook(found: Problem): Problem {
  const { at } = found
  if (found.code === 'SHEET_MISSING')
    return problem('OPENING_SHEET', at, { sheet: found.facts.sheet, column: '', found: found.facts.found })
  if (found.code === 'HEADER_MISSING')
    return problem('OPENING_SHEET', at, {
      sheet: found.facts.table,
      column: found.facts.column,
      found: found.facts.found,
    })
  if (found.code === 'HEADER_NOT_FOUND')
    return problem('OPENING_SHEET', at, { sheet: found.facts.table, column: found.facts.wanted, found: '' })
  return found
}

function textOf(value: Value): string {
  return value === null ? '' : isDecimal(value) ? plain(value) : String(value)
}

function bare(id: string): string {
  return id.replace(/^0+/, '')
}
