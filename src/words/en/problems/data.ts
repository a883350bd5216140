// The sentences of problems in English, of files, cells and rows.

import type { CellReason, DataProblems, OtherFile, SharesReason, UnitReason } from '../../../core/problem-facts.ts'
import { type CatalogueOf, say } from '../../sentence.ts'
import type { Noun } from '../noun.ts'
import { amounts, detail, meant, rows, said } from '../terms.ts'

/** Numbers of orders with what their rows add up to. */
const withAmounts = (f: { numbers: string; amounts: string }): string =>
  f.amounts === '' ? f.numbers : `${f.numbers} (${f.amounts})`

const UNITS: Record<UnitReason, string> = {
  currency: ', and the scheme pays in another currency',
  unit: ', which no figure of its type can be in',
  unsaid: '; the scheme does not say in which unit its formulas expect it',
  span: '; the scheme does not say what its formulas expect',
}

/** What a scheme may say of plain figures. */
const unitsFor = (own: string): string =>
  own === '元'
    ? '`unit: 元`, `unit: 千元` or `unit: 万元`'
    : `\`unit: ${own}\` or \`unit: ${own === 'percent' ? 'fraction' : `${own} thousand`}\``

const UNCLEAR_AT: Record<DataProblems['UNIT_UNCLEAR']['where'], string> = {
  header: 'in the header',
  title: 'above the table',
  sheet: 'in the name of the sheet',
  file: 'in the name of the file',
}

const UNITS_HINT: Record<UnitReason, (f: { column: string; found: string }) => string> = {
  currency: () => 'Export the amounts in the currency of the scheme (`currency:`).',
  unit: () => 'Correct the header, or name the right one under `header:` in the scheme.',
  unsaid: f => `Say it at the column in the scheme: \`unit: ${f.found}\` takes the figures as they stand.`,
  span: f => `Say it at the column in the scheme: \`unit: ${f.found}\`.`,
}

export const REASONS: Record<CellReason, string> = {
  'not a number': 'Write a figure such as 1,234.50.',
  scientific: 'The spreadsheet shortened the number: format the column as text or number and export again.',
  percent: 'A percentage does not fit here.',
  unit: 'Write the figure in the unit of its column, without another word; or give the column the right type.',
  'other currency': 'It is money of another currency than the scheme pays in (`currency:`). Write it in that one.',
  'unit differs': 'The cell is in another unit than its header or its column. Write the figure in that one.',
  'not whole': 'A whole number is due.',
  separators: 'Thousands are grouped by three and the point comes before the decimals: 1,234.50.',
  'trailing minus': 'Write the minus before the figure: -12.50.',
  'too long': 'The figure has more digits than any amount.',
  'spreadsheet error': 'The cell holds an error of the spreadsheet: correct its formula.',
  'a date': 'The cell is formatted as a date: format it as a number.',
  'a time':
    'The cell is a time. Write a figure in the unit of the column: 8:30 is 8.5 hours or 510 minutes; or say what it is in, `unit: hours`.',
  'a truth value': 'The cell holds TRUE or FALSE: write the figure.',
  'not a date': 'Write dates as 2026-07-05.',
  'not a moment': 'Write the date and the time of day as 2026-07-05 09:15; 24:00 is 00:00 of the next day.',
  'no time':
    'The time of day is missing, or the spreadsheet dropped a 00:00: write 2026-07-05 09:15, for midnight the text 2026-07-05 00:00.',
  'not a time':
    'Write the time of day alone, as 09:15; a column of dates with times is a `moment`, a length of time a `number` with `unit: hours`.',
  'no such time': 'No clock shows this time: write it by 24 hours, 21:15; 24:00 is 00:00 of the next day.',
  'no such date': 'The calendar has no such day.',
  'date order': 'The scheme says another order of day, month and year (`dates:`): correct the cell, or the scheme.',
  weekday: 'The weekday beside it is of another date: correct one of them.',
  'no day': 'The day is missing: write 2026-07-05.',
  'no year': 'The year is missing: write 2026-07-05.',
  'time zone': 'The time is of another time zone: write the local date.',
  'not yes or no': 'Write yes or no, 是 or 否.',
  'digits lost': 'The spreadsheet has lost the last digits of the number: format the column as text and export again.',
  'number cell':
    'The cell is a number, so that zeros in front may be lost: format the column as text and write it again as it stands on the card.',
  'id length':
    'The number of a resident has 18 digits, the last of which may be X; other documents have 5 to 20 letters and digits.',
  'id date': 'Digits 7 to 14 are no date of birth: compare it with the document.',
  'id check digit': 'The check digit does not fit, so that one of the digits is wrong: compare it with the document.',
  'account form': 'An account is 6 to 32 digits.',
  'not whole id': 'A number with decimals is no id: format the column as text and export again.',
}

