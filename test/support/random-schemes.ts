// Random shops for the evaluator of `exact-shop.ts`: a roster, an export, and a scheme whose every formula is written down as
// text and as a function at once. Takes a source of choices; gives the files and what everybody must be paid.

import type { Random } from '../bench/random.ts'
import {
  distinct,
  divided,
  type Env,
  figure,
  follow,
  grouped,
  inSlices,
  isSame,
  keyOf,
  largest,
  type Of,
  type Shop,
  smallest,
  Thing,
  total,
  type Value,
} from './exact-shop.ts'
import { Fraction, NONE, ONE } from './fraction.ts'

type Kind = 'money' | 'number' | 'day' | 'text' | 'truth' | 'person'

/** A formula as text, where columns of rows have the table before them or not, and what it comes to. */
interface Term<T extends Value = Value> {
  readonly text: (q: string) => string
  readonly of: Of<T>
}

/** What stands behind a name in the scheme: one line, or a map of lines. */
interface Def {
  readonly yaml: string | readonly string[]
  readonly of: Of
}

interface Column {
  readonly name: string
  readonly kind: Kind
  readonly blank?: boolean
  readonly shared?: boolean
  /** Of people: each has its own, so that it can stand after `people.`. */
  readonly own?: boolean
}

interface Table {
  readonly name: string
  readonly columns: Column[]
  readonly rules: Map<string, Of>
  readonly work: string[]
}

/** Where a formula of rows stands: the table, and the figures of people that a row may ask for. */
interface Place {
  readonly table: Table | undefined
  readonly people: readonly Column[]
  /** The column of people by whom rows are counted: figures of that person stand without it. */
  readonly me?: string | undefined
}

const TEXTS = ['x', 'y', 'z'] as const
const GRADES = ['A', 'B', 'C'] as const
const DAY = 86_400_000
const dayNumber = (text: string): Fraction => Fraction.of(Date.parse(`${text}T00:00:00Z`) / DAY)
const dayText = (day: Fraction): string => new Date(Number(day.top) * DAY).toISOString().slice(0, 10)

const plain = (fraction: Fraction): string => {
  const text = fraction.text(6, true)
  return text.startsWith('-') ? `(0 − ${text.slice(1)})` : text
}
const yuan = (fraction: Fraction): string => `${fraction.text(2, true)}元`

export interface RandomShop {
  readonly scheme: string
  readonly files: Readonly<Record<string, string>>
  /** The same files with the rows in another order. */
  readonly shuffled: Readonly<Record<string, string>>
  /** By id: scores (40 places), lines and totals as amounts. Throws where a figure is not there. */
  readonly expected: () => Record<string, Record<string, string>>
}

export function randomShop(r: Random): RandomShop {
  return new Writer(r).shop()
}

class Writer {
  readonly r: Random
  private names = 0
  readonly weekEnd: number
  constructor(r: Random) {
    this.r = r
    this.weekEnd = r.pick([7, 7, 6, 3])
  }

  name(stem: string): string {
    return `${stem}${++this.names}`
  }

  // Formulas of rows and of people.

  columns(place: Place, kind: Kind, blank = false): Column[] {
    return (place.table?.columns ?? []).filter(c => c.kind === kind && !c.shared && (c.blank ?? false) === blank)
  }

  leaf(place: Place, kind: 'money' | 'number'): Term<Fraction> {
    const options: (() => Term<Fraction>)[] = []
    const own = this.columns(place, kind)
    if (own.length > 0)
      options.push(
        () => this.column(this.r.pick(own).name),
        () => this.column(this.r.pick(own).name),
      )
    const figures = place.people.filter(c => c.kind === kind)
    const owners = this.columns(place, 'person')
    if (figures.length > 0 && owners.length > 0)
      options.push(() => this.owned(this.r.pick(owners).name, this.r.pick(figures).name))
    const perhaps = this.columns(place, 'person', true)
    if (figures.length > 0 && perhaps.length > 0)
      options.push(() => {
        const [by, name, other] = [this.r.pick(perhaps).name, this.r.pick(figures).name, this.literal(kind)]
        const owned = this.owned(by, name)
        return {
          text: q => `(if ${q}${by} is blank then ${other.text(q)} else ${owned.text(q)})`,
          of: e => (e.row!.get(by) === null ? other.of(e) : owned.of(e)),
        }
      })
    const maybe = this.columns(place, kind, true)
    if (maybe.length > 0)
      options.push(() => {
        const [c, other] = [this.r.pick(maybe).name, this.literal(kind)]
        return {
          text: q => `(if ${q}${c} is blank then ${other.text(q)} else ${q}${c})`,
          of: e => (e.row!.get(c) === null ? other.of(e) : figure(e.row!.get(c))),
        }
      })
    if (figures.length > 0 && (place.me !== undefined || !place.table))
      options.push(() => {
        const name = this.r.pick(figures).name
        return { text: () => name, of: e => figure(e.me!.get(name)) }
      })
    options.push(() => this.literal(kind))
    return this.r.pick(options)()
  }

  column(name: string): Term<Fraction> {
    return { text: q => q + name, of: e => figure(e.row!.get(name)) }
  }

  owned(by: string, name: string): Term<Fraction> {
    return { text: () => `${by}.${name}`, of: e => figure(e.shop.people.get(String(e.row!.get(by)))!.get(name)) }
  }

  literal(kind: 'money' | 'number'): Term<Fraction> {
    const value = kind === 'money' ? Fraction.of(this.r.int(0, 30_000), 100) : Fraction.of(this.r.int(0, 60), 4)
    const text = kind === 'money' ? yuan(value) : plain(value)
    return { text: () => text, of: () => value }
  }

