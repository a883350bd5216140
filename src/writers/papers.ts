// The pages of a release or a correction, a sheet of paper for each person, in the form of statements. Takes them as data;
// every text in them comes out as text.

import { sumForPeople } from '../core/money.ts'
import type { Paper, Papers } from '../reports/papers.ts'
import type { Block, Table } from '../reports/report/blocks.ts'
import type { FormWords } from '../words/en/form.ts'
import { wordsIn } from '../words/language.ts'
import { type Html, html, type Part } from './html.ts'
import { personPages } from './person-pages.ts'
import { receipt } from './statement-page.ts'

/** Everybody's page in one file. */
export function paperPages(papers: Papers): Iterable<string> {
  return personPages({ ...papers, local: papers, article: (paper, anchor) => articleOf(papers, paper, anchor) })
}

function articleOf(
  { language, what, of, state, end, sign }: Papers,
  { id, name, position, sums, blocks }: Paper,
  anchor: string,
): Html {
  const last = sums.length - 1
  return html`<article class="person" id="${anchor}">
<table role="presentation"><thead><tr><td><div class="who"><div><h2>${name}</h2><p>${[id, position].filter(x => x !== '').join(' · ')}</p></div>
<div class="right"><p><b>${what}</b></p><p>${of} · <b>${state}</b></p></div></div><div class="gap"></div></td></tr></thead>
<tbody><tr><td>
<dl class="sums">${sums.map(
    (s, i) =>
      html`<div class="${i === last && 'net'}"><dt>${s.name}</dt><dd>${sumForPeople(s.amount, sign)}</dd></div>`,
  )}</dl>
${blocks.map(blockOf)}<div class="end">${end === 'appraisal' ? interview(wordsIn(language).form.appraisal) : receipt(wordsIn(language).statement)}</div>
</td></tr></tbody></table>
</article>
`
}

/** The record of an interview, whether somebody agrees, and who signs. */
function interview(w: FormWords['appraisal']): Html {
  const blank = (text: string, height: string): Html =>
    html`<p class="note" style="border-bottom: 1px solid #888; min-height: ${height}; margin: 0"><b>${text}</b></p>`
  return html`<section><h3>${w.interview}</h3>${[w.well, w.better, w.goals].map(topic => blank(topic, '6.5em'))}
<p class="note">${w.agreement}</p><p class="note">☐ ${w.agree}</p>${blank(`☐ ${w.disagree}`, '3.5em')}
<table class="rows"><thead><tr><th></th><th>${w.signature}</th><th>${w.date}</th></tr></thead><tbody>${[
    w.employee,
    w.superior,
    w.company,
  ].map(
    who =>
      html`<tr><th scope="row" style="height: 2.4em; vertical-align: middle">${who}</th><td style="width: 45%"></td><td style="width: 25%"></td></tr>\n`,
  )}</tbody></table></section>`
}

function blockOf(block: Block): Part {
  switch (block.kind) {
    case 'text':
      return html`<p class="note">${block.text}</p>\n`
    case 'list':
      return html`<section><h3>${block.title}</h3>${block.items.map(item => html`<p class="said">${item}</p>`)}</section>\n`
    case 'facts':
      return html`<section>${block.facts.map(f => html`<p class="note"><b>${f.name}</b> ${f.value} ${f.note}</p>`)}</section>\n`
    case 'table':
      return tableOf(block.table)
    case 'picture':
      return tableOf(block.picture.table)
  }
}

function tableOf({ caption, columns, rows, total, notes = [] }: Table): Html {
  const cell = (text: string, i: number): Html =>
    i === 0 ? html`<th scope="row">${text}</th>` : html`<td class="${columns[i]!.kind !== 'text' && 'n'}">${text}</td>`
  return html`<section><h3>${caption}</h3><table class="rows"><thead><tr>${columns.map(
    c => html`<th class="${c.kind !== 'text' && 'n'}">${c.title}</th>`,
  )}</tr></thead><tbody>
${rows.map(row => html`<tr>${row.map(cell)}</tr>\n`)}${total && html`<tr class="sum">${total.map(cell)}</tr>`}</tbody></table>${notes.map(
    note => html`<p class="note">${note}</p>`,
  )}</section>
`
}
