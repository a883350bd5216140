// Amounts in words: the examples of the rules themselves, where these allow several forms the one that we write.

import { expect, test } from 'vitest'
import { chineseAmount } from '../../src/core/chinese-amount.ts'
import { decimal } from '../../src/core/decimal.ts'

test.each([
  // 银发〔1997〕393号, 附件一, 三
  ['1409.50', '壹仟肆佰零玖元伍角整'],
  ['6007.14', '陆仟零柒元壹角肆分'],
  ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
  ['107000.53', '壹拾万柒仟元伍角叁分'],
  ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
  ['325.04', '叁佰贰拾伍元零肆分'],
  // Noughts at the end of a group and over several, amounts below a yuan, nothing, and below nothing.
  ['0', '零元整'],
  ['0.05', '伍分'],
  ['0.50', '伍角整'],
  ['10', '壹拾元整'],
  ['100001', '壹拾万零壹元整'],
  ['10050', '壹万零伍拾元整'],
  ['100000000', '壹亿元整'],
  ['100000005.60', '壹亿零伍元陆角整'],
  ['1000300000', '壹拾亿零叁拾万元整'],
  ['54513.91', '伍万肆仟伍佰壹拾叁元玖角壹分'],
  ['-20.1', '负贰拾元壹角整'],
])('%s is %s', (amount, words) => {
  expect(chineseAmount(decimal(amount))).toBe(words)
})
