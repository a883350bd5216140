// Texts of the data held against the texts that the scheme asks for. Takes what the columns have; tells a text that is one of
// the scheme's but for its spelling, which no condition would ever take.

import { inTable, type Problem, placed, problem } from '../core/problem.ts'
import { groupOf } from '../formula/types.ts'
import type { Scheme } from '../scheme/model.ts'
import { type AskedTexts, inputOf } from '../scheme/texts.ts'
import { Spellings } from '../tables/directory.ts'
import type { Engine } from './engine.ts'

/** What of some texts is one of the asked ones in another spelling, each once with where it was first met. */
export function nearTexts<T>(
  { column, texts }: AskedTexts,
  table: string,
  values: Iterable<readonly [text: string, where: T]>,
): { readonly found: Problem; readonly where: T }[] {
  const asked = new Spellings<string>()
  for (const text of texts) asked.add(text, text)
  const told = new Set<string>()
  const near: { found: Problem; where: T }[] = []
  for (const [value, where] of values) {
    for (const text of column.type.kind === 'list' ? value.split('、') : [value]) {
      const nearest = texts.has(text) || told.has(text) ? undefined : asked.find(text)
      if (nearest === undefined) continue
      told.add(text)
      near.push({ found: problem('TEXT_NEAR', undefined, { column: column.text, found: text, table, nearest }), where })
    }
  }
  return near
}

/** The texts of people, groups and the shop, held against the scheme. */
export function inputTexts(asked: readonly AskedTexts[], scheme: Scheme, { facts }: Engine): Problem[] {
  const { directory } = facts.people
  return asked.flatMap(one => {
    const input = inputOf(one, scheme)
    if (!input) return []
    const { home } = input
    const group = groupOf(home)
    const size =
      home === 'person' ? directory.ids.length : group === null ? 1 : (directory.groups.get(group)?.size ?? 0)
    const values = Array.from({ length: size }, (_, index) => facts.input(input, { home, index })).flatMap(
      ({ value, at }) => (typeof value === 'string' && at ? [[value, at] as const] : []),
    )
    const { table } = input.source
    return nearTexts(one, table, values).map(({ found, where }) => inTable(table)(placed(found, where, {})))
  })
}