const OTHER_FILE: Record<OtherFile, string> = {
  ods: 'an OpenDocument sheet (.ods)',
  xlsb: 'a binary workbook (.xlsb)',
  'old workbook': 'a workbook of Excel 95 or older',
  numbers: 'a sheet of Apple Numbers',
  sylk: 'a SYLK file (.slk)',
  dbf: 'a dBase table (.dbf)',
  'web archive': 'a saved web page (.mht)',
  word: 'a text document (Word)',
  slides: 'a presentation',
  rtf: 'a text document (RTF)',
  pdf: 'a PDF',
  picture: 'a picture',
  archive: 'an archive (such as .zip or .rar)',
  json: 'JSON',
  xml: 'XML that is no workbook',
  page: 'a web page without a table',
  workbook: 'no text file',
  unknown: 'of a kind that is not known',
}
const EXPORT = 'Export the table as XLSX or CSV.'
const SAVE = 'Open it in a spreadsheet program and save it as .xlsx.'
const OTHER_FILE_HINT: { readonly [K in OtherFile]?: string } = {
  ods: SAVE,
  xlsb: SAVE,
  'old workbook': SAVE,
  numbers: 'Export it from Numbers as Excel (.xlsx).',
  sylk: SAVE,
  dbf: SAVE,
  'web archive': SAVE,
  archive: 'Unpack it and put the table that is in it into the folder.',
  workbook: 'Save it as CSV.',
}

const SHARES: Record<SharesReason, (detail: string) => string> = {
  sum: sum => `the shares add up to ${sum}, not to 100%`,
  some: who => `“${who}” has no share, others have one`,
  unreadable: found => `“${found}” is no share`,
  none: () => 'no shares are written in the cell',
  number: due => `the scheme has ${due} shares, the cell another number of people`,
  figures: found => `${found === '1' ? '1 figure is' : `${found} figures are`} given for another number of people`,
  twice: who => `“${who}” stands there twice`,
  'too long': () => 'the shares have too many digits',
}

const SHARES_HINT: Record<SharesReason, string> = {
  sum: 'Correct the shares: together they are the whole row.',
  some: 'Write a share beside every name, or beside none.',
  unreadable: 'Write a figure above 0, such as `60%`.',
  none: 'Write them beside the names, `A(60%), B(40%)`, or say in the scheme how such a row is shared (`shared: equally`).',
  number: 'Write the shares in the cell, `A(60%), B(40%)`, or correct `shared:`.',
  figures: 'Write as many figures as people, in the same order.',
  twice: 'Write each person once, or shares beside the names.',
  'too long': 'Round them to a few places.',
}

const orders = (list: readonly string[]): string => list.map(order => `\`dates: ${order}\``).join(' or ')
/** Names of columns as a scheme says them. */
function choices(names: readonly string[], or: string): string {
  return names.map(name => (name === '…' ? name : `\`header: ${name}\``)).join(or)
}

