// The two READMEs name only commands, options and files that there are, the same ones, and each leads to the other.

import { existsSync, readFileSync } from 'node:fs'
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

  test('leads to files that there are', () => {
    const files = [...text.matchAll(/\]\(([^)#]+)/g)].map(m => m[1]!)
    expect(files.filter(file => !existsSync(new URL(`../${file}`, import.meta.url)))).toEqual([])
  })

  test('names commands and options that there are', () => {
    const commands = [...text.matchAll(/`(?:bonusbook )?(?:book ([a-z]+)|(?<=bonusbook )([a-z]+))/g)]
    const named = commands.map(([, book, single]) => (book ? `book ${book}` : single!))
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(command => !COMMANDS.has(command))).toEqual([])
    // What stands behind `NODE_OPTIONS=` is Node's.
    const options = [...text.matchAll(/(?<![\w-]|NODE_OPTIONS=)--[a-z][a-z-]*/g)].map(m => m[0])
    expect(options.length).toBeGreaterThan(10)
    expect(options.filter(option => !OPTIONS.has(option))).toEqual([])
  })
})

test('both have the same commands, options, pictures, files of a run, sections and functions', () => {
  const named = (name: string): string[] => {
    const text = readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
    const found = [
      ...text.matchAll(/(?<![\w-]|NODE_OPTIONS=)--[a-z][a-z-]*/g),
      ...text.matchAll(/(?<=[`(])bonusbook [a-z]+/g),
      ...text.matchAll(/fixtures\/[\w./-]+/g),
      // The first cell of each row of a table, as far as it is the same in both languages.
      ...text.matchAll(/^ *\|[^|]*`[^|]*\|/gm),
    ].flatMap(([part]) => (part.includes('|') ? (part.match(/`[a-z. ]+(?=[`(])/g) ?? []) : [part]))
    // A picture in which the program speaks is there in each language.
    return [...new Set(found.map(word => word.replace(/[.`]$/, '').replace(/\.zh\.png$/, '.png')))].sort()
  }
  expect(named('README.zh-CN.md')).toEqual(named('README.md'))
})
