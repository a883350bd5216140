// A column that is worked out, checked when it is first asked for: its type and home follow from what it reads, which
// may stand further down in the file. A column that leads back to itself is `unknown` at first, and checked once more; a
// circle within one month is reported by circles.ts.

import type { Place } from '../core/place.ts'
import type { Bound } from '../formula/bound.ts'
import { homeOf } from '../formula/environment.ts'
import { descend, nodesOf, ownParts } from '../formula/tree.ts'
import { type Home, isNumeric, joinHomes, NUMBER, type Type, UNKNOWN, unify } from '../formula/types.ts'
import { isWhole } from '../formula/whole.ts'
import { askAll, type Context, tell, type Unsettled } from './context.ts'
import { type Definition, define, RULES, type Rules } from './definitions.ts'
import { type Case, type DefinedColumn, isDefined, type SchemeColumn, type Section } from './model.ts'
import type { Definition as Entry } from './schema.ts'
import type { Path } from './text.ts'

/** A column as the file writes it: one definition, several for different positions, or the items of a scorecard. */
export interface Written {
  readonly name: string
  readonly path: Path
  /** Its type where the section says it: pay is money. */
  readonly type: Type | undefined
  readonly parts: readonly {
    readonly path: Path
    readonly value: Entry
    readonly positions: readonly string[] | undefined
    readonly commission: boolean
    readonly order: number
  }[]
  readonly items?: readonly [string, Entry][]
}

const SECTION_RULES: Record<Section, Rules> = {
  people: RULES.value,
  parameters: RULES.value,
  values: RULES.value,
  scorecards: RULES.item,
  scores: RULES.score,
  pay: RULES.line,
  reserves: RULES.amount,
  deductions: RULES.deduction,
  flags: RULES.flag,
  rules: RULES.value,
}

/** Values that read each other in a longer row than this are refused: no policy needs them. */
export const LONGEST_CHAIN = 120

interface Found {
  readonly type: Type
  readonly home: Home
}

export class LazyColumn implements DefinedColumn, Unsettled {
  readonly section: Section
  readonly id: string
  readonly name: string
  readonly owners: readonly string[]
  readonly at: Place
  private readonly written: Written
  private readonly context: Context
  private state: 'new' | 'working' | 'done' = 'new'
  private known: Found = { type: UNKNOWN, home: 'shop' }
  /** Columns that were checked while this one's type was not known, and those whose type this one did not know. */
  private readonly waiting = new Set<Unsettled>()
  readonly waits: Set<Unsettled> = new Set()
  private defined: DefinedColumn['source'] = { kind: 'defined', cases: [] }
  private rounded: number | undefined
  private wholeFen = false

  constructor(section: Section, written: Written, context: Context) {
    this.section = section
    this.name = written.name
    this.id = `${section}.${written.name}`
    this.owners = [section]
    this.at = context.text.keyAt(written.path).at
    this.written = written
    this.context = { ...context, self: this.id, line: section === 'pay' ? this.id : undefined }
  }

  get working(): boolean {
    return this.state === 'working'
  }

  get type(): Type {
    return this.written.type ?? this.found().type
  }

  get home(): Home {
    return ['pay', 'reserves', 'deductions', 'flags'].includes(this.section) ? 'person' : this.found().home
  }

  get places(): number | undefined {
    this.resolve()
    return this.rounded
  }

  get whole(): boolean {
    this.resolve()
    return this.wholeFen
  }

  get source(): { readonly kind: 'defined'; readonly cases: readonly Case[] } {
    this.resolve()
    return this.defined
  }

  private resolve(): void {
    if (this.state !== 'new') return
    const { nested } = this.context
    this.state = 'working'
    nested.working.push(this)
    if (++nested.now > LONGEST_CHAIN)
      tell(this.context, 'CHAIN_TOO_LONG', this.written.path, { name: this.name, limit: LONGEST_CHAIN }, true)
    else this.settle()
    nested.now--
    nested.working.pop()
    this.state = 'done'
  }

  /** Type and home, as far as they are known. */
  private found(): Found {
    this.resolve()
    if (this.state === 'working') this.ask()
    else for (const other of this.waits) if (other.working) other.ask()
    return this.known
  }

  /** Checks the column, and once more where it reads its own earlier months: now its type and home are known. */
  private settle(): void {
    const { type, home } = this.known
    this.check()
    if (this.waiting.size === 0 || (this.known.type.kind === type.kind && this.known.home === home)) return
    for (const other of this.waiting) other.renew()
    this.waiting.clear()
    this.check()
  }

  /** Remembers who reads this column before its type and home are known: itself and what it reads. */
  ask(): void {
    askAll(this, this.waiting, this.context.nested.working)
  }

  renew(): void {
    if (this.state === 'done') this.state = 'new'
  }

