// bonusbook run: works a month out and writes its sheets to out/<period>/, all of them or none. With --set it is a
// what-if, which writes nothing unless --out names a folder.

import { relative } from 'node:path'
import type { Problem } from '../../core/problem.ts'
import { payDays } from '../../pay/pay-days.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { payDocument } from '../../reports/documents.ts'
import { stateOf } from '../../reports/sheet-parts.ts'
import { whatIfDocument } from '../../reports/what-if.ts'
import { closeApprovals } from '../../shop/approvals.ts'
import { type Ran, runMonth } from '../../shop/run.ts'
import { wordsIn } from '../../words/language.ts'
import { shopOf } from '../book.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { progress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { layoutLines } from '../show-layouts.ts'
import { counts, problemLines } from '../show-problems.ts'
import { summaryLines } from '../show-summary.ts'
import { whatIfLines } from '../show-what-if.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'
import { outFolder } from '../written-file.ts'

export async function run(
  options: CommonOptions & { period: string; set?: string[]; out?: string; split?: boolean },
  io: Io,
): Promise<number> {
  const t = terminal(io, options)
  const { split = false, lang: sheets } = options
  const shop = shopOf(io, options.shop)
  const period = await readPeriod(options.period, io, shop.root)
  const settings = readSettings(options.set ?? [])
  const folder = options.out === undefined ? undefined : await outFolder(options.out, shop.root, period, io.cwd)
  const writes = settings.size === 0 || folder !== undefined
  if (split && !writes) throw new UsageError('SPLIT_UNWRITTEN', {})
  const { step, ...shown } = await progress(t)
  const onStep = (at: 'worked out' | 'writing' | 'written'): void =>
    at === 'writing' ? step(wordsIn(t.language).terminal.writing) : step()
  const { value, problems } = await runMonth(shop, {
    period,
    settings,
    folder,
    writes,
    split,
    sheets,
    onStep,
    ...shown,
  })
  if (!value) return failed(problems, t, period, true)
  if (value.kind === 'nothing to write') throw new UsageError('OUT_OF_LIST', {})
  if (value.kind === 'variants') {
    const { from, compared } = value
    const document = (): DocumentOf<'run'> => ({ period: period.name, whatIf: whatIfDocument(from, compared) })
    const show = (): void => {
      for (const line of [...whatIfLines(from, compared, t), wordsIn(t.language).terminal.nothingWritten]) t.out(line)
    }
    await conclude(t, 'run', {}, { document, show })
    return 0
  }
  const place = value.folder === undefined ? undefined : relative(io.cwd, value.folder) || '.'
  const did = {
    period: place && period.name,
    made: options.out === undefined ? undefined : place,
    sheet: value.folder && `${relative(shop.root, value.folder)}/payroll.xlsx`,
    approvals: closeApprovals(value.month),
  }
  await conclude(t, 'run', did, {
    document: () => documentOf(value, problems, t),
    show: () => show(value, problems, place, t),
  })
  return 0
}

function documentOf(
  { month, written, compared }: Extract<Ran, { kind: 'month' }>,
  problems: readonly Problem[],
  { language }: Terminal,
): DocumentOf<'run'> {
  const { period, scheme, result } = month
  const told = [...problems, ...written]
  const whatIf = compared ? { whatIf: whatIfDocument(compared[0], [compared[1]]) } : {}
  const days = payDays(month)
  return { ...payDocument(period.name, scheme.name, result, told, language, scheme.sheets, days, scheme), ...whatIf }
}

function show(
  { month, written, compared }: Extract<Ran, { kind: 'month' }>,
  problems: readonly Problem[],
  folder: string | undefined,
  t: Terminal,
): void {
  // Nobody reads a list of warnings for an amount that is out of all proportion.
  const far = problems.filter(p => p.code === 'PAY_FAR')
  for (const line of problemLines([...written, ...far], onErrors(t))) t.err(line)
  const w = wordsIn(t.language).terminal
  const { warnings } = counts(problems)
  if (warnings > 0) t.err(t.errPaint.yellow(w.seeWarnings(w.problems(0, warnings))))
  t.out(`${t.paint.bold(month.scheme.name)} · ${month.period.name} · ${w.people(month.result.people.length)}`)
  if (month.anew) t.out(stateOf(month))
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
