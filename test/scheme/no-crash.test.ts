// Nothing that passes the check ends as a defect: random formulas of every function over every type of column, in every place
// of a scheme. Whatever of them is accepted is worked out from files, written and explained; it may be refused, never crash.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadScheme } from '../../src/scheme/load.ts'
import { run } from '../support/cli.ts'
import { put, tempFolder } from '../support/folders.ts'

const HEAD = `scheme: Anything
from: 2026-01
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
    team: group
    wage: money
    hired: date
    left: { type: date, blank: none }
    weight: { type: number, blank: none }
  paid: yes
tables:
  marks:
    file: marks*
    one row per: who
    missing row: blank
    columns:
      who: person
      mark: { type: percent, blank: none }
      days: { type: number, blank: none }
      ok: { type: yes/no, blank: none }
      skills: { type: list, blank: none }
      grade: { values: [x, y], blank: none }
      mentor: { type: person, blank: none }
  teams:
    file: teams*
    one row per: team
    missing row: blank
    columns:
      team: team
      cost: { type: money, blank: none }
  plan:
    file: plan*
    one figure per row: { name: figure, value: value }
    columns:
      target: { type: money, blank: none }
      whole: { type: count, blank: none }
  sales:
    file: sales*
    month: day
    columns:
      order: id
      day: date
      seller: { type: person, blank: none }
      crew: { type: person, shared: equally, blank: none }
      side: { type: team, blank: none }
      n: { type: number, blank: none }
      fee: { type: money, blank: none }
      kind: { type: text, blank: none }
      done: { type: yes/no, blank: none }
      until: { type: date, blank: none }
`

const FILES = {
  'data/2026-07/roster.csv':
    'id,name,position,team,wage,hired,left,weight\n1,Ann,clerk,A,100,2020-02-29,,1\n2,Bob,head,,0.005,2024-01-31,2026-12-31,\n3,Cid,clerk,B,-7,2026-07-31,2026-07-01,0\n',
  'data/2026-07/marks.csv':
    'who,mark,days,ok,skills,grade,mentor\n1,95%,0.5,yes,"a,b",x,2\n2,,-3,no,,y,\n3,0%,1000000000000,,a,,1\n',
  'data/2026-07/teams.csv': 'team,cost\nA,5\nB,\n',
  'data/2026-07/plan.csv': 'figure,value\ntarget,0\nwhole,3\n',
  'data/2026-07/sales.csv':
    'order,day,seller,crew,side,n,fee,kind,done,until\nS1,2026-07-01,1,"1,2",A,0.5,10,x,yes,2026-08-01\nS2,2026-07-02,2,3,B,-1,,y,no,\nS3,2026-07-31,,,,,5.55,,,2020-01-01\nS1,2026-07-03,1,1,A,3,1,x,yes,2026-07-03\n',
}

/** Formulas of one kind each, of people and of the rows of an export. */
type Kind = 'number' | 'money' | 'date' | 'truth' | 'text'
const KINDS: readonly Kind[] = ['number', 'money', 'date', 'truth', 'text']

const OF_PEOPLE: Record<Kind, readonly string[]> = {
  number: ['weight', 'mark', 'days', 'whole', 'month of year', 'month of quarter', 'days of period'],
  money: ['wage', 'cost', 'target', 'commission', 'gross', 'people.wage', '7元'],
  date: ['hired', 'left', 'start of period', 'end of period', '2026-07-15', '2024年2月29日'],
  truth: ['ok', '(skills has "a")', '(mentor is blank)', '(team = "A")'],
  text: ['grade', 'position', 'team', 'name', '"x"'],
}
const OF_ROWS: Record<Kind, readonly string[]> = {
  number: ['n', 'row number', 'whole', 'month of year'],
  money: ['fee', 'target', '7元'],
  date: ['day', 'until', 'start of period'],
  truth: ['done', '(seller is blank)', '(crew is blank)', '(side = "A")'],
  text: ['kind', 'order', 'side', '"x"'],
}
const NUMBERS = [
  '0',
  '1',
  '0.5',
  '3',
  '40%',
  '(1 ÷ 3 × 3 − 1)',
  '1000000000000',
  '0.0000000000000000000000000000000000000000001',
]

