// An amount of renminbi in words, as papers that somebody signs have it. Takes an amount whole in fen; gives 伍万肆仟元整. The rules:
// 正确填写票据和结算凭证的基本规定 (银发〔1997〕393号, 附件一) and 会计基础工作规范, 第五十二条: 整 behind yuan and jiao and none behind fen, one
// 零 for noughts between other digits, 零 behind 元 where there are fen and no jiao.

import type { Decimal } from './decimal.ts'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿', '亿亿']

/** An amount in Chinese words, without the name of the currency before it; what is below nothing begins with 负. */
export function chineseAmount(amount: Decimal): string {
  const [whole = '0', rest = ''] = amount.abs().toFixed(2).split('.')
  const [jiao, fen] = [Number(rest[0]), Number(rest[1])]
  const yuan = /^0+$/.test(whole) ? '' : `${wholeWords(whole)}元`
  const sign = amount.isNegative() && !amount.isZero() ? '负' : ''
  if (jiao + fen === 0) return `${sign}${yuan || '零元'}整`
  const gap = jiao === 0 && yuan !== '' ? '零' : ''
  return `${sign}${yuan}${jiao > 0 ? `${DIGITS[jiao]}角` : gap}${fen > 0 ? `${DIGITS[fen]}分` : '整'}`
}

/** A whole number above nothing: groups of four digits, each with its name. */
function wholeWords(digits: string): string {
  const count = Math.ceil(digits.length / 4)
  let words = ''
  let gap = false
  for (let g = count - 1; g >= 0; g--) {
    const group = digits.slice(-4 * (g + 1), g === 0 ? undefined : -4 * g).padStart(4, '0')
    for (const [i, digit] of [...group].entries()) {
      if (digit === '0') gap = true
      else {
        if (gap && words !== '') words += '零'
        gap = false
        words += DIGITS[Number(digit)]! + PLACES[3 - i]!
      }
    }
    // What lies whole below a group's place leaves no 零 behind it: 壹拾万柒仟.
    if (Number(group) > 0) {
      words += GROUPS[g]!
      gap = false
    }
  }
  return words
}
