// Of groups of shops, in Chinese.

import type { GroupWords } from '../en/group.ts'

export const group: GroupWords = {
  shop: '门店',
  what: '不同之处',
  common: '集团方案',
  own: '门店',
  place: '位置',
  overrides: group => `${group}各门店与集团方案的不同之处`,
  noOverrides: '各门店均按集团方案执行，没有不同之处。',
}
