// The words of the workbook that a book is opened from, in English. Their names are those of every language.

import type { Noun } from './noun.ts'
export const opening = (p: Noun) => ({
  title: 'Opening',
  sheets: {
    readme: 'Read me',
    reserves: 'Reserves',
    deductions: 'Deductions',
    figures: 'Earlier figures',
    orders: 'Orders paid',
    totals: 'Totals',
  },
  columns: {
    id: 'Employee no',
    name: 'Name',
    left: 'Left',
    reserve: 'Reserve',
    deduction: 'Deduction',
    month: `${p.Month}`,
    amount: 'Amount',
    rate: 'Rate',
    figure: 'Figure',
    whose: 'Employee no or group',
    value: 'Value',
    table: 'Table',
    order: 'Order no',
    kind: 'Kind',
    of: 'Of',
    sum: 'Should be',
  },
  yes: 'yes',
  none: 'none',
  wholeShop: 'shop',
  readme: {
    about: (period: string): string =>
      `The book begins with ${period}, as if that ${p.month} had been closed. Fill this in and run bonusbook book open; from the next ${p.month} on bonusbook works the ${p.month}s out.`,
    reserves: `Reserves: what is held back and not yet released, a row for each person, reserve and ${p.month} in which it was withheld. A row without an amount counts for nothing. The rate may be left empty; it is only noted.`,
    deductions: `Deductions: what earlier ${p.month}s could not deduct and is still to be taken, with the ${p.month} it arose in. A row without an amount counts for nothing.`,
    figures: `Earlier figures: what the scheme will read of ${p.month}s before it began. Fill in every row; where there was no figure, write “none”, and leave no value empty.`,
    orders:
      'Orders paid: orders that bonuses were paid for, one a row. Where an export has one of them again, it is told.',
    totals:
      'Totals: from your own sheets, the sum of each reserve and deduction and the number of orders of each table; 0 where there is nothing. Only where they agree to the cent is the book sealed.',
    people:
      'Somebody who is not in the roster (who has left, and waits for what is held): their number and name, and “yes” under Left.',
    months: `${p.Month}s are written ${p.as}, amounts in yuan with at most two decimals. Leave the names of sheets and columns as they are; rows may be added or removed.`,
  },
})

export type OpeningWords = ReturnType<typeof opening>
