// The server of an editor, by the Language Server Protocol: what is typed comes in, problems and answers go out. Takes the two streams of
// the connection; it ends with them. Nothing but the protocol is written there, and no request that fails ends the server.

import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type CancellationToken,
  type CompletionItem,
  CompletionItemKind,
  createConnection,
  type Diagnostic,
  ErrorCodes,
  type InitializeResult,
  type Location,
  MarkupKind,
  ResponseError,
  SymbolKind as Shown,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
  type TextEdit,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { anyError, type Problem } from '../core/problem.ts'
import { fsFailure } from '../files/failure.ts'
import { readUnsaved } from '../files/read.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { checkMonth } from '../shop/check.ts'
import { loadSchemeFor } from '../shop/folder.ts'
import { groupIn } from '../shop/group-folder.ts'
import { version } from '../shop/program.ts'
import type { SymbolKind } from '../words/editor.ts'
import { inPeriods, type Language, languageOfLocale, spoken, wordsIn } from '../words/language.ts'
import { type Candidate, type CandidateKind, completeAt } from './complete.ts'
import { diagnosticsOf, uriOf } from './diagnostics.ts'
import { hoverAt } from './hover.ts'
import { referenceIn } from './keys.ts'
import type { Model } from './model.ts'
import { type Name, type NamedScheme, namesOf, type Spot, symbolAt } from './names.ts'
import { notRenamed, renamed } from './rename.ts'
import { folderOf, type Seat, seatOf } from './seat.ts'

/** What a server is started with. */
export interface ServerSetting {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  /** The language that was asked for; that of the editor without it. */
  readonly language: Language | undefined
}

/** After so many milliseconds without a letter typed the scheme is read, and its exports. */
const WAIT = { scheme: 150, exports: 900 } as const

/** A document that is open, with what is known of it. */
interface Open {
  seat: Seat | undefined
  named: NamedScheme | undefined
  month: WorkedMonth | undefined
  /** Goes up with every change: what was begun before is of no use any more. */
  turn: number
  waiting: NodeJS.Timeout[]
  /** What was last told of its files, by path. */
  told: ReadonlyMap<string, readonly Diagnostic[]>
}

/** Ends work of which nobody waits for the outcome. */
class Stale extends Error {}

