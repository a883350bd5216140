import { expect, test } from 'vitest'
import { isVisible } from '../../src/core/visible.ts'

test('a sign counts as seen where Unicode says so, however soon that is found out', () => {
  const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
  const wrong: string[] = []
  for (let code = 0; code <= 0xffff; code++) {
    const sign = String.fromCharCode(code)
    for (const text of [sign, `合计 ${sign}a`]) if (isVisible(text) === unseen.test(text)) wrong.push(code.toString(16))
  }
  expect(wrong).toEqual([])
})
