// Tokens → tree: which sign binds tighter, what calls and conditions look like, and every syntax fault with its spot.

import { describe, expect, test } from 'vitest'
import type { Expr } from '../../src/formula/ast.ts'
import { LIMITS, parseFormula } from '../../src/formula/parser.ts'

/** The tree with a bracket around every operation. */
function tree(e: Expr): string {
  switch (e.kind) {
    case 'number':
    case 'money':
      return e.value.toFixed() + (e.kind === 'money' ? '元' : '')
    case 'point':
      return `${e.type} ${e.value}`
    case 'text':
      return `"${e.value}"`
    case 'yes/no':
      return e.value ? 'yes' : 'no'
    case 'name':
      return e.table === undefined ? e.name : `${e.table}.${e.name}`
    case 'negate':
      return `(−${tree(e.of)})`
    case 'not':
      return `(not ${tree(e.of)})`
    case 'arithmetic':
    case 'compare':
      return `(${tree(e.left)} ${e.sign} ${tree(e.right)})`
    case 'logic':
      return `(${tree(e.left)} ${e.word} ${tree(e.right)})`
    case 'is blank':
      return `(${tree(e.of)} is ${e.negated ? 'not ' : ''}blank)`
    case 'in':
      return `(${tree(e.of)} ${e.negated ? 'not ' : ''}in ${e.items.map(tree).join(' | ')})`
    case 'has':
      return `(${tree(e.of)} has ${tree(e.item)})`
    case 'if':
      return `(if ${tree(e.test)} then ${tree(e.yes)} else ${tree(e.no)})`
    case 'together':
      return e.items.map(tree).join(' & ')
    case 'refuse':
      return `refuse${e.note}`
    default: {
      const by = e.by ? ` by ${tree(e.by)}` : ''
      const where = e.where ? ` where ${tree(e.where)}` : ''
      return `${e.name}[${e.args.map(tree).join(' | ')}${by}${where}]`
    }
  }
}

function parsed(text: string): string {
  const result = parseFormula(text, 'CNY')
  return 'fault' in result ? `fault at ${result.fault.span.from}: ${result.fault.expected}` : tree(result.expr)
}

describe('precedence', () => {
  test.each([
    ['a + b × c', '(a + (b × c))'],
    ['(a + b) × c', '((a + b) × c)'],
    ['a − b − c', '((a − b) − c)'],
    ['a ÷ b ÷ c', '((a ÷ b) ÷ c)'],
    ['a ÷ b × c', '((a ÷ b) × c)'],
    ['a − b + c', '((a − b) + c)'],
    ['−a × b', '((−a) × b)'],
    ['a × −b', '(a × (−b))'],
    ['a − −b', '(a − (−b))'],
    ['−−a', '(−(−a))'],
    ['−(a + b)', '(−(a + b))'],
    ['a + b > c × d', '((a + b) > (c × d))'],
    ['a = b and c = d', '((a = b) and (c = d))'],
    ['p or q and r', '(p or (q and r))'],
    ['p and q or r', '((p and q) or r)'],
    ['p or q or r', '((p or q) or r)'],
    ['not p and q', '((not p) and q)'],
    ['not a = b', '(not (a = b))'],
    ['not not p', '(not (not p))'],
    ['p and not q', '(p and (not q))'],
    ['a is blank or b', '((a is blank) or b)'],
    ['a is not blank and b', '((a is not blank) and b)'],
    ['a in ("x", "y") and b', '((a in "x" | "y") and b)'],
    ['a not in ("x")', '(a not in "x")'],
    ['l has "x" or l has "y"', '((l has "x") or (l has "y"))'],
    ['20 × min(1, a ÷ b)', '(20 × min[1 | (a ÷ b)])'],
    ['if p then a else b + c', '(if p then a else (b + c))'],
    ['if p then a else if q then b else c', '(if p then a else (if q then b else c))'],
    ['if p then if q then a else b else c', '(if p then (if q then a else b) else c)'],
    ['(if p then 1 else 2) + 3', '((if p then 1 else 2) + 3)'],
    ['a × if p then 1 else 2', '(a × (if p then 1 else 2))'],
    ['0.5% × a', '(0.005 × a)'],
    ['8元 × a', '(8元 × a)'],
    ['是', 'yes'],
    ['false', 'no'],
  ])('%s is %s', (text, expected) => {
    expect(parsed(text)).toBe(expected)
  })
})

