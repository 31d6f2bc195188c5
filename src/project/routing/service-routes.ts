import { adapterPackages, modelFramework, serviceMethods, signingIn } from '../../source/models/services.ts'
import { fieldOf, knownText, unknownValue } from '../../source/values/value.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { wholeText } from '../graph/texts.ts'
import { itemsOf } from '../graph/items.ts'
import { externalOf, follow, memberValue } from '../graph/values.ts'
import type { External, Located } from '../graph/values.ts'
import type { RegisteredRoute } from './registered-route.ts'
import { unreadMiddleware } from './route-groups.ts'
import { joinRoutes } from './route-paths.ts'

/** The routes of `app.use('messages', new MessageService(options), { methods })` of Feathers. */
export function serviceRoutes(graph: Graph, module: Module, { arguments: args, argumentRanges, range }: RegistrationFact): RegisteredRoute[] {
  const [path] = args
  // Middleware may come before the service, and options behind it: `app.use('files', upload.single('file'), new Files(), { methods })`.
  const found = args.slice(1).map((given) => methodsOf(graph, follow(graph, { module, value: given }, 0, true)))
  const methods = args.slice(2).flatMap((options) => fieldOf(options, 'methods') ?? [])[0]
  const listed = methods && itemsOf(graph, { module, value: methods }).flatMap(({ value }) => knownText(value) ?? [])
  // A service from elsewhere is known by its options only.
  const names = (listed?.length ? listed : found.find((known) => known.length > 0)) ?? []
  const place = names.length > 0 && path !== undefined ? wholeText(graph, { module, value: path }) : undefined
  return names.flatMap((name) => {
    const route = Object.hasOwn(serviceMethods, name) ? serviceMethods[name] : undefined
    if (route === undefined) return []
    // Hooks authenticate and validate, and what a method returns is not the response.
    const rest = { middleware: unreadMiddleware, handler: unknownValue, handlerRange: undefined, framework: 'feathers' }
    return [{ method: route[0], path: place && place + route[1], isWhole: true, range: argumentRanges[0] ?? range, ...rest }]
  })
}

function methodsOf(graph: Graph, { module, value }: Located): readonly string[] {
  const all = Object.keys(serviceMethods)
  if (value.kind === 'object') return all.filter((name) => fieldOf(value, name) !== undefined)
  if (value.kind !== 'new' && value.kind !== 'call') return []
  const base = baseOf(graph, { module, value: value.of })
  if (base?.name === signingIn.name) return signingIn.methods
  return base && adapterPackages.test(base.specifier) ? all : all.filter((name) => memberValue(graph, { module, value }, name)?.value.kind === 'function')
}

/** The routes of `finale.resource({ model, endpoints: ['/users', '/users/:id'] })`. */
export function modelRoutes(graph: Graph, module: Module, { name, arguments: [options], argumentRanges, range }: RegistrationFact): RegisteredRoute[] {
  if (name !== modelFramework.method) return []
  const given = follow(graph, { module, value: options ?? unknownValue }, 0, true)
  const [endpoints, actions] = ['endpoints', 'actions'].map((field) => {
    const value = fieldOf(given.value, field)
    return value && itemsOf(graph, { module: given.module, value })
  })
  const set = module.summary.structure.calls.find(({ callee }) => (callee.kind === 'member' || callee.kind === 'import') && callee.name === modelFramework.starting)
  const base = fieldOf(set?.arguments[0], modelFramework.base)
  const only = actions?.map(({ value }) => knownText(value))
  // Hooks authenticate and validate.
  const rest = { range: argumentRanges[0] ?? range, middleware: unreadMiddleware, handler: unknownValue, handlerRange: undefined }
  if (endpoints === undefined || endpoints.length === 0) return [{ ...rest, method: 'ALL', path: undefined, isWhole: false }]
  return modelFramework.actions.flatMap(([action, method, at]) => {
    const path = endpoints[at]
    if (path === undefined || only?.includes(action) === false) return []
    const prefix = base === undefined ? '' : wholeText(graph, { module, value: base })
    const end = wholeText(graph, path)
    return [{ ...rest, method, path: end && joinRoutes(prefix ?? '', end), isWhole: prefix !== undefined && end !== undefined }]
  })
}

/** The class of a library that a class is, or extends. */
function baseOf(graph: Graph, made: Located, steps = 0): External | undefined {
  const { module, value } = follow(graph, made, 0, true)
  const base = value.kind === 'class' ? module.summary.structure.classes.find(({ at }) => at === value.at)?.extends : undefined
  return base === undefined || steps > 3 ? externalOf(graph, { module, value }) : baseOf(graph, { module, value: base }, steps + 1)
}
