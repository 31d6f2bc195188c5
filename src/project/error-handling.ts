import type { SourceLocation } from '../core/location.ts'
import {
  asyncHandlerPackages,
  errorHandlerLike,
  errorHandlerPackages,
  frameworksWithHandler,
  plainErrors,
} from '../source/models/error-handling.ts'
import type { Application } from './applications.ts'
import type { Project } from './project.ts'
import type { CodeRoute } from './routes.ts'
import { hasUnseenCode, importsOne } from './used-packages.ts'
import { follow } from './values.ts'

/** The framework of an application in which nobody answers for errors that a handler lets through; nothing where somebody does. */
export function frameworkWithoutErrorHandler(project: Project, application: Application): string | undefined {
  const frameworks = new Set(routesOf(project, application).map(({ framework }) => framework))
  const plain = Object.keys(plainErrors).find((name) => frameworks.has(name))
  if (plain === undefined || frameworksWithHandler.some((name) => frameworks.has(name)) || hasUnseenCode(application)) return undefined
  const isHandled = [...application.modules].some(
    (module) => module.late.service.handlesErrors || importsOne(module, errorHandlerPackages, errorHandlerLike),
  )
  return isHandled ? undefined : plain
}

/**
 * Handlers of Express 4 whose rejection nobody hears of: Express waits for none of them, the request is never answered, and Node
 * ends the process.
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

/** The function that is registered as it is: what a call returns may be wrapped. */
function unguardedHandler({ graph }: Project, { file, handler }: CodeRoute): SourceLocation | undefined {
  const module = graph.modules.get(file)
  if (module === undefined || handler === undefined) return undefined
  const registration = module.summary.routes.registrations.find(
    ({ argumentRanges }) => argumentRanges.at(-1)?.[0] === handler.range[0] && argumentRanges.at(-1)?.[1] === handler.range[1],
  )
  const argument = registration?.arguments.at(-1)
  const answering = argument && follow(graph, { module, value: argument })
  if (answering?.value.kind !== 'function') return undefined
  const { at, range } = answering.value
  return answering.module.late.service.unguardedHandlers.includes(at) ? { file: answering.module.file, range: [range[0], range[0] + 5] } : undefined
}

function routesOf(project: Project, { modules }: Application): CodeRoute[] {
  return project.routes.filter(({ file }) => {
    const module = project.graph.modules.get(file)
    return module !== undefined && modules.has(module)
  })
}