  term(place: Place, kind: 'money' | 'number', depth = 2): Term<Fraction> {
    if (depth === 0 || this.r.percent(25)) return this.leaf(place, kind)
    const inner = (k: 'money' | 'number' = kind): Term<Fraction> => this.term(place, k, depth - 1)
    const two = (
      text: (a: string, b: string) => string,
      of: (a: Fraction, b: Fraction) => Fraction,
    ): Term<Fraction> => {
      const [a, b] = [inner(), inner()]
      return { text: q => text(a.text(q), b.text(q)), of: e => of(a.of(e), b.of(e)) }
    }
    switch (this.r.int(0, 8)) {
      case 0:
        return two(
          (a, b) => `(${a} + ${b})`,
          (a, b) => a.plus(b),
        )
      case 1:
        return two(
          (a, b) => `(${a} − ${b})`,
          (a, b) => a.minus(b),
        )
      case 2:
        return two((a, b) => `max(${a}, ${b})`, largest)
      case 3:
        return two((a, b) => `min(${a}, ${b})`, smallest)
      case 4: {
        const [a, b] = [inner(), inner('number')]
        return { text: q => `(${a.text(q)} × ${b.text(q)})`, of: e => a.of(e).times(b.of(e)) }
      }
      case 5: {
        const [a, by] = [inner(), Fraction.of(this.r.pick([3, 7, 12, 21]))]
        return { text: q => `${a.text(q)} ÷ ${plain(by)}`.replace(/^.*$/, '($&)'), of: e => a.of(e).over(by) }
      }
      case 6: {
        const [a, places] = [inner(), this.r.int(0, 2)]
        return { text: q => `round(${a.text(q)}, ${places})`, of: e => a.of(e).rounded(places) }
      }
      case 7: {
        const [a, unit] = [inner(), Fraction.of(this.r.int(1, 9))]
        if (kind === 'money')
          return {
            text: q => `(${a.text(q)} × ${this.percent(unit)})`,
            of: e => a.of(e).times(unit).over(Fraction.of(100)),
          }
        return {
          text: q => `full units(${a.text(q)}, ${plain(unit)})`,
          of: e => largest(NONE, Fraction.of(a.of(e).over(unit).floor())),
        }
      }
      default: {
        const [c, a, b] = [this.truth(place, depth - 1), inner(), inner()]
        return {
          text: q => `(if ${c.text(q)} then ${a.text(q)} else ${b.text(q)})`,
          of: e => (c.of(e) ? a.of(e) : b.of(e)),
        }
      }
    }
  }

  percent(of: Fraction): string {
    return `${of.text(2, true)}%`
  }

  truth(place: Place, depth = 1): Term<boolean> {
    if (depth > 0 && this.r.percent(40)) {
      const [a, b, and] = [this.truth(place, depth - 1), this.truth(place, depth - 1), this.r.percent(50)]
      if (this.r.percent(30)) return { text: q => `not (${a.text(q)})`, of: e => !a.of(e) }
      return {
        text: q => `(${a.text(q)} ${and ? 'and' : 'or'} ${b.text(q)})`,
        of: e => (and ? a.of(e) && b.of(e) : a.of(e) || b.of(e)),
      }
    }
    const options: (() => Term<boolean>)[] = [() => this.comparison(place)]
    const texts = this.columns(place, 'text')
    if (texts.length > 0)
      options.push(() => {
        const [c, t, u, shape] = [this.r.pick(texts).name, this.r.pick(TEXTS), this.r.pick(TEXTS), this.r.int(0, 2)]
        if (shape === 0) return { text: q => `${q}${c} = "${t}"`, of: e => e.row!.get(c) === t }
        if (shape === 1) return { text: q => `${q}${c} ≠ "${t}"`, of: e => e.row!.get(c) !== t }
        return { text: q => `${q}${c} in ("${t}", "${u}")`, of: e => [t, u].includes(e.row!.get(c) as typeof t) }
      })
    const days = this.columns(place, 'day')
    if (days.length > 0)
      options.push(() => {
        const [c, day] = [this.r.pick(days).name, `2026-07-${String(this.r.int(3, 28)).padStart(2, '0')}`]
        return { text: q => `${q}${c} ≤ ${day}`, of: e => figure(e.row!.get(c)).against(dayNumber(day)) <= 0 }
      })
    const owners = this.columns(place, 'person')
    if (owners.length > 0)
      options.push(() => {
        const [c, grade] = [this.r.pick(owners).name, this.r.pick(GRADES)]
        return {
          text: () => `${c}.grade = "${grade}"`,
          of: e => e.shop.people.get(String(e.row!.get(c)))!.get('grade') === grade,
        }
      })
    const perhaps = [...this.columns(place, 'person', true), ...this.columns(place, 'money', true)]
    if (perhaps.length > 0)
      options.push(() => {
        const [c, not] = [this.r.pick(perhaps).name, this.r.percent(50)]
        return {
          text: q => `${q}${c} is ${not ? 'not ' : ''}blank`,
          of: e => (e.row!.get(c) === null) !== not,
        }
      })
    if (place.me !== undefined || !place.table)
      options.push(() => {
        const grade = this.r.pick(GRADES)
        return { text: () => `grade ≠ "${grade}"`, of: e => e.me!.get('grade') !== grade }
      })
    return this.r.pick(options)()
  }

  comparison(place: Place): Term<boolean> {
    const kind = this.r.pick(['money', 'number'] as const)
    const [a, b, sign] = [
      this.term(place, kind, 1),
      this.term(place, kind, 1),
      this.r.pick(['<', '≤', '>', '≥', '=', '≠']),
    ]
    return {
      text: q => `${a.text(q)} ${sign} ${b.text(q)}`,
      of: e => {
        const by = a.of(e).against(b.of(e))
        return { '<': by < 0, '≤': by <= 0, '>': by > 0, '≥': by >= 0, '=': by === 0, '≠': by !== 0 }[sign]!
      },
    }
  }

  // Definitions.

  edges(kind: 'money' | 'number'): Fraction[] {
    const found: Fraction[] = [Fraction.of(this.r.int(1, kind === 'money' ? 120 : 8))]
    for (let n = this.r.int(0, 2); n > 0; n--)
      found.push(found.at(-1)!.plus(Fraction.of(this.r.int(1, kind === 'money' ? 250 : 9))))
    return found
  }

