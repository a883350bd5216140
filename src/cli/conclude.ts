// How a command ends: what it gives, as JSON or as lines, and the command that comes next, in one line of the error stream, so that
// the output stays the result. With --json it is a field, with --quiet there is none.

import { pathIn } from '../core/inside.ts'
import type { Problem } from '../core/problem.ts'
import { shellLine } from '../core/shell.ts'
import type { DocumentOf } from '../reports/document-forms.ts'
import type { DocumentName } from '../reports/document-names.ts'
import { toMend } from '../reports/mend.ts'
import { shopRoot } from '../shop/contents.ts'
import { standingOf } from '../shop/standing.ts'
import { wordsIn } from '../words/language.ts'
import { type Did, insteadOf, NEXT, type Step, wordsOf } from './next.ts'
import type { Terminal } from './streams.ts'

/** What a command that did its work gives: a document, or what shows it. */
export interface Given<N extends DocumentName> {
  readonly document: () => DocumentOf<N>
  readonly show: () => void
}

/** Prints it, and what comes next. */
export async function conclude<N extends DocumentName>(
  t: Terminal,
  command: N,
  did: Did,
  { document, show }: Given<N>,
): Promise<void> {
  const step = t.quiet && !t.json ? undefined : NEXT[command](did, await standingOf(shopRoot(t.io.cwd, t.shop)))
  if (t.json) {
    t.document({ ...document(), ...nextField(step, t) })
    return
  }
  show()
  tellNext(step, t, did.mend)
}

/** The command that follows where one was not done. */
export function nextInstead(problems: readonly Problem[], t: Terminal): { readonly next?: string } {
  return nextField(insteadOf(problems), t)
}

function nextField(step: Step | undefined, t: Terminal): { readonly next?: string } {
  return step ? { next: lineOf(step, t) } : {}
}

function lineOf(step: Step, t: Terminal): string {
  const { argv = [] } = t.io
  const { someName: name, someRole: role, someKey: key } = wordsIn(t.language).terminal
  return shellLine(wordsOf(step, { argv, shop: t.shop, name, role, key }))
}

/** Tells it, and what has to be done before: exports that have to be there, files that have to be mended. */
function tellNext(step: Step | undefined, t: Terminal, mend = ''): void {
  if (!step) return
  const w = wordsIn(t.language).terminal
  const line = t.errPaint.bold(lineOf(step, t))
  const shown = (path: string): string => (t.shop === undefined ? path : pathIn(t.shop, ...path.split('/')))
  const told =
    mend !== ''
      ? w.nextMended(mend, line)
      : step.exports
        ? w.nextExports(shown(step.exports), line)
        : step.filled
          ? w.nextFilled(shown(step.filled), line)
          : step.look
            ? w.nextLooked(shown(step.look.sheet), step.look.approved, line)
            : w.nextIs(line)
  t.err(told)
}

/** The same where something stands in the way: the first file to mend, then the command. */
export function tellInstead(problems: readonly Problem[], t: Terminal): void {
  const step = insteadOf(problems)
  const [first] = toMend(problems, () => undefined)
  tellNext(step, t, step && 'without' in step && step.plus.length === 0 && first ? first.file : '')
}
