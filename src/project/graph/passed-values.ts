import { exchanged, knownText, memberOf, pathOf, substituted } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { itemOfLoop } from '../../source/values/iterations.ts'
import { handlerCombiner } from '../../source/models/routers.ts'
import type { RouterCall } from '../../source/facts/router-calls.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { Graph, Module } from './graph.ts'
import { nearest } from './nearest.ts'
import { argumentOf, argumentOfGlobal, constructedWith, isLeftOut, isMissing, isOfSame, from, itemIn, loopKey, loopName, parametersIn, receiverIn, routerFor, unwrapped, withHandler } from './calls.ts'
import type { Call } from './calls.ts'
import { itemsOf } from './items.ts'
import { follow, memberValue } from './values.ts'
import type { Located } from './values.ts'

type Member = Extract<Value, { kind: 'member' }>

const maxSteps = 6
const storingName = /^(?:set|put|register|provide)/
const readingName = /^(?:get|resolve|inject)/
const maxItems = 200
const maxCalls = 100
const maxLoops = 3

/**
 * Routers, and lists of them, that are passed through the program: as arguments of functions and constructors (`new App([new Users()])`), or
 * stored under a name.
 */
export class PassedValues {
  readonly #graph: Graph
  readonly #arguments = new Map<string, Located[]>()
  readonly #calls = new Map<string, Call[]>()
  readonly #heirs = new Map<string, readonly Call[]>()
  readonly #stored = new Map<string, Located[]>()
  readonly #injected = new Map<string, Located>()

  constructor(graph: Graph) {
    this.#graph = graph
  }

  /** Records a call of the function that starts at offset `of`. */
  recordCall(file: string, of: number, call: Call): void {
    const key = `${file}#${of}`
    const known = this.#calls.get(key)
    if (known === undefined) this.#calls.set(key, [call])
    else if (known.length < maxCalls) known.push(call)
  }

  /** Records what an heir passes to the constructor of its base class, which starts at offset `of`. */
  recordHeir(file: string, of: number, call: Call): void {
    const key = `${file}#${of}`
    this.#heirs.set(key, [...(this.#heirs.get(key) ?? []), call])
  }

