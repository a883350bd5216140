// A scheme file → a checked scheme. Takes the file's text and the month it is for; gives the scheme, or all its problems
// at once with their places. Nothing is calculated here and no export is read.

import { type Period, parsePeriod, WEEKDAYS, weekdayOf } from '../core/calendar.ts'
import { currencyOf, meantCurrency } from '../core/currency.ts'
import { type Place, placeText } from '../core/place.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import { suggest } from '../core/suggest.ts'
import { term } from '../core/terms.ts'
import type { Bound } from '../formula/bound.ts'
import type { Named } from '../formula/environment.ts'
import { isFunctionName } from '../formula/functions.ts'
import { nodes, rowParts, some } from '../formula/tree.ts'
import { isNumeric, MONEY, type Type } from '../formula/types.ts'
import { inPeriods, languageOfText } from '../words/language.ts'
import { adjustmentBounds, readAdjustments } from './adjustments.ts'
import { accept, readAllowed, readApprovals } from './allowed.ts'
import { checkPays, readEvery } from './check-pays.ts'
import { checkCircles } from './circles.ts'
import { bindCondition, type Context, tell } from './context.ts'
import { bindScale, define, limit, RULES, readPositions, scaleTakes } from './definitions.ts'
import { readExpectations } from './expectations.ts'
import { reached } from './graph.ts'
import { layoutBounds, readLayouts } from './layouts.ts'
import { LazyColumn, type Written } from './lazy-column.ts'
import { checkLints } from './lints.ts'
import { withMade } from './made-tables.ts'
import {
  type DefinedColumn,
  drawsOf,
  type LinelessBlock,
  ownConditions,
  type Release,
  type Reserve,
  type Scheme,
  type SchemeColumn,
  type SchemeTable,
  type Section,
} from './model.ts'
import { Registry } from './names.ts'
import { readScheme } from './own.ts'
import { readParameters } from './parameters.ts'
import { readPaid } from './pay-day.ts'
import { paysOf } from './pays.ts'
import { checkWeights, collectAsked, collectMeasures, positionsOf, rootBounds } from './roots.ts'
import { checkRowColumns } from './row-columns.ts'
import { type Definition, type Definitions, type SchemeFile, schemeSchema } from './schema.ts'
import { leaveOut, readRoster, readRule, readTableEntry, rowOrder, rowRules, workedMonth } from './sections.ts'
import { checkShape } from './shape.ts'
import { checkTax, readTax } from './tax.ts'
import type { Path, SchemeText } from './text.ts'

export interface LoadedScheme {
  /** Missing where an error stands in the way. */
  readonly scheme: Scheme | undefined
  /** The scheme in spite of errors in its formulas: good for reading files, not for calculating. */
  readonly draft?: Scheme
  /** Adds the line of the scheme to a problem that is placed there. */
  readonly quote?: (problem: Problem) => Problem
  readonly problems: readonly Problem[]
}

/**
 * Reads and checks a scheme. Without a period, parameters have their newest figures. What a sound scheme may still have
 * wrong is looked for unless `lints` says otherwise: where nobody is shown it, that is time lost.
 */
export function loadScheme(source: string, file: string, period: Period | undefined, lints = true): LoadedScheme {
  const key = JSON.stringify([file, period ?? null, lints, source])
  const before = known.get(key)
  const loaded = before ?? load(source, file, period, lints)
  known.delete(key)
  known.set(key, loaded)
  for (const oldest of known.keys()) if (known.size > KNOWN) known.delete(oldest)
  return loaded
}

/** What was loaded last, by all that it depends on: shops of a group have one scheme, and a command may ask for it several times. */
const known = new Map<string, LoadedScheme>()

/** So many are kept: the schemes of a group, with and without what its shops have otherwise. */
const KNOWN = 4

/** A name in a formula, and the spot where it stands: letters of its line. */
export interface NameUse {
  readonly named: Named
  readonly at: Place
  readonly from: number
  readonly to: number
}

/** A scheme with every name in its formulas and what that was found to be: for editors. */
export function schemeNames(
  source: string,
  file: string,
  period: Period | undefined,
  lints = false,
): LoadedScheme & { readonly uses: NameUse[] } {
  const uses = new Map<string, NameUse>()
  // What is checked again, as a scale wherever it is used, is named once.
  const loaded = load(
    source,
    file,
    period,
    lints,
    (named, { at, quote: { from, to } }) => void uses.set(`${placeText(at)} ${to}`, { named, at, from, to }),
  )
  return { ...loaded, uses: [...uses.values()] }
}

