// bonusbook test [SCHEME…]: the scheme's own test cases, and what of the scheme no case reaches. They are `cases.yaml` and
// `cases/*.yaml` beside the scheme, or, of one that is not called scheme.yaml, `cases/<its name>.yaml` alone where that is
// there. SCHEME is a file or a folder with scheme.yaml; without one, the shop's. Exit code 1 where a case fails.

import { resolve } from 'node:path'
import { allPassed } from '../../pay/test-scheme.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { testSchemes as testIn } from '../../shop/test-schemes.ts'
import { conclude } from '../conclude.ts'
import { testDocument, testLines, verdict } from '../show-test.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'

/** Runs the cases of each scheme and shows what became of them. */
export async function testSchemes(schemes: readonly string[], options: CommonOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const tests = await testIn(schemes, resolve(io.cwd, options.shop ?? '.'), io.cwd, t.json)
  const ok = tests.every(allPassed)
  const document = (): DocumentOf<'test'> => ({ ok, schemes: tests.map(test => testDocument(test, t)) })
  const show = (): void => {
    for (const test of tests) for (const line of testLines(test, t)) t.out(line)
    for (const line of verdict(tests, t)) t.out(line)
  }
  await conclude(t, 'test', { ok }, { document, show })
  return ok ? 0 : 1
}
