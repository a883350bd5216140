// The sentences of problems in English, of a scheme file.

import { writtenMoney } from '../../../core/currency.ts'
import type { Brought, LayoutFileReason, SchemeProblems } from '../../../core/problem-facts.ts'
import {
  type FormulaPart,
  type FormulaSign,
  type FormulaSlip,
  isFormulaSign,
  type YamlSlip,
} from '../../../core/terms.ts'
import { argumentsIn, type CatalogueOf, edgeText, isStrayList, type Sentence, say } from '../../sentence.ts'
import type { Noun } from '../noun.ts'
import { due, meant, said, usage, whose, word } from '../terms.ts'

const EXPECTED: Readonly<Record<Exclude<FormulaPart, FormulaSign>, string>> = {
  value: 'a name, a figure or “(”',
  operator: 'an operator such as + − × ÷, or the end of the formula',
  'closing quote': 'the closing quotation mark',
  sign: 'a sign that formulas know',
  number: 'a number',
  column: 'the name of a column after the point',
  shorter: 'a formula of at most 4,000 characters',
  'less nesting': 'fewer brackets within brackets',
  'date or time':
    'a date such as 2026-07-05, with its day, or a time from 00:00 to 23:59; signs of a calculation stand apart: `2026 − 7`',
  and: 'one comparison at a time: write `0 ≤ x and x ≤ 10`',
}

/** How points in time are written in formulas. */
const POINTS = { date: '2026-07-05', moment: '2026-07-05 09:15', time: '09:15' } as const

const FORMULA_SLIPS: Readonly<Record<FormulaSlip, (currency: string, write?: string) => string>> = {
  thousands: (_, write) => `Figures are written without commas for thousands: \`${write ?? '4800'}\`.`,
  money: currency =>
    `The money of this scheme is ${currency}: write ${writtenMoney(currency)}, or correct \`currency:\`.`,
  percent: () => 'Write %: 10%.',
  'per mille': (_, write) => `Write it in per cent: \`${write ?? '0.5%'}\`.`,
  times: () => 'Write × or * for “times”.',
  quotes: () => 'A text stands in double quotation marks: "A" or “A”.',
  semicolon: () => 'Figures of a function are parted by commas.',
  and: () => 'Write `and`.',
  or: () => 'Write `or`.',
  power: () => 'There are no powers: write x × x.',
  brackets: () => 'Write ( ) for brackets; a column is written table.column.',
  equals: () => 'A formula does not begin with “=”: take it away.',
  between: () => 'Write `x ≥ 3 and x ≤ 5`.',
  refuse: () => 'What is said then stands in quotation marks: refuse “…”.',
  'by first': () => '`by` stands before `where`: `count(table by column where condition)`.',
  else: () => '`if … then …` says what holds otherwise: `else 0`.',
  'if first': () => 'A condition stands in front: `if condition then formula else 0`.',
  list: () => 'One of several is written with `in`: `column in ("a", "b")`.',
  'share of': () => '“10% of it” is written `it × 10%`.',
  condition: () => 'A condition is written `if x > 3 then 5 else 0`.',
}

