import { planCi } from './ci.ts'
import { planConfiguration } from './configuration.ts'
import type { Change, Plan, Task } from './change.ts'
import type { FirstLook } from './findings.ts'
import { planHook } from './hook.ts'
import type { Repository } from './repository.ts'

/** Changes that are confirmed together. */
export interface Step {
  /** The question to confirm them: "Write the configuration?" */
  readonly question: string
  readonly changes: readonly Change[]
}

/** Everything that `init` would do. */
export interface Proposal {
  readonly steps: readonly Step[]
  readonly tasks: readonly Task[]
}

/**
 * Determines what to write to set up Setsquare, leaving out what exists already.
 * @param version the version of Setsquare, for hooks and CI that download it
 */
export function propose(repository: Repository, look: FirstLook, version: string): Proposal {
  const configuration = planConfiguration(repository, look)
  const plans: readonly (readonly [question: string, plan: Plan])[] = [
    [`Write the configuration${configuration.changes.length > 1 ? ' and the baseline' : ''}?`, configuration],
    ['Check each commit with a git hook?', planHook(repository, version)],
    ['Check each change in CI?', planCi(repository, version)],
  ]
  return {
    steps: plans.flatMap(([question, { changes }]) => (changes.length === 0 ? [] : [{ question, changes }])),
    tasks: [...installation(repository), ...plans.flatMap(([, { tasks }]) => tasks), ...otherLinters(repository)],
  }
}

/** `init` does not install packages itself: users should see that happen. */
function installation({ manager, hasSetsquare }: Repository): Task[] {
  return manager === undefined || hasSetsquare ? [] : [{ what: 'Install Setsquare, so that everybody has the same version:', text: manager.add }]
}

/** Their configuration is a matter of taste, and often a program, so it is left to the user. */
function otherLinters({ linters, textOf }: Repository): Task[] {
  return linters.flatMap(({ name, file }) => {
    if (textOf(file)?.includes('setsquare') === true) return []
    if (name === 'Spectral') return [{ what: `If your team runs Spectral itself, add Setsquare's rules in ${file}:`, text: "extends: ['setsquare/spectral']" }]
    // ESLint's older configuration format does not support languages.
    if (file.startsWith('.eslintrc')) return []
    const isScript = /\bmodule\.exports\b/.test(textOf(file) ?? '')
    const text = isScript ? "const setsquare = require('setsquare/eslint')" : "import setsquare from 'setsquare/eslint'"
    return [{ what: `To see findings in the editor, write this into ${file}, and add \`...setsquare.configs.recommended\` to its list:`, text }]
  })
}
