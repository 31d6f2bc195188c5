import { field } from '../core/json.ts'
import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'
import { grammarOf } from './grammar/grammar.ts'

/** An entry of a list of parameters. */
export interface ListedParameter {
  /** The entry itself, which may be a reference. */
  readonly entry: Cursor
  /** The parameter, after following references; nothing if one cannot be resolved. */
  readonly parameter: Cursor | undefined
}

/** The objects that make up a path item: itself and, if it has a `$ref`, the target. */
export function partsOf(contract: Contract, item: Cursor): readonly Cursor[] {
  if (typeof field(item.value, '$ref') !== 'string') return [item]
  const target = contract.follow(item)
  return target === undefined ? [item] : [item, target]
}

/** The operations of a path item, whatever their method. */
export function operationsOf(contract: Contract, item: Cursor): Cursor[] {
  const fields = grammarOf(contract.version).of('PathItem')?.fields
  return partsOf(contract, item).flatMap((part) =>
    part.fields().flatMap((entry) => {
      if (entry.name === 'additionalOperations') return entry.fields()
      const shape = fields?.get(entry.name ?? '')?.shape
      return shape?.is === 'node' && shape.kind === 'Operation' ? [entry] : []
    }),
  )
}

/** The parameters that a path item or operation lists. */
export function parametersOf(contract: Contract, holder: Cursor): ListedParameter[] {
  const list = contract.follow(holder.child('parameters'))
  return list === undefined ? [] : list.items().map((entry) => ({ entry, parameter: contract.follow(entry) }))
}
