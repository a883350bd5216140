// bonusbook form: writes the workbooks that raters fill in.

import { resolve } from 'node:path'
import { OUT_FOLDER } from '../../files/names.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { problemDocument } from '../../reports/documents.ts'
import { writeForms } from '../../shop/forms.ts'
import { wordsIn } from '../../words/language.ts'
import { shopOf } from '../book.ts'
import { conclude } from '../conclude.ts'
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
  const { value, problems } = await writeForms(shop, period, folder, options.lang)
  if (!value) return failed(problems, t, period, true)
  const { forms, later, folder: put } = value
  const document = (): DocumentOf<'form'> => ({
    ...{ period: period.name, forms: [...forms], later: [...later], folder: put },
    problems: problems.map(p => problemDocument(p, t.language)),
  })
  const show = (): void => {
    for (const line of problemLines(problems, onErrors(t))) t.err(line)
    const w = wordsIn(t.language).form
    t.out(w.written(period.name))
    for (const { file, people, already } of forms) t.out(already ? w.already(file) : w.rows(people, file))
    if (t.quiet) return
    for (const { table, period: of } of later) t.out(w.notDue(table, of))
  }
  await conclude(t, 'form', { period: period.name, made: put }, { document, show })
  return 0
}