function load(
  source: string,
  file: string,
  period: Period | undefined,
  lints: boolean,
  named?: Context['named'],
): LoadedScheme {
  const text = readScheme(source, file, true)
  if (text.problems.length > 0) return { scheme: undefined, problems: text.problems }
  const shape = checkShape(text, { schema: schemeSchema, name: 'scheme' })
  if (!shape.file) return { scheme: undefined, problems: shape.problems }
  const problems: Problem[] = [...shape.problems]
  const scheme = build(shape.file, { ...contextFor(shape.file, text, problems), named }, period, problems, lints)
  const quote = (p: Problem): Problem => {
    const line = p.quote || !p.at ? undefined : text.lineAt(p.at)
    return line ? ({ ...p, quote: line } as Problem) : p
  }
  const follows = (p: Problem): boolean => p.code === 'NAME_UNKNOWN' && shape.hidden.has(p.facts.name)
  const all = oncePerName(problems.filter(p => !follows(p))).flatMap(p => {
    const quoted = quote(p)
    return p.severity === 'warning' ? accept(scheme.allowed, [quoted]) : [quoted]
  })
  return { scheme: anyError(all) ? undefined : scheme, draft: scheme, quote, problems: all }
}

function contextFor(file: SchemeFile, text: SchemeText, problems: Problem[]): Context & { names: Registry } {
  const report = (p: Problem): void => {
    problems.push(p)
  }
  const scales = new Map(Object.entries(file.scales ?? {}))
  const pays = paysOf(file)
  return {
    text,
    nested: { now: 0, working: [] },
    names: new Registry(report),
    currency: file.currency !== undefined && currencyOf(file.currency) ? file.currency : 'CNY',
    self: undefined,
    line: undefined,
    release: false,
    secrets: false,
    row: undefined,
    scale: (name, args, env) =>
      bindScale(name, args, scales.get(name)!, { ...env, text, nested: { now: 0, working: [] } }),
    scales: new Map([...scales].map(([name, scale]) => [name, scaleTakes(scale)])),
    chosenBy: [],
    weeksEnd: pays.kind === 'two weeks' ? weekdayOf(pays.end) : WEEKDAYS.get(file['weeks end on'] ?? 'Sunday')!,
    pays,
    inScale: false,
    report,
  }
}

/** Amounts are kept in hundredths: a currency that has none, or thousandths, is refused by name. */
function checkCurrency(code: string | undefined, context: Context): void {
  const places = code === undefined ? 2 : currencyOf(code)?.places
  if (code === undefined || places === 2) return
  const found = places === undefined ? code : term('currency of other decimals', code, places)
  const expected = [term('currency of two decimals', 'CNY | USD | EUR | GBP | HKD | INR | …')]
  const nearest = places === undefined ? meantCurrency(code) : undefined
  tell(context, 'SHAPE_WRONG', ['currency'], { expected, found, nearest })
}

