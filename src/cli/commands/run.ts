// bonusbook run: works a month out and writes its sheets to out/<period>/, all of them or none. With --set it is a
// what-if, which writes nothing unless --out names a folder.

import { relative, resolve } from 'node:path'
import type { Period } from '../../core/calendar.ts'
import { anyError, type Problem } from '../../core/problem.ts'
import { MONTH_RECORD } from '../../files/names.ts'
import type { Month } from '../../pay/month.ts'
import type { Overrides } from '../../pay/month-facts.ts'
import { type Variant, variantsOf } from '../../pay/variants.ts'
import { payDocument } from '../../reports/documents.ts'
import type { DraftForm } from '../../reports/run-record.ts'
import { titleOf } from '../../reports/sheet-parts.ts'
import { type Worked, whatIfDocument } from '../../reports/what-if.ts'
import { schemeFigures, withFigures } from '../../scheme/figures.ts'
import { monthFigures } from '../../shop/close.ts'
import { replaceFolder } from '../../writers/folder.ts'
import { type MonthFacts, monthFiles, monthRecord } from '../../writers/month-files.ts'
import { sealBefore } from '../book.ts'
import { failed } from '../fail.ts'
import { withShopLock } from '../lock.ts'
import { outFolder } from '../out-folder.ts'
import { readPeriod } from '../period.ts'
import { progress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { type HowToLoad, loadShopScheme, shopRoot } from '../shop.ts'
import { layoutLines } from '../show-layouts.ts'
import { counts, problemLines } from '../show-problems.ts'
import { summaryLines } from '../show-summary.ts'
import { whatIfLines } from '../show-what-if.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'
import { version } from '../version.ts'
import { words } from '../words.ts'
import { workOutShop } from '../work-out.ts'
import { writeFolder } from '../write-folder.ts'

export async function run(
  options: CommonOptions & { period: string; set?: string[]; out?: string; split?: boolean },
  io: Io,
): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const period = await readPeriod(options.period, io.now, root)
  const settings = readSettings(options.set ?? [])
  const whatIf = settings.size > 0
  const folder =
    options.out === undefined
      ? resolve(root, 'out', period.name)
      : await outFolder({ typed: options.out, cwd: io.cwd, root, period: period.name })
  const writes = !whatIf || options.out !== undefined
  if (options.split === true && !writes) throw new UsageError('SPLIT_UNWRITTEN', {})

  const work = async (): Promise<number> => {
    const shown = await progress(t)
    const asked = whatIf ? await askedVariants(root, period, settings) : []
    if (!Array.isArray(asked)) return failed(asked.problems, t, period, true)
    if (asked.length > 1) return sideBySide(asked)
    const [only] = asked
    const overrides: Overrides = only?.values ?? new Map()
    const outcome = await workOutShop(
      root,
      period,
      { overrides, keepRows: writes, layouts: writes, sheets: options.lang, ...shown },
      { edit: editOf(only), closed: writes && options.out === undefined ? 'refused' : 'anew' },
    )
    const { month, problems, loaded } = outcome
    const told = [...problems]
    shown.step()
    if (!month) return failed(problems, t, period, true)
    if (writes) {
      if (month.result.people.length > LONG_PEOPLE) shown.step(words(t.language).writing)
      const whatIf = [...settings].map(([name, value]) => `${name}=${value}`)
      const form: DraftForm = {
        language: month.scheme.sheets,
        ...(options.split === true ? { split: true } : {}),
        ...sealBefore(outcome.state.book, period.name),
      }
      const made = { version, schemeFile: loaded.facts!, whatIf, form, figures: monthFigures(month) }
      const trouble = await write(month, problems, folder, made)
      shown.step()
      if (anyError(trouble)) return failed(trouble, t, period, true)
      told.push(...trouble)
      if (!t.json) for (const line of problemLines(trouble, onErrors(t))) t.err(line)
    }
    const variant = only && { label: only.label, result: month.result }
    const base = variant && (await baseOf())
    show(
      month,
      t.json ? told : problems,
      writes ? relative(io.cwd, folder) || '.' : undefined,
      t,
      base && variant && [base, variant],
    )
    return 0
  }
  const baseOf = async (): Promise<Worked | undefined> => {
    const { month } = await workOutShop(root, period, { overrides: new Map(), keepRows: false }, { lints: false })
    return month && { label: '', result: month.result }
  }
  const sideBySide = async (variants: readonly Variant[]): Promise<number> => {
    if (options.out !== undefined) throw new UsageError('OUT_OF_LIST', {})
    const worked: Worked[] = []
    for (const variant of variants) {
      const how = { overrides: variant.values, keepRows: false }
      const { month, problems } = await workOutShop(root, period, how, { edit: editOf(variant), lints: false })
      if (!month) return failed(problems, t, period, true)
      worked.push({ label: variant.label, result: month.result })
    }
    const [first, ...others] = worked
    const base = await baseOf()
    const [from, compared] = base ? [base, worked] : [first!, others]
    if (t.json) t.document({ period: period.name, whatIf: whatIfDocument(from, compared) })
    else for (const line of [...whatIfLines(from, compared, t), words(t.language).nothingWritten]) t.out(line)
    return 0
  }
  const result = writes ? await withShopLock(root, work) : await work()
  return typeof result === 'number' ? result : failed([result], t, period, true)
}

