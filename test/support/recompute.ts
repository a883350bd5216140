// Works out again what an explanation prints: reads the arithmetic, bands, limits and roundings of its steps as texts, with
// exact decimals and an evaluator of its own, and says which of them do not come to what they say.

import { Decimal as Library } from 'decimal.js'
import type { Step } from '../../src/explain/steps.ts'

const Exact = Library.clone({ precision: 120, toExpNeg: -9e15, toExpPos: 9e15 })
type Decimal = Library
type Value = Decimal | string | boolean | null

const FUNCTIONS: Record<string, (args: readonly Value[]) => Value> = {
  min: args => best(args, -1),
  max: args => best(args, 1),
  sum: args => args.map(figure).reduce((a, b) => a.plus(b)),
  average: args => FUNCTIONS.sum!(args) && figure(FUNCTIONS.sum!(args)!).div(args.length),
  absolute: ([a]) => figure(a!).abs(),
  'full units': ([a, b]) => Exact.max(0, settle(figure(a!).div(figure(b!))).floor()),
  'started units': ([a, b]) => Exact.max(0, settle(figure(a!).div(figure(b!))).ceil()),
  'less the better': ([a, b]) => (figure(a!).isZero() ? new Exact(1) : figure(b!).div(figure(a!))),
  'how many': args => new Exact(args.filter(x => x === true).length),
  'months between': ([a, b]) => {
    const [from, to] = [String(a), String(b)].map(day => day.split('-').map(Number))
    return new Exact((to![0]! - from![0]!) * 12 + to![1]! - from![1]! - (to![2]! < from![2]! ? 1 : 0))
  },
}

function best(args: readonly Value[], sign: number): Value {
  return args.reduce((a, b) => (Math.sign(order(b, a)) === sign ? b : a))
}

function figure(value: Value): Decimal {
  if (value instanceof Library) return value
  throw new Error(`no figure: ${String(value)}`)
}

const settle = (x: Decimal): Decimal => x.toDecimalPlaces(40, Library.ROUND_HALF_UP)

function order(a: Value, b: Value): number {
  if (a instanceof Library && b instanceof Library) return settle(a).cmp(settle(b))
  return a === b ? 0 : String(a) < String(b) ? -1 : 1
}