type Written = fc.Arbitrary<string>

/** Formulas of each kind; `more` are figures that only these have. */
function formulas(
  names: Record<Kind, readonly string[]>,
  more: (of: (kind: Kind) => Written) => Partial<Record<Kind, Written[]>>,
): Record<Kind, Written> {
  return fc.letrec<Record<Kind, string>>(tie => {
    const of = (kind: Kind): Written => tie(kind) as Written
    const own = more(of)
    const two = (a: Kind, b: Kind, build: (x: string, y: string) => string): Written =>
      fc.tuple(of(a), of(b)).map(([x, y]) => build(x, y))
    const choice = (kind: Kind): Written =>
      fc.tuple(of('truth'), of(kind), of(kind)).map(([c, x, y]) => `(if ${c} then ${x} else ${y})`)
    const any = (...all: Written[]): Written => fc.oneof({ maxDepth: 4, depthSize: 'small' }, ...all)
    const plus = fc.constantFrom('+', '−')
    const rounds = fc.constantFrom('round', 'round up', 'round down')
    const figures = (kind: 'number' | 'money'): Written[] => [
      fc.tuple(plus, of(kind), of(kind)).map(([s, x, y]) => `(${x} ${s} ${y})`),
      two(kind, 'number', (x, y) => `(${x} × ${y})`),
      two(kind, 'number', (x, y) => `(${x} ÷ ${y})`),
      fc
        .tuple(fc.constantFrom('min', 'max', 'sum', 'average'), of(kind), of(kind))
        .map(([f, x, y]) => `${f}(${x}, ${y})`),
      fc.tuple(rounds, of(kind), fc.nat(3)).map(([f, x, n]) => `${f}(${x}, ${n})`),
      of(kind).map(x => `(−${x})`),
      of(kind).map(x => `absolute(${x})`),
      choice(kind),
    ]
    const compared = fc.constantFrom('=', '≠', '<', '≤', '>', '≥')
    return {
      number: any(
        fc.constantFrom(...names.number, ...NUMBERS),
        ...figures('number'),
        two('money', 'money', (x, y) => `(${x} ÷ ${y})`),
        two('date', 'date', (x, y) => `(${x} − ${y})`),
        two('date', 'date', (x, y) => `months between(${x}, ${y})`),
        two('date', 'date', (x, y) => `years between(${x}, ${y})`),
        two('date', 'date', (x, y) => `hours between(${x} + 08:30, ${y} + 23:59:59)`),
        fc
          .tuple(fc.constantFrom('full units', 'started units', 'less the better'), of('number'), of('number'))
          .map(([f, x, y]) => `${f}(${x}, ${y})`),
        fc
          .tuple(fc.constantFrom('full units', 'started units', 'less the better'), of('money'), of('money'))
          .map(([f, x, y]) => `${f}(${x}, ${y})`),
        two('truth', 'truth', (x, y) => `how many(${x}, ${y})`),
        ...(own.number ?? []),
      ),
      money: any(fc.constantFrom(...names.money), ...figures('money'), ...(own.money ?? [])),
      date: any(
        fc.constantFrom(...names.date),
        fc.tuple(plus, of('date'), of('number')).map(([s, d, x]) => `(${d} ${s} ${x})`),
        two('date', 'number', (d, x) => `months after(${d}, ${x})`),
        fc.tuple(of('number'), of('number')).map(([m, d]) => `date(2026, ${m}, ${d})`),
        fc.tuple(fc.constantFrom('min', 'max'), of('date'), of('date')).map(([f, x, y]) => `${f}(${x}, ${y})`),
        choice('date'),
        ...(own.date ?? []),
      ),
      truth: any(
        fc.constantFrom(...names.truth),
        ...(['number', 'money', 'date'] as const).map(kind =>
          fc.tuple(compared, of(kind), of(kind)).map(([s, x, y]) => `(${x} ${s} ${y})`),
        ),
        ...KINDS.map(kind => of(kind).map(x => `(${x} is blank)`)),
        ...KINDS.map(kind => fc.tuple(of(kind), of(kind), of(kind)).map(([x, y, z]) => `(${x} in (${y}, ${z}))`)),
        fc.tuple(fc.constantFrom('and', 'or'), of('truth'), of('truth')).map(([s, x, y]) => `(${x} ${s} ${y})`),
        of('truth').map(x => `(not ${x})`),
        choice('truth'),
        ...(own.truth ?? []),
      ),
      text: any(fc.constantFrom(...names.text), choice('text'), ...(own.text ?? [])),
    }
  })
}

