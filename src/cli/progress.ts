// Shows on a terminal how far long work has come: which file is read, how much of it. Takes the command's terminal; shows
// nothing where the error stream is none, where quiet is asked for, or where the work is short.

import type { ReadRequest } from '../tables/reading.ts'
import { cut } from '../writers/terminal/wrap.ts'
import type { Terminal } from './streams.ts'

/** Smaller files are read before anybody looks. */
const LONG_BYTES = 3_000_000
const NAME_WIDTH = 32

export interface Progress {
  readonly onProgress?: NonNullable<ReadRequest['onProgress']>
  /** Says what is being done now; without a word, that all is done. */
  readonly step: (word?: string) => void
}

const SILENT: Progress = { step: () => {} }

/** Prepares the display. */
export async function progress(t: Terminal): Promise<Progress> {
  const { stderr } = t.io
  if (stderr.isTTY !== true || t.quiet) return SILENT
  const { SingleBar } = (await import('cli-progress')).default
  const stream = (stderr.screen ?? stderr) as NodeJS.WriteStream
  const bar = new SingleBar({
    format: ' {bar} {percentage}%  {file}',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    stream,
  })
  let shown: string | undefined
  let said = false
  const clear = (): void => {
    if (shown !== undefined) bar.stop()
    if (said) stream.write('\r\u001b[K')
    shown = undefined
    said = false
  }
  return {
    onProgress(file, read, bytes) {
      if (bytes < LONG_BYTES) return
      const name = { file: cut(file.split('/').at(-1)!, NAME_WIDTH) }
      if (shown !== file) {
        clear()
        bar.start(bytes, read, name)
        shown = file
      }
      bar.update(read, name)
      if (read >= bytes) clear()
    },
    step(word) {
      clear()
      if (word === undefined) return
      stderr.write(` ${word} …`)
      said = true
    },
  }
}
