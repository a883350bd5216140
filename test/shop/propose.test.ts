// A scheme that is proposed from exports reads them: check finds nothing wrong with how they are read, run pays nobody in
// silence, and with pay lines written it works the month out.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { json, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, copyInto, put, tempFolder } from '../support/folders.ts'

const ROSTER = `Staff no,Name,Job title,Team,Hired,Left
0012,Ann Price,advisor,front,2018-05-14,
0013,Beth Cole,advisor,front,2019-03-01,
0021,Dan Frost,technician,workshop,2014-09-01,
0022,Evan Hale,technician,workshop,2020-02-17,2026-06-30
`
const ORDERS = `Orders of July
Order No.,Closed,Advisor,Technician,Kind,Labour,Rework
R-1,2026-07-03,Ann Price,Dan Frost,repair,"1,000.00",N
R-2,2026-07-08,Beth Cole,Dan Frost,service,500.00,N
R-3,2026-07-09,Ann Price,Dan Frost,repair,250.50,Y
R-4,2026-06-30,Ann Price,Dan Frost,repair,70.00,N
Total,,,,,"1,820.50",
`

interface Proposed {
  scheme: string
  period: string
  positions: { name: string; people: number }[]
  tables: { name: string; read: string; columns: { name: string; type: string; read: boolean }[] }[]
  questions: { line: number; text: string }[]
  problems: { code: string }[]
  next: string
}

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = tempFolder()
  put(folder, files)
  return folder
}

const SMALL = { 'exports/staff.csv': ROSTER, 'exports/orders 2026-07.csv': ORDERS }

describe('a folder of exports', () => {
  test('becomes a shop whose month is read, and is paid once its lines are written', async () => {
    const cwd = folderOf(SMALL)
    const made = await run(['propose', 'exports', '-C', 'shop', '--json'], { cwd })
    expect(made.code).toBe(0)
    const told = json<Proposed>(made)
    expect(told).toMatchObject({ scheme: 'shop/scheme.yaml', period: '2026-07', problems: [] })
    expect(told.positions).toEqual([
      { name: 'advisor', people: 2 },
      { name: 'technician', people: 2 },
    ])
    const types = told.tables.map(({ columns }) =>
      columns.map(({ name, type, read }) => (read ? `${name}: ${type}` : name)),
    )
    expect(types).toEqual([
      ['Staff number: id', 'Name: name', 'Job title: position', 'Team: group', 'Hired: date', 'Left: date'],
      [
        'Order number: id',
        'Closed: date',
        'Advisor: person',
        'Technician: person',
        'Kind',
        'Labour: money',
        'Rework: yes/no',
      ],
    ])
    // Nothing is paid in silence.
    const unwritten = await run(['run', '-C', 'shop', '--period', '2026-07', '--json'], { cwd })
    expect(unwritten.code).toBe(1)
    expect(
      json<{ problems: { code: string; message: string }[] }>(unwritten).problems.filter(
        p => p.code === 'PAY_UNWRITTEN',
      ),
    ).toMatchObject([{ message: 'nothing says yet what “advisor, technician” is paid: 3 people' }])
    const file = `${cwd}/shop/scheme.yaml`
    const text = readFileSync(file, 'utf8')
    const written = edited(
      text,
      [
        '  - for: advisor # 2 people\n    lines:\n',
        '  - for: advisor\n    lines:\n      bonus: sum(orders.Labour by Advisor) × 2%\n',
      ],
      ['  - for: technician # 2 people\n    lines:\n', '  - for: technician\n    lines: {}\n'],
    )
    writeFileSync(file, written)
    const paid = await run(['run', '-C', 'shop', '--period', '2026-07', '--json'], { cwd })
    expect(paid.out).toContain('"gross"')
    expect(paid.code).toBe(0)
    const sheet = readFileSync(`${cwd}/shop/out/2026-07/payroll.csv`, 'utf8')
    // 1,000.00 + 250.50 are Ann's: June's 70.00 is not; 1,250.50 × 2% = 25.01. Beth: 500.00 × 2% = 10.00.
    expect(sheet).toMatch(/0012,Ann Price,.*25\.01/)
    expect(sheet).toMatch(/0013,Beth Cole,.*10\.00/)
  })

  test('keeps a scheme that is there', async () => {
    const cwd = folderOf({ ...SMALL, 'shop/scheme.yaml': 'scheme: mine\n' })
    const again = await run(['propose', 'exports', '-C', 'shop', '--json'], { cwd })
    expect(again.code).toBe(1)
    expect(again.out).toContain('SCHEME_THERE')
    expect(readFileSync(`${cwd}/shop/scheme.yaml`, 'utf8')).toBe('scheme: mine\n')
  })

  test('asks for the month where nothing says it, and for exports where there are none', async () => {
    const cwd = folderOf({ 'exports/staff.csv': ROSTER, 'empty/readme.txt': 'nothing' })
    expect((await run(['propose', 'exports', '--json'], { cwd })).out).toContain('MONTH_UNSAID')
    expect((await run(['propose', 'empty', '--json'], { cwd })).out).toContain('NO_EXPORTS')
    expect((await run(['propose', 'exports', '--period', '2026-07', '--json'], { cwd })).code).toBe(0)
  })
})

