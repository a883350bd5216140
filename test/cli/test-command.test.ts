// bonusbook test: cases that pass, cases that fail, faults of the cases file, and what no case reaches. Schemes, cases and
// coverage lists were worked out by hand.

import { describe, expect, test } from 'vitest'
import { json, type Ran, run } from '../support/cli.ts'
import { edited } from '../support/edited.ts'
import { contents, put, tempFolder } from '../support/folders.ts'

const HEAD = `scheme: Small scheme
from: 2026-01
people:
  file: roster*
  columns:
    id: id
    name: name
    position: position
  paid: yes
tables:
  marks:
    file: marks*
    one row per: who
    columns:
      who: person
      mark: number
      units: count
`

/** Lines are counted from the head, which has 17. */
const SCHEME = `${HEAD}parameters:
  rate: { from 2026-01: 10元, from 2026-05: 12元 }
values:
  factor:
    bands of: mark
    under 60: 0
    from 60: 1
    from 90: 1.5
  worth: { formula: units × factor, not above: 20 }
scores:
  grade: if mark ≥ 90 then "A" else "B"
pay:
  - for: [clerk, head]
    lines:
      bonus: worth × rate
  - for: head
    lines:
      duty:
        when: units > 0
        formula: 50元
flags:
  watch: mark < 60
`

const CASES = `cases:
  - name: a clerk with 90 points
    position: clerk
    set: { mark: 90, units: 10 }
    expect:
      lines: { bonus: 180.00 }
      scores: { grade: A }
      flags: []
    why: 10 × 1.5 = 15; 15 × 12 = 180
`

function shop(files: Record<string, string>): string {
  const cwd = tempFolder()
  put(cwd, files)
  return cwd
}

async function tested(cases: string, ...argv: string[]): Promise<Ran> {
  return run(['test', ...argv], { cwd: shop({ 'scheme.yaml': SCHEME, 'cases.yaml': cases }) })
}

interface Document {
  ok: boolean
  schemes: {
    ok: boolean
    problems: { code: string; at: string }[]
    cases: {
      name: string
      passed: boolean
      differences: {
        of: string
        kind: string
        name: string
        expected: string
        calculated: string
        difference?: string
        at: string
        explanation: { name: string; value: string; parts?: object[] }[]
      }[]
      problems: { code: string; at: string; message: string; hint: string }[]
      refused?: { expected: string[]; found: string[] }
    }[]
    coverage: {
      reached: number
      of: number
      notReached: { kind: string; of: string; text: string; side?: string; at: string }[]
    }
  }[]
}

async function document(cases: string): Promise<Document['schemes'][number]> {
  return json<Document>(await tested(cases, '--json')).schemes[0]!
}

