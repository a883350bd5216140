// The month's report as one page: headings in order, landmarks, tables with captions and scopes, pictures that are told in
// words and as a table. Takes the report as data; gives the bytes of the file. Nothing in it runs or is fetched.

import type { PaperSize } from '../../core/currency.ts'
import { largest } from '../../core/lists.ts'
import { lettersWide } from '../../reports/letters.ts'
import type { Block, Picture, Report, Section, Table } from '../../reports/report/blocks.ts'
import type { SheetColumn } from '../../reports/sheet.ts'
import type { ReportWords } from '../../words/en/report.ts'
import { type Language, wordsIn } from '../../words/language.ts'
import { type Html, html, page, trusted } from '../html.ts'
import type { chartMarkup, chartSize } from './charts.ts'
import { reportStyle } from './style.ts'

/** Tables with more columns scroll by themselves where the page is narrow. */
const NARROW = 3
/** Tables with more letters in a row, gaps between columns among them, take the whole width. */
const HALF = 50
const GAP = 2

interface Pen {
  readonly w: ReportWords
  readonly draw: { readonly chartMarkup: typeof chartMarkup; readonly chartSize: typeof chartSize }
  /** A new name for a part of the page. */
  readonly name: () => string
}

/** The page of a report. The charts' library is loaded here, so that nobody else waits for it. */
export async function reportPage(report: Report, language: Language, paper: PaperSize): Promise<Uint8Array> {
  const draw = await import('./charts.ts')
  let names = 0
  const pen: Pen = { w: wordsIn(language).report, draw, name: () => `p${++names}` }
  return Buffer.from(page({ language, title: report.title, style: reportStyle(paper), body: bodyOf(report, pen) }))
}

function bodyOf({ title, state, subtitle, made, sections }: Report, pen: Pen): Html {
  const { w } = pen
  return html`<a class="skip" href="#main">${w.skip}</a>
<header>
<h1>${title}</h1>
<p><strong>${state}</strong></p>
<p class="quiet">${subtitle}</p>
<nav aria-label="${w.contents}"><ul>
${sections.map(s => html`<li><a href="#${s.id}">${s.title}</a></li>\n`)}</ul></nav>
</header>
<main id="main" tabindex="-1">
${sections.map(s => sectionOf(s, pen))}</main>
<footer><p class="quiet">${made}</p></footer>
`
}

function sectionOf({ id, title, blocks }: Section, pen: Pen): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}" tabindex="-1">${title}</h2>
<div class="blocks">
${blocks.map(b => blockOf(b, pen))}</div>
</section>
`
}

function blockOf(block: Block, pen: Pen): Html {
  switch (block.kind) {
    case 'text':
      return html`<p class="wide">${block.text}</p>\n`
    case 'list':
      return html`<div class="wide"><h3>${block.title}</h3>
<ul>${block.items.map(item => html`<li>${item}</li>`)}</ul></div>
`
    case 'facts':
      return html`<dl class="wide">
${block.facts.map(f => html`<div><dt>${f.name}</dt><dd>${f.value}${f.note && html`<small>${f.note}</small>`}</dd></div>\n`)}</dl>
`
    case 'table':
      return html`<div${wide(block.table)}>${tableOf(block.table, pen)}</div>\n`
    case 'picture':
      return pictureOf(block.picture, pen)
    default: {
      const never: never = block
      return never
    }
  }
}

function wide(table: Table): Html | undefined {
  return lettersOf(table) > HALF ? html` class="wide"` : undefined
}

/** The letters of the widest cells, side by side. */
function lettersOf({ columns, rows, total }: Table): number {
  const all = total ? [...rows, total] : rows
  const widest = columns.map(({ title }, i) =>
    largest([title, ...all.map(cells => cells[i] ?? '')].map(lettersWide), 0),
  )
  return widest.reduce((sum, letters) => sum + letters + GAP, 0)
}

function pictureOf(picture: Picture, pen: Pen): Html {
  const { title, description, table } = picture
  const [name, told] = [pen.name(), pen.name()]
  const { width, height } = pen.draw.chartSize(picture)
  // The library writes texts escaped; what it writes is checked in a real browser with hostile names.
  const drawing = trusted(pen.draw.chartMarkup(picture))
  return html`<figure>
<figcaption><h3>${title}</h3><p>${description}</p></figcaption>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${name}" aria-describedby="${told}">
<title id="${name}">${title}</title><desc id="${told}">${description}</desc>
${drawing}
</svg>
<details><summary>${pen.w.figuresOf}<span class="quiet"> · ${table.caption}</span></summary>
${tableOf(table, pen)}</details>
</figure>
`
}

function tableOf(table: Table, pen: Pen): Html {
  const caption = pen.name()
  const { columns, rows, total, notes = [] } = table
  const cellsOf = (cells: readonly string[]): Html =>
    html`<tr>${cells.map((cell, i) => cellOf(cell, i, columns[i]!.kind))}</tr>\n`
  const scrolls = columns.length > NARROW
  const region = scrolls && html` class="scroll" role="region" tabindex="0" aria-labelledby="${caption}"`
  return html`<div${region}><table>
<caption id="${caption}">${table.caption}</caption>
<thead><tr>${columns.map(c => html`<th scope="col"${c.kind !== 'text' && html` class="n"`}>${c.title}</th>`)}</tr></thead>
<tbody>
${rows.map(cellsOf)}</tbody>
${total && html`<tfoot>${cellsOf(total)}</tfoot>`}</table></div>
${notes.map(note => html`<p class="notes">${note}</p>\n`)}`
}

function cellOf(cell: string, i: number, kind: SheetColumn['kind']): Html {
  if (i === 0) return html`<th scope="row">${cell}</th>`
  return html`<td${kind !== 'text' && html` class="n"`}>${cell}</td>`
}
