// The words of the workbook's summary, scorecards, balances and origin, in English. Their names and parameters are those of every language.

export const workbook = {
  summary: 'Summary',
  by: 'By',
  noGroup: '(none)',
  people: 'People',
  taxKind: 'Tax kind',
  ordinaryWages: 'Ordinary wages',
  batch: 'Batch',
  figures: 'Figures',
  uponSeal: 'Upon seal',
  actual: 'Actual',
  target: 'Target or band',
  targetValue: 'Target value',
  most: 'Most points',
  firstPayout: 'First release in',
  heldBefore: 'Held before',
  heldAfter: 'Held after',
  noProblems: 'No problems, and nothing to note.',
  origin: 'Made from',
  what: 'What',
  content: 'Name',
  bytes: 'Bytes',
  rowsOtherMonth: 'Rows of other months',
  program: 'Program',
  scheme: 'Scheme',
  schemeFrom: 'Scheme in force from',
  language: 'Language',
  ownName: 'English',
  setting: 'What-if',
  approval: 'To be approved by',
  input: 'Input',
  /** Behind the name of the scheme. */
  anew: ' (a closed month worked out anew, not what was paid)',
}

export type WorkbookWords = typeof workbook
