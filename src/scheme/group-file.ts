// group.yaml → what a group of shops is: its name, where its shops lie, their common scheme, and what a shop may have otherwise in its
// shop.yaml. Takes the text; gives it checked, or every fault with its place. No folder is looked into here.

import * as z from 'zod'
import { isNameInside } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { done, failed, type Result } from '../core/result.ts'
import { GROUP_FILE, OWN_FILE } from '../files/names.ts'
import { BANDS, OWN_KEYS } from './own.ts'
import { checkShape } from './shape.ts'
import { type Path, parseSchemeText, type SchemeText } from './text.ts'

const texts = z.array(z.string().min(1))
const schema = z.strictObject({
  group: z.string().min(1),
  shops: z.union([z.string().min(1), texts]),
  scheme: z.string().min(1).optional(),
  'shops may change': texts.optional(),
})

/** A folder or several, `stores/*`, as the file names them. */
export interface ShopsEntry {
  readonly pattern: string
  /** The problem that no folder has the name. */
  readonly none: Problem
}

export interface GroupFile {
  readonly name: string
  readonly shops: readonly ShopsEntry[]
  /** The file of the common scheme, or the folder of its files by month; without one, what a shop has: scheme.yaml or schemes/. */
  readonly scheme: string | undefined
  /** Keys that a shop.yaml may have: `parameters`, `files`, `bands of 返修系数`. */
  readonly mayChange: readonly string[]
}

/** Reads the text of a group.yaml. */
export function readGroupFile(source: string, file: string): Result<GroupFile> {
  const text = parseSchemeText(source, file)
  if (text.problems.length > 0) return failed(text.problems)
  const { file: said, problems: wrong } = checkShape(text, { schema, name: GROUP_FILE })
  if (!said || wrong.length > 0) return failed(wrong)
  const { shops, scheme, 'shops may change': mayChange = [] } = said
  const problems: Problem[] = []
  const refuse = (path: Path, expected: readonly string[], found: string): void => {
    const { at, quote } = text.at(path)
    problems.push(problem('SHAPE_WRONG', at, { expected, found }, { quote }))
  }
  const list = typeof shops === 'string' ? [shops] : shops
  const entries = list.map((typed, i): ShopsEntry => {
    const path: Path = typeof shops === 'string' ? ['shops'] : ['shops', i]
    const pattern = typed.replace(/\/$/, '')
    if (!isNameInside(pattern)) refuse(path, ['stores/*'], typed)
    const { at, quote } = text.at(path)
    return { pattern, none: problem('GROUP_SHOPS_NONE', at, { pattern: typed }, { quote }) }
  })
  const folder = scheme?.replace(/\/$/, '')
  if (folder !== undefined && !isNameInside(folder)) refuse(['scheme'], ['scheme.yaml', 'schemes'], scheme!)
  for (const [i, key] of mayChange.entries())
    if (!OWN_KEYS.some(own => own === key) && !(key.startsWith(BANDS) && key.length > BANDS.length))
      refuse(['shops may change', i], [...OWN_KEYS, `${BANDS}…`], key)
  return problems.length > 0 ? failed(problems) : done({ name: said.group, shops: entries, scheme: folder, mayChange })
}

/** Problems of what a shop.yaml changes that the group does not let it change. What it says otherwise is read with the scheme. */
export function notAllowed(source: string, file: string, { mayChange }: GroupFile): Problem[] {
  const text: SchemeText = parseSchemeText(source, file)
  if (text.problems.length > 0) return [...text.problems]
  return text.keys([]).flatMap(key => {
    if (key === 'shop' || mayChange.includes(key)) return []
    const { at, quote } = text.keyAt([key])
    return [problem('GROUP_NOT_ALLOWED', at, { key, allowed: mayChange.join(', '), file: OWN_FILE }, { quote })]
  })
}

/** The name that a shop.yaml gives its shop, where it gives one. */
export function shopName(source: string): string | undefined {
  const { data } = parseSchemeText(source, OWN_FILE)
  const name = typeof data === 'object' && data !== null && 'shop' in data ? data.shop : undefined
  return typeof name === 'string' && name.trim() !== '' ? name : undefined
}
