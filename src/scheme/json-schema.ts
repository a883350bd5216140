// The shape of a scheme file → its JSON Schema (draft-07, which editors of YAML read), so that an editor completes keys, shows what
// they are for and marks mistakes. It takes all that the loader takes: a figure that YAML reads as a number is a text in a scheme.
// Definitions are spelt out here, kind by kind; formulas, names and whether bands meet are left to the loader.

import * as z from 'zod'
import { EVERY } from '../core/calendar.ts'
import { TAX_KINDS } from '../core/tax.ts'
import { PLAIN_TYPES } from '../tables/spec.ts'
import { ADJUSTMENT_ROLES } from './adjustments.ts'
import { ROSTER_TYPES } from './columns.ts'
import { KINDS, RULES, SETTINGS, type Setting, TWO_WAY } from './definitions.ts'
import { BRACES } from './file-name.ts'
import { FORMATS } from './layout.ts'
import { COLUMN_ID, type DefinitionKind, schemeSchema } from './schema.ts'

/** A JSON Schema, or a part of one. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

const BRACE_LIST = BRACES.map(brace => `{${brace}}`).join(' ')
const SCALAR = ['string', 'number', 'boolean'] as const
const TEXT: JsonSchema = { type: [...SCALAR] } as unknown as JsonSchema
const FORMULA: JsonSchema = { ...TEXT, description: 'A formula.' }
const POSITIONS: JsonSchema = { anyOf: [TEXT, { type: 'array', items: TEXT }] }
const inner: JsonSchema = { $ref: '#/definitions/inner' }

/** What may stand beside a formula, bands, a choice or weights. */
const SETTING: Record<Setting, JsonSchema> = {
  'not below': { ...TEXT, description: 'The least that it can be: a formula.' },
  'not above': { ...TEXT, description: 'The most that it can be: a formula.' },
  round: {
    anyOf: [
      { type: 'string', pattern: '^(none|to the fen|\\d)(\\s+(half up|half even|down|up))?$' },
      { type: 'integer', minimum: 0, maximum: 9 },
    ],
    description: 'Places behind the point: 2, 0 down, 2 up, 2 half even, to the fen, or none.',
  },
  says: { ...TEXT, description: 'The policy’s own sentence, which papers print in place of the formula.' },
  note: { ...TEXT, description: 'A remark for whoever reads the scheme.' },
  per: { ...TEXT, description: 'Whose value it must be: shop, person, or a grouping column of the roster.' },
  for: { ...POSITIONS, description: 'Positions that it is for, or everyone.' },
  when: { ...TEXT, description: 'A condition; where it does not hold there is none.' },
  every: {
    enum: [...EVERY],
    description: 'It is there only in the period in which a month, quarter, half-year or year ends.',
  },
  paid: { ...TEXT, description: 'When it is paid, where not with everything else: 25th of next month, 5 days after.' },
  tax: { enum: [...TAX_KINDS], description: 'What it is for the tax client; salary where nothing is said.' },
  recovered: {
    ...TEXT,
    description: 'What is paid is owed back; this is the most that is taken back in a month: a formula.',
  },
  'below zero': { const: 'allowed', description: 'allowed: the points may fall below zero.' },
}

const KIND: Record<(typeof KINDS)[number], JsonSchema> = {
  formula: FORMULA,
  'bands of': {
    ...TEXT,
    description:
      'The figure that is held against bands; beside it the bands: up to 3%, under 30, from 95, above 10%, 30 to 59, 2, otherwise.',
  },
  'marginal bands of': {
    ...TEXT,
    description: 'The amount of which each slice has its own rate; beside it the bands with their rates.',
  },
  'choose by': {
    ...TEXT,
    description: 'The text that decides; beside it the cases: “A, B: …”, and otherwise.',
  },
  weighted: {
    type: 'object',
    minProperties: 1,
    additionalProperties: FORMULA,
    description: 'Figures with their weights, which add up to 100%.',
  },
}

/** A key's name as references have it: without spaces. */
function defName(key: string): string {
  return key.replaceAll(' ', '-')
}

function named(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [defName(key), schema]))
}

/** Maps of one kind of definition: the key that makes it one, its settings, and bands or cases under any other key. */
function mapOf(
  kind: (typeof KINDS)[number],
  settings: readonly Setting[],
  more: Record<string, JsonSchema>,
  across = false,
): JsonSchema {
  const own: Record<string, JsonSchema> = { [kind]: { $ref: `#/definitions/${defName(kind)}` } }
  if (across) {
    own.across = { ...TEXT, description: 'The second figure or text, which runs across.' }
    own.columns = COLUMNS
  }
  for (const setting of settings) own[setting] = { $ref: `#/definitions/${defName(setting)}` }
  Object.assign(own, more)
  const shared = { type: 'object' as const, required: across ? [kind, 'across', 'columns'] : [kind], properties: own }
  if (kind === 'formula' || kind === 'weighted') return { ...shared, additionalProperties: false }
  const words = [...KINDS, ...SETTINGS, ...TWO_WAY].filter(word => !(word in own))
  return {
    ...shared,
    propertyNames: { not: { enum: words } },
    additionalProperties: across ? ROW : inner,
  }
}

const COLUMNS: JsonSchema = {
  type: 'array',
  items: TEXT,
  description: 'The bands or cases that run across: each row lists as many.',
}
const ROW: JsonSchema = {
  anyOf: [
    { type: 'array', items: inner },
    { type: 'string', pattern: '^refuse' },
  ],
}

