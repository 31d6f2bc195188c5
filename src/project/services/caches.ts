import type { CacheEntry, CreatedCache } from '../../source/facts/cache-entries.ts'
import { cacheLibraries } from '../../source/models/caches.ts'
import { packageOf } from '../../source/models/lookup.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

const packages: ReadonlySet<string> = new Set(cacheLibraries.flatMap((library) => library.packages))
const maxSteps = 6

/** The cache entries of a module that never expire: neither the call that stores them nor the cache sets an expiry. */
export function entriesWithoutExpiry(project: Project, module: Module): CacheEntry[] {
  if (module.summary.purpose === 'test' || !mayCache(project, module)) return []
  return module.late.service('caches').entries.filter(({ cache, store, isForCaching }) => {
    if (cache === undefined) return true
    const made = creationOf(project.graph, { module, value: cache })
    const library = cacheLibraries.find((one) => one.name === made?.library && one.store === store)
    return made !== undefined && library !== undefined && !made.mayExpire && (!library.isStore || isForCaching)
  })
}

/** True if the package depends on a cache library, or its dependencies are unknown. */
function mayCache(project: Project, module: Module): boolean {
  const isOne = (name: string): boolean => packages.has(packageOf(name)) || /redis|^wrangler$|^@cloudflare\/workers-types$/.test(name)
  if (module.summary.imports.some(({ specifier }) => isOne(specifier))) return true
  const dependencies = [...project.dependenciesOf(module.file)]
  return dependencies.length === 0 || dependencies.some(isOne)
}

/** The call that made a cache: from a constant of another file, or from what a function returns, possibly in a chain. */
function creationOf(graph: Graph, located: Located, steps = 0): CreatedCache | undefined {
  const { module, value } = follow(graph, located, 0, true)
  if (steps > maxSteps || (value.kind !== 'call' && value.kind !== 'new')) return undefined
  const made = module.late.service('caches').created.find(({ at }) => at === value.at)
  if (made !== undefined) return made
  // `createClient().on('error', log)`
  if (value.of.kind === 'member') return creationOf(graph, { module, value: value.of.of }, steps + 1)
  const called = follow(graph, { module, value: value.of }, 0, true)
  const { value: maker } = called
  return maker.kind === 'function' ? called.module.late.service('caches').created.find(({ ofFunctions }) => ofFunctions.includes(maker.at)) : undefined
}
