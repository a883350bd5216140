// bonusbook book sheets: gives the sheets of a closed month, of a release or of any other entry back as they were sealed. Writes
// to the folder in out/ that they were sealed from, or to that of --out.

import { relative } from 'node:path'
import { sheetsBack } from '../../shop/sealed-sheets.ts'
import { wordsIn } from '../../words/language.ts'
import { shopOf } from '../book.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'
import { outFolder } from '../written-file.ts'

export interface SheetsOptions extends CommonOptions {
  readonly period?: string
  readonly entry?: string
  readonly out?: string
}

export async function sheets(options: SheetsOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const shop = shopOf(io, options.shop)
  const { period: typed, entry, out } = options
  if ((typed === undefined) === (entry === undefined)) throw new UsageError('SHEETS_OF', {})
  if (entry !== undefined && !/^0*[1-9]\d{0,5}$/.test(entry)) throw new UsageError('ENTRY_WRONG', { found: entry })
  const period = typed === undefined ? undefined : await readPeriod(typed, io, shop.root)
  const folder = out === undefined ? undefined : await outFolder(out, shop.root, period ?? { name: '' }, io.cwd)
  const { value, problems } = await sheetsBack(shop, { of: period ?? Number(entry), folder })
  if (!value) return failed(problems, t, period, true)
  const shown = relative(io.cwd, value.folder) || '.'
  const show = (): void => {
    for (const line of problemLines(problems, onErrors(t))) t.err(line)
    t.out(wordsIn(t.language).terminal.sheetsBack(value.period, shown, value.entry))
  }
  await conclude(t, 'book sheets', {}, { document: () => ({ ...value, folder: shown }), show })
  return 0
}
