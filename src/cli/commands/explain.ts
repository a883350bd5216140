// bonusbook explain PERSON [LINE]: the tree of one amount, down to the rows that were summed; without a line, the
// person's whole sheet. PERSON is an employee number or a name that only one person has; a group's key works as well.

import { amountText } from '../../core/money.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { done, type Result } from '../../core/result.ts'
import { suggest } from '../../core/suggest.ts'
import type { Whose } from '../../explain/cells.ts'
import { explainedPerson } from '../../explain/month.ts'
import { answer, everybody, figuresOf } from '../../explain/tree.ts'
import type { Month, WorkedMonth } from '../../pay/month.ts'
import { type PersonSheet, partsOf } from '../../pay/person-sheet.ts'
import { nodeDocument } from '../../reports/explanation-document.ts'
import { sumNamed, sumNames } from '../../reports/sum-words.ts'
import { shopRoot } from '../../shop/folder.ts'
import { findPerson } from '../../shop/people.ts'
import { workOutShop } from '../../shop/shop-month.ts'
import { LANGUAGES, type Language, wordsIn } from '../../words/language.ts'
import { pad, widthOf } from '../../writers/terminal/wrap.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { explanationLines } from '../show-explanation.ts'
import { personLines } from '../show-person.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { tellClosed } from '../tell-closed.ts'
import { UsageError } from '../usage-error.ts'

export interface ExplainOptions extends CommonOptions {
  readonly period: string
  readonly rows?: string
}

export async function explain(who: string, line: string | undefined, options: ExplainOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const period = await readPeriod(options.period, io.now, root)
  const most = readMost(options.rows, t)
  const { month, problems, sealed } = await workOutShop(
    root,
    period,
    { keepRows: true },
    { lints: false, closed: 'as sealed' },
  )
  if (!month) return failed(problems, t, period)
  if (sealed && !t.json) tellClosed(sealed, t)

  const { value: whose, problems: unknownWho } = findWhose(month, who)
  if (!whose) return failed(unknownWho, t, period)
  const sheet = month.result.people.find(p => whose.home === 'person' && p.row.index === whose.index)
  if (line === undefined) {
    if (sheet) showSheet(month, sheet, t)
    else showFigures(month, whose, t)
    return 0
  }
  const name = line.trim()
  const sum = sheet && sumNamed(name, sheet)
  const node = await answer(month, { name, whose, sheet, sum, exact: t.json, most })
  if ('names' in node) return failed([unknown(name, node.names, sheet, month.scheme.sheets)], t, period)
  if (t.json) {
    t.document(nodeDocument(node, month.scheme))
    return 0
  }
  t.out(`${t.paint.bold(nameOf(month, whose))}${sheet ? ` · ${sheet.position}` : ''} · ${period.name}`)
  t.out()
  for (const l of explanationLines(node, month.scheme.sheets, t)) t.out(l)
  return 0
}

const FEW = 3

function readMost(rows: string | undefined, t: Terminal): number {
  if (rows === undefined) return t.json ? Number.POSITIVE_INFINITY : FEW
  if (rows === 'all') return Number.POSITIVE_INFINITY
  if (/^\d+$/.test(rows)) return Number(rows)
  throw new UsageError('ROWS_WRONG', { found: rows })
}

function nameOf({ scheme }: Month, whose: Whose): string {
  return whose.name || scheme.name
}

function showSheet(month: WorkedMonth, person: PersonSheet, t: Terminal): void {
  if (t.json) {
    t.document({
      period: month.period.name,
      id: person.id,
      name: person.name,
      lines: partsOf(person, 'line').map(l => ({ name: l.name, amount: amountText(l.amount) })),
      net: amountText(person.net),
    })
    return
  }
  for (const l of personLines(explainedPerson(month.engine, person), month.period.name, t)) t.out(l)
  t.out()
  t.out(t.paint.dim(wordsIn(t.language).terminal.everyLine))
}

/** What a group or the shop comes to, when no single figure is asked for. */
function showFigures(month: WorkedMonth, whose: Whose, t: Terminal): void {
  const figures = figuresOf(month, whose, t.json)
  if (t.json) t.document({ period: month.period.name, of: nameOf(month, whose), figures })
  else {
    t.out(t.paint.bold(`${nameOf(month, whose)} · ${month.period.name}`))
    t.out()
    const names = Math.max(0, ...figures.map(f => widthOf(f.name)))
    for (const { name, value } of figures) t.out(`  ${pad(name, names)}  ${pad(value, 16, true)}`)
  }
}

/** The person, group or shop that is meant. */
function findWhose(month: WorkedMonth, who: string): Result<Whose> {
  const { people, groups, shop } = everybody(month)
  const wanted = who.normalize('NFKC').trim()
  const { value: person, problems } = findPerson(wanted, people)
  if (person) return done(person.whose)
  const [unknown] = problems
  if (unknown?.code !== 'NOT_FOUND') return { problems }
  const group = groups.find(g => g.name === wanted)
  if (group) return done(group)
  if (SHOP.includes(wanted)) return done(shop)
  const nearest = unknown.facts.nearest ?? suggest(wanted, [...groups.map(g => g.name), ...SHOP])
  return { problems: [problem('NOT_FOUND', undefined, { ...unknown.facts, nearest })] }
}

/** What stands for the whole shop. */
const SHOP: readonly string[] = LANGUAGES.map(language => wordsIn(language).statement.shop)

function unknown(name: string, names: readonly string[], sheet: PersonSheet | undefined, sheets: Language): Problem {
  const sums = sheet ? sumNames(sheets, sheet) : []
  return problem('NOT_FOUND', undefined, {
    kind: 'line',
    name,
    nearest: suggest(name, [...names, ...sums]),
    known: [...(sheet ? partsOf(sheet, 'line').map(l => l.name) : []), ...sums].join(', '),
  })
}
