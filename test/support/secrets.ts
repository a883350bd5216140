// Made-up numbers of documents and cards that pass their checks, by the weights that the standard prints and by Luhn's rule.

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The 18 letters of a resident identity number from its first 17 digits. */
export function residentNumber(first: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first[i]), 0)
  return first + '10X98765432'[sum % 11]
}

/** A card number with its check digit. */
export function cardNumber(first: string): string {
  const doubled = [...first].reverse().map((digit, i) => Number(digit) * (i % 2 === 0 ? 2 : 1))
  const sum = doubled.reduce((total, value) => total + Math.floor(value / 10) + (value % 10), 0)
  return `${first}${(10 - (sum % 10)) % 10}`
}

/** A resident number and a card for the n-th of many people. */
export function numbersOf(n: number): { readonly document: string; readonly account: string } {
  const order = String(n % 1000).padStart(3, '0')
  const day = String((Math.floor(n / 1000) % 28) + 1).padStart(2, '0')
  return {
    document: residentNumber(`990101199003${day}${order}`),
    account: cardNumber(`6299990${String(n).padStart(11, '0')}`),
  }
}
