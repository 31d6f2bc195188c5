import { existsSync } from 'node:fs'

import { rules as ownRules } from '../node/config/own-rules.ts'
import { resolveConfiguration } from '../../config/resolve.ts'
import type { ResolvedConfiguration } from '../../config/resolve.ts'
import { ConfigurationError, UsageError } from '../../core/errors.ts'
import type { Files } from '../../core/files.ts'
import type { Finding } from '../../core/finding.ts'
import { hash64 } from '../../core/hash.ts'
import { directoryOf, isWithin } from '../../core/paths.ts'
import type { Rule } from '../../core/rule.ts'
import { workTreeOf } from '../files.ts'
import { today } from '../today.ts'
import { readBaseline, unknownTo } from '../node/check/baseline.ts'
import type { Baseline } from '../node/check/baseline.ts'
import { cacheOptions } from '../node/cache/cache-options.ts'
import { findConfiguration } from '../node/config/configuration.ts'
import { docsWith } from '../node/config/custom-docs.ts'
import { nodeFiles } from '../node/disk/files.ts'
import { absolutePath, withSlashes } from '../node/disk/paths.ts'
import { CodeBase } from './code-base.ts'
import { readAtOnce } from './configuration-at-once.ts'
import { Epochs } from './epochs.ts'
import { FileStates } from './file-states.ts'
import { DiskFactStore } from './disk-fact-store.ts'
import { FindingsCache } from './findings-cache.ts'

/** The surroundings of a linted file: the same as for the command line, started in the directory of the configuration file. */
export interface Workspace {
  /** The work tree of the repository or, without one, the directory that ESLint was started in. */
  readonly root: string
  readonly configuration: ResolvedConfiguration
  /** Built-in rules, and the custom rules that the configuration names. */
  readonly rules: readonly Rule[]
  readonly custom: readonly Rule[]
  readonly docsOf: (rule: string) => string
  /** The accepted findings, which are not reported. */
  readonly baseline: Baseline | undefined
  readonly files: Files
  readonly code: CodeBase
}

const epochs = new Epochs()
// By directory: its configuration is looked up once per epoch.
const places = new Map<string, { readonly epoch: number; readonly workspace: Workspace | ConfigurationError }>()
// By root, base and configuration file, with the states of the files that make up the configuration.
const workspaces = new Map<string, { readonly states: FileStates; readonly workspace: Workspace | ConfigurationError }>()

/**
 * The workspace of a file in its present state, or what is wrong with its configuration.
 * @param file absolute, forward slashes
 * @param cwd the working directory of ESLint
 */
export function workspaceOf(file: string, cwd: string): Workspace | ConfigurationError {
  const epoch = epochs.at(file)
  return epochs.measure(() => {
    const directory = directoryOf(file)
    const known = places.get(directory)
    const workspace = known?.epoch === epoch ? known.workspace : lookAround(directory, withSlashes(cwd))
    places.set(directory, { epoch, workspace })
    if (!(workspace instanceof ConfigurationError)) workspace.code.confirm(epoch)
    return workspace
  })
}

function lookAround(directory: string, cwd: string): Workspace | ConfigurationError {
  const tree = workTreeOf(directory, existsSync)
  // If an editor starts the server in the system's root directory, that does not mean that everything is to be read.
  const isBelow = cwd !== directoryOf(cwd) && isWithin(cwd, directory)
  const root = tree ?? (isBelow ? cwd : directory)
  try {
    const file = findConfiguration(directory, root)
    const base = file !== undefined ? directoryOf(file) : isBelow && isWithin(root, cwd) ? cwd : root
    const key = `${root}\n${base}\n${file ?? ''}`
    const known = workspaces.get(key)
    if (known !== undefined && known.states.changed().length === 0) return known.workspace
    const states = new FileStates()
    const workspace = open(root, base, file, states)
    workspaces.set(key, { states, workspace })
    return workspace
  } catch (error) {
    if (error instanceof ConfigurationError) return error
    throw error
  }
}

function open(root: string, base: string, file: string | undefined, states: FileStates): Workspace | ConfigurationError {
  if (file !== undefined) states.remember(file)
  try {
    const { stated, custom } = file === undefined ? { stated: {}, custom: [] } : readAtOnce(file)
    custom.forEach((one) => states.remember(one.file))
    const customRules = custom.map(({ rule }) => rule)
    const rules = [...ownRules, ...customRules]
    const configuration = resolveConfiguration(rules, stated, base, { today: today() })
    const baseline = stated.baseline === undefined ? undefined : openBaseline(absolutePath(base, stated.baseline), states)
    const files = nodeFiles({ roots: [root] })
    const place = cacheOptions(root, undefined)
    const name = hash64(`${base}\n${file ?? ''}`)
    // Custom rules are code, and their findings may depend on more than configuration and files: nothing is kept.
    const kept = place && custom.length === 0 ? new FindingsCache(place, `eslint-${name}`, JSON.stringify([root, base, stated])) : undefined
    const code = new CodeBase({
      root,
      base,
      files,
      ignores: configuration.ignores,
      settings: configuration.settings,
      ...(kept !== undefined && { kept }),
      ...(place !== undefined && { factsSince: (moment: number) => new DiskFactStore(place, `eslint-facts-${name}`, moment) }),
    })
    return { root, configuration, rules, custom: customRules, docsOf: docsWith(custom), baseline, files, code }
  } catch (error) {
    if (error instanceof ConfigurationError) return error
    if (error instanceof UsageError) return new ConfigurationError([{ message: error.message }])
    throw error
  }
}

function openBaseline(file: string, states: FileStates): Baseline {
  states.remember(file)
  return readBaseline(file)
}

/** The findings that are not in the workspace's baseline. */
export function unknownIn({ baseline, rules }: Workspace, findings: readonly Finding[]): readonly Finding[] {
  return baseline === undefined ? findings : unknownTo(baseline, findings, rules)
}
