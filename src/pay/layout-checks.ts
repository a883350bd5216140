// What is wrong with a filled layout as a whole or in a text of it: numbers that stand there twice, files of one name, texts
// that a text file can't hold.

import type { Place } from '../core/place.ts'
import { type Problem, problem } from '../core/problem.ts'
import { masked } from '../core/secret.ts'
import type { Value } from '../formula/bound.ts'
import { sameName } from '../scheme/file-name.ts'
import type { Layout } from '../scheme/layout.ts'
import type { Filled, Payee } from './layout-result.ts'

const FORMULA = /^[=+\-@＝＋－＠\t]./

/** A text file has no text cells: what a spreadsheet would run, or a line of its own, is refused and not changed. */
export function checkText(
  text: string,
  at: Place,
  about: { layout: string; column: string; who: string },
  problems: Problem[],
): void {
  if (/[\r\n\u2028\u2029]/.test(text)) problems.push(problem('LAYOUT_TEXT', at, { ...about, reason: 'line break' }))
  else if (FORMULA.test(text)) problems.push(problem('LAYOUT_TEXT', at, { ...about, reason: 'formula' }))
}

/** Nothing is cut: a text that is longer than the program takes is refused. A letter outside of ASCII counts as two. */
export function checkLength(
  text: string,
  longest: number | undefined,
  at: Place,
  about: { layout: string; column: string; who: string },
  problems: Problem[],
): void {
  const length = [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) < 128 ? 1 : 2), 0)
  if (longest !== undefined && length > longest)
    problems.push(problem('LAYOUT_LONG', at, { ...about, found: text, length, longest }))
}

/** Numbers of documents and accounts that stand there for several people. */
export function repeated(layout: Layout, people: readonly Payee[], rows: readonly (readonly Value[])[]): Problem[] {
  return layout.columns.flatMap((column, index) => {
    if (!column.secret) return []
    const holders = new Map<string, Payee[]>()
    for (const [i, p] of people.entries()) {
      const number = rows[i]![index]
      if (typeof number === 'string') holders.set(number, [...(holders.get(number) ?? []), p])
    }
    return [...holders]
      .filter(([, who]) => who.length > 1)
      .map(([number, who]) => {
        const names = who.map(p => p.engine.who(p.row)).join('、')
        const facts = { layout: layout.name, column: column.heading, who: names, found: masked(number) }
        return problem('LAYOUT_REPEATED', column.at, facts)
      })
  })
}

/** Files whose names are one only now that they are known. */
export function sameNames(filled: readonly Filled[]): Problem[] {
  const seen = new Map<string, string>()
  return filled.flatMap(({ files }) =>
    files.flatMap(({ layout, name }) => {
      const other = seen.get(sameName(name))
      seen.set(sameName(name), layout.name)
      if (other === undefined) return []
      return [problem('LAYOUT_FILE', layout.at, { file: name, reason: 'twice', detail: other })]
    }),
  )
}
