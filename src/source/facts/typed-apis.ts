import { isOpenSchema } from './open-schema.ts'
import { procedureMethods } from '../models/typed-apis.ts'
import { httpMethods } from '../models/routers.ts'
import { trimmed, unknownValue } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** Calls whose arguments contain routes: `router({ ... })`, `mergeRouters(a, b)`, `procedure.meta({ openapi })`. */
const holdsRoutes = /router|^merge|^meta$/i
/** Fields of a contract's entry besides its method and path. */
const beside: ReadonlySet<string> = new Set(['responses', 'headers', 'summary', 'description', 'pathParams', 'metadata', 'tags'])
/** Those with schemas of what clients send. */
const inputs: ReadonlySet<string> = new Set(['body', 'query'])
const maxDepth = 8

/** Reduces a value to what describes contracts and routers of procedures. Schemas of responses, which are most of it, are left out. */
export function routesWithin(value: Value, depth = 0): Value {
  if (depth > maxDepth) return unknownValue
  switch (value.kind) {
    case 'call': {
      const name = value.of.kind === 'member' || value.of.kind === 'import' ? value.of.name : undefined
      const isEnd = name !== undefined && Object.hasOwn(procedureMethods, name)
      const keeps = name === undefined || holdsRoutes.test(name) || value.of.kind === 'import'
      // Keeps whether a procedure validates its input, but not how.
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
            isEntry && beside.has(name) ? [] : [[name, isEntry && inputs.has(name) ? trimmed(field, 4) : routesWithin(field, depth + 1)] as const],
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

/** The HTTP method that a text in an entry of a contract names, in upper case; nothing for other texts. */
export function methodNamed(text: string | undefined): string | undefined {
  const lower = text?.toLowerCase() ?? ''
  return Object.hasOwn(httpMethods, lower) ? httpMethods[lower] : undefined
}
