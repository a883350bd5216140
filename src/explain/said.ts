// A formula as a sentence of a language, for whoever has never seen a scheme: names as they are, everything else in words. Takes a
// checked formula and the words of a language; gives a text. Bands with both edges, conditions, functions, rows and people.

import { byKind } from '../core/kinds.ts'
import { once } from '../core/lists.ts'
import { separated } from '../core/money.ts'
import { isPoint, POINTS } from '../core/points.ts'
import { type Band, type Bound, constantOf } from '../formula/bound.ts'
import { isTimeKind } from '../formula/kinds.ts'
import type { Part, Pass } from '../formula/tree.ts'
import type { Type } from '../formula/types.ts'
import type { BandWords, Compared, EdgeWords, FormulaWords } from '../words/formula.ts'

/** What binds how strongly; brackets stand around what binds less than what is around it. A phrase is several words for one figure. */
export const LEVEL = {
  sentence: 0,
  or: 1,
  and: 2,
  compare: 4,
  phrase: 5,
  '+': 6,
  '−': 6,
  '×': 7,
  '÷': 7,
  name: 8,
} as const

/** Brackets where they are due. */
export function bracketed(text: string, level: number, outer: number): string {
  return level < outer ? `(${text})` : text
}

interface Sayer {
  readonly words: FormulaWords
  readonly outer: number
}

/** What was said already, by what it stands in: thousands of people read the same formulas. */
const before = new WeakMap<FormulaWords, WeakMap<Bound, string[]>>()

/** The sentence of a formula; `outer`: how strongly binds what it stands in. */
export function said(bound: Bound, words: FormulaWords, outer: number = LEVEL.sentence): string {
  if (bound.says !== undefined) return bound.says
  return workedOut(bound, words, outer)
}

/** The same of a formula that has a sentence of the policy beside it: what is worked out, for whoever asks for that. */
export function formulaSaid(bound: Bound, words: FormulaWords): string {
  return workedOut(bound, words, LEVEL.sentence)
}

function workedOut(bound: Bound, words: FormulaWords, outer: number): string {
  const known = once(before, words, () => new WeakMap<Bound, string[]>())
  const texts = once(known, bound, (): string[] => [])
  texts[outer] ??= byKind(SAID, bound, { words, outer })
  return texts[outer]
}

/** A condition: what is yes or no by itself is said to be so. */
export function conditionSaid(bound: Bound, words: FormulaWords, outer: number = LEVEL.sentence): string {
  if (bound.type.kind !== 'yes/no' || ASKING.has(bound.kind)) return said(bound, words, outer)
  return bracketed(words.holds(said(bound, words, LEVEL.phrase), true), LEVEL.compare, outer)
}

const ASKING: ReadonlySet<Bound['kind']> = new Set(['compare', 'logic', 'not', 'is blank', 'in', 'has', 'literal'])

/** A band by its edges: “more than 3%, at most 5%”. */
export function bandSaid(band: Band, words: FormulaWords): string {
  return words.band(bandWords(band, words))
}

/** The edges of a band, for whoever says it. */
export function bandWords({ lower, upper, result }: Band, words: FormulaWords): BandWords {
  const side = (of: Band['lower']): EdgeWords | undefined =>
    of && { edge: said(of.edge, words, LEVEL.phrase), inclusive: of.inclusive }
  const type = (lower ?? upper)?.edge.type
  return {
    ...{ lower: side(lower), upper: side(upper), of: type ? comparedAs(type) : 'figure' },
    refused: result.kind === 'refuse' ? result.note : undefined,
  }
}

/** What kind of relation stands between values of a type. */
export function comparedAs({ kind }: Type): Compared {
  return isTimeKind(kind) ? 'time' : TEXTS.has(kind) ? 'text' : 'figure'
}

const TEXTS: ReadonlySet<Type['kind']> = new Set(['text', 'list', 'person', 'yes/no'])

/** A function in words, of what is said for its arguments: one that limits a figure by a fixed one says so. */
export function functionSaid(
  { name, args, type }: Part<'function'>,
  words: FormulaWords,
  say: (i: number, outer: number) => string,
  outer: number,
): string {
  if (name === 'min' || name === 'max') {
    const fixed = args.findIndex(arg => constantOf(arg) !== undefined)
    const open = args.findIndex(arg => constantOf(arg) === undefined)
    if (args.length === 2 && fixed >= 0 && open >= 0) {
      const [of, limit] = [say(open, LEVEL.phrase), say(fixed, LEVEL.name)]
      return bracketed(name === 'min' ? words.atMost(of, limit) : words.atLeast(of, limit), LEVEL.sentence, outer)
    }
    const all = args.map((_, i) => say(i, LEVEL.phrase))
    const text = isTimeKind(type.kind) ? words.furthest[name](all) : words.functions[name](all)
    return bracketed(text, LEVEL.phrase, outer)
  }
  const level = INNER[name] ?? LEVEL['+']
  const text = words.functions[name](args.map((_, i) => say(i, level)))
  return bracketed(text, name === 'sum' ? LEVEL['+'] : LEVEL.phrase, outer)
}

