// A payroll sheet from outside: last month's made by hand, or the payroll.csv of a draft. Takes a CSV or workbook and the
// scheme whose words its headers are; gives every row's figures as they stand there. Refuses what can't be read for
// certain, a person who stands twice, and a sheet without any figure that the scheme knows.

import type { Decimal } from '../core/decimal.ts'
import { amountText } from '../core/money.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import { decode, showValue } from '../formula/kinds.ts'
import { type Figure, type FigureKind, type Figures, figureKey } from '../pay/person-sheet.ts'
import type { DefinedColumn, Scheme } from '../scheme/model.ts'
import { type OneMatch, personMatcher } from '../sources/cells/person.ts'
import { readTable } from '../sources/read-table.ts'
import { type Directory, directory, emptyDirectory } from '../tables/directory.ts'
import type { ColumnSpec, TableSpec } from '../tables/spec.ts'

export interface SheetPerson {
  readonly id: string
  readonly name: string
  readonly figures: Figures
}

export interface OutsideSheet {
  readonly file: string
  readonly people: readonly SheetPerson[]
  /** Keys of the figures that it has a column for. */
  readonly covers: ReadonlySet<string>
  /** Headers that no figure of the scheme is called by. */
  readonly notCompared: readonly string[]
  readonly problems: readonly Problem[]
}

/** Words for sums, by kind, besides those of the scheme: headers as they are usual. */
export type SumWords = Readonly<Partial<Record<FigureKind | 'id' | 'name', readonly string[]>>> & {
  /** Names of the sheet that is meant where several of a workbook have the same headers. */
  readonly sheet: readonly string[]
}

/** A column that a sheet may have. */
interface Wanted {
  readonly kind: FigureKind
  readonly name: string
  readonly column: DefinedColumn | undefined
  readonly spec: ColumnSpec
}

/** No header is called so: looking for it makes the reader say which headers there are. */
const NEVER = '\u2205'
/** Between the headers that the reader names. */
const BETWEEN = ', '

/** Reads a sheet; `known` are the people that its rows are matched with, strangers stand under their own words. */
export async function readOutsideSheet(
  path: string,
  display: string,
  scheme: Scheme,
  words: SumWords,
  known: Directory = emptyDirectory(),
): Promise<OutsideSheet | { readonly problems: readonly Problem[] }> {
  const at = { file: display }
  const whose = [whoColumn('id', scheme, words), whoColumn('name', scheme, words)]
  const all = figureColumns(scheme, words)
  const wanted = [...whose, ...all.map(w => w.spec), column(NEVER, [NEVER], 'text')]
  const first = await read(path, display, wanted, undefined)
  const several = first.problems.flatMap(p => (p.code === 'SHEET_AMBIGUOUS' ? p.facts.sheets.split(BETWEEN) : []))
  const meant = words.sheet.find(name => several.includes(name))
  const probe = meant === undefined ? first : await read(path, display, wanted, meant)
  const missing = new Map(
    probe.problems.flatMap(p => (p.code === 'HEADER_MISSING' ? [[p.facts.column, p.facts] as const] : [])),
  )
  if (missing.size === 0) return { problems: probe.problems.map(p => withoutHeaders(p, whose)) }
  const there = (spec: ColumnSpec): boolean => !missing.has(spec.headers.join(' / '))
  const who = whose.filter(there)
  const figures = all.filter(w => there(w.spec))
  const headers = missing.get(NEVER)!.found
  if (figures.length === 0) return { problems: [problem('COMPARE_NOTHING', at, { file: display, found: headers })] }
  if (who.length === 0)
    return {
      problems: probe.problems.filter(
        p => p.code === 'HEADER_MISSING' && p.facts.column === whose[0]!.headers.join(' / '),
      ),
    }

  const specs = [...who, ...figures.map(w => w.spec)]
  const rows: { who: string[]; row: number; figures: Map<string, Figure> }[] = []
  const reading = await read(path, display, specs, meant, (batch, dictionaries) => {
    for (let i = 0; i < batch.size; i++) {
      const text = (c: number): string => String(decode(batch.columns[c]!, 'text', dictionaries[c], i) ?? '').trim()
      const found = new Map<string, Figure>()
      for (const [f, { kind, name, column }] of figures.entries()) {
        const c = who.length + f
        const type = column?.type ?? { kind: 'money' as const }
        const value = decode(batch.columns[c]!, isFigure(specs[c]!) ? type.kind : 'text', dictionaries[c], i)
        if (value === null) continue
        const amount = kind === 'score' ? undefined : (value as Decimal)
        found.set(figureKey(kind, name), {
          kind,
          name,
          amount,
          text: amount ? amountText(amount) : showValue(value, type.kind, column?.places),
        })
      }
      rows.push({ who: who.map((_, c) => text(c)), row: batch.rows[i]!, figures: found })
    }
  })
  if (anyError(reading.problems)) return { problems: reading.problems }
  const problems = [...reading.problems]
  const match = personMatcher(known.ids.length > 0 ? known : directory([], new Map()))
  const people = new Map<string, SheetPerson & { row: number }>()
  for (const { who: words, row, figures } of rows) {
    const place = reading.place(0, row)
    const [id = '', name = id] = who.length > 1 ? words : [words[0], words[0]]
    const found = oneOf(match(id, false))
    if (found && 'candidates' in found) {
      const facts = {
        column: who[0]!.name,
        found: id,
        candidates: found.candidates.join(BETWEEN),
        rows: 1,
        amounts: '',
      }
      problems.push(problem('PERSON_AMBIGUOUS', place, facts))
      continue
    }
    const person = found && 'person' in found ? found.person : undefined
    const own = person === undefined ? { id, name } : { id: known.ids[person]!, name: known.names[person]! }
    const before = people.get(own.id)
    if (before) problems.push(problem('ROW_REPEATED', place, { key: own.id, other: `${before.row}` }))
    else people.set(own.id, { ...own, figures, row })
  }
  const taken = new Set(reading.files.length > 0 ? specs.flatMap(s => s.headers.map(plainHeader)) : [])
  return anyError(problems)
    ? { problems }
    : {
        file: display,
        people: [...people.values()],
        covers: new Set(figures.map(w => figureKey(w.kind, w.name))),
        notCompared: headers.split(BETWEEN).filter(header => !taken.has(plainHeader(header))),
        problems,
      }
}

