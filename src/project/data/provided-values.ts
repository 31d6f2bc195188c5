import { memoize } from '../../core/memoize.ts'
import { knownText } from '../../source/values/value.ts'
import { follow } from '../graph/values.ts'
import type { Graph } from '../graph/graph.ts'
import type { Located } from '../graph/values.ts'

/** What a container holds under a name: `container.register({ UserModel: asValue(UserModel) })`. Undefined if several modules register the name. */
export function providedAs(graph: Graph, name: string): Located | undefined {
  return providedIn(graph).get(name)
}

const providedIn = memoize((graph: Graph): ReadonlyMap<string, Located | undefined> => {
  const found = new Map<string, Located | undefined>()
  for (const module of graph.modules.values())
    for (const { kind, token, target: value } of module.summary.structure.tokens) {
      const name = kind === 'provide' ? knownText(token) : undefined
      if (name === undefined || value === undefined) continue
      const isHeld = value.kind === 'call' && value.of.kind === 'import' && value.of.name === 'asValue'
      const [held] = isHeld ? value.arguments : []
      found.set(name, found.has(name) ? undefined : follow(graph, { module, value: held ?? value }))
    }
  return found
})
