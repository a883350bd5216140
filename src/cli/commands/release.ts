// bonusbook release RESERVE: works out what a quarter's or year's release pays, lot by lot, and writes its sheet to
// out/release-…/; with --close it is sealed in the book.

import { relative } from 'node:path'
import { amountText } from '../../core/money.ts'
import type { Problem } from '../../core/problem.ts'
import { BOOK_FOLDER } from '../../files/names.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { problemDocument } from '../../reports/documents.ts'
import { releaseDocument } from '../../reports/release-sheets.ts'
import { type ReleaseAsked, type Released, releaseReserve } from '../../shop/release.ts'
import { sealedFacts } from '../../shop/seal.ts'
import { wordsIn } from '../../words/language.ts'
import { keyFile, readApprovals, sealLines, shopOf } from '../book.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { readPeriod, readReleasePeriod } from '../period.ts'
import { readSettings } from '../settings.ts'
import { layoutLines } from '../show-layouts.ts'
import { problemLines } from '../show-problems.ts'
import { releaseLines } from '../show-release.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'

export interface ReleaseOptions extends CommonOptions {
  readonly period: string
  readonly payout: string
  readonly set?: string[]
  readonly person?: string[]
  readonly partial?: boolean
  readonly close?: boolean
  readonly approve?: string[]
  readonly sign?: string
}

/** What the options ask for. */
export async function releaseAsked(
  reserve: string,
  options: Omit<ReleaseOptions, 'person'>,
  io: Io,
  root: string,
): Promise<Omit<ReleaseAsked, 'people'>> {
  const { close = false, partial = false } = options
  if (options.sign !== undefined && !close) throw new UsageError('SIGN_UNSEALED', {})
  const period = readReleasePeriod(options.period)
  const payout = await readPeriod(options.payout, io, root, '--payout')
  const given = readSettings(options.set ?? [])
  const approvals = readApprovals(options.approve ?? [])
  const form = { sheets: options.lang, key: keyFile(io, options.sign) }
  return { reserve, period, payout, given, partial, close, approvals, ...form }
}

export async function release(reserve: string, options: ReleaseOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const shop = shopOf(io, options.shop)
  const asked = await releaseAsked(reserve, options, io, shop.root)
  const { value, problems } = await releaseReserve(shop, { ...asked, people: options.person })
  if (!value) return failed(problems, t, asked.period, true)
  const { result, entry, approvals, releases } = value
  const sheet = `${relative(shop.root, value.folder)}/payroll.xlsx`
  const did = {
    reserve: result.reserve,
    period: result.period,
    sealed: entry !== undefined,
    approvals,
    releases,
    sheet,
  }
  await conclude(t, 'release', did, {
    document: () => documentOf(value, problems, t),
    show: () => show(value, problems, relative(io.cwd, value.folder), t),
  })
  return 0
}

function documentOf(
  { result, entry }: Released,
  problems: readonly Problem[],
  { language }: Terminal,
): DocumentOf<'release'> {
  return {
    ...releaseDocument(result),
    entry: entry?.file ?? null,
    ...(entry ? sealedFacts(entry) : {}),
    problems: problems.map(p => problemDocument(p, language)),
  }
}

function show(
  { result: release, layouts, entry }: Released,
  problems: readonly Problem[],
  folder: string,
  t: Terminal,
): void {
  const w = wordsIn(t.language).terminal
  for (const line of problemLines(problems, onErrors(t))) t.err(line)
  const ratio = release.ratio ? ` · ${amountText(release.ratio.times(100)).replace(/\.?0+$/, '')}%` : ''
  t.out(
    `${t.paint.bold(release.reserve)} · ${release.period} → ${release.payout}${ratio} · ${w.people(release.people.length)}`,
  )
  t.out()
  for (const line of releaseLines(release, t)) t.out(line)
  t.out()
  t.out(`${w.written}${w.colon}${t.paint.cyan(`${folder}/payroll.xlsx`)}`)
  for (const line of layoutLines(layouts, folder, t)) t.out(line)
  if (entry === undefined) {
    t.out(w.notSealed)
    return
  }
  t.out(`${w.sealed} ${BOOK_FOLDER}/${entry.file}`)
  for (const line of sealLines(sealedFacts(entry), t)) t.out(line)
}
