// A shop with adjustments: two people earn 10% of their labour, Ann 1000 × 10% = 100.00, Bob 2000 × 10% = 200.00.

import { put, tempFolder } from './folders.ts'

export const SCHEME = `scheme: Adjusted
from: 2026-01
currency: USD
people:
  file: roster*
  columns: { id: id, name: name, position: position, left: { type: date, blank: none } }
  paid: left is blank or left ≥ start of period
tables:
  labour:
    file: labour*
    one row per: who
    columns: { who: person, labour: money }
pay:
  - for: everyone
    lines:
      bonus: { formula: labour × 10%, round: 2 }
deductions:
  at most: 20% × gross
  lines: {}
adjustments:
  file: adjust*
  columns:
    who: person
    what: kind
    how much: amount
    why: reason
    number: reference
    signed: approved by
  kinds:
    reward: { only: plus, at most: 50% × gross, in a month: $70, approved by: { up to $20: [chief, owner], above $20: owner } }
    penalty: { counts as: deduction, approved by: chief }
    make-up: { approved by: owner }
exports:
  bank:
    file: bank-{period}.csv
    columns: { who: name, adjusted: { formula: adjusted, below zero: allowed }, amount: net }
allow: { FINE: a test }
`
export const ROSTER = 'id,name,position,left\n01,Ann,advisor,\n02,Bob,advisor,\n03,Cid,advisor,2026-05-31\n'
export const HEAD = 'who,what,how much,why,number,signed\n'

export function adjustedShop(adjust: string | undefined, changes: Record<string, string> = {}): string {
  const folder = tempFolder()
  const month = (period: string, labour: string): Record<string, string> => ({
    [`data/${period}/roster.csv`]: ROSTER,
    [`data/${period}/labour.csv`]: `who,labour\nAnn,1000${labour}\nBob,2000\n`,
  })
  put(folder, {
    'scheme.yaml': SCHEME,
    ...month('2026-07', ''),
    ...month('2026-08', '.00'),
    ...(adjust === undefined ? {} : { 'data/2026-07/adjust.csv': HEAD + adjust }),
    ...changes,
  })
  return folder
}

/** Of July. Ann gets 50.50; Bob 7.25 less, and has 50 to pay. */
export const ADJUSTED = `Ann,reward,20.00,saved a customer,A-1,chief
Ann,reward,"$30.50",night call,A-2,owner
02,penalty,-50,lift left open,A-3,chief
Bob,make-up,(7.25),June twice,A-4,"chief, owner"
`
