// A comparison in words: names of classes and figures, causes, the sentence of a bridge; the document that `--json` prints
// and the sheet that `--csv` writes. Takes what explain/compare gives; adds nothing to it.

import { type Decimal, decimal, ZERO } from '../core/decimal.ts'
import { amountForPeople, amountText } from '../core/money.ts'
import { peopleStyle, valueText } from '../explain/arithmetic-text.ts'
import type { Bridge, Cause, CauseFigure } from '../explain/bridge.ts'
import type { Comparison, Difference, DifferenceClass } from '../explain/compare.ts'
import type { SumWords } from '../explain/outside-sheet.ts'
import type { Language } from '../words/language.ts'
import { figureTitle } from './figure-columns.ts'
import { LABELS } from './labels.ts'
import type { Sheet } from './sheet.ts'
import { amount, text } from './sheet-parts.ts'

const EN = {
  classes: {
    missing: 'missing',
    extra: 'extra',
    timing: 'timing',
    rate: 'rate',
    score: 'score',
    input: 'input',
    rounding: 'rounding',
    unexplained: 'unexplained',
    sum: 'sum',
  } as Record<DifferenceClass, string>,
  class: 'Class',
  count: 'Count',
  amount: 'Amount',
  figure: 'Figure',
  why: 'Why',
  person: 'the whole person',
  definition: (name: string): string => `${name} (scheme)`,
  scheme: 'the scheme',
  people: 'who is paid',
  calendar: 'the month',
  opening: 'carried over from earlier months',
  reserves: 'reserves',
  rest: 'not explained',
  others: (name: string): string => `${name} of others`,
  smaller: (n: number, worth: string): string => `and ${n} smaller: ${worth}`,
  earlier: (name: string, month: string): string => `as with ${name} of ${month}`,
  band: (name: string, band: string): string => `as with the band “${band}” of ${name}`,
  without: (name: string): string => `as without ${name}`,
  unrounded: (name: string): string => `as with ${name} not rounded`,
  month: (month: string): string => `as in ${month}`,
  heading: (a: string, b: string): string => `${a} → ${b}`,
  counted: (compared: number, differ: number): string =>
    `${compared === 1 ? '1 person' : `${compared} people`} compared, ${differ === 0 ? 'nothing differs' : `${differ} ${differ === 1 ? 'differs' : 'differ'}`}`,
  notCompared: 'Not compared',
  list: 'Differences',
  listed: (file: string): string => `List of differences: ${file}`,
}

type Words = typeof EN

const ZH: Words = {
  classes: {
    missing: '缺少',
    extra: '多出',
    timing: '跨月',
    rate: '标准',
    score: '考核',
    input: '数据',
    rounding: '尾差',
    unexplained: '原因不明',
    sum: '合计',
  },
  class: '类别',
  count: '项数',
  amount: '影响实发',
  figure: '项目',
  why: '说明',
  person: '整个人',
  definition: name => `${name}（方案）`,
  scheme: '方案',
  people: '发放人员',
  calendar: '月份',
  opening: '以前月份结转',
  reserves: '预留',
  rest: '未能解释',
  others: name => `他人的${name}`,
  smaller: (n, worth) => `另有 ${n} 项较小：${worth}`,
  earlier: (name, month) => `与按 ${month} 的${name}计算相同`,
  band: (name, band) => `与${name}取“${band}”一档相同`,
  without: name => `与不乘${name}相同`,
  unrounded: name => `与${name}不舍入相同`,
  month: month => `与 ${month} 相同`,
  heading: (a, b) => `${a} → ${b}`,
  counted: (compared, differ) => `比较 ${compared} 人，${differ === 0 ? '没有差异' : `${differ} 人有差异`}`,
  notCompared: '未比较的列',
  list: '差异',
  listed: file => `差异清单：${file}`,
}

export function comparisonWords(language: Language): Words {
  return language === 'zh' ? ZH : EN
}

const BOTH = (['zh', 'en'] as const).map(language => LABELS[language])

/** Headers under which sums and people may stand in a sheet from outside. */
export const SHEET_WORDS: SumWords = {
  id: BOTH.map(l => l.id),
  name: BOTH.map(l => l.name),
  correction: BOTH.map(l => l.correction),
  gross: [...BOTH.map(l => l.gross), '应发合计', '应发', 'Gross'],
  forfeited: BOTH.map(l => l.forfeitedNow),
  deducted: [...BOTH.map(l => l.deducted), '扣款'],
  carried: BOTH.map(l => l.carried),
  net: [...BOTH.map(l => l.net), '实发合计', '实发', 'Net'],
}

/** A figure's name. */
export function figureName({ kind, name }: Pick<Difference, 'kind' | 'name'>, language: Language): string {
  return kind === 'person' ? comparisonWords(language).person : figureTitle(kind, name, LABELS[language])
}

