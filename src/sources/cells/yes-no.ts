// Yes and no as exports write them: 是, Y, true, 1, √ and the code that one dealer system prints for 是. Takes a folded
// text, gives 1 or 0; any other word is neither.

const YES = ['是', 'y', 'yes', 'true', '1', '√', '✓', '✔', '12781001']
const NO = ['否', 'n', 'no', 'false', '0', '×', '✗', '✘', '12781002']

const MEANING = new Map([...YES.map(word => [word, 1] as const), ...NO.map(word => [word, 0] as const)])

/** 1 for yes, 0 for no, undefined for anything else. The text is folded. */
export function yesNo(folded: string): 0 | 1 | undefined {
  return MEANING.get(folded) ?? MEANING.get(folded.toLowerCase())
}
