// One person's statement as HTML: an article whose head stands on every sheet that it fills. Takes a statement as data;
// every text in it comes out as text.

import { localOf } from '../core/currency.ts'
import type { Decimal } from '../core/decimal.ts'
import { amountForPeople, sumForPeople } from '../core/money.ts'
import type { Month } from '../pay/month.ts'
import { stateOf } from '../reports/sheet-parts.ts'
import type { Card, Figure, How, PaidLine, Statement } from '../reports/statement.ts'
import type { ReserveRule } from '../reports/statement-held.ts'
import type { StatementWords } from '../words/en/statement.ts'
import { wordsIn } from '../words/language.ts'
import { type Html, html, type Part } from './html.ts'

/** The article of a person. `anchor`: where the list of contents leads. */
export function statementArticle(month: Month, statement: Statement, anchor: string): Html {
  const { statement: w, period: called } = wordsIn(month.scheme.sheets)
  return html`<article class="person" id="${anchor}">
<table role="presentation"><thead><tr><td>${head(month, statement, w, called)}<div class="gap"></div></td></tr></thead>
<tbody><tr><td>
${sums(month, statement, w)}${pay(statement, w, called)}${flags(statement, w)}${scores(statement, w)}
<div class="beside">${held(statement, w, called)}${changes(month, statement, w, called)}</div>
${deductions(statement, w, called)}<div class="end">${figures(statement, w)}${receipt(w)}</div>
</td></tr></tbody></table>
</article>
`
}

function head(month: Month, { person }: Statement, w: StatementWords, called: Called): Html {
  const { scheme, period } = month
  const { roster } = scheme
  const idName = roster.columns.find(c => c.source.index === roster.id)?.name ?? ''
  const groups = person.groups.filter(g => g.key !== '').map(g => g.key)
  return html`<div class="who"><div><h2>${person.name}</h2><p>${idName} ${person.id} · ${[...groups, person.position].join(' · ')}</p></div>
<div class="right"><p><b>${w.statement} ${called(period.name)}</b> · ${stateOf(month)}</p><p>${scheme.name} · ${scheme.currency}</p></div></div>`
}

/** What a period is called. */
type Called = (period: string) => string

const amount = (value: Decimal | undefined): string => (value === undefined ? '–' : amountForPeople(value))

/** A change says its direction. */
function signed(value: Decimal): string {
  return value.isPositive() && !value.isZero() ? `+${amountForPeople(value)}` : amountForPeople(value)
}

function sums(
  { scheme }: Month,
  { person, corrections, withheld, deductions: due }: Statement,
  w: StatementWords,
): Html {
  const { sign } = localOf(scheme.currency)
  const sum = (word: string, value: Decimal, kind = ''): Html =>
    html`<div class="${kind}"><dt>${word}</dt><dd>${sumForPeople(value, sign)}</dd></div>`
  return html`<dl class="sums">${sum(w.gross, person.gross)}${withheld.length > 0 && sum(w.withheld, person.withheld.neg())}${
    due.length > 0 && sum(w.deducted, person.deducted.neg())
  }${corrections.length > 0 && html`${sum(w.own, person.own)}${sum(w.corrections, person.correction)}`}${sum(w.net, person.net, 'net')}</dl>`
}

/** What a formula says, below it what it came to with the figures. */
function workings(name: string, how: How | undefined): Part {
  if (!how) return undefined
  return [
    how.formula !== '' && how.formula !== name && html`<div class="said">${how.formula}</div>`,
    ...how.steps.map(step => html`<div class="worked">${step}</div>`),
  ]
}

function pay(statement: Statement, w: StatementWords, called: Called): Html {
  const { person, lines, corrections, withheld, deductions: due, days } = statement
  const line = ({ name, amount: value, how, day, tax }: PaidLine, said?: Html): Html =>
    html`<tr><th scope="row" class="name">${name}${day !== undefined && html` <span class="whose">${w.paidOn(day)}</span>`}${tax !== undefined && html` <span class="whose">${tax}</span>`}</th><td class="wide">${said ?? workings(name, how)}</td><td class="n">${amount(value)}</td></tr>
`
  const sum = (name: string, value: Decimal): Html =>
    html`<tr class="sum"><th scope="row" class="name">${name}</th><td class="wide"></td><td class="n">${amount(value)}</td></tr>
`
  const taken = due.filter(d => !d.taken.isZero())
  return html`<section><h3>${w.pay}</h3><table class="rows three"><thead><tr><th>${w.line}</th><th>${w.madeHow}</th><th class="n">${w.amount}</th></tr></thead><tbody>
${lines.map(l => line(l))}${sum(w.gross, person.gross)}${withheld.map(r => line({ ...r, amount: r.amount.neg() }))}${taken.map(
  d =>
    line(
      { name: d.name, amount: d.taken.neg(), how: undefined },
      html`<div class="said">${called(d.origin)}${w.colon}${w.due} ${amount(d.amount)}</div>`,
    ),
)}${
  corrections.length > 0 &&
  html`${sum(w.own, person.own)}${corrections.map(
    c => html`<tr><th scope="row" colspan="2">${c.name}</th><td class="n">${amount(c.amount)}</td></tr>
`,
  )}`
}${sum(w.net, person.net)}${days.map(({ day, amount: value }) => line({ name: w.paidOn(day), amount: value, how: undefined }))}</tbody></table>${corrections.length > 0 && html`<p class="note">${w.correctionNote}</p>`}</section>`
}

