// bonusbook release RESERVE: works out what a quarter's or year's release pays, lot by lot, and writes its sheet to
// out/release-…/; with --close it is sealed in the book. No lot is ever released twice.

import { join, relative } from 'node:path'
import { releaseApprovals } from '../../acts/approvals.ts'
import { nameReader } from '../../acts/names.ts'
import { BOOK_FOLDER } from '../../acts/opening.ts'
import { forfeitReason, lotsOf, releaseRecords } from '../../acts/release.ts'
import { appendEntry } from '../../book/append.ts'
import { openBook } from '../../book/open.ts'
import { openMonthsOf } from '../../book/order.ts'
import { readBook } from '../../book/read.ts'
import { month, type Period, parsePeriod } from '../../core/calendar.ts'
import { amountForPeople, amountText } from '../../core/money.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import { calculateRelease, type ReleaseOutcome, type ReleaseResult } from '../../pay/release.ts'
import { problemDocument } from '../../reports/documents.ts'
import { releaseDocument, releaseSheets } from '../../reports/release-sheets.ts'
import type { Scheme } from '../../scheme/model.ts'
import { csvText } from '../../writers/csv.ts'
import { replaceFolder } from '../../writers/folder.ts'
import { xlsxBytes } from '../../writers/xlsx.ts'
import { appended, missingApprovals, now, readApprovals } from '../book.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { readSettings } from '../settings.ts'
import { dataMonths, loadShopScheme, type ShopScheme, shopRoot, withShopLock } from '../shop.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { words } from '../words.ts'
import { findingProblem } from '../work-out.ts'
import { pad } from '../wrap.ts'

export interface ReleaseOptions extends CommonOptions {
  readonly period: string
  readonly payout: string
  readonly set?: string[]
  readonly person?: string[]
  readonly partial?: boolean
  readonly close?: boolean
  readonly approve?: string[]
}

export async function release(reserve: string, options: ReleaseOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const period = parsePeriod(options.period)
  if (!period) throw new UsageError(`--period takes a quarter such as 2026-Q3 or a year, not “${options.period}”`)
  const payout = readPeriod(options.payout, io.now)
  const given = readSettings(options.set ?? [])
  const approvals = readApprovals(options.approve ?? [])

  const work = async (): Promise<number> => {
    // The rule is the one of the last month that the release is of.
    const loaded = await loadShopScheme(root, lastMonth(period))
    if (!loaded.scheme) return failed(loaded.problems, t, period, true)
    const names = nameReader()
    const book = await readBook(join(root, BOOK_FOLDER), names.visit)
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
    const held = lotsOf(book.ledger, rule.name, period, names.nameOf)
    const chosen = choosePeople(options.person ?? [], held)
    if ('code' in chosen) return failed([chosen], t, period, true)
    if (chosen.length === 0)
      return failed(
        [problem('RELEASE_NOTHING', undefined, { reserve: rule.name, period: period.name })],
        t,
        period,
        true,
      )

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
    }
    const outcome = await calculateRelease(request)
    const { result } = outcome
    if (!result) return failed(outcome.problems, t, period, true)
    const problems = [...outcome.problems, ...forfeitProblems(result)]
    const folder = join(root, 'out', `release-${rule.name}-${period.name}`)
    const outputs = await outputsOf(result, loaded.scheme)
    if (options.close === true) {
      const missing = missingApprovals(releaseApprovals(result, forfeitureRoles(loaded.scheme)), approvals)
      if (missing.length > 0) return failed([...missing, ...problems], t, period, true)
      const trouble = await seal(root, loaded, result, outcome, outputs, { approvals, io, given })
      if (trouble) return failed([trouble], t, period, true)
    }
    const trouble = await write(folder, outputs)
    if (trouble) return failed([trouble], t, period, true)
    show(result, problems, relative(io.cwd, folder) || '.', options.close === true, t)
    return 0
  }
  const result = await withShopLock(root, work)
  return typeof result === 'number' ? result : failed([result], t, period, true)
}

