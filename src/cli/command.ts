// Commands as commander has them, with everything that it prints in the language of the terminal: help with examples, and
// wrong usage as errors with a suggestion. Options of the program hold for every command, wherever they stand.

import { Argument, Command, Help, Option, type ParseOptionsResult } from 'commander'
import { suggest } from '../core/suggest.ts'
import type { HelpTexts } from '../words/help.ts'
import { type Language, wordsIn } from '../words/language.ts'
import { paintOf } from '../writers/terminal/paint.ts'
import { widthOf, wrap } from '../writers/terminal/wrap.ts'
import { UsageError } from './usage-error.ts'

/** A command of the program. What it overrides of commander makes the errors of wrong usage. */
export class ProgramCommand extends Command {
  readonly language: Language
  /** Options of the command line that nothing knows. */
  #unknown: readonly string[] = []

  constructor(name: string | undefined, language: Language) {
    super(name)
    this.language = language
  }

  override createCommand(name?: string): Command {
    return new ProgramCommand(name, this.language)
  }

  /** A command's options and those of the program. */
  // biome-ignore lint/suspicious/noExplicitAny: as commander declares it
  override opts<T extends Record<string, any>>(): T {
    return { ...this.parent?.opts(), ...super.opts<T>() }
  }

  override createHelp(): Help {
    return new ProgramHelp(this.language)
  }

  unknownCommand(): never {
    const found = this.args[0]!
    const known = this.commands.map(c => c.name())
    throw new UsageError('COMMAND_UNKNOWN', { found, nearest: suggest(found, known), known: known.join(', ') })
  }

  unknownOption(flag: string): never {
    const known: string[] = []
    for (let command: Command | null = this; command; command = command.parent)
      known.push(...command.options.flatMap(o => o.long ?? []))
    const found = flag.replace(/=.*/s, '')
    throw new UsageError('OPTION_UNKNOWN', { found, nearest: suggest(found, [...known, '--help']) })
  }

  missingArgument(name: string): never {
    throw new UsageError('ARGUMENT_MISSING', { argument: wordsIn(this.language).help.placeholders[name] ?? name })
  }

  optionMissingArgument(option: Option): never {
    throw new UsageError('OPTION_WITHOUT_VALUE', { option: flagsOf(option, wordsIn(this.language).help) })
  }

  override parseOptions(argv: string[]): ParseOptionsResult {
    const parsed = super.parseOptions(argv)
    this.#unknown = parsed.unknown
    return parsed
  }

  missingMandatoryOptionValue(option: Option): never {
    // A mistyped option is told, not that the right one is missing.
    const typed = this.#unknown.find(word => word.startsWith('-'))
    if (typed !== undefined) this.unknownOption(typed)
    throw new UsageError('OPTION_MISSING', { option: flagsOf(option, wordsIn(this.language).help) })
  }

  _excessArguments(found: readonly string[]): never {
    const due = this.registeredArguments.length
    throw new UsageError('ARGUMENTS_MANY', { command: wordsOf(this), due, found: found.length })
  }
}

/** An option of which the values are a closed list. */
export function choice(flags: string, choices: readonly string[]): Option {
  const option = new Option(flags).choices(choices)
  return option.argParser(oneOf(option.long!, choices))
}

/** An argument of a command of which the values are a closed list. */
export function choiceArgument(command: string, name: string, choices: readonly string[]): Argument {
  return new Argument(`<${name}>`).choices(choices).argParser(oneOf(command, choices))
}

function oneOf(option: string, choices: readonly string[]): (found: string) => string {
  return found => {
    if (choices.includes(found)) return found
    const facts = { option, found, nearest: suggest(found, choices), known: choices.join(', ') }
    throw new UsageError('CHOICE_UNKNOWN', facts)
  }
}

/** The command's words after the program's name: `book balance`. */
export function wordsOf(command: Command): string {
  return command.parent ? `${wordsOf(command.parent)} ${command.name()}`.trim() : ''
}