  /** Bands of one figure: how each is written, and which of them a figure is in. */
  bands(kind: 'money' | 'number'): { readonly heads: string[]; readonly which: (x: Fraction) => number } {
    const edges = this.edges(kind)
    const write = (x: Fraction): string => (kind === 'money' ? yuan(x) : plain(x))
    const style = this.r.int(0, 3)
    const low = style < 2
    const which = (x: Fraction): number =>
      edges.filter(edge => (low ? x.against(edge) >= 0 : x.against(edge) > 0)).length
    const last = edges.at(-1)!
    if (style === 0) return { heads: [...edges.map(x => `under ${write(x)}`), `from ${write(last)}`], which }
    if (style === 1) {
      const heads = ['below', ...edges.map(x => `from ${write(x)}`)]
      return { heads, which }
    }
    if (style === 2) return { heads: [...edges.map(x => `up to ${write(x)}`), 'above'], which }
    const middle = edges.slice(1).map((x, i) => `above ${write(edges[i]!)} up to ${write(x)}`)
    return {
      heads: [
        `up to ${write(edges[0]!)}`,
        ...(middle.length > 0 ? edges.slice(1).map(x => `up to ${write(x)}`) : []),
        `above ${write(last)}`,
      ],
      which,
    }
  }

  definition(place: Place, kind: 'money' | 'number'): Def {
    const simple = (): Term<Fraction> => this.term(place, kind, 1)
    switch (this.r.int(0, 5)) {
      case 0: {
        const of = this.r.pick(['money', 'number'] as const)
        const [x, bands] = [this.term(place, of, 1), this.bands(of)]
        const results = bands.heads.map(simple)
        return {
          yaml: [`bands of: ${x.text('')}`, ...bands.heads.map((h, i) => `${h}: ${results[i]!.text('')}`)],
          of: e => results[bands.which(x.of(e))]!.of(e),
        }
      }
      case 1: {
        const texts = this.columns(place, 'text')
        if (texts.length === 0) break
        const c = this.r.pick(texts).name
        const of = this.r.pick(['money', 'number'] as const)
        const [x, bands, first] = [this.term(place, of, 1), this.bands(of), this.r.pick(TEXTS)]
        const cells = bands.heads.map(() => [this.literal(kind), this.literal(kind)])
        const across = this.r.percent(50)
        const at = (e: Env): [number, number] => [bands.which(x.of(e)), e.row!.get(c) === first ? 0 : 1]
        if (across)
          return {
            yaml: [
              `bands of: ${x.text('')}`,
              `across: ${c}`,
              `columns: [${first}, otherwise]`,
              ...bands.heads.map((h, i) => `${h}: [${cells[i]!.map(t => t.text('')).join(', ')}]`),
            ],
            of: e => cells[at(e)[0]]![at(e)[1]]!.of(e),
          }
        return {
          yaml: [
            `choose by: ${c}`,
            `across: ${x.text('')}`,
            `columns: [${bands.heads.join(', ')}]`,
            ...[first, 'otherwise'].map((h, j) => `${h}: [${cells.map(row => row[j]!.text('')).join(', ')}]`),
          ],
          of: e => cells[at(e)[0]]![at(e)[1]]!.of(e),
        }
      }
      case 2: {
        if (kind !== 'money') break
        const [x, edges] = [this.term(place, 'money', 1), this.edges('money')]
        const rates = [...edges, NONE].map(() => Fraction.of(this.r.int(0, 12), 100))
        const heads = [...edges.map(y => `up to ${yuan(y)}`), 'above']
        return {
          yaml: [
            `marginal bands of: ${x.text('')}`,
            ...heads.map((h, i) => `${h}: ${this.percent(rates[i]!.times(Fraction.of(100)))}`),
          ],
          of: e => inSlices(x.of(e), edges, rates),
        }
      }
      case 3: {
        const [x, low, places] = [this.term(place, kind, 2), this.literal(kind), this.r.int(0, 2)]
        const high = low.of({} as Env).plus(Fraction.of(this.r.int(1, 500)))
        return {
          yaml: [
            `formula: ${x.text('')}`,
            `not below: ${low.text('')}`,
            `not above: ${kind === 'money' ? yuan(high) : plain(high)}`,
            `round: ${places}`,
          ],
          of: e => smallest(largest(x.of(e), low.of(e)), high).rounded(places),
        }
      }
      default:
    }
    const x = this.term(place, kind, 2)
    return { yaml: x.text(''), of: x.of }
  }

  // Figures of rows.

