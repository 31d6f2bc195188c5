import type { Subject } from '../core/subject.ts'

/** A subject with its type parameters erased, as the engine holds it. */
export type AnySubject = Subject<object, object, never>

/** One unit to check, with its subject. */
export interface Target {
  readonly subject: AnySubject
  readonly unit: object
}

/** Pairs a unit with its subject. Types are checked here, and erased afterwards. */
export function target<Unit extends object, Nodes, Place>(subject: Subject<Unit, Nodes, Place>, unit: Unit): Target {
  // Safe, because the unit goes to no other subject. TypeScript rejects the direct conversion since `Place` may be anything.
  return { subject: subject as unknown as AnySubject, unit }
}
