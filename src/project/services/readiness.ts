import { dataLibraries } from '../../source/models/data-access.ts'
import { dependencyPackages } from '../../source/models/health.ts'
import { packageOf } from '../../source/models/lookup.ts'
import type { Application } from './applications.ts'
import { answeringFunction } from '../routing/handlers.ts'
import { healthRoutesOf, usesHealthLibrary } from './health.ts'
import type { Project } from '../project.ts'
import type { CodeRoute } from '../routing/code-route.ts'
import { serverModules } from './server-modules.ts'

const needed: ReadonlySet<string> = new Set([...dataLibraries.flatMap(({ packages }) => packages), ...dependencyPackages])

/** Databases that run in the process, and so cannot fail separately. */
const inProcess = /sqlite|libsql-js|lokijs|nedb|pglite|duckdb/

/** A health check that always reports the same, in a service that depends on others. */
export interface BlindHealthCheck {
  readonly route: CodeRoute
  /** A package for something that the service depends on. */
  readonly dependency: string
}

/** The health check of an application, if none of its health checks looks at anything; undefined if one does, or may do so. */
export function blindHealthCheck(project: Project, application: Application): BlindHealthCheck | undefined {
  if (usesHealthLibrary(application)) return undefined
  const routes = healthRoutesOf(project, application)
  const [first] = routes
  const dependency = dependencyOf(application)
  if (first === undefined || dependency === undefined) return undefined
  const isBlind = routes.every((route) => {
    const answering = answeringFunction(project.graph, route)
    return answering?.module.late.service('constantFunctions').includes(answering.at) === true
  })
  return isBlind ? { route: first, dependency } : undefined
}

/** Libraries that ask whatever database they are given. */
const anyDatabase = /^(?:drizzle-orm|kysely|knex|typeorm|sequelize|objection|@mikro-orm\/.{1,20})$/

function dependencyOf(application: Application): string | undefined {
  const used = serverModules(application).flatMap(({ summary }) => summary.imports.flatMap(({ specifier, typeOnly }) => (typeOnly ? [] : [specifier])))
  const isEmbedded = used.some((specifier) => inProcess.test(specifier))
  const found = used.find((specifier) => {
    const name = packageOf(specifier)
    return !inProcess.test(specifier) && !(isEmbedded && anyDatabase.test(name)) && (needed.has(specifier) || needed.has(name))
  })
  return found && packageOf(found)
}
