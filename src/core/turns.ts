// A work for every one of many items, some at once: enough that the disk is kept busy, few enough to be open together.

const AT_ONCE = 16

/** Does works one after another, whoever asks for them; one that fails ends none of the others. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

export function oneAfterAnother(): Turn {
  let before: Promise<unknown> = Promise.resolve()
  return work => {
    const own = before.then(work)
    before = own.catch(() => undefined)
    return own
  }
}

/** The results in the order of the items. The first error ends it, once no other work is under way. */
export async function inTurns<T, R>(items: Iterable<T>, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  function* numbered(): Generator<readonly [number, T]> {
    let i = 0
    for (const item of items) yield [i++, item]
  }
  const waiting = numbered()
  const worker = async (): Promise<void> => {
    // An error leaves the loop, which ends the turns of all workers.
    for (const [i, item] of waiting) results[i] = await work(item)
  }
  const settled = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker))
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason
  return results
}
