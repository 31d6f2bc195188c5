import { defineRule } from '../../src/core/rule.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { addressOf, isLocalHost } from '../../src/openapi/server-address.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\n'
const insecure: ReadonlyMap<string, string> = new Map([
  ['http', 'https'],
  ['ws', 'wss'],
])

export default defineRule({
  subject: openapi,
  title: 'Servers are reached over HTTPS',
  why: 'Over plain HTTP everybody on the way reads and changes what is sent, tokens and passwords included. Clients are generated with the address that the contract gives.',
  fix: 'Serve the API over HTTPS and give that address, and no other.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-33'],
  references: ['RFC 9110, 4.2.2', 'RFC 8446', 'OWASP API8:2023'],
  silentOn: [
    'this machine, private networks and names that no public DNS knows: localhost, 10.0.0.1, api.local, api.test, api.internal, `http://api:8080`',
    'hosts that stand for any: example.com and its kin (RFC 2606)',
    'the same address again in one file: operations repeat it',
    'relative URLs, and hosts that only a variable without a default would tell',
    'servers whose scheme is a variable with `https` as its default',
    'OpenAPI 2.0 without `schemes` or without `host`: the scheme is then that of wherever the description is served',
  ],
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'Hosts that may be reached without encryption.',
    },
  },
  messages: {
    plain:
      "'{{host}}' is reached over plain '{{scheme}}': what is sent can be read and changed on the way. Give the '{{secure}}' address.",
    alsoPlain:
      "'{{host}}' is reached over '{{secure}}', and over plain '{{scheme}}' too: remove the plain address, or clients will use it.",
  },
  lesser: ['alsoPlain'],
  examples: {
    bad: [
      { code: `${start}servers: [{ url: 'http://api.shop.com/v1' }]\n` },
      {
        title: 'A variable that is http unless somebody changes it',
        code: `${start}servers:\n  - url: '{scheme}://api.shop.com'\n    variables: { scheme: { default: http, enum: [http, https] } }\n`,
      },
      {
        title: 'OpenAPI 2.0',
        code: "swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\nhost: api.shop.com\nschemes: [http]\npaths: {}\n",
      },
    ],
    good: [
      { code: `${start}servers: [{ url: 'https://api.shop.com/v1' }, { url: 'http://localhost:8080' }, { url: /v1 }]\n` },
      {
        code: `${start}servers:\n  - url: '{scheme}://api.shop.com'\n    variables: { scheme: { default: https, enum: [http, https] } }\n`,
      },
    ],
  },
  check: ({ unit: { root, version }, options, report }) => {
    const reported = new Set<string>()
    const judge = (place: Cursor, host: string, scheme: string, alternatives: readonly unknown[]): void => {
      const secure = insecure.get(scheme)
      const address = `${place.document.file} ${scheme}://${host}`
      if (secure === undefined || isLocalHost(host) || options.allow.includes(host) || reported.has(address)) return
      reported.add(address)
      report(place, alternatives.includes(secure) ? 'alsoPlain' : 'plain', { host, scheme, secure })
    }
    const judgeSchemes = (schemes: Cursor): void => {
      const host = root.child('host').string?.toLowerCase().replace(/:\d+$/, '')
      const listed = [...schemes.items()]
      for (const scheme of listed) {
        if (host !== undefined && scheme.string !== undefined)
          judge(
            scheme,
            host,
            scheme.string,
            listed.map(({ value }) => value),
          )
      }
    }
    if (version === '2.0') {
      return {
        Document: ({ cursor }) => judgeSchemes(cursor.child('schemes')),
        Operation: ({ cursor }) => judgeSchemes(cursor.child('schemes')),
      }
    }
    return {
      Server({ cursor, parent }) {
        const address = addressOf(cursor)
        if (address === undefined) return
        const { host, scheme } = address
        const siblings = [...(parent?.cursor.child('servers').items() ?? [])]
          .map(addressOf)
          .filter((other) => other?.host === host)
        judge(
          cursor.child('url'),
          host,
          scheme,
          siblings.map((other) => other?.scheme),
        )
      },
    }
  },
})
