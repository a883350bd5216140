// bonusbook approve: signs the draft of a month or of a release for a role, by the key of somebody whom the scheme names. What
// is signed is the hash of the draft as it lies there: one that is changed afterwards needs a new approval. Closing takes it.

import { z } from 'zod'
import { closingOf, readBook } from '../../book/read.ts'
import { decimal, sumOf } from '../../core/decimal.ts'
import { pathIn } from '../../core/inside.ts'
import { amountForPeople } from '../../core/money.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import { BOOK_FOLDER } from '../../files/names.ts'
import { type FoundDraft, findDraft, monthDraft, releaseDraft } from '../../shop/drafts.ts'
import { lastMonth, releaseFolder } from '../../shop/release.ts'
import { approvalFile, approvalMessage, keepApproval } from '../../shop/signed-approvals.ts'
import { now } from '../book.ts'
import { failed } from '../fail.ts'
import { withShopLock } from '../lock.ts'
import { readPeriod, readReleasePeriod } from '../period.ts'
import { loadShopScheme, shopRoot } from '../shop.ts'
import { type Signing, withSigning } from '../signing.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { words } from '../words.ts'
import { findingProblem } from '../work-out.ts'

export interface ApproveOptions extends CommonOptions {
  readonly period: string
  readonly role: string
  readonly sign: string
}

export async function approve(reserve: string | undefined, options: ApproveOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const { role } = options
  const period =
    reserve === undefined ? await readPeriod(options.period, io.now, root) : readReleasePeriod(options.period)

  const work = async ({ signer }: Signing): Promise<number> => {
    const fail = (problems: readonly Problem[]): number => failed(problems, t, period, true)
    const { scheme, problems } = await loadShopScheme(root, lastMonth(period))
    if (!scheme) return fail(problems)
    const roles = scheme.approvals.map(a => a.role)
    const rule = scheme.approvals.find(a => a.role === role)
    if (!rule) {
      const facts = { kind: 'role', name: role, nearest: suggest(role, roles), known: roles.join(', ') } as const
      return fail([problem('NOT_FOUND', undefined, facts)])
    }
    if (rule.signers.length === 0) return fail([problem('APPROVAL_NOT_SIGNED', rule.at, { role })])
    const book = await readBook(pathIn(root, BOOK_FOLDER))
    if (book.findings.length > 0) return fail(book.findings.map(findingProblem))
    const closed = closingOf(book, period.name)
    if (closed) return fail([problem('MONTH_CLOSED', undefined, { period: period.name, entry: closed.file })])
    const place =
      reserve === undefined
        ? monthDraft(period.name)
        : releaseDraft(releaseFolder({ reserve, period: period.name }, book.headers))
    const again =
      reserve === undefined
        ? `bonusbook run --period ${period.name}`
        : `bonusbook release "${reserve}" --period ${period.name} --payout MONTH`
    const draft = await findDraft(root, place, again)
    if ('code' in draft) return fail([draft])
    const signed = await signer!.sign(approvalMessage(role, draft), now(io), rule.signers)
    if ('code' in signed) return fail([signed])
    const failure = await keepApproval(root, draft, { role, ...signed })
    if (failure) return fail([problem('CANNOT_WRITE', { file: failure.file }, { detail: failure.code })])
    show(draft, role, signed.name, t)
    return 0
  }
  const result = await withShopLock(root, () => withSigning(root, options.sign, io, work))
  return typeof result === 'number' ? result : failed([result], t, period, true)
}

function show(draft: FoundDraft, role: string, name: string, t: Terminal): void {
  const file = approvalFile(draft, role)
  if (t.json) {
    t.document({ draft: `out/${draft.name}`, sha256: draft.sha256, role, name, file })
    return
  }
  const w = words(t.language)
  t.out(w.approved(role, name, `out/${draft.name}`))
  const sums = sumsOf(draft.content)
  if (sums) t.out(`  ${w.people(sums.people)}, ${sums.released ? w.release.released : w.net} ${sums.amount}`)
  t.out(`  sha256 ${draft.sha256}`)
  t.out(`  ${file}`)
}

const amount = z.string().regex(/^-?\d+\.\d\d$/)
const monthSchema = z.object({ totals: z.object({ people: z.number(), net: amount }) })
const releaseSchema = z.object({ people: z.array(z.object({ released: amount })) })

/** What is approved, in short: how many people are paid how much. */
function sumsOf(content: unknown): { people: number; amount: string; released: boolean } | undefined {
  const month = monthSchema.safeParse(content)
  if (month.success) {
    const { people, net } = month.data.totals
    return { people, amount: amountForPeople(decimal(net)), released: false }
  }
  const release = releaseSchema.safeParse(content)
  if (!release.success) return undefined
  const { people } = release.data
  const sum = sumOf(people.map(p => decimal(p.released)))
  return { people: people.length, amount: amountForPeople(sum), released: true }
}