/** Serves an editor until the connection ends. */
export function serve({ input, output, language: asked }: ServerSetting): void {
  const connection = createConnection(new StreamMessageReader(input), new StreamMessageWriter(output))
  const documents = new TextDocuments(TextDocument)
  const open = new Map<string, Open>()
  let language: Language = asked ?? 'en'
  const told = new Set<string>()

  const pathOf = (uri: string): string | undefined => (uri.startsWith('file:') ? fileURLToPath(uri) : undefined)
  const textsNow = (): void => {
    const texts = documents.all().flatMap((document): [string, string][] => {
      const path = pathOf(document.uri)
      return path === undefined ? [] : [[path, document.getText()]]
    })
    readUnsaved(new Map(texts))
  }

  connection.onInitialize(({ locale }): InitializeResult => {
    language = asked ?? languageOfLocale(locale ?? process.env.LANG ?? '')
    return {
      serverInfo: { name: 'bonusbook', version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        completionProvider: { triggerCharacters: ['.', '"', '(', ' ', ':'] },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
        renameProvider: { prepareProvider: true },
        documentSymbolProvider: true,
      },
    }
  })

  /** Shows what is found of all open documents: of a file that several speak of, each thing once. */
  const publish = (): void => {
    const byPath = new Map<string, Diagnostic[]>()
    for (const { told: own } of open.values())
      for (const [path, found] of own) {
        const all = byPath.get(path) ?? []
        const known = new Set(all.map(one => JSON.stringify(one)))
        byPath.set(path, [...all, ...found.filter(one => !known.has(JSON.stringify(one)))])
      }
    // Of an open file it is told as well that nothing is wrong.
    for (const path of [...told, ...[...open.keys()].flatMap(uri => pathOf(uri) ?? [])])
      if (!byPath.has(path)) byPath.set(path, [])
    for (const [path, diagnostics] of byPath) {
      void connection.sendDiagnostics({ uri: uriOf(path), diagnostics })
      if (diagnostics.length > 0) told.add(path)
      else told.delete(path)
    }
  }

  /** Does something that may fail without ending the server. */
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Stale)) connection.console.error(String(error instanceof Error ? error.stack : error))
    }
  }

  /** Reads the scheme of a document: its problems, and its names for all answers. */
  const readNow = async (uri: string, own: Open): Promise<readonly Problem[] | undefined> => {
    textsNow()
    const path = pathOf(uri)
    const text = documents.get(uri)?.getText()
    if (path === undefined || text === undefined) return undefined
    own.seat ??= await seatOf(path, text)
    const { seat } = own
    if (!seat) return undefined
    if (seat.kind === 'group') return (await groupIn(seat.root)).problems
    const loaded = await loadSchemeFor(seat.root, seat.scheme, seat.period)
    if (loaded.text !== undefined) {
      const named = namesOf(loaded.text, seat.scheme.display, seat.period)
      if (named) own.named = named
    }
    return loaded.problems
  }

  const show = (uri: string, own: Open, problems: readonly Problem[], keep: boolean): void => {
    const path = pathOf(uri)
    if (!own.seat || path === undefined) return
    const spokenThere = inPeriods(language, own.named?.scheme.pays)
    const made = diagnosticsOf(problems, { folder: folderOf(own.seat), otherwise: path, language: spokenThere })
    // What exports said before stays until they are read again.
    const kept = keep ? [...own.told].filter(([file]) => !/\.ya?ml$/.test(file) && !made.has(file)) : []
    own.told = new Map([...kept, ...made])
    publish()
  }

  /** Checks a document: the scheme at once, its exports where the scheme has no errors or `all` is asked for. */
  const check = (uri: string, own: Open, all: boolean): Promise<void> =>
    guarded(async () => {
      const { turn } = own
      const fresh = (): void => {
        if (own.turn !== turn) throw new Stale()
      }
      if (all) own.seat = undefined
      const problems = await readNow(uri, own)
      fresh()
      if (!problems) return
      show(uri, own, problems, true)
      const { seat } = own
      if (seat?.kind !== 'scheme' || !seat.data || !seat.root || !seat.period) return
      if (!all && anyError(problems)) return
      const { root, period } = seat
      const work = (): Promise<void> =>
        guarded(async () => {
          fresh()
          textsNow()
          const outcome = await checkMonth(root, period, { onProgress: fresh })
          fresh()
          own.month = outcome.month ?? own.month
          show(uri, own, outcome.problems, false)
        })
      if (all) await work()
      else own.waiting.push(setTimeout(() => void work(), WAIT.exports - WAIT.scheme))
    })

  const changed = (uri: string, own: Open): void => {
    own.turn++
    for (const timer of own.waiting.splice(0)) clearTimeout(timer)
    own.waiting.push(setTimeout(() => void check(uri, own, own.named === undefined), WAIT.scheme))
  }

  documents.onDidOpen(({ document: { uri } }) => {
    const own: Open = { seat: undefined, named: undefined, month: undefined, turn: 0, waiting: [], told: new Map() }
    open.set(uri, own)
  })
  // A file that others are read with is of them too: the scheme of a group, what a shop has of its own.
  documents.onDidChangeContent(({ document }) => {
    for (const [uri, own] of open) if (uri === document.uri || own.seat?.kind === 'scheme') changed(uri, own)
  })
  documents.onDidSave(() => {
    for (const [uri, own] of open) {
      own.turn++
      for (const timer of own.waiting.splice(0)) clearTimeout(timer)
      void check(uri, own, true)
    }
  })
  documents.onDidClose(({ document: { uri } }) => {
    const own = open.get(uri)
    if (own) {
      own.turn++
      for (const timer of own.waiting.splice(0)) clearTimeout(timer)
    }
    open.delete(uri)
    publish()
  })

  /** What is known of a document, with the newest text read; undefined where it never could be. */
  const modelOf = async (uri: string): Promise<Model | undefined> => {
    const own = open.get(uri)
    if (!own) return undefined
    await readNow(uri, own)
    const { seat, named, month } = own
    if (seat?.kind !== 'scheme' || !named) return undefined
    const spokenThere = inPeriods(language, named.scheme.pays)
    return { seat, named, month, language: spokenThere, reference: await referenceIn(spoken(language)) }
  }

  /** Answers a request about a place; without an answer where it fails or nobody waits any more. */
  const answer = async <T>(
    { textDocument: { uri }, position }: TextDocumentPositionParams,
    token: CancellationToken,
    work: (model: Model, place: Placed) => Promise<T | null> | T | null,
  ): Promise<T | null> => {
    try {
      const model = await modelOf(uri)
      const document = documents.get(uri)
      const path = pathOf(uri)
      if (!model || !document || path === undefined || token.isCancellationRequested) return null
      const files = [...model.named.symbols.values()].flatMap(s => [...s.given, ...s.used]).map(spot => spot.file)
      const file = [model.seat.scheme.display, ...files].find(one => resolve(folderOf(model.seat), one) === path)
      const lines = document.getText().split(/\r?\n/)
      return await work(model, { file: file ?? '', lines, line: position.line, at: position.character })
    } catch (error) {
      if (error instanceof ResponseError) throw error
      connection.console.error(String(error instanceof Error ? error.stack : fsFailure(error)))
      return null
    }
  }

  connection.onCompletion((params, token) =>
    answer(params, token, async (model, place) => {
      const found = await completeAt(model, place)
      return { isIncomplete: false, items: found.map(candidate => itemOf(candidate, params.position)) }
    }),
  )
  connection.onHover((params, token) =>
    answer(params, token, (model, place) => {
      const value = hoverAt(model, place)
      return value === undefined ? null : { contents: { kind: MarkupKind.Markdown, value } }
    }),
  )
  connection.onDefinition((params, token) =>
    answer(params, token, (model, place) => {
      const found = symbolIn(model, place)
      return found ? found.symbol.given.map(spot => locationOf(spot, model)) : null
    }),
  )
  connection.onReferences((params, token) =>
    answer(params, token, (model, place) => {
      const symbol = symbolIn(model, place)?.symbol
      const spots = symbol ? [...(params.context.includeDeclaration ? symbol.given : []), ...symbol.used] : []
      return spots.map(spot => locationOf(spot, model))
    }),
  )
  connection.onPrepareRename((params, token) =>
    answer(params, token, async (model, place) => {
      const found = symbolIn(model, place)
      const never = found ? await notRenamed(found.symbol, model) : wordsIn(model.language).editor.refused.nothing
      if (!found || never !== undefined) throw new ResponseError(ErrorCodes.InvalidRequest, never ?? '')
      return { range: locationOf(found.spot, model).range, placeholder: found.symbol.name }
    }),
  )
  connection.onRenameRequest((params, token) =>
    answer(params, token, async (model, place) => {
      const found = symbolIn(model, place)
      const outcome = found
        ? await renamed(found.symbol, params.newName, model)
        : { refused: wordsIn(model.language).editor.refused.nothing }
      if ('refused' in outcome) throw new ResponseError(ErrorCodes.InvalidRequest, outcome.refused)
      const edits = [...outcome.spots].map(([path, spots]): [string, TextEdit[]] => [
        uriOf(path),
        spots.map(spot => ({ range: rangeOf(spot), newText: params.newName })),
      ])
      return { changes: Object.fromEntries(edits) }
    }),
  )
  connection.onDocumentSymbol(({ textDocument }, token) =>
    answer({ textDocument, position: { line: 0, character: 0 } }, token, ({ named, language: spokenThere }, { file }) =>
      [...named.symbols.values()].flatMap(symbol =>
        symbol.given
          .filter(spot => spot.file === file)
          .map(spot => {
            const { name, kind, table } = symbol
            const detail = wordsIn(spokenThere).editor.kind(kind, table?.spec.name)
            return { name, detail, kind: SHOWN[kind], range: rangeOf(spot), selectionRange: rangeOf(spot) }
          }),
      ),
    ),
  )
  documents.listen(connection)
  connection.listen()
}