  /** A measure by a column of people or teams, or of all rows; the rows as `rows` gives them. */
  measure(
    place: Place,
    by: Column | 'who.team' | undefined,
    kind: 'money' | 'number',
    source = place.table!.name,
  ): Term<Fraction> {
    const table = place.table!
    const shared = by !== undefined && by !== 'who.team' && by.shared === true
    const at: Place = {
      ...place,
      me: by !== undefined && by !== 'who.team' && by.kind === 'person' ? by.name : undefined,
    }
    const where = this.r.percent(50) ? this.truth(at) : undefined
    const tail = `${by === undefined ? '' : ` by ${by === 'who.team' ? by : by.name}`}${where ? ` where ${where.text('')}` : ''}`
    const q = `${source}.`
    const used = (e: Env): { env: Env; part: Fraction }[] =>
      rowsOf(e, table.name, by, source === 'rows').filter(x => !where || where.of(x.env))
    let what = this.term(at, kind, 2)
    for (let n = 0; n < 4 && !what.text(q).includes(q); n++) what = this.term(at, kind, 2)
    if (!what.text(q).includes(q)) {
      const own = this.columns(at, kind)[0]
      if (own) what = this.column(own.name)
      else {
        const [of, price] = [
          this.columns(at, kind === 'money' ? 'number' : 'money')[0]!.name,
          kind === 'money' ? '2元' : '1元',
        ]
        what = {
          text: before => (kind === 'money' ? `${before}${of} × ${price}` : `(if ${before}${of} > 2元 then 1 else 0)`),
          of: e => {
            const x = figure(e.row!.get(of))
            return kind === 'money' ? x.times(Fraction.of(2)) : x.against(Fraction.of(2)) > 0 ? ONE : NONE
          },
        }
      }
    }
    const choice = this.r.int(0, shared ? 3 : 6)
    const list = (e: Env): Fraction[] => used(e).map(x => what.of(x.env))
    if (choice === 4 || choice === 5) {
      const largestOf = choice === 4 ? largest : smallest
      const word = choice === 4 ? 'max' : 'min'
      const zero = kind === 'money' ? '0元' : '0'
      const text = `${word}(${what.text(q)}${tail})`
      const counted = `count(${source}${tail})`
      return {
        text: () => `(if ${counted} = 0 then ${zero} else ${text})`,
        of: e => list(e).reduce((a: Fraction | undefined, b) => (a ? largestOf(a, b) : b), undefined) ?? NONE,
      }
    }
    if (choice === 6) {
      const zero = kind === 'money' ? '0元' : '0'
      return {
        text: () => `(if count(${source}${tail}) = 0 then ${zero} else average(${what.text(q)}${tail}))`,
        of: e => (list(e).length === 0 ? NONE : total(list(e)).over(Fraction.of(list(e).length))),
      }
    }
    if (kind === 'number' && choice === 1)
      return { text: () => `count(${source}${tail})`, of: e => Fraction.of(used(e).length) }
    if (kind === 'number' && choice === 2) {
      const columns = table.columns.filter(c => c.kind !== 'truth' && !c.shared)
      const c = this.r.pick(columns).name
      return {
        text: () => `count distinct(${q}${c}${tail})`,
        of: e => distinct(used(e).map(x => x.env.row!.get(c))),
      }
    }
    return {
      text: () => `sum(${what.text(q)}${tail})`,
      of: e => total(used(e).map(x => what.of(x.env).times(x.part))),
    }
  }

  // The shop.

