import { defineRule } from '../../src/core/rule.ts'
import { addressOf } from '../../src/openapi/server-address.ts'
import { openapi } from '../../src/openapi/subject.ts'

const info = 'info: { title: Shop, version: 1.0.0 }\n'
const paths = "paths:\n  /orders: { get: { responses: { '200': { description: Orders } } } }\n"

export default defineRule({
  subject: openapi,
  title: 'A contract states where the API is served',
  why: 'Generated clients use the address in the contract. Without one, they look for the API where they read the contract from.',
  fix: 'List the servers with their addresses; in OpenAPI 2.0 state `host` and `schemes`.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, OpenAPI Object, servers', 'OpenAPI 2.0, host and schemes'],
  silentOn: [
    'contracts without paths: libraries, and webhooks alone',
    'contracts in which paths or operations have their own servers',
    'relative addresses, which are deliberate',
  ],
  messages: {
    none: 'This contract states no server, so generated clients look for the API where they read the contract from: list `servers`.',
    noHost: 'This contract states no host, so generated clients look for the API where they read the contract from: add `host`.',
    noSchemes: "This contract does not state how to reach '{{host}}', so clients guess between http and https: add `schemes: [https]`.",
    example: 'All servers of this contract have example addresses ({{url}}), which serve no API: list the real ones.',
  },
  lesser: ['noSchemes'],
  examples: {
    bad: [
      { title: 'no servers', code: `openapi: 3.1.0\n${info}${paths}` },
      { title: 'a placeholder', code: `openapi: 3.1.0\n${info}servers: [{ url: 'https://api.example.com' }]\n${paths}` },
      { title: 'OpenAPI 2.0', code: `swagger: '2.0'\n${info}host: shop.com\n${paths}` },
    ],
    good: [
      { code: `openapi: 3.1.0\n${info}servers: [{ url: 'https://shop.com/v1' }]\n${paths}` },
      { title: 'relative to the contract', code: `openapi: 3.1.0\n${info}servers: [{ url: /v1 }]\n${paths}` },
      { title: 'OpenAPI 2.0', code: `swagger: '2.0'\n${info}host: shop.com\nschemes: [https]\n${paths}` },
      { title: 'a library', code: `openapi: 3.1.0\n${info}components: { schemas: { Money: { type: integer } } }\n` },
    ],
  },
  check: ({ unit: { root, version }, report }) => {
    let hasOwnServers = false
    return {
      PathItem: ({ cursor }) => {
        hasOwnServers ||= cursor.child('servers').exists
      },
      Operation: ({ cursor }) => {
        hasOwnServers ||= cursor.child(version === '2.0' ? 'schemes' : 'servers').exists
      },
      End() {
        const info = root.child('info')
        if (Object.keys(root.child('paths').object).length === 0) return
        if (version === '2.0') {
          const host = root.child('host')
          if (!host.exists) report(info.atKey, 'noHost', {})
          else if (isExample(host.string ?? '')) report(host, 'example', { url: host.string ?? '' })
          else if (!hasOwnServers && root.child('schemes').child(0).string === undefined) report(host.atKey, 'noSchemes', { host: host.string ?? '' })
          return
        }
        const servers = root.child('servers').items()
        if (servers.length === 0 && !hasOwnServers) report(info.atKey, 'none', {})
        const [first] = servers
        if (first !== undefined && servers.every((server) => isExample(addressOf(server)?.host ?? ''))) report(first.child('url'), 'example', { url: first.child('url').string ?? '' })
      },
    }
  },
})

/** True for example domains (RFC 2606). */
function isExample(host: string): boolean {
  return /(?:^|\.)example(?:\.(?:com|net|org))?(?::\d+)?$/i.test(host)
}
