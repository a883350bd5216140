// The commands that print a document with `--json`, by their words. Their forms stand in document-forms.ts, which is only loaded
// where a form itself is asked for.

export const DOCUMENT_NAMES = [
  'init',
  'propose',
  'check',
  'form',
  'run',
  'approve',
  'close',
  'release',
  'correct',
  'book balance',
  'book register',
  'book list',
  'book open',
  'book sheets',
  'book verify',
  'book export',
  'group check',
  'group run',
  'group close',
  'group release',
  'group correct',
  'group verify',
  'group report',
  'group merge',
  'group overrides',
  'explain',
  'compare',
  'try',
  'test',
  'schema',
] as const

export type DocumentName = (typeof DOCUMENT_NAMES)[number]
