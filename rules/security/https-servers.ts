import { remove, replace } from '../../src/core/fix.ts'
import type { DocumentEdit } from '../../src/core/fix.ts'
import { groupBy } from '../../src/core/group.ts'
import { memoize } from '../../src/core/memoize.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Contract } from '../../src/openapi/contract.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { addressOf, isLocalHost, withScheme } from '../../src/openapi/server-address.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\n'
const insecure: ReadonlyMap<string, string> = new Map([
  ['http', 'https'],
  ['ws', 'wss'],
])

export default defineRule({
  subject: openapi,
  title: 'Servers use HTTPS',
  why: 'Anyone on the network path can read and change what is sent over plain HTTP, including tokens and passwords. Generated clients use the URL in the contract.',
  fix: 'Serve the API over HTTPS and list only that URL.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-33'],
  references: ['RFC 9110, 4.2.2', 'RFC 8446', 'OWASP API8:2023'],
  silentOn: [
    'localhost, private networks and names outside public DNS: 10.0.0.1, api.local, api.test, api.internal, `http://api:8080`',
    'placeholder hosts such as example.com (RFC 2606)',
    'a URL that is repeated in the same file, as by operations',
    'relative URLs, and hosts given by a variable without a default',
    'servers whose scheme is a variable with `https` as its default',
    'OpenAPI 2.0 without `schemes` or without `host`: the scheme is then that of the served description',
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
      "'{{host}}' uses plain '{{scheme}}': what is sent can be read and changed in transit. Use the '{{secure}}' URL.",
    alsoPlain:
      "'{{host}}' is listed with '{{secure}}', and with plain '{{scheme}}' too: remove the plain URL, or clients will use it.",
    token: "'{{name}}' of a security scheme uses plain 'http': passwords, codes and tokens can be read in transit. Use the 'https' URL.",
    severalPlain: '{{count}} hosts use unencrypted connections ({{names}}): what is sent can be read and changed in transit. Use secure URLs.',
    severalAlsoPlain: '{{count}} hosts are listed with unencrypted URLs as well ({{names}}): remove the unencrypted ones, or clients will use them.',
  },
  lesser: ['alsoPlain'],
  fixes: { secure: "Use the '{{secure}}' URL" },
  suggestions: { drop: 'Remove the plain URL' },
  examples: {
    bad: [
      {
        code: `${start}servers: [{ url: 'http://api.shop.com/v1' }]\n`,
        fixed: `${start}servers: [{ url: 'https://api.shop.com/v1' }]\n`,
      },
      {
        title: 'Next to a secure URL, and with a port that serves one of them',
        code: `${start}servers:\n  - url: http://api.shop.com\n  - url: https://api.shop.com\n  - url: http://old.shop.com:8080\n`,
        fixed: `${start}servers:\n  - url: http://api.shop.com\n  - url: https://api.shop.com\n  - url: http://old.shop.com:8080\n`,
      },
      {
        title: 'A scheme variable with http as its default',
        code: `${start}servers:\n  - url: '{scheme}://api.shop.com'\n    variables: { scheme: { default: http, enum: [http, https] } }\n`,
        fixed: `${start}servers:\n  - url: '{scheme}://api.shop.com'\n    variables: { scheme: { default: https, enum: [http, https] } }\n`,
      },
      {
        title: 'Token and login URLs',
        code: `${start}components:\n  securitySchemes:\n    login: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'http://login.shop.com/token', scopes: {} } } }\n`,
      },
      {
        title: 'OpenAPI 2.0',
        code: "swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\nhost: api.shop.com\nschemes: [http]\npaths: {}\n",
        fixed: "swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\nhost: api.shop.com\nschemes: [https]\npaths: {}\n",
      },
    ],
    good: [
      { code: `${start}servers: [{ url: 'https://api.shop.com/v1' }, { url: 'http://localhost:8080' }, { url: /v1 }]\n` },
      {
        code: `${start}servers:\n  - url: '{scheme}://api.shop.com'\n    variables: { scheme: { default: https, enum: [http, https] } }\n`,
      },
    ],
  },
  check: ({ unit, options, report }) => {
    const reported = new Set<string>()
    const judge = (place: Place, host: string, scheme: string, alternatives: readonly unknown[]): void => {
      const secure = insecure.get(scheme)
      const address = `${place.cursor.document.file} ${scheme}://${host}`
      if (secure === undefined || isLocalHost(host) || options.allow.includes(host) || reported.has(address)) return
      reported.add(address)
      if (alternatives.includes(secure)) {
        const together = { as: 'severalAlsoPlain', name: `'${host}' with '${scheme}'`, isOmission: true } as const
        return report(place.cursor, 'alsoPlain', { host, scheme, secure }, { fixes: [{ id: 'drop', edits: [remove(place.entry.at)] }], together })
      }
      const edits = place.secured(secure)
      const together = { as: 'severalPlain', name: `'${host}' with '${scheme}'` } as const
      report(place.cursor, 'plain', { host, scheme, secure }, { fixes: edits.length === 0 ? [] : [{ id: 'secure', data: { secure }, edits }], together })
    }
    const judgeSchemes = (schemes: Cursor): void => {
      const host = unit.root.child('host').string?.toLowerCase()
      const listed = schemes.items()
      for (const cursor of listed) {
        if (host === undefined || cursor.string === undefined) continue
        const secured = (secure: string): DocumentEdit[] => (host.includes(':') ? [] : [replace(cursor.at, secure)])
        judge({ cursor, entry: cursor, secured }, host.replace(/:\d+$/, ''), cursor.string, listed.map(({ value }) => value))
      }
    }
    const judgeLogin = ({ cursor }: OpenApiNode): void => {
      for (const name of loginAddresses) {
        const at = cursor.child(name)
        const host = /^http:\/\/([^/?#:]*)/i.exec(at.string ?? '')?.[1]?.toLowerCase()
        if (host !== undefined && !isLocalHost(host) && !options.allow.includes(host)) report(at, 'token', { name })
      }
    }
    if (unit.version === '2.0') {
      return {
        SecurityScheme: judgeLogin,
        Document: ({ cursor }) => judgeSchemes(cursor.child('schemes')),
        Operation: ({ cursor }) => judgeSchemes(cursor.child('schemes')),
      }
    }
    return {
      SecurityScheme: judgeLogin,
      OAuthFlow: judgeLogin,
      Server({ cursor, parent }) {
        const address = addressOf(cursor)
        if (address === undefined) return
        const { host, scheme } = address
        // Operations may repeat the same server: one finding stands for all in a file.
        const alike = serversByAddress(unit).get(keyOf(cursor)) ?? []
        const secured = (secure: string): DocumentEdit[] => alike.flatMap((server) => withScheme(server, secure) ?? [])
        judge({ cursor: cursor.child('url'), entry: cursor, secured }, host, scheme, (parent && schemesByHost(parent).get(host)) ?? [])
      },
    }
  },
})

/** The addresses in security schemes and their flows to which credentials are sent, or that say where to send them. */
const loginAddresses = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl', 'openIdConnectUrl'] as const

/** The location of a URL, with the edits that make it secure. */
interface Place {
  readonly cursor: Cursor
  /** The entry to remove if there is a secure one beside it. */
  readonly entry: Cursor
  readonly secured: (secure: string) => DocumentEdit[]
}

/** The servers of a contract, by file and host. */
const serversByAddress = memoize((contract: Contract) => groupBy(walked(contract).of('Server').map(({ cursor }) => cursor), keyOf))

function keyOf(server: Cursor): string {
  const { scheme = '', host = '' } = addressOf(server) ?? {}
  return `${server.document.file} ${scheme}://${host}`
}

/** The schemes of each host in one list of servers. */
const schemesByHost = memoize((holder: OpenApiNode): ReadonlyMap<string, readonly string[]> => {
  const addresses = holder.cursor.child('servers').items().flatMap((server) => addressOf(server) ?? [])
  return new Map([...groupBy(addresses, ({ host }) => host)].map(([host, of]) => [host, of.map(({ scheme }) => scheme)]))
})
