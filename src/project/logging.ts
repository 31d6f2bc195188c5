import { loggerLike, loggerNames, loggerPackages } from '../source/models/observability.ts'
import type { ConsoleUse } from '../source/facts/console.ts'
import type { Application } from './applications.ts'
import type { Module } from './graph.ts'
import type { Project } from './project.ts'
import { stemOf } from './paths.ts'
import { serverModules } from './server-modules.ts'
import { importsOne, usesOne } from './used-packages.ts'

/** How an application writes its log. */
export interface Logging {
  /** A logging library is at hand, or one of the project's own. */
  readonly hasLogger: boolean
  /** Modules that write by a logger. */
  readonly byLogger: readonly Module[]
  /** Modules that write to the console: not the logger itself, nor what it needs before it is there. */
  readonly byConsole: readonly { readonly module: Module; readonly use: ConsoleUse }[]
}

const loggerFile = /^(?:\w+[-._])?log(?:s|ger|ging)?(?:[-._]\w+)?$|[a-z]Logg(?:er|ing)$/i
const configurationFile = /(?:^|[-._/])(?:env|environment|config|configuration|settings)(?:[-._/]|$)/i

/** Who of an application writes by a logger and who to the console. */
export function loggingOf(project: Project, application: Application): Logging {
  const modules = serverModules(application)
  const homeMade = new Set([...application.modules].filter(isLoggerModule))
  const byLogger = modules.filter((module) => usesLogger(module, homeMade))
  const beneath = new Set([...homeMade].flatMap(({ links }) => links.flatMap(({ target }) => target ?? [])))
  const byConsole = modules.flatMap((module) => {
    if (homeMade.has(module) || beneath.has(module) || configurationFile.test(module.summary.path)) return []
    const use = module.late.service.console
    return use === undefined ? [] : [{ module, use }]
  })
  return { hasLogger: byLogger.length > 0 || homeMade.size > 0 || usesOne(project, application, loggerPackages, loggerLike), byLogger, byConsole }
}

/** `logger.ts`, `request-logger.ts`, `src/logging/index.ts`: whatever it writes with, others write with it. */
function isLoggerModule({ summary }: Module): boolean {
  return loggerFile.test(stemOf(summary.path)) || /\/(?:log|logger|logging)\/index\.[cm]?[jt]s$/.test(`/${summary.path}`)
}

function usesLogger(module: Module, homeMade: ReadonlySet<Module>): boolean {
  return (
    importsOne(module, loggerPackages, loggerLike) ||
    module.links.some(({ target, record }) => target !== undefined && !record.typeOnly && homeMade.has(target)) ||
    module.summary.imports.some(({ specifier, names }) => names.some(({ imported }) => loggerNames[specifier]?.includes(imported) === true))
  )
}
