// bonusbook try SCHEME: people worked out from given values, without files. One person with --position and --set, or
// several from a CSV file with a row each.

import { relative, resolve } from 'node:path'
import { problem } from '../../core/problem.ts'
import { type TrialPerson, tryPeople } from '../../pay/trial.ts'
import { payDocument } from '../../reports/documents.ts'
import type { Scheme } from '../../scheme/model.ts'
import { readPeopleFile } from '../../sources/people-file.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { readSettings } from '../settings.ts'
import { findSchemeArgument, loadSchemeFile } from '../shop.ts'
import { personLines } from '../show-person.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'

export interface TryOptions extends CommonOptions {
  readonly position?: string
  readonly set?: string[]
  readonly people?: string
  readonly period?: string
}

export async function tryScheme(scheme: string, options: TryOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const period = options.period === undefined ? undefined : readPeriod(options.period, io.now)
  const settings = readSettings(options.set ?? [])
  const base = resolve(io.cwd, options.shop ?? '.')
  const { path, display } = await findSchemeArgument(base, scheme)
  const loaded = await loadSchemeFile(path, display, period)
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
    throw new UsageError(`--position is needed; the scheme knows ${loaded.scheme.positions.join('、')}`)
  }
  const twin = people.find((p, i) => people.findIndex(o => o.id === p.id) !== i)
  if (twin) return failed([problem('PERSON_REPEATED', twin.at, { id: twin.id, other: twin.id })], t, period)

  const { result, engine, problems } = tryPeople(loaded.scheme, people, settings, period)
  if (!result || !engine || problems.some(p => p.severity === 'error')) return failed(problems, t, period)
  if (t.json) {
    t.out(JSON.stringify(payDocument(period?.name ?? '', loaded.scheme.name, result, problems, t.language), null, 2))
    return 0
  }
  for (const [i, person] of result.people.entries()) {
    if (i > 0) t.out()
    for (const line of personLines(engine, person, period?.name ?? '', t)) t.out(line)
  }
  return 0
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
