import { counted } from '../../src/core/counted.ts'
import { apiVersioning } from '../../src/api/conventions/versions/version.ts'
import type { ApiVersioning, VersionBearer } from '../../src/api/conventions/versions/version.ts'
import { versionDepartures } from '../../src/api/conventions/versions/version-departures.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known, Operation } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { VersionPlace } from '../../src/core/settings.ts'
import { someOf } from '../../src/core/some-of.ts'

/** With more strays than this, there is one finding for all. */
const mostApart = 5

export default defineRule({
  subject: api,
  title: 'All operations carry the version in the same place',
  why: 'Clients expect the version in one place. Operations outside the versions change for every client at once.',
  fix: 'Carry the version in one place throughout: under one prefix, in the server URL, or in one header that every operation accepts.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-12'],
  references: ['Microsoft REST API Guidelines 12', 'Google AIP-185'],
  silentOn: [
    'several majors side by side (`/v1`, `/v2`)',
    'health checks, discovery, documentation, sign-in, webhooks, static files, SCIM, and paths above the versions (`/api`)',
    'a dated header next to a major version in the path or server URL',
  ],
  requires: { versioning: apiVersioning },
  messages: {
    twice: "The server URL already carries a version ({{server}}), and {{count}} another, like '{{path}}': requests name two. Keep one of them.",
    elsewhere: '{{count}} the version in {{actual}}, while this API carries it in {{place}}: {{names}}. Use one place.',
    nowhere: "'{{segment}}' ({{count}}) is outside the versions, while {{kept}} one in {{place}}: a breaking change there affects every client. Move it under a version.",
    without: '{{count}} no version, while {{kept}} one in {{place}}: a breaking change there affects every client ({{names}}).',
    mixed: 'This API has no consistent place for the version: {{places}}. Use one place throughout.',
  },
  examples: {
    bad: [
      {
        title: 'a path outside the version prefix',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /api/v1/orders: { get: { responses: { '200': { description: Orders } } } }
  /api/v1/orders/{id}: { get: { responses: { '200': { description: One order } } } }
  /api/v1/customers: { get: { responses: { '200': { description: Customers } } } }
  /api/invoices: { get: { responses: { '200': { description: Invoices } } } }
`,
      },
      {
        title: 'a version in the server URL and another in paths',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://api.shop.example/v1 }]
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /customers: { get: { responses: { '200': { description: Customers } } } }
  /v2/invoices: { get: { responses: { '200': { description: Invoices } } } }
`,
      },
      {
        title: 'an operation without the header that the others accept',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [{ $ref: '#/components/parameters/version' }], responses: { '200': { description: Orders } } } }
  /customers: { get: { parameters: [{ $ref: '#/components/parameters/version' }], responses: { '200': { description: Customers } } } }
  /invoices: { get: { responses: { '200': { description: Invoices } } } }
components:
  parameters:
    version: { name: Shop-Version, in: header, schema: { type: string } }
`,
      },
    ],
    good: [
      {
        title: 'two majors, and paths outside them',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /api: { get: { responses: { '200': { description: The versions } } } }
  /api/v1/orders: { get: { responses: { '200': { description: Orders } } } }
  /api/v2/orders: { get: { responses: { '200': { description: Orders } } } }
  /api/v2/customers: { get: { responses: { '200': { description: Customers } } } }
  /healthz: { get: { responses: { '200': { description: Alive } } } }
  /oauth/token: { post: { responses: { '200': { description: A token } } } }
  /account/password: { post: { responses: { '204': { description: Sent } } } }
`,
      },
      {
        title: 'a header that is declared as a security scheme',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ version: [] }]
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /customers: { get: { responses: { '200': { description: Customers } } } }
  /beta/credit/v1/loans: { get: { responses: { '200': { description: Loans } } } }
components: { securitySchemes: { version: { type: apiKey, in: header, name: Shop-Version } } }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api(whole) {
      const { versioning } = use
      const departures = versionDepartures(whole, versioning)
      const place = placeText(versioning.place)
      const kept = counted(followedBy(versioning), 'operation of this API carries', 'operations of this API carry')
      const strays = departures.filter((departure) => departure.kind === 'nowhere')
      const areApart = versioning.place === 'path' && strays.length <= mostApart
      for (const departure of departures) {
        if (departure.kind === 'twice') {
          const { server, paths: [first, ...more] } = departure
          const count = counted(more.length + 1, 'path carries', 'paths carry')
          report(first, 'twice', { server: server.url, count, path: first.template })
        } else if (departure.kind === 'elsewhere') {
          const { operations } = departure
          const count = counted(operations.length, 'operation carries', 'operations carry')
          report(operations[0], 'elsewhere', { count, actual: placeText(departure.place), place, names: namesOf(operations) })
        } else if (departure.kind === 'mixed') {
          report(departure.first, 'mixed', { places: placesText(versioning, departure.without) })
        } else if (areApart) {
          const { operations: [first, ...more], segment } = departure
          report(first.path, 'nowhere', { segment, count: counted(more.length + 1, 'operation'), kept, place })
        }
      }
      const all = areApart ? [] : strays.flatMap(({ operations }) => operations)
      const [first] = all
      if (first === undefined) return
      const count = counted(all.length, 'operation carries', 'operations carry')
      report(first, 'without', { count, kept, place, names: namesOf(all) })
    },
  }),
})

function namesOf(operations: readonly Operation[]): string {
  return someOf(operations.map(({ method, path }) => `${method.toUpperCase()} ${path.template}`))
}

function followedBy({ bearers, place }: ApiVersioning): number {
  return place === unknown || place === 'none' ? 0 : (bearers.get(place)?.length ?? 0)
}

const placeTexts: Record<VersionBearer, string> = {
  path: 'the path',
  server: 'the server URL',
  header: 'a header',
  'media-type': 'the media type',
  query: 'the query',
}

function placeText(place: Known<VersionPlace>): string {
  return place === unknown || place === 'none' ? 'no place' : placeTexts[place]
}

function placesText({ bearers }: ApiVersioning, without: number): string {
  const places = [...bearers].map(([place, operations]) => {
    return `${counted(operations.length, 'operation carries', 'operations carry')} it in ${placeTexts[place]}`
  })
  return [...places, ...(without > 0 ? [`${without} carry none`] : [])].join(', ')
}
