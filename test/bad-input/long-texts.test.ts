import { expect, it } from 'vitest'

import { directoryWith, setsquare } from '../support/program.ts'

const length = 20_000

/**
 * Common beginnings of regular expression matches, repeated, with an unexpected character at the end: a backtracking expression that tries
 * each of them takes for ever.
 */
const units = [
  ...['a', 'A', '0', '_', '-', '.', '/', '{', '[', '(', ' ', '\t', '\n', ':', '*', '=', '"', "'"],
  ...['_0', '-x', 'a1', 'aB', 'v1.', '/a', '{a}', '//', '\n\t', 'sk-', ' x-', 'AKIA2AAAA22IAAAKAAK2=', 'select where ', 'insert into ', 'update set ', 'secretpass'],
]
const hostile = units.map((unit) => `${unit.repeat(Math.ceil(length / unit.length))}\u00e9`)

function contractOf(text: string): string {
  const name = text.replace(/[\n\t]/g, ' ')
  const schema = { $ref: '#/components/schemas/A' }
  const answer = { description: text, headers: { [name]: { schema: { type: 'string' } } }, content: { 'application/json': { schema, example: { password: text } }, [name]: { schema } } }
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: text, version: '1.0.0', description: text },
    servers: [{ url: `https://example.com/${name}` }, { url: name }],
    paths: {
      [`/${name.replace(/[{}]/g, '')}`]: {
        get: {
          operationId: text,
          summary: text,
          tags: [text],
          parameters: [{ name: text, in: 'query', description: text, schema: { type: 'string', pattern: name.slice(0, 2000), default: text, enum: [text, 'b'] } }],
          responses: { 200: answer, 400: answer },
        },
      },
    },
    components: {
      schemas: { A: { type: 'object', title: text, properties: { [text]: { type: 'string', description: text, example: text } } }, [name]: { type: 'object', description: text } },
      securitySchemes: { [name]: { type: 'apiKey', in: 'header', name: text, description: text } },
    },
  })
}

function sourceOf(text: string): string {
  const plain = text.replaceAll('`', '').replaceAll('\\', '')
  return `import express from 'express'
const app = express()
/* ${plain.replaceAll('*/', '* /')} */
app.get('/x', (req, res) => { const password = \`${plain}\`; db.query(\`SELECT \${req.query.a} ${plain}\`).catch(() => {}); res.send(password) })
`
}

// A check that takes too long fails by the test's timeout.
it.each([
  ['contracts', '.json', contractOf],
  ['sources', '.ts', sourceOf],
])('%s of texts that repeat themselves are checked to the end', async (_, extension, write) => {
  const files = Object.fromEntries(hostile.map((text, index) => [`f${index}${extension}`, write(text)]))
  const { code, stdout } = await setsquare(['check', ...Object.keys(files), '--preset', 'all', '--no-cache', '--fail-on', 'never', '--format', 'json'], { cwd: directoryWith(files) })
  // Some are nested so deeply that they are not parsed, to protect the stack, and a note says so.
  expect([0, 2]).toContain(code)
  expect(new Set((JSON.parse(stdout) as { findings: { file: string }[] }).findings.map(({ file }) => file)).size).toBeGreaterThan(hostile.length / 2)
})

it.each([
  ['variables', (index: number) => `/{p${index}}`],
  ['collections and items', (index: number) => `/users/{p${index}}`],
  ['verbs', (index: number) => `/get/{p${index}}/find`],
  ['slashes', () => '//'],
])('a path of thousands of %s is told of in few words', async (_, segment) => {
  const path = Array.from({ length: 3_000 }, (__, index) => segment(index)).join('')
  const text = JSON.stringify({ openapi: '3.0.3', info: { title: 'Users', version: '1.0.0' }, paths: { [path]: { get: { responses: { 200: { description: 'All' } } } } } })
  const { code, stdout } = await setsquare(['check', 'api.json', '--preset', 'all', '--no-cache', '--fail-on', 'never', '--format', 'json'], { cwd: directoryWith({ 'api.json': text }) })
  expect(code).toBe(0)
  expect((JSON.parse(stdout) as { findings: unknown[] }).findings.length).toBeLessThan(100)
})
