// How long LibreOffice takes to open workbooks, work them out and write them again, one after another in one process.

import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Seconds; undefined where LibreOffice is not there, or could not do it. */
export function libreOffice(workbooks: readonly string[], target: string): number | undefined {
  const profile = `-env:UserInstallation=${pathToFileURL(join(tmpdir(), 'bonusbook-bench-libreoffice')).href}`
  const args = [profile, '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', target, ...workbooks]
  const began = performance.now()
  const { status } = spawnSync('soffice', args, { stdio: 'ignore' })
  return status === 0 ? (performance.now() - began) / 1000 : undefined
}
