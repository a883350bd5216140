// What an editor shows of what the cursor is on: of a name its kind, type, whose it is, what gives it and what it comes to in the open
// month; of a key, a word or a function the row of the reference. Takes the model; gives Markdown.

import { placeText } from '../core/place.ts'
import { tokenize } from '../formula/tokens.ts'
import { groupOf } from '../formula/types.ts'
import { wordsIn } from '../words/language.ts'
import { type Cursor, cursorAt } from './cursor.ts'
import { type Came, cameTo } from './figures.ts'
import { aboutKey, aboutWord } from './keys.ts'
import type { Model } from './model.ts'
import { type Name, symbolAt } from './names.ts'

/** What there is to say of the place; `file`: as problems call it. */
export function hoverAt(
  model: Model,
  place: { readonly file: string; readonly lines: readonly string[]; readonly line: number; readonly at: number },
): string | undefined {
  const found = symbolAt(model.named, { file: place.file, line: place.line + 1, at: place.at })
  return found ? aboutSymbol(found.symbol, model) : aboutPlace(model.reference, place)
}

/** A name, in Markdown. */
export function aboutSymbol(symbol: Name, model: Model): string {
  const { named, month, language } = model
  const w = wordsIn(language).editor
  const { name, kind, type, home, table, given } = symbol
  const facts = [w.kind(kind, table?.spec.name), ...(type ? [w.type(type.kind)] : []), ...(home ? [w.whose(home)] : [])]
  const [spot] = given
  const line = spot && named.text.lineAt({ file: spot.file, line: spot.line })?.text.trim()
  const came = cameTo(symbol, named, month)
  const value = came && cameText(came, home ?? 'row', model)
  return [
    `**${name}** · ${facts.join(' · ')}`,
    ...(value === undefined ? [] : [month && symbol.kind !== 'parameter' ? w.in(month.period.name, value) : value]),
    ...(line ? [`\`\`\`yaml\n${line}\n\`\`\``] : []),
    ...(spot ? [w.given(placeText({ file: spot.file, line: spot.line }))] : []),
  ].join('\n\n')
}

/** What a name comes to, in words. */
function cameText(came: Came, home: string, { language }: Model): string {
  const w = wordsIn(language).editor
  const counted = (n: number): string =>
    home === 'person' ? w.people(n) : groupOf(home) === null ? w.rows(n) : w.groups(n)
  switch (came.kind) {
    case 'one':
      return came.text
    case 'range':
      return `${w.range(came.low, came.high)} · ${counted(came.count)}`
    case 'texts':
      return [...(came.texts.length > 0 ? [came.texts.join(' | ')] : []), counted(came.count)].join(' · ')
    case 'rows':
      return came.count === 0 ? w.none : counted(came.count)
  }
}

/** What the reference says of the key, word or function that stands at a place. */
function aboutPlace(
  reference: Model['reference'],
  { lines, line, at }: { readonly lines: readonly string[]; readonly line: number; readonly at: number },
): string | undefined {
  const text = lines[line] ?? ''
  const cursor = cursorAt(lines, line, wordEnd(text, at))
  if (cursor.where === 'key') {
    const typed = /^\s*(["']?)(.*?)\1\s*:/.exec(text.slice(text.lastIndexOf(cursor.before, at)))?.[2]
    const key = typed ?? cursor.before.trim()
    const said = aboutKey(reference, cursor.path, key)
    return said === undefined ? undefined : `**${key}** · ${said}`
  }
  return aboutValue(reference, cursor, text, at)
}

/** Where the word or key ends that a letter stands in. */
function wordEnd(text: string, at: number): number {
  const rest = /^[\p{L}\p{M}\p{N}_]*/u.exec(text.slice(at))?.[0] ?? ''
  return at + rest.length
}

function aboutValue(reference: Model['reference'], cursor: Cursor, text: string, at: number): string | undefined {
  const whole = cursor.before + text.slice(wordEnd(text, at))
  const offset = cursor.before.length - (wordEnd(text, at) - at)
  const read = tokenize(whole, 'CNY')
  const token = 'tokens' in read ? read.tokens.find(t => t.span.from <= offset && offset <= t.span.to) : undefined
  const word = token?.kind === 'name' ? token.name : token?.kind === 'word' ? token.word : undefined
  if (word === undefined) return undefined
  for (const of of ['function', 'word', 'type'] as const) {
    const said = aboutWord(reference, of, word)
    if (said !== undefined) return `**${word}** · ${said}`
  }
  return undefined
}
