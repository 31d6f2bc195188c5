import { adapterPackages, serviceMethods, signingIn } from '../../source/models/services.ts'
import { fieldOf, knownText, unknownValue } from '../../source/values/value.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { wholeText } from '../graph/texts.ts'
import { itemsOf } from '../graph/items.ts'
import { externalOf, follow, memberValue } from '../graph/values.ts'
import type { External, Located } from '../graph/values.ts'
import type { RegisteredRoute } from './registered-route.ts'
import { unreadMiddleware } from './route-groups.ts'

/** The routes of `app.use('messages', new MessageService(options), { methods })` of Feathers. */
export function serviceRoutes(graph: Graph, module: Module, { arguments: args, argumentRanges, range }: RegistrationFact): RegisteredRoute[] {
  const [path, given, options] = args
  if (path === undefined || given === undefined) return []
  const service = follow(graph, { module, value: given }, 0, true)
  const methods = fieldOf(options, 'methods')
  const listed = methods && itemsOf(graph, { module, value: methods }).flatMap(({ value }) => knownText(value) ?? [])
  const names = listed?.length ? listed : methodsOf(graph, service)
  const place = names.length > 0 ? wholeText(graph, { module, value: path }) : undefined
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

/** The class of a library that a class is, or extends. */
function baseOf(graph: Graph, made: Located, steps = 0): External | undefined {
  const { module, value } = follow(graph, made, 0, true)
  const base = value.kind === 'class' ? module.summary.structure.classes.find(({ at }) => at === value.at)?.extends : undefined
  return base === undefined || steps > 3 ? externalOf(graph, { module, value }) : baseOf(graph, { module, value: base }, steps + 1)
}
