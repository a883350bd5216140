// The papers of a correction: what was, what is, what is paid or taken back with the open month, why, and which rows of the
// exports made the difference, on sheets for the clerk and on a page for each person; and its record. Takes a correction that was
// worked out; gives data. What it pays is paid with the month that settles it, so it has no files for banks of its own.

import { accountName, type Posting } from '../book/record.ts'
import { type Local, localOf } from '../core/currency.ts'
import { type Decimal, decimal, sumOf } from '../core/decimal.ts'
import { amountForPeople, amountText } from '../core/money.ts'
import type { Bridge, Cause } from '../explain/bridge.ts'
import type { CellChange, RowChange } from '../explain/row-changes.ts'
import type { Correction } from '../pay/opening.ts'
import { causeName } from '../words/cause.ts'
import type { PaperWords } from '../words/en/papers.ts'
import { type Language, wordsIn } from '../words/language.ts'
import { toldCause } from './comparison.ts'
import type { Papers } from './papers.ts'
import { sealFoot } from './provenance-sheet.ts'
import type { ReleaseSeals } from './release-sheets.ts'
import { type Block, figures, type Table, words } from './report/blocks.ts'
import type { Sheet, SheetCell } from './sheet.ts'
import { amount, type ColumnOf, tableOf, text, whoColumns } from './sheet-parts.ts'

/** An amount that a correction brings, with what it was and is. */
export interface CorrectedAmount extends Correction {
  readonly was: Decimal
  readonly is: Decimal
}

/** What is held back or still due of one month, before and after the correction. */
export interface ChangedBalance {
  readonly kind: 'held' | 'due'
  readonly name: string
  readonly origin: string
  readonly was: Decimal
  readonly is: Decimal
}

export interface CorrectedPerson {
  readonly id: string
  readonly name: string
  readonly position: string
  readonly corrections: readonly CorrectedAmount[]
  readonly balances: readonly ChangedBalance[]
  /** What the changes were worth in each month that differs. */
  readonly causes: readonly { readonly month: string; readonly bridge: Bridge }[]
  /** Rows that their figures were made of. */
  readonly rows: readonly RowChange[]
}

export interface CorrectionPaper {
  readonly period: string
  readonly payout: string
  readonly title: string
  readonly currency: string
  readonly dates: Local['dates']
  readonly language: Language
  readonly people: readonly CorrectedPerson[]
  /** Every row that differs. */
  readonly rows: readonly RowChange[]
  readonly postings: readonly Posting[]
  /** Names of the schemes, where it was worked out by another than before. */
  readonly schemes: readonly [before: string, now: string] | undefined
  readonly seals: ReleaseSeals
}

interface Whose {
  readonly person: CorrectedPerson
}

const KINDS = ['line', 'withheld', 'deducted', 'released'] as const

function sumIn({ corrections }: CorrectedPerson, kind?: Correction['kind']): Decimal {
  return sumOf(corrections.filter(c => kind === undefined || c.kind === kind).map(c => c.amount))
}

