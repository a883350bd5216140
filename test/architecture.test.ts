// ARCHITECTURE.md, CONTRIBUTING.md and the index of DECISIONS.md say what is there.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const root = new URL('../', import.meta.url).pathname
const read = (name: string): string => readFileSync(`${root}${name}`, 'utf8')
const page = read('ARCHITECTURE.md')

/** The rows of the table below a heading: the text of each cell. */
function table(heading: string): string[][] {
  const part = page.split(`## ${heading}\n`)[1]!.split('\n## ')[0]!
  const rows = part.split('\n').filter(line => line.startsWith('|'))
  return rows.slice(2).map(row =>
    row
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  )
}

describe('ARCHITECTURE.md', () => {
  test('has every room, in the order in which they may know each other', async () => {
    const rulesFile: string = '../.dependency-cruiser.mjs'
    const { default: config } = (await import(rulesFile)) as { default: { forbidden: { name: string }[] } }
    const rooms = table('The rooms').map(([room]) => room!.replaceAll('`', ''))
    const folders = readdirSync(`${root}src`, { withFileTypes: true }).filter(f => f.isDirectory())
    expect([...rooms].sort()).toEqual(folders.map(f => f.name).sort())
    // A room must not import from any that stands below it.
    const upward = rooms.flatMap((from, i) => rooms.slice(i + 1).map(to => `${from}-must-not-import-${to}`))
    const rules = new Set(config.forbidden.map(rule => rule.name))
    expect(upward.filter(name => !rules.has(name))).toEqual([])
  })

  test('has the phases of a month, as they stand in the function that it says to start with', () => {
    const phases = table('A month, phase by phase').map(([phase]) => phase)
    const [, name, file] = /Start here: `(\w+)` in `([^`]+)`/.exec(page)!
    const body = read(file!).split(`function ${name}(`)[1]!.split('\n}\n')[0]!
    const said = [...body.matchAll(/^ *\/\/ ([A-Z][a-z]+)(?=[:.])/gm)].map(m => m[1])
    expect(said).toEqual(phases)
  })

  test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s names files that there are', name => {
    const text = read(name)
    const links = [...text.matchAll(/\]\(([^)#]+)/g)].map(m => m[1]!)
    const paths = [...text.matchAll(/`((?:src|test|fixtures)\/[^`{}*<> ]+|[a-z-]+\/[a-z/-]+\.ts)(?=[`:])/g)].map(
      m => m[1]!,
    )
    expect(paths.length).toBeGreaterThan(3)
    const missing = paths.filter(path => !existsSync(`${root}${path}`) && !existsSync(`${root}src/${path}`))
    expect([...links.filter(path => !existsSync(`${root}${path}`)), ...missing]).toEqual([])
  })

  test('names scripts that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = [...read('CONTRIBUTING.md').matchAll(/npm run ([a-z]+)/g)].map(m => m[1]!)
    expect(named.filter(name => !(name in scripts))).toEqual([])
  })
})

test('DECISIONS.md has every decision in its index', () => {
  const [index, ...rest] = read('DECISIONS.md').split(/\n## (?=\d{4})/)
  const listed = [...index!.matchAll(/^\| \S+ \| (.+?) \| .+ \|$/gm)].map(m => m[1]).slice(2)
  expect(listed.sort()).toEqual(rest.map(part => part.split('\n')[0]!.slice(11)).sort())
})
