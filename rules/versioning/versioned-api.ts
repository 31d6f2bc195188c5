import { apiVersioning } from '../../src/api/conventions/versions/version.ts'
import { isOutsideVersions } from '../../src/api/conventions/versions/versioned-path.ts'
import { unknown } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

/** An API with a single path is a function with a URL, which needs no version. */
const leastPaths = 2

export default defineRule({
  subject: api,
  title: 'The API carries a version',
  why: 'A breaking change needs a new version. Without one from day one, nothing distinguishes the clients of today from those of the next version.',
  fix: 'Put a major version in the path or in a server URL (`/v1`), or accept one in a header. If the policy is never to break, state `conventions.versioning: none`.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-12'],
  references: ['Google AIP-185', 'Microsoft REST API Guidelines 12'],
  silentOn: [
    'names that only look like versions: `/2fa`, `/3d-models`, `/ipv4`',
    'documents with a single path, or with only health checks, documentation and sign-in',
    'code, where a gateway may add the version, unless `conventions.versioning` is stated',
  ],
  requires: { versioning: apiVersioning },
  messages: {
    none: 'No path, server, parameter or media type of this API carries a version, so a breaking change affects every client. Put one in the server URL or the paths (`/v1`), or state `conventions.versioning: none`.',
    noneStated: 'The convention is a version in the {{place}}, but nothing in this API carries one: add it, or correct `conventions.versioning`.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://api.shop.example }]
paths:
  /users/{id}/2fa: { put: { responses: { '204': { description: On } } } }
  /3d-models: { get: { responses: { '200': { description: Models } } } }
`,
      },
    ],
    good: [
      {
        title: 'in the path',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /v1/orders: { get: { responses: { '200': { description: Orders } } } }
  /v1/orders/{id}: { get: { responses: { '200': { description: One order } } } }
`,
      },
      {
        title: 'in the server URL',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
host: shop.example
basePath: /api/v2
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } } }
`,
      },
      {
        title: 'in a header',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [{ $ref: '#/components/parameters/version' }], responses: { '200': { description: Orders } } } }
  /orders/{id}: { get: { parameters: [{ $ref: '#/components/parameters/version' }], responses: { '200': { description: One order } } } }
components:
  parameters:
    version: { name: Shop-Version, in: header, schema: { type: string } }
`,
      },
      {
        title: 'never, by policy',
        settings: { conventions: { versioning: 'none' } },
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } } }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api(whole) {
      const { bearers, isStated, place } = use.versioning
      if (bearers.size > 0 || place === unknown || (isStated && place === 'none')) return
      if (whole.paths.filter((path) => !isOutsideVersions(path)).length < leastPaths) return
      if (isStated) report(whole, 'noneStated', { place })
      else report(whole, 'none', {})
    },
  }),
})
