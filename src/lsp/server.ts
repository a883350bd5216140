// The server of an editor, by the Language Server Protocol: what is typed comes in, problems and answers go out. Takes the two streams of
// the connection; it ends with them. Nothing but the protocol is written there, and no request that fails ends the server.

import { basename, dirname, resolve } from 'node:path'
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
import { OWN_FILE } from '../files/names.ts'
import { readUnsaved } from '../files/read.ts'
import type { WorkedMonth } from '../pay/month.ts'
import { schemeNames } from '../scheme/load.ts'
import { checkMonth } from '../shop/check.ts'
import { loadSchemeFor, newestScheme } from '../shop/folder.ts'
import { groupAbove, groupIn } from '../shop/group-folder.ts'
import { version } from '../shop/program.ts'
import type { SymbolKind } from '../words/editor.ts'
import { inPeriods, type Language, languageOfLocale, spoken, wordsIn } from '../words/language.ts'
import { type Candidate, type CandidateKind, completeAt } from './complete.ts'
import { diagnosticsOf, uriOf } from './diagnostics.ts'
import { aboutSymbol, hoverAt } from './hover.ts'
import { referenceIn } from './keys.ts'
import type { Model } from './model.ts'
import { type Name, type NamedScheme, namesOf, type Spot, symbolAt } from './names.ts'
import { isOwnFile, ownCandidates, ownHover } from './own.ts'
import { notRenamed, renamed } from './rename.ts'
import { folderOf, type SchemeSeat, type Seat, seatOf } from './seat.ts'

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
  /** Of the file of a group: its common scheme. */
  common: SchemeSeat | undefined
  month: WorkedMonth | undefined
  /** Goes up with every change: what was begun before is of no use any more. */
  turn: number
  waiting: NodeJS.Timeout[]
  /** The reading of its newest text. */
  reading: { readonly turn: number; readonly found: Promise<readonly Problem[] | undefined> } | undefined
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
        completionProvider: { triggerCharacters: ['.', '"', '(', ' ', ':'], resolveProvider: true },
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

  /** The same, once for each text: whoever asks while it is read gets what is read. */
  const readOnce = (uri: string, own: Open): Promise<readonly Problem[] | undefined> => {
    if (own.reading?.turn !== own.turn) own.reading = { turn: own.turn, found: readNow(uri, own) }
    return own.reading.found
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
    if (seat.kind === 'group') {
      const { value: group, problems } = await groupIn(seat.root)
      if (group && group !== 'none') own.common = await commonSeat(seat.root)
      if (own.common) own.named = (await namesIn(own.common)) ?? own.named
      return problems
    }
    const { display } = seat.scheme
    // Its problems and its names by one loading.
    let found: ReturnType<typeof schemeNames> | undefined
    const loaded = await loadSchemeFor(seat.root, seat.scheme, seat.period, {
      load(source, file, period, lints) {
        found = schemeNames(source, file, period, lints)
        return found
      },
    })
    const named = loaded.text === undefined ? undefined : namesOf(loaded.text, display, seat.period, found)
    // What a shop has of its own may not be readable yet, where the common scheme is.
    if (named) own.named = named
    else if (basename(path) === OWN_FILE) own.named ??= await namesIn(seat)
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
      if (all) {
        own.seat = undefined
        own.reading = undefined
      }
      const problems = await readOnce(uri, own)
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
    const own: Open = {
      seat: undefined,
      named: undefined,
      common: undefined,
      month: undefined,
      turn: 0,
      reading: undefined,
      waiting: [],
      told: new Map(),
    }
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
    await readOnce(uri, own)
    const { month, common } = own
    const seat = own.seat?.kind === 'group' ? common : own.seat
    if (!seat) return undefined
    const named = own.named ?? nothingYet(seat)
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
      const { line, character: at } = position
      return await work(model, { file: file ?? '', name: basename(path), root: dirname(path), lines, line, at })
    } catch (error) {
      if (error instanceof ResponseError) throw error
      connection.console.error(String(error instanceof Error ? error.stack : fsFailure(error)))
      return null
    }
  }

  connection.onCompletion((params, token) =>
    answer(params, token, async (model, place) => {
      const found = isOwnFile(place.name)
        ? ownCandidates(model, place, await mayChange(place.root))
        : await completeAt(model, place)
      const { uri } = params.textDocument
      return { isIncomplete: false, items: found.map(candidate => itemOf(candidate, params.position, uri)) }
    }),
  )
  connection.onCompletionResolve(async item => {
    const { uri, symbol: id } = (item.data ?? {}) as { uri?: unknown; symbol?: unknown }
    if (typeof uri !== 'string' || typeof id !== 'string') return item
    const model = await modelOf(uri).catch(() => undefined)
    const symbol = model?.named.symbols.get(id)
    if (!model || !symbol) return item
    return { ...item, documentation: { kind: MarkupKind.Markdown, value: aboutSymbol(symbol, model) } }
  })
  connection.onHover((params, token) =>
    answer(params, token, (model, place) => {
      const value = hoverAt(model, place) ?? (isOwnFile(place.name) ? ownHover(model, place) : undefined)
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

/** The names of a scheme by itself, without what a shop has otherwise. */
async function namesIn({ scheme, period }: SchemeSeat): Promise<NamedScheme | undefined> {
  const { text } = await loadSchemeFor(undefined, scheme, period, { lints: false })
  return text === undefined ? undefined : namesOf(text, scheme.display, period)
}

/** The common scheme of a group, where it has one that can be found. */
async function commonSeat(root: string): Promise<SchemeSeat | undefined> {
  const newest = await newestScheme(root)
  return newest && { kind: 'scheme', root, scheme: newest, period: undefined, data: false, closed: [] }
}

/** What the group of a shop lets it have otherwise; undefined where that is not known. */
async function mayChange(shop: string): Promise<readonly string[] | undefined> {
  const { value: above } = await groupAbove(shop)
  return above && above !== 'none' ? above.group.mayChange : undefined
}

/** The names of a file that never could be read: none, so that keys and words are there all the same. */
function nothingYet({ scheme }: SchemeSeat): NamedScheme {
  return { ...namesOf(LEAST, scheme.display, undefined)!, symbols: new Map() }
}

const LEAST = `scheme: "?"
from: 2026-01
people: { file: "?", columns: { id: id, name: name, position: position }, paid: name is not blank }
pay: [{ for: everyone, lines: {} }]
`

/** A place in a document, as problems call its file. */
interface Placed {
  readonly file: string
  /** The name of the document, and its folder. */
  readonly name: string
  readonly root: string
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
  { label, kind, text, typed, about, symbol, rank }: Candidate,
  { line, character }: { line: number; character: number },
  uri: string,
): CompletionItem {
  const range = { start: { line, character: character - typed }, end: { line, character } }
  return {
    label,
    kind: ITEMS[kind],
    filterText: text,
    sortText: String(rank).padStart(6, '0'),
    textEdit: { range, newText: text },
    ...(symbol === undefined ? {} : { data: { uri, symbol } }),
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