/** A place in a document, as problems call its file. */
interface Placed {
  readonly file: string
  readonly lines: readonly string[]
  readonly line: number
  readonly at: number
}

function symbolIn({ named }: Model, { file, line, at }: Placed): { symbol: Name; spot: Spot } | undefined {
  return symbolAt(named, { file, line: line + 1, at })
}

function locationOf(spot: Spot, { seat }: Model): Location {
  return { uri: uriOf(resolve(folderOf(seat), spot.file)), range: rangeOf(spot) }
}

function rangeOf({ line, from, to }: Spot): Location['range'] {
  return { start: { line: line - 1, character: from }, end: { line: line - 1, character: to } }
}

const ITEMS: Readonly<Record<CandidateKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  word: CompletionItemKind.Keyword,
  function: CompletionItemKind.Function,
  column: CompletionItemKind.Variable,
  table: CompletionItemKind.Module,
  text: CompletionItemKind.Value,
  type: CompletionItemKind.TypeParameter,
}

function itemOf(
  { label, kind, text, typed, about, rank }: Candidate,
  { line, character }: { line: number; character: number },
): CompletionItem {
  const range = { start: { line, character: character - typed }, end: { line, character } }
  return {
    label,
    kind: ITEMS[kind],
    filterText: text,
    sortText: String(rank).padStart(6, '0'),
    textEdit: { range, newText: text },
    ...(about === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: about } }),
  }
}

const SHOWN: Readonly<Record<SymbolKind, Shown>> = {
  'roster column': Shown.Field,
  table: Shown.Module,
  column: Shown.Field,
  'worked out column': Shown.Field,
  parameter: Shown.Constant,
  scale: Shown.Function,
  value: Shown.Variable,
  scorecard: Shown.Class,
  score: Shown.Variable,
  'pay line': Shown.Property,
  reserve: Shown.Property,
  deduction: Shown.Property,
  flag: Shown.Boolean,
}
