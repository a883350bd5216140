// The sentences of problems in English, of the book.

import type { BookProblems, Damage } from '../../../core/problem-facts.ts'
import { type CatalogueOf, say } from '../sentence.ts'

const DAMAGE: Readonly<Record<Damage, string>> = {
  missing: 'entries are missing',
  repeated: 'two entries have one number',
  renamed: 'the file has another name than the entry',
  changed: 'the bytes are not those that were sealed',
  malformed: 'a line has a form that this program does not know',
  later: 'a later version of bonusbook sealed it; use that one',
  figures: 'its figures are not those that its header names',
  unsigned: 'it says that it is signed, and its signature is gone',
  signature: 'a signature is not one over what was sealed',
  chain: 'it is not sealed upon the entry before it',
  head: 'head.json does not name the newest entry',
  unreadable: 'the file system does not give it',
  'kept missing': 'a kept copy is missing',
  'kept changed': 'a kept copy is not what was sealed',
  leftover: 'left behind by a run that broke off',
  order: 'months are not in their order',
  balance: 'an account does not add up',
  'replay differs': 'the month no longer gives what was sealed',
}

/** `sealedBy` → `sealed by`. */
function factsText(facts: Readonly<Record<string, string>>): string {
  const texts = Object.entries(facts).map(([name, value]) => `${name === 'sealedBy' ? 'sealed by' : name} ${value}`)
  return texts.length === 0 ? '' : ` (${texts.join(', ')})`
}

export const book: CatalogueOf<BookProblems> = {
  LEDGER_PERSON: f =>
    say(
      `the book holds money of ${f.who}, who stands in no roster of the shop`,
      'Put the roster of a month in which they stand into data/, or add them with the date of leaving.',
    ),
  BOOK_DAMAGED: f =>
    say(
      `the book is damaged: ${f.entry === '' ? '' : `${f.entry}: `}${DAMAGE[f.damage]}${factsText(f.facts)}`,
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
  MONTH_NOT_CLOSED: f =>
    say(
      `${f.period} is not closed`,
      `Run it again with its corrected exports.${f.closed === '' ? '' : ` Closed are: ${f.closed}.`}`,
    ),
  EARLIER_NOT_KEPT: f =>
    say(
      `“${f.name}” of ${f.month} was not kept when that month was closed, and its copies can't be read (${f.because})`,
      `Correct the exports of ${f.month} and run \`bonusbook correct --period ${f.month}\`.`,
    ),
  ORDERS_UNKNOWN: f =>
    say(
      `which orders ${f.month} counted is not known, since its copies can't be read${f.because === '' ? '' : ` (${f.because})`}: whether one comes again was not checked`,
      'Ask `bonusbook book verify` for what is wrong with the copies.',
    ),
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
  RELEASE_PAYOUT: f =>
    f.reason === 'closed'
      ? say(`${f.payout} is closed and can pay nothing more`, 'Name a month that is open with --payout.')
      : say(
          `${f.payout} does not come after ${f.period}, whose reserve is to be released`,
          'Name a later month with --payout, or say with --partial that what is closed is all for now.',
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
}
