// The words of a proposed scheme and of the command that proposes it, in English.

import type { ProposalSentences } from '../proposal.ts'

const list = (texts: readonly string[]): string => texts.map(text => `“${text}”`).join(', ')

const SENTENCES: ProposalSentences = {
  evidence: {
    cells: ({ read, of }) => `${read} of ${of} cells are read so`,
    empty: ({ empty, of }) => `${empty} of ${of} are empty`,
    different: ({ different, of, again = [] }) =>
      `${different} of ${of} different${again.map(({ text, times }) => `; ${text} stands ${times === 2 ? 'twice' : `${times} times`}`).join('')}`,
    known: ({ known, of }) => `${known} of ${of} are in the roster`,
    refers: ({ table, column, known, of }) =>
      `${known} of ${of} are in “${table}.${column}”: no number that is counted once, so no id`,
    texts: ({ texts, of }) => `${texts} texts in ${of} cells`,
    'in period': ({ rows, of }) => `${rows} of ${of} rows are of this period`,
    position: ({ position, people, of }) => `${people} of its ${of} people are “${position}”`,
    order: ({ order, example }) => `“${example}” can only be ${order}`,
    some: ({ texts }) => `${texts.join(', ')} …`,
    times: () => 'a time of day beside it does not count; moment would read it',
  },
  doubts: {
    'date order': ({ example, orders }) =>
      `“${example}” can be ${orders.join(' or ')}; which is it? Say it under dates: (dmy: the day comes first)`,
    decimals: ({ example }) =>
      `does the sign in “${example}” stand before decimals or between thousands? decimals: comma has thousands of 1.234 and decimals of 1,234; decimals: point the other way round`,
    month: ({ others }) => `does another date decide whose month a row is: ${list(others)}?`,
    'no month': () => 'no column of dates was found: all rows of the file count. Is that right?',
    'nothing in period': ({ period }) => `no row is of ${period} by this date: is it the right one?`,
    blanks: ({ columns }) =>
      `are empty cells of ${list(columns)} a 0 or no? Then write blank: 0 or blank: no in place of blank: none, with which formulas have to ask whether it is blank`,
    'blank yes': () => 'only yes occurs, and empty cells are taken for no: is that right?',
    rate: ({ example }) =>
      `is “${example}” a percentage? Then write type: percent, with unit: percent (98) or unit: fraction (0.98)`,
    money: ({ columns }) =>
      `${columns.length === 1 ? 'is' : 'are'} ${list(columns)} money? Then write type: money; for times, pieces or points type: number`,
    'people unknown': ({ names, count }) =>
      `${count} ${count === 1 ? 'name is' : 'names are'} not in the roster: ${list(names)}`,
    shared: ({ example }) => `a cell names several people (“${example}”): do they share the row equally?`,
    roster: ({ others }) => `is this the roster, or is it ${list(others)}?`,
    'no roster': () =>
      'no file was found with a number or name and a position of everybody: make one with these columns, and put it to the others',
    'no number': () =>
      'there is no employee number, so the name stands for it: two people of one name could not be told apart',
    'no position': ({ stands }) =>
      `there is no column of positions: “${stands}” stands for it. Is it what decides the pay?`,
    'who is paid': () => 'there is no date of leaving: is everybody in this file paid?',
    currency: ({ code }) => `are all amounts in ${code}?`,
    'not read as': ({ type, example }) =>
      `most cells are ${type}, but “${example}” is not: is it a mistake in the file?`,
    'same name': ({ header }) =>
      `“${header}” can't be told from another column, so it is not read: rename it in the file if it is needed`,
    days: ({ first, last, columns }) =>
      `the ${columns} columns from “${first}” to “${last}”, one a day, are not read: does anything depend on them?`,
    'day rows': ({ first, last, columns }) =>
      `the ${columns} columns from “${first}” to “${last}” are read as a row for each day: does anything depend on them? If not, take this table away`,
    'header row': ({ named }) =>
      named
        ? 'the file has no header: its columns are called after what stands in them, or A, B, C as a spreadsheet calls them. Is that right? A name that is changed is changed below, too'
        : 'the file has no row of headers, so its columns are called A, B, C … as a spreadsheet does: write what each of them is under header row, and the same below',
    'several rows': ({ who, rows, said }) =>
      said
        ? `${who} has ${rows} rows, each for its days: a change of position or team?`
        : `${who} has ${rows} rows. If position or team changed, give the roster a column with the first day of a row and say from: column here (see until:, too); if not, take one of the rows away`,
    'second rows': ({ rows }) =>
      `${rows} rows name nobody, as second rows of a person do: they are not read. Is that right?`,
    'time zone': ({ example }) =>
      `“${example}” is a time of another zone, of which the day here may be another one: what is it by the shop’s clock? Export it so`,
    'by the week': ({ first, last }) =>
      `all rows are of ${first} to ${last}: are people paid by the week? Then take scheme.yaml away and propose again with --period ${last}, the last day of the week`,
    'several files': ({ files }) =>
      `${list(files)} have the same columns and are read as one table: is each of them the export of this period, and none a copy of another?`,
    alike: ({ tables }) =>
      `${list(tables)} have the same columns, as files of several teams or weeks have: are they one? Then give one of them the list of all, file: [a*, b*], and take the others away`,
    'number of rows': ({ text, rows }) =>
      `“${text}” has ${rows} rows, so it is no id and may come again in later months. If a number is settled in one month only, write id: then it is refused when it comes again`,
    'no header': () => 'no header was found: is it needed? Then write a first row with the names of its columns',
    'unread file': ({ because }) => `not read: ${because}`,
    'missing rows': ({ there, of }) =>
      `${there} of ${of} people of the roster have a row: for the others it is as if it were empty. Is that right?`,
  },
}

