// What commands print with `--json`, held against the form that `bonusbook schema --of` gives: every document that any test sees is
// checked, so a key that nobody described fails the test that met it.

import { Ajv, type ValidateFunction } from 'ajv'
import { DOCUMENT_NAMES, type DocumentName } from '../../src/reports/document-names.ts'

const known = new Map<DocumentName, Promise<ValidateFunction>>()

async function validator(name: DocumentName): Promise<ValidateFunction> {
  const { documentSchema } = await import('../../src/reports/document-forms.ts')
  return new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(documentSchema(name))
}

/** The command whose document a command line prints; undefined where it prints none. */
export function documentAsked(argv: readonly string[]): DocumentName | undefined {
  if (!argv.includes('--json') || ['completion', 'help'].includes(argv[0] ?? '')) return undefined
  const words = argv.filter(word => !word.startsWith('-'))
  const names = DOCUMENT_NAMES.filter(name => name.split(' ').every(word => words.includes(word)))
  return names.toSorted((a, b) => words.indexOf(a.split(' ')[0]!) - words.indexOf(b.split(' ')[0]!))[0]
}

/** What of a document is not as its form says; empty where all is. */
export async function faultsOf(name: DocumentName, document: unknown): Promise<string[]> {
  const own = known.get(name) ?? validator(name)
  known.set(name, own)
  const validate = await own
  if (validate(document)) return []
  return (validate.errors ?? []).map(e => `${e.instancePath} ${e.message ?? ''} ${JSON.stringify(e.params)}`)
}
