import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { rules } from '../../rules/index.ts'
import type { Finding } from '../../src/core/finding.ts'
import { parseDocument } from '../../src/documents/parse.ts'
import type { BaselineAction } from '../../src/hosts/node/check/apply-baseline.ts'
import { readBaseline, unknownTo } from '../../src/hosts/node/check/baseline.ts'
import { check } from '../../src/hosts/node/check.ts'
import type { CheckRequest } from '../../src/hosts/node/check/check-request.ts'
import { directoryWith } from '../support/program.ts'

const baseline = 'setsquare-baseline.txt'
const configuration = `preset: recommended\nrules: { '*': off, plural-collections: warn, no-swallowed-errors: warn, paginated-collections: warn }\nbaseline: ${baseline}\n`

const path = (name: string): string => `
  /${name}:
    get: { responses: { '200': { description: All } } }
  /${name}/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: One } } }
    delete: { responses: { '204': { description: Gone } } }`

const contract = (...names: readonly string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\nservers: [{ url: https://api.example.com/v1 }]\npaths:${names.map(path).join('')}\n`

const swallowing = (...calls: readonly string[]): string =>
  `import { audit, load, save } from './elsewhere'\n${calls.map((call, index) => `\nexport async function task${index}(): Promise<void> {\n  try {\n    await ${call}()\n  } catch (error) {}\n}\n`).join('')}`

const elsewhere = 'export const audit = async (): Promise<void> => {}\nexport const load = audit\nexport const save = audit\n'

const files = {
  'setsquare.yaml': configuration,
  'openapi.yaml': contract('order', 'user'),
  'src/tasks.ts': swallowing('load', 'save'),
  'src/elsewhere.ts': elsewhere,
}

const where = ({ file, line, rule }: Finding, cwd: string): string => `${file.slice(cwd.length + 1)}:${line} ${rule}`

interface Outcome {
  readonly fresh: readonly string[]
  readonly known: number
  readonly stale: readonly string[]
  readonly outdated: number
}

async function run(cwd: string, action?: BaselineAction, more: Partial<CheckRequest> = {}): Promise<Outcome> {
  const { report } = await check({ cwd, paths: [], ...(action !== undefined && { baseline: { action } }), ...more })
  return {
    fresh: report.findings.map((finding) => where(finding, cwd)),
    known: report.baseline?.known.length ?? 0,
    stale: report.baseline?.stale.map((entry) => `${entry.path} ${entry.rule}`) ?? [],
    outdated: report.baseline?.outdated.length ?? 0,
  }
}

const clean: Outcome = { fresh: [], known: 4, stale: [], outdated: 0 }

/** A project with four known findings: two in the contract, two in the code. */
async function project(more: Readonly<Record<string, string>> = {}): Promise<{ cwd: string; write: (file: string, text: string) => void; text: () => string }> {
  const cwd = directoryWith({ ...files, ...more })
  await run(cwd, 'update')
  const write = (file: string, text: string): void => {
    writeFileSync(join(cwd, file), text)
  }
  return { cwd, write, text: () => readFileSync(join(cwd, baseline), 'utf8') }
}

/** The entries, without header and messages. */
const entries = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' ').slice(0, 2).join(' '))

describe('known findings', () => {
  test('are written sorted, one a line, and not reported again', async () => {
    const { cwd, text } = await project()
    expect(entries(text())).toEqual([
      'openapi.yaml plural-collections',
      'openapi.yaml plural-collections',
      'src/tasks.ts no-swallowed-errors',
      'src/tasks.ts no-swallowed-errors',
    ])
    expect(text()).toContain("'order' is a collection")
    expect(await run(cwd)).toEqual(clean)
  })

  test('writing them twice changes nothing', async () => {
    const { cwd, text } = await project()
    const before = text()
    await run(cwd, 'update')
    await run(cwd, 'prune')
    expect(text()).toBe(before)
  })

  test('are known when lines move, the code is formatted and the contract becomes flow style', async () => {
    const { cwd, write } = await project()
    write('openapi.yaml', `# moved\n${contract('user', 'order')}`)
    write('src/tasks.ts', `// moved\n\n${swallowing('load', 'save').replaceAll('{\n    await', '{ await').replaceAll('}\n', '}\r\n')}`)
    expect(await run(cwd)).toEqual(clean)
    write('openapi.yaml', JSON.stringify(parseDocument('openapi.yaml', contract('user', 'order')).value))
    expect(await run(cwd)).toEqual(clean)
  })

  test('do not make room for others: a swap is noticed', async () => {
    const { cwd, write } = await project()
    write('openapi.yaml', contract('user', 'orders', 'invoice'))
    write('src/tasks.ts', swallowing('audit', 'save'))
    expect(await run(cwd)).toEqual({
      fresh: ['openapi.yaml:17 plural-collections', 'src/tasks.ts:6 no-swallowed-errors'],
      known: 2,
      stale: ['openapi.yaml plural-collections', 'src/tasks.ts no-swallowed-errors'],
      outdated: 0,
    })
  })

  test('are counted where they are the same', async () => {
    const { cwd, write } = await project({ 'src/tasks.ts': swallowing('load', 'load') })
    expect(await run(cwd)).toEqual(clean)
    write('src/tasks.ts', swallowing('load', 'load', 'load'))
    expect(await run(cwd)).toMatchObject({ fresh: ['src/tasks.ts:18 no-swallowed-errors'], known: 4, stale: [] })
    write('src/tasks.ts', swallowing('load'))
    expect(await run(cwd)).toEqual({ fresh: [], known: 3, stale: ['src/tasks.ts no-swallowed-errors'], outdated: 0 })
  })

  test('count in no summary', async () => {
    const { cwd } = await project()
    const { report } = await check({ cwd, paths: [] })
    expect(report.summary).toMatchObject({ errors: 0, warnings: 0, infos: 0 })
    expect((await check({ cwd, paths: [], baseline: false })).report.summary.warnings).toBe(4)
  })
})

describe('entries that nothing is found of', () => {
  test('are reported, and pruning removes them without taking in what is new', async () => {
    const { cwd, write, text } = await project()
    write('openapi.yaml', contract('order', 'users', 'invoice'))
    const found = { fresh: ['openapi.yaml:17 plural-collections'], known: 3, stale: ['openapi.yaml plural-collections'], outdated: 0 }
    expect(await run(cwd)).toEqual(found)
    expect(await run(cwd, 'prune')).toEqual({ ...found, stale: [] })
    expect(entries(text())).toHaveLength(3)
    expect(await run(cwd)).toEqual({ ...found, stale: [] })
    expect(await run(cwd, 'update')).toEqual({ ...clean, known: 4 })
  })

  test('are left alone where the run did not look at their file', async () => {
    const { cwd, write, text } = await project()
    write('openapi.yaml', contract('orders', 'users'))
    for (const action of ['use', 'prune', 'update'] as const) {
      expect(await run(cwd, action, { paths: ['src/tasks.ts'] })).toEqual({ fresh: [], known: 2, stale: [], outdated: 0 })
      expect(entries(text())).toHaveLength(4)
    }
    expect(await run(cwd, 'use', { paths: ['openapi.yaml'] })).toMatchObject({ known: 0, stale: ['openapi.yaml plural-collections', 'openapi.yaml plural-collections'] })
    await run(cwd, 'prune', { paths: ['openapi.yaml'] })
    expect(entries(text())).toHaveLength(2)
  })

  test('of a fragment are left alone where only one of its contracts was checked', async () => {
    const fragment = "orders: { get: { responses: { '200': { description: All } } } }\n"
    const reader = (name: string): string => `${contract('users')}  /${name}: { $ref: 'parts.yaml#/orders' }\n  /${name}/{id}: { get: { responses: { '200': { description: One } } } }\n`
    const { cwd, text } = await project({ 'openapi.yaml': reader('orders'), 'other.yaml': reader('order'), 'parts.yaml': fragment })
    writeFileSync(join(cwd, baseline), `${text()}parts.yaml plural-collections 0123456789abcdef of the other contract\n`)
    expect((await run(cwd, 'use', { paths: ['openapi.yaml'] })).stale).toEqual([])
    expect((await run(cwd, 'use')).stale).toEqual(['parts.yaml plural-collections'])
  })

  test('are left alone where their rule is off, or unknown to a run on a part', async () => {
    const { cwd, write, text } = await project()
    const off = { rules: { 'plural-collections': 'off' } } as const
    expect(await run(cwd, 'prune', off)).toEqual({ fresh: [], known: 2, stale: [], outdated: 0 })
    await run(cwd, 'update', off)
    expect(entries(text())).toHaveLength(4)
    write('setsquare.yaml', `${configuration}overrides: [{ files: [openapi.yaml], rules: { '*': off } }]\n`)
    expect((await run(cwd)).stale).toEqual([])
  })

  test('are left alone where the file cannot be parsed', async () => {
    const { cwd, write } = await project()
    write('src/tasks.ts', 'export const = (')
    write('openapi.yaml', `${contract('order')}  : [`)
    expect(await run(cwd)).toEqual({ fresh: [], known: 0, stale: [], outdated: 0 })
  })

  test('are left alone where they came by way of an import that leads nowhere now', async () => {
    const sql = "import { pool } from './db'\nexport const all = (name: string): Promise<unknown> => pool.query(`SELECT * FROM orders WHERE name = '${name}'`)\n"
    const db = "import { Pool } from 'pg'\nexport const pool = new Pool()\n"
    const cwd = directoryWith({ 'setsquare.yaml': configuration.replace('plural-collections', 'no-sql-concatenation'), 'src/a.ts': `${sql}${swallowing('load')}`, 'src/db.ts': db, 'src/elsewhere.ts': elsewhere })
    await run(cwd, 'update')
    expect(await run(cwd)).toMatchObject({ known: 2, stale: [] })
    renameSync(join(cwd, 'src/db.ts'), join(cwd, 'src/database.ts'))
    writeFileSync(join(cwd, 'src/a.ts'), `${sql.replace('pool.query', 'run').replace('{ pool }', '{ run }')}${swallowing()}`)
    // A finding that depends on this file alone is certainly fixed.
    expect(await run(cwd)).toMatchObject({ known: 0, stale: ['src/a.ts no-swallowed-errors'] })
    await run(cwd, 'prune')
    expect(entries(readFileSync(join(cwd, baseline), 'utf8'))).toEqual(['src/a.ts no-sql-concatenation'])
    writeFileSync(join(cwd, 'src/a.ts'), sql.replace('pool.query', 'run').replace("{ pool } from './db'", "{ run } from './database'"))
    expect((await run(cwd)).stale).toEqual(['src/a.ts no-sql-concatenation'])
  })

  test('are stale where the file is gone, for who looked at its directory', async () => {
    const { cwd } = await project()
    rmSync(join(cwd, 'openapi.yaml'))
    expect((await run(cwd, 'use', { paths: ['src'] })).stale).toEqual([])
    expect((await run(cwd)).stale).toEqual(['openapi.yaml plural-collections', 'openapi.yaml plural-collections'])
  })

  test('are stale where the rule is none, or the finding is suppressed', async () => {
    const { cwd, write, text } = await project()
    writeFileSync(join(cwd, baseline), `${text()}openapi.yaml plural-colections 0123456789abcdef\n`)
    write('openapi.yaml', contract('order', 'user').replace('\n  /order:', '\n  # setsquare-disable-next-line plural-collections -- by law\n  /order:'))
    expect((await run(cwd)).stale).toEqual(['openapi.yaml plural-collections', 'openapi.yaml plural-colections'])
  })
})

describe('findings that moved', () => {
  test('with their file are known, and pruning gives them its new name', async () => {
    const { cwd, text } = await project()
    renameSync(join(cwd, 'openapi.yaml'), join(cwd, 'shop.yaml'))
    expect(await run(cwd)).toEqual({ ...clean, outdated: 2 })
    await run(cwd, 'prune')
    expect(entries(text())).toEqual(expect.arrayContaining(['shop.yaml plural-collections']))
    expect(await run(cwd)).toEqual(clean)
  })

  test('into a file of their own are new', async () => {
    const { cwd, write } = await project()
    write('src/tasks.ts', swallowing('load'))
    write('src/more.ts', swallowing('save'))
    expect(await run(cwd)).toMatchObject({ fresh: ['src/more.ts:6 no-swallowed-errors'], stale: ['src/tasks.ts no-swallowed-errors'] })
  })
})

test('what one finding said for a whole contract stays known when the contract begins to keep the convention', async () => {
  const all = (kept: number): string =>
    `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n${['books', 'orders', 'users', 'invoices'].map((name, index) => `  /${name}: { get: { responses: { '200': { description: All }${index < kept ? `, '500': { description: Failed }` : ''} } } }\n`).join('')}`
  const cwd = directoryWith({ 'setsquare.yaml': configuration.replace('plural-collections', 'server-error-documented'), 'openapi.yaml': all(0) })
  await run(cwd, 'update')
  writeFileSync(join(cwd, 'openapi.yaml'), all(2))
  expect((await run(cwd, undefined, { baseline: false })).fresh).toHaveLength(2)
  expect(await run(cwd)).toEqual({ fresh: [], known: 2, stale: [], outdated: 1 })
  await run(cwd, 'prune')
  writeFileSync(join(cwd, 'openapi.yaml'), all(3))
  expect(await run(cwd)).toEqual({ fresh: [], known: 1, stale: ['openapi.yaml server-error-documented'], outdated: 0 })
})

test('file names that are awkward in a line of text', async () => {
  const names = ['src/two words.ts', 'src/"quoted".ts', 'src/line\nend.ts', 'src/größe.ts', '# a.ts', 'src/back\\slash.ts']
  const cwd = directoryWith({ ...files, ...Object.fromEntries(names.map((name) => [name, swallowing('load')])) })
  await run(cwd, 'update')
  expect(await run(cwd)).toEqual({ ...clean, known: 4 + names.length })
})

test('comments in the file stay with the entry below them, and line ends stay as they are', async () => {
  const { cwd, write, text } = await project()
  const [first = ''] = text().split('\n').filter((line) => !line.startsWith('#'))
  write(baseline, text().replace(first, `# ADR 12: until v2\n${first}`).replaceAll('\n', '\r\n'))
  const before = text()
  await run(cwd, 'update')
  expect(text()).toBe(before)
  write('src/tasks.ts', swallowing('load'))
  await run(cwd, 'prune')
  expect(text()).toContain(`# ADR 12: until v2\r\n${first}\r\n`)
})

test('a host that sees one file at a time is told what is unknown', async () => {
  const { cwd, write } = await project()
  write('src/tasks.ts', swallowing('load', 'audit'))
  const { report } = await check({ cwd, paths: ['src/tasks.ts'], baseline: false })
  const known = readBaseline(join(cwd, baseline))
  expect(unknownTo(known, report.findings, rules).map((finding) => where(finding, cwd))).toEqual(['src/tasks.ts:12 no-swallowed-errors'])
})

describe('in git', () => {
  const git = (cwd: string, ...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', '-c', 'core.autocrlf=false', ...args], { cwd, encoding: 'utf8', stdio: 'pipe' })

  /** A repository in which two branches have changed the baseline and are not yet merged. */
  async function branched(more: Readonly<Record<string, string>>, ours: (cwd: string) => void, theirs: (cwd: string) => void): Promise<string> {
    const { cwd } = await project(more)
    git(cwd, 'init', '-q', '-b', 'main')
    const commit = async (): Promise<void> => {
      await run(cwd, 'update')
      git(cwd, 'add', '-A')
      git(cwd, 'commit', '-qm', 'state')
    }
    await commit()
    git(cwd, 'switch', '-qc', 'other')
    theirs(cwd)
    await commit()
    git(cwd, 'switch', '-q', 'main')
    ours(cwd)
    await commit()
    return cwd
  }
  const put = (file: string, text: string) => (cwd: string): void => {
    writeFileSync(join(cwd, file), text)
  }

  test('changes of different files merge', async () => {
    const cwd = await branched({}, put('openapi.yaml', contract('order', 'users')), put('src/tasks.ts', swallowing('load', 'save', 'audit')))
    git(cwd, 'merge', '-q', 'other')
    expect(await run(cwd)).toEqual({ fresh: [], known: 4, stale: [], outdated: 0 })
  })

  test('changes side by side merge with `merge=union`, and what it brings back is pruned', async () => {
    const attributes = { '.gitattributes': `${baseline} merge=union\n` }
    const cwd = await branched(attributes, put('src/a.ts', swallowing('audit')), put('src/b.ts', swallowing('audit', 'load')))
    git(cwd, 'merge', '-q', 'other')
    expect(await run(cwd)).toEqual({ fresh: [], known: 7, stale: [], outdated: 0 })
    const text = readFileSync(join(cwd, baseline), 'utf8')
    await run(cwd, 'prune')
    expect(entries(readFileSync(join(cwd, baseline), 'utf8'))).toEqual(entries(text).sort())
  })

  test('a conflict that nobody resolved is an error with its line', async () => {
    const cwd = await branched({}, put('src/a.ts', swallowing('audit')), put('src/b.ts', swallowing('audit', 'load')))
    expect(() => git(cwd, 'merge', '-q', 'other')).toThrow()
    expect(existsSync(join(cwd, 'src/b.ts'))).toBe(true)
    await expect(run(cwd)).rejects.toThrow(new RegExp(`${baseline}:6:1: unresolved merge conflict`))
    await expect(run(cwd, 'update')).rejects.toThrow('unresolved merge conflict')
    put(baseline, readFileSync(join(cwd, baseline), 'utf8').replace(/^(?:<<<<<<<|=======|>>>>>>>).*\n/gm, ''))(cwd)
    expect(await run(cwd)).toEqual({ fresh: [], known: 7, stale: [], outdated: 0 })
  })
})