describe('cases that pass', () => {
  test('a line each, what no case reaches, a verdict, exit code 0, nothing written', async () => {
    const cwd = shop({ 'scheme.yaml': SCHEME, 'cases.yaml': CASES })
    const before = contents(cwd)
    const ran = await run(['test'], { cwd })
    expect(ran.code).toBe(0)
    expect(ran.err).toBe('')
    expect(ran.out).toBe(`scheme.yaml · Small scheme

✓ a clerk with 90 points

No case reaches
  scheme.yaml:23:15  factor: band mark under 60
  scheme.yaml:24:14  factor: band mark from 60
  scheme.yaml:26:48  worth: limit not above 20
  scheme.yaml:28:13  grade: if mark ≥ 90 does not hold
  scheme.yaml:36:15  duty: when units > 0 holds
  scheme.yaml:36:15  duty: when units > 0 does not hold
  scheme.yaml:37:18  duty: line head
  scheme.yaml:39:10  watch: flag mark < 60 holds

1 of 1 case passes.
6 of 14 lines, bands, conditions and limits are reached.
`)
    expect(contents(cwd)).toEqual(before)
  })

  test('a few more reach everything', async () => {
    const more = `${CASES}
  - name: the limit, and duty
    position: head
    set: { mark: 95, units: 14 }
    expect: { lines: { bonus: "240", duty: 50.00 }, gross: 290 }
  - name: 60 points, no duty
    position: head
    set: { mark: 60, units: 0 }
    expect: { lines: { bonus: 0, duty: none }, scores: { grade: B } }
  - name: below 60
    position: clerk
    set: { mark: 59.99, units: 8 }
    expect: { values: { worth: 0, marks.mark: 59.99 }, flags: [watch] }
`
    const { coverage, ok } = await document(more)
    expect(ok).toBe(true)
    expect(coverage.notReached).toEqual([])
    expect(coverage.of).toBe(14)
  })

  test('a case may say which month it is of', async () => {
    const early = edited(CASES, ['180.00', '150.00'], ['    why:', '    period: 2026-04\n    why:'])
    expect((await document(early)).ok).toBe(true)
    expect((await document(edited(early, ['2026-04', '2026-05']))).ok).toBe(false)
    const before = await document(edited(early, ['2026-04', '2025-12']))
    expect(before.cases[0]!.problems.map(p => p.code)).toContain('SCHEME_PERIOD')
  })

  test('what holds for all cases stands once', async () => {
    const shared = `set: { units: 10, mark: 50 }\n${edited(CASES, ['mark: 90, units: 10', 'mark: 90'])}`
    expect((await document(shared)).ok).toBe(true)
  })

  test('a case that is to be refused', async () => {
    const refused = 'cases:\n  - { name: no mark, position: clerk, set: { units: 1 }, refused: [mark] }\n'
    expect((await document(refused)).ok).toBe(true)
    const other = await document(refused.replace('[mark]', '[units]'))
    expect(other.cases[0]).toMatchObject({ passed: false, refused: { expected: ['units'], found: ['mark'] } })
    const not = await tested(refused.replace('units: 1', 'units: 1, mark: 1'))
    expect(not.code).toBe(1)
    expect(not.out).toContain('should be refused, but was calculated')
  })
})

describe('a case that fails', () => {
  const WRONG = edited(CASES, ['180.00', '170'], ['grade: A', 'grade: B'], ['flags: []', 'flags: [watch]'])

  test('shows expected, calculated and the difference, and how what was calculated came about', async () => {
    const ran = await tested(WRONG)
    expect(ran.code).toBe(1)
    expect(ran.out).toContain(`✗ a clerk with 90 points  cases.yaml:2:11
    by hand: 10 × 1.5 = 15; 15 × 12 = 180

    bonus   expected 170   calculated 180.00   difference 10.00  cases.yaml:6:16
      bonus = 180.00
      │ worth × rate
      │ = 15 × 12.00
      ├─ worth = 15
      │  │ units × factor, at most 20
      │  │ = 10 × 1.5
      │  ├─ units = 10  given
      │  └─ factor = 1.5
`)
    expect(ran.out).toContain('    grade   expected B   calculated A  cases.yaml:7:17\n      grade = A\n')
    expect(ran.out).toContain('    flags   expected watch   calculated none  cases.yaml:8:7\n      watch = no\n')
    expect(ran.out).toContain('0 of 1 case passes.')
  })

  test('as JSON', async () => {
    const { cases, ok } = await document(WRONG)
    expect(ok).toBe(false)
    const [bonus, grade] = cases[0]!.differences
    expect(bonus).toMatchObject({ of: '1', kind: 'line', name: 'bonus', expected: '170', calculated: '180.00' })
    expect(bonus).toMatchObject({ difference: '10.00', at: 'cases.yaml:6:16' })
    expect(bonus!.explanation[0]).toMatchObject({ name: 'bonus', value: '180.00' })
    expect(bonus!.explanation[0]!.parts).toHaveLength(2)
    expect(grade!.difference).toBeUndefined()
  })

  test('--quiet shows failures and the verdict only', async () => {
    const two = `${CASES}${edited(WRONG, ['cases:\n', ''], ['a clerk', 'another clerk'])}`
    const ran = await tested(two, '--quiet')
    expect(ran.out).toContain('✗ another clerk')
    expect(ran.out).not.toContain('✓')
    expect(ran.out).not.toContain('No case reaches')
    expect(ran.out).toContain('1 of 2 cases pass')
    expect((await tested(CASES, '--quiet')).out).toBe(
      '1 of 1 case passes.\n6 of 14 lines, bands, conditions and limits are reached.\n',
    )
  })

  test('in Chinese', async () => {
    const { out } = await tested(WRONG, '--lang', 'zh')
    expect(out).toContain('手算：10 × 1.5 = 15')
    expect(out).toContain('bonus   应为 170   算得 180.00   差额 10.00')
    expect(out).toContain('没有用例覆盖')
    expect(out).toContain('1 个用例中 0 个通过。')
    expect(out).toContain('档位 mark under 60')
  })

  test('several people: whose figure it is stands before it', async () => {
    const several = `cases:
  - name: two people
    people:
      - { id: 7, position: clerk, mark: 90, units: 10 }
      - { id: 8, position: clerk, mark: 60, units: 10 }
    expect:
      7: { lines: { bonus: 180 } }
      8: { lines: { bonus: 121 } }
`
    const ran = await tested(several)
    expect(ran.out).toContain('8 bonus   expected 121   calculated 120.00   difference -1.00  cases.yaml:8:21')
    expect((await document(several.replace('121', '120'))).ok).toBe(true)
  })

  test('a figure that nobody has', async () => {
    const ran = await tested(edited(CASES, ['{ bonus: 180.00 }', '{ bonus: none, duty: 50 }']))
    expect(ran.out).toContain('bonus   expected none   calculated 180.00')
    expect(ran.out).toContain('duty   expected 50   calculated none')
  })

  test('an input that is missing is named', async () => {
    const { cases } = await document(edited(CASES, [', units: 10', '']))
    expect(cases[0]!.problems.map(p => p.code)).toEqual(['INPUT_MISSING'])
    expect(cases[0]!.problems[0]!.hint).toBe('Give it in the case under `set`: units (count).')
  })
})