const row = formulas(OF_ROWS, () => ({}))
const by = fc.constantFrom('', ' by seller', ' by crew', ' by side')
const key = fc.constantFrom(' by order', ' by kind', ' by day', ' by seller', ' by side')
const where = fc.option(row.truth, { nil: '' }).map(w => (w === '' ? '' : ` where ${w}`))
/** A figure of the rows: of a formula with a column of them in it, so that the table is known. */
function measured(kind: Kind, aggregates: readonly string[], whose: Written): Written {
  const COLUMN = { number: 'n', money: 'fee', date: 'until', truth: 'done', text: 'kind' }[kind]
  const inner =
    kind === 'number' || kind === 'money'
      ? row[kind].map(x => `sales.${COLUMN} + ${x}`)
      : fc.constant(`sales.${COLUMN}`)
  return fc
    .tuple(fc.constantFrom(...aggregates), fc.oneof(fc.constant(`sales.${COLUMN}`), inner), whose, where)
    .map(([f, x, b, w]) => `${f}(${x}${b}${w})`)
}

const FIGURES = ['sum', 'average', 'min', 'max', 'only']
const OF_ONE = [
  'wage',
  'mark',
  'days',
  'cost',
  'target',
  'whole',
  'hired',
  'left',
  'ok',
  'grade',
  'skills',
  'team',
  'position',
]

const person = formulas(OF_PEOPLE, of => {
  const group = fc.constantFrom(' by team', ' by position')
  const whose = fc.option(of('truth'), { nil: '' }).map(w => (w === '' ? '' : ` where ${w}`))
  const among = (kind: Kind, names: readonly string[]): Written =>
    fc.tuple(fc.constantFrom(...names), of(kind), group, whose).map(([f, x, b, w]) => `${f}(${x}${b}${w})`)
  const before = (names: readonly string[]): Written =>
    fc.tuple(fc.constantFrom(...names), fc.constantFrom(...OF_ONE)).map(([f, x]) => `${f}(${x}, 2)`)
  return {
    number: [
      measured('number', FIGURES, by),
      fc.tuple(by, where).map(([b, w]) => `count(sales${b}${w})`),
      ...KINDS.map(kind => measured(kind, ['count distinct'], by)),
      among('number', ['sum', 'average', 'min', 'max', 'median']),
      ...KINDS.map(kind => among(kind, ['count distinct'])),
      among('number', ['rank', 'rank from lowest']),
      among('money', ['rank']),
      among('date', ['rank']),
      fc.tuple(group, whose).map(([b, w]) => `count(people${b}${w})`),
      before(['earlier count']),
      before(['earlier sum', 'earlier average']),
      fc.constantFrom('carried(mark)', 'carried(days)', 'earlier(weight, 1)'),
    ],
    money: [
      measured('money', FIGURES, by),
      among('money', ['sum', 'average', 'min', 'max', 'median']),
      fc.tuple(of('money'), of('number'), whose).map(([x, y, w]) => `share(round(sum(${x} where yes)) by ${y}${w})`),
      fc.tuple(of('number'), whose).map(([y, w]) => `share(100元, 3 by ${y}${w})`),
      fc.constantFrom('carried(wage)', 'earlier sum(cost, 3)', 'earlier(target, 1)'),
    ],
    date: [
      measured('date', ['min', 'max', 'only'], by),
      among('date', ['min', 'max']),
      fc.constant('earlier(left, 1)'),
    ],
    truth: [measured('truth', ['only'], by), fc.constant('earlier(ok, 1)')],
    text: [measured('text', ['only'], by), fc.constant('earlier(grade, 1)')],
  }
})

