import { apiOfRoutes } from '../api/code.ts'
import { api } from '../api/subject.ts'
import type { Configuration } from '../core/configuration.ts'
import type { CoverageNote } from '../core/diagnostic.ts'
import type { Files } from '../core/files.ts'
import type { Finding } from '../core/finding.ts'
import { groupBy } from '../core/group.ts'
import type { Rule } from '../core/rule.ts'
import type { Text } from '../core/text.ts'
import type { SuppressionOutcome } from '../engine/suppress.ts'
import { target } from '../engine/target.ts'
import type { Target } from '../engine/target.ts'
import { project as projectSubject } from '../project/subject.ts'
import { source } from '../source/subject.ts'
import { conclude } from './conclude.ts'
import type { Program } from './load-code.ts'
import { loadContracts } from './load-contracts.ts'
import { Loading } from './loading.ts'

/** What to check. Paths are absolute, with forward slashes. */
export interface CheckInput {
  readonly contracts: readonly string[]
  readonly sources: readonly string[]
  /** Sources that are read because others cannot be judged without them: nothing is reported in them. */
  readonly context: readonly string[]
  /** The directories that belong to the project: nothing above them is looked at. */
  readonly roots: readonly string[]
  /** The directories that were asked for, the deepest first: what a file is for is judged by its path below them. */
  readonly bases: readonly string[]
  readonly files: Files
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  readonly docsOf: (rule: string) => string
  /** Told before each file: how many are done, of how many. */
  readonly onProgress?: (done: number, total: number, file: string) => void
}

export interface Checked {
  readonly findings: readonly Finding[]
  readonly suppressed: SuppressionOutcome['suppressed']
  readonly coverage: readonly CoverageNote[]
  readonly counts: { readonly files: number; readonly contracts: number; readonly sources: number }
  textOf(file: string): Text | undefined
}

/** The steps of a check from paths to findings, the same for every host that reads files. */
export async function checkFiles(input: CheckInput): Promise<Checked> {
  const total = input.contracts.length + input.sources.length + input.context.length
  const loading = new Loading(total, input.onProgress ?? (() => {}))
  const contracts = loadContracts(input, loading)
  const programs = await loadPrograms(input, loading)

  const context = new Set(input.context)
  const { rules, configuration, docsOf } = input
  const targets = programs.flatMap(programTargets)
  const { findings, suppressed, failures, files } = conclude({ contracts, targets, texts: loading.texts, context, rules, configuration, docsOf })
  const notes = [
    ...loading.coverage,
    ...contracts.flatMap((contract) => contract.coverage),
    ...programs.flatMap(({ project }) => project.coverage),
    ...failures,
  ]
  return {
    findings,
    suppressed,
    coverage: distinct(notes).filter((note) => !context.has(note.file)),
    counts: { files: files.length, contracts: contracts.length, sources: programs.reduce((sum, { checked }) => sum + checked.length, 0) },
    textOf: (file) => loading.texts.get(file),
  }
}

/** What reads code is loaded where there is code: checking a contract must not pay for it. */
async function loadPrograms(input: CheckInput, loading: Loading): Promise<Program[]> {
  if (input.sources.length === 0) return []
  const { loadCode } = await import('./load-code.ts')
  return loadCode(input, loading)
}

/** The code of a program file by file, as a whole, and as the APIs that its packages serve. */
function programTargets({ project, checked }: Program): Target[] {
  const apis = [...groupBy(project.routes, ({ file }) => project.packageOf(file)).values()].map(apiOfRoutes)
  return [
    ...checked.map((file) => target(source, file)),
    target(projectSubject, project),
    ...apis.flatMap((model) => (model === undefined ? [] : [target(api, model)])),
  ]
}

function distinct(notes: readonly CoverageNote[]): CoverageNote[] {
  const seen = new Map(notes.map((note) => [`${note.kind}\n${note.file}\n${note.message}`, note]))
  return [...seen.values()]
}
