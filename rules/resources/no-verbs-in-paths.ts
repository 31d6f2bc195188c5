import { commandOf, isAfterItem, isCustomMethod, isAccountCommand } from '../../src/api/action.ts'
import { alternativeTo } from '../../src/api/alternative.ts'
import type { Imperative } from '../../src/api/language/imperative.ts'
import { wordsOf } from '../../src/core/name-words.ts'
import type { Method, Resource } from '../../src/api/model.ts'
import { pathCase } from '../../src/api/path-case.ts'
import { resourcesOf } from '../../src/api/resources.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

/** From this share of the paths on, and this many, commands are how the API is built and no slips. */
const builtOfCommandsShare = 0.4
const builtOfCommandsCount = 5

const writing: ReadonlySet<Method> = new Set<Method>(['put', 'patch', 'delete'])

export default defineRule({
  subject: api,
  title: 'Paths name resources, and methods state the action',
  why: 'A verb in a path repeats the method or contradicts it: caches, retries and access rules depend on the method, and clients must learn each command.',
  fix: 'Name the resource, and let the method state the action: `GET /users/{id}` instead of `/getUserById`.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-2'],
  references: ['Zalando RESTful API Guidelines 138, 141', 'Google AIP-136'],
  silentOn: [
    'words that only contain a verb: posts, targets, budgets, widgets, settings',
    'nouns that are also verbs, where they are used as nouns: `/orders`, `/reports`, `/order-items`, `/restore-points`',
    'custom methods: `/orders/{id}:cancel`, and with POST `/orders/{id}/cancel` or below `/actions`, unless HTTP has a method for the verb',
    'secrets that are read by POST, so that they are neither cached nor open to all who may read the item: `/services/{id}/listSecrets`',
    'signing in and up, searching, and other endpoints that are usually named by a verb; `/reset` and `/verify` next to a login',
    'an API that is built of commands throughout: one finding for all of it',
    'in code, routes that return pages and redirects, since forms support only GET and POST, and tRPC procedures',
  ],
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [
        'search', 'find', 'query', 'autocomplete', 'suggest', 'login', 'logout', 'signin', 'sign-in', 'signup', 'sign-up', 'signout', 'sign-out', 'register',
        'authenticate', 'authorize', 'authorise', 'revoke', 'introspect', 'forgot-password', 'reset-password', 'change-password', 'verify-email', 'confirm-email', 'subscribe',
        'unsubscribe', 'request-token',
      ],
      description: 'Names that are allowed in paths, in any case: `sign-in` allows `signIn`.',
    },
    customMethods: { type: 'boolean', default: true, description: 'Allow a verb after an item, with POST: `POST /orders/{id}/cancel`.' },
  },
  requires: { pathCase },
  messages: {
    command: "'{{segment}}' is a command, but the method states the action: use `{{alternative}}`.",
    otherMethod: "'{{segment}}' is a command that uses {{method}}: use `POST {{path}}`, since only POST has no fixed meaning, or change the item itself.",
    unnamed: "'{{segment}}' is a command, but paths name resources: name {{thing}}, and let the method state the action.",
    several: '{{count}} paths contain commands ({{names}}), but the method states the action: name the resource that each acts on.',
    builtOfCommands: 'The paths of this API contain {{count}} commands ({{names}}), so caches, retries and clients cannot rely on the methods. Name resources, and let the methods state the actions.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /getUserById: { get: { responses: { '200': { description: A user } } } }
  /create-order: { post: { responses: { '201': { description: Created } } } }
  /user/delete: { post: { responses: { '200': { description: Gone } } } }
`,
      },
      {
        title: 'built of commands: one finding',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /getUser: { post: { responses: { '200': { description: A user } } } }
  /createUser: { post: { responses: { '200': { description: Done } } } }
  /updateUser: { post: { responses: { '200': { description: Done } } } }
  /deleteUser: { post: { responses: { '200': { description: Done } } } }
  /sendInvoice: { post: { responses: { '200': { description: Done } } } }
`,
      },
      {
        title: 'after an item, where HTTP has a method',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{id}/update: { post: { responses: { '200': { description: Done } } } }
`,
      },
      {
        title: 'custom methods turned off',
        options: { customMethods: false },
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}/cancel: { post: { responses: { '200': { description: Done } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /posts: { get: { responses: { '200': { description: Posts } } } }
  /widgets/{id}: { get: { responses: { '200': { description: A widget } } } }
  /reports: { post: { responses: { '201': { description: A report } } } }
  /order-items: { get: { responses: { '200': { description: Items } } } }
  /orders/{id}/cancel: { post: { responses: { '200': { description: Done } } } }
  /orders/{id}:refund: { post: { responses: { '200': { description: Done } } } }
  /orders/{id}/listSecrets: { post: { responses: { '200': { description: Secrets } } } }
  /orders/totals/aggregate: { get: { responses: { '200': { description: A total } } } }
  /search: { get: { responses: { '200': { description: Hits } } } }
  /browse/categories: { get: { responses: { '200': { description: Categories } } } }
  /login: { post: { responses: { '200': { description: A token } } } }
`,
      },
    ],
  },
  check: ({ options, use, report }) => {
    const allowed = new Set(options.allow.map(normal))
    const reportOne = (resource: Resource, command: Imperative, isBuiltOfCommands: boolean): void => {
      const { name: segment, path, operations } = resource
      const alternative = alternativeTo(resource, command, use.pathCase.casing ?? 'kebab-case')
      const methods = operations.map(({ method }) => method)
      const answering = operations.length > 0 ? methods : resource.children.flatMap((child) => child.operations.map(({ method }) => method))
      const name = alternative === undefined ? path : `${path} instead of \`${alternative}\``
      const together = isBuiltOfCommands ? ({ as: 'builtOfCommands', name: path } as const) : ({ as: 'several', name } as const)
      const more = { together }
      if (alternative !== undefined) report(resource, 'command', { segment, alternative }, more)
      else if (options.customMethods && isAfterItem(resource) && methods.length === 1 && writing.has(methods[0] ?? 'get')) {
        // Not gathered with the commands that need another path, where its own advice would be lost.
        report(resource, 'otherMethod', { segment, method: methods.join().toUpperCase(), path }, isBuiltOfCommands ? more : {})
      } else {
        const thing = answering.length > 0 && answering.every((method) => method === 'get') ? 'what it returns' : 'what it creates or changes'
        report(resource, 'unnamed', { segment, thing }, more)
      }
    }
    return {
      Api(unit) {
        const commands = new Map<Resource, Imperative>()
        for (const resource of resourcesOf(unit)) {
          const command = commandOf(resource)
          if (command === undefined || allowed.has(normal(resource.name)) || isAccountCommand(resource)) continue
          if (!options.customMethods || !isCustomMethod(resource, command)) commands.set(resource, command)
        }
        const affected = unit.paths.filter(({ segments }) => segments.some(({ resource }) => commands.has(resource))).length
        const isBuiltOfCommands = affected >= builtOfCommandsCount && affected / unit.paths.length >= builtOfCommandsShare
        for (const [resource, command] of commands) reportOne(resource, command, isBuiltOfCommands)
      },
    }
  },
})

function normal(name: string): string {
  return wordsOf(name.replace(/\.\w+$/, '')).join('')
}
