import type { Location } from '../core/location.ts'
import type { Subject } from '../core/subject.ts'
import type { ContractApi } from './contract.ts'
import type { ContractOperation, ContractPath, ContractResource, Response } from './contract-operation.ts'
import type { Parameter, RequestBody } from './contract-parts.ts'
import type { Api, Operation, Path, Resource } from './model.ts'
import { resourcesOf } from './resources.ts'

/** The nodes that rules on APIs can visit, for contracts and code alike. */
export interface ApiNodes {
  /** The whole API, once. */
  Api: Api
  Path: Path
  /** All resources except the root. */
  Resource: Resource
  /** Resources that are collections. */
  Collection: Resource
  /** Resources that are items. */
  Item: Resource
  Operation: Operation
}

/** The nodes that rules on contracts can visit. */
export interface ContractNodes {
  Api: ContractApi
  Path: ContractPath
  Resource: ContractResource
  Collection: ContractResource
  Item: ContractResource
  Operation: ContractOperation
  /** Parameters of an operation, including those of its path item. */
  Parameter: { readonly parameter: Parameter; readonly operation: ContractOperation }
  RequestBody: { readonly body: RequestBody; readonly operation: ContractOperation }
  Response: Response
}

/** Where to report a finding: a node with a location, or a location. */
export type ApiPlace = { readonly at: Location } | Location

const kinds = ['Api', 'Path', 'Resource', 'Collection', 'Item', 'Operation']
const contractKinds = [...kinds, 'Parameter', 'RequestBody', 'Response']

/** APIs from contracts and from code. What only contracts tell is unknown for code, and vice versa. */
export const api: Subject<Api, ApiNodes, ApiPlace> = {
  name: 'api',
  speaksAbout: ['contract', 'code'],
  scope: 'unit',
  hasNode: (kind) => kinds.includes(kind),
  mentions: () => true,
  traverse: (unit, visit) => traverse(unit, visit),
  locate: (_unit, place) => locationOf(place),
  fileOf: (unit) => unit.file,
}

/** APIs from contracts, with everything that a contract declares. */
export const contract: Subject<ContractApi, ContractNodes, ApiPlace> = {
  name: 'api',
  speaksAbout: ['contract'],
  scope: 'unit',
  hasNode: (kind) => contractKinds.includes(kind),
  mentions: () => true,
  traverse(unit, visit, wanted) {
    traverse(unit, visit)
    for (const operation of unit.operations) {
      if (wanted.has('Parameter')) for (const parameter of operation.parameters) visit('Parameter', { parameter, operation })
      if (wanted.has('RequestBody') && operation.body !== undefined) visit('RequestBody', { body: operation.body, operation })
      if (wanted.has('Response')) for (const response of operation.responses) visit('Response', response)
    }
  },
  locate: (_unit, place) => locationOf(place),
  fileOf: (unit) => unit.file,
}

/** The visits that both kinds of API have in common. */
interface SharedVisit<Op extends Operation, Whole extends Api<Op>> {
  (kind: 'Api', node: Whole): void
  (kind: 'Path', node: Path<Op>): void
  (kind: 'Resource' | 'Collection' | 'Item', node: Resource<Op>): void
  (kind: 'Operation', node: Op): void
}

function traverse<Op extends Operation, Whole extends Api<Op>>(unit: Whole, visit: SharedVisit<Op, Whole>): void {
  visit('Api', unit)
  for (const resource of resourcesOf(unit)) {
    visit('Resource', resource)
    if (resource.kind === 'collection') visit('Collection', resource)
    if (resource.kind === 'item') visit('Item', resource)
  }
  for (const path of unit.paths) visit('Path', path)
  for (const operation of unit.operations) visit('Operation', operation)
}

function locationOf(place: ApiPlace): Location {
  return 'at' in place ? place.at : place
}
