// What may stand where the cursor is. Takes the words of a command line as the shell has split them, the last one still
// being typed; gives candidates, each with a word on what it is, or says that files or folders are due. Never fails.

import { resolve } from 'node:path'
import type { Command, Option } from 'commander'
import { type Period, spanAt } from '../../core/calendar.ts'
import { dataMonths } from '../../shop/contents.ts'
import { type Group, groupIn } from '../../shop/group-folder.ts'
import type { Io } from '../streams.ts'
import { peopleOf, type SchemeNames, schemeNames, schemeText } from './names.ts'

export interface Candidate {
  readonly value: string
  readonly about: string
}

export type Candidates = readonly Candidate[] | 'files' | 'folders'

/** A command line up to the cursor. */
interface Typed {
  readonly command: Command
  /** The option whose value is due. */
  readonly option: Option | undefined
  readonly arguments: readonly string[]
  readonly values: ReadonlyMap<string, string>
  readonly word: string
}

/** The candidates that begin with the last word. */
export async function complete(program: Command, words: readonly string[], io: Io): Promise<Candidates> {
  const typed = read(program, words)
  const assigned = /^(--[\w-]+=)(.*)$/s.exec(typed.word)
  if (assigned) {
    const option = optionsOf(typed.command).find(o => o.long === assigned[1]!.slice(0, -1))
    const found = option ? await valuesOf(slotOf(option), typed, io, option) : []
    if (typeof found === 'string') return found
    return beginning(
      found.map(c => ({ ...c, value: assigned[1]! + c.value })),
      typed.word,
    )
  }
  const found = await due(typed, io)
  return typeof found === 'string' ? found : beginning(found, typed.word)
}

function beginning(candidates: readonly Candidate[], word: string): Candidate[] {
  return candidates.filter(c => c.value.startsWith(word))
}

/** Goes along the words: down into commands, over options and their values. */
function read(program: Command, words: readonly string[]): Typed {
  let command = program
  let option: Option | undefined
  const given: string[] = []
  const values = new Map<string, string>()
  for (const word of words.slice(0, -1)) {
    if (option && !word.startsWith('-')) {
      values.set(option.attributeName(), word)
      if (!option.variadic) option = undefined
      continue
    }
    option = undefined
    const next = command.commands.find(c => c.name() === word)
    if (word.startsWith('-'))
      option = optionsOf(command).find(o => (o.long === word || o.short === word) && takesValue(o))
    else if (next) command = next
    else given.push(word)
  }
  const word = words.at(-1) ?? ''
  if (option?.variadic && word.startsWith('-')) option = undefined
  return { command, option, arguments: given, values, word }
}

function takesValue(option: Option): boolean {
  return option.required || option.optional
}

/** The options of a command and of those above it. */
function optionsOf(command: Command): Option[] {
  return [...command.options, ...(command.parent ? optionsOf(command.parent) : [])]
}

async function due(typed: Typed, io: Io): Promise<Candidates> {
  const { command, option, word } = typed
  if (option) return valuesOf(slotOf(option), typed, io, option)
  if (word.startsWith('-')) return optionsOf(command).map(o => ({ value: o.long!, about: o.description }))
  if (command.commands.length > 0)
    return command.commands.map(c => ({ value: c.name(), about: c.createHelp().subcommandDescription(c) }))
  const declared = command.registeredArguments
  const argument = declared[typed.arguments.length] ?? (declared.at(-1)?.variadic ? declared.at(-1) : undefined)
  if (!argument) return []
  return argument.argChoices ? plain(argument.argChoices) : valuesOf(argument.name(), typed, io)
}

/** What an option takes: `month` of `--period <month>`; where the word is a general one, the option's own name. */
function slotOf(option: Option): string {
  const slot = /<([^>.]+)/.exec(option.flags)?.[1] ?? ''
  return slot === 'name' ? option.name() : slot
}

function plain(values: readonly string[], about = ''): Candidate[] {
  return values.map(value => ({ value, about }))
}

