import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

import { contract, directoryWith, setsquare } from '../support/program.ts'

const repository = fileURLToPath(new URL('../../', import.meta.url))

const guide = readFileSync(new URL('../../docs/custom-rules.md', import.meta.url), 'utf8')
const [, noOrders = '', configured = ''] = /```js\n([^]*?)```[^]*?```yaml\n([^]*?)```/.exec(guide) ?? []

const noTodo = `import { defineRule, source } from 'setsquare'

export default defineRule({
  subject: source,
  title: 'No todo', why: 'w', fix: 'f',
  presets: { recommended: 'error', strict: 'error' },
  messages: { here: 'todo is called here' },
  check: ({ report }) => ({
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'todo') report(node, 'here', {})
    },
  }),
})
`

/** A project with this Setsquare installed. */
function project(files: Readonly<Record<string, string>>): string {
  const directory = directoryWith(files)
  mkdirSync(join(directory, 'node_modules'))
  symlinkSync(repository, join(directory, 'node_modules/setsquare'))
  return directory
}

async function findingsOf(cwd: string, ...args: string[]): Promise<unknown[]> {
  const { stdout, stderr } = await setsquare(['check', '--format', 'json', '--fail-on', 'never', ...args], { cwd })
  expect(stderr).toBe('')
  const { findings } = JSON.parse(stdout) as { findings: { rule: string }[] }
  return findings.filter(({ rule }) => rule.startsWith('custom/'))
}

