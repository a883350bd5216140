// Forms that raters fill in: what `form` writes comes back, filled in and saved by another program, and is read as it is; nobody who
// is not rated counts as 0, and a filled form is never written over.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { type Edit, edited } from '../support/edited.ts'
import { copyInto, put, tempFolder } from '../support/folders.ts'
import { OFFICE, saveAs } from '../support/office.ts'
import { FILES } from '../support/shop.ts'
import { unzip, zip } from '../support/zip.ts'

const SCHEME = `scheme: Rated
from: 2026-01
currency: USD
blank: { figures: 0 }
people:
  file: roster*
  columns: { id: id, name: name, position: position, hired: date }
  paid: hired ≤ end of period
tables:
  appraisal:
    file: appraisal*
    one row per: id
    entered by: superior
    columns:
      id: person
      attitude superior: { type: number, range: 0 to 10, says: on time and friendly }
      skill superior: { type: number, range: 0 or 4 to 10 }
      attitude self: { type: number, range: 0 to 10, blank: none, entered by: self }
      skill self: { type: number, range: 0 to 10, blank: none, entered by: self }
      late: { type: count, range: from 0, entered by: office }
      certified: { type: yes/no, entered by: office }
scorecards:
  card:
    attitude: attitude superior
    skill: skill superior
    on time: 5 − late
scores:
  points: { for: advisor, formula: card, round: 1 }
pay:
  - for: advisor
    lines:
      bonus: points × $10
      certificate: if certified then $50 else $0
  - for: washer
    lines:
      certificate: if certified then $20 else $0
  - for: driver
    lines: {}
`
const ROSTER = `id,name,position,hired
01,Ann Price,advisor,2020-01-01
02,Beth Cole,advisor,2020-01-01
03,Carl Dunn,washer,2020-01-01
04,Dan Frost,driver,2020-01-01
05,Eve Long,advisor,2026-09-01
`
const FORM = 'out/2026-07/forms/appraisal_2026-07.xlsx'

function shop(...edits: readonly Edit[]): string {
  const cwd = tempFolder()
  put(cwd, { 'scheme.yaml': edited(SCHEME, ...edits), 'data/2026-07/roster.csv': ROSTER })
  return cwd
}

/** The first sheet of a workbook as its XML has it. */
function sheetOf(file: string): string {
  return unzip(readFileSync(file)).get('xl/worksheets/sheet1.xml')!.toString()
}

/** Fills cells of a form, as somebody does who looks at it, and puts it where the month's files lie. */
function fill(cwd: string, cells: Readonly<Record<string, number | string>>, file = FORM, edit?: Edit): void {
  const parts = unzip(readFileSync(join(cwd, file)))
  let xml = parts.get('xl/worksheets/sheet1.xml')!.toString()
  for (const [at, value] of Object.entries(cells))
    xml = edited(xml, [
      new RegExp(`<c r="${at}" s="(\\d+)"/>`),
      typeof value === 'number'
        ? `<c r="${at}" s="$1"><v>${value}</v></c>`
        : `<c r="${at}" s="$1" t="inlineStr"><is><t>${value}</t></is></c>`,
    ])
  if (edit) xml = edited(xml, edit)
  parts.set('xl/worksheets/sheet1.xml', Buffer.from(xml))
  writeFileSync(join(cwd, 'data/2026-07/appraisal_2026-07.xlsx'), zip(parts))
}

// Columns: A id, B name, C position; superior D E and their sum F; self G H and their sum I; office J late, K certified. The row of
// headings is the eighth, Ann's the ninth, Beth's the tenth, Carl's the eleventh.
const ANN = { D9: 8, E9: 7.5, G9: 9, H9: 9, J9: 1, K9: 'yes' }
const BETH = { D10: 6, E10: 4, J10: 0, K10: 'no' }
const CARL = { K11: 'yes' }

async function codes(cwd: string): Promise<string[]> {
  const { problems } = json<{ problems: { code: string }[] }>(
    await run(['check', '--period', '2026-07', '--json'], { cwd }),
  )
  return problems.map(p => p.code)
}

