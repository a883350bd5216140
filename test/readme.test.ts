// The two READMEs name only commands and options that there are, and each leads to the other.

import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '../src/cli/command.ts'
import { buildProgram } from '../src/cli/main.ts'

const silent = { write: () => {} }
const program = buildProgram({ stdout: silent, stderr: silent, cwd: '/', now: new Date(0), env: {} }, 'en', () => {})

function all(command: Command): Command[] {
  return [command, ...command.commands.flatMap(all)]
}

const COMMANDS = new Set(all(program).map(wordsOf))
const OPTIONS = new Set([...all(program).flatMap(c => c.options.map(o => o.long)), '--help'])

describe.each([
  ['README.md', 'README.zh-CN.md'],
  ['README.zh-CN.md', 'README.md'],
])('%s', (name, other) => {
  const text = readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

  test('leads to the other', () => {
    expect(text).toContain(`](${other})`)
  })

  test('names commands and options that there are', () => {
    const commands = [...text.matchAll(/`(?:bonusbook )?(?:book ([a-z]+)|(?<=bonusbook )([a-z]+))/g)]
    const named = commands.map(([, book, single]) => (book ? `book ${book}` : single!))
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(command => !COMMANDS.has(command))).toEqual([])
    const options = [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(m => m[0])
    expect(options.length).toBeGreaterThan(10)
    expect(options.filter(option => !OPTIONS.has(option))).toEqual([])
  })
})
