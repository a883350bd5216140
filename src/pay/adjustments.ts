// What somebody decided by hand: a reward, a penalty, a make-up payment, each with its reason and reference, from the file of
// adjustments. Takes the rules of the scheme and the rows as they are read; gives the adjustments of each person, and their
// parts of a sheet. Refuses what the scheme does not let anybody decide, and a reference that was used before: paid twice.

import { compare, type Decimal, sumOf, ZERO } from '../core/decimal.ts'
import { addTo } from '../core/lists.ts'
import { amountText } from '../core/money.ts'
import { type Problem, problem } from '../core/problem.ts'
import type { AdjustmentFault } from '../core/problem-facts.ts'
import { withoutSecrets } from '../core/secret.ts'
import type { Bound, Value } from '../formula/bound.ts'
import { decode } from '../formula/kinds.ts'
import { isDecimal, type Row } from '../formula/trace.ts'
import { ADJUSTMENTS } from '../scheme/adjustments.ts'
import type { AdjustmentKind, AdjustmentRole, AdjustmentRules } from '../scheme/model.ts'
import type { Batch } from '../tables/batch.ts'
import type { Interner } from '../tables/interner.ts'
import type { Reading } from '../tables/reading.ts'
import { inRange, valueKind } from '../tables/spec.ts'
import { type Adjusted, type Adjustment, referenceKey, type UsedReferences } from './adjusted.ts'
import type { Engine } from './engine.ts'
import { rowOf } from './people.ts'
import type { Part } from './person-sheet.ts'

/** What the cells of a list may be parted by. */
const BETWEEN = /[,，、;；/／|\n]/u

interface ReadRow extends Omit<Adjustment, 'at'> {
  readonly person: number
  readonly row: number
}

/** Collects the rows of the file. A row of which a cell could not be read is told by the reader. */
export function adjustmentReader({ columns, spec }: AdjustmentRules): {
  readonly onBatch: (batch: Batch, dictionaries: readonly (Interner | undefined)[]) => void
  readonly finish: (
    reading: Reading,
    ids: readonly string[],
  ) => { readonly adjusted: Adjusted; readonly problems: Problem[] }
} {
  const rows: ReadRow[] = []
  return {
    onBatch(batch, dictionaries) {
      const value = (role: AdjustmentRole, i: number): Value => {
        const c = columns[role]
        return c === undefined ? null : decode(batch.columns[c]!, valueKind(spec.columns[c]!.type), dictionaries[c], i)
      }
      for (let i = 0; i < batch.size; i++) {
        const text = (role: AdjustmentRole): string => String(value(role, i) ?? '').trim()
        const [person, amount] = [value('person', i), value('amount', i)]
        if (typeof person !== 'number' || !isDecimal(amount) || text('kind') === '') continue
        const [reason, approvedBy] = [withoutSecrets(text('reason')), withoutSecrets(text('approved by'))]
        const said = { reason, reference: text('reference'), approvedBy }
        rows.push({ person, row: batch.rows[i]!, kind: text('kind'), amount, ...said })
      }
    },
    finish({ place }, ids) {
      const adjusted = new Map<string, Adjustment[]>()
      const first = new Map<string, number>()
      const problems = rows.flatMap(({ person, row, ...own }): Problem[] => {
        const id = ids[person]!
        const { kind, amount, reason, reference } = own
        addTo(adjusted, id, { ...own, at: place(columns.amount!, row) })
        const named = reference !== ''
        const key = named ? referenceKey(reference) : [id, kind, amountText(amount), reason].join('\0')
        const before = first.get(key)
        if (before === undefined) {
          first.set(key, row)
          return []
        }
        const [at, other] = [columns.reference!, columns.reference!].map((c, i) => place(c, i === 0 ? row : before))
        const related = [{ at: other!, note: reference }]
        return [
          named
            ? problem('REFERENCE_AGAIN', at, { reference, month: '', who: '' }, { related })
            : problem('ROW_TWICE', at, { table: ADJUSTMENTS, other: `${before}` }, { related }),
        ]
      })
      return { adjusted, problems }
    },
  }
}

