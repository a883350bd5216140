// The sentences of wrong usage in English: what was found, and what to write instead.

import type { PayKind } from '../../core/calendar.ts'
import { say } from '../sentence.ts'
import type { OutFault, UsageSentences, WrittenSentences } from '../usage.ts'
import type { Noun } from './noun.ts'
import { meant } from './terms.ts'

const OUT_FAULT: Record<OutFault, string> = {
  shop: 'which is the shop’s own or holds it',
  draft: 'which is for another draft',
  'other shop': 'which belongs to another shop',
  file: 'which is no folder',
  'not ours': 'which holds files that bonusbook did not write',
}

const WRITTEN_FAULT: WrittenSentences = {
  folder: f =>
    say(`${f.option} names a file, and “${f.found}” is a folder`, `Give the file a name, for example list${f.ending}.`),
  other: f =>
    say(
      `${f.option} names a file, and “${f.found}” is a pipe, a device or a socket`,
      `Give the file a name, for example list${f.ending}.`,
    ),
  shop: f =>
    say(
      `${f.option} “${f.found}” would write among the files that the shop is read from`,
      `Write it somewhere else, for example list${f.ending}.`,
    ),
  format: f =>
    say(
      `${f.option} writes another format than the name “${f.found}” says`,
      `Give it a name that ends in ${f.known.replaceAll(', ', ' or ')}.`,
    ),
}

const PERIODS: Readonly<Record<PayKind, (example: string) => string>> = {
  week: day => `the last day of a week such as ${day}`,
  'two weeks': name => `two weeks by their last day, such as ${name}`,
  'half-month': name => `half of a month such as ${name}`,
  month: () => 'a month such as 2026-07',
}

export const usageErrors = (p: Noun): UsageSentences => ({
  COMMAND_UNKNOWN: f => say(`there is no command “${f.found}”`, meant(f.nearest, `There are: ${f.known}.`)),
  OPTION_UNKNOWN: f => say(`there is no option “${f.found}”`, meant(f.nearest)),
  OPTION_WITHOUT_VALUE: f => say(`the option ${f.option} has no value`),
  OPTION_MISSING: f => say(`the option ${f.option} is needed`),
  ARGUMENT_MISSING: f => say(`<${f.argument}> is missing`),
  ARGUMENTS_MANY: f =>
    say(
      `too many arguments: ${f.command} takes ${f.due === 0 ? 'none' : f.due}, not ${f.found}`,
      'Put a name with spaces into quotation marks.',
    ),
  CHOICE_UNKNOWN: f => say(`${f.option} can't be “${f.found}”; there are: ${f.known}`, meant(f.nearest)),
  MONTH_WRONG: f =>
    say(
      `${f.option} takes ${PERIODS[f.pays](f.example)}, or last, or this; not “${f.found}”`,
      meant(f.nearest, f.known === '' ? '' : `There is data of: ${f.known}.`),
    ),
  PERIOD_WRONG: f => say(`--period takes a quarter such as 2026-Q3 or a year, not “${f.found}”`, meant(f.nearest)),
  SETTING_WRONG: f => say(`--set takes name=value, not “${f.found}”`, 'For example: --set "rate=0.5%".'),
  ACCEPT_WRONG: f =>
    say(`--accept takes "expectation=reason", not “${f.found}”`, 'For example: --accept "net=the holiday campaign".'),
  APPROVAL_WRONG: f =>
    say(`--approve takes "role=name", not “${f.found}”`, 'For example: --approve "manager=Ann Lee".'),
  ORDER_ALONE: f =>
    say(`an order is explained over all months: bonusbook explain order ${f.number}, without --period and --rows`),
  SHEETS_OF: () =>
    say(
      `say which sheets: --period of a closed ${p.month}, or --entry of any sealed entry, as \`bonusbook book list\` has it`,
    ),
  ENTRY_WRONG: f =>
    say(`--entry takes the number of a sealed entry, as \`bonusbook book list\` has it, not “${f.found}”`),
  PATIENCE_WRONG: f => say(`--patience takes minutes, from 1 to 1440, not “${f.found}”`),
  JOBS_WRONG: f => say(`--jobs takes a number from 1 to 64, not “${f.found}”`),
  SHARD_WRONG: f =>
    say(
      `--shard takes which of how many parts, counted from 1, not “${f.found}”`,
      'For example: --shard 1/4, and on other machines 2/4, 3/4 and 4/4.',
    ),
  ROWS_WRONG: f => say(`--rows takes a number or all, not “${f.found}”`),
  SEAL_WRONG: f =>
    say(
      `--seal takes a seal or digest of figures, at least its first 16 letters of 0-9 and a-f; not “${f.found}”`,
      'They stand on the payroll sheet and in `bonusbook book list`.',
    ),
  WRITTEN_WRONG: f => WRITTEN_FAULT[f.fault](f),
  OUT_WRONG: f => say(`--out would replace “${f.found}”, ${OUT_FAULT[f.fault]}`, 'Name a new or empty folder.'),
  OUT_OF_LIST: () => say('--out takes one variant, not a list', 'Give each --set one value only.'),
  SPLIT_UNWRITTEN: () =>
    say('--split is of what is written, and this what-if writes nothing', 'Name a folder with --out.'),
  OPEN_EITHER: () =>
    say(
      'book open needs either --from or --template',
      'Make the workbook with --template FILE, fill it in, then --from FILE.',
    ),
  SIGN_UNSEALED: () =>
    say(
      '--sign is of what is sealed, and this seals nothing',
      'Leave it out, or seal: release --close, correct without --dry-run and --draft.',
    ),
  POSITION_MISSING: f => say('--position is needed', `The scheme knows: ${f.known}.`),
  FOLDER_MISSING: () => say('init needs a folder', 'For example: bonusbook init my-shop.'),
})
