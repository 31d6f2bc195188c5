import type { Configuration } from '../core/configuration.ts'
import type { CoverageNote } from '../core/diagnostic.ts'
import type { Files } from '../core/files.ts'
import type { Finding } from '../core/finding.ts'
import type { Rule } from '../core/rule.ts'
import type { Text } from '../core/text.ts'
import type { Texts } from '../engine/collect.ts'
import { target } from '../engine/target.ts'
import { source } from '../source/subject.ts'
import { Judgement } from './conclude.ts'
import type { Outcome, SuppressedFinding } from './conclude.ts'
import { loadContracts } from './load-contracts.ts'
import { Loading } from './loading.ts'
import { projectTargets } from './project-targets.ts'

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
  /**
   * The package.json, tsconfig.json and jsconfig.json files below and directly above the sources. Where some are given, these are
   * all that there are; where none are, they are looked for in each directory.
   */
  readonly manifests: readonly string[]
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  readonly docsOf: (rule: string) => string
  /** Told before each file: how many are done, of how many. */
  readonly onProgress?: (done: number, total: number, file: string) => void
}

export interface Checked {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly SuppressedFinding[]
  readonly coverage: readonly CoverageNote[]
  /** The files that rules ran on. */
  readonly judged: ReadonlySet<string>
  /** The rules that did not come to an end everywhere. */
  readonly failed: ReadonlySet<string>
  readonly counts: { readonly files: number; readonly contracts: number; readonly sources: number }
  /** The text of a checked file as it is now. */
  textOf(file: string): string | undefined
}

/** The steps of a check from paths to findings, the same for every host that reads files. */
export async function checkFiles(input: CheckInput): Promise<Checked> {
  const total = input.contracts.length + input.sources.length + input.context.length
  const loading = new Loading(total, input.onProgress ?? (() => {}))
  const context = new Set(input.context)
  const judgement = new Judgement({ ...input, context })
  const outcomes: Outcome[] = []
  let contracts = 0
  for (const contract of loadContracts(input, loading)) {
    outcomes.push(judgement.contract(contract))
    contracts++
  }
  const code = await judgeCode(input, loading, judgement)
  const { findings, suppressed, failures, files } = judgement.conclude([...outcomes, ...code.outcomes])
  return {
    findings,
    suppressed,
    judged: new Set(files),
    failed: new Set(failures.map(({ rule }) => rule)),
    coverage: distinct([...loading.coverage, ...failures]).filter((note) => !context.has(note.file)),
    counts: { files: new Set([...loading.files, ...files].filter((file) => !context.has(file))).size, contracts, sources: code.sources },
    textOf: (file) => textIn(input.files, file),
  }
}

/** Read again where a report wants to show a place: keeping every text would take the memory of the whole project. */
function textIn(files: Files, file: string): string | undefined {
  const content = files.read(file)
  return content.kind === 'text' ? content.text : undefined
}

interface JudgedCode {
  readonly outcomes: readonly Outcome[]
  /** How many sources could be checked. */
  readonly sources: number
}

/** What reads code is loaded where there is code: checking a contract must not pay for it. */
async function judgeCode(input: CheckInput, loading: Loading, judgement: Judgement): Promise<JudgedCode> {
  if (input.sources.length === 0) return { outcomes: [], sources: 0 }
  const { loadCode } = await import('./load-code.ts')
  const outcomes: Outcome[] = []
  const projects = await loadCode(input, loading, (file) => {
    outcomes.push(judgement.units([target(source, file)], [file.file], () => file))
  })
  const sources = outcomes.length
  for (const project of projects) {
    outcomes.push(judgement.units(projectTargets(project), [], textsIn(input.files)))
    for (const note of project.coverage) loading.note(note)
  }
  return { outcomes, sources }
}

/** Texts by path, each read once, of the few files that a finding points at. */
function textsIn(files: Files): Texts {
  const texts = new Map<string, Text | undefined>()
  return (file) => {
    if (!texts.has(file)) {
      const text = textIn(files, file)
      texts.set(file, text === undefined ? undefined : { text })
    }
    return texts.get(file)
  }
}

function distinct(notes: readonly CoverageNote[]): CoverageNote[] {
  const seen = new Map(notes.map((note) => [`${note.kind}\n${note.file}\n${note.message}`, note]))
  return [...seen.values()]
}
