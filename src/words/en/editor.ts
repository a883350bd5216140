// The words of an editor of schemes, in English. Their names and parameters are those of every language.

import type { Term, Whose } from '../../core/terms.ts'
import type { SymbolKind } from '../editor.ts'
import type { Noun } from './noun.ts'
import { whose, word } from './terms.ts'

const KINDS: Readonly<Record<SymbolKind, string>> = {
  'roster column': 'column of the roster',
  table: 'table',
  column: 'column',
  'worked out column': 'column worked out row by row',
  parameter: 'parameter',
  scale: 'scale',
  value: 'value',
  scorecard: 'scorecard',
  score: 'score',
  'pay line': 'pay line',
  reserve: 'reserve',
  deduction: 'deduction',
  flag: 'flag',
}

const count = (n: number): string => n.toLocaleString('en')

export const editor = (p: Noun) => ({
  kind: (kind: SymbolKind, table: string | undefined): string =>
    table === undefined || kind === 'table' ? KINDS[kind] : `${KINDS[kind]} of ${table}`,
  type: (kind: Term): string => word(kind),
  whose: (home: Whose): string => whose(home),
  given: (place: string): string => `Given in ${place}`,
  /** What a name comes to in the open month. */
  in: (period: string, text: string): string => `${period}: ${text}`,
  range: (low: string, high: string): string => (low === high ? low : `${low} to ${high}`),
  people: (n: number): string => (n === 1 ? '1 person' : `${count(n)} people`),
  groups: (n: number): string => (n === 1 ? '1 group' : `${count(n)} groups`),
  rows: (n: number): string => (n === 1 ? '1 row' : `${count(n)} rows`),
  different: (texts: string): string => texts,
  none: 'no value',
  /** What stands in group.yaml and shop.yaml. */
  own: {
    keys: {
      group: 'Name of the group',
      shops: 'Folders of the shops, in which * stands for anything: stores/*',
      scheme: 'File of the common scheme, or folder of its files by month',
      'shops may change': 'What a shop may have otherwise in its shop.yaml',
      shop: 'Name of the shop; that of its folder without it',
      parameters: 'Figures that the shop has otherwise than the common scheme',
      files: 'Names of files that the shop has otherwise: the roster (people), adjustments, a table',
    },
    bands: (name: string): string => `The bands of ${name} that the shop has otherwise, all of them`,
  },
  refused: {
    nothing: 'Nothing stands here that has a name: place the cursor on a name of the scheme.',
    broken: 'The scheme has mistakes: correct them first, so that nothing is renamed that is not meant.',
    header: (name: string): string =>
      `“${name}” is the header of the column in the export: write \`header: ${name}\` beside its type first; then it can be renamed here.`,
    sealed: (name: string, month: string): string =>
      `“${name}” stands in ${month}, which is closed: the book, later ${p.month}s and employees know it by this name, so it can't be renamed. Keep the name, or end it with \`until:\` and begin the new one in a scheme of its own in schemes/.`,
    own: (name: string, file: string): string =>
      `“${name}” stands in ${file} too, which is a shop's own: rename it there and in the scheme at once by hand, then run \`bonusbook group check\`.`,
    wrong: (name: string, message: string): string => `It can't be called “${name}”: ${message}`,
    other: (name: string): string => `“${name}” would mean something else where it stands: choose another name.`,
  },
})

export type EditorWords = ReturnType<typeof editor>
