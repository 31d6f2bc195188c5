import { groupBy } from '../../core/group.ts'
import type { Iterations } from '../../source/facts/router-calls.ts'
import type { PathText } from './route-paths.ts'
import type { Located } from '../graph/values.ts'

/** An application, a router, or a parameter for which one is passed. */
export interface RouterNode {
  readonly key: string
  /** Whether it serves requests by itself. */
  isApplication: boolean
  /** It is one by how it is made, typed or passed, and not only by how it is used. */
  isCertain: boolean
  /** The framework, if known. */
  framework: string | undefined
  /** A prefix of its own, as with `new Router({ prefix })`. */
  prefix: PathText
  readonly mounts: Mount[]
  readonly middleware: Middleware[]
}

/** The position of a registration in the program: middleware does not apply to what is registered before it. */
export interface ProgramPoint {
  readonly file: string
  readonly at: number
  readonly turns: Iterations | undefined
}

/** A router mounted on another, or a parameter connected to the router passed for it. */
export interface Mount {
  readonly on: RouterNode
  readonly prefix: PathText
  /** The arguments between prefix and router: `app.use('/admin', authenticate, admin)`. */
  readonly middleware: readonly Located[]
  readonly moment: ProgramPoint | undefined
  /** It is the same router under another path, which counts only if it is mounted nowhere else: Hono's `basePath`. */
  readonly isView?: true
  /** It has the prefix already, which the function that makes both is given. */
  readonly isPrefixed?: true
  /** It is a parameter, and stands for the router passed for it. */
  readonly isArgument?: true
}

/** `router.use(authenticate)`: runs before what is registered later. */
export interface Middleware {
  readonly prefix: PathText
  readonly values: readonly Located[]
  readonly moment: ProgramPoint
}

/** In the order in which they run. In a chain the last call is the outermost in the tree and is met first, so they are sorted. */
export function inOrder(middleware: readonly Middleware[]): Middleware[] {
  const byFile = groupBy(middleware, ({ moment }) => moment.file)
  return [...byFile.values()].flatMap((ofFile) => ofFile.toSorted((a, b) => a.moment.at - b.moment.at))
}
