// The words of the audit workbook, in English. Their names and parameters are those of every language.

import type { Noun } from './noun.ts'
export const audit = (p: Noun) => ({
  overview: 'Overview',
  unit: 'Unit',
  written: 'As written',
  place: 'Line of the scheme',
  policy: 'Policy',
  money: (currency: string): string => currency,
  shop: 'Shop',
  people: 'People and data',
  values: 'Working',
  scores: 'Scores',
  pay: 'Pay',
  check: 'Item by item',
  paid: `Paid this ${p.month}`,
  figure: 'Figure',
  value: 'Value',
  inWords: 'In the scheme’s words',
  weight: 'weight',
  allWeights: 'all weights',
  exactFen: 'part in cents',
  wholeFen: 'whole cents',
  restFen: 'fraction of a cent',
  vacantFen: 'nobody’s part in cents',
  leftFen: 'cents left over',
  leftPlace: 'place for what is left',
  forfeited: 'Forfeited',
  dueName: 'Open from before',
  dueAmount: 'Amount open',
  taken: 'Taken',
  withheld: 'Held back',
  whose: 'Whose',
  item: 'Item',
  calculated: 'By this workbook',
  own: 'By bonusbook',
  ownAmount: (name: string): string => `${name} (bonusbook)`,
  difference: 'Difference',
  agrees: (cells: string): string => `All agree (${cells} items compared)`,
  differs: ['', ' items differ from bonusbook’s, see “Item by item”'] as readonly string[],
  /** Of a figure that a row reads of somebody who has no row among those paid. */
  elsewhere: (figure: string): string => `${figure} (not paid)`,
  /** The line of a row on the sheet of the rows as they are. */
  line: 'line',
  /** Days between which rows count. */
  edge: {
    start: (period: string): string => `first day of ${period}`,
    end: (period: string): string => `last day of ${period}`,
  },
  counts: 'counts',
  follows: 'follows the line above',
  before: (what: string): string => `${what} · of the row before`,
  left: (what: string): string => `${what} · for the row after`,
  told: (figure: string): string => `${figure} · whose and what`,
  fits: (figure: string): string => `${figure} · whose`,
  allFound: (table: string): string => `${table} · every row has its line`,
  valuesOnly: `Values only: in this ${p.month} somebody has several positions or teams by dates, and formulas of one row a person can’t say what each part comes to. \`bonusbook explain\` and the statements show it.`,
  plainFigures: (tables: readonly string[]): string =>
    `Values, without their rows: sums and counts of what stands in ${tables.join(', ')}. Their yellow cells are the figures themselves.`,
  longExports: (tables: readonly string[], most: string): string =>
    `Values, without their rows: what is worked out from ${tables.join(', ')}, since a sheet here holds ${most} rows at most. A change in such a row is not followed; \`bonusbook explain\` shows the rows.`,
  strangers: (people: readonly string[]): string =>
    `Not paid in this ${p.month} and so without a line among the people: ${people.join(', ')}. What rows read of them stands in yellow cells beside those rows, and does not follow a change of what it comes from, such as their team’s figures.`,
  howTo: [
    `Yellow cells are data: the policy’s figures with their lines of the scheme, the roster, rows of exports or figures added up from them, and what the book has of earlier ${p.month}s. Change them as you like.`,
    `White and grey cells are formulas; the grey ones are steps on the way. Change any data and the ${p.month} follows; where it would need a line that is not here, or lines in another order, it shows #N/A: change the file and run bonusbook again.`,
    'The columns “By bonusbook” hold the amounts that the program worked out. They stay, so a change shows as a difference.',
    'The second row of a column is its formula in the scheme’s words. Keep the rows in their order: the same row is the same person on every sheet.',
  ] as readonly string[],
})

export type AuditWords = ReturnType<typeof audit>
