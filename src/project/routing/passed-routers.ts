import { memberOf, pathOf, substituted } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { RouterCall } from '../../source/facts/router-calls.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { heirsOf } from '../graph/heirs.ts'
import { assignedMember, follow, memberValue, methodOf } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { autoloaded, loadedByName } from './loaded-by-name.ts'
import { calledHeirTurn, heirTurn } from './heir-turns.ts'
import type { Routers } from './routers.ts'

/** Connects routers that are passed to functions with the functions' parameters. */
export function linkParameters(graph: Graph, routers: Routers, module: Module, call: RouterCall): void {
  const { callee, arguments: args, at, turns } = call
  // Methods of one object are called in an order of their own, wherever they are in the file.
  const own = calledHeirTurn(graph, { module, value: callee })
  const moment = own !== undefined ? { file: module.file, at: Infinity, turns: { ...turns, ...own } } : at === undefined || callee.kind === 'member' || args.some((one) => pathOf(one).root.kind === 'this') ? turns && { file: module.file, at: Infinity, turns } : { file: module.file, at, turns }
  if (callee.kind === 'member' && callee.of.kind === 'this') linkHeirs(graph, routers, module, call, callee.of.of, callee.name)
  for (const target of calledFunctions(graph, { module, value: callee })) {
    if (target.isLoaded === true) routers.loaded.push({ by: module, target: target.module })
    const made: Value | undefined = at === undefined ? undefined : { kind: 'call', at, of: callee, arguments: args }
    routers.passed.recordCall(target.module.file, target.at, { module, receiver: callee.kind === 'member' ? callee.of : undefined, arguments: args, made, ...(turns && { turns }) })
    args.forEach((argument, index) => {
      routers.passed.recordArgument(target.module.file, target.at, index, { module, value: argument })
      const fields = argument.kind === 'object' ? Object.entries(argument.fields) : [['', argument] as const]
      for (const [name, value] of fields) {
        for (const node of routers.nodesOf({ module, value }))
          routers.mount(routers.parameter(target.module.file, target.at, index, name === '' ? '' : '.' + name, undefined), node, { isArgument: true, moment })
      }
    })
  }
}

/** `this.routes(this.router)` of a base class, whose heirs define the method: each has a router of its own, or is registered by itself. */
function linkHeirs(graph: Graph, routers: Routers, module: Module, { arguments: args }: RouterCall, at: number, method: string): void {
  const shared = memberValue(graph, { module, value: { kind: 'this', of: at } }, method)
  for (const { module: home, fact } of heirsOf(graph, module, at)) {
    const self: Value = { kind: 'this', of: fact.at }
    const target = memberValue(graph, { module: home, value: self }, method)
    if (target?.value.kind !== 'function' || target.value === shared?.value) continue
    const { module: definedIn, value: made } = target
    const own: Value = { kind: 'elsewhere', file: home.file, value: self }
    const moment = { file: module.file, at: Infinity, turns: heirTurn(graph, module, at, { module: home, at: fact.at }) }
    args.forEach((argument, index) => {
      const member = assignedMember(module, argument)
      const given = member === undefined ? substituted(argument, (part) => part.kind === 'this' && part.of === at, own) : memberOf(own, member)
      for (const node of routers.nodesOf({ module, value: given }))
        routers.mount(routers.parameter(definedIn.file, made.at, index, '', undefined), node, { isArgument: true, moment })
    })
  }
}

interface CalledFunction {
  readonly module: Module
  readonly at: number
  /** Set if it is the export of a module that is loaded by a computed name. */
  readonly isLoaded?: true
}

function calledFunctions(graph: Graph, callee: Located): CalledFunction[] {
  const followed = follow(graph, callee)
  const target = followed.value.kind === 'class' ? memberValue(graph, followed, 'constructor') : methodOf(graph, followed)
  if (target?.value.kind === 'function') return [{ module: target.module, at: target.value.at }]
  return [...loadedByName(graph, followed), ...autoloaded(graph, followed)].flatMap(({ module, exported }) => (exported.kind === 'function' ? [{ module, at: exported.at, isLoaded: true as const }] : []))
}
