// Styles for a terminal, and the one way by which texts reach it. Takes texts that may hold anything; lets through what they
// show and the styles that were put on them here, and nothing that a text brought along: a style is a sequence with a key,
// drawn anew in each run, which leaves it as the text leaves the program.

import { randomInt } from 'node:crypto'
import { Chalk } from 'chalk'
import { withoutSecrets } from '../../core/secret.ts'
import { visible, visibleLines } from '../../core/visible.ts'

const STYLES = ['bold', 'dim', 'italic', 'underline', 'red', 'green', 'yellow', 'cyan'] as const

/** Puts styles on texts. */
export type Paint = Readonly<Record<(typeof STYLES)[number], (text: string) => string>>

const ESCAPE = '\u001b'
// As figures of a sequence of styles have them: whoever measures a text passes over it.
const KEY = Array.from({ length: 6 }, () => randomInt(1000, 10_000)).join(';')
const MARK = new RegExp(`(${ESCAPE}\\[${KEY};\\d+m)`)
const MARKS = new RegExp(`${ESCAPE}\\[${KEY};(\\d+)m`, 'g')
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins a sequence
const SEQUENCES = /\u001b\[(\d+)m/g

/** The styles of a terminal; one without colours shows texts as they are. */
export function paintOf(colours: boolean): Paint {
  const chalk = new Chalk({ level: colours ? 1 : 0 })
  // What chalk is given was made visible, so that all sequences in what it gives are ours.
  const styled = (style: (typeof STYLES)[number]) => (text: string) =>
    chalk[style](leaving(lineText(text))).replace(SEQUENCES, `${ESCAPE}[${KEY};$1m`)
  return {
    ...{ bold: styled('bold'), dim: styled('dim'), italic: styled('italic'), underline: styled('underline') },
    ...{ red: styled('red'), green: styled('green'), yellow: styled('yellow'), cyan: styled('cyan') },
  }
}

/** A text for one line, with everything in it visible but numbers of documents and accounts, and its styles as they are. */
export function lineText(text: string): string {
  return besideMarks(text, part => withoutSecrets(visible(part)))
}

/** A text of several lines as it leaves the program: everything in it visible, its styles as a terminal knows them. */
export function terminalText(text: string): string {
  return leaving(besideMarks(text, visibleLines))
}

function besideMarks(text: string, show: (text: string) => string): string {
  if (!text.includes(ESCAPE)) return show(text)
  // What a separator has in brackets stands between the parts.
  return text
    .split(MARK)
    .map((part, i) => (i % 2 === 1 ? part : show(part)))
    .join('')
}

function leaving(text: string): string {
  return text.replace(MARKS, `${ESCAPE}[$1m`)
}
