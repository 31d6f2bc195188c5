import { exchanged, memberOf, pathOf, spreadMark, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Iterations } from '../../source/facts/router-calls.ts'
import type { Graph, Module } from './graph.ts'
import { assignedMember, follow, memberValue } from './values.ts'
import type { Located } from './values.ts'

/** A call of a function of the project, with values in terms of the calling module. */
export interface Call {
  readonly module: Module
  /** The receiver of a method call. */
  readonly receiver: Value | undefined
  readonly arguments: readonly Value[]
  /** The call's result, as a value of that module. */
  readonly made: Value | undefined
  readonly turns?: Iterations
}

/**
 * The router of one call of a function that registers routes on it: the one that it makes and returns, or `this.router` of the receiver.
 * @param of the offset of the function
 */
export function routerFor(here: Module, receiver: Value, of: number, { module, receiver: on, made }: Call): Value | undefined {
  const member = assignedMember(here, receiver)
  if (member !== undefined) return on && from(module, memberOf(on, member), here)
  const isMade = (receiver.kind === 'call' || receiver.kind === 'new') && here.summary.structure.returns[of]?.some((one) => one.kind === receiver.kind && one.at === receiver.at)
  return isMade === true && made !== undefined ? from(module, made, here) : undefined
}

/** The offsets of the functions whose parameters occur in a path. */
export function parametersIn(path: Value): number[] {
  const parts = path.kind === 'text' ? path.parts.filter((part) => typeof part !== 'string') : [path]
  return parts.map((part) => pathOf(part).root).flatMap((root) => (root.kind === 'parameter' ? [root.of] : []))
}

/** `group` of `Object.entries(group)` */
export function argumentOfGlobal(value: Value): Value | undefined {
  return value.kind === 'call' && value.of.kind === 'member' && value.of.of.kind === 'global' ? value.arguments[0] : undefined
}

/** What a call passes for a parameter, or else its default. */
export function argumentOf(call: Pick<Call, 'module' | 'arguments'>, { index, fallback }: Extract<Value, { kind: 'parameter' }>, here: Module): Value | undefined {
  const given = call.arguments[index]
  return given === undefined ? fallback : from(call.module, given, here)
}

/** What the function at an offset returns, with the arguments of a call in place of its parameters. */
export function withArguments(returned: Value, at: number, call: Pick<Call, 'module' | 'arguments'>, here: Module): Value {
  return exchanged(returned, (part) => (part.kind === 'parameter' && part.of === at ? argumentOf(call, part, here) : undefined))
}

/** True for one of `...middleware` for which a call passes nothing. The value of a rest parameter has no name. */
export function isLeftOut(value: Value, of: number, call: Call): boolean {
  return value.kind === 'parameter' && value.of === of && value.name === '' && value.index >= call.arguments.length
}

/** Those for which a handler is passed, of what `if (handlers.put) router.put(path, guarded(handlers.put))` is in all calls of its function. */
export function withHandler<Fact extends Pick<Call, 'arguments'>>(graph: Graph, module: Module, written: Fact, each: readonly Fact[]): readonly Fact[] {
  const handlerOf = ({ arguments: args }: Fact): Located => unguarded(graph, { module, value: args.at(-1) ?? unknownValue })
  return pathOf(handlerOf(written).value).root.kind === 'parameter' ? each.filter((one) => !isNotGiven(graph, handlerOf(one))) : each
}

/** The handler of a registration, without the functions around it. */
function unguarded(graph: Graph, { module, value }: Located): Located {
  if (value.kind === 'call') return unguarded(graph, { module, value: value.arguments.at(-1) ?? unknownValue })
  return value.kind === 'elsewhere' ? unguarded(graph, { module: graph.modules.get(value.file) ?? module, value: value.value }) : { module, value }
}

/** True for a member that an object literal or a module, given for a parameter, does not have. An object without any is filled later. */
function isNotGiven(graph: Graph, { module, value }: Located): boolean {
  const exported = value.kind === 'import' && value.name !== '*' ? graph.linkOf(module, value.specifier)?.target?.summary.exports.map(({ name }) => name) : undefined
  const names = exported ?? (value.kind === 'member' && value.of.kind === 'object' ? Object.keys(value.of.fields) : [])
  return 'name' in value && names.length > 0 && !names.some((name) => name === value.name || name === '*' || name.startsWith(spreadMark))
}