export const data = (p: Noun): CatalogueOf<DataProblems> => ({
  FILE_MISSING: f =>
    say(
      `there is no file for “${f.table}” (${f.pattern} in ${f.folder})`,
      meant(
        f.nearest,
        f.form === undefined
          ? 'Put the export there, or correct `file:`.'
          : `Raters fill it in: \`bonusbook form --period ${f.form}\` writes the workbook; put it there when it is filled in.`,
      ),
    ),
  FILE_NONE: f =>
    say(
      `there is no file for “${f.table}” (${f.pattern} in ${f.folder}): it has no rows this ${p.month}`,
      'The scheme says `missing file: none`. If there should be one, put it there.',
    ),
  FILE_NO_ROWS: f =>
    say(
      `“${f.table}” has no rows this ${p.month}`,
      'It counts as if there were no file. If there should be some, export it again.',
    ),
  FILE_AMBIGUOUS: f =>
    say(
      `several files fit “${f.table}” (${f.pattern}): ${f.files}${f.same ? '; they hold the same' : ''}`,
      f.same ? 'Leave one of them in the folder.' : 'Leave only the right one in the folder.',
    ),
  FILE_TWICE: f =>
    say(
      `the file of “${f.table}” holds the same as ${f.other}`,
      'One of them is the wrong export: replace it, or say in the scheme why it is right (`allow: FILE_TWICE`).',
    ),
  FILE_COPY: f =>
    say(
      `the file holds the same as ${f.other}, which is read for “${f.table}”; no table reads this one`,
      'Take the copy away. If it is to be another export, put that one here.',
    ),
  FILE_SHARED: f =>
    say(
      `the tables “${f.other}” and “${f.table}” both read ${f.file}`,
      'Make the file patterns differ. If both are to read it, accept it under `allow:`.',
    ),
  FILE_AS_BEFORE: f =>
    say(`the file of “${f.table}” holds the same as ${f.other}`, `Is it the export of the ${p.month} before?`),
  FILE_UNREADABLE: f =>
    say(`the file can't be read: ${detail(f.detail)}`, 'Export it again, or check that you may open it.'),
  FILE_TOO_LARGE: f =>
    say(`the file is too large: ${f.size}, at most ${f.limit}`, 'Export a shorter period, or as CSV.'),
  FILE_PROTECTED: () => say('the file is protected by a password', 'Open it and save it without the password.'),
  FILE_EMPTY: () => say('the file is empty', 'Export it again.'),
  FILE_ENCODING: f => say(`the text of the file is damaged: ${f.detail}`, 'Export it again as UTF-8 or GB18030 CSV.'),
  FILE_TEXT_BROKEN: f =>
    say(`the file breaks off or its quotation marks don't match: ${detail(f.detail)}`, 'Export it again.'),
  FILE_OTHER_MONTH: f =>
    f.found === ''
      ? say('no row of the file has a date', 'Is it the right export? Check the column that `month:` names.')
      : f.own !== undefined
        ? say(
            `${rows(f.rows ?? 0)} ${f.rows === 1 ? 'is' : 'are'} of ${f.found}, only ${f.own} of ${f.period}: it looks like the file of ${f.found}`,
            `Put the export of the right ${p.month} into the folder.`,
          )
        : say(
            `the file is of ${f.found}, not of ${f.period}`,
            `Put the export of the right ${p.month} into the folder.`,
          ),
  FILE_NOT_A_TABLE: f => say(`the file is ${OTHER_FILE[f.kind]}, which is not read`, OTHER_FILE_HINT[f.kind] ?? EXPORT),
  SHEET_AMBIGUOUS: f =>
    say(
      `several sheets fit: ${f.sheets}`,
      'Say in the scheme which one is read, beside `file:`: `sheet: name`; `sheet: [name, name]` or `sheet: all` reads several together.',
    ),
  SHEET_MISSING: f =>
    say(
      `“${f.table}” is to be read from the sheet “${f.sheet}”, which is not there; there are: ${f.found}`,
      f.nearest === undefined ? 'Correct `sheet:` in the scheme.' : `Did you mean “${f.nearest}”? Correct \`sheet:\`.`,
    ),
  SHEET_SEVERAL: f =>
    say(
      `“${f.table}” is a table of figures, which is read from one sheet; \`sheet:\` fits several: ${f.sheets}`,
      'Name one of them.',
    ),
  SHEET_UNREAD: f =>
    say(
      `the sheet “${f.sheet}” (${f.rows} rows) is not read: “${f.table}” is read from “${f.read}”, and only ${f.missing} is missing there`,
      `Write \`sheet: ${f.read}\` beside \`file:\` if that is right. If its rows count, give it the column and write \`sheet: all\`.`,
    ),
  ROWS_HIDDEN: f =>
    say(
      `rows that are hidden, filtered away or struck out count for “${f.table}”: ${f.rows}${f.amounts === '' ? '' : ` (${f.amounts})`}`,
      'Show all rows in the workbook and see whether they belong to it; delete those that do not.',
    ),
  HEADER_MISSING: f =>
    say(
      `“${f.table}” has no column “${f.column}”; its headers are: ${f.found}`,
      f.nearest === undefined
        ? 'Correct the column or give its header under `header:`.'
        : f.nearest.includes('#')
          ? `Did you mean “${f.nearest}”? A text with # stands in quotation marks: \`header: "${f.nearest}"\`.`
          : `Did you mean “${f.nearest}”? Correct the column, or write it under \`header:\`.`,
    ),
  HEADER_NOT_FOUND: f =>
    say(
      `no row holds the headers of “${f.table}”: ${f.wanted}`,
      f.bare
        ? 'The file seems to begin with data: put a row with the headers on top of it, or take the export with headers.'
        : 'Is it the right export? If its first row is data, put a row with the headers on top of it.',
    ),
  HEADER_REPEATED: f =>
    say(
      `the header of “${f.column}” stands several times: ${f.places}`,
      f.names === undefined
        ? 'Rename or delete one of these columns in the export.'
        : `Say which one is meant: ${choices(f.names, ' or ')}.`,
    ),
  HEADER_GROUP: f =>
    say(
      `“${f.column}” is a heading over several columns: ${f.below}`,
      f.names.length === 0
        ? 'Give each of these columns a heading of its own in the export.'
        : `Say which one is meant: ${choices(f.names, ' or ')}.`,
    ),
  HEADER_ROW_WIDTH: f =>
    say(
      `the rows of “${f.table}” have ${f.columns} columns, but its \`header row:\` names ${f.named}`,
      'Name all columns of the file under `header row:` in their order; columns may have come or gone since it was written.',
    ),
  HEADINGS_WRONG: f => {
    if (f.reason === 'none')
      return say(
        `“${f.table}” has no columns whose headings are “${f.column}”; its headers are: ${f.found}`,
        `Is it the right export? Give what stands over these columns under \`header:\` of the column that holds their cells.`,
      )
    if (f.reason === 'no day')
      return say(
        `“${f.found}” over a column of “${f.table}” is no day of this period`,
        'Is the file of this period? Each of these columns needs its day: 2026-07-05, 7-5 or 5, or a weekday between two others.',
      )
    return f.reason === 'weekday'
      ? say(
          `the column “${f.found}” of “${f.table}” would be ${f.expected}, which is another weekday`,
          'Is the file of this month? Export the month again.',
        )
      : say(
          `a column of “${f.table}” is “${f.found}” where ${f.expected} is due`,
          'A day is missing or stands elsewhere: export the month again, or put the days in their order.',
        )
  },
  UNIT_WRONG: f => say(`“${f.column}” is in “${f.found}”${UNITS[f.reason]}`, UNITS_HINT[f.reason](f)),
  UNIT_UNCLEAR: f =>
    say(
      `“${f.found}” stands ${UNCLEAR_AT[f.where]}, and nothing says whether the figures of “${f.column}” are in it`,
      `Say at the column in the scheme what plain figures are in: ${unitsFor(f.own)}.`,
    ),
  UNIT_UNSAID: f =>
    say(
      `“${f.column}” is in “${f.found}”; the scheme does not say what its formulas expect`,
      f.found === '%'
        ? 'Give the column the type `percent` in the scheme, then 98 is 98%; as a number it is 98 times.'
        : `Say it at the column in the scheme: \`unit: ${f.found}\`. With another unit of time, hours and minutes are converted.`,
    ),
  CONTROL_TOTAL: f =>
    say(
      `the total row says ${f.stated} for “${f.column}”, the rows add up to ${f.added} (difference ${f.difference})`,
      'Rows are missing or were changed: export the file again.',
    ),
  CELL_INVALID: f => say(`“${f.found}” in “${f.column}” is no ${said(f.expected)}`, REASONS[f.reason]),
  CELL_AMBIGUOUS: f =>
    say(
      `“${f.found}” in “${f.column}” can be read as ${f.readings.join(' / ')}`,
      f.signs.length > 0
        ? `Write it so that it has one meaning, or say at the table, or for all, which sign stands before the decimals: ${f.signs.map(sign => `\`decimals: ${sign}\``).join(' or ')}.`
        : f.orders.length === 0
          ? f.readings.some(reading => reading.includes('%'))
            ? 'Write it with %, or say at the column in the scheme what plain figures are: `unit: fraction` for 0.98, `unit: percent` for 98.'
            : 'Write it so that it has one meaning.'
          : `Write it as ${f.readings[0]}, or say at the table in which order its dates are: ${orders(f.orders)}.`,
    ),
  DATES_MIXED: f =>
    say(
      `“${f.found}” in “${f.column}” is a text, and no other date of the column, such as ${f.other}, lies after the 12th of its month: a spreadsheet may have exchanged day and month in those`,
      'Compare them with the system, or export the column again as 2026-07-05. If they are right, accept it under `allow:`.',
    ),
  TIMES_DROPPED: f =>
    say(
      `“${f.found}” in “${f.column}” has a time of day, but “${f.formula}” works with whole days: the hours are lost`,
      'If whole days are meant, accept it under `allow:`. If hours are, make the columns `moment` and write `hours between(from, to)` or `minutes between(from, to)`.',
    ),
  CELL_BLANK: f =>
    say(
      `“${f.column}” is empty; ${said(f.expected)} is due`,
      f.means === ''
        ? 'Fill the cell.'
        : `Fill the cell, or say in the scheme what an empty one means (\`blank: ${f.means}\`).`,
    ),
  CELL_NO_RESULT: f =>
    say(
      `the formula in “${f.column}” was not calculated: the file holds no result of it, or one that its cells contradict`,
      'Open the workbook in a spreadsheet program and save it.',
    ),
  NUMBER_DOUBTFUL: f =>
    say(
      f.doubt === 'zeros'
        ? `“${f.column}” ${f.found} has nothing but zeros after its 15th digit, as if a spreadsheet had lost them`
        : `“${f.column}” ${f.found} does not have the check digit of a bank card`,
      'Compare it with the card; a wrong account comes back unpaid. If it is right, accept it under `allow:`.',
    ),
  CELL_RANGE: f => say(`“${f.column}” is ${f.found}, outside ${f.range}`, 'Correct the figure.'),
  CELL_VALUE_UNKNOWN: f =>
    say(
      `“${f.found}” is not one of the values of “${f.column}”: ${f.known}`,
      meant(f.nearest, 'Correct the cell, or add the value to the scheme.'),
    ),
  CELLS_MORE: f =>
    say(
      f.column === ''
        ? `${f.more} more rows have the same problem (${f.code})`
        : `${f.more} more cells of “${f.column}” have the same problem (${f.code})`,
    ),
  ROW_TWICE: f =>
    say(
      `the same row stands in “${f.table}” twice (first: ${f.other})`,
      'Remove one of them; or say in the scheme why both count: `allow: { ROW_TWICE: reason }`.',
    ),
  ROW_ALIKE: f =>
    say(
      `${rows(f.rows)} of “${f.table}” ${f.rows === 1 ? 'is' : 'are'} cell by cell like an earlier one, with no number of ${f.rows === 1 ? 'its' : 'their'} own: all count`,
      'Remove what is a slip.',
    ),
  ROWS_PASTED: f =>
    say(
      `from here on ${rows(f.rows)} of “${f.table}” stand once more, one after another as they do from ${f.other} on`,
      'They look pasted twice: delete them here.',
    ),
  ID_REPEATED: f =>
    say(
      `“${f.found}” stands twice in “${f.column}”, where no two rows may have the same (first in row ${f.other})`,
      'Remove the row that is wrong, or take `unique` out of the scheme.',
    ),
  ID_NEAR: f =>
    say(
      `“${f.found}” in “${f.column}” stands in another row as “${f.nearest}”`,
      'They count as two. If they are one, write it alike in both rows; if they are two, say so in the scheme: `allow: { ID_NEAR: reason }`.',
    ),
  ORDER_AGAIN: f =>
    say(
      f.opened
        ? `${f.found} was paid before ${f.month} ended, as the opening of the book says, and counts again in “${f.table}”`
        : `${f.found} was counted in ${f.month}${f.as === undefined ? '' : ` as ${f.as}`}, which is closed, and counts again in “${f.table}”`,
      `Remove the row here. If the order is due once more, say why in the scheme: \`allow: { ORDER_AGAIN: reason }\`. If rows here only name orders of another table, so that a number may come again, write \`${f.column}: text\` in place of \`id\`.`,
    ),
  NUMBERS_BEGIN_ANEW: f =>
    say(
      `nearly all numbers in “${f.column}” of “${f.table}” stand in closed ${p.month}s too, with other figures (${rows(f.rows)}): an order that comes again with other figures can't be told from another one`,
      `Give the orders numbers that no other ${p.month} has, or accept it: \`allow: { NUMBERS_BEGIN_ANEW: reason }\`.`,
    ),
  REVERSAL_ALONE: f =>
    say(
      `${f.found} only takes money back: no other row of the ${p.month} in “${f.table}” charges any under this number`,
      `It counts as it is. Check that what it takes back was paid for in an earlier ${p.month}.`,
    ),
  ROW_WIDTH: f =>
    say(
      `the row has ${f.cells} cells, the header ${f.columns}`,
      f.cells > f.columns
        ? 'A comma stands in a cell without quotation marks: export again, or correct the row.'
        : 'A line break stands in a cell without quotation marks, or the row was cut: export again.',
    ),
  ROW_MAYBE_TOTAL: f =>
    f.heading !== undefined
      ? say(
          `the column “${f.found}” may be the total of others, and each of its cells is a row of “${f.table}”`,
          `If it is, leave it out: \`leave out: ${f.heading} = "${f.found}"\`. If it is data, accept it: \`allow: { ROW_MAYBE_TOTAL: reason }\`.`,
        )
      : say(
          f.found === ''
            ? `the row names nothing, and its figures are the sum of ${f.rows === 1 ? 'the row' : `the ${rows(f.rows)}`} above: it may be a subtotal`
            : f.rows === 0
              ? `“${f.found}” may say that the row is a total, but its figures are not those of the rows above`
              : `“${f.found}” may say that the row is a total: its figures are those of ${f.rows === 1 ? 'the row' : `the ${rows(f.rows)}`} above`,
          'If it is one, remove it from the file or say when such rows are none: `leave out:`. If it is data, accept it: `allow: { ROW_MAYBE_TOTAL: reason }`.',
        ),
  ROWS_BLANK: f =>
    say(
      `${rows(f.rows)} of the file ${f.rows === 1 ? 'has' : 'have'} nothing in any column that “${f.table}” reads: not counted`,
      'If each of them is to count, give the table a column of the file that is filled in every row, such as a number or a date.',
    ),
  ROWS_AFTER_TOTAL: f =>
    f.again * 2 > f.rows
      ? say(
          `${rows(f.rows)} of “${f.table}” after the total: not counted; ${f.again} of them stand above it already`,
          'They look pasted twice: delete what stands below the total.',
        )
      : say(
          `${rows(f.rows)} of “${f.table}” after the total: not counted`,
          'If they are data, move them above the total.',
        ),
  PERSON_SEVERAL: f =>
    say(
      `“${f.found}” in “${f.column}” names several people (${rows(f.rows)})`,
      `Give each a row; or, in a table of many rows, say how they share one: \`${f.column}: { type: person, shared: equally }\`.`,
    ),
  PERSON_SHARES: f =>
    say(`“${f.found}” in “${f.column}”: ${SHARES[f.reason](f.detail)} (${rows(f.rows)})`, SHARES_HINT[f.reason]),
  PERSON_UNKNOWN: f =>
    say(
      `“${f.found}” in “${f.column}” is nobody in the roster${f.roster === undefined ? '' : `, ${f.roster}`} (${rows(f.rows)}${amounts(f.amounts)})`,
      meant(f.nearest, 'Add the person to the roster, or correct the export.'),
    ),
  PERSON_AMBIGUOUS: f =>
    say(
      `“${f.found}” in “${f.column}” can be several people: ${f.candidates} (${rows(f.rows)}${amounts(f.amounts)})`,
      'Write the employee number.',
    ),
  PERSON_REPEATED: f =>
    say(
      `the employee number ${f.id} stands twice in the roster (first: ${f.other})`,
      f.dated === undefined
        ? 'Remove one of the rows.'
        : f.dated
          ? `Remove one of the rows; of somebody who changed position or team in the ${p.month}, fill in the days of both.`
          : `Remove one of the rows; of somebody who changed position or team in the ${p.month}, add a column with the first day of a row, and write \`from: that column\` under \`people:\`.`,
    ),
  NUMBER_SHARED: f =>
    say(
      `the number ${f.id} is ${f.now}'s, and ${f.name}, who had it before, is paid in this ${p.month} too`,
      `Whose rows those with ${f.id} are can't be told. Enter the date on which ${f.name} left, if that was before the ${p.month}; if not, give ${f.now} another number for this ${p.month}.`,
    ),
  PERSON_CHANGED: f =>
    say(
      `the number ${f.id} is ${f.name}'s, and in the closed ${p.month} ${f.month} it was ${f.before}'s${f.other === undefined ? '' : `, while ${f.name} had ${f.other}`}`,
      `Correct the roster. If they are one person, say so under \`people:\`: \`renamed: { "${f.id}": ${f.before} }\`; if ${f.name} is somebody else, \`given again: { "${f.id}": ${f.before} }\`.`,
    ),
  PERSON_RENUMBERED: f =>
    say(
      `${f.name} stands under ${f.id}; ${f.before}, the number of ${f.name} in ${f.month}, is no longer in the roster`,
      `What is held and owed stays with ${f.before}. If this is the same person, keep that number in the roster.`,
    ),
  PERSON_NAME_OTHER: f =>
    say(
      `${f.id} is ${f.name}, but “${f.header}” of the row is ${f.found}`,
      `Put right whichever is wrong; where only one of the columns was sorted, undo that. If “${f.header}” is not whose row it is, make it a column of the table in the scheme: \`${f.header}: { type: text, blank: none }\`.`,
    ),
  PERSON_NO_NUMBER: f =>
    say(
      f.name === ''
        ? `a row of the roster has no “${f.column}”`
        : `${f.name} has no “${f.column}” in the roster${f.found === '' ? '' : ` (“${f.found}”)`}`,
      'Fill in the number. Who has none can be neither paid nor remembered; to read the roster without such rows, accept it under `allow:`.',
    ),
  PERSON_ALIKE: f =>
    say(
      `the employee number ${f.id} (${f.name}) differs from ${f.other} (${f.otherName}) in zeros, case or marks only`,
      'If they are one person, remove one of the rows. If they are two, accept it under `allow:`.',
    ),
  GROUP_UNKNOWN: f =>
    say(
      `“${f.found}” in “${f.column}” is in nobody's row of the roster (${rows(f.rows)})`,
      meant(f.nearest, 'Correct the export or the roster.'),
    ),
  ROW_REPEATED: f => say(`there is a second row for ${f.key} (first in row ${f.other})`, 'Remove one of the rows.'),
  MARK_IGNORED: f =>
    say(
      `a mark for “${f.column}” of ${f.who} in the row of ${f.rater} counts for nothing: ${f.by} gives it`,
      `Move it into the row of ${f.by}, or empty the cell.`,
    ),
  MARK_UNASKED: f =>
    say(
      `what ${f.by} gave ${f.who} counts for nothing: ${f.items}${f.more === 0 ? '' : ` and ${f.more} more`}; no pay of theirs reads it`,
      'If it is somebody else’s, put it into their row; if this position is to be paid by it, use it in the scheme; if neither, clear it.',
    ),
  CELL_BESIDE: f =>
    say(
      `“${f.found}” stands beside what is read of “${f.table}”, and counts for nothing`,
      'If it counts, put it under one of the headings; if it is a note, take it away.',
    ),
  NOT_RATED: f =>
    say(
      `${f.who} is not rated by ${f.by}: ${f.items}${f.more === 0 ? '' : ` and ${f.more} more`}`,
      'Fill the cells, or add the row; an empty one is never 0. Where one may be left out, say `blank: none` beside its column in the scheme.',
    ),
  FORM_NONE: f =>
    say(
      f.later === ''
        ? 'the scheme has no table that is entered by hand'
        : `nothing is entered by hand for ${f.period}: ${f.later} is due later`,
      f.later === ''
        ? 'Say who enters its figures beside the table: `entered by: foreman`. The table needs `one row per:`.'
        : 'Ask for the form of the last month of its quarter or year.',
    ),
  FORM_NAME: f =>
    say(
      f.one === undefined
        ? `no workbook can be named like “${f.file}”, by which the scheme looks for “${f.table}”`
        : `“${f.table}” is made of several files (${f.file}), and a form is one`,
      f.one === undefined
        ? 'Forms are XLSX. Write `file: review*` or `file: review*.xlsx`.'
        : `Everybody stands in one form, which has a column for each rater. Write \`file: ${f.one}\`.`,
    ),
  FORM_THERE: f =>
    say(
      `${f.file} is there and may be filled in; it is not written over`,
      'Put it away, or write the new form elsewhere with --out.',
    ),
  ROW_MISSING: f =>
    say(`${f.who} has no row in “${f.table}”`, `Add the row, or say \`missing row: blank\` in the scheme.`),
  FIGURE_MISSING: f => say(`the figure “${f.figure}” is missing or empty in “${f.table}”`, meant(f.nearest, 'Add it.')),
  FILE_NOT_DUE: f =>
    say(
      `“${f.table}” is not due this ${p.month} and was not read`,
      `It comes with ${f.month}; put its file there, or take \`every:\` out of the scheme.`,
    ),
  NOTHING_DUE: f => say(`nothing is due in ${f.period}`, `All that the scheme scores and pays comes with ${f.month}.`),
  ROWS_NEVER_COUNTED: f => {
    if (f.opened)
      return say(
        `${rows(f.rows)} of ${f.month} in “${f.table}” ${f.rows === 1 ? 'is' : 'are'} not among the orders that the book was opened with: ${withAmounts(f)}`,
        `Look in your sheets of that ${p.month} whether they were paid. What was not is paid by an adjustment (\`adjustments:\`) of the ${p.month} that is open: the book does not count them.`,
      )
    return say(
      `${rows(f.rows)} of ${f.month} in “${f.table}” ${f.rows === 1 ? 'was' : 'were'} counted by no closed month: ${withAmounts(f)}`,
      `Add ${f.rows === 1 ? 'it' : 'them'} to the export of ${f.month}, then \`bonusbook correct --period ${f.month}\`.`,
    )
  },
  ROWS_COUNTED_OTHERWISE: f =>
    say(
      `${rows(f.rows)} of ${f.month} in “${f.table}” ${f.rows === 1 ? 'was' : 'were'} counted there with other figures: ${withAmounts(f)} here`,
      `If these are right, correct the export of ${f.month}, then \`bonusbook correct --period ${f.month}\`.`,
    ),
  DATE_SWAPPED: f =>
    say(
      `“${f.column}” is read as ${f.found} here, which is not of ${f.period}; with day and month the other way round it is ${f.meant}, which is (${rows(f.rows)}, left out)`,
      `If day and month were swapped, correct the cell. If the rows are rightly of another ${p.month}, accept it under \`allow:\` with the reason.`,
    ),
  ROWS_OTHER_MONTH: f =>
    say(
      `${rows(f.rows)} of “${f.table}” ${f.rows === 1 ? 'is' : 'are'} ${[
        ...(f.months === '' ? [] : [`of ${f.months}`]),
        ...(f.undated === 0
          ? []
          : [f.undated === f.rows ? `of no ${p.month} yet` : `of no ${p.month} yet (${f.undated})`]),
      ].join(' or ')}, not of ${f.period}: left out`,
    ),
  POSITION_UNKNOWN: f =>
    say(
      `the scheme says nothing of the position “${f.position}” of ${f.who}`,
      `${f.nearest === undefined ? 'Correct the roster, or say' : `Did you mean “${f.nearest}”? If not, say`} under \`pay:\` what it has: \`- for: ${f.position}\`, with \`lines: {}\` for nothing.`,
    ),
  POSITION_EMPTY: f =>
    say(
      `nobody in the roster has the position “${f.position}”`,
      f.nearest === undefined
        ? 'Correct its name here or in the roster. If the position is vacant, accept it under `allow:`.'
        : `Did you mean “${f.nearest}”? If the position is vacant, accept it under \`allow:\`.`,
    ),
  POSITION_UNPAID: f =>
    say(
      `no pay line is for the position “${f.position}” (${f.who}${f.people > 1 ? ` and ${f.people - 1} more` : ''}), only those for everyone`,
      'Add its lines under `pay:`, or correct the roster.',
    ),
  PAY_UNWRITTEN: f =>
    say(
      `nothing says yet what ${f.positions === '' ? 'anybody' : `“${f.positions}”`} is paid: ${f.people} ${f.people === 1 ? 'person' : 'people'}`,
      'Write the pay lines under `lines:`, each a name and a formula; `lines: {}` where they get nothing by this policy.',
    ),
  NOBODY_PAID: f => say(`nobody is paid in ${f.period}`, 'Check the dates of the roster and the condition `paid:`.'),
  SCHEME_THERE: f =>
    say(
      `${f.file} is there already, and is kept as it is`,
      'Move it away first, or name another shop folder with `-C`.',
    ),
  NO_EXPORTS: f =>
    say(
      f.missing ? `there is no folder ${f.folder}` : `there is no export in ${f.folder}`,
      'Name the folder in which the CSV and XLSX files of a month lie.',
    ),
  MONTH_UNSAID: f => say(`nothing says which month the files in ${f.folder} are of`, 'Say it with `--period 2026-07`.'),
  MADE_KEY_BLANK: f =>
    say(
      `“${f.table}” has one row per “${f.column}”, which is empty in ${rows(f.rows)} of “${f.of}”: in which row they count is not known`,
      `Fill it, or say at “${f.table}” that they count in none: \`where: ${f.column} is not blank\`.`,
    ),
  MADE_ROWS_MANY: f =>
    say(
      `“${f.table}” would have ${f.rows} rows, and at most ${f.most} are made of the rows of “${f.of}”`,
      'Name fewer columns under `one row per`, or say by `where` which rows count.',
    ),
  ROW_BLANK_USED: f =>
    say(
      `“${f.name}” needs “${f.column}”, which is empty in this row`,
      `Fill it; or say in the scheme what an empty cell of that column means, \`blank: 0\` of figures, \`blank: no\` of yes/no; or test it first: \`${f.column} is not blank and …\`.`,
    ),
  ROW_RULE_BROKEN: f =>
    say(
      `this row breaks the rule “${f.name}”: ${f.note}${f.figures === '' ? '' : ` (${f.figures})`}`,
      'Correct the row, or the rule in the scheme.',
    ),
  ROW_RULE_UNKEPT: f =>
    say(
      `“${f.name}” should hold of this row and does not: ${f.note}${f.figures === '' ? '' : ` (${f.figures})`}`,
      'It counts as it is. Look whether the row is right.',
    ),
  OWNED_BLANK: f =>
    say(
      f.found === ''
        ? `“${f.name}” needs “${f.figure}” of whom the row names in “${f.column}”, which is empty (${rows(f.rows)})`
        : `“${f.name}” needs “${f.figure}”, and ${f.found} in “${f.column}” has none (${rows(f.rows)})`,
      `Fill it in, say in the scheme what holds then: \`if ${f.figure} is blank then … else ${f.figure}\`, or leave those out: \`where ${f.figure} is not blank\`.`,
    ),
  LOOKUP_MISSED: f =>
    say(
      f.found === ''
        ? `“${f.name}” looks up “${f.table}” by “${f.column}”, which is empty (${f.who ?? rows(f.rows)})`
        : `“${f.name}” looks up “${f.found}”, and no row of “${f.table}” has it in “${f.column}” (${f.who ?? rows(f.rows)})`,
      'Add it there, or say in the scheme what holds then: `if x is blank then … else x`.',
    ),
  TEXT_NEAR: f =>
    say(
      `“${f.found}” in “${f.column}” is not the “${f.nearest}” that the scheme asks for`,
      'They are compared letter by letter. Correct the export, or name this spelling in the scheme as well.',
    ),
  PERCENT_FAR: f =>
    say(
      `${f.found} in “${f.column}” is ${f.found} times 100%, and the scheme compares it with ${f.percent}`,
      `If ${f.found}% is meant, write it so in the file, or make the column \`percent\` in the scheme; if it is right as it stands, say why: \`allow: { PERCENT_FAR: reason }\`.`,
    ),
  PERCENT_PLAIN: f =>
    say(
      `“${f.found}” in “${f.column}” is a hundredth of what it says, and the scheme compares it with ${f.figure}`,
      `Take the % away in the file, or write ${f.figure}% in the scheme; if it is right as it stands, say why: \`allow: { PERCENT_PLAIN: reason }\`.`,
    ),
  JOIN_NEAR: f =>
    say(
      `“${f.found}” in “${f.column}” of “${f.table}” finds nothing in “${f.other}”, which has “${f.nearest}”`,
      'They are compared letter by letter. Correct one of the files so that both write it alike.',
    ),
  JOIN_NONE: f =>
    say(
      `none of ${f.keys} in “${f.column}” of “${f.table}” (“${f.found}” …) is among the ${f.otherKeys} of “${f.other}” (“${f.nearest}” …)`,
      `Check that the files are of the same ${p.month} and that both columns hold the same numbers.`,
    ),
  JOIN_MISSED: f =>
    say(
      `${f.keys === 1 ? `“${f.found}”` : `${f.keys} in “${f.column}” (${f.found}${f.keys > f.found.length ? ' …' : ''})`} of “${f.table}” ${f.keys === 1 ? 'has' : 'have'} no row in “${f.other}” and count${f.keys === 1 ? 's' : ''} for nobody${amounts(f.amounts)}`,
      `Right where they belong to no row of “${f.other}”; otherwise correct “${f.column}”, or add the row.`,
    ),
  ROWS_TIED: f =>
    say(
      `this row and row ${f.first} of “${f.table}” stand at the same place of the order (${f.found}), and what they count for depends on which comes first`,
      `Name a second column that tells them apart: \`in order: { of: [${f.of}, number of the order]${f.by === '' ? '' : `, by: ${f.by}`} }\`; or correct the row that is wrong.`,
    ),
  JOIN_TWICE: f =>
    say(
      `“${f.found}” in “${f.column}” stands in two rows of “${f.table}”, and both take what “${f.other}” has for it: it counts twice (first in row ${f.first})`,
      'Remove the row that is wrong, or count it once in the scheme: `where row number = first`, with `first: min(… .row number by …)`.',
    ),
})
