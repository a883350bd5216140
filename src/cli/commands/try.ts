// bonusbook try SCHEME: people worked out from given values, without files. One person with --position and --set, or
// several from a CSV file with a row each.

import { relative, resolve } from 'node:path'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { payDocument, problemDocument } from '../../reports/documents.ts'
import { whatIfDocument } from '../../reports/what-if.ts'
import { schemePays } from '../../shop/contents.ts'
import { findSchemeArgument } from '../../shop/folder.ts'
import { tryScheme as tryIn } from '../../shop/try.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { readSettings } from '../settings.ts'
import { personLines } from '../show-person.ts'
import { problemLines } from '../show-problems.ts'
import { whatIfLines } from '../show-what-if.ts'
import { type CommonOptions, type Io, onErrors, terminal } from '../streams.ts'
import { UsageError } from '../usage-error.ts'

export interface TryOptions extends CommonOptions {
  readonly position?: string
  readonly set?: string[]
  readonly people?: string
  readonly period?: string
}

export async function tryScheme(scheme: string, options: TryOptions, world: Io): Promise<number> {
  const base = resolve(world.cwd, options.shop ?? '.')
  const named = await findSchemeArgument(base, scheme)
  const io = { ...world, pays: await schemePays(named.path) }
  const t = terminal(io, options)
  const period = options.period === undefined ? undefined : await readPeriod(options.period, io, base)
  const settings = readSettings(options.set ?? [])
  const file = options.people === undefined ? undefined : resolve(base, options.people)
  const people = file === undefined ? undefined : { path: file, display: relative(io.cwd, file) }
  const { position } = options
  const { value, problems } = await tryIn({ scheme: named, period, settings, position, people })
  if (!value) return failed(problems, t, period)
  if (value.kind === 'no position') throw new UsageError('POSITION_MISSING', { known: value.known.join(', ') })
  const name = period?.name ?? ''
  const document = (): DocumentOf<'try'> => {
    if (value.kind === 'people') return payDocument(name, value.scheme, value.result, problems, t.language)
    const told = problems.length > 0 ? { problems: problems.map(p => problemDocument(p, t.language)) } : {}
    return { period: name, whatIf: whatIfDocument(value.from, value.compared), ...told }
  }
  const show = (): void => {
    // What is to be known of a trial that was worked out.
    for (const line of problemLines(problems, onErrors(t))) t.err(line)
    if (value.kind === 'variants') for (const line of whatIfLines(value.from, value.compared, t)) t.out(line)
    else
      for (const [i, person] of value.people.entries()) {
        if (i > 0) t.out()
        for (const line of personLines(person, name, t)) t.out(line)
      }
  }
  await conclude(t, 'try', { made: scheme }, { document, show })
  return 0
}
