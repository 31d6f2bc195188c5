import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ESLint } from 'eslint'
import type { Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { expect, it, onTestFinished } from 'vitest'

import setsquare from '../../src/hosts/eslint/index.ts'
import { check } from '../../src/hosts/node/check.ts'

const query = (column: string): string => `
export function by${column}(value: string) {
  return pool.query('SELECT * FROM books WHERE ${column} = ' + value)
}
`
const books = `import { Pool } from 'pg'
const pool = new Pool()
${query('id')}`

function directoryWith(files: Readonly<Record<string, string>>): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-workspace-')))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  for (const [name, text] of Object.entries({ '.git/HEAD': '', ...files })) write(directory, name, text)
  return directory
}

function write(directory: string, name: string, text: string): void {
  mkdirSync(dirname(join(directory, name)), { recursive: true })
  writeFileSync(join(directory, name), text)
}

const config: Linter.Config[] = [tseslint.configs.base, ...setsquare.configs.recommended]

/** What an editor's long-running server shows for a text, saved or not: `line rule`. */
async function shown(cwd: string, name: string, text: string, more: Linter.Config[] = []): Promise<string[]> {
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [...config, ...more] })
  const [result] = await eslint.lintText(text, { filePath: join(cwd, name) })
  return (result?.messages ?? []).map(({ line, ruleId }) => `${line} ${ruleId ?? 'fatal'}`)
}

it('leaves out what the baseline knows, and nothing else', async () => {
  const cwd = directoryWith({ 'setsquare.yaml': 'baseline: known.txt\n', 'src/books.ts': books })
  await check({ cwd, paths: [], baseline: { action: 'update' } })
  expect(await shown(cwd, 'src/books.ts', books)).toEqual([])
  expect(await shown(cwd, 'src/books.ts', books + query('isbn'))).toEqual(['9 setsquare/no-sql-concatenation'])
  write(cwd, 'setsquare.yaml', 'preset: recommended\n')
  expect(await shown(cwd, 'src/books.ts', books)).toEqual(['5 setsquare/no-sql-concatenation'])
})

it('goes by what setsquare.yaml ignores', async () => {
  const cwd = directoryWith({ 'setsquare.yaml': 'ignore: [src/legacy]\n', 'src/legacy/books.ts': books })
  expect(await shown(cwd, 'src/legacy/books.ts', books)).toEqual([])
  expect(await shown(cwd, 'src/books.ts', books)).toEqual(['5 setsquare/no-sql-concatenation'])
})

it("sees files come, change and go, with the editor's text for the one that is open", async () => {
  const cwd = directoryWith({ 'src/a.ts': "import { b } from './b'\nexport const a = () => b()\n", 'src/b.ts': 'export const b = () => 1\n' })
  const cycle = '1 setsquare/no-import-cycles'
  const a = "import { b } from './b'\nexport const a = () => b()\n"
  const circular = "import { a } from './a'\nexport const b = () => a()\n"
  expect(await shown(cwd, 'src/a.ts', a)).toEqual([])
  // Not saved, so it does not affect files open in other tabs.
  expect(await shown(cwd, 'src/b.ts', circular)).toEqual([])
  expect(await shown(cwd, 'src/a.ts', a)).toEqual([])
  write(cwd, 'src/b.ts', circular)
  expect(await shown(cwd, 'src/a.ts', a)).toContain(cycle)
  expect(await shown(cwd, 'src/a.ts', 'export const a = () => 1\n')).toEqual([])
  write(cwd, 'src/b.ts', "export { c as b } from './c'\n")
  expect(await shown(cwd, 'src/a.ts', a)).toEqual([])
  write(cwd, 'src/c.ts', "import { a } from './a'\nexport const c = () => a()\n")
  expect(await shown(cwd, 'src/a.ts', a)).toContain(cycle)
  rmSync(join(cwd, 'src/c.ts'))
  expect(await shown(cwd, 'src/a.ts', a)).toEqual([])
})

it('sees the first source in a directory that was there before', async () => {
  const a = "import { b } from './deep/b'\nexport const a = () => b()\n"
  const b = "import { a } from '../a'\nexport const b = () => a()\n"
  const cwd = directoryWith({ 'src/a.ts': a, 'src/deep/readme.md': '' })
  expect(await shown(cwd, 'src/a.ts', a)).toEqual([])
  write(cwd, 'src/deep/b.ts', b)
  await shown(cwd, 'src/deep/b.ts', b)
  expect(await shown(cwd, 'src/a.ts', a)).toEqual(['1 setsquare/no-import-cycles'])
})

it('sees what git is told to ignore', async () => {
  const a = "import { b } from './b'\nexport const a = () => b()\n"
  const cwd = directoryWith({ '.git/HEAD': 'ref: refs/heads/main\n', '.gitignore': 'dist\n', 'src/a.ts': a, 'src/b.ts': "import { a } from './a'\nexport const b = () => a()\n" })
  execFileSync('git', ['init', '-q'], { cwd })
  expect(await shown(cwd, 'src/a.ts', a)).toEqual(['1 setsquare/no-import-cycles'])
  write(cwd, '.gitignore', 'src/b.ts\n')
  expect(await shown(cwd, 'src/a.ts', a)).toEqual([])
})

