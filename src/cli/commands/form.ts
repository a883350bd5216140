// bonusbook form: writes the workbooks that raters fill in.

import { resolve } from 'node:path'
import { OUT_FOLDER } from '../../files/names.ts'
import { writeForms } from '../../shop/forms.ts'
import { wordsIn } from '../../words/language.ts'
import { shopOf } from '../book.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, terminal } from '../streams.ts'

export interface FormOptions extends CommonOptions {
  readonly period: string
  readonly out?: string
}

export async function form(options: FormOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const shop = shopOf(io, options.shop)
  const period = await readPeriod(options.period, io, shop.root)
  const folder =
    options.out === undefined ? resolve(shop.root, OUT_FOLDER, period.name, 'forms') : resolve(io.cwd, options.out)
  const { value, problems } = await writeForms(shop, period, folder)
  if (!value) return failed(problems, t, period, true)
  const next = `bonusbook check${options.shop === undefined ? '' : ` -C ${options.shop}`} --period ${period.name}`
  if (t.json) {
    t.document({ period: period.name, ...value, next })
    return 0
  }
  for (const line of problemLines(problems, onErrors(t))) t.err(line)
  const w = wordsIn(t.language).form
  t.out(w.written(period.name))
  for (const { file, people, already } of value.forms) t.out(already ? w.already(file) : w.rows(people, file))
  if (t.quiet) return 0
  for (const { table, period: of } of value.later) t.out(w.notDue(table, of))
  t.out()
  t.out(w.next(value.folder))
  t.out(`  ${next}`)
  return 0
}