test('a first row that is formed like those below is no header, and a bare figure among percentages no percentage', async () => {
  const cwd = folderOf({
    'exports/staff.csv': ROSTER,
    'exports/cards.csv': 'C6012,Ann Price,front\nC6013,Beth Cole,front\nC6014,Dan Frost,workshop\n',
    'exports/rates.csv': 'Staff no,rate,share of rework\n0012,95%,4%\n0013,3,2%\n0021,90%,1%\n',
  })
  const told = json<Proposed>(await run(['propose', 'exports', '--period', '2026-07', '--json'], { cwd }))
  expect(
    told.questions.map(q => q.text).filter(text => text.startsWith('cards: the file has no row of headers')),
  ).toHaveLength(1)
  expect(told.tables.at(-1)!.columns.map(c => `${c.name}: ${c.type}`)).toEqual([
    'Staff number: person',
    'rate: number',
    'share of rework: percent',
  ])
})

test('a header that tells nobody whether its figures are money is asked about; a unit of time is said; who a row is of stands once', async () => {
  const cwd = folderOf({
    'exports/staff.csv': ROSTER,
    'exports/notes.csv': 'Note,Phone\nasked for tea,+15550100200\nasked for more,+15550100201\n',
    'exports/cards.csv':
      'Staff no,Name,Team,monthly target,last year\u2019s penalty,late (minutes),labour\n0012,Ann Price,front,30000,1,12,5.50\n0013,Beth Cole,front,5000,0,0,6\n0021,Dan Frost,workshop,800,2,3,7\n',
  })
  const told = json<Proposed>(await run(['propose', 'exports', '--period', '2026-07', '--json'], { cwd }))
  expect(told.problems).toEqual([])
  expect(told.tables.at(-1)!.columns.map(c => `${c.name}: ${c.type}`)).toEqual(['Note: text', 'Phone: text'])
  expect(told.tables.at(-2)!.columns.map(c => (c.read ? `${c.name}: ${c.type}` : c.name))).toEqual([
    'Staff number: person',
    'Name',
    'Team',
    'monthly target: money',
    'last year s penalty: number',
    'late: number',
    'labour: money',
  ])
  expect(told.questions.map(q => q.text).filter(text => text.includes('money'))).toEqual([
    'cards: are “monthly target”, “last year s penalty” money? Then write type: money; for times, pieces or points type: number',
  ])
  expect(readFileSync(`${cwd}/exports/scheme.yaml`, 'utf8')).toContain('unit: minutes')
})

