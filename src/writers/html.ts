// HTML by template: whatever is put in is text and comes out as text, unless it is markup of a template itself. Takes
// values; gives markup, and whole pages that need no network and can run nothing.

import type { Local } from '../core/currency.ts'
import { visibleLines } from '../core/visible.ts'
import { type Language, wordsIn } from '../words/language.ts'

/** Markup that a template made. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

/** What a template takes: markup, text, figures, lists of them; nothing for what is not there. */
export type Part = Html | string | number | undefined | null | false | readonly Part[]

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as markup that shows it, and of which nothing turns the direction of what stands around it. */
export function escapeHtml(text: string): string {
  return visibleLines(text).replace(/[&<>"']/g, sign => ESCAPES[sign]!)
}

/** `` html`<p>${text}</p>` ``: texts are escaped, also in quoted attributes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let markup = strings[0]!
  for (let i = 0; i < parts.length; i++) markup += markupOf(parts[i]) + strings[i + 1]!
  return new Html(markup)
}

function markupOf(part: Part): string {
  if (part === undefined || part === null || part === false) return ''
  if (part instanceof Html) return part.markup
  if (typeof part === 'object') return part.map(markupOf).join('')
  return escapeHtml(String(part))
}

/** Texts between tags with their digits and dates as the country writes them: `12,34,567.00`, `07/31/2026`. */
export function localPage(markup: string, { lakhs, dates }: Pick<Local, 'lakhs' | 'dates'>): string {
  if (!lakhs && (dates === undefined || dates === 'ymd')) return markup
  return markup.replace(/>[^<>]*\d[^<>]*/g, text => {
    const dated = dates === undefined ? text : text.replace(DAY, (_, y, m, d) => DAYS[dates](y, m, d))
    return lakhs ? dated.replace(THOUSANDS, inLakhs) : dated
  })
}

const DAY = /(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])/g
const DAYS: Readonly<Record<NonNullable<Local['dates']>, (y: string, m: string, d: string) => string>> = {
  ymd: (y, m, d) => `${y}-${m}-${d}`,
  dmy: (y, m, d) => `${d}/${m}/${y}`,
  mdy: (y, m, d) => `${m}/${d}/${y}`,
}
const THOUSANDS = /(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])/g

/** `1,234,567` → `12,34,567`. */
function inLakhs(grouped: string): string {
  const digits = grouped.replaceAll(',', '')
  return `${digits.slice(0, -3).replace(/\B(?=(\d\d)+$)/g, ',')},${digits.slice(-3)}`
}

/** Markup that another program made, such as a chart; never for what holds text of data as it came. */
export function trusted(markup: string): Html {
  return new Html(markup)
}

export interface Page {
  readonly language: Language
  readonly title: string
  readonly style: string
  readonly body: Html
}

/** What stands before the body of a page: nothing is fetched, nothing runs. */
export function pageStart({ language, title, style }: Omit<Page, 'body'>): Html {
  return html`<!doctype html>
<html lang="${wordsIn(language).tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
`
}

export const PAGE_END: Html = html`</body>
</html>
`

/** A whole page. */
export function page(of: Page): string {
  return pageStart(of).markup + of.body.markup + PAGE_END.markup
}
