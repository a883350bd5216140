// Formula text → tokens: names, figures, money, texts and signs in every form that people type them in.

import { describe, expect, test } from 'vitest'
import { decimal } from '../../src/core/decimal.ts'
import { type Token, tokenize } from '../../src/formula/tokens.ts'

function tokensOf(text: string, currency = 'CNY'): Token[] {
  const result = tokenize(text, currency)
  if ('fault' in result) throw new Error(JSON.stringify(result.fault))
  return result.tokens.slice(0, -1)
}

/** Tokens in short: `name:个人产值`, `0.5%`, `8元`, `“备件”`, signs and words as they are. */
function short(text: string, currency?: string): string[] {
  return tokensOf(text, currency).map(token => {
    switch (token.kind) {
      case 'name':
        return `name:${token.name}`
      case 'number':
        return token.text + (token.percent ? '%' : '') + (token.money ? '元' : '')
      case 'text':
        return `“${token.value}”`
      case 'word':
        return token.word
      case 'sign':
        return token.sign
      default:
        return 'end'
    }
  })
}

describe('amounts as policies write them', () => {
  /** The figure of the only token, and whether it is money. */
  const figure = (text: string, currency?: string): string => {
    const [token, ...more] = tokensOf(text, currency)
    if (token?.kind !== 'number' || more.length > 0) return `${token?.kind} ${more.length}`
    return `${decimal(`${token.text}e${token.tens}`).toFixed()}${token.money ? ' money' : ''}${token.percent ? ' %' : ''}`
  }

  test.each([
    ['5万元', '50000 money'],
    ['1.25万元', '12500 money'],
    ['0.08万元', '800 money'],
    ['3千元', '3000 money'],
    ['2亿元', '200000000 money'],
    ['30百万元', '30000000 money'],
    ['五万元', 'name 0'],
    ['5 万元', '50000 money'],
    ['５万元', '50000 money'],
    ['¥5万', '50000 money'],
    ['¥20k', '20000 money'],
    ['5万', '50000'],
    ['1.5千', '1500'],
    ['5', '5'],
    ['5%', '5 %'],
  ])('%s', (text, is) => {
    expect(figure(text)).toBe(is)
  })

  test.each([
    ['$20k', '20000 money'],
    ['$1.5 million', '1500000 money'],
    ['$50K', '50000 money'],
    ['5万USD', '50000 money'],
  ])('%s in dollars', (text, is) => {
    expect(figure(text, 'USD')).toBe(is)
  })

  test('what goes on is a name', () => {
    expect(short('5万公里保养 × 2')).toEqual(['name:5万公里保养', '×', '2'])
    expect(short('5万 公里')).toEqual(['name:5万 公里'])
    expect(short('5S检查')).toEqual(['name:5S检查'])
    expect(short('10k')).toEqual(['name:10k'])
    expect(short('x ≥ 5万 and y')).toEqual(['name:x', '≥', '5', 'and', 'name:y'])
  })

  test('thousands have no commas: of two figures in a list nobody is in doubt', () => {
    for (const text of ['50,000元', '¥50,000', 'min(x, 1,234,567元)', 'min(x, 50,000)', '12，500元']) {
      expect(tokenize(text, 'CNY')).toHaveProperty('fault.expected', 'number')
    }
    expect(short('x in (100,200,300)')).toHaveLength(9)
    expect(short('min(0,500元)')).toEqual(['name:min', '(', '0', ',', '500元', ')'])
  })
})

describe('signs', () => {
  test.each([
    ['a*b', '×'],
    ['a × b', '×'],
    ['a＊b', '×'],
    ['a/b', '÷'],
    ['a ÷ b', '÷'],
    ['a／b', '÷'],
    ['a-b', '−'],
    ['a − b', '−'],
    ['a－b', '−'],
    ['a – b', '−'],
    ['a＋b', '+'],
    ['a<=b', '≤'],
    ['a ≤ b', '≤'],
    ['a＜＝b', '≤'],
    ['a>=b', '≥'],
    ['a ≥ b', '≥'],
    ['a<>b', '≠'],
    ['a≠b', '≠'],
    ['a==b', '='],
    ['a＝b', '='],
    ['a＞b', '>'],
    ['a，b', ','],
    ['a．b', '.'],
  ])('%s has the sign %s', (text, sign) => {
    expect(short(text)).toEqual(['name:a', sign, 'name:b'])
  })

  test('!= means ≠', () => {
    expect(short('a != b')).toEqual(['name:a', '≠', 'name:b'])
  })

  test('full-width brackets are brackets', () => {
    expect(short('（a）')).toEqual(['(', 'name:a', ')'])
  })
})