describe('faults of the cases file, each with its place and what was meant', () => {
  test.each<[string, string, string, string]>([
    ['lines: { bonus', 'lines: { bonos', 'cases.yaml:6:16 NOT_FOUND', 'bonus'],
    ['scores: { grade', 'scores: { grad', 'cases.yaml:7:17 NOT_FOUND', 'grade'],
    ['flags: []', 'flags: [wach]', 'cases.yaml:8:15 NOT_FOUND', 'watch'],
    ['flags: []', 'values: { wort: 1 }', 'cases.yaml:8:17 NOT_FOUND', 'worth'],
    ['units: 10', 'unit: 10', 'cases.yaml:4:22 INPUT_UNKNOWN', 'units'],
    ['position: clerk', 'position: clark', 'cases.yaml:3:15 NOT_FOUND', 'clerk'],
    ['    why:', '    period: spring\n    why:', 'cases.yaml:9:13 SHAPE_WRONG', ''],
    ['    why:', '    refused: [mark]\n    why:', 'cases.yaml:5:5 SHAPE_WRONG', ''],
  ])('%s → %s', async (from, to, problem, meant) => {
    const { cases, ok } = await document(edited(CASES, [from, to]))
    expect(ok).toBe(false)
    const [found] = cases[0]!.problems
    expect(`${found!.at} ${found!.code}`).toBe(problem)
    expect(found!.message + found!.hint).toContain(meant)
  })

  test.each<[string, string, string]>([
    ['lines:', 'line:', 'cases.yaml:6:7 KEY_UNKNOWN'],
    ['set:', 'sett:', 'cases.yaml:4:5 KEY_UNKNOWN'],
    ['name: a clerk with 90 points', 'title: a clerk', 'cases.yaml:2:5 KEY_UNKNOWN'],
    ['flags: []', 'flags: watch', 'cases.yaml:8:14 SHAPE_WRONG'],
    ['cases:', 'case:', 'cases.yaml:1:1 KEY_UNKNOWN'],
    ['flags: []', 'flags: *all', 'cases.yaml:8:14 SHAPE_WRONG'],
  ])('the shape: %s → %s', async (from, to, problem) => {
    const { problems, ok } = await document(edited(CASES, [from, to]))
    expect(ok).toBe(false)
    expect(problems.map(p => `${p.at} ${p.code}`)).toContain(problem)
  })

  test('several faults in several cases are told together; the other cases run', async () => {
    const three = [
      CASES,
      edited(CASES, ['a clerk', 'a second'], ['mark: 90', 'marc: 90']),
      edited(CASES, ['units: 10', 'unit: 10']),
    ]
      .map(text => edited(text, ['cases:\n', '']))
      .join('')
    const { cases } = await document(`cases:\n${three}`)
    expect(cases.map(c => c.passed)).toEqual([true, false, false])
    expect(cases.flatMap(c => c.problems.map(p => p.code))).toEqual(['INPUT_UNKNOWN', 'CASE_REPEATED', 'INPUT_UNKNOWN'])
  })

  test('a case that expects nothing', async () => {
    const { cases } = await document('cases:\n  - { name: empty, position: clerk, set: { mark: 1, units: 1 } }\n')
    expect(cases[0]!.problems.map(p => p.code)).toEqual(['CASE_EMPTY'])
  })

  test('expected people must be among those of the case', async () => {
    const { cases } = await document(`cases:
  - name: one
    people: [{ id: 7, position: clerk, mark: 90, units: 10 }]
    expect: { 8: { gross: 1 } }
`)
    expect(cases[0]!.problems.map(p => `${p.at} ${p.code}`)).toEqual(['cases.yaml:4:15 NOT_FOUND'])
  })
})