describe('the form', () => {
  test('has whoever is rated, their items by rater, and says what comes next', async () => {
    const cwd = shop()
    const { code, out, next } = await run(['form', '--period', '2026-07'], { cwd })
    expect(code).toBe(0)
    expect(out).toContain(`${FORM}  3 rows`)
    expect(next).toBe('Next: put what was filled in into data/2026-07, then bonusbook check --period 2026-07')
    const parts = unzip(readFileSync(join(cwd, FORM)))
    const texts = parts.get('xl/sharedStrings.xml')!.toString()
    for (const text of [
      'Ann Price',
      'Beth Cole',
      'Carl Dunn',
      'on time and friendly',
      '0–10',
      '0 / 4–10',
      'Sum superior',
    ])
      expect(texts).toContain(text)
    // No pay of a driver reads an item; who joins in September is not there yet.
    for (const text of ['Dan Frost', 'Eve Long', 'Sum office']) expect(texts).not.toContain(text)
    const xml = sheetOf(join(cwd, FORM))
    expect(xml).toContain('<sheetProtection')
    expect(xml).toMatch(/<dataValidation type="decimal"[^>]*sqref="D9:D11"/)
    expect(xml).toMatch(/<dataValidation type="custom"[^>]*sqref="E9:E11"/)
    expect(xml).toMatch(/<dataValidation type="whole"[^>]*sqref="J9:J11"/)
    expect(xml).toContain('OR(AND(E9&gt;=0,E9&lt;=0),AND(E9&gt;=4,E9&lt;=10))')
  })

  test('comes back filled in and is read as it is', async () => {
    const cwd = shop()
    await run(['form', '--period', '2026-07'], { cwd })
    fill(cwd, { ...ANN, ...BETH, ...CARL })
    expect((await run(['run', '--period', '2026-07'], { cwd })).code).toBe(0)
    // Ann (8 + 7.5 + 5 − 1) × 10 + 50 = 245, Beth (6 + 4 + 5) × 10 = 150, Carl 20, Dan nothing.
    const paid = json<{ people: { gross: string }[] }>(
      await run(['run', '--period', '2026-07', '--json', '--out', 'again'], { cwd }),
    )
    expect(paid.people.map(p => p.gross)).toEqual(['245.00', '150.00', '20.00', '0.00'])
  })

  test.runIf(OFFICE)('is read after LibreOffice has saved it', { timeout: 60_000 }, async () => {
    const cwd = shop()
    await run(['form', '--period', '2026-07'], { cwd })
    fill(cwd, { ...ANN, ...BETH, ...CARL })
    const file = join(cwd, 'data/2026-07/appraisal_2026-07.xlsx')
    const office = join(cwd, 'office')
    mkdirSync(office)
    writeFileSync(file, readFileSync(saveAs('xlsx', [file], office).get(file)!))
    const paid = json<{ people: { gross: string }[] }>(await run(['run', '--period', '2026-07', '--json'], { cwd }))
    expect(paid.people.map(p => p.gross)).toEqual(['245.00', '150.00', '20.00', '0.00'])
  })

  test('an empty cell is not rated, with person and items, though empty figures are 0 elsewhere', async () => {
    const cwd = shop()
    await run(['form', '--period', '2026-07'], { cwd })
    fill(cwd, { ...ANN, D10: 6, J10: 0, ...CARL })
    const { code, out, err } = await run(['check', '--period', '2026-07'], { cwd })
    expect(code).toBe(1)
    expect(out + err).toContain('appraisal_2026-07.xlsx!appraisal!E10')
    expect(out + err).toContain('Beth Cole (02) is not rated by superior: “skill superior”')
    expect(out + err).toContain('Beth Cole (02) is not rated by office: “certified”')
    expect(out + err).not.toContain('Carl Dunn (03) is not rated')
    const chinese = await run(['check', '--period', '2026-07', '--lang', 'zh'], { cwd })
    expect(chinese.out + chinese.err).toContain('superior还没有给 Beth Cole (02) 评分：“skill superior”')
  })

  test('above the most is told at its cell', async () => {
    const cwd = shop()
    await run(['form', '--period', '2026-07'], { cwd })
    fill(cwd, { ...ANN, ...BETH, ...CARL, D9: 11, E10: 3 })
    const { out, err } = await run(['check', '--period', '2026-07'], { cwd })
    expect(await codes(cwd)).toEqual(expect.arrayContaining(['CELL_RANGE', 'CELL_RANGE']))
    for (const cell of ['appraisal!D9', 'appraisal!E10']) expect(out + err).toContain(cell)
  })

  test('who is rated and has no row is told, nobody else', async () => {
    const cwd = shop()
    const marks =
      'id,attitude superior,skill superior,attitude self,skill self,late,certified\n01,8,7,,,0,yes\n03,,,,,,no\n'
    put(cwd, { 'data/2026-07/appraisal.csv': marks })
    expect(await codes(cwd)).toContain('ROW_MISSING')
    const { out, err } = await run(['check', '--period', '2026-07'], { cwd })
    expect(out + err).toContain('Beth Cole (02) has no row')
    expect(out + err).not.toContain('Dan Frost (04) has no row')
  })

  test('a mark in per cent is nobody’s to interpret', async () => {
    const cwd = shop()
    await run(['form', '--period', '2026-07'], { cwd })
    fill(cwd, { ...ANN, ...BETH, ...CARL, D9: '95%' })
    const { out } = await run(['check', '--period', '2026-07'], { cwd })
    expect(out).toContain('appraisal!D9')
    expect(await codes(cwd)).toContain('CELL_INVALID')
  })
})

