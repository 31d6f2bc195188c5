import { defineRule } from '../../src/core/rule.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\n'

export default defineRule({
  subject: openapi,
  title: 'Paths can be put behind the address of a server as it stands',
  why: 'The address of an operation is that of the server with the path behind it: a slash at the end makes two of them, and behind a query or fragment a path is none.',
  fix: 'End the address of a server without a slash, and leave queries and fragments out of it.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-11', 'API-22'],
  references: ['OpenAPI 3.1.2, Server Object and Paths Object', 'OpenAPI 2.0, basePath', 'RFC 3986, 3'],
  silentOn: ['`/`, which says that paths start at the root', 'servers without paths behind them: those of webhooks and links'],
  messages: {
    slash: "'{{url}}' ends with a slash and paths begin with one, so requests go to '{{joined}}': leave the last slash out.",
    query: "'{{url}}' has a {{part}}, and a path behind it belongs to that: leave '{{text}}' out.",
    repeated: "'{{url}}' is listed already, and a server has one description: keep one of the two.",
    blank: "The address of this server is '{{url}}', with blanks in or around it, which no client can reach: take them out.",
  },
  lesser: ['slash'],
  examples: {
    bad: [
      { title: 'a slash at the end', code: `${start}servers: [{ url: 'https://shop.com/v1/' }]\n` },
      { title: 'a query', code: `${start}servers: [{ url: 'https://shop.com/api?v=1' }]\n` },
      { title: 'a base path', code: "swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\nhost: shop.com\nbasePath: /v1/\npaths: {}\n" },
    ],
    good: [
      { code: `${start}servers: [{ url: 'https://{region}.shop.com/v1', variables: { region: { default: eu } } }, { url: / }, { url: /v1 }]\n` },
      { title: 'from the root', code: "swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\nhost: shop.com\nbasePath: /\npaths: {}\n" },
    ],
  },
  check: ({ unit: { root }, report }) => {
    const path = Object.keys(root.child('paths').object).find((name) => name.startsWith('/')) ?? '/'
    const judge = (address: Cursor): void => {
      const url = address.string
      if (url === undefined) return
      // Braces hold variables, whatever else stands in them.
      const literal = url.replace(/\{[^{}]*\}/g, (variable) => 'x'.repeat(variable.length))
      const cut = literal.search(/[?#]/)
      if (/\s/.test(literal)) report(address, 'blank', { url })
      if (cut >= 0) report(address, 'query', { url, part: url[cut] === '?' ? 'query' : 'fragment', text: url.slice(cut) })
      else if (/[^/]\/$/.test(literal)) report(address, 'slash', { url, joined: `${url}${path}` })
    }
    return {
      Server({ cursor, parent }) {
        if (parent?.kind === 'Link') return
        judge(cursor.child('url'))
      },
      End() {
        judge(root.child('basePath'))
        const seen = new Map<string, Cursor>()
        for (const server of root.child('servers').items()) {
          const url = server.child('url')
          // The same address with other variables is another server.
          const key = `${url.string ?? ''} ${JSON.stringify(server.child('variables').value)}`
          const other = seen.get(key)
          if (other !== undefined && url.string !== undefined) report(url, 'repeated', { url: url.string }, [{ place: other, message: 'The first time.' }])
          seen.set(key, url)
        }
      },
    }
  },
})
