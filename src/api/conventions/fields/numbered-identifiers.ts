import type { DocumentLocation } from '../../../core/location.ts'
import { groupBy } from '../../../core/group.ts'
import type { ContractApi } from '../../contract.ts'
import { wordsOf } from '../../../core/name-words.ts'

/** A parameter that identifies a resource. */
export interface Identifier {
  readonly name: string
  readonly isNumber: boolean
  readonly at: DocumentLocation
}

/**
 * The typed path and query parameters whose name ends in `id`: `id`, `orderId`, `order_id`. Parameters with the same name count once,
 * except for `id`, which counts once per resource.
 */
export function numberedIdentifiers({ operations }: ContractApi): Identifier[] {
  const found = operations.flatMap((operation) =>
    operation.parameters.flatMap(({ name, in: place, schema, at, cursor }) => {
      const types = schema?.types ?? []
      if ((place !== 'path' && place !== 'query') || wordsOf(name).at(-1) !== 'id' || types.length === 0 || otherNumber.test(wordsOf(name).join('_'))) return []
      const isNumber = types.every((type) => type === 'integer' || type === 'number' || type === 'null')
      const holder = operation.path.segments.find(({ parameters }) => parameters.includes(name))?.resource ?? operation.resource
      return [{ name, isNumber, at, cursor, holder }]
    }),
  )
  const shared = firstOfEach(found, ({ cursor }) => cursor.value)
  return firstOfEach(shared, ({ name, holder }) => (/^id$/i.test(name) ? holder : name.toLowerCase()))
}

/** Bounds of a list, and numbers by which people refer to things: pull request 12, build 7. */
const otherNumber = /^(?:(?:min|max|since|after|before|from|until|start|last)|.*(?:pull_?request|merge_?request|issue|build))_id$/

function firstOfEach<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[] {
  return [...groupBy(items, keyOf).values()].flatMap((group) => group.slice(0, 1))
}
