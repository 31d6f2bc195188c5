import { draft4Limits, otherTypes } from './common.ts'
import { advised, any, boolean, choiceOf, count, either, list, map, node, string } from './shape.ts'
import type { FieldDefinition, NodeDefinition, Shape } from './shape.ts'

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'] as const
const schema = node('Schema')

const required = advised(
  list(string),
  "list this property by name in the 'required' of the enclosing schema",
)
const exclusive = (limit: string): FieldDefinition =>
  advised(boolean, `until OpenAPI 3.0 the limit itself is '${limit}', and this field is true or false`)

/** The fields that the Schema Objects of 2.0 and 3.0 share: draft 4 of JSON Schema, changed and extended. */
const fields: { readonly [name: string]: Shape | FieldDefinition } = {
  ...draft4Limits,
  exclusiveMaximum: exclusive('maximum'),
  exclusiveMinimum: exclusive('minimum'),
  title: string,
  description: string,
  format: string,
  default: any,
  maxProperties: count,
  minProperties: count,
  required,
  allOf: list(schema),
  properties: map(schema),
  additionalProperties: either(schema, boolean),
  readOnly: boolean,
  xml: node('Xml'),
  externalDocs: node('ExternalDocs'),
  example: any,
}

/** JSON Schema keywords that neither version has, with what to write instead. */
const unsupported = {
  const: "write 'enum' with this one value",
  examples: "write 'example' with one of them",
  patternProperties: "write 'additionalProperties' instead",
  propertyNames: "describe the names in 'description'",
  definitions: 'move the schemas to where the description keeps its components',
  $defs: 'move the schemas to where the description keeps its components',
  optional: "remove the property from the 'required' of the enclosing schema",
  value: "write 'example', 'default' or 'enum'",
} as const

/** OpenAPI 2.0. Its `type` and `items` are those of draft 4, lists included. */
export const schema2: NodeDefinition = {
  fields: {
    ...fields,
    type: either(choiceOf([...types, 'null', 'file'], otherTypes), list(choiceOf([...types, 'null'], otherTypes))),
    items: either(schema, list(schema)),
    discriminator: advised(string, "in OpenAPI 2.0 this is the property's name alone"),
  },
  reference: 'instead',
  instead: {
    ...unsupported,
    nullable: "write 'x-nullable', because OpenAPI 2.0 has no null",
    oneOf: "OpenAPI 2.0 has only 'allOf'",
    anyOf: "OpenAPI 2.0 has only 'allOf'",
    not: "OpenAPI 2.0 has only 'allOf'",
  },
}

/** OpenAPI 3.0. */
export const schema30: NodeDefinition = {
  fields: {
    ...fields,
    type: advised(
      choiceOf(types, {
        ...otherTypes,
        null: "write the type of other values, and 'nullable: true'",
        file: "write 'type: string' with 'format: binary'",
      }),
      "OpenAPI 3.0 allows one type: write 'nullable: true' for null, and 'oneOf' for alternatives",
    ),
    items: advised(schema, 'one schema describes all items; OpenAPI 3.0 has no tuples'),
    oneOf: list(schema),
    anyOf: list(schema),
    not: schema,
    nullable: boolean,
    discriminator: advised(node('Discriminator'), 'write discriminator: { propertyName: <name> }'),
    writeOnly: boolean,
    deprecated: boolean,
  },
  reference: 'instead',
  instead: unsupported,
}
