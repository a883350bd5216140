// Trying a scheme: people worked out from given values, without files of a month. Takes a scheme file and one person's position
// and values, or a people file with a row each; gives what they are paid, or for lists of values each variant beside the others.

import type { Period } from '../core/calendar.ts'
import { anyError, type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { type ExplainedPerson, explainedPerson } from '../explain/month.ts'
import type { PayResult } from '../pay/result.ts'
import { type Trial, type TrialPerson, tryPeople } from '../pay/trial.ts'
import { type Variant, variantsOf } from '../pay/variants.ts'
import { type Worked, worked } from '../reports/what-if.ts'
import { schemeFigures, withFigures } from '../scheme/figures.ts'
import type { Scheme } from '../scheme/model.ts'
import { readPeopleFile } from '../sources/people-file.ts'
import { loadSchemeFor, type SchemePath } from './folder.ts'

export interface TryAsked {
  readonly scheme: SchemePath
  readonly period: Period | undefined
  /** Values by name, each one or a list. */
  readonly settings: ReadonlyMap<string, string>
  readonly position: string | undefined
  /** A file with a row a person. */
  readonly people: SchemePath | undefined
}

export type Tried =
  | {
      readonly kind: 'people'
      readonly scheme: string
      readonly result: PayResult
      readonly people: readonly ExplainedPerson[]
    }
  | { readonly kind: 'variants'; readonly from: Worked; readonly compared: readonly Worked[] }
  /** Nobody said which of the scheme's positions the person has. */
  | { readonly kind: 'no position'; readonly known: readonly string[] }

/** Works people out from what is given. */
export async function tryScheme(asked: TryAsked): Promise<Result<Tried>> {
  const { period, settings, position } = asked
  const { root } = asked.scheme
  const loaded = await loadSchemeFor(root, asked.scheme, period, { lints: false })
  const { scheme, text = '' } = loaded
  if (!scheme) return failed(loaded.problems)
  const unwritten = scheme.unwritten.find(block => block.positions?.includes(position ?? '') ?? true)
  if (unwritten) return failed(problem('PAY_UNWRITTEN', unwritten.at, { positions: position ?? '', people: 1 }))
  if (!asked.people && position === undefined && scheme.positions.length > 0)
    return done({ kind: 'no position', known: scheme.positions })
  const { value: people, problems: unread } = await peopleOf(asked, scheme)
  if (!people) return failed(unread)

  const figures = schemeFigures(text)
  const variants = variantsOf(scheme, figures, settings, period)
  const trial = async (texts: ReadonlyMap<string, string>, figures: Variant['figures']): Promise<Trial> => {
    const load = { edit: (text: string) => withFigures(text, figures), lints: false }
    const changed = figures.size === 0 ? loaded : await loadSchemeFor(root, asked.scheme, period, load)
    if (!changed.scheme) return { result: undefined, engine: undefined, problems: changed.problems }
    return tryPeople(changed.scheme, people, texts, period)
  }
  if (Array.isArray(variants)) {
    const refused = variants.filter(
      p =>
        ['LIST_AMBIGUOUS', 'VARIANTS_MANY'].includes(p.code) ||
        (p.code === 'INPUT_INVALID' && figures.some(({ name }) => name === p.facts.name)),
    )
    if (refused.length > 0) return failed(refused)
  } else if (variants.lists.size > 0) return sideBySide(variants.variants, variants.lists, trial)
  // Without a list a trial tells what is wrong with its values itself, beside what is missing.
  const first = Array.isArray(variants) ? undefined : variants.variants[0]!
  const { result, engine, problems } = await trial(first?.texts ?? settings, first?.figures ?? new Map())
  if (!result || !engine || anyError(problems)) return failed(problems)
  const explained = result.people.map(person => explainedPerson(engine, person))
  return done({ kind: 'people', scheme: scheme.name, result, people: explained }, problems)
}

async function sideBySide(
  variants: readonly Variant[],
  lists: { readonly has: (name: string) => boolean },
  trial: (texts: ReadonlyMap<string, string>, figures: Variant['figures']) => Promise<Trial>,
): Promise<Result<Tried>> {
  const tried: Worked[] = []
  let warnings: readonly Problem[] = []
  for (const { label, texts, figures } of variants) {
    const { result, problems } = await trial(texts, figures)
    if (!result || anyError(problems)) return failed(problems)
    tried.push(worked(label, result))
    warnings = problems
  }
  // As it is: without what is a list. Where that is an input, there is no such thing, and the first value is it.
  const kept = (values: ReadonlyMap<string, string>): Map<string, string> =>
    new Map([...values].filter(([name]) => !lists.has(name)))
  const first = variants[0]!
  const { result, problems } = await trial(kept(first.texts), kept(first.figures))
  const [from, compared] = result && !anyError(problems) ? [worked('', result), tried] : [tried[0]!, tried.slice(1)]
  return done({ kind: 'variants', from, compared }, warnings)
}

/** One person, or those of a file; nobody twice. */
async function peopleOf({ people: file, position }: TryAsked, scheme: Scheme): Promise<Result<readonly TrialPerson[]>> {
  if (!file) return done([{ id: '1', position, values: new Map(), at: undefined }])
  const { value: rows, problems } = await readPeopleFile(file.path, file.display)
  if (!rows) return failed(problems)
  const people = rows.map(({ cells, line }, i) => trialPerson(cells, { file: file.display, line }, i, scheme, position))
  const twin = people.find((p, i) => people.findIndex(o => o.id === p.id) !== i)
  return twin ? failed(problem('PERSON_REPEATED', twin.at, { id: twin.id, other: twin.id })) : done(people)
}

/** A row of the people file; `id` and `position` may also be headed as the roster calls them. */
function trialPerson(
  cells: ReadonlyMap<string, string>,
  at: TrialPerson['at'],
  index: number,
  scheme: Scheme,
  position: string | undefined,
): TrialPerson {
  const { columns, id, position: positionIndex } = scheme.roster
  const values = new Map(cells)
  const take = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = values.get(name)
      values.delete(name)
      if (value !== undefined) return value
    }
    return undefined
  }
  const idColumn = columns[id]!.name
  const positionColumn = columns[positionIndex]!.name
  return {
    id: take('id', idColumn) ?? `${index + 1}`,
    position: take('position', positionColumn) ?? position,
    values,
    at,
  }
}
