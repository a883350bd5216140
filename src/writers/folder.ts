// Files of one folder, all of them or none. They are written and synced under another name beside it; then the folder is
// put in place. A run that breaks off leaves the old folder as it was, and the next run clears up after it.

import { createHash } from 'node:crypto'
import { cp, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { inTurns } from '../core/turns.ts'

export interface OutputFile {
  /** May stand in a folder: `statements/00013.html`. */
  readonly name: string
  /** The content, whole or in pieces. */
  readonly content: string | Promise<Uint8Array> | Iterable<string>
}

export interface WrittenFile {
  readonly file: string
  readonly bytes: number
  readonly sha256: string
}

const NEW = '.new'
const OLD = '.old'

/**
 * Replaces a folder by one with these files. `ours` are the names that such a folder may have had before; any other file
 * in it is kept. `last` makes one more file from what is known of the others.
 * Throws the file system's error where it can't; then the folder is as it was.
 */
export async function replaceFolder(
  folder: string,
  files: readonly OutputFile[],
  ours: readonly string[],
  last: (written: readonly WrittenFile[]) => OutputFile,
): Promise<WrittenFile[]> {
  await recover(folder)
  const parent = dirname(folder)
  const fresh = join(parent, `.${basename(folder)}${NEW}`)
  const old = join(parent, `.${basename(folder)}${OLD}`)
  await mkdir(fresh, { recursive: true })
  try {
    const inside = new Set(files.map(file => dirname(file.name)).filter(name => name !== '.'))
    for (const name of inside) await mkdir(join(fresh, name), { recursive: true })
    const written = await inTurns(files, file => writeFile(fresh, file))
    written.push(await writeFile(fresh, last(written)))
    for (const name of inside) await sync(join(fresh, name))
    await sync(fresh)
    const before = await exists(folder)
    if (before) await keepForeign(folder, fresh, new Set([...ours, ...written.map(w => w.file)]))
    if (before) await rename(folder, old)
    await rename(fresh, folder)
    await sync(parent)
    if (before) await rm(old, { recursive: true })
    return written
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    if (!(await exists(folder)) && (await exists(old))) await rename(old, folder)
    throw error
  }
}

/** Files that somebody else put into the old folder, or into folders of ours in it, go along into the new one. */
async function keepForeign(folder: string, fresh: string, ours: ReadonlySet<string>, inside = ''): Promise<void> {
  for (const entry of await readdir(join(folder, inside))) {
    const name = inside + entry
    if (ours.has(name)) continue
    if ([...ours].some(own => own.startsWith(`${name}/`)) && (await stat(join(folder, name))).isDirectory())
      await keepForeign(folder, fresh, ours, `${name}/`)
    else await cp(join(folder, name), join(fresh, name), { recursive: true, preserveTimestamps: true })
  }
}

/** Puts right what a run that broke off left behind: the old folder comes back unless the new one was in place. */
async function recover(folder: string): Promise<void> {
  const parent = dirname(folder)
  await mkdir(parent, { recursive: true })
  const names = new Set(await readdir(parent))
  const fresh = `.${basename(folder)}${NEW}`
  const old = `.${basename(folder)}${OLD}`
  if (names.has(fresh)) await rm(join(parent, fresh), { recursive: true })
  if (!names.has(old)) return
  if (names.has(basename(folder))) await rm(join(parent, old), { recursive: true })
  else await rename(join(parent, old), folder)
}

const PIECE = 1 << 20

async function writeFile(folder: string, file: OutputFile): Promise<WrittenFile> {
  const hash = createHash('sha256')
  const handle = await open(join(folder, file.name), 'w')
  let bytes = 0
  const put = async (piece: Uint8Array): Promise<void> => {
    hash.update(piece)
    bytes += piece.length
    await handle.appendFile(piece)
  }
  try {
    if (file.content instanceof Promise) await put(await file.content)
    else {
      let waiting = ''
      for (const piece of typeof file.content === 'string' ? [file.content] : file.content) {
        waiting += piece
        if (waiting.length < PIECE) continue
        await put(Buffer.from(waiting))
        waiting = ''
      }
      await put(Buffer.from(waiting))
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { file: file.name, bytes, sha256: hash.digest('hex') }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch {
    // Some systems can't sync a folder; the rename is then as safe as they make it.
  } finally {
    await handle.close()
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
