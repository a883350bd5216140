// bonusbook try SCHEME: people worked out from given values, without files. One person with --position and --set, or
// several from a CSV file with a row each.

import { relative, resolve } from 'node:path'
import { type Problem, problem } from '../../core/problem.ts'
import { explainedPerson } from '../../explain/month.ts'
import { type Trial, type TrialPerson, tryPeople } from '../../pay/trial.ts'
import { type Variant, variantsOf } from '../../pay/variants.ts'
import { payDocument, problemDocument } from '../../reports/documents.ts'
import { type Worked, whatIfDocument } from '../../reports/what-if.ts'
import { schemeFigures, withFigures } from '../../scheme/figures.ts'
import type { Scheme } from '../../scheme/model.ts'
import { findSchemeArgument, loadSchemeFile } from '../../shop/folder.ts'
import { readPeopleFile } from '../../sources/people-file.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { readSettings } from '../settings.ts'
import { personLines } from '../show-person.ts'
import { problemLines } from '../show-problems.ts'
import { whatIfLines } from '../show-what-if.ts'
import { type CommonOptions, type Io, onErrors, type Terminal, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'

export interface TryOptions extends CommonOptions {
  readonly position?: string
  readonly set?: string[]
  readonly people?: string
  readonly period?: string
}

export async function tryScheme(scheme: string, options: TryOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const base = resolve(io.cwd, options.shop ?? '.')
  const period = options.period === undefined ? undefined : await readPeriod(options.period, io.now, base)
  const settings = readSettings(options.set ?? [])
  const { path, display } = await findSchemeArgument(base, scheme)
  const loaded = await loadSchemeFile(path, display, period, { lints: false })
  if (!loaded.scheme) return failed(loaded.problems, t, period)

  let people: TrialPerson[] = [{ id: '1', position: options.position, values: new Map(), at: undefined }]
  if (options.people !== undefined) {
    const file = resolve(base, options.people)
    const read = await readPeopleFile(file, relative(io.cwd, file))
    if ('problem' in read) return failed([read.problem], t, period)
    people = read.rows.map((row, i) =>
      trialPerson(row.cells, { file: relative(io.cwd, file), line: row.line }, i, loaded.scheme!, options.position),
    )
  } else if (options.position === undefined && loaded.scheme.positions.length > 0) {
    throw new UsageError('POSITION_MISSING', { known: loaded.scheme.positions.join(', ') })
  }
  const twin = people.find((p, i) => people.findIndex(o => o.id === p.id) !== i)
  if (twin) return failed([problem('PERSON_REPEATED', twin.at, { id: twin.id, other: twin.id })], t, period)

  const asked = variantsOf(
    loaded.scheme,
    schemeFigures(loaded.text ?? '').map(f => f.name),
    settings,
    period,
  )
  // Without a list a trial tells what is wrong with its values itself, beside what is missing.
  const first = Array.isArray(asked) ? undefined : asked.variants[0]!
  const hasLists = !Array.isArray(asked) && asked.lists.size > 0
  const refused = Array.isArray(asked)
    ? asked.filter(p => p.code === 'LIST_AMBIGUOUS' || p.code === 'VARIANTS_MANY')
    : []
  if (refused.length > 0) return failed(refused, t, period)
  const trial = async (texts: ReadonlyMap<string, string>, figures: Variant['figures']): Promise<Trial> => {
    const { scheme, problems } =
      figures.size === 0
        ? loaded
        : await loadSchemeFile(path, display, period, { edit: text => withFigures(text, figures), lints: false })
    return scheme ? tryPeople(scheme, people, texts, period) : { result: undefined, engine: undefined, problems }
  }
  if (hasLists) {
    const worked: Worked[] = []
    let warnings: readonly Problem[] = []
    for (const variant of asked.variants) {
      const { result, problems } = await trial(variant.texts, variant.figures)
      if (!result || problems.some(p => p.severity === 'error')) return failed(problems, t, period)
      worked.push({ label: variant.label, result })
      warnings = problems
    }
    // As it is: without what is a list. Where that is an input, there is no such thing, and the first value is it.
    const kept = (values: ReadonlyMap<string, string>): Map<string, string> =>
      new Map([...values].filter(([name]) => !asked.lists.has(name)))
    const { result, problems } = await trial(kept(first!.texts), kept(first!.figures))
    const sound = result && !problems.some(p => p.severity === 'error')
    const [from, compared] = sound ? [{ label: '', result }, worked] : [worked[0]!, worked.slice(1)]
    const told = warnings.length > 0 ? { problems: warnings.map(p => problemDocument(p, t.language)) } : {}
    const document = { period: period?.name ?? '', whatIf: whatIfDocument(from, compared), ...told }
    if (t.json) t.document(document)
    else {
      warn(warnings, t)
      for (const line of whatIfLines(from, compared, t)) t.out(line)
    }
    return 0
  }
  const { result, engine, problems } = await trial(first?.texts ?? settings, first?.figures ?? new Map())
  if (!result || !engine || problems.some(p => p.severity === 'error')) return failed(problems, t, period)
  if (t.json) {
    t.document(payDocument(period?.name ?? '', loaded.scheme.name, result, problems, t.language))
    return 0
  }
  warn(problems, t)
  for (const [i, person] of result.people.entries()) {
    if (i > 0) t.out()
    for (const line of personLines(explainedPerson(engine, person), period?.name ?? '', t)) t.out(line)
  }
  return 0
}

/** What is to be known of a trial that was worked out. */
function warn(problems: readonly Problem[], t: Terminal): void {
  for (const line of problemLines(problems, onErrors(t))) t.err(line)
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
