// Writes a file that a command was asked for. Gives nothing, or the problem where the file system refuses.

import { type Problem, problem } from '../core/problem.ts'
import { fsFailure } from '../files/failure.ts'
import { putFile } from '../files/write.ts'

/** Puts a content into a file, whole or not at all; `shown` names it in the problem. */
export async function putAsked(
  path: string,
  content: string | Uint8Array,
  shown: string = path,
): Promise<Problem | undefined> {
  try {
    await putFile(path, content)
    return undefined
  } catch (error) {
    return problem('CANNOT_WRITE', { file: shown }, { detail: fsFailure(error).code })
  }
}
