// The command line in this process: arguments in; exit code and what was printed out.

import { main } from '../../src/cli/main.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
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
  return { code, ...printed }
}

/** A document that a command printed to stdout, and nothing else there. */
export function json<T>(ran: Ran): T {
  return JSON.parse(ran.out) as T
}

const ESCAPE = String.fromCharCode(27)

export function hasColour(text: string): boolean {
  return text.includes(`${ESCAPE}[`)
}

export function withoutColour(text: string): string {
  return text.split(new RegExp(`${ESCAPE}\\[[0-9;]*m`)).join('')
}
