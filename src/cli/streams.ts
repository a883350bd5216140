// What a command is given of the world: arguments, streams, folder, time. Nothing below the command line reads the
// clock or the environment.

import { Chalk, type ChalkInstance } from 'chalk'
import type { Language } from '../reports/messages/sentence.ts'

export interface Output {
  readonly write: (text: string) => unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

export interface Io {
  readonly stdout: Output
  readonly stderr: Output
  readonly cwd: string
  readonly now: Date
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Options that every command takes. */
export interface CommonOptions {
  readonly shop?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly color: boolean
  readonly lang?: Language
}

/** A command's own view of the terminal. */
export interface Terminal {
  readonly io: Io
  readonly language: Language
  readonly json: boolean
  readonly quiet: boolean
  readonly width: number
  readonly paint: ChalkInstance
  readonly out: (text?: string) => void
  readonly err: (text?: string) => void
}

const NARROWEST = 40
const WIDEST = 100
const USUAL = 80

export function terminal(io: Io, options: CommonOptions): Terminal {
  const colour = options.color && io.stdout.isTTY === true && io.env.NO_COLOR === undefined
  const quiet = options.quiet === true
  return {
    io,
    language: options.lang ?? localeLanguage(io.env),
    json: options.json === true,
    quiet,
    width: Math.max(NARROWEST, Math.min(WIDEST, io.stdout.columns ?? USUAL)),
    paint: new Chalk({ level: colour ? 1 : 0 }),
    out: (text = '') => void io.stdout.write(`${text}\n`),
    err: (text = '') => {
      if (!quiet) io.stderr.write(`${text}\n`)
    },
  }
}

function localeLanguage(env: Io['env']): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
