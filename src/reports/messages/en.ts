// The sentences of problems in English: what was found, and what to do. Short, without terms of programming.

import type { CellReason, SharesReason } from '../../core/problem.ts'
import { type Catalogue, say } from './sentence.ts'

const meant = (nearest: string | undefined, otherwise = ''): string =>
  nearest === undefined ? otherwise : `Did you mean “${nearest}”?`
const of = (who: string): string => (who === '' ? '' : ` of ${who}`)
const rows = (n: number): string => (n === 1 ? '1 row' : `${n} rows`)

const amounts = (text: string): string => (text === '' ? '' : `: ${text}`)

const EXPECTED: Record<string, string> = {
  value: 'a name, a figure or “(”',
  operator: 'an operator such as + − × ÷, or the end of the formula',
  'closing quote': 'the closing quotation mark',
  sign: 'a sign that formulas know',
  number: 'a number',
  column: 'the name of a column after the point',
  shorter: 'a formula of at most 4,000 characters',
  'less nesting': 'fewer brackets within brackets',
  and: 'one comparison at a time: write `0 ≤ x and x ≤ 10`',
}

const homeWords = (home: string): string =>
  home === 'shop or group'
    ? 'a figure of the shop or of a group'
    : home === 'shop'
      ? 'one figure of the shop'
      : home === 'person'
        ? 'a figure for each person'
        : home === 'row'
          ? 'a figure for each row'
          : `a figure for each ${home.replace('group:', '')}`

const YAML_HINTS: Record<string, string> = {
  colon: 'The colon after a name must be the plain one, followed by a space: `name: formula`.',
  quote: 'A text that begins with one of > { [ @ % * & ! | or holds “: ” or “ #” must stand in quotation marks.',
  indent: 'Lines of one section begin at the same column; use spaces only.',
  tab: 'Use spaces instead of tabs at the beginning of a line.',
  none: 'A scheme is a list of `name: value` lines; see the template of `bonusbook init`.',
}

const DETAILS: Record<string, string> = {
  'a folder': 'it is a folder',
  'not a file': 'it is no file',
  damaged: 'it is damaged',
  cut: 'it ends in the middle',
  'changed while it was read': 'it changed while it was read',
  ENOENT: 'it is not there',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  quote: 'a quotation mark is not closed',
  'another kind of file': 'it is another kind of file',
}
const detail = (text: string): string => DETAILS[text] ?? text

