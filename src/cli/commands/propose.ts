// bonusbook propose DIR: writes a scheme that reads the exports of a folder, with its questions, and says what is to be done next.

import { relative, resolve } from 'node:path'
import { parsePayPeriod, parsePeriod } from '../../core/calendar.ts'
import { decimal } from '../../core/decimal.ts'
import { placeText } from '../../core/place.ts'
import { type Problem, problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { problemDocument } from '../../reports/documents.ts'
import { sentenceOf } from '../../reports/problem-text.ts'
import { figure, text } from '../../reports/sheet-parts.ts'
import { type Proposal, propose as proposeScheme, SCHEME_FILE, writeProposal } from '../../shop/propose.ts'
import { type Language, wordsIn } from '../../words/language.ts'
import { gridLines } from '../../writers/terminal/grid.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { readPeriod } from '../period.ts'
import { problemLines } from '../show-problems.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { templateLines, templateNames } from '../templates.ts'

type ProposeOptions = CommonOptions & { period?: string; template?: string }

/** A problem on one line, with its place. */
function told(found: Problem, language: Language): string {
  const { message } = sentenceOf(found, language)
  return found.at ? `${placeText(found.at)} ${message}` : message
}

/** Proposes a scheme for the exports of a folder, and writes it. */
export async function propose(dir: string | undefined, options: ProposeOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const folder = resolve(io.cwd, dir ?? options.shop ?? '.')
  // Whether a shop pays by the month or the week no scheme says yet: the name of the period does.
  const { period: asked } = options
  const period = asked === undefined ? undefined : (parsePayPeriod(asked) ?? (await readPeriod(asked, io, folder)))
  const shop = options.shop === undefined ? undefined : resolve(io.cwd, options.shop)
  const pattern = options.template === undefined ? [] : await templateLines(options.template)
  if (!pattern) {
    const known = await templateNames()
    const facts = {
      kind: 'template',
      name: options.template!,
      nearest: suggest(options.template!, known),
      known: known.join(', '),
    } as const
    return failed([problem('NOT_FOUND', undefined, facts)], t, undefined)
  }
  const { value: proposal, problems } = await proposeScheme({
    ...{ cwd: io.cwd, folder, shop, period: period && (parsePeriod(period.name) ?? undefined) },
    ...{ language: options.lang, pattern, template: options.template, tell: told },
  })
  if (!proposal) return failed(problems, t, undefined)
  const trouble = await writeProposal(proposal)
  if (trouble.length > 0) return failed(trouble, t, undefined)
  const { root } = proposal
  const did = { period: proposal.period.name, made: root === io.cwd ? undefined : relative(io.cwd, root) }
  await conclude(t, 'propose', did, {
    document: () => documentOf(proposal, t),
    show: () => show(proposal, t),
  })
  return 0
}

function fileOf({ root }: Proposal, { io }: Terminal): string {
  return relative(io.cwd, resolve(root, SCHEME_FILE)) || SCHEME_FILE
}

function tablesOf({ findings: { roster, tables } }: Proposal): Proposal['findings']['tables'] {
  return [...(roster ? [roster] : []), ...tables]
}

function documentOf(proposal: Proposal, t: Terminal): DocumentOf<'propose'> {
  const { period, findings, questions, problems } = proposal
  const w = wordsIn(t.language).propose
  return {
    ...{ scheme: fileOf(proposal, t), period: period.name },
    positions: findings.positions.map(({ name, people }) => ({ name, people })),
    tables: tablesOf(proposal).map(table => ({
      ...{ name: table.name, file: table.file, sheet: table.sheet, rows: table.counted, read: rowsText(table, w) },
      columns: table.columns.map(({ name, header, entry, beside }) => ({
        ...{ name, header, type: entry.type, read: !beside },
      })),
    })),
    questions,
    problems: problems.map(p => problemDocument(p, t.language)),
  }
}

/** Tells what was proposed and what is asked. */
function show(proposal: Proposal, t: Terminal): void {
  const { root, period, findings, questions, problems, copies } = proposal
  const w = wordsIn(t.language).propose
  const file = fileOf(proposal, t)
  const all = tablesOf(proposal)
  t.out(w.proposed(file, period.name, new Set(all.map(table => table.file)).size))
  if (copies.length > 0) t.out(w.copied(copies.length, relative(t.io.cwd, resolve(root, 'data', period.name))))
  if (t.quiet) return
  t.out()
  const columns = [
    ...[w.table, w.file].map(title => ({ ...text(title), least: 12 })),
    figure(w.rows),
    { ...text(w.read), least: 12 },
  ]
  const rows = all.map(table => [table.name, table.file, decimal(table.counted), rowsText(table, w)])
  for (const line of gridLines({ columns, rows }, t)) t.out(line)
  if (questions.length > 0) {
    t.out()
    t.out(t.paint.bold(w.questions(questions.length)))
    for (const { line, text } of questions) t.out(`  ${file}:${line}  ${text}`)
  }
  if (problems.length > 0) {
    t.out()
    t.out(w.left)
    for (const line of problemLines(problems, t)) t.out(line)
  }
  t.out()
  t.out(w.toWrite(file, findings.positions.length, questions.length))
}

function rowsText(
  { name, rows }: Proposal['findings']['tables'][number],
  w: ReturnType<typeof wordsIn>['propose'],
): string {
  if (name === 'people') return w.rosterIs
  if (rows.kind === 'one each') return w.oneEach(rows.key)
  return rows.kind === 'figures' ? w.figures : w.events(rows.month)
}
