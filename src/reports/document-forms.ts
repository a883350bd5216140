// The form of every document that `--json` prints, each said once: its types are what the commands print, its JSON Schema is what
// `bonusbook schema --of` shows. A key that is printed and not said here does not compile, and is refused by the schema.
// Nobody loads this file for its types: it is read where a schema is asked for.

import * as z from 'zod'
import { TAX_KINDS } from '../core/tax.ts'
import type { DocumentName } from './document-names.ts'

const text = (about: string): z.ZodString => z.string().describe(about)
const amount = (about: string): z.ZodString => text(`${about} An amount with two decimals.`)
const figure = (about: string): z.ZodString => text(`${about} A plain decimal number as a text.`)
const count = (about: string): z.ZodInt => z.int().describe(about)
const yes = (about: string): z.ZodBoolean => z.boolean().describe(about)
const texts = (about: string): z.ZodArray<z.ZodString> => z.array(z.string()).describe(about)
const map = (about: string): z.ZodRecord<z.ZodString, z.ZodString> => z.record(z.string(), z.string()).describe(about)

const id = text('Employee number.')
const name = text('Name.')
const period = text('The period: 2026-07, or the last day of a week.')
const month = text('The month or week that it is of.')
const next = { next: text('The command that comes next, ready for a shell.').optional() }

const problem = z.strictObject({
  code: text('What kind of problem it is; stays the same from version to version.'),
  severity: z.enum(['error', 'warning']).describe('An error stands in the way, a warning is to be known.'),
  at: text('Where: file:line:column, file!Sheet!cell, or empty.'),
  message: text('What was found, in the language of the terminal.'),
  hint: text('What to do.'),
  row: text('The line or row as it stands in the file.').optional(),
  accepted: text('Why the scheme accepts it.').optional(),
})
const problems = z.array(problem).describe('All problems at once, errors first.')

/** What is printed of a command that could not be done, also of one that was typed wrong. */
const refused = z
  .strictObject({ period: period.optional(), problems, ...next })
  .describe('The command was not done: exit code 1, 2, 3 or 4.')

const seals = {
  seal: text('The seal of the entry.'),
  figures: text('The digest of its figures.').optional(),
  signedBy: text('Who signed it.').optional(),
}
const entry = text('The sealed entry, a file in book/; null where nothing was sealed.')
const approval = z.strictObject({
  role: text('The role that the scheme asks for.'),
  name: text('Who approves.'),
  signature: text('The signature over the draft.').optional(),
})
const approvals = z.array(approval).describe('Who approved it.')

// -- amounts -----------------------------------------------------------------------------------------------------------------

const adjusted = z
  .array(
    z.strictObject({
      amount: amount('What it adds.'),
      reason: text('Why.'),
      reference: text('What it refers to; may be empty.'),
      approvedBy: text('Who decided it.'),
    }),
  )
  .describe('What was decided by hand that it is the sum of.')
  .optional()
const tax = z.enum(TAX_KINDS).describe('What it is for the tax client.')
const taxed = z
  .partialRecord(tax, amount('What is paid of that kind.'))
  .describe('What is paid, by tax kind.')
  .optional()
const scores = map('Scores by their names, as texts.')

const line = z.strictObject({
  name: text('The pay line.'),
  amount: amount('What it pays.'),
  commission: yes('Whether reserves are withheld from it.'),
  paid: text('The day on which it is paid, where it has one of its own.').optional(),
  tax: tax.optional(),
  adjusted,
})
const correction = z.strictObject({
  name: text('What is corrected.'),
  origin: month,
  amount: amount('What it brings.'),
})
const person = z.strictObject({
  id,
  name,
  position: text('Position.'),
  scores,
  lines: z.array(line).describe('Pay lines and adjustments.'),
  reserves: z
    .array(
      z.strictObject({
        name: text('The reserve.'),
        withheld: amount('What is held back.'),
        forfeited: amount('What of it is forfeited at once.'),
      }),
    )
    .describe('What is held back.'),
  deductions: z
    .array(z.strictObject({ name: text('The deduction.'), amount: amount('What arose this month.'), adjusted }))
    .describe('Deductions that arose this month.'),
  arose: amount('Deductions that arose this month, together.').optional(),
  earlier: amount('What was still due from earlier months.').optional(),
  taken: z
    .array(
      z.strictObject({
        name: text('The deduction.'),
        origin: month,
        due: amount('What is due.'),
        taken: amount('What of it is taken this month.'),
        carried: amount('What is left for later.'),
      }),
    )
    .describe('Every deduction that is due, by its month, where some are of earlier months.')
    .optional(),
  deducted: amount('What is deducted.'),
  carried: amount('What could not be deducted yet.'),
  gross: amount('Gross.'),
  own: amount('What the month itself earned, where earlier ones were corrected.').optional(),
  corrections: z.array(correction).describe('Corrections of closed months.').optional(),
  corrected: amount('Corrections together.').optional(),
  net: amount('Net.'),
  paid: z
    .array(z.strictObject({ day: text('The day, 2026-08-25.'), amount: amount('What is paid on it.') }))
    .describe('What is paid on which day, where the scheme says.')
    .optional(),
  taxed,
  flags: texts('What the scheme flags for a look.'),
})

