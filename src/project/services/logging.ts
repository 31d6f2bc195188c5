import { loggerLike, loggerNames, loggerPackages } from '../../source/models/observability.ts'
import type { ConsoleUse } from '../../source/facts/console.ts'
import type { Application } from './applications.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import { stemOf } from '../graph/paths.ts'
import { serverModules } from './server-modules.ts'
import { importsOne } from './used-packages.ts'

/** How an application writes its log. */
export interface Logging {
  /** A logger is used somewhere in the package, or made there. */
  readonly hasLogger: boolean
  /** Modules that write by a logger, the logger itself left out. */
  readonly byLogger: readonly Module[]
  /** Modules that write to the console: not the logger itself, nor what it needs before it is there. */
  readonly byConsole: readonly { readonly module: Module; readonly use: ConsoleUse }[]
}

const loggerFile = /^(?:\w{1,60}[-._])?log(?:s|ger|ging)?(?:[-._]\w{1,60})?$|[a-z]Logg(?:er|ing)$/i
const configurationFile = /(?:^|[-._/])(?:env|environment|config|configuration|settings)(?:[-._/]|$)/i

/** Who of an application writes by a logger and who to the console. */
export function loggingOf(project: Project, application: Application): Logging {
  const home = project.areaOf(application.root)
  const modules = serverModules(application)
  const isOwn = (module: Module): boolean => application.modules.has(module) || project.areaOf(module) === home
  const own = [...project.graph.modules.values()].filter((module) => module.summary.purpose === 'code' && isOwn(module))
  const homeMade = new Set(own.filter(isLoggerModule))
  const byLogger = modules.filter((module) => !homeMade.has(module) && usesLogger(module, homeMade))
  // A package that others use as well knows nothing of the logger of this one.
  const areas = new Set([home, ...byLogger.map((module) => project.areaOf(module))])
  const beneath = new Set([...homeMade].flatMap(({ links }) => links.flatMap(({ target }) => target ?? [])))
  const byConsole = modules.flatMap((module) => {
    if (homeMade.has(module) || beneath.has(module) || configurationFile.test(module.summary.path)) return []
    const use = areas.has(project.areaOf(module)) ? module.late.service('console') : null
    return use === null ? [] : [{ module, use }]
  })
  return { hasLogger: homeMade.size > 0 || own.some((module) => usesLogger(module, homeMade)), byLogger, byConsole }
}

/** `logger.ts`, `request-logger.ts`, `src/logging/index.ts`: whatever it writes with, others write with it. */
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