function flags({ person }: Statement, w: StatementWords): Part {
  return (
    person.flags.length > 0 &&
    html`<section class="short"><h3>${w.flags}</h3><p>${person.flags.join(' · ')}</p></section>`
  )
}

function scores({ scores: shown, cards }: Statement, w: StatementWords): Part {
  if (shown.length === 0) return undefined
  return html`<section><h3>${w.scores}</h3>
<p class="scores">${shown.map(
    s =>
      html`<span><b>${s.name} ${s.value}</b> <span class="worked">${s.how?.says && html`<span class="said">${s.how.formula}</span> `}${s.how?.steps.join(w.join)}</span></span> `,
  )}</p>
${cards.map(card => cardTable(card, w))}</section>`
}

function cardTable({ name, items, points, most }: Card, w: StatementWords): Html {
  const outOf = (own: string, limit: string): string => (limit === '' ? own : `${own} / ${limit}`)
  return html`<table class="rows three close"><thead><tr><th>${name}${w.colon}${w.item}</th><th>${w.figures}</th><th class="n">${w.points} ${outOf(points, most)}</th></tr></thead><tbody>
${items.map(
  item => html`<tr><th scope="row" class="name">${item.name}</th><td class="wide">${
    item.figures.length > 0 &&
    html`<div class="pairs">${item.figures.map(f => html`<span>${f.name} ${f.value}</span>`)}</div>`
  }${item.formula !== '' && html`<div class="said">${item.formula}</div>`}${item.how !== '' && html`<div class="worked">${item.how}</div>`}</td><td class="n">${outOf(item.points, item.most)}</td></tr>
`,
)}</tbody></table>`
}

function held({ held: { groups, total, rules } }: Statement, w: StatementWords, called: Called): Part {
  if (groups.length === 0) return undefined
  return html`<section class="held"><div><h3>${w.held}</h3><table class="rows"><thead><tr><th>${w.reserve}</th><th>${w.earliest}</th><th>${w.origin}</th><th class="n">${w.amount}</th></tr></thead><tbody>
${groups.map(
  ({ reserve, forfeited, releasable, lots, sum }) => html`<tr><th scope="row">${reserve}</th><td>${
    forfeited
      ? w.forfeited
      : releasable
        ? html`${called(releasable.payout.name)} <span class="whose">${w.with(called(releasable.period.name))}</span>`
        : w.noRule
  }</td><td class="pairs">${lots.map(
    lot => html`<span>${called(lot.origin)}${lots.length > 1 && ` ${amount(lot.amount)}`}</span> `,
  )}</td><td class="n">${amount(sum)}</td></tr>
`,
)}<tr class="sum"><th scope="row">${w.total}</th><td></td><td></td><td class="n">${amount(total)}</td></tr></tbody></table></div>
<div class="rules">${rules.map(rule => ruleText(rule, w))}</div></section>`
}

function ruleText({ reserve, says, every, ratio, forfeitedBy, forfeitedAtOnce }: ReserveRule, w: StatementWords): Part {
  if (says !== undefined) return html`<p class="note"><b>${reserve}</b> ${says}</p>`
  const said = [
    every !== undefined && ratio !== undefined ? `${w.ratio(every)}${w.colon}${ratio}` : '',
    forfeitedBy === undefined ? '' : `${w.forfeitedBy}${w.colon}${forfeitedBy}`,
    forfeitedAtOnce === undefined ? '' : `${w.forfeitedAtOnce}${w.colon}${forfeitedAtOnce}`,
  ].filter(text => text !== '')
  return said.length > 0 && html`<p class="note"><b>${reserve}</b> ${said.join(w.join)}</p>`
}

