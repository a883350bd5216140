// The sentences of problems in English, of the book.

import type { Every } from '../../../core/calendar.ts'
import type {
  BookProblems,
  ContradictedFigure,
  Damage,
  DamageFacts,
  OpeningFault,
  OpeningTotal,
} from '../../../core/problem-facts.ts'
import { type CatalogueOf, damageIn, say } from '../../sentence.ts'
import type { Noun } from '../noun.ts'

const EXAMPLES: Readonly<Record<Every, string>> = {
  month: '2026-07',
  quarter: '2026-Q3',
  'half-year': '2026-H2',
  year: '2026',
}

const DAMAGE = (p: Noun): Readonly<Record<Damage, string>> => ({
  missing: 'entries are missing',
  repeated: 'two entries have one number',
  renamed: 'the file has another name than the entry',
  changed: 'the bytes are not those that were sealed',
  malformed: 'a line has a form that this program does not know',
  later: 'a later version of bonusbook sealed it; use that one',
  figures: 'its figures are not those that its header names',
  checkpoint: 'it names a checkpoint that the entries before it do not come to',
  unsigned: 'it says that it is signed, and its signature is gone',
  signature: 'a signature is not one over what was sealed',
  chain: 'it is not sealed upon the entry before it',
  head: 'head.json does not name the newest entry',
  unreadable: 'the file system does not give it',
  'kept missing': 'a kept copy is missing',
  'kept changed': 'a kept copy is not what was sealed',
  leftover: 'left behind by a run that broke off',
  order: `${p.month}s are not in their order`,
  balance: 'an account does not add up',
})

/** What is said of a figure that is not what the copies give. */
const FIGURE = (p: Noun): Readonly<Record<ContradictedFigure, string>> => ({
  person: 'the name',
  position: 'the position',
  line: 'line',
  reserve: 'held back for',
  forfeited: 'forfeited at once of',
  due: 'due under',
  taken: 'deducted under',
  score: 'score',
  gross: 'gross',
  net: 'net',
  value: 'value',
  kept: 'the kept column',
  adjustment: 'the adjustment',
  correction: 'the correction',
  ratio: 'the ratio of the release of',
  posting: 'the posting',
  approval: 'the approval of',
  payout: `the ${p.month} of payout`,
  scheme: 'the name of the scheme',
  orders: 'the list of orders that were counted',
  input: 'the input',
  output: 'the output',
  bytes: 'the bytes of',
  'line of the file': 'line',
})

const orNothing = (text: string): string => (text === '' ? 'nothing' : text)

const factsOf = (p: Noun) =>
  damageIn(
    {
      last: 'last',
      other: 'other',
      expected: 'expected',
      line: 'line',
      format: 'format',
      before: 'before',
      newest: 'newest',
      code: 'code',
      key: 'key',
      role: 'role',
      name: 'name',
      sha256: 'sha256',
      reason: 'reason',
      month: p.month,
      person: 'person',
      account: 'account',
      origin: 'origin',
      amount: 'amount',
      due: 'due',
    },
    {
      'closed twice': 'closed twice',
      'left out': 'left out',
      'before the first': 'before the first',
      'not closed': 'not closed',
      'not the first': 'not the first entry',
      negative: 'negative',
      'never withheld': 'never withheld',
      carried: 'carried',
      sign: 'sign',
    },
  )

function factsText(facts: DamageFacts, p: Noun): string {
  const texts = factsOf(p)(facts)
  return texts.length === 0 ? '' : ` (${texts.join(', ')})`
}

const OPENING_KIND: Readonly<Record<OpeningTotal, string>> = {
  reserves: 'reserve',
  deductions: 'deduction',
  orders: 'orders of',
}

