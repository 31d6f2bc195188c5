import { describe, expect, it } from 'vitest'
import { findingsOf } from '../duties/check.ts'
import { projectOf } from './build.ts'

async function routes(code: string): Promise<string[]> {
  return (await projectOf({ 'src/app.ts': code })).routes.map(({ method, path, framework }) => `${method} ${path} ${framework}`)
}

const express = "import express from 'express'\nconst app = express()\n"

describe('endpoints that a library answers', () => {
  it.each([
    ["import { expressMiddleware } from '@apollo/server/express4'\n", "app.use('/graphql', express.json(), expressMiddleware(server))", ['ALL /graphql graphql']],
    ["import { createYoga } from 'graphql-yoga'\nconst yoga = createYoga({ schema })\n", "app.use('/api/graphql', yoga)", ['ALL /api/graphql graphql']],
    ["import { graphqlHTTP } from 'express-graphql'\n", 'app.use(graphqlHTTP({ schema }))', ['ALL / graphql']],
    ["import { graphqlHTTP } from './graphql'\n", "app.use('/graphql', graphqlHTTP({ schema }))", []],
    ["import { expressMiddleware } from '@apollo/server/express4'\n", "app.use('/a', express.json())", []],
    ["import cors from 'cors'\n", "app.use('/graphql', cors())", []],
  ])('%s%s', async (imports, use, expected) => {
    expect(await routes(imports + express + use)).toEqual(expected)
  })
})

describe('servers by their default export', () => {
  const hono = (end: string): string => `import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/books', (c) => c.json([]))\n${end}`

  it.each(['export default { port: 3000, fetch: app.fetch }', 'export default { fetch: app.fetch, idleTimeout: 30 }'])('%s', async (end) => {
    expect(await findingsOf('health-check', { 'src/index.ts': hono(end) })).toEqual(['src/index.ts:4'])
  })

  it.each(['export default app', 'export default { fetch: app.fetch }', 'export default { port: 3000 }', 'export const server = { port: 3000, fetch: app.fetch }'])('and none by %s', async (end) => {
    expect(await findingsOf('health-check', { 'src/index.ts': hono(end) })).toEqual([])
  })
})