/** Where a formula of a kind may stand. */
const PLACES: readonly (readonly [readonly Kind[], (f: string) => string])[] = [
  [KINDS, f => `scores:\n  s1: ${f}\n`],
  [KINDS, f => `scores:\n  s1: { formula: ${f}, for: clerk, every: quarter }\n  s2: 1\n`],
  [['truth'], f => `scores:\n  s1: { when: ${f}, formula: 1 }\n`],
  [['number', 'money'], f => `scores:\n  s1:\n    bands of: ${f}\n    otherwise: 1\n`],
  [['number'], f => `scores:\n  s1:\n    bands of: ${f}\n    10 to 20: 5\n    otherwise: 1\n`],
  [['number'], f => `scores:\n  s1:\n    bands of: days\n    up to weight: ${f}\n    above weight: 2\n`],
  [['number'], f => `scores:\n  s1:\n    marginal bands of: ${f}\n    up to 1: 50%\n    above 1: 2%\n`],
  [
    ['number'],
    f =>
      `scores:\n  s1:\n    bands of: days\n    across: ${f}\n    columns: [up to 1, above 1]\n    up to 5: [1, 2]\n    otherwise: [3, 4]\n`,
  ],
  [['number', 'money'], f => `scores:\n  s1:\n    choose by: ${f}\n    1, 5%: 5\n    otherwise: 1\n`],
  [['date'], f => `scores:\n  s1:\n    choose by: ${f}\n    2026-07-01: 5\n    otherwise: 1\n`],
  [['text'], f => `scores:\n  s1:\n    choose by: ${f}\n    x: 5\n    otherwise: 1\n`],
  [['truth'], f => `scores:\n  s1:\n    choose by: ${f}\n    yes: 5\n    no: 1\n`],
  [['number'], f => `scores:\n  s1: { formula: 3, not below: ${f}, not above: ${f}, round: 1 }\n`],
  [['number'], f => `scores:\n  s1:\n    weighted:\n      days: ${f}\n      mark: 50%\n`],
  [['number'], f => `scales:\n  sc:\n    from 3: ${f}\n    below 3: 1\nscores:\n  s1: sc(${f})\n`],
  [
    ['number'],
    f => `scorecards:\n  card:\n    one: ${f}\n    two: { formula: 1, not above: ${f} }\nscores:\n  s1: card\n`,
  ],
  [
    ['money'],
    f => `pay:\n  - for: everyone\n    lines:\n      l1: ${f}\n      l2: { when: lines above > 5元, formula: 1元 }\n`,
  ],
  [
    ['money'],
    f =>
      `pay:\n  - for: everyone\n    commission:\n      l1: ${f}\nreserves:\n  r1: { withheld: commission × 10%, forfeited at once: ok }\n`,
  ],
  [
    ['money'],
    f =>
      `pay:\n  - for: clerk\n    lines:\n      l1: 9元\ndeductions:\n  at most: max(${f}, 0)\n  lines:\n    d1: { formula: ${f}, not below: 0 }\n`,
  ],
  [['truth', 'text'], f => `flags:\n  f1: ${f}\n`],
  [['truth'], f => `rules:\n  r1: { must: ${f} }\n`],
  [['truth'], f => `approvals:\n  a1: { when: ${f} }\n`],
  [['truth'], f => `exports:\n  e1:\n    file: e1.csv\n    where: ${f}\n    columns:\n      c: name\n`],
  [
    KINDS,
    f =>
      `exports:\n  e1:\n    file: e1.xlsx\n    columns:\n      c: { formula: ${f}, blank: none, below zero: allowed }\n`,
  ],
  [KINDS, f => `values:\n  v1: ${f}\nscores:\n  s1: v1\n  s2: { when: "earlier(v1, 1) is not blank", formula: 1 }\n`],
]

