// What is checked of an export's rows as they go by, among those that count: numbers that repeat where they must not, numbers
// that are one but for their spelling, and money taken back under a number under which none was charged. Takes rows of
// batches; gives findings by row, which a second look at the file then quotes.

import { larger } from '../core/lists.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { Interner } from '../tables/interner.ts'
import type { Quote, Reading } from '../tables/reading.ts'
import { RowByCode } from '../tables/row-list.ts'
import type { TableSpec } from '../tables/spec.ts'
import { FATE, type TakeRow } from './order-log.ts'

/** Findings of one kind that are told in full. */
const MOST = 50

interface Finding {
  readonly code: 'ID_REPEATED' | 'ID_NEAR' | 'REVERSAL_ALONE'
  readonly column: number
  readonly found: string
  readonly row: number
  /** The row that had it first, and how it is spelled there. */
  readonly other: number | undefined
  readonly nearest?: string
}

export interface RowChecks {
  readonly take: TakeRow
  readonly findings: () => readonly Finding[]
}

/** Prepares the checks of a table. The first id column names the document of a row; `counted`: columns whose different texts are counted. */
export function rowChecks(spec: TableSpec, counted: ReadonlySet<number>): RowChecks {
  const document = spec.columns.findIndex(column => column.type === 'id')
  const numbers = spec.columns.flatMap(({ unique = false }, column) =>
    unique || column === document || counted.has(column) ? [{ column, unique, firsts: new RowByCode() }] : [],
  )
  const seen: (Interner | undefined)[] = []
  const repeated: Finding[] = []
  let fates = new Uint8Array(1024)
  const takenBack = new Map<number, number>()
  let texts: Interner | undefined

  const take: TakeRow = (batch, dictionaries, i, fate) => {
    for (const { column, unique, firsts } of numbers) {
      const code = batch.columns[column]!.values[i]!
      if (Number.isNaN(code)) continue
      seen[column] = dictionaries[column]
      // A reversal carries the number of what it takes back.
      if (unique && fate === FATE.takenBack) continue
      const row = batch.rows[i]!
      const other = firsts.first(code, row)
      if (unique && other !== undefined)
        repeated.push({ code: 'ID_REPEATED', column, found: dictionaries[column]!.text(code), row, other })
    }
    if (document < 0 || fate === FATE.none) return
    texts = dictionaries[document]
    const code = batch.columns[document]!.values[i]!
    if (Number.isNaN(code)) return
    if (code >= fates.length) fates = larger(fates, code)
    fates[code]! |= fate
    if (fate === FATE.takenBack && !takenBack.has(code)) takenBack.set(code, batch.rows[i]!)
  }

  return {
    take,
    findings: () => {
      const alone = [...takenBack].flatMap(([code, row]): Finding[] =>
        fates[code] === FATE.takenBack
          ? [{ code: 'REVERSAL_ALONE', column: document, found: texts!.text(code), row, other: undefined }]
          : [],
      )
      const near = numbers.flatMap(({ column, firsts }) => twinsIn(seen[column], column, firsts))
      return [...repeated, ...near, ...alone]
    },
  }
}

/** Two rows whose numbers are one but for their spelling; only rows that count. */
function twinsIn(texts: Interner | undefined, column: number, firsts: RowByCode): Finding[] {
  return (texts?.twins() ?? []).flatMap(([code, earlier]): Finding[] => {
    const [row, other] = [firsts.row(code), firsts.row(earlier)]
    if (row === 0 || other === 0) return []
    const [found, nearest] = [texts!.text(code), texts!.text(earlier)]
    return [{ code: 'ID_NEAR', column, found, nearest, row, other }]
  })
}

/** The problems of findings, with the rows as they stand in the file. */
export function findingProblems(
  findings: readonly Finding[],
  spec: TableSpec,
  reading: Reading,
  quotes: ReadonlyMap<number, Quote>,
): Problem[] {
  const counts = new Map<string, number>()
  const problems = findings.flatMap(({ code, column, found, nearest = '', row, other }): Problem[] => {
    const key = `${code} ${column}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count > MOST) return []
    const { name } = spec.columns[column]!
    const at = reading.place(column, row)
    const quote = quotes.get(row)
    const more = quote ? { quote } : {}
    if (code === 'REVERSAL_ALONE') return [problem(code, at, { column: name, found, table: spec.name }, more)]
    const related = [{ at: reading.place(column, other!), note: quotes.get(other!)?.text ?? '' }]
    if (code === 'ID_NEAR') return [problem(code, at, { column: name, found, nearest }, { ...more, related })]
    return [problem(code, at, { column: name, found, other: String(other) }, { ...more, related })]
  })
  for (const { code, column, row } of findings) {
    const more = (counts.get(`${code} ${column}`) ?? 0) - MOST
    if (more <= 0) continue
    counts.delete(`${code} ${column}`)
    problems.push(problem('CELLS_MORE', reading.place(column, row), { code, column: spec.columns[column]!.name, more }))
  }
  return problems
}
