import type { Graph, Module } from '../graph/graph.ts'
import type { ProgramPoint, RouterNode } from './router-nodes.ts'
import type { Routers } from './routers.ts'

/** A call that mounts something on a router. */
export interface MountSite {
  readonly graph: Graph
  readonly routers: Routers
  /** The module that contains the call. */
  readonly module: Module
  /** The router that is called. */
  readonly node: RouterNode
  /** When the call is made: it has no effect on what is registered earlier. */
  readonly moment: ProgramPoint
}