const whatIf = z
  .strictObject({
    from: text('The values of the first variant; empty for the month as it is.'),
    variants: texts('The values of each other variant.'),
    rows: z
      .array(
        z.strictObject({
          kind: z.enum(['gross', 'net', 'group', 'person']).describe('What the row is of.'),
          name: text('The group or person.').optional(),
          from: amount('With the first variant.'),
          amounts: texts('With each other variant.'),
          differences: texts('Each less the first.'),
        }),
      )
      .describe('The variants side by side.'),
  })
  .describe('A what-if: variants side by side.')

const pay = z
  .strictObject({
    period,
    scheme: text('The name of the scheme.'),
    paid: z
      .array(
        z.strictObject({
          day: text('The day, 2026-08-25.'),
          amount: amount('What is paid on it.'),
          people: count('To how many people.'),
        }),
      )
      .describe('What is paid on which day, where the scheme says.')
      .optional(),
    taxed,
    people: z.array(person).describe('Everybody who is paid.'),
    groups: z
      .array(
        z.strictObject({
          by: text('What the group is: a column of the roster.'),
          key: text('The group.'),
          values: map('Its figures by name.'),
        }),
      )
      .describe('Figures of groups.'),
    problems,
    whatIf: whatIf.optional(),
    ...next,
  })
  .describe('The amounts of a month.')

const variants = z
  .strictObject({ period, whatIf, problems: problems.optional(), ...next })
  .describe('Variants of a month that were worked out and not written.')

// -- explanations ------------------------------------------------------------------------------------------------------------

const edge = z.strictObject({
  of: text('Whose: employee number, team=north, or empty for the shop.'),
  name: text('Name of the person or group.'),
  column: text('The line or score.'),
  figure: text('The figure that lies near an edge.'),
  value: figure('What it is.'),
  edge: figure('The edge.'),
  side: z.enum(['below', 'above']).describe('On which side of the edge it lies.'),
  band: text('The band that it is in.'),
  next: text('The band behind the edge.'),
  worth: amount('What the other band would change.').nullable(),
})
const edges = z.array(edge).describe('Who is near the edge of a band.')

const relation = {
  sign: z.enum(['=', '≠', '<', '≤', '>', '≥']).describe('The comparison.'),
  right: text('What it is held against.'),
  dates: yes('Whether these are points in time.'),
  holds: yes('Whether it holds.'),
}
const within = z.array(z.strictObject(relation)).describe('Between which edges it lies.')
const part = { formula: text('The words of the part of the formula that it is about.').optional() }
const words = text('The words of the formula.')
const result = text('What it gave.')
const of = text('What it is about.')

const test = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('compare'), left: text('What is compared.'), ...relation }),
  z.strictObject({ kind: z.literal('blank'), of, holds: relation.holds }),
  z.strictObject({ kind: z.literal('truth'), of, holds: relation.holds }),
  z.strictObject({ kind: z.literal('in'), of, items: texts('The items.'), holds: relation.holds }),
  z.strictObject({ kind: z.literal('has'), of, item: text('The item.'), holds: relation.holds }),
])

