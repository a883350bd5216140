// Help: every command, option and argument has its text in both languages, it fits 80 columns, and its examples are true:
// they are run one after the other on the shop that they speak of.

import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '../../src/cli/command.ts'
import { buildProgram } from '../../src/cli/main.ts'
import { wordsIn } from '../../src/words/language.ts'
import { run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { copyInto, folderOfFile, tempFolder } from '../support/folders.ts'
import { GOLDEN } from '../support/golden.ts'
import { CAN_SIGN, makeKey } from '../support/keys.ts'

const LANGUAGES = ['en', 'zh'] as const
const silent = { write: () => {} }
const io = { stdout: silent, stderr: silent, cwd: '/', now: new Date(0), env: {} }

function commandsOf(command: Command): Command[] {
  return [command, ...command.commands.flatMap(commandsOf)]
}

const PROGRAM = commandsOf(buildProgram(io, 'en', () => {}))

describe.each(LANGUAGES)('in %s', language => {
  const texts = wordsIn(language).help

  test.each(commandsOf(buildProgram(io, language, () => {})).map(c => [wordsOf(c) || 'bonusbook', c] as const))(
    '%s has a text for everything that it takes',
    (_, command) => {
      const own = texts.commands[wordsOf(command)]
      expect(own).toBeDefined()
      if (command.parent) expect(own!.summary).not.toBe('')
      for (const option of command.options) expect([option.flags, option.description]).not.toEqual([option.flags, ''])
      for (const argument of command.registeredArguments) expect(argument.description).not.toBe('')
      if (command.commands.length === 0) expect(own!.examples.length).toBeGreaterThan(0)
    },
  )

  test('no text is of a command or option that there is not', () => {
    const names = new Set(['help', ...PROGRAM.map(wordsOf)])
    expect(Object.keys(texts.commands).filter(name => !names.has(name))).toEqual([])
    for (const command of PROGRAM) {
      const { options = {}, arguments: given = {} } = texts.commands[wordsOf(command)]!
      const known = command.options.map(o => o.long!)
      expect(Object.keys(options).filter(name => !known.includes(name))).toEqual([])
      const argumentsKnown = command.registeredArguments.map(a => a.name())
      expect(Object.keys(given).filter(name => !argumentsKnown.includes(name))).toEqual([])
    }
  })

  test.each(PROGRAM.map(wordsOf))('%s --help fits 80 columns', async command => {
    const argv = [...command.split(' ').filter(w => w !== ''), '--help', '--lang', language]
    const { code, out } = await run(argv, { columns: 80 })
    expect(code).toBe(0)
    for (const line of out.split('\n')) expect([line, stringWidth(line) <= 80]).toEqual([line, true])
  })

  test.each(['--lang zh run --help', 'run --lang zh --help', 'run --help --lang=zh', 'help run --lang zh'])(
    '%s',
    async line => {
      expect((await run(line.split(' '), { env: { LANG: language } })).out).toMatch(/^用法: bonusbook run/)
    },
  )
})

/** The words of an example, as a shell hands them over. */
function shellWords(line: string): string[] {
  const words = [...line.matchAll(/((?:"[^"]*"|[^\s"])+)/g)].map(m => m[1]!.replaceAll('"', ''))
  return words.slice(1).map(word => word.replace(/^~/, HOME))
}

/** Where the key of an example lies. */
const HOME = folderOfFile()
const key = CAN_SIGN ? makeKey(join(HOME, '.ssh'), 'id_ed25519').public : ''

const TEMPLATE = { en: 'workshop', zh: 'golden' } as const

describe.each(LANGUAGES)('the examples in %s', language => {
  const texts = wordsIn(language).help
  const parent = folderOfFile()
  const shop = join(parent, language === 'zh' ? '我的店' : 'my-shop')
  // In the order of help, each in the shop as those before it have left it.
  const lines = ['init', '', ...Object.keys(texts.commands).filter(name => name !== 'init' && name !== '')].flatMap(
    name => texts.commands[name]!.examples.map(([line]) => [line, name] as const),
  )

  /** Lets the scheme ask for the signature of the example, and works the month out with it. */
  async function askForSignature(): Promise<void> {
    const role = language === 'zh' ? '董事长' : 'director'
    const scheme = join(shop, 'scheme.yaml')
    expect(readFileSync(scheme, 'utf8')).not.toMatch(/^approvals:/m)
    appendFileSync(scheme, `\napprovals:\n  ${role}: { when: gross > 0元, signed by: someone@shop }\n`)
    writeFileSync(join(shop, 'allowed_signers'), `someone@shop ${key}\n`)
    expect((await run(['run', '--period', '2026-07'], { cwd: shop })).code).toBe(0)
  }

  /** The shop in a folder of its own, with a scheme that says who enters the marks: the English template's does. */
  function askForMarks(folder: string): string {
    copyInto(shop, folder)
    const scheme = join(folder, 'scheme.yaml')
    const text = readFileSync(scheme, 'utf8')
    if (language === 'en') return folder
    const file = /^ {4}file: 考核评分\*$/m.exec(text)![0]
    writeFileSync(scheme, edited(text, [file, `${file}\n    entered by: manager`]))
    return folder
  }

  /** Lets four parts leave what a merge takes. */
  async function inParts(merge: string): Promise<void> {
    const check = shellWords(merge.replace('merge', 'check'))
    for (const i of [1, 2, 3, 4]) await run([...check, '--shard', `${i}/4`], { cwd: parent })
  }

  test.each(lines)('%s', async (line, name) => {
    if (!CAN_SIGN && (name === 'approve' || line.includes('--sign'))) return
    // It never returns; a real client talks to it in the tests of its own.
    if (name === 'lsp') return
    const outside = name === '' || name === 'init' || name.startsWith('group ')
    // The English template has no cases.
    const golden = tempFolder()
    if (name === 'test') copyInto(GOLDEN, golden)
    // The first example of all is the one that has made the shop.
    if (name === '' && line.includes(' init ')) return
    const own = name === 'form' ? askForMarks(tempFolder()) : shop
    const cwd = name === 'test' ? golden : outside ? parent : own
    if (name === 'approve') await askForSignature()
    if (name === 'group merge') await inParts(line)
    const { code, err } = await run([...shellWords(line), '--lang', language], { cwd, now: new Date(2026, 7, 15) })
    expect([line, code, code === 0 ? '' : err]).toEqual([line, 0, ''])
  })

  test('are of the template that the first one makes', () => {
    const [first] = texts.commands.init!.examples
    const named = /--template (\S+)/.exec(first![0])?.[1] ?? 'workshop'
    expect(named).toBe(TEMPLATE[language])
  })
})