  shop(): RandomShop {
    const { r } = this
    const number = r.int(3, 6)
    const people = ['Ann', 'Bob', 'Cid', 'Dee', 'Eve', 'Fay'].slice(0, number).map((name, i) => ({
      id: `0${((i * 5) % 7) + 1}`,
      name,
      position: i < 2 ? 'clerk' : r.pick(['clerk', 'fitter', 'head']),
      team: i < 2 ? ['N', 'S'][i]! : r.pick(['N', 'S']),
      rate: Fraction.of(r.int(0, 4000), 100),
      level: Fraction.of(r.int(0, 12), 4),
      grade: r.pick(GRADES),
      damage: r.percent(30) ? Fraction.of(r.int(1, 90_000), 100) : NONE,
      paid: i < 2 || r.percent(85),
    }))
    const some = (): string => r.pick(people).name
    const jobs = Array.from({ length: r.int(0, 24) }, (_, i) => ({
      nr: `J${String(i + 10)}`,
      day: r.percent(6)
        ? null
        : dayText(dayNumber('2026-06-26').plus(Fraction.of(r.int(r.percent(80) ? 5 : 0, r.percent(80) ? 30 : 41)))),
      who: some(),
      mech: r.percent(20) ? null : some(),
      crew: [...new Set(Array.from({ length: r.int(1, 3) }, some))],
      squad: r.pick(['N', 'S']),
      kind: r.pick(TEXTS),
      hours: Fraction.of(r.int(0, 40), 4),
      fee: Fraction.of(r.int(-2000, 40_000), r.pick([100, 100, 1])).rounded(2),
      extra: r.percent(40) ? null : Fraction.of(r.int(0, 5000), 100),
      void: r.percent(10),
    }))
    const funds = { N: Fraction.of(r.int(0, 5000), 10), S: Fraction.of(r.int(0, 5000), 10) }

    const figures: Column[] = [
      { name: 'rate', kind: 'money', own: true },
      { name: 'level', kind: 'number', own: true },
      { name: 'fund', kind: 'money' },
    ]
    const table: Table = {
      name: 'jobs',
      columns: [
        { name: 'day', kind: 'day' },
        { name: 'who', kind: 'person' },
        { name: 'mech', kind: 'person', blank: true },
        { name: 'kind', kind: 'text' },
        { name: 'hours', kind: 'number' },
        { name: 'fee', kind: 'money' },
        { name: 'extra', kind: 'money', blank: true },
      ],
      rules: new Map(),
      work: [],
    }
    const add = (to: Table, name: string, kind: Kind, def: Def, blank = false): void => {
      to.columns.push({ name, kind, blank })
      to.rules.set(name, def.of)
      to.work.push(...entry(name, def, 6))
    }
    const place: Place = { table, people: [...figures] }
    add(table, 'wk', 'day', { yaml: 'week(day)', of: e => this.week(figure(e.row!.get('day'))) })
    for (let n = r.int(0, 3); n > 0; n--) {
      const kind = r.pick(['money', 'number'] as const)
      add(table, this.name('w'), kind, this.definition(place, kind))
    }
    for (let n = r.int(0, 2); n > 0; n--) for (const column of this.following(place, 'day')) add(table, ...column)

    const made: { table: Table; of: string; keys: string[]; where: Term<boolean> | undefined; order: boolean }[] = []
    for (let n = r.int(0, 2); n > 0; n--) {
      const on = n === 1 && made.length > 0 && r.percent(60) ? made[0]!.table : table
      const person =
        on === table ? r.pick(['who', 'who', 'mech', 'crew']) : on.columns.find(c => c.kind === 'person')?.name
      const other = on === table ? r.pick(['wk', 'wk', 'day', 'kind']) : on.columns.find(c => c.name === 'wk')?.name
      const keys = [person, r.percent(on === table ? 80 : 20) || !person ? other : undefined].filter(
        k => k !== undefined,
      )
      if (keys.length === 0) continue
      const at: Place = { table: on, people: [...figures] }
      let where = r.percent(30) ? this.truth(at) : undefined
      if (keys.includes('mech')) {
        const more = where
        where = {
          text: q => `mech is not blank${more ? ` and ${more.text(q)}` : ''}`,
          of: e => e.row!.get('mech') !== null && (!more || more.of(e)),
        }
      }
      const made1: Table = {
        name: this.name('made'),
        columns: keys.map(k => ({
          name: k,
          kind: k === 'wk' || k === 'day' ? 'day' : k === 'kind' ? 'text' : 'person',
        })),
        rules: new Map(),
        work: [],
      }
      for (let k = r.int(1, 3); k > 0; k--) {
        const kind = r.pick(['money', 'number'] as const)
        const crew = keys.includes('crew')
        const m = this.measure({ table: on, people: crew ? [] : at.people }, crew ? CREW_ALL : undefined, kind, 'rows')
        const text = m.text('').replaceAll(' by crew', '')
        add(made1, this.name('m'), kind, { yaml: text, of: m.of })
      }
      const inside: Place = { table: made1, people: [...figures] }
      if (r.percent(70)) {
        const kind = r.pick(['money', 'number'] as const)
        add(made1, this.name('w'), kind, this.definition(inside, kind))
      }
      for (let k = r.int(0, 2); k > 0; k--) add(made1, this.name('r'), 'number', this.place(inside, keys))
      const order = person !== undefined && keys.length === 2 && keys[1] !== 'kind' && r.percent(50)
      if (order) for (const column of this.following(inside, keys[1]!)) add(made1, ...column)
      made.push({ table: made1, of: on.name, keys, where, order })
    }

    const personRules = new Map<string, Of>([['fund', e => e.shop.teams.get(String(e.me!.get('team')))!.get('fund')]])
    const teamRules = new Map<string, Of>()
    const allRules = new Map<string, Of>()
    const values: string[] = []
    const scores: string[] = []
    const shown: string[] = []
    const tables = [table, ...made.map(m => m.table)]
    const teamMoney: string[] = []
    for (let n = r.int(0, 2); n > 0; n--) {
      const name = this.name('t')
      const by = r.percent(50) ? 'who.team' : SQUAD
      const m = this.measure({ table, people: [...figures] }, by, 'money')
      values.push(...entry(name, { yaml: m.text(''), of: m.of }, 2))
      teamRules.set(name, m.of)
      personRules.set(name, e => e.shop.teams.get(String(e.me!.get('team')))!.get(name))
      figures.push({ name, kind: 'money' })
      teamMoney.push(name)
    }
    if (teamMoney.length > 0 && r.percent(60)) {
      const [name, a, b] = [this.name('t'), r.pick(teamMoney), r.pick([...teamMoney, 'fund'])]
      const of: Of = e => {
        const ahead = [...e.shop.teams.values()].filter(
          team =>
            (figure(team.get(a)).against(figure(e.me!.get(a))) || figure(e.me!.get(b)).against(figure(team.get(b)))) >
            0,
        )
        return Fraction.of(ahead.length + 1)
      }
      values.push(...entry(name, { yaml: `"rank(${a}, −${b})"`, of }, 2))
      teamRules.set(name, of)
      personRules.set(name, e => e.shop.teams.get(String(e.me!.get('team')))!.get(name))
      figures.push({ name, kind: 'number' })
    }
    for (let n = r.int(3, 7); n > 0; n--) {
      const kind = r.pick(['money', 'number'] as const)
      const name = this.name('v')
      const on = r.pick(tables)
      const owners = on.columns.filter(c => c.kind === 'person')
      if (on === table) owners.push(CREW)
      const by = owners.length > 0 ? r.pick(owners) : undefined
      const m = this.measure({ table: on, people: [...figures] }, by, kind)
      if (by === undefined) {
        values.push(...entry(name, { yaml: m.text(''), of: m.of }, 2))
        allRules.set(name, m.of)
        personRules.set(name, e => e.shop.all.get(name))
        continue
      }
      if (r.percent(50)) values.push(...entry(name, { yaml: m.text(''), of: m.of }, 2))
      else {
        scores.push(...entry(name, { yaml: m.text(''), of: m.of }, 2))
        shown.push(name)
      }
      personRules.set(name, m.of)
      figures.push({ name, kind, own: true })
    }
    const score = (name: string, def: Def, kind?: 'money' | 'number'): void => {
      scores.push(...entry(name, def, 2))
      shown.push(name)
      personRules.set(name, def.of)
      if (kind) figures.push({ name, kind })
    }
    for (let n = r.int(1, 3); n > 0; n--) {
      const kind = r.pick(['money', 'number'] as const)
      score(this.name('s'), this.definition({ table: undefined, people: [...figures] }, kind), kind)
    }
    for (let n = r.int(1, 3); n > 0; n--) score(this.name('a'), this.among(figures.filter(c => c.own)))

    // Two stages to the fen.
    const lines: { name: string; def: Def }[] = []
    if (r.percent(70)) {
      const [rate, more] = [r.int(1, 30), r.int(1, 9)]
      values.push(`  pot: { formula: "max(sum(jobs.fee) × ${rate}%, 0元) + 100元", round: 2 }`)
      values.push(`  stage: share(pot by ${more} + count(jobs by who.team))`)
      const pot: Of<Fraction> = e =>
        largest(
          total(rowsOf(e, 'jobs', undefined, false).map(x => figure(x.env.row!.get('fee')))).times(
            Fraction.of(rate, 100),
          ),
          NONE,
        )
          .plus(Fraction.of(100))
          .rounded(2)
      teamRules.set('stage', e => {
        const keys = [...e.shop.teams.keys()]
        const weights = keys.map(k =>
          Fraction.of(more + rowsOf({ ...e, me: e.shop.teams.get(k)! }, 'jobs', 'who.team', false).length),
        )
        return divided(pot(e), weights)[keys.indexOf(keyName(e.me!))]!
      })
      personRules.set('stage', e => e.shop.teams.get(String(e.me!.get('team')))!.get('stage'))
      const w = r.pick(['level', 'rate'])
      const weight: Of<Fraction> = e => figure(e.me!.get(w)).plus(ONE)
      const only = r.percent(40)
      lines.push({
        name: 'second',
        def: {
          yaml: `share(stage by ${w} + ${w === 'rate' ? '1元' : '1'}${only ? ' where position = "clerk"' : ''})`,
          of: e => {
            const among = paid(e).filter(
              p => p.get('team') === e.me!.get('team') && (!only || p.get('position') === 'clerk'),
            )
            const at = among.indexOf(e.me!)
            if (at < 0) return NONE
            return divided(
              figure(e.me!.get('stage')),
              among.map(me => weight({ ...e, me })),
            )[at]!
          },
        },
      })
    }
    for (let n = r.int(1, 3); n > 0; n--) {
      const money = figures.filter(c => c.kind === 'money')
      const def = this.definition({ table: undefined, people: r.percent(60) ? money : [...figures] }, 'money')
      lines.push({ name: this.name('l'), def })
    }
    const share = Fraction.of(r.int(1, 20), 100)
    const heads = people.some(p => p.position === 'head' && p.paid)
    const scheme = [
      'scheme: random',
      'from: 2026-01',
      ...(this.weekEnd === 7 ? [] : [`weeks end on: ${{ 6: 'Saturday', 3: '周三' }[this.weekEnd]}`]),
      'people:',
      '  file: roster*',
      '  columns:',
      '    id: id',
      '    name: name',
      '    position: position',
      '    team: group',
      '    rate, damage: money',
      '    level: number',
      '    grade: { values: [A, B, C] }',
      '    active: yes/no',
      '  paid: active',
      'tables:',
      '  funds:',
      '    file: funds*',
      '    one row per: team',
      '    columns: { team: team, fund: money }',
      '  jobs:',
      '    file: jobs*',
      '    month: day',
      '    leave out: void',
      '    in order: { of: [day, nr], by: who }',
      '    columns:',
      '      nr: id',
      '      day: { type: date, blank: none }',
      '      who: person',
      '      mech: { type: person, blank: none }',
      '      crew: { type: person, shared: equally }',
      '      squad: team',
      '      kind: { values: [x, y, z] }',
      '      hours: number',
      '      fee: money',
      '      extra: { type: money, blank: none }',
      '      void: yes/no',
      '    work out:',
      ...table.work,
      ...made.flatMap(m => [
        `  ${m.table.name}:`,
        `    rows of: ${m.of}`,
        ...(m.where ? [`    where: ${m.where.text('')}`] : []),
        `    one row per: [${m.keys.join(', ')}]`,
        ...(m.order ? [`    in order: { of: ${m.keys[1]}, by: ${m.keys[0]} }`] : []),
        '    work out:',
        ...m.table.work,
      ]),
      ...(values.length > 0 ? ['values:', ...values] : []),
      'scores:',
      ...scores,
      'pay:',
      '  - for: [clerk, fitter, head]',
      '    commission:',
      '      basic: 3000元',
      ...lines.flatMap(l => entry(l.name, { ...l.def, yaml: limited(l.def.yaml) }, 6)),
      ...(heads
        ? [
            '  - for: head',
            '    lines:',
            `      upon: sum(people.net where position = "clerk") × ${share.times(Fraction.of(100)).text(0)}%`,
          ]
        : []),
      'reserves:',
      '  held: { withheld: commission × 3.3% }',
      'deductions:',
      '  at most: 20% × gross',
      '  lines:',
      '    damages: damage',
      '',
    ].join('\n')

    const roster = people.map(p =>
      [
        p.id,
        p.name,
        p.position,
        p.team,
        p.rate.text(2),
        p.damage.text(2),
        p.level.text(2),
        p.grade,
        p.paid ? 'yes' : 'no',
      ].join(','),
    )
    const rows = jobs.map(j =>
      [
        j.nr,
        j.day ?? '',
        j.who,
        j.mech ?? '',
        `"${j.crew.join('、')}"`,
        j.squad,
        j.kind,
        j.hours.text(2),
        j.fee.text(2),
        j.extra?.text(2) ?? '',
        j.void ? 'yes' : 'no',
      ].join(','),
    )
    const files = (a: readonly string[], b: readonly string[]): Record<string, string> => ({
      'scheme.yaml': scheme,
      'data/2026-07/roster.csv': `id,name,position,team,rate,damage,level,grade,active\n${a.join('\n')}\n`,
      'data/2026-07/funds.csv': `team,fund\nN,${funds.N.text(2)}\nS,${funds.S.text(2)}\n`,
      'data/2026-07/jobs.csv': `nr,day,who,mech,crew,squad,kind,hours,fee,extra,void\n${b.map(x => `${x}\n`).join('')}`,
    })

    const build = (): Shop => {
      const shop: Shop = { people: new Map(), teams: new Map(), tables: new Map(), all: undefined as never }
      Object.assign(shop, { all: new Thing(shop, 'one', [], allRules) })
      for (const p of [...people].sort((a, b) => (a.id < b.id ? -1 : 1)))
        shop.people.set(p.name, new Thing(shop, 'one', Object.entries(p), personRules))
      for (const key of ['N', 'S'] as const)
        shop.teams.set(
          key,
          new Thing(
            shop,
            'one',
            [
              ['key', key],
              ['fund', funds[key]],
            ],
            teamRules,
          ),
        )
      const counted = jobs
        .filter(j => j.day?.startsWith('2026-07') && !j.void)
        .map(
          j =>
            new Thing(
              shop,
              'row',
              Object.entries({ ...j, day: dayNumber(j.day!), crew: j.crew.join('|') }),
              table.rules,
            ),
        )
      follow(counted, ['day', 'nr'], 'who')
      shop.tables.set('jobs', () => counted)
      for (const m of made) {
        let known: Thing[] | undefined
        shop.tables.set(m.table.name, () => (known ??= this.makeRows(shop, m)))
      }
      return shop
    }
    return {
      scheme,
      files: files(roster, rows),
      shuffled: files(shuffle(r, roster), shuffle(r, rows)),
      expected: () => {
        const shop = build()
        const found: Record<string, Record<string, string>> = {}
        const nets = new Map<Thing, Fraction>()
        const sheet = (p: Thing): Record<string, string> => {
          const env: Env = { shop, me: p }
          const out: Record<string, string> = {}
          for (const name of shown) out[name] = figure(p.get(name)).text(30, true)
          const pays = [Fraction.of(3000), ...lines.map(l => largest(figure(l.def.of(env)), NONE).rounded(2))]
          out.basic = '3000.00'
          for (const [i, l] of lines.entries()) out[l.name] = pays[i + 1]!.text(2)
          const commission = total(pays)
          let gross = commission
          if (p.get('position') === 'head') {
            const upon = total(
              paid(env)
                .filter(x => x.get('position') === 'clerk')
                .map(x => nets.get(x)!),
            )
              .times(share)
              .rounded(2)
            out.upon = upon.text(2)
            gross = gross.plus(upon)
          }
          const held = commission.times(Fraction.of(33, 1000)).rounded(2)
          const due = figure(p.get('damage'))
          const taken = smallest(due, gross.over(Fraction.of(5)).rounded(2))
          const net = gross.minus(held).minus(taken)
          nets.set(p, net)
          return {
            ...out,
            gross: gross.text(2),
            held: held.text(2),
            deducted: taken.text(2),
            carried: due.minus(taken).text(2),
            net: net.text(2),
          }
        }
        const all = paid({ shop })
        for (const p of [
          ...all.filter(x => x.get('position') !== 'head'),
          ...all.filter(x => x.get('position') === 'head'),
        ])
          found[String(p.get('id'))] = sheet(p)
        return found
      },
    }
  }

