// Tables over the kinds of a union: a pass over a tree is one, with an answer for every kind, each for its own members. A new
// kind does not compile until each table answers for it.

interface Kinded {
  readonly kind: string
}

/** The members of a union that are of some kinds. */
export type OfKind<U extends Kinded, K extends U['kind']> = Extract<U, { readonly kind: K }>

/** An answer for every kind of a union. */
export type ByKind<U extends Kinded, R, A extends readonly unknown[] = []> = {
  readonly [K in U['kind']]: (of: OfKind<U, K>, ...more: A) => R
}

/** What a table answers for a member of its union. */
export function byKind<K extends string, R, A extends readonly [a?: unknown, b?: unknown, c?: unknown]>(
  table: Readonly<Record<K, (of: never, ...more: A) => R>>,
  of: { readonly kind: K },
  ...more: A
): R
// One by one, since this stands below every node of every formula: a list of them would be made each time.
export function byKind(
  table: Readonly<Record<string, (of: never, ...more: unknown[]) => unknown>>,
  of: { readonly kind: string },
  a?: unknown,
  b?: unknown,
  c?: unknown,
): unknown {
  return table[of.kind]!(of as never, a, b, c)
}

/** One answer for several kinds. */
export function each<const K extends string, T>(kinds: readonly K[], answer: T): Readonly<Record<K, T>> {
  return recordOf(kinds, () => answer)
}

/** What is made for each key. */
export function recordOf<const K extends string, T>(keys: readonly K[], make: (key: K) => T): Readonly<Record<K, T>> {
  return Object.fromEntries(keys.map(key => [key, make(key)])) as Record<K, T>
}
