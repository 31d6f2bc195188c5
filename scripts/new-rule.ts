import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

import { generate } from './generate.ts'
import { repository, ruleFiles } from './rule-files.ts'

const usage = 'npm run new-rule -- <topic>/<id> [--subject api|contract|openapi|source|project]'

interface Template {
  /** Where the subject is exported from, seen from a rule. */
  readonly subject: string
  readonly from: string
  /** A visitor of a kind of node that the subject has. */
  readonly visitor: string
  readonly bad: string
  readonly good: string
}

const openapi = (path: string): string => `\`openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  ${path}:
    get: { responses: { '200': { description: The orders } } }
\``

const templates: { readonly [name: string]: Template } = {
  api: {
    subject: 'api',
    from: '../../src/api/subject.ts',
    visitor: "Operation(operation) {\n      if (operation.method === 'get') report(operation, 'found', { what: 'get' })\n    },",
    bad: openapi('/orders'),
    good: openapi('/v1/orders'),
  },
  contract: {
    subject: 'contract',
    from: '../../src/api/subject.ts',
    visitor: "Response(response) {\n      report(response, 'found', { what: 'response' })\n    },",
    bad: openapi('/orders'),
    good: openapi('/v1/orders'),
  },
  openapi: {
    subject: 'openapi',
    from: '../../src/openapi/subject.ts',
    visitor: '// Operation(operation) { report(...) },',
    bad: openapi('/orders'),
    good: openapi('/v1/orders'),
  },
  source: {
    subject: 'source',
    from: '../../src/source/subject.ts',
    visitor: "DebuggerStatement(node) {\n      report(node, 'found', { what: 'debugger' })\n    },",
    bad: "'debugger\\n'",
    good: "'export {}\\n'",
  },
  project: {
    subject: 'project',
    from: '../../src/project/subject.ts',
    visitor: '// Module(module) { report(...) },',
    bad: "{ 'src/a.ts': 'export {}\\n' }",
    good: "{ 'src/b.ts': 'export {}\\n' }",
  },
}

/** A rule that compiles and says, in each place, what belongs there. */
function ruleText({ subject, from, visitor, bad, good }: Template): string {
  return `import { defineRule } from '../../src/core/rule.ts'
import { ${subject} } from '${from}'

export default defineRule({
  subject: ${subject},
  title: 'TODO what holds when the rule is kept, as a statement',
  why: 'TODO what goes wrong otherwise, in one or two sentences.',
  fix: 'TODO what to do instead.',
  presets: { strict: 'warn' },
  checklist: [],
  silentOn: ['TODO what is left alone on purpose'],
  messages: {
    found: "TODO what is wrong with '{{what}}', why it matters and what to do.",
  },
  examples: {
    bad: [{ code: ${bad} }],
    good: [{ code: ${good} }],
  },
  check: ({ report }) => ({
    ${visitor}
  }),
})
`
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { subject: { type: 'string', default: 'api' } },
})
const [name = ''] = positionals
const [, topic, id] = /^([a-z][a-z0-9-]*)\/([a-z0-9][a-z0-9-]*)$/.exec(name) ?? []
const template = Object.hasOwn(templates, values.subject) ? templates[values.subject] : undefined
const path = join(repository, 'rules', `${name}.ts`)

if (topic === undefined || id === undefined || template === undefined) {
  console.error(`Usage: ${usage}`)
  process.exitCode = 2
} else if (existsSync(path) || ruleFiles().some((file) => file.id === id)) {
  console.error(`There is a rule called '${id}' already.`)
  process.exitCode = 2
} else {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, ruleText(template))
  await generate({ write: true })
  console.log(`Wrote rules/${topic}/${id}.ts and its entries in rules/index.ts, docs/rules/ and schema/.

Next:
  1. Fill in every TODO. The examples are run as tests: the bad ones must be found, the good ones not.
  2. npx vitest run -t ${id}
  3. npm run generate, then look at docs/rules/${id}.md.`)
}
