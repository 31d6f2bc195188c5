import type { CoverageNote } from '../../core/diagnostic.ts'
import { listed } from '../../core/listed.ts'
import type { Application } from './applications.ts'
import { healthOf } from './health.ts'
import type { Project } from '../project.ts'
import { frameworkWithoutErrorHandler } from './error-handling.ts'
import { answeringFrameworks, isPartlyUnseen, rateLimitsOf, securityHeadersOf } from './protection.ts'
import { shutdownOf } from './shutdown.ts'

/** Reports the duties on which no rule can decide, because a part of the application could not be read. */
export function unknownDuties(project: Project): CoverageNote[] {
  return project.applications.flatMap((application) => {
    const duties = [
      ...(healthOf(project, application) === 'unknown' ? ['has a health check'] : []),
      ...(shutdownOf(project, application) === 'unknown' ? ['shuts down gracefully'] : []),
      ...(frameworkWithoutErrorHandler(project, application) === 'unknown' ? ['has an error handler'] : []),
      ...unknownProtection(project, application),
    ]
    if (duties.length === 0) return []
    const message = `It is unknown whether this application ${listed(duties)}: part of it could not be read, or is known only at run time`
    return [{ kind: 'dynamic-route' as const, file: application.location.file, message }]
  })
}

function unknownProtection(project: Project, application: Application): string[] {
  if (!isPartlyUnseen(project, application) || answeringFrameworks(project, application).length === 0) return []
  return [
    ...(securityHeadersOf(project, application) === 'unknown' ? ['sets security headers'] : []),
    ...(rateLimitsOf(project, application) === 'unknown' ? ['limits request rates'] : []),
    'authenticates callers',
    'validates input',
  ]
}
