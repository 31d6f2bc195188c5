import { isAtLeast } from './version.ts'
import type { Version3 } from './version.ts'
import { headerName, mediaType, pathTemplate } from './common.ts'
import { schemaOf } from './schemas3.ts'
import {
  address,
  advised,
  any,
  atLeastOne,
  atMostOne,
  boolean,
  choice,
  list,
  map,
  node,
  required,
  since,
  string,
  until,
  when,
} from './shape.ts'
import type { Definitions, FieldDefinition, NodeDefinition, Shape } from './shape.ts'

type Fields = NodeDefinition['fields']

const statusCode = {
  pattern: /^(?:default|[1-5](?:\d\d|XX))$/,
  name: "a status code such as '200', a range such as '2XX', or 'default'",
}
const method = {
  pattern: /^(?!(?:get|put|post|delete|options|head|patch|trace|query)$)[\w!#$%&'*+.^`|~-]+$/i,
  name: 'a method without its own field',
}
const serialised = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const
const examples = advised(map(node('Example')), 'name each example: examples: { <name>: { value: ... } }')
const parameters = list(node('Parameter'))
const headers = map(node('Header'), { keys: headerName })

/** Paths and the objects below them. */
export function operations3(version: Version3): Definitions {
  const operation = node('Operation')
  const responses = advised(node('Responses'), 'write the responses by status code')
  return {
    Paths: { fields: {}, others: { of: node('PathItem'), keys: pathTemplate, atLeastOne: false } },
    PathItem: {
      fields: {
        summary: string,
        description: string,
        get: operation,
        put: operation,
        post: operation,
        delete: operation,
        options: operation,
        head: operation,
        patch: operation,
        trace: operation,
        query: since('3.2', operation),
        additionalOperations: since('3.2', map(operation, { keys: method })),
        servers: list(node('Server')),
        parameters,
      },
      reference: 'beside',
    },
    Operation: {
      fields: {
        tags: advised(list(string), 'write a list of names'),
        summary: string,
        description: string,
        externalDocs: node('ExternalDocs'),
        operationId: string,
        parameters,
        requestBody: node('RequestBody'),
        responses: version === '3.0' ? { ...responses, required: true } : responses,
        callbacks: map(node('Callback')),
        deprecated: boolean,
        security: advised(list(node('SecurityRequirement')), 'write a list of requirements'),
        servers: list(node('Server')),
      },
      instead: {
        consumes: "list the media types in 'requestBody.content'",
        produces: "list the media types in each response's 'content'",
        schemes: "write the address in 'servers'",
        body: "write 'requestBody'",
      },
    },
    Callback: { fields: {}, others: { of: node('PathItem'), keys: undefined, atLeastOne: false }, reference: 'instead' },
    Responses: { fields: {}, others: { of: node('Response'), keys: statusCode, atLeastOne: true } },
    ...bodies3(version),
    ...parameters3(version),
  }
}

/** Request bodies, responses, and the objects in them. */
function bodies3(version: Version3): Definitions {
  const content = map(node('MediaType'), { keys: mediaType })
  const schema = schemaOf(version)
  const encodings: Fields = {
    encoding: map(node('Encoding')),
    prefixEncoding: since('3.2', list(node('Encoding'))),
    itemEncoding: since('3.2', node('Encoding')),
  }
  const oneEncoding = [atMostOne('encoding', 'prefixEncoding'), atMostOne('encoding', 'itemEncoding')]
  return {
    RequestBody: {
      fields: { description: string, content: required(content), required: boolean },
      reference: 'instead',
      instead: {
        schema: "put it under 'content.<media type>'",
        in: 'a request body has no place: remove it',
        name: 'a request body has no name: remove it',
      },
    },
    Response: {
      fields: {
        summary: since('3.2', string),
        description: isAtLeast(version, '3.2') ? string : required(string),
        headers,
        content,
        links: map(node('Link')),
      },
      reference: 'instead',
      instead: {
        schema: "put it under 'content.<media type>'",
        examples: "put them under 'content.<media type>'",
        example: "put it under 'content.<media type>'",
      },
    },
    MediaType: {
      fields: {
        description: since('3.2', string),
        schema,
        itemSchema: since('3.2', schema),
        example: any,
        examples,
        ...encodings,
      },
      constraints: [atMostOne('example', 'examples'), ...oneEncoding],
      ...(isAtLeast(version, '3.2') ? { reference: 'instead' } : {}),
    },
    Encoding: {
      fields: {
        contentType: string,
        headers,
        style: choice(...serialised),
        explode: boolean,
        allowReserved: boolean,
        ...(isAtLeast(version, '3.2') ? encodings : {}),
      },
      constraints: isAtLeast(version, '3.2') ? oneEncoding : [],
    },
    Example: {
      fields: {
        summary: string,
        description: string,
        dataValue: since('3.2', any),
        serializedValue: since('3.2', string),
        value: any,
        externalValue: string,
      },
      constraints: [
        atMostOne('value', 'externalValue'),
        atMostOne('value', 'dataValue'),
        atMostOne('value', 'serializedValue'),
        atMostOne('serializedValue', 'externalValue'),
      ],
      reference: 'instead',
    },
    Link: {
      fields: {
        operationRef: address('Operation'),
        operationId: string,
        parameters: map(any),
        requestBody: any,
        description: string,
        server: node('Server'),
      },
      constraints: [atMostOne('operationRef', 'operationId'), atLeastOne('operationRef', 'operationId')],
      reference: 'instead',
    },
  }
}

/** Parameters and headers. */
function parameters3(version: Version3): Definitions {
  const content = map(node('MediaType'), { keys: mediaType, atMost: 1 })
  const inSchema = "put it under 'schema'"
  const described: Fields = { description: string, required: boolean, deprecated: boolean }
  const valued: Fields = { explode: boolean, schema: schemaOf(version), example: any, examples, content }
  const constraints = [
    atMostOne('schema', 'content'),
    atLeastOne('schema', 'content'),
    atMostOne('example', 'examples'),
    atMostOne('style', 'content'),
  ]
  const instead = {
    type: inSchema,
    format: inSchema,
    items: inSchema,
    enum: inSchema,
    default: inSchema,
    pattern: inSchema,
    minimum: inSchema,
    maximum: inSchema,
    minLength: inSchema,
    maxLength: inSchema,
    minItems: inSchema,
    maxItems: inSchema,
    uniqueItems: inSchema,
    nullable: inSchema,
    readOnly: inSchema,
    collectionFormat: "OpenAPI 3 uses 'style' and 'explode'",
  }
  const only30 = (shape: Shape): FieldDefinition => until('3.0', shape, 'it has no effect on a header: remove it')
  return {
    Parameter: {
      fields: {
        name: required(string),
        in: required(choice('query', 'header', 'path', 'cookie', ...(isAtLeast(version, '3.2') ? ['querystring'] : []))),
        ...described,
        required: advised(boolean, "write true or false; a parameter's required properties are listed in its 'schema'"),
        allowEmptyValue: boolean,
        style: choice('matrix', 'label', 'simple', ...serialised, ...(isAtLeast(version, '3.2') ? ['cookie'] : [])),
        allowReserved: boolean,
        ...valued,
      },
      constraints: [
        ...constraints,
        when('in', ['path'], { requires: ['required'], values: { required: [true], style: ['matrix', 'label', 'simple'] } }),
        when('in', ['query'], { values: { style: serialised } }),
        when('in', ['header'], { values: { style: ['simple'] } }),
        when('in', ['cookie'], { values: { style: isAtLeast(version, '3.2') ? ['form', 'cookie'] : ['form'] } }),
        when('in', ['querystring'], { requires: ['content'], forbids: { schema: "describe the query string under 'content'" } }),
      ],
      reference: 'instead',
      instead,
    },
    Header: {
      fields: {
        ...described,
        style: choice('simple'),
        allowReserved: only30(boolean),
        allowEmptyValue: only30(boolean),
        ...valued,
      },
      constraints,
      reference: 'instead',
      instead: {
        ...instead,
        name: 'the key is the name of the header: remove it',
        in: 'a header has no other place: remove it',
      },
    },
  }
}