describe('which schemes and cases', () => {
  test('a folder, a file, and several at once', async () => {
    const cwd = shop({ 'a/scheme.yaml': SCHEME, 'a/cases.yaml': CASES, 'b/b.yaml': SCHEME, 'b/cases/b.yaml': CASES })
    const ran = await run(['test', 'a', 'b/b.yaml'], { cwd })
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('a/scheme.yaml · Small scheme')
    expect(ran.out).toContain('b/b.yaml · Small scheme')
    expect(ran.out).toContain('2 of 2 cases pass.')
  })

  test('cases.yaml and all of cases/ together; -C names the shop', async () => {
    const cwd = shop({
      's/scheme.yaml': SCHEME,
      's/cases.yaml': CASES,
      's/cases/more.yaml': CASES,
      's/cases/notes.txt': '',
    })
    const ran = await run(['test', '-C', 's'], { cwd })
    expect(ran.out).toContain('2 of 2 cases pass.')
  })

  test('each of schemes/ has the cases of its own name', async () => {
    const later = edited(SCHEME, ['from: 2026-01\n', 'from: 2026-06\n'], ['from 2026-05: 12元', 'from 2026-05: 20元'])
    const cwd = shop({
      'schemes/a.yaml': SCHEME,
      'schemes/b.yaml': later,
      'schemes/cases/a.yaml': CASES,
      'schemes/cases/b.yaml': edited(CASES, ['180.00', '300.00']),
    })
    const ran = await run(['test'], { cwd })
    expect(ran.code).toBe(0)
    expect(ran.out).toContain('2 of 2 cases pass.')
  })

  test.each<[string, Record<string, string>, string]>([
    ['no cases', { 'scheme.yaml': SCHEME }, 'CASES_MISSING'],
    ['no scheme', { 'cases.yaml': CASES }, 'SCHEME_MISSING'],
    [
      'a scheme at fault',
      { 'scheme.yaml': edited(SCHEME, ['worth × rate', 'worht × rate']), 'cases.yaml': CASES },
      'worth',
    ],
  ])('%s', async (_, files, said) => {
    const cwd = shop(files)
    for (const lang of ['en', 'zh']) {
      const ran = await run(['test', '--lang', lang], { cwd })
      expect(ran.code).toBe(1)
      expect(ran.out).toContain(said)
    }
  })

  test('an unknown option is wrong usage', async () => {
    expect((await tested(CASES, '--cases', 'x')).code).toBe(2)
  })
})
