// Explaining: who and what somebody means in a month, and how it came about. Takes a shop and a month, then what is typed, once or
// again and again; gives the sheet of a person, the figures of a group or the shop, or the tree of one figure; all as plain data.

import type { ClosingEntry } from '../book/read.ts'
import type { Period } from '../core/calendar.ts'
import { pathIn } from '../core/inside.ts'
import { once } from '../core/lists.ts'
import { type Problem, type ProblemCode, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { suggest } from '../core/suggest.ts'
import type { Found, Reader, Whose } from '../explain/cells.ts'
import { type ExplainedPerson, explainedPerson } from '../explain/month.ts'
import { type Corrected, NO_PAST, type Past } from '../explain/past.ts'
import { explainingReader } from '../explain/readers.ts'
import { type SheetFigure, sheetCells } from '../explain/sums.ts'
import {
  answer,
  type Choice,
  choicesOf,
  everybody,
  figuresOf,
  groupSums,
  measuresCalled,
  type Node,
} from '../explain/tree.ts'
import { BOOK_FOLDER } from '../files/names.ts'
import { evaluate } from '../formula/evaluate.ts'
import { formerOf, nameAt, sameName, whoseName } from '../pay/holders.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { rowOf } from '../pay/people.ts'
import { type PersonSheet, partsOf } from '../pay/person-sheet.ts'
import { sumChoices } from '../reports/sum-words.ts'
import type { Scheme } from '../scheme/model.ts'
import { isDefined } from '../scheme/model.ts'
import { LANGUAGES, wordsIn } from '../words/language.ts'
import { type CorrectionCauses, correctionCauses, type Manner } from './correction-causes.ts'
import { pastOf } from './past.ts'
import { findPerson } from './people.ts'
import type { Shop } from './shop.ts'
import { workOutShop } from './shop-month.ts'

export interface ExplainAsked extends Manner {
  readonly period: Period
  /** A person by number or name, a group by its key, or the shop. */
  readonly who: string
  /** A line, score or any other figure; without it, all of a sheet. */
  readonly line: string | undefined
}

export interface Explanation {
  /** The closing from whose copies the month was worked out. */
  readonly sealed: ClosingEntry | undefined
  readonly scheme: Pick<Scheme, 'name' | 'sheets'>
  /** Whose it is. */
  readonly name: string
  readonly position: string | undefined
  readonly found: /** With everything else that can be asked for, where values are written as JSON has them. */
    | { readonly kind: 'sheet'; readonly sheet: ExplainedPerson; readonly figures: readonly AskedFigure[] }
    | { readonly kind: 'figures'; readonly figures: ReturnType<typeof figuresOf> }
    /** `also`: how other things of the same name are asked for. */
    | { readonly kind: 'tree'; readonly node: Node; readonly also: readonly string[] }
    /** Nothing has that name, or several things have. */
    | { readonly kind: 'unknown'; readonly problems: readonly Problem[] }
}

/** A figure that can be asked for, and how. */
export interface AskedFigure {
  readonly name: string
  readonly ask: string
  readonly value: string
}

/** Answers questions about a month. */
export interface Explainer {
  readonly month: WorkedMonth
  readonly ask: (who: string, line: string | undefined) => Promise<Explanation>
}

/** Explains what is asked for. */
export async function explainIn(
  shop: Pick<Shop, 'root'>,
  { period, who, line, ...manner }: ExplainAsked,
): Promise<Result<Explanation>> {
  const { value: explainer, problems } = await explainerOf(shop, period, manner)
  return explainer ? done(await explainer.ask(who, line)) : failed(problems)
}

/** What is wrong with a month that was worked out is what somebody wants to have explained. */
const EXPLAINED: ReadonlySet<ProblemCode> = new Set(['RULE_BROKEN', 'NET_NEGATIVE', 'BELOW_ZERO', 'ADJUSTMENT_REFUSED'])

/** Works a month out, to answer what is asked about it. */
export async function explainerOf(
  { root }: Pick<Shop, 'root'>,
  period: Period,
  manner: Manner,
): Promise<Result<Explainer>> {
  const how = { lints: false, closed: 'as sealed' } as const
  const { month, problems, sealed, state } = await workOutShop(
    root,
    period,
    { keepRows: true, expectations: false, despite: EXPLAINED },
    how,
  )
  if (!month) return failed(problems)
  const folder = pathIn(root, BOOK_FOLDER)
  const past = state.book.headers.length === 0 ? NO_PAST : ownPast(month, pastOf(state.book, period.name))
  const reader = explainingReader(month.engine, manner.exact, manner.language, past)
  const causes = correctionCauses(folder, manner)
  const of = { month, reader, past, causes, sealed, manner, known: new Map<string, Choice[]>() }
  return done({ month, ask: (who, line) => explain(of, who, line) })
}

/** What the book says of those who have the numbers now, and not of who had them before. */
function ownPast({ engine, opening, scheme }: WorkedMonth, past: Past): Past {
  const { byId, names } = engine.facts.people.directory
  const since = (id: string): string => {
    const index = byId.get(id)
    if (index === undefined) return ''
    const holders = opening.holders.get(id) ?? []
    const isOther = (former: string): boolean =>
      whoseName(id, former, names[index]!, scheme.roster.formerNames) === 'another'
    return [...holders].reverse().find(h => isOther(h.name))?.last ?? ''
  }
  /** What stands under the number that somebody had before it was given again, of the months in which they had it. */
  const formerly = <T extends { readonly origin: string }>(key: string, of: (id: string) => readonly T[]): T[] => {
    const { id, name } = formerOf(key, scheme.roster.formerNames) ?? { id: '', name: '' }
    const holders = opening.holders.get(id)
    return holders ? of(id).filter(({ origin }) => sameName(nameAt(holders, origin), name)) : []
  }
  const own = <T extends { readonly origin: string }>(person: string, of: (id: string) => readonly T[]): T[] => [
    ...formerly(person, of),
    ...of(person).filter(({ origin }) => origin > since(person)),
  ]
  return {
    postings: person => own(person, past.postings),
    corrected: person => own(person, past.corrected),
    entryOf: (month, key) => (month > since(key) ? past.entryOf(month, key) : undefined),
  }
}

interface Explaining {
  readonly month: WorkedMonth
  readonly reader: Reader
  readonly past: Past
  readonly causes: CorrectionCauses
  readonly sealed: ClosingEntry | undefined
  readonly manner: Manner
  /** What can be asked for, by whose it is. */
  readonly known: Map<string, Choice[]>
}

async function explain(of: Explaining, who: string, line: string | undefined): Promise<Explanation> {
  const { month, reader, past, sealed, manner } = of
  const { scheme, engine } = month
  const { value: whose, problems: unknownWho } = findWhose(of, who)
  const nothing = { sealed, scheme, name: who, position: undefined }
  if (!whose) return { ...nothing, found: { kind: 'unknown', problems: unknownWho } }
  const sheet = month.result.people.find(p => whose.home === 'person' && p.row.index === whose.index)
  const explained = { ...nothing, name: whose.name || scheme.name, position: sheet?.position }
  if (line === undefined && sheet) {
    const figures = manner.exact ? askable(choicesFor(of, whose, sheet)) : []
    return { ...explained, found: { kind: 'sheet', sheet: explainedPerson(engine, sheet, reader), figures } }
  }
  if (line === undefined) return { ...explained, found: { kind: 'figures', figures: figuresOf(month, whose, reader) } }
  const { value: meant, problems } = meantBy(line.trim(), of, whose, sheet)
  if (!meant) return { ...explained, found: { kind: 'unknown', problems } }
  const { choice, also } = meant
  const looked = sheet ? past.corrected(sheet.id) : []
  const root = sheet && looked.length > 0 ? await withCauses(choice, of, sheet, looked) : choice.find()
  const node = await answer(month, reader, root, manner.most)
  return { ...explained, found: { kind: 'tree', node, also } }
}

/** Everything that can be asked for of a person, a group or the shop. */
function allChoices(
  { month, reader, past }: Explaining,
  whose: Whose,
  sheet: PersonSheet | undefined,
  causes?: (of: Corrected) => readonly Found[],
): Choice[] {
  const cells = sheet && sheetCells(reader, sheet, past, causes)
  // Of somebody who is not paid only what comes from other months, or by hand, stands on the sheet.
  const paid = !sheet || month.engine.payees.some(({ index }) => index === sheet.row.index)
  const columns = paid ? choicesOf(reader, whose, cells) : []
  const figures: readonly SheetFigure[] =
    cells?.figures ?? (whose.home === 'person' ? [] : groupSums(month, reader, whose))
  const known = new Set(columns.flatMap(c => (c.level === 0 ? c.names : [])))
  // A reserve or deduction that the scheme has no more is called by its bare name, too.
  const gone = new Map<string, Choice>()
  const sums = sumChoices(figures, month.scheme.sheets, known)
  for (const [i, { name }] of figures.entries())
    if ('sum' in name && name.of !== undefined && !known.has(name.of) && !gone.has(name.of))
      gone.set(name.of, {
        ...sums[i]!,
        names: [name.of],
        find: () => cells?.deduction(name.of!) ?? sums[i]!.find(),
      })
  return [...columns, ...conditionsOf(month, reader, whose), ...sums, ...gone.values()]
}

/** Rules and approvals of somebody, a group or the shop: what they came to, and by which figures. */
function conditionsOf({ scheme, engine }: WorkedMonth, reader: Reader, whose: Whose): Choice[] {
  const named = [
    ...scheme.rules.map(({ name, must, positions }) => {
      return { name, of: 'rules', bound: must, home: positions ? 'person' : must.home }
    }),
    ...scheme.approvals.flatMap(({ role, when }) =>
      when ? [{ name: role, of: 'approvals', bound: when, home: when.home }] : [],
    ),
  ]
  return named.flatMap(({ name, of, bound, home }): Choice[] => {
    if (home !== whose.home) return []
    const way = `${of}.${name}`
    const find = (): Found => reader.part(way, name, evaluate(bound, whose, engine.world))
    return [{ names: [name], way, level: 2, there: true, find }]
  })
}

function choicesFor(of: Explaining, whose: Whose, sheet: PersonSheet | undefined): readonly Choice[] {
  return once(of.known, `${whose.home} ${whose.index}`, () => allChoices(of, whose, sheet))
}

/** Everything that somebody has, by name; of what each stint has as the whole has it, the whole's. */
function askable(choices: readonly Choice[]): AskedFigure[] {
  const found = new Map<string, AskedFigure>()
  for (const { there, names, way, find } of choices) {
    if (!there) continue
    const [name, { value }] = [names[0]!, find().cell]
    once(found, `${name}\0${value}`, () => ({ name, ask: way, value }))
  }
  return [...found.values()]
}

/** What a name means, and how else things of that name are asked for. */
function meantBy(
  name: string,
  of: Explaining,
  whose: Whose,
  sheet: PersonSheet | undefined,
): Result<{ readonly choice: Choice; readonly also: readonly string[] }> {
  const choices = choicesFor(of, whose, sheet)
  const direct = choices.filter(c => c.way === name)
  const called = direct.length > 0 ? direct : choices.filter(c => c.names.includes(name))
  const named = called.length > 0 ? called : measuresCalled(name, of.reader, choices)
  if (named.length === 0) return failed(unknown(name, choices, sheet, of.month))
  const level = Math.min(...named.map(c => c.level))
  const first = named.filter(c => c.level === level)
  const there = first.filter(c => c.there)
  const [choice, ...more] = there
  if (!choice) return failed(notTheirs(name, first, whose, named, choices, of.month))
  const ways = (of: readonly Choice[]): string[] => [...new Set(of.map(c => c.way))]
  if (more.length > 0 && ways(there).length > 1)
    return failed(problem('NAME_AMBIGUOUS', undefined, { name, choices: ways(there).join(', ') }))
  return done({ choice, also: direct.length > 0 ? [] : ways(named.filter(c => c !== choice && c.there)) })
}

/** The same figure with what made the difference, where it is a correction. */
async function withCauses(
  { way, find }: Choice,
  of: Explaining,
  sheet: PersonSheet,
  corrected: readonly Corrected[],
): Promise<Found> {
  if (!way.startsWith('sheet.correction')) return find()
  const keyOf = ({ entry, origin, kind, name }: Corrected): string => [entry.number, origin, kind, name].join('\0')
  const causes = new Map<string, readonly Found[]>()
  const { id } = formerOf(sheet.id, of.month.scheme.roster.formerNames) ?? sheet
  for (const one of corrected)
    if (way === 'sheet.correction' || way === `sheet.correction ${one.origin} ${one.kind} ${one.name}`)
      causes.set(keyOf(one), await of.causes(one, id))
  const again = allChoices(of, of.reader.whose(sheet.row), sheet, one => causes.get(keyOf(one)) ?? [])
  return again.find(c => c.way === way)!.find()
}

/** The person, group or shop that is meant. */
function findWhose(of: Explaining, who: string): Result<Whose> {
  const { people, groups, shop } = everybody(of.month)
  const wanted = who.normalize('NFKC').trim()
  const { value: person, problems } = findPerson(wanted, people)
  if (person) return done(person.whose)
  const [unknown] = problems
  if (unknown?.code !== 'NOT_FOUND') return { problems }
  const named = groups.filter(g => g.name === wanted || g.key === wanted)
  const [group, ...more] = named
  if (group && more.length === 0) return done(group)
  if (group)
    return failed(problem('NAME_AMBIGUOUS', undefined, { name: who, choices: named.map(g => g.key).join(', ') }))
  if (SHOP.includes(wanted)) return done(shop)
  const unpaid = notPaid(of, wanted)
  if (unpaid) return failed(unpaid)
  const [only, ...others] = people.filter(p => lastName(p.name) === wanted.toLowerCase())
  if (only && others.length === 0) return done(only.whose)
  if (LANGUAGES.some(language => Object.hasOwn(wordsIn(language).problems, wanted)))
    return failed(problem('CODE_NO_PERSON', undefined, { code: wanted, period: of.month.period.name }))
  const nearest = unknown.facts.nearest ?? suggest(wanted, [...groups.map(g => g.name), ...SHOP])
  return { problems: [problem('NOT_FOUND', undefined, { ...unknown.facts, nearest })] }
}

/** The last of several words of a name in letters that have capitals. */
function lastName(name: string): string | undefined {
  const words = name.trim().split(/\s+/)
  return words.length > 1 && /\p{Lu}/u.test(name) ? words.at(-1)!.toLowerCase() : undefined
}

/** What stands for the whole shop. */
const SHOP: readonly string[] = LANGUAGES.map(language => wordsIn(language).statement.shop)

/** Somebody of the roster or of closed months who is not paid in this one. */
function notPaid({ month, reader, past }: Explaining, wanted: string): Problem | undefined {
  const { engine, scheme, period, opening } = month
  const { ids, names } = engine.facts.people.directory
  const inRoster = findPerson(
    wanted,
    ids.map((id, i) => ({ id, name: names[i]! })),
  ).value
  const before = [...opening.holders].flatMap(([id, list]) => list.map(({ name, last }) => ({ id, name, last })))
  const known = findPerson(wanted, before).value
  const found = inRoster ?? known
  if (!found) return undefined
  const { id, name } = found
  const last = before.filter(b => b.id === id).at(-1)?.last ?? ''
  const { paid } = scheme.roster
  const index = inRoster ? rowOf(engine.facts.people, id) : undefined
  const read = index === undefined ? [] : reader.references(evaluate(paid, { home: 'person', index }, engine.world))
  const figures = read.flatMap(r => (r.kind === 'column' ? `${r.column.name} ${reader.value(r.column, r.row)}` : []))
  const who = name === '' ? id : `${name} (${id})`
  return problem('PERSON_NOT_PAID', undefined, {
    ...{ who, period: period.name, last, rule: index === undefined ? '' : paid.text, figures: figures.join(', ') },
    held: past.postings(id).length > 0,
  })
}

/** Something that others have and this one does not. */
function notTheirs(
  name: string,
  found: readonly Choice[],
  { name: who }: Whose,
  named: readonly Choice[],
  all: readonly Choice[],
  { scheme }: WorkedMonth,
): Problem {
  const positions = found.flatMap(({ column }) =>
    column && isDefined(column) ? column.source.cases.flatMap(c => [...(c.positions ?? [])]) : [],
  )
  return problem('NOT_THEIRS', undefined, {
    ...{ name, who: who || scheme.name, positions: [...new Set(positions)].join(', ') },
    ways: [...new Set(named.filter(c => c.there).map(c => c.way))].join(', '),
    known: listed(all).join(', '),
  })
}

/** What stands on a sheet, by name: each lot and each month of a deduction are not listed, they are more than anybody reads. */
function listed(choices: readonly Choice[]): string[] {
  const own = choices.filter(c => c.level === 0 && c.there && !/^sheet\.(?!correction)\S+ /.test(c.way))
  return [...new Set(own.map(c => c.names[0]!))]
}

function unknown(
  name: string,
  choices: readonly Choice[],
  sheet: PersonSheet | undefined,
  { scheme }: WorkedMonth,
): Problem {
  const lines = sheet ? partsOf(sheet, 'line').map(l => l.name) : []
  return problem('NOT_FOUND', undefined, {
    kind: 'line',
    name,
    nearest: suggest(name, [...new Set(choices.flatMap(c => [...c.names, c.way]))]),
    known: sheet
      ? [...new Set([...lines, ...listed(choices)])].join(', ')
      : scheme.values
          .filter(c => choices.some(o => o.column === c))
          .map(c => c.name)
          .join(', '),
  })
}
