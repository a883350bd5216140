// The schemas of Office Open XML as a judge of the workbooks that the program writes. Takes the bytes of a workbook, gives
// what is wrong with its package and with every part of it.

import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { XmlDocument, XmlLibError, XmlValidateError, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm'
import { fsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { unzip } from './zip.ts'

const FOLDER = new URL('../xsd/', import.meta.url)
const TYPES = '[Content_Types].xml'
const SCHEMAS: readonly (readonly [RegExp, string])[] = [
  [/^\[Content_Types\]\.xml$/, 'opc-contentTypes.xsd'],
  [/\.rels$/, 'opc-relationships.xsd'],
  [/^docProps\/core\.xml$/, 'opc-coreProperties.xsd'],
  [/^docProps\/app\.xml$/, 'shared-documentPropertiesExtended.xsd'],
  [/^xl\/theme\/[^/]+\.xml$/, 'dml-main.xsd'],
  [/^xl\/(workbook|styles|sharedStrings|worksheets\/[^/]+)\.xml$/, 'sml.xsd'],
]

// The schema of core properties names those of Dublin Core by their address.
const DUBLIN = /^http:\/\/dublincore\.org\/.*\/(dc|dcterms)\.xsd$/
const at = (name: string): string => {
  const dublin = DUBLIN.exec(name)
  return dublin ? new URL(`${dublin[1]}.xsd`, FOLDER).href : name
}
xmlRegisterInputProvider({
  ...fsInputProviders,
  match: name => DUBLIN.test(name) || fsInputProviders.match(name),
  open: name => fsInputProviders.open(at(name)),
})

const validators = new Map<string, XsdValidator>()

function validatorOf(schema: string): XsdValidator {
  let validator = validators.get(schema)
  if (!validator) {
    const url = new URL(schema, FOLDER)
    const document = XmlDocument.fromBuffer(readFileSync(url), { url: url.href })
    validator = XsdValidator.fromDoc(document)
    validators.set(schema, validator)
  }
  return validator
}

/** What the schemas and the package's own lists complain of, part by part; nothing where all is well. */
export function schemaFaults(workbook: Uint8Array): string[] {
  const parts = unzip(Buffer.from(workbook))
  const faults = [...parts].flatMap(([name, content]) => partFaults(name, content))
  return [...faults, ...packageFaults(parts)]
}

/** Of one part. Without `xml:space` of texts: every program writes it, and this edition of the schemas does not know it. */
export function partFaults(name: string, content: Buffer): string[] {
  const schema = SCHEMAS.find(([part]) => part.test(name))?.[1]
  if (schema === undefined) return [`${name}: no schema`]
  const text = content.toString().replaceAll('<t xml:space="preserve">', '<t>')
  let document: XmlDocument | undefined
  try {
    document = XmlDocument.fromBuffer(Buffer.from(text))
    validatorOf(schema).validate(document)
    return []
  } catch (error) {
    if (error instanceof XmlValidateError)
      return error.details.map(({ message, line }) => `${name}:${line}: ${message.trim()}`)
    if (error instanceof XmlLibError) return [`${name}: ${error.message}`]
    throw error
  } finally {
    document?.dispose()
  }
}

/** Relations that lead nowhere, parts that none leads to or whose type is not stated. */
function packageFaults(parts: ReadonlyMap<string, Buffer>): string[] {
  const types = parts.get(TYPES)?.toString() ?? ''
  const overrides = new Set([...types.matchAll(/PartName="\/([^"]+)"/g)].map(found => found[1]!))
  const endings = new Set([...types.matchAll(/Extension="([^"]+)"/g)].map(found => found[1]!))
  const led = new Set<string>()
  for (const [name, content] of parts) {
    if (!name.endsWith('.rels')) continue
    const folder = posix.dirname(posix.dirname(name))
    for (const [, target] of content.toString().matchAll(/Target="([^"]+)"/g))
      led.add(target!.startsWith('/') ? target!.slice(1) : posix.join(folder, target!))
  }
  const known = [...parts.keys()].filter(name => name !== TYPES)
  return [
    ...[...led].filter(name => !parts.has(name)).map(name => `${name}: a relation leads to it, and it is not there`),
    ...[...overrides].filter(name => !parts.has(name)).map(name => `${name}: has a type, and is not there`),
    ...known.filter(name => !name.endsWith('.rels') && !led.has(name)).map(name => `${name}: no relation leads to it`),
    ...known
      .filter(name => !overrides.has(name) && !endings.has(name.slice(name.lastIndexOf('.') + 1)))
      .map(name => `${name}: its type is not stated`),
  ]
}