/** Where values are asked for, and what was typed so far. */
interface Due {
  /** The shop's folder; of a group that of its first shop, since all have one scheme. */
  readonly root: string
  readonly group: Group | undefined
  readonly typed: Typed
  readonly option: Option | undefined
}

const scheme = async ({ root }: Due): Promise<SchemeNames> => schemeNames(await schemeText(root))

const monthOrFile = async ({ root, typed }: Due): Promise<Candidates> => {
  const found = beginning(plain((await dataMonths(root)).map(m => m.name)), typed.word)
  return found.length > 0 ? found : 'files'
}

/** What fits where one of these is due; anywhere else a file. */
const SLOTS: Readonly<Record<string, (due: Due) => Promise<Candidates> | Candidates>> = {
  month: async ({ root }) => plain([...(await dataMonths(root)).map(m => m.name), 'last', 'this']),
  period: async ({ root }) => plain(periodsOf(await dataMonths(root))),
  a: monthOrFile,
  b: monthOrFile,
  'name=value': async due => plain((await scheme(due)).settable.map(name => `${name}=`)),
  'role=name': async due => plain((await scheme(due)).roles.map(role => `${role}=`)),
  role: async due => plain((await scheme(due)).roles),
  async reserve(due) {
    const { reserves, deductions } = await scheme(due)
    return plain(due.option ? [...reserves, ...deductions] : reserves)
  },
  position: async due => plain((await scheme(due)).positions),
  shops: ({ group }) => plain(group?.folders ?? []),
  template: async () => plain(await (await import('../templates.ts')).templateNames()),
  id: due => peopleCandidates(due, false),
  person: due => peopleCandidates(due, true),
  line: async due => plain(await linesFor(due)),
  number: () => plain(['all']),
  dir: () => 'folders',
}

/** The values that fit where such a one is due. */
async function valuesOf(slot: string, typed: Typed, io: Io, option?: Option): Promise<Candidates> {
  if (option?.argChoices) return plain(option.argChoices)
  const folder = resolve(io.cwd, typed.values.get('shop') ?? '.')
  const { value } = await groupIn(folder)
  const group = value === 'none' ? undefined : value
  const root = group ? resolve(folder, group.folders[0]!) : folder
  return Object.hasOwn(SLOTS, slot) ? SLOTS[slot]!({ root, group, typed, option }) : 'files'
}

/** The quarters and years that the months lie in. */
function periodsOf(months: readonly Period[]): string[] {
  return [...new Set(months.flatMap(({ end }) => [spanAt(end, 'quarter').name, spanAt(end, 'year').name]))]
}

/** People by number where a figure is typed, by name otherwise; by number too where several have the name. */
async function peopleCandidates({ root, typed }: Due, groups: boolean): Promise<Candidate[]> {
  const known = await peopleOf(root, typed.values.get('period'))
  const { people } = known
  const byNumber = /^\d/.test(typed.word)
  const single = (name: string): boolean => people.filter(p => p.name === name).length === 1
  const found = people.map(({ id, name, position }) =>
    byNumber || !single(name)
      ? { value: id, about: `${name} ${position}` }
      : { value: name, about: `${id} ${position}` },
  )
  return groups && !byNumber ? [...found, ...plain([...known.groups, 'shop', 'order'])] : found
}

/** What a person's sheet has of the scheme's own names; without a sheet, all of them. */
async function linesFor({ root, typed }: Due): Promise<readonly string[]> {
  const { lines } = schemeNames(await schemeText(root))
  const { people, figures } = await peopleOf(root, typed.values.get('period'))
  const who = typed.arguments[0]
  // Orders are too many to be offered.
  if (who === 'order') return []
  const own = figures.get(people.find(p => p.id === who || p.name === who)?.id ?? '')
  const names = own?.filter(name => lines.includes(name)) ?? []
  // Values stand on no sheet; they come once something of their name is typed.
  return names.length > 0 && typed.word === '' ? names : lines
}
