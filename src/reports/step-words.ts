// The words of steps in both languages, for terminals, statements and sheets alike: a line each that can be worked out again from
// what stands in it. Takes steps; gives lines.

import type { RoundingMode } from '../core/decimal.ts'
import type { Step } from '../explain/steps.ts'

type Of<K extends Step['kind']> = Extract<Step, { kind: K }>

interface StepWords {
  readonly condition: (step: Of<'condition'>) => string
  readonly gives: (what: string, figure: string) => string
  readonly edges: (edges: readonly string[]) => string
  readonly limited: (step: Of<'limited'>) => string
  readonly rounded: (step: Of<'rounded'>) => string
  readonly slice: (step: Of<'slice'>) => string
  readonly share: (step: Of<'share'>) => string
  readonly rank: (step: Of<'rank'>) => string
  readonly people: (step: Of<'people'>) => string
  readonly earlier: (step: Of<'earlier'>) => string
  readonly item: (step: Of<'item'>, steps: readonly string[]) => string
  readonly join: string
}

const PLACES_EN: Record<RoundingMode, string> = {
  'half up': 'rounded',
  'half even': 'rounded half to even',
  up: 'rounded up',
  down: 'rounded down',
}

const PLACES_ZH: Record<RoundingMode, string> = {
  'half up': '四舍五入',
  'half even': '四舍六入五成双',
  up: '向上进位',
  down: '向下舍去',
}

const EN: StepWords = {
  condition: ({ formula, text, result, taken }) =>
    `${taken === '' ? 'when' : 'if'} ${text === result ? formula : text} → ${result}`,
  gives: (what, figure) => (what === figure ? figure : `${what} = ${figure}`),
  edges: edges => ` (${edges.join(', ')})`,
  limited: ({ formula, by, from, limit, to }) =>
    `${part(formula, from)}${from} is ${by === 'low' ? 'below' : 'above'} the limit${limit === to ? '' : ` ${limit}`} → ${to}`,
  rounded: ({ formula, from, places, mode, to }) =>
    `${part(formula, from)}${from}, ${PLACES_EN[mode]} to ${places === 0 ? 'a whole number' : places === 1 ? '1 place' : `${places} places`} = ${to}`,
  slice: ({ band, width, rate, part: share }) => `${band}: ${width} × ${rate} = ${share}`,
  share: ({ formula, pool, weight, all, members, exact, result }) =>
    `${part(formula, pool)}${pool} × ${weight} ÷ ${all} = ${exact}, divided among ${members} to the fen = ${result}`,
  rank: ({ formula, value, better, of, result }) =>
    `${formula} = place ${result}: ${value} among ${of}, ${better} before it`,
  people: ({ formula, of, result }) =>
    `${formula} = ${result}, of ${of.length === 1 ? '1 person' : `${of.length} people`}`,
  earlier: ({ formula, months, result }) =>
    `${formula} = ${result}: ${months.length === 0 ? 'no earlier month has it' : months.map(m => `${m.month} ${m.value}`).join(', ')}`,
  item: ({ name, value, how }, steps) => `${name} ${value}: ${steps.length === 0 ? how : steps.join('; ')}`,
  join: '; ',
}

const ZH: StepWords = {
  condition: ({ formula, text, result, taken }) =>
    `${taken === '' ? '条件' : '如果'} ${text === result ? formula : text} → ${result}`,
  gives: EN.gives,
  edges: edges => `（${edges.join('，')}）`,
  limited: ({ formula, by, from, limit, to }) =>
    `${part(formula, from)}${from} ${by === 'low' ? '低于下限' : '高于上限'}${limit === to ? '' : ` ${limit}`} → ${to}`,
  rounded: ({ formula, from, places, mode, to }) =>
    `${part(formula, from)}${from}，${PLACES_ZH[mode]}到${places === 0 ? '整数' : ` ${places} 位小数`} = ${to}`,
  slice: ({ band, width, rate, part: share }) => `${band}：${width} × ${rate} = ${share}`,
  share: ({ formula, pool, weight, all, members, exact, result }) =>
    `${part(formula, pool)}${pool} × ${weight} ÷ ${all} = ${exact}，由 ${members} 人分配到分 = ${result}`,
  rank: ({ formula, value, better, of, result }) =>
    `${formula} = 第 ${result} 名：${value}，共 ${of} 人，前面 ${better} 人`,
  people: ({ formula, of, result }) => `${formula} = ${result}，共 ${of.length} 人`,
  earlier: ({ formula, months, result }) =>
    `${formula} = ${result}：${months.length === 0 ? '以前月份没有' : months.map(m => `${m.month} ${m.value}`).join('，')}`,
  item: ({ name, value, how }, steps) => `${name} ${value}：${steps.length === 0 ? how : steps.join('；')}`,
  join: '；',
}

