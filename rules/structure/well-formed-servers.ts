import { remove, replace } from '../../src/core/fix.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { sameness } from '../../src/openapi/enums.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\n'

export default defineRule({
  subject: openapi,
  title: 'Paths can be appended to the address of a server',
  why: 'The URL of an operation is the address of the server followed by the path: a slash at the end results in two, and after a query or fragment there is no path any more.',
  fix: 'End the address of a server without a slash, and remove queries and fragments.',
  presets: { strict: 'warn' },
  checklist: ['API-11', 'API-22'],
  references: ['OpenAPI 3.1.2, Server Object and Paths Object', 'OpenAPI 2.0, basePath', 'RFC 3986, 3'],
  silentOn: ['`/`, which means that paths start at the root', 'servers without paths: those of webhooks and links'],
  messages: {
    slash: "'{{url}}' ends with a slash and paths begin with one, so requests go to '{{joined}}': remove the last slash.",
    query: "'{{url}}' has a {{part}}, and a path after it becomes part of that: remove '{{text}}'.",
    repeated: "'{{url}}' is listed twice: keep one.",
    blank: "The server address '{{url}}' contains white space, which no client accepts: remove it.",
  },
  lesser: ['slash'],
  fixes: { drop: 'Remove the last slash', trim: 'Remove the white space', remove: 'Remove the duplicate' },
  examples: {
    bad: [
      {
        title: 'a slash at the end',
        code: `${start}servers: [{ url: 'https://shop.com/v1/' }]\n`,
        fixed: `${start}servers: [{ url: 'https://shop.com/v1' }]\n`,
      },
      {
        title: 'twice, and with a space',
        code: `${start}servers:\n  - url: https://shop.com/v1 # the world\n  - url: ' https://shop.de/v1'\n  - url: https://shop.com/v1\n`,
        fixed: `${start}servers:\n  - url: https://shop.com/v1 # the world\n  - url: 'https://shop.de/v1'\n`,
      },
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
      // Variables are replaced by text of the same length, since they may contain other characters.
      const literal = url.replace(/\{[^{}]*\}/g, (variable) => 'x'.repeat(variable.length))
      const cut = literal.search(/[?#]/)
      if (/\s/.test(literal)) {
        const trimmed = url.trim()
        report(address, 'blank', { url }, { fixes: /\s/.test(literal.trim()) || trimmed === '' ? [] : [{ id: 'trim', edits: [replace(address.at, trimmed)] }] })
      }
      if (cut >= 0) report(address, 'query', { url, part: url[cut] === '?' ? 'query' : 'fragment', text: url.slice(cut) })
      else if (/[^/]\/$/.test(literal)) report(address, 'slash', { url, joined: `${url}${path}` }, { fixes: [{ id: 'drop', edits: [replace(address.at, url.slice(0, -1))] }] })
    }
    return {
      Server({ cursor, parent }) {
        if (parent?.kind === 'Link') return
        judge(cursor.child('url'))
      },
      End() {
        judge(root.child('basePath'))
        const seen = new Map<string, { readonly server: Cursor; readonly url: Cursor }>()
        for (const server of root.child('servers').items()) {
          const url = server.child('url')
          // The same URL with other variables is a different server.
          const key = `${url.string ?? ''} ${JSON.stringify(server.child('variables').value)}`
          const other = seen.get(key)
          if (other !== undefined && url.string !== undefined) {
            const fixes = sameness(server.value) === sameness(other.server.value) ? [{ id: 'remove' as const, edits: [remove(server.at)] }] : []
            report(url, 'repeated', { url: url.string }, { related: [{ place: other.url, message: 'The first time.' }], fixes })
          }
          seen.set(key, { server, url })
        }
      },
    }
  },
})
