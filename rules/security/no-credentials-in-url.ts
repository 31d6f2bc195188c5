import type { ContractApi } from '../../src/api/contract.ts'
import { isContractApi } from '../../src/api/contract.ts'
import { credentialInQuery, credentialsInPath } from '../../src/api/conventions/access/credentials-in-url.ts'
import { counted } from '../../src/core/counted.ts'
import type { CredentialKind } from '../../src/core/credentials.ts'
import type { Api } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import type { Location } from '../../src/core/location.ts'
import { defineRule } from '../../src/core/rule.ts'
import { quoted, withArticle } from '../../src/openapi/grammar/words.ts'
import { securitySchemesOf } from '../../src/openapi/security.ts'

/** How many further places a finding lists at most. */
const mostRelated = 5

export default defineRule({
  subject: api,
  title: 'Credentials are sent in headers or bodies, never in URLs',
  why: 'URLs are stored in logs, browser histories, proxies and referrers. Whoever reads one of these has the credential.',
  fix: 'Accept API keys and tokens in the `Authorization` header or a custom one, and passwords in the body of a POST.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-33'],
  references: ['OWASP API2:2023 Broken Authentication', 'RFC 6750, 5.3', 'RFC 9700, 4.3.2'],
  silentOn: [
    'tokens that do not identify a client: `pageToken`, `syncToken`, `csrfToken`, and `token` or `key` whose description does not call them credentials',
    'tokens of links sent to people: confirmations, invitations, password resets, shared files',
    'names that only refer to credentials: `passwordPolicy`, `secretName`, `keyId`, `hasPassword`',
    'deprecated operations',
    'variables that identify a resource: `/secrets/{secret}`, `/api-keys/{apiKey}`',
  ],
  messages: {
    scheme: "The security scheme '{{scheme}}' reads the API key from the query, as '{{name}}', and URLs are logged everywhere: use a header.",
    schemes: '{{count}} security schemes read the API key from the query ({{names}}), and URLs are logged everywhere: use a header.',
    client: '{{names}} in the query {{identify}} the caller ({{operations}}), and URLs are logged everywhere: use the `Authorization` header.',
    query: "'{{name}}' in the query is {{kind}} ({{operations}}), and URLs are logged everywhere: accept it in the body or a header.",
    path: "'{{name}}' in this path is {{kind}}, and URLs are logged everywhere: accept it in the body or a header.",
    paths: "'{{name}}' is {{kind}} and appears in {{count}} paths ({{names}}), but URLs are logged everywhere: accept it in the body or a header.",
  },
  examples: {
    bad: [
      {
        title: 'an API key in the query',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: query, name: api_key }
`,
      },
      {
        title: 'a password in the query',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /login:
    get:
      parameters:
        - { name: user, in: query, type: string }
        - { name: password, in: query, type: string }
      responses: { '200': { description: Welcome } }
`,
      },
      {
        title: 'a token in the path',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{accessToken}:
    parameters: [{ name: accessToken, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: Orders } } }
`,
      },
      {
        title: 'a route in code',
        file: 'src/app.ts',
        code: `import express from 'express'

const app = express()
app.get('/sessions/:user/:password', (req, res) => res.json({}))
app.listen(3000)
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /orders:
    get:
      parameters:
        - { name: pageToken, in: query, schema: { type: string } }
        - { name: token, in: query, description: Where the next page begins, schema: { type: string } }
        - { name: hasPassword, in: query, schema: { type: boolean } }
        - { name: keyId, in: query, schema: { type: string } }
      responses: { '200': { description: Orders } }
  /secrets/{secret}:
    parameters: [{ name: secret, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: What is known of the secret } } }
  /invitations/accept:
    post:
      parameters: [{ name: accessToken, in: query, schema: { type: string } }]
      responses: { '204': { description: Accepted } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      if (isContractApi(unit)) {
        const schemes = securitySchemesOf(unit.contract).filter(({ type, cursor }) => type === 'apiKey' && cursor.child('in').value === 'query')
        const names = new Set(schemes.map(({ cursor }) => cursor.child('name').string ?? ''))
        for (const { name, cursor } of schemes) report(cursor.child('in').at, 'scheme', { scheme: name, name: cursor.child('name').string ?? '' }, { together: { as: 'schemes', name: `'${name}'` } })
        reportQuery(unit, names)
      }
      for (const { name, kind, at, path } of variablesOf(unit)) {
        const data = { name, kind: withArticle(kind) }
        report(at, 'path', data, { together: { as: 'paths', name: path, data, key: name } })
      }

      /** @param known names of parameters that are declared as security schemes */
      function reportQuery(of: ContractApi, known: ReadonlySet<string>): void {
        const uses = of.operations.flatMap((operation) =>
          (operation.deprecated ? [] : operation.parameters).flatMap((parameter) => {
            const kind = known.has(parameter.name) ? undefined : credentialInQuery(parameter, operation)
            return kind === undefined ? [] : [{ parameter, operation, kind }]
          }),
        )
        const isClient = (kind: CredentialKind): boolean => kind === 'API key' || kind === 'access token'
        for (const [, group] of groupBy(uses, ({ kind, parameter }) => (isClient(kind) ? '' : parameter.name))) {
          const [first] = group
          if (first === undefined) continue
          const named = groupBy(group, ({ parameter }) => parameter.name)
          const places = new Set(group.map(({ parameter }) => parameter.cursor.value))
          const others = group.filter(({ parameter }) => places.delete(parameter.cursor.value)).slice(1, mostRelated + 1)
          const operations = of.operations.length === 1 ? first.operation.name : usesText(new Set(group.map(({ operation }) => operation.name)))
          const related = others.map(({ parameter, operation }) => ({ place: parameter, message: `${operation.name} accepts '${parameter.name}'` }))
          const { name, at } = first.parameter
          if (isClient(first.kind)) report(at, 'client', { names: quoted([...named.keys()], ' and '), identify: named.size === 1 ? 'identifies' : 'identify', operations }, related)
          else report(at, 'query', { name, kind: withArticle(first.kind), operations }, related)
        }
      }
    },
  }),
})

function usesText(names: ReadonlySet<string>): string {
  const [first = ''] = names
  return names.size === 1 ? first : counted(names.size, 'operation')
}

interface Variable {
  readonly name: string
  readonly kind: CredentialKind
  readonly at: Location
  readonly path: string
}

function variablesOf(unit: Api): Variable[] {
  // Deprecated paths are on their way out already.
  const paths = unit.paths.filter(({ operations }) => operations.length === 0 || operations.some(({ deprecated }) => !deprecated))
  return paths.flatMap((path) =>
    credentialsInPath(path).map(({ segment, name, kind }) => ({ name, kind, at: path.locate(segment.range), path: path.template })),
  )
}
