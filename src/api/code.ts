import type { SourceLocation } from '../core/location.ts'
import { groupBy } from '../core/group.ts'
import { buildApi } from './build.ts'
import type { PathSource } from './build.ts'
import { methods, unknown } from './model.ts'
import type { Api, Method, Operation } from './model.ts'

/** A route as code registers it, with every prefix that it is mounted under. */
export interface CodeRoute {
  /** In any case; a name that is no HTTP method (`all`) is left out of the model. */
  readonly method: string
  /** The full path, template variables in braces. */
  readonly path: string
  /** False where it is mounted under something that could not be resolved: then only the rest of the path is known. */
  readonly prefixKnown: boolean
  /** The literal that the path, or its last part, is written in. */
  readonly location: SourceLocation
}

/**
 * Builds the model of the API that code serves. What a route answers is not established here, so it is `unknown`; routes
 * whose prefix is unknown are left out, since nothing could be said about their place among the others.
 * @returns nothing where there is no route
 */
export function apiOfRoutes(routes: readonly CodeRoute[]): Api | undefined {
  const known = routes.filter(({ prefixKnown }) => prefixKnown)
  const [first] = known
  if (first === undefined) return undefined
  const sources = [...groupBy(known, ({ path }) => path)].flatMap(([template, ofPath]) => sourceOf(template, ofPath) ?? [])
  return buildApi({ origin: 'code', file: first.location.file, at: first.location }, sources)
}

function sourceOf(template: string, routes: readonly CodeRoute[]): PathSource<Operation> | undefined {
  const [first] = routes
  if (first === undefined) return undefined
  return {
    template,
    at: first.location,
    // Prefixes come from other places than the literal, so a part of the path has no place of its own in it.
    locate: () => first.location,
    operations: (path) =>
      routes.flatMap((route) => {
        const method = methodOf(route)
        if (method === undefined) return []
        return [
          {
            method,
            path,
            resource: path.resource,
            at: route.location,
            operationId: undefined,
            summary: undefined,
            deprecated: false,
            answers: unknown,
            takesBody: unknown,
          },
        ]
      }),
  }
}

function methodOf({ method }: CodeRoute): Method | undefined {
  const lower = method.toLowerCase()
  return methods.find((known) => known === lower)
}