  private check(): void {
    const definitions = this.written.items
      ? [this.card(this.written.items)]
      : this.written.parts.map(p => define(p.path, p.value, this.context, SECTION_RULES[this.section]))
    const cases = definitions.map((d, i): Case => {
      const part = this.written.parts[i]
      const positions = d.positions ?? part?.positions ?? (this.section === 'reserves' ? holdersOf(d.bound) : undefined)
      if (part?.positions) this.checkWithin(part.positions, d.positions, part)
      return {
        positions: positions && new Set(positions),
        formula: d.bound,
        when: d.when,
        every: d.every,
        recovered: d.recovered,
        paid: d.paid,
        tax: d.tax,
        commission: part?.commission ?? false,
        order: part?.order ?? 0,
      }
    })
    this.defined = { kind: 'defined', cases }
    this.known = { type: typeOf(cases), home: homeOfCases(cases) }
    this.rounded = definitions.every(d => d.places === definitions[0]?.places) ? definitions[0]?.places : undefined
    this.wholeFen = cases.length > 0 && cases.every(c => isWhole(c.formula))
    this.checkPositions(cases)
    for (const [i, c] of cases.entries()) this.checkType(c.formula, this.written.parts[i]?.path ?? this.written.path)
  }

  /** A line may be for some positions of its block, not for others: they would not be paid by it. */
  private checkWithin(
    block: readonly string[],
    own: readonly string[] | undefined,
    { path, value }: Written['parts'][number],
  ): void {
    if (typeof value !== 'object' || value.for === undefined) return
    const stray = own ? own.find(p => !block.includes(p)) : String(value.for)
    if (stray !== undefined) tell(this.context, 'SHAPE_WRONG', [...path, 'for'], { expected: block, found: stray })
  }

  /** Money where money is due, a yes or a text where a flag is. */
  private checkType({ type: { kind, zero }, text }: Bound, path: Path): void {
    if (kind === 'unknown') return
    const moneyDue = ['pay', 'reserves', 'deductions'].includes(this.section)
    if (moneyDue && kind !== 'money' && !zero) {
      const share = /^[\d.]+\s*[%％]$/.test(text) ? text : undefined
      tell(this.context, 'MONEY_DUE', path, { name: this.name, found: kind, share })
    }
    if (this.section === 'flags' && kind !== 'yes/no' && kind !== 'text') {
      tell(this.context, 'TYPE_WRONG', path, { what: this.name, expected: 'yes/no', found: kind })
    }
  }

  /** No position may find two formulas for one name. */
  private checkPositions(cases: readonly Case[]): void {
    for (const [i, c] of cases.entries()) {
      const twin = cases
        .slice(0, i)
        .findIndex(o => !o.positions || !c.positions || [...c.positions].some(p => o.positions!.has(p)))
      if (twin < 0) continue
      tell(this.context, 'NAME_TAKEN', this.written.parts[i]!.path, { name: this.name, other: this.section }, true)
    }
  }

  /** A scorecard: the sum of its items, none of which falls below zero unless it says so. */
  private card(entries: readonly [string, Entry][]): Definition {
    const items = entries.map(([name, value]) => {
      const definition = define([...this.written.path, name], value, this.context, RULES.item)
      return { name, of: definition.bound }
    })
    for (const { name, of } of items) {
      if (!isNumeric(of.type)) {
        tell(this.context, 'TYPE_WRONG', [...this.written.path, name], {
          what: name,
          expected: 'number',
          found: of.type.kind,
        })
      }
    }
    const home = homeOf(...items.map(i => i.of))
    const bound: Bound = { kind: 'items', items, type: NUMBER, home, text: this.name, at: this.at }
    return { bound }
  }
}

function typeOf(cases: readonly Case[]): Type {
  return cases.reduce<Type>((type, c) => unify(type, c.formula.type) ?? UNKNOWN, cases[0]?.formula.type ?? UNKNOWN)
}

function homeOfCases(cases: readonly Case[]): Home {
  const home = homeOf(...cases.flatMap(c => [c.formula, c.when]))
  return cases.some(c => c.positions) ? joinHomes(home, 'person') : home
}

/**
 * Whose a reserve is that is withheld from lines by their names: of the positions that have one of them; undefined for everyone,
 * as where the formula says itself what holds of others.
 */
function holdersOf(withheld: Bound): readonly string[] | undefined {
  const own = (bound: Bound): readonly Bound[] => (isOfOthers(bound) ? [] : ownParts(bound))
  const decides = [...descend([withheld], own)].some(({ kind }) => ['if', 'choice', 'is blank', 'lines'].includes(kind))
  const lines = [...nodesOf('column', [withheld], own)].flatMap(({ column }) => {
    const line = column as SchemeColumn
    return isDefined(line) && line.section === 'pay' ? [line.source.cases.map(c => c.positions)] : []
  })
  const positions = lines.flat()
  if (decides || lines.some(cases => cases.length === 0) || positions.includes(undefined)) return undefined
  return positions.length === 0 ? undefined : [...new Set(positions.flatMap(some => [...some!]))]
}

function isOfOthers({ kind }: Bound): boolean {
  return kind === 'people' || kind === 'rank' || kind === 'share'
}
