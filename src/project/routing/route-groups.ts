import { resourceActions } from '../../source/models/resources.ts'
import { knownText, memberOf, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { RegisteredRoute } from './registered-route.ts'
import type { RouterNode } from './router-nodes.ts'
import type { Routers } from './routers.ts'
import { textOf } from '../graph/texts.ts'
import { follow } from '../graph/values.ts'

/** The framework in which groups are callbacks that register on the global router: `router.group(() => ...).prefix('/api')`. */
export const groupingFramework = 'adonis'

/** The router, or the group in it, that something is registered on. Reads the definitions of groups. */
export function readGroup(graph: Graph, routers: Routers, module: Module, router: RouterNode, fact: RegistrationFact): RouterNode {
  const groupAt = (at: number | undefined): RouterNode => (at === undefined ? router : routers.parameter(module.file, at, 0, ' group', undefined))
  const node = groupAt(fact.within)
  node.framework = groupingFramework
  node.isCertain = true
  const [first] = fact.arguments
  if (fact.name === 'group' && first?.kind === 'function') routers.mount(groupAt(first.at), node)
  if (fact.name === 'prefix' && fact.group !== undefined && first !== undefined) {
    const group = groupAt(fact.group)
    group.prefix = [...textOf(graph, { module, value: first }), '/', ...group.prefix]
  }
  return node
}

/** Middleware may be added after a route or its group, which is not read. */
export const unreadMiddleware: readonly Value[] = [unknownValue]

/** The handler in `[UsersController, 'index']`, with a controller that is imported statically or lazily. */
export function namedHandler(graph: Graph, module: Module, handler: Value | undefined): Value | undefined {
  if (handler?.kind !== 'list') return handler
  const [controller, method] = handler.items
  const name = knownText(method)
  return controller === undefined || name === undefined ? handler : memberOf(loaded(graph, module, controller), name)
}

/** The module in `() => import('#controllers/users')`. */
function loaded(graph: Graph, module: Module, controller: Value): Value {
  const { module: home, value } = follow(graph, { module, value: controller })
  const [returned] = value.kind === 'function' ? (home.summary.structure.returns[value.at] ?? []) : []
  if (returned?.kind !== 'import') return controller
  const whole: Value = { ...returned, name: 'default' }
  return home === module ? whole : { kind: 'elsewhere', file: home.file, value: whole }
}

/** `router.resource('users.posts', controller)`: one route for each action. */
export function resourceRoutes(graph: Graph, module: Module, fact: RegistrationFact): RegisteredRoute[] {
  const { arguments: [first, controller], actions = [], range, argumentRanges } = fact
  const name = first && textOf(graph, { module, value: first })
  if (name === undefined) return []
  const path = name.includes(null) ? undefined : nested(name.join(''))
  // `shallowResource('posts.likes', controller)`: single likes are not below a post.
  const single = fact.name === 'resource' ? path : path?.slice(path.lastIndexOf('/'))
  const of = controller && loaded(graph, module, controller)
  return actions.flatMap((action) => {
    const { methods = [], path: behind = '' } = resourceActions[action] ?? {}
    return methods.map((method) => ({
      method,
      path: path === undefined ? undefined : `${behind.startsWith('/:') ? single : path}${behind}`,
      isWhole: path !== undefined,
      range: argumentRanges[0] ?? range,
      middleware: unreadMiddleware,
      handler: of === undefined || of.kind === 'text' ? undefined : memberOf(of, action),
      handlerRange: undefined,
    }))
  })
}

/** `/users/:user_id/posts` for `users.posts`. */
function nested(name: string): string {
  const parts = name.replace(/^\//, '').split('.')
  return parts.map((part, index) => (index === parts.length - 1 ? `/${part}` : `/${part}/:${part.replace(/s$/, '').replace(/\W/g, '_')}_id`)).join('')
}
