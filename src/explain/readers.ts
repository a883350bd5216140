// Readers of a worked-out month: how values are written, for people, exactly, or as an explanation has them. Takes the engine of a
// month and what the book says of earlier ones; gives readers that know the figures of a sheet, too.

import type { Engine } from '../pay/engine.ts'
import { type Language, wordsIn } from '../words/language.ts'
import { exactStyle, peopleStyle, type Style } from './arithmetic-text.ts'
import { Reader } from './cells.ts'
import { NO_PAST, type Past } from './past.ts'
import { percentages } from './percentages.ts'
import { sheetCells } from './sums.ts'

/** A reader that writes values in a style. */
export function readerWith(engine: Engine, style: Style, exact = false, past: Past = NO_PAST): Reader {
  return new Reader(engine, style, exact, (reader, person) => sheetCells(reader, person, past))
}

/** Values for people in a language, that of the sheets unless said, or exactly, as JSON has them. */
export function readerFor(engine: Engine, exact: boolean, language: Language = engine.scheme.sheets): Reader {
  const who = (index: number): string => engine.who({ home: 'person', index })
  return readerWith(engine, exact ? exactStyle(who) : peopleStyle(who, wordsIn(language).formula), exact)
}

/**
 * Values as an explanation has them: as statements do, percentages in percent, yes and no in words, or exactly; figures of earlier
 * months with the entries that they are from.
 */
export function explainingReader(engine: Engine, exact: boolean, language: Language, past: Past): Reader {
  const { style } = readerFor(engine, exact, language)
  const entryOf: Style['entryOf'] = (month, key) => past.entryOf(month, key)?.file
  if (exact) return readerWith(engine, { ...style, entryOf }, true, past)
  const { formula, column } = percentages(engine.scheme)
  return readerWith(engine, { ...style, entryOf, percent: formula, inPercent: column }, false, past)
}
