// The command line as a function: arguments, streams, folder and time in, exit code out.

import { Command, CommanderError, Option } from 'commander'
import type { CommonOptions, Io } from './streams.ts'
import { terminal } from './streams.ts'
import { UsageError } from './usage-error.ts'
import { version } from './version.ts'
import { words } from './words.ts'

/** Exit codes: 0 done; 1 problems in data or scheme; 2 wrong usage; 4 another run holds the shop; 70 a defect. */
const USAGE = 2
const DEFECT = 70

const collect = (value: string, before: string[] = []): string[] => [...before, value]

function common(command: Command): Command {
  return command
    .option('-C, --shop <dir>', 'shop folder (default: here)')
    .option('--json', 'print JSON')
    .option('--quiet', 'print the result only')
    .option('--no-color', 'no colours')
    .addOption(new Option('--lang <language>', 'language of messages (default: from the locale)').choices(['en', 'zh']))
}

const setOption = (): Option =>
  new Option(
    '--set <name=value>',
    'a value in place of its formula or source, or several: rate=0.4%,0.5% (may be repeated)',
  ).argParser(collect)

const approveOption = (): Option =>
  new Option('--approve <role=name>', 'who approves what needs it (may be repeated)').argParser(collect)

function build(io: Io, done: (code: Promise<number>) => void): Command {
  const program = new Command('bonusbook')
    .description('Works out after-sales bonuses from monthly exports and a scheme file, to the fen.')
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: text => void io.stdout.write(text), writeErr: text => void io.stderr.write(text) })
    .showSuggestionAfterError(true)
    .showHelpAfterError('(bonusbook --help shows how to use it)')

  common(program.command('init').description('make a shop folder that runs at once').argument('[dir]'))
    .option('--template <name>', 'which template')
    .option('--list', 'list the templates')
    .action((dir, options) => done(import('./commands/init.ts').then(m => m.init(dir, options, io))))
  common(program.command('check').description('read scheme and exports, print all problems, write nothing'))
    .option('--period <month>', 'month such as 2026-07, or last, or this (default: the newest with data)')
    .option('--csv <file>', 'write the list of problems to a CSV file')
    .action(options => done(import('./commands/check.ts').then(m => m.check(options, io))))
  common(program.command('run').description('work a month out and write its sheets to out/<month>/'))
    .requiredOption('--period <month>', 'month such as 2026-07, or last, or this')
    .addOption(setOption())
    .option('--out <dir>', 'write there instead (a what-if with --set writes nothing without it)')
    .option('--split', 'statements also as one file a person, in statements/')
    .action(options => done(import('./commands/run.ts').then(m => m.run(options, io))))
  common(program.command('close').description('seal a month: its draft as it lies in out/<month>/'))
    .requiredOption('--period <month>', 'month such as 2026-07, or last, or this')
    .addOption(approveOption())
    .option('--if-open', 'do nothing where the month is closed already and nothing differs')
    .action(options => done(import('./commands/close.ts').then(m => m.close(options, io))))
  common(
    program
      .command('release')
      .description('work out what the release of a reserve pays, and write its sheet')
      .argument('<reserve>'),
  )
    .requiredOption('--period <period>', 'quarter such as 2026-Q3, or year, that it is of')
    .requiredOption('--payout <month>', 'month in which it is paid')
    .addOption(setOption())
    .addOption(new Option('--person <id...>', 'these people only'))
    .option('--partial', 'months that are not closed yet do not matter: what is closed is all')
    .addOption(approveOption())
    .option('--close', 'seal it in the book')
    .action((reserve, options) => done(import('./commands/release.ts').then(m => m.release(reserve, options, io))))
  common(
    program
      .command('correct')
      .description('work a closed month out again from corrected exports; differences go into the month that is open'),
  )
    .requiredOption('--period <month>', 'the closed month')
    .option('--scheme <file>', 'a corrected scheme instead of the one it was closed with')
    .option('--dry-run', 'show the differences and write nothing')
    .addOption(approveOption())
    .action(options => done(import('./commands/correct.ts').then(m => m.correct(options, io))))
  const book = program.command('book').description('what the book holds, and the proof that nothing in it was changed')
  const listed = (command: Command): Command =>
    common(command)
      .option('--person <id>', 'of this person only')
      .option('--reserve <name>', 'of this reserve or deduction only')
  listed(
    book.command('balance').description('what is held for whom, from which month, and what is still to be deducted'),
  )
    .option('--all', 'also what has come to nothing')
    .action(options => done(import('./commands/book.ts').then(m => m.balance(options, io))))
  listed(book.command('register').description('every posting in its order')).action(options =>
    done(import('./commands/book.ts').then(m => m.register(options, io))),
  )
  common(book.command('verify').description('prove that nothing sealed was changed'))
    .option('--replay', 'work every closed month out again from its kept inputs, to the same bytes')
    .action(options => done(import('./commands/book.ts').then(m => m.verify(options, io))))
  common(book.command('export').description('write the book as CSV, XLSX, or a journal for hledger and ledger'))
    .addOption(new Option('--format <format>').choices(['csv', 'xlsx', 'hledger', 'ledger']).default('csv'))
    .option('--out <file>', 'file to write (text goes to the output without it)')
    .action(options => done(import('./commands/export.ts').then(m => m.exportBook(options, io))))
  common(
    program
      .command('explain')
      .description('show where an amount comes from, down to the rows')
      .argument('<person>')
      .argument('[line]'),
  )
    .requiredOption('--period <month>', 'month such as 2026-07, or last, or this')
    .option('--rows <number>', 'how many rows of each sum to show, or all')
    .action((person, line, options) =>
      done(import('./commands/explain.ts').then(m => m.explain(person, line, options, io))),
    )
  common(
    program
      .command('compare')
      .description('what differs between two months, drafts or sheets, person by person, and why')
      .argument('<a>', 'month such as 2026-07, folder of a draft, or file with a sheet')
      .argument('<b>', 'likewise'),
  )
    .option('--csv <file>', 'write the list of differences to a CSV file')
    .action((a, b, options) => done(import('./commands/compare.ts').then(m => m.compare(a, b, options, io))))
  common(program.command('try').description('work out people from given values, without files').argument('<scheme>'))
    .option('--position <name>', 'position of the person')
    .addOption(setOption())
    .option('--people <file>', 'CSV file with a row a person: id, position and values by name')
    .option('--period <month>', 'month whose parameters hold (default: the newest)')
    .action((scheme, options) => done(import('./commands/try.ts').then(m => m.tryScheme(scheme, options, io))))
  common(
    program
      .command('test')
      .description("run a scheme's own test cases (cases.yaml beside it), and tell what no case reaches")
      .argument('[scheme...]'),
  ).action((schemes, options) => done(import('./commands/test.ts').then(m => m.testSchemes(schemes, options, io))))
  common(program.command('schema').description('print the JSON Schema of scheme files, for editors'))
    .option('--out <file>', 'write it to a file')
    .action(options => done(import('./commands/schema.ts').then(m => m.schema(options, io))))
  for (const command of [...program.commands, ...book.commands]) {
    command.exitOverride().configureOutput(program.configureOutput()).showSuggestionAfterError(true)
    command.allowExcessArguments(false)
  }
  return program
}

/** Runs a command line; never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let work: Promise<number> | undefined
  try {
    await build(io, code => {
      work = code
    }).parseAsync(argv, { from: 'user' })
    return (await work) ?? 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
    if (error instanceof UsageError) {
      io.stderr.write(`error: ${error.message}\n`)
      return USAGE
    }
    defect(error, io)
    return DEFECT
  }
}

function defect(error: unknown, io: Io): void {
  const options: CommonOptions = { color: false }
  const t = terminal(io, options)
  const detail = error instanceof Error ? error.message : String(error)
  io.stderr.write(`${words(t.language).defect}\n  ${detail.split('\n')[0]}\n`)
  if (io.env.BONUSBOOK_DEBUG !== undefined && error instanceof Error) io.stderr.write(`${error.stack}\n`)
}
