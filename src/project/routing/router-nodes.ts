import { groupBy } from '../../core/group.ts'
import type { Turns } from '../../source/facts/routes.ts'
import type { PathText } from './route-paths.ts'
import type { Located } from '../graph/values.ts'

/** An application, a router, or a parameter that stands for whichever of them is handed in. */
export interface RouterNode {
  readonly key: string
  /** Whether it serves requests by itself. */
  isApplication: boolean
  /** Known to be one by how it is made, typed or handed over; else only by how it is used. */
  isCertain: boolean
  /** The framework, where known. */
  framework: string | undefined
  /** A prefix of its own, as `new Router({ prefix })` gives. */
  prefix: PathText
  readonly mounts: Mount[]
  readonly middleware: Middleware[]
}

/** Where in the program something is registered: what comes after it does not see it. */
export interface Moment {
  readonly file: string
  readonly at: number
  readonly turns: Turns | undefined
}

export interface Mount {
  readonly on: RouterNode
  readonly prefix: PathText
  /** Named between prefix and router: `app.use('/admin', authenticate, admin)`. */
  readonly middleware: readonly Located[]
  readonly moment: Moment | undefined
  /** It is the same router under another path, and only that where it is mounted nowhere else: Hono's `basePath`. */
  readonly isView?: true
  /** It is a parameter, and stands for the router that is handed to it. */
  readonly isHanded?: true
}

/** `router.use(authenticate)`: runs before what is registered later. */
export interface Middleware {
  readonly prefix: PathText
  readonly values: readonly Located[]
  readonly moment: Moment
}

/** As requests pass through it: of calls in a chain the outermost, which is met first, comes last. */
export function inOrder(middleware: readonly Middleware[]): Middleware[] {
  const byFile = groupBy(middleware, ({ moment }) => moment.file)
  return [...byFile.values()].flatMap((ofFile) => ofFile.toSorted((a, b) => a.moment.at - b.moment.at))
}
