import type { Location } from '../../core/location.ts'
import type { Subject } from '../../core/subject.ts'
import type { Comparison, UndocumentedRoute, UnimplementedOperation } from './compare.ts'
import type { MatchedOperation } from './pairs.ts'

/** What rules that compare contracts with code can visit. */
export interface DriftNodes {
  UndocumentedRoute: UndocumentedRoute
  UnimplementedOperation: UnimplementedOperation
  /** An operation with a route that serves it. */
  MatchedOperation: MatchedOperation
}

const kinds: { readonly [Kind in keyof DriftNodes]: true } = { UndocumentedRoute: true, UnimplementedOperation: true, MatchedOperation: true }

/** The contracts of a project beside the routes of its code. */
export const drift: Subject<Comparison, DriftNodes, Location> = {
  name: 'drift',
  speaksAbout: ['contract', 'code'],
  scope: 'program',
  hasNode: (kind) => Object.hasOwn(kinds, kind),
  mentions: () => true,
  traverse({ undocumented, unimplemented, matched }, visit) {
    for (const node of undocumented) visit('UndocumentedRoute', node)
    for (const node of unimplemented) visit('UnimplementedOperation', node)
    for (const node of matched) visit('MatchedOperation', node)
  },
  locate: (_unit, place) => place,
  fileOf: ({ file }) => file,
}
