// The report of a group: what its shops came to in a month, beside each other. Takes the group and a month; has each shop worked out
// in worker processes, and writes a workbook and a page to the group's out/<period>/. Shops that can't be worked out are named in it; shops
// of several currencies are refused, and then nothing is written. In the shops nothing is written at all.

import type { Period } from '../core/calendar.ts'
import { localOf } from '../core/currency.ts'
import { pathIn } from '../core/inside.ts'
import { addTo } from '../core/lists.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { OUT_FOLDER } from '../files/names.ts'
import { makeFolder, putFile } from '../files/write.ts'
import type { ProblemCount, ShopOfGroup } from '../reports/group-report/group-month.ts'
import { groupReport } from '../reports/group-report/report.ts'
import type { Language } from '../words/language.ts'
import { reportPage } from '../writers/report/page.ts'
import { xlsxBytes } from '../writers/xlsx.ts'
import type { GroupAsked } from './act-on-group.ts'
import { callShops, chosenFolders, type Group, inGroup } from './group.ts'
import type { Called } from './record.ts'
import { inLanes } from './workers.ts'

const REPORT = 'group-report'

export interface ReportAsked extends Omit<GroupAsked, 'act' | 'retry' | 'onShop'> {
  readonly period: Period
  /** Language of the sheets instead of the one that the scheme says. */
  readonly sheets?: Language | undefined
  /** Told how many shops are done, and of how many. */
  readonly onShop?: (count: number, of: number) => void
}

export interface Reported {
  /** Below the group's folder. */
  readonly files: readonly string[]
  /** Those that are in no sum, with what is in their way; places as the group's folder has them. */
  readonly lacking: readonly (Called & { readonly problems: readonly Problem[] })[]
  readonly shops: readonly ShopOfGroup[]
}

/** Makes it. */
export async function reportOnGroup(group: Group, asked: ReportAsked): Promise<Result<Reported>> {
  const { period, now, env } = asked
  const { value: chosen, problems: strange } = chosenFolders(group, asked)
  if (!chosen) return failed(strange)
  const found = new Map<string, ShopOfGroup>()
  const lacking: Reported['lacking'][number][] = []
  await inLanes(asked, await callShops(group, chosen), async (lane, called) => {
    const { shop } = called
    const act = { command: 'report', period, sheets: asked.sheets } as const
    const { figures, problems } = await lane.work({ root: pathIn(group.root, shop), act, now, env })
    found.set(shop, { ...called, figures, problems: countsOf(problems) })
    if (!figures) lacking.push({ ...called, problems: problems.map(p => inGroup(shop, p)) })
    asked.onShop?.(found.size, chosen.length)
  })
  const shops = chosen.map(shop => found.get(shop)!)
  const currencies = currenciesOf(shops)
  if (currencies.size > 1)
    return failed(
      problem('GROUP_CURRENCIES', undefined, {
        currencies: [...currencies].map(([currency, own]) => `${currency} (${own.join(', ')})`).join('; '),
      }),
    )
  const language = asked.sheets ?? shops.find(one => one.figures)?.figures?.sheets ?? 'en'
  const { sheets, page } = groupReport({ group: group.name, period: period.name, language, shops })
  const local = localOf([...currencies.keys()][0] ?? '')
  const folder = `${OUT_FOLDER}/${period.name}`
  const files = {
    [`${folder}/${REPORT}.xlsx`]: await xlsxBytes(sheets, undefined, local),
    [`${folder}/${REPORT}.html`]: await reportPage(page, language, local.paper),
  }
  for (const [file, content] of Object.entries(files)) {
    try {
      await makeFolder(pathIn(group.root, folder))
      await putFile(pathIn(group.root, file), content)
    } catch (error) {
      return failed(problem('CANNOT_WRITE', { file }, { detail: fsFailure(error).code }))
    }
  }
  lacking.sort((a, b) => (a.shop < b.shop ? -1 : 1))
  return done({ files: Object.keys(files), lacking, shops })
}

/** The shops of each currency. */
function currenciesOf(shops: readonly ShopOfGroup[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const { shop, figures } of shops) if (figures) addTo(found, figures.currency, shop)
  return found
}

function countsOf(problems: readonly Problem[]): ProblemCount[] {
  const found = new Map<string, ProblemCount>()
  for (const { code, severity } of problems) {
    const key = `${severity} ${code}`
    found.set(key, { code, severity, count: (found.get(key)?.count ?? 0) + 1 })
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}
