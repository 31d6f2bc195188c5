import { asList } from '../../src/core/json.ts'
import { fewGuesses, suggestion } from '../../src/core/nearest.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { scopesOf, securitySchemeNamed, securitySchemesAt } from '../../src/openapi/security.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n'
const operation = "responses: { '200': { description: Orders } }"

export default defineRule({
  subject: openapi,
  title: 'Security requirements name schemes and scopes that are defined',
  why: 'A requirement whose scheme is not defined protects nothing in generated clients, servers and gateways, and some of them reject the whole document.',
  fix: 'Define the scheme (under `components.securitySchemes`, in 2.0 `securityDefinitions`) and the scope in it, or correct the name.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-33', 'API-22'],
  references: ['OpenAPI 3.1.2, Security Requirement Object', 'OpenAPI 2.0, Security Requirement Object'],
  silentOn: [
    'scopes of OpenID Connect, which its discovery document lists',
    'roles in OpenAPI 3.1 and later, which any scheme may have',
    'schemes behind a reference that cannot be resolved',
    'OpenAPI 3.2 requirements that name a scheme by its URI',
  ],
  messages: {
    scheme: "This contract has no security scheme '{{scheme}}'{{end}}",
    scope: "'{{scheme}}' has no scope '{{scope}}'{{end}}",
    noScopes: "The type of '{{scheme}}' has no scopes, so OpenAPI {{version}} requires an empty list here{{end}}",
  },
  lesser: ['noScopes'],
  examples: {
    bad: [
      {
        title: 'a scheme under another name',
        code: `${start}paths:\n  /orders:\n    get: { security: [{ apiKey: [] }], ${operation} }\ncomponents:\n  securitySchemes:\n    api_key: { type: apiKey, in: header, name: X-Api-Key }\n`,
      },
      {
        title: 'a scope that the scheme does not have',
        code: `swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\nsecurity: [{ login: [orders:read] }]\npaths: {}\nsecurityDefinitions:\n  login: { type: oauth2, flow: application, tokenUrl: https://shop.com/token, scopes: { 'order:read': Read orders } }\n`,
      },
    ],
    good: [
      {
        code: `${start}security: [{ login: [orders:read] }, { key: [] }, { sso: [profile] }]\npaths: {}\ncomponents:\n  securitySchemes:\n    key: { type: apiKey, in: header, name: X-Api-Key }\n    sso: { type: openIdConnect, openIdConnectUrl: https://shop.com/.well-known/openid-configuration }\n    login:\n      type: oauth2\n      flows:\n        clientCredentials: { tokenUrl: https://shop.com/token, scopes: { 'orders:read': Read orders } }\n`,
      },
      {
        title: 'Roles, and a scheme by its URI',
        code: `openapi: 3.2.0\ninfo: { title: Shop, version: 1.0.0 }\nsecurity: [{ key: [admin] }, { '#/components/securitySchemes/key': [] }]\npaths: {}\ncomponents: { securitySchemes: { key: { type: http, scheme: bearer } } }\n`,
      },
      {
        title: 'A scheme in another document',
        code: `${start}security: [{ key: [read] }]\npaths: {}\ncomponents: { securitySchemes: { key: { $ref: 'https://example.com/schemes.yaml#/key' } } }\n`,
      },
    ],
  },
  check: ({ unit: contract, report }) => {
    const guess = fewGuesses(50)
    const schemes = Object.keys(securitySchemesAt(contract).object)
    const tell = (at: Cursor, message: 'scheme' | 'scope' | 'noScopes', scheme: string, scope: string, hint: string): void => {
      const end = hint === '' ? ': define it, or correct the name.' : hint
      report(placeOf(at), message, { scheme, scope, version: contract.version, end }, { together: { key: `${scheme} ${scope}` } })
    }
    return {
      SecurityRequirement({ cursor }) {
        for (const at of cursor.fields()) {
          const scheme = at.name ?? ''
          const defined = securitySchemeNamed(contract, scheme, at)
          if (defined === 'unresolved') continue
          if (defined === undefined) tell(at, 'scheme', scheme, '', suggestion(scheme, schemes, guess))
          else if (defined.child('type').value === 'oauth2') {
            const scopes = scopesOf(defined)
            for (const item of at.items()) {
              const scope = item.string
              if (scope === undefined || scopes?.has(scope) !== false) continue
              tell(item, 'scope', scheme, scope, suggestion(scope, scopes, guess))
            }
          } else if (defined.child('type').value !== 'openIdConnect' && asList(at.value).length > 0 && /^[23]\.0$/.test(contract.version)) {
            tell(at, 'noScopes', scheme, '', '.')
          }
        }
      },
    }
  },
})

/** A requirement is reported at its key, a scope at its value. */
function placeOf(at: Cursor): Cursor | Cursor['atKey'] {
  return at.name === undefined ? at : at.atKey
}