/** What is wrong with a cell of an opening, and what to do: of the cell, and of what it was held against. */
const OPENING_FAULT = (
  p: Noun,
): Readonly<Record<OpeningFault, (cell: string, other: string) => readonly [string, string]>> => ({
  blank: cell => [`${cell} is empty`, 'Fill it in; a figure that there was not is written “none”.'],
  unknown: (cell, other) => [
    `${cell} is nothing that the scheme has`,
    other === '' ? 'Write it as the scheme does.' : `Is “${other}” meant?`,
  ],
  nobody: (cell, other) => [
    `${cell} is not in the roster`,
    `${other === '' ? '' : `Is ${other} meant? `}For somebody who has left, write their name, and “yes” under Left.`,
  ],
  'other name': (cell, other) => [
    `${cell} is not the name of this number, which is ${other}`,
    'Correct number or name. If the number was somebody else’s before, write “yes” under Left.',
  ],
  'no month': cell => [`${cell} is no ${p.month}`, `Write it ${p.as}.`],
  later: (cell, other) => [
    `${cell} lies after ${other}, with which the book begins`,
    'What comes later is worked out from exports.',
  ],
  'no release': (cell, other) => [
    `${cell}: no scheme says how “${other}” of that ${p.month} is released`,
    'Let the scheme begin early enough (`from:`), or put the one that held then into schemes/.',
  ],
  'not above zero': cell => [`${cell} is not above zero`, 'Leave the row out where there is nothing.'],
  'more than fen': cell => [`${cell} has more than two decimals`, 'State what is held to the cent.'],
  'not a rate': cell => [`${cell} is no rate between 0% and 100%`, 'Write it as 5%, or leave it empty.'],
  twice: (cell, other) => [`${cell} stands there twice`, `First at ${other}. Add the rows up, or remove one.`],
  'of the shop': (cell, other) => [
    `${cell}: “${other}” is a figure of the whole shop`,
    'Leave it empty, or write “shop”.',
  ],
})

