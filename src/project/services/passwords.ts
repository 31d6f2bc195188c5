import type { ParameterUse, PasswordFlaw } from '../../source/security/password-facts.ts'
import { credentialNamed } from '../../core/credentials.ts'
import { memoize } from '../../core/memoize.ts'
import { modelsOf } from '../data/record-models.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { Located } from '../graph/values.ts'
import { mentionsOne } from '../routing/response-filters.ts'
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
  const isKept = (flaw: PasswordFlaw): boolean => flaw.kind !== 'stored' || flaw.model === undefined || keepsAsGiven(graph, { module, value: flaw.model })
  return [...flaws.filter(isKept), ...through]
}

/** True for a model that stores a password as it is given: nothing beside it, and no hook in the program, may hash it. */
function keepsAsGiven(graph: Graph, located: Located): boolean {
  const secret = modelsOf(graph).modelAt(located)?.secrets.find(({ name }) => credentialNamed(name) === 'password')
  const home = secret && graph.modules.get(secret.location.file)
  return home !== undefined && !changing.some((word) => home.late.mentions(word)) && !hooks(graph)
}

/** Words of files whose models change what they are given. */
const changing = ['ash', 'rypt', 'rgon', 'set(', 'set:', 'setter', 'pre(', 'lugin', 'ransform', 'efore']
/** True if something in the program is done before records are stored. */
const hooks = memoize((graph: Graph) => mentionsOne(graph, ['beforeCreate', 'beforeSave', 'beforeValidate', 'BeforeInsert', 'EventSubscriber', 'addHook(', ".pre('save'", '.pre("save"', '.plugin(']))