/** The sheets of the clerk, the list of people first; `month`: how that list, which programs read too, names a period. */
export function correctionSheets(
  paper: CorrectionPaper,
  month: (name: string) => string = wordsIn(paper.language).period,
): Sheet[] {
  const { language, people, period, payout, title, seals } = paper
  const { labels, papers: w, period: called } = wordsIn(language)
  const foot = sealFoot({ figures: seals.figures, form: { language, after: seals.after } })
  const state = wordsIn(language).workbook.draft.correct(called(period))
  const shared = { foot, state, totalWord: labels.total, frozen: 2 }
  const sheet = (name: string, table: Pick<Sheet, 'columns' | 'rows'>): Sheet => {
    return {
      ...shared,
      ...table,
      name,
      heading: `${title} · ${labels.correction} ${called(period)} · ${called(payout)} · ${name}`,
    }
  }
  const each = <T>(of: (person: CorrectedPerson) => readonly T[]): (T & Whose)[] =>
    people.flatMap(person => of(person).map(item => ({ ...item, person })))
  const who = <T extends Whose>(): ColumnOf<T>[] => whoColumns(labels, item => item.person)
  const byPerson = tableOf<CorrectedPerson, SheetCell>(people, [
    ...whoColumns(labels, (p: CorrectedPerson) => p),
    [text(labels.month), () => month(period)],
    ...KINDS.map((kind): ColumnOf<CorrectedPerson> => [amount(w.kind[kind]), p => sumIn(p, kind)]),
    [amount(w.settled), p => sumIn(p)],
  ])
  const amounts = tableOf<CorrectedAmount & Whose, SheetCell>(
    each(p => p.corrections),
    [
      ...who<CorrectedAmount & Whose>(),
      [text(labels.origin), c => called(c.origin)],
      [text(labels.kind), c => w.kind[c.kind]],
      [text(labels.line), c => c.name],
      [amount(w.was, false), c => c.was],
      [amount(w.is, false), c => c.is],
      [amount(w.paid), c => c.amount],
    ],
  )
  const causes = each(p => p.causes.flatMap(({ month, bridge }) => bridge.causes.map(cause => ({ month, cause }))))
  const reasons = tableOf<(typeof causes)[number], SheetCell>(causes, [
    ...who<(typeof causes)[number]>(),
    [text(labels.origin), c => called(c.month)],
    [text(w.why, 40), c => nameOfCause(c.cause, language)],
    [text(w.was), c => toldCause(c.cause).from ?? ''],
    [text(w.is), c => toldCause(c.cause).to ?? ''],
    [amount(w.paid), c => c.cause.worth],
  ])
  const rows = tableOf<RowChange, SheetCell>(paper.rows, [
    [text(labels.table), r => r.table],
    [text(w.row), r => r.place],
    [text(w.change), r => w.changed[r.kind]],
    [text(w.cells, 70), r => cellsText(r, language)],
    [
      text(w.whose, 40),
      r =>
        people
          .filter(p => p.rows.includes(r))
          .map(p => `${p.name} (${p.id})`)
          .join(', ') || w.nobody,
    ],
  ])
  const balances = tableOf<ChangedBalance & Whose, SheetCell>(
    each(p => p.balances),
    [
      ...who<ChangedBalance & Whose>(),
      [text(w.what), b => balanceName(b, w)],
      [text(labels.origin), b => called(b.origin)],
      [amount(w.was), b => b.was],
      [amount(w.is), b => b.is],
    ],
  )
  const nameOf = new Map(people.map(p => [p.id, p.name]))
  const postings = tableOf<Posting, SheetCell>(paper.postings, [
    [text(labels.id), p => p.person],
    [text(labels.name), p => nameOf.get(p.person) ?? ''],
    [text(w.account), p => accountName(p)],
    [text(labels.origin), p => called(p.origin)],
    [text(labels.kind), p => w.posting[p.kind]],
    [amount(labels.amount, false), p => decimal(p.amount)],
  ])
  const rest = [
    sheet(w.corrections, amounts),
    sheet(w.why, reasons),
    { ...sheet(w.whyRows, rows), totalWord: undefined },
    sheet(w.balances, balances),
    { ...sheet(w.postings, postings), totalWord: undefined },
  ]
  return [{ ...sheet(labels.correction, byPerson), top: state }, ...rest.filter(s => s.rows.length > 0)]
}

/** Cells of a row: `工时费 100.00 → 200.00`; of a row that is there on one side only, what stands in it. `who`: how a person is called. */
function cellsText({ cells, kind }: RowChange, language: Language, who: (name: string) => string = same): string {
  const { truth } = wordsIn(language).formula
  const text = (cell: CellChange, value: string | undefined): string => {
    if (value === undefined || value === '') return '–'
    if (cell.kind === 'person') return who(value)
    return cell.kind === 'yes/no' ? truth(value === 'yes') : value
  }
  return cells
    .map(cell => {
      const { name, before, now } = cell
      if (kind !== 'changed' || before === now) return `${name} ${text(cell, now ?? before)}`
      return `${name} ${text(cell, before)} → ${text(cell, now)}`
    })
    .join('; ')
}

function nameOfCause(cause: Cause, language: Language): string {
  return causeName(toldCause(cause, wordsIn(language).formula), wordsIn(language).comparison)
}

function same(value: string): string {
  return value
}

function balanceName({ kind, name }: ChangedBalance, w: PaperWords): string {
  return kind === 'held' ? w.heldOf(name) : w.dueOf(name)
}

