import { counted } from '../../src/core/counted.ts'
import { Schema } from '../../src/api/schema.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Zoo, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n'

export default defineRule({
  subject: openapi,
  title: 'A discriminator is a property that is always present',
  why: 'Generated clients read this property to choose a class: where it is missing, they fail on valid data or choose the wrong one.',
  fix: 'Define the property in the schema with the discriminator, or in each of its alternatives, and list it under `required` there.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Discriminator Object', 'OpenAPI 2.0, Schema Object, discriminator'],
  silentOn: [
    'parts of an `allOf`, properties inherited through one, and properties that each alternative defines itself',
    'alternatives behind references that cannot be resolved, and those without properties',
    'OpenAPI 3.2 with a `defaultMapping`, which allows the property to be missing',
  ],
  messages: {
    undefined: "The discriminator '{{property}}' is not a property of {{of}}: define it there, or name the property that distinguishes the alternatives.",
    allUndefined: '{{count}} discriminators are not properties of their schemas ({{names}}): define them there, or name the properties that distinguish the alternatives.',
    optional: "The discriminator '{{property}}' is not required in {{of}}, so valid data may omit it: list it under `required`.",
    allOptional: '{{count}} discriminators are not required ({{names}}), so valid data may omit them: list them under `required`.',
  },
  lesser: ['optional'],
  examples: {
    bad: [
      {
        title: 'no such property',
        code: `swagger: '2.0'\ninfo: { title: Zoo, version: 1.0.0 }\npaths: {}\ndefinitions:\n  Animal: { type: object, discriminator: kind, required: [species], properties: { species: { type: string } } }\n`,
      },
      {
        title: 'not in one of the alternatives',
        code: `${start}    Animal: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }], discriminator: { propertyName: kind } }\n    Cat: { type: object, required: [kind], properties: { kind: { type: string } } }\n    Dog: { type: object, properties: { name: { type: string } } }\n`,
      },
    ],
    good: [
      {
        code: `${start}    Animal: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }\n    Pet: { discriminator: { propertyName: kind }, oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: object }] }\n    Cat: { allOf: [{ $ref: '#/components/schemas/Animal' }, { properties: { name: { type: string } } }] }\n`,
      },
    ],
  },
  check: ({ unit: contract, report }) => ({
    Document() {
      for (const { cursor } of walked(contract).holding('Schema', 'discriminator')) {
        // A part of an `allOf` may have the property from another part.
        if (cursor.parent?.key === 'allOf') continue
        const discriminator = cursor.child('discriminator')
        const name = discriminator.string === undefined ? discriminator.child('propertyName') : discriminator
        const property = name.string
        const schema = property === undefined ? undefined : Schema.at(contract, cursor)
        if (property === undefined || schema === undefined || discriminator.child('defaultMapping').exists) continue
        const tell = (message: 'undefined' | 'optional', of: string): void => {
          const as = message === 'undefined' ? 'allUndefined' : 'allOptional'
          report(name, message, { property, of }, { together: { as, name: `'${property}' of ${of}` } })
        }
        const alternatives = ['oneOf', 'anyOf'].flatMap((keyword) => cursor.child(keyword).items())
        if (schema.properties.has(property) || alternatives.length === 0) {
          // An `allOf` part that cannot be resolved may have the property.
          const isKnown = cursor.child('allOf').items().every((part) => contract.follow(part) !== undefined)
          if (!schema.properties.has(property)) {
            if (isKnown) tell('undefined', schema.name === undefined ? 'this schema' : `'${schema.name}'`)
          } else if (!schema.required.has(property) && isKnown && !alternatives.some((one) => Schema.at(contract, one)?.required.has(property) === true)) {
            tell('optional', schema.name === undefined ? 'this schema' : `'${schema.name}'`)
          }
          continue
        }
        const known = alternatives.flatMap((one) => Schema.at(contract, one) ?? []).filter(({ properties }) => properties.size > 0)
        const named = (schemas: readonly Schema[]): string => {
          const names = schemas.flatMap((one) => (one.name === undefined ? [] : [`'${one.name}'`]))
          if (names.length < schemas.length) return counted(schemas.length, 'alternative')
          // Two names are joined by 'and', since they are part of a sentence.
          return names.length === 2 ? names.join(' and ') : someOf(names)
        }
        const without = known.filter(({ properties }) => !properties.has(property))
        const optional = known.filter(({ properties, required }) => properties.has(property) && !required.has(property) && !schema.required.has(property))
        if (without.length > 0) tell('undefined', named(without))
        else if (optional.length > 0) tell('optional', named(optional))
      }
    },
  }),
})