  week(day: Fraction): Fraction {
    // 1970-01-01 was a Thursday.
    const weekday = ((((Number(day.top) + 3) % 7) + 7) % 7) + 1
    return day.plus(Fraction.of((this.weekEnd - weekday + 7) % 7))
  }

  /** A column that reads the row before. */
  following(place: Place, day: string): readonly (readonly [string, Kind, Def])[] {
    const name = this.name('p')
    const before = (e: Env): Thing | undefined => e.row!.before
    const numbers = this.columns(place, 'money')
    const money = numbers.length > 0 ? this.r.pick(numbers).name : undefined
    switch (this.r.int(0, 5)) {
      case 0:
        return [
          [
            name,
            'number',
            {
              yaml: `previous(${name}, 0) + 1`,
              of: e => figure(before(e)?.get(name) ?? NONE).plus(ONE),
            },
          ],
        ]
      case 1:
        if (!money) break
        return [
          [
            name,
            'money',
            {
              yaml: `previous(${name}, 0元) + ${money}`,
              of: e => figure(before(e)?.get(name) ?? NONE).plus(figure(e.row!.get(money))),
            },
          ],
        ]
      case 2:
        return [
          [
            name,
            'number',
            {
              yaml: `if previous(${day}) is blank then 0 else days between(previous(${day}), ${day})`,
              of: e => (before(e) ? figure(e.row!.get(day)).minus(figure(before(e)!.get(day))) : NONE),
            },
          ],
        ]
      case 3: {
        const c = this.truth(place)
        return [
          [
            name,
            'number',
            {
              yaml: `if ${c.text('')} then previous(${name}, 0) + 1 else 0`,
              of: e => (c.of(e) ? figure(before(e)?.get(name) ?? NONE).plus(ONE) : NONE),
            },
          ],
        ]
      }
      case 4: {
        if (!money) break
        const c = this.truth(place)
        return [
          [
            name,
            'money',
            {
              yaml: `previous(${money}, 7元 where ${c.text('')})`,
              of: e => {
                let row = before(e)
                while (row && !c.of({ shop: e.shop, row })) row = row.before
                return row ? row.get(money) : Fraction.of(7)
              },
            },
          ],
        ]
      }
      default: {
        const far = this.r.int(1, 9)
        const counted = `${name}c`
        const counts: Def = {
          yaml: `previous(${day} where ${counted}) is blank or days between(previous(${day} where ${counted}), ${day}) ≥ ${far}`,
          of: e => {
            let row = before(e)
            while (row && row.get(counted) !== true) row = row.before
            return (
              !row ||
              figure(e.row!.get(day))
                .minus(figure(row.get(day)))
                .against(Fraction.of(far)) >= 0
            )
          },
        }
        return [
          [counted, 'truth', counts],
          [
            name,
            'number',
            {
              yaml: `if ${counted} then 1 else 0`,
              of: e => (e.row!.get(counted) ? ONE : NONE),
            },
          ],
        ]
      }
    }
    return [
      [
        name,
        'number',
        {
          yaml: `previous(${name}, 0) + 2`,
          of: e => figure(before(e)?.get(name) ?? NONE).plus(Fraction.of(2)),
        },
      ],
    ]
  }