const item = z.strictObject({
  kind: z.literal('item'),
  name: text('The item of a scorecard or a sum.'),
  value: result,
  how: text('The words of its formula.'),
  get steps() {
    return z.array(step).describe('How it came about.')
  },
})
const step = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('arithmetic'), ...part, text: text('The arithmetic.'), result }),
    z.strictObject({
      kind: z.literal('condition'),
      formula: words,
      text: text('The condition in figures.'),
      result,
      tests: z.array(test).describe('What was looked at.'),
      holds: relation.holds,
      taken: text('The formula that is taken then.'),
    }),
    z.strictObject({
      kind: z.literal('band'),
      of,
      value: text('The figure.'),
      band: text('The band that it lies in.'),
      edges: texts('Edges that have a name, with what they are.'),
      within,
      result,
      gives: text('What the band gives.'),
    }),
    z.strictObject({
      kind: z.literal('slice'),
      band: text('The band.'),
      within,
      width: text('How much lies in it.'),
      rate: text('Its rate.'),
      part: text('What it gives.'),
    }),
    z.strictObject({
      kind: z.literal('choice'),
      of,
      value: text('The text that decides.'),
      result,
      gives: text('What the case gives.'),
    }),
    item,
    z.strictObject({
      kind: z.literal('limited'),
      ...part,
      of,
      by: z.enum(['low', 'high']).describe('The least or the most that it may be.'),
      from: text('What it would be.'),
      limit: text('The limit.'),
      to: result,
    }),
    z.strictObject({
      kind: z.literal('rounded'),
      ...part,
      of,
      from: text('What it was.'),
      places: count('To how many places.'),
      mode: z.enum(['half up', 'half even', 'down', 'up']).describe('How.'),
      to: result,
    }),
    z.strictObject({
      kind: z.literal('share'),
      ...part,
      pool: text('What is shared.'),
      weight: text('The own weight.'),
      all: text('All weights.'),
      members: count('How many share it.'),
      exact: text('The share before it is rounded.'),
      result,
    }),
    z.strictObject({
      kind: z.literal('rank'),
      formula: words,
      value: text('The figure that ranks.'),
      better: count('How many stand before it.'),
      of: count('How many there are.'),
      result,
    }),
    z.strictObject({
      kind: z.literal('people'),
      formula: words,
      aggregate: z
        .enum(['sum', 'count', 'count distinct', 'average', 'min', 'max', 'median', 'only'])
        .describe('How they are put together.'),
      of: z.array(z.strictObject({ who: name, value: text('Their figure.') })).describe('The people.'),
      result,
    }),
    z.strictObject({ kind: z.literal('changed'), month, from: text('What it was.'), to: text('What it is.') }),
    z.strictObject({
      kind: z.literal('earlier'),
      formula: words,
      months: z
        .array(z.strictObject({ month, value: text('Its figure.'), entry: text('The entry that says so.').optional() }))
        .describe('The earlier months.'),
      result,
    }),
  ])
  .meta({ id: 'step', description: 'What happened inside a formula.' })

const row = z.strictObject({
  row: count('Its number in the file.'),
  sheet: text('Its sheet, where several were read.').optional(),
  change: z.enum(['added', 'removed', 'changed']).describe('What a correction made of it.').optional(),
  cells: map('Its cells by column.'),
  whole: text('The figure of the whole row, where several people share it.').optional(),
  share: text('The own part of it: 1/2.').optional(),
  value: text('What it adds.').optional(),
})
const node = z
  .strictObject({
    cell: text('The name of this value in the audit trail.'),
    name: text('What the value is called.'),
    of: text('Whose it is: a person, a group, or the scheme.'),
    value: result,
    kind: text('Where it comes from: read, defined, summed, given …'),
    formula: words.optional(),
    steps: z.array(step).describe('What happened inside the formula, in its order.').optional(),
    edges: edges.optional(),
    words: texts('The steps in words.').optional(),
    at: text('Where it is read or defined.'),
    entry: z
      .strictObject({ file: text('The entry, a file in book/.'), sealed: text('The day of its sealing.') })
      .describe('The entry of the book that says so.')
      .optional(),
    rows: z
      .strictObject({
        file: text('The file.').optional(),
        count: count('How many rows.').optional(),
        quoted: z.array(row).describe('The rows that are quoted.'),
      })
      .describe('The rows that it was made of.')
      .optional(),
    again: yes('Whether it is told further up already.').optional(),
    get parts() {
      return z.array(node).describe('The values that it was made of.').optional()
    },
  })
  .meta({ id: 'value', description: 'A value and how it came about.' })