const SLIPS: Readonly<Record<YamlSlip, readonly [what: string, next: string]>> = {
  'wide colon': [
    'the colon after a name is a full-width one',
    'Write the plain colon, followed by a space: `name: formula`.',
  ],
  'colon without space': [
    'there is no space behind the colon',
    'The colon after a name must be followed by a space: `name: formula`.',
  ],
  'no colon': [
    'this line has no colon',
    'Each line is a name, a colon, a space and what belongs to it: `name: formula`.',
  ],
  'second colon': [
    'a text that holds “: ” is read as one more name',
    'Put the whole text in quotation marks: `name: "first: second"`.',
  ],
  sign: [
    'a text can’t begin with this sign',
    'A text that begins with one of > { [ @ % * & ! | must stand in quotation marks; bands are written `above 5%`, `up to 5%`.',
  ],
  'open quote': ['this quotation mark is not closed on its line', 'Close it, or take it away.'],
  'open bracket': ['this bracket is not closed', 'Close it; what stands between { } or [ ] is parted by commas.'],
  remark: [
    'the rest of the line from “#” on is a remark, so the bracket is not closed',
    'Put a text that has a # in quotation marks: `header: "Order #"`.',
  ],
  'too far right': [
    'this line begins further right than the ones above that it belongs to',
    'Lines of one section begin at the same column, made of spaces; only what belongs to the line above stands further right.',
  ],
  'no column': [
    'this line begins at a column where no section does',
    'Lines of one section begin at the same column, made of spaces.',
  ],
  dash: ['an entry with “-” stands among lines with names', 'Here each line is `name: value`, without “- ”.'],
  'no dash': ['a name stands among entries that begin with “-”', 'Here each entry begins with “- ”.'],
  tab: ['a tab stands at the beginning of this line', 'Use spaces instead of tabs at the beginning of a line.'],
  comma: [
    'what stands behind the comma has no name',
    'What stands between { } is parted by commas: a text or a formula that has one needs quotation marks, `{ note: "one, two" }`.',
  ],
  'no map': ['this is no scheme', 'A scheme is a list of `name: value` lines; see the template of `bonusbook init`.'],
  other: [
    'this line, or the one above it, can’t be read',
    'Each line is `name: value`; a text with one of : # { } [ ] , & * ! | > % @ stands in quotation marks.',
  ],
}

const LAYOUT_FILE: Record<LayoutFileReason, (detail: string) => string> = {
  letters: letters => `a file name can’t hold “${letters}”`,
  long: () => 'it is too long',
  ending: () => 'it must end in .xlsx, .csv or .txt',
  ours: () => 'bonusbook writes a file of this name itself',
  twice: layout => `“${layout}” writes a file of this name too`,
  braces: word => `“${word}” stands for nothing`,
}
const LAYOUT_FILE_HINT =
  'Write such as `salary-{period}.xlsx`. Braces: `{period} {payout} {year} {month} {yyyymm} {part} {count} {total} {yuan} {jiao} {fen}`.'

const MADE_OF: Readonly<
  Record<SchemeProblems['MADE_OF_WRONG']['reason'], (f: SchemeProblems['MADE_OF_WRONG']) => Sentence>
> = {
  unknown: f =>
    say(
      `“${f.table}” is made of the rows of “${f.found}”, and there is no such table`,
      meant(f.nearest, madeOf(f.known)),
    ),
  'one row': f =>
    say(`“${f.found}” has one row for each person or team already: a table can’t be made of its rows`, madeOf(f.known)),
  figures: f => say(`“${f.found}” has figures of the shop and no rows that a table can be made of`, madeOf(f.known)),
  circle: f =>
    say(
      `these tables are made of one another: ${f.known}`,
      'One of them must be an export: `file:` instead of `rows of:`.',
    ),
  file: f =>
    say(
      `“${f.table}” is made of the rows of “${f.found}” (\`rows of:\`) and is read from no file`,
      'Delete `file:`, or delete `rows of:` where it is an export.',
    ),
}

/** What helps where there is a list and none is due, or one of another length. */
function listHint({ found, expected }: SchemeProblems['SHAPE_WRONG']): string | undefined {
  if (expected.some(e => typeof e !== 'string' && e.term === 'currency of two decimals'))
    return 'Every amount is kept in hundredths; such a currency is not among those that can be paid with bonusbook.'
  if (expected.some(e => typeof e !== 'string' && e.term === 'list of'))
    return 'A row has one cell for each of `columns:`, parted by commas; a cell that holds a comma itself stands in plain quotation marks: `[0, "min(a, b)"]`.'
  if (!isStrayList(found, expected)) return undefined
  return expected.some(e => typeof e !== 'string' && e.term === 'formula or map')
    ? 'Several cells in a row make a two-way table, which also has `across:` and `columns:`.'
    : SLIPS.dash[1]
}

function madeOf(known: string): string {
  return known === ''
    ? 'Describe the export under `tables:` first, with `file:` and `columns:`.'
    : `Tables with rows: ${known}.`
}

