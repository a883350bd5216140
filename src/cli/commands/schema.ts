// bonusbook schema: the JSON Schema of scheme files, printed or written to a file, for editors.

import { relative, resolve } from 'node:path'
import { schemaText } from '../../scheme/json-schema.ts'
import { wordsIn } from '../../words/language.ts'
import { failed } from '../fail.ts'
import { putAsked } from '../put.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'

/** Prints the JSON Schema, or writes it to the file of `--out`. */
export async function schema(options: CommonOptions & { out?: string }, io: Io): Promise<number> {
  const t = terminal(io, options)
  if (options.out === undefined) {
    io.stdout.write(schemaText())
    return 0
  }
  const path = resolve(io.cwd, options.shop ?? '.', options.out)
  const file = relative(io.cwd, path) || path
  const trouble = await putAsked(path, schemaText(), file)
  if (trouble) return failed([trouble], t, undefined)
  if (t.json) t.document({ file })
  else if (!t.quiet) t.out(wordsIn(t.language).terminal.made(file))
  return 0
}
