import { chainingMethods, routerLibraries } from '../source/models/routers.ts'
import type { RouterLibrary } from '../source/models/routers.ts'
import { serverFactories } from '../source/models/servers.ts'
import { lists } from '../source/models/lookup.ts'
import { fieldOf } from '../source/facts/value.ts'
import type { Value } from '../source/facts/value.ts'
import type { Graph, Module } from './graph.ts'
import { externalOf, follow, textOf } from './values.ts'
import type { External, Located } from './values.ts'

/** Text that may have gaps: what only the running program knows is null. */
export type PathText = readonly (string | null)[]

/** An application, a router, or a parameter that stands for whichever of them is handed in. */
export interface RouterNode {
  readonly key: string
  /** Whether it serves requests by itself. */
  isApplication: boolean
  /** Known to be one by how it is made, typed or handed over; else only by how it is used. */
  isCertain: boolean
  /** The framework, where known. */
  framework: string | undefined
  /** A prefix of its own, as `new Router({ prefix })` gives. */
  prefix: PathText
  readonly mounts: { readonly on: RouterNode; readonly prefix: PathText }[]
}

/** Where a router's routes are found from outside. `known` is false where a part before `path` could not be read. */
export interface Prefix {
  readonly path: string
  readonly known: boolean
}

const none: PathText = []
const maxPrefixes = 8
const maxSteps = 12
/** Chains of calls on one router are long. */
const chainStep = 1 / 16

/** Every router of a program by where it is made, and how they are mounted on each other. */
export class Routers {
  readonly #graph: Graph
  readonly #nodes = new Map<string, RouterNode>()

  constructor(graph: Graph) {
    this.#graph = graph
  }

