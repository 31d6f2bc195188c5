import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { contract } from '../support/program.ts'
import { eslints, inShort, projectWith, repository, run } from './project.ts'
import type { Run } from './project.ts'

const query = `import { Pool } from 'pg'
const pool = new Pool()

export function find(id: string) {
  return pool.query('SELECT * FROM books WHERE id = ' + id)
}
`
const route = `import express from 'express'
const app = express()
app.get('/getUserById', (req, res) => res.json({}))
`

/** All of ESLint's own rules, enabled for all files, as in configurations that were only meant for JavaScript. */
const config = `import { createRequire } from 'node:module'
import setsquare from 'setsquare/eslint'
import tseslint from 'typescript-eslint'
const { builtinRules } = createRequire(process.argv[1])('../lib/unsupported-api.js')
export default [
  { ignores: ['eslint.config.mjs'] },
  { rules: Object.fromEntries([...builtinRules.keys()].map((id) => [id, 'error'])) },
  { files: ['src/**'], rules: Object.fromEntries([...builtinRules.keys()].map((id) => [id, 'off'])) },
  ...tseslint.configs.recommendedTypeChecked.map((one) => ({ ...one, rules: Object.fromEntries(Object.keys(one.rules ?? {}).map((id) => [id, 'error'])) })),
  { files: ['src/**'], rules: Object.fromEntries(Object.keys(tseslint.plugin.rules).map((id) => ['@typescript-eslint/' + id, 'off'])) },
  ...setsquare.configs.recommended,
]
`

const sample = {
  'package.json': '{ "name": "sample" }',
  'eslint.config.mjs': config,
  'openapi.yaml': contract,
  'disabled.openapi.yaml': contract
    .replace('paths:', "# eslint-disable-next-line setsquare/versioned-api -- the '#' in a text is none: no comment\npaths:")
    .replace('  /order:', '  # eslint-disable-next-line setsquare/plural-collections\n  /order:'),
  'openapi.json': JSON.stringify({ openapi: '3.1.0', info: { title: 'Shop', version: '1' }, paths: { '/v1/getOrders': { get: { responses: { 200: { description: 'x' } } } } } }, null, 2),
  'sly.openapi.json': JSON.stringify({ openapi: '3.1.0', info: { title: 'Shop', version: '1' }, paths: { '/v1/order\u001B[31m\n::error::x/{id}': { get: { responses: { 200: { description: 'x' } } } } } }),
  'broken.openapi.yaml': 'openapi: 3.1.0\ninfo: { title: "Shop\npaths: {}\n',
  'broken.openapi.json': '{ "openapi": "3.1.0", "info": }',
  'openapi.config.yaml': 'generator: typescript\nbroken: {{ .Values.template }}\n',
  'src/books.ts': query,
  'src/server.ts': route,
}

describe.each(Object.entries(eslints))('%s', (_, program) => {
  let project: ReturnType<typeof projectWith>
  let result: Run
  let found: Record<string, string[]>

  beforeAll(async () => {
    project = projectWith(sample)
    result = await run(program, ['.', '--format', 'json'], project.directory)
    found = result.stdout === '' ? {} : inShort(result.stdout, project.directory)
  }, 120_000)
  afterAll(() => project.remove())

  it('ends as ESLint does where there are errors', () => {
    expect(result).toMatchObject({ code: 1, stderr: '' })
  })

  it('finds in YAML and JSON what is wrong with contracts, whatever rules are on for JavaScript', () => {
    expect(found['openapi.yaml']).toContain('5:4 warn setsquare/plural-collections')
    expect(found['openapi.yaml']?.filter((line) => !line.includes(' setsquare/'))).toEqual([])
    expect(found['openapi.json']?.join()).toContain('setsquare/no-verbs-in-paths')
  })

  it('heeds comments that switch rules off', () => {
    expect(found['disabled.openapi.yaml']?.join()).not.toContain('setsquare/plural-collections')
    expect(found['disabled.openapi.yaml']).not.toEqual([])
  })

  it('says once, and where, what keeps a document from being read', () => {
    expect(found['broken.openapi.yaml']).toHaveLength(1)
    expect(found['broken.openapi.yaml']?.[0]).toMatch(/^\d+:\d+ error Parsing error: /)
    expect(found['broken.openapi.json']).toEqual(['1:31 error Parsing error: not valid JSON: a value is expected here'])
  })

  it('has messages of one line, whatever names in a document contain: no commands to the service that shows them, nor to a terminal', () => {
    const results = JSON.parse(result.stdout) as readonly { readonly filePath: string; readonly messages: readonly { readonly message: string }[] }[]
    const messages = results.flatMap((file) => (file.filePath.endsWith('sly.openapi.json') ? file.messages.map(({ message }) => message) : []))
    expect(messages.join('')).toContain('\uFFFD[31m ::error::x')
    expect(messages.filter((message) => /[\u0000-\u001F]/.test(message))).toEqual([])
  })

  it('leaves alone what is no contract', () => {
    expect(found['openapi.config.yaml']).toEqual([])
  })

  it('finds in code what the command line finds, routes included', () => {
    expect(found['src/books.ts']).toContain('5:57 error setsquare/no-sql-concatenation')
    expect(found['src/server.ts']).toContain('3:9 warn setsquare/no-verbs-in-paths')
  })
})

