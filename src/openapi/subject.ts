import type { DocumentLocation } from '../core/location.ts'
import type { Subject } from '../core/subject.ts'
import type { Contract } from './contract.ts'
import { Cursor } from './cursor.ts'
import { objectNames } from './grammar/kinds.ts'
import type { OpenApiNodes, ReferenceNode } from './node.ts'
import { walk } from './walk.ts'

/** Where a rule on contracts may point: at a value, or at a place it names itself (`cursor.atKey`). */
export type OpenApiPlace = Cursor | DocumentLocation

/** Contracts, object by object, as the OpenAPI specifications define them. */
export const openapi: Subject<Contract, OpenApiNodes, OpenApiPlace> = {
  name: 'openapi',
  speaksAbout: ['contract'],
  scope: 'unit',
  hasNode: (kind) => Object.hasOwn(objectNames, kind) || ['Reference', 'Problem', 'UnresolvedReference'].includes(kind),
  // The contract is parsed by the time anybody asks, and one walk serves all rules: leaving one out saves nothing.
  mentions: () => true,
  traverse(contract, visit, wanted) {
    const reference = (node: ReferenceNode): void => visit('Reference', node)
    walk(contract, {
      node: (node) => {
        if (wanted.has(node.kind)) visit(node.kind, node)
      },
      ...(wanted.has('Reference') ? { reference } : {}),
      problem: (problem) => visit('Problem', problem),
      unresolved: (unresolved) => visit('UnresolvedReference', unresolved),
    })
  },
  locate: (_, place) => (place instanceof Cursor ? place.at : place),
  fileOf: (contract) => contract.file,
}