const REASONS: Record<CellReason, string> = {
  'not a number': 'Write a figure such as 1,234.50.',
  scientific: 'The spreadsheet shortened the number: format the column as text or number and export again.',
  percent: 'A percentage does not fit here.',
  unit: 'Leave the unit out, or give the column the right type.',
  'unit differs': 'The cell is in another unit than its header.',
  'not whole': 'A whole number is due.',
  separators: 'Thousands are grouped by three and the point comes before the decimals: 1,234.50.',
  'trailing minus': 'Write the minus before the figure: -12.50.',
  'too long': 'The figure has more digits than any amount.',
  'spreadsheet error': 'The cell holds an error of the spreadsheet: correct its formula.',
  'a date': 'The cell is formatted as a date: format it as a number.',
  'a truth value': 'The cell holds TRUE or FALSE: write the figure.',
  'not a date': 'Write dates as 2026-07-05.',
  'no such date': 'The calendar has no such day.',
  'day and month order': 'Day and month can be taken for each other: write 2026-07-05.',
  'no day': 'The day is missing: write 2026-07-05.',
  'no year': 'The year is missing: write 2026-07-05.',
  'time zone': 'The time is of another time zone: write the local date.',
  'not yes or no': 'Write yes or no, 是 or 否.',
  'digits lost': 'The spreadsheet has lost the last digits of the number: format the column as text and export again.',
  'not whole id': 'A number with decimals is no id: format the column as text and export again.',
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

export const en: Catalogue = {
  SCHEME_MISSING: f =>
    say(
      `there is no scheme: ${f.looked}`,
      'Run this in a shop folder or name it with -C; `bonusbook init DIR` makes one.',
    ),
  SCHEME_TWICE: f =>
    say(
      f.from === '' ? `which scheme holds can't be told: ${f.files}` : `two schemes begin in ${f.from}: ${f.files}`,
      f.from === ''
        ? 'Keep scheme.yaml, or schemes/*.yaml with a first month each.'
        : 'Give each its own first month (`from:`).',
    ),
  SCHEME_PERIOD: f =>
    say(
      `nothing is said here for ${f.period}: it begins with ${f.from}`,
      'Add a scheme (or figure) for the earlier months, or choose a later period.',
    ),
  YAML_SYNTAX: f => say(`this line can't be read: ${f.detail}`, YAML_HINTS[f.hint]),
  YAML_DUPLICATE_KEY: f => say(`“${f.key}” stands twice in the same section`, 'Keep one of them.'),
  KEY_UNKNOWN: f =>
    say(
      `“${f.key}” means nothing in ${f.inside}`,
      /[()（）]/.test(f.key)
        ? 'A formula with a comma inside { … } must stand in quotation marks.'
        : meant(f.nearest, `Known here: ${f.known}.`),
    ),
  KEY_MISSING: f => say(`“${f.key}” is missing in ${f.inside}`, `Add \`${f.key}\`.`),
  SHAPE_WRONG: f => say(`expected ${f.expected}, found ${f.found}`, meant(f.nearest)),

  NAME_INVALID: f =>
    f.because === 'letters'
      ? say(
          `“${f.name}” can't be a name`,
          'Names are letters, digits and single spaces, with at least one letter; give the column’s own header under `header:`.',
        )
      : say(`“${f.name}” can't be a name: formulas use “${f.because}” themselves`, 'Choose another name.'),
  NAME_TAKEN: f => say(`“${f.name}” is defined twice in ${f.other}`, 'Keep one of them, or give them different names.'),
  NAME_UNKNOWN: f =>
    say(
      f.table === undefined ? `nothing is called “${f.name}”` : `${f.table} has no column “${f.name}”`,
      meant(f.nearest, 'Check the spelling, or define it. A text stands in quotation marks: “A”.'),
    ),
  NAME_AMBIGUOUS: f => say(`“${f.name}” can mean several things`, `Write one of: ${f.choices}.`),
  FUNCTION_UNKNOWN: f => say(`there is no function “${f.name}”`, meant(f.nearest)),
  PARAMETER_UNUSED: f => say(`nothing uses the parameter “${f.name}”`, 'Remove it, or use it in a formula.'),
  COLUMN_UNUSED: f =>
    say(
      f.table === 'people'
        ? `nothing reads the roster’s column “${f.name}”`
        : `nothing reads the column “${f.name}” of “${f.table}”`,
      'Remove it from the scheme (the file may keep it), or use it in a formula.',
    ),
  VALUE_UNUSED: f => say(`nothing that is paid or shown uses “${f.name}”`, 'Remove it, or use it.'),

  FORMULA_SYNTAX: f =>
    say(
      f.found === '' ? 'the formula ends too early' : `“${f.found}” does not fit here`,
      `Expected ${EXPECTED[f.expected] ?? `“${f.expected}”`}.`,
    ),
  ARGUMENTS_WRONG: f => say(`“${f.name}” can't be used like this (${f.found})`, `Write ${f.usage}.`),
  MONEY_TIMES_MONEY: f =>
    say(
      `money times money means nothing: ${f.left} × ${f.right}`,
      'One side must be a number: a rate, a count, or a ratio of amounts.',
    ),
  MONEY_MIXED: f =>
    say(
      f.sign === 'compare'
        ? `${f.left} (${f.leftType}) can't be compared with ${f.right} (${f.rightType})`
        : f.sign === 'else' || f.sign === 'result'
          ? `one result is ${f.leftType} (${f.left}), another is ${f.rightType} (${f.right})`
          : `${f.left} (${f.leftType}) ${f.sign} ${f.right} (${f.rightType}) means nothing`,
      [f.leftType, f.rightType].includes('money')
        ? 'Amounts are written with their currency: 8元, ¥8.'
        : 'Both sides must be of one kind.',
    ),
  TYPE_WRONG: f => say(`${f.what} is ${f.found}, but ${f.expected} is due here`),
  MONEY_DUE: f =>
    say(
      `“${f.name}” must be money, but its formula gives a ${f.found}`,
      'Write amounts with their currency: `count × 2元`.',
    ),
  SHAPE_PER_PERSON: f =>
    say(
      `“${f.name}” is ${homeWords(f.found)}, but ${homeWords(f.due)} is due in ${f.where}`,
      'Sum it first: sum(people.name by group), or use a figure of the shop.',
    ),
  COLUMN_SHARED: f =>
    say(
      `several people can share a row by “${f.name}”, so that it is no one person`,
      'Use it after `by`, where each gets their share, or in `is blank`; nowhere else.',
    ),
  SHAPE_ROWS: f =>
    say(
      `“${f.name}” has a value for each row of ${f.table}`,
      `Say what is to be made of the rows: sum(${f.name} by …), count(…), only(…).`,
    ),
  TEXT_UNKNOWN: f => say(`“${f.found}” never occurs there`, meant(f.nearest, `Known: ${f.known}.`)),
  CYCLE: f => say(`these read each other in a circle: ${f.names}`, 'One of them must not read the next.'),
  SCALE_NESTED: f =>
    say(`the scale “${f.name}” can't be used within a scale`, 'Put its result into a value and use that.'),
  CHAIN_TOO_LONG: f =>
    say(`“${f.name}” reads more than ${f.limit} values one through the other`, 'Say it with fewer steps.'),
  NOT_ROUNDED: f =>
    say(
      `“${f.name}” is shared out but not rounded to the fen`,
      'Give it `round: 2`, so that the shares can add up to it.',
    ),

  BANDS_GAP: f =>
    say(
      f.after === ''
        ? `the bands say nothing below ${f.before.replace(/^[≥>] /, '')}`
        : f.before === ''
          ? `the bands say nothing above ${f.after.replace(/^[≤<] /, '')}`
          : `the bands leave a gap between “${f.after}” and “${f.before}”`,
      'Every figure must fall in exactly one band; end with `above X`, `below X` or `otherwise`.',
    ),
  BANDS_OVERLAP: f =>
    say(
      `the bands “${f.first}” and “${f.second}” overlap`,
      '`up to 3%` holds 3%; the next one begins with `above 3%`.',
    ),
  BANDS_EDGE: f =>
    say(`“${f.found}” is no band`, 'Write `up to 3%`, `under 30`, `from 95`, `above 10%`, `30 to 59` or `otherwise`.'),
  CHOICE_MISSING: f =>
    say(`“${f.of}” says nothing for ${f.value}, but “${f.reader}” needs it`, 'Add a line for it, or `otherwise:`.'),
  CHOICE_REPEATED: f => say(`“${f.value}” is chosen twice`, 'Keep one of them.'),
  WEIGHTS_SUM: f => say(`the weights add up to ${f.sum}%, not ${f.due}%`, 'Correct the weights.'),
  CLIFF: f =>
    say(
      `one unit more of “${f.of}” pays less in “${f.name}”: ${f.lower}: ${f.before}, but ${f.upper}: ${f.after}`,
      'Correct the bands, or use `marginal bands of`, where each rate holds for its own slice. If it is meant, accept it under `allow:`.',
    ),
  DEDUCTION_LIMIT: f =>
    say(
      f.limit === ''
        ? 'deductions have no limit; by law at most 20% of the month’s wage may be deducted for a loss'
        : `“at most: ${f.limit}” can be more than 20% of the month’s wage, which the law does not allow`,
      'Write such as `at most: 20% × (base wage + max(gross, 0))`; the rest is carried over.',
    ),
  DEDUCTION_MINIMUM: f =>
    say(
      `deductions do not look at “${f.minimum}”: what is left may be below it`,
      `Let \`at most\` keep it, such as \`min(20% × (base + gross), max(base + gross − ${f.minimum}, 0))\`, or demand it in a rule.`,
    ),
  FINE: f =>
    say(
      `“${f.name}” speaks of a fine; fines have had no basis in law since 2008`,
      'Make it a factor of the pay for performance, or compensation of a loss under `deductions`, and call it so.',
    ),

  FILE_MISSING: f =>
    say(
      `there is no file for “${f.table}” (${f.pattern} in ${f.folder})`,
      meant(f.nearest, 'Put the export there, or correct `file:`.'),
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
  FILE_AS_BEFORE: f =>
    say(`the file of “${f.table}” holds the same as ${f.other}`, 'Is it the export of the month before?'),
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
    say(`the file is of ${f.found}, not of ${f.period}`, 'Put the export of the right month into the folder.'),
  FILE_NOT_A_TABLE: f =>
    say(`the file is not a table that can be read: ${detail(f.detail)}`, 'Export it as XLSX or CSV.'),
  SHEET_AMBIGUOUS: f => say(`several sheets fit: ${f.sheets}`, 'Leave only the right one in the workbook.'),
  HEADER_MISSING: f =>
    say(
      `“${f.table}” has no column “${f.column}”; its headers are: ${f.found}`,
      f.nearest === undefined
        ? 'Correct the column or give its header under `header:`.'
        : `Did you mean “${f.nearest}”? Correct the column, or write it under \`header:\`.`,
    ),
  HEADER_NOT_FOUND: f => say(`no row holds the headers of “${f.table}”: ${f.wanted}`, 'Is it the right export?'),
  HEADER_REPEATED: f =>
    say(
      `the header of “${f.column}” stands several times: ${f.places}`,
      'Name the right one as `group/column` under `header:`.',
    ),
  CONTROL_TOTAL: f =>
    say(
      `the total row says ${f.stated} for “${f.column}”, the rows add up to ${f.added} (difference ${f.difference})`,
      'Rows are missing or were changed: export the file again.',
    ),

  CELL_INVALID: f => say(`“${f.found}” in “${f.column}” is no ${f.expected}`, REASONS[f.reason]),
  CELL_AMBIGUOUS: f =>
    say(`“${f.found}” in “${f.column}” can be read as ${f.readings}`, 'Write it so that it has one meaning.'),
  CELL_BLANK: f =>
    say(
      `“${f.column}” is empty; ${f.expected} is due`,
      'Fill the cell, or say in the scheme what an empty one means (`blank: 0`).',
    ),
  CELL_NO_RESULT: f =>
    say(`the formula in “${f.column}” has no stored result`, 'Open the workbook in a spreadsheet program and save it.'),
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
    say(`the same row stands in “${f.table}” twice (first: ${f.other}); both count`, 'Remove one if it is a slip.'),
  ID_REPEATED: f =>
    say(
      `“${f.found}” stands twice in “${f.column}”, where no two rows may have the same (first in row ${f.other})`,
      'Remove the row that is wrong, or take `unique` out of the scheme.',
    ),
  REVERSAL_ALONE: f =>
    say(
      `${f.found} only takes money back: no other row of the month in “${f.table}” charges any under this number`,
      'It counts as it is. Check that what it takes back was paid for in an earlier month.',
    ),
  ROW_WIDTH: f =>
    say(
      `the row has ${f.cells} cells, the header ${f.columns}`,
      f.cells > f.columns
        ? 'A comma stands in a cell without quotation marks: export again, or correct the row.'
        : 'A line break stands in a cell without quotation marks, or the row was cut: export again.',
    ),
  ROWS_AFTER_TOTAL: f =>
    say(`${rows(f.rows)} of “${f.table}” after the total: not counted`, 'If they are data, move them above the total.'),
  PERSON_SEVERAL: f =>
    say(
      `“${f.found}” in “${f.column}” names several people (${rows(f.rows)})`,
      `Give each a row; or, in a table of many rows, say how they share one: \`${f.column}: { type: person, shared: equally }\`.`,
    ),
  PERSON_SHARES: f =>
    say(`“${f.found}” in “${f.column}”: ${SHARES[f.reason](f.detail)} (${rows(f.rows)})`, SHARES_HINT[f.reason]),
  PERSON_UNKNOWN: f =>
    say(
      `“${f.found}” in “${f.column}” is nobody in the roster (${rows(f.rows)}${amounts(f.amounts)})`,
      meant(f.nearest, 'Add the person to the roster, or correct the export.'),
    ),
  PERSON_AMBIGUOUS: f =>
    say(
      `“${f.found}” in “${f.column}” can be several people: ${f.candidates} (${rows(f.rows)}${amounts(f.amounts)})`,
      'Write the employee number.',
    ),
  PERSON_REPEATED: f =>
    say(`the employee number ${f.id} stands twice in the roster (first: ${f.other})`, 'Remove one of the rows.'),
  GROUP_UNKNOWN: f =>
    say(
      `“${f.found}” in “${f.column}” is in nobody's row of the roster (${rows(f.rows)})`,
      meant(f.nearest, 'Correct the export or the roster.'),
    ),
  ROW_REPEATED: f => say(`there is a second row for ${f.key} (first in row ${f.other})`, 'Remove one of the rows.'),
  ROW_MISSING: f =>
    say(`${f.who} has no row in “${f.table}”`, `Add the row, or say \`missing row: blank\` in the scheme.`),
  FIGURE_MISSING: f => say(`the figure “${f.figure}” is missing or empty in “${f.table}”`, meant(f.nearest, 'Add it.')),
  ROWS_OTHER_MONTH: f =>
    say(`${rows(f.rows)} of “${f.table}” ${f.rows === 1 ? 'is' : 'are'} of ${f.months}, not of ${f.period}: left out`),
  POSITION_UNKNOWN: f =>
    say(
      `the scheme says nothing of the position “${f.position}” of ${f.who}`,
      meant(f.nearest, 'Correct the roster, or add the position to the scheme.'),
    ),
  POSITION_UNPAID: f =>
    say(
      `no pay line is for the position “${f.position}” (${f.who}${f.people > 1 ? ` and ${f.people - 1} more` : ''}), only those for everyone`,
      'Add its lines under `pay:`, or correct the roster.',
    ),
  NOBODY_PAID: f => say(`nobody is paid in ${f.period}`, 'Check the dates of the roster and the condition `paid:`.'),
  ROW_BLANK_USED: f =>
    say(
      `a cell that “${f.name}” compares is empty in this row`,
      'Fill it, or test it first: `x is not blank and x > …`.',
    ),

  DIVISION_BY_ZERO: f =>
    say(
      `“${f.name}”${of(f.who)} divides by ${f.divisor}, which is 0`,
      'Correct the figure, or say what holds then: `if x = 0 then … else …`.',
    ),
  VALUE_BLANK: f =>
    say(
      `“${f.name}”${of(f.who)} needs “${f.blank}”, which is empty`,
      'Fill it, or test it first: `if x is blank then … else …`.',
    ),
  VALUE_NOT_ONE: f =>
    say(`${f.name}${of(f.who)} fits ${rows(f.found)}, but exactly one is due`, 'Correct the rows or the condition.'),
  BANDS_DISORDER: f =>
    say(
      `the bands of “${f.name}”${of(f.who)} are out of order: ${f.detail}`,
      'Correct the figures that the bands are made of.',
    ),
  CHOICE_NONE: f =>
    say(
      `“${f.name}”${of(f.who)} says nothing for “${f.found}”; it knows ${f.known}`,
      'Correct the value, or add a line or `otherwise:` to the scheme.',
    ),
  SHARE_IMPOSSIBLE: f =>
    say(
      f.reason === 'zero'
        ? `the pool${of(f.who)} can't be shared: all weights are 0`
        : f.reason === 'negative'
          ? `the pool${of(f.who)} can't be shared: a weight is negative`
          : `the pool${of(f.who)} can't be shared: ${f.reason}`,
      'Correct the weights.',
    ),
  GROUP_NONE: f => say(`“${f.name}” needs the ${f.group} of ${f.who}, who is in none`, 'Fill it in the roster.'),
  NUMBER_RUNAWAY: f =>
    say(`“${f.name}”${of(f.who)} becomes larger than any figure can be`, 'Correct the formula or the figures.'),
  RULE_BROKEN: f =>
    say(`the rule “${f.rule}” does not hold${of(f.who)}: ${f.note}`, 'Correct the figures or the scheme.'),
  BELOW_ZERO: f =>
    say(
      `“${f.name}” of ${f.who} is below zero: ${f.amount}`,
      'What is withheld or deducted is never negative: write max(…, 0) or `not below: 0`; what is owed to somebody is a pay line.',
    ),
  NET_NEGATIVE: f =>
    say(`the net amount of ${f.who} is negative: ${f.net}`, 'Shown as it is; agree with the person how it is settled.'),
  INPUT_MISSING: f =>
    say(`“${f.name}” is needed${f.who === '' ? '' : ` for ${f.who}`}`, `Give it with --set "${f.name}=…" (${f.form}).`),
  INPUT_INVALID: f => say(`“${f.found}” is no value for “${f.name}”`, `Due: ${f.expected}.`),
  INPUT_UNKNOWN: f => say(`nothing that can be set is called “${f.name}”`, meant(f.nearest)),
  LIST_AMBIGUOUS: f =>
    say(
      `“${f.found}” for “${f.name}” may be one figure or a list`,
      `Write ${f.found.replaceAll(',', '')} for the figure, or “${f.spaced}” with spaces for the list.`,
    ),
  VARIANTS_MANY: f => say(`${f.number} variants are more than ${f.limit}`, 'Give fewer values.'),
  INPUT_DISAGREES: f =>
    say(
      `“${f.name}” is one figure${f.of === 'shop' ? ' of the shop' : ` of ${f.of}`} but was given as ${f.values}`,
      'Give the same figure in every row.',
    ),

  LEDGER_PERSON: f =>
    say(
      `the book holds money of ${f.who}, who stands in no roster of the shop`,
      'Put the roster of a month in which they stand into data/, or add them with the date of leaving.',
    ),

  BOOK_DAMAGED: f =>
    say(
      `the book is damaged: ${f.entry === '' ? '' : `${f.entry}: `}${f.damage}${f.detail === '' ? '' : ` (${f.detail})`}`,
      'Nothing is written into a damaged book. Bring back the file from a backup; `bonusbook book verify` names every fault.',
    ),
  BOOK_LEFTOVER: f =>
    say(
      `${f.file} is what a run that broke off left behind, or one that is at work`,
      'It counts for nothing; the next run that writes clears it away.',
    ),
  MONTH_CLOSED: f =>
    say(
      `${f.period} is closed (${f.entry})`,
      '`bonusbook correct` puts corrected exports of a closed month into the month that is open.',
    ),
  MONTH_ORDER: f => say(`${f.period} can't be closed now: ${f.next} is the next`, 'Months are closed in their order.'),
  MONTH_NOT_CLOSED: f => say(`${f.period} is not closed`, 'Run it again with its corrected exports.'),
  MONTHS_OPEN: f =>
    say(
      `${f.months} not closed: what they carry over into ${f.period} is not known and not deducted`,
      'Close the months in their order first.',
    ),
  DRAFT_MISSING: f => say(`there is no draft of ${f.period}`, `Run it first: bonusbook run --period ${f.period}.`),
  DRAFT_STALE: f =>
    say(
      `${f.what} changed since the draft of ${f.period} was written`,
      `Look at it again: bonusbook run --period ${f.period}; then close.`,
    ),
  APPROVAL_MISSING: f =>
    say(
      `${f.role === '' ? 'somebody who may decide' : f.role} must approve: ${f.why}`,
      `Give it with --approve "${f.role === '' ? 'ROLE' : f.role}=NAME".`,
    ),
  RELEASE_NOT_RULED: f =>
    say(
      f.every === ''
        ? `the scheme does not say how “${f.reserve}” is released`
        : `“${f.reserve}” is released every ${f.every}, not for ${f.period}`,
      f.every === 'quarter'
        ? 'Write --period as a quarter: 2026-Q3.'
        : f.every === 'year'
          ? 'Write --period as a year: 2026.'
          : 'Add `release:` to the reserve.',
    ),
  RELEASE_OPEN: f =>
    say(
      `${f.months} of ${f.period} not closed`,
      'Close them first, or say with --partial that what is closed is all for now.',
    ),
  RELEASE_NOTHING: f =>
    say(
      `nothing is held of “${f.reserve}” for ${f.period} that was not released`,
      '`bonusbook book balance` shows what is held.',
    ),
  RELEASE_FORFEITS: f =>
    say(
      `${f.who} forfeits ${f.amount}: ${f.rule}`,
      'Whether pay that was earned may be forfeited is disputed in law: let somebody who may decide approve it.',
    ),
  BOOK_TAKEN: () => say('another run has written to the book meanwhile', 'Start again.'),

  CASES_MISSING: f =>
    say(`there are no test cases (${f.looked})`, 'Write cases.yaml beside the scheme: README.md says how.'),
  CASE_REPEATED: f => say(`another case is called “${f.name}” (line ${f.line})`, 'Give each case a name of its own.'),
  CASE_EMPTY: f =>
    say(
      `the case “${f.name}” expects nothing`,
      'Add `expect:` with the figures due, or `refused:` with what is at fault.',
    ),

  NOT_FOUND: f =>
    say(`there is no ${f.kind} “${f.name}”`, meant(f.nearest, f.known === '' ? '' : `There are: ${f.known}.`)),
  PERSON_NAME_SHARED: f => say(`several people are called “${f.name}”`, `Give the employee number: ${f.ids}.`),
  COMPARE_UNKNOWN: f =>
    say(
      `“${f.what}” is no month, no folder with a draft and no sheet`,
      'Give a month such as 2026-07, a folder with run.json and payroll.csv, or a CSV or XLSX file.',
    ),
  COMPARE_NOTHING: f =>
    say(
      `no column of ${f.file} is called like a pay line, reserve, deduction or sum of the scheme`,
      `Name the columns as the scheme does. There are: ${f.found}.`,
    ),
  FOLDER_EXISTS: f => say(`${f.folder} exists and is not empty`, 'Choose another folder.'),
  CANNOT_WRITE: f =>
    say(
      `the result can't be written: ${f.detail}`,
      'Close the files of the folder in other programs and check the disk.',
    ),
  SHOP_BUSY: f => say(`another run works on this shop${f.detail}`, 'Wait until it has ended.'),
}