describe('calls', () => {
  test.each([
    ['sum(表.列)', 'sum[表.列]'],
    ['sum(a + b by c where d = "x")', 'sum[(a + b) by c where (d = "x")]'],
    ['count(表 where p and q)', 'count[表 where (p and q)]'],
    ['count distinct(表.列 by c)', 'count distinct[表.列 by c]'],
    ['share(pool, 100 by a × b)', 'share[pool | 100 by (a × b)]'],
    ['round down(a, 1)', 'round down[a | 1]'],
    ['min(a, b, c)', 'min[a | b | c]'],
  ])('%s is %s', (text, expected) => {
    expect(parsed(text)).toBe(expected)
  })
})

describe('spans', () => {
  test('an operation stands for its text, brackets included', () => {
    const text = '(a + b) × 工时费'
    const result = parseFormula(text, 'CNY')
    if ('fault' in result || result.expr.kind !== 'arithmetic') throw new Error('not parsed')
    const { left, right, signSpan, span } = result.expr
    expect([left.span, signSpan, right.span, span].map(s => text.slice(s.from, s.to))).toEqual([
      '(a + b)',
      '×',
      '工时费',
      text,
    ])
  })
})

describe('syntax faults', () => {
  test.each([
    ['', 0, 0, '', 'value'],
    ['   ', 3, 3, '', 'value'],
    ['a +', 3, 3, '', 'value'],
    ['a + × b', 4, 5, '×', 'value'],
    ['+a', 0, 1, '+', 'value'],
    ['(a + b', 6, 6, '', ')'],
    ['a + b)', 5, 6, ')', 'operator'],
    ['(a) 5% b', 4, 6, '5%', 'operator'],
    ['a 5% b', 3, 4, '%', 'sign'],
    ['"x" "y"', 4, 7, '"y"', 'operator'],
    ['a = b = c', 6, 7, '=', 'and'],
    ['0 ≤ x ≤ 10', 6, 7, '≤', 'and'],
    ['if p then a', 11, 11, '', 'else'],
    ['if p a', 6, 6, '', 'then'],
    ['if then a else b', 3, 7, 'then', 'value'],
    ['a is b', 5, 6, 'b', 'blank'],
    ['a is not', 8, 8, '', 'blank'],
    ['a in "x"', 5, 8, '"x"', '('],
    ['a in ("x"', 9, 9, '', ')'],
    ['min()', 4, 5, ')', 'value'],
    ['min(a, )', 7, 8, ')', 'value'],
    ['sum(a by)', 8, 9, ')', 'value'],
    ['sum(a where p by q)', 14, 16, 'by', ')'],
    ['表.', 2, 2, '', 'column'],
    ['表.5', 2, 3, '5', 'column'],
    ['a . ', 4, 4, '', 'column'],
    ['and a', 0, 3, 'and', 'value'],
    ['a b ÷', 5, 5, '', 'value'],
    ['a % b', 2, 3, '%', 'sign'],
    ['1,5', 1, 2, ',', 'operator'],
  ])('“%s”', (text, from, to, found, expected) => {
    expect(parseFormula(text, 'CNY')).toEqual({ fault: { span: { from, to }, found, expected } })
  })

  test('a formula too long is refused without reading it', () => {
    const text = '1 + '.repeat(LIMITS.length / 4)
    expect(parseFormula(`${text}1`, 'CNY')).toMatchObject({ fault: { expected: 'shorter' } })
    expect(parseFormula(`${text.slice(0, -5)}1`, 'CNY')).toHaveProperty('expr')
  })

  test.each([
    ['brackets', '('.repeat(2000), ')'.repeat(1999)],
    ['minus signs', '−'.repeat(3990), ''],
    ['“not”', 'not '.repeat(900), ''],
    ['calls', 'min(1, '.repeat(500), ')'.repeat(490)],
    ['conditions', 'if yes then '.repeat(300), ''],
  ])('nested %s end in a fault, not in an exhausted stack', (_, open, close) => {
    expect(parseFormula(`${open}1${close}`, 'CNY')).toMatchObject({ fault: { expected: 'less nesting' } })
  })

  test('a long chain of sums is no nesting', () => {
    expect(parseFormula(`${'1+'.repeat(1900)}1`, 'CNY')).toHaveProperty('expr')
  })
})