function build(
  file: SchemeFile,
  context: Context & { names: Registry },
  period: Period | undefined,
  problems: readonly Problem[],
  lints: boolean,
): Scheme {
  const { text, names } = context
  checkCurrency(file.currency, context)
  checkPays(file, context)
  const start = parsePeriod(file.from)
  if (period && start && period.end < start.start)
    tell(context, 'SCHEME_PERIOD', ['from'], { period: period.name, from: file.from })
  if (file.until !== undefined && file.until < file.from)
    tell(context, 'SPAN_REVERSED', ['until'], { name: file.scheme, from: file.from, until: file.until })
  else if (period && file.until !== undefined && start && period.end > parsePeriod(file.until)!.end)
    tell(context, 'SCHEME_PERIOD', ['until'], { period: period.name, from: file.from, until: file.until })

  const roster = readRoster(file, text, names, context)
  const entries = Object.entries(file.tables ?? {})
  const tables = entries.map(([name, entry]) => readTableEntry(name, entry, file, roster, text, names, context))
  const parameters = readParameters(file, period, context)
  for (const parameter of parameters) names.add(parameter)
  for (const name of context.scales.keys()) {
    const { at } = text.keyAt(['scales', name])
    names.checkName(name, at)
    if (isFunctionName(name)) context.report(problem('NAME_INVALID', at, { name, taken: name }))
  }

  const section = (name: Section, written: readonly Written[]): LazyColumn[] => {
    const columns = written.map(w => new LazyColumn(name, w, context))
    for (const column of columns) names.add(column)
    return columns
  }
  const simple = (name: Section, entries: Definitions | undefined, path: Path = [name], type?: Type): LazyColumn[] =>
    section(
      name,
      Object.entries(entries ?? {}).map(([key, value]) => ({
        name: key,
        path: [...path, key],
        type,
        parts: [onePart([...path, key], value)],
      })),
    )
  const values = [...simple('values', file.values), ...section('scorecards', writtenCards(file))]
  const scores = simple('scores', file.scores)
  const pay = section('pay', writtenPay(file, context))
  const reserveColumns = section(
    'reserves',
    Object.entries(file.reserves ?? {}).map(([name, entry]) => {
      const path: Path = ['reserves', name]
      return { name, path, type: MONEY, parts: [onePart([...path, 'withheld'], entry.withheld)] }
    }),
  )
  const deductions = simple('deductions', file.deductions?.lines, ['deductions', 'lines'], MONEY)
  const flags = simple('flags', file.flags)

  const named = [...parameters, ...values, ...scores]
  for (const name of context.scales.keys()) {
    const twin = named.find(c => c.name === name)
    if (twin) tell(context, 'NAME_TAKEN', ['scales', name], { name, other: `scales, ${twin.owners[0]}` }, true)
  }
  const defined: DefinedColumn[] = [...values, ...scores, ...pay, ...reserveColumns, ...deductions, ...flags]
  for (const column of defined) column.source.cases.length
  const known = new Set([...parameters, ...roster.columns].map(p => p.id))
  const finished = tables.map((table, i) => withConditions(table, entries[i]![1], known, context))
  const reserves = reserveColumns.map((column, i) => reserve(column, Object.values(file.reserves ?? {})[i]!, context))
  const atMost = file.deductions?.['at most']
  const deductionLimit = atMost === undefined ? undefined : limit(['deductions', 'at most'], atMost, context)
  const adjustments = readAdjustments(file, [...pay, ...reserveColumns, ...deductions], context)
  const paid = bindCondition(['people', 'paid'], context)
  const rules = Object.entries(file.rules ?? {}).map(([name, rule]) => readRule(name, rule, ['rules', name], context))

  // What is owed of a draw is kept under its name, as what is deducted is.
  const deducted = [...deductions, ...(adjustments?.kinds ?? []).filter(kind => kind.deducted)]
  for (const { name, at } of drawsOf({ pay })) {
    const twin = deducted.find(other => other.name === name)
    const related = twin ? [{ at: twin.at, note: name }] : []
    if (twin) context.report(problem('NAME_TAKEN', at, { name, other: 'deductions' }, { related }))
  }
  const byHand = adjustments?.kinds.filter(kind => !kind.deducted) ?? []
  const inGross = [...pay, ...byHand].map(c => c.name)
  const expectations = readExpectations(file, inGross, context)
  const approvals = readApprovals(file, context)
  const allowed = readAllowed(file, context)
  const layouts = readLayouts(file, context, roster, reserves, period)
  const roots = [
    ...rootBounds(defined, reserves, rules),
    ...approvals.flatMap(a => (a.when ? [a.when] : [])),
    paid,
    ...(deductionLimit ? [deductionLimit] : []),
    ...adjustmentBounds(adjustments),
    ...layouts.flatMap(layoutBounds),
  ]
  const spoken = positionsOf(defined, roster.positionColumn)
  const none = linelessBlocks(file, context)
  const lineless = new Set(spoken.length > 0 ? none.flatMap(block => block.positions ?? []) : [])
  const scheme: Scheme = {
    name: file.scheme,
    file: text.file,
    from: file.from,
    pays: context.pays,
    paid: readPaid(['paid'], file.paid, context),
    deductionsPaid: readPaid(['deductions', 'paid'], file.deductions?.paid, context),
    currency: context.currency,
    dates: file.dates,
    written: { currency: currencyOf(context.currency)!, decimals: file.decimals },
    sheets: inPeriods(file.sheets ?? languageOfText(file.scheme), context.pays),
    roster: { ...roster, paid },
    tables: finished,
    parameters,
    values,
    scores,
    pay,
    reserves,
    deductions,
    deductionLimit,
    adjustments,
    flags,
    rules,
    expectations,
    approvals,
    layouts,
    allowed,
    positions: [...new Set([...spoken, ...lineless])],
    lineless,
    unwritten: none.filter(block => !block.written),
    measures: collectMeasures([...roots, ...finished.flatMap(ownConditions)]),
    asked: collectAsked(roots, names.columns as SchemeColumn[], [roster.spec, ...tables.map(t => t.spec)]),
    columns: names.columns as SchemeColumn[],
  }
  checkPaid(scheme, context)
  checkRulePositions(scheme, context)
  checkWeights(rootBounds(defined, reserves, rules), names, context)
  checkCircles(scheme, context, !anyError(problems))
  const releases = reserves.flatMap(r => [r.release?.ratio, r.release?.forfeitedBy].filter(b => b !== undefined))
  for (const { name, release } of reserves) if (release) checkRelease(name, release, scheme, context)
  if (!anyError(problems)) {
    // Its own earlier months, round a corner, without a type to begin with: a pay line is money whatever it reads.
    for (const e of scheme.asked)
      if (e.owners[0] === 'earlier' && e.type.kind === 'unknown')
        context.report(problem('CYCLE', e.at, { names: e.name }))
    if (!anyError(problems)) checkUnderstood([...roots, ...releases])
    if (!anyError(problems)) checkTax(scheme, context)
    if (lints) checkLints(scheme, [...roots, ...releases], context.report)
  }
  return scheme
}

