// bonusbook compare A B: two months, two drafts, or a month and a sheet from outside, person by person, with the reason of
// every difference. Differences are the result, not a problem. Writes nothing but the list where `--csv` asks for it.

import { relative } from 'node:path'
import { comparisonDocument, comparisonSheet } from '../../reports/comparison.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { shopRoot } from '../../shop/contents.ts'
import { compareInShop } from '../../shop/sides.ts'
import { wordsIn } from '../../words/language.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { paysOf, today } from '../period.ts'
import { putList } from '../put.ts'
import { comparisonLines } from '../show-comparison.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'
import { LISTS, writtenFile } from '../written-file.ts'

export interface CompareOptions extends CommonOptions {
  readonly csv?: string
}

export async function compare(first: string, second: string, options: CompareOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const list =
    options.csv === undefined
      ? undefined
      : await writtenFile({ option: '--csv', typed: options.csv, formats: LISTS, root, cwd: io.cwd })
  const around = { folders: [io.cwd, root], today: today(io.now), pays: paysOf(io) }
  const { value: comparison, problems } = await compareInShop({ root }, [first, second], around)
  if (!comparison) return failed(problems, t, undefined)
  if (list !== undefined) {
    const trouble = await putList(list, comparisonSheet(comparison, t.language), options.csv)
    if (trouble) return failed([trouble], t, undefined)
  }
  const document = (): DocumentOf<'compare'> => comparisonDocument(comparison, t.language)
  const show = (): void => {
    for (const line of comparisonLines(comparison, t)) t.out(line)
  }
  if (list !== undefined) t.err(wordsIn(t.language).comparison.listed(relative(io.cwd, list)))
  await conclude(t, 'compare', {}, { document, show })
  return 0
}
