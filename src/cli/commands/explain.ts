// bonusbook explain PERSON [LINE]: the tree of one amount, down to the rows that were summed; without a line, the
// person's whole sheet. PERSON is an employee number or a name that only one person has; a group's key works as well.

import { amountText } from '../../core/money.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import type { Row } from '../../formula/trace.ts'
import type { Month } from '../../pay/month.ts'
import { type PersonSheet, partsOf } from '../../pay/person-sheet.ts'
import { quoteRows, type RowsWanted } from '../../pay/quote-rows.ts'
import { columnText, exactStyle, peopleStyle, type Style } from '../../reports/arithmetic-text.ts'
import { type Cell, columnCell, type Node, treeOf } from '../../reports/explanation.ts'
import { nodeDocument } from '../../reports/explanation-document.ts'
import { sumCells, sumNames } from '../../reports/sums.ts'
import type { DefinedColumn, SchemeColumn } from '../../scheme/model.ts'
import { failed } from '../fail.ts'
import { findPerson } from '../find-person.ts'
import { readPeriod } from '../period.ts'
import { shopRoot } from '../shop.ts'
import { explanationLines, type QuotedCells } from '../show-explanation.ts'
import { personLines } from '../show-person.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { tellClosed } from '../tell-closed.ts'
import { UsageError } from '../usage-error.ts'
import { words } from '../words.ts'
import { workOutShop } from '../work-out.ts'
import { pad, widthOf } from '../wrap.ts'

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
    { overrides: new Map(), keepRows: true },
    { lints: false, closed: 'as sealed' },
  )
  if (!month) return failed(problems, t, period)
  if (sealed && !t.json) tellClosed(sealed, t)

  const found = findRow(month, who)
  if ('code' in found) return failed([found], t, period)
  const sheet = month.result.people.find(p => found.home === 'person' && p.row.index === found.index)
  if (line === undefined) {
    if (sheet) showSheet(month, sheet, t)
    else showFigures(month, found, t)
    return 0
  }
  const person = (number: number): string => month.engine.who({ home: 'person', index: number })
  const style = t.json ? exactStyle(person) : peopleStyle(person)
  const cell = findCell(month, line.trim(), found, sheet, style)
  if ('code' in cell) return failed([cell], t, period)
  const node = treeOf(month.engine, cell, style)
  const quoted = await quote(month, node, most)
  if (t.json) {
    t.document(nodeDocument(node, month, quoted, style))
    return 0
  }
  t.out(
    `${t.paint.bold(month.engine.who(found) || month.scheme.name)}${sheet ? ` · ${sheet.position}` : ''} · ${period.name}`,
  )
  t.out()
  for (const l of explanationLines(node, month, quoted, style, t)) t.out(l)
  return 0
}

const FEW = 3

function readMost(rows: string | undefined, t: Terminal): number {
  if (rows === undefined) return t.json ? Number.POSITIVE_INFINITY : FEW
  if (rows === 'all') return Number.POSITIVE_INFINITY
  if (/^\d+$/.test(rows)) return Number(rows)
  throw new UsageError('ROWS_WRONG', { found: rows })
}

function showSheet(month: Month, person: PersonSheet, t: Terminal): void {
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
  for (const l of personLines(month.engine, person, month.period.name, t)) t.out(l)
  t.out()
  t.out(t.paint.dim(words(t.language).everyLine))
}

/** What a group or the shop comes to, when no single figure is asked for. */
function showFigures(month: Month, row: Row, t: Terminal): void {
  const { engine } = month
  const style = t.json ? exactStyle(String) : peopleStyle(String)
  const figures = month.scheme.values
    .filter(column => column.home === row.home)
    .map(column => ({
      name: column.name,
      value: columnText(column.name, engine.value(column, row), column.type, column.places, style),
    }))
  if (t.json) t.document({ period: month.period.name, of: engine.who(row) || month.scheme.name, figures })
  else {
    t.out(t.paint.bold(`${engine.who(row) || month.scheme.name} · ${month.period.name}`))
    t.out()
    const names = Math.max(0, ...figures.map(f => widthOf(f.name)))
    for (const { name, value } of figures) t.out(`  ${pad(name, names)}  ${pad(value, 16, true)}`)
  }
}