export const book = (p: Noun): CatalogueOf<BookProblems> => ({
  LEDGER_PERSON: f =>
    say(
      `the book holds money of ${f.who}, who stands in no roster of the shop`,
      `Put the roster of a ${p.month} in which they stand into data/, or add them with the date of leaving.`,
    ),
  CORRECTION_PERSON: f =>
    say(
      `a correction of ${f.months} changes what ${f.name} (${f.id}) was paid by ${f.amount}, and ${f.now === undefined ? `${f.name} does not stand in the roster` : `${f.id} is now ${f.now}'s in the roster`}`,
      f.now === undefined
        ? `Add a row for ${f.name} to the ${p.month}'s roster, with the number ${f.id} and the date of leaving: only the correction is then paid.`
        : `Add a row for ${f.name} to the ${p.month}'s roster, with the same number ${f.id} and the date of leaving, beside ${f.now}'s: only the correction is then paid.`,
    ),
  BOOK_DAMAGED: f => {
    if (f.damage === 'later')
      return say(
        `${f.entry}: ${DAMAGE(p).later}${factsText(f.facts, p)}`,
        'This version can neither read nor write the book.',
      )
    return say(
      `the book is damaged: ${f.entry === '' ? '' : `${f.entry}: `}${DAMAGE(p)[f.damage]}${factsText(f.facts, p)}`,
      'Nothing is written into a damaged book. Bring back the file from a backup; `bonusbook book verify` names every fault.',
    )
  },
  BOOK_CONTRADICTED: f =>
    say(
      `${f.entry} is not what its kept copies give: ${f.who === '' ? '' : `${f.who}: `}${[FIGURE(p)[f.figure], f.name].filter(t => t !== '').join(' ')} is sealed as ${orNothing(f.sealed)}, worked out again it is ${orNothing(f.replayed)}`,
      'The book was changed after it was sealed. Compare it with the signed sheets and bring it back from a backup; do not pay by it.',
    ),
  BOOK_CONTRADICTED_MORE: f =>
    say(`${f.entry}: ${f.count} more figures are not what its kept copies give`, '`--json` lists all of them.'),
  BOOK_NOT_REPLAYED: f =>
    say(
      `${f.entry} can't be worked out again from its kept copies (${f.because})`,
      f.sealedBy === f.version
        ? 'Bring the book back from a backup.'
        : `It was sealed by bonusbook ${f.sealedBy}, this is ${f.version}: try with that one.`,
    ),
  SEAL_UNKNOWN: f =>
    say(
      `none of the ${f.entries} entries of the book has the seal or figures ${f.seal}`,
      'The book of today is not the one that was sealed then: an entry was changed or is missing, or it is another shop’s. Compare with `bonusbook book list` and bring it back from a backup.',
    ),
  BOOK_LEFTOVER: f =>
    say(
      `${f.file} is what a run that broke off left behind, or one that is at work`,
      'It counts for nothing; the next run that writes clears it away.',
    ),
  TIME_BACK: f =>
    say(
      `${f.sealed ? `${f.entry} was sealed at ${f.time}, before the entry above it` : `the clock says ${f.time}, before the newest entry (${f.entry})`}: ${f.before}`,
      f.sealed
        ? 'A clock was wrong when one of the two was sealed. Their order in the book is certain, their times are not.'
        : 'Set the clock of this computer right before anything else is sealed: an entry keeps its time for ever.',
    ),
  SHEETS_NONE: f =>
    say(
      `${f.entry} has no sheets`,
      f.others === '' ? 'No entry of the book has any.' : `Entries with sheets: ${f.others}.`,
    ),
  SHEETS_UNSTAMPED: f =>
    say(
      `it is sealed, but its sheets in ${f.folder} could not be written again (${f.detail}): they still say that they are a draft`,
      `Close whatever has them open, then: \`bonusbook book sheets --entry ${f.entry}\`.`,
    ),
  PERIOD_OTHER: f =>
    say(
      f.by === 'scheme'
        ? `${f.period} is none of the periods that the scheme pays (every: ${f.pays})`
        : `${f.period} does not go with what this book has closed (every: ${f.pays})`,
      f.by === 'scheme'
        ? `Meant is perhaps ${f.nearest}.`
        : 'Keep the scheme as it was; or pay in other periods in a new folder, whose book begins with `bonusbook book open`.',
    ),
  MONTH_CLOSED: f =>
    say(
      `${f.period} is closed (${f.entry})`,
      `What was paid stays. Corrected exports: \`bonusbook correct --period ${f.period}\`. Its sheets as they were sealed: \`bonusbook book sheets --period ${f.period}\`. To work it out again beside: \`bonusbook run --period ${f.period} --out DIR\`.`,
    ),
  MONTH_OPENED: f =>
    say(
      f.period === f.opened
        ? `${f.period} was not worked out here: the book was opened with it`
        : `${f.period} was not worked out here: the book begins with ${f.opened}`,
      `It has no exports and sheets in the book: what was paid is in your own sheets, what the book was opened with in \`bonusbook book register\`. Compare a later ${p.month} with a sheet of your own: \`bonusbook compare sheet.xlsx MONTH\`. What was paid wrongly before is settled by an adjustment (\`adjustments:\`) of the ${p.month} that is open.`,
    ),
  BOOK_BEGUN: f =>
    say(
      `the book has begun already (${f.entry}) and can't be opened with ${f.period}`,
      f.alone
        ? 'If the opening is wrong: nothing has followed it yet, so put the folder book/ away and open the book again.'
        : 'A book is opened before anything else stands in it.',
    ),
  EARLIER_BEFORE_BOOK: f =>
    say(
      `“${f.name}” looks back to ${f.first === f.last ? f.last : `${f.first} – ${f.last}`}, before the book begins: nothing is known of that time, and it counts as nothing`,
      f.begun
        ? `Where there was nothing, say so in the scheme: \`allow: { EARLIER_BEFORE_BOOK: reason }\`. Where there was something, the book can’t be opened with it any more: pay what is missing by an adjustment (\`adjustments:\`), or begin a new book with it.`
        : `Where there was something, open the book with it before anything is closed: \`bonusbook book open --template opening.xlsx --period ${f.last}\`. Where there was nothing, say so in the scheme: \`allow: { EARLIER_BEFORE_BOOK: reason }\`.`,
    ),
  OPENING_LACKS: f =>
    say(
      f.opened
        ? `the scheme reads “${f.name}” of ${f.month}, of which the book says nothing since it was opened`
        : `the scheme reads “${f.name}” of ${f.month}, which the workbook does not have`,
      `${f.opened ? '' : 'Add it to the sheet of earlier figures, or rows with “none” where there was none. '}If it is to count as blank, say why in the scheme: \`allow: { OPENING_LACKS: reason }\`.`,
    ),
  OPENING_SHEET: f =>
    f.sheet === ''
      ? say(
          'the file is no workbook',
          'Fill in what `bonusbook book open --template FILE` writes, and save it as XLSX.',
        )
      : say(
          f.column === ''
            ? `the sheet “${f.sheet}” is not there${f.found === '' ? '' : `; there are: ${f.found}`}`
            : `the sheet “${f.sheet}” has no ${f.column}${f.found === '' ? '' : `; it has: ${f.found}`}`,
          'Leave the names of sheets and columns as `bonusbook book open --template FILE` writes them.',
        ),
  OPENING_CELL: f => {
    const [message, hint] = OPENING_FAULT(p)[f.fault](
      f.found === '' ? `“${f.column}”` : `“${f.column}”: ${f.found}`,
      f.other,
    )
    return say(message, hint)
  },
  OPENING_TOTAL: f =>
    say(
      f.stated === ''
        ? `no total is stated for ${OPENING_KIND[f.kind]} “${f.name}”; its sheet adds up to ${f.found}`
        : `${OPENING_KIND[f.kind]} “${f.name}” should be ${f.stated}, its sheet adds up to ${f.found}`,
      'Compare the sheet with your own books; then state the total that they have, 0 where there is nothing.',
    ),
  MONTH_ORDER: f =>
    say(`${f.period} can't be closed now: ${f.next} is the next`, `${p.Month}s are closed in their order.`),
  MONTH_NOT_CLOSED: f =>
    say(
      `${f.period} is not closed`,
      `Run it again with its corrected exports.${f.closed === '' ? '' : ` Closed are: ${f.closed}.`}`,
    ),
  EARLIER_NOT_KEPT: f =>
    say(
      `“${f.name}” of ${f.month} was not kept when that ${p.month} was closed, and its copies can't be read (${f.because})`,
      `Correct the exports of ${f.month} and run \`bonusbook correct --period ${f.month}\`.`,
    ),
  ORDERS_UNKNOWN: f =>
    say(
      `which orders ${f.month} counted is not known, since its copies can't be read${f.because === '' ? '' : ` (${f.because})`}: whether one comes again was not checked`,
      'Ask `bonusbook book verify` for what is wrong with the copies.',
    ),
  RELEASE_RESULTS: f =>
    say(
      `the release of “${f.reserve}” for ${f.period} could not be worked out by now: ${f.problems} ${f.problems === 1 ? 'problem' : 'problems'} in the results that it reads`,
      'This month does not need them. Before `bonusbook release` put them right, in data/results/.',
    ),
  MONTHS_OPEN: f =>
    say(
      `${f.months} not closed: what they carry over into ${f.period} is not known and not deducted`,
      `Close the ${p.month}s in their order first.`,
    ),
  SCHEME_CHANGED: f =>
    say(
      f.was === ''
        ? `“${f.name}” was not there at the closing of ${f.months}; the scheme now says ${f.is} for it`
        : f.is === ''
          ? `“${f.name}” was ${f.was} at the closing of ${f.months}; the scheme now has no such thing for it`
          : `“${f.name}” was ${f.was} at the closing of ${f.months}; the scheme now says ${f.is} for it`,
      `What was paid does not change. If it holds from a later ${p.month} on, give the new one a \`from\` (a parameter by month; or a scheme of its own in schemes/) and keep the old one. If ${f.first} was wrong: \`bonusbook correct --period ${f.first} --scheme ${f.file || 'scheme.yaml'}\`.`,
    ),
  DRAFT_MISSING: f => say(`there is no draft of ${f.period}`, `Run it first: bonusbook run --period ${f.period}.`),
  DRAFT_STALE: f =>
    say(
      `${f.what} changed since the draft of ${f.period} was written`,
      `Look at it again: bonusbook run --period ${f.period}; then close.`,
    ),
  DRAFT_FILE_KEPT: f =>
    say(
      `“${f.file}” is not as bonusbook wrote it and was kept as “${f.as}”`,
      'Take what you need of it, then remove it.',
    ),
  DRAFT_LEFT: () =>
    say('the folder of the draft before could not be removed', 'The next run tries again. Is a file of it open?'),
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
      f.every === '' ? 'Add `release:` to the reserve.' : `Write --period as a ${f.every}: ${EXAMPLES[f.every]}.`,
    ),
  RELEASE_OPEN: f =>
    say(
      `${f.months} of ${f.period} not closed`,
      'Close them first, or say with --partial that what is closed is all for now.',
    ),
  RELEASE_PAYOUT: f =>
    f.reason === 'closed'
      ? say(`${f.payout} is closed and can pay nothing more`, `Name a ${p.month} that is open with --payout.`)
      : say(
          `${f.payout} does not come after ${f.period}, whose reserve is to be released`,
          `Name a later ${p.month} with --payout, or say with --partial that what is closed is all for now.`,
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
})
