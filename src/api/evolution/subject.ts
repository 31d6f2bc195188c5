import type { Location } from '../../core/location.ts'
import type { Subject } from '../../core/subject.ts'
import type { ContractApi } from '../contract.ts'
import type { OperationPair, RemovedOperations } from './operations.ts'
import type { ParameterPair } from './parameters.ts'
import type { SchemaPair } from './schemas.ts'
import type { RemovedWebhook } from './webhooks.ts'

/** Two versions of a contract, compared. */
export interface Evolution {
  readonly base: ContractApi
  /** The file of the later version: absolute, forward slashes. */
  readonly file: string
  /** Left out if there is no later version any more. */
  readonly later?: Comparison
}

/** The parts of two versions beside each other. */
export interface Comparison {
  readonly head: ContractApi
  readonly removed: readonly RemovedOperations[]
  readonly removedWebhooks: readonly RemovedWebhook[]
  readonly operations: readonly OperationPair[]
  readonly parameters: readonly ParameterPair[]
  readonly schemas: readonly SchemaPair[]
  /** The number of breaking changes, once it is known: then it alone is judged. */
  readonly breaking?: number
}

/** What rules that compare two versions of a contract can visit. */
export interface EvolutionNodes {
  /** A contract that does not exist any more. */
  RemovedContract: Evolution
  RemovedOperations: RemovedOperations
  RemovedWebhook: RemovedWebhook
  /** An operation in both versions. */
  OperationPair: OperationPair
  /** A parameter in both versions, or in one of them. */
  ParameterPair: ParameterPair
  /** A schema in both versions. */
  SchemaPair: SchemaPair
  /** Everything, if there are breaking changes. */
  Verdict: { readonly base: ContractApi; readonly head: ContractApi; readonly breaking: number }
}

const kinds: { readonly [Kind in keyof EvolutionNodes]: true } = {
  RemovedContract: true, RemovedOperations: true, RemovedWebhook: true, OperationPair: true, ParameterPair: true, SchemaPair: true, Verdict: true,
}

/** A contract beside an earlier version of it. */
export const evolution: Subject<Evolution, EvolutionNodes, Location> = {
  name: 'evolution',
  speaksAbout: ['contract'],
  scope: 'unit',
  hasNode: (kind) => Object.hasOwn(kinds, kind),
  mentions: () => true,
  traverse(unit, visit) {
    const { base, later } = unit
    if (later === undefined) return visit('RemovedContract', unit)
    const { head, removed, removedWebhooks, operations, parameters, schemas, breaking } = later
    if (breaking !== undefined) return visit('Verdict', { base, head, breaking })
    for (const node of removed) visit('RemovedOperations', node)
    for (const node of removedWebhooks) visit('RemovedWebhook', node)
    for (const node of operations) visit('OperationPair', node)
    for (const node of parameters) visit('ParameterPair', node)
    for (const node of schemas) visit('SchemaPair', node)
  },
  locate: (_unit, place) => place,
  fileOf: ({ file }) => file,
}
