// The sentences of problems in English, of a month and of commands.

import type { AdjustmentFault, MonthProblems } from '../../../core/problem-facts.ts'
import { causeText } from '../../cause.ts'
import { type CatalogueOf, say } from '../../sentence.ts'
import { comparison } from '../comparison.ts'
import type { Noun } from '../noun.ts'
import { coded, due, meant, of, rows, SHARING } from '../terms.ts'
import { REASONS } from './data.ts'

const STINT_WHOLE = (p: Noun): Record<MonthProblems['STINT_WHOLE']['reason'], string> => ({
  earlier: `what somebody had in earlier ${p.month}s can’t be told apart by the parts of this one`,
  place: `somebody has no place and no share as a whole, only in each part of the ${p.month}`,
  twice: `the same person would count twice among the others, once for each part of the ${p.month}`,
  sheet: `what the ${p.month} comes to is of all parts of it, and this is one of them`,
})
const STINT_HINT = (p: Noun): Record<MonthProblems['STINT_WHOLE']['reason'], string> => ({
  earlier: `Read earlier ${p.month}s in a deduction or a limit, which count once, or pay this person’s part by hand.`,
  place: 'Use it in a pay line.',
  twice: 'Weigh a share by `days of stint`, or let `where` take one part only.',
  sheet:
    'Add up pay lines (`people.` and the name of the line), which each part has by itself, or pay this person’s part by hand.',
})

const ADJUSTMENT = (
  p: Noun,
): Readonly<Record<AdjustmentFault, readonly [(due: string) => string, (kind: string) => string]>> => ({
  fen: [() => 'has more than two decimals', () => 'Round it: nothing is paid in parts of a cent.'],
  zero: [() => 'changes nothing', () => 'Give the amount, or take the row away.'],
  plus: [
    () => 'takes away, though it may only add',
    kind => `Correct the amount or its kind; or leave \`only: plus\` out under “${kind}”.`,
  ],
  minus: [
    () => 'adds, though it may only take away',
    () => 'An amount stands as what it adds to the pay: write it below zero, -200.00, or correct its kind.',
  ],
  one: [due => `is more than one may be: ${due}`, kind => `Correct the amount, or \`at most:\` under “${kind}”.`],
  month: [
    due => `together is more than one person may have in a ${p.month}: ${due}`,
    kind => `Correct the amounts, or \`in a month:\` under “${kind}”.`,
  ],
  approval: [
    due => `is not approved by ${due}`,
    () => 'Let one of them approve it, and enter the name as the scheme has it.',
  ],
})

/** The figures that a rule looks at, behind what it says. */
const figures = (f: { figures: string }): string => (f.figures === '' ? '' : ` (${f.figures})`)

/** The command that shows where the figures of a rule come from. */
const explained = (f: { rule: string; ask?: string; period?: string }): string =>
  f.period === undefined
    ? ''
    : ` Where they come from: bonusbook explain ${f.ask || 'shop'} "rules.${f.rule}" --period ${f.period}`

const WHO = 'Give the employee number or the whole name, as the roster has it.'

