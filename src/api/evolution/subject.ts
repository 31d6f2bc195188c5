import type { Location } from '../../core/location.ts'
import type { Subject } from '../../core/subject.ts'
import type { ContractApi } from '../contract.ts'
import { compareOperations } from './operations.ts'
import type { OperationPair, RemovedOperations } from './operations.ts'
import { compareParameters } from './parameters.ts'
import type { ParameterPair } from './parameters.ts'
import { compareSchemas } from './schemas.ts'
import type { SchemaPair } from './schemas.ts'

/** Two versions of a contract. */
export interface Evolution {
  readonly base: ContractApi
  /** Left out if there is none any more. */
  readonly head?: ContractApi
  /** Where the later version is, or would be: absolute, forward slashes. */
  readonly file: string
  /** The number of breaking changes, once it is known: then it alone is judged. */
  readonly breaking?: number
}

/** What rules that compare two versions of a contract can visit. */
export interface EvolutionNodes {
  /** A contract that does not exist any more. */
  RemovedContract: Evolution
  RemovedOperations: RemovedOperations
  /** An operation in both versions. */
  OperationPair: OperationPair
  /** A parameter in both versions, or in one of them. */
  ParameterPair: ParameterPair
  /** A schema in both versions. */
  SchemaPair: SchemaPair
  /** Everything, if there are breaking changes. */
  Verdict: Evolution & { readonly head: ContractApi; readonly breaking: number }
}

const kinds: { readonly [Kind in keyof EvolutionNodes]: true } = {
  RemovedContract: true, RemovedOperations: true, OperationPair: true, ParameterPair: true, SchemaPair: true, Verdict: true,
}

/** A contract beside an earlier version of it. */
export const evolution: Subject<Evolution, EvolutionNodes, Location> = {
  name: 'evolution',
  speaksAbout: ['contract'],
  scope: 'unit',
  hasNode: (kind) => Object.hasOwn(kinds, kind),
  mentions: () => true,
  traverse(unit, visit, wanted) {
    const { base, head, breaking } = unit
    if (head === undefined) return visit('RemovedContract', unit)
    if (breaking !== undefined) return visit('Verdict', { ...unit, head, breaking })
    const { removed, pairs } = compareOperations(base, head)
    for (const node of removed) visit('RemovedOperations', node)
    for (const node of pairs) visit('OperationPair', node)
    const parameters = compareParameters(pairs)
    for (const node of parameters) visit('ParameterPair', node)
    if (wanted.has('SchemaPair')) for (const node of compareSchemas(pairs, parameters)) visit('SchemaPair', node)
  },
  locate: (_unit, place) => place,
  fileOf: ({ file }) => file,
}