describe('rules of a team of its own', () => {
  it('run beside ours, weighed and set by the configuration', async () => {
    const cwd = project({
      'setsquare.yaml': 'customRules: [rules/no-orders.mjs, ./rules/no-todo.mjs]\nrules: { custom/no-orders: [error, { word: /order/ }] }\n',
      'rules/no-orders.mjs': noOrders,
      'rules/no-todo.mjs': noTodo,
      'openapi.yaml': contract,
      'a.ts': 'todo()\n',
    })
    expect(await findingsOf(cwd)).toMatchObject([
      { rule: 'custom/no-todo', topic: 'custom', severity: 'error', file: 'a.ts', line: 1, message: 'todo is called here' },
      { rule: 'custom/no-orders', severity: 'error', file: 'openapi.yaml', docs: expect.stringMatching(/^file:.*no-orders\.mjs$/) as string },
      { rule: 'custom/no-orders', pointer: '/paths/~1order~1{orderId}/delete' },
    ])
    expect(await findingsOf(cwd, '--rule', 'custom/*:off')).toEqual([])
    const listed = await setsquare(['rules'], { cwd })
    expect(listed.stdout).toMatch(/^custom\n {2}custom\/no-orders +recommended warn +OpenAPI contracts +Nothing is called an order$/m)
    const explained = await setsquare(['explain', 'custom/no-orders'], { cwd })
    expect(explained.stdout).toContain('Our sales department calls them purchases')
  })

  it('run as compilers write them as scripts', async () => {
    const script = noTodo
      .replace("import { defineRule, source } from 'setsquare'", "Object.defineProperty(exports, '__esModule', { value: true })\nconst { defineRule, source } = require('setsquare')")
      .replace('export default', 'exports.default =')
    const cwd = project({ 'setsquare.yaml': 'customRules: [rules/no-todo.js]\n', 'package.json': '{}', 'rules/no-todo.js': script, 'a.ts': 'todo()\n' })
    expect(await findingsOf(cwd)).toMatchObject([{ rule: 'custom/no-todo', line: 1 }])
  })

  it('run from a configuration that is a program', async () => {
    const config = "import { defineConfig } from 'setsquare'\nexport default defineConfig({ customRules: ['no-orders.mjs'] })\n"
    const cwd = project({ 'setsquare.config.mjs': config, 'no-orders.mjs': noOrders, 'openapi.yaml': contract })
    expect(await findingsOf(cwd)).toHaveLength(4)
  })

  it('run as the guide shows them', async () => {
    const cwd = project({ 'setsquare.yaml': configured, 'rules/no-orders.mjs': noOrders, 'openapi.yaml': contract })
    expect(await findingsOf(cwd)).toHaveLength(4)
  })

  it.each([
    ['a file that is not there', 'customRules: [gone.mjs]\n', {}, /setsquare\.yaml:1:15: there is no file 'gone\.mjs'/],
    ['a directory', 'customRules: [rules]\n', { 'rules/a.mjs': noTodo }, /setsquare\.yaml:1:15: there is no file 'rules'/],
    ['a file outside the project', "customRules: ['../no.mjs']\n", {}, /setsquare\.yaml:1:16: '\.\.\/no\.mjs' is outside the project/],
    ['a file that exports no rule', 'customRules: [a.mjs]\n', { 'a.mjs': 'export default {}\n' }, /a\.mjs: does not export a rule: write `export default defineRule/],
    ['a rule that lacks what is told of it', 'customRules: [a.mjs]\n', { 'a.mjs': noTodo.replace("title: 'No todo', why: 'w',", '') }, /a\.mjs: the rule needs a string 'title'; it needs a string 'why'\n/],
    ['a severity that is none', 'customRules: [a.mjs]\n', { 'a.mjs': noTodo.replace("strict: 'error'", "strict: 'warning'") }, /a\.mjs: the rule has 'presets\.strict: warning', which must be error, warn, info: did you mean 'warn'\?\n/],
    ['a preset that is none', 'customRules: [a.mjs]\n', { 'a.mjs': noTodo.replace("strict: 'error'", "all: 'error'") }, /a\.mjs: the rule has 'presets\.all', but the presets of a rule are recommended and strict\n/],
    ['a file that cannot be run', 'customRules: [a.mjs]\n', { 'a.mjs': 'nothing()\n' }, /a\.mjs:1:1: could not be run: ReferenceError/],
    ['two files with one name', 'customRules: [a.mjs, b/a.mjs]\n', { 'a.mjs': noTodo, 'b/a.mjs': noTodo }, /would both be the rule 'custom\/a': rename one/],
    ['a rule whose properties throw', 'customRules: [a.mjs]\n', { 'a.mjs': noTodo.replace("title: 'No todo', why: 'w',", "why: 'w',").replace('export default defineRule(', 'const rule = defineRule(') + 'export default { ...rule, get title() { throw new Error("no luck") } }\n' }, /a\.mjs: could not be read: Error: no luck\n/],
    ['an option it does not have', 'customRules: [a.mjs]\nrules: { custom/a: [warn, { x: 1 }] }\n', { 'a.mjs': noTodo }, /setsquare\.yaml:2:\d+: .*x/],
    ['a name that is almost one', 'customRules: [abc.mjs]\nrules: { custom/abd: warn }\n', { 'abc.mjs': noTodo }, /custom\/abc/],
  ])('are refused with the reason: %s', async (_, configuration, files, message) => {
    const { code, stderr } = await setsquare(['check'], { cwd: project({ 'setsquare.yaml': configuration, 'openapi.yaml': contract, ...files }) })
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(code).toBe(2)
  })

  it('print to stderr, so that reports stay what they are', async () => {
    const talking = noTodo.replace('CallExpression(node) {', "CallExpression(node) {\n      console.log('seen')\n      process.stdout.write('written\\n')")
    const cwd = project({ 'setsquare.yaml': 'customRules: [no-todo.mjs]\n', 'no-todo.mjs': talking, 'a.ts': 'todo()\n' })
    const { stdout, stderr } = await setsquare(['check', 'a.ts', '--format', 'json'], { cwd })
    expect(JSON.parse(stdout)).toHaveProperty('findings.0.rule', 'custom/no-todo')
    expect(stderr).toBe('seen\nwritten\n')
  })

  it.each([
    ['a message that it has not', "report(node, 'here'", "report(node, 'her'", /^the rule .* \(it reports 'her', but has no such message: did you mean 'here'\?, at \/.*\/no-todo\.mjs:10:\d+\): correct it$/],
    ['a node that there is not', 'CallExpression', 'CallExpresion', "it visits 'CallExpresion', but the subject source has no such node"],
    ['a file outside', "report(node, 'here'", "report({ file: '/etc/passwd', range: [0, 1] }, 'here'", "it reports in '/etc/passwd', which is not a file that this check reads"],
    ['a range that is none', "report(node, 'here'", "report({ range: ['a'] }, 'here'", 'it reports something that has no position'],
    ['what is nothing', "node.callee.name === 'todo'", 'node.callee.nam.length > 0', /Cannot read properties of undefined \(reading 'length'\), at \/.*\/no-todo\.mjs:10:\d+/],
  ])('fail where they speak of %s', async (_, right, wrong, reason) => {
    const cwd = project({ 'setsquare.yaml': 'customRules: [no-todo.mjs]\n', 'no-todo.mjs': noTodo.replace(right, wrong), 'a.ts': 'todo()\n' })
    const { code, stdout } = await setsquare(['check', 'a.ts', '--format', 'json'], { cwd })
    const { coverage } = JSON.parse(stdout) as { coverage: { kind: string; message: string }[] }
    expect(code).toBe(2)
    expect(coverage).toHaveLength(1)
    expect(coverage[0]).toMatchObject({ kind: 'rule-failed', message: expect.stringMatching(/^the rule 'custom\/no-todo' failed here, so its findings are incomplete \(.*\): correct it$/) as string })
    if (typeof reason === 'string') expect(coverage[0]?.message).toContain(reason)
    else expect(coverage[0]?.message).toMatch(reason)
  })

  it('do not fail where they are off, and make no suppression or exception useless by failing', async () => {
    const throwing = noTodo.replace("report(node, 'here'", "report(node, 'her'")
    const settings = `customRules: [no-todo.mjs]
rules: { '*': off, custom/no-todo: warn }
overrides: [{ files: [a.ts], rules: { custom/no-todo: off } }]
exceptions: [{ rules: ['custom/*'], paths: [/orders], because: old }]
`
    const openapi = "openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\npaths: { /orders: {} }\n"
    const suppressed = '// setsquare-disable-next-line custom/no-todo -- soon\ntodo()\n'
    const cwd = project({ 'setsquare.yaml': settings, 'no-todo.mjs': throwing, 'a.ts': 'todo()\n', 'b.ts': suppressed, 'openapi.yaml': openapi })
    const { code, stdout } = await setsquare(['check', '--format', 'json'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], coverage: [{ kind: 'rule-failed', file: 'b.ts' }] })
    expect(code).toBe(2)
    expect(JSON.parse((await setsquare(['check', 'a.ts', '--format', 'json'], { cwd })).stdout)).toMatchObject({ coverage: [] })
  })
})
