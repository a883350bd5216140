// bonusbook check: reads scheme and exports, prints all problems at once, what became of the money in the files, and a
// verdict. Writes nothing, but for the list of problems where `--csv` asks for it.

import { relative } from 'node:path'
import { anyError } from '../../core/problem.ts'
import { explained } from '../../explain/month.ts'
import { problemList } from '../../reports/control-sheets.ts'
import type { CheckDocument } from '../../reports/document-forms.ts'
import { problemDocument, reconciliationDocument, unmatchedDocument } from '../../reports/documents.ts'
import { edgeDocument } from '../../reports/edge-notes.ts'
import { toMend } from '../../reports/mend.ts'
import { checkMonth } from '../../shop/check.ts'
import { shopRoot } from '../../shop/contents.ts'
import { wordsIn } from '../../words/language.ts'
import { conclude } from '../conclude.ts'
import { choosePeriod } from '../period.ts'
import { progress } from '../progress.ts'
import { putList } from '../put.ts'
import { edgeLines } from '../show-edges.ts'
import { counts, mendLines, overviewLines, problemLines, sortProblems } from '../show-problems.ts'
import { madeLines, reconciliationLines, unmatchedLines } from '../show-reconciliation.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'
import { closedDocument, tellClosed } from '../tell-closed.ts'
import { LISTS, writtenFile } from '../written-file.ts'

export async function check(options: CommonOptions & { period?: string; csv?: string }, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const list =
    options.csv === undefined
      ? undefined
      : await writtenFile({ option: '--csv', typed: options.csv, formats: LISTS, root, cwd: io.cwd })
  const period = await choosePeriod(options.period, root, io)
  const { step, ...shown } = await progress(t)
  const outcome = await checkMonth(root, period, shown)
  step()
  const { reconciliation, unmatched, sealed, problems: told } = outcome
  const { draft } = outcome.loaded
  const specs = draft ? [draft.roster, ...draft.tables, ...(draft.adjustments ? [draft.adjustments] : [])] : []
  const ownerOf = (table: string): string | undefined => specs.find(({ spec }) => spec.name === table)?.spec.owner
  const month = outcome.month && explained(outcome.month)
  const trouble =
    list === undefined ? undefined : await putList(list, problemList(sortProblems(told), t.language, ownerOf))
  const problems = sortProblems(trouble ? [...told, trouble] : told)
  const failed = anyError(problems)
  const people = month?.result.people.length
  const first = toMend(problems, ownerOf)
  const document = (): CheckDocument => ({
    period: period.name,
    ok: !failed,
    ...(people === undefined ? {} : { headcount: people }),
    ...(sealed ? { closed: closedDocument(sealed) } : {}),
    first,
    problems: problems.map(p => problemDocument(p, t.language)),
    reconciliation: reconciliation.map(reconciliationDocument),
    unmatched: unmatchedDocument(unmatched),
    edges: month ? month.edges.map(edgeDocument) : [],
  })
  const show = (): void => {
    const w = wordsIn(t.language).terminal
    if (sealed) tellClosed(sealed, t)
    const { errors, warnings } = counts(problems)
    const verdict = failed
      ? w.checkBad(period.name, w.problems(errors, 0), first.length)
      : w.checkOk(period.name, sealed !== undefined, w.people(people ?? 0), w.problems(0, warnings))
    t.out((failed ? t.paint.red : t.paint.green)(verdict))
    for (const line of mendLines(first, t)) t.out(line)
    t.out()
    if (t.quiet) return
    for (const line of [...problemLines(problems, t), ...overviewLines(problems, t)]) t.out(line)
    for (const line of unmatchedLines(unmatched, t)) t.out(line)
    for (const line of reconciliationLines(reconciliation, t)) t.out(line)
    if (month) for (const line of [...madeLines(month, t), ...edgeLines(month, t)]) t.out(line)
    if (list !== undefined && !trouble) t.out(w.listed(relative(io.cwd, list)))
  }
  const unrated = problems.every(
    p => p.severity !== 'error' || (p.code === 'FILE_MISSING' && p.facts.form !== undefined),
  )
  const did = {
    ...{ period: period.name, ok: !failed, sealed: sealed !== undefined, unrated },
    mend: unrated ? undefined : first[0]?.file,
  }
  await conclude(t, 'check', did, { document, show })
  return failed ? 1 : 0
}