/** Another plugin for YAML, whose language is on for contracts too because its configuration comes last. */
const besides = `import { createRequire } from 'node:module'
import setsquare from 'setsquare/eslint'
const { TextSourceCodeBase, Directive } = createRequire(process.argv[1])('@eslint/plugin-kit')

class YamlSourceCode extends TextSourceCodeBase {
  *traverse() {
    yield { kind: 1, phase: 1, target: this.ast, args: [this.ast] }
    yield { kind: 1, phase: 2, target: this.ast, args: [this.ast] }
  }
  getRange({ range }) {
    return range
  }
  getDisableDirectives() {
    // The comments of the sample that switch rules off, read as eslint-plugin-yml does: it switches nothing off here.
    const found = [...this.text.matchAll(/# eslint-disable-next-line (\\S+)/g)]
    const directives = found.map(({ index, 0: text, 1: value }) => {
      const loc = { start: this.getLocFromIndex(index), end: this.getLocFromIndex(index + text.length) }
      return new Directive({ type: 'disable-next-line', node: { loc, range: [index, index + text.length] }, value, justification: '' })
    })
    return { directives, problems: [] }
  }
}
const yaml = {
  fileType: 'text', lineStart: 1, columnStart: 0, nodeTypeKey: 'type', visitorKeys: { Stream: [] },
  validateLanguageOptions: () => {},
  parse: ({ body }) => ({ ok: true, ast: { type: 'Stream', range: [0, body.length], loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } } } }),
  createSourceCode: ({ body }, { ast }) => new YamlSourceCode({ text: body, ast }),
}
const noTabs = { meta: { languages: ['yml/yaml'] }, create: (context) => ({ Stream(node) { context.report({ node, message: 'seen' }) } }) }
export default [
  ...setsquare.configs.recommended,
  { files: ['**/*.{yaml,json}'], plugins: { yml: { languages: { yaml }, rules: { 'no-tabs': noTabs } } }, language: 'yml/yaml', rules: { 'yml/no-tabs': 'error' } },
]
`

it.each(Object.entries(eslints))('%s finds the same in contracts that it reads in the language of another plugin', async (_, program) => {
  const { directory, remove } = projectWith({ ...sample, 'eslint.config.mjs': besides, 'alone.config.mjs': plain })
  const files = ['openapi.yaml', 'disabled.openapi.yaml', 'openapi.json', 'openapi.config.yaml', 'broken.openapi.json', '--format', 'json']
  const alone = await run(program, [...files, '--config', 'alone.config.mjs'], directory)
  const both = await run(program, files, directory)
  remove()
  expect(both.stderr).toBe('')
  const { 'broken.openapi.json': broken, ...expected } = inShort(alone.stdout, directory)
  expect(expected['openapi.yaml']?.length).toBeGreaterThan(1)
  const withTheirs = Object.entries(expected).map(([file, found]) => [file, ['1:1 error yml/no-tabs', ...found]])
  expect(inShort(both.stdout, directory)).toEqual({ ...Object.fromEntries(withTheirs), 'broken.openapi.json': ['1:1 error yml/no-tabs', '1:31 error setsquare/not-checked'] })
  expect(broken).toEqual(['1:31 error Parsing error: not valid JSON: a value is expected here'])
}, 60_000)

it('says what is wrong with setsquare.yaml in one line a file', async () => {
  const { directory, remove } = projectWith({ ...sample, 'setsquare.yaml': 'conventions:\n  pathCas: kebab-case\n', 'eslint.config.mjs': plain })
  const { code, stdout, stderr } = await run(eslints['ESLint 10'], ['src', 'openapi.yaml', '--format', 'json'], directory)
  remove()
  expect(stderr).toBe('')
  expect(code).toBe(1)
  expect(inShort(stdout, directory)).toEqual({
    'src/books.ts': ['1:1 error setsquare/not-checked'],
    'src/server.ts': ['1:1 error setsquare/not-checked'],
    'openapi.yaml': ['1:1 error setsquare/not-checked'],
  })
  expect(stdout).toContain("setsquare.yaml:2:3: unknown key 'pathCas' in 'conventions': did you mean 'pathCase'?")
}, 60_000)

