// bonusbook init DIR: a shop folder that runs at once: a scheme, some months of data and a README, copied from a template,
// and the JSON Schema by which an editor completes and checks the scheme. In a folder of exports a scheme is proposed for them.

import { readdir, rm } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { isPayPeriod, parsePeriod, periodAt, periodEnding } from '../../core/calendar.ts'
import { pathIn } from '../../core/inside.ts'
import { problem } from '../../core/problem.ts'
import { suggest } from '../../core/suggest.ts'
import { fsFailure } from '../../files/failure.ts'
import { GROUP_FILE } from '../../files/names.ts'
import { readBytes, readText } from '../../files/read.ts'
import { makeFolder, syncFolder, writeNew } from '../../files/write.ts'
import type { DocumentOf } from '../../reports/document-forms.ts'
import { text, wholeText } from '../../reports/sheet-parts.ts'
import { SCHEMA_FILE, schemaText, withModeline } from '../../scheme/json-schema.ts'
import { blankShop, canPropose } from '../../shop/propose.ts'
import { type Language, wordsIn } from '../../words/language.ts'
import { gridLines } from '../../writers/terminal/grid.ts'
import { conclude } from '../conclude.ts'
import { failed } from '../fail.ts'
import { today } from '../period.ts'
import { type CommonOptions, type Io, type Terminal, terminal } from '../streams.ts'
import { BLANK, type Template, templates } from '../templates.ts'
import { UsageError } from '../usage-error.ts'
import { propose as proposeFor } from './propose.ts'

const PARTS = ['README.md', 'POLICY.md', GROUP_FILE, 'scheme.yaml', 'cases.yaml', 'data', 'stores']
/** What a template holds is no secret: the user's own mask says who may read it. */
const OPEN_FOLDER = 0o777
const OPEN_FILE = 0o666

export async function init(
  dir: string | undefined,
  options: CommonOptions & { template?: string; list?: boolean },
  io: Io,
): Promise<number> {
  const t = terminal(io, options)
  const w = wordsIn(t.language).terminal
  const all = await templates()
  if (options.list === true) {
    const described = await Promise.all(all.map(async x => ({ name: x.name, about: await about(x, t.language) })))
    const show = (): void => {
      const columns = [{ ...text(w.template), least: 20 }, wholeText(w.about)]
      const rows = described.map(({ name, about }) => [name, about])
      for (const line of gridLines({ columns, rows }, t)) t.out(line)
    }
    await conclude(t, 'init', {}, { document: () => ({ templates: described }), show })
    return 0
  }
  if (dir === undefined) throw new UsageError('FOLDER_MISSING', {})
  const target = resolve(io.cwd, options.shop ?? '.', dir)
  // A folder of exports is not copied over: a scheme is made for it.
  if (options.template === undefined && (await canPropose(target))) return proposeFor(target, options, io)
  const wanted = options.template ?? wordsIn(t.language).terminal.usualTemplate
  const template = all.find(x => x.name === wanted)
  if (!template) {
    const names = all.map(x => x.name)
    return failed(
      [
        problem('NOT_FOUND', undefined, {
          kind: 'template',
          name: wanted,
          nearest: suggest(wanted, names),
          known: names.join(', '),
        }),
      ],
      t,
      undefined,
    )
  }
  const shown = relative(io.cwd, target) || '.'
  const there = await readdir(target).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? [] : [error.code ?? ''],
  )
  const files = await filesOf(template, t)
  if (there.length > 0 && !(await isBroken(target, files)))
    return failed([problem('FOLDER_EXISTS', undefined, { folder: shown })], t, undefined)
  try {
    for (const top of there) await rm(pathIn(target, top), { recursive: true })
    for (const folder of new Set(['.', ...files.map(([name]) => dirname(name))]))
      await makeFolder(pathIn(target, folder), OPEN_FOLDER)
    for (const [name, content] of files) await writeNew(pathIn(target, name), [content], OPEN_FILE)
    for (const folder of new Set(files.map(([name]) => dirname(name)))) await syncFolder(pathIn(target, folder))
  } catch (error) {
    const { code } = fsFailure(error)
    // The folder was new or empty: what is there of these names was made here.
    for (const top of new Set(files.map(([name]) => name.split('/')[0]!)))
      await rm(pathIn(target, top), { recursive: true, force: true }).catch(fsFailure)
    return failed([problem('CANNOT_WRITE', { file: shown }, { detail: code })], t, undefined)
  }
  const month = /^(?:stores\/[^/]+\/)?data\/([^/]+)\//
  const named = files.map(([name]) => month.exec(name)?.[1] ?? '')
  const months = [...new Set(named)].filter(name => isPayPeriod(parsePeriod(name))).sort()
  const command = files.some(([name]) => name === GROUP_FILE) ? 'group run' : template === BLANK ? 'check' : 'run'
  const did = { command, made: shown, period: months[0] }
  const document = (): DocumentOf<'init'> => ({ folder: shown, template: template.name, months })
  await conclude(t, 'init', did, { document, show: () => t.out(w.made(shown)) })
  return 0
}

/** True for a folder that holds nothing but a part of what would be made: the making of it broke off. */
async function isBroken(target: string, files: readonly [string, Uint8Array | string][]): Promise<boolean> {
  const due = new Map(files.map(([name, content]) => [name, Buffer.from(content)]))
  const there = await readdir(target, { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (!there) return false
  let whole = 0
  for (const entry of there) {
    const path = resolve(entry.parentPath, entry.name)
    const name = relative(target, path).replaceAll('\\', '/')
    if (entry.isDirectory() && files.some(([due]) => due.startsWith(`${name}/`))) continue
    const content = due.get(name)
    const bytes = entry.isFile() && content ? await readBytes(path).catch(() => undefined) : undefined
    if (!content || !bytes?.equals(content.subarray(0, bytes.length))) return false
    if (bytes.length === content.length) whole++
  }
  return whole < files.length
}

/** The files of a shop that is made from a template, by name. */
async function filesOf({ folder }: Template, { io, language }: Terminal): Promise<[string, Uint8Array | string][]> {
  if (folder === undefined) {
    const period = periodAt(periodEnding('month', today(io.now)), today(io.now))
    return blankShop(language, period, wordsIn(language).terminal.usualCurrency).map(([name, text]) => [name, text])
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const names = entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, resolve(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter(name => PARTS.includes(name.split('/')[0]!))
    .sort()
  const files = await Promise.all(
    names.map(async (name): Promise<[string, Uint8Array | string]> => {
      const bytes = await readBytes(pathIn(folder, name))
      return [name, name === 'scheme.yaml' ? withModeline(bytes.toString('utf8')) : bytes]
    }),
  )
  return [...files, [SCHEMA_FILE, schemaText()]]
}

/** What a template is: the scheme's own name, or the first line of its README after the title. */
async function about({ folder }: Template, language: Language): Promise<string> {
  if (folder === undefined) return wordsIn(language).propose.blankAbout
  if (wordsIn(language).terminal.templatesByScheme) {
    const scheme = await readText(pathIn(folder, 'scheme.yaml')).catch(() => '')
    return /^scheme: *(.*)$/m.exec(scheme)?.[1] ?? ''
  }
  const text = await readText(pathIn(folder, 'README.md')).catch(() => '')
  return (
    text
      .split('\n')
      .find(l => l.trim() !== '' && !l.startsWith('#'))
      ?.trim() ?? ''
  )
}
