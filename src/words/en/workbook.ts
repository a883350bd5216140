// The words of the workbook's summary, scorecards, balances and origin, in English. Their names and parameters are those of every language.

import type { Noun } from './noun.ts'
export const workbook = (p: Noun) => ({
  summary: 'Summary',
  by: 'By',
  noGroup: '(none)',
  people: 'People',
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
  rowsOtherMonth: `Rows of other ${p.month}s`,
  program: 'Program',
  scheme: 'Scheme',
  schemeFrom: 'Scheme in force from',
  language: 'Language',
  ownName: 'English',
  setting: 'What-if',
  approval: 'To be approved by',
  input: 'Input',
  state: 'State',
  // What sheets and pages are. The first sentence is sealed with them: what is closed has the last one in its place, in every
  // version; who words it otherwise keeps the old one among those that `writers/stamp.ts` knows.
  draft: {
    close: (period: string): string => `Draft of ${period}, not paid`,
    correct: (period: string): string => `Draft of a correction of ${period}, not paid`,
    release: (period: string): string => `Draft of a release of ${period}, not paid`,
  },
  recalculated: (period: string): string => `Recalculation of ${period}, which is closed: not what was paid`,
  sealed: {
    close: (entry: string): string => `Closed: ${entry}`,
    correct: (entry: string): string => `Correction sealed: ${entry}`,
    release: (entry: string): string => `Release sealed: ${entry}`,
  },
  entry: (entry: number, time: string, seal: string): string => `entry ${entry}, ${time}, seal ${seal}`,
})

export type WorkbookWords = ReturnType<typeof workbook>
