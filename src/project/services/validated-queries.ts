import { fieldOf, knownText } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph } from '../graph/graph.ts'
import { externalOf, fieldsIn, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import type { QueryRead } from '../routing/answers.ts'
import type { CodeRoute } from '../routing/code-route.ts'

/** The query parameters that validators name before the handler of a GET: `zValidator('query', schema)`, `validate({ query: schema })`. */
export function validatedQueries(graph: Graph, { method, middleware, location, query }: CodeRoute): QueryRead[] {
  if (method !== 'GET') return []
  const own = query === undefined ? [] : fieldsOfSchema(graph, query).map(({ key }) => ({ name: key, location }))
  return [...own, ...ofMiddleware(graph, middleware, location)]
}

function ofMiddleware(graph: Graph, middleware: CodeRoute['middleware'], location: CodeRoute['location']): QueryRead[] {
  return middleware.flatMap((one) => {
    const { module, value } = follow(graph, one, 0, true)
    if (value.kind !== 'call') return []
    // `validateQuery(schema)`
    const name = 'name' in value.of ? value.of.name : undefined
    const isWhole = /query/i.test([name, ...value.arguments.map((argument) => knownText(argument))].join(' '))
    const ofChains = chainedNames(graph, { module, value }).map((key) => ({ name: key, location }))
    const ofSchemas = value.arguments.flatMap((argument) => {
      const schema = follow(graph, { module, value: argument }, 0, true)
      const fields = fieldsOfSchema(graph, schema)
      // An object may also contain options: `parseQuery({ maxLimit: 100 })`.
      const named = isWhole && schema.value.kind !== 'object' ? fields : fields.filter(({ key }) => key === 'query').flatMap(({ at }) => fieldsOfSchema(graph, at))
      const located = fields.filter(({ at }) => isInQuery(fieldOf(follow(graph, at, 0, true).value, 'in')))
      return [...named, ...located].map(({ key }) => ({ name: key, location }))
    })
    // `ids.*` and `filter.open` are parts of a parameter, which has a name of its own.
    return [...ofChains, ...ofSchemas].filter((read) => !/[.*]/.test(read.name))
  })
}

/** `{ page: { in: ['query'], isInt: true } }` of express-validator */
function isInQuery(where: Value | undefined): boolean {
  return where?.kind === 'list' ? where.items.some(isInQuery) : knownText(where) === 'query'
}

/** `query('page').optional()` of express-validator, alone or among the arguments: `validated(query('page'), body('name'))`. */
function chainedNames(graph: Graph, { module, value }: Located, depth = 0): readonly string[] {
  let made = value
  while (made.kind === 'call' && made.of.kind === 'member' && made.of.of.kind === 'call') made = made.of.of
  if (made.kind !== 'call') return []
  const external = externalOf(graph, { module, value: made.of })
  const [given] = made.arguments
  if (external?.specifier === 'express-validator') return external.name === 'query' && given !== undefined ? (given.kind === 'list' ? given.items : [given]).flatMap((one) => knownText(one) ?? []) : []
  return depth > 0 ? [] : made.arguments.flatMap((one) => chainedNames(graph, { module, value: one }, 1))
}

/** The fields of `{ … }`, `z.object({ … }).strict()`, `Joi.object().keys({ … })`, `Type.Object({ … })`, `page.extend({ … })`. */
function fieldsOfSchema(graph: Graph, located: Located, steps = 0): ReturnType<typeof fieldsIn> {
  const { module, value } = follow(graph, located, 0, true)
  // `{ type: 'object', properties: { … } }`
  const properties = fieldOf(value, 'type') && fieldOf(value, 'properties')
  if (value.kind !== 'call' || (value.of.kind !== 'member' && value.of.kind !== 'import') || steps > 9) return fieldsIn(graph, { module, value: properties ?? value })
  // Which fields are left is not read.
  if (/^(?:omit|pick)$/.test(value.of.name)) return []
  const [given] = /^(?:(?:strict|loose)?object|keys|shape|extend|append|concat|merge)$/i.test(value.of.name) ? value.arguments : []
  const own = given === undefined ? [] : fieldsOfSchema(graph, { module, value: given }, steps + 1)
  return value.of.kind === 'import' ? own : [...own, ...fieldsOfSchema(graph, { module, value: value.of.of }, steps + 1)]
}