test('a shop that pays by the week is asked about, and proposed where the period is a week', async () => {
  const rows = Array.from(
    { length: 12 },
    (_, i) => `R-${i},2026-07-${String(6 + (i % 6)).padStart(2, '0')},Ann Price,1`,
  )
  const cwd = folderOf({
    'exports/staff.csv': ROSTER,
    'exports/jobs.csv': `Order No.,Closed,Advisor,Hours\n${rows.join('\n')}\n`,
  })
  const told = json<Proposed>(await run(['propose', 'exports', '-C', 'a', '--json'], { cwd }))
  expect(told.period).toBe('2026-07')
  expect(told.questions.map(q => q.text).filter(text => text.includes('--period 2026-07-12'))).toHaveLength(1)
  const weekly = await run(['propose', 'exports', '-C', 'b', '--period', '2026-07-11', '--json'], { cwd })
  expect(json<Proposed>(weekly)).toMatchObject({ period: '2026-07-11', problems: [] })
  const scheme = readFileSync(`${cwd}/b/scheme.yaml`, 'utf8')
  expect(scheme).toContain('from: 2026-07\nevery: week\nweeks end on: Saturday\n')
  expect(scheme).toContain('12 of 12 rows are of this period')
  expect(Object.keys(contents(`${cwd}/b/data/2026-07-11`))).toEqual(['jobs.csv', 'staff.csv'])
})

test('check tells before all else that pay is not written, and each table\u2019s unused columns in one line', async () => {
  const broken = edited(ORDERS, ['R-2,2026-07-08', 'R-2,soon'])
  const cwd = folderOf(SMALL)
  await run(['propose', 'exports', '-C', 'shop'], { cwd })
  put(cwd, { 'shop/data/2026-07/orders 2026-07.csv': broken })
  const file = `${cwd}/shop/scheme.yaml`
  const line = '    lines:\n      bonus: sum(orders.Labour by Advisor) × 2%\n'
  writeFileSync(file, edited(readFileSync(file, 'utf8'), ['    lines:\n', line]))
  const { out } = await run(['check', '-C', 'shop', '--period', '2026-07'], { cwd })
  expect(out.match(/^error .*$/gm)?.map(line => line.split(/\s+/).at(-1))).toEqual(['PAY_UNWRITTEN', 'CELL_INVALID'])
  put(cwd, { 'shop/data/2026-07/orders 2026-07.csv': ORDERS })
  const last = '  - for: technician # 2 people\n    lines:'
  writeFileSync(file, edited(readFileSync(file, 'utf8'), [last, `${last} {}`]))
  const told = json<{ problems: { code: string; message: string }[] }>(
    await run(['check', '-C', 'shop', '--period', '2026-07', '--json'], { cwd }),
  )
  expect(told.problems.filter(p => p.code === 'COLUMN_UNUSED').map(p => p.message)).toEqual([
    'nothing reads 2 columns of “orders”: Technician, Rework',
  ])
})