  /** The router a value stands for, or nothing where it is something else. */
  nodeOf(located: Located, steps = 0): RouterNode | undefined {
    if (steps > maxSteps) return undefined
    const { module, value } = follow(this.#graph, located)
    switch (value.kind) {
      case 'call':
      case 'new':
        return this.#made({ module, value }, value, steps)
      case 'parameter':
        return this.parameter(module.file, value.of, value.index, '', this.#libraryOfType(module, value.type))
      case 'member': {
        const names: string[] = []
        let root: Value = value
        while (root.kind === 'member') {
          names.unshift(root.name)
          root = root.of
        }
        if (root.kind === 'parameter')
          return this.parameter(module.file, root.of, root.index, '.' + names.join('.'), this.#libraryOfType(module, value.type))
        return root.kind === 'this' ? this.#node(`${module.file}#this${root.of}.${names.join('.')}`) : undefined
      }
      default:
        return undefined
    }
  }

  /** The node of a function's parameter. `path` is `.app` for `({ app }) => ...`. */
  parameter(
    file: string,
    of: number,
    index: number,
    path: string,
    library: { library: RouterLibrary; isApplication: boolean } | undefined,
  ): RouterNode {
    const node = this.#node(`${file}#${of}(${index})${path}`)
    if (library !== undefined) {
      node.isCertain = true
      node.framework ??= library.library.name
      node.isApplication ||= library.isApplication
    }
    return node
  }

  mount(node: RouterNode, on: RouterNode, prefix: PathText = none): void {
    if (node === on) return
    node.framework ??= on.framework
    if (on.isCertain) node.isCertain = true
    node.mounts.push({ on, prefix })
  }

  /** Every place a router is mounted at; one unknown place where it is mounted nowhere that can be seen. */
  prefixesOf(node: RouterNode, seen: readonly RouterNode[] = []): readonly Prefix[] {
    if (seen.includes(node)) return []
    const own = node.prefix
    if (node.mounts.length === 0) return [extend({ path: '', known: node.isApplication }, own)]
    const found = new Map<string, Prefix>()
    for (const { on, prefix } of node.mounts) {
      for (const outer of this.prefixesOf(on, [...seen, node])) {
        const full = extend(extend(outer, prefix), own)
        if (found.size < maxPrefixes) found.set(`${full.path} ${full.known}`, full)
      }
    }
    return found.size > 0 ? [...found.values()] : [extend({ path: '', known: false }, own)]
  }

  #made(located: Located, value: Extract<Value, { kind: 'call' | 'new' }>, steps: number): RouterNode | undefined {
    const { module } = located
    const callee = follow(this.#graph, { module, value: value.of })
    const external = externalOf(this.#graph, callee)
    const made = external && libraryOf(external, ['applications', 'routers'])
    if (made !== undefined) {
      const node = this.#node(`${module.file}#${value.at}`)
      node.framework = made.library.name
      node.isApplication = made.isApplication
      node.isCertain = true
      const prefix = fieldOf(value.arguments[0], 'prefix')
      if (prefix !== undefined) node.prefix = textOf(this.#graph, { module, value: prefix })
      return node
    }
    // `http.createServer(app)` serves what the application serves.
    const [first] = value.arguments
    if (external !== undefined && first !== undefined && lists(serverFactories, external.specifier, external.name)) {
      return this.nodeOf({ module, value: first }, steps + 1)
    }
    if (callee.value.kind === 'member' && chainingMethods.has(callee.value.name)) {
      const node = this.nodeOf({ module: callee.module, value: callee.value.of }, steps + chainStep)
      return node && callee.value.name === 'basePath'
        ? this.#derived(
            node,
            `${module.file}#${value.at}`,
            first === undefined ? [null] : textOf(this.#graph, { module, value: first }),
          )
        : node
    }
    if (callee.value.kind !== 'function') return undefined
    for (const returned of callee.module.summary.structure.returns[callee.value.at] ?? []) {
      const node = this.nodeOf({ module: callee.module, value: returned }, steps + 1)
      if (node !== undefined) return node
    }
    return undefined
  }

  /** Hono's `basePath` returns a view of the application with a prefix. */
  #derived(node: RouterNode, key: string, prefix: PathText): RouterNode {
    const derived = this.#node(key)
    if (derived.mounts.length === 0) this.mount(derived, node, prefix)
    return derived
  }

  #libraryOfType(module: Module, type: Value | undefined): { library: RouterLibrary; isApplication: boolean } | undefined {
    const external = type && externalOf(this.#graph, { module, value: type })
    return external && libraryOf(external, ['applicationTypes', 'routerTypes'])
  }

  #node(key: string): RouterNode {
    let node = this.#nodes.get(key)
    if (node === undefined) {
      node = { key, isApplication: false, isCertain: false, framework: undefined, prefix: none, mounts: [] }
      this.#nodes.set(key, node)
    }
    return node
  }
}

type Column = 'applications' | 'routers' | 'applicationTypes' | 'routerTypes'

/** The library whose column lists this export. `require('express')` is its default export as well. */
function libraryOf(
  { specifier, name }: External,
  columns: readonly Column[],
): { library: RouterLibrary; isApplication: boolean } | undefined {
  const exported = name === '*' ? 'default' : name
  for (const library of routerLibraries) {
    if (!library.packages.includes(specifier)) continue
    for (const column of columns) {
      if (library[column].includes(exported))
        return { library, isApplication: column === 'applications' || column === 'applicationTypes' }
    }
  }
  return undefined
}

/** Puts more path behind a prefix; a gap in it makes what comes before the gap unknown. */
export function extend(prefix: Prefix, text: PathText): Prefix {
  const gap = text.lastIndexOf(null)
  const tail = text.slice(gap + 1).join('')
  return gap === -1 ? { path: joinRoutes(prefix.path, tail), known: prefix.known } : { path: joinRoutes('', tail), known: false }
}

/** `/api` and `users/` make `/api/users`. */
export function joinRoutes(before: string, after: string): string {
  const inner = [before, after].map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '')
  return inner.length === 0 ? '' : '/' + inner.join('/')
}
