// What there is to say in help: of each command what it does, its options and arguments, and examples.

export interface CommandHelp {
  /** One line, for the list of commands. */
  readonly summary: string
  /** What is to be known besides; empty where the summary says it all. */
  readonly more: string
  /** By the long name of the option, where it does not mean the same everywhere. */
  readonly options?: Readonly<Record<string, string>>
  readonly arguments?: Readonly<Record<string, string>>
  /** A command line, and what it does. They can be run one after the other. */
  readonly examples: readonly (readonly [command: string, does: string])[]
}

export interface HelpTexts {
  readonly about: string
  /** What commander prints above and between. */
  readonly titles: Readonly<Record<'Usage:' | 'Arguments:' | 'Options:' | 'Global Options:' | 'Commands:', string>>
  readonly examples: string
  /** What a command does, as a sentence. */
  readonly sentence: (summary: string) => string
  readonly choices: (choices: string, usual: string | undefined) => string
  /** Stands below a usage error. */
  readonly howToUse: (command: string) => string
  /** Placeholders such as `<month>`, by their English word; the word itself where nothing stands. */
  readonly placeholders: Readonly<Record<string, string>>
  /** Options that mean the same in every command. */
  readonly options: Readonly<Record<string, string>>
  /** By the command's words: `run`, `book balance`; empty for the program. */
  readonly commands: Readonly<Record<string, CommandHelp>>
}
