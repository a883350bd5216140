// A position that the scheme knows but pays by lines for everyone alone, while others have lines of their own.

import { expect, test } from 'vitest'
import { monthOutcome } from '../support/outcome.ts'
import { SCHEME } from '../support/shop.ts'

const ONLY_ADVISORS = SCHEME.replace('  - for: [advisor, head]', '  - for: advisor').replace(
  '  - for: head\n    lines:\n      duty: 100元',
  '  - for: everyone\n    lines:\n      duty: 100元',
)
const KNOWN = `${ONLY_ADVISORS}  chief: { for: [advisor, head], formula: scores.mark > 90 }\n`

test('is told once, with the first of its people', async () => {
  const { problems } = await monthOutcome({ 'scheme.yaml': KNOWN })
  const found = problems.filter(p => p.code.startsWith('POSITION'))
  expect(found).toMatchObject([
    { code: 'POSITION_UNPAID', severity: 'warning', facts: { position: 'head', people: 1 } },
  ])
})

test('may be accepted; and a position that the scheme does not know is an error as before', async () => {
  const allowed = `${KNOWN}allow:\n  POSITION_UNPAID: paid by head office\n`
  const { problems } = await monthOutcome({ 'scheme.yaml': allowed })
  expect(problems.find(p => p.code === 'POSITION_UNPAID')?.allowed).toBe('paid by head office')
  const unknown = await monthOutcome({ 'scheme.yaml': ONLY_ADVISORS })
  expect(unknown.problems.filter(p => p.code.startsWith('POSITION')).map(p => [p.code, p.severity])).toEqual([
    ['POSITION_UNKNOWN', 'error'],
  ])
})
