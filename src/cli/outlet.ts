// The two streams of the process, as commands write to them, and how a program ends that could not write. Takes the streams;
// gives outputs that never throw and know what was lost. A reader that stops reading (`| head`) is no error; a full disk is.

import { fstatSync, writeSync } from 'node:fs'
import { problem } from '../core/problem.ts'
import { fsFailure } from '../files/failure.ts'
import { sentenceOf } from '../reports/problem-text.ts'
import type { Language } from '../words/language.ts'
import type { Output } from './streams.ts'

/** Exit code: what was to be printed could not be written. */
export const UNPRINTED = 74

const READER_GONE: ReadonlySet<string> = new Set(['EPIPE', 'ECONNRESET'])

export interface Outlet {
  readonly output: Output
  /** The system's word for why something could not be written; waits until all that was written has gone. */
  readonly lost: () => Promise<string | undefined>
}

/** A stream of the process. Its errors are gathered, not thrown; behind the first one nothing more is written. */
export function outlet(stream: NodeJS.WriteStream & { readonly fd: number }): Outlet {
  let lost: string | undefined
  const fail = (error: unknown): void => {
    lost ??= fsFailure(error).code
  }
  stream.on('error', fail)
  if (goesToFile(stream.fd)) {
    const write = (text: string): void => {
      try {
        if (lost === undefined) writeAll(stream.fd, Buffer.from(text))
      } catch (error) {
        fail(error)
      }
    }
    return { output: { write }, lost: async () => lost }
  }
  const flushed = (): Promise<void> => new Promise(resolve => void stream.write('', () => resolve()))
  return {
    output: stream,
    async lost() {
      await flushed()
      return READER_GONE.has(lost ?? '') ? undefined : lost
    },
  }
}

/** Neither a terminal nor a pipe: Node's own stream would lose in silence what a disk takes no more of. */
function goesToFile(fd: number): boolean {
  const kind = fstatSync(fd)
  return kind.isFile() || (kind.isCharacterDevice() && !isTerminal(fd))
}

function isTerminal(fd: number): boolean {
  return (fd === 1 ? process.stdout : process.stderr).isTTY === true
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
}

/** How the program ends: the command's exit code, or 74 with a sentence on the stream that is left. */
export async function endOf(
  code: number,
  outlets: { readonly stdout: Outlet; readonly stderr: Outlet },
  sealed: readonly string[],
  language: Language,
): Promise<number> {
  const [out, err] = [await outlets.stdout.lost(), await outlets.stderr.lost()]
  const detail = out ?? err
  if (detail === undefined) return code
  const found = problem('CANNOT_PRINT', undefined, { detail, sealed: sealed.join(', ') })
  const { message, hint } = sentenceOf(found, language)
  const { output } = err === undefined ? outlets.stderr : outlets.stdout
  output.write(`${[found.code, message, hint].join('  ')}\n`)
  return UNPRINTED
}
