import type { DocumentLocation } from '../../core/location.ts'
import type { DocumentedOperation } from './sides.ts'

/** For messages: `GET /users/{id}`. */
export function nameOf({ method, path }: Pick<DocumentedOperation, 'method' | 'path'>): string {
  return `${method} ${path}`
}

/** Where the contract documents an operation, as a related place. */
export function inContract({ at }: DocumentedOperation): { readonly place: DocumentLocation; readonly message: string } {
  return { place: at, message: 'the operation in the contract' }
}
