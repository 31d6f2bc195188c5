import type { Method, Resource } from './model.ts'

/** True if a resource has an operation of this method. */
export function hasMethod(resource: Resource, method: Method): boolean {
  return resource.operations.some((operation) => operation.method === method)
}