/** A value of one module as a value of another. */
export function from(home: Module, value: Value, here: Module): Value {
  return home === here ? value : { kind: 'elsewhere', file: home.file, value }
}

/** The loop variable that occurs in one of the values. */
export function itemIn(values: readonly Value[]): Extract<Value, { kind: 'item' }> | undefined {
  for (const value of values) {
    let part = value
    while (part.kind === 'member' || part.kind === 'call') part = argumentOfGlobal(part) ?? part.of
    // Of nested loops the outermost, which determines the inner list.
    if (part.kind === 'item' && part.isSpread !== true) return itemIn([part.of]) ?? part
    const inside = part.kind === 'text' ? part.parts.filter((one) => typeof one !== 'string') : part.kind === 'object' ? Object.values(part.fields) : []
    const inner = itemIn(inside)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** Identifies loops over a list by its items, because the list itself may be a parameter in one place and its argument in another. */
export function loopKey(items: readonly { readonly module: Module; readonly value: Value }[]): string {
  return [items.length, ...[items[0], items.at(-1)].map((one) => `${one?.module.file} ${JSON.stringify(one?.value)}`)].join(' ')
}

/** Identifies a loop by its list: deep in a value, a list may have been cut short, but a call is at the same place. */
export function loopName(list: Value): string {
  return list.kind === 'call' && list.at > 0 ? String(list.at) : JSON.stringify(list)
}

/** `defineModule({ path })`, which by convention returns its argument. */
function isDefining(callee: Value): boolean {
  return 'name' in callee && /^define/.test(callee.name ?? '')
}

/** What `this` stands for in a method that is called on `this` of an heir. */
export function receiverIn({ module, receiver }: Call, value: Value, here: Module): Value | undefined {
  return value.kind === 'this' && receiver !== undefined ? from(module, receiver, here) : undefined
}

/** True if two calls are made on `this` of the same class. */
export function isOfSame({ module, receiver }: Call, other: Call): boolean {
  return module === other.module && receiver?.kind === 'this' && other.receiver?.kind === 'this' && receiver.of === other.receiver.of
}

/** `defineRoute({ method, path })`, which returns its argument. */
export function unwrapped(graph: Graph, item: Located): Located {
  const { module, value } = follow(graph, item, 0, true)
  const callee = value.kind === 'call' ? follow(graph, { module, value: value.of }, 0, true) : undefined
  if (value.kind !== 'call' || callee?.value.kind !== 'function') return item
  const { at } = callee.value
  const [returned, ...others] = callee.module.summary.structure.returns[at] ?? []
  // `route('get', '/users', list)`, which puts its arguments into an object
  if (returned?.kind === 'object' && others.length === 0) return { module: callee.module, value: withArguments(returned, at, { module, arguments: value.arguments }, callee.module) }
  const index = returned?.kind === 'parameter' && returned.of === at ? returned.index : returned === undefined && isDefining(value.of) ? 0 : undefined
  const given = index === undefined ? undefined : value.arguments[index]
  return given === undefined ? item : { module, value: given }
}

/** What the object whose method is called was constructed with: `new Api({ version: 'v1' }).add('/users', list)`. */
export function constructedWith(graph: Graph, here: Module, { module, receiver }: Call, { of, index }: Extract<Value, { kind: 'parameter' }>): Value | undefined {
  const made = receiver && follow(graph, { module, value: receiver }, 0, true)
  if (made?.value.kind !== 'new') return undefined
  const constructor = memberValue(graph, made, 'constructor')
  const isSame = constructor?.module === here && constructor.value.kind === 'function' && constructor.value.at === of
  const given = isSame ? made.value.arguments[index] : undefined
  return given && from(made.module, given, here)
}

/** `guards` of an object without them, or `guards.map((guard) => ...)` */
export function isMissing(graph: Graph, { module, value }: Located): boolean {
  const isMapped = value.kind === 'call' && value.of.kind === 'member' && value.of.name === 'map'
  const list = isMapped && value.of.kind === 'member' ? follow(graph, { module, value: value.of.of }, 0, true) : { module, value }
  return list.value.kind === 'member' && follow(graph, { module: list.module, value: list.value.of }).value.kind === 'object'
}
