// What a shop closes and pays in one go, as words call it: a month, or of any other shop a period. The words of every language are
// made for each.

export type Unit = 'month' | 'period'
