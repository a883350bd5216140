// bonusbook check: reads scheme and exports, prints all problems at once with a verdict, writes nothing.

import { anyError } from '../../core/problem.ts'
import { workOutLoaded } from '../../pay/month.ts'
import { problemDocument } from '../../reports/documents.ts'
import { choosePeriod } from '../period.ts'
import { loadShopScheme, shopRoot } from '../shop.ts'
import { counts, problemLines, sortProblems } from '../show-problems.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'
import { words } from '../words.ts'

export async function check(options: CommonOptions & { period?: string }, io: Io): Promise<number> {
  const t = terminal(io, options)
  const root = shopRoot(io.cwd, options.shop)
  const period = await choosePeriod(options.period, root, io.now)
  const loaded = await loadShopScheme(root, period)
  const { problems } = await workOutLoaded(loaded, { root }, period, { overrides: new Map(), keepRows: false })
  const failed = anyError(problems)
  if (t.json) {
    t.out(
      JSON.stringify(
        { period: period.name, ok: !failed, problems: sortProblems(problems).map(p => problemDocument(p, t.language)) },
        null,
        2,
      ),
    )
    return failed ? 1 : 0
  }
  const w = words(t.language)
  for (const line of problemLines(problems, t)) t.out(line)
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
