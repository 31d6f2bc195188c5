import { common, draft4Limits, headerName, otherTypes, pathTemplate, xml } from './common.ts'
import { schema2 } from './schema-draft4.ts'
import { any, boolean, choice, choiceOf, list, map, node, required, string, text, when } from './shape.ts'
import type { Definitions, NodeDefinition } from './shape.ts'

const statusCode = { pattern: /^(?:default|[1-5]\d\d)$/, name: "a status code such as '200', or 'default'" }
const schemes = list(choice('http', 'https', 'ws', 'wss'))
const mediaTypes = list(string)
const parameters = list(node('Parameter'))
const security = list(node('SecurityRequirement'))
const simpleTypes = ['string', 'number', 'integer', 'boolean', 'array'] as const
const formats = ['csv', 'ssv', 'tsv', 'pipes'] as const

/** The fields that parameters outside the body, their items, and headers share: a reduced schema. */
const simpleFields: NodeDefinition['fields'] = {
  ...draft4Limits,
  format: string,
  items: node('Items'),
  collectionFormat: choice(...formats),
  default: any,
}

/** OpenAPI 2.0, formerly Swagger. */
export const openapi2: Definitions = {
  ...common,
  Document: {
    fields: {
      swagger: required(text(/^2\.0$/, "'2.0'")),
      info: required(node('Info')),
      host: text(
        /^[^{}/ :\\]+(?::\d+)?$/,
        'a host with an optional port, without scheme and path,',
      ),
      basePath: text(/^\//, "a path that begins with '/'"),
      schemes,
      consumes: mediaTypes,
      produces: mediaTypes,
      paths: required(node('Paths')),
      definitions: map(node('Schema')),
      parameters: map(node('Parameter')),
      responses: map(node('Response')),
      securityDefinitions: map(node('SecurityScheme')),
      security,
      tags: list(node('Tag')),
      externalDocs: node('ExternalDocs'),
    },
    instead: {
      servers: "OpenAPI 2.0 uses 'schemes', 'host' and 'basePath'",
      components: "OpenAPI 2.0 uses 'definitions', 'parameters', 'responses' and 'securityDefinitions'",
      openapi: "only the field 'swagger' states the version",
    },
  },
  Info: {
    fields: {
      title: required(string),
      description: string,
      termsOfService: string,
      contact: node('Contact'),
      license: node('License'),
      version: required(string),
    },
  },
  License: { fields: { name: required(string), url: string } },
  Paths: { fields: {}, others: { of: node('PathItem'), keys: pathTemplate, atLeastOne: false } },
  PathItem: {
    fields: {
      get: node('Operation'),
      put: node('Operation'),
      post: node('Operation'),
      delete: node('Operation'),
      options: node('Operation'),
      head: node('Operation'),
      patch: node('Operation'),
      parameters,
    },
    reference: 'beside',
  },
  Operation: {
    fields: {
      tags: list(string),
      summary: string,
      description: string,
      externalDocs: node('ExternalDocs'),
      operationId: string,
      consumes: mediaTypes,
      produces: mediaTypes,
      parameters,
      responses: required(node('Responses')),
      schemes,
      deprecated: boolean,
      security,
    },
    instead: {
      requestBody: "OpenAPI 2.0 uses a parameter with 'in: body'",
      servers: "OpenAPI 2.0 uses 'schemes', and 'host' and 'basePath' at the top",
    },
  },
  Parameter: {
    fields: {
      ...simpleFields,
      name: required(string),
      in: required(choice('query', 'header', 'path', 'formData', 'body')),
      description: string,
      required: boolean,
      schema: node('Schema'),
      type: choiceOf([...simpleTypes, 'file'], otherTypes),
      allowEmptyValue: boolean,
      collectionFormat: choice(...formats, 'multi'),
    },
    constraints: [
      when('in', ['body'], {
        requires: ['schema'],
        forbids: { type: "a body is described by its 'schema'", items: "a body is described by its 'schema'" },
      }),
      when('in', ['query', 'header', 'path', 'formData'], {
        requires: ['type'],
        forbids: { schema: "write 'type' and related fields here, because only a parameter 'in: body' has one" },
      }),
      when('in', ['path'], { requires: ['required'], values: { required: [true] } }),
      when('in', ['query', 'header', 'path'], { values: { type: simpleTypes } }),
      when('in', ['header', 'path'], { values: { collectionFormat: formats } }),
    ],
    reference: 'instead',
    instead: { content: "OpenAPI 2.0 lists media types in 'consumes'", style: "OpenAPI 2.0 uses 'collectionFormat'" },
  },
  Items: { fields: { ...simpleFields, type: required(choiceOf(simpleTypes, otherTypes)) } },
  Responses: {
    fields: {},
    others: { of: node('Response'), keys: statusCode, atLeastOne: true },
  },
  Response: {
    fields: {
      description: required(string),
      schema: node('Schema'),
      headers: map(node('Header'), { keys: headerName }),
      examples: map(any),
    },
    reference: 'instead',
    instead: { content: "OpenAPI 2.0 uses 'schema' here and lists media types in 'produces'" },
  },
  Header: {
    fields: { ...simpleFields, description: string, type: required(choiceOf(simpleTypes, otherTypes)) },
    instead: { schema: "OpenAPI 2.0 uses 'type' and related fields here" },
  },
  Tag: { fields: { name: required(string), description: string, externalDocs: node('ExternalDocs') } },
  Schema: schema2,
  Xml: xml,
  SecurityScheme: {
    fields: {
      type: required(choice('basic', 'apiKey', 'oauth2')),
      description: string,
      name: string,
      in: choice('query', 'header'),
      flow: choice('implicit', 'password', 'application', 'accessCode'),
      authorizationUrl: string,
      tokenUrl: string,
      scopes: map(string),
    },
    constraints: [
      when('type', ['apiKey'], { requires: ['name', 'in'] }),
      when('type', ['oauth2'], { requires: ['flow', 'scopes'] }),
      when('flow', ['implicit', 'accessCode'], { requires: ['authorizationUrl'] }),
      when('flow', ['password', 'application', 'accessCode'], { requires: ['tokenUrl'] }),
    ],
    instead: { flows: "OpenAPI 2.0 has one 'flow' per scheme", scheme: "OpenAPI 2.0 uses 'type: basic' or 'type: apiKey'" },
  },
}
