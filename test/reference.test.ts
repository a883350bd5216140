// The appendices of LANGUAGE.md and LANGUAGE.zh-CN.md name every key, type, word and function of the scheme language, and no other;
// DECISIONS.md says how large the grammar is. Whoever adds one adds its row in both.

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FUNCTIONS, grammarSize, keyGroups, requiredKeys, TYPES, WORDS } from './support/grammar.ts'
import { CHINESE, cellsOf, ENGLISH } from './support/language-doc.ts'

/** What stands in the first cells of the tables below a heading of an appendix, by the heading. */
function tablesOf(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>()
  let under = ''
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) under = line.replace(/^#+ /, '')
    const names = line.startsWith('| `') ? [...(cellsOf(line)[0] ?? '').matchAll(/`([^`]+)`/g)].map(m => m[1]!) : []
    if (names.length > 0) found.set(under, [...(found.get(under) ?? []), ...names])
  }
  return found
}

/** The rows of the table below a heading, by their cells. */
function rowsOf(text: string, heading: string): string[][] {
  const from = text.indexOf(`#### ${heading}\n`)
  const below = text.slice(from, text.indexOf('\n#', from + 1))
  return below
    .split('\n')
    .filter(line => line.startsWith('| `'))
    .map(cellsOf)
}

const sorted = (names: Iterable<string>): string[] => [...names].sort()

describe.each([
  [ENGLISH, '## Appendix: the reference', ['Every type', 'Every word', 'Every function'], 'must be there'],
  [CHINESE, '## 附录：语言参考', ['全部类型', '全部词语', '全部函数'], '必须写'],
] as const)('$file', (doc, heading, [types, words, functions], must) => {
  const appendix = doc.text.slice(doc.text.indexOf(heading))
  const tables = tablesOf(appendix)

  it.each([...keyGroups()].map(([group, keys]) => [group, [...keys.keys()]] as const))(
    'has a row for each key of %s',
    (group, keys) => {
      expect(sorted(tables.get(group) ?? [])).toEqual(sorted(keys))
    },
  )

  it.each([...requiredKeys()])(
    'says which keys of %s must be there, and what holds without the others',
    (group, keys) => {
      const rows = rowsOf(appendix, group)
      expect(sorted(rows.filter(cells => cells[2] === must).map(cells => cells[0]!.replaceAll('`', '')))).toEqual(
        sorted(keys),
      )
      expect(rows.filter(cells => !cells[2])).toEqual([])
    },
  )

  it('has a row for each type, word and function', () => {
    expect(sorted(tables.get(types) ?? [])).toEqual(sorted(TYPES))
    expect(sorted(tables.get(words) ?? [])).toEqual(sorted(WORDS))
    expect(sorted(tables.get(functions) ?? [])).toEqual(sorted(FUNCTIONS))
  })

  it('leads only to headings that there are', () => {
    const anchors = new Set(
      [...doc.text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
        title!
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\p{M} _-]/gu, '')
          .replaceAll(' ', '-'),
      ),
    )
    const links = [...doc.text.matchAll(/\]\(#([^)]+)\)/g)].map(m => m[1]!)
    expect(links.filter(link => !anchors.has(link))).toEqual([])
  })
})

it('DECISIONS.md says how large the grammar is', () => {
  const text = readFileSync(new URL('../DECISIONS.md', import.meta.url), 'utf8')
  const rows = text.slice(text.indexOf("The grammar's size")).matchAll(/^\| ([a-z ]+) \| \d+ \| (\d+) \|$/gm)
  const said = Object.fromEntries([...rows].map(([, what, after]) => [what!, Number(after)]))
  expect(said).toEqual(grammarSize())
})
