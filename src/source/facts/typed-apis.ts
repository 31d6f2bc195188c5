import { isOpenSchema } from './open-schema.ts'
import { procedureMethods } from '../models/typed-apis.ts'
import { httpMethods } from '../models/routers.ts'
import { unknownValue } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** Calls whose arguments hold routes: `router({ ... })`, `mergeRouters(a, b)`, `procedure.meta({ openapi })`. */
const holdsRoutes = /router|^merge|^meta$/i
/** What an entry of a contract says beside its method and path. */
const beside: ReadonlySet<string> = new Set(['responses', 'body', 'query', 'headers', 'summary', 'description', 'pathParams', 'metadata', 'tags'])
const maxDepth = 8

/** The value as far as it describes contracts and routers of procedures: schemas, which are most of their text, are left out. */
export function routesWithin(value: Value, depth = 0): Value {
  if (depth > maxDepth) return unknownValue
  switch (value.kind) {
    case 'call': {
      const name = value.of.kind === 'member' || value.of.kind === 'import' ? value.of.name : undefined
      const isEnd = name !== undefined && Object.hasOwn(procedureMethods, name)
      const keeps = name === undefined || holdsRoutes.test(name) || value.of.kind === 'import'
      // Whether a procedure looks at what it is given, and not how.
      const args = name === 'input' ? value.arguments.filter(isOpenSchema) : isEnd ? value.arguments.filter(({ kind }) => kind === 'function' || kind === 'object') : keeps ? value.arguments : []
      return {
        ...value,
        of: routesWithin(value.of, depth + 1 / 16),
        arguments: args.slice(0, 8).map((argument) => routesWithin(argument, depth + 1)),
      }
    }
    case 'object': {
      const isEntry = value.fields['path'] !== undefined && value.fields['method'] !== undefined
      return {
        kind: 'object',
        fields: Object.fromEntries(
          Object.entries(value.fields).flatMap(([name, field]) =>
            isEntry && beside.has(name) ? [] : [[name, routesWithin(field, depth + 1)] as const],
          ),
        ),
      }
    }
    case 'member':
      return { ...value, of: routesWithin(value.of, depth + 1 / 16) }
    case 'import':
    case 'text':
    case 'function':
      return value
    default:
      return unknownValue
  }
}

/** Whether a value may be an entry of a contract, with a method of HTTP. */
export function methodNamed(text: string | undefined): string | undefined {
  const lower = text?.toLowerCase() ?? ''
  return Object.hasOwn(httpMethods, lower) ? httpMethods[lower] : undefined
}