describe('numbers of orders', () => {
  const CLOCK = `Order No.,Date,Technician,Hours,Comeback
R-1,2026-07-03,Dan Frost,2.5,N
R-1,2026-07-03,Dan Frost,1.5,N
R-2,2026-07-08,Dan Frost,3,N
`

  test('that repeat and are another table’s are no id: an order that comes back in August is counted there', async () => {
    const cwd = folderOf({ ...SMALL, 'exports/clock.csv': CLOCK })
    await run(['propose', 'exports', '-C', 'shop'], { cwd })
    const file = join(cwd, 'shop/scheme.yaml')
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(
      /Order number: \{ type: text, header: "?Order No\."? \} # 2 of 3 different; 3 of 3 are in “orders/,
    )
    expect(text.match(/Order number: \{ type: id/g)).toHaveLength(1)
    const lines =
      'lines:\n      hours: sum(clock.Hours by Technician) × $10\n      orders: count(orders by Technician) × $1'
    const paid = edited(
      text,
      ['technician # 2 people\n    lines:', `technician\n    ${lines}`],
      ['advisor # 2 people\n    lines:', 'advisor\n    lines: {}'],
    )
    writeFileSync(file, paid.replace(/^ *# \?.*\n/gm, ''))
    const month = async (period: string): Promise<unknown> => {
      const made = await run(['run', '-C', 'shop', '--period', period, '--json'], { cwd })
      await run(['close', '-C', 'shop', '--period', period], { cwd })
      return json<{ people: { id: string; net: string }[] }>(made).people.find(p => p.id === '0021')?.net
    }
    // 2.5 + 1.5 + 3 = 7 hours at $10, three orders of July
    expect(await month('2026-07')).toBe('73.00')
    put(cwd, {
      'shop/data/2026-08/staff.csv': ROSTER,
      'shop/data/2026-08/orders 2026-08.csv':
        'Order No.,Closed,Advisor,Technician,Kind,Labour,Rework\nR-9,2026-08-03,Ann Price,Dan Frost,repair,10.00,N\n',
      'shop/data/2026-08/clock.csv': 'Order No.,Date,Technician,Hours,Comeback\nR-1,2026-08-04,Dan Frost,0.5,Y\n',
    })
    // Half an hour on R-1, and R-9
    expect(await month('2026-08')).toBe('6.00')
  })

  test('that repeat in a file alone are told with the way out when they come again', async () => {
    const scheme = `scheme: clock
from: 2026-07
people:
  file: staff*
  columns: { id: { type: id, header: Staff no }, name: { type: name, header: Name }, position: { type: position, header: Job title } }
  paid: yes
tables:
  clock:
    file: clock*
    month: Date
    columns: { order: { type: id, header: Order No. }, Date: date, Technician: person, Hours: number }
pay:
  - for: [advisor, technician]
    lines: { hours: sum(clock.Hours by Technician) × 10元 }
`
    const cwd = folderOf({
      'scheme.yaml': scheme,
      'data/2026-07/staff.csv': ROSTER,
      'data/2026-07/clock.csv': CLOCK,
      'data/2026-08/staff.csv': ROSTER,
      'data/2026-08/clock.csv': 'Order No.,Date,Technician,Hours,Comeback\nR-1,2026-08-04,Dan Frost,0.5,Y\n',
    })
    await run(['run', '--period', '2026-07'], { cwd })
    expect((await run(['close', '--period', '2026-07'], { cwd })).code).toBe(0)
    const { out, code } = await run(['check', '--period', '2026-08'], { cwd })
    expect(code).toBe(1)
    expect(out.replace(/\s+/g, ' ')).toContain('write `order: text` in place of `id`')
  })
})

test.each([
  'Term Date',
  'Termination Date',
  'Separation Date',
  'Last Day',
  'Last Day Worked',
  'End Date',
  'Left',
  '离职日期',
  '离职时间',
  '解除日期',
  '最后工作日',
])('a roster with %s pays nobody who has left', async header => {
  const cwd = folderOf({ ...SMALL, 'exports/staff.csv': edited(ROSTER, ['Left', header]) })
  const made = await run(['propose', 'exports', '-C', 'shop', '--json'], { cwd })
  expect(
    json<Proposed>(made)
      .questions.map(q => q.text)
      .join(),
  ).not.toContain('date of leaving')
  const text = readFileSync(join(cwd, 'shop/scheme.yaml'), 'utf8')
  expect(text).toMatch(/ {2}paid: Hired ≤ end of period and \((.+) is blank or \1 ≥ start of period\)/)
})

test('a date at which a contract ends says of nobody that they left', async () => {
  const cwd = folderOf({ ...SMALL, 'exports/staff.csv': edited(ROSTER, ['Left', '合同终止日期']) })
  await run(['propose', 'exports', '-C', 'shop'], { cwd })
  expect(readFileSync(join(cwd, 'shop/scheme.yaml'), 'utf8')).toMatch(/^ {2}paid: Hired ≤ end of period$/m)
})

describe('init', () => {
  test('of a folder of exports proposes a scheme for them, and keeps the files', async () => {
    const cwd = folderOf({ 'staff.csv': ROSTER, 'orders 2026-07.csv': ORDERS })
    const made = await run(['init', '.', '--json'], { cwd })
    expect(json<Proposed>(made)).toMatchObject({ scheme: 'scheme.yaml', period: '2026-07', problems: [] })
    expect(Object.keys(contents(cwd))).toEqual(
      expect.arrayContaining(['staff.csv', 'data/2026-07/staff.csv', 'data/2026-07/orders 2026-07.csv', 'scheme.yaml']),
    )
  })

  test.each(['en', 'zh'])('blank makes a shop that says what is to be written, in %s', async language => {
    const cwd = tempFolder()
    const env = { LANG: language === 'zh' ? 'zh_CN.UTF-8' : 'en_GB.UTF-8' }
    expect((await run(['init', 'shop', '--template', 'blank'], { cwd, env })).code).toBe(0)
    const roster = language === 'zh' ? '花名册.csv' : 'roster.csv'
    expect(Object.keys(contents(join(cwd, 'shop')))).toContain(`data/2026-08/${roster}`)
    const file = join(cwd, 'shop/data/2026-08', roster)
    writeFileSync(file, `${readFileSync(file, 'utf8')}01,Ann,advisor\n`)
    const { out } = await run(['run', '-C', 'shop', '--period', '2026-08', '--json'], { cwd, env })
    expect(json<{ problems: { code: string }[] }>({ out }).problems.map(p => p.code)).toEqual(['PAY_UNWRITTEN'])
  })

  test('takes the template of the locale', async () => {
    const cwd = tempFolder()
    await run(['init', 'shop'], { cwd, env: { LANG: 'zh_CN.UTF-8' } })
    expect(readFileSync(join(cwd, 'shop/scheme.yaml'), 'utf8')).toContain('恒信宝')
  })
})

test('a copy that would stand in place of another file is refused before anything is written', async () => {
  const cwd = folderOf({ ...SMALL, 'shop/data/2026-07/staff.csv': 'other' })
  const before = contents(cwd)
  expect((await run(['propose', 'exports', '-C', 'shop', '--json'], { cwd })).out).toContain('SCHEME_THERE')
  expect(contents(cwd)).toEqual(before)
})

describe.each(['golden', 'templates/workshop'])('the exports of %s', shop => {
  test('are read as proposed, without a problem of how they are read', async () => {
    const cwd = tempFolder()
    copyInto(new URL(`../../fixtures/${shop}/data`, import.meta.url).pathname, `${cwd}/data`)
    const made = await run(['propose', 'data/2026-07', '--json'], { cwd })
    expect(made.code).toBe(0)
    expect(json<Proposed>(made).problems).toEqual([])
    const checked = await run(['check', '--period', '2026-07', '--json'], { cwd })
    const { problems } = json<{ problems: { code: string; severity: string }[] }>(checked)
    expect(problems.filter(p => p.severity === 'error').map(p => p.code)).toEqual(['PAY_UNWRITTEN'])
  })
})

// 1.234 stands beside 12,50 in the same export: a comma is before decimals there, and 1,234 is one hour and some minutes.
describe('figures with commas before their decimals', () => {
  const jobs = (last: string): Record<string, string> => ({
    'exports/staff.csv': ROSTER,
    'exports/jobs.csv': `Job;Closed;Advisor;Labour;Hours\nJ-1;2026-07-13;Ann Price;1.234;1,234\nJ-2;2026-07-14;Ann Price;${last}\n`,
  })

  test('are proposed by the texts with one reading, and read so', async () => {
    const cwd = folderOf(jobs('12,50;0,75'))
    const made = json<Proposed>(await run(['propose', 'exports', '-C', 'shop', '--json'], { cwd }))
    expect(made.problems).toEqual([])
    const file = join(cwd, 'shop/scheme.yaml')
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('currency: EUR')
    expect(text).toContain('decimals: comma')
    const lines =
      '    lines:\n      labour: sum(jobs.Labour by Advisor)\n      hours: €100 × sum(jobs.Hours by Advisor)\n'
    writeFileSync(file, edited(text, ['    lines:\n', lines], [/ {4}lines:\s*$/, '    lines: {}\n']))
    const worked = await run(['run', '-C', 'shop', '--period', '2026-07', '--json'], { cwd })
    const { people } = json<{ people: { id: string; lines: { name: string; amount: string }[] }[] }>(worked)
    // 1,234 + 12.50 = 1,246.50 and 100 × (1.234 + 0.75) = 198.40.
    expect(people.find(p => p.id === '0012')!.lines).toMatchObject([
      { name: 'labour', amount: '1246.50' },
      { name: 'hours', amount: '198.40' },
    ])
  })

  test('are asked about where no text tells', async () => {
    const cwd = folderOf(jobs('€2.500;2,500'))
    const made = json<Proposed>(await run(['propose', 'exports', '-C', 'shop', '--json'], { cwd }))
    expect(made.questions.filter(q => q.text.includes('1.234'))).toHaveLength(1)
  })
})

describe('rosters as they are', () => {
  const proposed = async (files: Readonly<Record<string, string>>): Promise<{ text: string; told: Proposed }> => {
    const cwd = folderOf(files)
    const told = json<Proposed>(await run(['propose', 'exports', '-C', 'shop', '--json'], { cwd }))
    return { told, text: readFileSync(join(cwd, 'shop/scheme.yaml'), 'utf8') }
  }

  test('without a header: number, name, position, team and dates are known by what stands there', async () => {
    const staff = `0012,1990-04-01,Ann Price,Service Advisor,Front team,2018-05-14,
0013,1988-02-11,Beth Cole,Service Advisor,Front team,2019-03-01,
0021,1979-12-30,Dan Frost,Technician,Shop,2014-09-01,
0022,1985-07-07,Evan Hale,Technician,Shop,2020-02-17,2026-06-30
`
    const { text, told } = await proposed({ ...SMALL, 'exports/staff.csv': staff })
    expect(told.problems).toEqual([])
    expect(told.positions.map(p => p.name)).toEqual(['Service Advisor', 'Technician'])
    expect(text).toContain('  header row: [Employee no, B, Name, Position, Team, Hired, Left]\n')
    expect(text).toMatch(/^ {2}paid: Hired ≤ end of period and \(Left is blank or Left ≥ start of period\)$/m)
    expect(text).toMatch(/Advisor: person # 4 of 4/)
  })

  test('of Chinese names likewise', async () => {
    const staff =
      '0012,李四,机修技师,机电一组,2018-05-14\n0013,于伟帆,服务顾问,前台组,2019-03-01\n0014,欧阳娜,店长,前台组,2019-03-01\n'
    const orders = '工单号,结算日期,服务顾问,工时费\nW1,2026-07-03,于伟帆,100.00\nW2,2026-07-04,于伟帆,60.00\n'
    const { text, told } = await proposed({ 'exports/人员.csv': staff, 'exports/工单.csv': orders })
    expect(told.problems).toEqual([])
    expect(text).toContain('  header row: [工号, 姓名, 岗位, 班组, 入职日期]\n')
    expect(text).toContain('服务顾问: person #')
  })

  const MOVED = 'Staff no,Name,Job title,Effective,Until\n1,Ann Price,advisor,,2026-07-15\n'
  const REST = '2,Beth Cole,advisor,,\n3,Dan Frost,technician,,\n4,Evan Hale,technician,,\n5,Gil Ray,technician,,\n'

  test('in which somebody who changed position has two rows: the days of each, and tables that hold in both', async () => {
    const staff = `${MOVED}1,Ann Price,technician,2026-07-16,\n${REST}`
    const days = 'Staff no,Days present\n1,20\n2,20\n3,19\n4,21\n5,20\n'
    const { text, told } = await proposed({ ...SMALL, 'exports/staff.csv': staff, 'exports/attendance.csv': days })
    expect(told.problems).toEqual([])
    expect(text).toMatch(/^people:\n(?: {2}# .*\n)* {2}from: Effective\n {2}until: Until\n {2}file: staff/m)
    expect(text).toMatch(/one row per: Staff number.*\n {4}stints: each/)
    expect(told.questions.map(q => q.text).join()).toContain('1 has 2 rows, each for its days')
  })

  test('without days for two rows of somebody: asked, and one problem that says what to add', async () => {
    const staff = 'Staff no,Name,Job title\n1,Ann Price,advisor\n1,Ann Price,technician\n'
    const rest = '2,Beth Cole,advisor\n3,Dan Frost,technician\n4,Evan Hale,technician\n5,Gil Ray,technician\n'
    const { told } = await proposed({ ...SMALL, 'exports/staff.csv': staff + rest })
    expect(told.problems).toMatchObject([
      { code: 'PERSON_REPEATED', hint: expect.stringContaining('`from: that column`') },
    ])
    expect(told.tables.map(t => t.name)).toEqual(['people', 'orders'])
    expect(told.questions.filter(q => q.text.includes('2 rows'))).toHaveLength(1)
  })
})

test('attendance with two rows a person is a row each, and its days are those of the first', async () => {
  const days = Array.from({ length: 31 }, (_, i) => `26-07-${`${i + 1}`.padStart(2, '0')}`)
  const rows = [
    ['July 2026 attendance'],
    ['Name', 'Staff no', 'Days present', ...days],
    ['Ann Price', '0012', '22', ...days.map(() => '08:01')],
    ['', '', '', ...days.map(() => '18:02')],
    ['Dan Frost', '0021', '21', ...days.map((_, i) => (i === 8 ? '' : '08:03'))],
    ['', '', '', ...days.map((_, i) => (i === 8 ? '' : '18:05'))],
  ]
  const deli = rows.map(row => row.join(',')).join('\n')
  const cwd = folderOf({ ...SMALL, 'exports/punches.csv': deli })
  const told = json<Proposed>(await run(['propose', 'exports', '-C', 'shop', '--json'], { cwd }))
  expect(told.problems).toEqual([])
  const text = readFileSync(join(cwd, 'shop/scheme.yaml'), 'utf8')
  expect(text).toContain('one row per: Staff number # 2 of 2 different')
  expect(text).toContain('leave out: Staff number is blank')
  expect(told.questions.filter(q => q.text.includes('2 rows name nobody'))).toHaveLength(2)
  // A dollar for each day with a first punch: 31 of Ann; 30 of Dan, who has a row of one empty cell.
  const paid = text
    .replace(/^ *# \?.*\n/gm, '')
    .replaceAll(
      /(- for: .*\n {4}lines:)\n(?: {6}#.*\n)*/g,
      '$1\n      days: count(punches days by Staff number where not entry is blank) × $$1\n',
    )
  writeFileSync(join(cwd, 'shop/scheme.yaml'), paid)
  const made = await run(['run', '-C', 'shop', '--period', '2026-07', '--json'], { cwd })
  const { people } = json<{ people: { id: string; net: string }[] }>(made)
  expect(people.map(p => [p.id, p.net])).toEqual([
    ['0012', '31.00'],
    ['0013', '0.00'],
    ['0021', '30.00'],
  ])
})

test('a number that rows share and no other table has is no id, and is asked about', async () => {
  const clock =
    'Job no,Date,Technician,Hours\nJ1,2026-07-03,Dan Frost,2.5\nJ1,2026-07-03,Dan Frost,1.5\nJ2,2026-07-08,Dan Frost,3\n'
  const cwd = folderOf({ ...SMALL, 'exports/clock.csv': clock })
  const told = json<Proposed>(await run(['propose', 'exports', '-C', 'shop', '--json'], { cwd }))
  const found = told.tables.find(t => t.name === 'clock')!
  expect(found.columns[0]).toMatchObject({ name: 'Job number', type: 'text' })
  expect(told.questions.map(q => q.text).join()).toContain('“J1” has 2 rows, so it is no id')
})