describe('forms that are there', () => {
  test('are written once and never over', async () => {
    const cwd = shop()
    await run(['form', '--period', '2026-07'], { cwd })
    const before = readFileSync(join(cwd, FORM))
    const again = await run(['form', '--period', '2026-07'], { cwd })
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('is there already, not filled in')])
    fill(cwd, ANN)
    const filled = readFileSync(join(cwd, 'data/2026-07/appraisal_2026-07.xlsx'))
    writeFileSync(join(cwd, FORM), filled)
    const refused = await run(['form', '--period', '2026-07'], { cwd })
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('FORM_THERE')])
    expect(readFileSync(join(cwd, FORM)).equals(filled)).toBe(true)
    const beside = await run(['form', '--period', '2026-07', '--out', 'beside'], { cwd })
    expect(beside.code).toBe(0)
    expect(readFileSync(join(cwd, 'beside/appraisal_2026-07.xlsx')).equals(before)).toBe(true)
  })

  test('stay where a run writes its sheets', async () => {
    const cwd = shop()
    await run(['form', '--period', '2026-07'], { cwd })
    fill(cwd, { ...ANN, ...BETH, ...CARL })
    const before = readFileSync(join(cwd, FORM))
    for (let i = 0; i < 2; i++) expect((await run(['run', '--period', '2026-07'], { cwd })).code).toBe(0)
    expect(readFileSync(join(cwd, FORM)).equals(before)).toBe(true)
    expect((await run(['close', '--period', '2026-07'], { cwd })).code).toBe(0)
  })

  test('are refused with words where there is nothing to enter, or no workbook of such a name', async () => {
    const plain = tempFolder()
    put(plain, FILES)
    const none = await run(['form', '--period', '2026-07'], { cwd: plain })
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('no table that is entered by hand')])
    const later = shop(['    one row per: id\n', '    one row per: id\n    every: quarter\n'])
    const early = await run(['form', '--period', '2026-07'], { cwd: later })
    expect([early.code, early.err]).toEqual([1, expect.stringContaining('“appraisal” is due later')])
    const text = shop(['file: appraisal*', 'file: appraisal*.csv'])
    const named = await run(['form', '--period', '2026-07'], { cwd: text })
    expect([named.code, named.err]).toEqual([1, expect.stringContaining('FORM_NAME')])
    const several = shop(['file: appraisal*', 'file: [marks front*, marks back*]'])
    const two = await run(['form', '--period', '2026-07'], { cwd: several })
    expect([two.code, two.err]).toEqual([1, expect.stringContaining('`file: marks front*`')])
  })

  test('need a table with a row for each person or group', async () => {
    const cwd = shop(['    one row per: id\n', ''])
    const { code, err } = await run(['form', '--period', '2026-07'], { cwd })
    expect([code, err]).toEqual([1, expect.stringContaining('KEY_UNKNOWN')])
  })
})

