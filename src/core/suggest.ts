// "Did you mean …?": the nearest known name to a mistyped one.

/** Letters to insert, delete, replace or swap to turn one name into the other. */
function distance(a: string, b: string): number {
  const x = [...a]
  const y = [...b]
  let before: number[] = []
  let above = y.map((_, j) => j)
  above.push(y.length)
  for (let i = 1; i <= x.length; i++) {
    const row = [i]
    for (let j = 1; j <= y.length; j++) {
      const cost = x[i - 1] === y[j - 1] ? 0 : 1
      let best = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + cost)
      if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) best = Math.min(best, before[j - 2]! + 1)
      row.push(best)
    }
    before = above
    above = row
  }
  return above[y.length]!
}

/** True for a name that is one of the words but for one letter; short words are left out, since much is near to them. */
export function isSlip(name: string, words: readonly string[]): boolean {
  if (words.includes(name)) return false
  return words.some(word => word.length > 3 && distance(name.replace(/[-_]/g, ' '), word) < 2)
}

/** Longer texts are no names that somebody mistyped. */
const LONGEST = 200

/** The known name nearest to `name`, or undefined where none is near enough to be what was meant. */
export function suggest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined
  const wanted = name.toLowerCase()
  let best: string | undefined
  let bestScore = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    if (candidate.length > LONGEST) continue
    const other = candidate.toLowerCase()
    const contains = other.includes(wanted) || wanted.includes(other)
    // As many letters as one is longer must be put in.
    if (!contains && Math.abs(wanted.length - other.length) > Math.max(wanted.length, other.length)) continue
    const edits = distance(wanted, other)
    const longer = Math.max([...wanted].length, [...other].length)
    const score = contains ? Math.min(edits / longer, 0.45) : edits / longer
    if (score < bestScore && score <= 0.5) {
      best = candidate
      bestScore = score
    }
  }
  return best
}
