// Tables over the kinds of a union, and what is made once.

import { expect, test } from 'vitest'
import { type ByKind, byKind, each } from '../../src/core/kinds.ts'
import { addTo, once } from '../../src/core/lists.ts'

type Shape =
  | { readonly kind: 'square'; readonly side: number }
  | { readonly kind: 'circle' }
  | { readonly kind: 'oval' }

const TOLD: ByKind<Shape, string, [by: string]> = {
  ...each(['circle', 'oval'], (_: Shape, by: string) => `round by ${by}`),
  square: ({ side }, by) => `${side} by ${by}`,
}

test('a table answers for the kind of what it is asked of, with whatever it is told besides', () => {
  const shapes: Shape[] = [{ kind: 'square', side: 2 }, { kind: 'circle' }, { kind: 'oval' }]
  expect(shapes.map(shape => byKind(TOLD, shape, 'me'))).toEqual(['2 by me', 'round by me', 'round by me'])
  expect(each(['a', 'b'], 1)).toEqual({ a: 1, b: 1 })
})

test('what stands for a key is made once, blank or not; lists grow', () => {
  const known = new Map<string, string | undefined>()
  let made = 0
  const make = (): string | undefined => (++made === 1 ? undefined : 'second')
  expect([once(known, 'a', make), once(known, 'a', make), once(known, 'b', make)]).toEqual([
    undefined,
    undefined,
    'second',
  ])
  const lists = new Map<string, number[]>()
  for (const n of [1, 2, 3]) addTo(lists, n === 2 ? 'even' : 'odd', n)
  expect([...lists]).toEqual([
    ['odd', [1, 3]],
    ['even', [2]],
  ])
})
