import type { ContractApi } from '../../src/api/contract.ts'
import { wordsOf } from '../../src/core/name-words.ts'
import { contract } from '../../src/api/subject.ts'
import { asString, field } from '../../src/core/json.ts'
import type { DocumentLocation } from '../../src/core/location.ts'
import { defineRule } from '../../src/core/rule.ts'
import { securitySchemesOf } from '../../src/openapi/security.ts'
import type { SecurityScheme } from '../../src/openapi/security.ts'

/** A weak method of authentication. */
type Weakness = 'basic' | 'implicit' | 'password' | 'negotiate' | 'oauth1'

export default defineRule({
  subject: contract,
  title: 'Authentication uses methods that are still considered safe',
  why: 'Basic authentication sends the password with every request, the implicit flow puts tokens into URLs, and the password flow gives passwords to clients. What leaks once can be used forever.',
  fix: 'Offer OAuth 2 with the authorization code flow and PKCE for people and client credentials for machines, OpenID Connect, or bearer tokens that expire.',
  presets: { strict: 'warn' },
  checklist: ['API-33'],
  references: ['RFC 9700, 2.1.2 and 2.4', 'RFC 7617, 4', 'OWASP API2:2023 Broken Authentication'],
  silentOn: [
    'basic authentication of clients at token endpoints (RFC 6749, 2.3.1)',
    'basic authentication whose user name or password is an API key or token, if the description says so',
    'deprecated schemes',
  ],
  messages: {
    basic: "'{{scheme}}' uses basic authentication, which sends the password with every request: offer OAuth 2, OpenID Connect or bearer tokens.",
    implicit: "'{{scheme}}' uses the implicit flow, which puts tokens into URLs and browser histories: use the authorization code flow with PKCE.",
    password: "'{{scheme}}' uses the password flow, which gives the user's password to clients: use the authorization code flow, or client credentials for machines.",
    negotiate: "'{{scheme}}' uses 'negotiate', which can fall back to NTLM and is tied to connections: use OAuth 2, OpenID Connect or bearer tokens.",
    oauth1: "'{{scheme}}' uses OAuth 1, which OAuth 2 replaced (RFC 6749) and few libraries still support: use OAuth 2 with the authorization code flow.",
  },
  examples: {
    bad: [
      {
        title: 'basic authentication',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ login: [] }]
paths: {}
components:
  securitySchemes:
    login: { type: http, scheme: basic }
`,
      },
      {
        title: 'flows that OAuth 2 gave up',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths: {}
securityDefinitions:
  people: { type: oauth2, flow: implicit, authorizationUrl: https://shop.com/authorize, scopes: {} }
  partners: { type: oauth2, flow: password, tokenUrl: https://shop.com/token, scopes: {} }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.2.0
info: { title: Shop, version: 1.0.0 }
security: [{ login: [] }, { token: [] }, { key: [] }, { old: [] }]
paths:
  /oauth/token: { post: { security: [{ client: [] }], responses: { '200': { description: A token } } } }
components:
  securitySchemes:
    login:
      type: oauth2
      flows:
        authorizationCode: { authorizationUrl: https://shop.com/authorize, tokenUrl: https://shop.com/token, scopes: {} }
    token: { type: http, scheme: bearer }
    key: { type: http, scheme: basic, description: Your API key is the user name. Leave the password empty. }
    client: { type: http, scheme: basic }
    old: { type: http, scheme: basic, deprecated: true }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(api) {
      for (const scheme of securitySchemesOf(api.contract)) {
        if (field(scheme.cursor.value, 'deprecated') === true) continue
        for (const { weakness, at } of weaknessesOf(scheme)) {
          if (weakness === 'basic' && (carriesKey(scheme) || isForTokensOnly(scheme, api))) continue
          report(at, weakness, { scheme: scheme.name })
        }
      }
    },
  }),
})

function weaknessesOf({ type, cursor }: SecurityScheme): { readonly weakness: Weakness; readonly at: DocumentLocation }[] {
  if (type === 'basic') return [{ weakness: 'basic', at: cursor.child('type').at }]
  if (type === 'http') {
    const scheme = cursor.child('scheme')
    const weakness = weakHttp.get(scheme.string?.toLowerCase() ?? '')
    return weakness === undefined ? [] : [{ weakness, at: scheme.at }]
  }
  if (type !== 'oauth2') return []
  return (['implicit', 'password'] as const).flatMap((weakness) => {
    const flow = cursor.child('flow')
    if (flow.value === weakness) return [{ weakness, at: flow.at }]
    const entry = cursor.child('flows').child(weakness)
    return entry.exists ? [{ weakness, at: entry.atKey }] : []
  })
}

/** Weak schemes, by their name in the IANA registry of HTTP authentication schemes in lower case. */
const weakHttp: ReadonlyMap<string, Weakness> = new Map([
  ['basic', 'basic'],
  ['negotiate', 'negotiate'],
  ['oauth', 'oauth1'],
])

/** True if the scheme carries an API key or token: Basic authentication is often used for those. */
function carriesKey({ cursor, name }: SecurityScheme): boolean {
  return keyOrToken.test(`${wordsOf(name).join(' ')} ${asString(field(cursor.value, 'description')) ?? ''}`)
}

const keyOrToken = /\b(?:(?:api|access|secret|private|auth)[- _]?)?(?:key|token)s?\b|\b(?:client|application|app|api|account)[- _]?(?:id|secret|sid)\b/i

/** True if only endpoints that issue tokens require the scheme. */
function isForTokensOnly({ name }: SecurityScheme, { operations }: ContractApi): boolean {
  const users = operations.filter(({ security }) => security?.some((requirement) => field(requirement, name) !== undefined) === true)
  return users.length > 0 && users.every(({ path }) => path.segments.some(({ text }) => wordsOf(text).some((word) => /^(?:oauth2?|tokens?|introspect|revoke)$/.test(word))))
}
