// What a command is given of the world: arguments, streams, folder, time. Nothing below the command line reads the
// clock or the environment.

import type { PayPeriod } from '../core/calendar.ts'
import { withoutSecrets } from '../core/secret.ts'
import { jsonText } from '../core/visible.ts'
import { inPeriods, type Language, languageOfLocale } from '../words/language.ts'
import { lineText, type Paint, paintOf, terminalText } from '../writers/terminal/paint.ts'

export interface Output {
  readonly write: (text: string) => unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
  /** The stream itself, for whoever moves the cursor. */
  readonly screen?: Output
}

export interface Io {
  readonly stdout: Output
  readonly stderr: Output
  readonly cwd: string
  readonly now: Date
  readonly env: Readonly<Record<string, string | undefined>>
  /** What was typed. */
  readonly argv?: readonly string[] | undefined
  /** One of the periods that the shop pays in one go, where the command line names a shop. */
  readonly pays?: PayPeriod | undefined
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
  /** The folder that was named. */
  readonly shop: string | undefined
  readonly language: Language
  readonly json: boolean
  readonly quiet: boolean
  readonly width: number
  readonly paint: Paint
  /** For what goes to the error stream, which may be a terminal where the output is none. */
  readonly errPaint: Paint
  /** Prints a line. */
  readonly out: (line?: string) => void
  /** Prints a line to the error stream, unless quiet is asked for. */
  readonly err: (line?: string) => void
  /** Tells what went wrong, also to whoever asked for quiet. */
  readonly fault: (line: string) => void
  /** Prints a document as JSON. */
  readonly document: (value: object) => void
}

/** The world with streams through which nothing goes that a terminal would obey, but our own styles. */
export function edgeOf(io: Io, argv: readonly string[], pays?: PayPeriod): Io {
  return {
    stdout: cleaned(io.stdout),
    stderr: cleaned(io.stderr),
    // Asked for where it is needed: the folder may have been removed.
    get cwd() {
      return io.cwd
    },
    now: io.now,
    env: io.env,
    argv,
    pays,
    ...(io.onSealed ? { onSealed: io.onSealed } : {}),
  }
}

/** A file that is printed may begin with its byte order mark. */
const ORDER_MARK = '\ufeff'

function cleaned(screen: Output): Output {
  const { isTTY, columns } = screen
  const write = (text: string): unknown =>
    screen.write(text.startsWith(ORDER_MARK) ? ORDER_MARK + terminalText(text.slice(1)) : terminalText(text))
  return { isTTY, columns, write, screen }
}

const NARROWEST = 40
const WIDEST = 100
const USUAL = 80

export function terminal(io: Io, options: CommonOptions): Terminal {
  const quiet = options.quiet === true
  const fault = (line: string): void => void io.stderr.write(`${lineText(line)}\n`)
  return {
    io,
    shop: options.shop,
    language: inPeriods(options.lang ?? languageOf(io.env), io.pays),
    json: options.json === true,
    quiet,
    width: widthFor(io.stdout),
    paint: paintOf(options.color && hasColour(io, io.stdout)),
    errPaint: paintOf(options.color && hasColour(io, io.stderr)),
    out: (line = '') => void io.stdout.write(`${lineText(line)}\n`),
    err: (line = '') => {
      if (!quiet) fault(line)
    },
    fault,
    document: value => void io.stdout.write(`${jsonText(value, 2, withoutSecrets)}\n`),
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
  return languageOfLocale(wanted)
}
