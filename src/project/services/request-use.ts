import type { RequestUse } from '../../source/facts/protection.ts'
import { pathOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Project } from '../project.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { injectedMethod } from '../routing/handlers.ts'
import { classOfInstance, externalOf, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** A function of the project, and how it uses requests. */
export interface UsedFunction {
  readonly module: Module
  readonly use: RequestUse
}

const maxSteps = 5

/**
 * The functions that a value runs when it handles a request; empty if unknown.
 * @param deep also look into modules whose trees have not been needed so far
 */
export function functionsOf(graph: Graph, located: Located, steps = 0, deep = false): readonly UsedFunction[] {
  const { module, value } = follow(graph, located, 0, deep)
  if (steps > maxSteps) return []
  switch (value.kind) {
    case 'function':
      return [...at(module, value.at), ...passedOn(module, value).flatMap((to) => functionsOf(graph, to, steps + 1, deep))]
    case 'list':
      return value.items.flatMap((item) => functionsOf(graph, { module, value: item }, steps + 1, deep))
    case 'member':
      return methodOf(graph, { module, value: value.of }, value.name, deep)
    case 'class':
      // A guard of Nest: the class stands for its method.
      return ['canActivate', 'use', 'intercept', 'handle'].flatMap((name) => methodOf(graph, { module, value }, name))
    case 'call':
    case 'new':
      return ofCall(graph, { module, value }, value, steps)
    default:
      return []
  }
}

/** What an arrow calls with all that it is given: `(req, res) => service.book(req, res)`, also with `.catch(next)`. */
function passedOn(module: Module, { at: start, range }: Extract<Value, { kind: 'function' }>): readonly Located[] {
  const [whole] = module.summary.structure.returns[start] ?? []
  const only = whole?.kind === 'call' && whole.of.kind === 'member' && whole.of.name === 'catch' ? whole.of.of : whole
  if (whole?.kind !== 'call' || whole.at !== range[1] || only?.kind !== 'call' || only.arguments.length === 0) return []
  return only.arguments.every((one, index) => one.kind === 'parameter' && one.of === start && one.index === index) ? [{ module, value: only.of }] : []
}

/**
 * The functions that handle a route. Empty for a handler on a platform that is wrapped: there the wrapper may validate and authenticate,
 * which with Express is done by middleware beside the handler.
 */
export function handlerFunctionsOf({ graph }: Project, { answeredBy, framework }: CodeRoute): readonly UsedFunction[] {
  if (answeredBy === undefined || (framework === 'lambda' && follow(graph, answeredBy).value.kind !== 'function')) return []
  return functionsOf(graph, answeredBy)
}

/** `controller.create` with `const controller = new UserController()`, `this.create`, a method of a class. */
function methodOf(graph: Graph, of: Located, name: string, deep = false): readonly UsedFunction[] {
  const found = startOfMethod(graph, of, name, deep)
  return found === undefined ? [] : at(found.module, found.start)
}

/** Where a method of a class, or of an instance of it, starts. */
export function startOfMethod(graph: Graph, of: Located, name: string, deep: boolean): { readonly module: Module; readonly start: number } | undefined {
  const owner = classOfInstance(graph, follow(graph, of, 0, deep), 0, deep)
  const start = owner?.module.late.protection('methods')[`${owner.at}.${name}`]
  if (owner !== undefined && start !== undefined) return { module: owner.module, start }
  // A parameter without a type is data, unless it is a part of what is injected.
  const injected = of.value.kind === 'parameter' && of.value.type === undefined ? undefined : injectedMethod(graph, of.value, name)
  return injected && { module: injected.module, start: injected.at }
}

/** `wrap(handler)`, `controller.create.bind(controller)`, or `requireRole('admin')`, which returns a function. */
function ofCall(
  graph: Graph,
  { module }: Located,
  value: Extract<Value, { kind: 'call' | 'new' }>,
  steps: number,
): readonly UsedFunction[] {
  const callee = follow(graph, { module, value: value.of })
  if (callee.value.kind === 'member' && callee.value.name === 'bind')
    return functionsOf(graph, { module: callee.module, value: callee.value.of }, steps + 1)
  const wrapped = value.arguments.flatMap((argument) =>
    argument.kind === 'text' || argument.kind === 'object' ? [] : functionsOf(graph, { module, value: argument }, steps + 1),
  )
  if (wrapped.length > 0) return wrapped
  if (callee.value.kind === 'class') return functionsOf(graph, callee, steps + 1)
  // `this.bearer.required()`, a method that returns the function
  if (callee.value.kind === 'member') return methodOf(graph, { module: callee.module, value: callee.value.of }, callee.value.name)
  return callee.value.kind === 'function' ? at(callee.module, callee.value.at) : []
}

/** The package that made a value: express for `express.json()`, multer for `multer(options).single('file')`. */
export function packageOfValue(graph: Graph, located: Located): string | undefined {
  let { module, value } = follow(graph, located, 0, true)
  for (let steps = 0; steps < maxSteps; steps++) {
    const external = pathOf(value).root.kind === 'global' ? undefined : externalOf(graph, { module, value })
    if (external !== undefined) return /^[./]/.test(external.specifier) ? undefined : external.specifier
    if (value.kind !== 'call' && value.kind !== 'new' && value.kind !== 'member') return undefined
    ;({ module, value } = follow(graph, { module, value: value.of }, 0, true))
  }
  return undefined
}

function at(module: Module, start: number): readonly UsedFunction[] {
  const use = module.late.protection('requests').find((one) => one.at === start)
  return use === undefined ? [] : [{ module, use }]
}
