// Reads an HTML table that a system saved under the name of a workbook. Takes its text, gives cells of text; refuses
// pages that are cut or whose rows the reader would lose. Scripts, styles and links in it are nothing but text.

import { drawnText } from '../cells/cell.ts'
import { unfoldHtml } from './library.ts'
import type { Sheet, Workbook, WorkbookFault } from './sheet.ts'
import { hiddenOf } from './xlsx.ts'

const ENTITIES: Record<string, string> = {
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  yen: '¥',
  middot: '·',
  times: '×',
  minus: '−',
  mdash: '—',
  ndash: '–',
}
const NAMED = /&(nbsp|ensp|emsp|yen|middot|times|minus|mdash|ndash);?/gi
const SOUND_TAG = /<(td|th|tr)\b[^<>"']*((?:"[^"<>]*"|'[^'<>]*')[^<>"']*)*>/gi
/** Raised, lowered or struck out, within a cell. */
const DRAWN = /<(sup|sub|strike|del|s)(?=[\s>])[^<>]{0,200}>(?:(?!<\/?(?:\1|t[dhr])\b)[\s\S]){0,500}<\/\1\s*>/gi
const NO_CONTENT = /<!--|<(script|style|head)\b/gi

export async function readHtmlFile(text: string): Promise<Workbook | WorkbookFault> {
  const content = withoutScripts(text)
  if (content === undefined) return { fault: 'cut' }
  const body = content
    .replace(/<br\b[^<>]{0,200}>/gi, '\n')
    .replace(NAMED, (_, name: string) => ENTITIES[name.toLowerCase()]!)
    .replace(DRAWN, (whole, tag: string) => drawnAs(whole, tag.toLowerCase()))
  if (!/<tr\b/i.test(body)) return { fault: 'other', kind: 'page' }
  if (rowsOf(body.slice(Math.max(0, lastTableEnd(body)))) > 0) return { fault: 'cut' }
  const sheets: Sheet[] = []
  for (const table of innermostTables(body)) {
    const unfolded = await unfoldHtml(table)
    if ('fault' in unfolded) return unfolded
    const { rows, merges } = unfolded
    if (rows.length !== rowsOf(table) || !soundTags(table)) return { fault: 'damaged' }
    // Cells that reach down from a row above belong to the rows below as well.
    for (const { top, bottom, right } of merges) {
      for (let row = top + 1; row <= Math.min(bottom, rows.length - 1); row++)
        while (rows[row]!.length <= right) rows[row]!.push(null)
    }
    sheets.push({
      name: `Table ${sheets.length + 1}`,
      hidden: false,
      rows,
      merges,
      hiddenRows: hiddenOf(hiddenRows(table)),
    })
  }
  return { sheets, is1904: false }
}

/** The piece between two tags as they draw it; tags and named signs inside stay as they are. */
function drawnAs(piece: string, tag: string): string {
  const drawing = { raised: tag === 'sup', lowered: tag === 'sub', struck: tag !== 'sup' && tag !== 'sub' }
  return piece.replace(/<[^<>]*>|&#?\w+;|[^<>&]+/g, part => (/^[<&]/.test(part) ? part : drawnText(part, drawing)))
}

/** The page without comments, scripts, styles and head; undefined where one of them does not end. */
function withoutScripts(text: string): string | undefined {
  const opening = new RegExp(NO_CONTENT)
  let kept = ''
  let at = 0
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    kept += text.slice(at, found.index)
    const closing = found[1] === undefined ? /-->/g : new RegExp(`</${found[1]}\\s*>`, 'gi')
    closing.lastIndex = found.index
    if (!closing.exec(text)) return undefined
    at = closing.lastIndex
    opening.lastIndex = at
  }
  return kept + text.slice(at)
}

/** Pages whose tables stand one after the other are one sheet; where tables stand inside others, each is its own. */
function innermostTables(body: string): string[] {
  const tables: string[] = []
  let open = -1
  let depth = 0
  let nested = false
  for (const tag of body.matchAll(/<(\/?)table\b/gi)) {
    if (tag[1] === '') {
      nested ||= depth > 0
      depth++
      open = tag.index
    } else {
      if (open >= 0) tables.push(`${body.slice(open, tag.index)}</table>`)
      open = -1
      depth = Math.max(0, depth - 1)
    }
  }
  return nested ? tables : [body]
}

/** False where a quote or tag that does not end would swallow the cells behind it. */
function soundTags(table: string): boolean {
  return table.match(/<(td|th|tr)\b/gi)?.length === table.match(SOUND_TAG)?.length
}

/** Rows that the page does not show. */
function hiddenRows(table: string): number[] {
  const tags = table.match(/<tr\b[^<>]*/gi) ?? []
  return tags.flatMap((tag, row) => (/display\s*:\s*none|\shidden\b/i.test(tag) ? [row] : []))
}

/** Rows that the text begins. */
function rowsOf(text: string): number {
  return text.match(/<tr\b/gi)?.length ?? 0
}

function lastTableEnd(body: string): number {
  let at = 0
  for (const found of body.matchAll(/<\/table\b/gi)) at = found.index
  return at
}