/** Where a formula of rows may stand. */
const ROW_PLACES: readonly (readonly [readonly Kind[], (f: string) => string])[] = [
  [['truth'], f => `    leave out: ${f}\nscores:\n  s1: count(sales by seller)\n`],
  [KINDS, f => `    work out:\n      w: ${f}\nscores:\n  s1: count distinct(sales.w by seller)\n`],
  [
    ['number', 'money'],
    f => `    work out:\n      w: ${f}\nscores:\n  s1: sum(sales.w by crew where w is not blank)\n`,
  ],
  [
    ['money', 'number'],
    f =>
      `    work out:\n      w:\n        choose by: kind\n        x: ${f}\n        otherwise: ${f}\nscores:\n  s1: average(sales.w by crew)\n`,
  ],
]

const keyed = fc.tuple(
  measured('money', FIGURES, key),
  measured('number', FIGURES, key),
  measured('date', ['min', 'max'], key),
)

/** The formula in quotation marks, since YAML parts it where it has a comma. */
const quoted = (f: string): string => `'${f}'`

/** A scheme with these sections; what is indented belongs to the last table of the head. */
function schemeOf(sections: string): string {
  return `${HEAD}${sections}${/^(?:scores|scorecards|scales|pay|values| )/.test(sections) ? '' : 'scores:\n  s: 1\n'}`
}

async function outcome(scheme: string): Promise<string> {
  const cwd = tempFolder()
  put(cwd, { 'scheme.yaml': scheme, ...FILES })
  const period = ['--period', '2026-07']
  const ran = await run(['run', ...period, '--json'], { cwd })
  const tried = await run(['try', 'scheme.yaml', '--position', 'clerk'], { cwd })
  const explained = ran.code === 0 ? await run(['explain', '1', ...period], { cwd }) : ran
  const crashed = [ran, tried, explained].find(r => r.code === 70)
  // A value that is missing without a word is a defect too.
  const lost = [ran, tried].find(r => `${r.out}${r.err}`.includes('VALUE_LOST'))
  return crashed ? crashed.err : lost ? 'VALUE_LOST' : ''
}

interface Tried {
  readonly sections: string
}

function placed(places: typeof PLACES, of: Record<Kind, Written>): fc.Arbitrary<Tried> {
  return fc
    .constantFrom(...places.flatMap(([kinds, build]) => kinds.map(kind => ({ kind, build }))))
    .chain(({ kind, build }) => of[kind].map(f => ({ sections: build(quoted(f)) })))
}

const SCHEMES: Record<string, fc.Arbitrary<Tried>> = {
  'of people': placed(PLACES, person),
  'of rows': placed(ROW_PLACES, row),
  'of orders': keyed.chain(([m, n, d]) =>
    placed(ROW_PLACES, {
      ...row,
      money: fc.constant(m),
      number: fc.constant(n),
      date: fc.constant(d),
    }),
  ),
}

describe('nothing that passes the check crashes', () => {
  const runs = Number(process.env.RUNS ?? 25)
  test.each(Object.entries(SCHEMES))('random formulas %s', { timeout: 60_000_000 }, async (_, schemes) => {
    let accepted = 0
    await fc.assert(
      fc.asyncProperty(schemes, async ({ sections }) => {
        const scheme = schemeOf(sections)
        const loaded = loadScheme(scheme, 'scheme.yaml', undefined)
        if (!loaded.scheme) return
        accepted++
        expect([sections, await outcome(scheme)]).toEqual([sections, ''])
      }),
      { numRuns: runs, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) },
    )
    if (process.env.RUNS) console.log(`${accepted} of ${runs} accepted`)
    expect(accepted).toBeGreaterThan(runs / 10)
  })
})