describe('the appraisal page', () => {
  test('has for whoever is rated marks by rater, result, what it does to the pay, interview and signatures', async () => {
    const cwd = shop()
    await run(['form', '--period', '2026-07'], { cwd })
    fill(cwd, { ...ANN, ...BETH, ...CARL })
    await run(['run', '--period', '2026-07'], { cwd })
    const page = readFileSync(join(cwd, 'out/2026-07/appraisal.html'), 'utf8')
    const cells = (row: string): string[] => [...row.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, text]) => text!)
    const rows = page.split(/<tr[^>]*>/).map(cells)
    // Of Ann: the superior gave 8, she herself 9; what they add up to.
    expect(rows).toContainEqual(['Item', 'What counts', 'Marks', 'superior', 'self', 'office'])
    expect(rows).toContainEqual(['attitude', 'on time and friendly', '0–10', '8', '9', ''])
    expect(rows).toContainEqual(['Total', '', '', '15.5', '18', ''])
    expect(rows.some(row => row[0] === 'bonus' && row.at(-1) === '195.00')).toBe(true)
    for (const text of ['Interview', 'I do not agree, because', 'For the company']) expect(page).toContain(text)
    expect(page).toContain('Carl Dunn')
    expect(page).not.toContain('Dan Frost')
  })

  test('of the workshop template has an item only for whose position it is read, also where others read their score', async () => {
    const cwd = tempFolder()
    copyInto('fixtures/templates/workshop', cwd)
    // Whoever is the best advisor is decided among scores, and only a warranty clerk's has the claims check in it.
    await run(['run', '--period', '2026-07'], { cwd })
    const pages = readFileSync(join(cwd, 'out/2026-07/appraisal.html'), 'utf8').split('<article').slice(1)
    const asked = (item: string): string[] =>
      pages.filter(page => page.includes(`>${item}<`)).map(page => /<h2>([^<]*)</.exec(page)![1]!)
    expect(asked('claims check')).toEqual(['Wendy Brooks'])
    expect(asked('tidiness').length).toBe(18)
  })

  test('is not written where nobody is rated', async () => {
    const cwd = tempFolder()
    put(cwd, FILES)
    expect((await run(['run', '--period', '2026-07'], { cwd })).code).toBe(0)
    expect(existsSync(join(cwd, 'out/2026-07/appraisal.html'))).toBe(false)
  })
})

