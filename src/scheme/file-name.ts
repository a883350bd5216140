// Names of the files that layouts write: `salary-{period}.xlsx`. Takes what the scheme says; gives a pattern to be filled.
// Refuses names that some system can't hold, that lead out of the folder, or that bonusbook writes itself.

import type { LayoutFileReason } from '../core/problem-facts.ts'

/** What may stand in braces. */
export const BRACES = [
  'period',
  'payout',
  'paid',
  'year',
  'month',
  'yyyymm',
  'part',
  'count',
  'total',
  'yuan',
  'jiao',
  'fen',
] as const
export type Brace = (typeof BRACES)[number]

/** A text in which braces stand for what is known only later. */
export type Pattern = readonly (string | { readonly brace: Brace })[]

export interface FileName {
  readonly written: string
  readonly pattern: Pattern
  readonly kind: 'xlsx' | 'text'
}

/** Names of the files and folders that bonusbook itself puts beside them, of this version or planned. */
export const OWN_FILES: readonly string[] = [
  'payroll.xlsx',
  'payroll.csv',
  'audit.xlsx',
  'audit.jsonl',
  'statements',
  'statements.html',
  'report.html',
  'appraisal.html',
  'run.json',
  'release.json',
  'correct.json',
]

type Fault = { readonly reason: LayoutFileReason; readonly detail: string }

/** The parts of a text with braces; the unknown brace where there is one. */
export function parsePattern(text: string): Pattern | { readonly unknown: string } {
  const parts: (string | { brace: Brace })[] = []
  for (const piece of text.split(/(\{[^{}]*\})/)) {
    if (!piece.startsWith('{')) {
      if (piece !== '') parts.push(piece)
      continue
    }
    const brace = BRACES.find(b => `{${b}}` === piece)
    if (!brace) return { unknown: piece }
    parts.push({ brace })
  }
  return parts
}

export function isUnknown(pattern: Pattern | { readonly unknown: string }): pattern is { readonly unknown: string } {
  return 'unknown' in pattern
}

/** The text with everything filled in. */
export function fill(pattern: Pattern, value: (brace: Brace) => string): string {
  return pattern.map(part => (typeof part === 'string' ? part : value(part.brace))).join('')
}

const MOST_BYTES = 150
/** What some system can't have in a file name, and what can't be seen. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*{}]/u
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** Reads a file name, or says what is wrong with it. */
export function parseFileName(written: string): FileName | Fault {
  const pattern = parsePattern(written)
  if (isUnknown(pattern)) return { reason: 'braces', detail: pattern.unknown }
  const sample = fill(pattern, () => '1')
  const letter = FORBIDDEN.exec(sample)?.[0] ?? DEVICE.exec(sample)?.[1] ?? (/^[.\s~]/.exec(sample)?.[0] || undefined)
  if (letter !== undefined) return { reason: 'letters', detail: letter.trim() === '' ? ' ' : letter }
  if (Buffer.byteLength(sample) > MOST_BYTES) return { reason: 'long', detail: '' }
  const ending = /\S\.(xlsx|csv|txt)$/i.exec(sample)?.[1]
  if (ending === undefined) return { reason: 'ending', detail: '' }
  if (OWN_FILES.includes(sameName(sample))) return { reason: 'ours', detail: '' }
  return { written, pattern, kind: ending.toLowerCase() === 'xlsx' ? 'xlsx' : 'text' }
}

/** What two names have in common that some system takes for one. */
export function sameName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}
