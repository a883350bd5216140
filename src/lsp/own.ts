// What may be typed in the file of a group and in what a shop of it has of its own: their keys, and the names of the common scheme that
// stand there. Takes the names of that scheme and the lines; gives candidates, and what a key is for. Refuses nothing.

import { GROUP_FILE, OWN_FILE } from '../files/names.ts'
import { BANDS, OWN_KEYS, ownNames } from '../scheme/own.ts'
import { wordsIn } from '../words/language.ts'
import { type Candidate, symbolCandidates } from './complete.ts'
import { type Cursor, cursorAt } from './cursor.ts'
import { aboutKey, keysAt } from './keys.ts'
import type { Model } from './model.ts'

/** A place in a file that is no scheme. */
interface OwnPlace {
  /** The name of the file, without its folder. */
  readonly name: string
  readonly lines: readonly string[]
  readonly line: number
  readonly at: number
}

const GROUP_KEYS = ['group', 'shops', 'scheme', 'shops may change'] as const

/** True for a file that is none of a scheme. */
export function isOwnFile(name: string): boolean {
  return name === OWN_FILE || name === GROUP_FILE
}

/** What may stand at the cursor. `mayChange`: what the group lets its shops have otherwise; all where that is not known. */
export function ownCandidates(model: Model, place: OwnPlace, mayChange: readonly string[] | undefined): Candidate[] {
  const cursor = cursorAt(place.lines, place.line, place.at)
  const { path, before, where } = cursor
  const names = ownNames(model.named.text.data)
  const bands = names.bands.map(name => `${BANDS}${name}`)
  const inGroup = place.name === GROUP_FILE
  if (inGroup && path[0] === 'shops may change' && where === 'value')
    return listed([...OWN_KEYS, ...bands], cursor, model, '')
  if (where !== 'key') return []
  if (inGroup) return path.length === 0 ? listed(GROUP_KEYS, cursor, model) : []
  if (path.length === 0) {
    const may = ([...OWN_KEYS, ...bands] as readonly string[]).filter(key => mayChange?.includes(key) ?? true)
    return listed(['shop', ...may], cursor, model)
  }
  const [section] = path
  if (section === 'parameters' && path.length > 1) {
    // In which range a figure may lie is said for all shops.
    const keys = [...keysAt(path, [])].filter(([key]) => key !== 'range')
    return keys.map(([key, said], rank): Candidate => {
      const about = aboutKey(model.reference, path, key) ?? said
      return { label: key, kind: 'key', text: `${key}: `, typed: before.length, about, rank }
    })
  }
  if (section === 'parameters') {
    const own = [...model.named.symbols.values()].filter(symbol => symbol.kind === 'parameter')
    return symbolCandidates(own, before).map(one => ({ ...one, text: `${one.text}: ` }))
  }
  return section === 'files' ? listed(names.files, cursor, model) : []
}

function listed(keys: readonly string[], { before }: Cursor, model: Model, behind = ': '): Candidate[] {
  return keys.map((key, rank): Candidate => {
    const text = `${key}${behind}`
    return { label: key, kind: 'key', text, typed: before.length, about: aboutOwn(key, model), rank }
  })
}

function aboutOwn(key: string, { language }: Model): string | undefined {
  const said = wordsIn(language).editor.own
  if (key.startsWith(BANDS)) return said.bands(key.slice(BANDS.length))
  return key in said.keys ? said.keys[key as keyof typeof said.keys] : undefined
}

/** What a key is for. */
export function ownHover(model: Model, { lines, line, at }: OwnPlace): string | undefined {
  const text = lines[line] ?? ''
  const key = /^([^\s:#][^:#]*?)\s*:/.exec(text)?.[1]
  if (key === undefined || at > key.length) return undefined
  const said = aboutOwn(key, model)
  return said === undefined ? undefined : `**${key}** · ${said}`
}