/** The person, group or shop that is meant. */
function findRow(month: Month, who: string): Row | Problem {
  const { engine } = month
  const { ids, names } = engine.facts.people.directory
  const wanted = who.normalize('NFKC').trim()
  const paid = engine.paid.map(row => ({ id: ids[row.index]!, name: names[row.index]!, row }))
  const found = findPerson(wanted, paid)
  if ('row' in found) return found.row
  if (found.code === 'PERSON_NAME_SHARED') return found
  const groups = month.scheme.roster.groups.flatMap(group => engine.groups(`group:${group.name}`))
  const row = groups.find(r => engine.who(r) === wanted)
  if (row) return row
  if (SHOP.includes(wanted)) return { home: 'shop', index: 0 }
  const others = suggest(wanted, [...groups.map(r => engine.who(r)), ...SHOP])
  return found.code === 'NOT_FOUND' && found.facts.nearest === undefined && others !== undefined
    ? problem('NOT_FOUND', undefined, { ...found.facts, nearest: others })
    : found
}

/** What stands for the whole shop. */
const SHOP: readonly string[] = ['shop', '全店']

/**
 * What a name means for a row: pay lines first, then scores, reserves, deductions, and any other value; then the sums of a
 * person's sheet and what corrections bring. Of a deduction it is what is deducted, of earlier months too.
 */
function findCell(month: Month, name: string, row: Row, sheet: PersonSheet | undefined, style: Style): Cell | Problem {
  const { scheme, engine } = month
  const order = ['pay', 'scores', 'reserves', 'deductions', 'flags', 'values', 'scorecards']
  const rank = (c: SchemeColumn): number => (order.indexOf(c.owners[0]!) + order.length + 1) % (order.length + 1)
  const reachable = scheme.columns.filter(c => engine.world.move(row, c.home) !== null)
  const found = reachable
    .filter(c => c.name === name || `${c.owners[0]}.${c.name}` === name)
    .sort((a, b) => rank(a) - rank(b))
  const there = (c: SchemeColumn): Row => engine.world.move(row, c.home)!
  // What somebody may have and does not this month is not passed over for another thing of that name.
  const own = found.find(c => engine.value(c, there(c)) !== null || mayHave(month, c, there(c))) ?? found[0]
  const sums = sheet && sumCells(month, sheet, style)
  if (own?.owners[0] === 'deductions' || !own) {
    const sum = sums?.deduction(own?.name ?? name)
    if (sum) return sum
  }
  if (own) return columnCell(engine, own, there(own), style)
  const sum = sums?.named(name)
  if (sum) return sum
  const names = [...reachable.map(c => c.name), ...(sheet ? sumNames(month, sheet) : [])]
  return problem('NOT_FOUND', undefined, {
    kind: 'line',
    name,
    nearest: suggest(name, names),
    known: sheet ? [...partsOf(sheet, 'line').map(l => l.name), ...sumNames(month, sheet)].join(', ') : '',
  })
}

/** True for what is there under a condition that the row could meet. */
function mayHave({ engine }: Month, column: SchemeColumn, row: Row): boolean {
  return column.source.kind === 'defined' && engine.caseFor(column as DefinedColumn, row) !== undefined
}

/** Reads again the rows behind every measure of the tree, the first few of each. */
async function quote(month: Month, node: Node, most: number): Promise<QuotedCells> {
  const wanted = new Map<string, RowsWanted>()
  const visit = (n: Node): void => {
    if (n.rows && !wanted.has(n.id))
      wanted.set(n.id, { measure: n.rows.measure, key: n.row.index, rows: first(n.rows.rows, most) })
    n.parts.forEach(visit)
  }
  visit(node)
  const quoted = await quoteRows(month.engine, month.readings, [...wanted.values()])
  return new Map([...wanted].map(([id, w]) => [id, quoted.get(w) ?? []]))
}

function first(rows: Iterable<number>, most: number): number[] {
  const found: number[] = []
  for (const row of rows) {
    if (found.length >= most) break
    found.push(row)
  }
  return found
}