/** The variants that settings ask for; one where none is a list. */
async function askedVariants(
  root: string,
  period: Period,
  settings: ReadonlyMap<string, string>,
): Promise<Variant[] | { problems: readonly Problem[] }> {
  const { scheme, problems, text = '' } = await loadShopScheme(root, period, { lints: false })
  if (!scheme) return { problems }
  const names = schemeFigures(text).map(f => f.name)
  const read = variantsOf(scheme, names, settings, period)
  return Array.isArray(read) ? { problems: read } : read.variants
}

/** What a variant changes in the scheme file. */
function editOf(variant: Variant | undefined): HowToLoad['edit'] {
  return variant && variant.figures.size > 0 ? text => withFigures(text, variant.figures) : undefined
}

/** Sheets of fewer people are written before anybody looks. */
const LONG_PEOPLE = 200

async function write(
  month: Month,
  problems: readonly Problem[],
  folder: string,
  facts: MonthFacts,
): Promise<readonly Problem[]> {
  return writeFolder(folder, () =>
    replaceFolder(folder, monthFiles(month, problems, facts), MONTH_RECORD, outputs =>
      monthRecord(month, problems, facts, outputs),
    ),
  )
}

function show(
  month: Month,
  problems: readonly Problem[],
  folder: string | undefined,
  t: Terminal,
  compared: readonly [Worked, Worked] | undefined,
): void {
  if (t.json) {
    const { period, scheme, result } = month
    const document = payDocument(period.name, scheme.name, result, problems, t.language, scheme.sheets)
    const whatIf = compared ? { whatIf: whatIfDocument(compared[0], [compared[1]]) } : {}
    t.document({ ...document, ...whatIf })
    return
  }
  const w = words(t.language)
  const { warnings } = counts(problems)
  if (warnings > 0) t.err(t.errPaint.yellow(w.seeWarnings(w.problems(0, warnings))))
  t.out(`${t.paint.bold(titleOf(month))} · ${month.period.name} · ${w.people(month.result.people.length)}`)
  t.out()
  for (const line of summaryLines(month.result.people, t)) t.out(line)
  t.out()
  if (compared) for (const line of whatIfLines(compared[0], [compared[1]], t)) t.out(line)
  if (folder === undefined) t.out(w.nothingWritten)
  else {
    t.out(`${w.written}${w.colon}${t.paint.cyan(`${folder}/payroll.xlsx`)}`)
    for (const line of layoutLines(month.layouts, folder, t)) t.out(line)
  }
}
