// Types and homes of values: what a formula may combine, and whether a value is the shop's, a group's or a person's.

import type { SecretKind } from '../core/secret.ts'
import type { ValueKind } from '../tables/spec.ts'

/** `unknown` stands where a problem was already reported, and agrees with everything. */
export type Kind = ValueKind | 'unknown'

export interface Type {
  readonly kind: Kind
  /** The figure 0 as written: it is money where money is due and a number elsewhere. */
  readonly zero?: boolean
  /** A closed list of the texts it can be. */
  readonly values?: readonly string[]
  /** The roster column whose keys it holds. */
  readonly group?: string
  /** The number of a document or an account: only export layouts may read it, anywhere else it stands masked. */
  readonly secret?: SecretKind
  /** Of people: a row may belong to several of them, so that it has no one person as its value. */
  readonly shared?: true
}

/**
 * Whose value it is: the shop's (`shop`), one per person (`person`), one per row of a group of people
 * (`group:班组`), or one per row of an export (`row`).
 */
export type Home = 'shop' | 'person' | 'row' | `group:${string}`

export const MONEY: Type = { kind: 'money' }
export const NUMBER: Type = { kind: 'number' }
export const COUNT: Type = { kind: 'count' }
export const DATE: Type = { kind: 'date' }
export const MOMENT: Type = { kind: 'moment' }
export const TIME: Type = { kind: 'time' }
export const TEXT: Type = { kind: 'text' }
export const YES_NO: Type = { kind: 'yes/no' }
export const PERSON: Type = { kind: 'person' }
export const LIST: Type = { kind: 'list' }
export const UNKNOWN: Type = { kind: 'unknown' }
export const ZERO_TYPE: Type = { kind: 'number', zero: true }

/** True for whoever has figures: a person, or a group of the roster. */
export function isOwner({ kind, group }: Type): boolean {
  return kind === 'person' || group !== undefined
}

/** True for number and count: figures without a unit of money. */
export function isNumeric(type: Type): boolean {
  return type.kind === 'number' || type.kind === 'count' || type.kind === 'unknown'
}

/** True where the type can stand where money is due. */
export function isMoney(type: Type): boolean {
  return type.kind === 'money' || type.zero === true || type.kind === 'unknown'
}

/** The type that holds both, or null where they can't be mixed. */
export function unify(a: Type, b: Type): Type | null {
  if (a.kind === 'unknown') return b
  if (b.kind === 'unknown') return a
  if (a.zero && b.zero) return ZERO_TYPE
  if (a.kind === 'money' || b.kind === 'money') return isMoney(a) && isMoney(b) ? MONEY : null
  if (isNumeric(a) && isNumeric(b)) return a.kind === 'count' && b.kind === 'count' ? COUNT : NUMBER
  if (a.kind !== b.kind) return null
  if (a.kind !== 'text') return a
  if (a.group !== undefined || b.group !== undefined) return a.group === b.group ? a : TEXT
  return a.values && b.values ? { kind: 'text', values: [...new Set([...a.values, ...b.values])] } : TEXT
}

/** The narrowest home that knows both values: two different groups meet in the person. */
export function joinHomes(a: Home, b: Home): Home {
  if (a === b || b === 'shop') return a
  if (a === 'shop') return b
  if (a === 'row' || b === 'row') return 'row'
  return 'person'
}

export function groupOf(home: string): string | null {
  return home.startsWith('group:') ? home.slice('group:'.length) : null
}
