// What comes next: a table of the commands, each with what it did and where the shop stands → the command that follows. Plain
// data, which is made a command line with the folder that was named, quoted for a shell. Nothing is read or printed here.

import { periodsAway } from '../core/calendar.ts'
import type { Problem } from '../core/problem.ts'
import type { DocumentName } from '../reports/document-names.ts'
import type { ApprovalDue } from '../shop/approvals.ts'
import type { ReleaseDue } from '../shop/releases-due.ts'
import { openMonths, type Standing } from '../shop/standing.ts'

/** How an approved draft was made, besides the period: the command, its argument, its options. */
export interface Drafted {
  readonly command: string
  readonly argument?: string
  readonly options: readonly string[]
}

/** What a command did, as far as that decides what follows. */
export interface Did {
  /** The period that it was about. */
  readonly period?: string | undefined
  /** Of a month: it is closed. Of a release, a correction, an opening: it was sealed. */
  readonly sealed?: boolean | undefined
  /** False where something is to be mended before anything else. */
  readonly ok?: boolean | undefined
  /** All that is missing is what raters enter. */
  readonly unrated?: boolean | undefined
  /** True where there was nothing to do. */
  readonly nothing?: boolean | undefined
  /** The file that is to be mended first. */
  readonly mend?: string | undefined
  /** Who has to approve it. */
  readonly approvals?: readonly ApprovalDue[] | undefined
  /** What it made or wrote: a folder or a file, as it may be typed. */
  readonly made?: string | undefined
  /** The sheet of a draft, from the shop. */
  readonly sheet?: string | undefined
  /** The month that pays it, of a correction where anything differs. */
  readonly payout?: string | undefined
  readonly reserve?: string | undefined
  /** Releases that are due, now that the last month of their quarter or year is closed. */
  readonly releases?: readonly ReleaseDue[] | undefined
  /** Of what was approved: its options besides the period, as it was drafted. */
  readonly drafted?: Drafted | undefined
  /** What a group did, of a record that was put together. */
  readonly command?: string | undefined
}

/** A command with its arguments; or what was typed, with some options less and some more. */
export type Step = (
  | { readonly command: string; readonly args: readonly string[] }
  | { readonly without: readonly string[]; readonly plus: readonly string[] }
) & {
  /** The folder that exports have to be put into first. */
  readonly exports?: string
  /** The folder that what was made has to be put into first. */
  readonly filled?: string
  /** The sheet that has to be looked at first, and who has to approve what stands there. */
  readonly look?: { readonly sheet: string; readonly approved: readonly string[] }
  /** A folder other than that which was named. */
  readonly shop?: string
}

export type Rule = (did: Did, shop: Standing) => Step | undefined

function step(command: string, ...args: readonly string[]): Step {
  return { command, args }
}

function again(without: readonly string[], ...plus: readonly string[]): Step {
  return { without, plus }
}

function of(command: string, period: string | undefined): Step | undefined {
  return period === undefined ? undefined : step(command, '--period', period)
}

/** What is due in a shop: its oldest open month is closed where it has a draft, else checked; then comes the next one. */
const due: Rule = (_, shop) => {
  const [open] = openMonths(shop)
  if (open !== undefined)
    return shop.drafts.has(open)
      ? { ...step('close', '--period', open), look: { sheet: `out/${open}/payroll.xlsx`, approved: [] } }
      : of('check', open)
  const last = shop.closed ?? shop.months.at(-1)
  if (last === undefined) return undefined
  const coming = periodsAway(last, 1)
  return { ...step('check', '--period', coming), exports: `data/${coming}` }
}

/** A release that is due comes before the months that pay it are closed. */
const dueAfter: Rule = (did, shop) => {
  const [first] = did.releases ?? []
  if (!first) return due(did, shop)
  const { reserve, period, payout } = first
  return step('release', reserve, '--period', period, '--payout', payout)
}

