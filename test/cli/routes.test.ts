import { describe, expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { directoryWith } from '../support/program.ts'

interface JsonInventory {
  version: number
  routes: { method: string; path: string; prefixKnown: boolean; handler?: string; middleware: string[]; statuses: number[]; moreStatuses: boolean; file: string; line: number; column: number }[]
  unresolved: { file: string; line: number }[]
  unreadable: string[]
  coverage: { kind: string; file: string }[]
  summary: Record<string, number>
}

const service = {
  'src/app.ts': `import express from 'express'
import { users } from './users'
import { authenticate } from './auth'
const app = express()
app.use('/api/v1', authenticate, users)
app.get(process.env.EXTRA, (req, res) => res.end())
app.listen(3000)
`,
  'src/users.ts': `import { Router } from 'express'
import { list } from './list'
export const users = Router()
users.get('/users/:id', list)
`,
  'src/list.ts': `export const list = (req, res) => (req.params.id === '' ? res.status(404).end() : res.json({}))\n`,
  'src/unmounted.js': `const router = require('express').Router()
router.delete('/orders/:id', (req, res) => res.sendStatus(204))
module.exports = router
`,
}

describe('setsquare routes', () => {
  it('prints a table, and what could not be read below it', async () => {
    const { code, stdout, stderr } = await setsquare(['routes'], { cwd: directoryWith(service) })
    expect(stdout.split('\n').map((line) => line.replace(/ {2,}/g, '  '))).toEqual([
      'METHOD  PATH  HANDLER  MIDDLEWARE  STATUSES  WHERE',
      'DELETE  …/orders/{id}  inline  204  src/unmounted.js:2',
      'GET  /api/v1/users/{id}  list  authenticate  200 404  src/users.ts:4',
      '',
      '2 routes.',
      '1 of them starts with a prefix that is only known at run time (…).',
      '1 more with a path that is only known at run time:',
      '  src/app.ts:6',
      '',
    ])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('shows all middleware, on more lines where it takes them', async () => {
    const names = ['authenticateWithTheIdentityProvider', 'limitByAddressAndAccount', 'logged']
    const app = `import express from 'express'\nimport { ${names.join(', ')} } from './middleware'\nconst app = express()\napp.post('/orders', ${names.join(', ')}, (q, s) => s.status(201).json(q.body))\n`
    const { stdout } = await setsquare(['routes'], { cwd: directoryWith({ 'src/app.ts': app, 'src/middleware.ts': names.map((name) => `export const ${name} = (a, b, next) => next()\n`).join('') }) })
    const [, first = '', second = ''] = stdout.split('\n')
    expect(first.replace(/ {2,}/g, '  ')).toBe(`POST  /orders  inline  ${names[0] ?? ''},  201  src/app.ts:4`)
    expect(second.trim()).toBe(`${names[1] ?? ''}, ${names[2] ?? ''}`)
    expect(second.indexOf(names[1] ?? '')).toBe(first.indexOf(names[0] ?? ''))
  })

  it('names middleware in the order in which requests pass through it', async () => {
    const app = "import { Hono } from 'hono'\nimport { first, second, third } from './middleware'\nexport const app = new Hono().use(first).use(second).get('/a', third, (c) => c.json({}))\n"
    const { stdout } = await setsquare(['routes', '--format', 'json'], { cwd: directoryWith({ 'src/app.ts': app, 'src/middleware.ts': 'export const first = 1, second = 2, third = 3\n' }) })
    expect((JSON.parse(stdout) as JsonInventory).routes.map(({ middleware }) => middleware)).toEqual([['first', 'second', 'third']])
  })

  it('prints the form that tools rely on', async () => {
    const { code, stdout } = await setsquare(['routes', '--format', 'json', 'src'], { cwd: directoryWith(service) })
    const inventory = JSON.parse(stdout) as JsonInventory
    expect(code).toBe(0)
    expect(Object.keys(inventory)).toEqual(['version', 'routes', 'unresolved', 'unreadable', 'coverage', 'summary'])
    expect(inventory.routes[1]).toMatchObject({
      method: 'GET',
      path: '/api/v1/users/{id}',
      prefixKnown: true,
      framework: 'express',
      handler: 'list',
      middleware: ['authenticate'],
      statuses: [200, 404],
      moreStatuses: false,
      file: 'src/users.ts',
      line: 4,
      column: 11,
    })
    expect(inventory.unresolved).toMatchObject([{ file: 'src/app.ts', line: 6 }])
    expect(inventory.summary).toEqual({ routes: 2, unknownPrefix: 1, unresolved: 1, unreadable: 0, sources: 4 })
  })

  it('lists what was asked for, and reads the rest to know where it is mounted', async () => {
    const { stdout } = await setsquare(['routes', 'src/users.ts'], { cwd: directoryWith(service) })
    expect(stdout).toContain('/api/v1/users/{id}')
    expect(stdout).not.toContain('/orders')
  })

  it('says that there are none', async () => {
    const { code, stdout } = await setsquare(['routes'], { cwd: directoryWith({ 'a.ts': 'export const a = 1\n' }) })
    expect({ code, stdout }).toEqual({ code: 0, stdout: '0 routes.\n' })
  })

  it.each([
    [[], {}, 'nothing to read'],
    [['nowhere'], service, "no such file or directory: 'nowhere'"],
    [['--cwd', 'nowhere'], service, "--cwd: no such directory: 'nowhere'"],
    [['--format', 'sarif'], service, "--format must be table, json, not 'sarif'"],
    [['--presets', 'all'], service, "unknown flag '--presets'"],
    [['--config', 'nowhere.yaml'], service, 'nowhere.yaml'],
    [['bad.ts'], { 'bad.ts': 'const = (' }, 'not read: bad.ts: line 1'],
  ])('with %j cannot do the job', async (args, files, complaint) => {
    const { code, stdout, stderr } = await setsquare(['routes', ...args], { cwd: directoryWith(files) })
    expect(code).toBe(2)
    expect(stderr).toContain(complaint)
    expect(stdout).not.toContain('defect of Setsquare')
  })

  it('reads the other files where one is broken', async () => {
    const { code, stdout } = await setsquare(['routes'], { cwd: directoryWith({ ...service, 'src/bad.ts': 'const = (' }) })
    expect(code).toBe(2)
    expect(stdout).toContain('/api/v1/users/{id}')
  })
})
