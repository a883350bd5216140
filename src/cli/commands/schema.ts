// bonusbook schema: the JSON Schema of scheme files, for editors, or of what a command prints with --json; printed or written to a
// file.

import { relative, resolve } from 'node:path'
import type { DocumentName } from '../../reports/document-names.ts'
import { schemaText } from '../../scheme/json-schema.ts'
import { wordsIn } from '../../words/language.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { putAsked } from '../put.ts'
import { type CommonOptions, type Io, terminal } from '../streams.ts'

export interface SchemaOptions extends CommonOptions {
  readonly of?: DocumentName
  readonly out?: string
}

/** Prints the JSON Schema, or writes it to the file of `--out`. */
export async function schema(options: SchemaOptions, io: Io): Promise<number> {
  const t = terminal(io, options)
  const content = options.of === undefined ? schemaText() : await formText(options.of)
  if (options.out === undefined) {
    io.stdout.write(content)
    return 0
  }
  const path = resolve(io.cwd, options.shop ?? '.', options.out)
  const file = relative(io.cwd, path) || path
  const trouble = await putAsked(path, content, file)
  if (trouble) return failed([trouble], t, undefined)
  const show = (): void => {
    if (!t.quiet) t.out(wordsIn(t.language).terminal.made(file))
  }
  await conclude(t, 'schema', {}, { document: () => ({ file }), show })
  return 0
}

/** Nothing but this needs the forms. */
async function formText(name: DocumentName): Promise<string> {
  const { documentSchema } = await import('../../reports/document-forms.ts')
  return `${JSON.stringify(documentSchema(name), null, 2)}\n`
}