/** A formula, or exactly one kind of map with the settings that the section allows. */
function definitionSchema(settings: readonly Setting[], more: Record<string, JsonSchema> = {}): JsonSchema {
  const maps = KINDS.flatMap(kind =>
    kind === 'bands of' || kind === 'marginal bands of' || kind === 'choose by'
      ? [mapOf(kind, settings, more), mapOf(kind, settings, more, true)]
      : [mapOf(kind, settings, more)],
  )
  return { anyOf: [FORMULA, ...maps] }
}

const RANGE: JsonSchema = {
  ...TEXT,
  description: 'The figures that it may be: 0 to 10, above 0, up to 100%, 0 or 4 to 10.',
}

const SPAN = '^(from \\d{4}-\\d{2}|until \\d{4}-\\d{2}|from \\d{4}-\\d{2} until \\d{4}-\\d{2})$'

const PARAMETER: JsonSchema = {
  anyOf: [
    { ...TEXT, description: 'A figure such as 5% or 300元, or a “text”.' },
    {
      type: 'object',
      patternProperties: { [SPAN]: { ...TEXT, description: 'The figure of these months, both inclusive.' } },
      properties: {
        value: { ...TEXT, description: 'The figure; beside others by month, of the months that none of them has.' },
        range: RANGE,
        says: SETTING.says,
        note: SETTING.note,
      },
      minProperties: 1,
      additionalProperties: false,
    },
  ],
}

/** A column: of the roster its types are known, of an export its type may also be a grouping column of the roster. */
function columnSchema(written: JsonSchema, types: readonly string[], closed: boolean): JsonSchema {
  const known: JsonSchema = { enum: [...types] }
  const type = closed ? known : { anyOf: [known, { type: 'string' as const }] }
  const map = (written.anyOf as JsonSchema[])[1]!
  const described = { ...(map.properties!.type as JsonSchema), ...type }
  delete described.type
  return { anyOf: [type, { ...map, properties: { ...map.properties, type: described } }] }
}

/** What may stand beside the formula of a cell of an export. */
const CELL: Record<string, JsonSchema> = {
  header: { ...TEXT, description: 'The heading, where it differs from the name.' },
  as: { enum: [...FORMATS], description: 'How the value is written.' },
  blank: {
    enum: ['none', 'problem', '0', 0],
    description: 'What a value that is missing means; a problem without it.',
  },
}

const FIXED: JsonSchema = {
  type: 'object',
  required: ['text'],
  properties: {
    text: { ...TEXT, description: `A fixed text; braces stand for what is known later: ${BRACE_LIST}.` },
    header: CELL.header!,
  },
  additionalProperties: false,
}

const cell = definitionSchema(RULES.cell.settings, CELL)

const OWN: Record<DefinitionKind, JsonSchema> = {
  parameter: PARAMETER,
  scale: {
    type: 'object',
    minProperties: 1,
    properties: {
      marginal: { const: 'yes', description: 'yes: each band is the rate of its own slice only.' },
      columns: COLUMNS,
      ...Object.fromEntries(RULES.inner.settings.map(s => [s, { $ref: `#/definitions/${defName(s)}` }])),
    },
    additionalProperties: { anyOf: [inner, ROW] },
  },
  value: definitionSchema(RULES.value.settings),
  score: definitionSchema(RULES.score.settings),
  item: definitionSchema(RULES.item.settings),
  line: definitionSchema(RULES.line.settings),
  amount: definitionSchema(RULES.amount.settings),
  flag: definitionSchema(RULES.flag.settings),
  inner: definitionSchema(RULES.inner.settings),
  cell: { anyOf: [...(cell.anyOf as JsonSchema[]), FIXED] },
}

function replace(schema: JsonSchema, by: JsonSchema): void {
  for (const key of ['type', 'anyOf', 'properties', 'additionalProperties', 'propertyNames'] as const)
    delete schema[key]
  Object.assign(schema, by)
}

/** The JSON Schema of scheme files. */
export function schemeJsonSchema(): JsonSchema {
  const made = z.toJSONSchema(schemeSchema, {
    target: 'draft-07',
    override: ({ jsonSchema }) => {
      const schema = jsonSchema as JsonSchema
      delete schema.propertyNames
      // Every plain value of a scheme is read as it is written; an editor reads some as numbers.
      if (schema.type === 'string' && !schema.enum && !schema.pattern) Object.assign(schema, TEXT)
      const id = schema.id
      if (id === undefined) return
      if (id in OWN) replace(schema, OWN[id as DefinitionKind])
      else if (id === COLUMN_ID.roster)
        replace(schema, columnSchema(schema, [...PLAIN_TYPES.filter(t => t !== 'person'), ...ROSTER_TYPES], true))
      else if (id === COLUMN_ID.adjustments) replace(schema, columnSchema(schema, ADJUSTMENT_ROLES, true))
      else if (id === COLUMN_ID.table) replace(schema, columnSchema(schema, PLAIN_TYPES, false))
    },
  })
  const definitions = { ...(made.definitions as Record<string, JsonSchema>), ...named(KIND), ...named(SETTING) }
  return { $schema: made.$schema!, title: 'bonusbook scheme', ...made, definitions } as JsonSchema
}

/** Name of the file that the modeline of a scheme points to. */
export const SCHEMA_FILE = 'scheme.schema.json'

/** The JSON Schema as a file has it. */
export function schemaText(): string {
  return `${JSON.stringify(schemeJsonSchema(), null, 2)}\n`
}

const MODELINE = /^# yaml-language-server: \$schema=.*$/m

/** A scheme's text with the modeline by which an editor finds the schema file beside it. */
export function withModeline(text: string): string {
  const line = `# yaml-language-server: $schema=${SCHEMA_FILE}`
  return MODELINE.test(text) ? text.replace(MODELINE, () => line) : `${line}\n${text}`
}
