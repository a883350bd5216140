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

/** True where two different texts are spellings of one. */
export function alike(a: string, b: string): boolean {
  return a !== b && spellings(a).some(s => s !== '' && spellings(b).includes(s))
}
