// Random choices that are the same for the same seed (mulberry32), and the odd forms in which exports print figures and
// dates: a few in a hundred carry a currency sign, separators, spaces or full-width digits.

export interface Random {
  /** 0 to under 1. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly int: (low: number, high: number) => number
  readonly pick: <T>(list: readonly T[]) => T
  /** True so many times in a hundred. */
  readonly percent: (chance: number) => boolean
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: list => list[Math.floor(next() * list.length)]!,
    percent: chance => next() * 100 < chance,
  }
}

/** `1234.50` of 123450 cents. */
export function plainAmount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function groupedAmount(cents: number): string {
  return plainAmount(cents).replace(/\B(?=(\d{3})+\.)/g, ',')
}

function fullWidth(text: string): string {
  return text.replace(/[\d.]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
}

/** An odd form of an amount, in about six of a hundred cases. */
export function oddAmount(cents: number, r: Random): string | undefined {
  if (!r.percent(6)) return undefined
  if (cents < 0) return groupedAmount(cents)
  switch (r.int(0, 4)) {
    case 0:
      return `￥${groupedAmount(cents)}`
    case 1:
      return `¥${plainAmount(cents)}`
    case 2:
      return ` ${plainAmount(cents)} `
    case 3:
      return fullWidth(plainAmount(cents))
    default:
      return groupedAmount(cents)
  }
}

/** A day of July 2026 (or of June, below 1) in the usual form, or in another one in about eight of a hundred cases. */
export function dayText(day: number, r: Random): string {
  const month = day < 1 ? 6 : 7
  const date = day < 1 ? day + 30 : day
  const dd = String(date).padStart(2, '0')
  if (!r.percent(8)) return `2026-0${month}-${dd}`
  switch (r.int(0, 2)) {
    case 0:
      return `2026/${month}/${date}`
    case 1:
      return `20260${month}${dd}`
    default:
      return `2026-0${month}-${dd} ${r.int(8, 17)}:${r.int(10, 59)}`
  }
}

/** The serial number by which a spreadsheet keeps the day. */
export function daySerial(day: number): number {
  return 46203 + day
}
