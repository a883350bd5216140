// Tables about a group of shops, and what `--json` prints of it.

import { decimal } from '../core/decimal.ts'
import { placeText } from '../core/place.ts'
import type { Override } from '../scheme/own.ts'
import type { GroupWords } from '../words/en/group.ts'
import { type Language, wordsIn } from '../words/language.ts'
import type { DocumentOf } from './document-forms.ts'
import type { Sheet, SheetCell, Table } from './sheet.ts'
import { amount, type ColumnOf, figure, tableOf, text, wholeText } from './sheet-parts.ts'

/** A shop as people read it: by its name and folder, or by its folder alone. */
export function shopText(
  { shop, name }: { readonly shop: string; readonly name?: string | undefined },
  words: GroupWords,
): string {
  return name === undefined ? shop : words.named(name, shop)
}

/** A shop by its folder, with what it has otherwise than the group. */
export interface OverridesOf {
  readonly shop: string
  readonly name?: string | undefined
  readonly overrides: readonly Override[]
}

/** Who differs in what, a row each. */
export function overridesSheet(shops: readonly OverridesOf[], group: string, language: Language): Sheet {
  const words = wordsIn(language).group
  const rows = shops.flatMap(({ shop, name, overrides }) => overrides.map(one => ({ shop, called: name, ...one })))
  const called: ColumnOf<(typeof rows)[number]> = [text(words.name), one => one.called ?? '']
  const name = words.overrides(group)
  return {
    ...{ name, heading: name, frozen: 1 },
    ...tableOf(rows, [
      [text(words.shop), one => one.shop],
      ...(rows.some(one => one.called !== undefined) ? [called] : []),
      [wholeText(words.what, 12), one => one.key.join(' › ')],
      [wholeText(words.common, 12), one => one.common],
      [wholeText(words.own, 12), one => one.own],
      [text(words.place), one => placeText(one.at)],
    ]),
  }
}

/** What became of a shop, by its folder. */
export interface StateOf {
  readonly shop: string
  readonly name?: string | undefined
  readonly state: keyof GroupWords['states']
  readonly totals: Readonly<Record<string, string | number>>
  readonly problems: Readonly<Record<string, number>>
}

/** Sums of an act, in the order of their columns. */
const COUNTS = ['people', 'entries'] as const
const AMOUNTS = ['gross', 'withheld', 'deducted', 'net', 'released', 'total'] as const

/** What became of each shop, a row each. */
export function statesSheet(
  shops: readonly StateOf[],
  seconds: Readonly<Record<string, number>>,
  language: Language,
): Table {
  const { group: words, labels } = wordsIn(language)
  const titles = { ...labels, ...words }
  const has = (name: string): boolean => shops.some(one => name in one.totals)
  const cell =
    (name: string) =>
    ({ totals }: StateOf): SheetCell =>
      totals[name] === undefined || totals[name] === '' ? null : decimal(totals[name])
  const table = tableOf(shops, [
    [text(words.shop), one => shopText(one, words)],
    [text(words.state), one => words.states[one.state]],
    ...COUNTS.filter(has).map((name): ColumnOf<StateOf> => [{ ...figure(titles[name]), total: true }, cell(name)]),
    ...AMOUNTS.filter(has).map((name): ColumnOf<StateOf> => [amount(titles[name]), cell(name)]),
    [
      figure(words.seconds, 1),
      one => (seconds[one.shop] === undefined ? null : decimal(seconds[one.shop]!.toFixed(1))),
    ],
    [
      wholeText(words.problems, 12),
      one =>
        Object.entries(one.problems)
          .map(([code, n]) => (n === 1 ? code : `${code} × ${n}`))
          .join(', '),
    ],
  ])
  return { ...table, totalWord: words.all(shops.length) }
}

export function overridesDocument(shops: readonly OverridesOf[]): DocumentOf<'group overrides'>['shops'] {
  return shops.map(({ shop, name, overrides }) => ({
    ...{ shop, name },
    overrides: overrides.map(({ key, common, own, at }) => ({ key, common, own, at: placeText(at) })),
  }))
}