const TOKEN =
  /\s*(\d{4}-\d{2}-\d{2}|[¥￥$£€]?\d+(?:,\d{3}(?!\d))*(?:\.\d+)?\s?(?:%|％|元)?|[“"][^”"]*[”"]|full units|started units|less the better|how many|months between|is not blank|is blank|not in|[a-z]+|[()（）,，]|[+−×÷=≠<≤>≥*/-]|–)/y

/** The value of arithmetic as it is printed. */
export function printedValue(text: string): Value {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match) throw new Error(`can't read “${text.slice(at)}”`)
    tokens.push(match[1]!)
  }
  let next = 0
  const peek = (): string | undefined => tokens[next]
  const take = (...words: string[]): string | undefined => (words.includes(peek() ?? '') ? tokens[next++] : undefined)
  const either = (): Value => {
    let value = both()
    while (take('or')) {
      const right = both()
      value = value === true || right === true
    }
    return value
  }
  const both = (): Value => {
    let value = negation()
    while (take('and')) {
      const right = negation()
      value = value === true && right === true
    }
    return value
  }
  const negation = (): Value => (take('not') ? negation() !== true : comparison())
  const comparison = (): Value => {
    const left = sum()
    if (take('is blank')) return left === null
    if (take('is not blank')) return left !== null
    const among = take('in', 'not in')
    if (among) return list().some(item => order(item, left) === 0) === (among === 'in')
    if (take('has')) {
      const item = sum()
      return left !== null && String(left).split('、').includes(String(item))
    }
    const sign = take('=', '≠', '<', '≤', '>', '≥')
    if (!sign) return left
    const by = order(left, sum())
    return { '=': by === 0, '≠': by !== 0, '<': by < 0, '≤': by <= 0, '>': by > 0, '≥': by >= 0 }[sign]!
  }
  const sum = (): Value => {
    let value = product()
    for (let sign = take('+', '−', '-'); sign; sign = take('+', '−', '-')) {
      const right = product()
      if (typeof value === 'string' && /^\d{4}-/.test(value)) value = days(value, sign, right)
      else value = sign === '+' ? figure(value).plus(figure(right)) : figure(value).minus(figure(right))
    }
    return value
  }
  const product = (): Value => {
    let value = single()
    for (let sign = take('×', '÷', '*', '/'); sign; sign = take('×', '÷', '*', '/')) {
      const right = figure(single())
      value = sign === '×' || sign === '*' ? figure(value).times(right) : figure(value).div(right)
    }
    return value
  }
  const list = (): Value[] => {
    const items: Value[] = []
    if (!take('(', '（')) throw new Error(`no list in “${text}”`)
    while (!take(')', '）')) {
      items.push(either())
      take(',', '，')
    }
    return items
  }
  const single = (): Value => {
    if (take('−', '-')) return figure(single()).neg()
    if (peek() === '(' || peek() === '（') return list()[0]!
    const token = tokens[next++]
    if (token === undefined) throw new Error(`“${text}” ends early`)
    if (Object.hasOwn(FUNCTIONS, token)) return FUNCTIONS[token]!(list())
    if (token === '–') return null
    if (token === 'yes' || token === 'no') return token === 'yes'
    if (/^\d{4}-\d{2}-\d{2}$/.test(token)) return token
    if (/^[“"]/.test(token)) return token.slice(1, -1)
    const digits = token.replace(/[¥￥$£€,元%％\s]/g, '')
    if (!/^\d/.test(digits)) throw new Error(`“${token}” in “${text}” is no value`)
    return /[%％]/.test(token) ? new Exact(digits).div(100) : new Exact(digits)
  }
  const value = either()
  if (next < tokens.length) throw new Error(`“${text}”: ${tokens.slice(next).join(' ')} is left`)
  return value
}

function days(from: string, sign: string, right: Value): Value {
  const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000
  if (typeof right === 'string') return new Exact(day(from) - day(right))
  const moved = day(from) + figure(right).toNumber() * (sign === '+' ? 1 : -1)
  return new Date(moved * 86_400_000).toISOString().slice(0, 10)
}

/** True where two texts are one value; a figure that goes on is printed to its 40th place. */
function same(a: Value, text: string): boolean {
  if (typeof a === 'string') return a === text.replace(/^[“"]|[”"]$/g, '')
  const b = printedValue(text)
  if (!(a instanceof Library) || !(b instanceof Library)) return a === b
  return a.minus(b).abs().lte(Exact.max(1, b.abs()).times('1e-30'))
}

/** True where two printed values are one. */
export function sameValue(a: string, b: string): boolean {
  return bare(a) === bare(b) || same(printedValue(a), b)
}

const bare = (text: string): string => text.replace(/^[“"]|[”"]$/g, '')

const MODES = {
  'half up': Library.ROUND_HALF_UP,
  'half even': Library.ROUND_HALF_EVEN,
  up: Library.ROUND_UP,
  down: Library.ROUND_DOWN,
} as const

/** What of some steps does not come to what they say. */
export function wrongSteps(steps: readonly Step[]): string[] {
  return steps.flatMap(step => {
    try {
      return isRight(step) ? [] : [JSON.stringify(step)]
    } catch (error) {
      return [`${(error as Error).message}: ${JSON.stringify(step)}`]
    }
  })
}

function isRight(step: Step): boolean {
  switch (step.kind) {
    case 'arithmetic':
    case 'condition':
      return same(
        printedValue(/^\p{L}/u.test(step.text) && step.text === step.result ? `“${step.text}”` : step.text),
        step.result,
      )
    case 'rounded':
      return settle(figure(printedValue(step.from)))
        .toDecimalPlaces(step.places, MODES[step.mode])
        .eq(figure(printedValue(step.to)))
    case 'limited':
      return order(printedValue(step.from), printedValue(step.to)) === (step.by === 'low' ? -1 : 1)
    case 'slice':
      return same(figure(printedValue(step.width)).times(figure(printedValue(step.rate))), step.part)
    case 'band':
      return inBand(figure(printedValue(step.value)), step.band, step.edges)
    case 'choice':
      return step.value !== '' && step.gives !== ''
    case 'changed':
      return step.from !== step.to
    case 'item': {
      const last = step.steps.at(-1)
      return (
        wrongSteps(step.steps).length === 0 &&
        (!last || resultOf(last) === undefined || same(printedValue(resultOf(last)!), step.value))
      )
    }
    case 'share': {
      const exact = figure(printedValue(step.pool))
        .times(figure(printedValue(step.weight)))
        .div(figure(printedValue(step.all)))
      return (
        same(exact, step.exact) &&
        exact
          .minus(figure(printedValue(step.result)))
          .abs()
          .lt('0.01')
      )
    }
    case 'rank':
      return `${step.better + 1}` === step.result && step.better < Math.max(step.of, 1)
    case 'people':
      return ofPeople(
        step.aggregate,
        step.of.map(o => o.value),
        step.result,
      )
    case 'earlier': {
      const take = /^(earlier sum|earlier average|earlier min|earlier max|earlier count|earlier|carried)/.exec(
        step.formula,
      )![1]!
      const values = step.months.map(m => m.value)
      if (take === 'earlier' || take === 'carried') return values.length === 0 || values[0] === step.result
      return ofPeople(take.slice('earlier '.length), values, step.result)
    }
    default: {
      const never: never = step
      return never
    }
  }
}

/** What a step came to, where it says so as a value. */
export function resultOf(step: Step): string | undefined {
  switch (step.kind) {
    case 'rounded':
    case 'limited':
      return step.to
    case 'arithmetic':
    case 'share':
    case 'rank':
    case 'people':
    case 'earlier':
      return step.result
    case 'band':
    case 'choice':
      return step.gives
    case 'condition':
    case 'slice':
    case 'item':
    case 'changed':
      return undefined
    default: {
      const never: never = step
      return never
    }
  }
}

function ofPeople(aggregate: string, values: readonly string[], result: string): boolean {
  if (aggregate === 'count') return `${values.length}` === result
  if (aggregate === 'count distinct') return `${new Set(values).size}` === result
  if (values.length === 0) return result === '–' || figure(printedValue(result)).isZero()
  const figures = values.map(text => figure(printedValue(text))).sort((a, b) => a.cmp(b))
  const sum = figures.reduce((a, b) => a.plus(b), new Exact(0))
  const middle = figures.length >> 1
  const all: Record<string, Decimal> = {
    sum,
    average: sum.div(figures.length),
    min: figures[0]!,
    max: figures.at(-1)!,
    median: figures.length % 2 === 1 ? figures[middle]! : figures[middle - 1]!.plus(figures[middle]!).div(2),
  }
  return same(all[aggregate]!, result)
}

function inBand(value: Decimal, band: string, edges: readonly string[]): boolean {
  const named = new Map(edges.map(edge => edge.split(' = ') as [string, string]))
  const edge = (text: string): Decimal => figure(printedValue(named.get(text) ?? text))
  const [, word, rest] = /^(up to|under|below|from|above) (.+)$/.exec(band) ?? []
  if (word && rest) {
    const by = order(value, edge(rest))
    return { 'up to': by <= 0, under: by < 0, below: by < 0, from: by >= 0, above: by > 0 }[word]!
  }
  if (['otherwise', 'above', 'below'].includes(band)) return true
  const [low, high = low] = band.split(' to ')
  return order(value, edge(low!)) >= 0 && order(value, edge(high!)) <= 0
}
