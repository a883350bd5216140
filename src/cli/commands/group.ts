// bonusbook group overrides: what the shops of a group have otherwise than its scheme.

import { chosenFolders, firstShop, openGroup } from '../../group/group.ts'
import { groupOverrides } from '../../group/overrides.ts'
import { problemDocument } from '../../reports/documents.ts'
import { overridesDocument, overridesSheet } from '../../reports/group-sheets.ts'
import { shopRoot } from '../../shop/folder.ts'
import { wordsIn } from '../../words/language.ts'
import { listText } from '../../writers/csv.ts'
import { gridLines } from '../../writers/terminal/grid.ts'
import { failed } from '../fail.ts'
import { choosePeriod } from '../period.ts'
import { putAsked } from '../put.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'
import { writtenFile } from '../written-file.ts'

interface ShopsOptions extends CommonOptions {
  readonly only?: string[]
  readonly not?: string[]
}

export async function overrides(options: ShopsOptions & { period?: string; csv?: string }, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const { value: group, problems: none } = await openGroup(root, options.shop)
  if (!group) return failed(none, t, undefined)
  const list =
    options.csv === undefined
      ? undefined
      : await writtenFile({ option: '--csv', typed: options.csv, format: 'csv', root, cwd: io.cwd })
  const folders = chosenFolders(group, options)
  const period = await choosePeriod(options.period, firstShop(group), io.now)
  const { shops, problems: met } = await groupOverrides(group, folders, period)
  const sheet = overridesSheet(shops, group.name, t.language)
  const trouble = list === undefined ? undefined : await putAsked(list, listText(sheet))
  const problems = trouble ? [...met, trouble] : met
  if (t.json) {
    const told = problems.map(p => problemDocument(p, t.language))
    t.document({ group: group.name, period: period.name, shops: overridesDocument(shops), problems: told })
  } else {
    if (sheet.rows.length > 0) for (const line of gridLines(sheet, t)) t.out(line)
    else if (problems.length === 0) t.out(wordsIn(t.language).group.noOverrides)
    for (const line of problemLines(problems, t)) t.fault(line)
  }
  return problems.length > 0 ? 1 : 0
}
