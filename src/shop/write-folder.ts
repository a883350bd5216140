// Writing a folder of outputs: what the file system refused, and what of the old folder was not ours. Takes the work that
// writes; gives problems, an error where nothing was written.

import { pathIn } from '../core/inside.ts'
import { type Problem, problem } from '../core/problem.ts'
import { FileError, fsFailure } from '../files/failure.ts'
import type { Replaced } from '../writers/folder.ts'

export async function writeFolder(folder: string, write: () => Promise<Replaced>): Promise<readonly Problem[]> {
  try {
    const { kept, left } = await write()
    return [
      ...kept.map(({ file, as }) => problem('DRAFT_FILE_KEPT', { file: pathIn(folder, file) }, { file, as })),
      ...(left === undefined ? [] : [problem('DRAFT_LEFT', { file: left }, {})]),
    ]
  } catch (error) {
    const { code } = fsFailure(error)
    return [problem('CANNOT_WRITE', { file: error instanceof FileError ? error.path : folder }, { detail: code })]
  }
}