const WORDS: { readonly en: StepWords; readonly zh: StepWords } = { en: EN, zh: ZH }

function part(formula: string | undefined, value: string): string {
  return formula === undefined || formula === value ? '' : `${formula} = `
}

/** A step in words: a line, and for figures of people a line for each of them. */
export function stepTexts(step: Step, language: 'en' | 'zh'): string[] {
  const w = WORDS[language]
  switch (step.kind) {
    case 'arithmetic':
      return [`${step.formula ?? ''}${step.formula === undefined ? '' : ' '}= ${step.text} = ${step.result}`]
    case 'condition':
      return [w.condition(step)]
    case 'band':
      return [
        `${step.of} ${step.value} → ${step.band}${step.edges.length > 0 ? w.edges(step.edges) : ''}: ${w.gives(step.result, step.gives)}`,
      ]
    case 'choice':
      return [`${step.of} ${step.value} → ${w.gives(step.result, step.gives)}`]
    case 'slice':
      return [w.slice(step)]
    case 'item':
      return [w.item(step, oneLine(step.steps, language))]
    case 'limited':
      return [w.limited(step)]
    case 'rounded':
      return [w.rounded(step)]
    case 'share':
      return [w.share(step)]
    case 'rank':
      return [w.rank(step)]
    case 'people':
      return [w.people(step), ...step.of.map(({ who, value }) => `  ${who}  ${value}`)]
    case 'earlier':
      return [w.earlier(step)]
    default: {
      const never: never = step
      return never
    }
  }
}

/**
 * What happened in a formula, a line each. What goes on with the figure that the line before came to stands on that line; the
 * result of the last step is that of the formula, which stands beside it.
 */
export function stepLines(steps: readonly Step[], language: 'en' | 'zh'): string[] {
  const lines: string[] = []
  for (const [i, step] of steps.entries()) {
    const before = steps[i - 1]
    const [first = '', ...more] = stepTexts(step, language)
    const from = before && goesOn(before, step)
    if (from === undefined) lines.push(first, ...more)
    else lines.push(`${lines.pop()!}${first.slice(first.indexOf(from) + from.length)}`, ...more)
  }
  const last = steps.at(-1)
  if (last && (last.kind === 'arithmetic' || last.kind === 'rounded') && last.formula === undefined) {
    const result = ` = ${last.kind === 'rounded' ? last.to : last.result}`
    lines.push(lines.pop()!.slice(0, -result.length))
  }
  return lines
}

/** The figure that a step takes from the step before it, where that ends with it. */
function goesOn(before: Step, step: Step): string | undefined {
  if (before.kind !== 'arithmetic' && before.kind !== 'rounded') return undefined
  const result = before.kind === 'rounded' ? before.to : before.result
  if (step.kind === 'band') return before.formula === step.of && result === step.value ? result : undefined
  if (step.kind !== 'rounded' && step.kind !== 'limited') return undefined
  const same = step.formula === undefined ? before.formula === undefined : step.of === before.formula
  return same && result === step.from ? result : undefined
}

function oneLine(steps: readonly Step[], language: 'en' | 'zh'): string[] {
  return stepLines(steps, language).map(line => line.trim().replace(/^= /, ''))
}

/** What happened in a formula in one line; the words of the formula where nothing did. */
export function howText(steps: readonly Step[], formula: string, language: 'en' | 'zh'): string {
  return steps.length === 0 ? formula : oneLine(steps, language).join(WORDS[language].join)
}
