// The words of the command line itself, in English. Their names and parameters are those of every language.

import type { Noun } from './noun.ts'

/** What a file has to be mended of, whom to ask, and where else to look. */
function mended(errors: string, owner: string, also: readonly string[]): string {
  const parts = [
    errors,
    ...(also.length === 0 ? [] : [`or ${also.join(', ')}`]),
    ...(owner === '' ? [] : [`ask ${owner}`]),
  ]
  return parts.join('; ')
}

export const terminal = (p: Noun) => ({
  error: 'error',
  colon: ': ',
  end: '.',
  warning: 'warning',
  gross: 'Earned',
  withheld: 'Held back',
  forfeited: 'of that forfeited',
  deducted: 'Deducted',
  carried: 'Carried over',
  own: `Pay of the ${p.month}`,
  corrections: 'Corrections',
  net: 'Pay',
  people: (n: number): string => (n === 1 ? '1 person' : `${n} people`),
  peopleTitle: 'People',
  written: 'Payroll sheet',
  notInExport: (people: string, amount: string): string => `not in it: ${people}, ${amount} in all`,
  nothingWritten: 'Nothing was written (what-if; --out DIR writes it to a folder).',
  problems: (errors: number, warnings: number): string =>
    [
      errors > 0 ? (errors === 1 ? '1 error' : `${errors} errors`) : '',
      warnings > 0 ? (warnings === 1 ? '1 warning' : `${warnings} warnings`) : '',
    ]
      .filter(x => x !== '')
      .join(', '),
  stopped: (counts: string): string => `${counts}. Nothing was written.`,
  checkOk: (period: string, closed: boolean, people: string, warnings: string): string =>
    `${period}: ${closed ? 'closed' : 'ready to run'}: ${[people, warnings].filter(x => x !== '').join(', ')}.`,
  checkBad: (period: string, errors: string, files: number): string =>
    `${period}: not ready: ${errors} in ${files === 1 ? '1 file' : `${files} files`}.`,
  /** The file that is mended first, with its errors; and those that follow. */
  mendFirst: (file: string, errors: string, owner: string, also: readonly string[]): string =>
    `First mend ${file} (${mended(errors, owner, also)})`,
  mendThen: (file: string, errors: string, owner: string, also: readonly string[]): string =>
    `then ${file} (${mended(errors, owner, also)})`,
  elsewhere: 'what stands in no file',
  overview: 'All problems',
  errors: 'Errors',
  warnings: 'Warnings',
  seeWarnings: (n: string): string => `${n}: \`bonusbook check\` shows them.`,
  alsoAt: 'also at',
  rows: (n: number): string => (n === 1 ? '1 row' : `${n} rows`),
  ofFile: (file: string): string => ` of ${file}`,
  more: (n: number): string => `… ${n} more (--rows all shows them)`,
  seeAbove: '(see above)',
  from: 'from',
  given: 'given',
  parameter: 'parameter',
  adjustmentOf: (at: string): string => `adjusted by hand: ${at}`,
  correctionOf: (month: string): string => `by a correction of ${month}`,
  carriedFrom: (month: string): string => `carried over from ${month}`,
  noLine: 'does not apply',
  nothingAdds: 'nothing adds to it',
  sameName: (ways: string): string => `The same name: ${ways}`,
  rowChange: { added: 'added', removed: 'removed', changed: 'changed' },
  exact: 'exactly',
  acceptedAtClose: (reason: string): string => `accepted at closing: ${reason}`,
  accepted: (reason: string): string => `accepted by the scheme: ${reason}`,
  madeTables: 'Tables made of rows',
  reconciled: 'What became of the figures in the files',
  change: 'Change',
  asItIs: 'As it is',
  edges: 'Near the edge of a band',
  worth: 'Worth',
  edge: (value: string, side: 'below' | 'above' | 'before' | 'after' | 'on', edge: string, there: string): string =>
    `${value} is ${side === 'on' ? 'on the edge' : `just ${side} ${edge}`}; ${there}`,
  moreEdges: (n: number): string => `… and ${n} more (in the workbook and in run.json)`,
  listed: (file: string): string => `List of problems: ${file}`,
  writing: 'writing the sheets',
  closed: (period: string, entry: string): string => `${period} is closed: ${entry}`,
  opened: (period: string, entry: string): string => `The book begins with ${period}: ${entry}`,
  openTemplate: (period: string, file: string): string => `To be filled in for ${period}: ${file}`,
  asClosed: (period: string, entry: string, time: string): string =>
    `${period} is closed (${time}, ${entry}): this is what was closed, not what lies in data/${period} now.`,
  release: {
    held: 'Held',
    released: 'Released',
    byRatio: 'Lost by ratio',
    byLeaving: 'Forfeited, left',
    premium: 'Premium in it',
  },
  sealed: 'Sealed in the book.',
  notSealed: 'Not sealed in the book.',
  signedBy: (name: string): string => `Signed by ${name}.`,
  approvedBy: (role: string, name: string): string => `${role}: approved by ${name}.`,
  notSigned: 'Not signed.',
  signersFrom: (file: string): string => `Signatures, checked by ${file}:`,
  signedUpTo: (entry: string): string => `The signature of ${entry} stands for every entry before it, too.`,
  noneSigned: 'No entry is signed.',
  approved: (role: string, name: string, draft: string): string => `${role}: ${name} approves the draft in ${draft}.`,
  verified: (entries: number, replayed: boolean): string =>
    `${entries === 1 ? '1 entry' : `${entries} entries`}: nothing was changed${replayed ? ', and each gives the same figures again' : ''}.`,
  otherBuild: (entries: string): string =>
    `Another build of bonusbook sealed ${entries}: figures were compared, not how the sheets look.`,
  figures: 'Figures',
  seal: 'Seal',
  holdsSeal: (file: string, before: number): string =>
    `The book holds this seal: ${file}. Neither this entry nor ${before === 1 ? 'the one' : `any of the ${before}`} before it was changed since.`,
  holdsFigures: (file: string): string =>
    `The book holds these figures: ${file}. Its seal proves what stands before it as well.`,
  atRisk: 'not sure to be paid',
  riskRule: (rule: string): string => `forfeited by the scheme: ${rule}`,
  riskNoRoster: 'stands in no roster of the shop: put in one in which they stand',
  sheetsBack: (period: string, folder: string, entry: string): string =>
    `The sheets of ${period} as they were sealed (${entry}): ${folder}`,
  nothingSealed: 'Nothing is sealed yet.',
  nothingHeld: 'Nothing is held and nothing is to be deducted.',
  register: 'Register',
  balance: 'Held',
  debts: 'To be deducted',
  papers: 'Papers',
  nothingToCorrect: (period: string): string => `${period}: nothing differs from what was closed.`,
  correction: { line: 'line', withheld: 'held back for', deducted: 'deducted:', released: 'released of' },
  corrected: (period: string, payout: string, amount: string): string =>
    `Correction of ${period}, to be settled in ${payout}: ${amount}`,
  ofDue: (amount: string): string => `of ${amount} due`,
  everyLine: 'bonusbook explain PERSON LINE shows how a line came about.',
  flags: 'Flags',
  made: (folder: string): string => `Made ${folder}.`,
  newest: (period: string): string => `${period}, the newest month; another: --period`,
  nextIs: (command: string): string => `Next: ${command}`,
  nextMended: (file: string, command: string): string => `Next: mend ${file}, then ${command}`,
  nextLooked: (sheet: string, roles: readonly string[], command: string): string =>
    `Next: look through ${sheet}${roles.length === 0 ? '' : `, have it approved (${roles.join(', ')})`}, then ${command}`,
  nextFilled: (folder: string, line: string): string => `Next: put what was filled in into ${folder}, then ${line}`,
  nextExports: (folder: string, command: string): string => `Next: put the exports into ${folder}, then ${command}`,
  /** Stands in a command line for a name that only the user knows. */
  someName: 'NAME',
  someRole: 'ROLE',
  someKey: 'KEY',
  template: 'Template',
  about: 'What it is',
  defect: 'This is a defect of bonusbook, not of your data.',
  defectHint: 'What was sealed before stays sealed. Run it again with BONUSBOOK_DEBUG=1 and report what it prints.',
  /** What somebody may type for last month, and for this one. */
  lastMonth: [] as readonly string[],
  thisMonth: [] as readonly string[],
  /** True where a template is best told by the name of its scheme, false by its README. */
  templatesByScheme: false,
  /** The template that `init` takes, and the currency of a blank one, where nothing else is said. */
  usualTemplate: 'workshop',
  usualCurrency: 'USD',
})

export type TerminalWords = ReturnType<typeof terminal>
