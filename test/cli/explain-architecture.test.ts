import { describe, expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { directoryWith } from '../support/program.ts'

const router = "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/x', (q, r) => r.end())\n"
const service = {
  'package.json': '{ "name": "shop", "workspaces": ["packages/*"] }',
  'packages/api/package.json': '{ "name": "api" }',
  'packages/api/src/controllers/orders.ts': router,
  'packages/api/src/services/orders.ts': 'export const orders = 1\n',
  'packages/api/src/server.ts':
    "import express from 'express'\nimport { router } from './controllers/orders'\nconst app = express()\napp.use(router)\napp.listen(3000)\n",
  'packages/api/src/mail/send.ts': 'export const send = 1\n',
  'packages/api/src/utils/dates.ts': 'export const today = 1\n',
  'packages/small/package.json': '{ "name": "small" }',
  'packages/small/src/routes.ts': router,
  'packages/web/package.json': '{ "name": "web" }',
  'packages/web/src/page.ts': 'export const page = 1\n',
}

interface Explained {
  readonly version: number
  readonly roots: readonly {
    readonly root: string
    readonly packages: readonly {
      readonly package: string
      readonly architecture: string | null
      readonly origin: string
      readonly because: string
      readonly layers: readonly { name: string; modules: number; mayImport: string[]; evidence: { because: string; modules: number; example: string }[] }[]
      readonly roles?: readonly { name: string; modules: number }[]
      readonly outside: readonly { name: string; modules: number }[]
      readonly shared: number
      readonly unplaced: readonly { folder: string; modules: number; example: string }[]
    }[]
  }[]
}

async function explained(args: readonly string[], cwd: string): Promise<Explained> {
  const { code, stdout, stderr } = await setsquare(['explain', 'architecture', '--format', 'json', ...args], { cwd })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as Explained
}

describe('setsquare explain architecture', () => {
  it('says of each package which layers are seen in it, and why', async () => {
    const { code, stdout, stderr } = await setsquare(['explain', 'architecture'], { cwd: directoryWith(service) })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('packages/api: layered, inferred\n')
    expect(stdout).toContain('    controller: 1 module; may import service, model\n')
    expect(stdout).toContain('         1  it registers routes (src/controllers/orders.ts)\n')
    expect(stdout).toContain('    repository: no module; may import model\n')
    expect(stdout).toContain('         1  an application starts listening here (src/server.ts)\n')
    expect(stdout).toContain('Shared by all: 1 module ')
    expect(stdout).toContain('Unplaced: 1 module, in src/mail (1).')
    expect(stdout).toContain('packages/small: no architecture recognised\n  the only layer found is controller (1).')
    expect(stdout).toContain('nothing in them handles requests or stores data: packages/web.')
  })

  it('says the same to programs', async () => {
    const { version, roots } = await explained([], directoryWith(service))
    expect(version).toBe(1)
    const [api, small, web] = roots[0]?.packages ?? []
    expect(api).toMatchObject({ package: 'packages/api', architecture: 'layered', origin: 'inferred', shared: 1 })
    expect(api?.layers.map(({ name, modules }) => [name, modules])).toEqual([['controller', 1], ['service', 1], ['repository', 0], ['model', 0]])
    expect(api?.layers[0]?.evidence).toEqual([{ because: 'it registers routes', modules: 1, example: 'src/controllers/orders.ts' }])
    expect(api?.outside.map(({ name }) => name)).toEqual(['composition'])
    expect(api?.unplaced).toEqual([{ folder: 'src/mail', modules: 1, example: 'src/mail/send.ts' }])
    expect(small).toMatchObject({ architecture: null, origin: 'declined', because: 'the only layer found is controller (1)', roles: [{ name: 'controller', modules: 1 }] })
    expect(web).toMatchObject({ architecture: null, origin: 'declined', layers: [] })
  })

  it('takes paths, a configuration, and a directory to work in', async () => {
    const cwd = directoryWith({ ...service, 'packages/small/setsquare.yaml': 'architecture: { preset: layered }\n' })
    const packages = async (...args: string[]): Promise<unknown> => {
      const { roots } = await explained(args, cwd)
      return roots.flatMap((root) => root.packages.map(({ package: name, architecture, origin }) => [name, architecture, origin]))
    }
    expect(await packages('packages/web')).toEqual([['packages/web', null, 'declined']])
    expect(await packages('--cwd', 'packages/small')).toEqual([['', 'layered', 'configured']])
    expect(await packages('packages/small', '--config', 'packages/small/setsquare.yaml')).toEqual([['packages/small', 'layered', 'configured']])
  })

  it('shows own layers, and those that hold nothing', async () => {
    const layers = "architecture:\n  layers:\n    - { name: web, files: ['packages/api/src/controllers/**'], mayImport: [ghost] }\n    - { name: ghost, files: ['nowhere/**'], mayImport: [] }\n"
    const { stdout } = await setsquare(['explain', 'architecture', 'packages/api'], { cwd: directoryWith({ ...service, 'setsquare.yaml': layers }) })
    expect(stdout).toContain('packages/api: own layers, configured')
    expect(stdout).toContain('    web: 1 module; may import ghost\n         1  its path (src/controllers/orders.ts)')
    expect(stdout).toContain('    ghost: no module; imports no other layer')
  })

  it.each([
    [['explain', 'architecture', 'nowhere'], /nowhere/],
    [['explain', 'architecture'], /no TypeScript or JavaScript here/],
    [['explain', 'plural-collections', '--format', 'json'], /--format can only be used with `setsquare explain architecture`/],
    [['explain', 'architecture', '--format', 'yaml'], /--format must be pretty, json/],
  ])('%j is refused with the reason', async (args, reason) => {
    const { code, stdout, stderr } = await setsquare(args, { cwd: directoryWith({ 'readme.txt': '' }) })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(reason)
  })
})
