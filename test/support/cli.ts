// The command line in this process: arguments in; exit code and what was printed out.

import { main } from '../../src/cli/main.ts'
import { documentAsked, faultsOf } from './documents.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  /** Without the line that says what comes next. */
  readonly err: string
  /** That line, or what a document has of it; empty where there is none. */
  readonly next: string
}

export interface Setting {
  readonly cwd?: string
  /** Today, for `last` and `this`. */
  readonly now?: Date
  readonly env?: Readonly<Record<string, string | undefined>>
  /** A terminal of so many columns; none: a pipe. */
  readonly columns?: number
}

/** Runs a command line. */
export async function run(argv: readonly string[], setting: Setting = {}): Promise<Ran> {
  const printed = { out: '', err: '' }
  const stream = (to: 'out' | 'err') => ({
    write: (text: string): void => {
      printed[to] += text
    },
    isTTY: setting.columns !== undefined,
    columns: setting.columns,
  })
  const code = await main(argv, {
    stdout: stream('out'),
    stderr: stream('err'),
    cwd: setting.cwd ?? '/',
    now: setting.now ?? new Date(2026, 7, 15),
    env: setting.env ?? {},
  })
  const lines = printed.err.split('\n')
  const said = lines.find(line => /^(Next: |下一步：)/.test(withoutColour(line)))
  const name = documentAsked(argv)
  if (name !== undefined && printed.out.startsWith('{')) {
    const faults = await faultsOf(name, JSON.parse(printed.out))
    if (faults.length > 0) throw new Error(`what ${argv.join(' ')} prints is not as documented:\n${faults.join('\n')}`)
  }
  const err = lines.filter(line => line !== said).join('\n')
  return { code, out: printed.out, err, next: said ?? /^ {2}"next": "(.*)"$/m.exec(printed.out)?.[1] ?? '' }
}

/** A document that a command printed to stdout, and nothing else there; without what comes next. */
export function json<T>(ran: Pick<Ran, 'out'>): T {
  const { next: _, ...document } = JSON.parse(ran.out) as { next?: string }
  return document as T
}

const ESCAPE = String.fromCharCode(27)

export function hasColour(text: string): boolean {
  return text.includes(`${ESCAPE}[`)
}

export function withoutColour(text: string): string {
  return text.split(new RegExp(`${ESCAPE}\\[[0-9;]*m`)).join('')
}
