// The words of forms that are filled in by hand and of the appraisal page, in English. Their names are those of every language.

import type { Noun } from './noun.ts'

export const form = (p: Noun) => ({
  fill: 'Fill in the yellow cells; grey ones are not rated. An empty cell is not 0: who is not rated yet is told by name and item.',
  give: (folder: string): string =>
    `Then put this workbook into ${folder} as it is. Leave headings and the name of the sheet as they are.`,
  by: 'Entered by',
  counts: 'What counts',
  marks: 'Marks',
  sum: (by: string): string => `Sum ${by}`,
  sign: (raters: readonly string[]): string =>
    `Signature / date: ${raters.map(by => `${by} _________ / _____`).join('  ')}`,
  outside: (marks: string): string => `Only ${marks} may stand here.`,
  asked: {
    count: 'whole number',
    'yes/no': 'yes / no',
    date: 'date',
  },
  yes: 'yes',
  no: 'no',
  written: (period: string): string => `Forms of ${period}:`,
  rows: (people: number, file: string): string => `  ${file}  ${people} ${people === 1 ? 'row' : 'rows'}`,
  already: (file: string): string => `  ${file}  is there already, not filled in`,
  notDue: (table: string, period: string): string => `  ${table}: due with ${period}`,
  appraisal: {
    title: (period: string): string => `Appraisal ${period}`,
    item: 'Item',
    total: 'Total',
    results: 'Result',
    points: 'Points',
    most: 'Most',
    effect: 'What it does to the pay',
    line: 'Line',
    amount: 'Amount',
    calculation: 'How',
    together: 'Pay that depends on it',
    nothing: `No pay of this ${p.month} depends on it.`,
    interview: 'Interview',
    well: 'What went well',
    better: 'What is to become better',
    goals: 'Goals and help until next time',
    agreement: 'I have read the result and talked about it.',
    agree: 'I agree',
    disagree: 'I do not agree, because',
    employee: 'Employee',
    superior: 'Superior',
    company: 'For the company',
    signature: 'Signature',
    date: 'Date',
  },
})

export type FormWords = ReturnType<typeof form>
