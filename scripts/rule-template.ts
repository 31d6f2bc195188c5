/** What differs between rules of different subjects. */
interface Template {
  /** The module that exports the subject, relative to a rule. */
  readonly from: string
  /** The source of a visitor for one of the subject's kinds of node. */
  readonly visitor: string
  readonly bad: string
  readonly good: string
}

const contractWith = (path: string): string => `\`openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  ${path}:
    get: { responses: { '200': { description: The orders } } }
\``

const templates: ReadonlyMap<string, Template> = new Map([
  [
    'api',
    {
      from: '../../src/api/subject.ts',
      visitor: "Operation(operation) {\n      report(operation, 'found', { what: operation.method })\n    },",
      bad: contractWith('/orders'),
      good: contractWith('/v1/orders'),
    },
  ],
  [
    'contract',
    {
      from: '../../src/api/subject.ts',
      visitor: "Operation(operation) {\n      report(operation, 'found', { what: operation.method })\n    },",
      bad: contractWith('/orders'),
      good: contractWith('/v1/orders'),
    },
  ],
  [
    'openapi',
    {
      from: '../../src/openapi/subject.ts',
      visitor: "Operation({ cursor }) {\n      report(cursor, 'found', { what: 'operation' })\n    },",
      bad: contractWith('/orders'),
      good: contractWith('/v1/orders'),
    },
  ],
  [
    'source',
    {
      from: '../../src/source/subject.ts',
      visitor: "DebuggerStatement(statement) {\n      report(statement, 'found', { what: 'debugger' })\n    },",
      bad: "'debugger\\n'",
      good: "'export {}\\n'",
    },
  ],
  [
    'project',
    {
      from: '../../src/project/subject.ts',
      visitor: "Module(module) {\n      report(module, 'found', { what: module.file })\n    },",
      bad: "{ 'src/a.ts': 'export {}\\n' }",
      good: "{ 'src/b.ts': 'export {}\\n' }",
    },
  ],
])

/** The subjects of a new rule. */
export const templateNames: readonly string[] = [...templates.keys()]

/** The source of a rule that compiles, with a placeholder for each part to write; nothing if there is no such subject. */
export function ruleText(subject: string): string | undefined {
  const template = templates.get(subject)
  return template === undefined ? undefined : fill(subject, template)
}

function fill(subject: string, { from, visitor, bad, good }: Template): string {
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
