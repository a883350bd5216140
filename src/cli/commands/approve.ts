// bonusbook approve: signs the draft of a month or of a release for a role.

import { basename, resolve } from 'node:path'
import { decimal, sumOf } from '../../core/decimal.ts'
import { amountForPeople } from '../../core/money.ts'
import type { Problem } from '../../core/problem.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { problemDocument } from '../../reports/documents.ts'
import type { DraftRecord } from '../../reports/draft-record.ts'
import { type Approved, approveDraft } from '../../shop/approve.ts'
import type { FoundDraft } from '../../shop/drafts.ts'
import type { TerminalWords } from '../../words/en/terminal.ts'
import { wordsIn } from '../../words/language.ts'
import { keyFile, shopOf } from '../book.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import type { Drafted } from '../next.ts'
import { readPeriod, readReleasePeriod } from '../period.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'

export interface ApproveOptions extends CommonOptions {
  readonly period: string
  readonly role: string
  readonly opening?: string
  readonly sign: string
}

export async function approve(reserve: string | undefined, options: ApproveOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const shop = shopOf(io, options.shop)
  const { role, opening } = options
  const period =
    reserve === undefined ? await readPeriod(options.period, io, shop.root) : readReleasePeriod(options.period)
  const { value, problems } = await approveDraft(shop, {
    ...{ period, reserve, role, key: keyFile(io, options.sign) },
    opening: opening === undefined ? undefined : { path: resolve(io.cwd, opening), display: basename(opening) },
  })
  if (!value) return failed(problems, t, period, true)
  const { draft, name, file } = value
  const what = opening ?? `out/${draft.name}`
  const document = (): DocumentOf<'approve'> => {
    const told = problems.map(p => problemDocument(p, t.language))
    return { draft: what, sha256: draft.sha256, role, name, file, problems: told }
  }
  const did = { period: period.name, drafted: draftedBy(draft, reserve, options.opening) }
  await conclude(t, 'approve', did, { document, show: () => show(value, problems, role, what, t) })
  return 0
}

/** By which command a draft was made, which seals it now. */
function draftedBy({ name, content }: FoundDraft, reserve: string | undefined, opening: string | undefined): Drafted {
  if (opening !== undefined) return { command: 'book open', options: ['--from', opening] }
  if (reserve === undefined) return { command: name.startsWith('correct-') ? 'correct' : 'close', options: [] }
  const { payout, asked: { given = {}, people, partial } = {} } = content
  const options = [
    ...(payout === undefined ? [] : ['--payout', payout]),
    ...Object.entries(given).flatMap(([figure, value]) => ['--set', `${figure}=${value}`]),
    ...(people ? ['--person', ...people] : []),
    ...(partial ? ['--partial'] : []),
  ]
  return { command: 'release', argument: reserve, options: [...options, '--close'] }
}

function show(
  { draft, name, file }: Approved,
  problems: readonly Problem[],
  role: string,
  what: string,
  t: Terminal,
): void {
  for (const line of problemLines(problems, onErrors(t))) t.err(line)
  const w = wordsIn(t.language).terminal
  t.out(w.approved(role, name, what))
  const sums = sumsOf(draft.content)
  if (sums) t.out(`  ${w.people(sums.people)}, ${sums.what(w)} ${sums.amount}`)
  t.out(`  sha256 ${draft.sha256}`)
  t.out(`  ${file}`)
}

interface Sums {
  readonly people: number
  readonly amount: string
  readonly what: (words: TerminalWords) => string
}

/** What is approved, in short: how many people are paid how much. */
function sumsOf({ totals, people }: DraftRecord): Sums | undefined {
  if (totals) return { people: totals.people, amount: amountForPeople(decimal(totals.net)), what: w => w.net }
  if (!people) return undefined
  const sum = sumOf(people.map(p => decimal(p.released ?? p.total ?? '0')))
  const corrects = people.some(p => p.released === undefined)
  return {
    people: people.length,
    amount: amountForPeople(sum),
    what: w => (corrects ? w.corrections : w.release.released),
  }
}