export const month = (p: Noun): CatalogueOf<MonthProblems> => ({
  DIVISION_BY_ZERO: f =>
    say(
      `“${f.name}”${of(f.who)} divides by ${f.divisor}, which is 0`,
      'Correct the figure, or say what holds then: `if x = 0 then … else …`.',
    ),
  VALUE_BLANK: f =>
    say(
      `“${f.name}”${of(f.who)} needs “${f.blank}”, which is empty`,
      'Fill it; where it is a column of a file say in the scheme what an empty cell means, `blank: 0`; or test it first: `if x is blank then … else …`.',
    ),
  VALUE_LOST: f =>
    say(
      `“${f.name}”${f.who === '' ? '' : ` of ${f.who}`} could not be worked out, and nothing was said of why`,
      'Nothing is paid without it. This is a fault of bonusbook: please report it with the scheme.',
    ),
  VALUE_NOT_ONE: f =>
    say(
      `${f.name}${of(f.who)} fits ${rows(f.found)}, but exactly one is due`,
      `${f.found > 1 ? 'They differ, or are figures, of which two are not one. ' : ''}Correct the rows or the condition${f.charged === undefined ? '' : `; where one of them takes another back (a reversal, below zero), \`where ${f.charged} > 0\` leaves it out`}.`,
    ),
  BANDS_DISORDER: f =>
    say(
      `the bands of “${f.name}”${of(f.who)} are out of order: ${f.detail}`,
      'Correct the figures that the bands are made of.',
    ),
  REFUSED: f =>
    say(
      `“${f.name}”${of(f.who)} is not decided by the scheme${f.figures === '' ? '' : ` for ${f.figures}`}${f.note === '' ? '' : `: ${f.note}`}`,
      'Let it be decided, and write the figure in place of `refuse`; or correct the figures that lead there.',
    ),
  CHOICE_NONE: f =>
    say(
      `“${f.name}”${of(f.who)} says nothing for “${f.found}”; it knows ${f.known}`,
      'Correct the value, or add a line or `otherwise:` to the scheme.',
    ),
  SHARE_IMPOSSIBLE: f =>
    say(`the pool${of(f.who)} can't be shared: ${SHARING[f.reason](f.detail)}`, 'Correct the weights.'),
  STINT_OTHER_MONTH: f =>
    say(
      `${f.who}: the row of ${f.days} is not of ${f.period} and was passed over`,
      `Leave it out of the roster of this ${p.month}, or correct its dates.`,
    ),
  STINT_GAP: f =>
    say(
      `${f.who} has no row in the roster for ${f.days}`,
      'Nothing of these days is paid by it. Correct the dates where there was no break.',
    ),
  STINT_NONE: f =>
    say(
      `${f.rows === 1 ? 'a row' : `${f.rows} rows`} of ${f.day} in “${f.table}” ${f.rows === 1 ? 'is' : 'are'} of ${f.who}, who has no row in the roster on that day: ${f.stints}`,
      'Correct the dates in the roster, or whose row it is.',
    ),
  STINT_UNSAID: f =>
    say(
      `“${f.table}” does not say to which part of the ${p.month} of ${f.who} its row belongs: ${f.stints}`,
      'Add a column with the position or team to the file and the scheme (or a date: `month:`), or say `stints: each` in the scheme: then each part has it, and formulas divide it, such as by `days of stint`.',
    ),
  STINT_DIFFERS: f =>
    say(
      `“${f.name}” is due once for ${f.who}, but each part of the ${p.month} has its own: ${f.stints}`,
      f.release === ''
        ? `Deductions, limits and whatever else counts once a ${p.month} can read only what is the same for all parts. Use a figure that is, or make it a pay line, which is worked out for each part.`
        : `Say which holds for this one, and release the others as ever: --person ${f.release} --set "ratio=…".`,
    ),
  STINT_WHOLE: f =>
    say(`“${f.name}” can't be worked out for ${f.who}: ${STINT_WHOLE(p)[f.reason]}`, STINT_HINT(p)[f.reason]),
  STINT_TWICE: f =>
    say(
      `“${f.name}” is worked out for a whole ${p.month} in each part of the ${p.month} of ${f.who}: ${f.amounts}`,
      `Where it is for the ${p.month}, let each part have its days of a fixed sum, a guarantee or a limit: \`× days of stint ÷ days of period\`; where it is for one part only, say which under \`when\`. If each is to have it whole, accept it under \`allow:\`.`,
    ),
  GROUP_NONE: f => say(`“${f.name}” needs the ${f.group} of ${f.who}, who is in none`, 'Fill it in the roster.'),
  NUMBER_RUNAWAY: f =>
    say(`“${f.name}”${of(f.who)} becomes larger than any figure can be`, 'Correct the formula or the figures.'),
  NO_SUCH_DAY: f =>
    say(
      `“${f.name}”${of(f.who)} is ${f.by} ${f.unit} from ${f.from}, and there is no such day`,
      `A date takes whole ${f.unit}: round them (\`round down(${f.unit}, 0)\`), or correct the figure.`,
    ),
  NO_SUCH_DATE: f =>
    say(`“${f.name}”${of(f.who)}: there is no date ${f.found}`, 'Correct the year, the month or the day.'),
  TIME_BACKWARDS: f =>
    say(
      `“${f.name}”${of(f.who)}: from ${f.from} to ${f.to} is backwards, unless it is of the next day`,
      `Correct the times; or say that an earlier one is of the next day: \`if ${f.late} < ${f.early} then 24 − hours between(${f.late}, ${f.early}) else hours between(${f.early}, ${f.late})\`.`,
    ),
  RULE_BROKEN: f =>
    say(
      `the rule “${f.rule}” does not hold${of(f.who)}: ${f.note}${figures(f)}`,
      `Correct the figures or the scheme.${explained(f)}`,
    ),
  RULE_UNKEPT: f =>
    say(
      `“${f.rule}” should hold${of(f.who)} and does not: ${f.note}${figures(f)}`,
      `It is paid as it is. Look whether the figures are right.${explained(f)}`,
    ),
  PAID_EARLY: f =>
    say(
      `“${f.paid}” is ${f.day}, before ${f.period} ends on ${f.end}`,
      'Say a later day: “… of next month”, “5 days after”, “Friday after”.',
    ),
  PAID_BELOW_ZERO: f =>
    say(
      `on ${f.day} ${f.who} would be paid ${f.amount}: more is taken off than is paid that day (besides ${f.others})`,
      'Give what is withheld or deducted the day of the line that it comes off, by `paid:` under the reserve or under `deductions`; or pay the difference by hand.',
    ),
  BELOW_ZERO: f =>
    say(
      `“${f.name}” of ${f.who} is below zero: ${f.amount}`,
      'What is withheld or deducted is never negative: write max(…, 0) or `not below: 0`; what is owed to somebody is a pay line.',
    ),
  ADJUSTMENT_REFUSED: f =>
    say(`${f.amount} under “${f.kind}” of ${f.who} ${ADJUSTMENT(p)[f.why][0](f.due)}`, ADJUSTMENT(p)[f.why][1](f.kind)),
  EXPECTATION_OUTSIDE: f => {
    const asked = `What is right is accepted at closing: --accept "${f.expectation}=why".`
    if (f.before === '') return say(`“${f.expectation}” is ${f.now}, expected ${f.due}: ${f.who}`, asked)
    const causes = f.causes.map(cause => causeText(cause, comparison(p))).join('; ')
    return say(
      `“${f.expectation}”${of(f.who)} is ${f.now}, in ${f.month} ${f.before} (${f.by}); expected ${f.due}${causes === '' ? '' : `: ${causes}`}`,
      asked,
    )
  },
  PAY_FAR: f =>
    say(
      `${f.period} comes to ${f.now}, ${f.month} to ${f.before}${f.people.map(one => `; ${one.who} is paid ${one.now}, in ${f.month} ${one.before}`).join('')}${f.far > f.people.length ? `; and ${f.far - f.people.length} more` : ''}`,
      'Look at the largest first: `bonusbook explain`. A unit in a header, a column moved or a file of another kind makes such amounts.',
    ),
  EXPECTATION_NOTHING: f =>
    say(
      `what is expected of ${f.period} can't be looked at: the book has no pay of ${f.month}, so there is nothing to compare with`,
    ),
  EXPECTATION_OPEN: f =>
    say(
      `${f.number === 1 ? 'something is' : `${f.number} figures are`} outside of “${f.expectation}”, which nobody has accepted${f.who === '' ? '' : `: ${f.who}`}`,
      `Look at it (\`bonusbook check --period ${f.period}\`). If it is right, say why: --accept "${f.expectation}=why"${f.id === '' ? '' : `; of one person: --accept "${f.expectation} ${f.id}=why"`}.`,
    ),
  REFERENCE_AGAIN: f =>
    say(
      f.month === ''
        ? `the reference “${f.reference}” stands twice in the file`
        : `the reference “${f.reference}” was used in ${f.month}, for ${f.who}`,
      'What was decided once is paid once: take the row away, or give it the reference of its own decision.',
    ),
  DRAW_OWED: f =>
    say(
      `${f.who} owes ${f.amount} of “${f.name}”, and ${f.paid ? 'has no such line any more' : `is not paid this ${p.month}`}: nothing is taken back`,
      'It stays open in the book. Agree with the person how it is settled; accept it under `allow:`.',
    ),
  ADJUSTED_UNPAID: f =>
    say(
      `${f.who} is not paid this ${p.month}, but is adjusted by ${f.amount}`,
      'It is paid or deducted all the same. Check whether this is the one who is meant; if it is right, accept it under `allow:`.',
    ),
  NET_NEGATIVE: f =>
    say(`the net amount of ${f.who} is negative: ${f.net}`, 'Shown as it is; agree with the person how it is settled.'),
  LAYOUT_BLANK: f =>
    say(
      `“${f.column}” of ${f.who} is empty, who stands in the export “${f.layout}”`,
      'Fill it in the roster; or say under the column `blank: none` where the export may leave it empty.',
    ),
  LAYOUT_NEGATIVE: f =>
    say(
      `“${f.column}” of ${f.who} is ${f.amount} in the export “${f.layout}”`,
      'Leave such people out (`where: net > 0`), or write `below zero: allowed` under the column if the export takes it.',
    ),
  LAYOUT_TEXT: f =>
    say(
      f.reason === 'formula'
        ? `“${f.column}” of ${f.who} begins like a formula and would be changed or run where “${f.layout}” is opened`
        : `“${f.column}” of ${f.who} holds a line break, which “${f.layout}” can’t hold`,
      'Correct it where it comes from.',
    ),
  LAYOUT_LONG: f =>
    say(
      `“${f.column}” of ${f.who} is longer than the export “${f.layout}” takes: ${f.length} of at most ${f.longest} (“${f.found}”)`,
      'Shorten it where it comes from: nothing is cut. A letter that is not plain ASCII counts as two.',
    ),
  VOUCHER_ACCOUNT: f =>
    say(
      `“${f.entry}” of the voucher “${f.layout}” has no account for ${f.amount} of ${f.who}`,
      'Give the account of this position or department under `debit:` or `credit:`, or fill it in the roster.',
    ),
  VOUCHER_UNBALANCED: f =>
    say(
      `the voucher “${f.layout}” debits ${f.debit} and credits ${f.credit}: ${f.by} apart`,
      'Give what is missing an entry. Gross is net, what is withheld and what is deducted together.',
    ),
  VOUCHER_LINE: f =>
    say(
      `“${f.line}”, ${f.amount} together, is in no entry of the voucher “${f.layout}”`,
      'Add an entry with its account; or accept it under `allow:` if it is booked elsewhere.',
    ),
  LAYOUT_REPEATED: f =>
    say(
      `“${f.column}” ${f.found} stands in the export “${f.layout}” for several people: ${f.who}`,
      'Check whose it is. If it is right, accept it under `allow:`.',
    ),
  LAYOUT_ROWS: f =>
    say(
      `the export “${f.layout}” has ${f.rows} rows, but may have ${f.limit}`,
      'Put `{part}` into the name of the file: then it is split into several.',
    ),
  LAYOUT_NOBODY: f =>
    f.voucher
      ? say(
          `every entry of the voucher “${f.layout}” comes to nothing: it is not written`,
          'Check whether anything is paid this month, and its `amount:`.',
        )
      : say(`nobody stands in the export “${f.layout}”: it is not written`, 'Check its condition `where:`.'),
  INPUT_MISSING: f => {
    const empty = f.inCase ? '""' : `“${f.name}=”`
    const form = [due(f.form), f.range, f.blank && `${empty} for an empty cell`].filter(Boolean).join(', ')
    return say(
      `“${f.name}” is needed${f.who === '' ? '' : ` for ${f.who}`}`,
      f.inCase
        ? `Give it in the case under \`set\`: ${f.name} (${form}).`
        : `Give it with --set "${f.name}=…" (${form}).`,
    )
  },
  TRIED_ALONE: f =>
    say(
      `“${f.name}” is worked out among those who are tried, and one person alone is`,
      `Try all whom it looks at with --people, or give it with --set "${f.name}=…".`,
    ),
  TRIED_FIRST: f =>
    say(
      `“${f.name}” is as in the first month of a shop: a trial knows of no earlier months`,
      `Give it with --set "${f.name}=…".`,
    ),
  INPUT_INVALID: f =>
    say(
      `“${f.found}” is no value for “${f.name}”`,
      `Due: ${due(f.expected)}.${f.reason ? ` ${REASONS[f.reason]}` : ''}`,
    ),
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
  CASES_MISSING: f =>
    say(`there are no test cases (${f.looked})`, 'Write cases.yaml beside the scheme: README.md says how.'),
  CASE_REPEATED: f => say(`another case is called “${f.name}” (line ${f.line})`, 'Give each case a name of its own.'),
  CASE_EMPTY: f =>
    say(
      `the case “${f.name}” expects nothing`,
      'Add `expect:` with the figures due, or `refused:` with what is at fault.',
    ),
  CODE_NO_PERSON: f =>
    say(
      `“${f.code}” is the code of a problem and no person: \`explain\` explains amounts`,
      `\`bonusbook check --period ${f.period}\` says beside each code what was found and what to do; the codes that a scheme may accept stand in LANGUAGE.md, “Rules and approvals”.`,
    ),
  NOT_FOUND: f =>
    say(
      `there is no ${f.kind} “${f.name}”`,
      meant(f.nearest, f.known === '' && f.kind === 'person' ? WHO : f.known === '' ? '' : `There are: ${f.known}.`),
    ),
  NOT_THEIRS: f =>
    say(
      `${f.who} has no “${f.name}”${f.positions === '' ? '' : `: it is of ${f.positions}`}`,
      f.ways === '' ? `There are: ${f.known}.` : `Something else of that name: ${f.ways}. There are: ${f.known}.`,
    ),
  PERSON_NOT_PAID: f =>
    say(
      `${f.who} is not paid in ${f.period}${f.rule === '' ? ': not in the roster' : `: paid is ${f.rule} (${f.figures})`}`,
      [
        f.last === ''
          ? `No closed ${p.month} has them.`
          : `Their last closed ${p.month} is ${f.last}: --period ${f.last}.`,
        ...(f.held ? ['`bonusbook book balance` shows what is held for them.'] : []),
      ].join(' '),
    ),
  PERSON_NAME_SHARED: f => say(`several people are called “${f.name}”`, `Give the employee number: ${f.ids}.`),
  COMPARE_UNKNOWN: f =>
    say(
      `“${f.what}” is no ${p.month}, no folder with a draft and no sheet`,
      meant(f.nearest, `Give a ${p.such}, a folder with run.json and payroll.csv, or a CSV or XLSX file.`),
    ),
  DATA_MISSING: f =>
    say(
      `there is no data of ${f.period}: no folder data/${f.period}`,
      f.months === '' ? `Put the exports of the ${p.month} there.` : `There is data of: ${f.months}.`,
    ),
  COMPARE_NOTHING: f =>
    say(
      `no column of ${f.file} is called like a pay line, reserve, deduction or sum of the scheme`,
      `Name the columns as the scheme does. There are: ${f.found}.`,
    ),
  FOLDER_EXISTS: f => say(`${f.folder} exists and is not empty`, 'Choose another folder.'),
  CANNOT_WRITE: f =>
    say(
      `the result can't be written: ${coded(f.detail)}`,
      'Close the files of the folder in other programs and check the disk.',
    ),
  CANNOT_PRINT: f =>
    say(
      `what was to be printed could not be written: ${coded(f.detail)}`,
      f.sealed === ''
        ? 'Make room, or print to another place, and give the command again.'
        : `It was done all the same, and stays sealed: ${f.sealed}.`,
    ),
  FOLDER_GONE: () =>
    say('the folder in which the command was started is not there any more', 'Go into a folder that is there.'),
  SHOP_BUSY: () => say('another run works on this shop', 'Wait until it has ended.'),
})
