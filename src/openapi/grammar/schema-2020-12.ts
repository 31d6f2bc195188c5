import { otherTypes } from './common.ts'
import { advised, any, boolean, choiceOf, count, either, list, map, node, number, string } from './shape.ts'
import type { NodeDefinition, Shape } from './shape.ts'

const type = choiceOf(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'], {
  ...otherTypes,
  file: "write 'type: string' with 'contentMediaType'",
})

/** From 3.1 on, `true` and `false` are schemas too. */
export const anySchema: Shape = either(node('Schema'), boolean)

const limit = advised(number, "since OpenAPI 3.1 this is the limit itself and replaces 'minimum' or 'maximum'")

/**
 * OpenAPI 3.1 and 3.2: JSON Schema 2020-12 with the OpenAPI vocabulary. Keywords of older drafts that validators still accept
 * (`definitions`, `dependencies`, `additionalItems`) are included.
 */
export const schema31: NodeDefinition = {
  fields: {
    $id: string,
    $schema: string,
    $anchor: string,
    $dynamicRef: string,
    $dynamicAnchor: string,
    $vocabulary: map(boolean),
    $comment: string,
    $defs: map(anySchema),
    allOf: list(anySchema),
    anyOf: list(anySchema),
    oneOf: list(anySchema),
    not: anySchema,
    if: anySchema,
    then: anySchema,
    else: anySchema,
    dependentSchemas: map(anySchema),
    prefixItems: list(anySchema),
    items: advised(anySchema, "write the schemas of a tuple under 'prefixItems'"),
    contains: anySchema,
    properties: map(anySchema),
    patternProperties: map(anySchema),
    additionalProperties: anySchema,
    propertyNames: anySchema,
    unevaluatedItems: anySchema,
    unevaluatedProperties: anySchema,
    type: either(type, list(type)),
    enum: list(any),
    const: any,
    multipleOf: number,
    maximum: number,
    exclusiveMaximum: limit,
    minimum: number,
    exclusiveMinimum: limit,
    maxLength: count,
    minLength: count,
    pattern: string,
    maxItems: count,
    minItems: count,
    uniqueItems: boolean,
    maxContains: count,
    minContains: count,
    maxProperties: count,
    minProperties: count,
    required: advised(
      list(string),
      "list this property by name in the 'required' of the enclosing schema",
    ),
    dependentRequired: map(list(string)),
    title: string,
    description: string,
    default: any,
    deprecated: boolean,
    readOnly: boolean,
    writeOnly: boolean,
    examples: advised(list(any), "in a schema 'examples' is a list of values"),
    format: string,
    contentEncoding: string,
    contentMediaType: string,
    contentSchema: anySchema,
    discriminator: advised(node('Discriminator'), 'write discriminator: { propertyName: <name> }'),
    xml: node('Xml'),
    externalDocs: node('ExternalDocs'),
    example: any,
    definitions: map(anySchema),
    dependencies: any,
    additionalItems: anySchema,
  },
  reference: 'beside',
  open: true,
  instead: { nullable: "write type: [<type>, 'null'], as JSON Schema does" },
}
