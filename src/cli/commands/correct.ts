// bonusbook correct: the exports of a closed month were corrected. The month and all closed ones after it are worked out
// again, and every difference becomes a posting and an amount of the month that is open. Nothing sealed is changed; where
// nothing differs nothing is written.

import { keptPath } from '../../book/keep.ts'
import { closedMonths, openMonth } from '../../book/order.ts'
import { sumOf } from '../../core/decimal.ts'
import { pathIn } from '../../core/inside.ts'
import { amountForPeople, amountText } from '../../core/money.ts'
import { problem } from '../../core/problem.ts'
import { BOOK_FOLDER } from '../../files/names.ts'
import { byId } from '../../pay/people.ts'
import type { PersonCorrection } from '../../shop/correct.ts'
import { ORDERS_FILE, ordersFile } from '../../shop/orders.ts'
import { bookState, recalculate } from '../../shop/recalculate.ts'
import { now, readApprovals, type Sealed, sealEntry, sealedFacts, sealLines } from '../book.ts'
import { failed } from '../fail.ts'
import { withShopLock } from '../lock.ts'
import { readPeriod } from '../period.ts'
import { findSchemeArgument, loadSchemeFile, shopRoot } from '../shop.ts'
import { type Signing, typedForSigned, withSigning } from '../signing.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'
import { buildOf, version } from '../version.ts'
import { words } from '../words.ts'
import { findingProblem } from '../work-out.ts'
import { pad } from '../wrap.ts'
import { sealedInputs } from './close.ts'

export interface CorrectOptions extends CommonOptions {
  readonly period: string
  readonly scheme?: string
  readonly dryRun?: boolean
  readonly approve?: string[]
  readonly sign?: string
}

export async function correct(options: CorrectOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  if (options.sign !== undefined && options.dryRun === true) throw new UsageError('SIGN_UNSEALED', {})
  const root = shopRoot(io.cwd, options.shop)
  const period = await readPeriod(options.period, io.now, root)
  const approvals = readApprovals(options.approve ?? [])
  const folder = pathIn(root, BOOK_FOLDER)

  const work = async ({ signer }: Signing): Promise<number> => {
    const state = await bookState(folder)
    const { book } = state
    if (book.findings.length > 0) return failed(book.findings.map(findingProblem), t, period, true)
    const payout = openMonth(book.headers)
    const months = closedMonths(book.headers)
    if (payout === undefined || !months.includes(period.name)) {
      const facts = { period: period.name, closed: months.join(', ') }
      return failed([problem('MONTH_NOT_CLOSED', undefined, facts)], t, period, true)
    }
    let given: Parameters<typeof recalculate>[4]
    let schemePath: string | undefined
    if (options.scheme !== undefined) {
      const { path, display } = await findSchemeArgument(io.cwd, options.scheme)
      const loaded = await loadSchemeFile(path, display, period)
      if (!loaded.scheme) return failed(loaded.problems, t, period, true)
      schemePath = path
      const { file, ...facts } = loaded.facts!
      given = { loaded, facts: { name: file, ...facts } }
    }
    const { result, problems, month, otherOrders, scheme } = await recalculate(
      state,
      { root },
      folder,
      period.name,
      given,
    )
    if (!result || !month) return failed(problems, t, period, true)
    // A correction has no draft that could be signed: that the entry is signed is all.
    const wrong = typedForSigned(approvals, month.scheme.approvals, '')
    if (wrong.length > 0) return failed(wrong, t, period, true)
    let entry: Sealed | undefined
    const changed = result.records.length > 0 || otherOrders
    if (changed && options.dryRun !== true) {
      const about = { version, build: buildOf(), time: now(io), approvals, about: {} }
      const draft = {
        facts: { kind: 'correct' as const, period: period.name, payout, ...about },
        inputs: sealedInputs(month),
        scheme: { ...scheme!, path: schemePath ?? keptPath(folder, scheme!.sha256) },
        outputs: [],
        orders: { name: ORDERS_FILE, content: ordersFile(month.orders) },
        records: result.records,
      }
      const sealed = await sealEntry(book, draft, io, signer)
      if (!('outcome' in sealed)) return failed(sealed, t, period, true)
      entry = sealed
    }
    const names = new Map([...state.rows.values()].flatMap(rows => [...rows.values()].map(r => [r.person, r.name])))
    for (const p of month.result.people) names.set(p.id, p.name)
    show(result.corrections, { period: period.name, payout, entry, changed }, names, t)
    return 0
  }
  const result = await withShopLock(root, () => withSigning(root, options.sign, io, work))
  return typeof result === 'number' ? result : failed([result], t, period, true)
}

interface Facts {
  readonly period: string
  readonly payout: string
  readonly entry: Sealed | undefined
  readonly changed: boolean
}

function show(
  corrections: readonly PersonCorrection[],
  { period, payout, entry, changed }: Facts,
  names: ReadonlyMap<string, string>,
  t: Terminal,
): void {
  const people = [...new Set(corrections.map(c => c.person))].sort(byId).map(person => {
    const own = corrections.filter(c => c.person === person)
    return { person, own, total: sumOf(own.map(c => c.amount)) }
  })
  if (t.json) {
    const document = {
      period,
      payout,
      entry: entry?.file ?? null,
      ...(entry ? sealedFacts(entry) : {}),
      people: people.map(({ person, own, total }) => ({
        id: person,
        name: names.get(person) ?? '',
        corrections: own.map(({ origin, kind, name, amount }) => ({ origin, kind, name, amount: amountText(amount) })),
        total: amountText(total),
      })),
    }
    t.document(document)
    return
  }
  const w = words(t.language)
  if (!changed) {
    t.out(w.nothingToCorrect(period))
    return
  }
  for (const { person, own, total } of people) {
    t.out(t.paint.bold(`${names.get(person) ?? ''} (${person})  ${amountForPeople(total)}`))
    for (const { origin, kind, name, amount } of own)
      t.out(`  ${origin}  ${pad(`${w.correction[kind]} ${name}`, 30)} ${pad(amountForPeople(amount), 14, true)}`)
  }
  t.out()
  t.out(w.corrected(period, payout, amountForPeople(sumOf(corrections.map(c => c.amount)))))
  if (entry === undefined) {
    t.out(w.notSealed)
    return
  }
  t.out(`${w.sealed} ${BOOK_FOLDER}/${entry.file}`)
  for (const line of sealLines(sealedFacts(entry), t)) t.out(line)
}
