// Nothing in a scheme file is passed over: a key that means nothing, put into every kind of map that the shipped schemes
// have, and every key of the language with a slip in it, gives a problem with its place; the slip one that names the right
// key. A kind of map is tried in the shortest scheme that has it.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Document, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Problem } from '../../src/core/problem.ts'
import { sentenceOf } from '../../src/reports/problem-text.ts'
import { readCases } from '../../src/scheme/case-file.ts'
import { KINDS, SETTINGS, TWO_WAY } from '../../src/scheme/definitions.ts'
import { loadScheme } from '../../src/scheme/load.ts'
import { edited } from '../support/edited.ts'

const FIXTURES = new URL('../../fixtures/', import.meta.url)
const textOf = (file: string): string => readFileSync(new URL(file, FIXTURES), 'utf8')
const SCHEMES = ['golden', ...['templates', 'schemes', 'schemes-more'].flatMap(inside)]
  .map(folder => `${folder}/scheme.yaml`)
  .filter(path => existsSync(new URL(path, FIXTURES)))
  .sort((a, b) => textOf(a).length - textOf(b).length)

function inside(folder: string): string[] {
  return readdirSync(new URL(folder, FIXTURES)).map(name => `${folder}/${name}`)
}

type Path = (string | number)[]

const read = (text: string): Document => parseDocument(text, { schema: 'failsafe' })
const written = (document: Document): string => document.toString({ lineWidth: 0 })
const inShort = (p: Problem): string => `${p.code} ${JSON.stringify(p.facts)}`

interface SomeMap {
  readonly path: Path
  readonly keys: string[]
}

const tried = new Set<string>()

/** The maps of a file with their keys; of all files' with the same keys of the language in the same section, one. */
function newMaps(text: string): SomeMap[] {
  return allMaps(text).filter(map => {
    const kind = JSON.stringify([map.path[0], map.path.length, words(map)])
    return !tried.has(kind) && tried.add(kind)
  })
}

function allMaps(text: string): SomeMap[] {
  const found: SomeMap[] = []
  const visit = (node: unknown, path: Path): void => {
    if (isSeq(node)) for (const [i, item] of node.items.entries()) visit(item, [...path, i])
    if (!isMap(node)) return
    const keys = node.items.map(item => String(isScalar(item.key) ? item.key.value : ''))
    found.push({ path, keys })
    for (const [i, item] of node.items.entries()) visit(item.value, [...path, keys[i]!])
  }
  visit(read(text).contents, [])
  return found
}

/** The problems with a place that an edit adds. */
function adding(text: string): (edit: (document: Document) => void) => Problem[] {
  const before = new Set(loadScheme(text, 'scheme.yaml', undefined).problems.map(inShort))
  return edit => {
    const document = read(text)
    edit(document)
    const { problems } = loadScheme(written(document), 'scheme.yaml', undefined)
    return problems.filter(p => !before.has(inShort(p)) && p.at?.line !== undefined)
  }
}

/** Maps in which any name with a figure is sound: a score is shown, an item counts, a column of a file is filled, a text is a
 * case of a choice. */
function isOpen({ path, keys }: SomeMap): boolean {
  const card = path[0] === 'scorecards' && path.length === 2
  const layout = path[0] === 'exports' && path[2] === 'columns' && path.length === 3
  const cases =
    path[0] === 'scales' && path.length === 2 && !keys.some(key => /^(from|above|below|under|up to|\d)/.test(key))
  return (path[0] === 'scores' && path.length === 1) || card || layout || cases || keys.includes('choose by')
}

/** Maps whose keys are names of the scheme's own. */
const NAMED = new Set([
  ...['tables', 'parameters', 'scales', 'values', 'scores', 'reserves'],
  ...['flags', 'rules', 'approvals', 'exports'],
])
const NAMES_INSIDE = new Set(['columns', 'work out', 'rules', 'commission', 'lines', 'weighted', 'entries'])
function hasOwnNames(path: Path): boolean {
  const last = String(path.at(-1) ?? '')
  if (path.length === 1) return NAMED.has(last) || ['scorecards', 'allow'].includes(last)
  return NAMES_INSIDE.has(last) || (path.length === 2 && ['scorecards', 'scales', 'allow'].includes(String(path[0])))
}

const DEFINITION_WORDS = new Set<string>([...KINDS, ...SETTINGS, ...TWO_WAY])