/** Puts the texts of help into a program: of every command, its options and arguments. */
export function describe(program: ProgramCommand): void {
  const texts = wordsIn(program.language).help
  const own = texts.commands[wordsOf(program)]
  for (const option of program.options) {
    const long = option.long ?? ''
    option.description = own?.options?.[long] ?? texts.options[long] ?? ''
  }
  for (const argument of program.registeredArguments) argument.description = own?.arguments?.[argument.name()] ?? ''
  for (const command of program.commands) describe(command as ProgramCommand)
}

/** An option's flags with the placeholder in the language: `--period <月份>`. */
export function flagsOf(option: Option, { placeholders }: HelpTexts): string {
  return translated(option.flags, placeholders)
}

/** Each `<word>` and `[word]` in the language. */
function translated(text: string, placeholders: HelpTexts['placeholders']): string {
  return text.replace(/(?<=[<[])[^<>[\]]+?(?=(?:\.\.\.)?[>\]])/g, word => placeholders[word] ?? word)
}

class ProgramHelp extends Help {
  readonly #texts: HelpTexts
  #bold = (text: string): string => text

  constructor(language: Language) {
    super()
    this.#texts = wordsIn(language).help
    this.showGlobalOptions = true
  }

  override prepareContext(context: Parameters<Help['prepareContext']>[0]): void {
    super.prepareContext(context)
    if (context.outputHasColors === true) this.#bold = paintOf(true).bold
  }

  override styleTitle(title: string): string {
    return this.#bold(this.#texts.titles[title as keyof HelpTexts['titles']] ?? title)
  }

  override commandUsage(command: Command): string {
    return translated(super.commandUsage(command), this.#texts.placeholders)
  }

  override subcommandTerm(command: Command): string {
    return translated(super.subcommandTerm(command), this.#texts.placeholders)
  }

  override subcommandDescription(command: Command): string {
    // The command `help` is made anew each time and belongs to none.
    return this.#texts.commands[wordsOf(command) || command.name()]?.summary ?? ''
  }

  override commandDescription(command: Command): string {
    const { summary = '', more = '' } = this.#texts.commands[wordsOf(command)] ?? {}
    const sentence = summary === '' ? this.#texts.about : this.#texts.sentence(summary)
    return [sentence, more].filter(x => x !== '').join('\n')
  }

  override optionTerm(option: Option): string {
    return flagsOf(option, this.#texts)
  }

  override optionDescription({ description, argChoices, defaultValue }: Option): string {
    if (!argChoices) return description
    const usual = defaultValue === undefined ? undefined : String(defaultValue)
    return description + this.#texts.choices(argChoices.join(', '), usual)
  }

  override visibleGlobalOptions(command: Command): Option[] {
    return super.visibleGlobalOptions(command).filter(option => option.long !== '--version')
  }

  override visibleArguments(command: Command): Argument[] {
    return [...command.registeredArguments]
  }

  override argumentTerm(argument: Argument): string {
    return this.#texts.placeholders[argument.name()] ?? argument.name()
  }

  override argumentDescription({ description, argChoices }: Argument): string {
    return argChoices ? description + this.#texts.choices(argChoices.join(', '), undefined) : description
  }

  override displayWidth(text: string): number {
    return widthOf(text)
  }

  override boxWrap(text: string, width: number): string {
    return text
      .split('\n')
      .flatMap(line => wrap(line, width))
      .join('\n')
  }

  override formatHelp(command: Command, helper: Help): string {
    const text = super.formatHelp(command, helper)
    const examples = this.#texts.commands[wordsOf(command)]?.examples ?? []
    if (examples.length === 0) return text
    const width = (this.helpWidth ?? 80) - 2
    const lines = examples.flatMap(([line, does]) => ['', `# ${does}`, ...exampleLines(line, width)])
    const title = this.#bold(this.#texts.examples)
    return `${text}\n${title}\n${lines
      .slice(1)
      .map(l => (l === '' ? '' : `  ${l}`))
      .join('\n')}\n`
  }
}

/** A command line, broken before its options where it is too long. */
function exampleLines(line: string, width: number): string[] {
  const lines: string[] = []
  for (const part of line.split(/ (?=--)/)) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(`${last} ${part} \\`) <= width) lines[lines.length - 1] = `${last} ${part}`
    else lines.push(last === undefined ? part : `    ${part}`)
  }
  return lines.map((l, i) => (i < lines.length - 1 ? `${l} \\` : l))
}
