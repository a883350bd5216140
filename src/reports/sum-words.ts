// What the figures of a person's sheet are called that the scheme has no name for, in either language. Takes figures by their
// codes; gives each with its names, as something that can be asked for.

import type { SheetFigure } from '../explain/sums.ts'
import type { Choice } from '../explain/tree.ts'
import { LANGUAGES, type Language, wordsIn } from '../words/language.ts'
import { cellName, partCode, partName, sumNames } from './labels.ts'

/**
 * Figures of a sheet by everything that they may be called; the way that always works is their code: `sheet.net`. `scheme`: names of the
 * scheme, which a bare code never stands for.
 */
export function sumChoices(figures: readonly SheetFigure[], sheets: Language, scheme: ReadonlySet<string>): Choice[] {
  return figures.map(({ name, find }): Choice => {
    const first = cellName({ name }, sheets)
    const names = LANGUAGES.flatMap(language =>
      'sum' in name
        ? sumNames(name, language)
        : [partName(name, wordsIn(language)), partCode(name, wordsIn(language).labels)],
    )
    const code = 'sum' in name ? [name.sum, name.of, name.origin] : ['correction', name.origin, name.reason, name.name]
    const way = `sheet.${code.filter(x => x !== undefined).join(' ')}`
    const own = 'sum' in name && name.of === undefined && !scheme.has(name.sum) ? [name.sum] : []
    return { names: [first, ...names, ...own], way, level: 0, there: true, find }
  })
}
