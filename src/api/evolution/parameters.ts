import type { ContractOperation } from '../contract-operation.ts'
import type { Parameter } from '../contract-parts.ts'
import type { OperationPair } from './operations.ts'

/** A parameter in both versions of a contract, or in one of them. Those that several operations share are one. */
export interface ParameterPair {
  readonly base: Parameter | undefined
  readonly head: Parameter | undefined
  /** The operations that have it. */
  readonly pairs: [OperationPair, ...OperationPair[]]
}

/** Pairs parameters by place and name; those in paths by their position, since their names may change. Bodies are none here. */
export function compareParameters(pairs: readonly OperationPair[]): ParameterPair[] {
  const known = new Map<unknown, Map<unknown, ParameterPair>>()
  for (const pair of pairs) {
    const { base, head } = pair
    if (!base.parametersAreKnown || !head.parametersAreKnown) continue
    // Between versions of OpenAPI, form fields become bodies.
    const isSameKind = (base.contract.version === '2.0') === (head.contract.version === '2.0')
    const [old, present] = [parametersOf(base, isSameKind), parametersOf(head, isSameKind)]
    for (const key of new Set([...old.keys(), ...present.keys()])) {
      const [before, after] = [old.get(key), present.get(key)]
      // What several operations have gained or lost is one change, whether they share its definition or not.
      const isInBoth = before !== undefined && after !== undefined
      const [one, other] = isInBoth ? [before.cursor.value, after.cursor.value] : [before && key, after && key]
      const others = known.get(one) ?? new Map<unknown, ParameterPair>()
      const same = others.get(other)
      if (same === undefined) others.set(other, { base: before, head: after, pairs: [pair] })
      else same.pairs.push(pair)
      known.set(one, others)
    }
  }
  return [...known.values()].flatMap((others) => [...others.values()])
}

function parametersOf({ parameters, path }: ContractOperation, withForms: boolean): Map<string, Parameter> {
  const variables = path.segments.flatMap((segment) => segment.parameters)
  return new Map(parameters.flatMap((parameter) => {
    const { name, in: place } = parameter
    if (place === 'body' || (place === 'formData' && !withForms)) return []
    return [[`${place} ${place === 'path' ? variables.indexOf(name) : place === 'header' ? name.toLowerCase() : name}`, parameter] as const]
  }))
}