  makeRows(
    shop: Shop,
    m: { table: Table; of: string; keys: string[]; where: Term<boolean> | undefined; order: boolean },
  ): Thing[] {
    let rows = shop.tables.get(m.of)!().filter(row => !m.where || m.where.of({ shop, row }))
    if (m.keys.includes('crew') && m.of === 'jobs')
      rows = rows.flatMap(row => {
        const crew = String(row.get('crew')).split('|')
        return crew.map(one => {
          const own = new Thing(shop, 'row', [...row.cells, ['crew', one]], row.rules)
          own.before = row.before
          own.part = Fraction.of(1, crew.length)
          return own
        })
      })
    const groups = grouped(rows, row => m.keys.map(k => keyOf(row.get(k))).join('\n'))
    const made = [...groups.values()].map(list => {
      const row = new Thing(
        shop,
        'row',
        m.keys.map(k => [k, list[0]!.get(k)]),
        m.table.rules,
      )
      row.made = list
      return row
    })
    if (m.order) follow(made, [m.keys[1]!], m.keys[0]!)
    return made
  }

  /** The place of a made row among those that are alike in what `by` names. */
  place(place: Place, keys: readonly string[]): Def {
    const { r } = this
    const table = place.table!
    const person = this.columns(place, 'person')[0]?.name
    const day = this.columns(place, 'day')[0]?.name
    const rankedBy = Array.from({ length: r.int(1, 3) }, (): { less: boolean; term: Term<Fraction> } => {
      const less = r.percent(40)
      if (day !== undefined && !less && r.percent(15)) return { less, term: this.column(day) }
      return { less, term: this.term(place, r.pick(['money', 'number'] as const), 1) }
    })
    const ways: [string, Of][] = [
      ...keys.map((k): [string, Of] => [k, e => e.row!.get(k)]),
      ...(person === undefined
        ? []
        : (['team', 'grade', 'position'] as const).map((c): [string, Of] => [
            `${person}.${c}`,
            e => e.shop.people.get(String(e.row!.get(person)))!.get(c),
          ])),
    ]
    const by = shuffle(r, ways).slice(0, r.int(0, 2))
    const where = r.percent(40) ? this.truth(place) : undefined
    const low = r.percent(30)
    const terms = rankedBy.map(({ less, term }) => `${less ? '−' : ''}${term.text('')}`).join(', ')
    const tail = `${by.length > 0 ? ` by ${by.map(([text]) => text).join(', ')}` : ''}${where ? ` where ${where.text('')}` : ''}`
    return {
      yaml: JSON.stringify(`rank${low ? ' from lowest' : ''}(${terms}${tail})`),
      of: e => {
        const others = e.shop.tables.get(table.name)!()
          .map(row => ({ shop: e.shop, row }))
          .filter(other => by.every(([, of]) => isSame(of(other), of(e))) && (!where || where.of(other)))
        const ahead = others.filter(other => {
          const found = rankedBy
            .map(({ less, term }) => term.of(other).against(term.of(e)) * (less ? -1 : 1))
            .find(x => x !== 0)
          return found !== undefined && (low ? found < 0 : found > 0)
        })
        return Fraction.of(ahead.length + 1)
      },
    }
  }

