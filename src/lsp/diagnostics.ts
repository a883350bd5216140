// Problems as an editor shows them: each in the file that it is in, with the letters at fault, what was found and what to do. Takes
// problems and the folder that they call files from; gives diagnostics by file.

import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver/node'
import { type Place, placeText } from '../core/place.ts'
import type { Problem } from '../core/problem.ts'
import { withoutSecrets } from '../core/secret.ts'
import { sentenceOf } from '../reports/problem-text.ts'
import type { Language } from '../words/language.ts'

/** Behind the end of any line: an editor takes it as the end. */
const LINE_END = 10_000

/** Problems as diagnostics, by the paths of their files. `otherwise`: the file of those that are in none. */
export function diagnosticsOf(
  problems: readonly Problem[],
  { folder, otherwise, language }: { readonly folder: string; readonly otherwise: string; readonly language: Language },
): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>()
  for (const problem of problems) {
    const { at, code, severity } = problem
    const path = at ? resolve(folder, at.file) : otherwise
    const { message, hint } = sentenceOf(problem, language)
    // A cell of a workbook has no line in a text: its place is said.
    const where = at?.sheet === undefined ? '' : `${withoutSecrets(placeText(at))}: `
    const diagnostic: Diagnostic = {
      range: rangeOf(problem),
      severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
      code,
      source: 'bonusbook',
      message: hint === '' ? `${where}${message}` : `${where}${message}\n${hint}`,
      relatedInformation: (problem.related ?? []).map(({ at: place, note }) => {
        return { location: { uri: uriOf(resolve(folder, place.file)), range: lineRange(place) }, message: note }
      }),
    }
    found.set(path, [...(found.get(path) ?? []), diagnostic])
  }
  return found
}

/** The address of a file. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href
}

/** The letters at fault; of a row of an export the whole line. */
function rangeOf({ at, quote }: Problem): Range {
  if (!at) return lineRange({ file: '' })
  // In an export a column is a cell, and the line as the file has it is not known.
  if (!/\.ya?ml$/.test(at.file) || at.column === undefined) return lineRange(at)
  const line = (at.line ?? 1) - 1
  // Letters outside the first 65,536 count twice in an editor.
  const from = quote?.from ?? [...(quote?.text ?? '')].slice(0, at.column - 1).join('').length
  const one = from + ([...(quote?.text.slice(from) ?? '')][0]?.length ?? 1)
  return { start: { line, character: from }, end: { line, character: Math.max(quote?.to ?? one, one) } }
}

function lineRange({ line, sheet }: Place): Range {
  const at = sheet === undefined ? (line ?? 1) - 1 : 0
  return { start: { line: at, character: 0 }, end: { line: at, character: line === undefined ? 1 : LINE_END } }
}
