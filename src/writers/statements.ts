// statements.html: everybody's statement, each on a new sheet of paper; and the same as one file a person, so that nobody
// sees another's. Takes a worked-out month; gives files in pieces, so that a thousand people need no more memory than one.

import { hashOf } from '../core/hash.ts'
import type { Explained } from '../explain/month.ts'
import type { Month } from '../pay/month.ts'
import { stateOf } from '../reports/sheet-parts.ts'
import { statements } from '../reports/statement.ts'
import { wordsIn } from '../words/language.ts'
import type { OutputFile } from './folder.ts'
import { html, PAGE_END, pageStart } from './html.ts'
import { statementArticle } from './statement-page.ts'
import { statementStyle } from './statement-style.ts'

/** The folder of the files of one person each. */
export const STATEMENTS_FOLDER = 'statements'

/** Everybody's statement in one file. */
export function jointStatements(month: Explained): Iterable<string> {
  return { [Symbol.iterator]: () => jointPieces(month) }
}

/** A file for each person. */
export function splitStatements(month: Explained): OutputFile[] {
  const { people } = month.result
  const statementOf = statements(month)
  const names = fileNames(people.map(p => p.id))
  return people.map((person, i) => ({
    name: `${STATEMENTS_FOLDER}/${names[i]!}.html`,
    content: {
      *[Symbol.iterator]() {
        yield start(month, `${person.name} · `, true)
        yield top(month, '')
        yield html`<main>
${statementArticle(month, statementOf(person), 'p1')}</main>
${PAGE_END}`.markup
      },
    },
  }))
}

function* jointPieces(month: Explained): Generator<string> {
  const { scheme, result } = month
  const w = wordsIn(scheme.sheets).statement
  const statementOf = statements(month)
  const anchor = (i: number): string => `p${i + 1}`
  yield start(month, '', false)
  yield top(month, ` · ${w.people(result.people.length)}`)
  yield html`<nav aria-label="${w.contents}"><b>${w.contents}</b><ul>
`.markup
  for (const [i, { name, id, position }] of result.people.entries())
    yield html`<li><a href="#${anchor(i)}">${name}</a> <span>${id} ${position}</span></li>
`.markup
  yield html`</ul></nav>
<main>
`.markup
  for (const [i, person] of result.people.entries())
    yield statementArticle(month, statementOf(person), anchor(i)).markup
  yield html`</main>
${PAGE_END}`.markup
}

function start(month: Month, whose: string, ofOne: boolean): string {
  const { scheme, period } = month
  const title = `${whose}${wordsIn(scheme.sheets).statement.statement} ${period.name} · ${scheme.name}`
  return pageStart({ language: scheme.sheets, title, style: statementStyle(ofOne) }).markup
}

/** What a screen shows above the statements. */
function top(month: Month, more: string): string {
  const { scheme, period } = month
  const { statement } = wordsIn(scheme.sheets).statement
  return html`<header class="top"><h1>${statement} ${period.name}</h1><p>${scheme.name}${more} · <b>${stateOf(month)}</b></p></header>
`.markup
}

const PLAIN = /^[A-Za-z0-9_-]{1,60}$/
/** What Windows takes for a device, whatever its ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const LONGEST = 40

/**
 * A file name for each employee number, without its ending: the number itself where it is safe on every system, else what
 * is safe of it and a part of its hash. No two are the same, also where capitals count for nothing.
 */
export function fileNames(ids: readonly string[]): string[] {
  const taken = new Set<string>()
  return ids.map(id => {
    const hash = hashOf(id)
    const safe = [...id.normalize('NFC').replace(/[^\p{L}\p{N}_-]+/gu, '-')].slice(0, LONGEST).join('')
    const names = [
      ...(PLAIN.test(id) && !DEVICE.test(id) ? [id] : []),
      `${safe}-${hash.slice(0, 8)}`,
      `${safe}-${hash}`,
    ]
    const name = names.find(n => !taken.has(n.toLowerCase()))!
    taken.add(name.toLowerCase())
    return name
  })
}
