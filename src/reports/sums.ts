// Where the sums of a person's sheet come from: gross, commission, what is held back, deducted and paid out, and the amounts that
// come from earlier months. Takes a worked-out month and a person of it; gives cells that refer to the lines they are made of.

import { type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { evaluate } from '../formula/evaluate.ts'
import { MONEY } from '../formula/types.ts'
import type { Month } from '../pay/month.ts'
import {
  columnOf,
  commissionOf,
  deductionsOf,
  limitOf,
  type Part,
  type PersonSheet,
  partsOf,
} from '../pay/person-sheet.ts'
import type { DefinedColumn } from '../scheme/model.ts'
import { type Style, valueText } from './arithmetic-text.ts'
import type { Cell, CellKind, Reference } from './explanation.ts'
import { LABELS, partName } from './labels.ts'
import { STATEMENT_WORDS } from './statement-words.ts'
import { type Step, stepsOf } from './steps.ts'

type Sum = 'gross' | 'commission' | 'withheld' | 'deducted' | 'carried' | 'net'
const SUMS: readonly Sum[] = ['gross', 'commission', 'withheld', 'deducted', 'carried', 'net']

/** The cells of a person's sums. */
export interface SumCells {
  readonly net: Cell
  /** The sum that a word of the command or a heading of the sheets means, a correction by its name, or all of them. */
  readonly named: (name: string) => Cell | undefined
  /** What is deducted under a name, where that is not simply what became due under it this month. */
  readonly deduction: (name: string) => Cell | undefined
}

export function sumCells(
  month: Pick<Month, 'engine' | 'scheme' | 'period'>,
  person: PersonSheet,
  style: Style,
): SumCells {
  const { engine, scheme, period } = month
  const labels = LABELS[scheme.sheets]
  const text = (amount: Decimal): string => valueText(amount, MONEY, 2, style)
  const cell = (
    kind: CellKind,
    id: string,
    name: string,
    value: Decimal,
    { at = '', steps = [], reads = [] }: Partial<Pick<Cell, 'at' | 'steps' | 'reads'>> = {},
  ): Cell => ({
    id: `${id} | ${person.id}`,
    name,
    value,
    type: MONEY,
    places: 2,
    kind,
    row: person.row,
    formula: '',
    steps,
    at,
    rows: undefined,
    reads,
    traced: undefined,
  })
  const column = (of: DefinedColumn): Reference => ({ kind: 'column', column: of, row: person.row })
  const sheet = (of: Cell): Reference => ({ kind: 'sheet', cell: of })
  const added = (amounts: readonly Decimal[], sum: Decimal): Step[] =>
    amounts.length < 2 ? [] : [arithmetic(amounts.map((a, i) => sign(i, text(a), '+')).join(' '), text(sum))]
  const total = (id: Sum, name: string, sum: Decimal, of: readonly (readonly [Decimal, Reference])[]): Cell =>
    cell('sum', id, name, sum, {
      steps: added(
        of.map(([a]) => a),
        sum,
      ),
      reads: of.map(([, r]) => r),
    })

  const correction = (c: Part): Cell =>
    cell('correction', `correction ${c.origin} ${c.reason} ${c.name}`, partName(c, labels), c.amount, { at: c.origin })
  const corrected = partsOf(person, 'correction')
  const corrections = corrected.map(c => [c.amount, sheet(correction(c))] as const)
  const worked = (parts: readonly Part[]): (readonly [Decimal, Reference])[] =>
    parts.flatMap(part => {
      const own = columnOf(scheme, part)
      return own ? [[part.amount, column(own)] as const] : []
    })
  const lines = worked(partsOf(person, 'line'))
  const gross = total('gross', labels.gross, person.gross, [...lines, ...corrections])
  const commission = total(
    'commission',
    labels.commission,
    commissionOf(person),
    worked(partsOf(person, 'line').filter(l => l.commission)),
  )
  const reserves = worked(partsOf(person, 'reserve'))
  const withheld = total('withheld', labels.withheld, person.withheld, reserves)

  const limit = scheme.deductionLimit && evaluate(scheme.deductionLimit, person.row, engine.world)
  const limitSteps = limit ? stepsOf(engine, limit, style, false) : []
  const takes = takenOf(person).map(({ due, before }) => {
    const here = due.origin === period.name
    const own = columnOf(scheme, due)
    const most = limitOf(person)
    const room = most === undefined ? [] : cutOf(due, most, before, text)
    return {
      due,
      cell: cell(
        here ? 'taken' : 'carried',
        `taken ${due.origin} ${due.name}`,
        here ? due.name : `${due.name} ${due.origin}`,
        due.taken,
        { at: due.origin, steps: room.length > 0 ? [...limitSteps, ...room] : [], reads: own ? [column(own)] : [] },
      ),
    }
  })
  const deducted = total(
    'deducted',
    labels.deducted,
    person.deducted,
    takes.map(t => [t.due.taken, sheet(t.cell)] as const),
  )
  const carried = cell('sum', 'carried', labels.carried, person.carried, {
    steps: added(
      takes.map(t => t.due.carried),
      person.carried,
    ),
    reads: takes.filter(t => !t.due.carried.isZero()).map(t => sheet(t.cell)),
  })
  const less = [
    ...(reserves.length > 0 ? [[person.withheld, sheet(withheld)] as const] : []),
    ...(takes.length > 0 ? [[person.deducted, sheet(deducted)] as const] : []),
  ]
  const net = cell('sum', 'net', labels.net, person.net, {
    steps:
      less.length === 0
        ? []
        : [arithmetic([text(person.gross), ...less.map(([a]) => sign(1, text(a), '−'))].join(' '), text(person.net))],
    reads: [sheet(gross), ...less.map(([, r]) => r)],
  })
  const sums: Record<Sum, Cell> = { gross, commission, withheld, deducted, carried, net }

  return {
    net,
    named(name) {
      const wanted = SUMS.find(sum => wordsOf(sum).has(name))
      if (wanted) return sums[wanted]
      const one = corrected.find(c => spellings(c).includes(name))
      if (one) return correction(one)
      const all = sumOf(corrected.map(c => c.amount))
      return CORRECTIONS.has(name) && corrected.length > 0
        ? cell('sum', 'correction', labels.correction, all, {
            steps: added(
              corrections.map(([a]) => a),
              all,
            ),
            reads: corrections.map(([, r]) => r),
          })
        : undefined
    },
    deduction(name) {
      const own = takes.filter(t => t.due.name === name || t.cell.name === name)
      const [first, ...more] = own
      if (!first) return undefined
      if (more.length === 0) {
        const plain = first.due.origin === period.name && first.due.carried.isZero()
        return plain ? undefined : first.cell
      }
      const sum = sumOf(own.map(t => t.due.taken))
      return cell('sum', `taken ${name}`, name, sum, {
        steps: added(
          own.map(t => t.due.taken),
          sum,
        ),
        reads: own.map(t => sheet(t.cell)),
      })
    },
  }
}

type Due = ReturnType<typeof deductionsOf>[number]

/** A person's deductions in their order, each with what was taken before it. */
function takenOf(person: PersonSheet): { due: Due; before: Decimal }[] {
  let before: Decimal = ZERO
  return deductionsOf(person).map(due => {
    const own = { due, before }
    before = before.plus(due.taken)
    return own
  })
}

function cutOf(due: Due, limit: Decimal, before: Decimal, text: (amount: Decimal) => string): Step[] {
  if (due.carried.isZero()) return []
  const room = before.isZero() ? text(limit) : `${text(limit)} − ${text(before)}`
  return [{ kind: 'limited', of: due.name, by: 'high', from: text(due.amount), limit: room, to: text(due.taken) }]
}

function arithmetic(text: string, result: string): Step {
  return { kind: 'arithmetic', text, result }
}

function sign(at: number, figure: string, by: '+' | '−'): string {
  const shown = figure.startsWith('-') ? `(${figure})` : figure
  return at === 0 ? shown : `${by} ${shown}`
}

const LANGUAGES = ['zh', 'en'] as const
const CORRECTIONS: ReadonlySet<string> = new Set(LANGUAGES.map(language => LABELS[language].correction))

/** Every way to write a correction: with the headings of either language. */
function spellings(c: Part): string[] {
  return LANGUAGES.map(language => partName(c, LABELS[language]))
}

/** Every word for a sum: that of formulas, and the headings of sheets and statements in either language. */
function wordsOf(sum: Sum): ReadonlySet<string> {
  const more = LANGUAGES.flatMap(language => {
    const statement = STATEMENT_WORDS[language]
    const own = sum === 'commission' || sum === 'carried' ? [] : [statement[sum]]
    return [LABELS[language][sum], ...own, ...(sum === 'withheld' ? [LABELS[language].withheldAll] : [])]
  })
  return new Set([sum, ...more])
}

/** The names by which somebody's sums can be asked for, as the sheets have them. */
export function sumNames({ scheme }: Pick<Month, 'scheme'>, person: PersonSheet): string[] {
  const labels = LABELS[scheme.sheets]
  return [
    labels.gross,
    labels.net,
    ...(partsOf(person, 'reserve').length > 0 ? [labels.withheld] : []),
    ...(deductionsOf(person).length > 0 ? [labels.deducted, labels.carried] : []),
    ...partsOf(person, 'correction').map(c => partName(c, labels)),
  ]
}