describe('a row for each person and rater', () => {
  const RATERS: readonly Edit[] = [
    ['entered by: superior\n', 'entered by: rater\n'],
    [
      / {6}attitude superior: [\s\S]*?(?= {6}late:)/,
      `      rater: { values: [self, superior, office] }
      attitude: { type: number, range: 0 to 10, says: on time and friendly }
      skill: { type: number, range: 0 to 10 }
`,
    ],
    ['attitude: attitude superior', 'attitude: attitude superior × 50% + attitude self × 50%'],
  ]
  const MARKS = `id,rater,attitude,skill,late,certified
01,office,,,1,yes
01,self,9,9,,
01,superior,8,7.5,,
02,self,10,10,,
02,superior,6,4,,
02,office,5,5,0,no
03,office,,,,yes
`

  test('is written so, and read back as it is: marks by rater, in whatever order', async () => {
    const cwd = shop(...RATERS)
    const { out } = await run(['form', '--period', '2026-07'], { cwd })
    // Ann and Beth have a row of each rater; of Carl, whose pay reads a certificate alone, the office has one.
    expect(out).toContain(`${FORM}  7 rows`)
    const texts = unzip(readFileSync(join(cwd, FORM)))
      .get('xl/sharedStrings.xml')!
      .toString()
    for (const text of ['Ann Price', 'rater', 'superior', 'self', 'office']) expect(texts).toContain(`>${text}<`)
    // D rater, E attitude, F skill, G late, H certified; Ann's rows begin with the ninth.
    fill(cwd, {
      ...{ E9: 9, F9: 9, E10: 8, F10: 7.5, G11: 1, H11: 'yes' },
      ...{ E12: 10, F12: 10, E13: 6, F13: 4, G14: 0, H14: 'no', H15: 'yes' },
    })
    const paid = async (): Promise<string[]> => {
      const ran = await run(['run', '--period', '2026-07', '--json'], { cwd })
      return json<{ people: { gross: string }[] }>(ran).people.map(p => p.gross)
    }
    // Ann: 8 × 50% + 9 × 50% + 7.5 + 5 − 1 = 20.0, and 50; Beth: 3 + 5 + 4 + 5 = 17.0; Carl 20.
    expect(await paid()).toEqual(['250.00', '170.00', '20.00', '0.00'])
    const page = readFileSync(join(cwd, 'out/2026-07/appraisal.html'), 'utf8')
    const cells = [...page.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
      [...row!.matchAll(/<t[hd][^>]*>([^<]*)</g)].map(([, text]) => text),
    )
    expect(cells).toContainEqual(['attitude', 'on time and friendly', '0–10', '9', '8', ''])
    rmSync(join(cwd, 'data/2026-07/appraisal_2026-07.xlsx'))
    const [head, ...rows] = edited(MARKS, ['5,5,0,no', ',,0,no']).trim().split('\n')
    put(cwd, { 'data/2026-07/appraisal.csv': [head, ...rows.reverse()].join('\n') })
    expect(await paid()).toEqual(['250.00', '170.00', '20.00', '0.00'])
    const why = await run(['explain', '01', 'bonus', '--period', '2026-07'], { cwd })
    expect(why.out).toContain('attitude self')
  })

  test.each<[string, Edit, string, string]>([
    ['a rater without a row', [/02,superior.*\n/, ''], 'NOT_RATED', 'not rated by superior: “attitude superior”'],
    ['a rater without a mark', ['02,superior,6,4', '02,superior,,4'], 'NOT_RATED', 'superior: “attitude superior”'],
    ['two rows of a rater', ['03,office', '02,superior,9,9,,\n03,office'], 'ROW_REPEATED', '02 · superior'],
    ['nobody’s row', [/02,.*\n/g, '', 'all'], 'ROW_MISSING', 'Beth Cole (02) has no row'],
    ['a rater who is none', ['02,superior', '02,boss'], 'CELL_VALUE_UNKNOWN', 'boss'],
  ])('%s is told', async (_, edit, code, words) => {
    const cwd = shop(...RATERS)
    put(cwd, { 'data/2026-07/appraisal.csv': edited(MARKS, edit) })
    expect(await codes(cwd)).toContain(code)
    expect((await run(['check', '--period', '2026-07'], { cwd })).out).toContain(words)
  })

  test('a mark in the row of somebody who does not give it is told and counts for nothing', async () => {
    const cwd = shop(...RATERS)
    put(cwd, { 'data/2026-07/appraisal.csv': edited(MARKS, ['01,self,9,9,,', '01,self,9,9,3,']) })
    const ran = await run(['run', '--period', '2026-07', '--json'], { cwd })
    const { people, problems } = json<{ people: { gross: string }[]; problems: { code: string; at: string }[] }>(ran)
    expect(people[0]!.gross).toBe('250.00')
    expect(problems).toMatchObject([{ code: 'MARK_IGNORED', at: 'data/2026-07/appraisal.csv:3:5' }])
  })

  test('the raters must be listed, and a column’s own must be one of them', async () => {
    const scheme = (...edits: readonly Edit[]): Promise<string[]> => codes(shop(...RATERS, ...edits))
    expect(await scheme(['{ values: [self, superior, office] }', 'text'])).toContain('KEY_MISSING')
    expect(await scheme(['from 0, entered by: office', 'from 0, entered by: offise'])).toContain('SHAPE_WRONG')
  })
})