/** The root of the tree, with what else has its name. */
const tree = z.strictObject({
  ...node.shape,
  also: texts('How other things of the same name are asked for.').optional(),
  ...next,
})

const ask = z.strictObject({
  name: text('What it is called.'),
  ask: text('The word by which it is asked for.').optional(),
  value: text('What it is.'),
})
const sheet = z
  .strictObject({
    period,
    id,
    name,
    lines: z
      .array(z.strictObject({ name: text('The pay line.'), amount: amount('What it pays.') }))
      .describe('Pay lines.'),
    net: amount('Net.'),
    figures: z.array(ask).describe('Everything that can be asked for.'),
    ...next,
  })
  .describe('The sheet of a person.')
const groupFigures = z
  .strictObject({ period, of: text('The group or the shop.'), figures: z.array(ask).describe('Its figures.'), ...next })
  .describe('The figures of a group or of the shop.')

const life = z
  .strictObject({
    order: text('The number of the order.'),
    states: z
      .array(
        z.strictObject({
          month,
          state: z
            .enum(['sealed', 'changed', 'open', 'before'])
            .describe('As an entry sealed it; an export that is not what was sealed; open; before the book.'),
          entry: count('The number of the entry.').optional(),
          kind: text('What the entry is.').optional(),
          time: text('When it was sealed.').optional(),
          counted: z
            .array(
              z.strictObject({
                table: text('The table.'),
                lines: count('How many lines of it counted.'),
                back: count('How many took money back.'),
              }),
            )
            .describe('What the entry counted of it.'),
          rows: z
            .array(
              z.strictObject({
                table: text('The table.'),
                at: text('File and row.'),
                by: text('The column that names it, of a row of another order.').optional(),
                day: text('Its day.').nullable(),
                ownMonth: yes('Whether it is of the month that its file lies in.'),
                takesBack: yes('Whether it takes money back.'),
                fate: text('What became of it.'),
                cells: map('Its cells by column.'),
              }),
            )
            .describe('Its rows.'),
          added: z
            .array(
              z.strictObject({
                figure: text('The figure.'),
                of: text('Whose: employee number, team=north, or empty for the shop.'),
                name: text('Their name.'),
                adds: text('What the rows add to it.'),
                people: z
                  .array(z.strictObject({ id, name, lines: texts('The pay lines.') }))
                  .describe('In whose pay it is read.'),
                rows: z
                  .array(
                    z.strictObject({
                      at: text('File and row.'),
                      value: text('What it brings.'),
                      part: text('The own part of it.').optional(),
                    }),
                  )
                  .describe('What each row brings.'),
              }),
            )
            .describe('The figures that it went into.'),
          because: text('The code of what keeps the month from being worked out.').optional(),
        }),
      )
      .describe('Month by month.'),
    problems,
    ...next,
  })
  .describe('The whole life of an order.')

// -- the commands ------------------------------------------------------------------------------------------------------------

const reconciliation = z.strictObject({
  table: text('The table.'),
  file: text('The file.'),
  column: text('The column.'),
  inFile: figure('Its total in the file.'),
  used: figure('What was used.'),
  otherMonth: figure('Left out: of another month.'),
  leftOut: figure('Left out by the scheme.'),
  nobody: figure('Of nobody who is paid.'),
  alone: figure('Without a partner in the other table.'),
  condition: figure('Taken by no condition.'),
  difference: figure('The total less all the others.'),
})

