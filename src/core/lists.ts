// Things by a key: lists that grow as they are filled, and what is made once, when it is first asked for.

/** Puts an item at the end of the list of a key. */
export function addTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
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
