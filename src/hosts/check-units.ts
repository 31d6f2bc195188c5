import type { Files } from '../core/files.ts'
import type { Text } from '../core/text.ts'
import { isUnreadable, DocumentStore } from '../documents/store.ts'
import type { Texts } from '../engine/collect.ts'
import { target } from '../engine/target.ts'
import { Contract } from '../openapi/contract.ts'
import { lostCoverage } from '../project/lost-coverage.ts'
import { servedApis } from '../api/drift/served.ts'
import { drift } from '../api/drift/subject.ts'
import { source } from '../source/subject.ts'
import type { CheckInput } from './check-input.ts'
import { uncheckedOutcome } from './unit-checker.ts'
import type { UnitChecker, Outcome } from './unit-checker.ts'
import type { CodeLoader } from './load-code.ts'
import { openContract } from './load-contracts.ts'
import { consulting } from './outcome-store.ts'
import type { CodeOutcome, ContractOutcome } from './outcome-store.ts'
import { projectTargets } from './project-targets.ts'
import { TypeUse } from './type-use.ts'

/** Checks contracts one by one. Each entry document is released before the next one is read; documents that contracts share are kept. */
export function* checkContracts(
  { contracts, files, outcomes, onProgress, sources }: Pick<CheckInput, 'contracts' | 'files' | 'outcomes' | 'onProgress' | 'sources'>,
  checker: UnitChecker,
): Generator<ContractOutcome, void> {
  const store = new DocumentStore(files)
  const isCompared = sources.length > 0 && checker.concerns(drift)
  for (const entry of contracts) {
    onProgress?.(entry)
    const kept = outcomes?.contract(entry)
    if (kept !== undefined && (kept.documented !== undefined || !isCompared || !kept.isContract)) {
      yield kept
      continue
    }
    const outcome = checkContract(entry, store, checker, isCompared)
    outcomes?.keepContract(outcome)
    yield outcome
    if (outcome.isContract) store.release(entry)
  }
}

function checkContract(entry: string, store: DocumentStore, checker: UnitChecker, isCompared: boolean): ContractOutcome {
  const contract = openContract(entry, store)
  if (!(contract instanceof Contract)) {
    return { ...uncheckedOutcome(contract.notes, contract.isReadable ? [entry] : []), entry, isContract: false, consulted: [entry] }
  }
  return { ...checker.contract(contract, isCompared), entry, isContract: true, consulted: contract.consulted }
}

/** The findings of a companion in contracts that we have checked. */
export async function runCompanion(
  contracts: readonly ContractOutcome[],
  { companion, files, configuration }: Pick<CheckInput, 'companion' | 'files' | 'configuration'>,
  checker: UnitChecker,
): Promise<Outcome[]> {
  if (companion === undefined) return []
  const outcomes: Outcome[] = []
  const store = new DocumentStore(files)
  for (const { entry, isContract } of contracts) {
    if (!isContract) continue
    outcomes.push(
      checker.reported(await companion.lint(entry, { store, files, configuration }), (file) => {
        const document = store.load(file)
        return isUnreadable(document) ? undefined : document
      }),
    )
    store.release(entry)
  }
  return outcomes
}

/** Checks sources one by one, and the projects that they form with their context. The code loader is only imported if there is code. */
export async function checkCode(input: CheckInput, checker: UnitChecker): Promise<CodeOutcome> {
  if (input.sources.length + input.context.length === 0) return { files: [], projects: [], sources: 0 }
  const { outcomes } = input
  if (outcomes === undefined) return checkSources(input, checker)
  const kept = outcomes.code()
  if (kept !== undefined && (kept.served !== undefined || !isCompared(input, checker))) return kept
  const { files, consulted } = consulting(input.files)
  const outcome = await checkSources({ ...input, files }, checker)
  outcomes.keepCode(outcome, consulted)
  return outcome
}

async function checkSources(input: CheckInput, checker: UnitChecker): Promise<CodeOutcome> {
  const { CodeLoader } = await import('./load-code.ts')
  const files: Outcome[] = []
  let sources = 0
  const types = input.types ?? new TypeUse()
  const { files: texts, consulted } = consulting(input.files)
  const loader = new CodeLoader({ ...input, types, files: texts }, {
    parsed(file) {
      files.push(checker.units([target(source, file)], [file.file], (path) => (path === file.file ? file : undefined)))
      sources++
    },
    skipped(note, isReadable) {
      files.push(uncheckedOutcome([note], isReadable ? [note.file] : []))
    },
  })
  const kept = input.projects?.outcomes(await loader.sources())
  return { files, ...(kept === undefined ? await checkProjects({ ...input, types }, loader, checker, consulted) : { projects: kept }), sources }
}

/** True if the routes in code are to be compared with contracts. */
function isCompared({ contracts }: Pick<CheckInput, 'contracts'>, checker: UnitChecker): boolean {
  return contracts.length > 0 && checker.concerns(drift)
}

async function checkProjects(
  input: CheckInput & { readonly types: TypeUse | false },
  loader: CodeLoader,
  checker: UnitChecker,
  consulted: ReadonlySet<string>,
): Promise<Pick<CodeOutcome, 'projects' | 'served'>> {
  const { files, types, projects: store } = input
  const asked = (): number => (types === false ? 0 : types.asked)
  const before = asked()
  const texts = textsIn(files)
  const projects = await loader.projects()
  const outcomes = projects.map((project) => ({ ...checker.units(projectTargets(project, checker), [], texts), coverage: lostCoverage(project) }))
  // An answer about types may depend on the text of every file, so outcomes are only kept if none was asked for.
  const isOfFacts = asked() === before && !projects.some((project) => project.dependsOnMoreThanFacts)
  if (isOfFacts && outcomes.every(({ failures }) => failures.length === 0)) store?.keep(outcomes, consulted)
  return { projects: outcomes, ...(isCompared(input, checker) && { served: projects.flatMap(servedApis) }) }
}

/** Texts by path, each read once: few files have findings. */
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

/** The text of a file, or nothing if it cannot be read. */
export function textIn(files: Files, file: string): string | undefined {
  const content = files.read(file)
  return content.kind === 'text' ? content.text : undefined
}
