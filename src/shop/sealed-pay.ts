// What the schemes that entries keep say of the pay that they seal: in which currency it is, and on which day what a posting moves is
// paid. Takes the entries' headers; gives it for each. A scheme that can't be read any more says nothing of either.

import type { EntryHeader } from '../book/entry.ts'
import type { PaidLine, PostingPay } from '../book/journal.ts'
import { keptText } from '../book/keep.ts'
import { accountName, type Posting } from '../book/record.ts'
import { isoDate, parsePeriod } from '../core/calendar.ts'
import { fsFailure } from '../files/failure.ts'
import { loadScheme } from '../scheme/load.ts'
import type { Scheme } from '../scheme/model.ts'
import { type PayRule, payDay } from '../scheme/pay-day.ts'

/** By the numbers of entries. */
export async function sealedPay(
  folder: string,
  headers: readonly EntryHeader[],
): Promise<(header: Pick<EntryHeader, 'number'>) => PostingPay> {
  const schemes = new Map<string, Scheme | undefined>()
  const found = new Map<number, PostingPay>()
  for (const header of headers) {
    const { name, sha256 } = header.scheme
    if (!schemes.has(sha256)) {
      const text = await keptText(folder, sha256).catch(error => void fsFailure(error))
      schemes.set(sha256, text === undefined ? undefined : loadScheme(text, name, undefined, false).draft)
    }
    const scheme = schemes.get(sha256)
    if (!scheme) continue
    const groups = new Map(scheme.roster.groups.map(group => [group.name, group.id]))
    const dated = scheme.paid !== undefined && header.kind !== 'open'
    found.set(header.number, {
      ...{ currency: scheme.currency, dated, groups },
      day: what => dayOf(scheme, header, what),
    })
  }
  return ({ number }) => found.get(number) ?? NOTHING
}

const NOTHING: PostingPay = { currency: undefined, dated: false, day: () => undefined, groups: new Map() }

/** Of a closing by the rule of the line, the reserve or the deductions; what a release or correction pays is paid with its month. */
function dayOf(scheme: Scheme, header: EntryHeader, what: Posting | PaidLine): string | undefined {
  const { paid } = scheme
  if (!paid || header.kind === 'open' || ('kind' in what && !MOVED.has(what.kind))) return undefined
  const rule = header.kind === 'close' ? (ruleOf(scheme, what) ?? paid) : paid
  return isoDate(payDay(rule, parsePeriod(header.payout ?? header.period)!))
}

function ruleOf({ pay, reserves, deductionsPaid }: Scheme, what: Posting | PaidLine): PayRule | undefined {
  if ('kind' in what)
    return 'reserve' in what.account ? reserves.find(r => r.name === accountName(what))?.paid : deductionsPaid
  const cases = pay.find(line => line.name === what.line)?.source.cases ?? []
  return cases.find(({ positions }) => !positions || positions.has(what.position ?? ''))?.paid
}

/** What becomes due or is lost is no pay. */
const MOVED: ReadonlySet<Posting['kind']> = new Set(['withheld', 'released', 'recovered', 'premium', 'taken'])
