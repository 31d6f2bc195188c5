import { dirname, isAbsolute } from 'node:path'

import { compareTexts } from '../../core/compare.ts'
import type { CoverageNote } from '../../core/diagnostic.ts'
import { UsageError } from '../../core/errors.ts'
import { LineIndex } from '../../core/lines.ts'
import type { SourceLocation } from '../../core/location.ts'
import { isWithin } from '../../core/paths.ts'
import { describeValue } from '../../project/graph/describe-value.ts'
import type { Project } from '../../project/project.ts'
import { invalidDescriptions } from '../../project/routing/cloud-functions.ts'
import type { CodeRoute } from '../../project/routing/code-route.ts'
import { thrownStatuses } from '../../project/services/thrown.ts'
import { textIn } from '../text-in.ts'
import type { CheckRequest } from './check/check-request.ts'
import { disk } from './disk/disk.ts'
import { configurationIn, survey } from './check/survey.ts'

/** A route, in the form in which it is printed. */
export interface InventoryRoute extends Place {
  /** `GET`, ..., or `ALL`. */
  readonly method: string
  readonly path: string
  /** False if `path` is only its end, because the prefix under which it is mounted is unknown. */
  readonly prefixKnown: boolean
  readonly framework: string
  /** Set for a procedure (RPC) instead of a resource. */
  readonly procedure?: true
  /** Left out if unknown. */
  readonly handler?: string
  readonly middleware: readonly string[]
  /** The statuses that its handler responds with, as far as known. Sorted. */
  readonly statuses: readonly number[]
  /** True if it may respond with other statuses: it calls unknown code, or computes the status. */
  readonly moreStatuses: boolean
}

/** A position in a file. */
export interface Place {
  /** Absolute, forward slashes. */
  readonly file: string
  /** Both from 1. */
  readonly line: number
  readonly column: number
}

/** A route whose path is only known at run time, or all routes of a library whose routes are not read. */
export interface UnresolvedRoute extends Place {
  readonly framework: string
  /** Set if it stands for all that the library handles in this file. */
  readonly unread?: true
}

/** All routes that the code registers, and what could not be read. */
export interface Inventory {
  readonly routes: readonly InventoryRoute[]
  readonly unresolved: readonly UnresolvedRoute[]
  /** Files that register routes on a value whose origin is unknown. */
  readonly unreadable: readonly string[]
  readonly coverage: readonly CoverageNote[]
  /** How many sources were read. */
  readonly sources: number
}

/**
 * Reads the routes of the code below some paths, without checking anything.
 * @throws UsageError for paths that do not exist
 * @throws ConfigurationError for an invalid configuration
 */
export async function inventory(request: CheckRequest): Promise<Inventory> {
  if (!isAbsolute(request.cwd)) throw new UsageError(`cwd is not an absolute path: '${request.cwd}'`)
  const { input, found } = await survey(disk, request, await configurationIn(disk, request))
  const coverage: CoverageNote[] = [...found.notes]
  let sources = 0
  const { loadCode } = await import('../load-code.ts')
  const projects = await loadCode(input, {
    parsed() {
      sources++
    },
    skipped(note) {
      coverage.push(note)
    },
  })
  coverage.push(...projects.flatMap(({ graph }) => invalidDescriptions(graph)))
  // Context files show where routes are mounted, but their own routes were not asked for.
  const wanted = new Set(input.sources)
  const lines = new Lines((file) => textIn(input.files, file))
  const isWanted = ({ file }: SourceLocation): boolean => wanted.has(file)
  // Files such as serverless.yml, above the code that was asked for.
  const isBeside = ({ file }: SourceLocation): boolean => !/\.[cm]?[jt]sx?$/.test(file) && input.sources.some((source) => isWithin(dirname(file), source))
  const routes = projects.flatMap((project) =>
    project.routes.filter(({ location }) => isWanted(location)).map((route) => inventoryRoute(project, route, lines)),
  )
  return {
    routes: routes.sort((a, b) => byPlace(a, b) || compareTexts(a.path, b.path) || compareTexts(a.method, b.method)),
    unresolved: projects
      .flatMap((project) => project.unknownRoutes)
      .filter(({ location }) => isWanted(location) || isBeside(location))
      .map(({ framework, location, isUnread }) => ({ framework, ...(isUnread && { unread: true as const }), ...lines.placeOf(location) }))
      .sort(byPlace),
    unreadable: projects.flatMap((project) => [...project.unreadable].map(({ file }) => file)).filter((file) => wanted.has(file)).sort(),
    coverage,
    sources,
  }
}

function inventoryRoute(project: Project, route: CodeRoute, lines: Lines): InventoryRoute {
  const { graph } = project
  const answers = project.answersOf(route)
  const statuses = new Set([...(answers?.answers ?? []), ...thrownStatuses(project, route)].flatMap(({ status }) => status ?? []))
  const { method, path, prefixKnown, framework, location, answeredBy, middleware, beside } = route
  return {
    method,
    path,
    prefixKnown,
    framework,
    ...(beside === 'procedure' && { procedure: true }),
    ...(answeredBy !== undefined && { handler: describeValue(graph, answeredBy) }),
    middleware: middleware.map((one) => describeValue(graph, one)),
    statuses: [...statuses].sort((a, b) => a - b),
    moreStatuses: answers?.isWhole !== true || answers.answers.some(({ status }) => status === undefined),
    ...lines.placeOf(location),
  }
}

/** Converts offsets to lines and columns, reading each file once. */
class Lines {
  readonly #read: (file: string) => string | undefined
  readonly #indexes = new Map<string, LineIndex>()

  constructor(read: (file: string) => string | undefined) {
    this.#read = read
  }

  placeOf({ file, range: [start] }: SourceLocation): Place {
    let index = this.#indexes.get(file)
    if (index === undefined) this.#indexes.set(file, (index = new LineIndex(this.#read(file) ?? '')))
    return { file, ...index.positionAt(start) }
  }
}

function byPlace(a: Place, b: Place): number {
  return compareTexts(a.file, b.file) || a.line - b.line || a.column - b.column
}
