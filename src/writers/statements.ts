// statements.html: the statement of everybody who gets one, each on a new sheet of paper; and the same as one file a person, so that nobody
// sees another's. Takes a worked-out month; gives files in pieces, so that a thousand people need no more memory than one.

import { localOf } from '../core/currency.ts'
import { hashOf } from '../core/hash.ts'
import type { Explained } from '../explain/month.ts'
import type { RowsTold } from '../explain/told-rows.ts'
import type { Month } from '../pay/month.ts'
import type { PersonSheet } from '../pay/person-sheet.ts'
import { paperedPeople } from '../reports/papers.ts'
import { stateOf } from '../reports/sheet-parts.ts'
import { statements } from '../reports/statement.ts'
import { wordsIn } from '../words/language.ts'
import type { OutputFile } from './folder.ts'
import { type Html, html, localPage, PAGE_END } from './html.ts'
import { type PersonPages, pagesStart, pagesTop, personPages } from './person-pages.ts'
import { statementArticle } from './statement-page.ts'

/** The folder of the files of one person each. */
export const STATEMENTS_FOLDER = 'statements'

/** Everybody's statement in one file. */
export function jointStatements(month: Explained, rows: RowsTold): Iterable<string> {
  const statementOf = statements(month, rows)
  const article = (person: PersonSheet, anchor: string): Html => statementArticle(month, statementOf(person), anchor)
  return personPages({ ...titled(month), people: paperedPeople(month), article })
}

/** A file for each person. */
export function splitStatements(month: Explained, rows: RowsTold): OutputFile[] {
  const people = paperedPeople(month)
  const statementOf = statements(month, rows)
  const names = fileNames(people.map(p => p.id))
  return people.map((person, i) => ({
    name: `${STATEMENTS_FOLDER}/${names[i]!}.html`,
    content: {
      *[Symbol.iterator]() {
        yield pagesStart(titled(month), `${person.name} · `, true)
        yield pagesTop(titled(month), '')
        const body = html`<main>
${statementArticle(month, statementOf(person), 'p1')}</main>
${PAGE_END}`
        yield localPage(body.markup, titled(month).local)
      },
    },
  }))
}

function titled(month: Month): Pick<PersonPages<never>, 'language' | 'what' | 'of' | 'local' | 'state'> {
  const { scheme, period } = month
  const { statement, period: called } = wordsIn(scheme.sheets)
  const what = `${statement.statement} ${called(period.name)}`
  return {
    language: scheme.sheets,
    what,
    of: scheme.name,
    local: localOf(scheme.currency, scheme.dates),
    state: stateOf(month),
  }
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
