// The command line as a function: arguments, streams, folder and time in, exit code out. What help says of each command
// stands in help/.

import { resolve } from 'node:path'
import { type Command, CommanderError, Option } from 'commander'
import type { PayPeriod } from '../core/calendar.ts'
import { type Problem, problem } from '../core/problem.ts'
import { DOCUMENT_NAMES } from '../reports/document-names.ts'
import { noShop } from '../shop/near-shop.ts'
import { version } from '../shop/program.ts'
import { inPeriods, LANGUAGES, type Language, ofAnyShop, wordsIn } from '../words/language.ts'
import { choice, choiceArgument, describe, ProgramCommand } from './command.ts'
import type { ActOptions, ReadAct } from './commands/group.ts'
import { SHELLS } from './completion/scripts.ts'
import { failed } from './fail.ts'
import { showUsageError } from './show-usage-error.ts'
import {
  type CommonOptions,
  edgeOf,
  hasColour,
  type Io,
  languageOf,
  type Terminal,
  terminal,
  widthFor,
} from './streams.ts'
import { UsageError } from './usage-error.ts'

/** Exit codes: 0 done; 1 problems in data or scheme; 2 wrong usage; 4 another run holds the shop; 70 a defect. That of
 * what could not be printed is known at the end of the process only: outlet.ts. */
const USAGE = 2
const DEFECT = 70

const collect = (value: string, before: string[] = []): string[] => [...before, value]
const setOption = (): Option => new Option('--set <name=value>').argParser(collect)
const approveOption = (): Option => new Option('--approve <role=name>').argParser(collect)
const onlyOption = (): Option => new Option('--only <shops>').argParser(collect)
const notOption = (): Option => new Option('--not <shops>').argParser(collect)
const shardOption = (): Option => new Option('--shard <i/n>')
const acceptOption = (): Option => new Option('--accept <expectation=reason>').argParser(collect)
const signOption = (): Option => new Option('--sign <key>')

/** Commands that work outside a shop, or say themselves what they miss. */
const ANYWHERE = new Set(['init', 'propose', 'try', 'test', 'schema', 'lsp', 'completion'])

/** Ends a command before it begins: where it should work is no shop. */
class NoShop extends Error {
  readonly problems: readonly Problem[]
  readonly options: CommonOptions

  constructor(problems: readonly Problem[], options: CommonOptions) {
    super(problems[0]?.code)
    this.problems = problems
    this.options = options
  }
}

