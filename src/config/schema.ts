import type { OptionSchema, OptionSchemas } from '../core/options.ts'
import { foreignTopic } from '../core/foreign.ts'
import { asObject, isObject } from '../core/json.ts'
import type { Rule } from '../core/rule.ts'
import { casings, envelopeShapes, envelopeTypes, layerPresets, paginationStyles, versionPlaces } from '../core/settings.ts'
import { failureThresholds, presetNames } from './configuration-file.ts'

/** The part of JSON Schema 2020-12 that describes the configuration file, for our own validation and for completion in editors. */
export type ConfigurationSchema = { readonly description?: string } & (
  | { readonly type: 'boolean'; readonly default?: boolean }
  | { readonly type: 'integer'; readonly default?: number; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'string'; readonly default?: string; readonly enum?: readonly string[]; readonly minLength?: number }
  | {
      readonly type: 'array'
      readonly default?: readonly string[]
      readonly items: ConfigurationSchema
      readonly minItems?: number
    }
  | {
      readonly type: 'array'
      readonly prefixItems: readonly ConfigurationSchema[]
      readonly items: false
      readonly minItems: number
    }
  | ObjectSchema
  | { readonly anyOf: readonly ConfigurationSchema[] }
  | { readonly $ref: '#/$defs/rules' }
)

/** A mapping. */
export interface ObjectSchema {
  readonly type: 'object'
  readonly properties: { readonly [name: string]: ConfigurationSchema }
  /** By regular expressions on names: `^spectral/`. */
  readonly patternProperties?: { readonly [pattern: string]: ConfigurationSchema }
  readonly required?: readonly string[]
  readonly additionalProperties: false
}

/** The schema of the file as a whole. */
export interface RootSchema extends ObjectSchema {
  readonly $defs: { readonly rules: ObjectSchema }
}

const entries = { $ref: '#/$defs/rules' } as const

/** The schema of a configuration file, with an entry for each of the rules. */
export function configurationSchema(rules: readonly Rule[]): RootSchema {
  return { ...shape, $defs: { rules: rulesSchema(rules) } }
}

/** The schema as published in `schema/`, for editors. */
export function publishedSchema(rules: readonly Rule[]): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Setsquare configuration',
    description: 'The configuration of `setsquare check`. Every entry is optional.',
    ...publicSchema(rules),
  }
}

/** The schema for any team: it accepts custom rules of every name. */
function publicSchema(rules: readonly Rule[]): object {
  const { $defs, ...schema } = configurationSchema(rules)
  const custom = { description: 'Rules of your own.', anyOf: [severity, { type: 'array', prefixItems: [severity, { type: 'object' }], items: false, minItems: 1 }] }
  const withCustom = { ...$defs.rules, patternProperties: { ...$defs.rules.patternProperties, '^custom/': custom } }
  return { ...asObject(withReferences(schema)), $defs: { severity, casing, plain: withReferences(plain), rules: withReferences(withCustom) } }
}

/** Replaces schemas that are repeated by references, which halves the size of the file. */
function withReferences(part: object): unknown {
  return JSON.parse(
    JSON.stringify(part, (_, value: unknown) => {
      if (value === severity) return { $ref: '#/$defs/severity' }
      if (value === nested) return { $ref: '#/properties/conventions/properties/errorEnvelope/anyOf/1' }
      if (value === plain || !isObject(value)) return value
      const known = value['enum'] === severity.enum ? 'severity' : value['enum'] === casings ? 'casing' : value['anyOf'] === plain.anyOf ? 'plain' : undefined
      return known === undefined ? value : { description: value['description'], $ref: `#/$defs/${known}` }
    }),
  )
}

const casing = oneOf(casings)
const severity = { ...oneOf(['off', 'info', 'warn', 'error']), description: 'The severity of its findings.' } as const

/** The entry of a rule without options. */
const plain = { anyOf: [severity, { type: 'array', prefixItems: [severity, optionsSchema({})], items: false, minItems: 1 }] } as const

/** A property of an error body, with two more levels below. For editors, who are told of no limit, it is like the body itself. */
const nested = envelopeSchema(envelopeSchema(envelopeSchema()))

const shape = closed({
  $schema: { type: 'string', description: 'The address of this schema, for editors.' },
  preset: {
    ...oneOf(presetNames),
    description:
      'The rules to start from. recommended (the default): what almost everybody would fix. strict: the whole checklist. all: every rule, as an error.',
  },
  rules: { ...entries, description: 'The severity of each rule, by its id, its topic ("pagination/*") or for all rules ("*"). The most specific entry wins.' },
  conventions: conventionsSchema(),
  architecture: architectureSchema(),
  customRules: texts('Rules of your own: files relative to this one, each with a `defineRule` as default export. rules/no-widgets.js defines custom/no-widgets. They are executed.'),
  spectral: {
    description: 'Your own Spectral ruleset: a file relative to this one, or false for none. By default, the .spectral.yaml (or .js, ...) beside this file. It is executed.',
    anyOf: [{ type: 'boolean' }, { type: 'string', minLength: 1 }],
  },
  overrides: {
    type: 'array',
    description: 'Other rules for some files, wherever they are referenced from. If several apply, the last one wins.',
    items: closed(
      {
        files: { ...texts('The files, as globs relative to this file.'), minItems: 1 },
        rules: { ...entries, description: 'The severity of each rule in these files.' },
        because: { type: 'string', description: 'The reason, for those who read this later.' },
      },
      ['files', 'rules'],
    ),
  },
  exceptions: {
    type: 'array',
    description: 'Rules that do not apply to some paths or operations of contracts. Their findings there are suppressed.',
    items: closed(
      {
        rules: { ...texts('The rules, by id, by topic ("pagination/*") or all ("*").'), minItems: 1 },
        paths: { ...texts('The paths, as the contract writes them: "*" matches anything within a segment, "**" any number of segments.'), minItems: 1 },
        operations: { ...texts('The operations, by operationId or as "GET /path", with "*" as in paths. With paths as well, both have to match.'), minItems: 1 },
        because: { type: 'string', minLength: 1, description: 'The reason, shown by --report-suppressed.' },
      },
      ['rules', 'because'],
    ),
  },
  ignore: texts('Files that are not checked, as globs relative to this file. They work as in a .gitignore.'),
  baseline: {
    type: 'string',
    minLength: 1,
    description: 'The file of known findings, relative to this file. They are not reported again. `setsquare check --update-baseline` writes it.',
  },
  failOn: { ...oneOf(failureThresholds), description: 'The lowest severity that makes a run fail. Default: error.' },
})

