import { ambiguitiesIn } from '../../src/api/ambiguity.ts'
import { choicesIn } from '../../src/api/choices.ts'
import type { Path, Resource } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import { isCodeApi } from '../../src/api/code.ts'
import { unreachableIn } from '../../src/api/unreachable.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: api,
  title: 'A request matches only one path',
  why: 'If two paths match the same request, the router decides which one handles it: clients, mocks and gateways will disagree.',
  fix: 'Merge paths that differ only in variable names, or give each a literal segment of its own.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-3'],
  references: ['OpenAPI 3.1 4.8.8.2'],
  silentOn: [
    'a path that is more specific than the other: `/users/me` takes precedence over `/users/{id}` (in code, if it is registered first or the router sorts routes)',
    'paths that are each more specific in one segment, as long as an identifier cannot be mistaken for a word: `/orders/{id}/lines` and `/orders/drafts/{draftId}` (option `crossing`)',
    'variables that an enum or a pattern for the router (`{id:int}`) distinguishes',
  ],
  options: {
    crossing: {
      type: 'boolean',
      default: false,
      description: 'Report every pair of paths that are each more specific in one segment, such as `/orders/{id}/lines` and `/orders/drafts/{draftId}`.',
    },
  },
  messages: {
    same: "'{{template}}' and '{{other}}' match the same {{methods}} requests: only the variable names differ. Merge them, or distinguish them by a literal segment.",
    split: "'{{template}}' is the same path as '{{other}}': only the variable names differ, which OpenAPI forbids. Put their methods under one path.",
    unreachable: "No request reaches '{{template}}': '{{other}}' is registered before it, and its variable matches '{{last}}'. Register the specific path first.",
    crossing: "'{{template}}' and '{{other}}' both match '{{both}}', and neither takes precedence. Put a literal segment before the variable.",
  },
  lesser: ['split', 'crossing'],
  examples: {
    bad: [
      {
        title: 'after a path that matches everything',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders/:id', (req, res) => res.json({ order: orders.get(req.params.id) }))
app.get('/orders/overdue', (req, res) => res.json({ orders: orders.overdue() }))
`,
      },
      {
        title: 'only the variable differs',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{id}: { get: { responses: { '200': { description: A user } } } }
  /users/{name}: { get: { responses: { '200': { description: A user } } } }
`,
      },
      {
        title: 'a variable that competes with every collection',
        code: `openapi: 3.1.0
info: { title: Library, version: 1.0.0 }
paths:
  /{entity}/me: { get: { responses: { '200': { description: Mine } } } }
  /books/{id}: { get: { responses: { '200': { description: A book } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/me: { get: { responses: { '200': { description: The caller } } } }
  /users/{id}: { get: { responses: { '200': { description: A user } } } }
  /users/{id}/orders: { get: { responses: { '200': { description: Orders } } } }
  /users/me/orders: { get: { responses: { '200': { description: Orders } } } }
  /users/invitations/{invitationId}: { get: { responses: { '200': { description: An invitation } } } }
  /pages/{slug}: { get: { responses: { '200': { description: A page } } } }
  /{source}/totals: { get: { parameters: [{ name: source, in: path, required: true, schema: { enum: [shop, partner] } }], responses: { '200': { description: Totals } } } }
`,
      },
    ],
  },
  check: ({ options, report }) => ({
    Api(unit) {
      for (const { operation, before } of isCodeApi(unit) ? unreachableIn(unit) : []) {
        const other = before.name
        const taken = operation.path.segments.find(({ isLiteral }, index) => isLiteral && before.path.segments[index]?.isParameter === true)
        report(operation, 'unreachable', { template: operation.name, other, last: taken?.text ?? '' }, [{ place: before, message: `'${other}' is here` }])
      }
      const seen = new Set<Resource>()
      let choices: ReturnType<typeof choicesIn> | undefined
      const isExcluded = ({ segments }: Path, { segments: others }: Path): boolean =>
        segments.some(({ resource }, index) => {
          const literal = others[index]
          return literal?.isLiteral === true && (choices ??= choicesIn(unit)).get(resource)?.has(literal.text) === false
        })
      for (const { path, other, kind, competitor } of ambiguitiesIn(unit.paths)) {
        const methods = sharedMethods(path, other)
        const data = { template: path.template, other: other.template }
        const related = [{ place: other, message: `'${other.template}' is here` }]
        if (kind === 'same') {
          if (methods.length > 0) report(path, 'same', { ...data, methods: methods.join(', ') }, related)
          else if (unit.origin === 'contract') report(path, 'split', data, related)
        } else if (methods.length > 0 && (options.crossing || competitor !== undefined) && !isExcluded(path, other) && !isExcluded(other, path)) {
          // A variable that conflicts with all collections is one mistake, and not one per collection.
          if (!options.crossing && competitor !== undefined) {
            if (seen.has(competitor)) continue
            seen.add(competitor)
          }
          report(path, 'crossing', { ...data, both: requestFor(path, other) }, related)
        }
      }
    },
  }),
})

function sharedMethods(path: Path, other: Path): string[] {
  return path.operations.filter(({ method }) => other.operations.some((operation) => operation.method === method)).map(({ method }) => method.toUpperCase())
}

/** A request path that both templates match: it has the literals of both. */
function requestFor(path: Path, other: Path): string {
  return `/${path.segments.map(({ text, isParameter }, index) => (isParameter ? (other.segments[index]?.text ?? text) : text)).join('/')}`
}
