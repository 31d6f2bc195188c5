import { isAtLeast } from './version.ts'
import type { Version3 } from './version.ts'
import { boolean, choice, map, node, required, since, string, when } from './shape.ts'
import type { Definitions } from './shape.ts'

/** Security schemes of OpenAPI 3.x. */
export function security3(version: Version3): Definitions {
  const schemeTypes = ['apiKey', 'http', 'oauth2', 'openIdConnect', ...(isAtLeast(version, '3.1') ? ['mutualTLS'] : [])]
  const inFlow = "it belongs to a flow: 'flows.<flow>'"
  return {
    SecurityScheme: {
      fields: {
        type: required(choice(...schemeTypes)),
        description: string,
        name: string,
        in: choice('query', 'header', 'cookie'),
        scheme: string,
        bearerFormat: string,
        flows: node('OAuthFlows'),
        openIdConnectUrl: string,
        oauth2MetadataUrl: since('3.2', string),
        deprecated: since('3.2', boolean),
      },
      constraints: [
        when('type', ['apiKey'], { requires: ['name', 'in'] }),
        when('type', ['http'], { requires: ['scheme'] }),
        when('type', ['oauth2'], { requires: ['flows'] }),
        when('type', ['openIdConnect'], { requires: ['openIdConnectUrl'] }),
      ],
      reference: 'instead',
      instead: {
        flow: "name the flow under 'flows'",
        authorizationUrl: inFlow,
        tokenUrl: inFlow,
        refreshUrl: inFlow,
        scopes: inFlow,
      },
    },
    OAuthFlows: {
      fields: {
        implicit: node('OAuthFlow', 'authorizationUrl'),
        password: node('OAuthFlow', 'tokenUrl'),
        clientCredentials: node('OAuthFlow', 'tokenUrl'),
        authorizationCode: node('OAuthFlow', 'authorizationUrl', 'tokenUrl'),
        deviceAuthorization: since('3.2', node('OAuthFlow', 'deviceAuthorizationUrl', 'tokenUrl')),
      },
      instead: {
        application: "OpenAPI 3 calls this flow 'clientCredentials'",
        accessCode: "OpenAPI 3 calls this flow 'authorizationCode'",
      },
    },
    OAuthFlow: {
      fields: {
        authorizationUrl: string,
        deviceAuthorizationUrl: since('3.2', string),
        tokenUrl: string,
        refreshUrl: string,
        scopes: required(map(string)),
      },
    },
  }
}
