import { any, boolean, count, list, number, required, string } from './shape.ts'
import type { Definitions, Format, NodeDefinition, Shape } from './shape.ts'

/** Names of components in OpenAPI 3. */
export const componentName: Format = {
  pattern: /^[a-zA-Z0-9._-]+$/,
  name: "made of letters, digits, '.', '-' and '_'",
}

/** Keys of the Paths Object. */
export const pathTemplate: Format = { pattern: /^\//, name: "a path that begins with '/'" }

/** Names of headers: RFC 9110's `token`. */
export const headerName: Format = { pattern: /^[\w!#$%&'*+.^`|~-]+$/, name: 'a header name: letters, digits and hyphens' }

/** Media types and ranges: of the top-level types that IANA has registered, and a few that are in use without. */
export const mediaType: Format = {
  pattern: /^(?:\*|application|audio|binary|chemical|example|font|haptics|image|message|model|multipart|text|video|x-[^\s/]+)\/[^\s/]/i,
  name: "a media type such as 'application/json'",
}

/** Objects that are the same in all versions. */
export const common = {
  Contact: { fields: { name: string, url: string, email: string } },
  ExternalDocs: { fields: { description: string, url: required(string) } },
  SecurityRequirement: {
    fields: {},
    others: { of: list(string), keys: undefined, atLeastOne: false },
    // A security scheme may be called `x-api-key`.
    extensible: false,
  },
} satisfies Definitions

/** The fields of draft 4 of JSON Schema that limit numbers, strings and lists, as 2.0 and 3.0 took them over. */
export const draft4Limits: { readonly [field: string]: Shape } = {
  multipleOf: number,
  maximum: number,
  exclusiveMaximum: boolean,
  minimum: number,
  exclusiveMinimum: boolean,
  maxLength: count,
  minLength: count,
  pattern: string,
  maxItems: count,
  minItems: count,
  uniqueItems: boolean,
  enum: list(any),
}

function formatted(type: string, format: string): string {
  return `write 'type: ${type}' with 'format: ${format}'`
}

/** Names of types from other languages and vocabularies, with what to write instead. */
export const otherTypes = {
  any: "leave 'type' out to allow any value",
  date: formatted('string', 'date'),
  datetime: formatted('string', 'date-time'),
  'date-time': formatted('string', 'date-time'),
  timestamp: formatted('string', 'date-time'),
  uuid: formatted('string', 'uuid'),
  email: formatted('string', 'email'),
  uri: formatted('string', 'uri'),
  long: formatted('integer', 'int64'),
  int32: formatted('integer', 'int32'),
  int64: formatted('integer', 'int64'),
  float: formatted('number', 'float'),
  double: formatted('number', 'double'),
  decimal: "write 'type: number', or 'type: string' to keep all digits",
  list: "write 'type: array' with 'items'",
  map: "write 'type: object' with 'additionalProperties'",
  dict: "write 'type: object' with 'additionalProperties'",
  enum: "write the type of the values, and the values under 'enum'",
}

/** The XML Object of OpenAPI 2.0 to 3.1; 3.2 adds to it. */
export const xml: NodeDefinition = {
  fields: { name: string, namespace: string, prefix: string, attribute: boolean, wrapped: boolean },
}
