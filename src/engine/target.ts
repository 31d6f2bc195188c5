import type { Subject } from '../core/subject.ts'

/** A subject whose own types are out of sight: what the engine holds. */
export type AnySubject = Subject<object, object, never>

/** One unit to check, with the subject that knows how. */
export interface Target {
  readonly subject: AnySubject
  readonly unit: object
}

/** Pairs a unit with its subject: the types agree here, and nobody needs to know them afterwards. */
export function target<Unit extends object, Nodes, Place>(subject: Subject<Unit, Nodes, Place>, unit: Unit): Target {
  // Method parameters are checked bivariantly, but `Place` is not one of the types that `object` covers.
  return { subject: subject as unknown as AnySubject, unit }
}
