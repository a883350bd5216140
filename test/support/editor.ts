// An editor: starts the program's server as a process and talks to it over its standard streams, as any editor does.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import {
  type CompletionList,
  createProtocolConnection,
  type Diagnostic,
  type DocumentSymbol,
  type Hover,
  type Location,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node'
import { builtProgram } from './program.ts'

const BIN = builtProgram()

/** Longest that anything is waited for. */
const PATIENCE = 15_000

export interface Editor {
  readonly connection: ProtocolConnection
  /** Opens a file as it lies there, or with another text. */
  readonly open: (file: string, text?: string) => void
  /** Types a text at a place, letter by letter: each is a change of its own. */
  readonly type: (file: string, at: Position, text: string) => void
  readonly replace: (file: string, edits: readonly TextEdit[]) => void
  readonly save: (file: string) => void
  readonly textOf: (file: string) => string
  /** Where a piece of text stands, so many letters into it. */
  readonly find: (file: string, piece: string, into?: number) => Position
  /** What is told of a file, as soon as it is so. */
  readonly problems: (file: string, until: (found: readonly Diagnostic[]) => boolean) => Promise<readonly Diagnostic[]>
  readonly complete: (file: string, at: Position) => Promise<CompletionList>
  readonly hover: (file: string, at: Position) => Promise<string>
  readonly definition: (file: string, at: Position) => Promise<Location[]>
  readonly references: (file: string, at: Position) => Promise<Location[]>
  readonly rename: (file: string, at: Position, newName: string) => Promise<WorkspaceEdit>
  readonly symbols: (file: string) => Promise<DocumentSymbol[]>
  /** What came on the error stream. */
  readonly errors: () => string
  /** Ends the session; gives the exit code. */
  readonly end: () => Promise<number | null>
}

/** Starts a server for the files of a folder. */
export async function editorIn(
  folder: string,
  { locale = 'en', options = [] }: { readonly locale?: string; readonly options?: readonly string[] } = {},
): Promise<Editor> {
  const child = spawn(process.execPath, [BIN, 'lsp', '--stdio', ...options], { cwd: '/', stdio: 'pipe' })
  onTestFinished(() => void child.kill())
  const exited = new Promise<number | null>(resolve => child.on('exit', resolve))
  let errors = ''
  child.stderr.on('data', piece => {
    errors += String(piece)
  })
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  )
  const told = new Map<string, readonly Diagnostic[]>()
  const waiting = new Set<() => void>()
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    told.set(uri, diagnostics)
    for (const look of waiting) look()
  })
  connection.listen()
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {}, locale })
  void connection.sendNotification('initialized', {})

  const uri = (file: string): string => pathToFileURL(join(folder, file)).href
  const texts = new Map<string, string>()
  const versions = new Map<string, number>()
  const change = (file: string, { range, newText }: TextEdit): void => {
    texts.set(file, withEdits(texts.get(file)!, [{ range, newText }]))
    const version = (versions.get(file) ?? 0) + 1
    versions.set(file, version)
    void connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uri(file), version },
      contentChanges: [{ range, text: newText }],
    })
  }
  const ask = <T>(method: string, file: string, position: Position, more: object = {}): Promise<T> =>
    connection.sendRequest(method, { textDocument: { uri: uri(file) }, position, ...more })
  return {
    connection,
    open(file, text = readFileSync(join(folder, file), 'utf8')) {
      texts.set(file, text)
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(file), languageId: 'yaml', version: 0, text },
      })
    },
    type(file, { line, character }, text) {
      for (const [i, letter] of [...text].entries()) {
        const at = { line, character: character + i }
        change(file, { range: { start: at, end: at }, newText: letter })
      }
    },
    replace(file, edits) {
      const last = (a: TextEdit, b: TextEdit): number =>
        b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character
      for (const edit of edits.toSorted(last)) change(file, edit)
    },
    save: file => void connection.sendNotification('textDocument/didSave', { textDocument: { uri: uri(file) } }),
    textOf: file => texts.get(file)!,
    find(file, piece, into = 0) {
      const text = texts.get(file)!
      const at = text.indexOf(piece)
      if (at < 0) throw new Error(`${piece} is not in ${file}`)
      const before = text.slice(0, at + into).split('\n')
      return { line: before.length - 1, character: before.at(-1)!.length }
    },
    problems: (file, until) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`waited for problems of ${file}; told are ${JSON.stringify([...told])} ${errors}`))
        }, PATIENCE)
        const look = (): void => {
          const found = told.get(uri(file))
          if (!found || !until(found)) return
          clearTimeout(timer)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    complete: (file, at) => ask('textDocument/completion', file, at),
    async hover(file, at) {
      const found = await ask<Hover | null>('textDocument/hover', file, at)
      return found && 'value' in (found.contents as object) ? (found.contents as { value: string }).value : ''
    },
    definition: (file, at) => ask('textDocument/definition', file, at),
    references: (file, at) => ask('textDocument/references', file, at, { context: { includeDeclaration: true } }),
    rename: (file, at, newName) => ask('textDocument/rename', file, at, { newName }),
    symbols: file => connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri: uri(file) } }),
    errors: () => errors,
    async end() {
      await connection.sendRequest('shutdown')
      void connection.sendNotification('exit')
      return exited
    },
  }
}

/** A text with edits, the last one first. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n')
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, l) => sum + l.length + 1, 0) + character
  const last = (a: TextEdit, b: TextEdit): number => offset(b.range.start) - offset(a.range.start)
  return edits
    .toSorted(last)
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    )
}
