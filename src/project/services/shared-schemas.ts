import { memoize } from '../../core/memoize.ts'
import { sharesSchema } from '../../source/models/servers.ts'
import { fieldOf, knownText } from '../../source/values/value.ts'
import type { Graph } from '../graph/graph.ts'
import { itemsOf } from '../graph/items.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** The schemas that `fastify.addSchema({ $id: 'order', … })` shares, by their `$id`; none for a name that several have. */
const sharedSchemas = memoize((graph: Graph): ReadonlyMap<string, Located | undefined> => {
  const found = new Map<string, Located | undefined>()
  for (const module of graph.modules.values()) {
    for (const { callee, arguments: [given] } of module.summary.structure.calls) {
      if (given === undefined || callee.kind !== 'member' || callee.name !== sharesSchema) continue
      // `for (const schema of schemas) app.addSchema(schema)`
      const items = given.kind === 'item' ? itemsOf(graph, { module, value: given.of }) : [{ module, value: given }]
      for (const item of items) {
        const schema = follow(graph, item, 0, true)
        const id = nameIn(knownText(fieldOf(schema.value, '$id')))
        if (id !== undefined) found.set(id, found.has(id) ? undefined : schema)
      }
    }
  }
  return found
})

/** The schema that `{ $ref: 'order#' }` or `{ $ref: 'shared#/definitions/order' }` refers to. */
export function referredSchema(graph: Graph, reference: string): Located | undefined {
  const base = sharedSchemas(graph).get(nameIn(reference) ?? '')
  const [, pointer = ''] = reference.split('#')
  return pointer.split('/').slice(1).reduce<Located | undefined>((of, name) => {
    const part = of && fieldOf(of.value, name)
    return part && of && follow(graph, { module: of.module, value: part }, 0, true)
  }, base)
}

function nameIn(reference: string | undefined): string | undefined {
  return reference?.split('#')[0]
}
