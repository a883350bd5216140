// What no command has told itself: a file that went or could not be read while a command was at work. Takes the error and the
// shop; gives the problem, none for errors that are no business of the file system: a pipe to a process that died is no file.

import { relative, sep } from 'node:path'
import { type Problem, problem } from '../core/problem.ts'
import { FileError } from '../files/failure.ts'
import { BOOK_FOLDER } from '../files/names.ts'

const OF_FILES: ReadonlySet<string> = new Set([
  ...[
    'open',
    'read',
    'write',
    'close',
    'stat',
    'lstat',
    'fstat',
    'access',
    'scandir',
    'opendir',
    'readlink',
    'realpath',
  ],
  ...[
    'mkdir',
    'mkdtemp',
    'rename',
    'link',
    'symlink',
    'unlink',
    'rm',
    'rmdir',
    'copyfile',
    'fsync',
    'chmod',
    'ftruncate',
  ],
])

export function fileTrouble(error: unknown, root: string): Problem | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, syscall = '', path } = error as NodeJS.ErrnoException
  if (code === undefined || code === 'EPIPE' || !(OF_FILES.has(syscall) || error instanceof FileError)) return undefined
  const inside = path === undefined ? '' : relative(root, path)
  // A copy that the book keeps: what it can't give is its damage.
  if (inside.split(sep)[0] === BOOK_FOLDER)
    return problem('BOOK_DAMAGED', { file: inside }, { entry: '', damage: 'unreadable', facts: { code } })
  return problem('FILE_UNREADABLE', path === undefined ? undefined : { file: path }, { detail: code })
}
