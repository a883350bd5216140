// bonusbook release RESERVE: works out what a quarter's or year's release pays, lot by lot, and writes its sheet to
// out/release-…/; with --close it is sealed in the book. No lot is ever released twice.

import { relative } from 'node:path'
import type { EntryDraft } from '../../book/append.ts'
import { figuresDigest } from '../../book/entry.ts'
import { openMonthsOf, payoutRefused } from '../../book/order.ts'
import { readBook } from '../../book/read.ts'
import type { Period } from '../../core/calendar.ts'
import { pathIn } from '../../core/inside.ts'
import { amountForPeople, amountText } from '../../core/money.ts'
import { anyError, type Problem, problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import { BOOK_FOLDER } from '../../files/names.ts'
import { calculateRelease, type ReleaseOutcome, type ReleaseResult } from '../../pay/release.ts'
import { problemDocument } from '../../reports/documents.ts'
import { releaseDocument } from '../../reports/release-sheets.ts'
import type { Scheme } from '../../scheme/model.ts'
import { releaseApprovals } from '../../shop/approvals.ts'
import { releaseDraft } from '../../shop/drafts.ts'
import { nameReader } from '../../shop/names.ts'
import { forfeitReason, lastMonth, lotsOf, releaseFolder, releaseRecords } from '../../shop/release.ts'
import type { DraftFile } from '../../writers/outputs.ts'
import { releaseFiles, writeRelease } from '../../writers/release-files.ts'
import { now, readApprovals, type Sealed, sealEntry, sealedFacts, sealLines } from '../book.ts'
import { knownPeople } from '../book-rows.ts'
import { failed } from '../fail.ts'
import { findPerson, type Known } from '../find-person.ts'
import { withShopLock } from '../lock.ts'
import { readPeriod, readReleasePeriod } from '../period.ts'
import { readSettings } from '../settings.ts'
import { dataMonths, loadShopScheme, type ShopScheme, shopRoot } from '../shop.ts'
import { layoutLines } from '../show-layouts.ts'
import { problemLines } from '../show-problems.ts'
import { releaseLines } from '../show-release.ts'
import { approvalsOf, type Signing, withSigning } from '../signing.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'
import { buildOf, version } from '../version.ts'
import { words } from '../words.ts'
import { findingProblem } from '../work-out.ts'
import { writeFolder } from '../write-folder.ts'

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

export async function release(reserve: string, options: ReleaseOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  if (options.sign !== undefined && options.close !== true) throw new UsageError('SIGN_UNSEALED', {})
  const root = shopRoot(io.cwd, options.shop)
  const period = readReleasePeriod(options.period)
  const payout = await readPeriod(options.payout, io.now, root, '--payout')
  const given = readSettings(options.set ?? [])
  const typed = readApprovals(options.approve ?? [])

  const work = async ({ keygen, signer }: Signing): Promise<number> => {
    // The rule is the one of the last month that the release is of.
    const loaded = await loadShopScheme(root, lastMonth(period))
    if (!loaded.scheme) return failed(loaded.problems, t, period, true)
    const names = nameReader()
    const book = await readBook(pathIn(root, BOOK_FOLDER), names.visit)
    if (book.findings.length > 0) return failed(book.findings.map(findingProblem), t, period, true)
    const rule = findReserve(loaded.scheme, reserve, period)
    if ('code' in rule) return failed([rule], t, period, true)
    const open = options.partial === true ? [] : openMonthsOf(book.headers, period)
    if (open.length > 0)
      return failed(
        [problem('RELEASE_OPEN', undefined, { months: open.join(', '), period: period.name })],
        t,
        period,
        true,
      )
    const reason = payoutRefused(book.headers, period, payout.name, options.partial === true)
    if (reason !== undefined)
      return failed(
        [problem('RELEASE_PAYOUT', undefined, { payout: payout.name, period: period.name, reason })],
        t,
        period,
        true,
      )
    const held = lotsOf(book.ledger, rule.name, period, names.nameOf)
    const chosen = choosePeople(options.person ?? [], held, knownPeople(book, names.nameOf))
    if ('code' in chosen) return failed([chosen], t, period, true)
    if (chosen.length === 0) {
      const facts = { reserve: rule.name, period: period.name }
      return failed([problem('RELEASE_NOTHING', undefined, facts)], t, period, true)
    }

    const rosters = (await dataMonths(root)).filter(m => m.name <= payout.name)
    const request = {
      scheme: loaded.scheme,
      reserve: rule,
      period,
      payout,
      lots: chosen,
      shop: { root },
      rosters,
      given,
      layouts: true,
    }
    const outcome = await calculateRelease(request)
    const { result } = outcome
    if (!result) return failed(outcome.problems, t, period, true)
    const problems = [...outcome.problems, ...forfeitProblems(result)]
    const place = releaseFolder(result, book.headers)
    const folder = pathIn(root, place)
    const kind = 'release' as const
    const who = { kind, period: period.name, reserve: rule.name, payout: payout.name }
    const seals = {
      figures: figuresDigest(who, releaseRecords(result)),
      after: book.entries.at(-1)?.seal ?? '',
    }
    const files = await releaseFiles(result, outcome.layouts, loaded.scheme, seals)
    const time = now(io)
    const rules = loaded.scheme.approvals
    const { approvals, problems: missing } = await approvalsOf({
      ...{ root, keygen, typed, rules, time },
      due: options.close === true ? releaseApprovals(result, rules) : [],
      draft: { ...releaseDraft(place), sha256: files.at(-1)!.sha256 },
      command: `bonusbook approve "${rule.name}" --period ${period.name}`,
    })
    if (missing.length > 0) return failed([...missing, ...problems], t, period, true)
    // The sheet first: of a release that is sealed it is never missing, and one that is not sealed is only a draft.
    const trouble = await writeFolder(folder, () => writeRelease(folder, files))
    if (anyError(trouble)) return failed(trouble, t, period, true)
    problems.push(...trouble)
    let entry: Sealed | undefined
    if (options.close === true) {
      const about = {
        ...(given.size > 0 ? { given: Object.fromEntries(given) } : {}),
        ...(options.person ? { people: [...new Set(chosen.map(lot => lot.person))] } : {}),
      }
      const facts = { ...who, version, build: buildOf(), time, approvals, about }
      const draft = { facts, ...entryOf(root, place, loaded, result, outcome, files) }
      const sealed = await sealEntry(book, draft, io, signer)
      if (!('outcome' in sealed)) return failed(sealed, t, period, true)
      entry = sealed
    }
    show(result, outcome.layouts, problems, relative(io.cwd, folder), entry, t)
    return 0
  }
  const result = await withShopLock(root, () => withSigning(root, options.sign, io, work))
  return typeof result === 'number' ? result : failed([result], t, period, true)
}

function findReserve(scheme: Scheme, name: string, period: Period): Scheme['reserves'][number] | Problem {
  const names = scheme.reserves.map(r => r.name)
  const found = scheme.reserves.find(r => r.name === name)
  if (!found) {
    const facts = { kind: 'reserve', name, nearest: suggest(name, names), known: names.join(', ') } as const
    return problem('NOT_FOUND', undefined, facts)
  }
  const every = found.release?.every ?? ''
  return every === period.kind
    ? found
    : problem('RELEASE_NOT_RULED', found.at, { reserve: name, every, period: period.name })
}

type Lots = ReturnType<typeof lotsOf>

/** The lots of the people asked for. Somebody of whom the book knows nothing is a problem. */
function choosePeople(typed: readonly string[], lots: Lots, known: readonly Known[]): Lots | Problem {
  const found = typed.map(text => findPerson(text, known))
  const stranger = found.find(p => 'code' in p)
  if (stranger) return stranger
  const ids = found.map(p => ('code' in p ? '' : p.id))
  return ids.length === 0 ? lots : lots.filter(lot => ids.includes(lot.person))
}

/** Who forfeits because of the scheme's rule on leavers, by name: whether that holds in law is not for a program. */
function forfeitProblems(release: ReleaseResult): Problem[] {
  return release.people
    .filter(p => p.forfeits && !p.forfeited.isZero())
    .map(p => {
      const facts = {
        who: `${p.name} (${p.id})`,
        amount: amountForPeople(p.forfeited),
        rule: forfeitReason(release, true),
      }
      return problem('RELEASE_FORFEITS', undefined, facts)
    })
}

/** The entry of a release. */
function entryOf(
  root: string,
  place: string,
  { facts }: ShopScheme,
  result: ReleaseResult,
  { readings }: ReleaseOutcome,
  files: readonly DraftFile[],
): Omit<EntryDraft, 'facts'> {
  return {
    inputs: readings.map(({ path, reading: { facts } }) => ({ name: facts!.file, sha256: facts!.sha256, path })),
    scheme: { name: facts!.file, sha256: facts!.sha256, path: pathIn(root, facts!.file) },
    outputs: files.map(({ name, content }) => ({ name: `${place}/${name}`, content })),
    records: releaseRecords(result),
  }
}

function show(
  release: ReleaseResult,
  layouts: ReleaseOutcome['layouts'],
  problems: readonly Problem[],
  folder: string,
  entry: Sealed | undefined,
  t: Terminal,
): void {
  if (t.json) {
    const document = {
      ...releaseDocument(release),
      entry: entry?.file ?? null,
      ...(entry ? sealedFacts(entry) : {}),
      problems: problems.map(p => problemDocument(p, t.language)),
    }
    t.document(document)
    return
  }
  const w = words(t.language)
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
