// Of groups of shops, in English. Their names and parameters are those of every language.

export const group = {
  shop: 'Shop',
  what: 'What differs',
  common: 'Scheme of the group',
  own: 'Shop',
  place: 'Where',
  overrides: (group: string): string => `What shops of ${group} have otherwise`,
  noOverrides: 'All shops have the scheme of the group as it is.',
}

export type GroupWords = typeof group