/** Of all headers that were looked for, those that a sheet can't do without are told. */
function withoutHeaders(p: Problem, whose: readonly ColumnSpec[]): Problem {
  if (p.code !== 'HEADER_NOT_FOUND') return p
  return { ...p, facts: { ...p.facts, wanted: whose.map(spec => spec.name).join(BETWEEN) } }
}

function oneOf(found: ReturnType<ReturnType<typeof personMatcher>>): OneMatch | undefined {
  return 'several' in found ? undefined : found
}

function plainHeader(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

function isFigure({ type }: ColumnSpec): boolean {
  return type === 'money' || type === 'number'
}

function column(
  name: string,
  headers: readonly string[],
  type: ColumnSpec['type'],
  blank: ColumnSpec['blank'] = 'none',
): ColumnSpec {
  return { name, headers, type, blank, range: undefined, values: undefined, at: { file: name } }
}

function whoColumn(which: 'id' | 'name', { roster }: Scheme, words: SumWords): ColumnSpec {
  const spec = roster.spec.columns[roster[which]]!
  const headers = [...new Set([...spec.headers, ...(words[which] ?? [])])]
  return column(spec.name, headers, 'text', 'problem')
}

/** Every figure of the scheme that a sheet may have; of two with the same name the first. */
function figureColumns(scheme: Scheme, words: SumWords): Wanted[] {
  const figure = (...said: Parameters<typeof column>): ColumnSpec => ({ ...column(...said), ...scheme.written })
  const named = (kind: FigureKind, columns: readonly DefinedColumn[]): Wanted[] =>
    columns.map(c => ({
      kind,
      name: c.name,
      column: c,
      spec: figure(c.name, [c.name], kind === 'score' ? scoreType(c) : 'money'),
    }))
  const sums = Object.entries(words).flatMap(([kind, headers]): Wanted[] =>
    kind === 'id' || kind === 'name'
      ? []
      : [{ kind: kind as FigureKind, name: '', column: undefined, spec: figure(headers[0]!, headers, 'money') }],
  )
  const all = [
    ...named('line', scheme.pay),
    ...sums,
    ...named(
      'reserve',
      scheme.reserves.map(r => r.withheld),
    ),
    ...named('deduction', scheme.deductions),
    ...named('score', scheme.scores),
  ]
  const seen = new Set<string>()
  return all.filter(({ spec }) => {
    const free = spec.headers.every(h => !seen.has(plainHeader(h)))
    for (const h of spec.headers) seen.add(plainHeader(h))
    return free
  })
}

function scoreType({ type }: DefinedColumn): ColumnSpec['type'] {
  return type.kind === 'money' ? 'money' : type.kind === 'number' || type.kind === 'count' ? 'number' : 'text'
}

function read(
  path: string,
  display: string,
  columns: readonly ColumnSpec[],
  sheet: string | undefined,
  onBatch: Parameters<typeof readTable>[0]['onBatch'] = () => {},
): ReturnType<typeof readTable> {
  const spec: TableSpec = {
    name: display,
    files: [display],
    month: undefined,
    ...(sheet === undefined ? {} : { sheets: [sheet] }),
    layout: { kind: 'rows' },
    columns,
    at: { file: display },
  }
  return readTable({ spec, files: [{ path, display }], directory: emptyDirectory(), period: undefined, onBatch })
}
