// What the file system refused, as data: its errors, and that of a name where a file is due and something else stands.

export interface Failure {
  /** `ENOSPC`, `EACCES`, …, or what stands there instead of a file: `a pipe`. */
  readonly code: string
  readonly file: string
}

/** The facts of an error of the file system; `file` where it names none. Any other error is a defect and thrown on. */
export function fsFailure(error: unknown, file = ''): Failure {
  if (!(error instanceof Error)) throw error
  const { code, syscall, path } = error as NodeJS.ErrnoException
  if (typeof code !== 'string' || typeof syscall !== 'string') throw error
  return { code, file: path ?? file }
}

/** What may stand where a file is due. */
export type Other = 'a folder' | 'a pipe' | 'a device' | 'a socket'

/** An error like the file system's own, of something that it would let happen. */
export class FileError extends Error {
  readonly code: Other | 'EEXIST' | 'ENOTDIR' | 'ENOENT'
  readonly syscall = 'open'
  readonly path: string

  constructor(code: FileError['code'], path: string) {
    super(`${code}: ${path}`)
    this.code = code
    this.path = path
  }
}

/** For a rejected promise: nothing where the error has one of these codes. */
export function ignore(...codes: readonly string[]): (error: unknown) => undefined {
  return error => {
    if (!codes.includes(fsFailure(error).code)) throw error
    return undefined
  }
}