describe('names', () => {
  test.each([
    ['个人产值', ['name:个人产值']],
    ['parts margin', ['name:parts margin']],
    ['parts  \t margin', ['name:parts margin']],
    ['现场5S', ['name:现场5S']],
    ['5S检查', ['name:5S检查']],
    ['3月 产值', ['name:3月 产值']],
    ['NPS预留 2026', ['name:NPS预留 2026']],
    ['工时_费', ['name:工时_费']],
    ['café au lait', ['name:café au lait']],
    ['a by b', ['name:a', 'by', 'name:b']],
    ['rate if late', ['name:rate', 'if', 'name:late']],
    ['count distinct(x)', ['name:count distinct', '(', 'name:x', ')']],
    ['表.列', ['name:表', '.', 'name:列']],
    ['island', ['name:island']],
    ['nothing', ['name:nothing']],
    ['是否返修', ['name:是否返修']],
  ])('%s', (text, tokens) => {
    expect(short(text)).toEqual(tokens)
  })
})

describe('figures', () => {
  test.each([
    ['1', ['1']],
    ['0.50', ['0.50']],
    ['０．５', ['0.5']],
    ['１２', ['12']],
    ['0.5%', ['0.5%']],
    ['0.5 %', ['0.5%']],
    ['5％', ['5%']],
    ['8元', ['8元']],
    ['8 元', ['8元']],
    ['1500.5元', ['1500.5元']],
    ['¥8', ['8元']],
    ['￥ 8', ['8元']],
    ['CNY 8', ['8元']],
    ['8 CNY', ['8元']],
    ['8元×瓶数', ['8元', '×', 'name:瓶数']],
    ['2 × 3', ['2', '×', '3']],
    ['1.5.5', ['1.5', '.', '5']],
  ])('%s', (text, tokens) => {
    expect(short(text)).toEqual(tokens)
  })

  test('signs of money are those of the scheme’s currency', () => {
    expect(short('$8 + 5 USD', 'USD')).toEqual(['8元', '+', '5元'])
    expect(short('8€', 'EUR')).toEqual(['8元'])
    // 元 means nothing in a dollar scheme: a name begins with the digit
    expect(short('8元', 'USD')).toEqual(['name:8元'])
  })
})

describe('texts', () => {
  test.each([
    ['"备件"', '备件'],
    ['“备件”', '备件'],
    ['＂备件＂', '备件'],
    ['" a b "', 'a b'],
    ['""', ''],
    ['"if (x)"', 'if (x)'],
    ["“it's”", "it's"],
  ])('%s', (text, value) => {
    expect(tokensOf(text)).toMatchObject([{ kind: 'text', value }])
  })
})

describe('spans', () => {
  test('each token knows the letters it stands for', () => {
    const text = '个人产值  ×０．５％ ≥ “备 件”'
    expect(tokensOf(text).map(t => text.slice(t.span.from, t.span.to))).toEqual([
      '个人产值',
      '×',
      '０．５％',
      '≥',
      '“备 件”',
    ])
  })

  test('letters beyond the basic plane count as themselves', () => {
    const text = '𠮷野家 + 1'
    expect(tokensOf(text).map(t => text.slice(t.span.from, t.span.to))).toEqual(['𠮷野家', '+', '1'])
  })
})

describe('what is no token', () => {
  test.each([
    ['a # b', 2, '#', 'sign'],
    ['a;b', 1, ';', 'sign'],
    ['a & b', 2, '&', 'sign'],
    ['{a}', 0, '{', 'sign'],
    ['😀', 0, '😀', 'sign'],
    ['"备件', 0, '"备件', 'closing quote'],
    ['a = “备件', 4, '“备件', 'closing quote'],
  ])('%s', (text, from, found, expected) => {
    const result = tokenize(text, 'CNY')
    expect(result).toMatchObject({ fault: { span: { from }, found, expected } })
  })
})