/** The program with its commands. `done` is given the work of the one that is asked for. */
export function buildProgram(io: Io, language: Language, done: (code: Promise<number>) => void): ProgramCommand {
  const texts = wordsIn(language).help
  const program = new ProgramCommand('bonusbook', language)
  program
    .version(version)
    .option('-C, --shop <dir>')
    .option('--json')
    .option('--quiet')
    .option('--no-color')
    .addOption(choice('--lang <language>', LANGUAGES.toSorted()))
    .helpOption('-h, --help', texts.options['--help'])
    .helpCommand('help [command]', texts.commands.help!.summary)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: text => void io.stdout.write(text),
      writeErr: text => void io.stderr.write(text),
      getOutHelpWidth: () => widthFor(io.stdout),
      getErrHelpWidth: () => widthFor(io.stderr),
      getOutHasColors: () => hasColour(io, io.stdout),
      getErrHasColors: () => hasColour(io, io.stderr),
    })

  program.hook('preAction', async (_, command) => {
    const asked = command.opts<CommonOptions>()
    if (command.parent?.name() === 'group') {
      const { openGroup } = await import('../group/group.ts')
      const { value, problems } = await openGroup(resolve(io.cwd, asked.shop ?? '.'), asked.shop)
      if (!value) throw new NoShop(problems, asked)
    } else if (!ANYWHERE.has(command.name())) {
      const trouble = await noShop(io.cwd, asked.shop)
      if (trouble) throw new NoShop([trouble], asked)
    }
  })

  program
    .command('init')
    .argument('[dir]')
    .option('--template <name>')
    .option('--list')
    .action((dir, options) => done(import('./commands/init.ts').then(m => m.init(dir, options, io))))
  program
    .command('propose')
    .argument('[dir]')
    .option('--period <month>')
    .option('--template <name>')
    .action((dir, options) => done(import('./commands/propose.ts').then(m => m.propose(dir, options, io))))
  program
    .command('check')
    .option('--period <month>')
    .option('--csv <file>')
    .action(options => done(import('./commands/check.ts').then(m => m.check(options, io))))
  program
    .command('form')
    .requiredOption('--period <month>')
    .option('--out <dir>')
    .action(options => done(import('./commands/form.ts').then(m => m.form(options, io))))
  program
    .command('run')
    .requiredOption('--period <month>')
    .addOption(setOption())
    .option('--out <dir>')
    .option('--split')
    .action(options => done(import('./commands/run.ts').then(m => m.run(options, io))))
  program
    .command('approve')
    .argument('[reserve]')
    .requiredOption('--period <month>')
    .requiredOption('--role <role>')
    .option('--opening <file>')
    .addOption(signOption().makeOptionMandatory())
    .action((reserve, options) => done(import('./commands/approve.ts').then(m => m.approve(reserve, options, io))))
  program
    .command('close')
    .requiredOption('--period <month>')
    .addOption(approveOption())
    .addOption(acceptOption())
    .addOption(signOption())
    .option('--if-open')
    .action(options => done(import('./commands/close.ts').then(m => m.close(options, io))))
  program
    .command('release')
    .argument('<reserve>')
    .requiredOption('--period <period>')
    .requiredOption('--payout <month>')
    .addOption(setOption())
    .option('--person <id...>')
    .option('--partial')
    .addOption(approveOption())
    .addOption(signOption())
    .option('--close')
    .action((reserve, options) => done(import('./commands/release.ts').then(m => m.release(reserve, options, io))))
  program
    .command('correct')
    .requiredOption('--period <month>')
    .option('--scheme <file>')
    .option('--dry-run')
    .option('--draft')
    .addOption(approveOption())
    .addOption(signOption())
    .action(options => done(import('./commands/correct.ts').then(m => m.correct(options, io))))
  const book = program.command('book')
  book
    .command('balance')
    .option('--person <id>')
    .option('--reserve <name>')
    .option('--all')
    .action(options => done(import('./commands/book.ts').then(m => m.balance(options, io))))
  book
    .command('register')
    .option('--person <id>')
    .option('--reserve <name>')
    .action(options => done(import('./commands/book.ts').then(m => m.register(options, io))))
  book.command('list').action(options => done(import('./commands/book.ts').then(m => m.list(options, io))))
  book
    .command('open')
    .option('--period <month>')
    .option('--from <file>')
    .option('--template <file>')
    .option('--dry-run')
    .addOption(approveOption())
    .addOption(signOption())
    .action(options => done(import('./commands/book-open.ts').then(m => m.open(options, io))))
  book
    .command('sheets')
    .option('--period <month>')
    .option('--entry <number>')
    .option('--out <dir>')
    .action(options => done(import('./commands/book-sheets.ts').then(m => m.sheets(options, io))))
  book
    .command('verify')
    .option('--replay')
    .option('--seal <hex>')
    .option('--signers <file>')
    .action(options => done(import('./commands/book.ts').then(m => m.verify(options, io))))
  book
    .command('export')
    .addOption(choice('--format <format>', ['csv', 'xlsx', 'hledger', 'ledger']).default('csv'))
    .option('--out <file>')
    .action(options => done(import('./commands/export.ts').then(m => m.exportCommand(options, io))))
  const group = program.command('group')
  const act = (name: string): Command =>
    group
      .command(name)
      .addOption(onlyOption())
      .addOption(notOption())
      .addOption(shardOption())
      .option('--jobs <count>')
      .option('--patience <minutes>')
      .option('--retry')
  const onAll = (options: ActOptions, read: (m: typeof import('./commands/group.ts')) => ReadAct): void =>
    done(import('./commands/group.ts').then(m => m.onAll(options, io, read(m))))
  act('check')
    .requiredOption('--period <month>')
    .action(options => onAll(options, m => m.checkAct(options)))
  act('run')
    .requiredOption('--period <month>')
    .option('--split')
    .action(options => onAll(options, m => m.runAct(options)))
  act('close')
    .requiredOption('--period <month>')
    .addOption(approveOption())
    .addOption(acceptOption())
    .addOption(signOption())
    .action(options => onAll(options, m => m.closeAct(options)))
  act('release')
    .argument('<reserve>')
    .requiredOption('--period <period>')
    .requiredOption('--payout <month>')
    .addOption(setOption())
    .option('--partial')
    .addOption(approveOption())
    .addOption(signOption())
    .option('--close')
    .action((reserve, options) => onAll(options, m => m.releaseAct(reserve, options)))
  act('correct')
    .requiredOption('--period <month>')
    .option('--dry-run')
    .option('--draft')
    .addOption(approveOption())
    .addOption(signOption())
    .action(options => onAll(options, m => m.correctAct(options)))
  act('verify')
    .option('--replay')
    .action(options => onAll(options, m => m.verifyAct(options)))
  group
    .command('report')
    .requiredOption('--period <month>')
    .addOption(onlyOption())
    .addOption(notOption())
    .option('--jobs <count>')
    .option('--patience <minutes>')
    .action(options => done(import('./commands/group.ts').then(m => m.report(options, io))))
  group
    .command('merge')
    .requiredOption('--period <period>')
    .action(options => done(import('./commands/group.ts').then(m => m.merge(options, io))))
  group
    .command('overrides')
    .addOption(onlyOption())
    .addOption(notOption())
    .addOption(shardOption())
    .option('--period <month>')
    .option('--csv <file>')
    .action(options => done(import('./commands/group.ts').then(m => m.overrides(options, io))))
  program
    .command('explain')
    .argument('<person>')
    .argument('[line]')
    .option('--period <month>')
    .option('--rows <number>')
    .action((person, line, options) =>
      done(import('./commands/explain.ts').then(m => m.explain(person, line, options, io))),
    )
  program
    .command('compare')
    .argument('<a>')
    .argument('<b>')
    .option('--csv <file>')
    .action((a, b, options) => done(import('./commands/compare.ts').then(m => m.compare(a, b, options, io))))
  program
    .command('try')
    .argument('<scheme>')
    .option('--position <name>')
    .addOption(setOption())
    .option('--people <file>')
    .option('--period <month>')
    .action((scheme, options) => done(import('./commands/try.ts').then(m => m.tryScheme(scheme, options, io))))
  program
    .command('test')
    .argument('[scheme...]')
    .action((schemes, options) => done(import('./commands/test.ts').then(m => m.testSchemes(schemes, options, io))))
  program
    .command('schema')
    .addOption(choice('--of <command>', DOCUMENT_NAMES))
    .option('--out <file>')
    .action(options => done(import('./commands/schema.ts').then(m => m.schema(options, io))))
  program
    .command('lsp')
    .option('--stdio')
    .action(options => done(import('./commands/lsp.ts').then(m => m.lsp(options))))
  program
    .command('completion')
    .addArgument(choiceArgument('completion', 'shell', SHELLS))
    .action(shell => done(import('./commands/completion.ts').then(m => m.completion(shell, io))))
  describe(program)
  return program
}