/** A person is not told more rows than these one by one. */
const MOST_ROWS = 40

/** A page for each person. */
export function correctionPapers(paper: CorrectionPaper): Papers {
  const { language, title, currency, period, payout } = paper
  const { papers: w, period: called } = wordsIn(language)
  return {
    language,
    what: w.correctionStatement(called(period)),
    of: `${title} · ${currency} · ${w.paidWith(called(payout))}`,
    ...localOf(currency, paper.dates),
    state: wordsIn(language).workbook.draft.correct(called(period)),
    people: paper.people.map(person => ({
      ...person,
      sums: [
        ...KINDS.map(kind => ({ name: w.kind[kind], amount: sumIn(person, kind) })).filter(s => !s.amount.isZero()),
        { name: w.settled, amount: sumIn(person) },
      ],
      blocks: blocksOf(person, paper, w),
    })),
  }
}

function blocksOf(person: CorrectedPerson, paper: CorrectionPaper, w: PaperWords): Block[] {
  const { language, period, payout } = paper
  const { labels, period: called } = wordsIn(language)
  const { corrections, balances, causes, rows, name, id } = person
  const table = (table: Table): Block => ({ kind: 'table', table })
  const note = (text: string): Block => ({ kind: 'text', text })
  const own = `${name} (${id})`
  const somebody = (value: string): string => {
    return value === own ? value : wordsIn(language).statement.somebody
  }
  const { hidden } = wordsIn(language).statement
  const isOthers = (row: RowChange): boolean => row.personal && !row.people.includes(id)
  const shown = rows.slice(0, MOST_ROWS)
  const pair = [figures(w.was), figures(w.is)]
  const money = amountForPeople
  const why = causes.flatMap(({ month, bridge }) => [
    ...(month === period ? [] : [[w.follows(called(month), called(period)), '', '', '']]),
    ...bridge.causes.map(cause => {
      const { from = '', to = '' } = toldCause(cause)
      return [nameOfCause(cause, language), from, to, money(cause.worth)]
    }),
  ])
  return [
    corrections.length === 0
      ? note(w.nothingDiffers)
      : table({
          caption: w.figures,
          columns: [words(labels.line), words(labels.kind), words(labels.origin), ...pair, figures(w.paid)],
          rows: corrections.map(c => [
            c.name,
            w.kind[c.kind],
            called(c.origin),
            money(c.was),
            money(c.is),
            money(c.amount),
          ]),
          total: [w.settled, '', '', '', '', money(sumIn(person))],
          notes: [w.notPaidHere(called(payout))],
        }),
    ...(balances.length === 0
      ? []
      : [
          table({
            caption: w.balances,
            columns: [words(w.what), words(labels.origin), ...pair],
            rows: balances.map(b => [balanceName(b, w), called(b.origin), money(b.was), money(b.is)]),
          }),
        ]),
    ...(paper.schemes ? [note(w.otherScheme(...paper.schemes))] : []),
    ...(why.length === 0
      ? []
      : [table({ caption: w.why, columns: [words(w.what), ...pair, figures(w.paid)], rows: why })]),
    rows.length === 0
      ? note(w.noRows)
      : table({
          caption: w.whyRows,
          columns: [words(w.row), words(w.change), words(w.cells)],
          rows: shown.map(r => [r.place, w.changed[r.kind], isOthers(r) ? hidden : cellsText(r, language, somebody)]),
          notes: rows.length > shown.length ? [w.moreRows(rows.length - shown.length)] : [],
        }),
  ]
}

/** The record of a correction's draft, without the hashes of its files. */
export function correctionDocument({ period, payout, people, rows, seals, schemes }: CorrectionPaper): object {
  return {
    correction: period,
    payout,
    ...seals,
    ...(schemes ? { schemes } : {}),
    people: people.map(person => ({
      id: person.id,
      name: person.name,
      corrections: person.corrections.map(({ origin, kind, name, was, is, amount: by }) => {
        return { origin, kind, name, was: amountText(was), is: amountText(is), amount: amountText(by) }
      }),
      total: amountText(sumIn(person)),
    })),
    rows: rows.map(({ table, kind, place, cells }) => ({
      ...{ table, kind, place },
      cells: cells.map(({ name, before = null, now = null }) => ({ name, before, now })),
    })),
  }
}