/**
 * What was not understood must have been told: without a word it would be paid as nothing. What comes to nothing but `refuse`
 * has no type either, and neither has a column that is so; its own formula is a root itself.
 */
function checkUnderstood(roots: readonly Bound[]): void {
  for (const bound of nodes(roots, rowParts)) {
    if (bound.type.kind !== 'unknown' || some(bound, isUndecided, rowParts)) continue
    throw new Error(`${placeText(bound.at)}: “${bound.text}” was not understood and nobody was told`)
  }
}

function isUndecided({ kind, type }: Bound): boolean {
  return kind === 'refuse' || (kind === 'column' && type.kind === 'unknown')
}

/** A rule for a position that nobody else speaks of would never be asked. */
function checkRulePositions({ rules, positions }: Scheme, context: Context): void {
  const known = positions.join('、')
  for (const { name, positions: own = [] } of positions.length === 0 ? [] : rules)
    for (const found of own.filter(position => !positions.includes(position)))
      tell(context, 'TEXT_UNKNOWN', ['rules', name, 'for'], { found, nearest: suggest(found, positions), known })
}

/** A definition that holds for everyone. */
function onePart(path: Path, value: Definition): Written['parts'][number] {
  return { path, value, positions: undefined, commission: false, order: 0 }
}

function withConditions(
  table: SchemeTable,
  entry: Parameters<typeof leaveOut>[1],
  known: ReadonlySet<string>,
  context: Context,
): SchemeTable {
  if (table.events) checkRowColumns(table.events)
  const done = withMade(table)
  const rules = rowRules(done, entry, context)
  const order = rowOrder(done, entry, context)
  return { ...workedMonth(done, context), leaveOut: leaveOut(done, entry, known, context), order, rules }
}

function writtenCards(file: SchemeFile): Written[] {
  return Object.entries(file.scorecards ?? {}).map(([name, items]) => ({
    name,
    path: ['scorecards', name],
    items: Object.entries(items),
    type: undefined,
    parts: [],
  }))
}

/** Pay lines of all blocks; one name may stand in several blocks, for different positions. */
function writtenPay(file: SchemeFile, context: Context): Written[] {
  let order = 0
  const lines = new Map<string, Written & { parts: Written['parts'][number][] }>()
  for (const [index, block] of (file.pay ?? []).entries()) {
    const positions = readPositions(['pay', index, 'for'], block.for, context)
    if (block.commission === undefined && block.lines === undefined)
      tell(context, 'KEY_MISSING', ['pay', index], { key: 'lines', inside: `pay › ${index + 1}` })
    for (const kind of ['commission', 'lines'] as const) {
      for (const [name, value] of Object.entries(block[kind] || {})) {
        const path = ['pay', index, kind, name]
        const line = lines.get(name) ?? { name, path, type: MONEY, parts: [] }
        line.parts.push({ path, value, positions, commission: kind === 'commission', order: order++ })
        lines.set(name, line)
      }
    }
  }
  return [...lines.values()]
}

