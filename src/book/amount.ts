// Amounts of the book: text with exactly two decimals outside, whole fen inside. Refuses every other notation.

/** The fen of `-12.50`; undefined for anything but the one way to write an amount (no `1.5`, `01.00`, `-0.00`, `1e2`). */
export function parseFen(text: string): bigint | undefined {
  return AMOUNT.test(text) && text !== '-0.00' ? BigInt(text.replace('.', '')) : undefined
}

// Fifteen digits are more than any shop has and less than what would make a number a burden.
const AMOUNT = /^-?(0|[1-9]\d{0,14})\.\d\d$/

/** `-12.50` for so many fen. */
export function fenText(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0')
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
