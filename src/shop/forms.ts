// bonusbook form: the workbooks in which raters enter their marks, from the scheme and the roster of a month. Takes a shop and a
// month; writes a workbook for each file of the scheme that is entered by hand, a row for whoever's pay reads it. Never writes over
// one that is there, which may be filled in.

import { relative } from 'node:path'
import { dueNext, isDue, type Period } from '../core/calendar.ts'
import { hashOf } from '../core/hash.ts'
import { isNameInside, pathIn } from '../core/inside.ts'
import { addTo } from '../core/lists.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { fsFailure } from '../files/failure.ts'
import { bytesOrNone } from '../files/read.ts'
import { makeFolder, syncFolder, writeNew } from '../files/write.ts'
import type { Row } from '../formula/trace.ts'
import { groupOf } from '../formula/types.ts'
import { Engine } from '../pay/engine.ts'
import { EnteredTables } from '../pay/entered.ts'
import { MonthFacts } from '../pay/month-facts.ts'
import type { People } from '../pay/people.ts'
import { readRoster } from '../pay/release.ts'
import { type Form, formOf, type Rated } from '../reports/form.ts'
import type { Roster, Scheme, SchemeTable } from '../scheme/model.ts'
import { matcher } from '../sources/find-file.ts'
import { isEntered } from '../tables/spec.ts'
import { inPeriods, type Language, wordsIn } from '../words/language.ts'
import { formWorkbook } from '../writers/form-workbook.ts'
import { loadShopScheme } from './folder.ts'
import type { Shop } from './shop.ts'

export interface WrittenForms {
  readonly forms: readonly { readonly file: string; readonly people: number; readonly already: boolean }[]
  /** Tables that are entered by hand, but not in this month. */
  readonly later: readonly { readonly table: string; readonly period: string }[]
  /** Where they are to be put when they are filled in. */
  readonly folder: string
}

/** Writes the forms of a month into a folder; `sheets`: their language, where it is not the scheme's. */
export async function writeForms(
  { root }: Pick<Shop, 'root'>,
  period: Period,
  folder: string,
  sheets?: Language,
): Promise<Result<WrittenForms>> {
  const { scheme: own, problems: said } = await loadShopScheme(root, period, { lints: false })
  if (!own) return failed(said)
  const scheme = sheets ? { ...own, sheets: inPeriods(sheets, own.pays) } : own
  const entered = scheme.tables.filter(({ spec }) => isEntered(spec))
  const due = entered.filter(({ spec }) => isDue(period, spec.every))
  const later = entered.flatMap(table =>
    due.includes(table) ? [] : [{ table: table.spec.name, period: dueNext(period, table.spec.every).name }],
  )
  if (due.length === 0) {
    const names = later.map(l => `“${l.table}”`).join(', ')
    return failed(problem('FORM_NONE', undefined, { period: period.name, later: names }))
  }
  const problems: Problem[] = []
  const people = await readRoster({ scheme, shop: { root } }, period, [], problems)
  if (!people) return failed(problems)
  const put = `data/${period.name}`
  const files = new Map<string, Form[]>()
  const unnamed: Problem[] = []
  const rated = ratedIn(scheme, people, period)
  for (const table of due) {
    const [pattern = '', ...more] = table.spec.files
    const file = more.length > 0 ? undefined : fileName(pattern, period)
    if (file === undefined)
      unnamed.push(
        problem('FORM_NAME', table.spec.at, {
          ...{ table: table.spec.name, file: table.spec.files.join(', ') },
          ...(more.length > 0 ? { one: pattern } : {}),
        }),
      )
    else addTo(files, file, formOf(scheme, table, rated(table), { period: period.name, folder: put }))
  }
  if (unnamed.length > 0) return failed(unnamed)
  const words = wordsIn(scheme.sheets).form
  const made: { file: string; people: number; bytes: Uint8Array; already: boolean }[] = []
  for (const [file, forms] of files) {
    const bytes = await formWorkbook(forms, words)
    const there = await bytesOrNone(pathIn(folder, file))
    const already = there !== undefined && hashOf(there) === hashOf(bytes)
    if (there !== undefined && !already) problems.push(there_(root, folder, file))
    made.push({ file, people: Math.max(...forms.map(f => f.rows.length)), bytes, already })
  }
  if (problems.some(p => p.severity === 'error')) return failed(problems)
  try {
    await makeFolder(folder)
    for (const { file, bytes, already } of made) if (!already) await writeNew(pathIn(folder, file), [bytes])
    await syncFolder(folder)
  } catch (error) {
    const { code } = fsFailure(error)
    return failed(problem('CANNOT_WRITE', { file: shownFrom(root, folder) }, { detail: code }))
  }
  return done(
    {
      forms: made.map(({ bytes: _, file, ...m }) => ({ ...m, file: shownFrom(root, pathIn(folder, file)) })),
      later,
      folder: put,
    },
    problems,
  )
}

function there_(root: string, folder: string, name: string): Problem {
  const file = shownFrom(root, pathIn(folder, name))
  return problem('FORM_THERE', { file }, { file })
}

/** A path as it is told: from the shop, where it lies in it. */
function shownFrom(root: string, path: string): string {
  const inside = relative(root, path)
  return inside.startsWith('..') ? path : inside
}

/** The name of a workbook that the scheme finds by a pattern; undefined where it finds none. */
function fileName(pattern: string, { name: period }: Period): string | undefined {
  const stars = pattern.split('*')
  const stem = stars.length === 1 ? pattern : `${stars[0]!}${joint(stars[0]!)}${period}${stars.slice(1).join('')}`
  const name = /\.xlsx$/i.test(stem) ? stem : `${stem}.xlsx`
  return matcher(pattern)(name) && isNameInside(name) ? name : undefined
}

function joint(before: string): string {
  return before === '' || /[\s_-]$/.test(before) ? '' : '_'
}

/** Who is rated in a table, by the people of a roster of whom it can be said that they are paid, or not that they are not. */
function ratedIn(scheme: Scheme, people: People, period: Period): (table: SchemeTable) => Rated[] {
  const engine = new Engine(scheme, new MonthFacts(people, new Map()), period)
  engine.quietly(() => engine.decidePaid())
  const entered = new EnteredTables(engine)
  return table => {
    const seen = new Set<string>()
    return entered.rows(table).flatMap((row): Rated[] => {
      const who = keyOf(table, row, people, scheme.roster)
      // Who has several positions stands there once, unless each has marks of its own.
      const id = row.home === 'person' ? people.directory.ids[row.index]! : who.key
      if (table.stints === 'each' && seen.has(id)) return []
      seen.add(id)
      return [{ ...who, asks: column => entered.isAsked(table, column, row) }]
    })
  }
}

/** Whose a row is: by number, or by name where the table is read by names and only one person has it. */
function keyOf({ spec, key }: SchemeTable, row: Row, people: People, roster: Roster): Omit<Rated, 'asks'> {
  const { directory, positions } = people
  const group = groupOf(row.home)
  if (group !== null) return { key: directory.groups.get(group)?.text(row.index) ?? '', beside: [] }
  const [id, name] = [directory.ids[row.index]!, directory.names[row.index]!]
  const header = (column: number): string => roster.spec.columns[column]!.headers[0]!
  const byName = spec.columns[key!]!.headers.some(h => roster.spec.columns[roster.name]!.headers.includes(h))
  const unique = directory.byName.get(name)?.length === 1
  const other = byName ? { header: header(roster.id), text: id } : { header: header(roster.name), text: name }
  const position = { header: header(roster.position), text: positions[row.index] ?? '' }
  return { key: byName && unique ? name : id, beside: [other, position] }
}