/** Runs a command line; never throws. */
export async function main(argv: readonly string[], world: Io): Promise<number> {
  const pays = await paysAsked(argv, world)
  const io = edgeOf(world, argv, pays)
  const said = languageFor(argv, io.env)
  const language = pays ? inPeriods(said, pays) : ofAnyShop(said)
  let work: Promise<number> | undefined
  const program = buildProgram(io, language, code => {
    work = code
  })
  try {
    // The shell asks what may stand at the cursor.
    if (argv[0] === 'completion' && argv[1] === '--') {
      const { candidates } = await import('./commands/completion.ts')
      return await candidates(program, argv[2] ?? '', argv.slice(3), io)
    }
    await program.parseAsync(argv, { from: 'user' })
    return (await work) ?? 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
    if (error instanceof NoShop) return failed(error.problems, terminal(io, error.options), undefined)
    if (error instanceof UsageError) {
      const shown = terminal(io, { json: argv.includes('--json'), color: true, lang: language })
      showUsageError(error, commandOf(program, argv), shown)
      return USAGE
    }
    const { color = true, ...common } = program.opts<CommonOptions>()
    const trouble = isFolderGone(error)
      ? problem('FOLDER_GONE', undefined, {})
      : (await import('../shop/file-trouble.ts')).fileTrouble(error, resolve(io.cwd, common.shop ?? '.'))
    if (trouble) return failed([trouble], terminal(io, { ...common, color, lang: language }), undefined)
    defect(error, terminal(io, { ...common, color, lang: language, json: argv.includes('--json') }))
    return DEFECT
  }
}

