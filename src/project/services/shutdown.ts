import { shutdownMethods, shutdownPackages } from '../../source/models/shutdown.ts'
import type { Application } from './applications.ts'
import { hasUnseenCode, importsOne } from './used-packages.ts'

/** Packages one has never heard of are known by what they are called. Terminus for Nest answers probes, and ends nothing unless Nest's hooks are on. */
const shutdownLikePackage = /^(?!@nestjs\/)(?:.{0,60}[-/@])?(?:graceful(?:ly)?|shutdown|terminus|terminator|lightship|stoppable)(?:$|[-/])/

/** Whether somebody sees to an orderly end; `nest` where the framework would, had it been told to; `abrupt` where a signal ends all at once. */
export function shutdownOf(application: Application): 'handled' | 'missing' | 'abrupt' | 'nest' | 'unknown' {
  const all = [...application.used]
  const usesHelp = all.some(
    (module) =>
      importsOne(module, shutdownPackages, shutdownLikePackage) ||
      module.summary.structure.calls.some(({ callee }) => callee.kind === 'member' && shutdownMethods.includes(callee.name)),
  )
  if (usesHelp) return 'handled'
  const listeners = all.filter(({ summary }) => summary.structure.handlesSignals)
  if (listeners.some(({ late }) => !late.service('exitsOnSignal'))) return 'handled'
  if (hasUnseenCode(application)) return 'unknown'
  if (listeners.length > 0) return 'abrupt'
  const isNest = all.some(({ summary }) =>
    summary.imports.some(({ names }) => names.some(({ imported }) => imported === 'NestFactory')),
  )
  return isNest ? 'nest' : 'missing'
}