export const propose = {
  evidence: SENTENCES.evidence as ProposalSentences['evidence'],
  doubts: SENTENCES.doubts as ProposalSentences['doubts'],
  head: (period: string): string =>
    `Proposed from the files of ${period}. Names are those of the files. Nobody is paid anything yet: write the lines of each position under pay:.`,
  blankHead:
    'Write the policy here, from top to bottom; README.md and LANGUAGE.md of bonusbook say how. Nobody is paid anything yet.',
  /** Of the template that is this. */
  blankAbout: 'A shop without exports, for a scheme that is written by hand.',
  howToAsk:
    'Behind each column stands what speaks for it. A line that begins with # ? is a question: decide, and take the line away.',
  schemeName: 'Our bonus scheme',
  nameIt: 'its name, as the sheets have it',
  sheets: 'en',
  fileIs: (file: string, rows: number, totals: number): string =>
    `${file}: ${rows} ${rows === 1 ? 'row' : 'rows'}${totals > 0 ? `, ${totals} of sums and notes` : ''}`,
  beside: 'Not read; take the # away where the policy needs one:',
  roster: {
    file: 'roster*',
    columns: [
      ['number', 'id'],
      ['name', 'name'],
      ['position', 'position'],
    ] as readonly (readonly [string, string])[],
  },
  eachStint: 'whoever has several positions has this row in each',
  payHead: 'What each position is paid: a name and a formula a line. Whoever gets nothing by this policy: lines: {}',
  nobodyKnown: 'no positions are known yet',
  people: (count: number): string => `${count} ${count === 1 ? 'person' : 'people'}`,
  exampleName: (column: string): string => `${column} bonus`,
  example: 'only an example',
  fromTemplate: (name: string): string => `What ${name} has, to take over from: names and figures are that shop's.`,
  /** On the terminal. */
  proposed: (file: string, period: string, files: number): string =>
    `Proposed ${file} from ${files} ${files === 1 ? 'file' : 'files'} of ${period}.`,
  copied: (count: number, folder: string): string =>
    `${count} ${count === 1 ? 'file was' : 'files were'} copied to ${folder}.`,
  tables: 'What was found',
  table: 'Table',
  file: 'File',
  rows: 'Rows',
  read: 'Read as',
  rosterIs: 'the roster',
  oneEach: (key: string): string => `one row per ${key}`,
  events: (month: string | undefined): string => (month === undefined ? 'many rows' : `many rows, by ${month}`),
  figures: 'one figure a row',
  questions: (count: number): string => `Questions: ${count}, each in the file after # ?`,
  toWrite: (file: string, positions: number, questions: number): string =>
    `Open ${file}${questions === 0 ? '' : `, answer the ${questions === 1 ? 'question' : `${questions} questions`},`} and write the pay lines of ${positions} ${positions === 1 ? 'position' : 'positions'}.`,
  left: 'check still says of these files:',
}

export type ProposeWords = typeof propose
