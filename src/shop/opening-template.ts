// The workbook that a book is opened from, to be filled in: the people of the newest roster, the scheme's reserves, deductions and
// tables, and the figures of earlier months that it reads, without amounts. Takes a shop and a month; gives the bytes, in the
// language of the scheme's sheets, or what is wrong with scheme and roster.

import {
  type Period,
  parseIsoDate,
  parsePeriod,
  periodAt,
  periodEnding,
  periodsAway,
  periodsIn,
  spanAt,
} from '../core/calendar.ts'
import { localOf } from '../core/currency.ts'
import { done, failed, type Result } from '../core/result.ts'
import { groupOf } from '../formula/types.ts'
import { formerOf } from '../pay/holders.ts'
import { type People, rowOf } from '../pay/people.ts'
import { OPENING_SHEETS, type OpeningColumn, type OpeningSheet, openingType } from '../reports/opening-sheets.ts'
import type { Sheet, SheetColumn } from '../reports/sheet.ts'
import { amount, figure, text } from '../reports/sheet-parts.ts'
import { caseFor, type DefinedColumn, drawsOf, type Reserve, type Scheme } from '../scheme/model.ts'
import { wordsIn } from '../words/language.ts'
import { xlsxBytes } from '../writers/xlsx.ts'
import { dataMonths, shopPays } from './contents.ts'
import { type Beginning, beginning } from './open-book.ts'
import { neededSheets, type OpeningNeeds, openingNeeds } from './opening-needs.ts'
import type { Shop } from './shop.ts'

export interface Template {
  readonly period: string
  readonly bytes: Uint8Array
}

/** Makes it; without a month, for the one before the newest that has data. */
export async function openingTemplate(
  { root, time }: Pick<Shop, 'root' | 'time'>,
  asked: Period | undefined,
): Promise<Result<Template>> {
  const pays = (await shopPays(root)) ?? periodEnding('month', 0)
  const newest = ((await dataMonths(root))[0] ?? periodAt(pays, parseIsoDate(time.slice(0, 10))!)).name
  const period = asked?.name ?? periodsAway(newest, -1)
  const { value: begun, problems } = await beginning(root, period)
  if (!begun) return failed(problems)
  const { scheme } = begun
  const needs = openingNeeds(scheme, period)
  const words = wordsIn(scheme.sheets).opening
  const rows = ROWS(begun, needs)
  const heading = `${scheme.name} ${period} ${words.title}`
  const used = neededSheets(needs)
  const { about, people, months, ...own } = words.readme
  const lines = [
    about(period),
    ...used.map(sheet => own[sheet]),
    ...(used.includes('reserves') ? [people] : []),
    months,
  ]
  const readme: Sheet = {
    ...{ name: words.sheets.readme, heading, frozen: 0 },
    columns: [text(words.title, 100)],
    rows: lines.map(line => [line]),
  }
  const sheets = used.map((sheet): Sheet => {
    const columns = OPENING_SHEETS[sheet].map(column => columnOf(words.columns[column], column, choices(sheet, needs)))
    const keys = OPENING_SHEETS[sheet]
    return {
      ...{ name: words.sheets[sheet], heading, columns, frozen: 0 },
      rows: rows[sheet]().map(row => keys.map(key => row[key] ?? null)),
    }
  })
  return done({ period, bytes: await xlsxBytes([readme, ...sheets], undefined, localOf(scheme.currency)) }, problems)

  function choices(sheet: OpeningSheet, { reserves, deductions, figures, orders }: OpeningNeeds): Choices {
    const of = sheet === 'totals' ? [...new Set([...reserves, ...deductions, ...orders])] : []
    return {
      ...{ reserve: reserves, deduction: deductions, table: orders, of, left: [words.yes] },
      figure: figures.map(f => f.name),
      kind: (['reserves', 'deductions', 'orders'] as const).map(kind => words.sheets[kind]),
    }
  }

  /** The rows of each sheet. */
  function ROWS(begun: Beginning, needs: OpeningNeeds): Readonly<Record<OpeningSheet, () => Row[]>> {
    const { people } = begun
    const everybody = oncePerson(people, begun.scheme)
    const total = (kind: 'reserves' | 'deductions' | 'orders') => (of: string) => ({ kind: words.sheets[kind], of })
    return {
      reserves: () =>
        scheme.reserves.flatMap(reserve =>
          holders(everybody, reserve.withheld).flatMap(who =>
            waiting(reserve, period).map(month => ({ ...who, reserve: reserve.name, month })),
          ),
        ),
      deductions: () =>
        [...scheme.deductions, ...drawsOf(scheme)].flatMap(column =>
          holders(everybody, column).map(who => ({ ...who, deduction: column.name })),
        ),
      figures: () =>
        needs.figures.flatMap(({ column, name, months }) =>
          months.flatMap(month => owners(people, everybody, column.home).map(who => ({ figure: name, month, ...who }))),
        ),
      orders: () => [],
      totals: () => [
        ...needs.reserves.map(total('reserves')),
        ...needs.deductions.map(total('deductions')),
        ...needs.orders.map(total('orders')),
      ],
    }
  }

  /** Whose figures there are of a column: people, keys of a group, or the shop. */
  function owners(
    { directory: { groups } }: People,
    everybody: readonly Somebody[],
    home: DefinedColumn['home'],
  ): Row[] {
    if (home === 'person') return everybody.map(({ id, name }) => ({ whose: id, name }))
    const texts = groups.get(groupOf(home) ?? '')
    return groupOf(home) === null
      ? [{ whose: words.wholeShop }]
      : Array.from({ length: texts?.size ?? 0 }, (_, i) => ({ whose: texts!.text(i) }))
  }
}

type Row = { readonly [C in OpeningColumn]?: string }
type Choices = { readonly [C in OpeningColumn]?: readonly string[] }

/** Columns that are still empty: wide enough for what will stand there. */
const FILLED: ReadonlySet<OpeningColumn> = new Set(['amount', 'value', 'order', 'sum'])

function columnOf(title: string, column: OpeningColumn, choices: Choices): SheetColumn {
  const type = openingType(column)
  const own = type === 'money' ? amount(title, false) : type === 'number' ? figure(title, 2) : text(title)
  const width = FILLED.has(column) ? { width: 16 } : {}
  const offered = choices[column] ?? []
  return { ...own, ...width, ...(offered.length === 0 ? {} : { choices: offered }) }
}

interface Somebody {
  readonly id: string
  readonly name: string
  /** One for each stint. */
  readonly positions: readonly string[]
}

/** Everybody of the roster once; whose number is somebody else's by now has left, and is not expected to wait for anything. */
function oncePerson(people: People, { roster }: Scheme): Somebody[] {
  const { directory, positions, stints } = people
  return [...directory.byId].flatMap(([id, first]): Somebody[] => {
    if (formerOf(id, roster.formerNames)) return []
    const own = stints?.parts.get(rowOf(people, id)!) ?? [first]
    return [{ id, name: directory.names[first]!, positions: own.map(row => positions[row]!) }]
  })
}

/** The people of whose positions one has something of a column. */
function holders(people: readonly Somebody[], column: DefinedColumn): Row[] {
  return people.flatMap(({ id, name, positions }) =>
    positions.some(position => caseFor(column, position)) ? [{ id, name }] : [],
  )
}

/** Months of a reserve that wait for their release when a month is closed: those of its quarter or year up to it. */
function waiting({ release }: Reserve, period: string): string[] {
  const of = parsePeriod(period)!
  const names = periodsIn(spanAt(of.end, release?.every ?? 'year'), of).map(p => p.name)
  return names.filter(name => name <= period)
}
