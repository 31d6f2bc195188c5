import type { Version3 } from './version.ts'
import { common, componentName } from './common.ts'
import { operations3 } from './operations3.ts'
import { schemaOf, schemas3 } from './schemas3.ts'
import { security3 } from './security3.ts'
import { advised, atLeastOne, atMostOne, list, map, node, required, since, string, text } from './shape.ts'
import type { Definitions, Shape } from './shape.ts'

/** OpenAPI 3.0, 3.1 and 3.2. */
export function openapi3(version: Version3): Definitions {
  return { ...common, ...descriptions3(version), ...operations3(version), ...security3(version), ...schemas3(version) }
}

/** The objects that describe an API as a whole. */
function descriptions3(version: Version3): Definitions {
  const paths = node('Paths')
  const components = (of: Shape): Shape => map(of, { keys: componentName })
  return {
    Document: {
      fields: {
        openapi: required(text(versionPatterns[version], `a version number such as '${version}.0'`)),
        $self: since('3.2', text(/^[^#]*$/, 'a URI without a fragment')),
        info: required(node('Info')),
        jsonSchemaDialect: since('3.1', string),
        servers: list(node('Server')),
        paths: version === '3.0' ? required(paths) : paths,
        webhooks: since('3.1', map(node('PathItem'))),
        components: node('Components'),
        security: advised(list(node('SecurityRequirement')), 'write a list of requirements'),
        tags: list(node('Tag')),
        externalDocs: node('ExternalDocs'),
      },
      constraints: version === '3.0' ? [] : [atLeastOne('paths', 'components', 'webhooks')],
      instead: {
        swagger: "only the field 'openapi' states the version",
        host: "write the address in 'servers'",
        basePath: "write the address in 'servers'",
        schemes: "write the address in 'servers'",
        consumes: "list the media types in each 'requestBody.content'",
        produces: "list the media types in each response's 'content'",
        definitions: "move the schemas to 'components.schemas'",
        schemas: "move the schemas to 'components.schemas'",
        parameters: "move the parameters to 'components.parameters'",
        responses: "move the responses to 'components.responses'",
        securityDefinitions: "move the schemes to 'components.securitySchemes'",
        securitySchemes: "move the schemes to 'components.securitySchemes'",
      },
    },
    Info: {
      fields: {
        title: required(string),
        summary: since('3.1', string),
        description: string,
        termsOfService: string,
        contact: node('Contact'),
        license: node('License'),
        version: required(string),
      },
    },
    License: {
      fields: { name: required(string), identifier: since('3.1', string), url: string },
      constraints: [atMostOne('identifier', 'url')],
    },
    Server: {
      fields: { url: required(string), description: string, name: since('3.2', string), variables: map(node('ServerVariable')) },
    },
    ServerVariable: { fields: { enum: list(string), default: required(string), description: string } },
    Components: {
      fields: {
        schemas: components(schemaOf(version)),
        responses: components(node('Response')),
        parameters: components(node('Parameter')),
        examples: components(node('Example')),
        requestBodies: components(node('RequestBody')),
        headers: components(node('Header')),
        securitySchemes: components(node('SecurityScheme')),
        links: components(node('Link')),
        callbacks: components(node('Callback')),
        pathItems: since('3.1', components(node('PathItem'))),
        mediaTypes: since('3.2', components(node('MediaType'))),
      },
      instead: { definitions: "write 'schemas'", securityDefinitions: "write 'securitySchemes'" },
    },
    Tag: {
      fields: {
        name: required(string),
        summary: since('3.2', string),
        description: string,
        externalDocs: node('ExternalDocs'),
        parent: since('3.2', string),
        kind: since('3.2', string),
      },
    },
  }
}

const versionPatterns = { '3.0': /^3\.0\.\d+(?:-.+)?$/, '3.1': /^3\.1\.\d+(?:-.+)?$/, '3.2': /^3\.2\.\d+(?:-.+)?$/ } as const
