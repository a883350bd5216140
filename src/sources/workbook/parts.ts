// Gathers the parts of a workbook that its sheets are read from, under the names by which its relations call them. Takes
// the XML of an archive; gives these parts, which the library then finds whatever the archive called them.

import { attribute, walkMarkup } from './markup.ts'
import { type Content, type Contents, partKey } from './zip-guard.ts'

/** What a relation may lead to that cells are read from; charts, pictures and links are none of it. */
const KINDS = ['officeDocument', 'worksheet', 'sharedStrings', 'styles'] as const
type Kind = (typeof KINDS)[number]

export interface Part {
  /** As the relation that leads to it calls it. */
  readonly name: string
  readonly kind: Kind | undefined
  readonly content: Content
}

export interface WorkbookParts {
  readonly parts: readonly Part[]
  /** Relations of the workbook to sheets that hold no cells: charts, dialogues, old macros. */
  readonly noTables: ReadonlySet<string>
}

const NO_TABLE = /\/(chartsheet|dialogsheet|xlMacrosheet|xlIntlMacrosheet)$/
const TYPES = '[Content_Types].xml'

/** The parts in the order in which relations lead to them. */
export function workbookParts(contents: Contents): WorkbookParts {
  const types = contents.get(partKey(TYPES))
  const parts: Part[] = types ? [{ name: TYPES, kind: undefined, content: types }] : []
  const noTables = new Set<string>()
  follow('', contents, parts, noTables)
  return { parts, noTables }
}

/** Adds the parts that relations of `source` lead to, and theirs; the archive itself has the empty name. */
function follow(source: string, contents: Contents, parts: Part[], noTables: Set<string>): void {
  const slash = source.lastIndexOf('/')
  const folder = source.slice(0, Math.max(0, slash))
  const name = `${folder === '' ? '' : `${folder}/`}_rels/${source.slice(slash + 1)}.rels`
  const relations = contents.get(partKey(name))
  if (!relations) return
  parts.push({ name, kind: undefined, content: relations })
  const open = (tag: string, attributes: string): void => {
    const type = attribute(attributes, 'Type')
    const target = attribute(attributes, 'Target')
    if (tag !== 'Relationship' || type === undefined || target === undefined) return
    if (NO_TABLE.test(type)) noTables.add(attribute(attributes, 'Id') ?? '')
    const kind = KINDS.find(kind => type.endsWith(`/${kind}`))
    if (kind === undefined) return
    const led = resolved(source, folder, target)
    const content = contents.get(partKey(led)) ?? contents.get(partKey(unescaped(led)))
    if (!content || parts.some(part => part.name === led)) return
    parts.push({ name: led, kind, content })
    if (kind === 'officeDocument') follow(led, contents, parts, noTables)
  }
  walkMarkup(relations.whole().toString(), { open, close() {}, text() {} })
}

/** The name that the library makes of a target, so that it finds the part. */
function resolved(source: string, folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  if (source === '') return target
  const steps = folder.split('/').filter(step => step !== '')
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

/** A target with `%20` and its like as they stand in the archive. */
function unescaped(target: string): string {
  try {
    return decodeURIComponent(target)
  } catch {
    return target
  }
}