/** What an approved draft waits for: to be sealed, by the command that drafted it. */
const seal: Rule = ({ drafted, period = '' }, shop) => {
  if (!drafted) return due({}, shop)
  const { command, argument, options } = drafted
  return step(command, ...(argument === undefined ? [] : [argument]), '--period', period, ...options)
}

/** The options by which roles approve; where the scheme names none, the role is the user's to say, too. */
function approving(roles: readonly (string | undefined)[]): string[] {
  return roles.flatMap((role = '') => ['--approve', `${role}=`])
}

/** A draft is looked at before it is sealed. */
function looked(next: Step, { sheet, approvals = [] }: Did): Step {
  return sheet === undefined
    ? next
    : { ...next, look: { sheet, approved: approvals.flatMap(({ role }) => role ?? []) } }
}

/** Stands for a key that only the user knows. */
const KEY = '<key>'

/** A draft is sealed where names that are typed will do; else it is signed first. `argument`: of a release, the reserve. */
function sealing(
  due: readonly ApprovalDue[],
  period: string,
  argument: readonly string[],
  typed: (options: string[]) => Step,
): Step {
  const signed = due.find(({ signers }) => signers.length > 0)
  if (!signed) return typed(approving(due.map(({ role }) => role)))
  return step('approve', ...argument, '--period', period, '--role', signed.role ?? '', '--sign', KEY)
}

const nothing: Rule = () => undefined
/** Of a group, once it is not done everywhere: the rest. */
const orRetry =
  (rule: Rule): Rule =>
  (did, shop) =>
    did.ok === false ? again(['--retry'], '--retry') : rule(did, shop)
/** What leaves a trial or a draft is done in earnest. */
const orInEarnest =
  (rule: Rule): Rule =>
  (did, shop) =>
    did.sealed === false ? looked(again(['--dry-run', '--draft']), did) : rule(did, shop)

/** By command: what follows where it was done. */
export const NEXT: Readonly<Record<DocumentName, Rule>> = {
  init: ({ made, period, command = 'run' }) => {
    if (made === undefined || period === undefined) return undefined
    return { ...step(command, '--period', period), shop: made }
  },
  propose: ({ made, period = '' }) => ({
    ...step('check', '--period', period),
    ...(made === undefined ? {} : { shop: made }),
  }),
  check: (did, shop) =>
    did.ok === false
      ? did.unrated
        ? of('form', did.period)
        : again([])
      : did.sealed
        ? due(did, shop)
        : of('run', did.period),
  run: did => {
    const { period, made, approvals = [] } = did
    if (period === undefined) return again(['--set'])
    if (made !== undefined) return step('compare', period, made)
    return looked(
      sealing(approvals, period, [], options => step('close', '--period', period, ...options)),
      did,
    )
  },
  form: ({ period = '', made = '' }) => ({ ...step('check', '--period', period), filled: made }),
  approve: seal,
  close: (did, shop) => (did.nothing ? undefined : dueAfter(did, shop)),
  release: (did, shop) => {
    const { sealed, approvals = [], period = '', reserve = '' } = did
    if (!sealed)
      return looked(
        sealing(approvals, period, [reserve], options => again([], '--close', ...options)),
        did,
      )
    return did.releases?.length ? dueAfter(did, shop) : step('book balance', '--reserve', did.reserve ?? '')
  },
  correct: orInEarnest((did, shop) => (did.payout === undefined ? due(did, shop) : of('run', did.payout))),
  'book balance': due,
  'book register': due,
  'book list': due,
  'book open': orInEarnest((did, shop) =>
    did.made === undefined ? due(did, shop) : step('book open', '--from', did.made, '--period', did.period ?? ''),
  ),
  'book sheets': due,
  'book verify': due,
  'book export': due,
  'group check': orRetry(({ period }) => of('group run', period)),
  'group run': orRetry(({ period }) => of('group close', period)),
  'group close': orRetry(({ period }) => of('group report', period)),
  'group release': orRetry(({ sealed }) => (sealed ? step('group verify') : again([], '--close'))),
  'group correct': orRetry(orInEarnest(() => step('group verify'))),
  'group verify': nothing,
  'group report': ({ ok, period }) =>
    of(ok === false ? 'group check' : 'group report', ok === false ? period : undefined),
  'group merge': ({ ok, command = '', period }) => (ok && command === 'run' ? of('group close', period) : undefined),
  'group overrides': ({ period }) => of('group check', period),
  explain: due,
  compare: due,
  try: ({ made }) => (made === undefined ? undefined : step('test', made)),
  test: ({ ok }, shop) => (ok === false ? again([]) : due({}, shop)),
  schema: nothing,
}

