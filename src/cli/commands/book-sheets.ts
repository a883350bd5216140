// bonusbook book sheets: gives the sheets of a closed month back as they were sealed. Writes to out/<month>/ or to the folder of
// --out.

import { relative } from 'node:path'
import { sheetsBack } from '../../shop/sealed-sheets.ts'
import { wordsIn } from '../../words/language.ts'
import { shopOf } from '../book.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, terminal } from '../streams.ts'
import { outFolder } from '../written-file.ts'

export interface SheetsOptions extends CommonOptions {
  readonly period: string
  readonly out?: string
}

export async function sheets(options: SheetsOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const shop = shopOf(io, options.shop)
  const period = await readPeriod(options.period, io.now, shop.root)
  const folder = await outFolder(options.out, shop.root, period, io.cwd)
  const { value, problems } = await sheetsBack(shop, period, folder)
  if (!value) return failed(problems, t, period, true)
  const { entry, seal, files } = value
  const shown = relative(io.cwd, folder) || '.'
  if (t.json) {
    t.document({ period: period.name, entry, seal, folder: shown, files })
    return 0
  }
  for (const line of problemLines(problems, onErrors(t))) t.err(line)
  t.out(wordsIn(t.language).terminal.sheetsBack(period.name, shown, entry))
  return 0
}
