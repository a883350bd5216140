// Tables about a group of shops, and what `--json` prints of it.

import { placeText } from '../core/place.ts'
import type { Override } from '../scheme/own.ts'
import { type Language, wordsIn } from '../words/language.ts'
import type { Sheet } from './sheet.ts'
import { tableOf, text, wholeText } from './sheet-parts.ts'

/** A shop by its folder, with what it has otherwise than the group. */
export interface OverridesOf {
  readonly shop: string
  readonly overrides: readonly Override[]
}

/** Who differs in what, a row each. */
export function overridesSheet(shops: readonly OverridesOf[], group: string, language: Language): Sheet {
  const words = wordsIn(language).group
  const rows = shops.flatMap(({ shop, overrides }) => overrides.map(one => ({ shop, ...one })))
  const name = words.overrides(group)
  return {
    ...{ name, heading: name, frozen: 1 },
    ...tableOf(rows, [
      [text(words.shop), one => one.shop],
      [wholeText(words.what, 12), one => one.key.join(' › ')],
      [wholeText(words.common, 12), one => one.common],
      [wholeText(words.own, 12), one => one.own],
      [text(words.place), one => placeText(one.at)],
    ]),
  }
}

export function overridesDocument(shops: readonly OverridesOf[]): object[] {
  return shops.map(({ shop, overrides }) => ({
    shop,
    overrides: overrides.map(({ key, common, own, at }) => ({ key, common, own, at: placeText(at) })),
  }))
}
