// Explaining: who and what somebody means in a month, and how it came about. Takes a shop, a month and what was typed; gives the
// sheet of a person, the figures of a group or the shop, or the tree of one value; all as plain data.

import type { ClosingEntry } from '../book/read.ts'
import type { Period } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { suggest } from '../core/suggest.ts'
import type { Whose } from '../explain/cells.ts'
import { type ExplainedPerson, explainedPerson } from '../explain/month.ts'
import { answer, everybody, figuresOf, type Node } from '../explain/tree.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import { sumNamed, sumNames } from '../reports/sum-words.ts'
import type { Scheme } from '../scheme/model.ts'
import { LANGUAGES, type Language, wordsIn } from '../words/language.ts'
import { findPerson } from './people.ts'
import type { Shop } from './shop.ts'
import { workOutShop } from './shop-month.ts'

export interface ExplainAsked {
  readonly period: Period
  /** A person by number or name, a group by its key, or the shop. */
  readonly who: string
  /** A line, score or any other value; without it, all of a sheet. */
  readonly line: string | undefined
  /** Whether values are written as JSON has them. */
  readonly exact: boolean
  /** How many rows of a figure are quoted at most. */
  readonly most: number
}

export interface Explanation {
  /** The closing from whose copies the month was worked out. */
  readonly sealed: ClosingEntry | undefined
  readonly scheme: Pick<Scheme, 'name' | 'sheets'>
  /** Whose it is. */
  readonly name: string
  readonly position: string | undefined
  readonly found:
    | { readonly kind: 'sheet'; readonly sheet: ExplainedPerson }
    | { readonly kind: 'figures'; readonly figures: ReturnType<typeof figuresOf> }
    | { readonly kind: 'tree'; readonly node: Node }
    /** Nothing has that name. */
    | { readonly kind: 'unknown'; readonly problems: readonly Problem[] }
}

/** Explains what is asked for. */
export async function explainIn(
  { root }: Pick<Shop, 'root'>,
  { period, who, line, exact, most }: ExplainAsked,
): Promise<Result<Explanation>> {
  const how = { lints: false, closed: 'as sealed' } as const
  const { month, problems, sealed } = await workOutShop(root, period, { keepRows: true, expectations: false }, how)
  if (!month) return failed(problems)
  const { value: whose, problems: unknownWho } = findWhose(month, who)
  const { scheme, engine } = month
  const nothing = { sealed, scheme, name: who, position: undefined }
  if (!whose) return done({ ...nothing, found: { kind: 'unknown', problems: unknownWho } })
  const sheet = month.result.people.find(p => whose.home === 'person' && p.row.index === whose.index)
  const explained = { ...nothing, name: whose.name || scheme.name, position: sheet?.position }
  if (line === undefined && sheet)
    return done({ ...explained, found: { kind: 'sheet', sheet: explainedPerson(engine, sheet) } })
  if (line === undefined)
    return done({ ...explained, found: { kind: 'figures', figures: figuresOf(month, whose, exact) } })
  const name = line.trim()
  const node = await answer(month, { name, whose, sheet, sum: sheet && sumNamed(name, sheet), exact, most })
  if ('names' in node) {
    const problems = [unknown(name, node.names, sheet, scheme.sheets)]
    return done({ ...explained, found: { kind: 'unknown', problems } })
  }
  return done({ ...explained, found: { kind: 'tree', node } })
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
