import { describe, expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

/** Two packages: a service, and one that is shared by others through a barrel. */
const workspace = (service: string): Texts => ({
  'package.json': '{ "workspaces": ["packages/*", "services/*"] }',
  'packages/common/package.json': '{ "name": "@acme/common", "main": "src/index.ts" }',
  'packages/common/src/index.ts': "export * from './server'\nexport * from './http'\n",
  'packages/common/src/http.ts': 'export const get = (url) => fetch(url, { signal: AbortSignal.timeout(1000) })\n',
  'packages/common/src/server.ts':
    "import express from 'express'\nimport helmet from 'helmet'\nexport function createService() {\n  const app = express()\n  app.use(helmet())\n  app.get('/health', (req, res) => res.json({ ok: true }))\n  process.once('SIGTERM', () => app.close())\n  return app\n}\n",
  'services/a/package.json': '{ "name": "@acme/a", "dependencies": { "@acme/common": "1" } }',
  'services/a/src/main.ts': service,
})
const using = "import { createService } from '@acme/common'\nconst app = createService()\napp.get('/prices', (req, res) => res.json([]))\napp.listen(3000)\n"
const beside = "import express from 'express'\nimport { get } from '@acme/common'\nconst app = express()\napp.get('/prices', async (req, res) => res.json(await get('http://a')))\napp.listen(3000)\n"

describe('what a shared package holds', () => {
  it.each(['health-check', 'security-headers', 'graceful-shutdown'])('counts for %s where it is used', async (rule) => {
    expect(await findingsOf(rule, workspace(using))).toEqual([])
  })

  it.each(['health-check', 'security-headers', 'graceful-shutdown'])('does nothing for %s where it is only loaded', async (rule) => {
    expect(await findingsOf(rule, workspace(beside))).toHaveLength(1)
  })

  it('counts where all of it is taken', async () => {
    const whole = beside.replace('{ get }', '* as common').replace('await get', 'await common.get')
    expect(await findingsOf('health-check', workspace(whole))).toEqual([])
  })
})

describe('a helper that listens', () => {
  const kit = (texts: Texts): Texts => ({
    'package.json': '{ "workspaces": ["packages/*", "services/*"] }',
    'packages/kit/package.json': '{ "name": "@acme/kit", "main": "src/index.ts" }',
    'packages/kit/src/index.ts': "export * from './start'\n",
    'packages/kit/src/start.ts': "import type { Express } from 'express'\nexport function start(app: Express) {\n  app.listen(3000)\n}\n",
    ...texts,
  })
  const service = (name: string, more = ''): Texts => ({
    [`services/${name}/package.json`]: `{ "name": "@acme/${name}", "dependencies": { "@acme/kit": "1" } }`,
    [`services/${name}/src/main.ts`]: `import express from 'express'\nimport { start } from '@acme/kit'\nconst app = express()\n${more}start(app)\n`,
  })
  const health = "app.get('/health', (req, res) => res.json({ ok: true }))\n"

  it('makes an application of each service that calls it', async () => {
    expect(await findingsOf('health-check', kit({ ...service('a'), ...service('b') }))).toEqual(['services/a/src/main.ts:4', 'services/b/src/main.ts:4'])
  })

  it('leaves alone the service that has what another one lacks', async () => {
    expect(await findingsOf('health-check', kit({ ...service('a', health), ...service('b') }))).toEqual(['services/b/src/main.ts:4'])
  })

  it('is where the application starts in a package of its own', async () => {
    const own: Texts = {
      'src/start.ts': "import express from 'express'\nexport const start = () => express().listen(3000)\n",
      'src/main.ts': "import { start } from './start'\nstart()\n",
    }
    expect(await findingsOf('health-check', own)).toEqual(['src/start.ts:2'])
  })

  it('is a method of a class', async () => {
    const classes: Texts = {
      'packages/kit/src/start.ts': "import express from 'express'\nexport class Server {\n  app = express()\n  start() { this.app.listen(3000) }\n}\n",
      'packages/kit/src/index.ts': "export * from './start'\n",
      'services/a/package.json': '{ "name": "@acme/a", "dependencies": { "@acme/kit": "1" } }',
      'services/a/src/main.ts': "import { Server } from '@acme/kit'\nnew Server().start()\n",
    }
    expect(await findingsOf('health-check', kit(classes))).toEqual(['services/a/src/main.ts:2'])
  })

  it('is called by programs of one package, each with routes of its own', async () => {
    const both: Texts = {
      'libs/start.ts': "import express from 'express'\nexport function start(set) {\n  const app = express()\n  set(app)\n  app.listen(3000)\n}\n",
      'apps/a/main.ts': "import { start } from '../../libs/start'\nimport { routes } from './routes'\nstart((app) => app.use('/a', routes))\n",
      'apps/a/routes.ts': "import { Router } from 'express'\nexport const routes = Router()\nroutes.get('/health', (req, res) => res.json({ ok: true }))\n",
      'apps/b/main.ts': "import { start } from '../../libs/start'\nimport { routes } from './routes'\nstart((app) => app.use('/b', routes))\n",
      'apps/b/routes.ts': "import { Router } from 'express'\nexport const routes = Router()\nroutes.get('/orders', (req, res) => res.json({ items: [] }))\n",
    }
    expect(await findingsOf('health-check', both)).toEqual(['apps/b/main.ts:3'])
  })

  it('is part of a library and of its command, which only hand it on', async () => {
    const library: Texts = {
      'package.json': '{ "name": "seedling", "main": "src/index.js", "bin": { "seedling": "./src/cli.js" } }',
      'src/preview.js': "import express from 'express'\nexport const preview = (port = 0) => express().listen(port)\n",
      'src/index.js': "export { preview } from './preview.js'\n",
      'src/cli.js': "import { preview } from './preview.js'\npreview()\n",
    }
    expect(await findingsOf('health-check', library)).toEqual([])
  })

  it('is no library for types that it wants beside it, as Bun writes them', async () => {
    const bun: Texts = {
      'package.json': '{ "name": "shop", "module": "index.ts", "peerDependencies": { "typescript": "^5" } }',
      'index.ts': "import express from 'express'\nexport const app = express()\napp.get('/orders', (req, res) => res.json({ items: [] }))\napp.listen(3000)\n",
    }
    expect(await findingsOf('health-check', bun)).toEqual(['index.ts:4'])
  })

  it('is called by an entry that says nothing else', async () => {
    const entry: Texts = {
      'packages/kit/src/start.ts': "import express from 'express'\nexport const run = () => express().listen(3000)\n",
      'services/a/package.json': '{ "name": "@acme/a", "dependencies": { "@acme/kit": "1" } }',
      'services/a/src/main.ts': "import { run } from '@acme/kit'\nrun()\n",
    }
    expect(await findingsOf('health-check', kit(entry))).toEqual(['services/a/src/main.ts:1'])
  })
})