  /** A figure that looks at other people. */
  among(figures: readonly Column[]): Def {
    const { r } = this
    const [a, b] = [r.pick(figures), r.pick(figures)]
    const team = r.pick(['', ' by team', ' by position'])
    const grade = r.pick(GRADES)
    const where = r.percent(40) ? ` where grade ≠ "${grade}"` : ''
    const those = (e: Env): Thing[] =>
      paid(e).filter(
        p =>
          (team === '' || p.get(team.slice(4)) === e.me!.get(team.slice(4))) &&
          (where === '' || p.get('grade') !== grade),
      )
    const get = (p: Thing, c: Column): Fraction => figure(p.get(c.name))
    switch (r.int(0, 4)) {
      case 0:
      case 1: {
        const low = r.percent(30)
        return {
          yaml: `rank${low ? ' from lowest' : ''}(${a.name}, −${b.name}${team}${where})`,
          of: e =>
            Fraction.of(
              those(e).filter(p => {
                const by = get(p, a).against(get(e.me!, a)) || -get(p, b).against(get(e.me!, b))
                return low ? by < 0 : by > 0
              }).length + 1,
            ),
        }
      }
      case 2:
        return { yaml: `sum(people.${a.name}${team}${where})`, of: e => total(those(e).map(p => get(p, a))) }
      case 3:
        return {
          yaml: `count distinct(people.${a.name}${team}${where})`,
          of: e => distinct(those(e).map(p => get(p, a))),
        }
      default:
        return {
          yaml: `if count(people${team}${where}) = 0 then ${a.kind === 'money' ? '0元' : '0'} else median(people.${a.name}${team}${where})`,
          of: e => {
            const list = those(e)
              .map(p => get(p, a))
              .sort((x, y) => x.against(y))
            if (list.length === 0) return NONE
            const half = list.length >> 1
            return list.length % 2 === 1 ? list[half]! : list[half - 1]!.plus(list[half]!).over(Fraction.of(2))
          },
        }
    }
  }
}

const CREW: Column = { name: 'crew', kind: 'person', shared: true }
const CREW_ALL: Column = { name: 'crew', kind: 'text', shared: true }
const SQUAD: Column = { name: 'squad', kind: 'text' }

const keyName = (team: Thing): string => String(team.get('key'))
const paid = (e: Pick<Env, 'shop'>): Thing[] => [...e.shop.people.values()].filter(p => p.get('paid') === true)

/** The rows that are counted for whom the figure is: of a made row those that it is made of. */
function rowsOf(
  e: Env,
  table: string,
  by: Column | 'who.team' | undefined,
  made: boolean,
): { env: Env; part: Fraction }[] {
  const { shop } = e
  if (made) return e.row!.made.map(row => ({ env: { shop, row }, part: row.part }))
  const rows = shop.tables.get(table)!()
  if (by === undefined) return rows.map(row => ({ env: { shop, row }, part: ONE }))
  const key = e.me!.has('key') ? keyName(e.me!) : String(e.me!.get('name'))
  if (by === 'who.team')
    return rows
      .filter(row => shop.people.get(String(row.get('who')))!.get('team') === key)
      .map(row => ({ env: { shop, row }, part: ONE }))
  if (by.shared)
    return rows.flatMap(row => {
      const crew = String(row.get(by.name)).split('|')
      return crew.includes(key) ? [{ env: { shop, row, me: e.me! }, part: Fraction.of(1, crew.length) }] : []
    })
  return rows.filter(row => isSame(row.get(by.name), key)).map(row => ({ env: { shop, row, me: e.me! }, part: ONE }))
}

function limited(yaml: Def['yaml']): readonly string[] {
  if (typeof yaml === 'string') return [`formula: ${yaml}`, 'not below: 0元']
  return yaml.some(line => line.startsWith('not below')) ? yaml : [...yaml, 'not below: 0元']
}

function entry(name: string, { yaml }: Def, indent: number): string[] {
  const before = ' '.repeat(indent)
  if (typeof yaml === 'string') return [`${before}${name}: ${yaml}`]
  return [`${before}${name}:`, ...yaml.map(line => `${before}  ${line}`)]
}

function shuffle<T>(r: Random, list: readonly T[]): T[] {
  const left = [...list]
  const found: T[] = []
  while (left.length > 0) found.push(...left.splice(r.int(0, left.length - 1), 1))
  return found
}