/** Blocks without a line: the scheme knows their positions, and has nothing for them, or nobody has written it yet. */
function linelessBlocks({ pay = [] }: SchemeFile, context: Context): LinelessBlock[] {
  return pay.flatMap((block, index) => {
    if (Object.keys({ ...(block.commission || {}), ...(block.lines || {}) }).length > 0) return []
    const positions = readPositions([], block.for, { ...context, report: () => {} })
    const path: Path = ['pay', index, block.lines === '' ? 'lines' : block.commission === '' ? 'commission' : 'for']
    const written = block.lines !== '' && block.commission !== ''
    return [{ positions, written, at: context.text.keyAt(path).at }]
  })
}

function reserve(column: DefinedColumn, entry: NonNullable<SchemeFile['reserves']>[string], context: Context): Reserve {
  const path: Path = ['reserves', column.name]
  const forfeited =
    entry['forfeited at once'] === undefined ? undefined : bindCondition([...path, 'forfeited at once'], context)
  let release: Release | undefined
  if (entry.release) {
    const rules = { ...context, release: true }
    const ratio = define([...path, 'release', 'ratio'], entry.release.ratio, rules, RULES.value).bound
    if (!isNumeric(ratio.type))
      tell(context, 'TYPE_WRONG', [...path, 'release', 'ratio'], {
        what: 'ratio',
        expected: 'number',
        found: ratio.type.kind,
      })
    const forfeitedBy =
      entry.release['forfeited by'] === undefined
        ? undefined
        : bindCondition([...path, 'release', 'forfeited by'], rules)
    const every = readEvery([...path, 'release', 'every'], entry.release.every, context)
    release = { every: every ?? 'year', ratio, forfeitedBy }
  }
  return {
    name: column.name,
    at: column.at,
    withheld: column,
    forfeited,
    release,
    says: entry.says,
    paid: readPaid([...path, 'paid'], entry.paid, context),
    tax: readTax([...path, 'tax'], entry.tax, context),
  }
}

/** What has a day of pay of its own needs that of everything else: else nobody knows which days there are. */
function checkPaid({ paid, pay, reserves, deductionsPaid, layouts }: Scheme, context: Context): void {
  if (paid) return
  const rules = [...pay.flatMap(c => c.source.cases.map(k => k.paid)), ...reserves.map(r => r.paid), deductionsPaid]
  const [own] = [...rules, ...layouts.map(layout => layout.paid)].filter(rule => rule !== undefined)
  const unsaid = own?.at ?? layouts.find(layout => layout.of === undefined && layout.asksPaid)?.at
  if (unsaid) context.report(problem('KEY_MISSING', unsaid, { key: 'paid', inside: 'scheme' }))
}

/** A release reads no earlier months, which would count as nothing in it: refused, also round a corner. */
function checkRelease(reserve: string, { ratio, forfeitedBy }: Release, scheme: Scheme, context: Context): void {
  for (const rule of [ratio, forfeitedBy]) {
    const earlier = rule && [...reached([rule], scheme).bounds].find(bound => bound.kind === 'earlier')
    if (earlier) context.report(problem('RELEASE_READS', rule.at, { name: earlier.text, reserve }))
  }
}

function toldAt({ at, related = [] }: Problem, place: Place): boolean {
  return [at, ...related.map(r => r.at)].some(known => JSON.stringify(known) === JSON.stringify(place))
}

/** One problem for each unknown name, however often it is written: the first place, with the others beside it. */
function oncePerName(problems: readonly Problem[]): Problem[] {
  const first = new Map<string, number>()
  const result: Problem[] = []
  for (const p of problems) {
    const key = p.code === 'NAME_UNKNOWN' ? `${p.facts.table}.${p.facts.name}` : `${p.code} ${JSON.stringify(p.at)}`
    const known = first.get(key)
    if (known === undefined) {
      first.set(key, result.length)
      result.push(p)
    } else if (p.at && result[known]!.code === 'NAME_UNKNOWN' && !toldAt(result[known]!, p.at)) {
      const before = result[known]!
      result[known] = { ...before, related: [...(before.related ?? []), { at: p.at, note: '' }] } as Problem
    }
  }
  return result
}
