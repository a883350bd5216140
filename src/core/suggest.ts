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

/** True for a name that is one of the words but for one letter; words that are shorter are left out, since much is near to them. */
export function isSlip(name: string, words: readonly string[], shortest = 4): boolean {
  if (words.includes(name)) return false
  return words.some(word => word.length >= shortest && distance(name.replace(/[-_]/g, ' '), word) < 2)
}

/** Longer texts are no names that somebody mistyped. */
const LONGEST = 200

/** The known name nearest to `name`, or undefined where none is near enough to be what was meant. A number is no other number. */
export function suggest(name: string, known: Iterable<string>): string | undefined {
  if (name.length > LONGEST) return undefined
  const numbers = isNumbered(name) ? numbersIn(name) : undefined
  const wanted = name.normalize('NFKC').toLowerCase()
  let best: string | undefined
  let bestScore = Number.POSITIVE_INFINITY
  for (const candidate of known) {
    if (candidate.length > LONGEST || (numbers !== undefined && numbersIn(candidate) !== numbers)) continue
    const other = candidate.normalize('NFKC').toLowerCase()
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

/**
 * The known text of which a cell's is a slip: another spelling of it, one letter off, or a part of it. Undefined where several may be
 * meant: whoever follows it changes who or what is paid for. A number is no slip of another number.
 */
export function slipOf(found: string, known: Iterable<string>): string | undefined {
  if (found.length > LONGEST) return undefined
  const all = [...new Set(known)].filter(text => text.length <= LONGEST)
  const same = sameNumber(found, all)
  if (same !== undefined || isNumbered(found)) return same
  const wanted = found.normalize('NFKC').toLowerCase().trim()
  const near = all.filter(text => distance(wanted, text.toLowerCase()) <= 1 && Math.max(wanted.length, text.length) > 1)
  const one = only(near)
  if (one !== undefined) return isOtherNumber(found, one) || (isCode(one) && isCode(found)) ? undefined : one
  if (near.length > 0) return undefined
  return only(all.filter(text => isPartOf(wanted, text.toLowerCase()) || isPartOf(text.toLowerCase(), wanted)))
}

/** True for Chinese names of which one is no slip of the other: 孙艳 and 胡艳 have other family names. */
export function isSomebodyElse(found: string, name: string): boolean {
  const both = [found.trim(), name]
  if (!both.every(text => /^\p{Script=Han}+$/u.test(text)) || name.endsWith(found.trim())) return false
  return both[0]![0] !== both[1]![0]
}

function isPartOf(part: string, whole: string): boolean {
  return part.length > 1 && whole.includes(part)
}

function only<T>(all: readonly T[]): T | undefined {
  return all.length === 1 ? all[0] : undefined
}

/** True for a number, and for one with a few letters: `2006`, `WX2606094358`, `2026-07`. One digit off it is another's. */
function isNumbered(text: string): boolean {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return digits > 0 && letters <= Math.min(digits, 3)
}

/** `W`, `CP`, `SUV`: short codes are one letter from one another. */
function isCode(text: string): boolean {
  return /^[A-Za-z]{1,3}$/.test(text)
}

/** The known number that is written otherwise: in case, width, zeros before it, or with a letter that looks like a digit. */
function sameNumber(found: string, known: readonly string[]): string | undefined {
  const wanted = spellings(likeDigits(found))
  return only(known.filter(text => text !== found && spellings(likeDigits(text)).some(s => wanted.includes(s))))
}

function likeDigits(text: string): string {
  const plain = text.normalize('NFKC')
  return /\d/.test(plain) ? plain.replace(/[oO]/g, '0').replace(/[lI|]/g, '1') : text
}

/** The numbers in a text, without zeros before them. */
function numbersIn(text: string): string {
  return (likeDigits(text).match(/\d+/g) ?? []).map(digits => digits.replace(/^0+(?=.)/, '')).join(' ')
}

const NUMERAL = /\p{Nd}+|[一二三四五六七八九十甲乙丙丁]+|(?<!\p{L})[A-Z](?![A-Za-z])/gu

/** True for `Team 1` and `Team 2`, 机电一组 and 机电三组, A班 and B班. */
function isOtherNumber(a: string, b: string): boolean {
  return a.replace(NUMERAL, '#') === b.replace(NUMERAL, '#')
}

// Two spellings of one number or word: what they have in common. Takes texts; says whether they differ only in leading
// zeros, case, width, blanks, dashes and the like, as programs and people change them.

const PLAIN = /^([A-Z]*|[a-z]*)0*(\d+)$/
const BLANKS = /[\s\p{Cf}'’‘"`]+/gu
const DASHES = /(?<=[\p{L}\p{N}])[\p{Pd}\p{Pc}]+(?=[\p{L}\p{N}])/gu
const BETWEEN = /(?<=[\p{L}\p{N}])[\p{Pd}\p{Pc}/]+(?=[\p{L}\p{N}])/gu
const FIRST_ZEROS = /^(\p{L}*)0+(?=\d)/u
const ZEROS = /(?<![\d.])0+(?=\d)/gu

/**
 * What spellings of a text have in common: `wo-00123`, `WO123` and `ＷＯ １２３` have one in common, and so have
 * `2026-7-3` and `2026/07/03`. Two texts are alike where one of theirs is the same. Other signs mean something: `A+`, `1.5`.
 */
export function spellings(text: string): readonly string[] {
  const plain = PLAIN.exec(text)
  if (plain) return [`${plain[1]!.toLowerCase()}${plain[2]}`]
  const bare = text.normalize('NFKC').toLowerCase().replace(BLANKS, '')
  const joined = bare.replace(DASHES, '').replace(FIRST_ZEROS, '$1')
  const parts = bare.replace(ZEROS, '').replace(BETWEEN, ' ')
  return parts === joined ? [joined] : [joined, parts]
}

/** The spelling of a number within its column: signs between letters and digits count, so that `1-23` is not `12-3`. */
export function spelling(text: string): string {
  return spellings(text).at(-1)!
}

/** True where two different texts are spellings of one. */
export function alike(a: string, b: string): boolean {
  return a !== b && spellings(a).some(s => s !== '' && spellings(b).includes(s))
}