function deductions({ person, deductions: due, limit }: Statement, w: StatementWords, called: Called): Part {
  if (due.length === 0) return undefined
  const cells = (...amounts: (Decimal | undefined)[]): Html[] =>
    amounts.map(value => html`<td class="n">${value && amount(value)}</td>`)
  const { arose, earlier, deducted, carried } = person
  return html`<section><h3>${w.deductions}</h3><table class="rows dues"><thead><tr><th>${w.deduction}</th><th class="month">${w.origin}</th>${[
    w.arose,
    w.earlier,
    w.taken,
    w.carried,
  ].map(title => html`<th class="n">${title}</th>`)}</tr></thead><tbody>
${due.map(d => {
  const open = d.column === undefined ? [undefined, d.amount] : [d.amount, undefined]
  return html`<tr><th scope="row">${d.name}${workings(d.name, d.how)}</th><td class="month">${called(d.origin)}</td>${cells(...open, d.taken, d.carried)}</tr>
`
})}${
  due.length > 1 &&
  html`<tr class="sum"><th scope="row">${w.total}</th><td></td>${cells(arose, earlier, deducted, carried)}</tr>`
}</tbody></table>${
    limit &&
    html`<p class="note">${w.limit}${w.colon}<b>${amount(limit.amount)}</b> · ${limit.how?.formula} ${limit.how?.steps.join(w.join)} · ${w.limitOf}</p>`
  }</section>`
}

function changes({ period }: Month, { changes: rows, before }: Statement, w: StatementWords, called: Called): Html {
  const last = called(before.month)
  if (before.state !== 'compared')
    return html`<section class="changes"><h3>${w.changes(last)}</h3><p class="said">${before.state === 'open' ? w.notClosed(last) : w.notPaid(last)}</p></section>`
  return html`<section class="changes"><h3>${w.changes(last)}</h3><table class="rows"><thead><tr><th>${w.line}</th><th class="n">${last}</th><th class="n">${called(period.name)}</th><th class="n">${w.difference}</th></tr></thead><tbody>
${rows.map(
  row => html`<tr class="${row.sum && 'sum'}"><th scope="row">${row.name}</th><td class="n">${amount(row.before)}</td><td class="n">${amount(row.now)}</td><td class="n">${signed(row.difference)}</td></tr>
`,
)}</tbody></table></section>`
}

function figures({ figures: worked, inputs }: Statement, w: StatementWords): Part {
  if (worked.length + inputs.length === 0) return undefined
  return html`<section><h3>${w.madeOf}</h3>${
    worked.length > 0 &&
    html`<table class="rows three close made"><thead><tr><th>${w.figures}</th><th>${w.madeHow}</th><th class="n">${w.value}</th></tr></thead><tbody>
${worked.map(figure => figureRow(figure, w))}</tbody></table>`
  }
${inputs.map(
  list =>
    html`<p class="note pairs"><b>${list.from}</b>\u00a0${list.inputs.map(
      input =>
        html`<span>${input.name}${input.whose !== '' && html` <span class="whose">${input.whose}</span>`} ${input.value}</span> `,
    )}</p>`,
)}</section>`
}

function figureRow({ name, whose, value, how, rows, named, worked, table }: Figure, w: StatementWords): Html {
  const said = html`${name}${whose !== '' && html` <span class="whose">${whose}</span>`}`
  const counted =
    rows !== undefined &&
    html`<div class="worked">${w.rows(rows)}${named !== '' && `${w.colon}${named}`}${worked.map(text => ` · ${text}`)}</div>${quotedRows(table)}`
  // Rows of many columns take the width of the page.
  const broad = (table[0]?.length ?? 0) > NARROW && 'broad'
  // A figure without a name of its own is called by its formula, which needs room.
  if (how.formula === name)
    return html`<tr class="${broad}"><th scope="row" colspan="2">${said}${counted}</th><td class="n">${value}</td></tr>
`
  return html`<tr class="${broad}"><th scope="row" class="name">${said}</th><td class="wide">${workings(name, how)}${counted}</td><td class="n">${value}</td></tr>
`
}

/** Columns of rows that stand on half a page. */
const NARROW = 6

const FIGURE = /^[-(]?[\d,.…]+\)?$/

/** The rows behind a figure, small. */
function quotedRows([head, ...rows]: Figure['table']): Part {
  if (!head) return undefined
  const cells = (tag: 'th' | 'td', texts: readonly string[]): Html[] =>
    texts.map((text, c) => {
      const isNumber = rows.every(row => FIGURE.test(row[c] ?? '') || row[c] === '')
      if (tag === 'th') return isNumber ? html`<th class="n">${text}</th>` : html`<th>${text}</th>`
      return isNumber ? html`<td class="n">${text}</td>` : html`<td>${text}</td>`
    })
  return html`<table class="behind"><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows.map(
    row => html`<tr>${cells('td', row)}</tr>`,
  )}</tbody></table>`
}

/** Where somebody signs for having received a page. */
export function receipt(w: StatementWords): Html {
  return html`<div class="receipt"><p>${w.receipt}</p><span>${w.signature}</span><span>${w.date}</span></div>`
}