const check = z
  .strictObject({
    period,
    ok: yes('Whether the month can be run.'),
    headcount: count('How many people are paid, where that could be worked out.').optional(),
    closed: z
      .strictObject({ entry: text('The entry.'), seal: text('Its seal.'), time: text('When it was sealed.') })
      .describe('Of a closed month: it is shown as it was sealed.')
      .optional(),
    first: z
      .array(
        z.strictObject({
          file: text('The file; empty for what stands in none.'),
          owner: text('Whom to ask, where the scheme says.').optional(),
          errors: count('How many errors stand in it.'),
          also: z.array(z.string()).describe('Other files that they are about as well.').optional(),
        }),
      )
      .describe('What is to be mended, file by file, the one that causes others first.'),
    problems,
    reconciliation: z.array(reconciliation).describe('What became of the total of each column.'),
    unmatched: z
      .strictObject({
        paidNothing: z
          .array(z.strictObject({ id, name, position: text('Position.') }))
          .describe('People whose lines come to nothing.'),
        workedButNotPaid: z
          .array(
            z.strictObject({
              id,
              name,
              measure: text('What was summed.'),
              rows: count('Of how many rows.'),
              amount: figure('What it comes to.'),
            }),
          )
          .describe('People of the roster with work who are not paid.'),
        notInRoster: z
          .array(
            z.strictObject({
              found: text('What stands there.'),
              at: text('Where.'),
              rows: count('In how many rows.'),
              amounts: text('What they come to.'),
            }),
          )
          .describe('Who is not in the roster.'),
      })
      .describe('Who did not come together.'),
    edges,
    ...next,
  })
  .describe('What was found in scheme and exports.')

const released = z
  .strictObject({
    reserve: text('The reserve.'),
    period,
    payout: text('The month in which it is paid.'),
    tax: tax.optional(),
    ratio: figure('The part that is released.').nullable(),
    people: z
      .array(
        z.strictObject({
          id,
          name,
          held: amount('What was held.'),
          released: amount('What is released.'),
          forfeited: amount('What is lost.'),
          premium: amount('What is paid on top.'),
          byRatio: amount('Lost by the ratio.'),
          byLeaving: amount('Lost for having left.'),
        }),
      )
      .describe('Everybody of whom something was held.'),
    entry: entry.nullable(),
    ...seals,
    seal: seals.seal.optional(),
    problems,
    ...next,
  })
  .describe('What a release pays.')

const corrected = z
  .strictObject({
    period,
    payout: text('The open month that settles it.'),
    entry: entry.nullable(),
    ...seals,
    seal: seals.seal.optional(),
    people: z
      .array(
        z.strictObject({
          id,
          name,
          corrections: z
            .array(
              z.strictObject({
                origin: month,
                kind: z.enum(['line', 'withheld', 'deducted', 'released']).describe('What of the sheet it corrects.'),
                name: text('The line, reserve or deduction.'),
                amount: amount('What it brings.'),
              }),
            )
            .describe('What differs.'),
          total: amount('Together.'),
        }),
      )
      .describe('Everybody of whom something differs.'),
    problems,
    ...next,
  })
  .describe('What a correction brings.')

const lots = z.strictObject({
  person: id,
  name,
  reserve: text('The reserve.'),
  origin: month,
  opening: amount('What was held before.'),
  withheld: amount('Withheld.'),
  released: amount('Released.'),
  forfeited: amount('Forfeited.'),
  recovered: amount('Taken back.'),
  premium: amount('Paid on top.'),
  closing: amount('What is held.'),
  'released by': text('The number of the entry that released it; empty where none did.'),
  releasable: text('When it may be released.'),
  risk: text('Why it might not be paid; empty where nothing says so.'),
})
const debts = z.strictObject({
  person: id,
  name,
  deduction: text('The deduction.'),
  opening: amount('What was due before.'),
  due: amount('What arose.'),
  taken: amount('What was taken.'),
  carried: amount('What is still due.'),
})
const posting = z.strictObject({
  number: text('The number of the entry.'),
  entry: text('What the entry is.'),
  period,
  payout: text('The month in which it is paid; may be empty.'),
  person: id,
  name,
  type: text('reserve or deduction.'),
  account: text('The reserve or deduction.'),
  origin: month,
  kind: text('withheld, released, forfeited …'),
  amount: amount('The amount.'),
  line: text('The pay line; may be empty.'),
  reason: text('Why; may be empty.'),
  paid: text('The day on which it is paid, where the scheme says.').optional(),
})
const listed = z.strictObject({
  number: text('Its number.'),
  entry: text('What it is: close, release, correct, open.'),
  period,
  reserve: text('Of a release its reserve.'),
  payout: text('Of a release when it is paid.'),
  time: text('When it was sealed.'),
  version: text('By which version.'),
  people: text('For how many people.'),
  amount: amount('What it comes to.'),
  figures: text('The digest of its figures.'),
  seal: text('Its seal.'),
})

