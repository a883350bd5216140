// bonusbook completion SHELL: the script by which a shell completes command lines. With `--` it is asked by that script for
// what may stand at the cursor: then it is silent about whatever is wrong.

import type { Command } from 'commander'
import { isVisible, visible } from '../../core/visible.ts'
import { complete } from '../completion/complete.ts'
import { bashWords, SCRIPTS, type Shell } from '../completion/scripts.ts'
import type { Io } from '../streams.ts'

/** Prints the script. */
export async function completion(shell: Shell, io: Io): Promise<number> {
  io.stdout.write(SCRIPTS[shell])
  return 0
}

/** Prints the candidates for a command line, a line each. */
export async function candidates(program: Command, shell: string, words: readonly string[], io: Io): Promise<number> {
  const typed = shell === 'bash' ? bashWords(words) : { words, cut: '' }
  const found = await complete(program, typed.words, io).catch(() => [])
  if (typeof found === 'string') io.stdout.write(`:${found}\n`)
  else
    for (const { value, about } of found) {
      // What can't be typed is no help.
      if (!isVisible(value)) continue
      const rest = value.startsWith(typed.cut) ? value.slice(typed.cut.length) : value
      io.stdout.write(about === '' ? `${rest}\n` : `${rest}\t${visible(about)}\n`)
    }
  return 0
}