/** True for the error of asking for the working folder where it has been removed. */
function isFolderGone(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).syscall === 'uv_cwd'
}

/** The language in which a command line is answered. */
export function languageFor(argv: readonly string[], env: Io['env']): Language {
  return languageAsked(argv) ?? languageOf(env)
}

/** The language that `--lang` asks for, wherever it stands: also what is wrong with the rest is told in it. */
function languageAsked(argv: readonly string[]): Language | undefined {
  const asked = valueAsked(argv, '--lang')
  return LANGUAGES.find(l => l === asked)
}

/** What an option of the program is given, wherever it stands. */
function valueAsked(argv: readonly string[], long: string, short?: string): string | undefined {
  const at = argv.findLastIndex(
    a => a === long || a.startsWith(`${long}=`) || (short !== undefined && a.startsWith(short)),
  )
  if (at < 0) return undefined
  const typed = argv[at]!
  if (typed.startsWith(`${long}=`)) return typed.slice(long.length + 1)
  return typed === long || typed === short ? argv[at + 1] : typed.slice(short!.length)
}

/** One of the periods that the shop pays that a command line names; undefined where there is none. */
async function paysAsked(argv: readonly string[], io: Io): Promise<PayPeriod | undefined> {
  const { shopPays, shopRoot } = await import('../shop/contents.ts')
  try {
    return await shopPays(shopRoot(io.cwd, valueAsked(argv, '--shop', '-C')))
  } catch (error) {
    if (isFolderGone(error)) return undefined
    throw error
  }
}

/** The words of the command that is asked for, the program's name first. */
function commandOf(program: Command, argv: readonly string[]): string {
  let command = program
  const typed = [program.name()]
  for (const word of argv) {
    const next = command.commands.find(c => c.name() === word)
    if (next) typed.push(word)
    command = next ?? command
  }
  return typed.join(' ')
}

/** Tells a defect of the program; with --json as a problem like any other. */
function defect(error: unknown, t: Terminal): void {
  const detail = (error instanceof Error ? error.message : String(error)).split('\n')[0]!
  const said = wordsIn(t.language).terminal.defect
  const hint = wordsIn(t.language).terminal.defectHint
  if (t.json)
    t.document({ problems: [{ code: 'DEFECT', severity: 'error', at: '', message: `${said} ${detail}`, hint }] })
  else for (const line of [said, `  ${detail}`, hint]) t.fault(line)
  if (t.io.env.BONUSBOOK_DEBUG !== undefined && error instanceof Error) t.io.stderr.write(`${error.stack}\n`)
}
