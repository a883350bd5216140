// Divides a whole number of fen by weights so that the parts add up to it: largest remainder.
// Takes the amount in fen and weights ≥ 0 in the order in which ties are settled; refuses weights that are all zero.

import { compare, type Decimal, settle, ZERO } from './decimal.ts'

/** Remainders are compared to this many digits: what lies beyond is noise of a division within a weight. */
const TIE_SCALE = 10n ** 30n

function scaled(weight: Decimal): bigint {
  const [whole = '0', fraction = ''] = settle(weight).toFixed().split('.')
  return BigInt(whole + fraction.padEnd(40, '0'))
}

/**
 * Shares of `total` fen in proportion to `weights`, each whole. Every share is rounded toward zero, then the fen
 * that are left go to the largest fractions; among equal fractions the earlier weight comes first.
 * `whole` is what all weights together would be where some of it is nobody's (a vacant post): that part is divided
 * like a last share and not paid. Returns null where the weights add up to nothing or one is negative.
 */
export function allocate(total: bigint, weights: readonly Decimal[], whole: Decimal = ZERO): bigint[] | null {
  if (weights.some(w => compare(w, ZERO) < 0)) return null
  const parts = weights.map(scaled)
  const sum = parts.reduce((a, b) => a + b, 0n)
  const vacant = scaled(whole) - sum
  const all = vacant > 0n ? [...parts, vacant] : parts
  const basis = vacant > 0n ? sum + vacant : sum
  if (basis <= 0n) return null

  const size = total < 0n ? -total : total
  const shares = all.map(part => (size * part) / basis)
  const left = Number(size - shares.reduce((a, b) => a + b, 0n))
  const fraction = all.map(part => (((size * part) % basis) * TIE_SCALE + basis / 2n) / basis)
  const order = all
    .map((_, i) => i)
    .sort((i, j) => (fraction[j]! > fraction[i]! ? 1 : fraction[j]! < fraction[i]! ? -1 : i - j))
  for (const i of order.slice(0, left)) shares[i] = shares[i]! + 1n
  return shares.slice(0, weights.length).map(share => (total < 0n ? -share : share))
}
