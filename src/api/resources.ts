import type { Api, Operation, Resource } from './model.ts'

/** Every resource of an API but the root, parents before their children. */
export function resourcesOf<Op extends Operation>(api: Api<Op>): Resource<Op>[] {
  const resources = [...api.root.children]
  // One by one: a call takes no more arguments than fit on the stack.
  for (const resource of resources) for (const child of resource.children) resources.push(child)
  return resources
}

/** True for what all paths go through before they part: `/api`, `/rest`. */
export function isPrefix({ parent, operations, segment }: Resource): boolean {
  for (let above = parent; above !== undefined; above = above.parent) if (above.children.length > 1 || above.operations.length > 0) return false
  return operations.length === 0 && segment?.isLiteral === true
}
