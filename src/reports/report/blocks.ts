// The month's report as data, before it is a page: sections of facts, lists, tables and pictures, all in words and
// figures as people read them. Writers only give it a form.

import { compare, type Decimal, decimal, fixed, plain, round, ZERO } from '../../core/decimal.ts'
import { amountForPeople, separated, toFen } from '../../core/money.ts'
import type { SheetColumn } from '../sheet.ts'

export interface Section {
  /** Part of an address inside the page. */
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'picture'; readonly picture: Picture }

export interface Fact {
  readonly name: string
  readonly value: string
  /** What is to be said of it in smaller letters. */
  readonly note?: string | undefined
}

/** The first cell of a row names it. */
export interface Table {
  readonly caption: string
  readonly columns: readonly SheetColumn[]
  readonly rows: readonly (readonly string[])[]
  readonly total?: readonly string[] | undefined
  readonly notes?: readonly string[]
}

/** Lying bars, one a row; a picture never says anything that its table doesn't. */
export interface Picture {
  readonly title: string
  /** What is to be seen, in words. */
  readonly description: string
  readonly bars: readonly Bar[]
  /** Lines across all bars. */
  readonly marks: readonly Mark[]
  readonly table: Table
}

export interface Bar {
  readonly label: string
  readonly value: Decimal
  /** The value as it stands beside the bar. */
  readonly text: string
  /** Edges of this bar alone. */
  readonly ticks?: readonly Decimal[]
}

export interface Mark {
  readonly value: Decimal
  readonly text: string
}

export interface Report {
  readonly title: string
  /** What it is: a draft, or not. */
  readonly state: string
  readonly subtitle: string
  /** At its foot: what it was made from, and what counts. */
  readonly made: string
  readonly sections: readonly Section[]
}

export function words(title: string): SheetColumn {
  return { title, kind: 'text' }
}

export function figures(title: string): SheetColumn {
  return { title, kind: 'figure' }
}

/** A person by name and number. */
export function whoOf({ name, id }: { readonly name: string; readonly id: string }): string {
  return `${name} (${id})`
}

/** An amount: `1,234.50`. */
export function money(x: Decimal): string {
  return amountForPeople(toFen(x)).replace('-', '−')
}

/** What an amount has risen or fallen by: `+12.00`, `−3.00`, `0.00`. */
export function moneyChange(x: Decimal): string {
  return compare(toFen(x), ZERO) > 0 ? `+${money(x)}` : money(x)
}

export function countText(x: number): string {
  return grouped(String(x))
}

export function countChange(x: number): string {
  return x > 0 ? `+${countText(x)}` : countText(x)
}

const PLACES = { figure: 4, percent: 2, most: 10 }

/**
 * A figure of a type: amounts with two decimals, parts of a whole in percent, others as short as they can be. Beside
 * edges it has as many places as it takes to see on which side of them it is.
 */
export function figureText(x: Decimal, kind: string, percent: boolean, edges: readonly Decimal[] = []): string {
  if (!percent && kind === 'money') return money(x)
  const shown = percent ? x.times(HUNDRED) : x
  const sides = (y: Decimal): string => edges.map(e => compare(y, percent ? e.times(HUNDRED) : e)).join()
  let places = percent ? PLACES.percent : PLACES.figure
  while (places < PLACES.most && sides(round(shown, places)) !== sides(shown)) places++
  return percent ? `${grouped(fixed(shown, places))}%` : grouped(plain(round(shown, places)))
}

/** An edge as short as it can be: `3%`, `91,000`. */
export function edgeText(x: Decimal, percent: boolean): string {
  return percent ? `${grouped(plain(x.times(HUNDRED)))}%` : grouped(plain(round(x, PLACES.figure)))
}

const HUNDRED = decimal(100)

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.')
  return [separated(whole), ...(fraction === undefined ? [] : [fraction])].join('.').replace('-', '−')
}
