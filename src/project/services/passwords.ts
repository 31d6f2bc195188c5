import type { ParameterUse, PasswordFlaw } from '../../source/security/password-facts.ts'
import type { Module } from '../graph/graph.ts'
import type { Project } from '../project.ts'
import { functionsOf } from './request-use.ts'

/** The flaws in how a module stores passwords, including functions of other modules that it passes them to. */
export function passwordFlaws({ graph }: Project, module: Module): PasswordFlaw[] {
  if (module.summary.purpose !== 'code' || /\.[jt]sx$/.test(module.summary.path)) return []
  const { flaws, passed } = module.late.protection('passwords')
  const through = passed.flatMap(({ to, argument, value, range, isPlain }): PasswordFlaw[] => {
    const functions = functionsOf(graph, { module, value: to }, 0, true).filter((called) => called.module !== module)
    const used = (kind: 'digests' | 'stores'): ParameterUse | undefined =>
      functions
        .flatMap((called) => called.module.late.protection('passwords')[kind].filter(({ at }) => at === called.use.at))
        .find(({ parameter }) => parameter === argument)
    const digest = used('digests')
    if (digest !== undefined) return [{ kind: 'fast', range, value, algorithm: digest.by }]
    const stored = isPlain ? used('stores') : undefined
    return stored === undefined ? [] : [{ kind: 'stored', range, value, method: stored.by }]
  })
  return [...flaws, ...through]
}
