// A shop's month as the report of its group takes it. The month is worked out once more: a closed one from the copies that its book
// keeps, an open one from the files as they lie there, exactly as `run` does. Takes the shop's folder; gives figures as texts, and
// refuses a closed month that does not give every person what the book says was paid.

import { correctionsOf } from '../book/order.ts'
import type { MonthRow } from '../book/record.ts'
import type { Period } from '../core/calendar.ts'
import { compare, type Decimal, decimal, divide, plain, sumOf } from '../core/decimal.ts'
import { pathIn } from '../core/inside.ts'
import { once } from '../core/lists.ts'
import { amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { explained } from '../explain/month.ts'
import { outputsOf } from '../explain/output.ts'
import { keyOf, type Watched, watchedFigures, watchedValues } from '../explain/thresholds.ts'
import { bytesOrNone } from '../files/read.ts'
import { some } from '../formula/tree.ts'
import { groupOf } from '../formula/types.ts'
import { addedUp, heldAfter, lotsOf } from '../pay/lots.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { columnOf, type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import { releasable } from '../pay/releasable.ts'
import { readDraftRecord } from '../reports/draft-record.ts'
import type { Held, MonthState, PersonFigures, ShopFigures, Spread } from '../reports/group-report/group-month.ts'
import { behind } from '../scheme/graph.ts'
import { caseFor } from '../scheme/model.ts'
import { monthFigures } from '../shop/close.ts'
import { monthDraft } from '../shop/drafts.ts'
import { workOutShop } from '../shop/shop-month.ts'
import { soundBook } from '../shop/sound-book.ts'
import { type Language, wordsIn } from '../words/language.ts'

/** The figures of a shop's month, with its problems. `sheets`: the language of what is said, where not that of the scheme. */
export async function shopFigures(
  root: string,
  period: Period,
  sheets: Language | undefined,
): Promise<Result<ShopFigures>> {
  const worked = await workOutShop(root, period, {}, { closed: 'as sealed' })
  const { month, problems, sealed } = worked
  if (!month) return { problems }
  const { people } = month.result
  const { header } = sealed ?? {}
  if (header) {
    const other = otherThanSealed(people, await sealedRows(root, header.number), sealed!.file)
    if (other) return failed([other])
  }
  const { scheme, engine } = month
  return done(
    {
      state: header ? 'closed' : await draftState(root, month),
      entry: header?.number,
      corrections: header ? correctionsOf(worked.state.book.headers, period.name).length : 0,
      currency: scheme.currency,
      sheets: scheme.sheets,
      people: people.map(personFigures),
      outputs: outputsOf(engine, people, wordsIn(sheets ?? scheme.sheets).formula).map(one => ({
        ...one,
        ...{ value: plain(one.value), pay: amountText(one.pay) },
      })),
      spreads: spreadsOf(month),
      held: heldOf(month),
    },
    problems,
  )
}

function personFigures(p: PersonSheet): PersonFigures {
  const { id, name, position, gross, withheld, deducted, correction, net } = p
  const amounts = { gross, withheld, deducted, correction, net }
  const texts = Object.fromEntries(Object.entries(amounts).map(([kind, x]) => [kind, amountText(x)]))
  return { id, name, position, ...(texts as Record<keyof typeof amounts, string>) }
}

/** What an entry says was paid, by person. */
async function sealedRows(root: string, entry: number): Promise<ReadonlyMap<string, MonthRow>> {
  const rows = new Map<string, MonthRow>()
  const { value: book } = await soundBook(root)
  for (const record of book?.recordsOf(entry) ?? []) if ('row' in record) rows.set(record.row.person, record.row)
  return rows
}

/** The first amount of somebody that is not as the book has it. */
function otherThanSealed(
  people: readonly PersonSheet[],
  rows: ReadonlyMap<string, MonthRow>,
  entry: string,
): Problem | undefined {
  const now = new Map(people.map(p => [p.id, p]))
  for (const id of new Set([...rows.keys(), ...now.keys()])) {
    const [row, p] = [rows.get(id), now.get(id)]
    for (const [figure, sealed, replayed] of [
      ['gross', row?.gross ?? '', p ? amountText(p.paidGross) : ''],
      ['net', row?.net ?? '', p ? amountText(p.net) : ''],
    ] as const) {
      const facts = { entry, who: id, figure, name: '', sealed, replayed }
      if (sealed !== replayed) return problem('BOOK_CONTRADICTED', undefined, facts)
    }
  }
  return undefined
}

/** Whether the draft that lies there has the same figures. */
async function draftState(root: string, month: WorkedMonth): Promise<MonthState> {
  const bytes = await bytesOrNone(pathIn(root, monthDraft(month.period.name).record))
  const draft = readDraftRecord(bytes)
  if (!draft || (draft.whatIf ?? []).length > 0) return 'no draft'
  return draft.figures === monthFigures(month) ? 'draft' : 'stale'
}

/** Scores of people, then what has edges: of people whose lines read it, of teams, of the shop. */
function spreadsOf(month: WorkedMonth): Spread[] {
  const { engine, scheme } = month
  const shown = explained(month)
  const scores = shown.scores().flatMap(({ score, scored }): Spread[] => {
    const values = scored.flatMap(({ shown: { value } }) => (isFigure(value) ? [value] : []))
    return spread(values, { name: score.name, of: 'person', kind: score.type.kind, percent: shown.inPercent(score) })
  })
  const known = new Set(scores.map(one => one.name))
  const figures = watchedFigures(scheme).flatMap((figure): Spread[] => {
    const { name, home, type, percent } = figure
    if (known.has(name)) return []
    const reads = home === 'person' ? readersOf(month, figure) : undefined
    const values = watchedValues(engine, figure).flatMap(({ whose, value }) =>
      reads === undefined || reads.has(whose.index) ? [value] : [],
    )
    return spread(values, { name, of: groupOf(home) ?? home, kind: type.kind, percent })
  })
  return [...scores, ...figures]
}

function spread(values: readonly Decimal[], of: Pick<Spread, 'name' | 'of' | 'kind' | 'percent'>): Spread[] {
  if (values.length === 0) return []
  const sorted = [...values].sort(compare)
  const mean = divide(sumOf(sorted), decimal(sorted.length))
  return [{ ...of, count: sorted.length, low: plain(sorted[0]!), mean: plain(mean), high: plain(sorted.at(-1)!) }]
}

/** The people with a line of pay that reads a figure, by their place in the roster. */
function readersOf({ scheme, result }: WorkedMonth, { of }: Watched): Set<number> {
  const wanted = keyOf(of)
  const answers = new Map<string, boolean>()
  const reads = (p: PersonSheet): boolean =>
    partsOf(p, 'line').some(part => {
      const column = columnOf(scheme, part)
      const own = column && (caseFor(column, p.position) ?? column.source.cases[0])
      if (!own) return false
      const inside = behind(scheme, { position: p.position })
      return once(answers, `${column.id} ${p.position}`, () =>
        some(own.formula, bound => keyOf(bound) === wanted, inside),
      )
    })
  return new Set(result.people.filter(reads).map(p => p.row.index))
}

function isFigure(value: unknown): value is Decimal {
  return typeof value === 'object' && value !== null
}

/** What is held at the end of the month, by reserve and month. */
function heldOf(month: WorkedMonth): Held[] {
  const lots = addedUp(lotsOf(month), lot => [lot.reserve, lot.origin])
  return lots.flatMap((lot): Held[] => {
    const held = heldAfter(lot)
    const rule = month.scheme.reserves.find(r => r.name === lot.reserve)
    if (held.isZero()) return []
    const payout = rule && releasable(rule, lot.origin)?.payout.name
    return [{ reserve: lot.reserve, origin: lot.origin, payout, amount: amountText(held) }]
  })
}
