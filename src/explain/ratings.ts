// What raters have entered for somebody, item by item and rater by rater, and which amounts follow from it. Takes the engine of a
// worked-out month; gives plain data.

import { type Decimal, sumOf } from '../core/decimal.ts'
import { isDecimal } from '../formula/trace.ts'
import type { Engine } from '../pay/engine.ts'
import { EnteredTables } from '../pay/entered.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import { graphOf } from '../scheme/graph.ts'
import { type ColumnSpec, isEntered } from '../tables/spec.ts'
import { valueText } from './arithmetic-text.ts'
import { criteriaOf } from './criteria.ts'
import { readerFor } from './readers.ts'

export interface RatedItem {
  readonly name: string
  readonly says: string
  /** The column of one of its marks, by which what may stand there is told. */
  readonly spec: ColumnSpec
  /** By rater; nothing where that one does not rate it. */
  readonly marks: readonly (string | undefined)[]
}

export interface Ratings {
  readonly table: string
  readonly raters: readonly string[]
  readonly items: readonly RatedItem[]
  /** By rater, where all that they enter are figures without a unit. */
  readonly sums: readonly (Decimal | undefined)[]
}

export interface Appraised {
  readonly tables: readonly Ratings[]
  /** Ids of the columns of pay, reserves and deductions that read what was entered. */
  readonly follows: ReadonlySet<string>
}

/** Makes what everybody was rated; nothing for whom nobody rates. */
export function ratings(engine: Engine): (person: PersonSheet) => Appraised | undefined {
  const { scheme, facts } = engine
  const entered = new EnteredTables(engine)
  const { style } = readerFor(engine, false)
  const of = scheme.tables.filter(({ spec, rows }) => rows === 'person' && isEntered(spec))
  const ids = new Set(of.flatMap(table => table.columns.map(column => column.id)))
  const graph = graphOf(scheme)
  const all = [...scheme.pay, ...scheme.reserves.map(r => r.withheld), ...scheme.deductions]
  const follows = new Set(all.filter(({ id }) => [...graph.column(id).own].some(read => ids.has(read))).map(c => c.id))
  return ({ row }) => {
    const tables = of.flatMap((table): Ratings[] => {
      const columns = entered
        .columns(table)
        .filter(({ column, by }) => by !== undefined && entered.isAsked(table, column, row))
      if (columns.length === 0) return []
      const raters = [...new Set(columns.map(({ by }) => by!))]
      const names = [...new Set(columns.map(({ item }) => item))]
      const inputOf = (column: (typeof columns)[number]['column']): ReturnType<typeof facts.input>['value'] =>
        facts.input(column, row).value
      return [
        {
          table: table.spec.name,
          raters,
          items: names.map(name => {
            const own = columns.filter(({ item }) => item === name)
            return {
              name,
              spec: own[0]!.spec,
              says:
                own.map(({ spec, column }) => spec.says ?? criteriaOf(scheme, column)).find(said => said !== '') ?? '',
              marks: raters.map(by => {
                const mark = own.find(one => one.by === by)
                const value = mark && inputOf(mark.column)
                return mark && value !== null && value !== undefined
                  ? valueText(value, mark.column.type, undefined, style)
                  : undefined
              }),
            }
          }),
          sums: raters.map(by => {
            const marks = columns.filter(one => one.by === by)
            const values = marks.map(({ column }) => inputOf(column)).filter(isDecimal)
            return marks.length > 1 && marks.every(({ spec }) => spec.type === 'number') && values.length > 0
              ? sumOf(values)
              : undefined
          }),
        },
      ]
    })
    return tables.length === 0 ? undefined : { tables, follows }
  }
}
