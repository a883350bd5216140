// The templates of `init` and `propose`: folders that come with the program, and a shop of nothing. Takes nothing; gives their names and
// where they lie.

import { readdir } from 'node:fs/promises'
import { pathIn } from '../core/inside.ts'
import { readText } from '../files/read.ts'
import { programFolder } from '../shop/program.ts'

const FIXTURES = pathIn(programFolder, 'fixtures')

/** A shop that `init` makes. */
export interface Template {
  readonly name: string
  /** None of the one that is made anew. */
  readonly folder: string | undefined
}

/** A shop of nothing but a scheme to be written. */
export const BLANK: Template = { name: 'blank', folder: undefined }

/** The English template is the default; the golden shop, a group of shops and every scheme of the catalogue are others. */
export async function templates(): Promise<Template[]> {
  const inside = async (part: string): Promise<Template[]> => {
    const folder = pathIn(FIXTURES, part)
    return (await readdir(folder)).sort().map(name => ({ name, folder: pathIn(folder, name) }))
  }
  return [
    ...(await inside('templates')),
    ...['golden', 'group'].map(name => ({ name, folder: pathIn(FIXTURES, name) })),
    ...(await inside('schemes')),
    BLANK,
  ]
}

/** What `--template` may name. */
export async function templateNames(): Promise<string[]> {
  return (await templates()).map(x => x.name)
}

/** What a template works out and pays, as lines of its scheme; none of one that has no such, undefined of one that there is not. */
export async function templateLines(name: string): Promise<readonly string[] | undefined> {
  const template = (await templates()).find(one => one.name === name)
  if (!template) return undefined
  const text =
    template.folder === undefined ? '' : await readText(pathIn(template.folder, 'scheme.yaml')).catch(() => '')
  const lines = text.split('\n')
  const begin = lines.findIndex(line => /^(parameters|values|scales|scorecards|scores|pay):/.test(line))
  return begin < 0 ? [] : lines.slice(begin)
}