/** Keys of the language in a map: all of a map whose keys are not names, but for bands and cases. */
function words({ path, keys }: SomeMap): string[] {
  if (hasOwnNames(path)) return []
  return keys.some(key => DEFINITION_WORDS.has(key)) ? keys.filter(key => DEFINITION_WORDS.has(key)) : [...keys]
}

/** The key with two neighbouring letters changed over. */
function slip(key: string): string {
  const at = [...key].findIndex(
    (c, i) => i > 0 && i + 1 < key.length && c !== key[i + 1] && c !== ' ' && key[i + 1] !== ' ',
  )
  return at < 0 ? `${key}x` : key.slice(0, at) + key[at + 1] + key[at] + key.slice(at + 2)
}

/** Keys whose value may be any text; of a text column also what an empty cell stands for. */
const FREE_TEXTS = new Set(['scheme', 'note', 'file', 'header', 'for', 'name', 'value', 'blank', 'text', 'says'])

describe.each(SCHEMES)('%s', file => {
  const text = textOf(file)
  const maps = newMaps(text)
  const added = adding(text)

  test('a key that means nothing', () => {
    const silent = maps
      .filter(map => !isOpen(map))
      .filter(({ path }) => added(d => d.setIn([...path, 'zzz'], '1')).length === 0)
    expect(silent.map(m => m.path.join(' › '))).toEqual([])
  })

  test('a key with a slip in it: the right one is named', () => {
    const silent = maps.flatMap(map =>
      words(map).flatMap(key => {
        const problems = added(d => {
          const value = d.getIn([...map.path, key], true)
          d.deleteIn([...map.path, key])
          d.setIn([...map.path, slip(key)], value)
        })
        // A parameter's month is no word: what is due is told with an example.
        const due = /^from \d/.test(key) ? 'from 2026-01' : key
        const says = problems.map(p => Object.values(sentenceOf(p, 'en')).join(' '))
        return says.some(sentence => sentence.includes(due)) ? [] : [[...map.path, slip(key), ...says].join(' › ')]
      }),
    )
    expect(silent).toEqual([])
  })

  test('a word or a map where another value is due', () => {
    const silent = maps.flatMap(map =>
      words(map).flatMap(key => {
        const path = [...map.path, key]
        // Any score is shown.
        if (key === 'scores') return []
        const values = FREE_TEXTS.has(key) ? [{ zzz: '1' }] : [{ zzz: '1' }, 'zzz']
        return values
          .filter(v => added(d => d.setIn(path, d.createNode(v))).length === 0)
          .map(v => [...path, v].join(' › '))
      }),
    )
    expect(silent).toEqual([])
  })
})

describe.each(SCHEMES.filter(file => existsSync(new URL(casesOf(file), FIXTURES))))('the cases of %s', file => {
  const { scheme } = loadScheme(readFileSync(new URL(file, FIXTURES), 'utf8'), 'scheme.yaml', undefined, false)
  const text = readFileSync(new URL(casesOf(file), FIXTURES), 'utf8')
  const told = (edited: Document): readonly Problem[] => {
    const { cases, problems } = readCases(written(edited), 'cases.yaml', scheme!)
    return [...problems, ...cases.flatMap(c => c.problems)].filter(p => p.at?.line !== undefined)
  }

  /** The file with one of its cases only: what is told of a map does not depend on the other cases. */
  const withOnly = (index: number): string => {
    const document = read(text)
    document.set('cases', document.createNode([document.getIn(['cases', index], true)]))
    return written(document)
  }

  test('a key that means nothing, in every map', () => {
    expect(told(read(text))).toEqual([])
    const cases = read(text).get('cases')
    const count = isSeq(cases) ? cases.items.length : 0
    expect(count).toBeGreaterThan(0)
    const silent = Array.from({ length: count }, (_, index) => {
      const single = withOnly(index)
      // Maps beside the cases are tried with the first.
      const maps = allMaps(single).filter(({ path }) => index === 0 || path[0] === 'cases')
      return maps.filter(({ path }) => {
        const document = read(single)
        document.setIn([...path, 'zzz'], '1')
        return told(document).length === 0
      })
    })
    expect(silent.flatMap((maps, index) => maps.map(m => `${index}: ${m.path.join(' › ')}`))).toEqual([])
  })
})

function casesOf(scheme: string): string {
  return edited(scheme, ['scheme.yaml', 'cases.yaml'])
}