/** The top-level keys whose values are mappings or lists. */
export const sections: ReadonlySet<string> = new Set(
  Object.entries(shape.properties).flatMap(([key, schema]) => ('$ref' in schema || ('type' in schema && (schema.type === 'object' || schema.type === 'array')) ? [key] : [])),
)

function rulesSchema(rules: readonly Rule[]): ObjectSchema {
  const topics = [...new Set(rules.map((rule) => rule.topic))]
  const foreign = { ...severity, description: 'A rule of your own Spectral ruleset.' }
  return {
    ...closed({
      '*': { ...severity, description: 'Every rule.' },
      ...Object.fromEntries(topics.map((topic) => [`${topic}/*`, { ...severity, description: `Every rule about ${topic}.` }])),
      ...Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
    }),
    patternProperties: { [`^${foreignTopic}/`]: foreign },
  }
}

function ruleSchema(rule: Rule): ConfigurationSchema {
  if (Object.keys(rule.options).length === 0) return { description: `${rule.title}.`, ...plain }
  return {
    description: `${rule.title}.`,
    anyOf: [severity, { type: 'array', prefixItems: [severity, optionsSchema(rule.options)], items: false, minItems: 1 }],
  }
}

function optionsSchema(options: OptionSchemas): ConfigurationSchema {
  return closed(Object.fromEntries(Object.entries(options).map(([name, option]): [string, OptionSchema] => [name, option])))
}

/** @param property the schema of its properties, unless none may be nested */
function envelopeSchema(property?: ObjectSchema): ObjectSchema {
  return closed({
    type: { ...oneOf(envelopeTypes), description: 'Its JSON type.' },
    required: texts('The properties that every error has. Default: all.'),
    ...(property && { properties: { description: 'The properties, by name.', ...closed({}), patternProperties: { '^': property } } }),
    description: { type: 'string', description: 'What it is.' },
  })
}

function conventionsSchema(): ConfigurationSchema {
  return {
    description: 'The conventions of all your APIs. What is left out is inferred from the majority within each API.',
    ...closed({
      errorEnvelope: {
        anyOf: [oneOf(envelopeShapes), envelopeSchema(nested)],
        description: 'The body of an error: nested ({ error: { code, message } }), flat ({ code, message }), problem (RFC 9457), or a JSON Schema of your own.',
      },
      pagination: { ...oneOf(paginationStyles), description: 'How lists are paged.' },
      versioning: { ...oneOf(versionPlaces), description: 'Where a request states the version.' },
      pathCase: { ...oneOf(casings), description: 'The case of path segments with several words.' },
      propertyCase: { ...oneOf(casings), description: 'The case of property names.' },
      parameterCase: { ...oneOf(casings), description: 'The case of parameter names in query, path, cookies and forms.' },
      enumCase: { ...oneOf(casings), description: 'The case of enum values.' },
      schemaCase: { ...oneOf(casings), description: 'The case of schema names.' },
      operationIdCase: { ...oneOf(casings), description: 'The case of operation ids.' },
    }),
  }
}

function architectureSchema(): ConfigurationSchema {
  return {
    description: 'The layers of the code. By default, they are inferred.',
    ...closed({
      preset: { ...oneOf(layerPresets), description: 'A common architecture.' },
      layers: {
        type: 'array',
        description: 'Layers of your own. A module belongs to the first layer of which it matches any criterion (files, suffixes, decorators, extends, imports).',
        items: closed(
          {
            name: { type: 'string', minLength: 1, description: "The layer's name." },
            files: texts('Globs, relative to this file.'),
            suffixes: texts('File name endings before the extension: ".controller", "Service".'),
            decorators: texts('Decorators on an exported class.'),
            extends: texts('Base classes or interfaces of an exported class.'),
            imports: texts('Packages: modules that import one of them belong to this layer.'),
            mayImport: texts('The layers that this one may import. It may always import itself.'),
            because: { type: 'string', description: 'The reason for the boundary, printed with each finding.' },
          },
          ['name', 'mayImport'],
        ),
      },
    }),
  }
}

function closed(properties: ObjectSchema['properties'], required: readonly string[] = []): ObjectSchema {
  return { type: 'object', properties, ...(required.length > 0 && { required }), additionalProperties: false }
}

function oneOf(values: readonly string[]): { readonly type: 'string'; readonly enum: readonly string[] } {
  return { type: 'string', enum: values }
}

function texts(description: string): Extract<ConfigurationSchema, { readonly items: ConfigurationSchema }> {
  return { type: 'array', description, items: { type: 'string', minLength: 1 } }
}
