// Lists and arrays that grow as they are filled, and what is made once, when it is first asked for.

/** Puts an item at the end of the list of a key. */
export function addTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

/** Puts items at the end of a list. Never `push(...items)` where they grow with the data: calls take some 120,000 arguments. */
export function append<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item)
}

/** The largest of any number of figures, at least that one: `Math.max(...list)` ends at some 120,000. */
export function largest(numbers: Iterable<number>, least: number): number {
  let most = least
  for (const n of numbers) if (n > most) most = n
  return most
}

type Numbers<B extends ArrayBuffer = ArrayBuffer> =
  | Uint8Array<B>
  | Uint16Array<B>
  | Int32Array<B>
  | Uint32Array<B>
  | Float64Array<B>

/** A larger array with what one holds, so that the index fits. */
export function larger<T extends Numbers>(array: T, index: number): T {
  const grown = new (array.constructor as new (length: number) => T)(Math.max(index + 1, array.length * 2))
  grown.set(array)
  return grown
}

/** What a key stands for; made when it is first asked for. */
export function once<K, V>(
  known: { get(key: K): V | undefined; has(key: K): boolean; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const before = known.get(key)
  if (before !== undefined || known.has(key)) return before!
  const made = make()
  known.set(key, made)
  return made
}
