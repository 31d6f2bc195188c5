import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { Editor } from '../../scripts/language-server.ts'
import type { Diagnostic } from '../../scripts/language-server.ts'
import { contract } from '../support/program.ts'
import { projectWith, repository } from './project.ts'

const json = JSON.stringify({ openapi: '3.1.0', info: { title: 'Shop', version: '1' }, paths: { '/v1/getOrders': { get: { responses: { 200: { description: 'x' } } } } } }, null, 2)
const service = `import { find } from '../repositories/books'
export const list = () => find()
`
const project = projectWith({
  'package.json': '{ "name": "sample" }',
  'setsquare.yaml': `architecture:
  layers:
    - { name: services, files: ['src/services/**'], mayImport: [] }
    - { name: repositories, files: ['src/repositories/**'], mayImport: [] }
`,
  'eslint.config.mjs': `import setsquare from 'setsquare/eslint'
import tseslint from 'typescript-eslint'
export default [tseslint.configs.base, ...setsquare.configs.recommended]
`,
  'openapi.yaml': contract,
  'openapi.json': json,
  'src/repositories/books.ts': 'export const find = () => []\n',
  'src/services/books.ts': service,
})
const guide = readFileSync(join(repository, 'docs/hosts/eslint.md'), 'utf8')
const [, settings = ''] = /```json\n([^]*?"eslint\.probe"[^]*?)```/.exec(guide) ?? []
const editor = new Editor(project.directory, JSON.parse(settings) as ConstructorParameters<typeof Editor>[1])

beforeAll(async () => {
  await editor.start()
  editor.open('openapi.yaml', 'yaml')
  editor.open('openapi.json', 'json')
  editor.open('src/services/books.ts', 'typescript')
}, 60_000)
afterAll(() => {
  editor.stop()
  project.remove()
})

const linesOf = (diagnostics: readonly Diagnostic[], rule: string): number[] =>
  diagnostics.filter(({ code }) => code === `setsquare/${rule}`).map(({ range }) => range.start.line)

it('shows findings in YAML, and moves them with the text that is not saved', async () => {
  expect(linesOf(await editor.diagnostics('openapi.yaml'), 'plural-collections')).toEqual([4])
  editor.change('openapi.yaml', contract.replace('paths:', '\n\npaths:'))
  expect(linesOf(await editor.diagnostics('openapi.yaml'), 'plural-collections')).toEqual([6])
  editor.change('openapi.yaml', contract.replaceAll('/order', '/orders'))
  expect(linesOf(await editor.diagnostics('openapi.yaml'), 'plural-collections')).toEqual([])
}, 60_000)

it('shows findings in JSON', async () => {
  expect(linesOf(await editor.diagnostics('openapi.json'), 'no-verbs-in-paths')).toEqual([7])
}, 60_000)

it('shows what the program around a file makes of it, and sees other files change', async () => {
  expect(linesOf(await editor.diagnostics('src/services/books.ts'), 'layer-dependencies')).toEqual([0])
  editor.change('src/services/books.ts', `\n${service}`)
  expect(linesOf(await editor.diagnostics('src/services/books.ts'), 'layer-dependencies')).toEqual([1])
  writeFileSync(join(project.directory, 'setsquare.yaml'), 'architecture:\n  layers:\n    - { name: services, files: [src/**], mayImport: [] }\n')
  expect(linesOf(await editor.diagnostics('src/services/books.ts'), 'layer-dependencies')).toEqual([])
}, 60_000)

it('offers fixes that change the text', async () => {
  editor.change('openapi.yaml', contract.replace('https://api.example.com', 'http://api.bookshop.dev'))
  const plain = (await editor.diagnostics('openapi.yaml')).find(({ code }) => code === 'setsquare/https-servers')
  if (plain === undefined) throw new Error('nothing to fix')
  const fix = (await editor.actions('openapi.yaml', plain)).find(({ title }) => title.startsWith('Fix this setsquare/https-servers'))
  if (fix === undefined) throw new Error('no fix is offered')
  await editor.execute(fix)
  expect(JSON.stringify(editor.edits)).toContain('https://api.bookshop.dev/v1')
}, 60_000)
