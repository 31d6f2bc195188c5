import type { Location } from '../core/location.ts'
import { classify } from './classify.ts'
import type { Api, Operation, Path, PathSegment, Resource, ResourceKind } from './model.ts'
import { parseTemplate } from './path-template.ts'
import type { TemplateSegment } from './path-template.ts'

/** A path of the contract or of the code, from which its model is built. */
export interface PathSource<Op extends Operation> {
  readonly template: string
  readonly at: Location
  /** The location of a part of the template, given by character offsets. */
  locate(range: readonly [start: number, end: number]): Location
  /** Makes the operations of the path. */
  operations(path: Path<Op>): readonly Op[]
}

/** A resource of the tree under construction, when its kind is not known yet. */
class ResourceNode<Op extends Operation> implements Resource<Op> {
  kind: ResourceKind = 'unknown'
  readonly name: string
  readonly segment: TemplateSegment | undefined
  readonly path: string
  readonly parent: ResourceNode<Op> | undefined
  readonly children: ResourceNode<Op>[] = []
  readonly operations: Op[] = []
  readonly at: Location
  readonly #byKey = new Map<string, ResourceNode<Op>>()

  constructor(segment: TemplateSegment | undefined, parent: ResourceNode<Op> | undefined, path: string, at: Location) {
    this.name = segment?.text ?? ''
    this.segment = segment
    this.parent = parent
    this.path = path
    this.at = at
  }

  /**
   * The child for a segment. Variables share one child whatever their names: `/users/{id}` and `/users/{userId}` are one resource.
   * @param path the path as far as the segment, as written where the child occurs first
   */
  child(segment: TemplateSegment, path: string, locate: () => Location): ResourceNode<Op> {
    const key = segment.isParameter ? '{}' : segment.text
    let child = this.#byKey.get(key)
    if (child === undefined) {
      child = new ResourceNode<Op>(segment, this, path, locate())
      this.#byKey.set(key, child)
      this.children.push(child)
    }
    return child
  }
}

/** Builds the model: the tree of resources from the paths, then the kind of each resource. */
export function buildApi<Op extends Operation>(
  about: Pick<Api, 'origin' | 'file' | 'at'>,
  sources: readonly PathSource<Op>[],
): Api<Op> {
  const root = new ResourceNode<Op>(undefined, undefined, '', about.at)
  const paths = sources.map((source) => addPath(root, source))
  const nodes = allNodes(root)
  classify(nodes, (node, kind) => {
    node.kind = kind
  })
  return { ...about, root, paths, operations: paths.flatMap((path) => path.operations) }
}

function addPath<Op extends Operation>(root: ResourceNode<Op>, source: PathSource<Op>): Path<Op> {
  let node = root
  let written = ''
  const segments: PathSegment<Op>[] = []
  for (const segment of parseTemplate(source.template)) {
    written += `/${segment.text}`
    node = node.child(segment, written, () => source.locate(segment.range))
    segments.push({ ...segment, resource: node })
  }
  const operations: Op[] = []
  const { template, at } = source
  const path: Path<Op> = { template, at, segments, operations, resource: node, locate: (range) => source.locate(range) }
  operations.push(...source.operations(path))
  // A custom method (`/orders/{id}:cancel`) is not one of the resource's HTTP methods.
  if (segments.at(-1)?.customMethod === undefined) node.operations.push(...operations)
  return path
}

function allNodes<Op extends Operation>(root: ResourceNode<Op>): ResourceNode<Op>[] {
  const nodes = [root]
  for (const node of nodes) for (const child of node.children) nodes.push(child)
  return nodes
}