const shopState = z.strictObject({
  shop: text('Its folder.'),
  name: text('As its shop.yaml calls it.').optional(),
  state: z.enum(['done', 'problems', 'refused', 'locked', 'waiting']).describe('What became of it.'),
  exit: z
    .union([z.literal(0), z.literal(1), z.literal(3), z.literal(4)])
    .describe('As the single command would have ended.')
    .optional(),
  totals: z.record(z.string(), z.union([z.string(), z.number()])).describe('What it comes to.'),
  problems: z.record(z.string(), z.int()).describe('How many problems, by code.'),
})
const group = z
  .strictObject({
    format: z.literal(1).describe('The version of group.json.'),
    group: text('The group.'),
    command: text('What was done.'),
    period: text('The period; verify has none and says so.'),
    of: map('Of a release its reserve and when it is paid.'),
    shard: z
      .strictObject({ number: count('Which part.'), of: count('Of how many.'), among: count('Of how many shops.') })
      .describe('The part of the shops that it is of.')
      .optional(),
    shops: z.array(shopState).describe('What became of each shop.'),
    seconds: z.record(z.string(), z.number()).describe('How long each took.'),
    problems,
    ...next,
  })
  .describe('What became of each shop.')

const compared = z
  .strictObject({
    a: text('The first side.'),
    b: text('The second side.'),
    compared: count('How many people were compared.'),
    total: amount('What all differences come to, the second side less the first.'),
    totals: z
      .array(
        z.strictObject({
          class: text('The class: missing, extra, timing, rate, score, input, rounding, unexplained.'),
          count: count('How many differences.'),
          amount: amount('What they come to.'),
        }),
      )
      .describe('By class, the largest first.'),
    people: z
      .array(
        z.strictObject({
          id,
          name,
          difference: amount('What all of it comes to.'),
          differences: z
            .array(
              z.strictObject({
                kind: text('What kind of figure it is.'),
                figure: text('The figure.'),
                a: text('On the first side.').nullable(),
                b: text('On the second side.').nullable(),
                difference: amount('The second less the first.').nullable(),
                class: text('The class of the difference.'),
                why: text('The reason, where one is known.').optional(),
              }),
            )
            .describe('What differs.'),
          bridge: z
            .strictObject({
              from: amount('Net on the first side.'),
              to: amount('Net on the second side.'),
              causes: z
                .array(
                  z.strictObject({
                    name: text('What changed.'),
                    a: text('What it was.').nullable(),
                    b: text('What it is.').nullable(),
                    worth: amount('What that was worth.'),
                  }),
                )
                .describe('What each change was worth.'),
              text: text('The same as a sentence.'),
            })
            .describe('Between two months: how one became the other.')
            .optional(),
        }),
      )
      .describe('Everybody of whom something differs, the largest difference first.'),
    notCompared: texts('Columns that were not compared.'),
    ...next,
  })
  .describe('Two sides, person by person.')

const point = z.strictObject({
  kind: text('Band, case, condition or limit.'),
  of: text('The value, line or score that it belongs to.'),
  text: text('In the words of the scheme.'),
  side: text('Which side of it.').optional(),
  at: text('Where it stands.'),
})
const tested = z
  .strictObject({
    ok: yes('Whether every case passes.'),
    schemes: z
      .array(
        z.strictObject({
          scheme: text('The name of the scheme.'),
          file: text('Its file.'),
          ok: yes('Whether its cases pass.'),
          problems,
          cases: z
            .array(
              z.strictObject({
                name: text('The case.'),
                at: text('Where it stands.'),
                passed: yes('Whether it passes.'),
                compared: count('How many figures were compared.'),
                why: text('Why it must be so.').optional(),
                refused: z
                  .strictObject({ expected: texts('What it is to be refused for.'), found: texts('What it was.') })
                  .describe('Of a case that is to be refused.')
                  .optional(),
                differences: z
                  .array(
                    z.strictObject({
                      of: text('The person.'),
                      kind: text('What kind of figure.'),
                      name: text('The figure.'),
                      at: text('Where it is expected.'),
                      expected: text('What is expected.'),
                      calculated: text('What was calculated.'),
                      difference: text('The difference.').optional(),
                      explanation: z.array(node).describe('How it came about.'),
                    }),
                  )
                  .describe('What is not as expected.'),
                problems,
              }),
            )
            .describe('Its cases.'),
          coverage: z
            .strictObject({
              reached: count('How many bands, cases and conditions are reached.'),
              of: count('Of how many.'),
              notReached: z.array(point).describe('Those that no case reaches.'),
              needRows: z.array(point).describe('Those that need rows of exports.'),
            })
            .describe('What of the scheme the cases reach.'),
        }),
      )
      .describe('The schemes.'),
    ...next,
  })
  .describe('What became of the test cases.')

