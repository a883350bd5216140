// bonusbook explain PERSON [LINE]: the tree of one amount, down to the rows that were summed; without a line, the
// person's whole sheet. PERSON is an employee number or a name that only one person has; a group's key works as well.
// bonusbook explain order NUMBER: an order's whole life, over all months.

import { Option } from 'commander'
import { isPayPeriod, parsePeriod } from '../../core/calendar.ts'
import { largest } from '../../core/lists.ts'
import { amountText } from '../../core/money.ts'
import { partsOf } from '../../pay/person-sheet.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { problemDocument } from '../../reports/documents.ts'
import { nodeDocument } from '../../reports/explanation-document.ts'
import { shopRoot } from '../../shop/contents.ts'
import { type Explanation, explainIn } from '../../shop/explain.ts'
import { explainRelease } from '../../shop/explain-release.ts'
import { orderLife } from '../../shop/order-life.ts'
import { newestMonth, standingOf } from '../../shop/standing.ts'
import { LANGUAGES, type Language, wordsIn } from '../../words/language.ts'
import { pad, widthOf } from '../../writers/terminal/wrap.ts'
import { flagsOf } from '../command.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { explanationLines } from '../show-explanation.ts'
import { orderDocument, orderLines } from '../show-order.ts'
import { personLines } from '../show-person.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { tellClosed } from '../tell-closed.ts'
import { UsageError } from '../usage-error.ts'

export interface ExplainOptions extends CommonOptions {
  readonly period?: string
  readonly rows?: string
}

export async function explain(who: string, line: string | undefined, options: ExplainOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  if (line !== undefined && ORDER.includes(who)) return explainOrder(root, line, options, t)
  const typed = options.period ?? newestMonth(await standingOf(root))
  if (typed === undefined)
    throw new UsageError('OPTION_MISSING', {
      option: flagsOf(new Option('--period <month>'), wordsIn(t.language).help),
    })
  const manner = { exact: t.json, language: t.language, most: readMost(options.rows, t) }
  // Of a quarter or year it is a release that is asked for.
  const span = line === undefined ? null : parsePeriod(typed)
  const reserve = span && !isPayPeriod(span) ? line : undefined
  const period = span && reserve !== undefined ? span : await readPeriod(typed, io, root)
  const { value, problems } =
    reserve === undefined
      ? await explainIn({ root }, { period, who, line, ...manner })
      : await explainRelease({ root }, { period, who, reserve, ...manner })
  if (!value) return failed(problems, t, period)
  if (value.sealed && !t.json) tellClosed(value.sealed, t)
  const { found } = value
  if (found.kind === 'unknown') return failed(found.problems, t, period)
  await conclude(
    t,
    'explain',
    {},
    {
      document: () => documentOf(value, found, period.name, t.language),
      show: () => {
        if (options.period === undefined) t.err(wordsIn(t.language).terminal.newest(period.name))
        for (const l of linesOf(value, found, period.name, t)) t.out(l)
      },
    },
  )
  return 0
}

/** What stands before the number of an order. */
const ORDER: readonly string[] = LANGUAGES.map(language => wordsIn(language).order.order)

/** An order is explained over all months. */
async function explainOrder(root: string, number: string, options: ExplainOptions, t: Terminal): Promise<number> {
  if (options.period !== undefined || options.rows !== undefined) throw new UsageError('ORDER_ALONE', { number })
  const { value, problems } = await orderLife({ root }, number, t.json ? 'exact' : t.language)
  if (!value) return failed(problems, t, undefined)
  const document = (): DocumentOf<'explain'> => ({
    ...orderDocument(value),
    problems: problems.map(p => problemDocument(p, t.language)),
  })
  const show = (): void => {
    for (const said of problemLines(problems, onErrors(t))) t.err(said)
    for (const said of orderLines(value, t)) t.out(said)
  }
  await conclude(t, 'explain', {}, { document, show })
  return 0
}

const FEW = 3

function readMost(rows: string | undefined, t: Terminal): number {
  if (rows === undefined) return t.json ? Number.POSITIVE_INFINITY : FEW
  if (rows === 'all') return Number.POSITIVE_INFINITY
  if (/^\d+$/.test(rows)) return Number(rows)
  throw new UsageError('ROWS_WRONG', { found: rows })
}

type Found = Exclude<Explanation['found'], { readonly kind: 'unknown' }>

function documentOf(
  { name, scheme }: Explanation,
  found: Found,
  period: string,
  language: Language,
): DocumentOf<'explain'> {
  if (found.kind === 'tree') {
    const { node, also } = found
    return { ...nodeDocument(node, scheme, language), ...(also.length === 0 ? {} : { also }) }
  }
  if (found.kind === 'figures') return { period, of: name, figures: found.figures }
  const { person } = found.sheet
  const lines = partsOf(person, 'line').map(l => ({ name: l.name, amount: amountText(l.amount) }))
  return { period, id: person.id, name: person.name, lines, net: amountText(person.net), figures: found.figures }
}

function linesOf({ name, position, scheme }: Explanation, found: Found, period: string, t: Terminal): string[] {
  const { bold, dim } = t.paint
  if (found.kind === 'sheet')
    return [...personLines(found.sheet, period, t), '', dim(wordsIn(t.language).terminal.everyLine)]
  if (found.kind === 'figures') {
    const names = largest(
      found.figures.map(f => widthOf(f.name)),
      0,
    )
    const rows = found.figures.map(f => `  ${pad(f.name, names)}  ${pad(f.value, 16, true)}`)
    return [bold(`${name} · ${period}`), '', ...rows]
  }
  const head = `${bold(name)}${position === undefined ? '' : ` · ${position}`} · ${period}`
  const also = found.also.length === 0 ? [] : ['', dim(wordsIn(t.language).terminal.sameName(found.also.join(', ')))]
  return [head, '', ...explanationLines(found.node, scheme.sheets, t), ...also]
}
