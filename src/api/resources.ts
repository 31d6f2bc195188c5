import type { Api, Operation, Resource } from './model.ts'

/** Every resource of an API but the root, parents before their children. */
export function resourcesOf<Op extends Operation>(api: Api<Op>): Resource<Op>[] {
  const resources = [...api.root.children]
  for (const resource of resources) resources.push(...resource.children)
  return resources
}