const proposal = z
  .strictObject({
    scheme: text('The scheme that was written.'),
    period,
    positions: z
      .array(z.strictObject({ name: text('The position.'), people: count('How many people have it.') }))
      .describe('The positions that occur.'),
    tables: z
      .array(
        z.strictObject({
          name: text('The table.'),
          file: text('The file.'),
          sheet: text('The sheet, of a workbook of several.').optional(),
          rows: count('How many rows.'),
          read: text('What its rows are.'),
          columns: z
            .array(
              z.strictObject({
                name: text('The column.'),
                header: text('Its header in the file.'),
                type: text('Its type.').optional(),
                read: yes('Whether it is read; else it stands in a comment.'),
              }),
            )
            .describe('Its columns.'),
        }),
      )
      .describe('The roster and the tables.'),
    questions: z
      .array(z.strictObject({ line: count('The line of the scheme.'), text: text('The question.') }))
      .describe('What is not certain.'),
    problems,
    ...next,
  })
  .describe('A scheme that reads the exports of a folder.')

const RESULTS = {
  propose: proposal,
  init: z.union([
    proposal,
    z.strictObject({
      templates: z
        .array(z.strictObject({ name: text('The template.'), about: text('What it is.') }))
        .describe('The templates.'),
    }),
    z.strictObject({
      folder: text('The folder that was made.'),
      template: text('From which template.'),
      months: texts('The months that it has data of.'),
      ...next,
    }),
  ]),
  check,
  run: z.union([pay, variants]),
  approve: z.strictObject({
    draft: text('What is approved.'),
    sha256: text('Its hash.'),
    role: text('The role.'),
    name: text('Who signed.'),
    file: text('Where the approval lies.'),
    problems,
    ...next,
  }),
  close: z.strictObject({
    period,
    entry: text('The sealed entry, a file in book/.'),
    ...seals,
    approvals,
    accepted: z
      .array(z.strictObject({ expectation: text('What falls outside of it.'), reason: text('Why that is right.') }))
      .describe('What falls outside of expectations and is right.'),
    problems,
    ...next,
  }),
  release: released,
  correct: corrected,
  'book balance': z.strictObject({
    reserves: z.array(lots).describe('What is held, lot by lot.'),
    deductions: z.array(debts).describe('What is still to be deducted.'),
    ...next,
  }),
  'book register': z.strictObject({ postings: z.array(posting).describe('Every posting, in its order.'), ...next }),
  'book list': z.strictObject({ entries: z.array(listed).describe('Every sealed entry.'), ...next }),
  'book open': z.union([
    z.strictObject({ period, file: text('The workbook to be filled in.'), ...next }),
    z.strictObject({
      period,
      entry: entry.nullable(),
      ...seals,
      seal: seals.seal.optional(),
      totals: z
        .array(
          z.strictObject({
            kind: z.enum(['reserves', 'deductions', 'orders']).describe('What it is of.'),
            name: text('The reserve, deduction or table.'),
            rows: count('How many rows.'),
            people: count('How many people.'),
            amount: amount('What it comes to.').nullable(),
          }),
        )
        .describe('What it adds up to.'),
      figures: z
        .array(z.strictObject({ name: text('The figure.'), month, values: count('How many values.') }))
        .describe('Figures of earlier months.'),
      approvals,
      ...next,
    }),
  ]),
  'book sheets': z.strictObject({
    entry: text('The entry that sealed them.'),
    period,
    seal: text('Its seal.'),
    folder: text('Where they lie.'),
    files: texts('The files.'),
    ...next,
  }),
  'book verify': z.strictObject({
    ok: z.literal(true).describe('Nothing sealed was changed.'),
    entries: z
      .array(
        z.strictObject({
          file: text('The entry.'),
          seal: text('Its seal.'),
          figures: text('The digest of its figures.').optional(),
        }),
      )
      .describe('Every entry.'),
    figuresOnly: texts('Entries of which another build sealed the sheets: their figures were compared.').optional(),
    holds: text('The entry that has the seal that was asked for.').optional(),
    signers: text('By which file signatures were checked.'),
    signatures: z
      .array(
        z.strictObject({
          entry: text('The entry.'),
          role: text('The role, of an approval.').nullable(),
          name: text('Who signed.'),
          key: text('The fingerprint of the key.'),
        }),
      )
      .describe('Who signed what.'),
    problems,
    ...next,
  }),
  form: z.strictObject({
    period: period,
    forms: z
      .array(
        z.strictObject({
          file: text('The workbook.'),
          people: z.int().describe('How many rows it has.'),
          already: z.boolean().describe('It is there already, as it was written.'),
        }),
      )
      .describe('The workbooks that are to be filled in.'),
    later: z
      .array(z.strictObject({ table: text('A table.'), period: text('With which period it is due.') }))
      .describe('What is entered by hand, but not for this period.'),
    folder: text('Where the workbooks are to be put when they are filled in.'),
    problems,
    ...next,
  }),
  'book export': z.strictObject({
    format: z.enum(['csv', 'xlsx', 'hledger', 'ledger']).describe('The format.'),
    file: text('The file that was written; null where it is printed.').nullable(),
    content: text('The content, where no file was named.').optional(),
    ...next,
  }),
  'group check': group,
  'group run': group,
  'group close': group,
  'group release': group,
  'group correct': group,
  'group verify': group,
  'group merge': group,
  'group report': z.strictObject({
    group: text('The group.'),
    period,
    files: texts('What was written.'),
    shops: z
      .array(
        z.strictObject({
          shop: text('Its folder.'),
          name: text('As its shop.yaml calls it.').optional(),
          state: z
            .enum(['closed', 'draft', 'stale', 'no draft'])
            .describe('How far its month is; null where it could not be worked out.')
            .nullable(),
          people: count('How many people it pays.'),
        }),
      )
      .describe('The shops.'),
    problems,
    ...next,
  }),
  'group overrides': z.strictObject({
    group: text('The group.'),
    period,
    shops: z
      .array(
        z.strictObject({
          shop: text('Its folder.'),
          name: text('As its shop.yaml calls it.').optional(),
          overrides: z
            .array(
              z.strictObject({
                key: texts('The keys of what it has otherwise, from the section down.'),
                common: text('As the group has it.'),
                own: text('As the shop has it.'),
                at: text('Where it stands.'),
              }),
            )
            .describe('What it has otherwise.'),
        }),
      )
      .describe('The shops.'),
    problems,
    ...next,
  }),
  explain: z.union([tree, sheet, groupFigures, life]),
  compare: compared,
  try: z.union([pay, variants]),
  test: tested,
  schema: z.strictObject({ file: text('The file that was written.') }),
} satisfies Record<DocumentName, z.ZodType>

/** What a command prints where it was done, as it may be given: nobody changes it. */
export type DocumentOf<N extends DocumentName> = Fixed<z.infer<(typeof RESULTS)[N]>>
/** Parts of documents that have a maker of their own. */
export type ProblemDocument = DocumentOf<'close'>['problems'][number]
export type CheckDocument = DocumentOf<'check'>
export type EdgeDocument = CheckDocument['edges'][number]
export type PayDocument = Extract<DocumentOf<'run'>, { readonly people: unknown }>
export type WhatIfDocument = NonNullable<PayDocument['whatIf']>
export type NodeDocument =
  DocumentOf<'test'>['schemes'][number]['cases'][number]['differences'][number]['explanation'][number]
export type OrderDocument = Extract<DocumentOf<'explain'>, { readonly order: string }>

type Fixed<T> = T extends readonly (infer I)[]
  ? readonly Fixed<I>[]
  : T extends object
    ? { readonly [K in keyof T]: Fixed<T[K]> }
    : T

/** The JSON Schema of what a command prints with `--json`, done or not. */
export function documentSchema(name: DocumentName): object {
  const title = `bonusbook ${name} --json`
  return z.toJSONSchema(z.union([RESULTS[name], refused]).meta({ title }), { target: 'draft-7' })
}