const noOrders = `import { contract, defineRule } from 'setsquare'

export default defineRule({
  subject: contract,
  title: 'Nothing is called an order', why: 'Sales calls them purchases.', fix: 'Call it a purchase.',
  presets: { recommended: 'warn', strict: 'error' },
  messages: { named: "'{{name}}' is named after an order" },
  check: ({ report }) => ({ Collection: (node) => report(node, 'named', { name: node.name }) }),
})
`
const noTodo = `import { defineRule, source } from 'setsquare'

export default defineRule({
  subject: source,
  title: 'No todo', why: 'w', fix: 'f',
  presets: { recommended: 'error', strict: 'error' },
  messages: { here: 'todo is called here' },
  check: ({ report }) => ({ CallExpression(node) { if (node.callee.name === 'todo') report(node, 'here', {}) } }),
})
`

describe('rules of a team of its own', () => {
  const own = {
    'package.json': '{}',
    'eslint.config.mjs': plain,
    'openapi.yaml': contract,
    'a.ts': 'todo()\n// eslint-disable-next-line setsquare/custom\ntodo()\n',
    'rules/no-orders.mjs': noOrders,
    'rules/no-todo.mjs': noTodo,
  }
  const lint = async (configuration: string): Promise<Record<string, string[]>> => {
    const { directory, remove } = projectWith({ ...own, 'setsquare.yaml': configuration })
    const { stdout, stderr } = await run(eslints['ESLint 10'], ['a.ts', 'openapi.yaml', '--format', 'json'], directory)
    remove()
    expect(stderr).toBe('')
    return inShort(stdout, directory)
  }

  it('speak with the weight that setsquare.yaml gives them', async () => {
    const found = await lint('customRules: [rules/no-orders.mjs, rules/no-todo.mjs]\n')
    expect(found['a.ts']).toEqual(['1:1 error setsquare/custom'])
    expect(found['openapi.yaml']).toContain('5:4 warn setsquare/custom-minor')
    const heavier = await lint('customRules: [rules/no-orders.mjs, rules/no-todo.mjs]\nrules: { custom/no-orders: error, custom/no-todo: off }\n')
    expect(heavier['a.ts']?.join()).not.toContain('todo')
    expect(heavier['openapi.yaml']).toContain('5:4 error setsquare/custom')
  }, 60_000)

  it('are named where one cannot be loaded', async () => {
    const found = await lint('customRules: [rules/gone.mjs]\n')
    expect(found['a.ts']).toContain('1:1 error setsquare/not-checked')
    expect(found['openapi.yaml']).toEqual(['1:1 error setsquare/not-checked'])
  }, 60_000)
})

const guide = readFileSync(join(repository, 'docs/hosts/eslint.md'), 'utf8')
const [plain = '', scripts = '', contracts = ''] = [...guide.matchAll(/```js\n([^]*?)```/g)].map(([, text = '']) => text)
const [, oxlint = ''] = [...guide.matchAll(/```json\n([^]*?)```/g)].map(([, text = '']) => text)

describe('the guide', () => {
  it('has a configuration for TypeScript and contracts that finds', async () => {
    expect(await lint(plain)).toMatchObject({ 'src/books.ts': expect.arrayContaining(['5:57 error setsquare/no-sql-concatenation']) as unknown })
  }, 60_000)

  it('has one for JavaScript that finds', async () => {
    expect(await lint(scripts, { 'src/books.js': query.replace(': string', '') })).toEqual({ 'eslint.config.mjs': [], 'src/books.js': ['5:57 error setsquare/no-sql-concatenation'] })
  }, 60_000)

  it('has one for contracts by other names that finds', async () => {
    const found = await lint(contracts, { 'contracts/shop.yaml': contract })
    expect(found['contracts/shop.yaml']).toContain('5:4 error setsquare/plural-collections')
  }, 60_000)

  it('has one for oxlint that finds', async () => {
    const { directory, remove } = projectWith({ ...sample, '.oxlintrc.json': oxlint })
    const { code, stdout, stderr } = await run('oxlint/bin/oxlint', ['src'], directory)
    remove()
    expect(stderr).toBe('')
    expect(stdout).toContain('setsquare(no-sql-concatenation)')
    expect(code).toBe(1)
  }, 60_000)

  async function lint(text: string, more: Record<string, string> = {}): Promise<Record<string, string[]>> {
    const files = Object.keys(more).length > 0 ? { 'package.json': '{}', ...more } : sample
    const { directory, remove } = projectWith({ ...files, 'eslint.config.mjs': text })
    const { stdout, stderr } = await run(eslints['ESLint 10'], ['.', '--format', 'json'], directory)
    remove()
    expect(stderr).toBe('')
    return inShort(stdout, directory)
  }
})
