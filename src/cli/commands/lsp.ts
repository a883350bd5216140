// bonusbook lsp: serves an editor of schemes over the standard streams, by the Language Server Protocol, until the editor ends it.

import { serve } from '../../lsp/server.ts'
import type { CommonOptions } from '../streams.ts'

/** Serves; the connection ends the process. The streams belong to the protocol: nothing else is printed. */
export function lsp({ lang }: CommonOptions): Promise<number> {
  serve({ input: process.stdin, output: process.stdout, language: lang })
  return new Promise(() => {})
}
