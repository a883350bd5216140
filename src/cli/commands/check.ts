// bonusbook check: reads scheme and exports, prints all problems at once, what became of the money in the files, and a
// verdict. Writes nothing, but for the list of problems where `--csv` asks for it.

import { relative } from 'node:path'
import { anyError } from '../../core/problem.ts'
import { explained } from '../../explain/month.ts'
import { problemSheet } from '../../reports/control-sheets.ts'
import { problemDocument, reconciliationDocument, unmatchedDocument } from '../../reports/documents.ts'
import { edgeDocument } from '../../reports/edge-notes.ts'
import { shopRoot } from '../../shop/contents.ts'
import { releaseOutlook } from '../../shop/release-outlook.ts'
import { changedRules } from '../../shop/sealed-rules.ts'
import { workOutShop } from '../../shop/shop-month.ts'
import { wordsIn } from '../../words/language.ts'
import { listText } from '../../writers/csv.ts'
import { choosePeriod } from '../period.ts'
import { progress } from '../progress.ts'
import { putAsked } from '../put.ts'
import { edgeLines } from '../show-edges.ts'
import { counts, overviewLines, problemLines, sortProblems } from '../show-problems.ts'
import { madeLines, reconciliationLines, unmatchedLines } from '../show-reconciliation.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'
import { closedDocument, tellClosed } from '../tell-closed.ts'
import { writtenFile } from '../written-file.ts'

export async function check(options: CommonOptions & { period?: string; csv?: string }, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const list =
    options.csv === undefined
      ? undefined
      : await writtenFile({ option: '--csv', typed: options.csv, format: 'csv', root, cwd: io.cwd })
  const period = await choosePeriod(options.period, root, io)
  const shown = await progress(t)
  const how = { layouts: true, ...shown }
  const outcome = await workOutShop(root, period, how, { closed: 'as sealed' })
  shown.step()
  const { reconciliation, unmatched, sealed, state, loaded } = outcome
  const told = [
    ...outcome.problems,
    ...(await changedRules(root, state.book, loaded.draft)),
    ...(await releaseOutlook(root, outcome.month, state)),
  ]
  const month = outcome.month && explained(outcome.month)
  const trouble =
    list === undefined ? undefined : await putAsked(list, listText(problemSheet(sortProblems(told), t.language, '')))
  const problems = sortProblems(trouble ? [...told, trouble] : told)
  const failed = anyError(problems)
  if (t.json) {
    const document = {
      period: period.name,
      ok: !failed,
      ...(sealed ? { closed: closedDocument(sealed) } : {}),
      problems: problems.map(p => problemDocument(p, t.language)),
      reconciliation: reconciliation.map(reconciliationDocument),
      unmatched: unmatchedDocument(unmatched),
      edges: month ? month.edges.map(edgeDocument) : [],
    }
    t.document(document)
    return failed ? 1 : 0
  }
  const w = wordsIn(t.language).terminal
  if (sealed) tellClosed(sealed, t)
  for (const line of [...problemLines(problems, t), ...overviewLines(problems, t)]) t.out(line)
  if (!t.quiet) {
    for (const line of unmatchedLines(unmatched, t)) t.out(line)
    for (const line of reconciliationLines(reconciliation, t)) t.out(line)
    if (month) for (const line of [...madeLines(month, t), ...edgeLines(month, t)]) t.out(line)
    if (list !== undefined && !trouble) t.out(w.listed(relative(io.cwd, list)))
  }
  const { errors, warnings } = counts(problems)
  const verdict =
    problems.length === 0
      ? w.checkOk(period.name)
      : failed
        ? w.checkBad(period.name, w.problems(errors, warnings))
        : w.checkWarn(period.name, w.problems(0, warnings))
  t.out((failed ? t.paint.red : t.paint.green)(verdict))
  return failed ? 1 : 0
}
