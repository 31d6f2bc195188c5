import type { Api, Operation, Resource } from './model.ts'

/** All resources of an API except the root, parents before their children. */
export function resourcesOf<Op extends Operation>(api: Api<Op>): Resource<Op>[] {
  const resources = [...api.root.children]
  // Pushed one by one, since spreading a long list into arguments may overflow the stack.
  for (const resource of resources) for (const child of resource.children) resources.push(child)
  return resources
}

/** True for a prefix that all paths share: `/api`, `/rest`. */
export function isPrefix({ parent, operations, segment }: Resource): boolean {
  for (let above = parent; above !== undefined; above = above.parent) if (above.children.length > 1 || above.operations.length > 0) return false
  return operations.length === 0 && segment?.isLiteral === true
}
