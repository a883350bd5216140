// A shop folder: where its scheme and data lie, and that only one run works in it at a time.

import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import type { Period } from '../core/calendar.ts'
import { parseMonth } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'
import { type LoadedScheme, loadScheme } from '../scheme/load.ts'

export interface SchemeFileFacts {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

export interface ShopScheme extends LoadedScheme {
  readonly facts: SchemeFileFacts | undefined
}

/** The folder that a command works in. */
export function shopRoot(cwd: string, shop: string | undefined): string {
  return resolve(cwd, shop ?? '.')
}

/** Loads the scheme that applies to a month: scheme.yaml, or of schemes/*.yaml the last one that has begun. */
export async function loadShopScheme(root: string, period: Period): Promise<ShopScheme> {
  const single = join(root, 'scheme.yaml')
  if (await isFile(single)) return loadSchemeFile(single, 'scheme.yaml', period)
  const names = (await readdir(join(root, 'schemes')).catch(() => [])).filter(n => /\.ya?ml$/.test(n)).sort()
  const begun: { name: string; from: string }[] = []
  for (const name of names) {
    const from = /^from:\s*["']?(\d{4}-\d{2})/m.exec(await readFile(join(root, 'schemes', name), 'utf8'))?.[1]
    if (from === undefined || from <= period.name) begun.push({ name, from: from ?? '' })
  }
  const latest = begun.sort((a, b) => (a.from < b.from ? -1 : 1)).at(-1)
  if (latest) return loadSchemeFile(join(root, 'schemes', latest.name), `schemes/${latest.name}`, period)
  const looked = names.length > 0 ? `schemes/*.yaml (${period.name})` : 'scheme.yaml, schemes/*.yaml'
  return { scheme: undefined, facts: undefined, problems: [problem('SCHEME_MISSING', undefined, { looked })] }
}

/** Loads one scheme file. */
export async function loadSchemeFile(path: string, display: string, period: Period | undefined): Promise<ShopScheme> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch {
    return {
      scheme: undefined,
      facts: undefined,
      problems: [problem('SCHEME_MISSING', undefined, { looked: display })],
    }
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    ...loadScheme(bytes.toString('utf8'), display, period),
    facts: { file: display, bytes: bytes.length, sha256 },
  }
}

/** A scheme named on the command line: a file, or a folder with a scheme.yaml. */
export async function findSchemeArgument(cwd: string, argument: string): Promise<{ path: string; display: string }> {
  const path = resolve(cwd, argument)
  const inside = join(path, 'scheme.yaml')
  const file = (await isFile(inside)) ? inside : path
  const near = relative(cwd, file)
  return { path: file, display: near.startsWith('..') || isAbsolute(near) ? file : near }
}

/** The months that have a folder of data, the newest first. */
export async function dataMonths(root: string): Promise<Period[]> {
  const names = await readdir(join(root, 'data')).catch(() => [])
  const months = names.map(n => parseMonth(n, 0)).filter(p => p !== null)
  return months.sort((a, b) => (a.name < b.name ? 1 : -1))
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    s => s.isFile(),
    () => false,
  )
}

/** Does work while no other run may write in the shop; a problem where one does. */
export async function withShopLock<T>(root: string, work: () => Promise<T>): Promise<T | Problem> {
  const { default: lock } = await import('proper-lockfile')
  let release: () => Promise<void>
  try {
    release = await lock.lock(root, {
      lockfilePath: join(root, '.bonusbook.lock'),
      stale: 10_000,
      onCompromised: () => {},
    })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ELOCKED') return problem('SHOP_BUSY', undefined, { detail: '' })
    if (code === 'ENOENT') return problem('SCHEME_MISSING', undefined, { looked: root })
    return problem('CANNOT_WRITE', { file: root }, { detail: code ?? String(error) })
  }
  try {
    return await work()
  } finally {
    await release().catch(() => {})
  }
}
