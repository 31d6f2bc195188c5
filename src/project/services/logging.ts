import { loggerLike, loggerNames, loggerPackages } from '../../source/models/observability.ts'
import type { ConsoleUse } from '../../source/facts/console.ts'
import type { Application } from './applications.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import { stemOf } from '../graph/paths.ts'
import { serverModules } from './server-modules.ts'
import { importsOne } from './used-packages.ts'

/** How an application logs. */
export interface Logging {
  /** A logger is used or made somewhere in the package. */
  readonly hasLogger: boolean
  /** Modules that use a logger, except the logger's own. */
  readonly byLogger: readonly Module[]
  /** Modules that write to the console, except the logger's own and those that it needs. */
  readonly byConsole: readonly { readonly module: Module; readonly use: ConsoleUse }[]
}

const loggerFile = /^(?:\w{1,60}[-._])?log(?:s|ger|ging)?(?:[-._]\w{1,60})?$|[a-z]Logg(?:er|ing)$/i
const configurationFile = /(?:^|[-._/])(?:env|environment|config|configuration|settings)(?:[-._/]|$)/i

/** Which modules of an application use a logger, and which the console. */
export function loggingOf(project: Project, application: Application): Logging {
  const home = project.areaOf(application.root)
  const modules = serverModules(application)
  const isOwn = (module: Module): boolean => application.modules.has(module) || project.areaOf(module) === home
  const own = [...project.graph.modules.values()].filter((module) => module.summary.purpose === 'code' && isOwn(module))
  const homeMade = new Set(own.filter(isLoggerModule))
  const byLogger = modules.filter((module) => !homeMade.has(module) && usesLogger(module, homeMade))
  // A package that others use too does not know this application's logger.
  const areas = new Set([home, ...byLogger.map((module) => project.areaOf(module))])
  const beneath = new Set([...homeMade].flatMap(({ links }) => links.flatMap(({ target }) => target ?? [])))
  const byConsole = modules.flatMap((module) => {
    if (homeMade.has(module) || beneath.has(module) || configurationFile.test(module.summary.path)) return []
    const use = areas.has(project.areaOf(module)) ? module.late.service('console') : null
    return use === null ? [] : [{ module, use }]
  })
  return { hasLogger: homeMade.size > 0 || own.some((module) => usesLogger(module, homeMade)), byLogger, byConsole }
}

/** `logger.ts`, `request-logger.ts`, `src/logging/index.ts`: whatever it writes to, other modules log through it. */
function isLoggerModule({ summary }: Module): boolean {
  return loggerFile.test(stemOf(summary.path)) || /\/(?:log|logger|logging)\/index\.[cm]?[jt]s$/.test(`/${summary.path}`)
}

function usesLogger(module: Module, homeMade: ReadonlySet<Module>): boolean {
  return (
    module.late.service('logs') ||
    importsOne(module, loggerPackages, loggerLike) ||
    module.links.some(({ target, record }) => target !== undefined && !record.typeOnly && homeMade.has(target)) ||
    module.summary.imports.some(({ specifier, names }) => names.some(({ imported }) => loggerNames[specifier]?.includes(imported) === true))
  )
}