/** `+200.00`, `−51.70`. */
export function signed(value: Decimal): string {
  return value.isNegative() && !value.isZero() ? `−${amountForPeople(value.neg())}` : `+${amountForPeople(value)}`
}

/** Why a figure differs, where more than its class can be told. */
export function whyText({ hint, month }: Difference, language: Language): string {
  const w = comparisonWords(language)
  if (month !== undefined) return w.month(month)
  if (!hint) return ''
  if (hint.kind === 'earlier') return w.earlier(hint.name, hint.detail)
  if (hint.kind === 'band') return w.band(hint.name, hint.detail)
  return hint.kind === 'without' ? w.without(hint.name) : w.unrounded(hint.name)
}

const STYLE = peopleStyle(String)

function causeName({ kind, names, others }: Cause, language: Language): string {
  const w = comparisonWords(language)
  const name = names.filter(n => n !== '').join(' + ')
  if (kind === 'definition') return w.definition(name)
  if (kind === 'parameter' || kind === 'figure' || kind === 'score') return others ? w.others(name) : name
  return [w[kind], name].filter(x => x !== '').join(' + ')
}

function figureText(figure: CauseFigure | undefined): string | undefined {
  return figure && valueText(figure.value, figure.type, figure.places, STYLE)
}

function causeText(cause: Cause, language: Language): string {
  const [a, b] = [figureText(cause.a), figureText(cause.b)]
  const change = a === undefined || b === undefined ? '' : ` ${a} → ${b}`
  return `${causeName(cause, language)}${change} ${signed(cause.worth)}`
}

/** So many causes are told one by one. */
const TOLD = 5

/** A bridge in one sentence: the largest changes first, with what each was worth. */
export function bridgeText({ id, name }: { id: string; name: string }, bridge: Bridge, language: Language): string {
  const w = comparisonWords(language)
  const { from, to } = bridge
  const causes = [...bridge.causes].sort((x, y) => y.worth.abs().comparedTo(x.worth.abs()))
  const told = causes.length > TOLD + 1 ? causes.slice(0, TOLD) : causes
  const parts = told.map(c => causeText(c, language))
  const others = causes.slice(told.length)
  if (others.length > 0)
    parts.push(w.smaller(others.length, signed(others.reduce((sum, c) => sum.plus(c.worth), ZERO))))
  const head = `${LABELS[language].net} ${amountForPeople(from)} → ${amountForPeople(to)} (${signed(to.minus(from))})`
  return `${name} (${id}): ${head}: ${parts.join('; ')}`
}

/** What `compare --json` prints. */
export function comparisonDocument(comparison: Comparison, language: Language): object {
  const { a, b, compared, totals, people, notCompared } = comparison
  return {
    a,
    b,
    compared,
    totals: totals.map(t => ({ class: t.class, count: t.count, amount: amountText(t.amount) })),
    people: people.map(p => ({
      id: p.id,
      name: p.name,
      differences: p.differences.map(d => ({
        kind: d.kind,
        figure: figureName(d, language),
        a: d.a ?? null,
        b: d.b ?? null,
        difference: d.difference ? amountText(d.difference) : null,
        class: d.class,
        ...(whyText(d, language) === '' ? {} : { why: whyText(d, language) }),
      })),
      ...(p.bridge
        ? {
            bridge: {
              from: amountText(p.bridge.from),
              to: amountText(p.bridge.to),
              causes: p.bridge.causes.map(c => ({
                name: causeName(c, language),
                a: figureText(c.a) ?? null,
                b: figureText(c.b) ?? null,
                worth: amountText(c.worth),
              })),
              text: bridgeText(p, p.bridge, language),
            },
          }
        : {}),
    })),
    notCompared,
  }
}

/** The list of differences, a row each; the sentence of the bridge stands with the net amount. */
export function comparisonSheet({ a, b, people }: Comparison, language: Language): Sheet {
  const labels = LABELS[language]
  const w = comparisonWords(language)
  const cell = (d: Difference, value: string | undefined): string | Decimal | null =>
    value === undefined || value === '' ? null : d.kind === 'score' ? value : decimal(value)
  return {
    name: w.list,
    heading: w.heading(a, b),
    columns: [
      ...[labels.id, labels.name, w.figure].map(title => text(title)),
      ...[a, b, labels.difference].map(title => amount(title, false)),
      ...[w.class, w.why].map(title => text(title)),
    ],
    rows: people.flatMap(p =>
      p.differences.map(d => [
        p.id,
        p.name,
        figureName(d, language),
        cell(d, d.a),
        cell(d, d.b),
        d.difference ?? null,
        w.classes[d.class],
        d.kind === 'net' && p.bridge ? bridgeText(p, p.bridge, language) : whyText(d, language),
      ]),
    ),
    frozen: 2,
  }
}
