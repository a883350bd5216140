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
  /** Is given every entry that was sealed, before anything is printed of it. */
  readonly onSealed?: (entry: string) => void
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
  /** For what goes to the error stream, which may be a terminal where the output is none. */
  readonly errPaint: ChalkInstance
  readonly out: (text?: string) => void
  readonly err: (text?: string) => void
}

const NARROWEST = 40
const WIDEST = 100
const USUAL = 80

export function terminal(io: Io, options: CommonOptions): Terminal {
  const paintOf = (output: Output): ChalkInstance =>
    new Chalk({ level: options.color && hasColour(io, output) ? 1 : 0 })
  const quiet = options.quiet === true
  return {
    io,
    language: options.lang ?? languageOf(io.env),
    json: options.json === true,
    quiet,
    width: widthFor(io.stdout),
    paint: paintOf(io.stdout),
    errPaint: paintOf(io.stderr),
    out: (text = '') => void io.stdout.write(`${text}\n`),
    err: (text = '') => {
      if (!quiet) io.stderr.write(`${text}\n`)
    },
  }
}

/** The terminal for what goes to the error stream. */
export function onErrors(t: Terminal): Terminal {
  return { ...t, paint: t.errPaint }
}

/** Columns that lines may take. */
export function widthFor({ columns }: Output): number {
  return Math.max(NARROWEST, Math.min(WIDEST, columns ?? USUAL))
}

/** Colour is for terminals: NO_COLOR takes it away, FORCE_COLOR gives it to a pipe too. */
export function hasColour({ env }: Io, output: Output): boolean {
  const { NO_COLOR: no = '', FORCE_COLOR: force = '', TERM } = env
  if (no !== '') return false
  if (force !== '') return force !== '0' && force !== 'false'
  return output.isTTY === true && TERM !== 'dumb'
}

/** The language of the locale. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG, LANGUAGE }: Io['env']): Language {
  const locale = LC_ALL || LC_MESSAGES || LANG || ''
  // As gettext does: a list of languages goes first, but not where the locale is none.
  const none = /^(C|POSIX)?(\.|$)/.test(locale)
  const wanted = none || !LANGUAGE ? locale : LANGUAGE
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