/** What follows where a command was refused: by the code of what stands in its way. */
const INSTEAD: {
  readonly [C in Problem['code']]?: (problem: Extract<Problem, { readonly code: C }>) => Step | undefined
} = {
  FILE_MISSING: ({ facts }) => of('form', facts.form),
  SHOP_BUSY: () => again([]),
  GROUP_BUSY: () => again([]),
  DRAFT_MISSING: ({ facts }) => step('run', '--period', facts.period),
  DRAFT_STALE: ({ facts }) => step('run', '--period', facts.period),
  APPROVAL_UNSIGNED: ({ facts }) => step('approve', ...facts.approve, '--role', facts.role, '--sign', KEY),
  APPROVAL_VOID: ({ facts }) => step('approve', ...facts.approve, '--role', facts.role, '--sign', KEY),
  APPROVAL_MISSING: ({ facts }) => again([], ...approving([facts.role])),
  MONTH_CLOSED: ({ facts }) => step('correct', '--period', facts.period, '--dry-run'),
  MONTH_ORDER: ({ facts }) => step('check', '--period', facts.next),
  RELEASE_OPEN: () => again([], '--partial'),
}

/** The command that follows where a command was not done: the one that the first error asks for, or the same when that is mended. */
export function insteadOf(problems: readonly Problem[]): Step | undefined {
  const errors = problems.filter(p => p.severity === 'error')
  const steps = errors.flatMap(p => {
    const rule = INSTEAD[p.code] as ((problem: Problem) => Step | undefined) | undefined
    return rule?.(p) ?? []
  })
  const more = steps.filter(s => 'plus' in s)
  if (more.length > 1 && more.length === steps.length)
    return again([], ...more.flatMap(s => ('plus' in s ? s.plus : [])))
  return steps[0] ?? (errors.some(p => p.at) ? again([]) : undefined)
}

/** What was typed: every word, the folder, and the word that stands for a name which only the user knows. */
export interface Typed {
  readonly argv: readonly string[]
  readonly shop: string | undefined
  readonly name: string
  /** Likewise for a role, and for a key. */
  readonly role: string
  readonly key: string
}

/** The words of a step, the program first. */
export function wordsOf(next: Step, { argv, shop, name, role, key }: Typed): string[] {
  const named = (word: string): string =>
    word === KEY ? key : word === '=' ? `${role}=${name}` : word.endsWith('=') ? word + name : word
  if ('without' in next) return ['bonusbook', ...kept(argv, next.without), ...next.plus.map(named)]
  const folder = next.shop ?? shop
  return [
    'bonusbook',
    ...next.command.split(' '),
    ...(folder === undefined ? [] : ['-C', folder]),
    ...next.args.map(named),
  ]
}

/** How it is printed makes no other command of it. */
const PRINTING = ['--json', '--quiet', '--no-color']
const VALUED = ['--set']

function kept(argv: readonly string[], without: readonly string[]): string[] {
  const gone = (word: string): boolean => [...PRINTING, ...without].some(o => word === o || word.startsWith(`${o}=`))
  return argv.filter((word, i) => !gone(word) && !(VALUED.includes(argv[i - 1] ?? '') && gone(argv[i - 1]!)))
}
