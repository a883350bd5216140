// Of groups of shops, in English. Their names and parameters are those of every language.

export const group = {
  shop: 'Shop',
  what: 'What differs',
  common: 'Scheme of the group',
  own: 'Shop',
  place: 'Where',
  state: 'State',
  seconds: 'Seconds',
  problems: 'Problems',
  people: 'People',
  entries: 'Entries',
  released: 'Released',
  total: 'Corrections',
  all: (n: number): string => (n === 1 ? '1 shop' : `${n} shops`),
  states: { done: 'done', problems: 'problems', refused: 'refused by the book', locked: 'locked', waiting: 'not done' },
  ended: (count: number, of: number, shop: string, state: string, seconds: string): string =>
    `${count}/${of}  ${shop}: ${state}, ${seconds} s`,
  nothingDue: 'No shop is left to be done.',
  moreOf: (n: number, command: string): string => `… and ${n} more: ${command}`,
  recorded: (file: string): string => `What became of each shop: ${file}`,
  overrides: (group: string): string => `What shops of ${group} have otherwise`,
  noOverrides: 'All shops have the scheme of the group as it is.',
}

export type GroupWords = typeof group
