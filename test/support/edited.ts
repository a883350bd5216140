// How a fixture is changed: pieces of its text are replaced, and each must be there. A change that found nothing would
// leave the fixture as it was, and the test would prove nothing.

/** What is looked for, what stands in its place, and whether that holds for all places of a text. */
export type Edit = readonly [from: string | RegExp, to: string, all?: 'all']

/** The text with each change made in turn. Throws where one finds nothing to change. */
export function edited(text: string, ...edits: readonly Edit[]): string {
  return edits.reduce((before, [from, to, all]) => {
    const there = typeof from === 'string' ? before.includes(from) : before.search(from) >= 0
    if (!there) throw new Error(`no such text: ${from}, in\n${before.slice(0, 2000)}`)
    return all ? before.replaceAll(from, to) : before.replace(from, to)
  }, text)
}