/** Two sides that are of different kinds. */
const mixed = (f: SchemeProblems['MONEY_MIXED']): Sentence =>
  say(
    f.sign === 'compare'
      ? `${f.left} (${word(f.leftType)}) can't be compared with ${f.right} (${word(f.rightType)})`
      : f.sign === 'else' || f.sign === 'result'
        ? `one result is ${word(f.leftType)} (${f.left}), another is ${word(f.rightType)} (${f.right})`
        : `${f.left} (${word(f.leftType)}) ${f.sign} ${f.right} (${word(f.rightType)}) means nothing`,
    f.instead !== undefined
      ? `It is a condition itself: write \`${f.instead}\`.`
      : f.quoted
        ? f.quoted.plain === undefined
          ? `Write a ${word(f.quoted.due)} without quotation marks: ${POINTS[f.quoted.due]}.`
          : `Without quotation marks it is a ${word(f.quoted.due)}: ${f.quoted.plain}.`
        : [f.leftType, f.rightType].includes('money')
          ? 'Amounts are written with their currency: 8元, ¥8.'
          : [f.leftType, f.rightType].some(t => t === 'moment' || t === 'time')
            ? 'A moment is compared with moments: `date of(moment)` is its day, `time of(moment)` its time of day. What lies between two is `minutes between(from, to)`, `hours between(from, to)` or `days between(from, to)`.'
            : [f.leftType, f.rightType].includes('yes/no')
              ? 'A column of yes and no is a condition itself: `where column`, or `where not column`; or it is compared with `= yes`, without quotation marks.'
              : 'Both sides must be of one kind.',
  )

const broughtSaid = ({ table, name, line }: Brought): string =>
  `“${table}” gets it by what both tables have: write \`${line}\` under its \`work out:\`, and \`${name}\` here.`

