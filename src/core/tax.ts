// What a sum that is paid is for the tax client: the kinds of income that it takes in, each on a sheet of its own, and what is no
// income at all. Only words: no tax is worked out.

/** In the order in which they are shown; what says nothing is the first. */
export const TAX_KINDS = ['salary', 'annual bonus', 'severance', 'none'] as const
export type TaxKind = (typeof TAX_KINDS)[number]