it('says what it has to say where some other rule has kept it from that before', async () => {
  const cwd = directoryWith({ 'src/books.ts': books })
  const failing = { create: () => ({ Program: () => { throw new Error('not ours') } }) }
  const more = { plugins: { other: { rules: { failing } } }, rules: { 'other/failing': 'error' } } as const
  await expect(shown(cwd, 'src/books.ts', books, [more])).rejects.toThrow('not ours')
  expect(await shown(cwd, 'src/books.ts', books)).toEqual(['5 setsquare/no-sql-concatenation'])
})

it('compares code with contracts, whichever of them is edited', async () => {
  const contract = (status: number, paths = ''): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /books:
    get: { responses: { '200': { description: ok } } }
    post: { responses: { '${status}': { description: created } } }
${paths}`
  const code = `import express from 'express'
const app = express()
app.get('/books', (request, response) => response.json({ data: [] }))
app.post('/books', (request, response) => response.status(201).json({}))
app.listen(80)
`
  const more = code + "app.get('/orders', (request, response) => response.json({ data: [] }))\n"
  const cwd = directoryWith({ 'docs/openapi.yaml': contract(200), 'src/app.ts': code })
  const compared = async (name: string, text: string): Promise<string[]> => {
    return (await shown(cwd, name, text)).filter((line) => /undocumented|unimplemented/.test(line))
  }
  expect(await compared('src/app.ts', code)).toEqual(['4 setsquare/undocumented-status'])
  expect(await compared('src/app.ts', more)).toEqual(['4 setsquare/undocumented-status', '6 setsquare/undocumented-route'])
  const orders = "  /orders: { get: { responses: { '200': { description: ok } } } }\n"
  expect(await compared('docs/openapi.yaml', contract(201, orders))).toEqual(['7 setsquare/unimplemented-operation'])
  // Not saved, so it does not affect files open in other tabs.
  expect(await compared('src/app.ts', code)).toEqual(['4 setsquare/undocumented-status'])
  write(cwd, 'docs/openapi.yaml', contract(201, orders))
  expect(await compared('src/app.ts', code)).toEqual([])
  write(cwd, 'src/app.ts', more)
  expect(await compared('src/app.ts', more)).toEqual([])
  expect(await compared('docs/openapi.yaml', contract(201, orders))).toEqual([])
  rmSync(join(cwd, 'docs/openapi.yaml'))
  write(cwd, 'contracts/shop.json', JSON.stringify({ openapi: '3.1.0', info: {}, paths: { '/books': { get: { responses: {} }, post: { responses: {} } } } }))
  expect(await compared('src/app.ts', more)).toContain('6 setsquare/undocumented-route')
})

it('takes no system for a project, wherever its server was started', async () => {
  const shared = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-workspace-')))
  onTestFinished(() => rmSync(shared, { recursive: true, force: true }))
  write(shared, 'setsquare.yaml', 'ignore: [mine]\n')
  write(shared, 'mine/books.ts', books)
  const eslint = new ESLint({ cwd: '/', overrideConfigFile: true, overrideConfig: config })
  const [result] = await eslint.lintText(books, { filePath: join(shared, 'mine/books.ts') })
  expect(result?.messages.map(({ ruleId }) => ruleId)).toEqual(['setsquare/no-sql-concatenation'])
})

it.each([
  ['little-endian', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['big-endian', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['without a mark', (text: string) => Buffer.from(text, 'utf16le')],
])('names a contract in UTF-16 (%s), and no other document', async (_, encoded) => {
  const cwd = directoryWith({})
  const read = (text: string): string => encoded(text).toString('utf8').replace(/^\uFEFF/, '')
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config })
  const messages = async (text: string) => (await eslint.lintText(read(text), { filePath: join(cwd, 'openapi.yaml') })).flatMap((result) => result.messages.map(({ message }) => message))
  expect(await messages('openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\npaths: {}\n')).toEqual(['Parsing error: This contract is encoded in UTF-16: save it as UTF-8'])
  expect(await messages('list: [a, b, c, d, e]\n')).toEqual([])
})

it('takes options from ESLint first, then from setsquare.yaml', async () => {
  const migration = 'src/migrations/1-books.ts'
  const cwd = directoryWith({ 'setsquare.yaml': 'rules: { no-sql-concatenation: [error, { everywhere: true }] }\n' })
  expect(await shown(cwd, migration, books)).toEqual(['5 setsquare/no-sql-concatenation'])
  const never: Linter.Config = { files: ['**/*.ts'], rules: { 'setsquare/no-sql-concatenation': ['error', { everywhere: false }] } }
  expect(await shown(cwd, migration, books, [never])).toEqual([])
})
