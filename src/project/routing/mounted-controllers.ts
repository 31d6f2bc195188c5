import { controllerMounts } from '../../source/models/controllers.ts'
import { fieldOf } from '../../source/values/value.ts'
import type { ClassFact } from '../../source/values/classes.ts'
import { appliedDecorators } from '../graph/decorators.ts'
import type { AppliedDecorator } from '../graph/decorators.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { fieldsIn } from '../graph/items.ts'
import { textOf } from '../graph/texts.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { pathsOf } from './route-calls.ts'
import type { PathText } from './route-paths.ts'

const maxNesting = 6

/** Where the server of Ts.ED mounts controllers, by class: `@Configuration({ mount: { '/rest': [Users] } })`, and below their parents. */
export function mountedControllers(graph: Graph): ReadonlyMap<string, readonly PathText[]> {
  const places = new Map<string, PathText[]>()
  const add = (located: Located, prefix: PathText, depth = 0): void => {
    const { module, value } = follow(graph, located)
    const fact = value.kind === 'class' && depth < maxNesting ? module.summary.structure.classes.find(({ at }) => at === value.at) : undefined
    if (fact === undefined) return addFound(located, prefix)
    const key = `${module.file}#${fact.at}`
    places.set(key, [...(places.get(key) ?? []), prefix])
    const applied = decoratorsOf(graph, module, fact)
    const own = applied.find(({ external }) => external.name === controllerMounts.controller)
    const options = own?.arguments[0] && follow(graph, own.arguments[0], 0, true)
    const path = fieldOf(options?.value, 'path') ?? (options?.value.kind === 'object' ? undefined : options?.value)
    const listed = fieldOf(options?.value, controllerMounts.children)
    // `@Controller('/users', Orders)`, `@Children(Orders)`, `@Controller({ path: '/users', children: [Orders] })`
    const nested = applied.filter(({ external }) => external.name === controllerMounts.nesting).flatMap((one) => one.arguments)
    const inOptions = options && listed ? [{ module: options.module, value: listed }] : []
    const children = [...(own?.arguments.slice(1) ?? []), ...nested, ...inOptions].flatMap((one) => pathsOf(graph, one))
    const below = [...prefix, '/', ...(options && path ? textOf(graph, { module: options.module, value: path }) : [])]
    for (const child of children) add(child, below, depth + 1)
  }
  /** `${rootDir}/controllers/**\/*.ts` */
  const addFound = (located: Located, prefix: PathText): void => {
    const folder = textOf(graph, located).at(-1)?.replace(/^(?:\$\{\w+\})?[./]*/, '/').split('*')[0] ?? '/'
    if (folder === '/') return
    for (const module of graph.modules.values()) {
      for (const fact of module.file.includes(folder) ? module.summary.structure.classes : []) {
        const isController = decoratorsOf(graph, module, fact).some(({ external }) => external.name === controllerMounts.controller)
        if (isController) add({ module, value: { kind: 'class', at: fact.at, name: fact.name } }, prefix, 1)
      }
    }
  }
  for (const module of graph.modules.values()) {
    // Decorators are slow to resolve, so the imports are looked at first.
    if (!module.summary.imports.some(({ specifier }) => controllerMounts.packages.includes(specifier))) continue
    for (const fact of module.summary.structure.classes)
      for (const { external, arguments: [given] } of decoratorsOf(graph, module, fact)) {
        if (!controllerMounts.servers.includes(external.name) || given === undefined) continue
        const options = follow(graph, given, 0, true)
        const mount = fieldOf(options.value, controllerMounts.field)
        for (const { key, at } of mount === undefined ? [] : fieldsIn(graph, follow(graph, { module: options.module, value: mount }, 0, true)))
          for (const one of pathsOf(graph, at)) add(one, [key])
      }
  }
  return places
}

function decoratorsOf(graph: Graph, module: Module, { decorators }: ClassFact): AppliedDecorator[] {
  return appliedDecorators(graph, module, decorators).filter(({ external }) => controllerMounts.packages.includes(external.specifier))
}
