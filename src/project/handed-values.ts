import { knownText, memberOf, substituted } from '../source/facts/value.ts'
import type { Value } from '../source/facts/value.ts'
import type { HandOver, RegistrationFact } from '../source/facts/routes.ts'
import type { Graph, Module } from './graph.ts'
import { follow, itemsOf } from './values.ts'
import type { Located } from './values.ts'

const maxSteps = 6
const keeps = /^(?:set|put|register|provide)/
const asks = /^(?:get|resolve|inject)/
const maxItems = 200

/** Routers and lists of them on their way through the program: handed to functions and constructors, `new App([new Users()])`, or kept under a name. */
export class HandedValues {
  readonly #graph: Graph
  readonly #handed = new Map<string, Located[]>()
  readonly #kept = new Map<string, Located[]>()

  constructor(graph: Graph) {
    this.#graph = graph
  }

  /** Notes what the function that starts at an offset is called with. */
  hand(file: string, of: number, index: number, argument: Located): void {
    const { kind } = argument.value
    if (kind !== 'list' && kind !== 'object' && kind !== 'parameter' && kind !== 'member' && kind !== 'import') return
    const key = `${file}#${of}(${index})`
    const known = this.#handed.get(key)
    if (known === undefined) this.#handed.set(key, [argument])
    else known.push(argument)
  }

  /** Notes what is kept under a name: `settings.setData('app', app)`. */
  keep(module: Module, { callee, arguments: [key, value, ...others] }: HandOver): void {
    const name = knownText(key)
    if (name === undefined || value === undefined || others.length > 0 || callee.kind !== 'member' || !keeps.test(callee.name)) return
    const known = this.#kept.get(name)
    if (known === undefined) this.#kept.set(name, [{ module, value }])
    else known.push({ module, value })
  }

  /** What `settings.getData('app')` gives back, where one thing alone is kept under the name. */
  keptFor({ value }: Located): Located | undefined {
    if (value.kind !== 'call' || value.of.kind !== 'member' || !asks.test(value.of.name)) return undefined
    const [found, ...others] = this.#kept.get(knownText(value.arguments[0]) ?? '') ?? []
    return others.length === 0 ? found : undefined
  }

  /** The items of a list, followed through the calls that it is handed by; none where it cannot be read. */
  itemsOf(located: Located, steps = 0): readonly Located[] {
    if (steps > maxSteps) return []
    const { module, value } = follow(this.#graph, located)
    const items = itemsOf(this.#graph, { module, value })
    if (items.length > 0) return items.slice(0, maxItems)
    return this.#givenFor({ module, value }).flatMap((given) => this.itemsOf(given, steps + 1)).slice(0, maxItems)
  }

  /** A registration once for each item of the list that it is made for. */
  eachOf(module: Module, fact: RegistrationFact): readonly RegistrationFact[] {
    const { each, ...once } = fact
    if (each !== undefined) {
      const isItem = (value: Value): boolean => value.kind === 'parameter' && value.of === each.of && value.index === 0
      return this.#repeated(module, once, { module, value: each.list }, isItem) ?? [once]
    }
    const item = itemIn([fact.receiver, ...fact.arguments])
    if (item === undefined) return [fact]
    const name = JSON.stringify(item.of)
    const isItem = (value: Value): boolean => value.kind === 'item' && JSON.stringify(value.of) === name
    return this.#repeated(module, fact, { module, value: item.of }, isItem) ?? [fact]
  }

  #repeated(module: Module, fact: RegistrationFact, list: Located, isItem: (value: Value) => boolean): RegistrationFact[] | undefined {
    const items = this.itemsOf(list)
    if (items.length === 0) return undefined
    return items.map((item) => {
      const by: Value = item.module === module ? item.value : { kind: 'elsewhere', file: item.module.file, value: item.value }
      return {
        ...fact,
        receiver: substituted(fact.receiver, isItem, by),
        ...(fact.path !== undefined && { path: substituted(fact.path, isItem, by) }),
        arguments: fact.arguments.map((argument) => substituted(argument, isItem, by)),
      }
    })
  }

  /** What calls give for a parameter, or for a field of one. */
  #givenFor({ module, value }: Located): Located[] {
    if (value.kind === 'parameter') return this.#handed.get(`${module.file}#${value.of}(${value.index})`) ?? []
    if (value.kind !== 'member') return []
    return this.#givenFor({ module, value: value.of }).map((given) => {
      const { module: home, value: whole } = follow(this.#graph, given)
      return { module: home, value: memberOf(whole, value.name) }
    })
  }
}

/** The variable of a loop that one of the values is, or is made of. */
function itemIn(values: readonly Value[]): Extract<Value, { kind: 'item' }> | undefined {
  for (const value of values) {
    let part = value
    while (part.kind === 'member' || part.kind === 'call') part = part.of
    if (part.kind === 'item') return part
    const inner = part.kind === 'text' ? itemIn(part.parts.filter((one) => typeof one !== 'string')) : undefined
    if (inner !== undefined) return inner
  }
  return undefined
}
