// bonusbook run: works a month out and writes its sheets to out/<period>/, all of them or none. With --set it is a
// what-if, which writes nothing unless --out names a folder.

import { relative, resolve } from 'node:path'
import { amountForPeople } from '../../core/money.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { findSettable, parseGiven } from '../../pay/given.ts'
import type { HowToRead } from '../../pay/inputs.ts'
import type { Month } from '../../pay/month.ts'
import type { Overrides } from '../../pay/month-facts.ts'
import { payDocument } from '../../reports/documents.ts'
import { totals } from '../../reports/run-record.ts'
import type { Scheme } from '../../scheme/model.ts'
import { replaceFolder } from '../../writers/folder.ts'
import { MONTH_FILES, monthFiles, monthRecord } from '../../writers/month-files.ts'
import { failed } from '../fail.ts'
import { withShopLock } from '../lock.ts'
import { readPeriod } from '../period.ts'
import { progress } from '../progress.ts'
import { readSettings } from '../settings.ts'
import { type SchemeFileFacts, type ShopScheme, shopRoot } from '../shop.ts'
import { counts } from '../show-problems.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { version } from '../version.ts'
import { words } from '../words.ts'
import { workOutShop } from '../work-out.ts'
import { pad } from '../wrap.ts'

export async function run(
  options: CommonOptions & { period: string; set?: string[]; out?: string },
  io: Io,
): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const period = readPeriod(options.period, io.now)
  const settings = readSettings(options.set ?? [])
  const whatIf = settings.size > 0
  const folder = options.out === undefined ? resolve(root, 'out', period.name) : resolve(io.cwd, options.out)
  const writes = !whatIf || options.out !== undefined

  const work = async (): Promise<number> => {
    const shown = await progress(t)
    const how = ({ scheme }: ShopScheme): HowToRead | Problem[] => {
      const overrides = scheme ? readOverrides(scheme, settings) : new Map()
      return Array.isArray(overrides) ? overrides : { overrides, keepRows: writes, ...shown }
    }
    const { month, problems, loaded } = await workOutShop(root, period, how)
    shown.step()
    if (!month) return failed(problems, t, period, true)
    if (writes) {
      if (month.result.people.length > LONG_PEOPLE) shown.step(words(t.language).writing)
      const whatIf = [...settings].map(([name, value]) => `${name}=${value}`)
      const trouble = await write(month, problems, folder, loaded.facts!, whatIf)
      shown.step()
      if (trouble) return failed([trouble], t, period, true)
    }
    show(month, problems, writes ? relative(io.cwd, folder) || '.' : undefined, t)
    return 0
  }
  const result = writes ? await withShopLock(root, work) : await work()
  return typeof result === 'number' ? result : failed([result], t, period, true)
}

function readOverrides(scheme: Scheme, settings: ReadonlyMap<string, string>): Overrides | Problem[] {
  const problems: Problem[] = []
  const values: [string, ReturnType<typeof parseGiven>][] = []
  for (const [name, text] of settings) {
    const columns = findSettable(scheme, name)
    if (!Array.isArray(columns)) problems.push(columns)
    else for (const column of columns) values.push([column.id, parseGiven(column, text)])
  }
  for (const [, value] of values)
    if (typeof value === 'object' && value !== null && 'code' in value) problems.push(value)
  return problems.length > 0 ? problems : (new Map(values) as Overrides)
}

/** Sheets of fewer people are written before anybody looks. */
const LONG_PEOPLE = 200

async function write(
  month: Month,
  problems: readonly Problem[],
  folder: string,
  schemeFile: SchemeFileFacts,
  whatIf: readonly string[],
): Promise<Problem | undefined> {
  try {
    const facts = { version, schemeFile, whatIf }
    await replaceFolder(folder, monthFiles(month, problems), MONTH_FILES, outputs =>
      monthRecord(month, problems, facts, outputs),
    )
    return undefined
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === undefined) throw error
    return problem('CANNOT_WRITE', { file: folder }, { detail: code })
  }
}

function show(month: Month, problems: readonly Problem[], folder: string | undefined, t: Terminal): void {
  if (t.json) {
    t.out(
      JSON.stringify(
        payDocument(month.period.name, month.scheme.name, month.result, problems, t.language, month.scheme.sheets),
        null,
        2,
      ),
    )
    return
  }
  const w = words(t.language)
  const sums = totals(month)
  const { warnings } = counts(problems)
  if (warnings > 0) t.err(t.paint.yellow(w.seeWarnings(w.problems(0, warnings))))
  t.out(`${t.paint.bold(month.scheme.name)} · ${month.period.name} · ${w.people(sums.people)}`)
  t.out()
  const rows = [
    [w.gross, sums.gross],
    [w.withheld, sums.withheld.neg()],
    [w.deducted, sums.deducted.neg()],
    [w.net, sums.net],
  ] as const
  for (const [i, [label, amount]] of rows.entries()) {
    const line = `  ${pad(label, 14)} ${pad(amountForPeople(amount), 16, true)}`
    t.out(i === rows.length - 1 ? t.paint.bold(line) : line)
  }
  t.out()
  if (folder === undefined) t.out(w.nothingWritten)
  else t.out(`${w.written}: ${t.paint.cyan(`${folder}/payroll.xlsx`)}`)
}