describe('nothing that a rater writes is passed over in silence', () => {
  const FILLED = { ...ANN, ...BETH, ...CARL }
  interface Told {
    people?: { id: string; gross: string }[]
    problems: { code: string; severity: string; at: string; message: string }[]
  }
  const told = async (cells: Readonly<Record<string, number | string>>, edit?: Edit): Promise<Told> => {
    const cwd = shop()
    await run(['form', '--period', '2026-07'], { cwd })
    fill(cwd, { ...FILLED, ...cells }, FORM, edit)
    return json<Told>(await run(['run', '--period', '2026-07', '--json'], { cwd }))
  }
  const at = (cell: string): string => `data/2026-07/appraisal_2026-07.xlsx!appraisal!${cell}`

  test('a mark in a closed cell is told with the cell, what stands there and whose it is, and pays as before', async () => {
    const { people, problems } = await told({ D11: 7, E11: 8, J11: 3 })
    expect(problems.map(({ code, severity, at }) => [code, severity, at])).toEqual([
      ['MARK_UNASKED', 'warning', at('D11')],
      ['MARK_UNASKED', 'warning', at('J11')],
    ])
    expect(problems[0]!.message).toContain(
      'Carl Dunn (03) counts for nothing: “attitude superior” 7, “skill superior” 8',
    )
    expect(people!.map(p => p.gross)).toEqual(['245.00', '150.00', '20.00', '0.00'])
  })

  const row = (number: number, ...cells: readonly (readonly [string, string])[]): Edit => [
    '</sheetData>',
    `<row r="${number}">${cells.map(([letter, text]) => `<c r="${letter}${number}" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row></sheetData>`,
  ]
  test.each<[string, Edit, string, string, string]>([
    [
      'a row of somebody who is not rated',
      row(12, ['A', '04'], ['B', 'Dan Frost'], ['K', 'yes']),
      'MARK_UNASKED',
      'K12',
      'Dan Frost (04)',
    ],
    ['a row of somebody who is not in the roster', row(12, ['A', '77'], ['K', 'yes']), 'PERSON_UNKNOWN', 'A12', '77'],
    [
      'a name that is not that of the number',
      row(12, ['A', '04'], ['B', 'Daniel'], ['K', 'yes']),
      'PERSON_NAME_OTHER',
      'A12',
      'Daniel',
    ],
    ['words below the rows', row(14, ['B', 'well done all']), 'CELL_BESIDE', 'B14', 'well done all'],
    ['words beside the rows', row(12, ['N', 'see my mail']), 'CELL_BESIDE', 'N12', 'see my mail'],
  ])('%s', async (_, edit, code, cell, text) => {
    const { problems } = await told({}, edit)
    expect(problems.map(p => [p.code, p.at])).toEqual([[code, at(cell)]])
    expect(problems[0]!.message).toContain(text)
  })

  test('a form of another month', async () => {
    const cwd = shop()
    put(cwd, { 'data/2026-06/roster.csv': ROSTER })
    await run(['form', '--period', '2026-06'], { cwd })
    fill(cwd, FILLED, 'out/2026-06/forms/appraisal_2026-06.xlsx')
    expect(await codes(cwd)).toEqual(['FILE_OTHER_MONTH'])
  })

  test('what is missing is written by `form`, which comes next', async () => {
    const ran = await run(['check', '--period', '2026-07'], { cwd: shop() })
    expect(ran.out).toContain('`bonusbook form --period 2026-07` writes')
    expect(ran.next).toBe('Next: bonusbook form --period 2026-07')
  })
})
