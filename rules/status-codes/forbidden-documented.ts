import { asList, asObject } from '../../src/core/json.ts'
import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { habitOf } from '../../src/api/habit.ts'
import { documentsError } from '../../src/api/status.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Operations that require scopes document 403',
  why: 'A token without the scope is a different error from no token: the user needs more rights, not a new sign-in. With one status for both, clients do the wrong thing.',
  fix: 'Document 403 (or the range 4XX, or default) with the error body on every operation that requires scopes or roles.',
  presets: { strict: 'warn' },
  checklist: ['API-6'],
  references: ['RFC 9110 15.5.4', 'RFC 6750 3.1'],
  silentOn: [
    'operations that require credentials but no scopes: as far as the contract shows, every user may call them',
    'operations that document 4XX or default',
  ],
  messages: {
    missing: "{{operation}} requires '{{scope}}' but does not say what happens without it: document 403 with the error body.",
    several: '{{count}} of {{total}} operations that require scopes do not say what happens without them ({{names}}): document 403 once, and refer to it.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      security: [{ oauth: ['orders:read'] }]
      responses: { '200': { description: Orders }, '401': { description: No valid token } }
components:
  securitySchemes:
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://shop.example/token, scopes: { 'orders:read': Read orders } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      security: [{ oauth: ['orders:read'] }]
      responses: { '200': { description: Orders }, '401': { description: No valid token }, '403': { description: No right to read orders } }
  /me:
    get: { security: [{ oauth: [] }], responses: { '200': { description: The caller } } }
components:
  securitySchemes:
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: https://shop.example/token, scopes: { 'orders:read': Read orders } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const scoped = unit.operations.filter((operation) => scopeOf(operation) !== undefined)
      const { keeping, breaking } = habitOf(scoped, (operation) => documentsError(operation, ['403']))
      const total = keeping.length + breaking.length
      for (const operation of breaking) {
        const { name } = operation
        report(operation, 'missing', { operation: name, scope: scopeOf(operation) ?? '' }, { together: { as: 'several', name, data: { total } } })
      }
    },
  }),
})

/** OpenID Connect scopes (Core 5.4) request claims about the user and grant no access. */
const identities: ReadonlySet<unknown> = new Set(['openid', 'profile', 'email', 'address', 'phone', 'offline_access'])

/** A required scope or role: every alternative of the security requirements has one. */
function scopeOf({ security = [], isSecured }: ContractOperation): string | undefined {
  const scopes = security.map((requirement) => {
    const named = Object.values(asObject(requirement) ?? {}).flatMap((names) => asList(names))
    return named.filter((name) => !identities.has(name))
  })
  const [first] = scopes.flat()
  return isSecured && scopes.every((names) => names.length > 0) && typeof first === 'string' ? first : undefined
}