  /**
   * The value with parameters replaced by what the only call of their function passes for them.
   * @param near a file: of several calls, the one in the innermost directory around it counts
   */
  inOnlyCall(module: Module, value: Value, near = ''): Value {
    return exchanged(value, (part) => {
      const [call, ...others] = part.kind === 'parameter' ? nearest(this.#calls.get(`${module.file}#${part.of}`) ?? [], near) : []
      return part.kind === 'parameter' && call !== undefined && others.length === 0 ? argumentOf(call, part, module) : undefined
    })
  }

  /** Records an argument of a call of the function that starts at offset `of`. */
  recordArgument(file: string, of: number, index: number, argument: Located): void {
    const { kind } = argument.value
    // `[Users, Orders].map((controller) => container.resolve(controller))`
    const isMade = argument.value.kind === 'call' && argument.value.of.kind === 'member' && argument.value.of.name === 'map'
    if (!isMade && kind !== 'list' && kind !== 'object' && kind !== 'parameter' && kind !== 'member' && kind !== 'import') return
    const key = `${file}#${of}(${index})`
    const known = this.#arguments.get(key)
    if (known === undefined) this.#arguments.set(key, [argument])
    else known.push(argument)
  }

  /** Records a value that a container injects by name: `({ config }) => ...`. */
  recordInjected(name: string, value: Located): void {
    this.#injected.set(name, value)
  }

  /** Records a value stored under a name: `settings.setData('app', app)`. */
  recordStored(module: Module, { callee, arguments: [key, value, ...others] }: RouterCall): void {
    const name = knownText(key)
    if (name === undefined || value === undefined || others.length > 0 || callee.kind !== 'member' || !storingName.test(callee.name)) return
    const known = this.#stored.get(name)
    if (known === undefined) this.#stored.set(name, [{ module, value }])
    else known.push({ module, value })
  }

  /** The value that `settings.getData('app')` returns, if only one is stored under the name. */
  storedFor({ value }: Located): Located | undefined {
    if (value.kind !== 'call' || value.of.kind !== 'member' || !readingName.test(value.of.name)) return undefined
    const [found, ...others] = this.#stored.get(knownText(value.arguments[0]) ?? '') ?? []
    return others.length === 0 ? found : undefined
  }

  /** The items of a list, followed through the calls that pass it as an argument; empty if it cannot be read. */
  itemsOf(located: Located, steps = 0): readonly Located[] {
    if (steps > maxSteps) return []
    const { module, value } = follow(this.#graph, located, 0, true)
    const items = itemsOf(this.#graph, { module, value })
    if (items.length > 0) return items.slice(0, maxItems).map((item) => unwrapped(this.#graph, item))
    const entries = this.#entriesOfArgument({ module, value })
    if (entries !== undefined) return entries.flatMap((given) => this.itemsOf(given, steps + 1)).slice(0, maxItems)
    return this.argumentsFor({ module, value }).flatMap((given) => this.itemsOf(given, steps + 1)).slice(0, maxItems)
  }

  /** Expands a registration in a loop or function to one for each item of the list and for each call that determines the path. */
  eachOf(module: Module, fact: RegistrationFact): readonly RegistrationFact[] {
    // A loop is identified by its place in the file.
    const placed = fact.turns === undefined ? fact : { ...fact, turns: Object.fromEntries(Object.entries(fact.turns).map(([at, turn]) => [`${module.file}#${at}`, turn])) }
    const made = this.#eachMade(module, this.#withInjected(module, placed))
    const all = withHandler(this.#graph, module, fact, made.flatMap((one) => this.#eachItem(module, one)).flatMap((one) => this.#eachCall(module, one)))
    return all.map((one) => ({ ...one, arguments: one.arguments.flatMap((argument) => this.#spreadOut(module, argument)) }))
  }

  /** The items of `...guards`; those of `...factory.createHandlers(validate, list)` are what the call combines. */
  #spreadOut(module: Module, argument: Value): readonly Value[] {
    if (argument.kind === 'list') return [{ ...argument, items: argument.items.flatMap((one) => (one.kind === 'item' ? this.#spreadOut(module, one) : one)) }]
    if (argument.kind !== 'item' || argument.isSpread !== true) return [argument]
    const { module: home, value } = follow(this.#graph, { module, value: argument.of }, 0, true)
    if (isMissing(this.#graph, { module: home, value })) return []
    const isCombined = value.kind === 'call' && value.of.kind === 'member' && value.of.name === handlerCombiner
    const items = isCombined ? value.arguments.map((one) => ({ module: home, value: one })) : this.itemsOf({ module: home, value })
    return items.length === 0 && value.kind !== 'list' ? [argument] : items.map((one) => from(one.module, one.value, module))
  }

  /** `router.use(config.api.prefix, api)` in a function that only a container calls. */
  #withInjected(module: Module, fact: RegistrationFact): RegistrationFact {
    if (this.#injected.size === 0) return fact
    const by = (value: Value): Value | undefined => {
      if (value.kind !== 'member' || value.of.kind !== 'parameter' || value.of.index !== 0 || this.#calls.has(`${module.file}#${value.of.of}`)) return undefined
      const provided = this.#injected.get(value.name)
      return provided && from(provided.module, provided.value, module)
    }
    const [path, ...others] = fact.arguments
    const args = path === undefined ? [] : [exchanged(path, by), ...others]
    return { ...fact, ...(fact.path !== undefined && { path: exchanged(fact.path, by) }), arguments: args }
  }

  /** Expands a call in a loop to one for each item of the list. */
  eachRouterCall(module: Module, call: RouterCall): readonly RouterCall[] {
    const { each, ...once } = call
    const item = itemIn([once.callee, ...(each === undefined ? once.arguments : [])])
    const list = each?.list ?? item?.of
    if (list === undefined) return [call]
    const isItem = (value: Value): boolean => (each === undefined ? value === item : value.kind === 'parameter' && value.of === each.of && value.index === each.index)
    const items = this.itemsOf({ module, value: list })
    if (items.length === 0 && each === undefined && itemIn([once.callee]) === undefined) return [call]
    return items.map((one, turn) => {
      const exchange = (value: Value): Value => substituted(value, isItem, from(one.module, one.value, module))
      return { ...once, callee: exchange(once.callee), arguments: once.arguments.map(exchange), turns: { [loopKey(items)]: turn } }
    })
  }

  /**
   * `routerOf(definitions)`: expands what a function registers in a loop over its parameter, on the router it makes, to each call of the
   * function.
   */
  #eachMade(module: Module, fact: RegistrationFact): readonly RegistrationFact[] {
    const { receiver, each } = fact
    const list = each?.list ?? itemIn([receiver, fact.method, ...fact.arguments].filter((value) => value !== undefined))?.of
    const root = list && pathOf(argumentOfGlobal(list) ?? list).root
    const isHanded = receiver.kind === 'parameter' && root?.kind === 'parameter' && receiver.of === root.of
    const isOwn = pathOf(receiver).root.kind === 'this'
    if (root?.kind !== 'parameter' || (receiver.kind !== 'call' && receiver.kind !== 'new' && !isHanded && !isOwn)) return [fact]
    const calls = this.#calls.get(`${module.file}#${root.of}`) ?? []
    return calls.length === 0 ? [fact] : calls.flatMap((call, turn): RegistrationFact[] => {
      const exchange = (value: Value): Value => exchanged(value, (part) => this.#givenIn(module, root.of, call, part))
      return [
        {
          ...fact,
          receiver: routerFor(module, receiver, root.of, call) ?? exchange(receiver),
          // A router that the function makes and mounts itself is a separate one for each call.
          turns: { ...fact.turns, ...call.turns, [`${module.file}(${root.of})`]: turn },
          ...(fact.method !== undefined && { method: exchange(fact.method) }),
          ...(each !== undefined && { each: { ...each, list: exchange(each.list) } }),
          arguments: fact.arguments.map(exchange),
        },
      ]
    })
  }

  /** `crud(app, '/users')`: expands what a function registers under a path that is its parameter to each call. */
  #eachCall(module: Module, fact: RegistrationFact, depth = 0): readonly RegistrationFact[] {
    const path = fact.path ?? fact.arguments[0]
    const own = path && this.#eachInstance(module, fact, path)
    if (own !== undefined) return own
    const owners = path === undefined ? [] : parametersIn(path)
    // In `this.router[method](this.base + path, handler)`, the one of the constructor comes first.
    const of = owners.find((one) => this.#calls.has(`${module.file}#${one}`)) ?? owners[0]
    // `mount(router) { router.get(this.path, list) }` of a base class. A router of its own is a separate one for each heir.
    const heirs = pathOf(fact.receiver).root.kind === 'parameter' ? (this.#heirs.get(`${module.file}#${of}`) ?? []) : []
    const calls = of === undefined ? [] : [...(this.#calls.get(`${module.file}#${of}`) ?? []), ...heirs]
    // `get(path, handler) { this.route({ method: 'get', path, handler }) }`: functions beside it may pass on what they are given.
    const [given, others] = [new Set<Call>(), new Set<Module>()]
    for (const call of calls) if (path !== undefined && this.#givesPath(module, path, call)) given.add(call); else others.add(call.module)
    if (of === undefined || others.size > 1 || (others.size > 0 && !others.has(module)) || depth > maxLoops) return [fact]
    const known = calls.flatMap((call, turn): readonly RegistrationFact[] => {
      const exchange = (value: Value): Value => exchanged(value, (part) => this.#givenIn(module, of, call, part))
      const one = {
        ...fact,
        turns: { ...fact.turns, ...call.turns, [`${module.file}(${of})`]: turn },
        receiver: routerFor(module, fact.receiver, of, call) ?? exchange(fact.receiver),
        ...(fact.method !== undefined && { method: exchange(fact.method) }),
        ...(fact.path !== undefined && { path: exchange(fact.path) }),
        arguments: fact.arguments.filter((argument) => !isLeftOut(argument, of, call)).map(exchange),
      }
      return given.has(call) ? [one] : this.#eachCall(module, one, depth + 1)
    })
    return known.length === 0 ? [fact] : known
  }

  /** What a parameter of the called function, or of the constructor of its class, and `this` stand for in a call. */
  #givenIn(module: Module, of: number, call: Call, value: Value): Value | undefined {
    if (value.kind !== 'parameter') return receiverIn(call, value, module)
    const given = value.of === of ? call : this.#heirs.get(`${module.file}#${value.of}`)?.find((heir) => isOfSame(heir, call))
    return given === undefined ? constructedWith(this.#graph, module, call, value) : argumentOf(given, value, module)
  }

  /** True if a call passes a string for every parameter in the path. */
  #givesPath(here: Module, path: Value, call: Call): boolean {
    const parts = path.kind === 'text' ? path.parts.filter((part) => typeof part !== 'string') : [path]
    return parts.every((part) => {
      const { root } = pathOf(part)
      if (root.kind !== 'parameter' || this.#heirs.has(`${here.file}#${root.of}`)) return true
      const given = exchanged(part, (one) => (one.kind === 'parameter' ? argumentOf(call, one, here) : undefined))
      return follow(this.#graph, { module: here, value: given }, 0, true).value.kind === 'text'
    })
  }

  /** `this.router.get(this.path, list)`: expands it to each string that an instance of the class is constructed with. */
  #eachInstance(module: Module, fact: RegistrationFact, path: Value): readonly RegistrationFact[] | undefined {
    const part = (path.kind === 'text' ? path.parts : [path]).find((one): one is Member => typeof one !== 'string' && one.kind === 'member' && one.of.kind === 'this')
    const held = part && memberValue(this.#graph, { module, value: part.of }, part.name)
    if (part === undefined || held?.value.kind !== 'parameter') return undefined
    const { of, index } = held.value
    const given = (this.#calls.get(`${held.module.file}#${of}`) ?? []).flatMap((call) => {
      const made = call.made?.kind === 'call' ? follow(this.#graph, { module: call.module, value: call.made.of }) : undefined
      const text = made?.value.kind === 'class' && part.of.kind === 'this' && made.module === module && made.value.at === part.of.of ? call.arguments[index] : undefined
      return text?.kind === 'text' ? [from(call.module, text, module)] : []
    })
    const isPart = (value: Value): boolean => value.kind === 'member' && value.of.kind === 'this' && value.name === part.name
    return given.length === 0 ? undefined : given.map((text) => ({
      ...fact,
      ...(fact.path !== undefined && { path: substituted(fact.path, isPart, text) }),
      arguments: fact.arguments.map((argument, at) => (at === 0 ? substituted(argument, isPart, text) : argument)),
    }))
  }

  /** Expands nested loops from the outside in, because the inner list often depends on the item of the outer one. */
  #eachItem(module: Module, fact: RegistrationFact, depth = 0): readonly RegistrationFact[] {
    const item = itemIn([fact.each?.list, fact.receiver, fact.method, ...fact.arguments].filter((value) => value !== undefined))
    const name = item && loopName(item.of)
    const isOuter = (value: Value): boolean => value.kind === 'item' && loopName(value.of) === name
    const outer = item && this.#repeated(module, fact, { module, value: item.of }, isOuter)
    if (outer !== undefined && depth < maxLoops) return outer.flatMap((one) => this.#eachItem(module, one, depth + 1))
    const { each, ...once } = fact
    if (each === undefined) return [fact]
    const isItem = (value: Value): boolean => value.kind === 'parameter' && value.of === each.of && value.index === each.index
    // The files that a glob finds are known by its pattern.
    const loaded = once.arguments.map((argument) => substituted(argument, isItem, itemOfLoop(each.list)))
    return this.#repeated(module, once, { module, value: each.list }, isItem) ?? [{ ...once, arguments: loaded }]
  }

  #repeated(module: Module, fact: RegistrationFact, list: Located, isItem: (value: Value) => boolean): RegistrationFact[] | undefined {
    const items = this.itemsOf(list)
    if (items.length === 0) return undefined
    const key = loopKey(items)
    return items.map((item, turn) => {
      const by = from(item.module, item.value, module)
      return {
        ...fact,
        turns: { ...fact.turns, [key]: turn },
        receiver: substituted(fact.receiver, isItem, by),
        ...(fact.method !== undefined && { method: substituted(fact.method, isItem, by) }),
        ...(fact.path !== undefined && { path: substituted(fact.path, isItem, by) }),
        ...(fact.each !== undefined && { each: { ...fact.each, list: substituted(fact.each.list, isItem, by) } }),
        arguments: fact.arguments.map((argument) => substituted(argument, isItem, by)),
      }
    })
  }

  /** `Object.entries(routes)` of a parameter, for each object that calls pass for it. */
  #entriesOfArgument({ module, value }: Located): Located[] | undefined {
    const [given] = value.kind === 'call' ? value.arguments : []
    const of = value.kind === 'call' && value.of.kind === 'member' ? value.of.of : undefined
    if (value.kind !== 'call' || given === undefined || of?.kind !== 'global' || of.name !== 'Object') return undefined
    return this.argumentsFor({ module, value: given }).map((one) => ({ module: one.module, value: { ...value, arguments: [one.value] } }))
  }

  /** The arguments that calls pass for a parameter, or a property of these. */
  argumentsFor({ module, value }: Located): Located[] {
    if (value.kind === 'parameter') return this.#arguments.get(`${module.file}#${value.of}(${value.index})`) ?? []
    if (value.kind !== 'member') return []
    const given = this.argumentsFor({ module, value: value.of }).map((one) => follow(this.#graph, one))
    return given.map(({ module: home, value: whole }) => ({ module: home, value: memberOf(whole, value.name) }))
  }
}
