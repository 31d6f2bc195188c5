import type { SourceLocation } from '../../core/location.ts'
import { memoize } from '../../core/memoize.ts'
import {
  asyncHandlerPackages,
  errorHandlerLike,
  errorHandlerPackages,
  frameworksWithHandler,
  plainErrors,
} from '../../source/models/error-handling.ts'
import type { Application } from './applications.ts'
import { answeringFunction } from '../routing/handlers.ts'
import { isForScraping, isHealthRoute } from './health-route.ts'
import type { Project } from '../project.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { isPartlyUnseen } from './protection.ts'
import { hasUnseenCode, importsOne } from './used-packages.ts'

/** The framework of an application without an error handler; undefined if it has one, `unknown` if a part of it could not be read. */
export function frameworkWithoutErrorHandler(project: Project, application: Application): string | undefined {
  // A worker that serves only probes needs none.
  const frameworks = new Set(routesOf(project, application).filter((route) => !isHealthRoute(route) && !isForScraping(route)).map(({ framework }) => framework))
  const plain = Object.keys(plainErrors).find((name) => frameworks.has(name))
  if (plain === undefined || frameworksWithHandler.some((name) => frameworks.has(name))) return undefined
  const isHandled = [...application.used].some(
    (module) => module.late.service('handlesErrors') || importsOne(module, errorHandlerPackages, errorHandlerLike),
  )
  return isHandled ? undefined : isPartlyUnseen(project, application) ? 'unknown' : plain
}

const setOf = memoize((offsets: readonly number[]) => new Set(offsets))

/**
 * Async handlers of Express 4 whose rejections are not handled: Express does not await them, so the request is never answered, and Node ends
 * the process.
 */
export function unguardedHandlers(project: Project, application: Application): SourceLocation[] {
  if (!/^[~^=v]?4(?:\.|$)/.test(project.versionOf(application.root.file, 'express') ?? '')) return []
  if ([...application.modules].some((module) => importsOne(module, asyncHandlerPackages)) || hasUnseenCode(application)) return []
  const found = new Map<string, SourceLocation>()
  for (const route of routesOf(project, application)) {
    const location = route.framework === 'express' ? unguardedHandler(project, route) : undefined
    if (location !== undefined) found.set(`${location.file} ${location.range[0]}`, location)
  }
  return [...found.values()]
}

function unguardedHandler({ graph }: Project, route: CodeRoute): SourceLocation | undefined {
  const answering = answeringFunction(graph, route)
  if (answering === undefined || !setOf(answering.module.late.service('unguardedHandlers')).has(answering.at)) return undefined
  // Only its first word, because a handler may be long.
  return { file: answering.module.file, range: [answering.range[0], answering.range[0] + 'async'.length] }
}

function routesOf(project: Project, { used }: Application): CodeRoute[] {
  return project.routes.filter(({ file }) => {
    const module = project.graph.modules.get(file)
    return module !== undefined && used.has(module)
  })
}