/** What the scheme does not let anybody decide, and references of other months. */
export function checkAdjustments(engine: Engine, adjusted: Adjusted, used: UsedReferences): Problem[] {
  const rules = new Map(engine.scheme.adjustments?.kinds.map(kind => [kind.name, kind]))
  return [...adjusted].flatMap(([id, own]) => {
    const index = rowOf(engine.facts.people, id)!
    const row: Row = { home: 'person', index }
    const inMonth = new Map<string, Adjustment[]>()
    for (const one of own) addTo(inMonth, one.kind, one)
    const again = own.flatMap(({ reference, at }): Problem[] => {
      const before = reference === '' ? undefined : used.get(referenceKey(reference))
      return before ? [problem('REFERENCE_AGAIN', at, { reference, month: before.month, who: before.person })] : []
    })
    return [...again, ...[...inMonth].flatMap(([name, all]) => overRules(engine, row, rules.get(name)!, all))]
  })
}

/** Of one person, all adjustments of a kind. */
function overRules(engine: Engine, row: Row, kind: AdjustmentKind, all: readonly Adjustment[]): Problem[] {
  const who = engine.who(row)
  const most = (bound: Bound | undefined): Decimal | undefined => {
    const value = bound && engine.evaluate(bound, row, kind.name)
    return isDecimal(value) ? value : undefined
  }
  const [ofOne, ofMonth] = [most(kind.most), most(kind.inMonth)]
  const refused = (one: Adjustment, why: AdjustmentFault, due = ''): Problem =>
    problem('ADJUSTMENT_REFUSED', one.at, { kind: kind.name, who, amount: amountText(one.amount), why, due })
  const found = all.flatMap((one): Problem[] => {
    const { amount } = one
    const size = amount.abs()
    if (amount.decimalPlaces() > 2)
      return [
        problem('ADJUSTMENT_REFUSED', one.at, { kind: kind.name, who, amount: amount.toString(), why: 'fen', due: '' }),
      ]
    if (amount.isZero()) return [refused(one, 'zero')]
    if (kind.only !== undefined && amount.isNegative() !== (kind.only === 'minus')) return [refused(one, kind.only)]
    const approvers = kind.approvedBy.find(({ range }) => range === undefined || inRange(size, range))?.names
    const names = one.approvedBy.split(BETWEEN).map(name => name.normalize('NFKC').trim())
    return [
      ...(ofOne && compare(size, ofOne) > 0 ? [refused(one, 'one', amountText(ofOne))] : []),
      ...(approvers && !approvers.some(name => names.includes(name.normalize('NFKC')))
        ? [refused(one, 'approval', approvers.join(', '))]
        : []),
    ]
  })
  // What one takes back of another does not make the month smaller.
  const whole = sumOf(all.map(one => one.amount.abs()))
  if (!ofMonth || compare(whole, ofMonth) <= 0) return found
  const last = all.at(-1)!
  const facts = { kind: kind.name, who, amount: amountText(whole), why: 'month', due: amountText(ofMonth) } as const
  return [...found, problem('ADJUSTMENT_REFUSED', last.at, facts)]
}

/** The parts of a person's sheet, one a kind in the scheme's order: in the gross amount, or as deductions that are due. */
export function adjustmentParts({ scheme, period }: Engine, own: readonly Adjustment[]): Part[] {
  return (own.length === 0 ? [] : (scheme.adjustments?.kinds ?? [])).flatMap(({ name, id, deducted, tax }): Part[] => {
    const adjusted = own.filter(one => one.kind === name)
    if (adjusted.length === 0) return []
    const sum = adjusted.reduce<Decimal>((all, one) => all.plus(one.amount), ZERO)
    const base = { name, origin: period.name, column: id, adjusted }
    return [
      deducted
        ? { ...base, kind: 'due', amount: sum.neg() }
        : { ...base, kind: 'adjustment', amount: sum, ...(tax && { tax }) },
    ]
  })
}