/** Functions whose arguments stand without brackets. */
const INNER: Partial<Record<Part<'function'>['name'], number>> = {
  'how many': LEVEL.and,
  'less the better': LEVEL.name,
}

const atSign = (text: string): string => text.replace(/(?<![\d.])\d{4,}(?=$|\.|\D)/g, whole => separated(whole))

function literalSaid({ value, type, text }: Part<'literal'>, words: FormulaWords): string {
  if (value === null) return words.blank
  if (typeof value === 'boolean') return words.truth(value)
  if (typeof value === 'string') return words.text(value)
  if (typeof value === 'number') return isPoint(type.kind) ? POINTS[type.kind].text(value) : text
  return atSign(text)
}

/** Whose rows a column of the table tells apart. */
function ownerOf({ type }: Bound): 'person' | 'group' {
  return type.kind === 'person' ? 'person' : 'group'
}

/** A name, with the table that it is of where the scheme tells it apart by that. */
function named(name: string, { text }: Bound, words: FormulaWords): string {
  const owner = text.endsWith(`.${name}`) ? text.slice(0, -name.length - 1) : ''
  return owner === '' || SECTIONS.has(owner) ? name : words.ownedBy(owner, name)
}

const SECTIONS: ReadonlySet<string> = new Set([
  'people',
  'values',
  'scores',
  'scorecards',
  'parameters',
  'pay',
  'lines',
  'deductions',
  'reserves',
  'rows',
  'groups',
])

