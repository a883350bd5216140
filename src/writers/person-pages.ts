// Pages of which each person has their own, in one file with a list of contents. Takes the people and what writes one's page;
// gives the file in pieces, so that a thousand people need no more memory than one.

import type { Local } from '../core/currency.ts'
import { type Language, wordsIn } from '../words/language.ts'
import { type Html, html, localPage, PAGE_END, pageStart } from './html.ts'
import { statementStyle } from './statement-style.ts'

export interface PersonPages<T> {
  readonly language: Language
  /** What the pages are: `Bonus statement 2026-07`. */
  readonly what: string
  /** What they are of: the scheme. */
  readonly of: string
  readonly local: Local
  /** That they are a draft, or of which entry. */
  readonly state: string
  readonly people: readonly T[]
  /** The page of somebody. `anchor`: where the list of contents leads. */
  readonly article: (person: T, anchor: string) => Html
}

interface Whose {
  readonly id: string
  readonly name: string
  readonly position: string
}

/** The file, piece by piece. */
export function personPages<T extends Whose>(pages: PersonPages<T>): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      for (const piece of pieces(pages)) yield localPage(piece, pages.local)
    },
  }
}

function* pieces<T extends Whose>({
  language,
  what,
  of,
  local,
  state,
  people,
  article,
}: PersonPages<T>): Generator<string> {
  const w = wordsIn(language).statement
  const anchor = (i: number): string => `p${i + 1}`
  yield pagesStart({ language, what, of, local }, '', false)
  yield pagesTop({ what, of, state }, ` · ${w.people(people.length)}`)
  yield html`<nav aria-label="${w.contents}"><b>${w.contents}</b><ul>
`.markup
  for (const [i, { name, id, position }] of people.entries())
    yield html`<li><a href="#${anchor(i)}">${name}</a> <span>${id} ${position}</span></li>
`.markup
  yield html`</ul></nav>
<main>
`.markup
  for (const [i, person] of people.entries()) yield article(person, anchor(i)).markup
  yield html`</main>
${PAGE_END}`.markup
}

type Titled = Pick<PersonPages<never>, 'language' | 'what' | 'of' | 'local' | 'state'>

/** How such a file begins; `whose`: before its title. */
export function pagesStart(
  { language, what, of, local }: Pick<Titled, 'language' | 'what' | 'of' | 'local'>,
  whose: string,
  ofOne: boolean,
): string {
  const title = `${whose}${what} · ${of}`
  return pageStart({ language, title, style: statementStyle(ofOne, local.paper) }).markup
}

/** What a screen shows above the pages. */
export function pagesTop({ what, of, state }: Pick<Titled, 'what' | 'of' | 'state'>, more: string): string {
  return html`<header class="top"><h1>${what}</h1><p>${of}${more} · <b>${state}</b></p></header>
`.markup
}