function lastMonth(period: Period): Period {
  const [year, number] = new Date(period.end * 86_400_000).toISOString().split('-').map(Number)
  return month(year!, number!)
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

function choosePeople(ids: readonly string[], lots: Lots): Lots | Problem {
  const known = new Set(lots.map(lot => lot.person))
  const stranger = ids.find(id => !known.has(id))
  if (stranger !== undefined) {
    const facts = { kind: 'person', name: stranger, nearest: suggest(stranger, known), known: '' } as const
    return problem('NOT_FOUND', undefined, facts)
  }
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

function forfeitureRoles(scheme: Scheme): string[] {
  return scheme.approvals.filter(a => a.forfeiture).map(a => a.role)
}

interface Output {
  readonly name: string
  readonly content: Uint8Array | string
}

async function outputsOf(release: ReleaseResult, scheme: Scheme): Promise<Output[]> {
  const sheets = releaseSheets(release, scheme.sheets, scheme.name)
  return [
    { name: 'payroll.xlsx', content: await xlsxBytes(sheets, sheets[0]!.heading) },
    { name: 'payroll.csv', content: csvText(sheets[0]!) },
    { name: 'release.json', content: `${JSON.stringify(releaseDocument(release), null, 2)}\n` },
  ]
}

async function write(folder: string, outputs: readonly Output[]): Promise<Problem | undefined> {
  const files = outputs.map(({ name, content }) => ({
    name,
    content: typeof content === 'string' ? content : Promise.resolve(content),
  }))
  try {
    const names = outputs.map(o => o.name)
    await replaceFolder(folder, files.slice(0, -1), names, () => files.at(-1)!)
    return undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    return problem('CANNOT_WRITE', { file: folder }, { detail: code })
  }
}

async function seal(
  root: string,
  loaded: ShopScheme,
  result: ReleaseResult,
  { readings }: ReleaseOutcome,
  outputs: readonly Output[],
  { approvals, io, given }: { approvals: ReturnType<typeof readApprovals>; io: Io; given: ReadonlyMap<string, string> },
): Promise<Problem | undefined> {
  const opened = await openBook(join(root, BOOK_FOLDER))
  if (opened.outcome === 'failed') return problem('CANNOT_WRITE', { file: BOOK_FOLDER }, { detail: opened.code })
  const { facts } = loaded
  const place = `out/release-${result.reserve}-${result.period}`
  return appended(
    await appendEntry(opened.book, {
      facts: {
        kind: 'release',
        period: result.period,
        reserve: result.reserve,
        payout: result.payout,
        version,
        time: now(io),
        approvals,
        about: given.size > 0 ? { given: Object.fromEntries(given) } : {},
      },
      inputs: readings.map(({ path, reading }) => ({
        name: reading.facts!.file,
        sha256: reading.facts!.sha256,
        path,
      })),
      scheme: { name: facts!.file, sha256: facts!.sha256, path: join(root, facts!.file) },
      outputs: outputs.map(({ name, content }) => ({ name: `${place}/${name}`, content })),
      records: releaseRecords(result),
    }),
  )
}

function show(
  release: ReleaseResult,
  problems: readonly Problem[],
  folder: string,
  sealed: boolean,
  t: Terminal,
): void {
  if (t.json) {
    const document = {
      ...releaseDocument(release),
      problems: problems.map(p => problemDocument(p, t.language)),
    }
    t.out(JSON.stringify(document, null, 2))
    return
  }
  const w = words(t.language)
  for (const line of problemLines(problems, t)) t.err(line)
  const ratio = release.ratio ? ` · ${amountText(release.ratio.times(100)).replace(/\.?0+$/, '')}%` : ''
  t.out(
    `${t.paint.bold(release.reserve)} · ${release.period} → ${release.payout}${ratio} · ${w.people(release.people.length)}`,
  )
  t.out()
  const sum = (which: 'held' | 'released' | 'forfeited' | 'premium') =>
    release.people.reduce((total, p) => total.plus(p[which]), release.people[0]!.held.times(0))
  for (const which of ['held', 'released', 'forfeited', 'premium'] as const) {
    t.out(`  ${pad(w.release[which], 14)} ${pad(amountForPeople(sum(which)), 16, true)}`)
  }
  t.out()
  t.out(`${w.written}: ${t.paint.cyan(`${folder}/payroll.xlsx`)}`)
  t.out(sealed ? w.sealed : w.notSealed)
}
