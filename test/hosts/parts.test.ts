import { describe, expect, it } from 'vitest'

import { check, repositoryWith } from '../support/repository.ts'

const files = {
  'package.json': '{ "name": "shop", "dependencies": { "express": "5.0.0", "pg": "8.0.0" } }',
  'src/server.ts': "import express from 'express'\nimport { orders } from './features/orders/routes'\nconst app = express()\napp.use('/api/v1', orders)\napp.listen(3000)\n",
  'src/db.ts': "import { Pool } from 'pg'\nconst pool = new Pool()\nexport const run = (text: string) => pool.query(text)\n",
  'src/features/orders/routes.ts':
    "import { Router } from 'express'\nimport { run } from '../../db'\nexport const orders = Router()\norders.get('/getOrders', async (req, res) => { res.json(await run(`SELECT * FROM orders WHERE id = ${req.query.id}`)) })\n",
  'scripts/tool.ts': 'export const tool = 1\n',
}

describe('a part of a program', () => {
  it.each([['src/features'], ['src/features/orders'], ['src/features/**/*.ts'], ['src/features/orders/routes.ts']])(
    'is judged as a part of it: %s',
    async (path) => {
      const { cwd } = repositoryWith(files)
      const inPart = ({ file }: { readonly file: string }): boolean => file.includes('/src/features/')
      const whole = await check({ cwd, paths: [] })
      const part = await check({ cwd, paths: [path] })
      expect(whole.report.findings.filter(inPart).map(({ rule }) => rule)).toEqual(expect.arrayContaining(['no-sql-concatenation', 'no-verbs-in-paths']))
      // Secondary locations in files outside the part may be missing.
      const known = whole.report.findings.filter(inPart).map(({ fingerprint, message, line }) => ({ fingerprint, message, line }))
      expect(part.report.findings).toMatchObject(known)
    },
  )

  it('is read with the folder of the package that it stands in, and no more', async () => {
    const { cwd } = repositoryWith({ ...files, 'scripts/broken.ts': 'const = 1\n' })
    const broken = async (path: string): Promise<string[]> => (await check({ cwd, paths: [path] })).report.coverage.flatMap(({ kind, file }) => (kind === 'syntax-error' ? [file] : []))
    expect(await broken('.')).toEqual([`${cwd}/scripts/broken.ts`])
    expect(await broken('src/features')).toEqual([])
    expect((await check({ cwd, paths: ['src/features'] })).report.summary.sources).toBe(1)
  })
})

describe('a folder of tests', () => {
  const swallowed = 'export async function load() {\n  try {\n    await fetch("https://example.com")\n  } catch (error) {}\n}\n'
  const silent = { 'package.json': '{ "name": "shop" }', 'src/load.ts': swallowed, 'test/load.ts': swallowed, 'test/unit/load.ts': swallowed }

  it.each([
    [['.'], ['src/load.ts']],
    [['src', 'test'], ['src/load.ts']],
    [['test', 'src'], ['src/load.ts']],
    // Alone, it is what somebody wants to have judged.
    [['test'], ['test/load.ts', 'test/unit/load.ts']],
    [['test/unit'], ['test/unit/load.ts']],
    [['test/unit/load.ts'], []],
  ])('has the role that it has in the whole, unless it is asked for alone: %s', async (paths, expected) => {
    const { cwd } = repositoryWith(silent)
    const { findings } = (await check({ cwd, paths })).report
    expect(findings.filter(({ rule }) => rule === 'no-swallowed-errors').map(({ file }) => file.slice(cwd.length + 1))).toEqual(expected)
  })
})
