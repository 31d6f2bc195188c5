import type { DocumentLocation } from '../core/location.ts'
import type { Subject } from '../core/subject.ts'
import type { Contract } from './contract.ts'
import type { Cursor } from './cursor.ts'
import { objectNames } from './grammar/kinds.ts'
import type { OpenApiNodes } from './nodes.ts'
import { walked } from './walked.ts'

/** What a rule on contracts may point at: a value, or a location such as `cursor.atKey`. */
export type OpenApiPlace = Cursor | DocumentLocation

/** Contracts, as the objects of the OpenAPI specifications. */
export const openapi: Subject<Contract, OpenApiNodes, OpenApiPlace> = {
  name: 'openapi',
  speaksAbout: ['contract'],
  scope: 'unit',
  hasNode: (kind) => Object.hasOwn(objectNames, kind) || ['Reference', 'Problem', 'UnresolvedReference', 'End'].includes(kind),
  // The contract is parsed already, and one walk serves all rules, so skipping a rule saves nothing.
  mentions: () => true,
  traverse(contract, visit, wanted) {
    const { nodes, references, problems, unresolved } = walked(contract)
    nodes.forEach((node) => { if (wanted.has(node.kind)) visit(node.kind, node) })
    if (wanted.has('Reference')) for (const reference of references) visit('Reference', reference)
    for (const problem of problems) visit('Problem', problem)
    for (const reference of unresolved) visit('UnresolvedReference', reference)
    visit('End', contract)
  },
  locate: (_, place) => ('below' in place ? place.at : place),
  fileOf: (contract) => contract.file,
}
