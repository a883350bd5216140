// bonusbook correct: the exports of a closed month were corrected. Every difference becomes a posting and an amount of the month
// that is open. Nothing sealed is changed; where nothing differs nothing is written.

import { relative } from 'node:path'
import { type Decimal, sumOf } from '../../core/decimal.ts'
import { amountForPeople, amountText } from '../../core/money.ts'
import type { Problem } from '../../core/problem.ts'
import { BOOK_FOLDER } from '../../files/names.ts'
import { byId } from '../../pay/people.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { problemDocument } from '../../reports/documents.ts'
import { type CorrectAsked, type Corrected, correctMonth } from '../../shop/correct-month.ts'
import { findSchemeArgument } from '../../shop/folder.ts'
import { sealedFacts } from '../../shop/seal.ts'
import { wordsIn } from '../../words/language.ts'
import { pad } from '../../writers/terminal/wrap.ts'
import { keyFile, readApprovals, sealLines, shopOf } from '../book.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'

export interface CorrectOptions extends CommonOptions {
  readonly period: string
  readonly scheme?: string
  readonly dryRun?: boolean
  readonly draft?: boolean
  readonly approve?: string[]
  readonly sign?: string
}

/** What the options ask for. */
export async function correctAsked(
  options: Omit<CorrectOptions, 'scheme'>,
  io: Io,
  root: string,
): Promise<Omit<CorrectAsked, 'scheme'>> {
  const { dryRun = false, draft = false } = options
  if (options.sign !== undefined && (dryRun || draft)) throw new UsageError('SIGN_UNSEALED', {})
  const period = await readPeriod(options.period, io, root)
  const form = { sheets: options.lang, key: keyFile(io, options.sign) }
  return { period, dryRun, draft, approvals: readApprovals(options.approve ?? []), ...form }
}

export async function correct(options: CorrectOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const shop = shopOf(io, options.shop)
  const asked = await correctAsked(options, io, shop.root)
  const { period } = asked
  const scheme = options.scheme === undefined ? undefined : await findSchemeArgument(io.cwd, options.scheme)
  const { value, problems } = await correctMonth(shop, { ...asked, scheme })
  if (!value) return failed(problems, t, period, true)
  const people = peopleOf(value)
  const { payout, changed, entry } = value
  const folder = value.folder && (relative(io.cwd, value.folder) || '.')
  const sheet = value.folder && `${relative(shop.root, value.folder)}/payroll.xlsx`
  const did = changed ? { payout, sealed: entry !== undefined, sheet } : {}
  await conclude(t, 'correct', did, {
    document: () => documentOf(value, people, problems, period.name, t),
    show: () => {
      for (const line of problemLines(problems, onErrors(t))) t.err(line)
      show(value, people, period.name, folder, t)
    },
  })
  return 0
}

interface PersonCorrected {
  readonly person: string
  readonly own: Corrected['corrections']
  readonly total: Decimal
}

function peopleOf({ corrections }: Corrected): PersonCorrected[] {
  return [...new Set(corrections.map(c => c.person))].sort(byId).map(person => {
    const own = corrections.filter(c => c.person === person)
    return { person, own, total: sumOf(own.map(c => c.amount)) }
  })
}

function documentOf(
  { payout, entry, names }: Corrected,
  people: readonly PersonCorrected[],
  problems: readonly Problem[],
  period: string,
  { language }: Terminal,
): DocumentOf<'correct'> {
  return {
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
    problems: problems.map(p => problemDocument(p, language)),
  }
}

function show(
  { corrections, payout, entry, changed, names }: Corrected,
  people: readonly PersonCorrected[],
  period: string,
  folder: string | undefined,
  t: Terminal,
): void {
  const w = wordsIn(t.language).terminal
  if (!changed) {
    t.out(w.nothingToCorrect(period))
    return
  }
  for (const { person, own, total } of people) {
    t.out(t.paint.bold(`${names.get(person) ?? ''} (${person})  ${amountForPeople(total)}`))
    for (const { origin, kind, name, was, is, amount } of own)
      t.out(
        `  ${origin}  ${pad(`${w.correction[kind]} ${name}`, 30)} ${pad(amountForPeople(amount), 14, true)}  ${t.paint.dim(`${amountForPeople(was)} → ${amountForPeople(is)}`)}`,
      )
  }
  t.out()
  t.out(w.corrected(period, payout, amountForPeople(sumOf(corrections.map(c => c.amount)))))
  if (folder !== undefined)
    t.out(`${w.papers}${w.colon}${t.paint.cyan(`${folder}/payroll.xlsx`)}, ${t.paint.cyan('statements.html')}`)
  if (entry === undefined) {
    t.out(w.notSealed)
    return
  }
  t.out(`${w.sealed} ${BOOK_FOLDER}/${entry.file}`)
  for (const line of sealLines(sealedFacts(entry), t)) t.out(line)
}