const SAID: Pass<string, [Sayer]> = {
  literal: (bound, { words }) => literalSaid(bound, words),
  column: (bound, { words }) => named(bound.column.name, bound, words),
  'row column': ({ column }) => column.name,
  owned: ({ whose, figure }, { words, outer }) =>
    bracketed(words.ownedBy(said(whose, words, LEVEL.phrase), said(figure, words, LEVEL.phrase)), LEVEL.phrase, outer),
  key: ({ of }, { words }) => words.list(of.map(one => said(one, words, LEVEL.phrase))),
  calendar: ({ which }, { words }) => words.calendar[which],
  earlier: ({ column, take, months }, { words, outer }) =>
    bracketed(words.earlier[take]({ of: column.name, months }), LEVEL.phrase, outer),
  negate: ({ of }, { words, outer }) => bracketed(`−${said(of, words, LEVEL.name)}`, LEVEL['×'], outer),
  not: ({ of }, { words, outer }) =>
    of.kind === 'column' || of.kind === 'row column'
      ? bracketed(words.holds(said(of, words, LEVEL.phrase), false), LEVEL.compare, outer)
      : bracketed(words.not(conditionSaid(of, words)), LEVEL.compare, outer),
  arithmetic: ({ sign, left, right }, { words, outer }) => {
    const level = LEVEL[sign]
    return bracketed(`${said(left, words, level)} ${sign} ${said(right, words, level + 1)}`, level, outer)
  },
  compare: ({ sign, left, right }, { words, outer }) => {
    const [a, b] = [said(left, words, LEVEL.phrase), said(right, words, LEVEL.phrase)]
    return bracketed(words.compare(a, sign, b, comparedAs(left.type)), LEVEL.compare, outer)
  },
  logic: ({ word, left, right }, { words, outer }) => {
    const all = [left, right].map(side => conditionSaid(side, words, LEVEL[word]))
    return bracketed(words[word](all), LEVEL[word], outer)
  },
  'is blank': ({ of, negated }, { words, outer }) =>
    bracketed(words.isBlank(said(of, words, LEVEL.phrase), negated), LEVEL.compare, outer),
  in: ({ of, items, negated }, { words, outer }) => {
    const all = items.map(item => said(item, words, LEVEL.phrase))
    return bracketed(words.isIn(said(of, words, LEVEL.phrase), all, negated), LEVEL.compare, outer)
  },
  has: ({ of, item }, { words, outer }) =>
    bracketed(words.has(said(of, words, LEVEL.phrase), said(item, words, LEVEL.phrase)), LEVEL.compare, outer),
  refuse: ({ note }, { words, outer }) => bracketed(words.refuse(note), LEVEL.sentence, outer),
  if: ({ test, yes, no }, { words, outer }) =>
    bracketed(words.choose(conditionSaid(test, words), said(yes, words), said(no, words)), LEVEL.sentence, outer),
  function: (bound, { words, outer }) =>
    functionSaid(
      bound,
      words,
      (i, level) => {
        const arg = bound.args[i]!
        return bound.name === 'how many' ? conditionSaid(arg, words, level) : said(arg, words, level)
      },
      outer,
    ),
  measure: ({ measure: { table, aggregate, of, by, where }, key, home }, { words, outer }) => {
    const whose = key ?? by
    // Rows of whoever is asked about: a condition like others where the language has it so.
    const own =
      key || home === 'row' || by?.kind !== 'row column' ? undefined : words.own?.(by.column.name, ownerOf(by))
    const asked = where && conditionSaid(where, words, own === undefined ? LEVEL.sentence : LEVEL.and)
    const from = words.from(
      table,
      own === undefined ? asked : words.and([own, ...(asked === undefined ? [] : [asked])]),
    )
    const figure = words.ofRows[aggregate](of ? said(of, words, LEVEL.name) : '', from)
    if (!whose || own !== undefined) return bracketed(figure, words.own ? LEVEL.name : LEVEL.phrase, outer)
    return bracketed(words.by(figure, said(whose, words, LEVEL.phrase)), LEVEL.phrase, outer)
  },
  people: ({ aggregate, of, by, where }, { words, outer }) => {
    const from = words.people(where && conditionSaid(where, words), by?.name)
    const figure = words.ofPeople[aggregate](of ? said(of, words, LEVEL.name) : '', from)
    return bracketed(figure, words.own ? LEVEL.name : LEVEL.phrase, outer)
  },
  previous: ({ of, where, otherwise }, { words, outer }) => {
    const rest = otherwise && said(otherwise, words, LEVEL.phrase)
    const text = words.previous(said(of, words, LEVEL.name), where && conditionSaid(where, words), rest)
    return bracketed(text, LEVEL.phrase, outer)
  },
  rank: ({ lowestFirst, of, then, by, where }, { words, outer }) => {
    const figure = words.list([of, ...then].map(one => said(one, words, LEVEL.name)))
    const from = words.people(where && conditionSaid(where, words))
    return bracketed(words.rank(figure, lowestFirst, from, by?.name), LEVEL.phrase, outer)
  },
  'row rank': ({ table, lowestFirst, of, then, by, where }, { words, outer }) => {
    const figure = words.list([of, ...then].map(one => said(one, words, LEVEL.name)))
    const from = words.from(table, where && conditionSaid(where, words))
    return bracketed(words.rank(figure, lowestFirst, from, by && said(by, words, LEVEL.phrase)), LEVEL.phrase, outer)
  },
  share: ({ pool, whole, weight, where }, { words, outer }) => {
    const [of, by] = [said(pool, words, LEVEL['×']), said(weight, words, LEVEL.name)]
    const text = words.share(of, by, whole && said(whole, words, LEVEL.name), where && conditionSaid(where, words))
    return bracketed(text, whole ? LEVEL['×'] : LEVEL.phrase, outer)
  },
  bands: ({ of, bands, marginal }, { words, outer }) => {
    const entries = bands.map(band => words.gives(bandSaid(band, words), said(band.result, words)))
    const figure = said(of, words, LEVEL.phrase)
    return bracketed(marginal ? words.slices(figure, entries) : words.oneOf(figure, entries), LEVEL.sentence, outer)
  },
  choice: ({ of, cases, otherwise }, { words, outer }) => {
    const entries = cases.map(({ values, result }) => words.gives(words.list(values), said(result, words)))
    const rest = otherwise ? [words.gives(words.otherwise, said(otherwise, words))] : []
    return bracketed(words.oneOf(said(of, words, LEVEL.phrase), [...entries, ...rest]), LEVEL.sentence, outer)
  },
  weighted: ({ parts }, { words, outer }) => {
    const all = parts.map(({ of, weight }) => `${said(of, words, LEVEL['×'])} × ${said(weight, words, LEVEL.name)}`)
    return bracketed(all.join(' + '), LEVEL['+'], outer)
  },
  items: ({ items }, { outer }) => bracketed(items.map(i => i.name).join(' + '), LEVEL['+'], outer),
  lines: ({ which }, { words }) => words.lines[which],
  // That nothing falls below zero where nothing else is said is a rule of all items, and stands where it bites.
  clamp: ({ of, low, high }, { words, outer }) => {
    if (low?.at === of.at && !high) return said(of, words, outer)
    const bare = said(of, words, LEVEL.phrase)
    const least = low ? words.atLeast(bare, said(low, words, LEVEL.phrase)) : bare
    const text = high ? words.atMost(least, said(high, words, LEVEL.phrase)) : least
    return bracketed(text, LEVEL.sentence, outer)
  },
  // What a key of the scheme rounds stands among the steps; what a formula itself rounds stands in its words.
  round: ({ text, of, places, mode }, { words, outer }) =>
    text === of.text
      ? said(of, words, outer)
      : bracketed(words.rounded(said(of, words, LEVEL.phrase), places, mode), LEVEL.sentence, outer),
}
