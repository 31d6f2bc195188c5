import { manifests } from '../../source/models/routers.ts'
import { shutdownMethods, shutdownPackages } from '../../source/models/shutdown.ts'
import type { Application } from './applications.ts'
import type { Project } from '../project.ts'
import { hasUnseenCode, importsOne, usesOne } from './used-packages.ts'

/**
 * Names of other packages for graceful shutdown. `@nestjs/terminus` is excluded: it provides health checks, and shuts nothing down unless
 * Nest's hooks are enabled.
 */
const shutdownLikePackage = /^(?!@nestjs\/)(?:.{0,60}[-/@])?(?:graceful(?:ly)?|shutdown|terminus|terminator|lightship|stoppable)(?:$|[-/])/

/**
 * Whether an application shuts down gracefully. `nest`: the framework would do it, but its hooks are not enabled. `abrupt`: a signal handler
 * exits at once.
 */
export function shutdownOf(project: Project, application: Application): 'handled' | 'missing' | 'abrupt' | 'nest' | 'unknown' {
  if (application.isPlugin === true) return 'handled'
  const all = [...application.used]
  const usesHelp = all.some(
    (module) =>
      importsOne(module, shutdownPackages, shutdownLikePackage) ||
      module.summary.structure.calls.some(({ callee }) => callee.kind === 'member' && shutdownMethods.includes(callee.name)),
  )
  // The manifest of a server of hapi names its plugins as texts.
  const isComposed = all.some((module) => importsOne(module, manifests.packages))
  if (usesHelp || (isComposed && usesOne(project, application, shutdownPackages, shutdownLikePackage))) return 'handled'
  const listeners = all.filter(({ summary }) => summary.structure.handlesSignals)
  if (listeners.some(({ late }) => !late.service('exitsOnSignal'))) return 'handled'
  if (hasUnseenCode(application)) return 'unknown'
  if (listeners.length > 0) return 'abrupt'
  const isNest = all.some(({ summary }) =>
    summary.imports.some(({ names }) => names.some(({ imported }) => imported === 'NestFactory')),
  )
  return isNest ? 'nest' : 'missing'
}