export const scheme = (p: Noun): CatalogueOf<SchemeProblems> => ({
  SCHEME_MISSING: f =>
    say(
      f.folder ? `there is no folder ${f.looked}` : `there is no scheme: ${f.looked}`,
      meant(f.nearest, 'Run this in a shop folder or name it with -C; `bonusbook init DIR` makes one.'),
    ),
  GROUP_MISSING: f =>
    say(
      f.folder ? `there is no folder ${f.looked}` : `there is no group: ${f.looked}`,
      meant(
        f.nearest,
        'Run this in a folder with a group.yaml or name it with -C; `bonusbook init DIR --template group` makes one.',
      ),
    ),
  GROUP_FOLDER: f =>
    say(
      `this is the folder of a group of shops, “${f.group}”, and none of a shop`,
      `Work on one of its shops${f.shop === undefined ? '' : `, \`-C ${f.shop}\``}, or on all of them with \`bonusbook group …\`.`,
    ),
  GROUP_SHOPS_NONE: f =>
    say(
      `no folder is called ${f.pattern}`,
      'Write where the folders of the shops lie, from the group’s own: `shops: stores/*`, or a list.',
    ),
  GROUP_SHOP_TWICE: f =>
    say(
      `${f.shop} and ${f.other} are one folder: its people would be paid twice`,
      'Take the link away, or name the shop once in `shops`.',
    ),
  GROUP_SHOP_GONE: () =>
    say(
      'the folder of this shop is not there any more',
      'Put it back, or see that its disk is there, and try again with --retry. A shop that left the group needs nothing.',
    ),
  GROUP_SHOPS_LESS: f =>
    say(
      `these were shops of the group before, and are not now: ${f.shops}`,
      'Nothing was done for them. Where they are still shops, put their folders back, or see that their disk is there, and give the command again with --only.',
    ),
  GROUP_NOT_LISTED: f =>
    say(
      `the group has no shop ${f.shop}: its shops are ${f.shops}`,
      'Add it to `shops`, or give it a scheme.yaml of its own and take it out of the group’s folder.',
    ),
  GROUP_OWN_SCHEME: f =>
    say(
      `a shop of the group “${f.group}” has a scheme of its own`,
      `Put what the shop has otherwise into ${f.file} and take this away, or take the shop out of \`shops\` in group.yaml.`,
    ),
  GROUP_SHARDS_NONE: f =>
    say(
      `no shard has left anything of ${f.period}`,
      'Each part is done by a command of its own, `bonusbook group run --shard 1/4`, and by 2/4, 3/4 and 4/4; then merge them.',
    ),
  GROUP_SHARD_MISSING: f =>
    say(
      `of ${f.of} shards these have left nothing that can be read: ${f.shards}`,
      `Give the same command with --shard ${f.first}/${f.of}${f.shards.includes(',') ? ' and so on' : ''} (--retry does only what is left); then merge again.`,
    ),
  GROUP_SHARDS_MIXED: f =>
    say(
      f.why === 'count'
        ? `shards of different numbers of parts lie here: ${f.found}`
        : f.why === 'command'
          ? `shards did different things: ${f.found}`
          : `shard ${f.found} was of other shops than it is now`,
      f.why === 'count'
        ? `Take away those that no longer hold: ${f.files.join(' or ')}.`
        : f.why === 'command'
          ? 'Give every shard the same command; then merge again.'
          : 'The shops of the group have changed since: give every shard again.',
    ),
  GROUP_SHARD_OLD: f =>
    say(
      `of ${f.of} shards these are as they were merged before, while others were done again: ${f.shards}`,
      `If they should have been done again, their machine did not begin: give the command with --shard ${f.first}/${f.of}.`,
    ),
  GROUP_BUSY: f =>
    say(
      `another command works on ${f.shard === '' ? '' : `part ${f.shard} of `}this group in ${f.period}`,
      'Wait until it has ended: two at once would not know of each other what they have done.',
    ),
  GROUP_WORKER: f =>
    say(
      f.why === 'hung'
        ? `the shop was given up after ${f.detail}`
        : `the process that worked on the shop ended before it was done: ${f.detail}`,
      f.why === 'hung'
        ? 'What it had not written or sealed is as it was. Where it only takes long, give it more minutes with --patience, and try again with --retry; where it happens again, work on this shop alone with -C.'
        : 'What it had not written or sealed is as it was. Where memory ran out, take fewer shops at a time with --jobs 1, or give each more with NODE_OPTIONS=--max-old-space-size=8192 (megabytes) in the environment. Try again with --retry; where it happens again, work on this shop alone with -C.',
    ),
  GROUP_CURRENCIES: f =>
    say(
      `the shops pay in several currencies, which can't be added up: ${f.currencies}`,
      'Ask for the shops of one currency at a time with --only or --not.',
    ),
  GROUP_NOT_ALLOWED: f =>
    say(
      `the group does not let its shops change “${f.key}”`,
      f.allowed === ''
        ? 'They may change nothing: group.yaml has no `shops may change`.'
        : `They may change: ${f.allowed}. More is allowed by \`shops may change\` in group.yaml.`,
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
      f.until === undefined
        ? `nothing is said here for ${f.period}: it begins with ${f.from}`
        : `nothing is said here for ${f.period}: it holds until ${f.until}`,
      f.until === undefined
        ? 'Add a scheme (or figure) for the earlier months, or choose a later period.'
        : 'Add the scheme (or figure) of the months after it, a plain `value:` of a parameter, or take `until` away if it goes on.',
    ),
  SPAN_REVERSED: f =>
    say(`“${f.name}” ends before it begins: from ${f.from} until ${f.until}`, 'Put the earlier one first.'),
  SPANS_OVERLAP: f =>
    say(
      `“${f.name}”: “${f.first}” and “${f.second}” both say that they hold in the same month`,
      'Let the first end in the month before the second begins.',
    ),
  SPANS_GAP: f =>
    say(
      `“${f.name}”: nothing holds ${f.first === f.last ? `in ${f.first}` : `from ${f.first} until ${f.last}`}`,
      'Let one go on until the next begins, or give the figure of these months; a plain `value:` holds wherever no other does.',
    ),
  YAML_SYNTAX: f => say(...SLIPS[f.slip]),
  YAML_DUPLICATE_KEY: f => say(`“${f.key}” stands twice in the same section`, 'Keep one of them.'),
  KEY_UNKNOWN: f =>
    say(
      `“${f.key}” means nothing in ${f.inside}`,
      meant(
        f.nearest,
        `${f.sections?.length ? `It stands in ${f.sections.join(', ')}, beside what reads this. ` : ''}Known here: ${f.known}.${f.braced ? ` ${SLIPS.comma[1]}` : ''}`,
      ),
    ),
  KEY_MISSING: f =>
    say(
      `“${f.key}” is missing in ${f.inside}`,
      f.inside === 'people' && f.key === 'paid'
        ? 'Say who is paid: `paid: yes` for all of the roster, or such as `paid: joined ≤ end of period and (left is blank or left ≥ start of period)`.'
        : `Add \`${f.key}\`.`,
    ),
  SHAPE_WRONG: f => say(`expected ${due(f.expected)}, found ${said(f.found)}`, meant(f.nearest, listHint(f) ?? '')),
  NAME_INVALID: f =>
    f.taken === undefined
      ? say(
          `“${f.name}” can't be a name`,
          `Names are letters, digits and single spaces, with at least one letter${f.plain === undefined ? '' : `: “${f.plain}”`}. Of a column, its own header then stands beside it: \`header: "${f.name}"\`.`,
        )
      : say(
          `“${f.name}” can't be a name: formulas use “${f.taken}” themselves`,
          `Choose another name; of a column, its own header then stands beside it: \`header: ${f.name}\`.`,
        ),
  NAME_TAKEN: f => say(`“${f.name}” is defined twice in ${f.other}`, 'Keep one of them, or give them different names.'),
  NAME_UNKNOWN: f =>
    say(
      f.table === undefined ? `nothing is called “${f.name}”` : `${f.table} has no column “${f.name}”`,
      [
        f.figure === undefined ? '' : `Write \`${f.figure}\`.`,
        f.brought ? broughtSaid(f.brought) : '',
        f.quoted ? `A text stands in quotation marks: “${f.name}”.` : '',
        meant(
          f.nearest,
          f.quoted || f.alone || f.brought || f.figure !== undefined
            ? ''
            : 'Check the spelling, or define it. A text stands in quotation marks: “A”.',
        ),
        f.alone && f.figure === undefined
          ? `If it is a text, write “${f.name}”, with curly marks: YAML takes off the "" around it.`
          : '',
        f.known ? `“${f.known.of}” has: ${f.known.names.join(', ')}.` : '',
      ]
        .filter(text => text !== '')
        .join(' '),
    ),
  ROW_ASKS: f =>
    say(
      `“${f.name}” is a column of ${f.table}, but here only the rows of ${f.asked} are looked at`,
      `A row finds others by what both have: give ${f.asked} and ${f.table} a column of one name, under \`work out\` too, and write it behind \`by\`. For prices with dates see “Prices with dates” in LANGUAGE.md.`,
    ),
  NAME_AMBIGUOUS: f => say(`“${f.name}” can mean several things`, `Write one of: ${f.choices}.`),
  FUNCTION_UNKNOWN: f =>
    say(
      `there is no function “${f.name}”`,
      f.instead !== undefined
        ? `Write \`${f.instead}\`.`
        : f.figure === true
          ? `“${f.name}” is a figure: it stands without ( ). What waits for a figure is a scale, under \`scales:\`.`
          : meant(f.nearest, 'LANGUAGE.md names all that there are.'),
    ),
  PARAMETER_UNUSED: f => say(`nothing uses the parameter “${f.name}”`, 'Remove it, or use it in a formula.'),
  WITHOUT_EFFECT: f =>
    say(
      {
        limit: `“${f.name}” may be at most ${f.found}: nothing can be decided under it`,
        approval: `“${f.name}” is never ${f.found}: nobody is ever asked to approve that`,
        every: `“${f.name}” is never looked at: the table comes every ${f.found}, and the ${p.month} before has none`,
      }[f.why],
      'Correct it, or take it away.',
    ),
  COLUMN_UNUSED: f =>
    say(
      f.columns === 1
        ? `nothing reads the ${f.table === 'people' ? `roster’s column “${f.name}”` : `column “${f.name}” of “${f.table}”`}`
        : `nothing reads ${f.columns} columns of ${f.table === 'people' ? 'the roster' : `“${f.table}”`}: ${f.name}`,
      f.columns === 1
        ? 'Remove it from the scheme (the file may keep it), or use it in a formula.'
        : `Put \`#\` before their lines in the scheme (the file may keep them), or use them in a formula. To keep them for later: \`allow: { COLUMN_UNUSED: { ${f.table}: for later } }\`.`,
    ),
  VALUE_UNUSED: f => say(`nothing that is paid or shown uses “${f.name}”`, 'Remove it, or use it.'),
  FORMULA_SYNTAX: f =>
    say(
      f.found === '' ? 'the formula ends too early' : `“${f.found}” does not fit here`,
      f.slip === undefined
        ? `Expected ${isFormulaSign(f.expected) ? `“${f.expected}”` : EXPECTED[f.expected]}.`
        : FORMULA_SLIPS[f.slip](f.currency, f.write),
    ),
  ARGUMENTS_WRONG: f =>
    say(
      `“${f.name}” can't be used like this (${argumentsIn(f.found, word)})`,
      f.write
        ? `For all rows write \`${f.write[0]}\`, for those that differ \`${f.write[1]}\`.`
        : `Write ${usage(p)(f.usage)}.`,
    ),
  MONEY_TIMES_MONEY: f =>
    say(
      `money times money means nothing: ${f.left} × ${f.right}`,
      'One side must be a number: a rate, a count, or a ratio of amounts.',
    ),
  MONEY_MIXED: mixed,
  KINDS_MIXED: mixed,
  TYPE_WRONG: f =>
    say(
      `${f.what} is ${word(f.found)}, but ${word(f.expected)} is due here`,
      f.among !== undefined
        ? `Several texts stand in one list: \`${f.among}\`.`
        : f.instead !== undefined
          ? `By a text go cases, a line for each: \`${f.instead}\`.`
          : f.expected === 'person or group'
            ? 'A figure of each order or day stands under `work out` of a table.'
            : f.expected === 'group'
              ? 'People are taken together by `position`, or by a column of the roster of the type `group`.'
              : undefined,
    ),
  MONEY_DUE: f =>
    say(
      `“${f.name}” must be money, but its formula gives a ${word(f.found)}`,
      f.share === undefined
        ? 'Write amounts with their currency: `count × 2元`.'
        : `Say of what it is ${f.share}: of all commission \`commission × ${f.share}\`, of one line its name.`,
    ),
  SHAPE_PER_PERSON: f =>
    say(
      `“${f.name}” is ${whose(f.found)}, but ${whose(f.due)} is due in ${f.where}`,
      'Sum it first: sum(people.name by group), or use a figure of the shop.',
    ),
  ROWS_UNORDERED: f =>
    say(
      `\`previous(…)\` asks what the row before has, but “${f.table}” does not say which row follows which`,
      `Write under “${f.table}” beside \`columns:\`: \`in order: { of: the column of its time, by: the column whose rows follow one another }\`. Its columns are ${f.columns}.`,
    ),
  COLUMN_SHARED: f =>
    say(
      `several people can share a row by “${f.name}”, so that it is no one person`,
      'Use it after `by`, where each gets their share, or in `is blank`; nowhere else.',
    ),
  OWNER_UNSAID: f =>
    say(
      f.by === undefined
        ? `“${f.name}” is ${whose(f.found)}, and nothing says whose is meant for a row of ${f.table}`
        : `“${f.name}” is ${whose(f.found)}, but the rows of ${f.table} are counted by “${f.by}”`,
      f.columns.length > 0
        ? `Say whose, by the column that names them: ${f.columns.map(column => `\`${column}.${f.name}\``).join(', ')}.`
        : `No column of ${f.table} names a person or a team: give one the type \`person\`, or that of a team.`,
    ),
  OWNED_WRONG: f =>
    say(
      f.column === 'people'
        ? `“people.${f.name}”: “${f.name}” is ${whose(f.found)}, and behind \`people.\` stands what each person has`
        : `“${f.column}.${f.name}”: “${f.name}” is ${whose(f.found)}, and “${f.column}” names ${f.due === 'person' ? 'a person' : 'a team'}`,
      f.found === 'shop' || f.column === 'people'
        ? `Write it without the point: \`${f.name}\`.`
        : 'Only what everybody, or every team, has of its own can follow: columns, values and scores.',
    ),
  SHAPE_ROWS: f =>
    say(
      `“${f.name}” has a value for each row of ${f.table}`,
      f.brought
        ? broughtSaid(f.brought)
        : `Say what is to be made of the rows: sum(${f.name} by …), count(…), only(…).`,
    ),
  ROWS_ELSEWHERE: f =>
    say(
      `“${f.name}”: \`rows\` is what a table with \`rows of:\` calls the rows that each of its rows is made of`,
      'Under its `work out` write sum(rows.column), count(rows where …); anywhere else the name of the table.',
    ),
  TAX_MIXED: f =>
    say(
      `“${f.name}” is ${f.what === 'reserve' ? 'withheld from' : 'worked out of'} lines of several kinds for the tax client: ${f.of.map(l => `${l.name} (${l.kind})`).join(', ')}`,
      f.what === 'reserve'
        ? 'Off which income it comes is not said by that. Make a reserve for each kind, from its own lines by their names; or give the lines one kind.'
        : 'Say which kind it is itself, since it may take away: `tax: salary`; or a line for each kind.',
    ),
  RANGE_POINT: f =>
    say(
      `\`range:\` is for figures, and “${f.name}” is a date or a time (${f.found})`,
      `Say it as a rule, under \`rules:\` of ${f.rows ? 'the table' : 'the scheme'}: \`must: ${f.must ?? `${f.name} ≥ 2026-01-01`}\`.`,
    ),
  ROWS_WHOLE: f =>
    say(
      `“${f.found}” is of all rows of “${f.table}”, the same in every row of ${f.row}`,
      [
        f.instead === undefined ? '' : `Of the row’s own write \`${f.instead}\`.`,
        `If all are meant, give it a name under \`values:\` and write the name here.`,
      ]
        .filter(text => text !== '')
        .join(' '),
    ),
  RANK_ROWS: f =>
    f.reason === 'read'
      ? say(
          `rank(…) looks at all rows at once, and those of “${f.table}” are read one after the other`,
          `Make a table of them, \`rows of: ${f.table}\` with \`one row per:\` what is ranked, and rank under its \`work out\`. See “The best of each week” in LANGUAGE.md.`,
        )
      : say(
          `rank(…) is by ${f.previous}, which is known row by row, while a place is known of all rows at once`,
          `Make a table of the rows of “${f.table}”, \`rows of: ${f.table}\` with the same \`one row per:\`, and rank there by max(rows.column).`,
        ),
  MADE_OF_WRONG: f => MADE_OF[f.reason](f),
  TEXT_UNKNOWN: f => say(`“${f.found}” never occurs there`, meant(f.nearest, `Known: ${f.known}.`)),
  CYCLE: f =>
    say(
      `these read each other in a circle: ${f.names}`,
      f.sum
        ? `“${f.sum}” is known when ${f.of ? `“${f.of}”` : 'all that it is made of'} is. Rules, approvals, flags and scores may read it; a line reads “lines above”, “commission” or “gross” of what stands before it.`
        : 'One of them must not read the next.',
    ),
  SCALE_NESTED: f =>
    say(`the scale “${f.name}” can't be used within a scale`, 'Put its result into a value and use that.'),
  EVERY_SHORT: f =>
    say(
      `\`every: ${f.every}\` is no longer time than what this scheme pays at once (every: ${f.pays})`,
      f.every === f.pays
        ? 'Leave `every` out: it is there each time.'
        : `Who is paid so often has a scheme that begins with \`every: ${f.every}\`, in which what comes by the month says \`every: month\`. For steps of a week within a month make a table with \`rows of:\` the export and \`one row per:\` the person and a column that is worked out as \`week(date)\`.`,
    ),
  ENTRIES_MANY: f =>
    say(
      `${f.name === '' ? 'the scheme' : `“${f.name}”`} has ${f.count} entries, and at most ${f.limit} are read`,
      'What is a list belongs into an export, as a table; a policy of that length into several schemes.',
    ),
  CHAIN_TOO_LONG: f =>
    say(`“${f.name}” reads more than ${f.limit} values one through the other`, 'Say it with fewer steps.'),
  NOT_ROUNDED: f =>
    say(
      `“${f.name}” is shared out but not rounded to the cent`,
      `Write it as \`${f.name}: { formula: …, round: 2 }\`, so that the shares can add up to it.`,
    ),
  BANDS_GAP: f =>
    say(
      f.after === undefined
        ? `the bands say nothing below ${f.before?.edge}`
        : f.before === undefined
          ? `the bands say nothing above ${f.after.edge}`
          : `the bands leave a gap between “${edgeText(f.after)}” and “${edgeText(f.before)}”`,
      f.write !== undefined
        ? `Every figure must fall in exactly one band: write \`${f.write}\` here. A part that nobody has decided gets a band of its own with \`refuse “why”\`.`
        : f.after === undefined || f.before === undefined
          ? `Every figure must fall in exactly one band: add ${f.add === undefined ? '`above X`' : `\`${f.add}: …\``}, or \`otherwise: …\`; a band that nobody has decided gives \`refuse “why”\`.`
          : 'Every figure must fall in exactly one band: let each begin where the one before it ends, `under X` and `from X`, or `up to X` and `above X`; a band that nobody has decided gives `refuse “why”`.',
    ),
  BANDS_OVERLAP: f =>
    say(
      `the bands “${f.first}” and “${f.second}” overlap`,
      f.write === undefined
        ? '`up to 3%` holds 3%; the next one begins with `above 3%`.'
        : `“${f.first}” holds its edge: write \`${f.write}\` for “${f.second}”.`,
    ),
  BANDS_EDGE: f =>
    say(
      `“${f.found}” is no band`,
      f.meant === undefined
        ? 'Write `up to 3%`, `under 30`, `from 95`, `above 10%`, `30 to 59` or `otherwise`.'
        : `Write \`${f.meant}\`.`,
    ),
  CHOICE_MISSING: f =>
    f.write === undefined
      ? say(`“${f.of}” says nothing for ${f.value}, but “${f.reader}” needs it`, 'Add a line for it, or `otherwise:`.')
      : say(
          `“${f.reader}” reads “${f.of}”, which ${f.value} does not have`,
          f.write.length === 1
            ? `Say in “${f.reader}” whose it is: \`${f.write[0]}\`, beside \`formula:\`.`
            : `Write under “${f.reader}”, a line each: ${f.write.map(line => `\`${line}\``).join(', ')}.`,
        ),
  CHOICE_REPEATED: f => say(`“${f.value}” is chosen twice`, 'Keep one of them.'),
  WEIGHTS_SUM: f => say(`the weights add up to ${f.sum}%, not ${f.due}%`, 'Correct the weights.'),
  CONDITION_FIXED: f =>
    say(
      `“${f.condition}” ${f.holds === 'never' ? 'can never hold' : 'always holds'}${f.because === '' ? '' : `: ${f.because}`}`,
      'Correct the condition or the range. If it is meant, accept it under `allow:`.',
    ),
  BAND_UNREACHED: f =>
    say(
      `no figure falls into the band “${f.band}”: ${f.because}`,
      'Correct the band or the range of the figure. If it is meant, accept it under `allow:`.',
    ),
  SHARE_BY_GROUP: f =>
    say(
      `“${f.name}” is each person’s, so \`${f.share}\` is divided among the people, and “${f.weight}” of a whole ${f.group} weighs for each of them: a ${f.group} of more people gets more`,
      `To divide among the ${f.group} first, give the share a name under \`values:\` and divide that again: \`share(NAME by …)\`. If it is meant, accept it under \`allow:\`.`,
    ),
  LIMITS_CROSSED: f =>
    say(`“${f.of}” is to be not below ${f.low} and not above ${f.high}: both can't be`, 'Correct one of the limits.'),
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
  SECRET_USED: f =>
    say(
      `“${f.name}” holds numbers of documents or accounts: only \`exports\` may read it`,
      'Everywhere else such numbers stay masked. Take it out of this formula.',
    ),
  LAYOUT_FILE: f => say(`the file name “${f.file}” can’t be: ${LAYOUT_FILE[f.reason](f.detail)}`, LAYOUT_FILE_HINT),
  RELEASE_READS: f =>
    say(
      `the release of “${f.reserve}” reads “${f.name}”, and a release knows no figures of ${p.month}s`,
      'Read a results file in `data/results/` instead, or give the figure with `--set`.',
    ),
  VOUCHER_COLUMN: f =>
    say(
      `“${f.name}” is of each person, but no entry of the voucher has a row for each`,
      'Name it under `by:` of an entry, as `by: department`; rows of other entries leave the cell empty.',
    ),
  LAYOUT_READS: f =>
    say(
      `“${f.name}” is worked out ${p.month} by ${p.month}, but this layout is of the release of “${f.reserve}”`,
      'Such a layout reads the roster, parameters, `released`, `held`, `forfeited` and `premium`.',
    ),
})
