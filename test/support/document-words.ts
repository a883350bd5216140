// The words that somebody sees of a document that a run writes: of a page its text and what stands in attributes that are
// read out or shown; of a workbook cells, names of sheets, headers and footers, and the texts in its formulas.

import { readFileSync } from 'node:fs'
import { unzip } from './zip.ts'

const SIGNS: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", amp: '&' }

/** The words of a .html, .xlsx or text file, each piece on a line of its own. */
export function documentWords(path: string): string {
  const bytes = readFileSync(path)
  if (path.endsWith('.html')) return wordsOfPage(bytes.toString('utf8'))
  if (path.endsWith('.xlsx')) return wordsOfWorkbook(bytes)
  return bytes.toString('utf8')
}

function wordsOfPage(page: string): string {
  const shown = page
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]*?\s(?:aria-label|alt|title)="([^"]*)"[^>]*>/g, '\n$1\n')
    .replace(/<[^>]*>/g, '\n')
  return plain(shown)
}

function wordsOfWorkbook(bytes: Buffer): string {
  const parts = [...unzip(bytes)].filter(([name]) => /^(docProps\/core|xl\/(?!styles|theme|_rels)).*\.xml$/.test(name))
  return parts.map(([, xml]) => plain(wordsOfPart(xml.toString('utf8')))).join('\n')
}

function wordsOfPart(xml: string): string {
  return xml
    .replace(/<\?[^>]*>/g, '')
    .replace(/<f\b[^>]*>([^<]*)<\/f>/g, (_, formula: string) => `\n${textsOfFormula(plain(formula)).join('\n')}\n`)
    .replace(/<definedName\b[^>]*>[^<]*/g, '')
    .replace(/<dcterms:[^>]*>[^<]*/g, '')
    .replace(/<sheet\b[^>]*?\sname="([^"]*)"[^>]*>/g, '\n$1\n')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&amp;[LCRPN]/g, '\n')
}

function textsOfFormula(formula: string): string[] {
  return [...formula.matchAll(/"((?:[^"]|"")*)"/g)].map(m => escaped(m[1]!))
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function plain(text: string): string {
  return text.replace(/&(lt|gt|quot|#39|apos|amp);/g, (_, name: string) => SIGNS[name]!)
}
